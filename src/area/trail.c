#include "area/trail.h"
#include "area/access.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/db.h"

SQL(trail_add, "kdkkktkt", "",
    "INSERT INTO trail (id, at, person, mandate, party, deed, thing, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(trail_of_party, "kdi", "tttt",
    "SELECT t.at, coalesce(p.name, ''), t.deed, t.detail FROM trail t LEFT JOIN person p ON p.id = t.person "
    "WHERE t.party = $1 AND t.at < $2 ORDER BY t.at DESC, t.id LIMIT $3");

bool trail_write(struct act *a, const char *party, const char *deed, const char *thing, const char *detail) {
    return db_do(a, trail_add, hash_id(a->arena), a->now, a->person, a->mandate, party, deed, thing, detail ? detail : "");
}

struct trail_entry *trail_read(struct act *a, const char *party, const char *before, int most, size_t *n) {
    *n = 0;
    if (!access_need(a, SEE_TRAIL, &(struct subject){.party = party})) return NULL;
    struct rows *r = db_all(a, trail_of_party, party, before ? before : "9999", most);
    struct trail_entry *e = NEW_N(a->arena, struct trail_entry, r->n);
    for (size_t i = 0; i < r->n; i++)
        e[i] = (struct trail_entry){text(r->row[i], 0), text(r->row[i], 1), tr(a->lang, text(r->row[i], 2)), text(r->row[i], 3)};
    *n = r->n;
    return e;
}
