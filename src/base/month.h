/* month.h: months, weeks and parts of the world as the reader's language has them, from ICU:
 * where a week begins, what its days are called, which countries lie in Africa. Thread-safe. */
#ifndef BASE_MONTH_H
#define BASE_MONTH_H
#include "base/lang.h"

/* First day of the week where the language is spoken most: 0 Sunday … 6 Saturday. */
int month_week_start(const struct language *);
/* "Mon" and "Monday" of 0 Sunday … 6 Saturday. */
char *month_weekday(struct arena *, const struct language *, int weekday, bool brief);
/* "May 2026" of "2026-05", brief: "May"; "" when it is no month. */
char *month_name(struct arena *, const struct language *, const char *month, bool brief);
bool month_is(const char *month);                              /* "2026-05" */
char *month_add(struct arena *, const char *month, int months); /* NULL beyond the years of clock.h */
int month_days(const char *month);                             /* 28 to 31 */
int month_weekday_of(const char *day);                         /* 0 Sunday … */

/* Parts of the world by their UN M49 code: Africa, Americas, Asia, Europe, Oceania. */
extern const char *const world_parts[]; /* NULL at the end */
char *world_name(struct arena *, const struct language *, const char *part);
/* " AGO BDI …": ISO 3166 alpha-3 of the countries in it; "" for an unknown code. */
char *world_countries(struct arena *, const char *part);
#endif
