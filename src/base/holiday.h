/* holiday.h: days that many keep, worked out and not listed: by the calendars of ICU (Islamic
 * Umm al-Qura, Hebrew, Chinese, Persian) and by the two reckonings of Easter. Where the moon
 * is sighted, a day may differ. Which State keeps which day is not said here. Thread-safe. */
#ifndef BASE_HOLIDAY_H
#define BASE_HOLIDAY_H
#include "base/arena.h"

struct holiday { const char *name; char starts[11], ends[11]; }; /* name: a key */
/* Those that touch the days, by their first day; both must be days of 1901 to 2199. */
const struct holiday **holidays_between(struct arena *, const char *from, const char *to, size_t *n);
/* The day is of the weekend in the country (ISO 3166 alpha-3), by CLDR. */
bool holiday_weekend(const char *iso3, const char *day);
/* Kilometres by air between the main cities of two countries (the table of time zones of the
 * machine), or -1 when it has no such country. */
int place_km(const char *iso3, const char *other);
#endif
