#include "base/holiday.h"
#include <math.h>
#include <pthread.h>
#include <unicode/ucal.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/text.h"

enum { first_year = 1901, years = 299, most_of_year = 32 };
static struct year { bool known; size_t n; struct holiday holiday[most_of_year]; } kept[years];
static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;

static void keep(struct year *y, int year, const char *name, const char *starts, int days) {
    struct arena *m = arena_new();
    const char *ends = clock_day_add(m, starts, days - 1);
    if (ends && strtol(starts, NULL, 10) == year && y->n < most_of_year) {
        struct holiday *h = &y->holiday[y->n++];
        h->name = name;
        snprintf(h->starts, sizeof h->starts, "%s", starts);
        snprintf(h->ends, sizeof h->ends, "%s", ends);
    }
    arena_end(m);
}

/* Days of another calendar whose years run through these years of it. */
struct fixed { const char *name; int month, day, days; };
static void of_calendar(struct arena *m, struct year *y, int year, const char *calendar, int from, int to, const struct fixed *f, size_t n) {
    UErrorCode e = U_ZERO_ERROR;
    UCalendar *c = ucal_open(u"UTC", -1, arena_printf(m, "en@calendar=%s", calendar), UCAL_DEFAULT, &e);
    for (int other = from; U_SUCCESS(e) && other <= to; other++)
        for (size_t i = 0; i < n; i++) {
            ucal_clear(c);
            ucal_set(c, UCAL_EXTENDED_YEAR, other);
            ucal_set(c, UCAL_MONTH, f[i].month);
            ucal_set(c, UCAL_DATE, f[i].day);
            UDate at = ucal_getMillis(c, &e);
            if (U_SUCCESS(e)) keep(y, year, f[i].name, clock_day(m, (int64_t)floor(at / 1000)), f[i].days);
        }
    ucal_close(c);
}

/* The new moon of the first Chinese month lies between 20 January and 22 February. */
static void chinese(struct arena *m, struct year *y, int year) {
    UErrorCode e = U_ZERO_ERROR;
    UCalendar *c = ucal_open(u"Asia/Shanghai", -1, "en@calendar=chinese", UCAL_DEFAULT, &e);
    for (int i = 0; U_SUCCESS(e) && i < 34; i++) {
        const char *day = clock_day_add(m, arena_printf(m, "%d-01-20", year), i);
        int64_t s = 0;
        clock_read(arena_printf(m, "%sT04:00:00Z", day), &s);
        ucal_setMillis(c, (UDate)s * 1000, &e);
        if (ucal_get(c, UCAL_MONTH, &e) || ucal_get(c, UCAL_DATE, &e) != 1 || ucal_get(c, UCAL_IS_LEAP_MONTH, &e)) continue;
        keep(y, year, TR("Lunar New Year"), day, 3);
        break;
    }
    ucal_close(c);
}

/* Meeus: Sunday of Easter by the Gregorian and by the Julian reckoning, both as days of today. */
static const char *easter(struct arena *m, int y) {
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, n = (a + 11 * h + 22 * l) / 451, p = h + l - 7 * n + 114;
    return arena_printf(m, "%04d-%02d-%02d", y, p / 31, p % 31 + 1);
}
static const char *orthodox_easter(struct arena *m, int y) {
    int d = (19 * (y % 19) + 15) % 30, e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7, p = d + e + 114;
    return clock_day_add(m, arena_printf(m, "%04d-%02d-%02d", y, p / 31, p % 31 + 1), y < 2100 ? 13 : 14);
}

static const struct fixed islamic[] = {{TR("Islamic New Year"), 0, 1, 1}, {TR("Ramadan"), 8, 1, 29}, {TR("Eid al-Fitr"), 9, 1, 3}, {TR("Eid al-Adha"), 11, 10, 4}};
static const struct fixed hebrew[] = {{TR("Rosh Hashanah"), 0, 1, 2}, {TR("Yom Kippur"), 0, 10, 1}, {TR("Passover"), 7, 15, 7}};
static const struct fixed persian[] = {{TR("Nowruz"), 0, 1, 2}};

static void work_out(struct year *y, int year) {
    struct arena *m = arena_new();
    int hijri = (int)((year - 622) * 33L / 32);
    keep(y, year, TR("New Year's Day"), arena_printf(m, "%d-01-01", year), 1);
    keep(y, year, TR("Orthodox Christmas"), arena_printf(m, "%d-01-07", year), 1);
    keep(y, year, TR("Christmas"), arena_printf(m, "%d-12-24", year), 3);
    keep(y, year, TR("Easter"), clock_day_add(m, easter(m, year), -2), 4); /* Good Friday to Monday */
    keep(y, year, TR("Orthodox Easter"), clock_day_add(m, orthodox_easter(m, year), -2), 4);
    of_calendar(m, y, year, "islamic-umalqura", hijri - 1, hijri + 2, islamic, COUNT(islamic));
    of_calendar(m, y, year, "hebrew", year + 3760, year + 3761, hebrew, COUNT(hebrew));
    of_calendar(m, y, year, "persian", year - 621, year - 621, persian, COUNT(persian));
    chinese(m, y, year);
    y->known = true;
    arena_end(m);
}

static int by_day(const void *x, const void *y) { return strcmp((*(const struct holiday *const *)x)->starts, (*(const struct holiday *const *)y)->starts); }

const struct holiday **holidays_between(struct arena *m, const char *from, const char *to, size_t *n) {
    long first = strtol(from, NULL, 10) - 1, last = strtol(to, NULL, 10); /* one that began the year before */
    if (first < first_year) first = first_year;
    if (last > first_year + years - 1) last = first_year + years - 1;
    const struct holiday **h = NEW_N(m, const struct holiday *, last < first ? 1 : (size_t)(last - first + 1) * most_of_year);
    *n = 0;
    pthread_mutex_lock(&keeping);
    for (long year = first; year <= last; year++) {
        struct year *y = &kept[year - first_year];
        if (!y->known) work_out(y, (int)year);
        for (size_t i = 0; i < y->n; i++)
            if (strcmp(y->holiday[i].ends, from) >= 0 && strcmp(y->holiday[i].starts, to) <= 0) h[(*n)++] = &y->holiday[i];
    }
    pthread_mutex_unlock(&keeping);
    if (*n) qsort(h, *n, sizeof *h, by_day);
    return h;
}

static const char *alpha2(const char *iso3) {
    static _Thread_local char locale[16];
    for (const char *const *c = uloc_getISOCountries(); *c; c++) {
        snprintf(locale, sizeof locale, "und_%.3s", *c);
        if (same(uloc_getISO3Country(locale), iso3)) return *c;
    }
    return NULL;
}

/* Weekends of countries already asked for, a bit a day; 0x80: known. */
struct country { char iso3[4]; unsigned char weekend; bool placed; double latitude, longitude; };
static struct country countries[320];
static size_t n_countries;
static pthread_once_t places_once = PTHREAD_ONCE_INIT;
static struct buf *places;
static void read_places(void) { places = file_read(arena_new(), "/usr/share/zoneinfo/zone.tab", 1 << 20); }

/* "+4651" or "+465107": degrees; the number of digits before the minutes differs. */
static double degrees(const char *s, int whole) {
    char part[8];
    snprintf(part, sizeof part, "%.*s", whole, s + 1);
    double d = strtod(part, NULL);
    snprintf(part, sizeof part, "%.2s", s + 1 + whole);
    d += strtod(part, NULL) / 60;
    return *s == '-' ? -d : d;
}

static void place(struct country *c, const char *code) {
    pthread_once(&places_once, read_places);
    for (const char *line = places ? places->data : NULL; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        if (strncmp(line, code, 2) || line[2] != '\t') continue;
        const char *longitude = line + 4 + strcspn(line + 4, "+-");
        c->latitude = degrees(line + 3, 2);
        c->longitude = degrees(longitude, 3);
        c->placed = true;
        return; /* the first is where most people live */
    }
}

static const struct country *country(const char *iso3) {
    if (!iso3 || strlen(iso3) != 3) return NULL;
    pthread_mutex_lock(&keeping);
    struct country *c = NULL;
    for (size_t i = 0; i < n_countries && !c; i++)
        if (same(countries[i].iso3, iso3)) c = &countries[i];
    const char *code = c ? NULL : alpha2(iso3);
    if (code && n_countries < COUNT(countries)) {
        UErrorCode e = U_ZERO_ERROR;
        char locale[16];
        c = &countries[n_countries++];
        snprintf(c->iso3, sizeof c->iso3, "%s", iso3);
        snprintf(locale, sizeof locale, "und_%.3s", code);
        UCalendar *cal = ucal_open(u"UTC", -1, locale, UCAL_GREGORIAN, &e);
        for (int day = 0; U_SUCCESS(e) && day < 7; day++)
            if (ucal_getDayOfWeekType(cal, (UCalendarDaysOfWeek)(UCAL_SUNDAY + day), &e) != UCAL_WEEKDAY) c->weekend |= (unsigned char)(1 << day);
        ucal_close(cal);
        place(c, code);
    }
    pthread_mutex_unlock(&keeping);
    return c;
}

bool holiday_weekend(const char *iso3, const char *day) {
    const struct country *c = country(iso3);
    int weekday = clock_days_between("1900-01-07", day) % 7;
    return c && c->weekend >> (weekday < 0 ? weekday + 7 : weekday) & 1;
}

int place_km(const char *iso3, const char *other) {
    const struct country *p = country(iso3), *q = country(other);
    if (!p || !q || !p->placed || !q->placed) return -1;
    double rad = acos(-1) / 180, a = p->latitude * rad, b = q->latitude * rad, l = (q->longitude - p->longitude) * rad;
    double h = pow(sin((b - a) / 2), 2) + cos(a) * cos(b) * pow(sin(l / 2), 2);
    return (int)(2 * 6371 * asin(sqrt(h > 1 ? 1 : h)));
}
