/* The tables of the reference data: their columns, and the rules over several cells. They
 * stand in the order in which they load: each names only what an earlier one holds. */
#include <ctype.h>
#include "area/access.h"
#include "area/directory.h"
#include "area/reference/room.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

/* Most cells are words that may be missing. */
#define WORDS(name) {name, CELL_TEXT, OPTIONAL}
#define NEEDS(name) {name, CELL_TEXT, NEEDED}
static const struct column organizations[] = {{"id", CELL_ID, KEY}, WORDS("acronym"), NEEDS("name_en"), WORDS("name_fr"), WORDS("name_es"),
    NEEDS("source")};
static const struct column regions[] = {{"id", CELL_ID, KEY}, NEEDS("name_en"), WORDS("name_fr"), WORDS("name_es"),
    {"convener", CELL_PARTY, OPTIONAL}, {"convener_name", CELL_IGNORED, OPTIONAL}, WORDS("secretariat_name"), NEEDS("source")};
static const struct column mechanisms[] = {{"acronym", CELL_ACRONYM, KEY}, NEEDS("name"), {"year", CELL_DATE, OPTIONAL}, WORDS("type"),
    WORDS("region"), {"status", CELL_STATUS, NEEDED}, WORDS("secretariat"), WORDS("chair"), WORDS("association"), WORDS("observers_partners"),
    WORDS("focus"), {"members_count", CELL_NUMBER, OPTIONAL}, NEEDS("source"), WORDS("notes")};
static const struct column members[] = {{"mechanism", CELL_MECHANISM, KEY}, {"iso3", CELL_COUNTRY, KEY}, {"role", CELL_SEAT, KEY}, WORDS("note"),
    NEEDS("source")};
static const struct column relations[] = {{"party", CELL_PARTY, KEY}, {"role", CELL_ROLE, KEY}, {"other", CELL_PARTY, KEY},
    {"since", CELL_DATE, ALSO_KEY}, {"until", CELL_DATE, OPTIONAL}, {"permanent", CELL_FLAG, OPTIONAL}, {"disputed", CELL_FLAG, OPTIONAL},
    WORDS("note"), NEEDS("source")};
static const struct column facts[] = {{"party", CELL_PARTY, KEY}, {"name", CELL_FACT, KEY}, {"value", CELL_TEXT, KEY},
    {"disputed", CELL_FLAG, OPTIONAL}, WORDS("note"), NEEDS("source")};
static const struct column events[] = {{"date_start", CELL_DAY, KEY}, {"date_end", CELL_DAY, OPTIONAL}, {"title", CELL_TEXT, KEY},
    {"forum", CELL_TEXT, KEY}, WORDS("city"), {"country_iso3", CELL_COUNTRY, OPTIONAL}, NEEDS("source"),
    {"status", CELL_EVENT_STATUS, OPTIONAL}, {"mode", CELL_MODE, OPTIONAL}, {"objectives", CELL_OBJECTIVES, OPTIONAL},
    {"formerly", CELL_FORMERLY, OPTIONAL}, {"begins", CELL_TIME, OPTIONAL}, {"finishes", CELL_TIME, OPTIONAL}, {"zone", CELL_ZONE, OPTIONAL},
    {"address", CELL_ADDRESS, OPTIONAL}, WORDS("note")};
static const struct column objectives[] = {{"number", CELL_NUMBER, KEY}, NEEDS("en"), WORDS("fr"), WORDS("es"), WORDS("ar"), WORDS("ru"),
    WORDS("zh"), WORDS("en_short"), WORDS("fr_short"), WORDS("es_short"), {"round_table", CELL_NUMBER, NEEDED},
    {"gcm_commitment_para", CELL_NUMBER, NEEDED}, WORDS("source_en"), WORDS("source_fr_es"), WORDS("source_short")};
static const struct column principles[] = {{"letter", CELL_LETTER, KEY}, NEEDS("en"), WORDS("fr"), WORDS("es"), WORDS("zh"), WORDS("source")};
static const struct column rounds[] = {{"id", CELL_ID, KEY}, {"forum", CELL_PARTY, NEEDED}, {"host", CELL_PARTY, NEEDED},
    {"tier", CELL_TIER, NEEDED}, {"informs", CELL_ID, OPTIONAL}, {"before", CELL_ID, OPTIONAL}, {"status", CELL_ROUND_STATUS, NEEDED},
    NEEDS("title_en"), WORDS("title_fr"), WORDS("title_es"), WORDS("title_ar"), WORDS("title_ru"), WORDS("title_zh"), WORDS("source")};
static const struct column round_steps[] = {{"round", CELL_ROUND, KEY}, {"kind", CELL_STEP, KEY}, {"starts", CELL_DAY, KEY},
    {"ends", CELL_DAY, OPTIONAL}, WORDS("place"), WORDS("note"), WORDS("source")};

static const char *own_id(struct loading *l) { return cell(l, "id"); }
static const char *mechanism_party(struct loading *l) { return cell_id(l->act, cell(l, "acronym")); }
static const char *member_party(struct loading *l) { return cell_id(l->act, cell(l, "mechanism")); }
static const char *event_party(struct loading *l) { return cell_id(l->act, cell(l, "forum")); }

static void tidy_capitals(struct loading *l, const char *column) {
    char *s = arena_copy(l->act->arena, cell(l, column));
    for (char *p = s; *p; p++) *p = (char)toupper((unsigned char)*p);
    cell_put(l, column, s);
}
static void member_tidy(struct loading *l) { tidy_capitals(l, "iso3"); }
static void event_tidy(struct loading *l) {
    tidy_capitals(l, "country_iso3");
    if (!*cell(l, "date_end") && clock_is_day(cell(l, "date_start"))) cell_put(l, "date_end", cell(l, "date_start"));
    if (!*cell(l, "status")) cell_put(l, "status", strncmp(cell(l, "date_start"), l->act->now, 10) > 0 ? "provisional" : "confirmed");
    /* Older files say "online (Geneva)" in the place. */
    const char *city = cell(l, "city");
    if (!text_starts(city, "online")) return;
    cell_put(l, "mode", "online");
    size_t n = strlen(city);
    cell_put(l, "city", n > 9 && text_starts(city, "online (") && city[n - 1] == ')' ? arena_copy_n(l->act->arena, city + 8, n - 9) : "");
}
static void step_tidy(struct loading *l) {
    if (!*cell(l, "ends") && clock_is_day(cell(l, "starts"))) cell_put(l, "ends", cell(l, "starts"));
}

static void in_order(struct loading *l, const char *from, const char *to) {
    if (cell_after(cell(l, from), cell(l, to))) problem(l, to, tr(l->act->lang, TR("The end is before the beginning.")));
}
static void event_check(struct loading *l) {
    in_order(l, "date_start", "date_end");
    if (clock_is_day(cell(l, "date_start")) && clock_is_day(cell(l, "date_end")) && clock_days_between(cell(l, "date_start"), cell(l, "date_end")) > 60)
        problem(l, "date_end", tr(l->act->lang, TR("A meeting lasts 60 days at most.")));
    if (!*cell(l, "begins") != !*cell(l, "finishes")) problem(l, "finishes", tr(l->act->lang, TR("Write both hours, or none for whole days.")));
    if (*cell(l, "begins") && !*cell(l, "zone")) problem(l, "zone", tr(l->act->lang, TR("Hours need the time zone in which they are meant.")));
}
static void step_check(struct loading *l) { in_order(l, "starts", "ends"); }
static void relation_check(struct loading *l) {
    in_order(l, "since", "until");
    if (same(cell(l, "party"), cell(l, "other"))) problem(l, "other", tr(l->act->lang, TR("A party has no relation to itself.")));
}

/* A code already taken by a party of another kind, such as "chl" for an organization. */
static void kind_check(struct loading *l, const char *id, const char *column, const char *kind) {
    const char *there = party_kind(l->act, id);
    if (*there && !same(there, kind)) problem(l, column, tr(l->act->lang, TR("Another party of the directory has this code.")));
}
static void organization_check(struct loading *l) { kind_check(l, own_id(l), "id", "organization"); }
static void region_check(struct loading *l) { kind_check(l, own_id(l), "id", "region"); }
static void mechanism_check(struct loading *l) { kind_check(l, mechanism_party(l), "acronym", "mechanism"); }
static void objective_check(struct loading *l) {
    int64_t number = 0, cluster = 0;
    bool fine = text_number(cell(l, "number"), &number) && text_number(cell(l, "round_table"), &cluster);
    if (fine && (number < 1 || number > 23)) problem(l, "number", tr(l->act->lang, TR("The Compact has objectives 1 to 23.")));
    if (fine && (cluster < 1 || cluster > 4)) problem(l, "round_table", tr(l->act->lang, TR("There are round tables 1 to 4.")));
}

/* The rounds that it names stand already, or on an earlier line. */
static void round_known(struct loading *l, const char *column) {
    const char *id = cell(l, column);
    size_t now = l->i, found = *id == 0;
    for (l->i = 0; l->i < now && !found; l->i++) found = same(cell(l, "id"), id);
    l->i = now;
    if (found) return;
    const char *wrong = cell_wrong(l->act, CELL_ROUND, id);
    if (wrong) problem(l, column, wrong);
}
static void round_check(struct loading *l) {
    round_known(l, "informs");
    round_known(l, "before");
    if (l->match[l->i] < 0 && !cell_wrong(l->act, CELL_ROUND, cell(l, "id"))) problem(l, "id", tr(l->act->lang,
        TR("A round of the demonstration has this code.")));
}

/* A membership that the page has given dates is still the same membership. */
static int relation_find(struct loading *l) {
    const char *since = cell(l, "since");
    int found = -1, exact = -1;
    for (size_t i = 0; i < l->rows->table.n; i++) {
        if (!same(row_cell(l, i, "party"), cell(l, "party")) || !same(row_cell(l, i, "role"), cell(l, "role")) || !same(row_cell(l, i, "other"),
            cell(l, "other"))) continue;
        const char *was = row_cell(l, i, "since");
        if (same(was, since)) exact = (int)i;
        else if (!*was || !*since) found = found == -1 ? (int)i : -2; /* two of them: neither is meant for sure */
    }
    return exact >= 0 ? exact : found >= 0 ? found : -1;
}

/* Where sources agree a fact has one value; where they do not, each value is a record. */
static int fact_find(struct loading *l) {
    bool disputed = same(cell(l, "disputed"), "1");
    int same_value = -1, single = -1;
    for (size_t i = 0; i < l->rows->table.n; i++) {
        if (!same(row_cell(l, i, "party"), cell(l, "party")) || !same(row_cell(l, i, "name"), cell(l, "name"))) continue;
        if (same(row_cell(l, i, "value"), cell(l, "value"))) same_value = (int)i;
        else if (same(row_cell(l, i, "disputed"), "0")) single = (int)i;
    }
    return same_value >= 0 ? same_value : disputed ? -1 : single;
}

static const char *const fact_columns[][2] = {{"year", "founded"}, {"type", "type"}, {"region", "region"}, {"status", "status"}, {"secretariat",
    "secretariat"}, {"chair", "chair"},
    {"association", "association"}, {"observers_partners", "observers"}, {"focus", "focus"}, {"members_count", "members_count"}, {"notes", "note"}};
static const char *mechanism_keeps(struct loading *l, const char *column) {
    const char *id = mechanism_party(l);
    size_t n;
    struct fact_line *f = directory_facts(l->act, id, &n);
    for (size_t k = 0; k < COUNT(fact_columns); k++)
        for (size_t i = 0; same(fact_columns[k][0], column) && i < n; i++)
            if (same(f[i].name, fact_columns[k][1]) && f[i].disputed)
                return tr(l->act->lang,
                    TR("Sources disagree here, and their values stand side by side: this cell is left alone. Change it on the page or in the table of facts."));
    return NULL;
}

#define SET(called, title, on_page, columns, one) \
    .about = {called, title, on_page}, .ships = "data/" called ".csv", .column = columns, .n = COUNT(columns), .rows = one##_rows, .put = one##_put
const struct dataset datasets[] = {
    {SET("organizations", TR("Organizations"), true, organizations, organization), .check = organization_check, .party = own_id},
    {SET("regions", TR("Regions"), false, regions, region), .check = region_check},
    {SET("mechanisms", TR("Mechanisms"), true, mechanisms, mechanism), .check = mechanism_check, .keeps = mechanism_keeps,
        .formerly = "named_in_seed", .party = mechanism_party},
    {SET("members", TR("Members"), true, members, member), .tidy = member_tidy, .party = member_party},
    {SET("relations", TR("Other relations"), false, relations, relation), .check = relation_check, .find = relation_find},
    {SET("facts", TR("Facts"), false, facts, fact), .find = fact_find},
    {SET("events", TR("Meetings"), true, events, event), .tidy = event_tidy, .check = event_check, .party = event_party},
    {SET("objectives", TR("Objectives"), false, objectives, objective), .check = objective_check},
    {SET("principles", TR("Guiding principles"), false, principles, principle)},
    {SET("rounds", TR("Review rounds"), false, rounds, round), .check = round_check},
    {SET("round_steps", TR("Steps of review rounds"), false, round_steps, step), .tidy = step_tidy, .check = step_check},
};
const size_t n_datasets = COUNT(datasets);

const struct dataset *dataset_find(const char *name) {
    for (size_t i = 0; i < n_datasets; i++)
        if (same(datasets[i].about.name, name)) return &datasets[i];
    return NULL;
}
const struct reference_table *reference_nth(size_t i) { return i < n_datasets ? &datasets[i].about : NULL; }
const struct reference_table *reference_find(const char *name) {
    const struct dataset *d = dataset_find(name);
    return d ? &d->about : NULL;
}
