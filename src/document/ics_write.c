#include <libical/ical.h>
#include <pthread.h>
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "base/zone.h"
#include "document/ics.h"
#include "document/ics_room.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void start(void) {
    icalerror_set_errors_are_fatal(false);
    ical_set_unknown_token_handling_setting(ICAL_DISCARD_TOKEN);
}
void ics_start(void) { pthread_once(&once, start); }

const char *ics_uid(struct arena *m, const struct event *e) { return *e->uid ? e->uid : arena_printf(m, "%s@isthmus", e->id); }

/* "2026-05-05" and perhaps "09:00". */
static icaltimetype time_of(const char *day, const char *hours) {
    icaltimetype t = icaltime_null_time();
    sscanf(day, "%4d-%2d-%2d", &t.year, &t.month, &t.day);
    t.is_date = sscanf(hours, "%2d:%2d", &t.hour, &t.minute) != 2;
    return t;
}
static icaltimetype instant_of(const char *instant) {
    icaltimetype t = time_of(instant, instant + 11);
    t.second = (int)strtol(instant + 17, NULL, 10);
    t.zone = icaltimezone_get_utc_timezone();
    return t;
}

static void extra(icalcomponent *c, const char *name, const char *value) {
    if (blank(value)) return;
    icalproperty *p = icalproperty_new_x("");
    icalproperty_set_x_name(p, name);
    icalproperty_set_value(p, icalvalue_new_text(value));
    icalcomponent_add_property(c, p);
}
static void typed(icalcomponent *c, icalproperty *p, icalparameter_value kind) {
    icalproperty_set_parameter(p, icalparameter_new_value(kind));
    icalcomponent_add_property(c, p);
}

static bool known_zone(const struct event *e) { return *e->begins && *e->zone && lang_zone_known(e->zone); }

static void days(icalcomponent *c, struct arena *m, const struct event *e) {
    bool hours = known_zone(e);
    icaltimetype from = time_of(e->starts, hours ? e->begins : ""), to;
    if (hours) to = time_of(e->ends, e->finishes);
    else { /* the end of whole days is the day after (RFC 5545, 3.6.1) */
        const char *after = clock_day_add(m, e->ends, 1);
        to = time_of(after ? after : e->ends, "");
    }
    icalproperty *starts = icalproperty_new_dtstart(from), *ends = icalproperty_new_dtend(to);
    if (hours) {
        icalproperty_add_parameter(starts, icalparameter_new_tzid(e->zone));
        icalproperty_add_parameter(ends, icalparameter_new_tzid(e->zone));
    } else {
        icalproperty_set_parameter(starts, icalparameter_new_value(ICAL_VALUE_DATE));
        icalproperty_set_parameter(ends, icalparameter_new_value(ICAL_VALUE_DATE));
    }
    icalcomponent_add_property(c, starts);
    icalcomponent_add_property(c, ends);
}

static enum icalproperty_status status_of(const struct event *e) {
    return same(e->status, "cancelled") ? ICAL_STATUS_CANCELLED : same(e->status, "provisional") ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED;
}

static void place(icalcomponent *c, struct arena *m, const struct event *e) {
    const char *country = *e->iso3 ? lang_country(m, lang_find("en"), e->iso3) : NULL;
    const char *words = *e->city && country ? arena_printf(m, "%s, %s", e->city, country) : *e->city ? e->city : country ? country : "";
    bool online = same(e->mode, "online") || same(e->mode, "both");
    if (*words) icalcomponent_add_property(c, icalproperty_new_location(words));
    else if (online) icalcomponent_add_property(c, icalproperty_new_location("online"));
    if (online && *e->address) typed(c, icalproperty_new_conference(e->address), ICAL_VALUE_URI);
    extra(c, "X-ISTHMUS-CITY", e->city);
    extra(c, "X-ISTHMUS-COUNTRY", e->iso3);
    extra(c, "X-ISTHMUS-MODE", e->mode);
    if (!online) extra(c, "X-ISTHMUS-ADDRESS", e->address);
}

static icalcomponent *component(struct arena *m, const struct ics_about *about, const struct event *e) {
    icalcomponent *c = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    const char *changed = strlen(e->changed) == 20 ? e->changed : "2026-01-01T00:00:00Z";
    icalcomponent_add_property(c, icalproperty_new_uid(ics_uid(m, e)));
    icalcomponent_add_property(c, icalproperty_new_dtstamp(instant_of(changed)));
    icalcomponent_add_property(c, icalproperty_new_lastmodified(instant_of(changed)));
    icalcomponent_add_property(c, icalproperty_new_sequence((int)e->sequence));
    days(c, m, e);
    icalcomponent_add_property(c, icalproperty_new_summary(e->title));
    icalcomponent_add_property(c, icalproperty_new_status(status_of(e)));
    icalcomponent_add_property(c, icalproperty_new_transp(same(e->status, "confirmed") && !text_starts(e->id, "round/") ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
    place(c, m, e);
    if (*e->note) icalcomponent_add_property(c, icalproperty_new_description(e->note));
    if (*e->source) icalcomponent_add_property(c, icalproperty_new_comment(arena_printf(m, "Source: %s", e->source)));
    if (*e->forum_name) icalcomponent_add_property(c, icalproperty_new_categories(e->forum_name));
    if (about->base_url && *e->id) icalcomponent_add_property(c, icalproperty_new_url(text_starts(e->id, "round/")
        ? arena_printf(m, "%s/rounds/%s", about->base_url, e->id + 6) : arena_printf(m, "%s/events/%s", about->base_url, e->id)));
    extra(c, "X-ISTHMUS-FORUM", e->forum_name);
    extra(c, "X-ISTHMUS-OBJECTIVES", e->objectives);
    extra(c, "X-ISTHMUS-FORMERLY", e->formerly);
    if (*e->begins && !known_zone(e)) extra(c, "X-ISTHMUS-HOURS", arena_printf(m, "%s %s %s", e->begins, e->finishes, e->zone));
    return c;
}

/* Folded and escaped by libical; the component ends here. */
static void put(struct buf *b, icalcomponent *c, const char *without) {
    char *s = icalcomponent_as_ical_string_r(c);
    if (!s) bug("libical wrote nothing");
    size_t n = strlen(s), k = without ? strlen(without) : 0;
    buf_bytes(b, s, n >= k ? n - k : n);
    icalmemory_free_buffer(s);
    icalcomponent_free(c);
}

static icalcomponent *head(struct arena *m, const struct ics_about *about) {
    icalcomponent *c = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
    icalcomponent_add_property(c, icalproperty_new_version("2.0"));
    icalcomponent_add_property(c, icalproperty_new_prodid("-//Isthmus//Calendar//EN"));
    icalcomponent_add_property(c, icalproperty_new_calscale("GREGORIAN"));
    icalcomponent_add_property(c, icalproperty_new_name(about->name));
    extra(c, "X-WR-CALNAME", about->name); /* what programs knew before RFC 7986 */
    if (!about->source) return c;
    icalcomponent_add_property(c, icalproperty_new_color("teal"));
    typed(c, icalproperty_new_refreshinterval(icaldurationtype_from_string("PT12H")), ICAL_VALUE_DURATION);
    typed(c, icalproperty_new_source(about->source), ICAL_VALUE_URI);
    return c;
}

/* Each change of the clocks as its own observance: rules that go back to 1893, as libical
 * has them, are more than calendar programs can read. */
static icalcomponent *zone(struct arena *m, const char *name, const char *from, const char *to) {
    size_t n;
    struct zone_change *c = zone_changes(m, name, from, to, &n);
    icalcomponent *z = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
    icalcomponent_add_property(z, icalproperty_new_tzid(name));
    for (size_t i = 0; i < n; i++) {
        icalcomponent *o = icalcomponent_new(c[i].summer ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);
        icaltimetype t = time_of(c[i].local, c[i].local + 11);
        t.second = (int)strtol(c[i].local + 17, NULL, 10);
        icalcomponent_add_property(o, icalproperty_new_dtstart(t));
        icalcomponent_add_property(o, icalproperty_new_tzoffsetfrom(c[i].before));
        icalcomponent_add_property(o, icalproperty_new_tzoffsetto(c[i].after));
        icalcomponent_add_component(z, o);
    }
    return z;
}

/* Each zone once, for the years in which it is used and one around them. */
static void zones(struct arena *m, icalcomponent *c, const struct event *e, size_t n) {
    const char *seen = " ";
    for (size_t i = 0; i < n; i++) {
        if (!known_zone(&e[i]) || text_word(seen, e[i].zone)) continue;
        seen = arena_printf(m, "%s%s ", seen, e[i].zone);
        const char *from = e[i].starts, *to = e[i].ends;
        for (size_t k = i + 1; k < n; k++) {
            if (!same(e[k].zone, e[i].zone)) continue;
            if (strcmp(e[k].starts, from) < 0) from = e[k].starts;
            if (strcmp(e[k].ends, to) > 0) to = e[k].ends;
        }
        const char *before = clock_day_add(m, from, -366), *after = clock_day_add(m, to, 366);
        icalcomponent_add_component(c, zone(m, e[i].zone, before ? before : from, after ? after : to));
    }
}

struct buf *ics_write(struct arena *m, const struct ics_about *about, const struct event *e, size_t n) {
    static const char end[] = "END:VCALENDAR\r\n";
    struct buf *b = buf_new(m);
    ics_start();
    icalcomponent *c = head(m, about);
    zones(m, c, e, n);
    put(b, c, end);
    for (size_t i = 0; i < n; i++) put(b, component(m, about, &e[i]), NULL);
    buf_add(b, end);
    return b;
}
