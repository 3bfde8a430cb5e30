/* The directory as editors and readers meet it: forms kept after a mistake, both texts after
 * a race, the history, and addresses that are not for everybody. */
#include "asking.h"
#include "area/directory.h"
#include "area/editing.h"
#include "area/reference.h"

static const char *icmpd, *eclac, *admin, *focal;
static struct act *town(void) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail);
    icmpd = person_of(a, "icmpd", "secretariat", "i@x.example");
    eclac = person_of(a, "eclac", "secretariat", "e@x.example");
    admin = person_of(a, NULL, "administrator", "a@x.example");
    focal = person_of(a, "chl", "focal_point", "f@x.example");
    return a;
}
static struct pair *a_chair(const char *party_id, const char *source_words) {
    return pair(pair(pair(pair(pair(NULL, "party", party_id), "role", "chair"), "since", "2025"), "source", source_words), "mark", "");
}

static void a_chair_is_written_and_its_history_shows(void **s) {
    struct act *a = town();
    assert_true(holds(get(icmpd, "/directory/bp"), "/directory/bp/relations/new"));
    assert_true(holds(get(icmpd, "/directory/bp/relations/new"), "value=\"per\""));
    const char *page = post(icmpd, "/directory/bp/relations/new", a_chair("per", ""));
    assert_int_equal(last->status, 422);
    assert_true(holds(page, "id=\"m-source\"") && holds(page, "value=\"2025\"") && holds(page, "<option value=\"per\" selected>"));
    post(icmpd, "/directory/bp/relations/new", a_chair("per", "minutes 12"));
    assert_int_equal(last->status, 303);
    static const char *const pages[] = {"/directory/bp", "/directory/per", "/directory/bp/history"};
    for (size_t i = 0; i < COUNT(pages); i++) {
        page = get(NULL, pages[i]);
        assert_true(holds(page, "Added") && holds(page, "minutes 12"));
        assert_true(holds(page, "secretariat: <bdi>"));
        assert_false(holds(page, "Ana Person") || holds(page, "undo"));
        assert_true(holds(get(icmpd, pages[i]), "Ana Person"));
    }
    size_t n;
    const char *change = editing_history(a, "bp", NULL, 1, &n)->id;
    post(eclac, arena_printf(m, "/directory/bp/history/%s/undo", change), NULL);
    assert_int_equal(last->status, 404);
    post(icmpd, arena_printf(m, "/directory/bp/history/%s/undo", change), NULL);
    assert_int_equal(last->status, 303);
    assert_true(holds(get(NULL, "/directory/bp"), "Removed"));
    post(icmpd, arena_printf(m, "/directory/bp/history/%s/undo", change), NULL);
    assert_int_equal(last->status, 409);
}

static void who_was_second_sees_both_texts(void **s) {
    struct act *a = town();
    size_t n;
    const char *id = directory_facts(a, "pp", &n)->id, *path = arena_printf(m, "/directory/pp/facts/%s", id);
    const char *mark = hidden(get(icmpd, path), "mark");
    struct pair *one = pair(pair(pair(pair(NULL, "name", "type"), "value", "Words of one"), "source", "x"), "mark", mark);
    struct pair *two = pair(pair(pair(pair(NULL, "name", "type"), "value", "Words of two"), "source", "x"), "mark", mark);
    post(icmpd, path, one);
    assert_int_equal(last->status, 303);
    const char *page = post(admin, path, two);
    assert_int_equal(last->status, 422);
    assert_true(holds(page, "Words of one") && holds(page, "Words of two") && holds(page, "id=\"f-mark\""));
    two = pair(pair(pair(pair(NULL, "name", "type"), "value", "Words of two"), "source", "x"), "mark", hidden(page, "mark"));
    post(admin, path, two);
    assert_int_equal(last->status, 303);
    page = get(NULL, "/directory/pp/history");
    assert_true(holds(page, "Words of one") && holds(page, "Words of two"));
    mark = hidden(get(icmpd, path), "mark");
    page = post(icmpd, arena_printf(m, "%s/remove", path), pair(pair(NULL, "mark", mark), "why", ""));
    assert_int_equal(last->status, 422);
    assert_true(holds(page, "Words of two") && holds(page, "id=\"m-why\""));
    post(icmpd, arena_printf(m, "%s/remove", path), pair(pair(NULL, "mark", mark), "why", "wrong"));
    assert_int_equal(last->status, 303);
    get(icmpd, path);
    assert_int_equal(last->status, 404);
    page = post(admin, path, pair(pair(two, "of", "pp"), "value", "Words of two")); /* typed while it was removed */
    assert_int_equal(last->status, 422);
    assert_true(holds(page, "Words of two") && holds(page, "removed it meanwhile"));
}

static void forms_are_for_those_who_keep_the_entry(void **s) {
    struct act *a = town();
    size_t n;
    const char *fact = arena_printf(m, "/directory/bp/facts/%s", directory_facts(a, "bp", &n)->id);
    static const char *const other[] = {"/directory/bp/facts/new", "/directory/bp/relations/new", "/directory/bp/edit"};
    for (size_t i = 0; i <= COUNT(other); i++) {
        const char *path = i < COUNT(other) ? other[i] : fact;
        const struct { const char *person; int status; } all[] = {{icmpd, 200}, {admin, 200}, {eclac, 404}, {focal, 404}, {NULL, 303}};
        for (size_t k = 0; k < COUNT(all); k++) {
            get(all[k].person, path);
            assert_int_equal(last->status, all[k].status);
        }
    }
    static const char *const nowhere[] = {"/directory/sacm/facts/new", "/directory/chl/edit", "/directory/nope/edit", "/directory/bp/facts/nope",
        "/directory/new"};
    for (size_t i = 0; i < COUNT(nowhere); i++) {
        get(icmpd, nowhere[i]);
        assert_int_equal(last->status, 404);
    }
    get(icmpd, arena_printf(m, "/directory/pp/facts/%s", directory_facts(a, "bp", &n)->id)); /* a fact of another page */
    assert_int_equal(last->status, 404);
    assert_false(holds(get(focal, "/directory/bp"), "/facts/"));
    assert_true(holds(get(icmpd, "/directory/per/relations/new"), "value=\"bp\"")); /* begun on the page of a State */
    assert_false(holds(get(icmpd, "/directory/per/relations/new"), "value=\"sacm\""));
}

static void an_organization_is_made_and_named_in_six_languages(void **s) {
    struct act *a = town();
    struct pair *form = pair(pair(pair(pair(pair(NULL, "kind", "organization"), "acronym", "OTS"), "name_en", "Organization of Turkic States"),
        "source", "turkicstates.org"), "status", "active");
    post(icmpd, "/directory/new", form);
    assert_int_equal(last->status, 404);
    post(admin, "/directory/new", form);
    assert_int_equal(last->status, 303);
    assert_string_equal(party_name(a, "ots"), "Organization of Turkic States");
    post(admin, "/directory/new", form);
    assert_int_equal(last->status, 422);
    const char *mark = hidden(get(admin, "/directory/ots/edit"), "mark");
    post(admin, "/directory/ots/edit", pair(pair(form, "mark", mark), "name_fr", "Organisation des États turciques"));
    assert_int_equal(last->status, 303);
    assert_true(holds(get(NULL, "/directory/ots"), "Organisation des États turciques"));
    struct change_line *c;
    size_t n;
    c = editing_history(a, "ots", NULL, 10, &n);
    assert_int_equal(n, 2);
    assert_int_equal(c[0].n, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_chair_is_written_and_its_history_shows), TEST(who_was_second_sees_both_texts),
        TEST(forms_are_for_those_who_keep_the_entry),
        TEST(an_organization_is_made_and_named_in_six_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
