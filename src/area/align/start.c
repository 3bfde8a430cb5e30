/* A plan that keeps the rules, or the proof that there is none: meetings are placed one after
 * the other, the one with the fewest places left first, each at its cheapest; when one has
 * none left the last choice is taken back. */
#include "area/align/room.h"

struct finder {
    const struct align_problem *p;
    const struct rules *rules;
    const struct domain *domain;
    struct state *s;
    struct align_place *at;                       /* nowhere: not placed */
    int *weight;                                  /* of a meeting: how often it had no place left */
    int64_t steps;
};
#define KEPT(rules, kind, k) (!(rules) || !(rules)->kind || (rules)->kind[k])

/* The placed meetings leave this place to meeting i. */
static bool fits(struct finder *f, int i, struct align_place at) {
    const struct align_problem *p = f->p;
    const struct align_meeting *x = &p->meeting[i];
    for (int t = at.start; t < at.start + x->duration; t++) {
        if (KEPT(f->rules, city, at.city) && f->s->in_city[t * p->n_cities + at.city] >= p->city[at.city].capacity) return false;
        if (KEPT(f->rules, forum, x->forum) && f->s->in_forum[t * p->n_fora + x->forum]) return false;
    }
    return true;
}

/* From where to where the placed meetings before and after let it start. */
static void between(struct finder *f, int i, int *first, int *last) {
    const struct align_problem *p = f->p;
    *first = f->domain[i].first, *last = f->domain[i].last;
    for (int k = 0; k < p->n_orders; k++) {
        const struct align_order *o = &p->order[k];
        int gap = p->meeting[o->before].duration + o->lag;
        if (o->before == o->after || !KEPT(f->rules, order, k)) continue;
        if (o->after == i && f->at[o->before].start >= 0 && *first < f->at[o->before].start + gap) *first = f->at[o->before].start + gap;
        if (o->before == i && f->at[o->after].start >= 0 && *last > f->at[o->after].start - gap) *last = f->at[o->after].start - gap;
    }
}

/* Fewest places left for its troubles; -1: all are placed. *left is 0 when it has none. */
static int hardest(struct finder *f, int *left) {
    int best = -1;
    double least = 0;
    for (int i = 0; i < f->p->n_meetings; i++) {
        if (f->at[i].start >= 0) continue;
        int first, last, n = 0;
        between(f, i, &first, &last);
        for (int k = 0; k < f->domain[i].n; k++) {
            struct align_place at = f->domain[i].option[k].place;
            n += at.start >= first && at.start <= last && fits(f, i, at);
        }
        f->steps -= f->domain[i].n;
        double score = (double)n / f->weight[i];
        if (best < 0 || score < least) best = i, least = score, *left = n;
        if (!n) break;
    }
    return best;
}

/* Counts only: the finder leaves rules out that the sums of a state would hold against it. */
static void put(struct finder *f, int i, struct align_place to) {
    state_move(f->s, i, to, (struct delta){0});
    f->at[i] = to;
}

static int place(struct finder *f) {
    int left = 0, i = hardest(f, &left), first, last;
    if (i < 0) return 1;
    if (!left) f->weight[i]++;
    between(f, i, &first, &last);
    for (int k = 0; left && k < f->domain[i].n; k++) {
        struct align_place at = f->domain[i].option[k].place;
        if (at.start < first || at.start > last || !fits(f, i, at)) continue;
        if (f->steps <= 0) return -1;
        put(f, i, at);
        int found = place(f);
        if (found) return found;
        put(f, i, nowhere);
    }
    return 0;
}

int start_find(struct arena *m, const struct align_problem *p, const struct rules *r, const struct domain *d, int64_t steps, struct align_place *at) {
    struct finder f = {.p = p, .rules = r, .domain = d, .s = state_new(m, p), .at = at, .weight = NEW_N(m, int, (size_t)p->n_meetings), .steps = steps};
    state_load(f.s, NULL);
    for (int i = 0; i < p->n_meetings; i++) at[i] = nowhere, f.weight[i] = 1;
    return place(&f);
}
