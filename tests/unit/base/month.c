#include "unit.h"
#include "base/hash.h"
#include "base/month.h"
#include "base/zone.h"

static void weeks_begin_as_readers_are_used_to(void **s) {
    assert_int_equal(month_week_start(lang_find("fr")), 1);
    assert_int_equal(month_week_start(lang_find("ru")), 1);
    assert_int_equal(month_week_start(lang_find("ar")), 6);
    assert_int_equal(month_week_start(lang_find("en")), 0);
    assert_string_equal(month_weekday(m, lang_find("fr"), 1, false), "lundi");
    assert_string_equal(month_weekday(m, lang_find("en"), 6, true), "Sat");
}
static void months_are_counted(void **s) {
    assert_string_equal(month_name(m, lang_find("en"), "2026-05", false), "May 2026");
    assert_string_equal(month_name(m, lang_find("en"), "2026-05", true), "May");
    assert_string_equal(month_name(m, lang_find("en"), "2026-13", false), "");
    assert_string_equal(month_add(m, "2026-01", -1), "2025-12");
    assert_string_equal(month_add(m, "2026-12", 1), "2027-01");
    assert_null(month_add(m, "2200-12", 1));
    assert_null(month_add(m, "nonsense", 1));
    assert_int_equal(month_days("2024-02"), 29);
    assert_int_equal(month_days("2026-02"), 28);
    assert_int_equal(month_weekday_of("2016-08-25"), 4);
    assert_int_equal(month_weekday_of("1900-01-01"), 1);
}
static void countries_lie_in_one_part_of_the_world(void **s) {
    assert_non_null(strstr(world_countries(m, "002"), " CIV "));
    assert_null(strstr(world_countries(m, "002"), " CHL "));
    assert_non_null(strstr(world_countries(m, "019"), " CHL "));
    assert_string_equal(world_countries(m, "840"), "");
    assert_string_equal(world_name(m, lang_find("fr"), "002"), "Afrique");
}
static void hours_are_instants_in_their_zone(void **s) {
    assert_string_equal(zone_instant(m, "2026-03-28", "09:30", "Europe/Zurich"), "2026-03-28T08:30:00Z");
    assert_string_equal(zone_instant(m, "2026-03-30", "09:30", "Europe/Zurich"), "2026-03-30T07:30:00Z");
    assert_string_equal(zone_instant(m, "2026-03-30", "00:30", "Asia/Bangkok"), "2026-03-29T17:30:00Z");
    assert_non_null(zone_instant(m, "2026-03-29", "02:30", "Europe/Zurich")); /* skipped by summer time */
    assert_null(zone_instant(m, "2026-03-29", "02:30", "Nowhere/Else"));
    assert_null(zone_instant(m, "2026-03-29", "25:00", "UTC"));
    size_t n;
    struct zone_change *c = zone_changes(m, "Europe/Vienna", "2026-01-01", "2026-12-31", &n);
    assert_int_equal(n, 3);
    assert_true(c[0].after == 3600 && !c[0].summer && c[1].summer && c[1].before == 3600 && c[1].after == 7200);
    assert_string_equal(c[1].local, "2026-03-29T02:00:00");
    assert_string_equal(c[2].local, "2026-10-25T03:00:00");
    zone_changes(m, "Asia/Kathmandu", "2026-01-01", "2026-12-31", &n);
    assert_int_equal(n, 1);
    assert_string_equal(zone_local(m, "2026-03-30T07:30:00Z", "Europe/Zurich"), "2026-03-30T09:30");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(weeks_begin_as_readers_are_used_to), TEST(months_are_counted), TEST(countries_lie_in_one_part_of_the_world),
        TEST(hours_are_instants_in_their_zone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
