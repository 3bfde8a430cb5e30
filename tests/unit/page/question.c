/* Questions as a page asks them: a focal point before a form of the test's own. */
#include "asking.h"
#include "area/form_world.h"
#include "area/round_world.h"
#include "page/released.h"

SQL(own_round, "k", "", "UPDATE round SET form = $1 WHERE id = 'r1'");
SQL(own_input, "k", "", "UPDATE input SET form = $1");
SQL(own_section, "kkktd", "", "INSERT INTO section (id, input, name, holder, stage, since) VALUES ($1, $2, $4, $3, 'author', $5)");

SQL(own_cleared, "", "", "UPDATE section SET state = 'cleared' WHERE id = 's-chl-g'");
SQL(own_after, "d", "", "INSERT INTO round (id, forum, host, form, before_round, tier, status, created) SELECT 'r2', forum, host, form, 'r1', tier, 'open', $1 FROM round WHERE id = 'r1'");
SQL(own_after_input, "d", "", "INSERT INTO input (id, round, party, form, clearance, created) SELECT 'in-after', 'r2', 'chl', form, 'author', $1 FROM round WHERE id = 'r1'");
SQL(own_after_section, "d", "", "INSERT INTO section (id, input, name, holder, stage, since) VALUES ('s-after', 'in-after', 'g', 'chl', 'author', $1)");

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

static const char steps[] = "type,name,label\nbegin group,g,G\nbegin repeat,needs,Needs\ntext,kind,Kind\nbegin repeat,steps,Steps\ntext,what,What\nend repeat,,\nend repeat,,\nend group,,\n";
static const char *press(const char *name, const char *value, struct pair *more) {
    return post(focal, "/sections/s-chl-g", pair(more, name, value));
}
static const char *sent_to(void) {
    for (const struct header *h = last->headers; h; h = h->next)
        if (same(h->name, "Location")) return h->value;
    return "";
}
static bool draws(const char *path) { return holds(page(), arena_printf(m, "name=\"a:%s:\"", path)); }

static void entries_are_added_and_removed_without_script_at_each_level(void **state) {
    drafting(steps, NULL);
    assert_true(draws("needs[1]/kind") && draws("needs[1]/steps[1]/what"));
    press("more", "needs", pair(NULL, "a:needs[1]/kind:", "money"));
    assert_int_equal(last->status, 303);
    assert_true(holds(sent_to(), "#e-needs.5b2.5d"));
    assert_true(draws("needs[2]/steps[1]/what") && holds(page(), "value=\"money\"")); /* what was typed along is saved */
    press("more", "needs[2]/steps", NULL);
    assert_true(draws("needs[2]/steps[2]/what") && !draws("needs[1]/steps[2]/what"));
    save("needs[2]/kind", "people");
    save("needs[2]/steps[2]/what", "train");
    press("more", "needs", NULL);
    save("needs[3]/kind", "time");
    press("remove", "needs[2]", pair(pair(pair(NULL, "a:needs[2]/kind:", "people"), "b:needs[2]/kind:", hidden(page(), "b:needs[2]/kind:")), "a:needs[2]/steps[2]/what:", "train"));
    assert_int_equal(last->status, 303);
    const char *p = page();
    assert_false(draws("needs[2]/kind"));
    assert_true(draws("needs[3]/kind") && holds(p, "Needs 2</h2>")); /* the third has its name, and the second place */
    assert_true(holds(p, "1 removed entry") && holds(p, "people</bdi>"));
    press("more", "needs", NULL);
    assert_true(draws("needs[4]/kind") && !draws("needs[2]/kind"));
    press("restore", "needs[2]", NULL);
    assert_true(draws("needs[2]/steps[2]/what") && holds(page(), "value=\"train\"") && !holds(page(), "removed entr"));
}

static void nothing_unseen_is_removed_and_writing_brings_back(void **state) {
    struct act *a = drafting(steps, NULL);
    press("more", "needs", NULL);
    save("needs[2]/kind", "seen");
    const char *base = hidden(page(), "b:needs[2]/kind:");
    save("needs[2]/steps[1]/what", "by somebody else meanwhile");
    const char *p = press("remove", "needs[2]", pair(pair(NULL, "a:needs[2]/kind:", "seen"), "b:needs[2]/kind:", base));
    assert_true(holds(p, "Somebody wrote in this entry after you opened the page"));
    assert_true(draws("needs[2]/kind"));
    struct pair *all = pair(pair(pair(NULL, "a:needs[2]/kind:", "seen"), "b:needs[2]/kind:", base), "b:needs[2]/steps[1]/what:", hidden(page(), "b:needs[2]/steps[1]/what:"));
    press("remove", "needs[2]", pair(all, "a:needs[2]/steps[1]/what:", "by somebody else meanwhile"));
    assert_false(draws("needs[2]/kind"));
    /* somebody who still has the old page writes on */
    post(focal, "/sections/s-chl-g/autosave", pair(pair(NULL, "b:needs[2]/kind:", base), "a:needs[2]/kind:", "seen, and more"));
    assert_true(holds(page(), "seen, and more"));
    /* what the form does not have */
    static const char *const wrong[] = {"needs[1]", "g", "kind", "needs[1]/kind", "nothing", "needs[0]/steps", "needs[1/steps"};
    for (size_t i = 0; i < COUNT(wrong); i++) press("more", wrong[i], NULL), assert_int_equal(last->status, 404);
    press("remove", "needs", NULL);
    press("remove", "needs[1]/kind", NULL);
    assert_int_equal(last->status, 404);
    for (int i = 0; i < 198; i++) press("more", "needs", NULL);
    p = press("more", "needs", NULL);
    assert_true(holds(p, "At most 200 entries"));
    assert_false(failed(a));
}

static void every_kind_has_its_control(void **state) {
    drafting("type,name,label,appearance,parameters,default,readonly\nbegin group,g,G,,,,\nrank need,r,R,,,,\nrange,s,S,,start=0 end=5,,\nacknowledge,k,K,,,,\ntime,t,T,,,,\ndateTime,dt,DT,,,,\n"
             "select_one need,m,M,minimal,,,\nselect_one need,l,L,likert,,,\ndate,d,D,month-year,,,\ntext,ro,RO,,,fixed words,yes\nhidden,h,H,,,secret,\nstart,b,B,,,,\nend group,,,,,,\n",
             "list_name,name,label\nneed,money,Money\nneed,people,People\n");
    const char *p = page();
    assert_true(holds(p, "<select name=\"a:r:\"") && holds(p, "value=\"2:people\"") && holds(p, "From 0 to 5, in steps of 1"));
    assert_true(holds(p, "type=\"time\"") && holds(p, "type=\"datetime-local\"") && holds(p, "type=\"month\"") && holds(p, "<select id=\"f-m\"") && holds(p, "class=\"across\""));
    assert_true(holds(p, "fixed words") && !holds(p, "a:ro:") && !holds(p, "secret") && !holds(p, "a:b:"));
    post(focal, "/sections/s-chl-g", pair(pair(NULL, "a:r:", "2:money"), "a:r:", "1:people"));
    save("k", "OK");
    save("d", "2026-03");
    save("t", "quarter past ten");
    save("m", "people");
    p = page();
    assert_true(holds(p, "<option value=\"1:people\" selected>") && holds(p, "<option value=\"2:money\" selected>") && holds(p, "value=\"OK\" checked"));
    assert_true(holds(p, "value=\"2026-03\"") && holds(p, "value=\"quarter past ten\"") && holds(p, "Write the time as hours")); /* a line that shows it */
    assert_true(holds(p, "<option value=\"people\" selected>"));
    post(focal, "/sections/s-chl-g", pair(NULL, "a:ro:", "changed"));
    assert_true(holds(page(), "fixed words"));
}

/* What leaves says places, for readers; what is removed does not leave; a round later it is not taken along. */
static void a_release_says_places_and_leaves_out_what_was_removed(void **state) {
    struct act *a = drafting(steps, NULL);
    for (int i = 1; i <= 3; i++) {
        if (i > 1) press("more", "needs", NULL);
        save(arena_printf(m, "needs[%d]/kind", i), arena_printf(m, "kind %d", i));
    }
    press("more", "needs[3]/steps", NULL);
    save("needs[3]/steps[2]/what", "train");
    press("remove", "needs[2]", pair(pair(NULL, "a:needs[2]/kind:", "kind 2"), "b:needs[2]/kind:", hidden(page(), "b:needs[2]/kind:")));
    db_do(a, own_cleared);
    const struct section *s = section_find(a, "s-chl-g");
    size_t n;
    struct content *c = section_content(acting(a, "chl", "releaser"), s, &n);
    assert_int_equal(n, 3);
    assert_string_equal(c[0].question, "needs[1]/kind");
    assert_string_equal(c[1].question, "needs[2]/kind");
    assert_string_equal(c[1].value, "kind 3");
    assert_string_equal(c[2].question, "needs[2]/steps[2]/what");
    assert_string_equal(c[2].item, "needs/steps/what");
    assert_string_equal(released_entry(m, c[2].question), "2.2");
    assert_string_equal(released_entry(m, "status"), "");
    /* the same State, the round after */
    db_do(a, own_after, a->now);
    db_do(a, own_after_input, a->now);
    db_do(a, own_after_section, a->now);
    struct act *b = acting(a, "chl", "focal_point");
    assert_int_equal(input_prefill(b, input_find(b, "in-after")), 3);
    const char *p = get(focal, "/sections/s-after");
    assert_true(holds(p, "value=\"kind 3\"") && !holds(p, "value=\"kind 2\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(what_cannot_be_saved_is_shown_again), TEST(a_page_changes_its_language_in_its_place), TEST(a_choice_that_no_longer_fits_stays_and_is_marked), TEST(words_name_answers_escaped_and_isolated),
        TEST(other_is_a_choice_and_asks_which), TEST(a_save_tells_the_script_when_the_page_changed),
        TEST(entries_are_added_and_removed_without_script_at_each_level), TEST(nothing_unseen_is_removed_and_writing_brings_back), TEST(every_kind_has_its_control),
        TEST(a_release_says_places_and_leaves_out_what_was_removed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
