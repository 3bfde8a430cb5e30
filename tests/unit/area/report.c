#include "round_world.h"
#include "area/report.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"

static const char *report, *public_release, *members_release, *p1, *p2;
static struct act *writer(struct act *a) { return acting(a, "eclac", "secretariat"); }
static struct report *open_report(struct act *b) { return report_find(b, report); }

/* Peru released to everyone, Chile to members only; a paragraph rests on each. */
static struct act *ready(void) {
    struct act *a = round_world();
    write_words(a, "per", "objective_07", "actions", "", "Programa de regularización amplio");
    write_words(a, "chl", "objective_07", "actions", "", "zyxchile acuerdo reservado");
    public_release = let_go(a, "per", "objective_07", "public", NULL);
    members_release = let_go(a, "chl", "objective_07", "members", NULL);
    struct act *b = writer(a);
    report = report_create(b, round_find(b, "r1"), "The report", "en");
    struct report *p = open_report(b);
    const char *chapter = report_read(b, p)->chapter[3].id;
    p1 = paragraph_add(b, p, chapter, "Peru began a wide programme.");
    p2 = paragraph_add(b, p, chapter, "Chile made an agreement.");
    assert_true(source_add(b, p, p1, public_release, "actions", "", "regularización amplio"));
    assert_true(source_add(b, p, p2, members_release, "actions", "", "zyxchile acuerdo"));
    return a;
}
static bool circulate(struct act *a) { struct act *b = writer(a); return report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", "", "", ""}, "http://x"); }
static struct adoption today(struct act *b) { return (struct adoption){arena_copy_n(m, b->now, 10), "Regional Review Conference, Santiago", "The conference ends today.", "", ""}; }
static bool adopt(struct act *a) {
    struct act *b = writer(a);
    struct adoption d = today(b);
    return report_adopt(b, open_report(b), &d, "http://x");
}
static size_t blocks(struct act *a, const char *status) { size_t n; struct act *b = writer(a); report_blocks(b, open_report(b), status, &n); return n; }
static const char *words_for(struct act *b, const char *id) {
    struct report *p = open_report(b);
    const struct paragraph *g = p ? report_paragraph(report_read(b, p), id) : NULL;
    return g ? g->words : NULL;
}
static void ask(struct act *a) { struct act *b = writer(a); assert_true(consent_ask(b, open_report(b), NULL)); }
static bool consent(struct act *a, const char *reach) {
    ask(a);
    struct act *b = acting(a, "chl", "releaser");
    size_t n;
    struct report p;
    struct consent *c = consent_list(b, report, &n, &p);
    assert_non_null(c);
    assert_int_equal(n, 1);
    assert_string_equal(c->words, "Chile made an agreement.");
    return consent_give(b, report, p2, c->version, reach);
}

static bool consent_other(struct act *a) {
    ask(a);
    struct act *b = acting(a, "chl", "releaser");
    size_t n;
    struct report p;
    struct consent *c = consent_list(b, report, &n, &p);
    return c && consent_give(b, report, p2, c->version, "public");
}

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
    const struct CMUnitTest tests[] = {TEST(words_taken_back_do_not_go_out), TEST(a_recall_withholds_what_repeats_it), TEST(what_still_stands_is_not_taken_back), TEST(words_of_a_replaced_version_do_not_go_out),
        TEST(a_short_answer_is_seen_as_a_whole), TEST(no_answer_is_lost_among_many),
        TEST(only_the_secretariat_sees_and_writes_the_draft), TEST(a_quote_must_be_the_partys_own_words),
        TEST(nothing_goes_further_than_its_release_without_consent), TEST(consent_is_the_releasing_authoritys_alone), TEST(an_empty_post_is_named_to_those_who_can_fill_it), TEST(the_secretariat_sees_what_became_of_its_question), TEST(readers_get_what_was_sent_and_no_more), TEST(two_writers_lose_nothing), TEST(what_is_typed_is_kept_whoever_writes_beside), TEST(a_paragraph_over_the_limit_is_refused_and_named),
        TEST(an_objection_is_answered_before_adoption), TEST(a_recall_withholds_what_rests_on_it), TEST(each_finds_what_waits_for_them), TEST(a_refusal_is_not_passed_over), TEST(the_last_day_for_comments_comes_sooner_only_on_purpose), TEST(a_heading_of_the_program_follows_the_language), TEST(a_recall_takes_earlier_versions_along), TEST(a_recall_in_the_draft_is_looked_at), TEST(a_recall_comes_before_what_is_typed), TEST(words_do_not_stay_without_their_source), TEST(what_is_copied_by_hand_is_seen_before_it_goes_out), TEST(only_what_the_secretariat_may_read_and_the_report_may_not_is_named), TEST(a_recall_needs_no_right_clock), TEST(an_adoption_has_a_day_a_forum_and_its_time), TEST(a_corrigendum_stands_beside_what_was_adopted), TEST(fewer_readers_withhold_what_rests_on_it_until_the_party_consents), TEST(fewer_readers_take_an_adopted_paragraph_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
