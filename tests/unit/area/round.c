/* Rounds and sections given, as their keepers meet them. */
#include "round_world.h"
#include "area/directory.h"
#include "area/input.h"
#include "area/mail.h"
#include "area/people.h"

SQL(test_mails, "", "tttt", "SELECT p.mail, m.words, m.kind, m.language FROM mail m JOIN person p ON p.id = m.person ORDER BY p.mail, m.id");
SQL(test_trail, "k", "tt", "SELECT deed, detail FROM trail WHERE party = $1 ORDER BY id DESC");
SQL(test_reminded, "k", "", "INSERT INTO reminder (kind, thing, turn, person, round, party, at) VALUES ('in_7', $1, '', 'chl-focal_point', 'r1', 'chl', '2026-01-01T00:00:00Z')");
SQL(test_reminders, "", "i", "SELECT count(*) FROM reminder");
SQL(test_french, "", "", "UPDATE person SET language = 'fr' WHERE id = 'per-focal_point'");

static struct rows *mails(struct act *a) { return db_all(again(a), test_mails); }
static bool traced(struct act *a, const char *party_, const char *deed, const char *detail) {
    struct rows *r = db_all(again(a), test_trail, party_);
    for (size_t i = 0; i < r->n; i++)
        if (same(text(r->row[i], 0), deed) && strstr(text(r->row[i], 1), detail)) return true;
    return false;
}
static struct act *desk(struct act *a) { return acting(a, "eclac", "secretariat"); }
static struct round *the_round(struct act *b) { return round_find(b, "r1"); }

static void bodies_of_a_state_take_part_through_it(void **s) {
    struct act *a = round_world();
    const char *ministry = people_add_body(a, "chl", "ministry", "Health");
    struct act *b = acting(a, "eclac", "secretariat");
    struct round *r = round_find(b, "r1");
    assert_false(round_add_party(b, r, ministry, "partner", NULL));
    assert_non_null(mistake_of(b, "party"));
    party(again(a), "unicef", "organization");
    assert_true(round_add_party(acting(a, "eclac", "secretariat"), r, "unicef", "partner", NULL));
}

SQL(test_last_day, "d", "", "INSERT INTO round_step (id, round, kind, starts, ends, position) VALUES ('st-in', 'r1', 'input', '2000-01-01', $1, 0)");
static void a_due_day_is_not_after_the_last_day_of_the_round(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "actions", "", "w");
    db_do(a, test_last_day, "2099-03-01");
    struct section *x = section_find(acting(a, "chl", "focal_point"), "s-chl-objective_07");
    struct act *b = acting(a, "chl", "focal_point");
    assert_false(section_give(b, x, "chl", "2099-03-02", false));
    assert_non_null(strstr(mistake_of(b, "due"), "2099"));
    assert_true(section_give(acting(a, "chl", "focal_point"), x, "chl", "2099-03-01", false));
    x->due = "2099-04-01"; /* was set before the round's day was moved */
    assert_true(section_give(acting(a, "chl", "focal_point"), x, "chl", "2099-04-01", true));
}

static void a_new_due_day_is_not_past(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "actions", "", "w");
    struct act *b = acting(a, "chl", "focal_point");
    struct section *x = section_find(b, "s-chl-objective_07");
    const char *wrong[] = {"2001-01-01", "tomorrow", "2026-02-30"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct act *c = acting(a, "chl", "focal_point");
        assert_false(section_give(c, x, "chl", wrong[i], false));
        assert_non_null(strstr(mistake_of(c, "due"), "Due on"));
    }
    assert_true(section_give(acting(a, "chl", "focal_point"), x, "chl", arena_copy_n(m, a->now, 10), false));
    x->due = "2001-01-01"; /* what was set once and has passed stays while something else changes */
    assert_true(section_give(acting(a, "chl", "focal_point"), x, "chl", "2001-01-01", true));
}

static const struct round_step hearing = {.kind = "hearing", .starts = "2026-03-01", .ends = "2026-03-02", .place = "Santiago", .note = ""};

static void a_step_is_changed_and_those_who_lead_are_told(void **s) {
    struct act *a = round_world();
    db_do(a, test_french);
    assert_true(round_add_step(desk(a), the_round(desk(a)), &hearing));
    size_t n;
    const char *id = round_steps(again(a), "r1", &n)->id;
    db_do(again(a), test_reminded, id);
    struct round_step to = hearing;
    to.ends = "2026-02-01";
    struct act *b = desk(a);
    assert_false(round_change_step(b, the_round(b), id, &to, "http://x"));
    assert_non_null(mistake_of(b, "ends"));
    to.ends = "2026-03-09";
    to.note = "Online as well";
    b = desk(a);
    assert_true(round_change_step(b, the_round(b), id, &to, "http://x"));
    struct round_step *now = round_steps(again(a), "r1", &n);
    assert_string_equal(now->ends, "2026-03-09");
    assert_string_equal(now->note, "Online as well");
    assert_int_equal(num(db_one(again(a), test_reminders), 0), 0); /* of the new dates nobody was told yet */
    struct rows *w = mails(a);
    assert_int_equal(w->n, 5); /* three members, the observer, the partner's delegate */
    assert_string_equal(text(w->row[4], 0), "per-focal_point@x.example");
    assert_string_equal(text(w->row[4], 3), "fr");
    assert_non_null(strstr(text(w->row[0], 1), "9 March 2026"));
    assert_true(traced(a, "eclac", "changed a step of a round", "hearing 2026-03-01..2026-03-02, Santiago -> hearing 2026-03-01..2026-03-09"));
    b = desk(a);
    assert_true(round_change_step(b, the_round(b), id, &to, "http://x")); /* nothing new */
    assert_int_equal(mails(a)->n, 5);
    struct act *other = acting(a, "chl", "focal_point");
    assert_false(round_change_step(other, the_round(other), id, &hearing, NULL));
    assert_int_equal(other->failure, DENIED);
}

static void a_step_is_taken_out_and_its_words_stay_in_the_trail(void **s) {
    struct act *a = round_world();
    assert_true(round_add_step(desk(a), the_round(desk(a)), &hearing));
    size_t n;
    const char *id = round_steps(again(a), "r1", &n)->id;
    struct act *other = acting(a, "chl", "focal_point");
    assert_false(round_remove_step(other, the_round(other), id, NULL));
    struct act *b = desk(a);
    assert_true(round_remove_step(b, the_round(b), id, NULL));
    round_steps(again(a), "r1", &n);
    assert_int_equal(n, 0);
    assert_int_equal(mails(a)->n, 0); /* the secretariat chose to tell nobody */
    assert_true(traced(a, "eclac", "removed a step of a round", "hearing 2026-03-01..2026-03-02, Santiago"));
    b = desk(a);
    assert_false(round_remove_step(b, the_round(b), id, NULL));
    assert_int_equal(b->failure, NOT_FOUND);
}

/* It is told, keeps what it wrote and released, and comes back as it was. */
static void a_party_is_not_taken_out_silently(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "status", "", "Palabras");
    const char *release = let_go(a, "chl", "objective_07", "public", NULL), *others = NULL;
    write_words(again(a), "per", "objective_07", "status", "", "Otras");
    others = let_go(a, "per", "objective_07", "members", NULL);
    assert_non_null(release_find(acting(a, "chl", "focal_point"), others));
    struct act *b = desk(a);
    size_t before = mails(a)->n;
    assert_true(round_remove_party(b, the_round(b), "chl", "http://x"));
    struct rows *w = mails(a);
    assert_int_equal(w->n, before + 1);
    bool told = false;
    for (size_t i = 0; i < w->n; i++) told |= same(text(w->row[i], 0), "chl-focal_point@x.example") && strstr(text(w->row[i], 1), "does not take part");
    assert_true(told);
    assert_true(traced(a, "chl", "took a party out of a round", "member"));
    assert_true(traced(a, "eclac", "took a party out of a round", "chl"));
    assert_non_null(input_of(acting(a, "chl", "focal_point"), "r1", "chl"));
    assert_non_null(release_find(nobody(a), release));
    assert_null(release_find(acting(a, "chl", "focal_point"), others));
    b = desk(a);
    assert_false(round_remove_party(b, the_round(b), "chl", "http://x"));
    assert_int_equal(b->failure, NOT_FOUND);
    b = desk(a);
    assert_true(round_add_party(b, the_round(b), "chl", "member", NULL));
    assert_non_null(release_find(acting(a, "chl", "focal_point"), others));
    b = desk(a);
    assert_false(round_add_party(b, the_round(b), "chl", "observer", NULL)); /* that is a change, which is told */
    assert_non_null(mistake_of(b, "party"));
}

static void a_capacity_is_changed_and_told(void **s) {
    struct act *a = round_world();
    struct act *b = desk(a);
    assert_true(round_set_capacity(b, the_round(b), "esp", "partner", "http://x"));
    assert_string_equal(access_capacity(again(a), "r1", "esp"), "partner");
    assert_int_equal(mails(a)->n, 1);
    assert_true(traced(a, "esp", "changed how a party takes part", "observer -> partner"));
    b = desk(a);
    assert_false(round_set_capacity(b, the_round(b), "esp", "king", "http://x"));
    assert_non_null(mistake_of(b, "capacity"));
    struct act *other = acting(a, "esp", "focal_point");
    assert_false(round_set_capacity(other, the_round(other), "esp", "member", NULL));
    assert_int_equal(other->failure, DENIED);
}

/* "members" are those of the day on which somebody reads: who released to them is told who has joined. */
SQL(test_gained, "t", "ktt", "SELECT person, words, language FROM mail WHERE once LIKE 'gained/%' AND created >= $1 ORDER BY person");
SQL(test_gained_trail, "k", "t", "SELECT detail FROM trail WHERE party = $1 AND deed LIKE '%read what was released%'");
static void who_joins_is_named_to_those_whose_words_it_reads_now(void **s) {
    struct act *a = round_world(), *b;
    write_words(a, "chl", "objective_07", "actions", "", "a");
    write_words(a, "per", "objective_07", "actions", "", "b");
    write_words(a, "bol", "objective_07", "actions", "", "c");
    write_words(a, "chl", "objective_08", "actions", "", "d");
    let_go(a, "chl", "objective_07", "members", NULL);
    let_go(a, "chl", "objective_08", "public", NULL); /* read by all before */
    let_go(a, "per", "objective_07", "public", NULL);
    let_go(a, "bol", "objective_07", "owner", NULL);
    b = acting(a, "eclac", "secretariat");
    assert_true(round_add_party(b, the_round(b), "fra", "observer", "http://x")); /* reads nothing of anybody's */
    assert_int_equal(db_all(again(a), test_gained, "")->n, 0);
    b = acting(a, "eclac", "secretariat");
    assert_true(round_set_capacity(b, the_round(b), "fra", "member", "http://x"));
    struct rows *told = db_all(again(a), test_gained, "");
    assert_int_equal(told->n, 2);
    assert_string_equal(text(told->row[0], 0), "chl-focal_point");
    assert_string_equal(text(told->row[1], 0), "chl-releaser");
    assert_non_null(strstr(text(told->row[0], 1), party_name(again(a), "fra")));
    assert_non_null(strstr(text(told->row[0], 1), "Members of the round"));
    assert_null(strstr(text(told->row[0], 1), audience_name(again(a), "public")));
    assert_string_equal(text(db_one(again(a), test_gained_trail, "chl"), 0), "member: fra");
    assert_null(db_one(again(a), test_gained_trail, "per"));
    assert_null(db_one(again(a), test_gained_trail, "bol")); /* and nobody learns that it released something to itself */
    b = acting(a, "eclac", "secretariat");
    assert_true(round_set_capacity(b, the_round(b), "fra", "observer", "http://x")); /* fewer read: no news */
    assert_int_equal(db_all(again(a), test_gained, "")->n, 2);
    /* a recall ends it */
    struct act *c = acting(a, "chl", "releaser");
    size_t n;
    assert_true(release_recall(c, release_history(c, "r1", "chl", "objective_07", &n)[0].id, "A mistake.", NULL));
    b = acting(a, "eclac", "secretariat");
    assert_true(round_set_capacity(b, the_round(b), "fra", "member", "http://x"));
    assert_int_equal(db_all(again(a), test_gained, "")->n, 2);
}

/* All members at once: the same news, in which no party is named to itself. */
SQL(test_membership, "kk", "", "INSERT INTO relation (id, party, other, role, created) VALUES ($1, $1, 'lac', 'member', $2)");
SQL(test_out, "k", "", "DELETE FROM round_party WHERE party = $1");
static void all_members_invited_are_named_to_those_whose_words_they_read(void **s) {
    struct act *a = round_world(), *b;
    write_words(a, "chl", "objective_07", "actions", "", "a");
    write_words(a, "per", "objective_07", "actions", "", "b");
    let_go(a, "chl", "objective_07", "members", NULL);
    let_go(a, "per", "objective_07", "members", NULL);
    assert_true(db_do(a, test_membership, "fra", a->now) && db_do(a, test_membership, "chl", a->now) && db_do(a, test_out, "chl"));
    b = acting(a, "eclac", "secretariat");
    assert_int_equal(round_invite_members(b, the_round(b), "http://x"), 2);
    struct rows *told = db_all(again(a), test_gained, "");
    assert_int_equal(told->n, 4);
    const char *chile = party_name(again(a), "chl"), *france = party_name(again(a), "fra");
    for (size_t i = 0; i < told->n; i++) {
        assert_non_null(strstr(text(told->row[i], 1), france));
        assert_true(!strstr(text(told->row[i], 1), chile) == (strncmp(text(told->row[i], 0), "chl", 3) == 0));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(all_members_invited_are_named_to_those_whose_words_they_read), TEST(a_step_is_changed_and_those_who_lead_are_told), TEST(a_step_is_taken_out_and_its_words_stay_in_the_trail),
        TEST(a_party_is_not_taken_out_silently), TEST(a_capacity_is_changed_and_told), TEST(who_joins_is_named_to_those_whose_words_it_reads_now), TEST(bodies_of_a_state_take_part_through_it), TEST(a_new_due_day_is_not_past), TEST(a_due_day_is_not_after_the_last_day_of_the_round)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
