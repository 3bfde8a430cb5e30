/* Clashes: the real one of 25 August 2016, travel, holidays by calculation, rounds, gaps. */
#include "world.h"
#include "area/clash.h"
#include "area/reference.h"
#include "base/clock.h"
#include "base/holiday.h"

static struct act *town(void) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail);
    return a;
}
static struct event *by_title(struct act *a, const char *title) {
    size_t n;
    struct event *e = calendar_list(a, &(struct event_filter){0}, &n);
    for (size_t i = 0; i < n; i++)
        if (same(e[i].title, title)) return &e[i];
    bug("no %s", title);
}
static const struct clash *of_kind(const struct clash *c, size_t n, enum clash_kind kind, const char *title) {
    for (size_t i = 0; i < n; i++)
        if (c[i].kind == kind && (!title || (c[i].other && same(c[i].other->title, title)) || same(c[i].name, title))) return &c[i];
    return NULL;
}
static const struct clash *look(struct act *a, const struct event *e, const char *fora, enum clash_kind kind, const char *title) {
    size_t n;
    struct clash *c = clash_find(a, e, fora, &n);
    return of_kind(c, n, kind, title);
}
static struct event planned(const char *starts, const char *ends, const char *iso3) {
    return (struct event){.id = "new", .forum = "", .forum_name = "", .title = "New", .starts = starts, .ends = ends, .begins = "", .finishes = "", .zone = "", .mode = "place", .city = "X",
        .iso3 = iso3, .status = "provisional"};
}

static void the_clash_of_25_august_2016_is_found_from_both_sides(void **s) {
    struct act *a = town();
    size_t n;
    struct clash *c = clash_find(a, by_title(a, "Colombo Process 5th Ministerial Consultation"), "cp", &n);
    const struct clash *found = of_kind(c, n, CLASH_SAME_DAYS, "MIDWA annual meeting");
    assert_non_null(found);
    assert_int_equal(found->n_shared, 0); /* no State is a member of both */
    c = clash_find(a, by_title(a, "MIDWA annual meeting"), "midwa", &n);
    assert_non_null(of_kind(c, n, CLASH_SAME_DAYS, "Colombo Process 5th Ministerial Consultation"));
    assert_true(*clash_mark(a, c, n));
}

/* 39 of the 125 events begin within a week of another forum's, by the count in the sources. */
static void as_many_as_the_sources_count_lie_within_a_week(void **s) {
    struct act *a = town();
    size_t n, k, near = 0;
    struct event *e = calendar_list(a, &(struct event_filter){0}, &n);
    for (size_t i = 0; i < n; i++) {
        struct clash *c = clash_find(a, &e[i], e[i].forum, &k);
        bool found = false;
        for (size_t j = 0; j < k; j++) found |= c[j].kind <= CLASH_NEAR && abs(clock_days_between(c[j].other->starts, e[i].starts)) <= 7;
        near += found;
    }
    assert_int_equal(near, 39);
}

static void members_of_both_need_time_to_travel(void **s) {
    struct act *a = town();
    struct entry *there = entry_new(a, "event", "", NULL);
    static const char *const fields[][2] = {{"fora", "sacm"}, {"forum", "SACM"}, {"title", "Lima meeting"}, {"starts", "2027-06-07"}, {"ends", "2027-06-08"}, {"mode", "place"},
        {"city", "Lima"}, {"iso3", "PER"}, {"status", "confirmed"}, {"source", "synthetic"}};
    for (size_t i = 0; i < COUNT(fields); i++) entry_set(there, fields[i][0], fields[i][1]);
    assert_true(entry_write(a, there, NULL));
    struct event e = planned("2027-06-10", "2027-06-11", "ESP");
    const struct clash *c = look(a, &e, "fibemyd", CLASH_TRAVEL, "Lima meeting");
    assert_non_null(c); /* one day between, some 9,500 km */
    assert_int_equal(c->free_days, 1);
    assert_int_equal(c->need_days, 2);
    assert_in_range(c->km, 9000, 10000);
    assert_true(c->n_shared >= 5);
    e = planned("2027-06-11", "2027-06-11", "ESP");
    assert_null(look(a, &e, "fibemyd", CLASH_TRAVEL, NULL));
    assert_non_null(look(a, &e, "fibemyd", CLASH_NEAR, "Lima meeting"));
    e = planned("2027-06-09", "2027-06-09", "BOL"); /* near by */
    assert_null(look(a, &e, "fibemyd", CLASH_TRAVEL, NULL));
    e = planned("2027-06-10", "2027-06-11", "JPN"); /* nobody is in both */
    assert_null(look(a, &e, "midwa", CLASH_TRAVEL, NULL));
    e = planned("2027-06-08", "2027-06-09", "ESP");
    c = look(a, &e, "fibemyd", CLASH_SAME_DAYS, "Lima meeting");
    assert_true(c && c->n_shared >= 5);
    e = planned("2027-06-08", "2027-06-09", "ESP"); /* a forum does not clash with itself */
    assert_null(look(a, &e, "sacm", CLASH_SAME_DAYS, NULL));
}

static void holidays_are_worked_out(void **s) {
    const struct { const char *day, *name; } all[] = {{"2026-03-20", "Eid al-Fitr"}, {"2026-05-27", "Eid al-Adha"}, {"2026-06-16", "Islamic New Year"}, {"2026-02-18", "Ramadan"},
        {"2026-02-17", "Lunar New Year"}, {"2025-01-29", "Lunar New Year"}, {"2026-04-05", "Easter"}, {"2026-04-12", "Orthodox Easter"}, {"2024-05-05", "Orthodox Easter"},
        {"2026-09-12", "Rosh Hashanah"}, {"2026-09-21", "Yom Kippur"}, {"2026-04-02", "Passover"}, {"2026-03-21", "Nowruz"}, {"2027-01-01", "New Year's Day"}, {"2026-12-25", "Christmas"}};
    for (size_t i = 0; i < COUNT(all); i++) {
        size_t n;
        const struct holiday **h = holidays_between(m, all[i].day, all[i].day, &n);
        bool found = false;
        for (size_t k = 0; k < n; k++) found |= same(h[k]->name, all[i].name);
        if (!found) bug("%s is not %s", all[i].day, all[i].name);
    }
    size_t n;
    holidays_between(m, "2026-07-06", "2026-07-10", &n);
    assert_int_equal(n, 0);
    assert_true(holiday_weekend("EGY", "2026-07-10") && !holiday_weekend("EGY", "2026-07-12")); /* Friday, Sunday */
    assert_true(holiday_weekend("CHE", "2026-07-12") && !holiday_weekend("CHE", "2026-07-10"));
    assert_false(holiday_weekend("", "2026-07-12"));
    assert_int_equal(place_km("CHE", "CHE"), 0);
    assert_int_equal(place_km("CHE", "???"), -1);
    struct act *a = town();
    struct event e = planned("2026-03-19", "2026-03-20", "EGY");
    struct clash *c = clash_find(a, &e, "arcp", &n);
    assert_non_null(of_kind(c, n, CLASH_HOLIDAY, "Eid al-Fitr"));
    assert_non_null(of_kind(c, n, CLASH_WEEKEND, NULL));
}

static void a_round_that_ends_too_late_is_told(void **s) {
    struct act *a = town();
    size_t n;
    struct clash *c = clash_find(a, by_title(a, "Second International Migration Review Forum"), "imrf", &n);
    assert_null(of_kind(c, n, CLASH_ROUND_LATE, NULL)); /* the last ended in 2025 */
    struct event e = planned("2025-05-01", "2025-05-02", "USA");
    c = clash_find(a, &e, "global", &n);
    const struct clash *late = of_kind(c, n, CLASH_ROUND_LATE, NULL);
    assert_non_null(late);
    bool lac = false;
    for (size_t i = 0; i < n; i++) lac |= c[i].kind == CLASH_ROUND_LATE && same(c[i].round, "lac-2025") && c[i].days == 42;
    assert_true(lac);
}

static void long_gaps_are_told(void **s) {
    struct act *a = town();
    size_t n;
    struct event e = planned("2027-01-18", "2027-01-19", "CIV");
    struct clash *c = clash_find(a, &e, "midwa", &n);
    const struct clash *gap = of_kind(c, n, CLASH_GAP, "MIDWA annual meeting");
    assert_true(gap && gap->days > 3700);
    assert_string_equal(clash_mark(a, gap, 1), "");
    e = planned("nonsense", "2027-01-19", "");
    assert_null(clash_find(a, &e, "midwa", &n));
    e = planned("2027-01-18", "2027-12-31", "");
    assert_null(clash_find(a, &e, "midwa", &n));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(the_clash_of_25_august_2016_is_found_from_both_sides), TEST(as_many_as_the_sources_count_lie_within_a_week),
        TEST(members_of_both_need_time_to_travel), TEST(holidays_are_worked_out), TEST(a_round_that_ends_too_late_is_told), TEST(long_gaps_are_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
