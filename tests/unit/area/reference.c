/* The real data, counted; each irregularity of the mechanisms as data; files in and out. */
#include "world.h"
#include "area/access.h"
#include "area/calendar.h"
#include "area/compact.h"
#include "area/directory.h"
#include "area/reference.h"
#include "base/csv.h"
#include "base/file.h"

static struct act *loaded(void) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail ? a->detail : a->message);
    return a;
}

static void the_real_data_is_whole(void **s) {
    struct act *a = loaded();
    size_t n, k, clusters[5] = {0};
    directory_list(a, "mechanism", "", &n);
    assert_int_equal(n, 34);
    assert_int_equal(reference_read(a, "mechanisms", NULL)->n, 34);
    assert_int_equal(reference_read(a, "members", NULL)->n, 523);
    calendar_list(a, &(struct event_filter){0}, &n);
    assert_int_equal(n, 125);
    struct objective *o = compact_objectives(a, &n);
    assert_int_equal(n, 23);
    for (size_t i = 0; i < n; i++) {
        assert_in_range(o[i].cluster, 1, 4);
        assert_int_equal(o[i].paragraph, o[i].number + 16);
        clusters[o[i].cluster]++;
    }
    for (int c = 1; c <= 4; c++) assert_true(clusters[c] > 0);
    compact_principles(a, &k);
    assert_int_equal(k, 10);
    size_t forums = 0;
    struct table *t = reference_read(a, "events", NULL);
    for (size_t i = 0; i < t->n; i++) {
        size_t j = 0;
        while (j < i && !same(csv_cell(t, i, "forum"), csv_cell(t, j, "forum"))) j++;
        forums += j == i;
    }
    assert_int_equal(forums, 29);
}

static bool related(struct act *a, const char *party_id, const char *role, const char *other, struct relation_line *out) {
    size_t n;
    struct relation_line *r = directory_related(a, other, &n);
    for (size_t i = 0; i < n; i++)
        if (same(r[i].party, party_id) && same(r[i].role, role)) {
            if (out) *out = r[i];
            return true;
        }
    return false;
}
static size_t with_role(struct act *a, const char *role, const char *other) {
    size_t n, found = 0;
    struct relation_line *r = directory_related(a, other, &n);
    for (size_t i = 0; i < n; i++) found += same(r[i].role, role);
    return found;
}
/* Values of a fact; all of them marked as disputed, or none. */
static size_t values(struct act *a, const char *party_id, const char *name, bool disputed) {
    size_t n, found = 0;
    struct fact_line *f = directory_facts(a, party_id, &n);
    for (size_t i = 0; i < n; i++)
        if (same(f[i].name, name)) {
            assert_int_equal(f[i].disputed, disputed);
            found++;
        }
    return found;
}

static void seats_and_chairs_of_every_kind_stand_in_the_directory(void **s) {
    struct act *a = loaded();
    struct relation_line r;
    assert_string_equal(directory_party(a, "midcas")->status, "dormant");
    assert_int_equal(with_role(a, "chair", "arcp"), 1); /* nobody rotates: a permanent chair that is no State */
    assert_true(related(a, "las", "chair", "arcp", &r) && r.permanent);
    assert_true(related(a, "aus", "co_chair", "bali", &r) && r.permanent);
    assert_true(related(a, "idn", "co_chair", "bali", &r) && r.permanent);
    assert_true(related(a, "egy", "chair", "kp", &r) && same(r.since, "2024") && !r.permanent);
    assert_true(related(a, "deu", "chair", "kp", &r) && same(r.since, "2023") && same(r.until, "2023"));
    assert_int_equal(with_role(a, "secretariat", "cmc"), 0);
    assert_int_equal(with_role(a, "secretariat", "5-5"), 0);
    assert_int_equal(values(a, "ap", "secretariat", false), 1); /* the chair's government and a support unit: in words */
    assert_true(related(a, "sdn", "suspended", "kp", NULL) && related(a, "som", "substitute", "kp", NULL));
    assert_true(related(a, "uzb", "applicant", "ap", NULL));
    assert_true(related(a, "tkm", "observer", "ap", NULL) && related(a, "tkm", "member", "ap", &r) && r.disputed);
    assert_true(related(a, "rcm", "observer", "sacm", &r) && r.disputed && same(party_kind(a, "rcm"), "mechanism"));
}

static void members_that_are_no_states_and_sources_that_disagree_stand_there_too(void **s) {
    struct act *a = loaded();
    static const char *const territories[][2] = {{"hkg", "bali"}, {"mac", "bali"}, {"ncl", "bali"}, {"abw", "cmc"}, {"cuw", "cmc"}};
    for (size_t i = 0; i < COUNT(territories); i++) {
        assert_true(related(a, territories[i][0], "member", territories[i][1], NULL));
        assert_string_equal(party_kind(a, territories[i][0]), "territory");
    }
    static const char *const bodies[] = {"iom", "unhcr", "unodc", "ilo"};
    for (size_t i = 0; i < COUNT(bodies); i++) assert_true(related(a, bodies[i], "member", "bali", NULL) && same(party_kind(a, bodies[i]), "organization"));
    assert_true(related(a, "xkx", "member", "pp", NULL));
    assert_string_equal(party_name(a, "xkx"), "Kosovo*");
    assert_non_null(strstr(party_footnote(a, "xkx"), "1244"));
    assert_int_equal(values(a, "bp", "founded", true), 2);
    assert_int_equal(values(a, "sacm", "founded", true), 2);
    assert_int_equal(values(a, "midwa", "founded", true), 2);
    assert_int_equal(values(a, "bp", "type", true), 2);
    assert_int_equal(values(a, "add", "members_count", true), 3);
    assert_int_equal(values(a, "pp", "members_count", true), 2);
    assert_string_equal(party_kind(a, "pafom"), "mechanism"); /* a process of processes */
    size_t n;
    struct table *t = reference_read(a, "members", NULL);
    for (size_t i = n = 0; i < t->n; i++) n += same(csv_cell(t, i, "iso3"), "ESP");
    assert_int_equal(n, 7);
    calendar_list(a, &(struct event_filter){.forum = "cp"}, &n);
    assert_true(n > 0);
}

static struct buf *as_csv(struct act *a, const char *name) {
    struct table *t = reference_read(a, name, NULL);
    struct buf *b = buf_new(m);
    for (size_t i = 0; i < t->heading.n; i++) csv_write_cell(b, t->heading.cell[i], i + 1 == t->heading.n);
    for (size_t r = 0; r < t->n; r++)
        for (size_t i = 0; i < t->heading.n; i++) csv_write_cell(b, t->record[r].cell[i], i + 1 == t->heading.n);
    return b;
}

static void what_goes_out_comes_in_and_changes_nothing(void **s) {
    struct act *a = loaded();
    struct buf *file[16];
    for (size_t i = 0; reference_nth(i); i++) {
        const char *name = reference_nth(i)->name;
        file[i] = as_csv(a, name);
        struct reference_report *r = reference_check(a, name, file[i]->data, file[i]->size);
        if (r->problems) print_error("%s line %d %s: %s\n", name, r->problem->line, r->problem->column, r->problem->words);
        assert_int_equal(r->problems + r->added + r->changed + r->notes, 0);
        assert_true(r->same > 0 && r->same == r->lines);
        const struct embedded *e = embedded_find(arena_printf(m, "data/%s.csv", name));
        struct csv_problem p;
        struct table *ships = csv_read(m, (const char *)e->bytes, e->size, &p), *out = csv_read(m, file[i]->data, file[i]->size, &p);
        assert_int_equal(ships->n, out->n);
        for (size_t c = 0; c < ships->heading.n; c++) assert_string_equal(ships->heading.cell[c], out->heading.cell[c]);
    }
    struct act *b = world(); /* and an empty directory becomes the same one */
    for (size_t i = 0; reference_nth(i); i++) {
        struct reference_report *r;
        assert_true(reference_accept(b, reference_nth(i)->name, file[i]->data, file[i]->size, NULL, "f", &r));
    }
    for (size_t i = 0; reference_nth(i); i++) assert_string_equal(as_csv(b, reference_nth(i)->name)->data, file[i]->data);
}

static struct reference_report *check(struct act *a, const char *name, const char *csv) {
    struct reference_report *r = reference_check(a, name, csv, strlen(csv));
    assert_non_null(r);
    return r;
}

static void bad_files_are_told_by_line_and_column(void **s) {
    struct act *a = loaded();
    static const struct { const char *table, *csv; int line; const char *column, *words; } bad[] = {
        {"members", "", 1, "", "no such column"},
        {"members", "mechanism,iso3,role,note\nSACM,CHL,member,\n", 1, "source", "missing"},
        {"members", "mechanism,iso3,role,rank,source\nSACM,CHL,member,1,x\n", 1, "rank", "no such column"},
        {"members", "mechanism,iso3,iso3,role,source\nSACM,CHL,CHL,member,x\n", 1, "iso3", "twice"},
        {"members", "mechanism,iso3,role,source\n", 1, "", "nothing below"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,member\n", 2, "3", "another number of columns"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,member,\"x\n", 2, "4", "never closed"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,\"member\"s,x\n", 2, "3", "after a closing"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,member,x\nSACM,PER,member,\xff\n", 3, "1", "UTF-8"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,member,\xe2\x80\xaex\n", 2, "source", "invisible"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,member,x\nSACM,CHL,member,y\n", 3, "", "the same as line 2"},
        {"members", "mechanism,iso3,role,source\nSACM,XQQ,member,x\n", 2, "iso3", "no country code"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,king,x\n", 2, "role", "member, observer"},
        {"members", "mechanism,iso3,role,source\nNOPE,CHL,member,x\n", 2, "mechanism", "no mechanism"},
        {"members", "mechanism,iso3,role,source\nlac,CHL,member,x\n", 2, "mechanism", "no mechanism"},
        {"members", "mechanism,iso3,role,source\nSACM,CHL,member,\n", 2, "source", "empty"},
        {"events", "date_start,title,forum,source\n2026-02-30,A,SACM,x\n", 2, "date_start", "no day"},
        {"events", "date_start,date_end,title,forum,source\n2026-03-02,2026-03-01,A,SACM,x\n", 2, "date_end", "before the beginning"},
        {"mechanisms", "acronym,name,status,source\nA B,A,active,x\n", 2, "acronym", "no acronym"},
        {"mechanisms", "acronym,name,status,source\nIOM,A,active,x\n", 2, "acronym", "Another party"},
        {"mechanisms", "acronym,name,status,source,members_count\nNEW1,A,alive,x,many\n", 2, "status", "active"},
        {"organizations", "id,name_en,source\nchl,Chile,x\n", 2, "id", "Another party"},
        {"organizations", "id,name_en,source\nnew,New,x\n", 2, "id", "no code"},
        {"relations", "party,role,other,source\nchl,part_of,per,x\n", 2, "role", "no code"},
        {"relations", "party,role,other,since,until,source\nchl,chair,sacm,2020,2019,x\n", 2, "until", "before the beginning"},
        {"facts", "party,name,value,source\nsacm,rank,1,x\n", 2, "name", "no code"},
        {"objectives", "number,en,round_table,gcm_commitment_para\n24,X,1,40\n", 2, "number", "1 to 23"},
        {"rounds", "id,forum,host,tier,informs,status,title_en\nx-2030,lac,eclac,regional,imrf-2099,planned,T\n", 2, "informs", "no round"},
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct reference_report *r = check(a, bad[i].table, bad[i].csv);
        bool told = r->problems && r->problem->line == bad[i].line && same(r->problem->column, bad[i].column) && strstr(r->problem->words, bad[i].words);
        if (!told) print_error("%zu: %zu problems: %d %s %s\n", i, r->problems, r->problems ? r->problem->line : 0,
            r->problems ? r->problem->column : "", r->problems ? r->problem->words : "");
        assert_true(told);
        struct reference_report *again_report;
        struct buf *before = as_csv(a, bad[i].table);
        assert_false(reference_accept(a, bad[i].table, bad[i].csv, strlen(bad[i].csv), NULL, "f", &again_report));
        assert_false(failed(a)); /* told in the report, and nothing is half done */
        assert_string_equal(as_csv(a, bad[i].table)->data, before->data);
    }
    size_t large = 10 * 1024 * 1024;
    char *x = arena_alloc(m, large + 1);
    memset(x, 'x', large);
    struct reference_report *r = reference_check(a, "members", x, large);
    assert_true(r->problems == 1 && strstr(r->problem->words, "too large"));
}

static void a_file_adds_and_changes_but_never_removes(void **s) {
    struct act *a = loaded();
    const char *csv = "acronym,name,status,source,chair,year\nSACM,South American Conference on Migration,active,x,Peru,1990\nNEW-1,A new process,active,y,,2026\n";
    struct reference_report *r = check(a, "mechanisms", csv);
    assert_int_equal(r->problems, 0);
    assert_int_equal(r->added, 1);
    assert_int_equal(r->changed, 1);
    assert_int_equal(r->notes, 1); /* the year: sources disagree */
    assert_string_equal(r->note->column, "year");
    const char *mark = r->mark;
    assert_false(reference_accept(again(a), "mechanisms", csv, strlen(csv), "another", "f", &r));
    assert_true(reference_accept(a, "mechanisms", csv, strlen(csv), mark, "f", &r));
    size_t n;
    directory_list(a, "mechanism", "", &n);
    assert_int_equal(n, 35);
    assert_int_equal(values(a, "sacm", "founded", true), 2);
    assert_int_equal(values(a, "sacm", "focus", false), 1); /* a column that the file does not have stays */
    r = check(a, "mechanisms", csv);
    assert_int_equal(r->added + r->changed, 0);
    assert_false(same(r->mark, mark));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(the_real_data_is_whole), TEST(seats_and_chairs_of_every_kind_stand_in_the_directory),
        TEST(members_that_are_no_states_and_sources_that_disagree_stand_there_too), TEST(what_goes_out_comes_in_and_changes_nothing),
        TEST(bad_files_are_told_by_line_and_column), TEST(a_file_adds_and_changes_but_never_removes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
