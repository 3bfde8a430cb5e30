/* An event is saved: days that change leave their trace. */
#include "area/calendar.h"
#include "area/directory.h"
#include "base/buf.h"
#include "base/text.h"

/* As the fora call themselves: "RCM+SACM". */
static const char *names_of(struct act *a, const char *fora) {
    struct buf *b = buf_new(a->arena);
    for (char **id = text_split(a->arena, fora, ' '); *id; id++) {
        if (!party_exists(a, *id)) continue;
        const struct party_line *p = directory_party(a, *id);
        buf_printf(b, "%s%s", b->size ? "+" : "", *p->acronym ? p->acronym : p->name);
    }
    return b->data;
}

static void keep_old_days(struct act *a, struct entry *e, const struct entry *now) {
    const char *starts = entry_get(now, "starts"), *ends = entry_get(now, "ends"), *kept = entry_get(e, "formerly");
    if (same(starts, entry_get(e, "starts")) && same(ends, entry_get(e, "ends"))) return;
    const char *old = arena_printf(a->arena, "%s/%s", starts, ends);
    if (!text_word(kept, old)) entry_set(e, "formerly", arena_printf(a->arena, "%s%s%s", kept, *kept ? " " : "", old));
}

bool calendar_save(struct act *a, struct entry *e, const char *mark, bool correction) {
    struct entry *now = entry_find(a, "event", e->id);
    const char *fora = text_line(a->arena, entry_get(e, "fora"));
    entry_set(e, "fora", fora);
    e->party = *fora ? text_split(a->arena, fora, ' ')[0] : "";
    if (*fora && !(now->there && same(fora, entry_get(now, "fora")))) {
        const char *names = names_of(a, fora);
        if (*names) entry_set(e, "forum", names);
    }
    if (!*entry_get(e, "ends")) entry_set(e, "ends", entry_get(e, "starts"));
    if (now->there && !correction) keep_old_days(a, e, now);
    return entry_save(a, e, mark);
}
