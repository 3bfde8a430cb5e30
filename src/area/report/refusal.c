/* Standing refusals of consent where none was needed: the words go no further than the party's own
 * sections. They may go out, but nobody passes over a refusal without knowing of it. */
#include "area/report/room.h"
#include "area/directory.h"
#include "base/buf.h"
#include "base/hash.h"

/* Of the present words, each with the readers that a section of the party under them has now. */
SQL(refusal_rows, "k", "kktt",
    "SELECT p.id, r.party, CASE WHEN r.narrowed IS NULL THEN r.audience ELSE r.narrowed_to END, t.at FROM paragraph_consent t "
    "JOIN paragraph p ON p.id = t.paragraph AND p.version = t.version JOIN chapter c ON c.id = p.chapter "
    "JOIN paragraph_source s ON s.paragraph = p.id JOIN release r ON r.id = s.release AND r.party = t.party "
    "WHERE c.report = $1 AND t.reach = 'refused' AND s.removed IS NULL AND p.removed IS NULL AND r.recalled IS NULL "
    "ORDER BY c.position, p.position, p.id, r.party, s.id");

struct refusals *report_refusals(struct act *a, const struct report *p, const char *status) {
    struct refusals *out = NEW(a->arena, struct refusals);
    *out = (struct refusals){NULL, 0, ""};
    if (!report_writes(a, p)) return out;
    struct report_body *w = report_read(a, p);
    struct rows *r = db_all(a, refusal_rows, p->id);
    struct buf *all = buf_new(a->arena);
    out->refusal = NEW_N(a->arena, struct refusal, r->n + 1);
    for (size_t i = 0, end; i < r->n && !failed(a); i = end) {
        const char *paragraph = text(r->row[i], 0), *party = text(r->row[i], 1);
        bool further = false; /* then it cannot go out at all: report_blocks() names it */
        for (end = i; end < r->n && same(text(r->row[end], 0), paragraph) && same(text(r->row[end], 1), party); end++)
            further |= !access_reaches(text(r->row[end], 2), same(status, "circulated") ? status : "adopted");
        const struct paragraph *g = further ? NULL : report_paragraph(w, paragraph);
        if (!g) continue;
        out->refusal[out->n++] = (struct refusal){paragraph, party_name(a, party), text(r->row[i], 3), g->number};
        buf_printf(all, "%s %s %lld\n", paragraph, party, (long long)g->version);
    }
    if (out->n) out->key = hash_hex(a->arena, all->data, all->size);
    return out;
}
