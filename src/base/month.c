#include "base/month.h"
#include <pthread.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/uregion.h>
#include <unicode/ustring.h>
#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"

int month_week_start(const struct language *l) {
    UErrorCode e = U_ZERO_ERROR;
    UCalendar *c = ucal_open(u"UTC", -1, l->code, UCAL_GREGORIAN, &e);
    if (U_FAILURE(e)) return 1;
    int day = ucal_getAttribute(c, UCAL_FIRST_DAY_OF_WEEK) - UCAL_SUNDAY;
    ucal_close(c);
    return day;
}

/* Patterns are costly to find: what was asked once is kept, while there is room. */
static struct { const struct language *lang; const UChar *skeleton; char day[12]; char *words; } kept[512];
static size_t n_kept;
static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;

static char *worked_out(struct arena *m, const struct language *l, const UChar *skeleton, const char *day) {
    UErrorCode e = U_ZERO_ERROR;
    UChar pattern[64], out[96];
    int64_t seconds = 0;
    const char *locale = arena_printf(m, "%s@numbers=latn;calendar=gregorian", l->code);
    clock_read(arena_printf(m, "%sT00:00:00Z", day), &seconds);
    UDateTimePatternGenerator *g = udatpg_open(locale, &e);
    int32_t n = udatpg_getBestPattern(g, skeleton, -1, pattern, 64, &e);
    UDateFormat *f = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", -1, pattern, n, &e);
    udatpg_close(g);
    int32_t size = f ? udat_format(f, (UDate)seconds * 1000, out, 96, NULL, &e) : 0;
    udat_close(f);
    return U_FAILURE(e) ? arena_copy(m, day) : text_from_utf16(m, out, size);
}

static char *shown(struct arena *m, const struct language *l, const UChar *skeleton, const char *day) {
    static struct arena *forever;
    pthread_mutex_lock(&keeping);
    char *words = NULL;
    for (size_t i = 0; i < n_kept && !words; i++)
        if (kept[i].lang == l && kept[i].skeleton == skeleton && same(kept[i].day, day)) words = kept[i].words;
    if (!words && n_kept < COUNT(kept)) {
        if (!forever) forever = arena_new();
        words = worked_out(forever, l, skeleton, day);
        kept[n_kept].lang = l, kept[n_kept].skeleton = skeleton, kept[n_kept].words = words;
        snprintf(kept[n_kept++].day, sizeof kept->day, "%s", day);
    }
    pthread_mutex_unlock(&keeping);
    return words ? arena_copy(m, words) : worked_out(m, l, skeleton, day);
}

static const UChar brief_day[] = u"ccc", whole_day[] = u"cccc", brief_month[] = u"LLL", month_and_year[] = u"yLLLL";

char *month_weekday(struct arena *m, const struct language *l, int weekday, bool brief) {
    return shown(m, l, brief ? brief_day : whole_day, clock_day_add(m, "2023-01-01", weekday)); /* a Sunday */
}

bool month_is(const char *month) {
    char day[16];
    snprintf(day, sizeof day, "%.8s-01", month);
    return strlen(month) == 7 && clock_is_day(day);
}

char *month_name(struct arena *m, const struct language *l, const char *month, bool brief) {
    if (!month_is(month)) return arena_copy(m, "");
    return shown(m, l, brief ? brief_month : month_and_year, arena_printf(m, "%s-01", brief ? arena_printf(m, "2023-%s", month + 5) : month));
}

char *month_add(struct arena *m, const char *month, int months) {
    if (!month_is(month)) return NULL;
    int n = ((month[0] - '0') * 1000 + (month[1] - '0') * 100 + (month[2] - '0') * 10 + month[3] - '0') * 12 + (month[5] - '0') * 10 + month[6] - '1' + months;
    char *other = arena_printf(m, "%04d-%02d", n / 12, n % 12 + 1);
    return month_is(other) ? other : NULL;
}

int month_days(const char *month) {
    char day[32];
    int n = 28;
    while (n < 31 && (snprintf(day, sizeof day, "%.7s-%02d", month, n + 1), clock_is_day(day))) n++;
    return n;
}

int month_weekday_of(const char *day) {
    int n = clock_days_between("1900-01-07", day) % 7; /* a Sunday */
    return n < 0 ? n + 7 : n;
}

const char *const world_parts[] = {"002", "019", "142", "150", "009", NULL};

static const URegion *part_of(const char *part) {
    UErrorCode e = U_ZERO_ERROR;
    for (size_t i = 0; world_parts[i]; i++)
        if (same(world_parts[i], part)) return uregion_getRegionFromCode(part, &e);
    return NULL;
}

char *world_name(struct arena *m, const struct language *l, const char *part) {
    UErrorCode e = U_ZERO_ERROR;
    UChar out[96];
    int32_t n = uloc_getDisplayCountry(arena_printf(m, "und_%s", part), l->code, out, 96, &e);
    return U_FAILURE(e) ? arena_copy(m, part) : text_from_utf16(m, out, n);
}

char *world_countries(struct arena *m, const char *part) {
    const URegion *r = part_of(part);
    struct buf *b = buf_new(m);
    if (!r) return b->data;
    buf_char(b, ' ');
    for (const char *const *c = uloc_getISOCountries(); *c; c++) {
        UErrorCode e = U_ZERO_ERROR;
        const URegion *country = uregion_getRegionFromCode(*c, &e);
        if (U_SUCCESS(e) && uregion_contains(r, country)) buf_printf(b, "%s ", uloc_getISO3Country(arena_printf(m, "und_%s", *c)));
    }
    return b->data;
}
