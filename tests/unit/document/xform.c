/* XForms out and in: the same form comes back, in meaning. */
#include "../area/form_world.h"
#include "area/form/tree.h"
#include "base/file.h"
#include "base/text.h"
#include "document/xform.h"

static void add_words(struct buf *b, const struct saids *s) {
    static const char *const languages[] = {"en", "fr", "ar", "es", "ru", "zh", NULL};
    for (size_t k = 0; languages[k]; k++)
        for (size_t i = 0; i < s->n; i++)
            if (same(s->said[i].language, languages[k])) buf_printf(b, " [%s %s]", s->said[i].language, s->said[i].pattern ? s->said[i].pattern : s->said[i].words);
}
/* All that a form means, in one text: two forms are the same when it is. */
static const char *meaning(const struct form *f) {
    struct buf *b = buf_new(m);
    buf_printf(b, "%s %s %s", f->name, f->version, f->default_language);
    add_words(b, &f->title);
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *it = &f->items[i];
        const struct expression *const all[] = {it->relevant, it->constraint, it->calculation, it->required_if, it->filter, it->count, it->initial, it->read_only_if};
        buf_printf(b, "\n%s %d required %d readonly %d default '%s' looks '%s' kind '%s' %d %d", it->path, it->type, it->required, it->read_only, it->default_value, it->appearance, it->kind, it->cluster, it->objective);
        if (it->type == ITEM_RANGE) buf_printf(b, " range %g %g %g", it->range.from, it->range.to, it->range.step);
        for (size_t k = 0; k < COUNT(all); k++)
            if (all[k]) buf_printf(b, " <%zu %s>", k, form_written(m, f, it, all[k], WRITTEN_SHEET));
        add_words(b, &it->label);
        add_words(b, &it->hint);
        add_words(b, &it->constraint_message);
        for (size_t k = 0; k < it->n_choices; k++) {
            buf_printf(b, "\n  %s", it->choices[k].name);
            add_words(b, &it->choices[k].label);
        }
    }
    return b->data;
}

static struct form *again(const struct form *f) {
    struct form_sheets s;
    struct form_problem *p;
    struct bytes b = xform_write(m, f);
    if (!xform_read(m, b, &s, &p)) bug("line %d, %s: %s\n%s", p->row, p->column, p->message, (const char *)b.data);
    struct form *g = form_read(m, &s, &p);
    if (!g) bug("%s %d %s: %s\n%s", p->sheet, p->row, p->column, p->message, (const char *)b.data);
    return g;
}

static const char choices[] = "list_name,name,label,label::ar,region\nneed,money,Money <b>,مال,south\nneed,people,People from ${place},,north\nyesno,yes,Yes,,\nyesno,no,No,,\n";
static const char survey[] =
    "type,name,label,label::ar,hint,relevant,constraint,constraint_message,required,calculation,default,readonly,appearance,choice_filter,repeat_count,parameters,isthmus::kind\n"
    "begin group,one,Section ${place},قسم,,,,,,,,,,,,,\n"
    "text,place,Place,المكان,A hint,,,,yes,,,,multiline,,,,need\n"
    "integer,n,How many in ${place} & \"x\"?,كم في ${place}؟,,,. > 0 and . < 10,Not in ${place},${place} != '',,3,,,,,,\n"
    "select_one need,s,S,,,${n} > 2,,,,,money,,minimal,region = 'south' or ${place} = \"it's\",,,\n"
    "select_multiple yesno or_other,o,O,,,,,,,,,,,,,,\n"
    "rank need,r,R,,,,,,,,,,,,,,\n"
    "range,ra,RA,,,,,,,,,,,,,start=0 end=2 step=0.5,\n"
    "acknowledge,k,K,,,,,,,,,,,,,,\ntime,t,T,,,,,,,,10:30,,,,,,\ndateTime,dt,DT,,,,,,,,,,,,,,\ngeopoint,p,P,,,,,,,,,,,,,,\nnote,no,A note about ${n},,,,,,,,,,,,,,\nhidden,h,,,,,,,,,kept,,,,,,\n"
    "start,st,,,,,,,,,,,,,,,\nend,en,,,,,,,,,,,,,,,\ntoday,td,,,,,,,,,,,,,,,\nfile,f,F,,,,,,,,,,,,,,\ntext,ro,RO,,,,,,,,fixed,yes,,,,,\ntext,dy,DY,,,,,,,,\"concat('a', ${n})\",,,,,,\n"
    "begin repeat,needs,Need,,,${n} != 5,,,,,,,,,,,\n"
    "text,kind,Kind,,,,,,,,,,,,,,\n"
    "begin repeat,steps,Step of ${kind},,,,,,,,,,,,${n} + 1,,\n"
    "integer,cost,Cost of ${kind},,,../../kind != '',. <= sum(${cost}),,,,,,,,,,\n"
    "calculate,mine,,,,,,,,\"concat(position(../..), '.', position(..))\",,,,,,,\n"
    "begin group,deep,Deep,,,,,,,,,,,,,,\nselect_one need,w,W,,,,,,,,,,,region = ${kind},,,\nend group,,,,,,,,,,,,,,,,\n"
    "end repeat,,,,,,,,,,,,,,,,\nend repeat,,,,,,,,,,,,,,,,\n"
    "begin repeat,fixed,Fixed,,,,,,,,,,,,2,,\ntext,x,X,,,,,,,,,,,,,,\nend repeat,,,,,,,,,,,,,,,,\nbegin repeat,as_many,As many,,,,,,,,,,,,${n},,\ntext,y,Y,,,,,,,,,,,,,,\nend repeat,,,,,,,,,,,,,,,,\n"
    "calculate,total,Total,,,,,,,sum(${cost}) - -2 * (3 + 4) div 7 mod 2,,,,,,,\n"
    "calculate,more,,,,,,,,\"if(selected(${o}, 'yes') and not(${n} = 2 or ${n} >= 7), jr:choice-name(${s}, '${s}'), indexed-repeat(${cost}, ${needs}, 1, ${steps}, 2))\",,,,,,,\n"
    "calculate,rows,,,,,,,,\"instance('need')/root/item[region = ${place}]/name\",,,,,,,\n"
    "end group,,,,,,,,,,,,,,,,\nbegin group,two,Second,,,,,,,,,,,,,,\ntext,place,Place again,,,,,,,,,,,,,,\nend group,,,,,,,,,,,,,,,,\n";

static void a_form_comes_back_as_it_was(void **state) {
    struct form *f = sound(survey, choices), *g = again(f), *third = again(g);
    const char *a = meaning(f), *b = meaning(g);
    if (!same(a, b)) {
        char **x = text_split(m, a, '\n'), **y = text_split(m, b, '\n');
        for (; *x && *y; x++, y++)
            if (!same(*x, *y)) fprintf(stderr, "- %s\n+ %s\n", *x, *y);
    }
    assert_string_equal(a, b);
    assert_string_equal(meaning(third), b);
}

static struct table *shipped(const char *name) {
    const struct embedded *x = embedded_find(name);
    struct csv_problem p;
    return csv_read(m, (const char *)x->bytes, x->size, &p);
}
static void the_national_form_comes_back(void **state) {
    struct form_sheets s = {shipped("forms/national-input/survey.csv"), shipped("forms/national-input/choices.csv"), shipped("forms/national-input/settings.csv")};
    struct form *f = form_read(m, &s, &problems);
    assert_string_equal(meaning(again(f)), meaning(f));
}

/* And it decides alike. */
static void it_decides_as_before(void **state) {
    struct form *f = sound(survey, choices), *g = again(f);
    for (int round = 0; round < 20; round++) {
        struct answers *a = answers_new(m);
        answers_put(a, "n", arena_printf(m, "%d", round % 7));
        if (round % 3) answers_put(a, "place", round % 2 ? "north" : "it's");
        answers_put(a, "o", round % 2 ? "yes other" : "no");
        answers_put(a, "needs[1]/kind", round % 4 ? "south" : "");
        answers_put(a, "needs[1]/steps[1]/cost", arena_printf(m, "%d", round));
        answers_put(a, "needs[2]/steps[2]/cost", "4");
        size_t n, k;
        struct entry *x = form_entries(m, f, 0, a, "en", "2026-11-24", &n), *y = form_entries(m, g, 0, a, "en", "2026-11-24", &k);
        assert_int_equal(n, k);
        for (size_t i = 0; i < n; i++) {
            assert_string_equal(x[i].path, y[i].path);
            assert_string_equal(x[i].value, y[i].value);
            assert_string_equal(x[i].label, y[i].label);
            assert_true(x[i].relevant == y[i].relevant && x[i].required == y[i].required && !x[i].wrong == !y[i].wrong && x[i].read_only == y[i].read_only);
            for (size_t c = 0; x[i].offered && c < x[i].item->n_choices; c++) assert_int_equal(x[i].offered[c], y[i].offered[c]);
        }
    }
}

#define XFORM(model, body) "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>T</h:title><model>" model "</model></h:head><h:body>" body "</h:body></h:html>"
static struct form *of(const char *xml) {
    struct form_sheets s;
    return xform_read(m, (struct bytes){xml, strlen(xml)}, &s, &problems) ? form_read(m, &s, &problems) : NULL;
}
static bool named(const char *xml, const char *words) {
    if (of(xml)) return false;
    for (struct form_problem *p = problems; p; p = p->next)
        if (strstr(p->message, words)) return true;
    return fprintf(stderr, "%s\n", problems->message), false;
}

static void forms_of_others_are_read(void **state) {
    struct form *f = of(XFORM("<instance><data id='f' version='2'><age/><kind/><person><name/></person><meta><instanceID/></meta></data></instance><bind nodeset='/data/age' type='int' constraint='. &gt; 3' jr:constraintMsg='Older'/>"
                              "<bind nodeset='/data/person/name' relevant='/data/age &lt; 7'/>",
                              "<input ref='/data/age'><label>Age</label></input><select1 ref='/data/kind'><label>Kind of <output value='/data/age'/></label><item><label>A</label><value>a</value></item></select1>"
                              "<group ref='/data/person'><label>Person</label><repeat nodeset='/data/person'><input ref='/data/person/name'><label>Name</label></input></repeat></group>"));
    if (!f) bug("%d %s %s", problems->row, problems->column, problems->message);
    assert_string_equal(f->version, "2");
    assert_string_equal(f->items[0].name, "form"); /* without sections all becomes one */
    assert_int_equal(form_item(f, "form/person")->type, ITEM_REPEAT);
    assert_string_equal(form_item(f, "form/kind")->choices[0].name, "a");
    assert_string_equal(form_item(f, "form/kind")->label.said[0].pattern, "Kind of ${age}");
    assert_false(asked(f, ANSWERS("age", "9"), "person[1]/name")->relevant);
    assert_string_equal(entry(shown, n_shown, "age")->item->constraint_message.said[0].words, "Older");
}

static void what_is_not_supported_is_named_with_its_line(void **state) {
    static const char head[] = "<instance><data id='f'><a/></data></instance>";
    assert_true(named("no xml", "no XML") && problems->row == 1);
    assert_true(named("<a>\n<b>\n</a>", "no XML") && problems->row == 3);
    assert_true(named("<a/>", "This is no XForm"));
    assert_true(named("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "A document type"));
    assert_true(named("<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;&x;&x;'>]><a>&y;</a>", "A document type"));
    assert_true(named(arena_printf(m, XFORM("%s<bind nodeset='/data/b' type='int'/>", ""), head), "/data/b: There is no such place"));
    assert_true(named(arena_printf(m, XFORM("%s<bind nodeset='/data/a' odd='1'/>", ""), head), "odd: This attribute"));
    assert_true(named(arena_printf(m, XFORM("%s", "<secret ref='/data/a'/>"), head), "secret: This element"));
    assert_true(named(arena_printf(m, XFORM("%s<bind nodeset='/data/a' type='barcode'/>", "<input ref='/data/a'/>"), head), "barcode: This needs a device"));
    assert_true(named(arena_printf(m, XFORM("%s", "<input ref='/data/a'><label ref=\"jr:itext('x')\"/></input>"), head), "x: There is no such text"));
    assert_true(named(arena_printf(m, XFORM("%s", "<input ref='/data/a'><label><output value='1 + 1'/></label></input>"), head), "Words can name an answer"));
    assert_true(named(arena_printf(m, XFORM("%s<bind nodeset='/data/a' calculate='nothing(1)'/>", ""), head), "nothing: This function"));
    assert_true(named(arena_printf(m, XFORM("%s<instance id='l' src='jr://file-csv/l.csv'/>", "<select1 ref='/data/a'><itemset nodeset=\"instance('l')/root/item\"><value ref='name'/><label ref='label'/></itemset></select1>"), head), "Lists from other files"));
    assert_true(named(arena_printf(m, XFORM("%s<bind nodeset='/data/a' jr:preload='property' jr:preloadParams='deviceid'/>", ""), head), "deviceid: Who answers"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_form_comes_back_as_it_was), TEST(the_national_form_comes_back), TEST(it_decides_as_before), TEST(forms_of_others_are_read), TEST(what_is_not_supported_is_named_with_its_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
