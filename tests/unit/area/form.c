#include "unit.h"
#include <math.h>
#include "area/form/expression.h"
#include "base/file.h"

static struct table *sheet(const char *csv) {
    struct csv_problem p;
    struct table *t = csv_read(m, csv, strlen(csv), &p);
    if (!t) bug("line %d: %s", p.line, p.words);
    return t;
}
static struct form_problem *problems;
static struct form *form(const char *survey, const char *choices) {
    return form_read(m, &(struct form_sheets){sheet(survey), choices ? sheet(choices) : NULL, sheet("form_id,version,default_language\nf,1,English (en)\n")}, &problems);
}
static bool any(void *thing, const char *name) { return !same(name, "nobody"); }
static const char *given(void *thing, const char *name) {
    return same(name, "n") ? "7" : same(name, "list") ? "a b c" : same(name, "day") ? "2025-03-18" : same(name, "word") ? "Éducation" : "";
}
static size_t several(void *thing, const char *name, const char *const **values) {
    static const char *const three[] = {"1", "2", "4"};
    *values = three;
    return 3;
}
static const char *eval(const char *words) {
    struct expression_problem p;
    struct expression *e = expression_read(m, words, any, NULL, &p);
    if (!e) return arena_printf(m, "!%zu", p.offset);
    int steps = 100000;
    struct scope s = {.arena = m, .self = "12", .today = "2026-11-24", .value = given, .values = several, .index = 2, .steps = &steps};
    return expression_text(&s, e);
}

static void expressions(void **state) {
    static const struct { const char *in, *out; } cases[] = {
        {"1 + 2 * 3", "7"}, {"(1 + 2) * 3", "9"}, {"7 div 2", "3.5"}, {"7 mod 2", "1"}, {"-3 + 1", "-2"}, {"2 - -2", "4"}, {"1 div 0", "Infinity"},
        {"${n} = 7", "true"}, {"${n} = '7'", "true"}, {"${n} != 8", "true"}, {"'a' = 'a'", "true"}, {"'a' = \"b\"", "false"}, {"${empty} = ''", "true"},
        {"${n} > 6 and ${n} < 8", "true"}, {"${n} > 8 or ${n} >= 7", "true"}, {"not(${n} = 7)", "false"}, {". > 10", "true"}, {". = 12", "true"},
        {"selected(${list}, 'b')", "true"}, {"selected(${list}, 'ab')", "false"}, {"selected('', '')", "false"}, {"count-selected(${list})", "3"},
        {"selected-at(${list}, 1)", "b"}, {"selected-at(${list}, 9)", ""}, {"string-length(${word})", "9"}, {"concat('a', 1, true())", "a1true"},
        {"if(${n} = 7, 'yes', 'no')", "yes"}, {"coalesce(${empty}, 'x')", "x"}, {"contains(${word}, 'duc')", "true"}, {"starts-with(${word}, 'É')", "true"},
        {"ends-with(${word}, 'tion')", "true"}, {"substr(${word}, 1, 4)", "duc"}, {"substr(${word}, -4)", "tion"}, {"int(3.9)", "3"}, {"int(-3.9)", "-3"},
        {"round(2.5)", "3"}, {"round(2.345, 2)", "2.35"}, {"abs(-4)", "4"}, {"pow(2, 10)", "1024"}, {"today()", "2026-11-24"}, {"${day} < today()", "true"},
        {"${day} <= '2025-03-18'", "true"}, {"sum(${n})", "7"}, {"count(${n})", "3"}, {"min(${n})", "1"}, {"max(${n})", "4"}, {"max(3, 9, 2)", "9"},
        {"regex(., '[0-9]{2}')", "true"}, {"regex(., '[0-9]')", "false"}, {"regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+b')", "false"},
        {"normalize-space('  a   b ')", "a b"}, {"boolean('')", "false"}, {"number('x')", "NaN"}, {"string(1.50)", "1.5"}, {"position(..)", "2"},
        {"1 = 1 = true()", "true"}, {"'or' = 'or' or 'and' = ''", "true"}, {"once('x')", "12"},
        /* mistakes: the character at which they are seen */
        {"1 +", "!3"}, {"(1", "!2"}, {"${nobody}", "!0"}, {"foo(1)", "!4"}, {"if(1)", "!5"}, {"'abc", "!0"}, {"1 2", "!2"}, {"${n", "!0"}, {"", "!0"}, {"selected(1)", "!11"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *out = eval(cases[i].in);
        if (same(cases[i].in, "sum(${n})")) { assert_string_equal(out, "7"); continue; }
        if (!same(out, cases[i].out)) bug("%s gives %s, wanted %s", cases[i].in, out, cases[i].out);
    }
}

static void hostile_expressions_end(void **state) {
    char *deep = arena_alloc(m, 20001);
    memset(deep, '(', 20000);
    assert_true(eval(deep)[0] == '!');
    deep[3000] = 0;
    assert_true(eval(deep)[0] == '!');
    memset(deep, '-', 3000);
    assert_true(eval(deep)[0] == '!');
    struct buf *b = buf_new(m);
    for (int i = 0; i < 900; i++) buf_add(b, "1+");
    buf_add(b, "1");
    assert_string_equal(eval(b->data), "901");
}

static const char survey[] =
    "type,name,label,label::French (fr),relevant,constraint,constraint_message,required,calculation,isthmus::kind\n"
    "begin group,one,Section one,Première partie,,,,,,\n"
    "select_one yesno,priority,Is it a priority?,Est-ce une priorité ?,,,,yes,,priority\n"
    "text,why,Why?,,${priority} = 'yes',string-length(.) < 20,Too long,,,\n"
    "begin repeat,needs,Needs,,,,,,,need\n"
    "text,kind,Kind,,,,,,,\n"
    "integer,amount,Amount,,,. > 0,,,,\n"
    "end repeat,,,,,,,,,\n"
    "calculate,total,,,,,,,sum(${amount}),\n"
    "end group,,,,,,,,,\n"
    "begin group,two,Section two,,,,,,,\n"
    "text,why,Why again?,,,,,,,\n"
    "end group,,,,,,,,,\n";
static const char choices[] = "list_name,name,label\nyesno,yes,Yes\nother,x,X\nyesno,no,No\n";

static const struct entry *entry(struct entry *e, size_t n, const char *path) {
    for (size_t i = 0; i < n; i++)
        if (same(e[i].path, path)) return &e[i];
    return NULL;
}

static void a_form_is_read_and_its_logic_decides(void **state) {
    struct form *f = form(survey, choices);
    if (!f) bug("%s %d %s: %s", problems->sheet, problems->row, problems->column, problems->message);
    int section = form_section(f, "one");
    assert_int_equal(form_item(f, "one/priority")->n_choices, 2);
    const char *in;
    assert_string_equal(form_words(f, &form_item(f, "one/priority")->label, "fr", &in), "Est-ce une priorité ?");
    assert_string_equal(form_words(f, &form_item(f, "one/why")->label, "ar", &in), "Why?");
    assert_string_equal(in, "en");
    struct answers *a = answers_new(m);
    size_t n;
    struct entry *e = form_entries(m, f, section, a, "en", "2026-11-24", &n);
    assert_false(entry(e, n, "why")->relevant);
    assert_true(entry(e, n, "priority")->required);
    assert_non_null(entry(e, n, "needs[1]/kind"));
    answers_put(a, "priority", "yes");
    answers_put(a, "why", "because it is far too long a text");
    answers_put(a, "needs[1]/amount", "3");
    answers_put(a, "needs[3]/amount", "-1");
    e = form_entries(m, f, section, a, "en", "2026-11-24", &n);
    assert_true(entry(e, n, "why")->relevant);
    assert_string_equal(entry(e, n, "why")->wrong, "Too long");
    assert_string_equal(entry(e, n, "total")->value, "2");
    assert_non_null(entry(e, n, "needs[3]/amount")->wrong);
    assert_int_equal(entry(e, n, "needs[2]/kind")->of, 3);
    answers_put(a, "priority", "perhaps");
    e = form_entries(m, f, section, a, "en", "2026-11-24", &n);
    assert_non_null(entry(e, n, "priority")->wrong);
    assert_string_equal(form_path_item(m, "needs[12]/kind"), "needs/kind");
}

static void every_problem_is_named_at_once(void **state) {
    assert_null(form("type,name,label,relevant,calculation\ntext,loose,L,,\nbegin group,g,G,,\ntext,a b,A,,\ngeopoint,p,P,,\nselect_one nolist,s,S,,\ntext,a,A,,\ntext,a,A,,\nend group,,,,\n", choices));
    int n = 0;
    for (struct form_problem *p = problems; p; p = p->next, n++) assert_string_equal(p->sheet, "survey");
    assert_int_equal(n, 5);
    assert_int_equal(problems->row, 2);
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,${b} = ,\nend group,,,,\n", NULL));
    assert_string_equal(problems->column, "relevant, character 1");
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ncalculate,a,,,${b} + 1\ncalculate,b,,,${a} + 1\nend group,,,,\n", NULL));
    assert_string_equal(problems->column, "calculation");
    /* another section's names are not to be had */
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,,\nend group,,,,\nbegin group,h,H,,\ntext,b,B,${a} = 'x',\nend group,,,,\n", NULL));
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,,\n", NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(expressions), TEST(hostile_expressions_end), TEST(a_form_is_read_and_its_logic_decides), TEST(every_problem_is_named_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
