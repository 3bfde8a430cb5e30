/* Words that name answers, and the question that or_other adds. */
#include "form_world.h"

static const char choices[] = "list_name,name,label\nneed,money,Money\nneed,people,People from ${place}\nplain,yes,Yes\n";

static void answers_stand_isolated_in_the_words_that_name_them(void **state) {
    const struct form *f = sound("type,name,label,label::ar,hint,constraint,constraint_message\nbegin group,g,About ${place},,,,\ntext,place,Place,,,,\n"
                                 "integer,n,People in ${place}?,كم عدد سكان ${place}؟,As in ${ place }.,. < 10,Not so many in ${place}\nselect_multiple need,s,Needs,,,,\nselect_one plain,y,Y,,,,\nend group,,,,,,\n", choices);
    const struct entry *e = asked(f, ANSWERS("place", "القدس <b>", "n", "12"), "n");
    assert_string_equal(e->label, "People in \u2068القدس <b>\u2069?");
    assert_string_equal(e->hint, "As in \u2068القدس <b>\u2069.");
    assert_string_equal(e->wrong, "Not so many in \u2068القدس <b>\u2069");
    e = entry(shown, n_shown, "s");
    assert_string_equal(e->choice[1].words, "People from \u2068القدس <b>\u2069");
    assert_null(entry(shown, n_shown, "y")->choice);
    assert_string_equal(asked(f, ANSWERS("n", "1"), "n")->label, "People in …?"); /* nothing to name yet */
    assert_string_equal(form_words(f, &form_item(f, "g/n")->label, "ar", NULL), "كم عدد سكان …؟"); /* and without answers */
}

static void each_entry_names_its_own_answer_and_what_is_not_asked_is_not_named(void **state) {
    const struct form *f = sound("type,name,label,relevant\nbegin group,g,G,\nbegin repeat,p,P,\ntext,who,Who,\ntext,what,What did ${who} do?,\nend repeat,,,\ntext,x,X,${y} = 'a'\ntext,y,Y ${x},\nend group,,,\n", NULL);
    assert_string_equal(asked(f, ANSWERS("p[1]/who", "A", "p[2]/who", "B"), "p[2]/what")->label, "What did \u2068B\u2069 do?");
    assert_string_equal(asked(f, ANSWERS("x", "hidden"), "y")->label, "Y …");
    char *long_answer = arena_alloc(m, 1001);
    memset(long_answer, 'a', 1000);
    assert_true(strlen(asked(f, ANSWERS("y", "a", "x", long_answer), "y")->label) < 400);
}

static void a_name_that_is_not_there_is_refused_where_it_stands(void **state) {
    assert_true(refused("type,name,label\nbegin group,g,G\ntext,a,été ${nobody}\nend group,,\n", NULL, "survey", 3, "label, character 5", "nobody: There is no such name"));
    assert_true(refused("type,name,label,hint::fr\nbegin group,g,G,\ntext,a,A,${a\nend group,,,\n", NULL, "survey", 3, "hint::fr", "closing brace"));
    assert_true(refused("type,name,label\nbegin group,g,G\nselect_one need,a,A\nend group,,\n", choices, "choices", 3, "label, character 13", "place: There is no such name"));
    assert_true(refused("type,name,label\nbegin group,g,G\ntext,a,${g}\nend group,,\n", NULL, "survey", 3, "label, character 1", "g: There is no such name"));
}

static void or_other_adds_a_choice_and_a_text(void **state) {
    const struct form *f = sound("type,name,label,choice_filter,relevant\nbegin group,g,G,,\nselect_one plain or_other,a,A,,\nselect_multiple plain or_other,b,B,name = 'nothing',\nbegin repeat,p,P,,\n"
                                 "select_multiple plain or_other,c,C,,\nend repeat,,,,\ntext,after,After,,${a_other} = 'x'\nend group,,,,\n", choices);
    assert_int_equal(form_item(f, "g/a")->n_choices, 2);
    assert_string_equal(form_words(f, &form_item(f, "g/a")->choices[1].label, "en", NULL), "Other");
    assert_string_equal(form_words(f, &form_item(f, "g/a")->choices[1].label, "fr", NULL), "Autre");
    assert_false(asked(f, ANSWERS("a", "yes"), "a_other")->relevant);
    assert_true(asked(f, ANSWERS("a", "other"), "a_other")->relevant);
    assert_null(entry(shown, n_shown, "a")->wrong);
    assert_false(asked(f, ANSWERS("a_other", "x"), "after")->relevant); /* kept, and empty to the others */
    assert_true(asked(f, ANSWERS("a", "other", "a_other", "x"), "after")->relevant);
    assert_true(asked(f, ANSWERS("b", "yes other"), "b_other")->relevant);
    assert_true(entry(shown, n_shown, "b")->offered[1] && !entry(shown, n_shown, "b")->offered[0]); /* a filter never takes it away */
    assert_true(asked(f, ANSWERS("p[2]/c", "other"), "p[2]/c_other")->relevant);
    /* a list that has the choice keeps it as it is */
    f = sound("type,name,label\nbegin group,g,G\nselect_one own or_other,a,A\nend group,,\n", "list_name,name,label\nown,other,Something else\nown,yes,Yes\n");
    assert_int_equal(form_item(f, "g/a")->n_choices, 2);
    assert_string_equal(form_words(f, &form_item(f, "g/a")->choices[0].label, "en", NULL), "Something else");
    assert_true(refused("type,name,label\nbegin group,g,G\ntext,a_other,A\nselect_one plain or_other,a,A\nend group,,\n", "list_name,name,label\nplain,y,Y\n", "survey", 4, "type", "a_other: The word or_other adds"));
    assert_true(refused("type,name,label\nbegin group,g,G\nselect_one none or_other,a,A\nend group,,\n", choices, "survey", 3, "type", "none: The sheet choices does not have"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(answers_stand_isolated_in_the_words_that_name_them), TEST(each_entry_names_its_own_answer_and_what_is_not_asked_is_not_named),
        TEST(a_name_that_is_not_there_is_refused_where_it_stands), TEST(or_other_adds_a_choice_and_a_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
