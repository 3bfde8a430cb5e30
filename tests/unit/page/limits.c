/* Every field with a limit, on every page that anybody of this world may open: a text over it is
 * refused by name, and stays in the field. No page lets the browser cut what is pasted. */
#include "../area/round_world.h"
#include "../asking.h"
#include "area/report.h"
#include "base/text.h"

static const char *release, *report;
static const struct { const char *name, *value; } ids[] = {{"round", "r1"}, {"input", "in-per"}, {"section", "s-per-objective_07"}, {"party", "lac"}, {"entry", "new"}, {"event", "new"}};
static const char *const people_[] = {"per-focal_point", "per-releaser", "eclac-secretariat", "lac-administrator"};

static const char *fill(const char *pattern) {
    struct buf *b = buf_new(m);
    while (*pattern) {
        if (*pattern != ':') {
            buf_char(b, *pattern++);
            continue;
        }
        size_t n = strcspn(++pattern, "/");
        const char *name = arena_copy_n(m, pattern, n), *value = same(name, "release") ? release : same(name, "report") ? report : "x";
        for (size_t i = 0; i < COUNT(ids); i++)
            if (same(ids[i].name, name)) value = ids[i].value;
        buf_add(b, value);
        pattern += n;
    }
    return b->data;
}

/* The action of the form in which this place of the page stands. */
static const char *action_before(const char *page, const char *at) {
    const char *found = "";
    for (const char *p = page; (p = strstr(p, " action=\"")) && p < at; p++) found = p + 9;
    return arena_copy_n(m, found, strcspn(found, "\""));
}

static int checked, wrong;
static void every_limit_of(const char *person, const char *path) {
    const char *page = get(person, path);
    assert_null(strstr(page, "maxlength="));
    for (const char *at = page; (at = strstr(at, "name=\"limit:")); at++) {
        const char *field = at + 12, *value = strstr(at, "value=\"") + 7;
        field = arena_copy_n(m, field, strcspn(field, "\""));
        int n = atoi(value);
        assert_true(n > 0);
        char *words = arena_alloc(m, (size_t)n + 2);
        memset(words, 'w', (size_t)n + 1);
        words[n + 1] = 0;
        struct pair *form = pair(pair(NULL, arena_printf(m, "limit:%s", field), arena_copy_n(m, value, strcspn(value, "\""))), field, words);
        if (text_starts(field, "a:")) /* a paragraph brings its version, a new one also its chapter */
            for (const char *const *letter = (const char *const[]){"b", "c", NULL}; *letter; letter++) {
                const char *name = arena_printf(m, "%s%s", *letter, field + 1);
                if (*hidden(page, name)) form = pair(form, name, hidden(page, name));
            }
        const char *action = action_before(page, at), *again = post(person, action, form);
        bool fine = last->status == 422 && holds(again, words) && holds(again, "characters fit here");
        if (!fine) print_message("%s at %s: %d\n", field, action, last->status);
        wrong += !fine;
        checked++;
    }
}

static void no_text_over_a_limit_is_cut_or_lost(void **s) {
    struct act *a = round_world();
    holder(a, "lac", "administrator");
    write_words(a, "per", "objective_07", "actions", "", "Programa de regularización amplio");
    release = let_go(a, "per", "objective_07", "public", NULL);
    struct act *b = acting(a, "eclac", "secretariat");
    report = report_create(b, round_find(b, "r1"), "The report", "en");
    assert_non_null(paragraph_add(b, report_find(b, report), report_read(b, report_find(b, report))->chapter[1].id, "Words."));
    struct site site = page_site();
    for (size_t p = 0; p < COUNT(people_); p++)
        for (size_t i = 0; i < site.n_routes; i++)
            if (site.routes[i].method == GET && !strchr(site.routes[i].pattern, '.')) every_limit_of(people_[p], fill(site.routes[i].pattern));
    print_message("%d fields\n", checked);
    assert_true(checked > 40);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(no_text_over_a_limit_is_cut_or_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
