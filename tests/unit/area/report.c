/* Writing a report, consent, circulation, adoption and corrigenda. */
#include "report_world.h"

static void only_the_secretariat_sees_and_writes_the_draft(void **s) {
    struct act *a = ready();
    assert_null(open_report(nobody(a)));
    assert_null(open_report(acting(a, "chl", "releaser")));
    struct act *b = acting(a, "chl", "releaser");
    assert_null(report_create(b, round_find(b, "r1"), "Mine", "en"));
    b = writer(a);
    assert_null(report_create(b, round_find(b, "r1"), "Second", "en"));
    assert_int_equal(b->failure, CONFLICT);
    b = writer(a);
    b->strong = false;
    assert_null(paragraph_add(b, open_report(writer(a)), "x", "words"));
}

static void a_quote_must_be_the_partys_own_words(void **s) {
    struct act *a = ready(), *b = writer(a);
    assert_false(source_add(b, open_report(b), p1, public_release, "actions", "", "programa estrecho"));
    assert_non_null(mistake_of(b, "quoted"));
    b = writer(a);
    write_words(a, "bol", "objective_07", "actions", "", "secret");
    const char *own = let_go(a, "bol", "objective_07", "owner", NULL);
    assert_false(source_add(b, open_report(b), p1, own, "actions", "", "secret"));
    assert_int_equal(b->failure, NOT_FOUND);
}

static void nothing_goes_further_than_its_release_without_consent(void **s) {
    struct act *a = ready();
    assert_int_equal(blocks(a, "circulated"), 1);
    assert_false(circulate(a));
    size_t n;
    struct report p;
    assert_null(consent_list(acting(a, "chl", "releaser"), report, &n, &p)); /* cited, but not asked yet: the draft is the secretariat's own */
    ask(a);
    assert_null(consent_list(acting(a, "bol", "releaser"), report, &n, &p)); /* not cited: not even that there is a report */
    assert_null(consent_list(acting(a, "per", "releaser"), report, &n, &p)); /* public anyway */
    assert_true(consent(a, "partners"));
    assert_int_equal(blocks(a, "circulated"), 0);
    /* other words need another consent */
    struct act *b = writer(a);
    bool beside;
    assert_true(paragraph_change(b, open_report(b), p2, 1, "Chile made another agreement.", &beside));
    assert_int_equal(blocks(a, "circulated"), 1);
    b = acting(a, "chl", "releaser");
    assert_false(consent_give(b, report, p2, 1, "public"));
    assert_int_equal(b->failure, CONFLICT);
    b = acting(a, "chl", "releaser");
    struct consent *changing = consent_list(b, report, &n, &p);
    assert_true(changing && changing->changing);
    assert_string_equal(changing->words, ""); /* the new words are the secretariat's until it asks */
    assert_false(consent_give(b, report, p2, 2, "public"));
    b = writer(a);
    assert_true(paragraph_change(b, open_report(b), p2, 2, "Chile made an agreement.", &beside));
    assert_true(consent(a, "partners"));
    /* another source under it needs another consent, also one that everyone may read */
    b = writer(a);
    assert_true(source_add(b, open_report(b), p2, public_release, "actions", "", "regularización"));
    assert_int_equal(blocks(a, "circulated"), 1);
    assert_true(consent(a, "partners"));
    assert_int_equal(blocks(a, "circulated"), 0);
    /* another source under it needs another consent, too; and hides the words from those who may not see that source */
    write_words(a, "bol", "objective_07", "actions", "", "palabras de Bolivia");
    b = writer(a);
    const char *named = let_go(a, "bol", "objective_07", "named", "eclac");
    assert_true(source_add(b, open_report(b), p2, named, "actions", "", "palabras"));
    b = acting(a, "chl", "releaser");
    struct consent *c = consent_list(b, report, &n, &p);
    assert_true(c->hidden);
    assert_string_equal(c->words, "");
    assert_int_equal(c->n, 0);
    assert_false(consent_give(b, report, p2, c->version, "public"));
    /* Bolivia's consent is not Chile's */
    ask(a);
    b = acting(a, "bol", "releaser");
    c = consent_list(b, report, &n, &p);
    assert_true(c && consent_give(b, report, p2, c->version, "partners"));
    assert_int_equal(blocks(a, "circulated"), 1);
}

static const char *tasks(struct act *b) {
    size_t n;
    struct report_task *t = report_tasks(b, &n);
    struct buf *all = buf_new(m);
    for (size_t i = 0; i < n; i++) buf_printf(all, "%s %d,", t[i].kind, (int)t[i].n);
    return all->size ? all->data : "";
}

/* Going further than a release is a release: nobody else of the party answers, and not without the second factor. */
static void consent_is_the_releasing_authoritys_alone(void **s) {
    struct act *a = ready(), *b;
    holder(a, "chl", "alternate");
    holder(a, "chl", "validator");
    ask(a);
    static const char *const others[] = {"focal_point", "alternate", "validator"};
    size_t n;
    struct report p;
    for (size_t i = 0; i < COUNT(others); i++) {
        b = acting(a, "chl", others[i]);
        assert_false(consent_give(b, report, p2, 1, "public"));
        assert_int_equal(b->failure, DENIED);
        assert_null(consent_list(acting(a, "chl", others[i]), report, &n, &p));
    }
    b = acting(a, "chl", "releaser");
    b->strong = false;
    assert_false(consent_give(b, report, p2, 1, "public"));
    assert_int_equal(blocks(a, "circulated"), 1);
    assert_true(consent_give(acting(a, "chl", "releaser"), report, p2, 1, "public"));
    assert_int_equal(blocks(a, "circulated"), 0);
}

SQL(test_post_ends, "k", "", "UPDATE mandate SET ended = '2001-01-01' WHERE id = $1");
SQL(test_asked, "kt", "ti", "SELECT words, CASE WHEN round IS NULL THEN 0 ELSE 1 END FROM mail WHERE person = $1 AND words LIKE $2");
static void an_empty_post_is_named_to_those_who_can_fill_it(void **s) {
    struct act *a = ready(), *b = writer(a);
    assert_true(consent_ask(b, open_report(b), "http://x"));
    assert_non_null(db_one(again(a), test_asked, "chl-releaser", "%/consent"));
    assert_null(db_one(again(a), test_asked, "chl-focal_point", "%go further%"));
    assert_string_equal(tasks(acting(a, "chl", "focal_point")), "releaser 1,");
    db_do(again(a), test_post_ends, "m-chl-releaser");
    assert_true(consent_ask(b, open_report(b), "http://x"));
    struct row *told = db_one(again(a), test_asked, "chl-focal_point", "%go further%/people");
    assert_true(told && !num(told, 1)); /* which posts are empty is not in the secretariat's outbox */
    assert_string_equal(tasks(acting(a, "chl", "focal_point")), "nobody 1,");
    assert_false(consent_give(acting(a, "chl", "focal_point"), report, p2, 1, "public"));
    assert_string_equal(tasks(acting(a, "per", "focal_point")), "");
}

static struct consent_state state_of(struct act *a) {
    size_t n;
    struct act *b = writer(a);
    struct consent_state *c = consent_states(b, open_report(b), &n);
    assert_int_equal(n, 1); /* Peru's is public */
    assert_string_equal(c->party, "chl");
    return *c;
}
static void the_secretariat_sees_what_became_of_its_question(void **s) {
    struct act *a = ready();
    assert_string_equal(state_of(a).asked, "");
    ask(a);
    assert_true(*state_of(a).asked && !*state_of(a).given);
    assert_true(consent(a, "refused"));
    assert_string_equal(state_of(a).given, "refused");
    assert_int_equal(blocks(a, "circulated"), 1);
    assert_true(consent(a, "partners"));
    assert_string_equal(state_of(a).given, "partners");
    assert_int_equal(blocks(a, "circulated"), 0);
    struct act *b = acting(a, "chl", "releaser");
    assert_false(consent_give(b, report, p2, 1, "everyone"));
    assert_non_null(mistake_of(b, consent_field(b, p2)));
    size_t n;
    assert_null(consent_states(acting(a, "per", "releaser"), open_report(writer(a)), &n));
}

static void readers_get_what_was_sent_and_no_more(void **s) {
    struct act *a = ready();
    consent(a, "partners");
    assert_true(circulate(a));
    struct act *b = acting(a, "esp", "focal_point");
    assert_string_equal(words_for(b, p2), "Chile made an agreement.");
    struct report *p = open_report(b);
    assert_int_equal(report_paragraph(report_read(b, p), p2)->n_sources, 0); /* the source itself is for members */
    assert_int_equal(report_paragraph(report_read(b, p), p1)->n_sources, 1);
    b = acting(a, "per", "focal_point");
    assert_string_equal(report_paragraph(report_read(b, open_report(b)), p2)->source->quoted, "zyxchile acuerdo");
    assert_null(open_report(nobody(a)));
    assert_null(open_report(acting(a, "fra", "focal_point")));
    b = writer(a);
    bool beside;
    assert_true(paragraph_change(b, open_report(b), p1, 1, "New words, not yet sent.", &beside));
    assert_string_equal(words_for(acting(a, "esp", "focal_point"), p1), "Peru began a wide programme.");
    assert_string_equal(words_for(writer(a), p1), "New words, not yet sent.");
    assert_true(blocks(a, "adopted") >= 2); /* changed since; Chile's consent was for partners */
    consent(a, "public");
    assert_true(circulate(a));
    assert_int_equal(blocks(a, "adopted"), 0);
    assert_true(adopt(a));
    assert_string_equal(words_for(nobody(a), p1), "New words, not yet sent.");
    assert_false(adopt(a));
    size_t n;
    b = nobody(a);
    report_versions(b, open_report(b), &n);
    assert_int_equal(n, 1);
    assert_null(report_compare(b, open_report(b), 1, 3, &n)); /* the circulated one is no business of the public */
    b = writer(a);
    struct difference *d = report_compare(b, open_report(b), 1, 3, &n);
    assert_int_equal(d[0].piece[0].change, GONE);
}

static void two_writers_lose_nothing(void **s) {
    struct act *a = ready(), *b = writer(a);
    bool beside;
    struct report *p = open_report(b);
    assert_true(paragraph_change(b, p, p1, 1, "First writer.", &beside) && !beside);
    assert_true(paragraph_change(b, p, p1, 1, "Second writer.", &beside) && beside);
    const struct paragraph *g = report_paragraph(report_read(b, p), p1);
    assert_string_equal(g->words, "First writer.");
    assert_int_equal(g->n_beside, 1);
    assert_string_equal(g->beside[0].words, "Second writer.");
    assert_true(blocks(a, "circulated") >= 2);
    assert_true(paragraph_settle(b, p, g->beside[0].id, true));
    g = report_paragraph(report_read(b, p), p1);
    assert_string_equal(g->words, "Second writer.");
    assert_int_equal(g->version, 3);
    assert_int_equal(g->n_beside, 0);
    assert_true(paragraph_move(b, p, p2, -1));
    assert_int_equal(report_paragraph(report_read(b, p), p2)->number, 1);
    assert_true(paragraph_remove(b, p, p2, false));
    assert_true(report_paragraph(report_read(b, p), p2)->removed);
    assert_true(paragraph_remove(b, p, p2, true));
    assert_false(report_paragraph(report_read(b, p), p2)->removed);
}

static enum typed_fate typed(struct act *a, const char *id, const char *chapter, const char *base, const char *words, const char **next) {
    struct act *b = writer(a);
    return paragraph_typed(b, open_report(b), &(struct typed){id, chapter, base, words}, next);
}
static void what_is_typed_is_kept_whoever_writes_beside(void **s) {
    struct act *a = ready(), *b = writer(a);
    struct report *p = open_report(b);
    const char *base, *other, *chapter = report_read(b, p)->chapter[0].id, *id = hash_id(m);
    assert_int_equal(typed(a, id, chapter, "0", "  ", &base), TYPED_SAME); /* nothing typed, nothing made */
    assert_int_equal(typed(a, id, chapter, "0", "A new one.", &base), TYPED_SAVED);
    assert_string_equal(base, "1");
    assert_int_equal(typed(a, id, chapter, "0", "A new one.", &base), TYPED_SAME); /* sent twice */
    assert_int_equal(typed(a, id, chapter, base, "A new one, longer.", &base), TYPED_SAVED);
    assert_string_equal(base, "2");
    /* another page shows version 1: untouched it says nothing, changed it is kept beside and goes on there */
    assert_int_equal(typed(a, id, chapter, "1", "A new one.", &other), TYPED_SAME);
    assert_string_equal(words_for(writer(a), id), "A new one, longer.");
    assert_int_equal(typed(a, id, chapter, "1", "Mine", &other), TYPED_BESIDE);
    assert_int_equal(typed(a, id, chapter, other, "Mine is better.", &other), TYPED_BESIDE);
    const struct paragraph *g = report_paragraph(report_read(b, p), id);
    assert_int_equal(g->n_beside, 1);
    assert_string_equal(g->beside[0].words, "Mine is better.");
    assert_int_equal(typed(a, id, chapter, base, "", &base), TYPED_SAVED); /* emptied, not removed; it does not go out */
    assert_true(blocks(a, "circulated") >= 3);
    assert_int_equal(typed(a, "x", chapter, "0", "words", &base), TYPED_REFUSED); /* a name that no page makes */
    assert_int_equal(typed(a, hash_id(m), "x", "0", "words", &base), TYPED_REFUSED);
}
static void a_paragraph_over_the_limit_is_refused_and_named(void **s) {
    struct act *a = ready(), *b = writer(a);
    char *words = arena_alloc(m, paragraph_most + 2);
    memset(words, 'x', paragraph_most + 1);
    words[paragraph_most + 1] = 0;
    const char *base;
    assert_int_equal(paragraph_typed(b, open_report(b), &(struct typed){p1, "", "1", words}, &base), TYPED_REFUSED);
    assert_non_null(strstr(mistake_of(b, paragraph_field(b, p1)), "8,000"));
    assert_string_equal(words_for(writer(a), p1), "Peru began a wide programme.");
    words[paragraph_most] = 0;
    assert_int_equal(typed(a, p1, "", "1", words, &base), TYPED_SAVED);
}

static void an_objection_is_answered_before_adoption(void **s) {
    struct act *a = ready();
    consent(a, "public");
    struct act *b = acting(a, "per", "focal_point");
    assert_true(circulate(a));
    assert_false(objection_add(acting(a, "esp", "focal_point"), open_report(acting(a, "esp", "focal_point")), p1, "objection", "No."));
    assert_true(objection_add(b, open_report(b), p1, "objection", "Not so wide."));
    assert_false(adopt(a));
    size_t n;
    struct act *w = writer(a);
    struct objection *o = objection_list(w, open_report(w), &n);
    assert_int_equal(n, 1);
    assert_true(objection_answer(w, open_report(w), o->id, "The programme reached all regions."));
    assert_true(adopt(a));
    b = nobody(a);
    objection_list(b, open_report(b), &n);
    assert_int_equal(n, 0);
}

static void an_adoption_has_a_day_a_forum_and_its_time(void **s) {
    struct act *a = ready();
    consent(a, "public");
    assert_true(circulate(a)); /* comments until 2199 */
    struct act *b = writer(a);
    struct adoption d = {"2199-01-01", " ", "", "", ""};
    assert_false(report_adopt(b, open_report(b), &d, NULL));
    assert_non_null(mistake_of(b, "day")); /* not yet */
    assert_non_null(mistake_of(b, "forum"));
    assert_non_null(mistake_of(b, "reason")); /* comments are open */
    b = writer(a);
    d = today(b);
    d.day = "2001-01-01";
    assert_false(report_adopt(b, open_report(b), &d, NULL));
    assert_non_null(mistake_of(b, "day")); /* before it was circulated */
    assert_true(adopt(a));
    b = nobody(a);
    size_t n;
    struct report *p = open_report(b);
    assert_string_equal(p->forum, "Regional Review Conference, Santiago");
    struct report_version *v = report_versions(b, p, &n);
    assert_int_equal(n, 1);
    assert_string_equal(v->reason, "The conference ends today.");
}

static bool correct(struct act *a, const char *reason) {
    struct act *b = writer(a);
    struct adoption d = today(b);
    d.reason = reason;
    return report_correct(b, open_report(b), &d, NULL);
}
static void a_corrigendum_stands_beside_what_was_adopted(void **s) {
    struct act *a = ready(), *b = writer(a);
    bool beside;
    assert_false(report_correct_begin(b, open_report(b))); /* not adopted yet */
    consent(a, "public");
    assert_true(circulate(a) && adopt(a));
    b = writer(a);
    assert_false(paragraph_change(b, open_report(b), p1, 1, "Mended.", &beside));
    b = acting(a, "per", "releaser");
    assert_false(report_correct_begin(b, open_report(b)));
    b = writer(a);
    assert_true(report_correct_begin(b, open_report(b)));
    assert_false(correct(a, "Nothing")); /* nothing is changed */
    b = writer(a);
    assert_true(paragraph_change(b, open_report(b), p1, 1, "Peru began a programme.", &beside));
    assert_string_equal(words_for(nobody(a), p1), "Peru began a wide programme."); /* readers keep what was adopted */
    b = writer(a);
    assert_false(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", "", "", ""}, NULL));
    b = writer(a);
    assert_true(paragraph_change(b, open_report(b), p2, 1, "Chile made one agreement.", &beside));
    assert_false(correct(a, "A word too many.")); /* Chile consented to other words */
    assert_true(consent_other(a));
    assert_false(correct(a, " "));
    assert_true(correct(a, "A word too many."));
    assert_string_equal(words_for(nobody(a), p1), "Peru began a programme.");
    b = nobody(a);
    struct report *p = open_report(b);
    assert_true(*p->corrected && !p->correcting);
    struct report_body *then = report_sent_version(b, p, 2);
    assert_string_equal(report_paragraph(then, p1)->words, "Peru began a wide programme.");
    size_t n;
    assert_int_equal(report_versions(b, p, &n)[1].number, 3);
    assert_int_equal(n, 2);
    report_compare(b, p, 2, 3, &n);
    assert_int_equal(n, 2);
    b = nobody(a);
    assert_null(report_sent_version(b, open_report(b), 1)); /* the circulated one */
}

static void each_finds_what_waits_for_them(void **s) {
    struct act *a = ready();
    assert_string_equal(tasks(acting(a, "chl", "releaser")), "");
    ask(a);
    assert_string_equal(tasks(acting(a, "chl", "releaser")), "consent 1,");
    assert_string_equal(tasks(acting(a, "per", "releaser")), ""); /* cited, but public */
    assert_string_equal(tasks(writer(a)), "unanswered 1,");
    consent(a, "public");
    assert_true(circulate(a));
    assert_string_equal(tasks(acting(a, "chl", "releaser")), "comment 1,");
    assert_string_equal(tasks(acting(a, "esp", "focal_point")), ""); /* an observer reads, and does not comment */
    assert_string_equal(tasks(nobody(a)), "");
    struct act *b = acting(a, "per", "focal_point");
    assert_true(objection_add(b, open_report(b), p1, "objection", "Not so wide."));
    assert_true(release_recall(acting(a, "per", "releaser"), public_release, "A mistake.", NULL));
    assert_string_equal(tasks(writer(a)), "objections 1,flagged 1,");
    assert_string_equal(tasks(acting(a, "chl", "releaser")), "comment 1,");
}

/* What all who take part may read needs no consent to be circulated; refused, it still does not go out unseen. */
static void a_refusal_is_not_passed_over(void **s) {
    struct act *a = ready(), *b = writer(a);
    bool beside;
    write_words(a, "bol", "objective_07", "actions", "", "palabras para todos los que participan");
    const char *partners = let_go(a, "bol", "objective_07", "partners", NULL);
    consent(a, "public"); /* Chile's */
    const char *p3 = paragraph_add(b, open_report(b), report_read(b, open_report(b))->chapter[3].id, "Bolivia did it.");
    assert_true(source_add(b, open_report(b), p3, partners, "actions", "", "palabras para todos"));
    ask(a);
    size_t n;
    struct report p;
    assert_false(consent_list(acting(a, "chl", "releaser"), report, &n, &p)->circulates);
    b = acting(a, "bol", "releaser");
    assert_true(consent_list(b, report, &n, &p)->circulates);
    assert_int_equal(report_refusals(writer(a), open_report(writer(a)), "circulated")->n, 0);
    assert_true(consent_give(b, report, p3, 1, "refused"));
    assert_string_equal(tasks(writer(a)), "refused 1,");
    assert_int_equal(blocks(a, "circulated"), 0);
    assert_false(circulate(a));
    b = writer(a);
    struct refusals *f = report_refusals(b, open_report(b), "circulated");
    assert_int_equal(f->n, 1);
    assert_string_equal(f->refusal->paragraph, p3);
    assert_false(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", "", "another", ""}, NULL));
    assert_non_null(mistake_of(b, "refusals"));
    b = writer(a);
    assert_true(report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", "", f->key, ""}, NULL));
    b = writer(a);
    struct block *k = report_blocks(b, open_report(b), "adopted", &n); /* further than the section: refused, and said so */
    assert_int_equal(n, 1);
    assert_non_null(strstr(k->why, "has refused"));
    assert_false(adopt(a));
    b = writer(a);
    assert_true(paragraph_change(b, open_report(b), p3, 1, "Other words.", &beside)); /* of which nothing was said */
    assert_int_equal(report_refusals(b, open_report(b), "circulated")->n, 0);
    assert_null(strstr(report_blocks(b, open_report(b), "adopted", &n)->why, "has refused"));
}

static void the_last_day_for_comments_comes_sooner_only_on_purpose(void **s) {
    struct act *a = ready(), *b;
    consent(a, "public");
    assert_true(circulate(a));
    b = writer(a);
    struct circulation c = {"2198-01-01", "", "", ""};
    assert_false(report_circulate(b, open_report(b), &c, NULL));
    assert_non_null(mistake_of(b, "earlier"));
    c.earlier = "2198-06-01"; /* confirmed for another day */
    b = writer(a);
    assert_false(report_circulate(b, open_report(b), &c, NULL));
    c.earlier = c.until;
    b = writer(a);
    assert_true(report_circulate(b, open_report(b), &c, NULL));
    assert_string_equal(open_report(writer(a))->until, "2198-01-01");
    c = (struct circulation){"2198-03-01", "", "", ""};
    b = writer(a);
    assert_true(report_circulate(b, open_report(b), &c, NULL)); /* later: nobody loses a day */
}

SQL(test_own_title, "k", "", "UPDATE chapter SET title = 'Our own title' WHERE id = $1");
static void a_heading_of_the_program_follows_the_language(void **s) {
    struct act *a = ready(), *b = writer(a);
    const struct language *fr = lang_find("fr");
    const char *language;
    const struct chapter *c = report_read(b, open_report(b))->chapter;
    assert_string_equal(chapter_title(b, open_report(b), &c[0], fr, &language), tr(fr, "Summary"));
    assert_string_equal(language, "fr");
    assert_string_equal(chapter_title(b, open_report(b), &c[3], lang_find("en"), NULL), c[3].title);
    assert_true(db_do(again(a), test_own_title, c[0].id));
    c = report_read(b, open_report(b))->chapter;
    assert_string_equal(chapter_title(b, open_report(b), &c[0], fr, &language), "Our own title");
    assert_string_equal(language, "en");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(only_the_secretariat_sees_and_writes_the_draft), TEST(a_quote_must_be_the_partys_own_words),
        TEST(nothing_goes_further_than_its_release_without_consent), TEST(consent_is_the_releasing_authoritys_alone),
        TEST(an_empty_post_is_named_to_those_who_can_fill_it), TEST(the_secretariat_sees_what_became_of_its_question),
        TEST(readers_get_what_was_sent_and_no_more), TEST(two_writers_lose_nothing), TEST(what_is_typed_is_kept_whoever_writes_beside),
        TEST(a_paragraph_over_the_limit_is_refused_and_named), TEST(an_objection_is_answered_before_adoption), TEST(each_finds_what_waits_for_them),
        TEST(a_refusal_is_not_passed_over), TEST(the_last_day_for_comments_comes_sooner_only_on_purpose),
        TEST(a_heading_of_the_program_follows_the_language), TEST(an_adoption_has_a_day_a_forum_and_its_time),
        TEST(a_corrigendum_stands_beside_what_was_adopted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
