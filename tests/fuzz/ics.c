/* Calendars of others: whatever is read is written again and read as the same. */
#include "base/hash.h"
#include "document/ics.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    struct incoming *in = ics_read(m, bytes, n, "2026-01-01");
    struct event *e = NEW_N(m, struct event, in->n + 1);
    for (size_t i = 0; i < in->n; i++) {
        const struct incoming_event *o = &in->event[i];
        if (!*o->starts || !*o->ends || !*o->title || !*o->uid || strcmp(o->starts, o->ends) > 0 || !*o->begins != !*o->finishes) abort();
        e[i] = (struct event){.id = "", .forum = "", .forum_name = o->forum, .title = o->title, .starts = o->starts, .ends = o->ends, .begins = o->begins, .finishes = o->finishes,
            .zone = o->zone, .mode = o->mode, .city = o->city, .iso3 = o->iso3, .address = o->address, .status = o->status, .objectives = o->objectives, .formerly = o->formerly,
            .note = o->note, .source = o->source, .uid = o->uid, .changed = o->changed, .sequence = o->sequence};
    }
    struct buf *b = ics_write(m, &(struct ics_about){.name = "x", .base_url = "https://h", .language = "en"}, e, in->n);
    if (in->n && in->n < 300 && b->size < ics_most_bytes) {
        struct incoming *again = ics_read(m, b->data, b->size, "2026-01-01");
        if (again->n != in->n) abort();
        for (size_t i = 0; i < in->n; i++)
            if (strcmp(again->event[i].starts, in->event[i].starts) || strcmp(again->event[i].ends, in->event[i].ends)) abort();
    }
    arena_end(m);
    return 0;
}
