/* zone.h: hours of a day in a time zone, and the instant they are (ICU, with its table of
 * summer times). An hour that a change of the clock skips or repeats is the earlier reading
 * that exists. Thread-safe. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H
#include "base/arena.h"

/* "2026-03-29", "09:30", "Europe/Zurich": "2026-03-29T07:30:00Z"; NULL when something is malformed. */
char *zone_instant(struct arena *, const char *day, const char *time, const char *zone);
/* The day and hour that an instant is there: "2026-03-29T09:30"; NULL when something is malformed. */
char *zone_local(struct arena *, const char *instant, const char *zone);
/* Each change of the zone's clocks between two days, and first how they stand at the first. */
struct zone_change {
    const char *local;     /* "2026-03-29T02:00:00" by the clocks of before */
    int before, after;     /* seconds ahead of UTC */
    bool summer;
};
struct zone_change *zone_changes(struct arena *, const char *zone, const char *from, const char *to, size_t *n);
#endif
