#include "world.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/invitation.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/session.h"
#include "area/sign_in.h"
#include "area/totp.h"
#include "base/buf.h"
#include "base/clock.h"

static const char *appoint(struct act *a, const char *party, const char *function, const char *mail) {
    return people_appoint(a, &(struct appointment){.party = party, .function = function, .mail = mail, .name = "Somebody", .language = "fr", .base_url = "http://x"});
}
static struct act *holder_of(struct act *a, const char *mandate) {
    struct holder *h = people_mandate(a, mandate);
    return as(a, h->person, mandate, h->party);
}

SQL(called_session, "kkd", "", "INSERT INTO session (token, id, person, mandate, strong, created, seen, expires) VALUES ($1, $1, (SELECT person FROM mandate WHERE id = $2), $2, 1, $3, $3, '2199-01-01T00:00:00Z')");
/* Who guesses a mail address learns nothing from it: not that it is known, nor whose it is. */
static void a_guessed_address_tells_no_name(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "per", "state");
    const char *there = people_appoint(a, &(struct appointment){.party = "chl", .function = "releaser", .mail = "r@x.example", .name = "Raúl Lagos", .language = "es"});
    db_do(a, called_session, "s1", there, "2020-01-01T00:00:00Z");
    const char *guess = people_appoint(a, &(struct appointment){.party = "per", .function = "author", .mail = "r@x.example", .name = "My own guess", .language = "fr", .base_url = "http://x"});
    const struct holder *h = people_mandate(a, guess);
    assert_string_equal(h->name, "My own guess");
    assert_string_equal(h->language, "fr");
    assert_false(h->arrived);
    /* nor does correcting the invitation rename whoever has the address */
    assert_non_null(invitation_correct(a, guess, &(struct appointment){.party = "per", .function = "author", .mail = "r@x.example", .name = "Another guess", .language = "ru", .base_url = "http://x"}));
    assert_string_equal(people_mandate(a, guess)->name, "Another guess");
    assert_string_equal(person_by_mail(a, "r@x.example")->name, "Raúl Lagos");
    assert_string_equal(person_by_mail(a, "r@x.example")->language, "es");
    /* they come to the post: now it is known who they are */
    db_do(a, called_session, "s2", guess, a->now);
    assert_string_equal(people_mandate(a, guess)->name, "Raúl Lagos");
    assert_true(people_mandate(a, guess)->arrived);
    assert_false(failed(a));
}

static void state_appoints_its_own_and_nobody_else(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "per", "state");
    party(a, "eclac", "organization");
    const char *secretariat = appoint(a, "eclac", "secretariat", "s@x.example");
    assert_non_null(secretariat);
    struct act *b = holder_of(a, secretariat);
    const char *focal = appoint(b, "chl", "focal_point", "f@x.example");
    assert_non_null(focal);
    /* a second one by the secretariat: no longer its business */
    assert_null(appoint(holder_of(a, secretariat), "chl", "focal_point", "g@x.example"));
    assert_null(appoint(holder_of(a, secretariat), "chl", "releaser", "g@x.example"));
    assert_non_null(appoint(holder_of(a, focal), "chl", "releaser", "r@x.example"));
    assert_null(appoint(holder_of(a, focal), "per", "author", "r@x.example"));
    assert_null(appoint(holder_of(a, focal), "chl", "administrator", "r@x.example"));
    assert_null(appoint(holder_of(a, focal), "eclac", "secretariat", "r@x.example"));
    /* without the second factor: no */
    struct act *weak = holder_of(a, focal);
    weak->strong = false;
    assert_null(appoint(weak, "chl", "author", "w@x.example"));
}

SQL(term_over, "kd", "", "UPDATE mandate SET until = $2 WHERE id = $1");
/* Nobody leads any more: what was written is not for whom a secretariat chooses. */
static void a_state_that_was_led_is_no_secretariats_to_give(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "eclac", "organization");
    const char *secretariat = appoint(a, "eclac", "secretariat", "s@x.example"), *administrator = appoint(a, NULL, "administrator", "admin@x.example");
    const char *first = appoint(holder_of(a, secretariat), "chl", "focal_point", "typo@x.example");
    db_do(a, term_over, first, "2020-01-01"); /* never came: the secretariat may try again */
    const char *focal = appoint(holder_of(a, secretariat), "chl", "focal_point", "f@x.example");
    assert_non_null(focal);
    db_do(a, called_session, "s1", focal, a->now);
    db_do(a, term_over, focal, "2020-01-01");
    struct act *b = holder_of(a, secretariat);
    assert_null(appoint(b, "chl", "focal_point", "mine@x.example"));
    assert_int_equal(b->failure, INVALID);
    assert_non_null(appoint(holder_of(a, administrator), "chl", "focal_point", "next@x.example"));
}

/* The term of the focal point ran out: the alternate appoints the next, no secretariat. */
static void an_alternate_keeps_the_state_in_its_own_hands(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "eclac", "organization");
    const char *secretariat = appoint(a, "eclac", "secretariat", "s@x.example"), *focal = appoint(holder_of(a, secretariat), "chl", "focal_point", "f@x.example");
    const char *alternate = appoint(holder_of(a, focal), "chl", "alternate", "a@x.example");
    db_do(a, term_over, focal, "2020-01-01");
    assert_string_equal(access_function(holder_of(a, focal)), "");
    assert_null(appoint(holder_of(a, secretariat), "chl", "focal_point", "mine@x.example"));
    assert_non_null(appoint(holder_of(a, alternate), "chl", "focal_point", "next@x.example"));
}

static void wrong_fields_are_named(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    assert_null(people_appoint(a, &(struct appointment){.party = "chl", .function = "king", .mail = "no", .name = "", .language = "xx", .until = "1.1.2020"}));
    const char *fields[] = {"mail", "name", "function", "language", "until"};
    for (size_t i = 0; i < COUNT(fields); i++) assert_non_null(mistake_of(a, fields[i]));
}

static void handing_over_moves_the_post_not_the_account(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    const char *first = appoint(a, "chl", "focal_point", "one@x.example");
    struct act *b = holder_of(a, first);
    const char *second = people_hand_over(b, first, &(struct appointment){.mail = "two@x.example", .name = "Two", .language = "es", .base_url = "http://x"});
    assert_non_null(second);
    assert_string_equal(access_function(holder_of(a, first)), "");
    assert_string_equal(access_function(holder_of(a, second)), "focal_point");
    size_t n;
    assert_string_equal(people_with(again(a), "chl", "focal_point", &n)->mail, "two@x.example");
    assert_int_equal(n, 1);
    assert_null(people_of(holder_of(a, first), "chl", &n));
}

SQL(test_input, "kkkd", "", "INSERT INTO input (id, round, party, form, clearance, created) VALUES ($1, $2, $3, 'f', 'author', $4)");
SQL(test_round, "kd", "", "INSERT INTO round (id, forum, host, tier, status, created) VALUES ($1, 'eclac', 'eclac', 'regional', 'open', $2)");
SQL(test_form, "bd", "", "INSERT INTO form (id, name, version, title, definition, source, created) VALUES ('f', 'f', '1', 'f', '', $1, $2)");
SQL(test_section, "kkktd", "", "INSERT INTO section (id, input, name, holder, state, since) VALUES ($1, $2, $1, $3, $4, $5)");
SQL(test_author, "kk", "", "INSERT INTO section_author (section, person) VALUES ($1, $2)");
SQL(test_authors, "k", "t", "SELECT section FROM section_author WHERE person = $1 ORDER BY section");

static const char *sections_of(struct act *a, const char *person) {
    struct buf *b = buf_new(m);
    struct rows *r = db_all(a, test_authors, person);
    for (size_t i = 0; i < r->n; i++) buf_printf(b, "%s ", text(r->row[i], 0));
    return b->data;
}

static void work_goes_with_the_post_only(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "eclac", "organization");
    db_do(a, test_round, "r", a->now);
    db_do(a, test_form, ((struct bytes){"", 1}), a->now);
    db_do(a, test_input, "i", "r", "chl", a->now);
    const char *health = people_add_body(a, "chl", "ministry", "Health"), *labour = people_add_body(a, "chl", "ministry", "Labour");
    const char *post = appoint(a, health, "author", "one@x.example");
    const char *one = people_mandate(a, post)->person;
    appoint(a, labour, "author", "one@x.example");
    const char *two = people_mandate(a, appoint(a, labour, "author", "two@x.example"))->person;
    db_do(a, test_section, "mine", "i", health, "drafting", a->now);
    db_do(a, test_section, "shared", "i", health, "waiting", a->now);
    db_do(a, test_section, "done", "i", health, "cleared", a->now);
    db_do(a, test_section, "other", "i", labour, "drafting", a->now);
    const char *all[] = {"mine", "shared", "done", "other"};
    for (size_t i = 0; i < COUNT(all); i++) db_do(a, test_author, all[i], one);
    db_do(a, test_author, "shared", two);
    assert_false(failed(a));
    assert_non_null(people_hand_over(a, post, &(struct appointment){.mail = "two@x.example", .name = "Two", .language = "en"}));
    assert_string_equal(sections_of(a, two), "mine shared ");
    assert_string_equal(sections_of(a, one), "done other "); /* what is cleared stays as it was, and the other ministry's work too */
    assert_null(people_hand_over(again(a), post, &(struct appointment){.mail = "three@x.example", .name = "Three", .language = "en"}));
}

static void posts_of_others_are_not_even_seen(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "per", "state");
    const char *mine = appoint(a, "chl", "focal_point", "a@x.example"), *theirs = appoint(a, "per", "releaser", "b@x.example");
    assert_non_null(people_post(holder_of(a, mine), mine));
    struct act *b = holder_of(a, mine);
    assert_null(people_post(b, theirs));
    assert_int_equal(b->failure, DENIED);
    assert_false(people_end(holder_of(a, mine), theirs));
    assert_null(people_hand_over(holder_of(a, mine), theirs, &(struct appointment){.mail = "c@x.example", .name = "C", .language = "en"}));
    struct act *alone = holder_of(a, mine);
    assert_false(people_end(alone, mine)); /* nobody would be left to appoint */
    assert_int_equal(alone->failure, INVALID);
}

static void an_ended_post_gives_way_to_another(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "per", "state");
    const char *first = appoint(a, "chl", "focal_point", "a@x.example");
    const char *person = people_mandate(a, first)->person;
    char *cookie = session_start(again(a), person, "Firefox");
    struct act *b = again(a);
    assert_string_equal(session_find(b, cookie)->party, "chl");
    b->console = false; /* a session without the second factor: refused, and told why */
    assert_false(access_may(b, APPOINT, &(struct subject){.party = "chl"}));
    assert_true(access_lacks_second_factor(b));
    assert_true(people_end(again(a), first));
    b = again(a);
    assert_string_equal(session_find(b, cookie)->function, "");
    assert_null(b->party);
    assert_null(b->mandate);
    const char *second = appoint(again(a), "per", "author", "a@x.example");
    b = again(a);
    assert_string_equal(session_find(b, cookie)->party, "per");
    assert_string_equal(b->mandate, second);
    assert_false(session_act_for(b, session_find(b, cookie), first));
}

static void a_secretariat_hears_why_it_cannot_invite(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "eclac", "organization");
    party(a, "other", "organization");
    db_do(a, test_round, "r", a->now);
    const char *secretariat = appoint(a, "eclac", "secretariat", "s@x.example"), *stranger = appoint(a, "other", "secretariat", "t@x.example");
    struct act *c = holder_of(a, stranger); /* the round is another's */
    assert_null(people_invite_focal_point(c, "r", "chl", "f@x.example", "F", "es", "http://x"));
    assert_int_equal(c->failure, DENIED);
    assert_non_null(people_invite_focal_point(holder_of(a, secretariat), "r", "chl", "f@x.example", "F", "es", "http://x"));
    struct act *b = holder_of(a, secretariat);
    assert_null(people_invite_focal_point(b, "r", "chl", "g@x.example", "G", "es", "http://x"));
    assert_non_null(mistake_of(b, "party"));
    assert_string_equal(party_name(b, "eclac"), ""); /* reading goes on after a mistake, writing does not */
    assert_false(mail_queue(b, &(struct mail){.kind = "notice", .address = "x@x.example", .language = "en", .subject = "s", .words = "w"}));
}

static void terms_end_by_the_day(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    const char *id = people_appoint(a, &(struct appointment){.party = "chl", .function = "author", .mail = "a@x.example", .name = "A", .language = "en",
                                                             .until = arena_copy_n(m, a->now, 10)});
    assert_string_equal(access_function(holder_of(a, id)), "author");
    clock_shift(2 * 86400);
    assert_string_equal(access_function(holder_of(a, id)), "");
    clock_shift(-2 * 86400);
}

static void links_work_once_in_their_browser_for_ten_minutes(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    const char *mandate = appoint(a, "chl", "author", "a@x.example");
    const char *person = people_mandate(a, mandate)->person, *path;
    char *token = sign_in_link(a, person, "sign_in", 10, "browser-one", "/inputs/x");
    assert_null(sign_in_use(again(a), token, "browser-two", "", &path));
    assert_non_null(sign_in_look(again(a), token, "browser-one"));
    char *cookie = sign_in_use(again(a), token, "browser-one", "Firefox", &path);
    assert_non_null(cookie);
    assert_string_equal(path, "/inputs/x");
    assert_null(sign_in_use(again(a), token, "browser-one", "", &path)); /* replay */
    char *late = sign_in_link(again(a), person, "sign_in", 10, NULL, "//evil.example");
    clock_shift(601);
    assert_null(sign_in_use(again(a), late, NULL, "", &path));
    clock_shift(-700); /* a clock set back revives a link only within its own ten minutes */
    assert_non_null(sign_in_use(again(a), late, NULL, "", &path));
    assert_string_equal(path, "/work");
    clock_shift(99);
    assert_null(sign_in_look(again(a), "forged", NULL));
    struct act *b = again(a);
    struct session *found = session_find(b, cookie);
    assert_non_null(found);
    assert_string_equal(b->person, person);
    assert_false(b->strong);
    assert_true(session_end(again(a), person, found->id));
    assert_null(session_find(again(a), cookie));
    assert_null(session_find(again(a), "forged"));
}

static void unknown_addresses_get_the_same_answer_and_no_mail(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    appoint(a, "chl", "author", "a@x.example");
    size_t before, after;
    mail_due(again(a), 100, &before);
    assert_true(sign_in_ask(again(a), "nobody@x.example", "b", "net", NULL, "http://x"));
    mail_due(again(a), 100, &after);
    assert_int_equal(before, after);
    assert_true(sign_in_ask(again(a), "a@x.example", "b", "net", NULL, "http://x"));
    mail_due(again(a), 100, &after);
    assert_int_equal(before + 1, after);
    for (int i = 0; i < 5; i++) sign_in_ask(again(a), "nobody@x.example", "b", "net", NULL, "http://x");
    struct act *b = again(a);
    assert_false(sign_in_ask(b, "nobody@x.example", "b", "net", NULL, "http://x"));
    assert_int_equal(b->failure, TOO_MANY);
}

static void codes_count_once(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    const char *person = people_mandate(a, appoint(a, "chl", "releaser", "a@x.example"))->person;
    const char *seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; /* RFC 6238's test secret */
    int64_t step, now = clock_now();
    clock_shift(59 - now);
    assert_true(totp_right(a, seed, "287 082", &step));
    assert_true(totp_right(a, seed, "٢٨٧٠٨٢", &step));
    assert_false(totp_right(a, seed, "287083", &step));
    assert_false(totp_right(a, seed, "28708", &step));
    clock_shift(now - 59);
    assert_false(totp_set_up(again(a), person, seed, "000000"));
    /* five wrong tries, then even a right one must wait */
    clock_shift(1111111109 - clock_now());
    assert_true(totp_set_up(again(a), person, seed, "081804"));
    assert_non_null(totp_check(again(a), person, "081804")); /* that step is spent */
    clock_shift(1234567890 - clock_now());
    assert_null(totp_check(again(a), person, "005924"));
    assert_non_null(totp_check(again(a), person, "005924"));
    for (int i = 0; i < 5; i++) totp_check(again(a), person, "111111");
    clock_shift(30);
    struct act *b = again(a);
    assert_non_null(totp_check(b, person, "005924"));
    assert_int_equal(b->failure, TOO_MANY);
    clock_shift(now - clock_now());
}

static struct due_mail *due(struct act *a, size_t *n) { return mail_due(again(a), 50, n); }

static void a_cause_is_mailed_once(void **s) {
    struct act *a = world();
    struct mail w = {.kind = "notice", .once = "notice/1", .address = "a@x.example", .language = "en", .subject = "x\r\nBcc: y@z", .words = "w"};
    assert_true(mail_queue(a, &w));
    assert_true(mail_queue(a, &w));
    size_t n;
    struct due_mail *d = due(a, &n);
    assert_int_equal(n, 1);
    assert_string_equal(d->subject, "x Bcc: y@z");
    assert_true(mail_claim(again(a), d));
    assert_false(mail_claim(again(a), d)); /* two senders: one sends */
    assert_true(mail_sent(again(a), d));
    due(a, &n);
    assert_int_equal(n, 0);
    assert_true(mail_queue(again(a), &w));
    due(a, &n);
    assert_int_equal(n, 0);
}

static void tries_grow_rarer_and_end_after_three_days(void **s) {
    struct act *a = world();
    mail_queue(a, &(struct mail){.kind = "notice", .address = "a@x.example", .language = "en", .subject = "s", .words = "link", .secret = true});
    size_t n;
    int64_t began = clock_now();
    int tries = 0;
    for (struct due_mail *d; (d = due(a, &n), n) && tries < 100; tries++) {
        assert_true(mail_claim(again(a), d));
        assert_true(mail_failed(again(a), d, "no line"));
        due(a, &n);
        assert_int_equal(n, 0);
        for (int i = 0; i < 361 && !n; i++) clock_shift(60), due(a, &n);
    }
    int64_t hours = (clock_now() - began) / 3600;
    assert_in_range(tries, 15, 25);
    assert_in_range(hours, 60, 84);
    clock_shift(began - clock_now());
}

static void what_comes_too_late_is_not_sent(void **s) {
    struct act *a = world();
    struct { const char *kind; int minutes; bool goes; } all[] = {{"sign_in", 9, true}, {"sign_in", 11, false}, {"reminder", 71 * 60, true},
        {"reminder", 73 * 60, false}, {"invitation", 8 * 24 * 60, true}};
    for (size_t i = 0; i < COUNT(all); i++) {
        mail_queue(again(a), &(struct mail){.kind = all[i].kind, .address = "a@x.example", .language = "en", .subject = "s", .words = "w"});
        clock_shift(all[i].minutes * 60);
        size_t n;
        struct due_mail *d = due(a, &n);
        assert_int_equal(n, 1);
        assert_int_equal(mail_claim(again(a), d), all[i].goes);
        if (all[i].goes) mail_sent(again(a), d);
        due(a, &n);
        assert_int_equal(n, 0);
        clock_shift(-all[i].minutes * 60);
    }
}

static void one_mail_a_day_for_those_who_ask(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    const char *person = people_mandate(a, people_appoint(a, &(struct appointment){.party = "chl", .function = "author", .mail = "a@x.example",
                                        .name = "A", .language = "en"}))->person;
    assert_true(person_change(a, person, "A", "en", "UTC", true));
    const char *kinds[] = {"reminder", "waiting", "sign_in"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        assert_true(mail_to_person(a, person, &(struct mail){.kind = kinds[i], .subject = kinds[i], .words = "words"}));
    size_t n;
    struct due_mail *d = due(a, &n);
    assert_int_equal(n, 1); /* a link to sign in does not wait */
    assert_string_equal(d->subject, "sign_in");
    mail_sent(again(a), d);
    clock_shift(86400);
    d = due(a, &n);
    assert_int_equal(n, 1);
    assert_int_equal(d->n, 2);
    assert_string_equal(d->subject, "2 messages of today");
    assert_non_null(strstr(d->words, "* reminder\n\nwords"));
    assert_true(mail_claim(again(a), d) && mail_sent(again(a), d));
    due(a, &n);
    assert_int_equal(n, 0);
    clock_shift(-86400);
}

static void the_outbox_shows_only_what_the_round_sends(void **s) {
    struct act *a = world();
    party(a, "eclac", "organization");
    party(a, "other", "organization");
    db_do(a, test_round, "r", a->now);
    const char *secretariat = appoint(a, "eclac", "secretariat", "s@x.example"), *stranger = appoint(a, "other", "secretariat", "t@x.example");
    const char *kinds[] = {"invitation", "reminder", "notice", "circulated", "sign_in", "waiting", "receipt", "recall"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        mail_queue(a, &(struct mail){.kind = kinds[i], .round = "r", .address = "f@x.example", .language = "en", .subject = "s", .words = "w", .secret = i == 0});
    size_t n;
    struct mail_line *l = mail_of_round(holder_of(a, secretariat), "r", NULL, 50, &n);
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++) {
        const char *words, *language;
        assert_non_null(mail_one_of_round(holder_of(a, secretariat), "r", l[i].id, &words, &language));
        assert_string_equal(words, same(l[i].kind, "invitation") ? "" : "w");
        assert_null(mail_one_of_round(holder_of(a, stranger), "r", l[i].id, &words, &language));
    }
    size_t k;
    struct mail_line *later = mail_of_round(holder_of(a, secretariat), "r", l[1].id, 50, &k);
    assert_int_equal(k, 2);
    assert_string_equal(later->id, l[2].id);
    assert_null(mail_of_round(holder_of(a, stranger), "r", NULL, 50, &n));
}

static void a_ministry_is_added_once_whatever_its_accents(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "per", "state");
    assert_non_null(people_add_body(a, "chl", "ministry", "Ministerio de Educación"));
    struct act *b = again(a);
    assert_null(people_add_body(b, "chl", "ministry", "MINISTERIO de Educacion"));
    assert_non_null(strstr(mistake_of(b, "body"), "Ministerio de Educación"));
    assert_non_null(people_add_body(again(a), "per", "ministry", "Ministerio de Educación")); /* another State's own */
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(state_appoints_its_own_and_nobody_else), TEST(a_guessed_address_tells_no_name), TEST(a_state_that_was_led_is_no_secretariats_to_give), TEST(an_alternate_keeps_the_state_in_its_own_hands), TEST(wrong_fields_are_named), TEST(handing_over_moves_the_post_not_the_account),
        TEST(terms_end_by_the_day), TEST(links_work_once_in_their_browser_for_ten_minutes), TEST(unknown_addresses_get_the_same_answer_and_no_mail),
        TEST(codes_count_once), TEST(work_goes_with_the_post_only), TEST(a_ministry_is_added_once_whatever_its_accents), TEST(posts_of_others_are_not_even_seen),
        TEST(an_ended_post_gives_way_to_another), TEST(a_secretariat_hears_why_it_cannot_invite), TEST(a_cause_is_mailed_once), TEST(tries_grow_rarer_and_end_after_three_days),
        TEST(what_comes_too_late_is_not_sent), TEST(one_mail_a_day_for_those_who_ask), TEST(the_outbox_shows_only_what_the_round_sends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
