/* How each kind of entry is read, written and dropped. */
#include "area/editing/room.h"
#include "base/hash.h"
#include "store/db.h"

/* A flag is text in an entry. */
#define YES_NO(column) "CASE WHEN " column " = 1 THEN '1' ELSE '0' END"
SQL(entry_fact, "k", "kttttt", "SELECT party, name, value, " YES_NO("disputed") ", note, source FROM fact WHERE id = $1");
SQL(entry_fact_put, "kkttittid", "",
    "INSERT INTO fact (id, party, name, value, disputed, note, source, position, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, value = excluded.value, disputed = excluded.disputed, note = excluded.note, "
    "source = excluded.source, position = excluded.position");
SQL(entry_fact_drop, "k", "", "DELETE FROM fact WHERE id = $1");
SQL(entry_relation, "k", "kkttttttt",
    "SELECT party, other, role, coalesce(since, ''), coalesce(until, ''), " YES_NO("permanent") ", " YES_NO("disputed") ", note, source "
    "FROM relation WHERE id = $1 AND role <> 'part_of'");
SQL(entry_relation_put, "kkktttiittd", "",
    "INSERT INTO relation (id, party, other, role, since, until, permanent, disputed, note, source, created) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
    "ON CONFLICT (id) DO UPDATE SET role = excluded.role, since = excluded.since, until = excluded.until, permanent = excluded.permanent, "
    "disputed = excluded.disputed, note = excluded.note, source = excluded.source "
    "WHERE relation.role <> 'part_of' AND relation.party = excluded.party AND relation.other = excluded.other");
SQL(entry_relation_drop, "k", "", "DELETE FROM relation WHERE id = $1 AND role <> 'part_of'");
SQL(entry_party, "k", "tttttt", "SELECT kind, coalesce(iso3, ''), acronym, status, footnote, website FROM party WHERE id = $1");
SQL(entry_party_put, "kttttttd", "",
    "INSERT INTO party (id, kind, iso3, acronym, status, footnote, website, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (id) DO UPDATE SET acronym = excluded.acronym, status = excluded.status, footnote = excluded.footnote, website = excluded.website");
SQL(entry_party_drop, "k", "", "DELETE FROM party WHERE id = $1");
SQL(entry_names, "k", "ttt", "SELECT language, name, source FROM party_name WHERE party = $1 ORDER BY CASE WHEN language = 'en' THEN 0 ELSE 1 END, language");
SQL(entry_name_put, "kttt", "",
    "INSERT INTO party_name (party, language, name, source) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (party, language) DO UPDATE SET name = excluded.name, source = excluded.source");
SQL(entry_name_drop, "kt", "", "DELETE FROM party_name WHERE party = $1 AND language = $2");
SQL(entry_names_drop, "k", "", "DELETE FROM party_name WHERE party = $1");
static const char *or_null(const char *s) { return blank(s) ? NULL : s; }
static int64_t yes(const struct entry *e, const char *field) { return same(entry_get(e, field), "1"); }

/* Columns from `first` on are the fields in their order. */
static void fill(struct entry *e, const struct row *r, int first) {
    for (size_t i = 0; i < e->n && first + (int)i < r->n; i++) e->field[i].value = text(r, first + (int)i);
    e->there = true;
}

static const struct kind_field fact_fields[] = {{"name", CELL_FACT, true}, {"value", CELL_TEXT, true}, {"disputed", CELL_FLAG, false},
    {"note", CELL_TEXT, false}, {"source", CELL_TEXT, true}};
static bool fact_read(struct act *a, struct entry *e) {
    struct row *r = db_one(a, entry_fact, e->id);
    if (!r) return false;
    e->party = text(r, 0);
    fill(e, r, 1);
    return true;
}
static bool fact_write(struct act *a, const struct entry *e) {
    size_t position = 0;
    while (cell_facts[position] && !same(cell_facts[position], entry_get(e, "name"))) position++;
    return db_do(a, entry_fact_put, e->id, e->party, entry_get(e, "name"), entry_get(e, "value"), yes(e, "disputed"), entry_get(e, "note"),
                 entry_get(e, "source"), position, a->now);
}
static bool fact_drop(struct act *a, const struct entry *e) { return db_do(a, entry_fact_drop, e->id); }

static const struct kind_field relation_fields[] = {{"role", CELL_ROLE, true}, {"since", CELL_DATE, false}, {"until", CELL_DATE, false},
    {"permanent", CELL_FLAG, false}, {"disputed", CELL_FLAG, false}, {"note", CELL_TEXT, false}, {"source", CELL_TEXT, true}};
static bool relation_read(struct act *a, struct entry *e) {
    struct row *r = db_one(a, entry_relation, e->id);
    if (!r) return false;
    e->party = text(r, 0);
    e->other = text(r, 1);
    fill(e, r, 2);
    return true;
}
static bool relation_write(struct act *a, const struct entry *e) {
    return db_do(a, entry_relation_put, e->id, e->party, e->other, entry_get(e, "role"), or_null(entry_get(e, "since")), or_null(entry_get(e, "until")),
                 yes(e, "permanent"), yes(e, "disputed"), entry_get(e, "note"), entry_get(e, "source"), a->now);
}
static bool relation_drop(struct act *a, const struct entry *e) { return db_do(a, entry_relation_drop, e->id); }

/* kind and iso3 say what the party is; they are set once. */
static const struct kind_field party_fields[] = {{"kind", CELL_TEXT, true}, {"iso3", CELL_COUNTRY, false}, {"acronym", CELL_TEXT, false},
    {"status", CELL_STATUS, true}, {"footnote", CELL_TEXT, false}, {"website", CELL_TEXT, false}, {"name_en", CELL_TEXT, false},
    {"name_fr", CELL_TEXT, false}, {"name_es", CELL_TEXT, false}, {"name_ar", CELL_TEXT, false}, {"name_ru", CELL_TEXT, false},
    {"name_zh", CELL_TEXT, false}, {"source", CELL_TEXT, true}};
static bool party_read(struct act *a, struct entry *e) {
    e->party = e->id;
    struct row *r = db_one(a, entry_party, e->id);
    if (!r) return false;
    fill(e, r, 0);
    struct rows *names = db_all(a, entry_names, e->id);
    for (size_t i = 0; i < names->n; i++) {
        entry_set(e, arena_printf(a->arena, "name_%s", text(names->row[i], 0)), text(names->row[i], 1));
        if (!*entry_get(e, "source")) entry_set(e, "source", text(names->row[i], 2));
    }
    return true;
}
static bool party_write(struct act *a, const struct entry *e) {
    bool fine = db_do(a, entry_party_put, e->id, entry_get(e, "kind"), or_null(entry_get(e, "iso3")), entry_get(e, "acronym"), entry_get(e, "status"),
                      entry_get(e, "footnote"), entry_get(e, "website"), a->now);
    for (size_t i = 0; fine && i < e->n; i++) {
        if (strncmp(e->field[i].name, "name_", 5)) continue;
        const char *language = e->field[i].name + 5, *name = e->field[i].value;
        fine = *name ? db_do(a, entry_name_put, e->id, language, name, entry_get(e, "source")) : db_do(a, entry_name_drop, e->id, language);
    }
    return fine;
}
static bool party_drop(struct act *a, const struct entry *e) { return db_do(a, entry_names_drop, e->id) && db_do(a, entry_party_drop, e->id); }

static const struct kind fact_kind = {"fact", fact_fields, COUNT(fact_fields), fact_read, fact_write, fact_drop, NULL, NULL};
static const struct kind relation_kind = {"relation", relation_fields, COUNT(relation_fields), relation_read, relation_write, relation_drop, NULL, NULL};
static const struct kind party_entry_kind = {"party", party_fields, COUNT(party_fields), party_read, party_write, party_drop, NULL, NULL};
const struct kind *kind_find(const char *name) {
    static const struct kind *const kinds[] = {&fact_kind, &relation_kind, &party_entry_kind, &event_kind};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (same(kinds[i]->name, name)) return kinds[i];
    bug("no kind of entry %s", name);
}
