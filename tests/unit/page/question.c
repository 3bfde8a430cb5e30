/* Questions as a page asks them: a focal point before a form of the test's own. */
#include "asking.h"
#include "area/form_world.h"
#include "area/round_world.h"

SQL(own_round, "k", "", "UPDATE round SET form = $1 WHERE id = 'r1'");
SQL(own_input, "k", "", "UPDATE input SET form = $1");
SQL(own_section, "kkktd", "", "INSERT INTO section (id, input, name, holder, stage, since) VALUES ($1, $2, $4, $3, 'author', $5)");

static const char *focal;
/* Chile drafts section g of the form. */
static struct act *drafting(const char *survey, const char *choices) {
    struct act *a = round_world();
    struct form_sheets s = sheets_of(survey, choices);
    const char *form_id = forms_keep(a, &s, &problems);
    if (!form_id) bug("%s %d %s: %s", problems->sheet, problems->row, problems->column, problems->message);
    db_do(a, own_round, form_id);
    db_do(a, own_input, form_id);
    db_do(a, own_section, "s-chl-g", "in-chl", "chl", "g", a->now);
    if (failed(a)) bug("%s", a->detail);
    focal = "chl-focal_point";
    return a;
}
static const char *page(void) { return get(focal, "/sections/s-chl-g"); }
static void save(const char *path, const char *value) {
    const char *base = hidden(page(), arena_printf(m, "b:%s:", path));
    post(focal, "/sections/s-chl-g", pair(pair(NULL, arena_printf(m, "b:%s:", path), base), arena_printf(m, "a:%s:", path), value));
    assert_int_equal(last->status, 303);
}
static bool offers(const char *path, const char *value) { return holds(page(), arena_printf(m, "name=\"a:%s:\" value=\"%s\"", path, value)); }

static void a_choice_that_no_longer_fits_stays_and_is_marked(void **state) {
    drafting("type,name,label,choice_filter\nbegin group,g,G,\nselect_one region,r,Region,\nselect_one state,s,State,region = ${r}\nend group,,,\n",
             "list_name,name,label,region\nregion,south,South,\nregion,north,North,\nregion,east,East,\nstate,chl,Chile,south\nstate,mex,Mexico,north\n");
    assert_true(holds(page(), "Nothing can be chosen here yet"));
    save("r", "south");
    assert_true(offers("s", "chl") && !offers("s", "mex"));
    save("s", "chl");
    save("r", "north");
    const char *p = page();
    assert_true(offers("s", "chl") && offers("s", "mex"));
    assert_true(holds(p, "value=\"chl\" id=\"f-s\" checked") && holds(p, "no longer fits the other answers</span>") && holds(p, "A choice made here no longer fits"));
    assert_true(offers("s", "")); /* and can be taken back */
    save("s", "");
    assert_false(offers("s", "chl"));
    assert_false(holds(page(), "no longer fits"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_choice_that_no_longer_fits_stays_and_is_marked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
