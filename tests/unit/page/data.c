/* Files in and out as people meet them: nothing changes before it is accepted, nobody accepts
 * for another, and what is wrong is said by line and column. */
#include "asking.h"
#include "area/directory.h"
#include "area/editing.h"
#include "area/reference.h"
#include "base/csv.h"

static const char *icmpd, *admin, *focal;
static struct act *town(void) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail);
    icmpd = person_of(a, "icmpd", "secretariat", "i@x.example");
    admin = person_of(a, NULL, "administrator", "a@x.example");
    focal = person_of(a, "chl", "focal_point", "f@x.example");
    return a;
}

static const char *bring(const char *person, const char *table, const char *csv, size_t n) {
    struct upload u = {.field = "file", .name = "new.csv", .type = "text/csv", .content = {csv, n}};
    return ask(person, POST, "/data", pair(NULL, "name", table), &u);
}
static const char *where(void) {
    for (const struct header *h = last->headers; h; h = h->next)
        if (same(h->name, "Location")) return h->value;
    return "";
}
/* The report of a file. */
static const char *report(const char *person, const char *table, const char *csv) {
    bring(person, table, csv, strlen(csv));
    assert_int_equal(last->status, 303);
    return get(person, where());
}
static size_t records(struct act *a, const char *table) { return reference_read(a, table, NULL)->n; }

static void a_file_changes_nothing_before_it_is_accepted(void **s) {
    struct act *a = town();
    const char *csv = "mechanism,iso3,role,note,source\nBP,ISL,observer,since the summit,minutes\nPP,ISL,observer,,minutes\nSACM,CHL,member,,iom.int/south-american-conference-migration-sacm\n";
    const char *page = report(icmpd, "members", csv), *mark = hidden(page, "mark");
    assert_true(holds(page, "2 lines to add") && holds(page, "1 line as it stands") && holds(page, "0 problems") && holds(page, "since the summit"));
    bring(icmpd, "members", csv, strlen(csv));
    const char *address = where();
    assert_int_equal(records(a, "members"), 523);
    get(admin, address); /* another's upload */
    assert_int_equal(last->status, 404);
    post(admin, address, pair(NULL, "mark", mark));
    assert_int_equal(last->status, 404);
    post(icmpd, address, pair(NULL, "mark", "wrong"));
    assert_int_equal(last->status, 422);
    assert_int_equal(records(a, "members"), 523);
    post(icmpd, address, pair(NULL, "mark", mark));
    assert_int_equal(last->status, 303);
    assert_int_equal(records(a, "members"), 525);
    post(icmpd, address, pair(NULL, "mark", mark));
    assert_int_equal(last->status, 409);
    assert_true(holds(get(NULL, "/directory/isl"), "new.csv")); /* the history says where it came from */
    assert_true(holds(get(icmpd, address), "accepted already"));
}

static void what_changed_meanwhile_is_shown_before_it_is_overwritten(void **s) {
    struct act *a = town();
    const char *csv = "mechanism,iso3,role,note,source\nBP,TUR,member,words of the file,minutes\n";
    const char *mark = hidden(report(icmpd, "members", csv), "mark");
    bring(icmpd, "members", csv, strlen(csv));
    const char *address = where();
    size_t n;
    struct relation_line *r = directory_related(a, "bp", &n), *tur = NULL;
    for (size_t i = 0; i < n; i++)
        if (same(r[i].party, "tur") && same(r[i].role, "member")) tur = &r[i];
    assert_non_null(tur);
    struct entry *e = entry_find(a, "relation", tur->id);
    const char *before = entry_mark(a, e);
    entry_set(e, "note", "words of the page");
    assert_true(entry_save(again(a), e, before));
    const char *page = post(icmpd, address, pair(NULL, "mark", mark));
    assert_int_equal(last->status, 422);
    assert_true(holds(page, "words of the page") && holds(page, "words of the file"));
    assert_string_equal(entry_get(entry_find(a, "relation", tur->id), "note"), "words of the page");
    post(icmpd, address, pair(NULL, "mark", hidden(page, "mark")));
    assert_int_equal(last->status, 303);
    assert_string_equal(entry_get(entry_find(a, "relation", tur->id), "note"), "words of the file");
}

static void a_secretariat_brings_its_own_and_nobody_else_brings_anything(void **s) {
    struct act *a = town();
    const char *page = report(icmpd, "members", "mechanism,iso3,role,source\nSACM,ISL,observer,x\nBP,ISL,observer,x\n");
    assert_true(holds(page, "1 problem<") || holds(page, "1 problem "));
    assert_true(holds(page, "not yours to change"));
    assert_false(holds(page, "name=\"mark\""));
    page = report(icmpd, "mechanisms", "acronym,name,status,source\nNEWP,New process,active,x\n");
    assert_true(holds(page, "not yours to change"));
    page = report(admin, "mechanisms", "acronym,name,status,source\nNEWP,New process,active,x\n");
    assert_true(holds(page, "0 problems"));
    const char *csv = "mechanism,iso3,role,source\nSACM,ISL,observer,x\n";
    bring(focal, "members", csv, strlen(csv));
    assert_int_equal(last->status, 404);
    bring(NULL, "members", csv, strlen(csv));
    assert_int_not_equal(last->status, 303);
    bring(admin, "relations", csv, strlen(csv)); /* at the console only */
    assert_int_equal(last->status, 422);
    bring(admin, "rounds", csv, strlen(csv));
    assert_int_equal(last->status, 422);
    assert_false(holds(get(NULL, "/data"), "type=\"file\"") || holds(get(focal, "/data"), "type=\"file\""));
    assert_int_equal(records(a, "members"), 523);
}

static void bad_files_are_told_in_plain_words(void **s) {
    town();
    static const struct { const char *table, *csv, *words; } bad[] = {
        {"members", "mechanism,iso3,role,source\nBP,ISL,member,\xff\n", "no UTF-8 text"},
        {"members", "acronym,name\nBP,Budapest\n", "no such column"},
        {"members", "mechanism,iso3,role,source\nBP,ISL,member,\xe2\x81\xa6x\n", "invisible characters"},
        {"members", "mechanism,iso3,role,source\nBP,ISL,member,\"x\n", "never closed"},
        {"members", "mechanism,iso3,role,source\nBP,ISL,member,x\nBP,ISL,member,y\n", "same as line 2"},
        {"members", "mechanism,iso3,role,source\nBP,QQQ,member,x\n", "no country code"},
        {"events", "date_start,title,forum,source\n2026-02-31,Meeting,BP,x\n", "no day of the calendar"},
        {"organizations", "id,name_en,source\n<b>,<script>,x\n", "&lt;b&gt;"}};
    for (size_t i = 0; i < COUNT(bad); i++) {
        const char *page = report(admin, bad[i].table, bad[i].csv);
        assert_int_equal(last->status, 200);
        if (!holds(page, bad[i].words)) print_error("%s\n", bad[i].csv);
        assert_true(holds(page, bad[i].words) && !holds(page, "name=\"mark\"") && !holds(page, "<script>"));
    }
    size_t large = 10 * 1024 * 1024;
    char *x = arena_alloc(m, large + 1);
    memset(x, 'x', large);
    assert_true(holds(bring(admin, "members", x, large), "at most 5 MB"));
    assert_int_equal(last->status, 422);
    assert_true(holds(bring(admin, "members", "", 0), "not empty"));
}

static void everybody_takes_the_tables_as_files(void **s) {
    town();
    struct csv_problem p;
    get(NULL, "/data/members.csv");
    assert_int_equal(last->status, 200);
    assert_string_equal(last->type, "text/csv; charset=utf-8");
    assert_int_equal(csv_read(m, last->fixed.data, last->fixed.size, &p)->n, 523);
    get(NULL, "/data/objectives.json");
    assert_string_equal(last->type, "application/json");
    assert_non_null(strstr(last->fixed.data, "\"number\": 23"));
    static const char *const none[] = {"/data/members.exe", "/data/members", "/data/person.csv", "/data/.csv", "/data/check/x"};
    for (size_t i = 0; i < COUNT(none); i++) {
        get(i == 4 ? admin : NULL, none[i]);
        assert_int_equal(last->status, 404);
    }
    static const char *const lists[] = {"/directory", "/events", "/compact", "/data"};
    for (size_t i = 0; i < COUNT(lists); i++) assert_true(holds(get(NULL, lists[i]), ".csv\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_file_changes_nothing_before_it_is_accepted), TEST(what_changed_meanwhile_is_shown_before_it_is_overwritten),
        TEST(a_secretariat_brings_its_own_and_nobody_else_brings_anything), TEST(bad_files_are_told_in_plain_words), TEST(everybody_takes_the_tables_as_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
