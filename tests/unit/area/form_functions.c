/* The functions of the ODK XForms specification, by its own descriptions and examples; the rest stand
 * in form.c. */
#include "form_world.h"

static const char choices[] = "list_name,name,label,region,people\nplaces,scl,Santiago,south,6\nplaces,lim,Lima,south,10\nplaces,mex,México,north,9\nyesno,yes,Yes,,\nyesno,no,No,,\nletters,A,A,,\nletters,B,B,,\nletters,C,C,,\nletters,D,D,,\nletters,E,E,,\nletters,F,F,,\n";
static const char answers_head[] = "type,name,label,calculation\nbegin group,g,G,\nselect_one places,p,P,\ninteger,n,N,\ntext,empty,E,\ngeoshape,shape,S,\nbegin repeat,r,R,\ngeopoint,at,A,\ninteger,x,X,\nend repeat,,,\n";

static const char *language = "en";
static const char *worked(const char *expression) {
    struct buf *b = buf_new(m);
    buf_add(b, answers_head);
    buf_add(b, "calculate,c,,\"");
    for (const char *p = expression; *p; p++) buf_printf(b, *p == '"' ? "\"\"" : "%c", *p);
    buf_add(b, "\"\nend group,,,\n");
    struct form *f = form(b->data, choices);
    if (!f) return arena_printf(m, "!%s %s", problems->column, problems->message);
    struct answers *a = answers_new(m);
    static const char *const given[] = {"p", "lim", "n", "3", "r[1]/at", "0 0", "r[2]/at", "0 1 0 0", "r[4]/at", "1 1", "r[1]/x", "1", "r[2]/x", "2", "r[4]/x", "3",
        "shape", "7.9377 -11.5845 0 0;7.9324 -11.5902 0 0;7.927 -11.5857 0 0;7.925 -11.578 0 0;7.9267 -11.5722 0 0;7.9325 -11.5708 0 0;7.9372 -11.5737 0 0;7.9393 -11.579 0 0;7.9377 -11.5845 0 0"};
    for (size_t i = 0; i < COUNT(given); i += 2) answers_put(a, given[i], given[i + 1]);
    answers_seed(a, "somebody");
    size_t n;
    struct entry *e = form_entries(m, f, 0, a, language, "2026-11-24", &n);
    return entry(e, n, "c")->value;
}

static void each_gives_what_the_specification_says(void **state) {
    static const struct { const char *in, *out; } cases[] = {
        {"sin(pi() div 2)", "1"}, {"cos(pi())", "-1"}, {"round(tan(pi() div 4), 6)", "1"}, {"round(asin(1), 4)", "1.5708"}, {"acos(1)", "0"}, {"round(atan(1), 4)", "0.7854"},
        {"round(atan2(1, -1), 4)", "2.3562"}, {"checklist(2, 3, 1, 0, 1)", "true"}, {"checklist(-1, 1, 1, 0, 1)", "false"}, {"checklist(-1, -1, 0)", "true"}, {"checklist(2, 2, true(), ${n} = 3)", "true"},
        {"weighted-checklist(5, 9, 1, 2, 1, 3)", "true"}, {"weighted-checklist(-1, 4, 1, 2, 1, 3)", "false"}, {"weighted-checklist(2, 2, 1, 2, 0, 3)", "true"},
        {"digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"}, {"digest('abc', 'SHA-1')", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}, {"digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"},
        {"digest('abc', 'SHA-256', 'hex')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}, {"string-length(digest('abc', 'SHA-512', 'hex'))", "128"},
        {"string-length(digest('abc', 'SHA-384', 'hex'))", "96"}, {"digest('abc', 'CRC')", ""}, {"digest('abc', 'MD5', 'octal')", ""}, {"base64-decode('aMOpbGxv')", "héllo"}, {"base64-decode('//8=')", ""},
        {"string-length(uuid())", "36"}, {"substr(uuid(), 14, 15)", "4"}, {"string-length(uuid(7))", "7"}, {"uuid() = uuid()", "false"}, {"random() >= 0 and random() < 1", "true"}, {"random() = random()", "false"},
        {"join('', randomize(instance('letters')/root/item/name, 42))", "AFCBDE"}, {"join(' ', ${x})", "1 2 3"}, {"count(${x} | ${at})", "6"}, {"sum(${x} | ${n})", "9"}, {"${empty} | ${n}", ""},
        {"instance('places')/root/item[name = ${p}]/region", "south"}, {"count(instance('places')/root/item[region = 'south'])", "2"}, {"sum(instance('places')/root/item[region='south']/people)", "16"},
        {"instance('places')/root/item[2]/name", "lim"}, {"instance('places')/root/item[position() = 3]/name", "mex"}, {"instance('places')/root/item[people > ${n} * 3]/name", "lim"},
        {"instance('places')/root/item[name = current()/../p]/people", "10"}, {"join(',', instance('places')/root/item/name)", "scl,lim,mex"}, {"instance('places')/root/item[name='x']/region", ""},
        {"pulldata('places', 'people', 'name', ${p})", "10"}, {"pulldata('places', 'people', 'name', 'x')", ""}, {"pulldata('places', 'nothing', 'name', 'lim')", ""},
        {"area(${shape})", "2333220.77"}, {"distance(${shape})", "5724.36"}, {"distance(${at})", "222637.69"}, {"distance('0 0; 0 1')", "111318.85"}, {"area('0 0')", "0"}, {"distance('x')", "0"},
        {"decimal-time('12:00')", "0.5"}, {"decimal-time('18:00:00.000')", "0.75"}, {"decimal-time('24:00')", ""}, {"decimal-date-time('1970-01-02T12:00:00.000+12:00')", "1"},
        {"decimal-date-time('1970-01-01T00:00:00-06:00')", "0.25"}, {"'2018-06-25' < '2018-06-25T00:01'", "true"}, {"10 + '1970-01-02'", "11"}, {"number('1970-01-01T06:00Z')", "0.25"}, {"number('1970-01-01T06')", ""},
        {"format-date('2026-03-01', '%a %e %b %Y')", "Sun 1 Mar 2026"}, {"format-date-time('2026-03-01T09:05:07.250Z', '%H.%M:%S,%3')", "09.05:07,250"}, {"date-time('2026-03-01')", "2026-03-01T00:00:00Z"},
        {"date-time('x')", ""}, {"jr:choice-name(${p}, '${p}')", "Lima"}, {"jr:choice-name('mex', '/data/g/p')", "México"}, {"coalesce('', '', '', '', '', '', '', '', '', '', '', '', '', 'fourteenth')", "fourteenth"}};
    int wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *out = worked(cases[i].in);
        if (!same(out, cases[i].out)) fprintf(stderr, "%s gives %s, wanted %s\n", cases[i].in, out, cases[i].out), wrong++;
    }
    assert_int_equal(wrong, 0);
    language = "fr";
    assert_string_equal(worked("format-date('2026-03-01', '%b')"), "mars");
    language = "en";
    assert_string_equal(worked("random()"), arena_copy(m, worked("random()"))); /* the same answer, drawn once */
}

static void mistakes_are_seen_at_their_character(void **state) {
    static const struct { const char *in, *where; } cases[] = {{"1 + instance('none')/root/item/x", "!calculation, character 14 none: The sheet choices does not have"},
        {"instance('places')/root/item[area = 1]/x", "!calculation, character 30 area: The sheet choices has no such column"}, {"instance('places')/root/item/x", "!calculation, character 30 x: The sheet choices has no such column"},
        {"instance('places')/root/thing", "!calculation, character 25 This is written as"}, {"instance('places')/root/item[name = 'x'/name", "!calculation, character 40 A closing bracket"}, {"instance(${p})/root/item", "!calculation, character 10 This is written as"},
        {"jr:choice-name(${p}, '${q}')", "!calculation, character 22 q: There is no such name"}, {"jr:choice-name(${p}, 1)", "!calculation, character 22 The second argument"}, {"pulldata('none', 'a', 'b', 'c')", "!calculation, character 1 none: The sheet"},
        {"jr:itext('x')", "!calculation, character 1 jr:itext: This function"}, {"${n} + extract-signed('a', 'b')", "!calculation, character 8 extract-signed: This function"}, {"1 | ", "!calculation, character 4 The expression ends"}};
    for (size_t i = 0; i < COUNT(cases); i++)
        if (!strstr(worked(cases[i].in), cases[i].where)) bug("%s: %s", cases[i].in, worked(cases[i].in));
}

static void hostile_arguments_end(void **state) {
    struct buf *b = buf_new(m);
    for (int i = 0; i < 59; i++) buf_printf(b, "%s1", i ? "," : "");
    assert_string_equal(worked(arena_printf(m, "checklist(1,%s)", b->data)), "false");
    assert_true(*worked(arena_printf(m, "checklist(1,2,%s)", b->data)) == '!');
    assert_string_equal(worked("uuid(100000000)"), arena_copy(m, worked("uuid(200)")));
    assert_string_equal(worked("randomize(${n}, 0 div 0)"), "3");
    assert_string_equal(worked("sum(instance('places')/root/item[sum(instance('places')/root/item[people > 0]/people) > 0]/people)"), "25");
    for (int i = 0; i < 1100; i++) buf_add(b, ";1 1");
    assert_true(*worked(arena_printf(m, "distance('1 1%s')", b->data + b->size - 3000)) != 0);
    b = buf_new(m); /* more pieces than an expression may have, though it is short and flat: the last one a value, or a union */
    for (int i = 0; i < 55 * 20; i++) buf_printf(b, "%s1", i % 20 ? "|" : ",");
    assert_non_null(strstr(worked(arena_printf(m, "max(1%s)", b->data)), "The expression is too long."));
    assert_non_null(strstr(worked(arena_printf(m, "max(1,1%s)", b->data)), "The expression is too long."));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(each_gives_what_the_specification_says), TEST(mistakes_are_seen_at_their_character), TEST(hostile_arguments_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
