/* What a recall, or fewer readers, do to a report that rests on the release. */
#include "report_world.h"

static size_t rest_on(struct act *b, const char *release) {
    struct report *of;
    size_t n = report_rests_on(b, release_find(b, release), &of);
    assert_true(!n == !of);
    return n;
}

static void a_recall_withholds_what_rests_on_it(void **s) {
    struct act *a = ready();
    consent(a, "public");
    assert_int_equal(rest_on(acting(a, "per", "releaser"), public_release), 0); /* the draft is the secretariat's own */
    struct act *b = writer(a);
    bool beside;
    assert_true(paragraph_change(b, open_report(b), p1, 1, "As Peru says: regularización amplio.", &beside));
    assert_true(circulate(a));
    assert_true(adopt(a));
    assert_non_null(strstr(words_for(nobody(a), p1), "regularización amplio"));
    clock_shift(5);
    assert_int_equal(rest_on(acting(a, "per", "releaser"), public_release), 1);
    assert_true(release_recall(acting(a, "per", "releaser"), public_release, "A mistake.", "http://x"));
    assert_int_equal(rest_on(acting(a, "per", "releaser"), public_release), 0);
    assert_string_equal(words_for(nobody(a), p1), "");
    assert_string_equal(words_for(writer(a), p1), "");
    assert_string_equal(words_for(nobody(a), p2), "Chile made an agreement.");
    b = nobody(a);
    const struct paragraph *g = report_paragraph(report_read(b, open_report(b)), p1);
    assert_true(g->withheld);
    assert_string_equal(arena_copy_n(m, g->since, 10), arena_copy_n(m, b->now, 10));
    assert_int_equal(g->n_sources, 0);
    clock_shift(-5);
}

static void fewer_readers_withhold_what_rests_on_it_until_the_party_consents(void **s) {
    struct act *a = ready();
    consent(a, "public");
    assert_true(circulate(a));
    clock_shift(5);
    let_go(a, "per", "objective_07", "partners", NULL); /* all who read the draft may read it still */
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "Peru began a wide programme.");
    assert_true(blocks(a, "adopted") > 0); /* but it goes no further */
    clock_shift(5);
    let_go(a, "per", "objective_07", "owner", NULL);
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "");
    struct act *b = writer(a);
    struct report *p = open_report(b);
    const struct paragraph *g = report_paragraph(report_read(b, p), p1);
    assert_true(g->flagged && same(g->source->narrowed_to, "owner"));
    assert_string_equal(g->source->quoted, "");
    assert_true(blocks(a, "circulated") >= 2);
    assert_false(paragraph_unflag(b, p, p1));
    ask(a);
    size_t n;
    b = acting(a, "per", "releaser");
    struct report q;
    struct consent *c = consent_list(b, report, &n, &q);
    assert_int_equal(n, 1);
    assert_true(consent_give(b, report, p1, c->version, "public"));
    b = writer(a);
    assert_true(paragraph_unflag(b, open_report(b), p1));
    assert_int_equal(blocks(a, "circulated"), 0);
    clock_shift(5);
    assert_true(circulate(a));
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "Peru began a wide programme.");
    /* widened again: nothing stands in the way but to look at the newer version */
    clock_shift(5);
    let_go(a, "per", "objective_07", "public", NULL);
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "Peru began a wide programme.");
    clock_shift(-20);
}
static void fewer_readers_take_an_adopted_paragraph_back(void **s) {
    struct act *a = ready();
    consent(a, "public");
    assert_true(circulate(a) && adopt(a));
    clock_shift(5);
    let_go(a, "per", "objective_07", "partners", NULL);
    assert_string_equal(words_for(nobody(a), p1), "");
    assert_string_equal(words_for(nobody(a), p2), "Chile made an agreement.");
    /* a party named less, too */
    write_words(a, "bol", "objective_07", "actions", "", "palabras de Bolivia");
    struct act *b = writer(a);
    assert_true(report_correct_begin(b, open_report(b)));
    b = writer(a);
    const char *named = let_go(a, "bol", "objective_07", "named", "eclac");
    assert_true(source_add(b, open_report(b), p2, named, "actions", "", "palabras"));
    let_go(a, "bol", "objective_07", "named", "esp");
    b = writer(a);
    assert_true(report_paragraph(report_read(b, open_report(b)), p2)->flagged);
    clock_shift(-5);
}

static void a_recall_takes_earlier_versions_along(void **s) {
    struct act *a = ready();
    consent(a, "public");
    assert_true(circulate(a));
    assert_true(adopt(a));
    clock_shift(5);
    const char *narrower = let_go(a, "per", "objective_07", "owner", NULL);
    clock_shift(5);
    assert_true(release_recall(acting(a, "per", "releaser"), narrower, "A mistake.", "http://x"));
    assert_string_equal(words_for(nobody(a), p1), "");
    struct act *b = nobody(a);
    struct release *first = release_find(b, public_release);
    assert_true(!first || *first->recalled);
    assert_true(!first || !release_words(b, first));
    clock_shift(-10);
}
static void a_recall_in_the_draft_is_looked_at(void **s) {
    struct act *a = ready();
    consent(a, "public");
    assert_true(release_recall(acting(a, "per", "releaser"), public_release, "A mistake.", NULL));
    assert_false(circulate(a));
    struct act *b = writer(a);
    struct report *p = open_report(b);
    const struct paragraph *g = report_paragraph(report_read(b, p), p1);
    assert_true(g->flagged && g->source->recalled);
    assert_string_equal(g->source->quoted, "");
    assert_false(paragraph_unflag(b, p, p1));
    b = writer(a);
    assert_true(source_remove(b, p, g->source->id));
    assert_true(paragraph_unflag(b, p, p1));
    clock_shift(2);
    assert_true(circulate(a));
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "Peru began a wide programme.");
    clock_shift(-2);
}

/* The clock was set back between sending out and recall: what was sent stays withheld, also
 * after the secretariat has looked at the paragraph. */
static void a_recall_needs_no_right_clock(void **s) {
    struct act *a = ready();
    consent(a, "public");
    assert_true(circulate(a));
    clock_shift(-3600);
    assert_true(release_recall(acting(a, "per", "releaser"), public_release, "A mistake.", NULL));
    struct act *b = writer(a);
    struct report *p = open_report(b);
    assert_true(source_remove(b, p, report_paragraph(report_read(b, p), p1)->source->id));
    assert_true(paragraph_unflag(b, p, p1));
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "");
    assert_true(circulate(a));
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "Peru began a wide programme.");
    clock_shift(3600);
}

/* Whoever has the paragraph open while a party recalls does not write its words back unseen. */
static void a_recall_comes_before_what_is_typed(void **s) {
    struct act *a = ready(), *b = writer(a);
    struct report *p = open_report(b);
    bool beside;
    assert_true(paragraph_change(b, p, p1, 1, "As Peru says: regularización amplio.", &beside));
    assert_true(release_recall(acting(a, "per", "releaser"), public_release, "A mistake.", NULL));
    const char *left = words_for(writer(a), p1);
    assert_null(strstr(left, "regularización"));
    b = writer(a);
    assert_true(paragraph_change(b, p, p1, 2, "As Peru says: regularización amplio. And more.", &beside));
    assert_true(beside);
    assert_string_equal(words_for(writer(a), p1), left);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_recall_withholds_what_rests_on_it), TEST(a_recall_takes_earlier_versions_along),
        TEST(a_recall_in_the_draft_is_looked_at), TEST(a_recall_comes_before_what_is_typed), TEST(a_recall_needs_no_right_clock),
        TEST(fewer_readers_withhold_what_rests_on_it_until_the_party_consents), TEST(fewer_readers_take_an_adopted_paragraph_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
