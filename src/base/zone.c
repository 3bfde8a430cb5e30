#include "base/zone.h"
#include <unicode/ucal.h>
#include <unicode/ustring.h>
#include "base/clock.h"
#include "base/lang.h"

/* Milliseconds that the zone is ahead of UTC; local: at that reading of its clocks. */
static bool offset_at(const char *zone, int64_t seconds, bool local, int64_t *offset) {
    if (!lang_zone_known(zone)) return false;
    UErrorCode e = U_ZERO_ERROR;
    UChar name[64];
    int32_t raw = 0, summer = 0;
    u_uastrncpy(name, zone, 63);
    name[63] = 0;
    UCalendar *c = ucal_open(name, -1, "en", UCAL_GREGORIAN, &e);
    ucal_setMillis(c, (UDate)seconds * 1000, &e);
    if (local) ucal_getTimeZoneOffsetFromLocal(c, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, &raw, &summer, &e);
    else raw = ucal_get(c, UCAL_ZONE_OFFSET, &e), summer = ucal_get(c, UCAL_DST_OFFSET, &e);
    ucal_close(c);
    *offset = (raw + summer) / 1000;
    return U_SUCCESS(e);
}

char *zone_instant(struct arena *m, const char *day, const char *time, const char *zone) {
    int64_t seconds, offset;
    if (!day || !time || !clock_read(arena_printf(m, "%sT%s:00Z", day, time), &seconds) || !offset_at(zone, seconds, true, &offset)) return NULL;
    return clock_text(m, seconds - offset);
}

char *zone_local(struct arena *m, const char *instant, const char *zone) {
    int64_t seconds, offset;
    if (!clock_read(instant, &seconds) || !offset_at(zone, seconds, false, &offset)) return NULL;
    char *s = clock_text(m, seconds + offset);
    s[16] = 0;
    return s;
}

enum { most_changes = 1000 };

struct zone_change *zone_changes(struct arena *m, const char *zone, const char *from, const char *to, size_t *n) {
    UErrorCode e = U_ZERO_ERROR;
    UChar name[64];
    UDate at = 0;
    int64_t start = 0, end = 0, offset = 0;
    *n = 0;
    if (!clock_read(arena_printf(m, "%sT00:00:00Z", from), &start) || !clock_read(arena_printf(m, "%sT00:00:00Z", to), &end) || !offset_at(zone, start, false, &offset)) return NULL;
    struct zone_change *c = NEW_N(m, struct zone_change, most_changes);
    u_uastrncpy(name, zone, 63);
    name[63] = 0;
    UCalendar *cal = ucal_open(name, -1, "en", UCAL_GREGORIAN, &e);
    ucal_setMillis(cal, (UDate)start * 1000, &e);
    c[(*n)++] = (struct zone_change){arena_printf(m, "%sT00:00:00", from), (int)offset, (int)offset, ucal_get(cal, UCAL_DST_OFFSET, &e) != 0};
    while (*n < most_changes && ucal_getTimeZoneTransitionDate(cal, UCAL_TZ_TRANSITION_NEXT, &at, &e) && U_SUCCESS(e) && at < (UDate)end * 1000) {
        int64_t seconds = (int64_t)(at / 1000), after = 0;
        ucal_setMillis(cal, at, &e);
        offset_at(zone, seconds, false, &after);
        char *local = clock_text(m, seconds + offset);
        local[19] = 0;
        c[(*n)++] = (struct zone_change){local, (int)offset, (int)after, ucal_get(cal, UCAL_DST_OFFSET, &e) != 0};
        offset = after;
    }
    ucal_close(cal);
    return c;
}
