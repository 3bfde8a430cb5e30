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

/* The section was handed on while somebody wrote: the page that refuses shows their words. */
SQL(own_stage, "", "", "UPDATE section SET state = 'waiting', stage = 'releaser' WHERE id = 's-chl-g'");
static void what_cannot_be_saved_is_shown_again(void **state) {
    struct act *a = drafting("type,name,label\nbegin group,g,G\ntext,t,Words\nend group,,\n", "list_name,name,label\n");
    db_do(a, own_stage);
    const char *p = post(focal, "/sections/s-chl-g", pair(pair(NULL, "b:t:", ""), "a:t:", "Words of an <hour>"));
    assert_int_equal(last->status, 404);
    assert_true(holds(p, "Words of an &lt;hour&gt;</textarea>") && holds(p, "What you typed was not saved"));
    p = post("fra-focal_point", "/sections/nothing", pair(NULL, "a:t:", "Words of an hour"));
    assert_true(last->status == 404 && holds(p, "Words of an hour</textarea>"));
    assert_false(holds(get(focal, "/sections/nothing"), "What you typed"));
}

/* The other languages of a page keep what was asked for, and lead to no other server. */
static void a_page_changes_its_language_in_its_place(void **state) {
    round_world();
    assert_false(holds(get(NULL, "//elsewhere.example/x"), "elsewhere"));
    assert_true(holds(get(NULL, "/rounds/r1/answers"), "href=\"/rounds/r1/answers?lang=fr\""));
}

static void words_name_answers_escaped_and_isolated(void **state) {
    drafting("type,name,label,hint,constraint,constraint_message\nbegin group,g,G,,,\ntext,place,Place,,,\ninteger,n,People in ${place}?,Near ${place},. < 5,Too many in ${place}\nend group,,,,,\n", NULL);
    assert_true(holds(page(), "People in …?"));
    save("place", "<b>غزة");
    save("n", "9");
    const char *p = page();
    assert_true(holds(p, "People in <bdi>&lt;b&gt;غزة</bdi>?"));
    assert_true(holds(p, "Near <bdi>&lt;b&gt;غزة</bdi>"));
    assert_true(holds(p, "Too many in <bdi>&lt;b&gt;غزة</bdi></p>"));
}

static void other_is_a_choice_and_asks_which(void **state) {
    drafting("type,name,label\nbegin group,g,G\nselect_multiple need or_other,s,Needs\nend group,,\n", "list_name,name,label\nneed,money,Money\n");
    assert_true(offers("s", "other") && holds(page(), "Other</span>"));
    assert_false(holds(page(), "a:s_other:"));
    save("s", "other");
    assert_true(holds(page(), "Please say which other"));
    save("s_other", "trainers");
    assert_true(holds(page(), "value=\"trainers\""));
}

/* What the script is told: the same page again when an answer changed what is asked. */
static void a_save_tells_the_script_when_the_page_changed(void **state) {
    drafting("type,name,label,relevant\nbegin group,g,G,\ntext,a,A,\ntext,b,B,${a} = 'x'\nend group,,,\n", NULL);
    const char *shape = arena_copy_n(m, strstr(page(), "data-shape=\"") + 12, 16);
    const char *told = post(focal, "/sections/s-chl-g/autosave", pair(NULL, "a:a:", "y"));
    assert_true(holds(told, arena_printf(m, "\"shape\":\"%s\"", shape)));
    told = post(focal, "/sections/s-chl-g/autosave", pair(pair(NULL, "b:a:", hidden(page(), "b:a:")), "a:a:", "x"));
    assert_true(holds(told, "\"shape\":\"") && !holds(told, shape));
    assert_true(holds(page(), "data-q=\"b\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(what_cannot_be_saved_is_shown_again), TEST(a_page_changes_its_language_in_its_place), TEST(a_choice_that_no_longer_fits_stays_and_is_marked), TEST(words_name_answers_escaped_and_isolated),
        TEST(other_is_a_choice_and_asks_which), TEST(a_save_tells_the_script_when_the_page_changed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
