/* Words that the report repeats without naming their source, and words taken back. */
#include "report_world.h"

/* Without a source nobody is asked and nobody is told: its words go with it. */
static void words_do_not_stay_without_their_source(void **s) {
    struct act *a = ready(), *b = writer(a);
    struct report *p = open_report(b);
    bool beside;
    const char *released = "سوّت الوزارة أوضاع أربعين ألف عامل في قطاع الصيد البحري سنة ٢٠٢٤", *source, *again;
    write_words(a, "bol", "objective_07", "actions", "", released);
    const char *release = let_go(a, "bol", "objective_07", "members", NULL);
    assert_true(source_add(b, p, p1, release, "actions", "", "أوضاع أربعين ألف عامل في قطاع"));
    assert_true(paragraph_change(b, p, p1, 1, "Bolivia: سوت الوزارة اوضاع اربعين الف عامل فى قطاع الصيد البحرى.", &beside));
    const struct paragraph *g = report_paragraph(report_read(b, p), p1);
    source = same(g->source[0].party, "bol") ? g->source[0].id : g->source[1].id;
    assert_false(source_remove(b, p, source));
    assert_non_null(strstr(mistake_of(b, paragraph_field(b, p1)), ": سوت الوزارة اوضاع"));
    b = writer(a);
    assert_int_equal(report_paragraph(report_read(b, p), p1)->n_sources, 2);
    /* the passage picked counts as a whole, too */
    assert_true(paragraph_change(b, p, p1, 2, "Bolivia regularised اوضاع اربعين الف عامل فى قطاع.", &beside));
    assert_false(source_remove(b, p, source));
    b = writer(a);
    assert_true(paragraph_change(b, p, p1, 3, "Bolivia regularised many.", &beside));
    assert_true(source_remove(b, p, source));
    size_t before = blocks(a, "circulated");
    /* nor do they come back without it */
    b = writer(a);
    assert_true(paragraph_change(b, p, p1, 4, "سوت الوزارة اوضاع اربعين الف عامل فى قطاع الصيد البحرى.", &beside));
    assert_int_equal(blocks(a, "circulated"), before + 1);
    assert_true(source_add(b, p, p1, release, "actions", "", "قطاع الصيد"));
    size_t n;
    b = writer(a);
    assert_int_equal(blocks(a, "circulated"), before + 1); /* now for want of Bolivia's consent */
    ask(a);
    struct report q;
    struct consent *c = consent_list(acting(a, "bol", "releaser"), report, &n, &q);
    assert_true(c && consent_give(acting(a, "bol", "releaser"), report, p1, c->version, "partners"));
    assert_int_equal(blocks(a, "circulated"), before);
    /* a newer version under it may take the place of the older one */
    again = let_go(a, "bol", "objective_07", "members", NULL);
    g = report_paragraph(report_read(b, p), p1);
    source = same(g->source[0].party, "bol") ? g->source[0].id : g->source[1].id;
    assert_true(source_add(b, p, p1, again, "actions", "", "قطاع الصيد"));
    assert_true(source_remove(b, p, source));
    ask(a);
    c = consent_list(acting(a, "bol", "releaser"), report, &n, &q);
    assert_true(c && consent_give(acting(a, "bol", "releaser"), report, p1, c->version, "partners"));
    assert_int_equal(blocks(a, "circulated"), before);
}

/* Copied by hand from the bench, nobody is asked: so whoever sends it out is shown it before, and the party is told. */
static struct repeats *repeats(struct act *a, const char *status) { struct act *b = writer(a); return report_repeats(b, open_report(b), status); }
SQL(test_cited, "k", "t", "SELECT words FROM mail WHERE person = $1 AND once LIKE 'cited/%'");
static void what_is_copied_by_hand_is_seen_before_it_goes_out(void **s) {
    struct act *a = ready(), *b = writer(a);
    bool beside;
    const char *words = "سوّت الوزارة أوضاع أربعين ألف عامل في قطاع الصيد البحري سنة ٢٠٢٤";
    write_words(a, "bol", "objective_07", "actions", "", words);
    const char *release = let_go(a, "bol", "objective_07", "observers", NULL);
    consent(a, "public");
    assert_int_equal(repeats(a, "circulated")->n, 0);
    assert_true(paragraph_change(b, open_report(b), p1, 1, arena_printf(m, "Bolivia: %s.", "سوت الوزارة اوضاع اربعين الف عامل فى قطاع الصيد البحرى"), &beside));
    struct repeats *r = repeats(a, "circulated");
    assert_int_equal(r->n, 1);
    assert_string_equal(r->repeat[0].paragraph, p1);
    assert_string_equal(r->repeat[0].release, release);
    assert_int_equal(r->repeat[0].number, 1);
    b = writer(a);
    assert_false(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", "", "", ""}, "http://x"));
    assert_non_null(mistake_of(b, "repeats"));
    /* the answer as a source: then it is a matter of consent */
    b = writer(a);
    assert_true(source_add(b, open_report(b), p1, release, "actions", "", "قطاع الصيد"));
    assert_int_equal(repeats(a, "circulated")->n, 0);
    assert_int_equal(blocks(a, "circulated"), 1);
    /* in another paragraph it is none */
    b = writer(a);
    assert_true(paragraph_change(b, open_report(b), p1, 2, "Peru began.", &beside));
    b = writer(a);
    struct report *p = open_report(b);
    const struct paragraph *g = report_paragraph(report_read(b, p), p1);
    assert_true(source_remove(b, p, same(g->source[0].party, "bol") ? g->source[0].id : g->source[1].id));
    const char *third = paragraph_add(b, p, report_read(b, p)->chapter[0].id, words);
    r = repeats(a, "circulated");
    assert_int_equal(r->n, 1);
    assert_string_equal(r->repeat[0].paragraph, third);
    /* seen, it goes out, and the party is told; what was seen is no other list */
    b = writer(a);
    assert_false(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", "another", "", ""}, "http://x"));
    b = writer(a);
    assert_true(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", r->key, "", ""}, "http://x"));
    assert_non_null(strstr(text(db_one(again(a), test_cited, "bol-releaser"), 0), " 1."));
    b = writer(a);
    struct adoption d = today(b);
    assert_false(report_adopt(b, open_report(b), &d, NULL));
    assert_non_null(mistake_of(b, "repeats"));
    b = writer(a);
    d.seen = repeats(a, "adopted")->key;
    assert_true(report_adopt(b, open_report(b), &d, NULL));
}

static void only_what_the_secretariat_may_read_and_the_report_may_not_is_named(void **s) {
    struct act *a = ready(), *b = writer(a);
    const char *words = "Forty thousand workers of the fishing industry were regularised last year in all regions";
    assert_non_null(paragraph_add(b, open_report(b), report_read(b, open_report(b))->chapter[0].id, words));
    write_words(a, "bol", "objective_07", "actions", "", words);
    let_go(a, "bol", "objective_07", "owner", NULL);
    assert_int_equal(repeats(a, "adopted")->n, 0); /* else the secretariat would learn what a State keeps to itself */
    let_go(a, "bol", "objective_07", "named", "per");
    assert_int_equal(repeats(a, "adopted")->n, 0);
    let_go(a, "bol", "objective_07", "named", "eclac");
    assert_int_equal(repeats(a, "adopted")->n, 1);
    let_go(a, "bol", "objective_07", "partners", NULL);
    assert_int_equal(repeats(a, "circulated")->n, 0); /* they go as far as the draft */
    assert_int_equal(repeats(a, "adopted")->n, 1);
    write_words(a, "bol", "objective_08", "actions", "", words);
    let_go(a, "bol", "objective_08", "public", NULL);
    assert_int_equal(repeats(a, "adopted")->n, 0); /* anybody has read these words */
    struct act *c = acting(a, "per", "releaser");
    assert_int_equal(report_repeats(c, open_report(writer(a)), "adopted")->n, 0);
    assert_int_equal(c->failure, DENIED);
}

/* What is taken back stays known by its marks: copied by hand, before or after, it does not go out. */
static const char *fishing = "Forty thousand workers of the fishing industry were regularised last year in all regions";
static void words_taken_back_do_not_go_out(void **s) {
    struct act *a = ready(), *b = writer(a);
    bool beside;
    write_words(a, "bol", "objective_07", "actions", "", fishing);
    write_words(a, "bol", "objective_07", "challenges", "", "A secret fishing agreement");
    const char *release = let_go(a, "bol", "objective_07", "members", NULL);
    consent(a, "public");
    const char *third = paragraph_add(b, open_report(b), report_read(b, open_report(b))->chapter[0].id, fishing);
    assert_int_equal(blocks(a, "circulated"), 0);
    assert_true(release_recall(acting(a, "bol", "releaser"), release, "A mistake.", NULL));
    b = writer(a);
    assert_true(report_paragraph(report_read(b, open_report(b)), third)->flagged);
    assert_int_equal(repeats(a, "circulated")->n, 0);
    assert_true(paragraph_unflag(b, open_report(b), third)); /* its word for it does not help */
    assert_int_equal(blocks(a, "circulated"), 1);
    assert_false(circulate(a));
    b = writer(a);
    assert_true(paragraph_change(b, open_report(b), third, 1, "They made a Secret Fishing agreement.", &beside));
    assert_int_equal(blocks(a, "circulated"), 1);
    assert_true(paragraph_change(b, open_report(b), third, 2, "They made an agreement on fishing.", &beside));
    assert_int_equal(blocks(a, "circulated"), 0);
    /* of what the secretariat could not read nothing is compared */
    write_words(a, "bol", "objective_08", "actions", "", "The borders of the northern highlands are watched by seven drones every single night");
    release = let_go(a, "bol", "objective_08", "owner", NULL);
    assert_true(paragraph_change(b, open_report(b), third, 3, "The borders of the northern highlands are watched by seven drones every single night", &beside));
    assert_true(release_recall(acting(a, "bol", "releaser"), release, "A mistake.", NULL));
    assert_int_equal(blocks(a, "circulated"), 0);
}

SQL(test_kept_words, "", "t", "SELECT marks FROM recalled_passages");
static void a_recall_withholds_what_repeats_it(void **s) {
    struct act *a = ready(), *b = writer(a);
    write_words(a, "bol", "objective_07", "actions", "", fishing);
    const char *release = let_go(a, "bol", "objective_07", "members", NULL);
    consent(a, "public");
    const char *chapter = report_read(b, open_report(b))->chapter[0].id, *third = paragraph_add(b, open_report(b), chapter, fishing);
    const char *fourth = paragraph_add(b, open_report(b), chapter, "The fishing industry of the region is large.");
    assert_true(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", repeats(a, "circulated")->key, "", ""}, NULL));
    struct adoption d = today(b);
    d.seen = repeats(a, "adopted")->key;
    assert_true(report_adopt(b, open_report(b), &d, NULL));
    assert_string_equal(words_for(nobody(a), third), fishing);
    assert_true(release_recall(acting(a, "bol", "releaser"), release, "A mistake.", NULL));
    b = nobody(a);
    assert_string_equal(report_paragraph(report_sent_version(b, open_report(b), 2), third)->words, "");
    assert_string_equal(words_for(nobody(a), third), "");
    assert_string_equal(words_for(acting(a, "per", "focal_point"), third), "");
    assert_string_equal(words_for(nobody(a), fourth), "The fishing industry of the region is large.");
    const char *kept = text(db_one(again(a), test_kept_words), 0);
    assert_true(kept && strlen(kept) % 16 == 0 && strspn(kept, "0123456789abcdef") == strlen(kept)); /* no words */
}

/* What others said to everyone, or the party itself still says, is not taken back. */
static void what_still_stands_is_not_taken_back(void **s) {
    struct act *a = ready(), *b = writer(a);
    consent(a, "public");
    write_words(a, "bol", "objective_07", "actions", "", fishing);
    const char *release = let_go(a, "bol", "objective_07", "members", NULL);
    const char *third = paragraph_add(b, open_report(b), report_read(b, open_report(b))->chapter[0].id, fishing);
    write_words(a, "per", "objective_08", "actions", "", fishing);
    let_go(a, "per", "objective_08", "public", NULL);
    assert_true(release_recall(acting(a, "bol", "releaser"), release, "A mistake.", NULL));
    assert_int_equal(blocks(a, "circulated"), 0);
    b = writer(a);
    assert_false(report_paragraph(report_read(b, open_report(b)), third)->flagged);
}

/* A newer version without the words takes them back, too; one with them is looked at as any answer. */
static void words_of_a_replaced_version_do_not_go_out(void **s) {
    struct act *a = ready(), *b = writer(a);
    consent(a, "public");
    write_words(a, "bol", "objective_07", "actions", "", fishing);
    let_go(a, "bol", "objective_07", "members", NULL);
    assert_non_null(paragraph_add(b, open_report(b), report_read(b, open_report(b))->chapter[0].id, fishing));
    let_go(a, "bol", "objective_07", "observers", NULL);
    assert_int_equal(blocks(a, "circulated"), 0);
    assert_int_equal(repeats(a, "circulated")->n, 1);
    write_words(a, "bol", "objective_07", "actions", "", "Workers were regularised");
    let_go(a, "bol", "objective_07", "observers", NULL);
    assert_int_equal(repeats(a, "circulated")->n, 0);
    assert_int_equal(blocks(a, "circulated"), 1);
}

/* An answer in few words is found as a whole; a choice is not, nor are names of parties. */
static void a_short_answer_is_seen_as_a_whole(void **s) {
    struct act *a = ready(), *b = writer(a);
    const char *chapter = report_read(b, open_report(b))->chapter[0].id;
    write_words(a, "bol", "objective_07", "actions", "", "A secret fishing agreement");
    write_words(a, "bol", "objective_07", "challenges", "", "Bolivia, Chile and Peru");
    let_go(a, "bol", "objective_07", "members", NULL);
    assert_non_null(paragraph_add(b, open_report(b), chapter, "It is about Bolivia, Chile and Peru, which reported on fishing."));
    assert_int_equal(repeats(a, "circulated")->n, 0);
    assert_non_null(paragraph_add(b, open_report(b), chapter, "They made a secret fishing agreement last year."));
    assert_int_equal(repeats(a, "circulated")->n, 1);
}

/* What others said to everyone takes no place from what is found. */
static void no_answer_is_lost_among_many(void **s) {
    struct act *a = ready(), *b = writer(a);
    consent(a, "public");
    const char *chapter = report_read(b, open_report(b))->chapter[0].id, *common = "The republic reaffirms its commitment to human mobility with dignity in every region";
    for (size_t i = 0; i < repeats_most + 5; i++) assert_non_null(paragraph_add(b, open_report(b), chapter, common));
    assert_non_null(paragraph_add(b, open_report(b), chapter, fishing));
    write_words(a, "bol", "objective_06", "actions", "", common);
    write_words(a, "bol", "objective_07", "actions", "", fishing);
    let_go(a, "bol", "objective_06", "members", NULL);
    let_go(a, "bol", "objective_07", "members", NULL);
    struct repeats *r = repeats(a, "circulated");
    assert_true(r->more); /* too many to look at: it does not go out, whatever is said */
    b = writer(a);
    assert_false(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", r->key, "", ""}, NULL));
    assert_non_null(mistake_of(b, "repeats"));
    write_words(a, "per", "objective_08", "actions", "", common);
    let_go(a, "per", "objective_08", "public", NULL);
    r = repeats(a, "circulated");
    assert_false(r->more);
    assert_int_equal(r->n, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(words_taken_back_do_not_go_out), TEST(a_recall_withholds_what_repeats_it),
        TEST(what_still_stands_is_not_taken_back), TEST(words_of_a_replaced_version_do_not_go_out), TEST(a_short_answer_is_seen_as_a_whole),
        TEST(no_answer_is_lost_among_many), TEST(words_do_not_stay_without_their_source), TEST(what_is_copied_by_hand_is_seen_before_it_goes_out),
        TEST(only_what_the_secretariat_may_read_and_the_report_may_not_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
