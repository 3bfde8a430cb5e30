/* Beginning from the round before, where the form has changed since. */
#include "round_world.h"
#include "form_world.h"
#include "area/input.h"

SQL(test_round, "dk", "", "INSERT INTO round (id, forum, host, form, tier, status, created) VALUES ('r0', 'lac', 'eclac', $2, 'regional', 'closed', $1)");
SQL(test_follows, "k", "", "UPDATE round SET before_round = 'r0', form = $1 WHERE id = 'r1'");
SQL(test_form, "k", "", "UPDATE input SET form = $1 WHERE id = 'in-chl'");
SQL(test_old_input, "kdk", "", "INSERT INTO input (id, round, party, form, clearance, created) VALUES ($1, 'r0', 'chl', $3, 'author', $2)");
SQL(test_section, "kkkd", "", "INSERT INTO section (id, input, name, holder, since) VALUES ($1, $2, $3, 'chl', $4)");
SQL(test_answer, "kkttd", "", "INSERT INTO revision (id, section, question, language, value, at) VALUES ($1, $2, $3, '', $4, $5)");

static const char *kept(struct act *a, const char *version, const char *survey) {
    struct form_sheets w = sheets_of(survey, NULL);
    w.settings = sheet(arena_printf(m, "form_id,version,default_language\nf,%s,English (en)\n", version));
    const char *id = forms_keep(a, &w, &problems);
    if (!id) bug("%s", a->message);
    return id;
}
static void wrote(struct act *a, const char *section, const char *question, const char *words) {
    const char *revision = hash_id(m);
    db_do(a, test_answer, revision, section, question, words, a->now);
    db_do(a, rw_answer, section, question, "", revision);
}

/* Chile wrote in one of two sections; then a question went, another came. */
static struct act *chile(void) {
    struct act *a = round_world();
    const char *then = kept(a, "1", "type,name,label\nbegin group,data,Data\ntext,plan,The plan\ntext,old,Asked once\nend group,,\nbegin group,next,Next\ntext,steps,Steps\nend group,,\n");
    const char *now = kept(a, "2", "type,name,label\nbegin group,data,Data\ntext,plan,The plan\ntext,fresh,Asked now\nend group,,\nbegin group,next,Next\ntext,steps,Steps\nend group,,\n");
    db_do(a, test_round, a->now, then);
    db_do(a, test_follows, now);
    db_do(a, test_form, now);
    db_do(a, test_old_input, "in-old", a->now, then);
    static const char *const names[] = {"data", "next"};
    for (size_t i = 0; i < COUNT(names); i++) {
        db_do(a, test_section, arena_printf(m, "old-%s", names[i]), "in-old", names[i], a->now);
        db_do(a, test_section, arena_printf(m, "new-%s", names[i]), "in-chl", names[i], a->now);
    }
    wrote(a, "old-data", "plan", "A plan of four years");
    wrote(a, "old-data", "old", "Words that have no place now");
    if (failed(a)) bug("%s", a->detail);
    return a;
}
static struct prefill *prefilled(struct act *b) { return input_prefilled(b, input_find(b, "in-chl")); }

static void what_came_is_counted_and_named(void **s) {
    struct act *a = chile();
    struct act *b = acting(a, "chl", "focal_point");
    assert_true(input_has_before(b, input_find(b, "in-chl")));
    struct act *peru = acting(a, "per", "focal_point"); /* the round follows another; this State wrote nothing there */
    assert_false(input_has_before(peru, input_find(peru, "in-per")));
    assert_int_equal(input_prefill(b, input_find(b, "in-chl")), 1); /* not what is asked no more */
    b = acting(a, "chl", "focal_point");
    struct prefill *p = prefilled(b);
    assert_int_equal(p->copied, 1);
    assert_int_equal(p->unseen, 1);
    assert_int_equal(p->n, 2);
    assert_string_equal(p->section[0].section->name, "data");
    assert_int_equal(p->section[0].copied, 1);
    assert_int_equal(p->section[0].n_added, 1);
    assert_string_equal(p->section[0].added[0]->name, "fresh");
    assert_int_equal(p->section[1].copied + p->section[1].written, 0); /* nobody wrote there */
    assert_int_equal(p->n_gone, 1);
    assert_string_equal(p->gone[0]->name, "old");
    struct section *data = section_find(b, "new-data");
    assert_string_equal(draft_before(b, data, "plan"), "A plan of four years");
    assert_true(draft_confirm(b, data));
    b = acting(a, "chl", "focal_point");
    assert_int_equal(prefilled(b)->unseen, 0);
    assert_int_equal(prefilled(b)->copied, 1);
    b = acting(a, "chl", "focal_point");
    assert_int_equal(input_prefill(b, input_find(b, "in-chl")), 0); /* a second time finds no empty place */
}

static void only_who_leads_reads_it(void **s) {
    struct act *a = chile();
    holder(a, "chl", "author");
    struct act *author = acting(a, "chl", "author");
    assert_null(input_prefilled(author, input_find(author, "in-chl")));
    assert_int_equal(author->failure, DENIED);
    author = acting(a, "chl", "author");
    assert_int_equal(input_prefill(author, input_find(author, "in-chl")), 0);
    struct act *other = acting(a, "per", "focal_point");
    assert_null(input_find(other, "in-chl"));
    struct act *first = acting(a, "per", "focal_point"); /* who has no round before */
    assert_null(input_prefilled(first, input_find(first, "in-per")));
    assert_int_equal(first->failure, OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(what_came_is_counted_and_named), TEST(only_who_leads_reads_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
