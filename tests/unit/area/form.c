#include "form_world.h"
#include <math.h>
#include "area/form/expression.h"
#include "base/clock.h"
#include "base/file.h"

static const struct { const char *name, *value; } names[] = {{"empty", ""}, {"n", "7"}, {"list", "a b c"}, {"day", "2025-03-18"}, {"word", "Éducation"}};
static int any(void *thing, const char *name) {
    if (same(name, "nobody")) return -1;
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(name, names[i].name)) return (int)i;
    return 0;
}
static const char *given(struct scope *s, int item) { return names[item].value; }
static int place(struct scope *s, int levels, int repeat) { return 1 + levels; }
static const char *placed(struct scope *s, int item, const int *repeat, const double *at, int n) { return at[0] == 2 ? "2" : ""; }
static size_t several(struct scope *s, int item, const char *const **values) {
    static const char *const three[] = {"1", "2", "4"};
    *values = three;
    return 3;
}
static const char *eval(const char *words) {
    struct expression_problem p;
    struct expression *e = expression_read(m, words, &(struct naming){any, NULL, NULL, NULL, NULL}, &p);
    if (!e) return arena_printf(m, "!%zu", p.offset);
    int steps = 100000;
    struct scope s = {.arena = m, .self = "12", .today = "2026-11-24", .value = given, .values = several, .position = place, .indexed = placed, .steps = &steps};
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
        {"floor(-1.5)", "-2"}, {"ceiling(1.2)", "2"}, {"sqrt(16)", "4"}, {"exp(0)", "1"}, {"exp10(3)", "1000"}, {"log10(1000)", "3"}, {"log(1)", "0"},
        {"round(pi(), 4)", "3.1416"}, {"now()", "2026-11-24T00:00:00Z"}, {"today() + 1", "20782"}, {"date(today() + 7)", "2026-12-01"},
        {"date('2025-02-29')", ""}, {"date('1850-01-01')", ""}, {"${day} < '2025-03-19'", "true"}, {"number('2025-03-18') - number('2025-03-01')", "17"},
        {"decimal-date-time('2025-03-18T12:00:00Z')", "20165.5"}, {"format-date(${day}, '%d/%m/%Y')", "18/03/2025"}, {"format-date('2025-03-08', '%e.%n.%y %%')", "8.3.25 %%"},
        {"format-date('x', '%Y')", ""}, {"format-date-time('2025-03-18T09:05:07Z', '%H:%M:%S %h')", "09:05:07 9"}, {"boolean-from-string('1')", "true"},
        {"boolean-from-string('yes')", "false"}, {"substring-before('a=b', '=')", "a"}, {"substring-after('a=b', '=')", "b"}, {"substring-before('ab', '=')", ""},
        {"translate('héllo', 'éo', 'e')", "hell"}, {"translate('aab', 'ab', 'éz')", "ééz"}, {"join(', ', 'a', 'b')", "a, b"}, {"join('', 'x')", "x"},
        {"sum(${three})", "7"}, {"join('-', ${three})", "1-2-4"}, {"count-non-empty(${three})", "3"}, {"indexed-repeat(${three}, ${three}, 2)", "2"},
        {"indexed-repeat(${three}, ${three}, 9)", ""}, {"concat(${three})", "124"}, {"1 = 1.0", "true"}, {"'1' = '1.0'", "false"}, {"'' = 0", "false"},
        {"'' < 1", "false"}, {"'' > 1", "false"}, {"number('1e5')", "NaN"}, {"number('-inf')", "NaN"}, {"number('0x10')", "NaN"}, {"number(' 5 ')", "5"},
        {"number('+5')", "NaN"}, {"number('.5')", "0.5"}, {"number('5.')", "5"}, {"0.1 + 0.2", "0.3"}, {"1 div 3", "0.333333333333333"}, {"0.00001", "0.00001"},
        {"123456789012345678", "123456789012345680"}, {"-0", "0"}, {"0 div 0", "NaN"}, {"0 div 0 = 0 div 0", "false"}, {"-1 div 0", "-Infinity"},
        {"5 mod 0", "NaN"}, {"-5 mod 3", "-2"}, {"true() + true()", "2"}, {"not('')", "true"}, {"if('', 1, 2)", "2"}, {"if(0, 1, 2)", "2"}, {"if('0', 1, 2)", "1"},
        {"true() or foo_bar = 1", "!10"}, {"selected-at(${list}, -1)", ""}, {"selected-at('', 0)", ""}, {"count-selected('  ')", "0"}, {"count-selected(' a  b ')", "2"},
        {"substr('abc', 5)", ""}, {"substr('abc', 0, 99)", "abc"}, {"substr('移民问题', 1, 3)", "民问"}, {"string-length('移民')", "2"}, {"string-length()", "2"},
        {"contains('abc', '')", "true"}, {"regex('a', '(')", "false"}, {"regex('Ж', '\\p{Cyrillic}')", "true"}, {"min(3, '', 2)", "2"},
        {"max('')", "NaN"}, {"sum('')", "0"}, {"pow(2, -1)", "0.5"}, {"round(-2.5)", "-2"}, {"round(1234, -2)", "1200"}, {"int('x')", "NaN"}, {"abs('x')", "NaN"},
        {"coalesce('', '')", ""}, {"2 * 3 - 4 div 2", "4"}, {"1 < 2 = true()", "true"}, {"3 > 2 > 1", "false"}, {"- - 3", "3"}, {"\"it's\"", "it's"},
        {"1 + (2", "!6"}, {"'é' + ", "!6"}, {"concat('é', ${nobody})", "!12"}, {"if(1, 2, 3, 4)", "!0"}, {"not()", "!0"}, {"pulldata('a','b')", "!0"},
        {"1 ++ 2", "!3"}, {"and", "!0"}, {"1 and", "!5"}, {"(", "!1"}, {")", "!0"}, {"a b", "!0"}, {"@x", "!0"}, {"/data/x", "!0"}, {"\xe2\x80\x98" "a'", "!0"},
        /* mistakes: the character at which they are seen */
        {"1 +", "!3"}, {"(1", "!2"}, {"${nobody}", "!0"}, {"foo(1)", "!0"}, {"1 + foo (1)", "!4"}, {"if(1)", "!0"}, {"position(../..)", "3"}, {"position()", "1"}, {"position(.)", "1"}, {"'abc", "!0"}, {"1 2", "!2"}, {"${n", "!0"}, {"", "!0"}, {"selected(1)", "!0"}};
    int wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *out = eval(cases[i].in);
        if (!same(out, cases[i].out)) fprintf(stderr, "%s gives %s, wanted %s\n", cases[i].in, out, cases[i].out), wrong++;
    }
    assert_int_equal(wrong, 0);
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
    for (int i = 0; i < 200; i++) buf_add(b, "1+");
    buf_add(b, "1");
    assert_string_equal(eval(b->data), "201");
    for (int i = 0; i < 700; i++) buf_add(b, "+1");
    assert_true(eval(b->data)[0] == '!');
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
    assert_null(entry(e, n, "needs[2]/kind")); /* nothing was ever there */
    assert_int_equal(entry(e, n, "needs[3]/kind")->of, 2);
    assert_string_equal(entry(e, n, "needs[3]/kind")->place, "needs[2]/kind");
    answers_put(a, "priority", "perhaps");
    e = form_entries(m, f, section, a, "en", "2026-11-24", &n);
    assert_non_null(entry(e, n, "priority")->wrong);
    assert_string_equal(form_path_item(m, "needs[12]/kind"), "needs/kind");
    assert_string_equal(form_path_item(m, "needs["), "needs");
    assert_string_equal(form_path_item(m, "needs[2"), "needs");
    assert_true(form_path_fits("needs[12]/kind") && form_path_fits("a[1]/b[20]/c") && form_path_fits("status"));
    static const char *const wrong[] = {"needs[", "needs[2", "needs[]/x", "needs[0]/x", "needs[02]/x", "needs[-1]/x", "needs[1]x", "needs]", "a[\"]/x", "a[1[2]]/x", "needs[12345678]/x"};
    for (size_t i = 0; i < COUNT(wrong); i++) assert_false(form_path_fits(wrong[i]));
}

static void what_is_not_asked_is_kept_and_counts_for_nothing(void **state) {
    struct form *f = form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,,\ntext,b,B,${a} = 'yes',\ntext,c,C,${b} != '',\n"
                          "calculate,d,,,\"concat(${b}, '|', ${c})\"\nbegin group,h,H,${a} = 'yes',\ninteger,i,I,,\nend group,,,,\ncalculate,s,,,sum(${i})\n"
                          "begin repeat,r,R,${a} = 'yes',\ninteger,k,K,,\ncalculate,half,,,${k} div 2\nend repeat,,,,\ncalculate,t,,,sum(${half}) + count(${r})\n"
                          "select_one yesno,q,Q,,\ncalculate,l,,,\"jr:choice-name(${q}, '${q}')\"\nend group,,,,\n", choices);
    if (!f) bug("%d %s: %s", problems->row, problems->column, problems->message);
    struct answers *a = answers_new(m);
    answers_put(a, "a", "yes");
    answers_put(a, "b", "x");
    answers_put(a, "c", "y");
    answers_put(a, "h/i", "3");
    answers_put(a, "r[1]/k", "4");
    answers_put(a, "r[2]/k", "6");
    answers_put(a, "q", "no");
    size_t n;
    struct entry *e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_string_equal(entry(e, n, "d")->value, "x|y");
    assert_string_equal(entry(e, n, "s")->value, "3");
    assert_string_equal(entry(e, n, "t")->value, "7");
    assert_string_equal(entry(e, n, "r[2]/half")->value, "3");
    assert_string_equal(entry(e, n, "l")->value, "No");
    answers_put(a, "a", "no");
    e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_string_equal(entry(e, n, "d")->value, "|");
    assert_string_equal(entry(e, n, "s")->value, "0");
    assert_string_equal(entry(e, n, "t")->value, "0");
    assert_false(entry(e, n, "c")->relevant);
    assert_false(entry(e, n, "h/i")->relevant);
    assert_false(entry(e, n, "r[1]/k")->relevant);
    assert_string_equal(entry(e, n, "b")->value, "x"); /* kept */
}

static struct form *chain(int length, const char *each) {
    struct buf *b = buf_new(m);
    buf_add(b, "type,name,label,relevant,calculation\nbegin group,g,G,,\ninteger,c0,A,,\n");
    for (int i = 1; i <= length; i++) {
        buf_printf(b, "calculate,c%d,,,\"", i);
        for (const char *p = each; *p; p++) *p == '#' ? buf_printf(b, "${c%d}", i - 1) : buf_char(b, *p);
        buf_add(b, "\"\n");
    }
    buf_add(b, "end group,,,,\n");
    return form(b->data, NULL);
}
static void hostile_forms_end(void **state) {
    struct answers *a = answers_new(m);
    answers_put(a, "c0", "1");
    size_t n;
    struct form *f = chain(30, "# + # + #"); /* 3^30 ways, each worked out once */
    struct entry *e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_string_equal(entry(e, n, "c30")->value, "205891132094649");
    f = chain(39, "concat(#,#,#,#,#,#,#,#,#,#)"); /* 10^39 letters */
    size_t before = arena_used(m);
    form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_true(arena_used(m) - before < 64u << 20);
    f = chain(2000, "# + 1"); /* each stands before the one that needs it: no depth */
    e = form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    assert_string_equal(entry(e, n, "c2000")->value, "2001");
    struct buf *b = buf_new(m); /* the other way round it is one */
    buf_add(b, "type,name,label,relevant,calculation\nbegin group,g,G,,\n");
    for (int i = 0; i < 2000; i++) buf_printf(b, "calculate,c%d,,,${c%d} + 1\n", i, i + 1);
    buf_add(b, "integer,c2000,A,,\nend group,,,,\n");
    assert_null(form(b->data, NULL));
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,${b} = '',\ntext,b,B,${a} = '',\nend group,,,,\n", NULL));
    assert_string_equal(problems->column, "relevant");
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,${a} = '',\ntext,a,A,,\nend group,,,,\n", NULL));
}

static struct table *shipped(const char *name) {
    const struct embedded *x = embedded_find(name);
    struct csv_problem p;
    return csv_read(m, (const char *)x->bytes, x->size, &p);
}
static void the_national_form_is_sound_and_quick(void **state) {
    struct form_sheets s = {shipped("forms/national-input/survey.csv"), shipped("forms/national-input/choices.csv"), shipped("forms/national-input/settings.csv")};
    struct form *f = form_read(m, &s, &problems);
    if (!f) bug("%s %d %s: %s", problems->sheet, problems->row, problems->column, problems->message);
    bool seen[24] = {false};
    size_t questions = 0;
    int64_t from = clock_monotonic_ms();
    for (int round = 0; round < 10; round++)
        for (size_t i = 0; i < f->n_items; i++) {
            size_t n;
            if (f->items[i].level) continue;
            seen[f->items[i].objective] = true;
            struct answers *a = answers_new(m);
            answers_put(a, "priority", "yes");
            struct entry *e = form_entries(m, f, (int)i, a, "ar", "2026-11-24", &n);
            for (size_t k = 0; k < n; k++) {
                if (e[k].wrong && *e[k].value && !same(e[k].path, "priority")) bug("%s: %s", e[k].item->path, e[k].wrong);
                questions++;
            }
        }
    int64_t spent = clock_monotonic_ms() - from;
    for (int i = 1; i <= 23; i++) assert_true(seen[i]);
    assert_true(questions > 4000);
    print_message("%zu questions in %lld ms\n", questions, (long long)spent);
    assert_true(spent < 1000); /* ten times the whole form; a tenth of this without sanitizers */
}

static void every_problem_is_named_at_once(void **state) {
    assert_null(form("type,name,label,relevant,calculation\ntext,loose,L,,\nbegin group,g,G,,\ntext,a b,A,,\nbarcode,p,P,,\nselect_one nolist,s,S,,\ntext,a,A,,\ntext,a,A,,\nend group,,,,\n", choices));
    int n = 0;
    for (struct form_problem *p = problems; p; p = p->next, n++) assert_string_equal(p->sheet, "survey");
    assert_int_equal(n, 5);
    assert_int_equal(problems->row, 2);
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,${b} = ,\nend group,,,,\n", NULL));
    assert_string_equal(problems->column, "relevant, character 1");
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ncalculate,a,,,${b} + 1\ncalculate,b,,,${a} + 1\nend group,,,,\n", NULL));
    assert_string_equal(problems->column, "calculation");
    assert_null(form("type,name,label,relevent\nbegin group,g,G,\ntext,a,A,x\nend group,,,\n", NULL));
    assert_string_equal(problems->column, "relevent");
    assert_int_equal(problems->row, 3);
    assert_non_null(form("type,name,label::French (fr),hint::fr,isthmus::kind\nbegin group,g,G,,\ntext,a,A,x,need\nend group,,,,\n", NULL));
    /* another section's names are not to be had */
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,,\nend group,,,,\nbegin group,h,H,,\ntext,b,B,${a} = 'x',\nend group,,,,\n", NULL));
    assert_null(form("type,name,label,relevant,calculation\nbegin group,g,G,,\ntext,a,A,,\n", NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(expressions), TEST(hostile_expressions_end), TEST(a_form_is_read_and_its_logic_decides), TEST(what_is_not_asked_is_kept_and_counts_for_nothing), TEST(hostile_forms_end),
        TEST(the_national_form_is_sound_and_quick), TEST(every_problem_is_named_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
