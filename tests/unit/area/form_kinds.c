/* Kinds of questions: what fits them, what their defaults give, what is refused and what is remarked. */
#include "form_world.h"

static const char choices[] = "list_name,name,label\nneed,money,Money\nneed,people,People\nneed,time,Time\n";
static const char survey[] =
    "type,name,label,appearance,parameters,default,readonly,calculation\nbegin group,g,G,,,,,\nrank need,r,R,,,,,\nrange,s,S,,start=0;end=2;step=0.5,,,\nacknowledge,k,K,,,,,\ntime,t,T,,,,,\n"
    "dateTime,dt,DT,,,,,\ngeopoint,p,P,,,,,\ngeotrace,tr,TR,,,,,\ngeoshape,sh,SH,,,,,\nhidden,h,,,,kept,,\ninteger,n,N,,,7,,\ntext,copy,C,,,\"concat('n', ${n})\",,\ndate,d,D,month-year,,,,\n"
    "date,y,Y,year,,,,\nselect_one need,m,M,minimal quick,,money,,\ntext,ro,RO,,,fixed,yes,\ntext,roif,ROIF,,,,${n} > 5,\ntext,l,L,multiline,,,,\nstart,b,,,,,,\nend,e,,,,,,\ntoday,day,,,,,,\n"
    "calculate,c,,,,,,\"concat(${h}, ${copy}, ${day})\"\nend group,,,,,,,\n";

static void values_fit_their_kind(void **state) {
    static const struct { const char *path, *fits, *wrong; } cases[] = {
        {"r", "time money people", "time money"}, {"r", "money people time", "money people time time"}, {"s", "0", "0.3"}, {"s", "1.5", "2.5"}, {"s", "2", "x"}, {"k", "OK", "yes"},
        {"t", "10:30", "25:00"}, {"t", "23:59:59.123+01:00", "10:30:99"}, {"t", "10:30Z", "10.30"}, {"t", "00:00", "1:30"}, {"dt", "2026-03-01T10:30", "2026-02-30T10:30"},
        {"dt", "2026-03-01T10:30:00-05:00", "2026-03-01 10:30"}, {"dt", "2026-03-01T10:30Z", "2026-03-01"}, {"p", "-33.45 -70.66", "-33.45"}, {"p", "0 0 0 0", "91 0"}, {"p", "1.5 2.5 100 5", "1 2 3 4 5"},
        {"p", "-90 180", "1 2; 3 4"}, {"tr", "1 2; 3 4", "1 2"}, {"tr", "1 2 0 0;3 4 0 0;5 6 0 0", "1 2;x"}, {"sh", "1 2; 3 4; 5 6; 1 2", "1 2; 3 4; 5 6"}, {"n", "5", "5.5"}, {"d", "2026-03-01", "2026-03"}};
    const struct form *f = sound(survey, choices);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *wrong = asked(f, ANSWERS(cases[i].path, cases[i].fits), cases[i].path)->wrong;
        if (wrong) bug("%s %s: %s", cases[i].path, cases[i].fits, wrong);
        if (!asked(f, ANSWERS(cases[i].path, cases[i].wrong), cases[i].path)->wrong) bug("%s %s fits", cases[i].path, cases[i].wrong);
    }
}

static void defaults_stand_until_somebody_answers(void **state) {
    const struct form *f = sound(survey, choices);
    assert_string_equal(asked(f, ANSWERS("x", "x"), "n")->value, "7");
    assert_string_equal(entry(shown, n_shown, "copy")->value, "n7");
    assert_string_equal(entry(shown, n_shown, "m")->value, "money");
    assert_string_equal(entry(shown, n_shown, "h")->value, "kept");
    assert_string_equal(entry(shown, n_shown, "c")->value, "keptn72026-11-24");
    assert_true(entry(shown, n_shown, "ro")->read_only && entry(shown, n_shown, "roif")->read_only && !entry(shown, n_shown, "n")->read_only);
    assert_string_equal(asked(f, ANSWERS("n", "3"), "copy")->value, "n3"); /* follows, as long as nobody wrote */
    assert_false(entry(shown, n_shown, "roif")->read_only);
    assert_string_equal(asked(f, ANSWERS("n", "3", "copy", "mine"), "copy")->value, "mine");
    assert_string_equal(asked(f, ANSWERS("n", "", "copy", ""), "n")->value, ""); /* taken away is an answer, too */
    struct answers *a = answers_new(m);
    answers_times(a, "2026-03-01T10:00:00Z", "2026-03-05T10:00:00Z");
    size_t n;
    struct entry *e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_string_equal(entry(e, n, "b")->value, "2026-03-01T10:00:00Z");
    assert_string_equal(entry(e, n, "e")->value, "2026-03-05T10:00:00Z");
    assert_string_equal(entry(e, n, "day")->value, "2026-03-01");
    assert_true(f->timed);
}

static void what_a_page_sends_is_kept_in_its_shape(void **state) {
    const struct form *f = sound(survey, choices);
    assert_string_equal(form_normal(m, form_item(f, "g/r"), "2:money 1:time 3:people"), "time money people");
    assert_string_equal(form_normal(m, form_item(f, "g/r"), "2:money 2:time"), "money time");
    assert_string_equal(form_normal(m, form_item(f, "g/r"), ""), "");
    assert_string_equal(form_normal(m, form_item(f, "g/r"), "9:money"), "");
    assert_string_equal(form_normal(m, form_item(f, "g/r"), "time money"), "time money");
    assert_string_equal(form_normal(m, form_item(f, "g/d"), "2026-03"), "2026-03-01");
    assert_string_equal(form_normal(m, form_item(f, "g/y"), "2026"), "2026-01-01");
    assert_string_equal(form_normal(m, form_item(f, "g/l"), "2026"), "2026");
    assert_false(form_asks(form_item(f, "g/h")) || form_asks(form_item(f, "g/c")) || form_asks(form_item(f, "g/b")));
    assert_true(form_asks(form_item(f, "g/r")));
}

#define ROW(row) "type,name,label,appearance,parameters,default\nbegin group,g,G,,,\n" row "\nend group,,,,,\n"
static void what_is_not_supported_is_named(void **state) {
    assert_true(refused(ROW("audit,a,A,,,"), choices, "survey", 3, "type", "audit: A log of how"));
    assert_true(refused(ROW("deviceid,a,A,,,"), choices, "survey", 3, "type", "deviceid: Who answers"));
    assert_true(refused(ROW("barcode,a,A,,,"), choices, "survey", 3, "type", "barcode: This needs a device"));
    assert_true(refused(ROW("select_one_from_file x.csv,a,A,,,"), choices, "survey", 3, "type", "select_one_from_file x.csv: This type of question"));
    assert_true(refused(ROW("range,a,A,,start=5 end=1,"), choices, "survey", 3, "parameters", "steps of this scale"));
    assert_true(refused(ROW("range,a,A,,start=x,"), choices, "survey", 3, "parameters", "x: This is not a number"));
    assert_true(refused(ROW("text,a,A,,rows=3,"), choices, "survey", 3, "parameters", "rows: This parameter"));
    assert_true(refused(ROW("integer,a,A,,,x"), choices, "survey", 3, "default", "x: Write a whole number"));
    assert_true(refused(ROW("select_one need,a,A,,,gold"), choices, "survey", 3, "default", "gold: This is not one of the choices"));
    assert_true(refused(ROW("text,a,A,,,today("), choices, "survey", 3, "default", "") || form(ROW("text,a,A,,,today("), choices));
    assert_true(refused(ROW("text,a,A,,,foo()"), choices, "survey", 3, "default, character 1", "foo: This function"));
    assert_true(refused(ROW("rank nothing,a,A,,,"), choices, "survey", 3, "type", "nothing: The sheet choices"));
    assert_non_null(sound(ROW("text,a,A,,,Peru (north)"), choices)); /* words with parentheses are words */
    assert_non_null(sound(ROW("range,a,A,,start=10 end=1 step=-1,"), choices));
    const struct form *f = sound(ROW("text,a,A,thousands-sep multiline,,"), choices);
    assert_true(form_item(f, "g/a")->multiline);
    assert_string_equal(f->remarks->message, "thousands-sep: This appearance has no effect here.");
    assert_int_equal(f->remarks->row, 3);
    assert_null(f->remarks->next);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(values_fit_their_kind), TEST(defaults_stand_until_somebody_answers), TEST(what_a_page_sends_is_kept_in_its_shape), TEST(what_is_not_supported_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
