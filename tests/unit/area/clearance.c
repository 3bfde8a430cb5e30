/* Sections on their way: a post that nobody holds, sections that are empty, taking back, a
 * chain that changes while sections stand on it. */
#include "round_world.h"
#include "form_world.h"
#include "area/mail.h"
#include "area/people.h"

SQL(test_move, "kttt", "", "UPDATE section SET state = $2, stage = $3 WHERE name = $4 AND id = $1");
SQL(test_chain, "t", "", "UPDATE input SET clearance = $1 WHERE id = 'in-chl'");
SQL(test_form, "k", "", "UPDATE input SET form = $1 WHERE id = 'in-chl'");
SQL(test_mails, "t", "i", "SELECT count(*) FROM mail WHERE kind = 'waiting' AND address = $1");
SQL(test_end, "k", "", "UPDATE mandate SET ended = '2020-01-01T00:00:00Z' WHERE id = $1");

static const char *const id = "s-chl-objective_07";
static int64_t mails(struct act *a, const char *who) { return num(db_one(again(a), test_mails, arena_printf(m, "%s@x.example", who)), 0); }
/* One section of Chile, at this step of the whole chain. */
static struct act *chile(const char *state, const char *stage) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "status", "", "Palabras");
    db_do(a, test_chain, "author validator releaser");
    db_do(a, test_move, id, state, stage, "objective_07");
    return a;
}
static struct section *seen(struct act *b) { return section_find(b, id); }
static const char *stage(struct act *a) { return seen(again(a))->stage; }
static const char *deeds(struct act *a) {
    size_t n;
    struct clearance_step *c = section_steps(again(a), seen(again(a)), &n);
    const char *all = "";
    for (size_t i = 0; i < n; i++) all = arena_printf(m, "%s%s ", all, c[i].deed);
    return all;
}

static void an_empty_post_is_said_before(void **s) {
    struct act *a = chile("drafting", "author");
    holder(a, "chl", "author");
    struct act *author = acting(a, "chl", "author");
    struct handing *h = section_handing(author, seen(author));
    assert_true(h->vacant);
    assert_false(h->here_vacant || h->may_skip || h->empty);
    assert_string_equal(h->post, "validator");
    assert_int_equal(h->n_appoints, 1);
    assert_string_equal(h->appoints[0], "chl-focal_point");
    assert_true(h->leads_told);
    db_do(again(a), test_end, "m-chl-focal_point");
    author = acting(a, "chl", "author");
    assert_false(section_handing(author, seen(author))->leads_told);
    holder(a, "chl", "validator");
    author = acting(a, "chl", "author");
    h = section_handing(author, seen(author));
    assert_false(h->vacant);
    assert_int_equal(h->n_appoints, 0);
}

static void a_step_without_anybody_can_be_left_out(void **s) {
    struct act *a = chile("drafting", "author");
    holder(a, "chl", "author");
    struct act *author = acting(a, "chl", "author"), *focal = acting(a, "chl", "focal_point");
    assert_false(section_skip(author, seen(author), "http://x")); /* the State's way is its focal point's */
    assert_int_equal(author->failure, DENIED);
    assert_true(section_handing(focal, seen(focal))->may_skip);
    assert_true(section_skip(focal, seen(focal), "http://x"));
    assert_string_equal(stage(a), "releaser");
    assert_string_equal(deeds(a), "submitted skipped ");
    assert_int_equal(mails(a, "chl-releaser"), 1);
    /* one that waits there already, after the post ended */
    a = chile("waiting", "validator");
    holder(a, "chl", "validator");
    focal = acting(a, "chl", "focal_point");
    assert_false(section_skip(focal, seen(focal), NULL));
    assert_int_equal(focal->failure, CONFLICT);
    db_do(again(a), test_end, "m-chl-validator");
    focal = acting(a, "chl", "focal_point");
    struct handing *h = section_handing(focal, seen(focal));
    assert_true(h->here_vacant && h->may_skip);
    assert_true(section_skip(focal, seen(focal), "http://x"));
    assert_string_equal(stage(a), "releaser");
    /* the releasing authority is nobody's to leave out */
    db_do(again(a), test_end, "m-chl-releaser");
    focal = acting(a, "chl", "focal_point");
    assert_true(section_handing(focal, seen(focal))->here_vacant);
    assert_false(section_handing(focal, seen(focal))->may_skip);
    assert_false(section_skip(focal, seen(focal), NULL));
}

static void handed_to_nobody_it_is_told_to_who_leads(void **s) {
    struct act *a = chile("drafting", "author");
    holder(a, "chl", "author");
    struct act *author = acting(a, "chl", "author");
    assert_true(section_clear(author, seen(author), "http://x"));
    assert_int_equal(mails(a, "chl-focal_point"), 1);
    holder(a, "chl", "alternate");
    db_do(again(a), test_end, "m-chl-focal_point");
    db_do(again(a), test_move, id, "drafting", "author", "objective_07");
    author = acting(a, "chl", "author");
    assert_true(section_clear(author, seen(author), "http://x"));
    assert_int_equal(mails(a, "chl-alternate"), 1); /* in the focal point's stead */
}

static void a_focal_point_takes_back_from_any_step(void **s) {
    static const struct { const char *state, *stage, *deed; } steps[] = {{"waiting", "validator", "taken_back "}, {"waiting", "releaser", "taken_back "}, {"cleared", "done", "reopened "}};
    for (size_t i = 0; i < COUNT(steps); i++) {
        struct act *a = chile(steps[i].state, steps[i].stage);
        holder(a, "chl", "author");
        struct act *focal = acting(a, "chl", "focal_point");
        assert_false(section_take_back(focal, seen(focal), " ", "http://x"));
        assert_non_null(mistake_of(focal, "back"));
        struct act *author = acting(a, "chl", "author");
        assert_false(section_take_back(author, seen(author), "why", "http://x"));
        assert_int_equal(author->failure, DENIED);
        focal = acting(a, "chl", "focal_point");
        assert_true(section_take_back(focal, seen(focal), "A figure is wrong", "http://x"));
        assert_string_equal(stage(a), "author");
        assert_string_equal(deeds(a), steps[i].deed);
        assert_int_equal(mails(a, "chl-author"), 1);
        focal = acting(a, "chl", "focal_point");
        assert_false(section_take_back(focal, seen(focal), "again", NULL));
        assert_int_equal(focal->failure, CONFLICT);
    }
    struct act *a = chile("cleared", "done"), *releaser = acting(a, "chl", "releaser");
    assert_true(section_take_back(releaser, seen(releaser), "not yet", NULL));
    a = chile("waiting", "validator");
    releaser = acting(a, "chl", "releaser");
    assert_false(section_take_back(releaser, seen(releaser), "not mine yet", NULL));
    struct act *other = acting(a, "per", "focal_point");
    assert_null(seen(other));
}

static void a_chain_that_changes_leaves_nobody_behind(void **s) {
    static const struct { const char *stage, *state, *chain, *then, *cleared; int moved; } cases[] = {
        {"validator", "waiting", "author releaser", "releaser", "waiting", 1},
        {"releaser", "waiting", "author validator", "done", "cleared", 1},
        {"releaser", "waiting", "author releaser", "releaser", "waiting", 0},
        {"author", "drafting", "author releaser", "author", "drafting", 0},
        {"done", "cleared", "author validator", "done", "cleared", 0}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct act *a = chile(cases[i].state, cases[i].stage);
        struct act *focal = acting(a, "chl", "focal_point");
        int moved = -1;
        assert_true(input_set_clearance(focal, input_find(focal, "in-chl"), cases[i].chain, "http://x", &moved));
        assert_int_equal(moved, cases[i].moved);
        assert_string_equal(seen(again(a))->stage, cases[i].then);
        assert_string_equal(seen(again(a))->state, cases[i].cleared);
        assert_int_equal(mails(a, "chl-releaser"), cases[i].moved);
    }
    struct act *a = chile("waiting", "validator"), *focal = acting(a, "chl", "focal_point");
    int moved;
    assert_false(input_set_clearance(focal, input_find(focal, "in-chl"), "releaser", NULL, &moved));
    assert_non_null(mistake_of(focal, "clearance"));
    struct act *releaser = acting(a, "chl", "releaser");
    assert_false(input_set_clearance(releaser, input_find(releaser, "in-chl"), "author releaser", NULL, &moved));
    assert_string_equal(stage(a), "validator");
}

static void what_is_empty_or_unanswered_is_named(void **s) {
    struct act *a = chile("drafting", "author");
    struct form_sheets w = sheets_of("type,name,label,required,relevant\nbegin group,objective_07,Seven,,\ntext,status,Status,,\n"
                                     "text,law,Which law,yes,\ntext,other,Which other,yes,${law} = 'x'\nend group,,,,\n", NULL);
    db_do(a, test_form, forms_keep(a, &w, &problems));
    if (failed(a)) bug("%s", a->message);
    struct act *b = acting(a, "chl", "focal_point");
    struct handing *h = section_handing(b, seen(b));
    assert_false(h->empty);
    assert_int_equal(h->n_unanswered, 1); /* of what applies only */
    assert_string_equal(h->unanswered[0].path, "law");
    write_words(again(a), "chl", "objective_07", "status", "", "");
    b = acting(a, "chl", "focal_point");
    assert_true(section_handing(b, seen(b))->empty);
    write_words(again(a), "chl", "objective_07", "law", "", "x");
    b = acting(a, "chl", "focal_point");
    h = section_handing(b, seen(b));
    assert_false(h->empty);
    assert_string_equal(h->unanswered[0].path, "other");
}

/* Two people wrote an answer from the same beginning; the text that stands. */
static const char *two_texts(struct act *a) {
    struct act *b = acting(a, "chl", "focal_point");
    size_t n;
    int saved, conflicts;
    const char *first = draft_list(b, seen(b), &n)->revision;
    assert_true(draft_save(b, seen(b), &(struct draft_change){"status", "", "Una mano", first, "es", NULL, NULL}, 1, &saved, &conflicts));
    assert_true(draft_save(b, seen(b), &(struct draft_change){"status", "", "Otra mano", first, "es", NULL, NULL}, 1, &saved, &conflicts));
    assert_int_equal(conflicts, 1);
    return draft_list(b, seen(b), &n)->beside[0].revision;
}

static void two_texts_are_said_and_not_cleared(void **s) {
    struct act *a = chile("drafting", "author");
    holder(a, "chl", "validator");
    const char *other = two_texts(a);
    struct act *b = acting(a, "chl", "focal_point");
    struct handing *h = section_handing(b, seen(b));
    assert_int_equal(h->n_undecided, 1);
    assert_string_equal(h->undecided[0].entry->path, "status");
    assert_false(h->stays); /* whoever is next may choose */
    assert_true(section_clear(b, seen(b), NULL));
    assert_true(section_clear(acting(a, "chl", "validator"), seen(again(a)), NULL));
    struct act *releaser = acting(a, "chl", "releaser");
    assert_true(section_handing(releaser, seen(releaser))->stays);
    assert_false(section_clear(releaser, seen(releaser), NULL));
    assert_int_equal(releaser->failure, CONFLICT);
    assert_string_equal(stage(a), "releaser");
    b = acting(a, "chl", "focal_point");
    assert_false(draft_choose(b, seen(b), "status", "", other)); /* it is not with them now */
    b = acting(a, "per", "releaser");
    assert_false(draft_choose(b, seen(again(a)), "status", "", other));
    releaser = acting(a, "chl", "releaser");
    assert_true(draft_choose(releaser, seen(releaser), "status", "", other));
    size_t n;
    assert_string_equal(draft_list(releaser, seen(releaser), &n)->value, "Otra mano");
    draft_history(releaser, seen(releaser), "status", "", 0, &n);
    assert_int_equal(n, 3); /* both texts, and what they began from */
    assert_true(section_clear(releaser, seen(releaser), NULL));
    assert_string_equal(stage(a), "done");
}

/* Cleared before this was asked, or by a chain that changed: it does not leave. */
static void two_texts_are_not_released(void **s) {
    struct act *a = chile("drafting", "author");
    const char *other = two_texts(a);
    db_do(again(a), test_move, id, "cleared", "done", "objective_07");
    struct act *b = acting(a, "chl", "releaser");
    struct offers *o = release_offers(b, "in-chl");
    assert_int_equal(o->n, 1);
    assert_int_equal(o->offer[0].n_undecided, 1);
    struct release_order order = {.name = "objective_07", .audience = "public", .fingerprint = o->offer[0].fingerprint, .version = o->offer[0].version};
    assert_null(release_make(b, "in-chl", &order, 1, NULL));
    assert_int_equal(b->failure, CONFLICT);
    b = acting(a, "chl", "releaser");
    assert_false(draft_choose(b, seen(b), "status", "", other)); /* reopened first: what was cleared stays as it was */
    assert_true(section_take_back(acting(a, "chl", "releaser"), seen(again(a)), "Choose", NULL));
    b = acting(a, "chl", "focal_point");
    assert_true(draft_choose(b, seen(b), "status", "", other));
    db_do(again(a), test_move, id, "cleared", "done", "objective_07");
    assert_non_null(let_go(a, "chl", "objective_07", "public", NULL));
}

/* Who leaves out a step does not get past it either. */
static void two_texts_are_not_cleared_by_leaving_out(void **s) {
    struct act *a = chile("drafting", "author");
    db_do(a, test_chain, "author validator");
    struct act *b = acting(a, "chl", "focal_point");
    assert_true(section_handing(b, seen(b))->may_skip);
    two_texts(a);
    b = acting(a, "chl", "focal_point");
    assert_false(section_handing(b, seen(b))->may_skip);
    assert_false(section_skip(b, seen(b), NULL));
    assert_int_equal(b->failure, CONFLICT);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(an_empty_post_is_said_before), TEST(a_step_without_anybody_can_be_left_out), TEST(handed_to_nobody_it_is_told_to_who_leads),
        TEST(a_focal_point_takes_back_from_any_step), TEST(a_chain_that_changes_leaves_nobody_behind), TEST(what_is_empty_or_unanswered_is_named), TEST(two_texts_are_said_and_not_cleared), TEST(two_texts_are_not_released),
        TEST(two_texts_are_not_cleared_by_leaving_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
