/* clock.h: time as text. Instants are UTC "2026-11-24T07:23:36Z", days are "2026-11-24":
 * they sort as text, mean the same on both databases and in every export. No function
 * here depends on the machine's zone or locale. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include "base/arena.h"

/* Now. A test or a demonstration may fix the clock with ISTHMUS_NOW=<instant>, from which
 * it then runs on. */
int64_t clock_now(void);                                  /* seconds since 1970 */
int64_t clock_monotonic_ms(void);                         /* for durations and deadlines */
void clock_shift(int64_t seconds);                        /* tests only: moves clock_now() */
char *clock_text(struct arena *, int64_t seconds);        /* instant as text */
bool clock_read(const char *instant, int64_t *seconds);   /* strict; false when malformed */
bool clock_is_day(const char *day);                       /* a day of the calendar, years 1900..2200 */
char *clock_day(struct arena *, int64_t seconds);         /* day, UTC */
char *clock_day_add(struct arena *, const char *day, int days); /* NULL when not a day */
int clock_days_between(const char *from, const char *to); /* both must be days */
#endif
