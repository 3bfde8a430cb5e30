/* The pages of the report: what is typed anywhere is saved whatever button is pressed. */
#include "../area/round_world.h"
#include "../asking.h"
#include "area/report.h"

static const char *secretary = "eclac-secretariat", *report, *first, *second, *edit;
static struct report *of(struct act *b) { return report_find(b, report); }
static struct act *ready(void) {
    struct act *a = round_world(), *b = acting(a, "eclac", "secretariat");
    report = report_create(b, round_find(b, "r1"), "The report", "en");
    const char *chapter = report_read(b, of(b))->chapter[1].id;
    first = paragraph_add(b, of(b), chapter, "First words.");
    second = paragraph_add(b, of(b), chapter, "Second words.");
    edit = arena_printf(m, "/reports/%s/edit", report);
    return a;
}
static const struct paragraph *now(struct act *a, const char *id) {
    struct act *b = acting(a, "eclac", "secretariat");
    return report_paragraph(report_read(b, of(b)), id);
}
static struct pair *typed(struct pair *next, const char *id, const char *base, const char *words) {
    next = pair(next, arena_printf(m, "b:%s:", id), base);
    return pair(next, arena_printf(m, "a:%s:", id), words);
}

static void every_button_saves_what_was_typed_everywhere(void **s) {
    struct act *a = ready();
    static const char *const deeds[] = {"up", "remove", "back", "answers", "circulate", "adopt", "unflag", "nonsense"};
    for (size_t i = 0; i < COUNT(deeds); i++) {
        const char *words = arena_printf(m, "Typed before %s.", deeds[i]), *base = arena_printf(m, "%lld", (long long)now(a, first)->version);
        post(secretary, edit, pair(typed(NULL, first, base, words), "do", arena_printf(m, "%s %s", deeds[i], second)));
        if (same(deeds[i], "nonsense")) continue;
        assert_string_equal(now(a, first)->words, words);
        if (same(deeds[i], "circulate")) assert_int_equal(last->status, 422); /* refused for want of a day; the words are kept */
    }
    assert_int_equal(now(a, second)->number, 1);
}

static void a_long_text_stays_in_its_field(void **s) {
    struct act *a = ready();
    char *words = arena_alloc(m, paragraph_most + 2);
    memset(words, 'x', paragraph_most + 1);
    words[paragraph_most + 1] = 0;
    const char *page = post(secretary, edit, typed(typed(NULL, second, "1", "Others stay, too."), first, "1", words));
    assert_int_equal(last->status, 422);
    assert_true(holds(page, words) && holds(page, "8,000") && holds(page, "Others stay, too."));
    assert_string_equal(now(a, first)->words, "First words.");
    /* the script is told which one, and the other is kept */
    page = post(secretary, arena_printf(m, "%s/autosave", edit), typed(typed(NULL, second, "1", "Others stay, too."), first, "1", words));
    assert_int_equal(last->status, 200);
    assert_true(holds(page, arena_printf(m, "\"wrong\":{\"a:%s:\"", first)));
    assert_string_equal(now(a, second)->words, "Others stay, too.");
}

static void a_form_drawn_again_keeps_the_version_it_began_from(void **s) {
    struct act *a = ready(), *b = acting(a, "eclac", "secretariat");
    bool beside;
    assert_true(paragraph_change(b, of(b), first, 1, "By somebody else.", &beside));
    const char *page = post(secretary, edit, pair(typed(NULL, first, "1", "First words."), "do", "circulate ")); /* untouched here */
    assert_string_equal(hidden(page, arena_printf(m, "b:%s:", first)), "1");
    assert_string_equal(now(a, first)->words, "By somebody else.");
    page = post(secretary, edit, pair(typed(NULL, second, "1", "Typed and saved."), "do", "circulate ")); /* refused, but saved: one goes on from there */
    assert_int_equal(last->status, 422);
    assert_string_equal(hidden(page, arena_printf(m, "b:%s:", second)), "2");
    post(secretary, edit, typed(NULL, second, hidden(page, arena_printf(m, "b:%s:", second)), "Second words.")); /* back again */
    assert_string_equal(now(a, second)->words, "Second words.");
    post(secretary, edit, typed(NULL, first, "1", "Mine."));
    assert_int_equal(now(a, first)->n_beside, 1);
    assert_string_equal(now(a, first)->words, "By somebody else.");
}

static void two_consents_on_one_page_are_given_at_once(void **s) {
    struct act *a = ready();
    const char *paragraphs[] = {first, second}, *consent = arena_printf(m, "/reports/%s/consent", report);
    write_words(a, "chl", "objective_07", "actions", "", "acuerdo reservado");
    const char *release = let_go(a, "chl", "objective_07", "members", NULL);
    struct act *b = acting(a, "eclac", "secretariat");
    for (size_t i = 0; i < 2; i++) assert_true(source_add(b, of(b), paragraphs[i], release, "actions", "", "reservado"));
    post(secretary, edit, pair(NULL, "do", "ask "));
    const char *page = get("chl-releaser", consent);
    assert_false(holds(page, " checked")); /* silence is no answer */
    page = post("chl-releaser", consent, NULL);
    assert_int_equal(last->status, 422);
    struct pair *both = pair(pair(NULL, arena_printf(m, "version:%s", first), "1"), arena_printf(m, "version:%s", second), "1");
    both = pair(pair(both, arena_printf(m, "reach:%s", first), "public"), arena_printf(m, "reach:%s", second), "refused");
    post("chl-releaser", consent, both);
    assert_int_equal(last->status, 303);
    page = get("chl-releaser", consent);
    assert_true(holds(page, "value=\"public\" checked") && holds(page, "value=\"refused\" checked"));
    page = get(secretary, edit);
    assert_true(holds(page, "it may be published") && holds(page, "does not consent"));
    /* one paragraph changed meanwhile: the choice at the other stays chosen */
    bool beside;
    assert_true(paragraph_change(b, of(b), first, 1, "Other words.", &beside) && consent_ask(b, of(b), NULL));
    both = pair(pair(NULL, arena_printf(m, "version:%s", first), "1"), arena_printf(m, "version:%s", second), "1");
    both = pair(pair(both, arena_printf(m, "reach:%s", first), "public"), arena_printf(m, "reach:%s", second), "partners");
    page = post("chl-releaser", consent, both);
    assert_int_equal(last->status, 422);
    assert_true(holds(page, "value=\"partners\" checked") && holds(page, "Other words."));
    assert_false(holds(page, "value=\"public\" checked")); /* what was chosen for other words */
    get("per-releaser", consent);
    assert_int_equal(last->status, 404);
}

static void only_the_secretariat_writes(void **s) {
    struct act *a = ready();
    post("per-focal_point", edit, typed(NULL, first, "1", "Peru writes."));
    assert_int_equal(last->status, 404);
    post(NULL, edit, typed(NULL, first, "1", "Anyone writes."));
    assert_string_equal(now(a, first)->words, "First words.");
}

static const char *file_name(void) {
    const struct header *h = last->headers;
    while (h && !same(h->name, "Content-Disposition")) h = h->next;
    return h ? h->value : "";
}

static bool file_holds(const char *path, const char *words) {
    get(secretary, path);
    return holds(arena_copy_n(m, last->fixed.data, last->fixed.size), words);
}

/* What was made of the same version before had more in it: cover and name say so. */
static void a_copy_says_what_it_withholds(void **s) {
    struct act *a = ready();
    write_words(a, "per", "objective_07", "actions", "", "Programa de regularización amplio");
    const char *release = let_go(a, "per", "objective_07", "partners", NULL), *recall = arena_printf(m, "/releases/%s/recall", release);
    const char *html = arena_printf(m, "/reports/%s/report.html?copy=own&language=fr", report);
    struct act *b = acting(a, "eclac", "secretariat");
    assert_true(source_add(b, of(b), first, release, "actions", "", "regularización amplio"));
    assert_false(holds(get("per-releaser", recall), "rests on it"));
    assert_true(report_circulate(b, of(b), &(struct circulation){"2199-01-01", "", "", ""}, NULL));
    assert_true(holds(get("per-releaser", recall), "1 paragraph of the circulated draft report rests on it"));
    assert_true(file_holds(html, "Méthode"));
    assert_false(holds(file_name(), "withheld"));
    assert_true(release_recall(acting(a, "per", "releaser"), release, "A mistake.", NULL));
    html = arena_printf(m, "/reports/%s/report.html?copy=own", report);
    assert_true(file_holds(html, "1 paragraph is withheld"));
    assert_true(holds(file_name(), "-1-withheld-"));
}

/* The hash that the check by hand gives stands beside it. */
static void the_proof_shows_what_to_compare_with(void **s) {
    struct act *a = ready();
    write_words(a, "per", "objective_07", "actions", "", "Programa de regularización amplio");
    const char *release = let_go(a, "per", "objective_07", "public", NULL);
    const char *page = get(NULL, arena_printf(m, "/releases/%s/proof", release)), *at = strstr(page, "sha256sum content.json");
    assert_true(at && holds(at, release_find(nobody(a), release)->sha256));
}

SQL(lengthen, "kt", "", "UPDATE released_answer SET value = $2 WHERE release = $1");
/* A round may hold more than a PDF of it can be laid out in memory: then it is made in parts, by section. */
static void a_pdf_too_large_is_made_in_parts(void **s) {
    struct act *a = ready();
    write_words(a, "per", "objective_07", "status", "", "Some words");
    write_words(a, "chl", "objective_08", "status", "", "Other words");
    write_words(a, "bol", "objective_09", "status", "", "Words for itself");
    const char *large = let_go(a, "per", "objective_07", "members", NULL);
    let_go(a, "chl", "objective_08", "members", NULL);
    let_go(a, "bol", "objective_09", "owner", NULL);
    const char *all = arena_printf(m, "/reports/%s/answers.pdf?copy=own", report), *parts = arena_printf(m, "/reports/%s/answers?copy=own", report);
    get(secretary, all);
    assert_int_equal(last->status, 200);
    const size_t most = 6000000;
    char *words = arena_alloc(m, most + 1);
    memset(words, 'x', most);
    words[most] = 0;
    words[most - 100] = 0; /* with what is counted for the answer itself it still fits, alone */
    assert_true(db_do(again(a), lengthen, large, words));
    get(secretary, all);
    assert_int_equal(last->status, 303);
    const char *page = get(secretary, parts);
    assert_true(holds(page, "section=objective_07") && holds(page, "section=objective_08"));
    assert_false(holds(page, "objective_09")); /* nobody else learns that there is something */
    get(secretary, arena_printf(m, "%s&section=objective_08", all));
    assert_int_equal(last->status, 200);
    get(secretary, arena_printf(m, "%s&section=objective_09", all));
    assert_int_equal(last->status, 404);
    words[most - 100] = 'x';
    assert_true(db_do(again(a), lengthen, large, words));
    page = get(secretary, parts);
    assert_false(holds(page, "section=objective_07"));
    get(secretary, arena_printf(m, "%s&section=objective_07", all));
    assert_int_equal(last->status, 422);
    get(secretary, arena_printf(m, "/reports/%s/answers.html?copy=own", report));
    assert_int_equal(last->status, 200);
}

/* The copy for everyone holds and names what everyone may see, whoever makes it; of an adopted report there is no draft. */
static void a_copy_for_everyone_is_everyones(void **s) {
    struct act *a = ready(), *b = acting(a, "eclac", "secretariat");
    write_words(a, "per", "objective_07", "status", "", "Some words");
    write_words(a, "chl", "objective_08", "status", "", "Other words");
    let_go(a, "per", "objective_07", "public", NULL);
    let_go(a, "chl", "objective_08", "members", NULL);
    const char *address = arena_printf(m, "/reports/%s", report), *today = arena_copy_n(m, b->now, 10);
    assert_true(report_circulate(b, of(b), &(struct circulation){"2199-01-01", "", "", ""}, NULL));
    get(secretary, arena_printf(m, "%s/report.html?version=0", address)); /* its own draft */
    assert_int_equal(last->status, 200);
    get("iom-delegate", arena_printf(m, "%s/report.html?version=0", address));
    assert_int_equal(last->status, 404);
    assert_true(report_adopt(b, of(b), &(struct adoption){today, "A forum", "It was there.", "", ""}, NULL));
    const char *page = get(secretary, arena_printf(m, "%s/answers?copy=everyone", address));
    assert_int_equal(last->status, 200);
    assert_true(holds(page, "section=objective_07") && !holds(page, "section=objective_08"));
    get(secretary, arena_printf(m, "%s/answers.pdf?copy=everyone&section=objective_08", address));
    assert_int_equal(last->status, 404);
    get(secretary, arena_printf(m, "%s/answers.pdf?copy=own&section=objective_08", address));
    assert_int_equal(last->status, 200);
    static const char *const none[] = {"0", "7", "-1"};
    for (size_t i = 0; i < COUNT(none); i++) {
        get(NULL, arena_printf(m, "%s/report.html?version=%s", address, none[i]));
        assert_int_equal(last->status, 404);
        get(secretary, arena_printf(m, "%s/report.html?version=%s", address, none[i]));
        assert_int_equal(last->status, 404);
    }
    get(NULL, arena_printf(m, "%s/report.html?version=2", address));
    assert_int_equal(last->status, 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(every_button_saves_what_was_typed_everywhere), TEST(a_long_text_stays_in_its_field), TEST(a_form_drawn_again_keeps_the_version_it_began_from),
        TEST(two_consents_on_one_page_are_given_at_once), TEST(only_the_secretariat_writes), TEST(a_copy_says_what_it_withholds), TEST(the_proof_shows_what_to_compare_with), TEST(a_pdf_too_large_is_made_in_parts), TEST(a_copy_for_everyone_is_everyones)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
