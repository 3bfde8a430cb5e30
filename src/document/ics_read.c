#include <ctype.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "base/zone.h"
#include "document/ics.h"
#include "document/ics_room.h"

enum { most_depth = 8, most_notes = 100 };

void ics_note(struct ics_reading *r, const char *words, const char *about) {
    struct incoming *in = r->in;
    if (in->n_notes == most_notes) return;
    if (!in->note) in->note = NEW_N(r->arena, struct incoming_note, most_notes);
    in->note[in->n_notes++] = (struct incoming_note){words, text_cut(r->arena, about, 80)};
}

static bool newer(const struct incoming_event *a, const struct incoming_event *b) {
    return a->sequence != b->sequence ? a->sequence > b->sequence : strcmp(a->changed, b->changed) > 0;
}

void ics_add(struct ics_reading *r, const struct incoming_event *e) {
    struct incoming *in = r->in;
    for (size_t i = 0; i < in->n; i++) {
        if (!same(in->event[i].uid, e->uid)) continue;
        /* One that names a repetition takes its place; else two entries have one name. */
        if (newer(e, &in->event[i]) || strchr(e->uid, '#')) in->event[i] = *e;
        if (!strchr(e->uid, '#')) ics_note(r, TR("Two entries have the same UID: the newer one is taken."), e->title);
        return;
    }
    if (in->n == ics_most_events) return ics_note(r, TR("There are more than 5,000 meetings: the others are left out."), e->title);
    if (in->n == r->room) {
        size_t room = r->room ? r->room * 2 : 64;
        struct incoming_event *more = NEW_N(r->arena, struct incoming_event, room);
        if (r->room) memcpy(more, in->event, in->n * sizeof *more);
        in->event = more;
        r->room = room;
    }
    in->event[in->n++] = *e;
}

const char *ics_day(struct arena *m, icaltimetype t) {
    char *day = t.year >= 1000 && t.year <= 9999 ? arena_printf(m, "%04d-%02d-%02d", t.year, t.month, t.day) : NULL;
    return day && clock_is_day(day) ? day : NULL;
}

static const char *clean(struct ics_reading *r, const char *s, size_t most) {
    if (!s) return "";
    return text_cut(r->arena, text_line(r->arena, s), most);
}
static const char *value(struct ics_reading *r, icalcomponent *c, icalproperty_kind kind, size_t most) {
    icalproperty *p = icalcomponent_get_first_property(c, kind);
    const icalvalue *v = p ? icalproperty_get_value(p) : NULL;
    if (!v) return "";
    icalvalue_kind k = icalvalue_isa(v);
    if (k == ICAL_TEXT_VALUE) return clean(r, icalvalue_get_text(v), most);
    return k == ICAL_URI_VALUE ? clean(r, icalvalue_get_uri(v), most) : "";
}
static const char *extra(struct ics_reading *r, icalcomponent *c, const char *name) {
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_X_PROPERTY); p; p = icalcomponent_get_next_property(c, ICAL_X_PROPERTY)) {
        if (!same(icalproperty_get_x_name(p), name)) continue;
        const icalvalue *v = icalproperty_get_value(p);
        const char *s = !v ? "" : icalvalue_isa(v) == ICAL_TEXT_VALUE ? icalvalue_get_text(v) : icalvalue_get_x(v);
        if (v && icalvalue_isa(v) == ICAL_X_VALUE && s) { /* libical leaves unknown values as they are written */
            char *out = arena_copy(r->arena, s), *to = out;
            for (const char *p2 = out; *p2; p2++) *to++ = *p2 == '\\' && p2[1] ? (*++p2 == 'n' || *p2 == 'N' ? '\n' : *p2) : *p2;
            *to = 0;
            s = out;
        }
        return clean(r, s, 1000);
    }
    return "";
}

/* IANA name of what a calendar program calls a zone, or NULL: ours, a path that ends with it,
 * or a name of Windows. */
static const char *known_zone(struct arena *m, const char *id) {
    if (lang_zone_known(id)) return id;
    for (const char *p = strchr(id, '/'); p; p = strchr(p + 1, '/'))
        if (lang_zone_known(p + 1)) return p + 1;
    UErrorCode e = U_ZERO_ERROR;
    UChar windows[80], name[80];
    if (strlen(id) >= COUNT(windows)) return NULL;
    u_uastrncpy(windows, id, (int32_t)COUNT(windows) - 1);
    windows[strlen(id)] = 0;
    int32_t n = ucal_getTimeZoneIDForWindowsID(windows, -1, NULL, name, (int32_t)COUNT(name), &e);
    if (U_FAILURE(e) || n <= 0) return NULL;
    char *out = arena_alloc(m, (size_t)n + 1);
    u_austrncpy(out, name, n);
    return lang_zone_known(out) ? out : NULL;
}

struct when { const char *day, *hours, *zone; };
/* A time as day, hours and a zone of ours; a zone that only the file describes becomes UTC. */
static struct when when_of(struct ics_reading *r, icalproperty *p, icaltimetype t, const char *about) {
    struct when w = {ics_day(r->arena, t), "", ""};
    if (!w.day || t.is_date) return w;
    const char *hours = arena_printf(r->arena, "%02d:%02d", t.hour % 24, t.minute % 60);
    if (icaltime_is_utc(t)) return (struct when){w.day, hours, "UTC"};
    icalparameter *param = p ? icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER) : NULL;
    const char *id = param ? icalparameter_get_tzid(param) : NULL;
    if (!id) {
        ics_note(r, TR("Its hours have no time zone: only the days are taken."), about);
        return w;
    }
    const char *zone = known_zone(r->arena, id);
    if (zone) return (struct when){w.day, hours, arena_copy(r->arena, zone)};
    icaltimezone *own = icalcomponent_get_timezone(r->calendar, id);
    if (!own) {
        ics_note(r, TR("Its time zone is neither known nor described in the file: only the days are taken."), about);
        return w;
    }
    t.zone = own;
    icaltimetype utc = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
    const char *day = ics_day(r->arena, utc);
    if (!day) return w;
    ics_note(r, TR("Its time zone has no common name: its hours were worked out as UTC by the rules in the file."), about);
    return (struct when){day, arena_printf(r->arena, "%02d:%02d", utc.hour, utc.minute), "UTC"};
}

/* The last day, and the hour in the zone of the beginning. */
static void end_of(struct ics_reading *r, icalcomponent *c, struct incoming_event *e, icaltimetype start) {
    icalproperty *p = icalcomponent_get_first_property(c, ICAL_DTEND_PROPERTY), *d = icalcomponent_get_first_property(c, ICAL_DURATION_PROPERTY);
    e->ends = e->starts;
    e->finishes = e->begins;
    if (!p && !d) return;
    icaltimetype t = p ? icalproperty_get_dtend(p) : icaltime_add(start, icalproperty_get_duration(d));
    struct when w = when_of(r, p ? p : icalcomponent_get_first_property(c, ICAL_DTSTART_PROPERTY), t, "");
    if (!w.day) return;
    if (*e->begins && !*w.hours) e->begins = e->finishes = e->zone = ""; /* hours at one end only say nothing */
    if (*e->begins && *w.hours && !same(w.zone, e->zone)) {
        const char *instant = zone_instant(r->arena, w.day, w.hours, w.zone), *local = instant ? zone_local(r->arena, instant, e->zone) : NULL;
        if (local) w.day = arena_copy_n(r->arena, local, 10), w.hours = local + 11;
    }
    bool midnight = *e->begins ? same(w.hours, "00:00") : t.is_date || (!t.hour && !t.minute);
    if (strcmp(w.day, e->starts) > 0 && midnight) { /* the end is not part of it */
        w.day = clock_day_add(r->arena, w.day, -1);
        if (*e->begins) w.hours = "23:59";
    }
    if (strcmp(w.day, e->starts) < 0 || (same(w.day, e->starts) && *e->begins && strcmp(w.hours, e->begins) < 0))
        return ics_note(r, TR("It ends before it begins: only its first day is taken."), e->title);
    e->ends = w.day;
    if (*e->begins) e->finishes = w.hours;
}

static const char *status_of(const struct ics_reading *r, icalcomponent *c) {
    icalproperty *p = icalcomponent_get_first_property(c, ICAL_STATUS_PROPERTY);
    icalproperty_status s = p ? icalproperty_get_status(p) : ICAL_STATUS_NONE;
    if (r->cancels || s == ICAL_STATUS_CANCELLED) return "cancelled";
    return s == ICAL_STATUS_TENTATIVE ? "provisional" : "confirmed";
}

static const char *changed_of(struct ics_reading *r, icalcomponent *c) {
    icalproperty *p = icalcomponent_get_first_property(c, ICAL_LASTMODIFIED_PROPERTY);
    icaltimetype t = p ? icalproperty_get_lastmodified(p) : icaltime_null_time();
    if (!p && (p = icalcomponent_get_first_property(c, ICAL_DTSTAMP_PROPERTY))) t = icalproperty_get_dtstamp(p);
    const char *day = p ? ics_day(r->arena, t) : NULL;
    return day ? arena_printf(r->arena, "%sT%02d:%02d:%02dZ", day, t.hour % 24, t.minute % 60, t.second % 60) : "";
}

/* What a program like this one adds, told apart; else what the common properties say. */
static void place_of(struct ics_reading *r, icalcomponent *c, struct incoming_event *e) {
    const char *where = value(r, c, ICAL_LOCATION_PROPERTY, 100), *room = value(r, c, ICAL_CONFERENCE_PROPERTY, 1000);
    const char *folded = text_fold(r->arena, where);
    e->mode = extra(r, c, "X-ISTHMUS-MODE");
    e->city = extra(r, c, "X-ISTHMUS-CITY");
    e->iso3 = extra(r, c, "X-ISTHMUS-COUNTRY");
    e->forum = extra(r, c, "X-ISTHMUS-FORUM");
    e->place_said = *e->forum || *e->mode || *e->city || *e->iso3;
    e->address = *room ? room : extra(r, c, "X-ISTHMUS-ADDRESS");
    if (e->place_said) return;
    bool online = text_starts(folded, "online") || text_starts(folded, "virtual") || text_starts(where, "https://");
    e->mode = online ? "online" : *where && *room ? "both" : *where ? "place" : *room ? "online" : "";
    e->city = online ? "" : where;
    if (!*e->address) e->address = text_starts(where, "https://") ? where : value(r, c, ICAL_URL_PROPERTY, 1000);
    if (!text_starts(e->address, "https://") && !text_starts(e->address, "http://")) e->address = "";
}

static void hours_said(struct ics_reading *r, icalcomponent *c, struct incoming_event *e) {
    char **part = text_split(r->arena, extra(r, c, "X-ISTHMUS-HOURS"), ' ');
    if (*e->begins || !part[0] || !part[1] || !part[2]) return;
    e->begins = part[0], e->finishes = part[1], e->zone = part[2];
}

static void read_event(struct ics_reading *r, icalcomponent *c) {
    struct incoming_event e = {.title = value(r, c, ICAL_SUMMARY_PROPERTY, 300), .uid = value(r, c, ICAL_UID_PROPERTY, 300), .begins = "", .finishes = "", .zone = ""};
    const char *about = *e.title ? e.title : e.uid;
    if (!*e.uid) return ics_note(r, TR("It has no UID, so that nobody could follow its changes: it is left out."), about);
    icalproperty *p = icalcomponent_get_first_property(c, ICAL_DTSTART_PROPERTY);
    icaltimetype start = p ? icalproperty_get_dtstart(p) : icaltime_null_time();
    if (!p || icaltime_is_null_time(start)) return ics_note(r, TR("It has no day that can be read: it is left out."), about);
    struct when w = when_of(r, p, start, about);
    if (!w.day) return ics_note(r, TR("Its day is not between 1900 and 2200: it is left out."), about);
    if (!*e.title) e.title = "Untitled", ics_note(r, TR("It has no title."), e.uid);
    e.starts = w.day, e.begins = w.hours, e.zone = w.zone;
    end_of(r, c, &e, start);
    place_of(r, c, &e);
    hours_said(r, c, &e);
    e.status = status_of(r, c);
    e.objectives = extra(r, c, "X-ISTHMUS-OBJECTIVES");
    e.formerly = extra(r, c, "X-ISTHMUS-FORMERLY");
    e.note = value(r, c, ICAL_DESCRIPTION_PROPERTY, 2000);
    e.source = value(r, c, ICAL_COMMENT_PROPERTY, 500);
    e.source = text_starts(e.source, "Source: ") ? e.source + 8 : "";
    e.sequence = icalcomponent_get_sequence(c);
    e.changed = changed_of(r, c);
    icalproperty *id = icalcomponent_get_first_property(c, ICAL_RECURRENCEID_PROPERTY);
    if (!id) return ics_repeat(r, c, &e);
    const char *day = ics_day(r->arena, icalproperty_get_recurrenceid(id));
    if (!day) return ics_note(r, TR("It has no day that can be read: it is left out."), about);
    e.uid = arena_printf(r->arena, "%s#%s", e.uid, day);
    ics_add(r, &e);
}

static void read_calendar(struct ics_reading *r, icalcomponent *calendar) {
    r->calendar = calendar;
    icalproperty *method = icalcomponent_get_first_property(calendar, ICAL_METHOD_PROPERTY);
    r->cancels = method && icalproperty_get_method(method) == ICAL_METHOD_CANCEL;
    if (!*r->in->name) r->in->name = value(r, calendar, ICAL_NAME_PROPERTY, 200);
    if (!*r->in->name) r->in->name = extra(r, calendar, "X-WR-CALNAME");
    for (int change = 0; change < 2; change++) /* repetitions first, then what changes one of them */
        for (icalcomponent *c = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); c; c = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
            if (change == (icalcomponent_get_first_property(c, ICAL_RECURRENCEID_PROPERTY) != NULL)) read_event(r, c);
}

/* How deep components stand in one another: libical frees them by recursion. */
static bool too_deep(const char *s) {
    int depth = 0;
    for (const char *p = s; p; p = strchr(p, '\n')) {
        if (*p == '\n') p++;
        if (!strncasecmp(p, "BEGIN:", 6) && ++depth > most_depth) return true;
        if (!strncasecmp(p, "END:", 4)) depth--;
    }
    return false;
}

static void unreadable(struct ics_reading *r, const char *words) {
    ics_note(r, words, "");
    r->in->unreadable = true;
}

struct incoming *ics_read(struct arena *m, const void *bytes, size_t n, const char *today) {
    struct incoming *in = NEW(m, struct incoming);
    struct ics_reading r = {.arena = m, .in = in, .from = clock_day_add(m, today, -366), .to = clock_day_add(m, today, 366 * ics_most_years)};
    in->name = "";
    ics_start();
    if (!r.from || !r.to) bug("not a day: %s", today);
    const char *s = bytes;
    if (n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3)) s += 3, n -= 3;
    if (n > ics_most_bytes) unreadable(&r, TR("This calendar is too large: at most 5 MB."));
    else if (!text_valid(s, n)) unreadable(&r, TR("This calendar is not written in UTF-8."));
    if (in->unreadable) return in;
    char *copy = arena_copy_n(m, s, n);
    if (too_deep(copy)) unreadable(&r, TR("The parts of this calendar stand too deep in one another."));
    icalcomponent *root = in->unreadable ? NULL : icalparser_parse_string(copy);
    if (!in->unreadable && (!root || !strstr(copy, "VCALENDAR"))) unreadable(&r, TR("This is no iCalendar file."));
    if (root && !in->unreadable && icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) read_calendar(&r, root);
    else if (root && !in->unreadable)
        for (icalcomponent *c = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT); c; c = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT))
            read_calendar(&r, c);
    if (root) icalcomponent_free(root);
    if (!in->unreadable && !in->n && !in->n_notes) ics_note(&r, TR("There is no meeting in this calendar."), "");
    return in;
}
