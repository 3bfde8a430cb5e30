#include "area/reference.h"
#include <ctype.h>
#include "base/csv.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

SQL(reference_there, "", "i", "SELECT count(*) FROM objective");
SQL(reference_party, "kttttttd", "",
    "INSERT INTO party (id, kind, iso3, acronym, status, footnote, website, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (id) DO NOTHING");
SQL(reference_name, "kttt", "",
    "INSERT INTO party_name (party, language, name, source) VALUES ($1, $2, $3, $4) ON CONFLICT (party, language) DO NOTHING");
SQL(reference_relation, "kkktttiittd", "",
    "INSERT INTO relation (id, party, other, role, since, until, permanent, disputed, note, source, created) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
SQL(reference_fact, "kkttittid", "",
    "INSERT INTO fact (id, party, name, value, disputed, note, source, position, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL(reference_event, "kktttttttd", "",
    "INSERT INTO event (id, forum, forum_name, title, starts, ends, city, iso3, source, created) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
SQL(reference_objective, "iii", "", "INSERT INTO objective (number, cluster, paragraph) VALUES ($1, $2, $3)");
SQL(reference_objective_text, "itttt", "",
    "INSERT INTO objective_text (number, language, title, short, source) VALUES ($1, $2, $3, $4, $5)");
SQL(reference_principle, "tttt", "", "INSERT INTO principle_text (letter, language, name, source) VALUES ($1, $2, $3, $4)");
SQL(reference_round, "kkktkkttd", "",
    "INSERT INTO round (id, forum, host, tier, informs, before_round, status, source, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL(reference_round_title, "ktt", "", "INSERT INTO round_title (round, language, title) VALUES ($1, $2, $3)");
SQL(reference_round_step, "kktddttti", "",
    "INSERT INTO round_step (id, round, kind, starts, ends, place, note, source, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL(reference_is_party, "k", "i", "SELECT 1 FROM party WHERE id = $1");

struct loading {
    struct act *act;
    const char *file;
    struct table *table;
    size_t i;
};

static const char *cell(const struct loading *l, const char *column) { return csv_cell(l->table, l->i, column); }

/* "IGAD-RCP" and "5+5" as they stand in addresses: igad-rcp, 5-5. */
static char *id_of(struct act *a, const char *name) {
    char *id = arena_copy(a->arena, name);
    for (char *p = id; *p; p++) *p = isalnum((unsigned char)*p) ? (char)tolower((unsigned char)*p) : '-';
    return id;
}

static bool each_line(struct act *a, const char *file, bool (*take)(struct loading *)) {
    const struct embedded *e = embedded_find(file);
    if (!e) return broken(a, "%s is not in the program", file);
    struct csv_problem problem;
    struct table *t = csv_read(a->arena, (const char *)e->bytes, e->size, &problem);
    if (!t) return broken(a, "%s:%d: %s", file, problem.line, problem.words);
    struct loading l = {.act = a, .file = file, .table = t};
    for (l.i = 0; l.i < t->n; l.i++)
        if (!take(&l)) return a->failure ? false : broken(a, "%s:%d", file, t->record[l.i].line);
    return true;
}

static bool party(struct loading *l, const char *id, const char *kind, const char *iso3, const char *acronym, const char *status,
                  const char *footnote) {
    return db_do(l->act, reference_party, id, kind, iso3, acronym, status, footnote, "", l->act->now);
}
static bool name(struct loading *l, const char *id, const char *language, const char *words, const char *source) {
    return blank(words) ? true : db_do(l->act, reference_name, id, language, words, source);
}
static bool relation(struct loading *l, const char *party_id, const char *role, const char *other, const char *note, const char *source) {
    struct act *a = l->act;
    return db_do(a, reference_relation, hash_id(a->arena), party_id, other, role, (const char *)NULL, (const char *)NULL, 0, 0, note, source, a->now);
}

static bool take_organization(struct loading *l) {
    const char *id = cell(l, "id"), *source = cell(l, "source");
    return party(l, id, "organization", NULL, cell(l, "acronym"), "active", "") && name(l, id, "en", cell(l, "name_en"), source) &&
           name(l, id, "fr", cell(l, "name_fr"), source) && name(l, id, "es", cell(l, "name_es"), source);
}

static bool take_region(struct loading *l) {
    const char *id = cell(l, "id"), *source = cell(l, "source");
    return party(l, id, "region", NULL, "", "active", "") && name(l, id, "en", cell(l, "name_en"), source) &&
           name(l, id, "fr", cell(l, "name_fr"), source) && name(l, id, "es", cell(l, "name_es"), source);
}

static bool fact(struct loading *l, const char *id, const char *what, const char *value, bool disputed, const char *note, const char *source) {
    struct act *a = l->act;
    static const char *const order[] = {"type", "founded", "status", "region", "focus", "chair", "secretariat", "association", "observers", "members_count", "note"};
    size_t position = 0;
    while (position < COUNT(order) && !same(order[position], what)) position++;
    return blank(value) ? true : db_do(a, reference_fact, hash_id(a->arena), id, what, value, (int64_t)disputed, note, source, position, a->now);
}

static bool take_mechanism(struct loading *l) {
    const char *id = id_of(l->act, cell(l, "acronym")), *source = cell(l, "source"), *status = cell(l, "status");
    const char *kept = text_starts(status, "dormant") ? "dormant" : status;
    bool fine = party(l, id, "mechanism", NULL, cell(l, "acronym"), kept, "") && name(l, id, "en", cell(l, "name"), source);
    static const struct { const char *fact, *column; } facts[] = {{"founded", "year"}, {"type", "type"}, {"region", "region"}, {"status", "status"},
        {"secretariat", "secretariat"}, {"chair", "chair"}, {"association", "association"}, {"observers", "observers_partners"},
        {"focus", "focus"}, {"members_count", "members_count"}, {"note", "notes"}};
    /* Where sources disagree, data/facts.csv has each of them; then the single value is left out. */
    static const char *const disputed[] = {"bp founded", "sacm founded", "midwa founded", "bp type", "add members_count", "pp members_count"};
    for (size_t i = 0; fine && i < COUNT(facts); i++) {
        const char *key = arena_printf(l->act->arena, "%s %s", id, facts[i].fact);
        bool elsewhere = false;
        for (size_t k = 0; k < COUNT(disputed); k++) elsewhere |= same(key, disputed[k]);
        fine = elsewhere || fact(l, id, facts[i].fact, cell(l, facts[i].column), false, "", source);
    }
    return fine;
}

static bool take_fact(struct loading *l) {
    return fact(l, cell(l, "party"), cell(l, "name"), cell(l, "value"), same(cell(l, "disputed"), "1"), cell(l, "note"), cell(l, "source"));
}

/* A State is what ISO 3166 lists and the source calls no territory; the note tells. */
static bool country(struct loading *l, const char *iso3, const char *note) {
    static const char *const territories[] = {"HKG", "MAC", "NCL", "ABW", "AIA", "CYM", "CUW", "MSR", "MAF", "TCA", "BES", "SXM", "VGB", "BMU", "PRI", "PYF"};
    static const char kosovo[] = "All references to Kosovo shall be understood to be in full compliance with United Nations Security Council resolution 1244 (1999).";
    bool territory = strstr(note, "territory") != NULL, footnoted = same(iso3, "XKX");
    for (size_t i = 0; i < COUNT(territories); i++) territory |= same(iso3, territories[i]);
    const char *id = id_of(l->act, iso3);
    if (!party(l, id, territory || footnoted ? "territory" : "state", iso3, "", "active", footnoted ? kosovo : "")) return false;
    return footnoted ? name(l, id, "en", "Kosovo", "") && name(l, id, "ar", "كوسوفو", "") && name(l, id, "ru", "Косово", "") && name(l, id, "zh", "科索沃", "") : true;
}

static bool take_member(struct loading *l) {
    struct act *a = l->act;
    const char *iso3 = cell(l, "iso3"), *note = cell(l, "note");
    if (strlen(iso3) != 3) return false;
    return country(l, iso3, note) && relation(l, id_of(a, iso3), cell(l, "role"), id_of(a, cell(l, "mechanism")), note, cell(l, "source"));
}

static const char *or_null(const char *s) { return *s ? s : NULL; }

static bool take_relation(struct loading *l) {
    struct act *a = l->act;
    const char *id = cell(l, "party");
    if (strlen(id) == 3 && !db_one(a, reference_is_party, id)) {
        char *iso3 = arena_copy(a->arena, id);
        for (char *p = iso3; *p; p++) *p = (char)toupper((unsigned char)*p);
        if (!country(l, iso3, "")) return false;
    }
    return db_do(a, reference_relation, hash_id(a->arena), id, cell(l, "other"), cell(l, "role"), or_null(cell(l, "since")), or_null(cell(l, "until")),
                 (int64_t)same(cell(l, "permanent"), "1"), (int64_t)same(cell(l, "disputed"), "1"), cell(l, "note"), cell(l, "source"), a->now);
}

static bool take_event(struct loading *l) {
    struct act *a = l->act;
    const char *forum = id_of(a, cell(l, "forum")), *iso3 = cell(l, "country_iso3");
    const char *known = db_one(a, reference_is_party, forum) ? forum : NULL;
    return db_do(a, reference_event, hash_id(a->arena), known, cell(l, "forum"), cell(l, "title"), cell(l, "date_start"),
                 *cell(l, "date_end") ? cell(l, "date_end") : cell(l, "date_start"), cell(l, "city"), or_null(iso3), cell(l, "source"), a->now);
}

static bool take_objective(struct loading *l) {
    struct act *a = l->act;
    int64_t number, cluster, paragraph;
    if (!text_number(cell(l, "number"), &number) || !text_number(cell(l, "round_table"), &cluster) ||
        !text_number(cell(l, "gcm_commitment_para"), &paragraph))
        return false;
    bool fine = db_do(a, reference_objective, number, cluster, paragraph);
    static const char *const languages[] = {"en", "fr", "es", "ar", "ru", "zh"};
    for (size_t i = 0; fine && i < COUNT(languages); i++) {
        const char *short_title = cell(l, arena_printf(a->arena, "%s_short", languages[i]));
        const char *title = cell(l, languages[i]);
        if (!*title && !*short_title) continue;
        fine = db_do(a, reference_objective_text, number, languages[i], title, short_title, i ? cell(l, "source_fr_es") : cell(l, "source_en"));
    }
    return fine;
}

static bool take_principle(struct loading *l) {
    static const char *const languages[] = {"en", "fr", "es", "zh"};
    bool fine = true;
    for (size_t i = 0; fine && i < COUNT(languages); i++)
        if (*cell(l, languages[i])) fine = db_do(l->act, reference_principle, cell(l, "letter"), languages[i], cell(l, languages[i]), cell(l, "source"));
    return fine;
}

static bool take_round(struct loading *l) {
    struct act *a = l->act;
    static const char *const languages[] = {"en", "fr", "es", "ar", "ru", "zh"};
    bool fine = db_do(a, reference_round, cell(l, "id"), cell(l, "forum"), cell(l, "host"), cell(l, "tier"), or_null(cell(l, "informs")),
                      or_null(cell(l, "before")), cell(l, "status"), cell(l, "source"), a->now);
    for (size_t i = 0; fine && i < COUNT(languages); i++) {
        const char *title = cell(l, arena_printf(a->arena, "title_%s", languages[i]));
        if (*title) fine = db_do(a, reference_round_title, cell(l, "id"), languages[i], title);
    }
    return fine;
}

static bool take_step(struct loading *l) {
    struct act *a = l->act;
    return db_do(a, reference_round_step, hash_id(a->arena), cell(l, "round"), cell(l, "kind"), cell(l, "starts"), cell(l, "ends"), cell(l, "place"),
                 cell(l, "note"), cell(l, "source"), l->i);
}

bool reference_loaded(struct act *a) {
    struct row *r = db_one(a, reference_there);
    return r && num(r, 0) > 0;
}

bool reference_load(struct act *a) {
    return each_line(a, "data/organizations.csv", take_organization) && each_line(a, "data/regions.csv", take_region) &&
           each_line(a, "data/mechanisms.csv", take_mechanism) && each_line(a, "data/members.csv", take_member) &&
           each_line(a, "data/relations.csv", take_relation) && each_line(a, "data/facts.csv", take_fact) &&
           each_line(a, "data/events.csv", take_event) && each_line(a, "data/objectives.csv", take_objective) &&
           each_line(a, "data/principles.csv", take_principle) && each_line(a, "data/rounds.csv", take_round) &&
           each_line(a, "data/round_steps.csv", take_step);
}
