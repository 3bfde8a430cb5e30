/* Where each meeting may go once windows, closed cities and what must come before what are
 * thought through. */
#include "area/align/room.h"

static inline bool kept(const bool *rule, int k) { return !rule || rule[k]; }
#define KEPT(rules, kind, k) (!(rules) || kept((rules)->kind, k))

/* Meetings that start and end their windows too wide for what must come before and after them
 * are narrowed until nothing changes; each round costs one look at every order. */
static bool narrow(const struct align_problem *p, const struct rules *r, struct domain *d, int *empty) {
    bool changed = true;
    while (changed) {
        changed = false;
        for (int k = 0; k < p->n_orders; k++) {
            const struct align_order *o = &p->order[k];
            if (!KEPT(r, order, k)) continue;
            struct domain *x = &d[o->before], *y = &d[o->after];
            int gap = p->meeting[o->before].duration + o->lag;
            if (x == y && gap <= 0) continue;
            if (y->first < x->first + gap) y->first = x->first + gap, changed = true;
            if (x->last > y->last - gap) x->last = y->last - gap, changed = true;
            if (x->first <= x->last && y->first <= y->last) continue;
            *empty = x->first > x->last ? o->before : o->after;
            return false;
        }
    }
    return true;
}

static int by_cost(const void *x, const void *y) {
    const struct option *a = x, *b = y;
    if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
    if (a->place.start != b->place.start) return a->place.start < b->place.start ? -1 : 1;
    return a->place.city < b->place.city ? -1 : a->place.city > b->place.city;
}

static bool open_for(const struct align_problem *p, const struct rules *r, int i, struct align_place at) {
    const struct align_meeting *x = &p->meeting[i];
    if (KEPT(r, city, at.city) && p->city[at.city].capacity < 1) return false;
    for (int t = at.start; !x->fixed && KEPT(r, closed, at.city) && t < at.start + x->duration; t++)
        if (p->city[at.city].closed[t]) return false;
    return true;
}

static int cost_alone(const struct align_problem *p, const struct align_meeting *x, struct align_place at) {
    if (x->fixed) return 0;
    int64_t cost = (int64_t)x->weight * abs(at.start - x->target) + p->city_cost * p->city[at.city].cost;
    for (int t = at.start; t < at.start + x->duration; t++) cost += p->holiday * x->holiday[t];
    return (int)cost;
}

static void options(struct arena *m, const struct align_problem *p, const struct rules *r, int i, struct domain *d) {
    const struct align_meeting *x = &p->meeting[i];
    int cities = x->fixed && KEPT(r, fixed, i) ? 1 : x->n_cities;
    d->n = 0;
    d->option = NEW_N(m, struct option, (size_t)(d->last - d->first + 1) * (size_t)cities);
    for (int t = d->first; t <= d->last; t++)
        for (int k = 0; k < cities; k++) {
            struct align_place at = {t, x->city[k]};
            if (open_for(p, r, i, at)) d->option[d->n++] = (struct option){at, cost_alone(p, x, at)};
        }
    if (d->n) qsort(d->option, (size_t)d->n, sizeof *d->option, by_cost);
}

/* Closed slots at the ends of a window make it narrower, and that may narrow others. */
static bool trim(const struct align_problem *p, const struct rules *r, struct domain *d, int i, bool *changed) {
    const struct align_meeting *x = &p->meeting[i];
    int first = d[i].last + 1, last = d[i].first - 1;
    for (int t = d[i].first; t <= d[i].last; t++)
        for (int k = 0; k < x->n_cities; k++)
            if (open_for(p, r, i, (struct align_place){t, x->city[k]})) {
                if (first > t) first = t;
                last = t;
            }
    *changed |= first != d[i].first || last != d[i].last;
    d[i].first = first, d[i].last = last;
    return first <= last;
}

bool domains_make(struct arena *m, const struct align_problem *p, const struct rules *r, struct domain *d, int *empty) {
    for (int i = 0; i < p->n_meetings; i++) {
        const struct align_meeting *x = &p->meeting[i];
        d[i] = (struct domain){.first = 0, .last = p->slots - 1};
        if (KEPT(r, window, i)) d[i].first = x->first, d[i].last = x->last;
        if (x->fixed && KEPT(r, fixed, i)) d[i].first = d[i].last = x->target;
    }
    bool changed = true;
    while (changed) {
        changed = false;
        if (!narrow(p, r, d, empty)) return false;
        for (*empty = 0; *empty < p->n_meetings; ++*empty)
            if (!trim(p, r, d, *empty, &changed)) return false;
    }
    for (*empty = 0; *empty < p->n_meetings; ++*empty) {
        options(m, p, r, *empty, &d[*empty]);
        if (!d[*empty].n) return false;
    }
    return true;
}
