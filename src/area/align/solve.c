/* The whole: can it be kept at all, a plan to begin with, the search, others unlike it, and
 * how far from the best that exists. */
#include "area/align/room.h"
#include "base/clock.h"

enum { start_steps = 20000000 };
static const int64_t proof_steps = 100000000;

static struct align_result impossible(struct arena *m, const struct align_problem *p) {
    struct align_result r = {.impossible = true};
    r.conflict = conflict_find(m, p, &r.n_conflict, &r.smallest);
    return r;
}

/* Further plans; one that cannot be found unlike the others ends the list. */
static void others(struct arena *m, const struct align_problem *p, const struct align_limits *l, const struct domain *d, struct progress *g, double share, struct align_result *r) {
    while (r->n_plans && r->n_plans < l->alternatives && r->n_plans < align_most_alternatives) {
        g->from = g->to, g->to += share;
        g->bound = INT64_MIN;
        if (!search_find(m, p, l, d, g, r->plan[0].place, r->plan, r->n_plans, &r->plan[r->n_plans])) return;
        r->n_plans++;
    }
}

/* A part of the time to search, then a look whether it is the best already; if not, the rest. */
static void first(struct arena *m, const struct align_problem *p, const struct align_limits *l, const struct domain *d, struct progress *g, const struct align_place *start, struct align_result *r) {
    double part[] = {g->to * 0.05, g->to};

    r->bound = INT64_MIN;
    for (int k = 0; k < 2 && !(r->n_plans && r->bound >= r->plan[0].value.total); k++) {
        struct align_found f;
        g->to = part[k];
        bool found = search_find(m, p, l, d, g, r->n_plans ? r->plan[0].place : start, NULL, 0, &f);
        if (!found) r->nearest = f.place;
        if (found && (!r->n_plans || f.value.total < r->plan[0].value.total)) r->plan[0] = f, r->n_plans = 1;
        g->from = g->to;
        if (!r->n_plans || (k && r->bound >= r->plan[0].value.total)) continue;
        int64_t ends = l->seconds > 0 ? clock_monotonic_ms() + (int64_t)(l->seconds * (k ? 50 : 100)) : 0;
        struct align_place *better = NEW_N(m, struct align_place, (size_t)p->n_meetings);
        memcpy(better, r->plan[0].place, sizeof *better * (size_t)p->n_meetings);
        int64_t bound = bound_find(m, p, d, r->plan[0].value.total, proof_steps, ends, better);
        struct align_value value = align_evaluate(m, p, better);
        if (!value.broken && value.total < r->plan[0].value.total) r->plan[0] = (struct align_found){better, value};
        if (bound > r->bound) r->bound = bound;
        g->bound = r->bound;
    }
}

struct align_result align_solve(struct arena *m, const struct align_problem *p, const struct align_limits *l) {
    struct align_result r = {0};
    struct domain *d = NEW_N(m, struct domain, (size_t)p->n_meetings);
    struct align_place *start = NEW_N(m, struct align_place, (size_t)p->n_meetings);
    int empty, more = l->alternatives > align_most_alternatives ? align_most_alternatives : l->alternatives;
    int64_t now = clock_monotonic_ms();
    struct progress g = {.begins = now, .ends = now + (int64_t)(l->seconds * 950), .to = more > 1 ? 0.6 : 1, .bound = INT64_MIN};
    if (!domains_make(m, p, NULL, d, &empty)) return impossible(m, p);
    int can = start_find(m, p, NULL, d, start_steps, start);
    if (!can) return impossible(m, p);
    if (can < 0) start = align_wishes(m, p);
    first(m, p, l, d, &g, l->from && align_evaluate(m, p, l->from).broken == 0 ? l->from : start, &r);
    others(m, p, l, d, &g, more > 1 ? 0.4 / (more - 1) : 0, &r);
    r.bounded = r.bound != INT64_MIN;
    r.optimal = r.n_plans && r.bound >= r.plan[0].value.total;
    r.iterations = g.done;
    return r;
}
