/* Rounds and sections given, as their keepers meet them. */
#include "round_world.h"
#include "area/people.h"

static void bodies_of_a_state_take_part_through_it(void **s) {
    struct act *a = round_world();
    const char *ministry = people_add_body(a, "chl", "ministry", "Health");
    struct act *b = acting(a, "eclac", "secretariat");
    struct round *r = round_find(b, "r1");
    assert_false(round_add_party(b, r, ministry, "partner"));
    assert_non_null(mistake_of(b, "party"));
    party(again(a), "unicef", "organization");
    assert_true(round_add_party(acting(a, "eclac", "secretariat"), r, "unicef", "partner"));
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

int main(void) {
    const struct CMUnitTest tests[] = {TEST(bodies_of_a_state_take_part_through_it), TEST(a_new_due_day_is_not_past)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
