/* clash.h: what stands beside the days of a meeting, as they are or as somebody thinks of
 * setting them: other fora on the same days or within a week and who is a member of both, time
 * to travel, days that many keep, rounds that end too late to inform it, long gaps. Public
 * facts only: memberships are the directory's. It counts no State and ranks none. */
#ifndef AREA_CLASH_H
#define AREA_CLASH_H
#include "area/calendar.h"

enum clash_kind { CLASH_SAME_DAYS, CLASH_TRAVEL, CLASH_NEAR, CLASH_HOLIDAY, CLASH_WEEKEND, CLASH_ROUND_LATE, CLASH_GAP };
struct clash {
    enum clash_kind kind;
    const struct event *other;      /* of the first three, and of a gap */
    const char *const *shared;      /* ids of parties that are members of both */
    size_t n_shared;
    int free_days, need_days, km;   /* of travel; km -1: not known */
    const char *name, *starts, *ends; /* a holiday's key and days; a round's title and last day */
    const char *round;
    int days;                       /* between a round's end and the meeting; of a gap */
};
enum { clash_week = 7, clash_weeks_before = 12, clash_gap_days = 730 };
/* For a meeting of these fora (ids separated by spaces); e->id may be of none that stands. */
struct clash *clash_find(struct act *, const struct event *e, const char *fora, size_t *n);
/* Those that somebody has to see before the days are saved, as one text; "" when there are none. */
const char *clash_mark(struct act *, const struct clash *, size_t n);
/* Days of travel that so many kilometres take, at the least. */
int clash_travel_days(int km);
#endif
