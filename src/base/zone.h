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
#endif
