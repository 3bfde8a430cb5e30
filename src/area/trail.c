#include "area/trail.h"
#include "area/access.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/db.h"

SQL(trail_add, "kdkkktkt", "",
    "INSERT INTO trail (id, at, person, mandate, party, deed, thing, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
/* A page goes on after an entry, not after an instant: many acts share a second. */
#define ENTRY "SELECT t.id, t.at, coalesce(p.name, ''), coalesce(m.function, ''), t.deed, t.detail, coalesce(t.thing, '') FROM trail t " \
              "LEFT JOIN person p ON p.id = t.person LEFT JOIN mandate m ON m.id = t.mandate "
#define AFTER "AND ($1 = '' OR EXISTS (SELECT 1 FROM trail b WHERE b.id = $1 AND (b.at > t.at OR (b.at = t.at AND b.id > t.id)))) " \
              "ORDER BY t.at DESC, t.id DESC LIMIT $2"
SQL(trail_of_party, "kik", "ktttttt", ENTRY "WHERE t.party = $3 " AFTER);
SQL(trail_of_server, "ki", "ktttttt", ENTRY "WHERE t.party IS NULL " AFTER);
SQL(trail_form_of, "k", "t",
    "SELECT coalesce((SELECT i.form FROM section s JOIN input i ON i.id = s.input WHERE s.id = $1), (SELECT form FROM release WHERE id = $1), '')");

bool trail_write(struct act *a, const char *party, const char *deed, const char *thing, const char *detail) {
    return db_do(a, trail_add, hash_id_in_order(a->arena), a->now, a->person, a->mandate, party, deed, thing, detail ? detail : "");
}

struct trail_entry *trail_read(struct act *a, const char *party, const char *before, int most, size_t *n) {
    *n = 0;
    if (!access_need(a, SEE_TRAIL, &(struct subject){.party = party})) return NULL;
    const char *after = before ? before : "";
    struct rows *r = blank(party) ? db_all(a, trail_of_server, after, most) : db_all(a, trail_of_party, after, most, party);
    struct trail_entry *e = NEW_N(a->arena, struct trail_entry, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        e[i] = (struct trail_entry){text(w, 0), text(w, 1), text(w, 2), text(w, 3), tr(a->lang, text(w, 4)), text(w, 5), text(w, 4), text(w, 6)};
    }
    *n = r->n;
    return e;
}

const char *trail_form(struct act *a, const char *thing) {
    struct row *r = blank(thing) ? NULL : db_one(a, trail_form_of, thing);
    return r ? text(r, 0) : "";
}
