/* Whether a value has the shape its question asks for, and what shape it is kept in. */
#include "area/form/value.h"
#include <ctype.h>
#include <math.h>
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

bool form_asks(const struct item *it) {
    switch (it->type) {
    case ITEM_GROUP: case ITEM_REPEAT: case ITEM_NOTE: case ITEM_CALCULATE: case ITEM_HIDDEN: case ITEM_START: case ITEM_END: case ITEM_TODAY: return false;
    default: return true;
    }
}

static bool decimal(const char *s) {
    s += *s == '-';
    size_t before = strspn(s, "0123456789"), after = s[before] == '.' ? 1 + strspn(s + before + 1, "0123456789") : 0;
    return before && before + after < 40 && after != 1 && !s[before + after];
}

static bool on_scale(const struct item *it, const char *value) {
    double d = decimal(value) ? strtod(value, NULL) : NAN, steps = (d - it->range.from) / it->range.step;
    return d >= fmin(it->range.from, it->range.to) && d <= fmax(it->range.from, it->range.to) && fabs(steps - round(steps)) < 1e-6;
}

/* Each choice once. */
static bool ranked(const struct item *it, const char *value) {
    size_t n = 0;
    for (const char *p = value; *p; p++) n += *p != ' ' && (p[1] == ' ' || !p[1]);
    for (size_t i = 0; i < it->n_choices; i++)
        if (!text_word(value, it->choices[i].name)) return false;
    return n == it->n_choices;
}

static bool coordinate(const char **p, double most) {
    char *end;
    if (!isdigit((unsigned char)**p) && **p != '-' && **p != '.') return false;
    double d = strtod(*p, &end);
    bool fine = end > *p && fabs(d) <= most && (*end == ' ' || *end == ';' || !*end);
    *p = end + strspn(end, " ");
    return fine;
}

bool geo_points(const char *value, struct geo_point *point, size_t room, size_t *n) {
    const char *p = value + strspn(value, " ");
    for (*n = 0; *p; ++*n) {
        const char *at = p;
        if (*n == room || !coordinate(&p, 90) || !coordinate(&p, 180)) return false;
        char *rest;
        point[*n].latitude = strtod(at, &rest);
        point[*n].longitude = strtod(rest, NULL);
        for (int more = 0; more < 2 && *p && *p != ';'; more++) /* altitude, accuracy */
            if (!coordinate(&p, 100000)) return false;
        if (*p == ';') p += 1 + strspn(p + 1, " ");
        else if (*p) return false;
    }
    return *n > 0;
}

static const char *geo_wrong(enum item_type type, const char *value) {
    struct geo_point p[most_points];
    size_t n;
    bool points = geo_points(value, p, type == ITEM_POINT ? 1 : most_points, &n);
    bool closed = points && p[0].latitude == p[n - 1].latitude && p[0].longitude == p[n - 1].longitude;
    if (type == ITEM_POINT && !points) return TR("Write latitude and longitude in degrees, such as -33.45 -70.66.");
    if (type == ITEM_TRACE && (!points || n < 2)) return TR("Write at least two points, with a semicolon between them, such as -33.45 -70.66; -33.5 -70.7.");
    if (type == ITEM_SHAPE && (!points || n < 4 || !closed)) return TR("Write at least three points and the first one again at the end, with semicolons between them.");
    return NULL;
}

/* 10:30, 10:30:15, 10:30:15.250, each with Z or +01:00 after it or without. */
static bool is_time(const char *s) {
    unsigned hour, minute, second = 0;
    int used = 0;
    if (sscanf(s, "%2u:%2u%n", &hour, &minute, &used) != 2 || used != 5) return false;
    s += 5;
    if (*s == ':') {
        if (sscanf(s, ":%2u%n", &second, &used) != 1 || used != 3) return false;
        s += 3;
        if (*s == '.') s += 1 + strspn(s + 1, "0123456789");
    }
    bool zone = !*s || same(s, "Z") || (strlen(s) == 6 && strchr("+-", *s) && isdigit((unsigned char)s[1]) && isdigit((unsigned char)s[2]) && s[3] == ':' && isdigit((unsigned char)s[4]) && isdigit((unsigned char)s[5]));
    return zone && hour < 24 && minute < 60 && second < 61;
}
static bool is_date_time(struct arena *m, const char *s) { return strlen(s) >= 16 && s[10] == 'T' && clock_is_day(arena_copy_n(m, s, 10)) && is_time(s + 11); }

const char *answer_wrong(struct arena *m, const struct item *it, const char *value) {
    int64_t n;
    switch (it->type) {
    case ITEM_INTEGER: return text_number(value, &n) ? NULL : TR("Write a whole number.");
    case ITEM_DECIMAL: return decimal(value) ? NULL : TR("Write a number.");
    case ITEM_DATE: return clock_is_day(value) ? NULL : TR("Write the day as year-month-day, such as 2026-03-01.");
    case ITEM_TIME: return is_time(value) ? NULL : TR("Write the time as hours:minutes, such as 14:30.");
    case ITEM_DATE_TIME: return is_date_time(m, value) ? NULL : TR("Write day and time with a T between them, such as 2026-03-01T14:30.");
    case ITEM_ONE: return strchr(value, ' ') ? TR("Choose only one.") : NULL;
    case ITEM_RANK: return ranked(it, value) ? NULL : TR("Give each of the choices a place of its own.");
    case ITEM_RANGE: return on_scale(it, value) ? NULL : TR("This number is not on the scale of the question.");
    case ITEM_ACKNOWLEDGE: return same(value, "OK") ? NULL : TR("This can only be acknowledged or left open.");
    case ITEM_POINT: case ITEM_TRACE: case ITEM_SHAPE: return geo_wrong(it->type, value);
    default: return NULL;
    }
}

/* "2:money 1:time 3:people": the order of the places; of one place twice the order of the list. */
static const char *rank_order(struct arena *m, const struct item *it, const char *value) {
    struct buf *b = buf_new(m);
    char **part = text_split(m, value, ' ');
    if (!strchr(value, ':')) return value;
    for (int place = 1; place <= (int)it->n_choices; place++)
        for (size_t i = 0; part[i]; i++) {
            char *colon = strchr(part[i], ':');
            if (!colon || strtol(part[i], NULL, 10) != place) continue;
            buf_printf(b, "%s%s", b->size ? " " : "", colon + 1);
        }
    return b->data ? b->data : "";
}

const char *form_normal(struct arena *m, const struct item *it, const char *value) {
    size_t n = strlen(value);
    if (it->type == ITEM_RANK) return rank_order(m, it, value);
    if (it->type == ITEM_DATE && (it->look & LOOK_MONTH) && n == 7) return arena_printf(m, "%s-01", value);
    if (it->type == ITEM_DATE && (it->look & LOOK_YEAR) && n == 4) return arena_printf(m, "%s-01-01", value);
    return value;
}
