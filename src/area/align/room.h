/* room.h: what the files of the room share: a plan with its counts, changed move by move, so
 * that a move costs its neighbours only; where each meeting may go; chance that is the same
 * for the same seed. Private to area/align. */
#ifndef AREA_ALIGN_ROOM_H
#define AREA_ALIGN_ROOM_H
#include "area/align.h"

static const struct align_place nowhere = {-1000, -1};  /* of a meeting that is not placed: beside no slot */
struct delta { int64_t value; int broken; };
struct neighbour { int meeting, worth; };               /* of a pair: what back to back saves */
struct link { int meeting, gap; bool before; };         /* this one starts gap or more slots before (or after) the other */
struct state {
    const struct align_problem *p;
    struct align_place *at;                             /* nowhere: not placed */
    int16_t *spare;                                     /* [slot][agent]: attendance left; negative is overload */
    int16_t *in_city, *in_forum;                        /* [slot][city], [slot][forum]: meetings held */
    int *neighbour_from, *link_from;                    /* those of meeting i: from [i] to before [i + 1] */
    struct neighbour *neighbour;
    struct link *link;
    int *alone;                                         /* [meeting][start]: wish and holidays */
    struct delta sum;                                   /* of what is placed */
};
struct state *state_new(struct arena *, const struct align_problem *);
void state_load(struct state *, const struct align_place *);
/* What changes if the placed meeting i went there; then the move itself. */
struct delta state_try(const struct state *, int i, struct align_place);
void state_move(struct state *, int i, struct align_place, struct delta);

/* Where a meeting may go, cheapest first; cost is what the place costs by itself. */
struct option { struct align_place place; int cost; };
struct domain { int n, first, last; struct option *option; };
/* Rules that a search for conflicts may leave out, one flag each; NULL: all are kept. */
struct rules { bool *order, *window, *fixed, *closed, *city, *forum; };
/* Windows narrowed by what comes before what, and the options that are left; false when a
 * meeting has none, *empty says which. */
bool domains_make(struct arena *, const struct align_problem *, const struct rules *, struct domain *, int *empty);
/* A plan that keeps the rules, by trying in order; 1 found, 0 proved that there is none, -1
 * not known after so many steps. */
int start_find(struct arena *, const struct align_problem *, const struct rules *, const struct domain *, int64_t steps, struct align_place *);
/* The rules that cannot be kept together; *smallest when proved so. */
struct align_rule *conflict_find(struct arena *, const struct align_problem *, size_t *n, bool *smallest);
/* No plan that keeps the rules costs less; INT64_MIN: nothing could be said. With the value of a
 * plan as limit, what could only lead above is left out, and the limit itself is given back when
 * it is proved that no plan is below. So many steps; ends: a monotonic ms, or 0. When a plan
 * turns up whose value is the bound it is put into better; else that is left alone. */
int64_t bound_find(struct arena *, const struct align_problem *, const struct domain *, int64_t limit, int64_t steps, int64_t ends, struct align_place *better);

/* One plan, unlike those before it, within a part of the whole time. */
struct progress { int64_t done, begins, ends, bound; double from, to; }; /* begins, ends: monotonic ms */
bool search_find(struct arena *, const struct align_problem *, const struct align_limits *, const struct domain *, struct progress *,
                 const struct align_place *start, const struct align_found *before, int n_before, struct align_found *);

struct chance { uint64_t s[2]; };
void chance_seed(struct chance *, uint64_t seed);
uint64_t chance_bits(struct chance *);
static inline int chance_below(struct chance *c, int n) { return (int)(((chance_bits(c) >> 32) * (uint64_t)(unsigned)n) >> 32); }
static inline double chance_part(struct chance *c) { return (double)(chance_bits(c) >> 11) * 0x1p-53; } /* 0 to below 1 */
#endif
