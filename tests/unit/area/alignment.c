/* The calendar as a problem of alignment: what becomes of events, rounds and members. */
#include "world.h"
#include "area/alignment.h"
#include "area/calendar.h"
#include "area/reference.h"

static struct act *town(void) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail);
    return a;
}
static void meeting(struct act *a, const char *fora, const char *title, const char *starts, const char *ends, const char *status, const char *city) {
    struct entry *e = entry_new(a, "event", "", NULL);
    entry_set(e, "fora", fora);
    entry_set(e, "title", title);
    entry_set(e, "starts", starts);
    entry_set(e, "ends", ends);
    entry_set(e, "status", status);
    entry_set(e, "mode", "place");
    entry_set(e, "city", city);
    entry_set(e, "source", "letter");
    if (!calendar_save(a, e, entry_mark(a, entry_find(a, "event", e->id)), false)) bug("%s", a->mistakes ? a->mistakes->message : a->message);
}
static int named(const struct alignment *l, const char *title) {
    for (int i = 0; i < l->problem->n_meetings; i++)
        if (same(l->meeting[i].title, title)) return i;
    return -1;
}
static bool keeps(const struct alignment *l, const struct align_place *at) { return align_evaluate(m, l->problem, at).broken == 0; }

/* Two mechanisms that share members meet on the same days; one is provisional and moves. */
static void who_is_in_two_places_is_found_and_mended(void **s) {
    struct act *a = town();
    meeting(a, "sacm", "Confirmed", "2035-03-05", "2035-03-06", "confirmed", "Lima");
    meeting(a, "rcm fibemyd", "Provisional", "2035-03-05", "2035-03-06", "provisional", "Lima");
    meeting(a, "rcm", "Cancelled", "2035-03-05", "2035-03-06", "cancelled", "Lima");
    struct alignment *l = alignment_read(a, "2035-01-03", false);
    assert_string_equal(l->from, "2035-01-01");
    assert_int_equal(l->problem->n_meetings, 2);
    assert_int_equal(named(l, "Cancelled"), -1);
    assert_int_equal(l->n_movable, 1);
    int fixed = named(l, "Confirmed"), free_one = named(l, "Provisional");
    assert_true(l->problem->meeting[fixed].fixed && !l->problem->meeting[free_one].fixed);
    assert_int_equal(l->today[fixed].start, 18); /* the Monday of the tenth week */
    struct alignment_balance now = alignment_weigh(l, l->today);
    assert_true(now.clashes > 0 && !now.moved && !now.together);
    struct align_result r = alignment_propose(l, 3), again_r = alignment_propose(l, 3);
    assert_true(r.n_plans > 0 && r.optimal && again_r.n_plans == r.n_plans);
    assert_memory_equal(r.plan[0].place, again_r.plan[0].place, 2 * sizeof *r.plan[0].place);
    struct alignment_balance then = alignment_weigh(l, r.plan[0].place);
    assert_true(then.clashes == 0 && then.moved == 1 && then.together > 0); /* back to back in Lima */
    assert_int_equal(r.plan[0].place[fixed].start, 18);
    for (int k = 0; k < r.n_plans; k++) assert_true(keeps(l, r.plan[k].place));
    const char *starts, *ends;
    alignment_days(l, free_one, r.plan[0].place[free_one], &starts, &ends);
    assert_true(same(starts, "2035-03-01") || same(starts, "2035-03-08"));
    assert_int_equal(alignment_on(l, free_one, "2035-03-10").start, 19); /* a Saturday: the second half */
    assert_int_equal(alignment_on(l, free_one, "2034-12-31").start, -1);
    assert_int_equal(alignment_on(l, free_one, "2037-01-20").start, -1);
    assert_int_equal(alignment_on(l, free_one, "soon").start, -1);
}

static void exercises_move_what_is_past(void **s) {
    struct act *a = town();
    struct alignment *l = alignment_read(a, "2024-01-01", false), *all = alignment_read(a, "2024-01-01", true);
    assert_true(l->problem->n_meetings > 10 && l->n_movable == 0);
    assert_int_equal(all->n_movable, all->problem->n_meetings);
    assert_true(alignment_weigh(all, all->today).clashes > 0);
    struct align_result r = alignment_propose(all, 2);
    assert_true(r.n_plans > 0);
    assert_int_equal(alignment_weigh(all, r.plan[0].place).clashes, 0);
}

static void empty_years_are_no_trouble(void **s) {
    struct act *a = town();
    struct alignment *l = alignment_read(a, "2090-01-01", true);
    assert_int_equal(l->problem->n_meetings, 0);
    assert_int_equal(alignment_weigh(l, l->today).clashes, 0);
    assert_int_equal(alignment_propose(l, 3).plan[0].value.total, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(who_is_in_two_places_is_found_and_mended), TEST(exercises_move_what_is_past), TEST(empty_years_are_no_trouble)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
