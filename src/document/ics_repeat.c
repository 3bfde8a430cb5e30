/* Repetitions, bounded: an endless rule is followed for some years, and told. */
#include "base/clock.h"
#include "base/lang.h"
#include "document/ics_room.h"

enum { most_steps = 40000 };

static void on(struct ics_reading *r, const struct incoming_event *first, const char *day) {
    struct incoming_event e = *first;
    e.uid = arena_printf(r->arena, "%s#%s", first->uid, day);
    e.ends = clock_day_add(r->arena, day, clock_days_between(first->starts, first->ends));
    e.starts = day;
    if (e.ends) ics_add(r, &e);
}

static bool followed(const struct ics_reading *r, const char *day) { return strcmp(day, r->from) >= 0 && strcmp(day, r->to) <= 0; }

static bool excluded(icalcomponent *c, icaltimetype start, icaltimetype when) { return icalproperty_recurrence_is_excluded(c, &start, &when); }

/* The days of one rule; false when there were too many. */
static bool follow(struct ics_reading *r, icalcomponent *c, const struct incoming_event *first, struct icalrecurrencetype rule, icaltimetype start, size_t *n) {
    icalrecur_iterator *i = icalrecur_iterator_new(rule, start);
    if (!i) {
        ics_note(r, TR("Its rule of repetition cannot be read: only its first day is taken."), first->title);
        on(r, first, first->starts);
        return true;
    }
    const char *last = "";
    bool fine = true;
    for (int step = 0; step < most_steps; step++) {
        icaltimetype t = icalrecur_iterator_next(i);
        const char *day = icaltime_is_null_time(t) ? NULL : ics_day(r->arena, t);
        if (!day || strcmp(day, r->to) > 0) break;
        if (!followed(r, day) || same(day, last) || excluded(c, start, t)) continue;
        if (*n >= ics_most_repeats) {
            fine = false;
            break;
        }
        on(r, first, last = day);
        ++*n;
    }
    icalrecur_iterator_free(i);
    return fine;
}

static void more_days(struct ics_reading *r, icalcomponent *c, const struct incoming_event *first, icaltimetype start, size_t *n) {
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_RDATE_PROPERTY); p && *n < ics_most_repeats; p = icalcomponent_get_next_property(c, ICAL_RDATE_PROPERTY)) {
        struct icaldatetimeperiodtype t = icalproperty_get_rdate(p);
        icaltimetype when = icaltime_is_null_time(t.time) ? t.period.start : t.time;
        const char *day = ics_day(r->arena, when);
        if (!day || !followed(r, day) || excluded(c, start, when)) continue;
        on(r, first, day);
        ++*n;
    }
}

void ics_repeat(struct ics_reading *r, icalcomponent *c, const struct incoming_event *first) {
    icalproperty *rrule = icalcomponent_get_first_property(c, ICAL_RRULE_PROPERTY);
    bool more = icalcomponent_get_first_property(c, ICAL_RDATE_PROPERTY);
    icaltimetype start = icalcomponent_get_dtstart(c);
    icalproperty *old; /* RFC 5545 gave exception rules up; following one for each day costs too much */
    while ((old = icalcomponent_get_first_property(c, ICAL_EXRULE_PROPERTY))) icalcomponent_remove_property(c, old), icalproperty_free(old);
    if (!rrule && !more) {
        ics_add(r, first);
        return;
    }
    struct icalrecurrencetype rule = rrule ? icalproperty_get_rrule(rrule) : (struct icalrecurrencetype){.freq = ICAL_NO_RECURRENCE};
    bool by_hour = rule.freq == ICAL_SECONDLY_RECURRENCE || rule.freq == ICAL_MINUTELY_RECURRENCE || rule.freq == ICAL_HOURLY_RECURRENCE;
    if (by_hour) ics_note(r, TR("It repeats within one day. The calendar keeps whole meetings: only its first day is taken."), first->title);
    size_t n = 0;
    bool all = true;
    if (by_hour || !rrule) on(r, first, first->starts);
    else all = follow(r, c, first, rule, start, &n);
    more_days(r, c, first, start, &n);
    if (rrule && !by_hour && !rule.count && icaltime_is_null_time(rule.until)) ics_note(r, TR("It repeats without end: it is followed for five years."), first->title);
    if (!all || n >= ics_most_repeats) ics_note(r, TR("It repeats more than 200 times: the first 200 are taken."), first->title);
}
