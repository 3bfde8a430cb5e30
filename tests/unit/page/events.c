/* The calendar's pages: views, filters, editing, weight with 125 and with 10,000 events. */
#include "asking.h"
#include <zlib.h>
#include "area/calendar.h"
#include "area/reference.h"
#include "base/clock.h"
#include "base/text.h"

static struct act *town(void) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail);
    return a;
}
static struct pair *asked_for(const char *name, const char *value, struct pair *next) { return pair(next, name, value); }
static const char *look(const char *person, const char *path, struct pair *query_) {
    static struct site site;
    site = page_site();
    struct request in = {.method = GET, .host = "x", .path = path, .query = query_};
    last = NEW(m, struct reply);
    site_answer_as(&site, world_db, m, &in, last, person, NULL);
    return last->body->data;
}
static size_t compressed(const char *page) {
    uLongf n = compressBound(strlen(page));
    void *to = arena_alloc(m, n);
    compress2(to, &n, (const unsigned char *)page, strlen(page), 6);
    return n;
}
static const char *id_of(struct act *a, const char *title) {
    size_t n;
    struct event *e = calendar_list(a, &(struct event_filter){0}, &n);
    for (size_t i = 0; i < n; i++)
        if (same(e[i].title, title)) return e[i].id;
    bug("no %s", title);
}

static void each_view_shows_what_is_asked(void **s) {
    town();
    assert_true(holds(get(NULL, "/events"), "125 meetings"));
    const char *page = look(NULL, "/events", asked_for("view", "month", asked_for("month", "2016-08", NULL)));
    assert_true(holds(page, "Colombo Process 5th Ministerial Consultation") && holds(page, "MIDWA annual meeting") && holds(page, "August 2016"));
    assert_false(holds(page, "16th South American"));
    page = look(NULL, "/events", asked_for("view", "year", asked_for("year", "2024", NULL)));
    assert_true(holds(page, "10–11") && holds(page, "<bdi>ADD</bdi>"));
    assert_true(holds(look(NULL, "/events", asked_for("when", "2016-08-26", NULL)), "1 meeting"));
    assert_true(holds(look(NULL, "/events", asked_for("objective", "18", NULL)), "1 meeting"));
    assert_true(holds(look(NULL, "/events", asked_for("place", "009", NULL)), "Adelaide"));
    assert_true(holds(look(NULL, "/events", asked_for("view", "month", asked_for("month", "2031-01", NULL))), "No meeting in this month"));
    static const char *const odd[] = {"9999-99", "0000-00", "", "abc", "2200-12", "1900-01"};
    for (size_t i = 0; i < COUNT(odd); i++) {
        look(NULL, "/events", asked_for("view", "month", asked_for("month", odd[i], NULL)));
        assert_int_equal(last->status, 200);
        look(NULL, "/events", asked_for("view", "year", asked_for("year", odd[i], asked_for("page", "-3", NULL))));
        assert_int_equal(last->status, 200);
        look(NULL, "/events", asked_for("when", odd[i], asked_for("page", "999999999999", NULL)));
        assert_int_equal(last->status, 200);
    }
}

static void one_meeting_says_what_became_of_its_days(void **s) {
    struct act *a = town();
    const char *page = get(NULL, arena_printf(m, "/events/%s", id_of(a, "Twelfth GFMD summit")));
    assert_true(holds(page, "19–22 November 2019") && holds(page, "20–24 January 2020") && holds(page, "moved"));
    assert_true(holds(get(NULL, arena_printf(m, "/events/%s", id_of(a, "Fifth GFMD meeting"))), "not verified"));
    page = get(NULL, arena_printf(m, "/events/%s", id_of(a, "First joint plenary of RCM and SACM")));
    assert_true(holds(page, "/directory/rcm") && holds(page, "/directory/sacm"));
    assert_true(holds(get(NULL, "/directory/gfmd"), "/events/"));
    get(NULL, "/events/nothing");
    assert_int_equal(last->status, 404);
}

static void a_meeting_is_added_moved_and_cancelled(void **s) {
    struct act *a = town();
    const char *desk = person_of(a, "icmpd", "secretariat", "desk@x.example"), *focal = person_of(a, "chl", "focal_point", "focal@x.example");
    get(focal, "/events/new");
    assert_int_equal(last->status, 404);
    assert_false(holds(get(focal, "/events"), "/events/new"));
    assert_true(holds(get(desk, "/events"), "/events/new"));
    struct pair *form = pair(pair(pair(pair(pair(NULL, "title", "Senior officials"), "lead", "bp"), "joint", "PP, RP"), "starts", "2027-02-01"), "status", "provisional");
    const char *page = post(desk, "/events/new", form);
    assert_int_equal(last->status, 422); /* no source */
    assert_true(holds(page, "value=\"Senior officials\"") && holds(page, "value=\"PP, RP\""));
    form = pair(pair(form, "source", "letter"), "objectives", "2, 5");
    post(desk, "/events/new", form);
    assert_int_equal(last->status, 303);
    const char *id = id_of(a, "Senior officials"), *edit = arena_printf(m, "/events/%s/edit", id);
    struct event *e = calendar_event(a, id);
    assert_string_equal(e->ends, "2027-02-01");
    assert_string_equal(e->objectives, "2 5");
    size_t n;
    calendar_fora(a, id, &n);
    assert_int_equal(n, 3);
    get(focal, edit);
    assert_int_equal(last->status, 404);
    const char *mark = hidden(get(desk, edit), "mark");
    struct pair *moved = pair(pair(pair(pair(form, "mark", mark), "starts", "2027-04-05"), "ends", "2027-04-06"), "source", "note verbale");
    post(focal, edit, moved);
    assert_int_equal(last->status, 404);
    post(desk, edit, moved);
    assert_int_equal(last->status, 303);
    page = get(NULL, arena_printf(m, "/events/%s", id));
    assert_true(holds(page, "5–6 April 2027") && holds(page, "<del>1 February 2027</del>") && holds(page, "note verbale") && !holds(page, "Ana Person"));
    post(desk, edit, moved); /* the mark of before */
    assert_int_equal(last->status, 422);
    mark = hidden(get(desk, edit), "mark");
    post(desk, edit, pair(pair(moved, "mark", mark), "status", "cancelled"));
    assert_int_equal(last->status, 303);
    page = get(NULL, arena_printf(m, "/events/%s", id));
    assert_true(holds(page, "This meeting was cancelled"));
    assert_string_equal(calendar_event(a, id)->formerly, "2027-02-01/2027-02-01");
    struct change_line *c = editing_history_of(again(a), "event", id, 10, &n);
    assert_int_equal(n, 3);
    post(desk, arena_printf(m, "/events/%s/history/%s/undo", id, c[0].id), NULL);
    assert_string_equal(calendar_event(a, id)->status, "provisional");
    mark = hidden(get(desk, edit), "mark");
    post(desk, arena_printf(m, "/events/%s/remove", id), pair(pair(NULL, "mark", mark), "why", ""));
    assert_int_equal(last->status, 422);
    post(desk, arena_printf(m, "/events/%s/remove", id), pair(pair(NULL, "mark", mark), "why", "never planned"));
    assert_int_equal(last->status, 303);
    assert_false(entry_find(a, "event", id)->there);
}

static void clashes_are_told_before_days_are_saved(void **s) {
    struct act *a = town();
    const char *desk = person_of(a, "icmpd", "secretariat", "desk@x.example");
    struct pair *form = pair(pair(pair(pair(pair(pair(NULL, "title", "Officials"), "lead", "bp"), "starts", "2027-03-10"), "ends", "2027-03-11"), "status", "provisional"), "source", "letter");
    const char *page = post(desk, "/events/new", form); /* the feast at the end of Ramadan */
    assert_int_equal(last->status, 200);
    assert_true(holds(page, "Nothing is saved yet") && holds(page, "Eid al-Fitr") && holds(page, "value=\"Officials\""));
    assert_int_equal(calendar_count(a, &(struct event_filter){.from = "2027-01-01"}), 0);
    const char *seen = hidden(page, "seen");
    page = post(desk, "/events/new", pair(pair(form, "seen", seen), "check", "1")); /* looking saves nothing */
    assert_true(holds(page, "Nothing is saved yet"));
    post(desk, "/events/new", pair(pair(form, "seen", seen), "starts", "2027-03-05")); /* other days, other clashes */
    assert_int_equal(last->status, 200);
    post(desk, "/events/new", pair(form, "seen", seen));
    assert_int_equal(last->status, 303);
    struct pair *second = pair(pair(form, "lead", "pp"), "title", "Others");
    page = post(desk, "/events/new", second);
    assert_true(holds(page, "On the same days:") && holds(page, "parties are members of both") && holds(page, "Georgia"));
    page = get(NULL, arena_printf(m, "/events/%s", id_of(a, "MIDWA annual meeting")));
    assert_true(holds(page, "Clashes and gaps") && holds(page, "Colombo Process 5th Ministerial Consultation") && holds(page, "No party is a member of both"));
    page = post(desk, "/events/new", pair(pair(pair(form, "starts", "2027-07-07"), "ends", "2027-07-08"), "check", "1"));
    assert_true(holds(page, "knows nothing that stands against") || holds(page, "A long gap"));
}

static void pages_stay_light_with_ten_thousand(void **s) {
    struct act *a = town();
    static const char *const fora[] = {"bp", "pp", "rp", "kp", "sacm", "rcm", "midwa", "midsa", "cp", "add"};
    db_begin(a->db, &(const char *){NULL});
    for (int i = 0; i < 10000; i++) {
        struct entry *e = entry_new(a, "event", "", NULL);
        const char *day = clock_day_add(m, "2020-01-01", i * 7 % 4380);
        entry_set(e, "fora", fora[i % 10]);
        entry_set(e, "forum", fora[i % 10]);
        entry_set(e, "title", arena_printf(m, "Meeting number %d of a forum about matter %d", i, i * 17 % 101));
        entry_set(e, "starts", day);
        entry_set(e, "ends", clock_day_add(m, day, i % 3));
        entry_set(e, "city", "Santiago");
        entry_set(e, "iso3", "CHL");
        entry_set(e, "source", "synthetic");
        assert_true(entry_write(a, e, NULL));
    }
    db_commit(a->db, &(const char *){NULL});
    const struct { const char *view, *name, *value; } all[] = {{"list", "when", ""}, {"list", "when", "2024"}, {"list", "when", "past"}, {"month", "month", "2024-03"}, {"year", "year", "2024"}};
    for (size_t i = 0; i < COUNT(all); i++) {
        size_t n = compressed(look(NULL, "/events", asked_for("view", all[i].view, asked_for(all[i].name, all[i].value, NULL))));
        if (n > 14 * 1024) bug("%s %s: %zu bytes", all[i].view, all[i].value, n);
        print_message("%s %s: %zu bytes compressed\n", all[i].view, all[i].value, n);
    }
    assert_true(compressed(get(NULL, "/directory/bp")) < 14 * 1024);
}

static void calendars_are_fed(void **s) {
    struct act *a = town();
    const char *all = get(NULL, "/feeds/all.ics");
    assert_string_equal(last->type, "text/calendar; charset=utf-8");
    assert_true(holds(all, "SUMMARY:Twelfth GFMD summit") && holds(all, "DTEND;VALUE=DATE:20200125"));
    const char *cp = get(NULL, "/feeds/cp.ics");
    assert_true(holds(cp, "Colombo Process 5th") && !holds(cp, "GFMD"));
    assert_true(holds(get(NULL, arena_printf(m, "/events/%s/meeting.ics", id_of(a, "MIDWA annual meeting"))), "20160828"));
    assert_true(holds(get(NULL, "/feeds/rounds/lac-2025.ics"), "BEGIN:VEVENT"));
    static const char *const nothing[] = {"/feeds/nowhere.ics", "/feeds/all", "/feeds/.ics", "/feeds/rounds/none.ics", "/feeds/mine/short.ics", "/events/none/meeting.ics",
        "/feeds/mine/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics"};
    for (size_t i = 0; i < COUNT(nothing); i++) {
        get(NULL, nothing[i]);
        if (last->status != 404) bug("%s: %d", nothing[i], last->status);
    }
    struct site site = page_site();
    struct header *h = NULL;
    get(NULL, "/feeds/cp.ics");
    for (h = last->headers; !same(h->name, "ETag"); h = h->next) {}
    struct request again_ = {.method = GET, .host = "x", .path = "/feeds/cp.ics", .none_match = h->value};
    last = NEW(m, struct reply);
    site_answer_as(&site, world_db, m, &again_, last, NULL, NULL);
    assert_int_equal(last->status, 304);
    assert_int_equal(last->body->size, 0);
}

static void a_secret_address_ends_with_the_post(void **s) {
    struct act *a = town();
    const char *focal = person_of(a, "chl", "focal_point", "focal@x.example");
    const char *page = post(focal, "/feeds/mine", NULL), *at = strstr(page, "/feeds/mine/");
    while (at && text_starts(at, "/feeds/mine\"")) at = strstr(at + 1, "/feeds/mine/");
    assert_non_null(at);
    char *path = arena_copy_n(m, at, strlen("/feeds/mine/") + 52 + 4);
    const char *feed = get(NULL, path); /* without a session: a calendar program has none */
    assert_int_equal(last->status, 200);
    assert_true(holds(feed, "16th South American Conference on Migration") && !holds(feed, "Colombo Process"));
    assert_false(holds(get(focal, "/feeds"), path)); /* shown once */
    post(focal, "/feeds/mine", NULL);
    get(NULL, path);
    assert_int_equal(last->status, 404); /* a new one ends it */
    page = post(focal, "/feeds/mine", NULL);
    at = strstr(page, "/feeds/mine/");
    path = arena_copy_n(m, at, strlen("/feeds/mine/") + 52 + 4);
    get(NULL, path);
    assert_int_equal(last->status, 200);
    size_t n;
    struct holder *post_ = people_mandates(a, focal, &n);
    assert_true(people_end(again(a), post_[0].mandate));
    get(NULL, path);
    assert_int_equal(last->status, 404);
}

static const char *bring(const char *person, const char *forum, const char *ics) {
    struct upload *u = NEW(m, struct upload);
    *u = (struct upload){"file", "other.ics", "text/calendar", {ics, strlen(ics)}, NULL};
    ask(person, POST, "/events/incoming", pair(NULL, "forum", forum), u);
    if (last->status != 303) return NULL;
    for (struct header *h = last->headers; h; h = h->next)
        if (same(h->name, "Location")) return h->value;
    return NULL;
}

static void the_calendar_of_another_body_is_looked_at_then_accepted(void **s) {
    struct act *a = town();
    const char *desk = person_of(a, "icmpd", "secretariat", "desk@x.example"), *other = person_of(a, "eclac", "secretariat", "other@x.example");
#define ONE(uid, from, to, more) "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:" from "\r\nDTEND;VALUE=DATE:" to "\r\n" more "END:VEVENT\r\n"
#define CAL(body) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n" body "END:VCALENDAR\r\n"
    static const char first[] = CAL(ONE("a@x", "20270601", "20270603", "SUMMARY:First\r\nLOCATION:Vienna\r\n") ONE("b@x", "20270701", "20270702", "SUMMARY:Second\r\n") ONE("c@x", "20270801", "20271231", "SUMMARY:Too long\r\n"));
    static const char then[] = CAL(ONE("a@x", "20270608", "20270610", "SUMMARY:First\r\nLOCATION:Vienna\r\nSEQUENCE:1\r\n") ONE("b@x", "20270701", "20270702", "SUMMARY:Second\r\nSTATUS:CANCELLED\r\n"));
    assert_null(bring(other, "bp", first));
    const char *at = bring(desk, "bp", first), *page = get(desk, at);
    assert_true(holds(page, "New: 2") && holds(page, "Left out: 1") && holds(page, "60 days at most"));
    assert_int_equal(calendar_count(a, &(struct event_filter){.from = "2027-01-01"}), 0); /* nothing yet */
    get(other, at);
    assert_int_equal(last->status, 404);
    post(desk, at, pair(NULL, "mark", "of another report"));
    assert_int_equal(last->status, 422);
    post(desk, at, pair(NULL, "mark", hidden(get(desk, at), "mark")));
    assert_int_equal(last->status, 303);
    assert_string_equal(calendar_event(a, id_of(a, "First"))->ends, "2027-06-02");
    assert_string_equal(calendar_event(a, id_of(a, "First"))->uid, "a@x");
    assert_true(holds(get(desk, bring(desk, "bp", first)), "Unchanged: 2"));
    at = bring(desk, "bp", then);
    page = get(desk, at);
    assert_true(holds(page, "Moved: 1") && holds(page, "Cancelled: 1"));
    post(desk, at, pair(NULL, "mark", hidden(page, "mark")));
    assert_int_equal(last->status, 303);
    struct event *e = calendar_event(a, id_of(a, "First"));
    assert_string_equal(e->starts, "2027-06-08");
    assert_string_equal(e->formerly, "2027-06-01/2027-06-02");
    assert_string_equal(calendar_event(a, id_of(a, "Second"))->status, "cancelled");
    const char *ours = get(NULL, "/feeds/bp.ics"); /* out and in again: nothing to do, foreign names kept */
    assert_true(holds(ours, "UID:a@x"));
    page = get(desk, bring(desk, "bp", arena_copy(m, ours)));
    assert_true(holds(page, "New: 0") && holds(page, "Moved: 0") && holds(page, "Changed: 0") && holds(page, "Left out: 0"));
    page = get(desk, bring(desk, "bp", "no calendar"));
    assert_true(holds(page, "This is no iCalendar file.") && holds(page, "There is nothing to accept."));
    assert_null(bring(desk, "bp", ""));
    assert_int_equal(last->status, 422);
}

static void changes_are_told_as_atom(void **s) {
    struct act *a = town();
    const char *desk = person_of(a, "icmpd", "secretariat", "desk@x.example");
    struct pair *form = pair(pair(pair(pair(pair(NULL, "title", "Officials & others"), "lead", "bp"), "starts", "2027-02-01"), "status", "provisional"), "source", "letter");
    post(desk, "/events/new", form);
    const char *id = id_of(a, "Officials & others"), *edit = arena_printf(m, "/events/%s/edit", id);
    post(desk, edit, pair(pair(pair(form, "mark", hidden(get(desk, edit), "mark")), "starts", "2027-07-05"), "ends", ""));
    const char *feed = get(NULL, "/feeds/changes.atom");
    assert_true(holds(feed, "Officials &amp; others") && holds(feed, "Moved from 1 February 2027 to"));
    assert_false(holds(feed, "Ana Person"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(each_view_shows_what_is_asked), TEST(one_meeting_says_what_became_of_its_days),
        TEST(a_meeting_is_added_moved_and_cancelled), TEST(pages_stay_light_with_ten_thousand), TEST(clashes_are_told_before_days_are_saved), TEST(calendars_are_fed),
        TEST(a_secret_address_ends_with_the_post), TEST(changes_are_told_as_atom),
        TEST(the_calendar_of_another_body_is_looked_at_then_accepted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
