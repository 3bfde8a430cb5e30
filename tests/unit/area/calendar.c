/* Events as records: who changes them, what is kept when days change, what is listed. */
#include "town.h"
#include "area/access.h"
#include "area/calendar.h"

static struct entry *meeting(struct act *a, const char *fora) {
    struct entry *e = entry_new(a, "event", "", NULL);
    entry_set(e, "fora", fora);
    entry_set(e, "title", "Annual meeting");
    entry_set(e, "starts", "2027-03-01");
    entry_set(e, "ends", "2027-03-03");
    entry_set(e, "status", "provisional");
    entry_set(e, "source", "letter");
    return e;
}
static const char *mark_now(struct act *a, const struct entry *e) { return entry_mark(a, entry_find(a, "event", e->id)); }
static bool save(struct act *a, struct entry *e, bool correction) { return calendar_save(a, e, mark_now(a, e), correction); }
static struct event *by_title(struct act *a, const char *title) {
    size_t n;
    struct event *e = calendar_list(a, &(struct event_filter){0}, &n);
    for (size_t i = 0; i < n; i++)
        if (same(e[i].title, title)) return &e[i];
    return NULL;
}

static void the_postponed_summit_keeps_its_days(void **s) {
    struct act *a = town();
    size_t n;
    struct event *e = by_title(a, "Twelfth GFMD summit");
    assert_non_null(e);
    assert_string_equal(e->starts, "2020-01-20");
    struct former *f = calendar_formerly(a, e, &n);
    assert_int_equal(n, 1);
    assert_string_equal(f[0].starts, "2019-11-19");
    assert_string_equal(f[0].ends, "2019-11-22");
}

static void fora_that_meet_together_both_have_it(void **s) {
    struct act *a = town();
    size_t n;
    struct event *e = by_title(a, "First joint plenary of RCM and SACM");
    const char *const *fora = calendar_fora(a, e->id, &n);
    assert_int_equal(n, 2);
    assert_string_equal(fora[0], "rcm");
    assert_string_equal(fora[1], "sacm");
    for (size_t i = 0; i < 2; i++) {
        size_t k, found = 0;
        struct event *of = calendar_list(a, &(struct event_filter){.forum = fora[i]}, &k);
        for (size_t j = 0; j < k; j++) found += same(of[j].id, e->id);
        assert_int_equal(found, 1);
    }
}

static void the_secretariat_of_a_forum_changes_its_own(void **s) {
    struct act *a = town();
    const char *icmpd = holder_of(a, "icmpd", "secretariat"), *eclac = holder_of(a, "eclac", "secretariat"), *admin = holder_of(a, NULL, "administrator");
    const char *focal = holder_of(a, "chl", "focal_point");
    const struct { const char *mandate, *fora; bool may; } all[] = {{icmpd, "bp", true}, {icmpd, "sacm", false}, {icmpd, "", false}, {eclac, "lac", true},
        {eclac, "bp", false}, {admin, "sacm", true}, {focal, "sacm", false}, {focal, "", false}, {NULL, "bp", false}, {NULL, "", false}};
    for (size_t i = 0; i < COUNT(all); i++) {
        struct act *b = all[i].mandate ? acting(a, all[i].mandate) : as(a, NULL, NULL, NULL);
        struct entry *e = meeting(b, all[i].fora);
        entry_set(e, "forum", "Somebody");
        assert_int_equal(save(b, e, false), all[i].may);
        assert_int_equal(b->failure, all[i].may ? OK : DENIED);
    }
    struct act *b = acting(a, admin); /* of no forum: only an administrator */
    struct entry *of_none = meeting(b, "");
    entry_set(of_none, "forum", "United Nations");
    assert_true(save(b, of_none, false));
    b = acting(a, icmpd);
    entry_set(of_none, "fora", "bp"); /* nobody takes it over */
    assert_false(save(b, of_none, false));
    assert_int_equal(b->failure, DENIED);
}

static void days_that_change_are_kept_unless_they_were_a_mistake(void **s) {
    struct act *a = town();
    const char *icmpd = holder_of(a, "icmpd", "secretariat");
    struct entry *e = meeting(a, "bp pp");
    size_t n;
    assert_true(save(acting(a, icmpd), e, false));
    assert_string_equal(entry_get(e, "forum"), "BP+PP");
    struct event *v = calendar_event(a, e->id);
    assert_int_equal(v->sequence, 0);
    assert_string_equal(v->formerly, "");
    entry_set(e, "ends", "2027-03-04");
    assert_true(save(acting(a, icmpd), e, true));
    assert_string_equal(calendar_event(a, e->id)->formerly, "");
    entry_set(e, "starts", "2027-05-10");
    entry_set(e, "ends", "2027-05-12");
    entry_set(e, "source", "note verbale");
    assert_true(save(acting(a, icmpd), e, false));
    v = calendar_event(a, e->id);
    assert_string_equal(v->formerly, "2027-03-01/2027-03-04");
    assert_int_equal(v->sequence, 2);
    struct change_line *c = editing_history_of(a, "event", e->id, 10, &n);
    assert_int_equal(n, 3);
    assert_string_equal(c[0].deed, "changed");
    assert_string_equal(c[0].office, "icmpd");
    assert_string_equal(c[0].source, "note verbale");
    struct act *b = acting(a, icmpd);
    c = editing_history_of(b, "event", e->id, 10, &n);
    assert_true(c[0].may_undo);
    assert_true(editing_undo_of(b, "event", e->id, c[0].id));
    v = calendar_event(a, e->id);
    assert_string_equal(v->starts, "2027-03-01");
    assert_string_equal(v->formerly, "");
    assert_int_equal(v->sequence, 3); /* calendars of others must see the way back too */
    struct act *public = as(a, NULL, NULL, NULL);
    c = editing_history_of(public, "event", e->id, 10, &n);
    assert_int_equal(n, 4);
    assert_false(c[0].may_undo);
    assert_string_equal(c[0].person, "");
    assert_false(editing_undo_of(public, "event", e->id, c[0].id));
}

static void an_event_added_can_be_taken_back_by_who_added_it(void **s) {
    struct act *a = town();
    const char *icmpd = holder_of(a, "icmpd", "secretariat");
    struct entry *e = meeting(a, "bp");
    size_t n;
    assert_true(save(acting(a, icmpd), e, false));
    struct act *b = acting(a, icmpd);
    struct change_line *c = editing_history_of(b, "event", e->id, 10, &n);
    assert_true(editing_undo_of(b, "event", e->id, c[0].id));
    assert_false(entry_find(a, "event", e->id)->there);
    assert_null(calendar_event(again(a), e->id));
}

static void the_second_of_two_editors_is_told(void **s) {
    struct act *a = town();
    const char *icmpd = holder_of(a, "icmpd", "secretariat"), *admin = holder_of(a, NULL, "administrator");
    struct entry *e = meeting(a, "bp");
    assert_true(save(acting(a, icmpd), e, false));
    const char *mark = mark_now(a, e);
    struct entry *mine = entry_find(a, "event", e->id), *yours = entry_find(a, "event", e->id);
    entry_set(mine, "starts", "2027-06-01");
    entry_set(mine, "ends", "2027-06-02");
    assert_true(calendar_save(acting(a, icmpd), mine, mark, false));
    struct act *b = acting(a, admin);
    entry_set(yours, "title", "Another title");
    assert_false(calendar_save(b, yours, mark, false));
    assert_non_null(mistake_of(b, "mark"));
    assert_string_equal(calendar_event(a, e->id)->title, "Annual meeting");
}

static void mistakes_name_their_field(void **s) {
    struct act *a = town();
    const struct { const char *field, *value, *wrong; } all[] = {{"starts", "9999-01-01", "starts"}, {"starts", "2027-02-30", "starts"},
        {"ends", "2027-02-28", "ends"}, {"begins", "9 o'clock", "begins"}, {"begins", "09:00", "finishes"}, {"zone", "Mars/Base", "zone"},
        {"mode", "by mail", "mode"}, {"status", "maybe", "status"}, {"objectives", "5 24", "objectives"}, {"fora", "bp nowhere", "fora"},
        {"fora", "bp chl", "fora"}, {"address", "javascript:alert(1)", "address"}, {"iso3", "XQX", "iso3"}, {"title", " ", "title"}, {"source", "", "source"}};
    for (size_t i = 0; i < COUNT(all); i++) {
        struct act *b = again(a);
        struct entry *e = meeting(b, "bp");
        entry_set(e, all[i].field, all[i].value);
        assert_false(save(b, e, false));
        assert_int_equal(b->failure, INVALID);
        if (!mistake_of(b, all[i].wrong)) bug("%s = %s is not named", all[i].field, all[i].value);
    }
    struct act *b = again(a);
    struct entry *e = meeting(b, "bp");
    entry_set(e, "begins", "09:00");
    entry_set(e, "finishes", "17:00");
    assert_false(save(b, e, false));
    assert_non_null(mistake_of(b, "zone"));
    b = again(a);
    entry_set(e, "zone", "Europe/Vienna");
    assert_true(save(b, e, false));
}

static void lists_hold_what_is_asked_for(void **s) {
    struct act *a = town();
    size_t n;
    struct event *e = calendar_list(a, &(struct event_filter){.from = "2016-08-26", .to = "2016-08-26"}, &n);
    assert_int_equal(n, 1); /* its second day */
    assert_string_equal(e[0].title, "MIDWA annual meeting");
    assert_int_equal(calendar_count(a, &(struct event_filter){.objective = "5"}), 1);
    assert_int_equal(calendar_count(a, &(struct event_filter){.objective = "3"}), 0); /* not 13 */
    assert_int_equal(calendar_count(a, &(struct event_filter){.place = " BGD NPL "}), 2);
    size_t chile = calendar_count(a, &(struct event_filter){.mine = "chl"});
    size_t sacm = calendar_count(a, &(struct event_filter){.forum = "sacm"});
    assert_true(chile >= sacm && chile < 125);
    assert_int_equal(calendar_count(a, &(struct event_filter){0}), 125);
    e = calendar_list(a, &(struct event_filter){.newest_first = true, .skip = 120, .most = 50}, &n);
    assert_int_equal(n, 5);
    assert_string_equal(e[4].starts, "2002-02-26");
    assert_string_equal(calendar_before(a, &(struct event_filter){.forum = "midwa"}, "2020-01-01"), "2016-08-25");
    assert_null(calendar_after(a, &(struct event_filter){.forum = "midwa"}, "2020-01-01"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(the_postponed_summit_keeps_its_days), TEST(fora_that_meet_together_both_have_it),
        TEST(the_secretariat_of_a_forum_changes_its_own), TEST(days_that_change_are_kept_unless_they_were_a_mistake),
        TEST(an_event_added_can_be_taken_back_by_who_added_it), TEST(the_second_of_two_editors_is_told), TEST(mistakes_name_their_field),
        TEST(lists_hold_what_is_asked_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
