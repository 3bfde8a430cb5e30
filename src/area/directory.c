#include "area/directory.h"
#include "base/lang.h"
#include "store/db.h"

SQL(party_name_row, "kt", "tttt",
    "SELECT p.iso3, p.acronym, p.footnote, coalesce((SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = $2), "
    "(SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = 'en'), p.acronym) FROM party p WHERE p.id = $1");
SQL(party_there, "k", "i", "SELECT 1 FROM party WHERE id = $1");

const char *party_name(struct act *a, const char *party) {
    struct row *r = db_one(a, party_name_row, party, a->lang ? a->lang->code : "en");
    if (!r) return party;
    const char *name = lang_country(a->arena, a->lang, text(r, 0));
    if (!name) name = text(r, 3);
    return *text(r, 2) ? arena_printf(a->arena, "%s*", name) : name;
}

const char *party_footnote(struct act *a, const char *party) {
    struct row *r = db_one(a, party_name_row, party, "en");
    return r ? text(r, 2) : "";
}

bool party_exists(struct act *a, const char *party) { return db_one(a, party_there, party) != NULL; }
