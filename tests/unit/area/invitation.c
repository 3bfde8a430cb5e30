/* Invitations that went wrong: to a wrong address, lost, or not meant. */
#include "world.h"
#include "area/access.h"
#include "area/invitation.h"
#include "area/session.h"
#include "area/sign_in.h"
#include "base/clock.h"

SQL(test_words, "t", "t", "SELECT words FROM mail WHERE kind = 'invitation' AND address = $1 AND given_up IS NULL ORDER BY created DESC, id LIMIT 1");
SQL(test_left, "t", "i", "SELECT count(*) FROM mail WHERE kind = 'invitation' AND address = $1 AND given_up IS NULL");

static const char *appoint(struct act *a, const char *party_, const char *function, const char *mail) {
    return people_appoint(a, &(struct appointment){.party = party_, .function = function, .mail = mail, .name = "Somebody", .language = "fr", .base_url = "http://x"});
}
static struct act *holder_of(struct act *a, const char *mandate) {
    struct holder *h = people_mandate(again(a), mandate);
    return as(a, h->person, mandate, h->party);
}
static struct appointment to(const char *mail) { return (struct appointment){.mail = mail, .name = "Ana", .language = "es", .base_url = "http://x"}; }
/* The token of the last invitation to the address that may still be sent. */
static const char *token(struct act *a, const char *mail) {
    struct row *r = db_one(again(a), test_words, mail);
    const char *at = r ? strstr(text(r, 0), "/enter/") : NULL;
    return at ? arena_copy_n(m, at + 7, strcspn(at + 7, "\n")) : NULL;
}
static bool works(struct act *a, const char *t) { return sign_in_look(again(a), t, NULL) != NULL; }

static const char *focal, *author;
static struct act *state(void) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "per", "state");
    party(a, "eclac", "organization");
    focal = appoint(a, "chl", "focal_point", "focal@x.example");
    author = appoint(holder_of(a, focal), "chl", "author", "mistyped@x.example");
    if (!author) bug("%s", a->message);
    return a;
}

static void withdrawn_the_link_dies(void **s) {
    struct act *a = state();
    const char *t = token(a, "mistyped@x.example"), *sent;
    assert_true(works(a, t));
    assert_non_null(invitation_open(holder_of(a, focal), author, &sent));
    assert_true(*sent);
    assert_true(invitation_withdraw(holder_of(a, focal), author));
    assert_false(works(a, t));
    assert_null(token(a, "mistyped@x.example")); /* nor does the mail leave that waits */
    assert_string_equal(access_function(holder_of(a, author)), "");
    struct act *b = holder_of(a, focal);
    assert_false(invitation_withdraw(b, author));
    assert_int_equal(b->failure, NOT_FOUND);
}

static void corrected_in_one_step(void **s) {
    struct act *a = state();
    const char *t = token(a, "mistyped@x.example");
    struct appointment p = to("nonsense");
    struct act *b = holder_of(a, focal);
    assert_null(invitation_correct(b, author, &p));
    assert_non_null(mistake_of(b, "mail"));
    p = to("ana@x.example");
    const char *now = invitation_correct(holder_of(a, focal), author, &p);
    assert_non_null(now);
    assert_false(works(a, t));
    assert_true(works(a, token(a, "ana@x.example")));
    assert_string_equal(access_function(holder_of(a, now)), "author");
    assert_string_equal(access_function(holder_of(a, author)), "");
    /* the address was right and the name was not: the post stays, the link is new */
    t = token(a, "ana@x.example");
    p.name = "Ana Ruiz";
    assert_string_equal(invitation_correct(holder_of(a, focal), now, &p), now);
    assert_string_equal(people_mandate(again(a), now)->name, "Ana Ruiz");
    assert_false(works(a, t));
    assert_true(works(a, token(a, "ana@x.example")));
}

static void sent_again_the_link_before_ends(void **s) {
    struct act *a = state();
    const char *t = token(a, "mistyped@x.example");
    for (int i = 0; i < 3; i++) {
        clock_shift(1);
        assert_true(invitation_again(holder_of(a, focal), author, "http://x"));
    }
    assert_false(works(a, t));
    assert_true(works(a, token(a, "mistyped@x.example")));
    assert_int_equal(num(db_one(again(a), test_left, "mistyped@x.example"), 0), 1); /* those that waited are not sent */
    struct act *b = holder_of(a, focal);
    assert_false(invitation_again(b, author, "http://x"));
    assert_int_equal(b->failure, TOO_MANY);
    clock_shift(-3);
}

static void only_before_the_first_sign_in(void **s) {
    struct act *a = state();
    const char *path, *sent;
    assert_non_null(sign_in_use(again(a), token(a, "mistyped@x.example"), NULL, "Firefox", &path));
    assert_null(invitation_open(holder_of(a, focal), author, &sent));
    struct appointment p = to("other@x.example");
    struct act *b = holder_of(a, focal);
    assert_null(invitation_correct(b, author, &p));
    assert_int_equal(b->failure, INVALID);
    assert_string_equal(access_function(holder_of(a, author)), "author");
    assert_true(people_end(holder_of(a, focal), author)); /* that is still there */
}

static void only_those_who_may(void **s) {
    struct act *a = state();
    const char *sent, *other = appoint(a, "per", "focal_point", "per@x.example");
    struct act *strangers[] = {holder_of(a, other), holder_of(a, author), as(a, NULL, NULL, NULL), holder_of(a, focal)};
    strangers[3]->strong = false;
    for (size_t i = 0; i < COUNT(strangers); i++) {
        assert_null(invitation_open(strangers[i], author, &sent));
        assert_false(invitation_withdraw(strangers[i], author));
    }
    assert_true(works(a, token(a, "mistyped@x.example")));
}

static void a_secretariat_mends_the_first_focal_point_it_invited(void **s) {
    struct act *a = state();
    const char *desk = appoint(a, "eclac", "secretariat", "desk@x.example"), *elsewhere = appoint(a, "lac", "secretariat", "l@x.example"), *sent;
    assert_null(elsewhere); /* no such party */
    party(again(a), "sacm", "mechanism");
    elsewhere = appoint(again(a), "sacm", "secretariat", "sacm@x.example");
    const char *per = appoint(holder_of(a, desk), "per", "focal_point", "wrong@x.example");
    assert_non_null(per);
    size_t n;
    invitations_of_office(holder_of(a, desk), &n);
    assert_int_equal(n, 1); /* not Chile's, which it did not invite */
    invitations_of_office(holder_of(a, elsewhere), &n);
    assert_int_equal(n, 0);
    assert_false(invitation_withdraw(holder_of(a, elsewhere), per));
    struct appointment p = to("right@x.example");
    const char *now = invitation_correct(holder_of(a, desk), per, &p);
    assert_non_null(now);
    const char *path;
    assert_non_null(sign_in_use(again(a), token(a, "right@x.example"), NULL, "Firefox", &path));
    assert_null(invitation_open(holder_of(a, desk), now, &sent)); /* Peru has come, and keeps its own people */
    assert_false(invitation_withdraw(holder_of(a, desk), now));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(withdrawn_the_link_dies), TEST(corrected_in_one_step), TEST(sent_again_the_link_before_ends), TEST(only_before_the_first_sign_in),
        TEST(only_those_who_may), TEST(a_secretariat_mends_the_first_focal_point_it_invited)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
