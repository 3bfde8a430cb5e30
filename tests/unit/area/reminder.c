/* Reminders on a clock that is moved: to whom, when, once; when they stop; what leaves the State. */
#include "round_world.h"
#include "area/mail.h"
#include "area/reminder.h"
#include "base/clock.h"
#include "base/text.h"
#include "command/remind.h"
#include "web/postman.h"

enum { day = 86400, hour = 3600 };
SQL(test_step, "kdd", "", "INSERT INTO round_step (id, round, kind, starts, ends, position) VALUES ($1, 'r1', 'input', $2, $3, 1)");
SQL(test_section, "kkktttd", "",
    "INSERT INTO section (id, input, name, holder, state, stage, since) VALUES ($1, $2, $4, $3, $5, $6, $7)");
SQL(test_author, "kk", "", "INSERT INTO section_author (section, person) VALUES ($1, $2)");
SQL(test_move, "kttd", "", "UPDATE section SET state = $2, stage = $3, since = $4 WHERE id = $1");
SQL(test_language, "kt", "", "UPDATE person SET language = $2 WHERE id = $1");
SQL(test_digest, "k", "", "UPDATE person SET digest = 1 WHERE id = $1");
SQL(test_end, "kd", "", "UPDATE mandate SET ended = $2 WHERE id = $1");
SQL(test_close, "t", "", "UPDATE round SET status = $1");
SQL(test_forget, "", "", "DELETE FROM mail");
SQL(test_count, "", "i", "SELECT count(*) FROM mail WHERE kind IN ('reminder', 'waiting')");
SQL(test_to, "t", "ttttt", "SELECT kind, subject, words, language, coalesce(shown, '') FROM mail WHERE address = $1 ORDER BY id LIMIT 1");

static int64_t shifted;
static void later(int64_t seconds) {
    clock_shift(seconds);
    shifted += seconds;
}
static int start(void **s) { return fresh_arena(s); }
static int stop(void **s) {
    later(-shifted);
    return end_arena(s);
}
#define CLOCK_TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)

static const char *in_days(int n) { return clock_day_add(m, clock_day(m, clock_now()), n); }
static int run(void) {
    const char *problem = NULL;
    int n = remind(world_db, m, "http://x", false, &problem);
    if (n < 0) bug("%s", problem);
    return n;
}
static int64_t mails(struct act *a) { return num(db_one(again(a), test_count), 0); }
static struct row *to(struct act *a, const char *who) { return db_one(again(a), test_to, arena_printf(m, "%s@x.example", who)); }
static bool told(struct act *a, const char *who) { return to(a, who) != NULL; }
static void forget(struct act *a) { db_do(again(a), test_forget); }

/* A section of Chile, since now. */
static void section(struct act *a, const char *id, const char *name, const char *holder_, const char *state, const char *stage) {
    db_do(a, test_section, id, "in-chl", holder_, name, state, stage, clock_text(m, clock_now()));
    if (failed(a)) bug("%s", a->detail);
}
/* Only Chile is a member, with one post of each function; the others would be told that they have not begun. */
SQL(test_only_chile, "", "", "DELETE FROM round_party WHERE party IN ('per', 'bol')");
static struct act *chile(void) {
    struct act *a = round_world();
    int64_t now = clock_now();
    later(day + 12 * hour - now % day); /* noon of tomorrow: hours added stay within the day meant */
    db_do(a, test_only_chile);
    holder(a, "chl", "validator");
    holder(a, "chl", "author");
    if (failed(a)) bug("%s", a->detail);
    return a;
}

static void before_a_date_to_those_who_have_work_left(void **s) {
    struct act *a = chile();
    db_do(a, test_step, "st", in_days(-5), in_days(15));
    section(a, "s1", "objective_01", "chl", "drafting", "author");
    assert_int_equal(run(), 0);
    later(day);
    assert_int_equal(run(), 2);
    assert_true(told(a, "chl-author") && told(a, "chl-focal_point"));
    assert_false(told(a, "chl-validator") || told(a, "chl-releaser") || told(a, "esp-focal_point") || told(a, "eclac-secretariat"));
    assert_int_equal(run(), 0);
    forget(a); /* the outbox is emptied: the rows remember */
    later(3 * day);
    assert_int_equal(run(), 0);
    db_do(again(a), test_move, "s1", "waiting", "validator", clock_text(m, clock_now()));
    later(hour);
    assert_int_equal(run(), 1); /* whoever has the work now hears of the date */
    assert_true(told(a, "chl-validator"));
    forget(a);
    later(4 * day);
    db_do(again(a), test_move, "s1", "waiting", "releaser", clock_text(m, clock_now()));
    assert_int_equal(run(), 2);
    assert_true(told(a, "chl-releaser") && told(a, "chl-focal_point"));
    forget(a);
    later(5 * day);
    db_do(again(a), test_move, "s1", "cleared", "done", clock_text(m, clock_now()));
    assert_int_equal(run(), 2); /* cleared, not released: two days before */
    assert_non_null(strstr(text(to(a, "chl-releaser"), 2), "2 days are left."));
    forget(a);
    later(2 * day);
    assert_int_equal(run(), 0);
    later(day);
    assert_int_equal(run(), 0); /* the day is over */
}

static void named_authors_are_told_and_others_are_not(void **s) {
    struct act *a = chile();
    party(a, "interior", "ministry");
    holder(a, "interior", "author");
    holder(a, "interior", "validator");
    holder(a, "per", "author");
    db_do(a, test_step, "st", in_days(-5), in_days(7));
    section(a, "s1", "objective_01", "interior", "drafting", "author");
    section(a, "s2", "objective_02", "interior", "waiting", "validator");
    section(a, "s3", "objective_03", "chl", "drafting", "author");
    db_do(a, test_author, "s3", "per-author"); /* named once, and of another State now */
    assert_int_equal(run(), 4);
    assert_true(told(a, "interior-author") && told(a, "interior-validator") && told(a, "chl-author") && told(a, "chl-focal_point"));
    const char *words = text(to(a, "interior-author"), 2);
    assert_non_null(strstr(words, "Objective 1:"));
    assert_null(strstr(words, "Objective 2:")); /* one mail names one's own sections */
    assert_null(strstr(words, "Objective 3:"));
}

static void what_is_finished_sends_nothing(void **s) {
    struct act *a = chile();
    db_do(a, test_step, "st", in_days(-5), in_days(7));
    write_words(a, "chl", "objective_01", "actions", "", "done");
    let_go(a, "chl", "objective_01", "owner", NULL); /* a release to oneself ends the work as well */
    assert_int_equal(run(), 0);
    later(hour);
    db_do(again(a), test_move, "s-chl-objective_01", "drafting", "author", clock_text(m, clock_now()));
    assert_int_equal(run(), 2); /* reopened */
}

static void who_has_not_begun_hears_of_the_date(void **s) {
    struct act *a = chile();
    db_do(a, test_step, "st", in_days(-5), in_days(7));
    db_do(a, rw_round_party, "fra", "member");
    assert_int_equal(run(), 1);
    assert_non_null(strstr(text(to(a, "fra-focal_point"), 2), "has not begun"));
    assert_null(strstr(text(to(a, "fra-focal_point"), 4), "begun"));
    assert_int_equal(run(), 0);
}

static void clearance_is_reminded_of_then_escalated_once(void **s) {
    struct act *a = chile();
    holder(a, "chl", "alternate");
    section(a, "s1", "objective_01", "chl", "waiting", "validator");
    section(a, "s2", "objective_02", "chl", "waiting", "validator");
    later(48 * hour - 60);
    assert_int_equal(run(), 0);
    later(120);
    assert_int_equal(run(), 1); /* two sections, one mail */
    const char *words = text(to(a, "chl-validator"), 2);
    assert_non_null(strstr(words, "Objective 1:"));
    assert_non_null(strstr(words, "Objective 2:"));
    assert_int_equal(run(), 0);
    forget(a);
    later(47 * hour);
    assert_int_equal(run(), 0);
    db_do(again(a), test_move, "s2", "waiting", "releaser", clock_text(m, clock_now()));
    later(2 * hour);
    assert_int_equal(run(), 1);
    words = text(to(a, "chl-alternate"), 2);
    assert_non_null(strstr(words, "Objective 1:"));
    assert_null(strstr(words, "Objective 2:")); /* it went on */
    assert_false(told(a, "chl-focal_point"));
    later(30 * day);
    forget(a);
    db_do(again(a), test_move, "s2", "cleared", "done", clock_text(m, clock_now()));
    assert_int_equal(run(), 0); /* nothing a second time */
    db_do(again(a), test_move, "s1", "waiting", "validator", clock_text(m, clock_now()));
    later(49 * hour);
    assert_int_equal(run(), 1); /* a new turn counts anew */
}

static void without_an_alternate_the_focal_point_is_told(void **s) {
    struct act *a = chile();
    section(a, "s1", "objective_01", "chl", "waiting", "releaser");
    later(49 * hour);
    assert_int_equal(run(), 1);
    assert_true(told(a, "chl-releaser"));
    later(49 * hour);
    assert_int_equal(run(), 1);
    assert_true(told(a, "chl-focal_point"));
    later(49 * hour);
    assert_int_equal(run(), 0);
}

static void a_vacant_post_is_the_focal_points_worry(void **s) {
    struct act *a = chile();
    section(a, "s1", "objective_01", "chl", "waiting", "validator");
    db_do(a, test_end, "m-chl-validator", a->now);
    later(49 * hour);
    assert_int_equal(run(), 1);
    assert_true(told(a, "chl-focal_point"));
    later(49 * hour);
    assert_int_equal(run(), 0); /* no second person is left to tell */
    struct turn t = section_turn(again(a), section_find(acting(a, "chl", "focal_point"), "s1"));
    assert_true(t.vacant);
    assert_string_equal(t.function, "validator");
}

static void a_clock_set_back_sends_nothing_twice(void **s) {
    struct act *a = chile();
    db_do(a, test_step, "st", in_days(-5), in_days(20));
    section(a, "s1", "objective_01", "chl", "waiting", "validator");
    later(13 * day);
    int n = run();
    assert_int_equal(n, 2);
    later(-5 * day);
    assert_int_equal(run(), 0); /* 12 days before: the nearer reminder stands for the farther */
    later(-6 * day);
    assert_int_equal(run(), 0);
    later(11 * day);
    assert_int_equal(run(), 0);
    later(5 * day); /* two days before, and the escalation */
    assert_int_equal(run(), 2);
    later(-1 * day);
    assert_int_equal(run(), 0);
}

static void two_servers_send_one(void **s) {
    struct act *a = chile();
    db_do(a, test_step, "st", in_days(-5), in_days(7));
    section(a, "s1", "objective_01", "chl", "waiting", "validator");
    struct act *b = again(a), *c = again(a);
    struct reminder *first = reminder_due(b), *second = reminder_due(c);
    assert_non_null(second);
    for (struct reminder *d = first; d; d = d->next) assert_true(reminder_queue(b, d, "http://x"));
    int64_t n = mails(a);
    for (struct reminder *d = second; d; d = d->next) assert_false(reminder_queue(c, d, "http://x"));
    assert_false(failed(c));
    assert_int_equal(mails(a), n);
}

static void a_date_and_a_wait_are_one_mail_a_day(void **s) {
    struct act *a = chile();
    section(a, "s1", "objective_01", "chl", "waiting", "validator");
    later(3 * hour);
    section(a, "s2", "objective_02", "chl", "waiting", "validator");
    later(46 * hour);
    db_do(again(a), test_step, "st", in_days(-5), in_days(14));
    assert_int_equal(run(), 2); /* validator: date and wait; focal point: date */
    const char *words = text(to(a, "chl-validator"), 2);
    assert_non_null(strstr(words, "14 days are left."));
    assert_non_null(strstr(words, "have waited for you"));
    forget(a);
    later(4 * hour); /* the second section is due now, but today's mail is out */
    assert_int_equal(run(), 0);
    later(day);
    assert_int_equal(run(), 1);
    assert_true(told(a, "chl-validator"));
}

static void ended_posts_and_closed_rounds_are_left_alone(void **s) {
    struct act *a = chile();
    db_do(a, test_step, "st", in_days(-5), in_days(7));
    section(a, "s1", "objective_01", "chl", "waiting", "validator");
    db_do(a, test_digest, "chl-validator");
    later(3 * day);
    struct act *b = again(a);
    db_do(b, test_close, "closed");
    assert_int_equal(run(), 0);
    db_do(b, test_close, "open");
    assert_int_equal(run(), 2);
    later(day);
    size_t n;
    struct act *c = again(a);
    struct due_mail *d = mail_due(c, 10, &n);
    assert_int_equal(n, 2);
    db_do(c, test_end, "m-chl-validator", c->now); /* the post ends while the mail waits */
    int claimed = 0;
    for (size_t i = 0; i < n; i++) claimed += mail_claim(c, &d[i]);
    assert_int_equal(claimed, 1);
    db_do(c, test_close, "closed");
    later(hour);
    c = again(a);
    d = mail_due(c, 10, &n);
    for (size_t i = 0; i < n; i++) assert_false(mail_claim(c, &d[i]));
}

static void the_readers_language_and_direction(void **s) {
    struct act *a = chile();
    db_do(a, test_language, "chl-author", "ar");
    db_do(a, test_language, "chl-focal_point", "fr");
    db_do(a, test_step, "st", in_days(-5), in_days(7));
    section(a, "s1", "objective_01", "chl", "drafting", "author");
    assert_int_equal(run(), 2);
    struct row *ar = to(a, "chl-author"), *fr = to(a, "chl-focal_point");
    assert_string_equal(text(ar, 3), "ar");
    assert_non_null(strstr(text(ar, 1), tr(lang_find("ar"), "National inputs")));
    assert_string_not_equal(tr(lang_find("ar"), "National inputs"), "National inputs");
    assert_non_null(strstr(text(fr, 1), tr(lang_find("fr"), "National inputs")));
    assert_non_null(strstr(text(fr, 2), lang_day(m, lang_find("fr"), in_days(7))));
    struct buf *b = postman_message(m, "isthmus@x.example", "a@x.example", "id", text(ar, 3), text(ar, 1), text(ar, 2), clock_now());
    assert_non_null(strstr(b->data, "Content-Language: ar"));
    assert_non_null(strstr(b->data, "PCFkb2N0eXBlIGh0bWw+PGh0bWwgbGFuZz0iYXIiIGRpcj0icnRs")); /* base64 of <!doctype html><html lang="ar" dir="rtl */
}

static void the_secretariat_reads_the_date_and_no_more(void **s) {
    struct act *a = chile();
    db_do(a, test_step, "st", in_days(-5), in_days(16));
    section(a, "s1", "objective_01", "chl", "waiting", "validator");
    later(49 * hour);
    assert_int_equal(run(), 2);
    later(49 * hour);
    assert_int_equal(run(), 1); /* escalation: a matter of the State alone */
    size_t n;
    struct act *b = acting(a, "eclac", "secretariat");
    struct mail_line *l = mail_of_round(b, "r1", NULL, 10, &n);
    assert_int_equal(n, 1); /* the focal point's; the validator's would tell where the section is */
    for (size_t i = 0; i < n; i++) {
        const char *words, *language;
        assert_string_equal(l[i].address, "chl-focal_point@x.example");
        assert_string_equal(l[i].kind, "reminder");
        assert_non_null(mail_one_of_round(b, "r1", l[i].id, &words, &language));
        assert_non_null(strstr(words, "The review"));
        assert_null(strstr(words, "Objective"));
        assert_null(strstr(words, "wait"));
    }
}

static const char *names(struct act *b, struct round *r) {
    size_t n;
    struct silent *l = reminder_silent(b, r, &n);
    const char *all = "";
    for (size_t i = 0; i < n; i++) all = arena_printf(m, "%s%s ", all, l[i].party);
    return all;
}

static void only_the_secretariat_reads_who_is_silent(void **s) {
    struct act *a = round_world();
    struct round *r = round_find(a, "r1");
    assert_string_equal(names(acting(a, "eclac", "secretariat"), r), "bol chl per "); /* alphabetical */
    write_words(a, "chl", "objective_01", "actions", "", "w");
    let_go(a, "chl", "objective_01", "named", "per"); /* did not reach the secretariat, so it says nothing */
    write_words(a, "per", "objective_01", "actions", "", "w");
    const char *id = let_go(a, "per", "objective_01", "members", NULL);
    assert_string_equal(names(acting(a, "eclac", "secretariat"), r), "bol chl ");
    release_recall(acting(a, "per", "releaser"), id, "A reason.", NULL);
    assert_string_equal(names(acting(a, "eclac", "secretariat"), r), "bol chl ");
    static const struct { const char *party, *function; } others[] = {{"chl", "focal_point"}, {"esp", "focal_point"}, {"iom", "delegate"}};
    for (size_t i = 0; i < COUNT(others); i++) {
        struct act *b = acting(a, others[i].party, others[i].function);
        assert_string_equal(names(b, r), "");
        assert_int_equal(b->failure, DENIED);
        b = acting(a, others[i].party, others[i].function);
        assert_false(reminder_by_hand(b, r, "bol", "http://x"));
        assert_int_equal(b->failure, DENIED);
    }
    struct act *weak = acting(a, "eclac", "secretariat");
    weak->strong = false;
    assert_string_equal(names(weak, r), "");
    assert_int_equal(mails(a), 0);
    db_do(again(a), test_close, "closed");
    assert_string_equal(names(acting(a, "eclac", "secretariat"), round_find(again(a), "r1")), "");
}

static bool by_hand(struct act *a, struct round *r, const char *party_, const char **why) {
    struct act *b = acting(a, "eclac", "secretariat");
    bool done = reminder_by_hand(b, r, party_, "http://x");
    *why = mistake_of(b, "party");
    return done;
}

static void by_hand_once_a_day(void **s) {
    struct act *a = round_world();
    struct round *r = round_find(a, "r1");
    const char *why;
    db_do(a, test_step, "st", in_days(-5), in_days(30));
    assert_true(by_hand(a, r, "chl", &why));
    assert_int_equal(mails(a), 1);
    assert_string_equal(text(to(a, "chl-focal_point"), 0), "reminder");
    assert_false(by_hand(a, r, "chl", &why));
    assert_non_null(strstr(why, "today already"));
    later(-2 * day);
    assert_false(by_hand(a, r, "chl", &why)); /* a clock set back */
    later(3 * day);
    assert_true(by_hand(a, r, "chl", &why));
    assert_int_equal(mails(a), 2);
    assert_false(by_hand(a, r, "esp", &why)); /* an observer is not asked for anything */
    db_do(again(a), test_end, "m-bol-focal_point", "2020-01-01T00:00:00Z");
    assert_false(by_hand(a, r, "bol", &why));
    assert_non_null(strstr(why, "no focal point"));
    assert_int_equal(mails(a), 2);
}

/* Other steps than the inputs. */
SQL(test_other, "ktddt", "", "INSERT INTO round_step (id, round, kind, starts, ends, place, position) VALUES ($1, 'r1', $2, $3, $4, $5, 2)");
SQL(test_report, "td", "", "INSERT INTO report (id, round, title, language, status, comments_until, created) VALUES ('e1', 'r1', 'T', 'en', $1, $2, '2026-01-01T00:00:00Z')");
SQL(test_status, "t", "", "UPDATE report SET status = $1");
SQL(test_comment, "kk", "", "INSERT INTO objection (id, report, party, person, kind, words, at) VALUES ('o-' || $1, 'e1', $1, $2, 'comment', 'w', '2026-01-01T00:00:00Z')");
SQL(test_dates, "", "i", "SELECT count(*) FROM mail WHERE kind = 'date'");
static int64_t dates(struct act *a) { return num(db_one(again(a), test_dates), 0); }

static struct act *tomorrow_noon(void) {
    struct act *a = round_world();
    later(day + 12 * hour - clock_now() % day);
    return a;
}

static void what_takes_place_is_said_once_a_week_before(void **s) {
    struct act *a = tomorrow_noon();
    db_do(a, test_language, "per-focal_point", "ar");
    db_do(a, test_other, "h1", "hearing", in_days(8), in_days(9), "Santiago");
    assert_int_equal(run(), 0);
    later(day);
    assert_int_equal(run(), 5); /* members, the observer, the partner's delegate */
    assert_int_equal(dates(a), 5);
    assert_true(told(a, "esp-focal_point") && told(a, "iom-delegate"));
    assert_false(told(a, "fra-focal_point") || told(a, "chl-releaser") || told(a, "eclac-secretariat"));
    assert_non_null(strstr(text(to(a, "chl-focal_point"), 2), "Santiago"));
    assert_string_equal(text(to(a, "per-focal_point"), 3), "ar");
    forget(a);
    for (int i = 0; i < 9; i++) {
        later(day);
        assert_int_equal(run(), 0);
    }
}

static void it_goes_on_when_inputs_are_closed_and_ends_with_the_round(void **s) {
    struct act *a = tomorrow_noon();
    db_do(a, test_only_chile);
    db_do(a, test_other, "c1", "conference", in_days(5), in_days(6), "");
    db_do(a, test_close, "planned");
    assert_int_equal(run(), 0);
    db_do(again(a), test_close, "held");
    assert_int_equal(run(), 0);
    db_do(again(a), test_close, "closed");
    assert_int_equal(run(), 3);
    size_t n;
    struct due_mail *w = mail_due(again(a), 10, &n);
    for (size_t i = 0; i < n; i++) assert_true(mail_claim(again(a), &w[i]));
    forget(a);
    db_do(again(a), test_other, "c2", "adoption", in_days(6), in_days(6), "");
    later(day);
    assert_int_equal(run(), 3);
    db_do(again(a), test_close, "held"); /* nobody is sent what waits */
    w = mail_due(again(a), 10, &n);
    for (size_t i = 0; i < n; i++) assert_false(mail_claim(again(a), &w[i]));
}

static void without_a_focal_point_the_alternate_is_told(void **s) {
    struct act *a = tomorrow_noon();
    db_do(a, test_only_chile);
    holder(a, "chl", "alternate");
    db_do(a, test_other, "h1", "hearing", in_days(3), in_days(3), "");
    db_do(a, test_end, "m-chl-focal_point", "2020-01-01T00:00:00Z");
    assert_int_equal(run(), 3);
    assert_true(told(a, "chl-alternate"));
    assert_false(told(a, "chl-focal_point"));
}

/* To members who sent none, a week before; two days before with the alternate; not once done. */
static void comments_are_asked_for_until_they_come(void **s) {
    struct act *a = tomorrow_noon();
    holder(a, "chl", "alternate");
    holder(a, "per", "alternate");
    db_do(a, test_other, "k1", "comments", in_days(-3), in_days(6), "");
    db_do(a, test_report, "draft", (const char *)NULL);
    assert_int_equal(run(), 0); /* nothing to comment on yet */
    db_do(again(a), test_status, "circulated");
    assert_int_equal(run(), 3);
    assert_true(told(a, "chl-focal_point") && told(a, "per-focal_point") && told(a, "bol-focal_point"));
    assert_non_null(strstr(text(to(a, "chl-focal_point"), 2), "Chile"));
    forget(a);
    db_do(again(a), test_comment, "per", "per-focal_point");
    later(4 * day);
    assert_int_equal(run(), 3);
    assert_true(told(a, "chl-focal_point") && told(a, "chl-alternate") && told(a, "bol-focal_point"));
    assert_non_null(strstr(text(to(a, "chl-alternate"), 2), "alternate"));
    assert_null(strstr(text(to(a, "chl-focal_point"), 2), "alternate"));
    forget(a);
    later(day);
    assert_int_equal(run(), 0);
}

static void without_a_step_the_day_of_the_report_counts(void **s) {
    struct act *a = tomorrow_noon();
    db_do(a, test_report, "circulated", in_days(2));
    assert_int_equal(run(), 3);
    forget(a);
    later(day);
    db_do(again(a), test_status, "adopted");
    assert_int_equal(run(), 0);
}

static void a_secretariat_is_reminded_of_its_own_dates(void **s) {
    struct act *a = tomorrow_noon();
    db_do(a, test_other, "d1", "draft_report", in_days(5), in_days(5), "");
    assert_int_equal(run(), 1);
    assert_true(told(a, "eclac-secretariat"));
    forget(a);
    later(day);
    db_do(again(a), test_other, "d2", "draft_report", in_days(3), in_days(3), "");
    db_do(again(a), test_report, "circulated", (const char *)NULL);
    assert_int_equal(run(), 0);
    db_do(again(a), test_other, "p1", "package", in_days(3), in_days(3), "");
    assert_int_equal(run(), 1);
}

/* One mail a day for a party in a round: what does not fit comes the day after. */
static void two_dates_on_one_day_are_told_on_two(void **s) {
    struct act *a = tomorrow_noon();
    db_do(a, test_only_chile);
    db_do(a, test_step, "st", in_days(-5), in_days(7));
    section(a, "s1", "objective_01", "chl", "drafting", "author");
    db_do(a, test_other, "h1", "hearing", in_days(4), in_days(4), "");
    assert_int_equal(run(), 3);
    assert_string_equal(text(to(a, "chl-focal_point"), 0), "reminder");
    assert_int_equal(dates(a), 2); /* the observer's and the partner's */
    forget(a);
    later(day);
    assert_int_equal(run(), 1);
    assert_string_equal(text(to(a, "chl-focal_point"), 0), "date");
}

int main(void) {
    const struct CMUnitTest tests[] = {CLOCK_TEST(what_takes_place_is_said_once_a_week_before), CLOCK_TEST(it_goes_on_when_inputs_are_closed_and_ends_with_the_round),
        CLOCK_TEST(without_a_focal_point_the_alternate_is_told), CLOCK_TEST(comments_are_asked_for_until_they_come), CLOCK_TEST(without_a_step_the_day_of_the_report_counts),
        CLOCK_TEST(a_secretariat_is_reminded_of_its_own_dates), CLOCK_TEST(two_dates_on_one_day_are_told_on_two), CLOCK_TEST(before_a_date_to_those_who_have_work_left), CLOCK_TEST(named_authors_are_told_and_others_are_not),
        CLOCK_TEST(what_is_finished_sends_nothing), CLOCK_TEST(who_has_not_begun_hears_of_the_date), CLOCK_TEST(clearance_is_reminded_of_then_escalated_once),
        CLOCK_TEST(without_an_alternate_the_focal_point_is_told), CLOCK_TEST(a_vacant_post_is_the_focal_points_worry), CLOCK_TEST(a_clock_set_back_sends_nothing_twice),
        CLOCK_TEST(two_servers_send_one), CLOCK_TEST(a_date_and_a_wait_are_one_mail_a_day), CLOCK_TEST(ended_posts_and_closed_rounds_are_left_alone),
        CLOCK_TEST(the_readers_language_and_direction), CLOCK_TEST(the_secretariat_reads_the_date_and_no_more),
        CLOCK_TEST(only_the_secretariat_reads_who_is_silent), CLOCK_TEST(by_hand_once_a_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
