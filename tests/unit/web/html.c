#include "unit.h"
#include <sys/wait.h>
#include <unistd.h>
#include "web/html.h"
#include "web/site.h"

static struct html *h;
static const char *out(void) { return h->out->data; }
static int fresh(void **s) { fresh_arena(s); h = html_new(m, lang_find("en")); return 0; }

static void values_are_escaped(void **s) {
    put(h, "<td class=\"%s\">%s</td>%d", "a\"b", "<script>'&", 7);
    assert_string_equal(out(), "<td class=\"a&quot;b\">&lt;script&gt;&#39;&amp;</td>7");
}
static void addresses_are_encoded(void **s) {
    put(h, "<a");
    link(h, "/x/%s?q=%s", "a/b \"", "é&");
    assert_string_equal(out(), "<a href=\"/x/a%2Fb%20%22?q=%C3%A9%26\"");
}
static void words_keep_lines_and_direction(void **s) {
    html_words(h, "one\ntwo\n\nثلاثة", NULL);
    assert_string_equal(out(), "<p dir=\"ltr\">one<br>two</p><p dir=\"rtl\">ثلاثة</p>");
}
static void other_schemes_are_no_links(void **s) {
    html_outside(h, "javascript:alert(1)");
    assert_string_equal(out(), "javascript:alert(1)");
}
static void ids_fit_into_addresses(void **s) {
    assert_string_equal(field_id(m, "status"), "status");
    assert_string_equal(field_id(m, "needs[2]/kind:fr"), "needs.5b2.5d.2fkind.3afr");
    assert_string_equal(field_id(m, ""), "");
    struct act a = {.arena = m, .lang = lang_find("en")};
    a.last_mistake = &a.mistakes;
    mistake(&a, "x[1]", "%s", "Write it.");
    field_draw(h, &a, &(struct field){.name = "x[1]", .label = "Name", .kind = FIELD_LINE}, "");
    assert_non_null(strstr(out(), "id=\"f-x.5b1.5d\" name=\"x[1]\""));
    assert_non_null(strstr(out(), "aria-describedby=\"m-x.5b1.5d\""));
}
/* What is known of the language comes before the first letter. */
static void a_language_has_its_direction(void **s) {
    html_words(h, "GCM: التنفيذ", "ar");
    assert_string_equal(out(), "<p dir=\"rtl\" lang=\"ar\">GCM: التنفيذ</p>");
}
/* A Latin name on an Arabic page, and the other way round; what runs with the page stays bare. */
static void values_that_run_against_the_page_are_isolated(void **s) {
    h->lang = lang_find("ar");
    assert_string_equal(said(h, "%1$s: %2$s", "تشيلي", "Objective 5 (a)"), "تشيلي: \u2068Objective 5 (a)\u2069");
    say_f(h, "%s · %d", "5+5 <Dialogue>", 7);
    assert_string_equal(out(), "\u20685+5 &lt;Dialogue&gt;\u2069 · 7");
    h->lang = lang_find("en");
    assert_string_equal(said(h, "acting as %s for %s", "author", "وزارة"), "acting as author for \u2068وزارة\u2069");
    assert_string_equal(said(h, "%s", said(h, "%s!", "وزارة")), "\u2068\u2068وزارة\u2069!\u2069");
    h->out->size = 0;
    html_list(h, (const char *const[]){"Chile", "Peru"}, 2);
    assert_string_equal(out(), "Chile and Peru");
}
/* Each of these must stop the program: they run in a child. */
static bool stops(void (*f)(void)) {
    pid_t child = fork();
    if (!child) { close(2); f(); _exit(0); }
    int status;
    waitpid(child, &status, 0);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
static void in_href(void) { put(h, "<a href=\"%s\">", "x"); }
static void in_event(void) { put(h, "<a onclick=\"%s\">", "x"); }
static void bare(void) { put(h, "<a %s>", "x"); }
static void outside(void) { link(h, "https://%s", "x"); }
static void dangerous_places_stop_the_program(void **s) {
    assert_true(stops(in_href));
    assert_true(stops(in_event));
    assert_true(stops(bare));
    assert_true(stops(outside));
}
static void bodies_are_read(void **s) {
    struct pair *p = NULL;
    const char *body = "a=1+2&b=%D8%A7&a=%0D%0Ax&c";
    assert_true(site_pairs(m, body, strlen(body), &p));
    assert_string_equal(p->value, "1 2");
    assert_string_equal(p->next->value, "ا");
    assert_string_equal(p->next->next->value, "\nx");
    assert_string_equal(p->next->next->next->value, "");
    assert_false(site_pairs(m, "a=%ff", 5, &p));
    assert_false(site_pairs(m, "a=%00b", 6, &p));
}
#define T(f) cmocka_unit_test_setup_teardown(f, fresh, end_arena)
int main(void) {
    const struct CMUnitTest tests[] = {T(values_are_escaped), T(addresses_are_encoded), T(words_keep_lines_and_direction),
        T(other_schemes_are_no_links), T(dangerous_places_stop_the_program), T(bodies_are_read), T(ids_fit_into_addresses), T(a_language_has_its_direction),
        T(values_that_run_against_the_page_are_isolated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
