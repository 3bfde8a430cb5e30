/* Simulated annealing over plans. A move takes one meeting elsewhere, exchanges two, brings
 * one beside another that it saves something with, or shifts two that hang together; what
 * breaks rules is allowed at a price that rises while rules stay broken, so that the search
 * goes through walls and comes out whole. Chosen over a packaged solver by measurement: see
 * bench/README.md. */
#include <math.h>
#include "area/align/room.h"
#include "base/clock.h"

enum { look_every = 512, apart = 4 };               /* apart: half-weeks after which a person sees another date */
struct search {
    const struct align_problem *p;
    const struct align_limits *limits;
    struct state *s;
    const struct domain *domain;
    struct chance chance;
    int *free_one, n_free;                          /* meetings with more than one place */
    const struct align_found *before;               /* plans from which this one is to differ */
    int n_before, differ_by, *differs;              /* meetings that differ now, for each of them */
    int64_t price, toll;                            /* of one broken rule; of a meeting too like another plan */
    struct align_place *best;
    int64_t best_value, bound;
    bool found;
    int64_t done, most;                             /* moves */
    struct progress *time;
};

static bool unlike(struct align_place x, struct align_place y) { return abs(x.start - y.start) >= apart; }

/* What the toll changes by, for moving i; kept when the move is. */
static int64_t toll(struct search *c, int i, struct align_place to, bool keep) {
    int64_t sum = 0;
    for (int k = 0; k < c->n_before; k++) {
        struct align_place other = c->before[k].place[i];
        int step = unlike(to, other) - unlike(c->s->at[i], other), now = c->differs[k];
        int lacks = c->differ_by > now ? c->differ_by - now : 0, then = c->differ_by > now + step ? c->differ_by - now - step : 0;
        sum += c->toll * (then - lacks);
        if (keep) c->differs[k] = now + step;
    }
    return sum;
}

static bool different(const struct search *c) {
    for (int k = 0; k < c->n_before; k++)
        if (c->differs[k] < c->differ_by) return false;
    return true;
}

static void keep_best(struct search *c) {
    if (c->s->sum.broken || !different(c) || (c->found && c->s->sum.value >= c->best_value)) return;
    memcpy(c->best, c->s->at, sizeof *c->best * (size_t)c->p->n_meetings);
    c->best_value = c->s->sum.value;
    c->found = true;
}

static bool accepted(struct search *c, double energy, double heat) { return energy <= 0 || chance_part(&c->chance) < exp(-energy / heat); }

static bool may(const struct search *c, int i, struct align_place at) {
    const struct align_meeting *x = &c->p->meeting[i];
    const struct domain *d = &c->domain[i];
    if (at.start < d->first || at.start > d->last || (x->fixed && at.city != x->city[0])) return false;
    for (int k = 0; k < x->n_cities; k++)
        if (x->city[k] == at.city) {
            for (int t = at.start; t < at.start + x->duration && !x->fixed; t++)
                if (c->p->city[at.city].closed[t]) return false;
            return true;
        }
    return false;
}

/* One meeting to one place. */
static bool single(struct search *c, int i, struct align_place to, double heat) {
    struct align_place from = c->s->at[i];
    if ((to.start == from.start && to.city == from.city) || !may(c, i, to)) return false;
    struct delta d = state_try(c->s, i, to);
    int64_t energy = d.value + c->price * d.broken + toll(c, i, to, false);
    if (!accepted(c, (double)energy, heat)) return false;
    toll(c, i, to, true);
    state_move(c->s, i, to, d);
    return true;
}

/* Two meetings at once; the first is moved to see what the second then costs. */
static bool both(struct search *c, int i, struct align_place to, int j, struct align_place then, double heat) {
    struct align_place from = c->s->at[i];
    if (i == j || !may(c, i, to) || !may(c, j, then)) return false;
    struct delta d = state_try(c->s, i, to);
    int64_t energy = d.value + c->price * d.broken + toll(c, i, to, true);
    state_move(c->s, i, to, d);
    struct delta e = state_try(c->s, j, then);
    energy += e.value + c->price * e.broken + toll(c, j, then, false);
    if (accepted(c, (double)energy, heat)) {
        toll(c, j, then, true);
        state_move(c->s, j, then, e);
        return true;
    }
    toll(c, i, from, true);
    state_move(c->s, i, from, (struct delta){-d.value, -d.broken});
    return false;
}

/* Cheap places are tried more often than dear ones. */
static struct align_place any_place(struct search *c, int i) {
    double u = chance_part(&c->chance);
    return c->domain[i].option[(int)(u * u * c->domain[i].n)].place;
}

static int shared_city(struct search *c, int i, int j) {
    const struct align_meeting *x = &c->p->meeting[i], *y = &c->p->meeting[j];
    int at = chance_below(&c->chance, x->n_cities);
    for (int k = 0; k < x->n_cities; k++, at = (at + 1) % x->n_cities)
        for (int l = 0; l < y->n_cities; l++)
            if (y->city[l] == x->city[at]) return x->city[at];
    return -1;
}

/* i comes back to back with a meeting it saves something with, in a city of both. */
static bool beside(struct search *c, int i, double heat) {
    const struct state *s = c->s;
    int n = s->neighbour_from[i + 1] - s->neighbour_from[i];
    if (!n) return single(c, i, any_place(c, i), heat);
    int j = s->neighbour[s->neighbour_from[i] + chance_below(&c->chance, n)].meeting;
    int city = chance_bits(&c->chance) >> 63 ? s->at[j].city : shared_city(c, i, j);
    bool after = chance_bits(&c->chance) >> 63;
    struct align_place to = {after ? s->at[j].start + c->p->meeting[j].duration : s->at[j].start - c->p->meeting[i].duration, city};
    if (city < 0) return false;
    if (s->at[j].city == city) return single(c, i, to, heat);
    return both(c, i, to, j, (struct align_place){s->at[j].start, city}, heat);
}

/* i and one that must come before or after it, or stands beside it, by the same half-weeks. */
static bool together(struct search *c, int i, double heat) {
    const struct state *s = c->s;
    int links = s->link_from[i + 1] - s->link_from[i], pairs = s->neighbour_from[i + 1] - s->neighbour_from[i];
    if (links + pairs == 0) return false;
    int k = chance_below(&c->chance, links + pairs), by = chance_below(&c->chance, 6) - 3;
    int j = k < links ? s->link[s->link_from[i] + k].meeting : s->neighbour[s->neighbour_from[i] + k - links].meeting;
    if (by >= 0) by++;
    return both(c, i, (struct align_place){s->at[i].start + by, s->at[i].city}, j, (struct align_place){s->at[j].start + by, s->at[j].city}, heat);
}

static bool exchange(struct search *c, int i, double heat) {
    int j = c->free_one[chance_below(&c->chance, c->n_free)];
    return both(c, i, (struct align_place){c->s->at[j].start, c->s->at[i].city}, j, (struct align_place){c->s->at[i].start, c->s->at[j].city}, heat);
}

static bool nearby(struct search *c, int i, double heat) {
    const struct align_meeting *x = &c->p->meeting[i];
    struct align_place to = c->s->at[i];
    int by = chance_below(&c->chance, 7) - 3;
    to.start += by;
    if (x->n_cities > 1 && (!by || chance_below(&c->chance, 4) == 0)) to.city = x->city[chance_below(&c->chance, x->n_cities)];
    return single(c, i, to, heat);
}

static void one_move(struct search *c, double heat) {
    int i = c->free_one[chance_below(&c->chance, c->n_free)], kind = chance_below(&c->chance, 100);
    bool moved = kind < 45 ? single(c, i, any_place(c, i), heat) : kind < 70 ? nearby(c, i, heat) : kind < 80 ? beside(c, i, heat) : kind < 92 ? together(c, i, heat) : exchange(c, i, heat);
    if (moved) keep_best(c);
}

/* How much of the whole is done, 0 to 1; the seconds end it too. */
static double progress(const struct search *c) {
    int64_t now = c->limits->seconds > 0 ? clock_monotonic_ms() : 0;
    if (now && now >= c->time->ends) return 1;
    return c->most ? (double)c->done / (double)c->most : (double)(now - c->time->begins) / (double)(c->time->ends - c->time->begins);
}

/* From hot to cold while progress goes from `from` to `to`. */
static void cool(struct search *c, double hot, double cold, double from, double to) {
    int64_t dear = c->price;
    for (double at; (at = progress(c)) < to && !(c->found && c->best_value <= c->bound);) {
        double heat = hot * pow(cold / hot, (at - from) / (to - from));
        for (int k = 0; k < look_every; k++) one_move(c, heat);
        c->done += look_every;
        if (!c->s->sum.broken) c->price = c->price > dear ? c->price - c->price / 16 : dear;
        else if (c->price < dear << 20) c->price += c->price / 8 + 1;
    }
    c->price = dear;
}

/* Hot enough that the mean harm of a move is taken now and then, cold when the least is not. */
static void temperatures(struct search *c, double *hot, double *cold) {
    double sum = 0;
    int n = 0;
    for (int k = 0; k < 2000; k++) {
        int i = c->free_one[chance_below(&c->chance, c->n_free)];
        struct delta d = state_try(c->s, i, any_place(c, i));
        if (d.value > 0) sum += (double)d.value, n++;
    }
    *hot = n ? sum / n / 3 : 1;
    *cold = *hot / 60;
}

static void load(struct search *c, const struct align_place *at) {
    state_load(c->s, at);
    for (int k = 0; k < c->n_before; k++) {
        c->differs[k] = 0;
        for (int i = 0; i < c->p->n_meetings; i++) c->differs[k] += unlike(at[i], c->before[k].place[i]);
    }
    keep_best(c);
}

/* A third of the time from hot, then shorter rounds from the best, each less hot. */
static void rounds(struct search *c, const struct align_place *start, double from, double to) {
    double hot, cold, span = to - from;
    if (from < progress(c)) from = progress(c), span = to - from;
    load(c, start);
    temperatures(c, &hot, &cold);
    cool(c, hot, cold, from, from + span * 0.4);
    for (int k = 0; k < 3; k++) {
        if (c->found) load(c, c->best);
        cool(c, hot / (k ? 6 : 3), cold, from + span * (0.4 + 0.2 * k), from + span * (0.6 + 0.2 * k));
    }
}

bool search_find(struct arena *m, const struct align_problem *p, const struct align_limits *limits, const struct domain *d, struct progress *g,
                 const struct align_place *start, const struct align_found *before, int n_before, struct align_found *out) {
    struct search c = {.p = p, .limits = limits, .s = state_new(m, p), .domain = d, .before = before, .n_before = n_before, .most = limits->iterations, .done = g->done, .time = g, .bound = g->bound};
    int can_differ = 0;
    chance_seed(&c.chance, limits->seed + (uint64_t)n_before * 7919 + (uint64_t)g->done);
    c.free_one = NEW_N(m, int, (size_t)p->n_meetings);
    c.differs = NEW_N(m, int, (size_t)n_before);
    c.best = NEW_N(m, struct align_place, (size_t)p->n_meetings);
    for (int i = 0; i < p->n_meetings; i++)
        if (d[i].n > 1) c.free_one[c.n_free++] = i, can_differ += d[i].last - d[i].first >= apart;
    c.differ_by = 2 + can_differ / 10 < can_differ ? 2 + can_differ / 10 : can_differ;
    if (n_before && !can_differ) return false;
    c.price = c.toll = 20 + 2 * p->overload;
    if (c.n_free) rounds(&c, start, g->from, g->to);
    else load(&c, start);
    g->done = c.done;
    if (!c.found) {
        out->place = NEW_N(m, struct align_place, (size_t)p->n_meetings);
        memcpy(out->place, c.s->at, sizeof *out->place * (size_t)p->n_meetings);
        return false;
    }
    out->place = c.best;
    out->value = align_evaluate(m, p, c.best);
    if (out->value.total != c.best_value || out->value.broken) bug("the value of a plan is not what its moves said");
    return true;
}
