/* alignment.h: the calendar as a problem of alignment (area/align.h): meetings of two years as
 * they stand, who takes part in them by the directory, steps of rounds with what must come
 * before what. Public facts only; proposals change nothing: a meeting is moved by its own
 * secretariat alone (area/calendar.h, area/round.h). Results live in the act's arena.
 *   struct alignment *l = alignment_read(a, "2026-11-24", false); struct align_result r = alignment_propose(l, 3); */
#ifndef AREA_ALIGNMENT_H
#define AREA_ALIGNMENT_H
#include "area/align.h"
#include "base/act.h"

struct alignment_meeting {
    const char *event;             /* id, or NULL: a step of a round */
    const char *round, *step;      /* ids, or NULL */
    const char *title, *forum;     /* forum: who may move it; NULL: nobody known */
    const char *starts, *ends;     /* days as they stand */
    bool movable;
};
struct alignment {
    struct act *act;
    struct align_problem *problem;
    struct align_place *today;
    struct alignment_meeting *meeting;
    int n_movable;
    bool synthetic;                /* steps of a demonstration are among them */
    const char *from, *to;         /* days it spans */
};
/* From the Monday of the day, two years. Provisional meetings that are yet to come may move by
 * eight weeks, and steps of rounds that are not held; with all, as an exercise, every one. */
struct alignment *alignment_read(struct act *, const char *from, bool all);
/* Plans unlike each other, the best first; the same for the same calendar. */
struct align_result alignment_propose(const struct alignment *, int most);
/* What a plan means for people. */
struct alignment_balance { int clashes; int together; int moved; int half_weeks; }; /* clashes: party and half-week; together: members who travel once for two */
struct alignment_balance alignment_weigh(const struct alignment *, const struct align_place *);
/* The days a meeting has in a plan. */
void alignment_days(const struct alignment *, int meeting, struct align_place, const char **starts, const char **ends);
/* Where a day lies; start -1 when it is outside the two years. */
struct align_place alignment_on(const struct alignment *, int meeting, const char *day);
#endif
