/* The trail: in order, page by page, for the party concerned alone. */
#include "world.h"
#include "area/access.h"
#include "area/people.h"
#include "area/trail.h"

static struct act *holder_of(struct act *a, const char *mandate) {
    struct holder *h = people_mandate(a, mandate);
    return as(a, h->person, mandate, *h->party ? h->party : NULL);
}

static const char *post(struct act *a, const char *party, const char *function, const char *mail) {
    return people_appoint(a, &(struct appointment){.party = party, .function = function, .mail = mail, .name = "N", .language = "en"});
}

static void pages_follow_without_loss_within_one_second(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    const char *focal = post(a, "chl", "focal_point", "f@x.example");
    for (int i = 0; i < 25; i++) assert_true(trail_write(a, "chl", "did", NULL, arena_printf(m, "%02d", i)));
    const char *after = NULL;
    int next = 24, pages = 0;
    for (size_t n = 7; n == 7; pages++) {
        struct trail_entry *e = trail_read(holder_of(a, focal), "chl", after, 7, &n);
        for (size_t i = 0; i < n && next >= 0; i++, next--) assert_string_equal(e[i].detail, arena_printf(m, "%02d", next));
        if (n) after = e[n - 1].id;
    }
    assert_int_equal(next, -1);
    assert_int_equal(pages, 4); /* 25 and the appointment */
}

static void only_those_who_lead_the_party_read_it(void **s) {
    struct act *a = world();
    party(a, "chl", "state");
    party(a, "per", "state");
    party(a, "eclac", "organization");
    const struct { const char *party, *function; bool reads; } all[] = {{"chl", "focal_point", true}, {"chl", "alternate", true}, {"chl", "releaser", true},
        {"chl", "validator", false}, {"chl", "author", false}, {"chl", "delegate", false}, {"per", "focal_point", false}, {"per", "releaser", false},
        {"eclac", "secretariat", false}, {NULL, "administrator", false}};
    for (size_t i = 0; i < COUNT(all); i++) {
        size_t n;
        const char *mandate = post(again(a), all[i].party, all[i].function, arena_printf(m, "p%zu@x.example", i));
        assert_non_null(mandate);
        struct act *b = holder_of(a, mandate);
        assert_int_equal(trail_read(b, "chl", NULL, 10, &n) != NULL, all[i].reads);
        assert_int_equal(b->failure, all[i].reads ? OK : DENIED);
        b = holder_of(a, mandate);
        b->strong = false;
        assert_null(trail_read(b, "chl", NULL, 10, &n));
        b = holder_of(a, mandate); /* the server's own */
        assert_int_equal(trail_read(b, NULL, NULL, 10, &n) != NULL, same(all[i].function, "administrator"));
    }
    size_t n;
    struct act *nobody = as(a, NULL, NULL, NULL);
    assert_null(trail_read(nobody, "chl", NULL, 10, &n));
    nobody = as(a, NULL, NULL, NULL);
    assert_null(trail_read(nobody, NULL, NULL, 10, &n));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(pages_follow_without_loss_within_one_second), TEST(only_those_who_lead_the_party_read_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
