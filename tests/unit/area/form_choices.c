/* Choices that depend on other answers. */
#include "form_world.h"
#include "area/form/expression.h"

static const char survey[] = "type,name,label,choice_filter\nbegin group,g,G,\nselect_one region,r,Region,\nselect_one state,s,State,region = ${r}\n"
                             "select_multiple state,many,States,\"selected(${r}, region) and name != 'nil'\"\nend group,,,\n";
static const char choices[] = "list_name,name,label,region,note-2\nregion,south,South,,\nregion,north,North,,\nstate,chl,Chile,south,x\nstate,per,Peru,south,x\n"
                              "state,mex,Mexico,north,x\nstate,nil,None,south,x\n";

static void other_answers_decide_what_is_offered(void **state) {
    const struct form *f = sound(survey, choices);
    const struct entry *e = asked(f, ANSWERS("r", "south"), "s");
    assert_true(e->offered[0] && e->offered[1] && !e->offered[2] && e->offered[3]);
    e = entry(shown, n_shown, "many");
    assert_true(e->offered[0] && !e->offered[2] && !e->offered[3]);
    e = asked(f, ANSWERS("x", "x"), "s");
    assert_false(e->offered[0] || e->offered[1] || e->offered[2]);
    assert_null(entry(shown, n_shown, "r")->offered); /* no filter: all */
}

static void what_was_chosen_is_kept_and_named_when_it_no_longer_fits(void **state) {
    const struct form *f = sound(survey, choices);
    assert_null(asked(f, ANSWERS("r", "south", "s", "chl", "many", "chl per"), "s")->wrong);
    assert_null(entry(shown, n_shown, "many")->wrong);
    const struct entry *e = asked(f, ANSWERS("r", "north", "s", "chl", "many", "mex per"), "s");
    assert_non_null(strstr(e->wrong, "no longer fits"));
    assert_string_equal(e->value, "chl");
    assert_non_null(entry(shown, n_shown, "many")->wrong);
    assert_non_null(strstr(asked(f, ANSWERS("r", "north", "s", "usa"), "s")->wrong, "not one of the choices"));
}

static void each_entry_of_a_repeat_filters_for_itself(void **state) {
    const struct form *f = sound("type,name,label,choice_filter\nbegin group,g,G,\nbegin repeat,p,P,\nselect_one region,r,R,\nselect_one state,s,S,region=${r}\nend repeat,,,\nend group,,,\n", choices);
    assert_true(asked(f, ANSWERS("p[1]/r", "south", "p[2]/r", "north"), "p[1]/s")->offered[0]);
    assert_false(entry(shown, n_shown, "p[2]/s")->offered[0]);
    assert_true(entry(shown, n_shown, "p[2]/s")->offered[2]);
}

#define ONE(filter) "type,name,label,choice_filter\nbegin group,g,G,\ntext,r,R,\nselect_one state,s,S," filter "\nend group,,,\n"
static void a_filter_that_says_nothing_is_refused_where_it_stands(void **state) {
    assert_true(refused(ONE("regiom = ${r}"), choices, "survey", 4, "choice_filter, character 1", "regiom"));
    assert_true(refused(ONE("region = ${x}"), choices, "survey", 4, "choice_filter, character 10", "x: There is no such name"));
    assert_true(refused(ONE("label = 'Chile'"), choices, "survey", 4, "choice_filter, character 1", "label"));
    assert_true(refused(ONE(". = 'x'"), choices, "survey", 4, "choice_filter, character 1", "not understood"));
    assert_true(refused(ONE("note-2 = 'x' and list_name = 'y'"), choices, "survey", 4, "choice_filter, character 18", "list_name"));
    assert_true(refused("type,name,label,choice_filter\nbegin group,g,G,\ntext,r,R,region = 'x'\nend group,,,\n", choices, "survey", 3, "choice_filter", "Only a question with choices"));
    assert_true(refused("type,name,label,relevant\nbegin group,g,G,\ntext,r,R,region = 'x'\nend group,,,\n", choices, "survey", 3, "relevant, character 1", "not understood"));
    assert_true(refused(ONE("region = 'south'"), "list_name,name,label,region\nstate,a,A,south\nstate,b,B,south\nstate,a,C,north\n", "survey", 4, "choice_filter", "a: This choice stands twice"));
}

static void a_filter_takes_bounded_work_and_then_hides_nothing(void **state) {
    struct buf *list = buf_new(m), *long_sum = buf_new(m);
    buf_add(list, "list_name,name,label,region\n");
    for (int i = 0; i < 4900; i++) buf_printf(list, "state,c%d,C,south\n", i);
    for (int i = 0; i < 240; i++) buf_add(long_sum, "1+");
    const struct form *f = sound(arena_printf(m, ONE("%s1 = 0"), long_sum->data), list->data);
    const struct entry *e = asked(f, ANSWERS("s", "c4800"), "s");
    assert_false(e->offered[0]);
    assert_true(e->offered[4899]);
    assert_null(e->wrong);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(other_answers_decide_what_is_offered), TEST(what_was_chosen_is_kept_and_named_when_it_no_longer_fits),
        TEST(each_entry_of_a_repeat_filters_for_itself), TEST(a_filter_that_says_nothing_is_refused_where_it_stands), TEST(a_filter_takes_bounded_work_and_then_hides_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
