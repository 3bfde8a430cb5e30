/* Writing one record of each table. What the pages show as facts, relations, parties and
 * events goes through entries, so that its history is kept (area/editing.h). */
#include <ctype.h>
#include "area/directory.h"
#include "area/reference/room.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

SQL(put_fact_of, "kt", "k", "SELECT id FROM fact WHERE party = $1 AND name = $2 AND disputed = 0 ORDER BY value, id LIMIT 1");
SQL(put_other_conveners, "kk", "k", "SELECT id FROM relation WHERE other = $2 AND role = 'convener' AND party <> $1 AND until IS NULL AND disputed = 0 ORDER BY created, id");
SQL(put_convener_of, "kk", "i", "SELECT 1 FROM relation WHERE party = $1 AND other = $2 AND role = 'convener' AND until IS NULL");
SQL(put_objective, "iii", "",
    "INSERT INTO objective (number, cluster, paragraph) VALUES ($1, $2, $3) ON CONFLICT (number) DO UPDATE SET cluster = excluded.cluster, paragraph = excluded.paragraph");
SQL(put_objective_text, "ittttt", "",
    "INSERT INTO objective_text (number, language, title, short, source, short_source) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (number, language) "
    "DO UPDATE SET title = excluded.title, short = excluded.short, source = excluded.source, short_source = excluded.short_source");
SQL(put_objective_text_drop, "it", "", "DELETE FROM objective_text WHERE number = $1 AND language = $2");
SQL(put_principle, "tttt", "",
    "INSERT INTO principle_text (letter, language, name, source) VALUES ($1, $2, $3, $4) ON CONFLICT (letter, language) DO UPDATE SET name = excluded.name, source = excluded.source");
SQL(put_principle_drop, "tt", "", "DELETE FROM principle_text WHERE letter = $1 AND language = $2");
SQL(put_round, "kkktkkttd", "",
    "INSERT INTO round (id, forum, host, tier, informs, before_round, status, source, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (id) DO UPDATE SET forum = excluded.forum, host = excluded.host, tier = excluded.tier, informs = excluded.informs, "
    "before_round = excluded.before_round, status = excluded.status, source = excluded.source");
SQL(put_round_title, "ktt", "",
    "INSERT INTO round_title (round, language, title) VALUES ($1, $2, $3) ON CONFLICT (round, language) DO UPDATE SET title = excluded.title");
SQL(put_round_title_drop, "kt", "", "DELETE FROM round_title WHERE round = $1 AND language = $2");
SQL(put_step, "kktddttti", "",
    "INSERT INTO round_step (id, round, kind, starts, ends, place, note, source, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (id) DO UPDATE SET ends = excluded.ends, place = excluded.place, note = excluded.note, source = excluded.source");

static const char *or_null(const char *s) { return *s ? s : NULL; }

static void take(struct loading *l, struct entry *e, const char *field, const char *column) { entry_set(e, field, cell(l, column)); }

static struct entry *party_entry(struct loading *l, const char *id, const char *kind) {
    struct entry *e = entry_find(l->act, "party", id);
    if (e->there) return e;
    entry_set(e, "kind", kind);
    entry_set(e, "status", "active");
    return e;
}

bool organization_put(struct loading *l, const char *id) {
    struct entry *e = party_entry(l, cell(l, "id"), "organization");
    take(l, e, "acronym", "acronym");
    take(l, e, "name_en", "name_en");
    take(l, e, "name_fr", "name_fr");
    take(l, e, "name_es", "name_es");
    take(l, e, "source", "source");
    return entry_write(l->act, e, l->file);
}

/* The one value of a fact on which sources agree; empty takes it away. */
static bool put_fact(struct loading *l, const char *id, const char *name, const char *column) {
    struct act *a = l->act;
    struct row *r = db_one(a, put_fact_of, id, name);
    struct entry *e = r ? entry_find(a, "fact", text(r, 0)) : entry_new(a, "fact", id, NULL);
    if (same(entry_get(e, "value"), cell(l, column))) return true;
    if (!*cell(l, column)) return entry_erase(a, e, cell(l, "source"), l->file);
    entry_set(e, "name", name);
    entry_set(e, "value", cell(l, column));
    entry_set(e, "source", cell(l, "source"));
    return entry_write(a, e, l->file);
}

bool region_put(struct loading *l, const char *unused) {
    struct act *a = l->act;
    const char *id = cell(l, "id"), *convener = cell(l, "convener");
    struct entry *e = party_entry(l, id, "region");
    take(l, e, "name_en", "name_en");
    take(l, e, "name_fr", "name_fr");
    take(l, e, "name_es", "name_es");
    take(l, e, "source", "source");
    if (!entry_write(a, e, l->file) || !put_fact(l, id, "secretariat", "secretariat_name")) return false;
    if (!*convener) return true;
    /* A line holds one convener: another one takes the place of the present one, kept in the history. */
    struct rows *others = db_all(a, put_other_conveners, convener, id);
    for (size_t i = 0; i < others->n; i++) {
        struct entry *other = entry_find(a, "relation", text(others->row[i], 0));
        if (!other || !entry_erase(a, other, cell(l, "source"), l->file)) return false;
    }
    if (db_one(a, put_convener_of, convener, id)) return true;
    struct entry *r = entry_new(a, "relation", convener, id);
    entry_set(r, "role", "convener");
    entry_set(r, "permanent", "1");
    entry_set(r, "source", cell(l, "source"));
    return entry_write(a, r, l->file);
}

bool mechanism_put(struct loading *l, const char *unused) {
    static const char *const facts[][2] = {{"founded", "year"}, {"type", "type"}, {"region", "region"}, {"status", "status"}, {"secretariat", "secretariat"},
        {"chair", "chair"}, {"association", "association"}, {"observers", "observers_partners"}, {"focus", "focus"}, {"members_count",
        "members_count"}, {"note", "notes"}};
    const char *id = cell_id(l->act, cell(l, "acronym"));
    struct entry *e = party_entry(l, id, "mechanism");
    take(l, e, "acronym", "acronym");
    take(l, e, "name_en", "name");
    take(l, e, "source", "source");
    entry_set(e, "status", text_starts(cell(l, "status"), "dormant") ? "dormant" : cell(l, "status"));
    bool fine = entry_write(l->act, e, l->file);
    for (size_t i = 0; fine && i < COUNT(facts); i++) fine = put_fact(l, id, facts[i][0], facts[i][1]);
    return fine;
}

/* A State is what ISO 3166 lists and the source calls no territory; the note tells. Its names
 * come from iso-codes and ICU, but for the one that ISO does not list. */
static bool put_country(struct loading *l, const char *iso3, const char *note) {
    static const char *const territories[] = {"HKG", "MAC", "NCL", "ABW", "AIA", "CYM", "CUW", "MSR", "MAF", "TCA", "BES", "SXM", "VGB", "BMU", "PRI",
        "PYF", NULL};
    static const char kosovo[] = "All references to Kosovo shall be understood to be in full compliance with United Nations Security Council resolution 1244 (1999).";
    static const char *const names[][2] = {{"name_en", "Kosovo"}, {"name_ar", "كوسوفو"}, {"name_ru", "Косово"}, {"name_zh", "科索沃"}};
    const char *id = cell_id(l->act, iso3);
    if (party_exists(l->act, id)) return true;
    bool footnoted = same(iso3, "XKX");
    struct entry *e = party_entry(l, id, footnoted || strstr(note, "territory") || cell_among(iso3, territories) ? "territory" : "state");
    entry_set(e, "iso3", iso3);
    for (size_t i = 0; footnoted && i < COUNT(names); i++) entry_set(e, names[i][0], names[i][1]);
    if (footnoted) entry_set(e, "footnote", kosovo);
    return entry_write(l->act, e, l->file);
}

bool member_put(struct loading *l, const char *id) {
    struct act *a = l->act;
    const char *iso3 = cell(l, "iso3");
    if (!put_country(l, iso3, cell(l, "note"))) return false;
    struct entry *e = id ? entry_find(a, "relation", id) : entry_new(a, "relation", cell_id(a, iso3), cell_id(a, cell(l, "mechanism")));
    take(l, e, "role", "role");
    take(l, e, "note", "note");
    take(l, e, "source", "source");
    return entry_write(a, e, l->file);
}

static bool put_country_by_id(struct loading *l, const char *id) {
    if (strlen(id) != 3 || party_exists(l->act, id)) return true;
    char *iso3 = arena_copy(l->act->arena, id);
    for (char *p = iso3; *p; p++) *p = (char)toupper((unsigned char)*p);
    return put_country(l, iso3, "");
}

bool relation_put(struct loading *l, const char *id) {
    static const char *const fields[] = {"role", "since", "until", "permanent", "disputed", "note", "source"};
    struct act *a = l->act;
    if (!put_country_by_id(l, cell(l, "party")) || !put_country_by_id(l, cell(l, "other"))) return false;
    struct entry *e = id ? entry_find(a, "relation", id) : entry_new(a, "relation", cell(l, "party"), cell(l, "other"));
    for (size_t i = 0; i < COUNT(fields); i++) take(l, e, fields[i], fields[i]);
    return entry_write(a, e, l->file);
}

bool fact_put(struct loading *l, const char *id) {
    static const char *const fields[] = {"name", "value", "disputed", "note", "source"};
    struct act *a = l->act;
    if (!put_country_by_id(l, cell(l, "party"))) return false;
    struct entry *e = id ? entry_find(a, "fact", id) : entry_new(a, "fact", cell(l, "party"), NULL);
    for (size_t i = 0; i < COUNT(fields); i++) take(l, e, fields[i], fields[i]);
    return entry_write(a, e, l->file);
}

/* "RCM+SACM" are two fora where the directory has no third of this name. */
static const char *fora(struct act *a, const char *forum) {
    const char *whole = cell_id(a, forum);
    if (party_exists(a, whole)) return whole;
    struct buf *b = buf_new(a->arena);
    for (char **part = text_split(a->arena, forum, '+'); *part; part++) {
        const char *id = cell_id(a, text_trim(a->arena, *part));
        if (!party_exists(a, id)) return "";
        buf_printf(b, "%s%s", b->size ? " " : "", id);
    }
    return b->data;
}

bool event_put(struct loading *l, const char *id) {
    static const char *const fields[][2] = {{"forum", "forum"}, {"title", "title"}, {"starts", "date_start"}, {"ends", "date_end"}, {"city", "city"},
        {"iso3", "country_iso3"}, {"source", "source"}, {"status", "status"}, {"mode", "mode"}, {"objectives", "objectives"}, {"formerly", "formerly"},
        {"begins", "begins"}, {"finishes", "finishes"}, {"zone", "zone"}, {"address", "address"}, {"note", "note"}};
    struct act *a = l->act;
    struct entry *e = id ? entry_find(a, "event", id) : entry_new(a, "event", "", NULL);
    for (size_t i = 0; i < COUNT(fields); i++) take(l, e, fields[i][0], fields[i][1]);
    if (!id) {
        entry_set(e, "fora", fora(a, cell(l, "forum")));
        e->party = text_split(a->arena, entry_get(e, "fora"), ' ')[0];
    }
    return entry_write(a, e, l->file);
}

bool objective_put(struct loading *l, const char *id) {
    static const char *const languages[] = {"en", "fr", "es", "ar", "ru", "zh"};
    struct act *a = l->act;
    int64_t number = 0, cluster = 0, paragraph = 0;
    text_number(cell(l, "number"), &number);
    text_number(cell(l, "round_table"), &cluster);
    text_number(cell(l, "gcm_commitment_para"), &paragraph);
    bool fine = db_do(a, put_objective, number, cluster, paragraph);
    for (size_t i = 0; fine && i < COUNT(languages); i++) {
        const char *title = cell(l, languages[i]), *brief = i < 3 ? cell(l, arena_printf(a->arena, "%s_short", languages[i])) : "";
        fine = *title || *brief ? db_do(a, put_objective_text, number, languages[i], title, brief, cell(l, i ? "source_fr_es" : "source_en"), cell(l,
            "source_short"))
                                : db_do(a, put_objective_text_drop, number, languages[i]);
    }
    return fine;
}

bool principle_put(struct loading *l, const char *id) {
    static const char *const languages[] = {"en", "fr", "es", "zh"};
    bool fine = true;
    for (size_t i = 0; fine && i < COUNT(languages); i++)
        fine = *cell(l, languages[i]) ? db_do(l->act, put_principle, cell(l, "letter"), languages[i], cell(l, languages[i]), cell(l, "source"))
                                      : db_do(l->act, put_principle_drop, cell(l, "letter"), languages[i]);
    return fine;
}

bool round_put(struct loading *l, const char *id) {
    static const char *const languages[] = {"en", "fr", "es", "ar", "ru", "zh"};
    struct act *a = l->act;
    const char *round = cell(l, "id");
    bool fine = db_do(a, put_round, round, cell(l, "forum"), cell(l, "host"), cell(l, "tier"), or_null(cell(l, "informs")), or_null(cell(l,
        "before")), cell(l, "status"),
                      cell(l, "source"), a->now);
    for (size_t i = 0; fine && i < COUNT(languages); i++) {
        const char *column = arena_printf(a->arena, "title_%s", languages[i]);
        fine = *cell(l, column) ? db_do(a, put_round_title, round, languages[i], cell(l, column)) : db_do(a, put_round_title_drop, round, languages[i]);
    }
    return fine;
}

bool step_put(struct loading *l, const char *id) {
    return db_do(l->act, put_step, id ? id : hash_id(l->act->arena), cell(l, "round"), cell(l, "kind"), cell(l, "starts"), cell(l, "ends"), cell(l,
        "place"), cell(l, "note"),
                 cell(l, "source"), l->i);
}
