/* Groups that repeat, within one another; entries by name and by place; counted ones; and what a
 * change touches. */
#include "form_world.h"
#include "area/form/tree.h"

static const char nested[] =
    "type,name,label,relevant,calculation,repeat_count\nbegin group,g,G,,,\ninteger,n,N,,,\nbegin repeat,needs,Needs,,,\ntext,kind,Kind,,,\n"
    "begin repeat,steps,Steps,,,\ntext,what,What,,,\ninteger,cost,Cost,,,\ncalculate,mine,,,\"concat(position(../..), '.', position(..), ' ', ${kind})\",\nend repeat,,,,,\n"
    "calculate,sum_here,,,sum(${cost}),\ncalculate,steps_here,,,count(${steps}),\nend repeat,,,,,\n"
    "calculate,total,,,sum(${cost}),\ncalculate,all_steps,,,count(${steps}),\ncalculate,all_needs,,,count(${needs}),\ncalculate,list,,,\"join(', ', ${what})\",\n"
    "calculate,second,,,\"indexed-repeat(${what}, ${needs}, 2, ${steps}, ${n})\",\nend group,,,,,\n";

static void sums_and_places_know_their_level(void **state) {
    const struct form *f = sound(nested, NULL);
    const char *const answers[] = {"needs[1]/kind", "money", "needs[1]/steps[1]/cost", "3", "needs[1]/steps[2]/cost", "4", "needs[7]/kind", "people", "needs[7]/steps[5]/cost", "10",
        "needs[7]/steps[5]/what", "train", "needs[7]/steps[9]/what", "hire", "n", "2", NULL};
    assert_string_equal(asked(f, answers, "total")->value, "17");
    assert_string_equal(entry(shown, n_shown, "all_steps")->value, "4");
    assert_string_equal(entry(shown, n_shown, "all_needs")->value, "2");
    assert_string_equal(entry(shown, n_shown, "list")->value, ", , train, hire");
    assert_string_equal(entry(shown, n_shown, "second")->value, "hire");
    assert_string_equal(entry(shown, n_shown, "needs[1]/sum_here")->value, "7"); /* within an entry only its own */
    assert_string_equal(entry(shown, n_shown, "needs[7]/sum_here")->value, "10");
    assert_string_equal(entry(shown, n_shown, "needs[7]/steps_here")->value, "2");
    const struct entry *e = entry(shown, n_shown, "needs[7]/steps[9]/mine");
    assert_string_equal(e->value, "2.2 people");
    assert_string_equal(e->place, "needs[2]/steps[2]/mine");
    assert_int_equal(e->index, 2);
    assert_int_equal(e->of, 2);
    /* the next entry gets a name that nobody had */
    struct answers *a = answers_new(m);
    for (size_t i = 0; answers[i]; i += 2) answers_put(a, answers[i], answers[i + 1]);
    assert_int_equal(answers_next(a, "needs"), 8);
    assert_int_equal(answers_next(a, "needs[7]/steps"), 10);
    assert_int_equal(answers_next(a, "needs[2]/steps"), 1);
}

static void a_removed_entry_moves_nobody(void **state) {
    const struct form *f = sound(nested, NULL);
    struct answers *a = answers_new(m);
    for (int i = 1; i <= 3; i++) answers_put(a, arena_printf(m, "needs[%d]/kind", i), arena_printf(m, "k%d", i));
    answers_put(a, "needs[2]/steps[1]/cost", "5");
    answers_entry(a, "needs[2]", true);
    size_t n;
    struct entry *e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_null(entry(e, n, "needs[2]/kind"));
    assert_string_equal(entry(e, n, "needs[3]/kind")->value, "k3");
    assert_string_equal(entry(e, n, "needs[3]/kind")->place, "needs[2]/kind");
    assert_string_equal(entry(e, n, "total")->value, "0"); /* what it held counts for nothing */
    assert_int_equal(answers_next(a, "needs"), 4);
    answers_entry(a, "needs[1]", true);
    answers_entry(a, "needs[3]", true);
    e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_string_equal(entry(e, n, "all_needs")->value, "0"); /* all of them: none is put back */
    assert_int_equal(entry(e, n, "needs")->of, 0);
    answers_entry(a, "needs[9]", false); /* made, and still empty */
    e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_string_equal(entry(e, n, "all_needs")->value, "1");
}

static void a_count_says_how_many(void **state) {
    const struct form *f = sound("type,name,label,relevant,calculation,repeat_count\nbegin group,g,G,,,\ninteger,n,N,,,\nbegin repeat,r,R,,,${n} + 1\ntext,a,A,,,\n"
                                 "begin repeat,q,Q,,,2\ntext,b,B,,,\nend repeat,,,,,\nend repeat,,,,,\ncalculate,c,,,count(${q}),\nend group,,,,,\n", NULL);
    assert_string_equal(asked(f, ANSWERS("n", "2", "r[4]/a", "later"), "c")->value, "6");
    assert_non_null(entry(shown, n_shown, "r[3]/q[2]/b"));
    assert_null(entry(shown, n_shown, "r[4]/a")); /* kept until the count is higher */
    assert_string_equal(asked(f, ANSWERS("n", "3", "r[4]/a", "later"), "r[4]/a")->value, "later");
    assert_string_equal(asked(f, ANSWERS("n", "x", "r[4]/a", "later"), "c")->value, "0");
    assert_string_equal(asked(f, ANSWERS("n", "100000000", "z", "z"), "c")->value, "2000"); /* bounded */
    assert_true(refused("type,name,label,repeat_count\nbegin group,g,G,\ntext,a,A,3\nend group,,,\n", NULL, "survey", 3, "repeat_count", "Only a group that repeats"));
    assert_true(refused("type,name,label,repeat_count\nbegin group,g,G,\nbegin repeat,r,R,${a}\ninteger,a,A,\nend repeat,,,\nend group,,,\n", NULL, "survey", 3, "repeat_count", "r: This calculation needs its own result."));
}

static void paths_name_what_names_do(void **state) {
    const struct form *f = sound("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,,\nbegin repeat,r,R,,\nbegin group,h,H,,\ninteger,x,X,,\nend group,,,,\n"
                                 "calculate,y,,,../h/x + 1\ncalculate,z,,,/data/g/r/h/x + current()/../h/x\nend repeat,,,,\ncalculate,s,,,sum(/f/g/r/h/x)\ntext,t,T,../a = 'x',\nend group,,,,\n", NULL);
    assert_string_equal(asked(f, ANSWERS("a", "x", "r[1]/h/x", "1", "r[2]/h/x", "5"), "r[2]/y")->value, "6");
    assert_string_equal(entry(shown, n_shown, "r[2]/z")->value, "10");
    assert_string_equal(entry(shown, n_shown, "s")->value, "6");
    assert_true(entry(shown, n_shown, "t")->relevant);
    assert_true(refused("type,name,label,relevant\nbegin group,g,G,\ntext,a,A,1 = ../b\nend group,,,\n", NULL, "survey", 3, "relevant, character 5", "../b: There is no such question at this path"));
    assert_true(refused("type,name,label,relevant\nbegin group,g,G,\ntext,a,A,\nend group,,,\nbegin group,h,H,\ntext,b,B,/f/g/a = 1\nend group,,,\n", NULL, "survey", 6, "relevant, character 1", "/f/g/a"));
}

/* A change works out again what hangs on it, and nothing else; the result is that of a new start. */
static void a_change_touches_what_depends_on_it(void **state) {
    struct buf *b = buf_new(m);
    buf_add(b, "type,name,label,relevant,calculation,repeat_count\nbegin group,g,G,,,\ninteger,n,N,,,\n");
    for (int i = 0; i < 500; i++) buf_printf(b, "integer,q%d,Q,,,\ncalculate,c%d,,,${q%d} * 2,\n", i, i, i);
    buf_add(b, "calculate,both,,,${c1} + ${c2},\nbegin group,h,H,${both} > 10,,\ntext,deep,D,,,\nend group,,,,,\ncalculate,last,,,\"concat(${deep}, '!')\",\n"
               "begin repeat,r,R,,,${n}\ninteger,x,X,,,\nend repeat,,,,,\ncalculate,s,,,sum(${x}) + count(${r}),\nend group,,,,,\n");
    const struct form *f = sound(b->data, NULL);
    struct answers *a = answers_new(m);
    answers_put(a, "h/deep", "d");
    answers_put(a, "n", "1");
    answers_put(a, "r[3]/x", "30");
    answers_put(a, "q2", "0");
    struct logic *l = logic_open(m, f, 0, a, "en", "2026-11-24");
    for (int i = 0; i < l->root->n; i++) logic_entry(l, l->root->child[i]);
    size_t before = l->worked;
    assert_int_equal(logic_change(l, "q7", "4"), 2); /* itself and one calculation */
    assert_int_equal(l->worked - before, 1);
    assert_string_equal(logic_value(l, tree_at(l, "c7")), "8");
    assert_string_equal(logic_value(l, tree_at(l, "last")), "!");
    assert_int_equal(logic_change(l, "q1", "6"), 6); /* q1 c1 both h deep last */
    assert_string_equal(logic_value(l, tree_at(l, "last")), "d!");
    logic_change(l, "q1", "1");
    assert_string_equal(logic_value(l, tree_at(l, "last")), "!");
    assert_string_equal(logic_value(l, tree_at(l, "s")), "1");
    logic_change(l, "n", "3");
    assert_string_equal(logic_value(l, tree_at(l, "s")), "33");
    logic_change(l, "r[2]/x", "5");
    assert_string_equal(logic_value(l, tree_at(l, "s")), "38");
    logic_change(l, "n", "2");
    assert_string_equal(logic_value(l, tree_at(l, "s")), "7");
    logic_change(l, "n", "3");
    assert_string_equal(logic_value(l, tree_at(l, "s")), "38");
    assert_int_equal(logic_change(l, "nobody", "1"), 0);
    assert_int_equal(logic_change(l, "r[99]/x", "1"), 0);
    assert_int_equal(logic_change(l, "h", "1"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(sums_and_places_know_their_level), TEST(a_removed_entry_moves_nobody), TEST(a_count_says_how_many), TEST(paths_name_what_names_do),
        TEST(a_change_touches_what_depends_on_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
