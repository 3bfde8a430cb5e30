/* align.h: a calendar of meetings placed well. A problem says which meetings there are, when
 * and where each may be held, who attends and what must come before what; a plan gives each
 * its first half-week and its city; its value is what the plan costs everybody, less is better.
 * Pure: no database, no clock of its own but the seconds it is allowed. Results live in the
 * arena given. Files: read.c, plan.c; rules: value.c (what the value is), state.c (the same,
 * move by move), start.c, search.c, bound.c, conflict.c, moves.c.
 *   struct align_problem *p = align_read(m, text, n, &problem);
 *   struct align_result r = align_solve(m, p, &(struct align_limits){.seed = 1, .seconds = 10}); */
#ifndef AREA_ALIGN_H
#define AREA_ALIGN_H
#include "base/buf.h"

/* What one file may hold: enough for every forum of the world for ten years. */
enum { align_most_meetings = 1000, align_most_agents = 1000, align_most_cities = 500, align_most_fora = 1000, align_most_slots = 520,
       align_most_duration = 20, align_most_pairs = 20000, align_most_places = 1000000, align_most_number = 10000, align_most_bytes = 32 << 20, align_most_alternatives = 9 };

struct align_agent { const char *id; int capacity; };
struct align_city { const char *id, *name; int capacity, cost; const bool *closed; /* by slot */ };
struct align_share { int agent, units; };       /* 2 a member, 1 an observer */
struct align_meeting {
    const char *id, *title;
    int forum, duration, first, last, target, weight;
    const int *city;                            /* where it may be held; the first is its wish */
    int n_cities;
    bool fixed;
    const struct align_share *share;            /* who attends */
    int n_shares;
    const int16_t *holiday;                     /* by slot: its members on holiday */
};
struct align_order { int before, after, lag; };  /* after starts at least lag slots after the end of before */
struct align_pair { int a, b, common; };         /* saves common when held back to back in one city */
struct align_problem {
    const char *name, *start;                    /* the Monday of slot 0 */
    int slots;                                   /* as the file says */
    int horizon;                                 /* slots a meeting may touch: the last may run over the end */
    int64_t overload, holiday, city_cost, synergy; /* weights */
    int n_agents, n_cities, n_fora, n_meetings, n_orders, n_pairs;
    struct align_agent *agent;
    struct align_city *city;
    const char **forum;
    struct align_meeting *meeting;
    struct align_order *order;
    struct align_pair *pair;
};
struct align_place { int start, city; };         /* of one meeting; a plan is an array of them */

/* NULL with *problem set to words that name the place in the file. */
struct align_problem *align_read(struct arena *, const char *text, size_t n, const char **problem);
/* A schedule file for the problem; every meeting in it once. NULL with *problem set. */
struct align_place *align_plan_read(struct arena *, const struct align_problem *, const char *text, size_t n, const char **problem);
struct buf *align_plan_write(struct arena *, const struct align_problem *, const struct align_place *);
/* The plan of wishes: each meeting at its target, in the first of its cities. */
struct align_place *align_wishes(struct arena *, const struct align_problem *);
/* The day on which a slot begins; false as a part of it when the slot is before 0. */
const char *align_day(struct arena *, const struct align_problem *, int slot);
/* The last day of a meeting that starts there. */
const char *align_last_day(struct arena *, const struct align_problem *, int slot, int duration);

enum align_part { ALIGN_TARGET, ALIGN_HOLIDAY, ALIGN_CITY, ALIGN_OVERLOAD, ALIGN_SYNERGY, align_parts };
struct align_value { int64_t total, part[align_parts]; int broken; /* hard rules, counted as state.c weighs them */ };
/* Counted from nothing, as the definition says it. */
struct align_value align_evaluate(struct arena *, const struct align_problem *, const struct align_place *);
/* What a plan breaks, in words for a person; at most `most`. */
const char **align_broken(struct arena *, const struct align_problem *, const struct align_place *, size_t most, size_t *n);

struct align_limits {
    uint64_t seed;
    int64_t iterations;                          /* tried moves; 0: only the seconds count */
    double seconds;                              /* 0: only the iterations count */
    int alternatives;                            /* plans wanted, from 1 */
    const struct align_place *from;              /* a plan to begin with, or NULL */
};
/* One rule of a problem; index: of the order, the meeting, the city or the forum. */
enum align_rule_kind { ALIGN_ORDER, ALIGN_WINDOW, ALIGN_FIXED, ALIGN_CLOSED, ALIGN_HOLDS, ALIGN_FORUM, align_rule_kinds };
struct align_rule { enum align_rule_kind kind; int index; };
const char *align_rule_words(struct arena *, const struct align_problem *, struct align_rule); /* English, for the console */
struct align_found { struct align_place *place; struct align_value value; };
struct align_result {
    int n_plans;                                 /* the best first; 0 when none was found */
    struct align_found plan[align_most_alternatives];
    bool bounded, optimal;
    int64_t bound;                               /* no plan that keeps the rules costs less */
    int64_t iterations;
    bool impossible, smallest;                   /* no plan keeps all; `conflict` is proved minimal */
    size_t n_conflict;
    struct align_rule *conflict;                 /* the rules that cannot be kept together */
    struct align_place *nearest;                 /* when neither a plan nor a proof was found */
};
struct align_result align_solve(struct arena *, const struct align_problem *, const struct align_limits *);

/* How one plan becomes another, as steps whose savings add up to the whole. */
struct align_step { int meeting; struct align_place from, to; struct align_value saves; };
struct align_step *align_steps(struct arena *, const struct align_problem *, const struct align_place *from, const struct align_place *to, size_t *n);
/* One meeting at one place, all others as in the plan: for a person who tries a date. */
struct align_value align_if(struct arena *, const struct align_problem *, const struct align_place *plan, int meeting, struct align_place);
#endif
