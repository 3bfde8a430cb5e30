/* A value that no plan can beat. Each meeting alone and each two together are costed exactly:
 * orders, one forum, cities for one meeting, back to back; of the overload, which more than
 * two can share, two get the part that is certainly theirs (share_of_two). Costs are then
 * shifted between the two and each alone (MPLP++), which never changes what a plan costs in
 * all; the sum of the cheapest places is the bound. Places too dear for any better plan are
 * struck out, and what is left is tried to the end, one group of meetings that concern each
 * other after the next (branch and bound). Whole numbers throughout: the proof has no rounding. */
#include <limits.h>
#include <math.h>
#include "area/align/room.h"
#include "base/clock.h"

enum { fine = 64, most_messages = 8000000, most_options = 4000 };       /* costs count in 64ths, so that they can be divided */
static const int64_t never = INT64_C(1) << 40;

struct node { int n; struct option *option; int64_t *cost; int *edge, n_edges; };
struct edge {
    int a, b, worth, together;                     /* worth and together: back to back, and each slot at once */
    int a_first, b_first;                          /* slots from start to start; INT_MIN when free */
    bool forum, cities, idle;
    int64_t *to_a, *to_b;                          /* what was shifted, by option */
};
struct ranked { int64_t cost; int k; };
struct dual {
    struct arena *arena;
    const struct align_problem *p;
    int n_edges, deepest;
    struct node *node;
    struct edge *edge;
    int64_t *work[3], *more;
    struct ranked *ranked;
    int64_t limit;                                 /* only plans below this are of interest */
    int64_t ends, steps;
};

/* Of f(units of all) - what each takes alone, the least part that the twos in it add up to,
 * over all meetings of up to n2 with two units and n1 with one: by capacity 0 to 3. */
static double share_of_two(int capacity, int n1, int n2) {
    static const int pair[4][3] = {{0, 0, 0}, {1, 1, 1}, {0, 1, 2}, {0, 0, 1}}; /* 1+1, 1+2, 2+2 beyond alone */
    double least = 1;
    for (int y = 0; y <= n2; y++)
        for (int x = 0; x <= n1; x++) {
            int alone = (capacity < 2 ? 2 - capacity : 0) * y + (capacity < 1 ? x : 0), all = 2 * y + x - capacity;
            double twos = pair[capacity][0] * x * (x - 1) / 2.0 + pair[capacity][1] * (double)x * y + pair[capacity][2] * y * (y - 1) / 2.0;
            if (twos > 0 && ((all > 0 ? all : 0) - alone) / twos < least) least = ((all > 0 ? all : 0) - alone) / twos;
        }
    return least;
}

/* How many meetings with one and two units an agent can be asked to at once: one a forum. */
static void crowd(const struct dual *d, int *n) { /* n: [agent][2] */
    const struct align_problem *p = d->p;
    size_t wide = 2 * (size_t)p->n_agents;
    struct arena *m = arena_new();
    int *now = NEW_N(m, int, wide * (size_t)p->horizon), *seen = NEW_N(m, int, wide * (size_t)p->horizon); /* seen: by which forum, from 1 */
    bool *can = NEW_N(m, bool, (size_t)p->horizon);
    for (int f = 0; f < p->n_fora; f++)
        for (int i = 0; i < p->n_meetings; i++) {
            const struct align_meeting *x = &p->meeting[i];
            if (x->forum != f) continue;
            memset(can, 0, (size_t)p->horizon);
            for (int k = 0; k < d->node[i].n; k++) memset(&can[d->node[i].option[k].place.start], 1, (size_t)x->duration);
            for (size_t t = 0; t < (size_t)p->horizon; t++)
                for (int k = 0; can[t] && k < x->n_shares; k++) {
                    size_t at = t * wide + (size_t)x->share[k].agent * 2 + (size_t)x->share[k].units - 1;
                    now[at] += seen[at] != f + 1;
                    seen[at] = f + 1;
                }
        }
    memset(n, 0, sizeof *n * wide);
    for (size_t at = 0; at < wide * (size_t)p->horizon; at++)
        if (n[at % wide] < now[at]) n[at % wide] = now[at];
    arena_end(m);
}

/* For each agent what one clash of each kind certainly costs, in 64ths. */
static void weigh(struct dual *d, int (*clash)[3]) { /* units 1+1, 1+2, 2+2 */
    const struct align_problem *p = d->p;
    int *n = NEW_N(d->arena, int, 2 * (size_t)p->n_agents);
    crowd(d, n);
    for (int a = 0; a < p->n_agents; a++) {
        int capacity = p->agent[a].capacity;
        memset(clash[a], 0, sizeof clash[a]);
        if (capacity > 3) continue;
        double unit = share_of_two(capacity, n[2 * a], n[2 * a + 1]) * (double)p->overload * fine;
        static const int pair[4][3] = {{0, 0, 0}, {1, 1, 1}, {0, 1, 2}, {0, 0, 1}};
        for (int k = 0; k < 3; k++) clash[a][k] = (int)floor(unit * pair[capacity][k] - 1e-6 * pair[capacity][k]);
    }
}

static int at_once(const struct align_problem *p, int (*clash)[3], int i, int j, const uint8_t *units_of_i) {
    const struct align_meeting *y = &p->meeting[j];
    int64_t sum = 0;
    for (int k = 0; k < y->n_shares; k++) {
        int other = units_of_i[y->share[k].agent];
        if (other) sum += clash[y->share[k].agent][other + y->share[k].units - 2];
    }
    return sum > never / 1024 ? (int)(never / 1024) : (int)sum;
}

static int64_t pair_cost(const struct dual *d, const struct edge *e, struct align_place x, struct align_place y) {
    const struct align_problem *p = d->p;
    int x_ends = x.start + p->meeting[e->a].duration, y_ends = y.start + p->meeting[e->b].duration;
    int shared = (x_ends < y_ends ? x_ends : y_ends) - (x.start > y.start ? x.start : y.start);
    int64_t cost = 0;
    if (shared > 0) {
        if (e->forum || (e->cities && x.city == y.city && p->city[x.city].capacity == 1)) return never;
        cost = (int64_t)e->together * shared;
    }
    if (e->a_first != INT_MIN && y.start < x.start + e->a_first) return never;
    if (e->b_first != INT_MIN && x.start < y.start + e->b_first) return never;
    if (e->worth && x.city == y.city && (x_ends == y.start || y_ends == x.start)) cost -= e->worth;
    return cost;
}

static int by_cost(const void *x, const void *y) {
    const struct ranked *a = x, *b = y;
    return a->cost < b->cost ? -1 : a->cost > b->cost;
}
static void rank(struct ranked *r, const int64_t *cost, int n) {
    for (int k = 0; k < n; k++) r[k] = (struct ranked){cost[k], k};
    qsort(r, (size_t)n, sizeof *r, by_cost);
}

/* For each option of one side the least that the other side and the two together cost. The
 * other side is looked at from its cheapest; where nothing more can be saved it ends. */
static void least(struct dual *d, const struct edge *e, bool of_a, const int64_t *other_cost, int64_t *out) {
    const struct node *mine = &d->node[of_a ? e->a : e->b], *other = &d->node[of_a ? e->b : e->a];
    rank(d->ranked, other_cost, other->n);
    for (int k = 0; k < mine->n; k++) {
        int64_t best = INT64_MAX;
        struct align_place x = mine->option[k].place;
        for (int l = 0; l < other->n && d->ranked[l].cost - e->worth < best; l++) {
            struct align_place y = other->option[d->ranked[l].k].place;
            int64_t cost = d->ranked[l].cost + (of_a ? pair_cost(d, e, x, y) : pair_cost(d, e, y, x));
            if (cost < best) best = cost;
        }
        out[k] = best;
    }
}

/* All that the two carry is laid together and given back in shares: half of what a's places
 * cost at least to a, what b's then cost at least to b, the rest to a. */
static void shift(struct dual *d, struct edge *e) {
    struct node *a = &d->node[e->a], *b = &d->node[e->b];
    int64_t *found = d->work[0], *rest = d->work[1], *before = d->work[2];
    if (e->idle) return;
    for (int k = 0; k < a->n; k++) before[k] = a->cost[k] -= e->to_a[k];
    for (int k = 0; k < b->n; k++) b->cost[k] -= e->to_b[k];
    least(d, e, true, b->cost, found);
    for (int k = 0; k < a->n; k++) {
        int64_t share = (before[k] + found[k]) / 2;
        rest[k] = before[k] - share;
        a->cost[k] = share;
    }
    least(d, e, false, rest, found);
    for (int k = 0; k < b->n; k++) {
        e->to_b[k] = found[k];
        b->cost[k] += found[k];
    }
    for (int k = 0; k < b->n; k++) found[k] = -e->to_b[k];
    int64_t *more = d->more;
    least(d, e, true, found, more);
    for (int k = 0; k < a->n; k++) {
        a->cost[k] += rest[k] + more[k];
        e->to_a[k] = a->cost[k] - before[k];
    }
}

static int64_t cheapest(const struct node *n) {
    int64_t best = INT64_MAX;
    for (int k = 0; k < n->n; k++)
        if (n->cost[k] < best) best = n->cost[k];
    return best;
}

/* The bound in 64ths: every edge has nothing left below 0. */
static int64_t sum(const struct dual *d) {
    int64_t s = 0;
    for (int i = 0; i < d->p->n_meetings; i++) s += cheapest(&d->node[i]);
    return s;
}

static bool meet(const struct dual *d, const struct node *a, int a_long, const struct node *b, int b_long) {
    int a_first = INT_MAX, a_last = 0, b_first = INT_MAX, b_last = 0;
    for (int k = 0; k < a->n; k++) a_first = a->option[k].place.start < a_first ? a->option[k].place.start : a_first, a_last = a->option[k].place.start > a_last ? a->option[k].place.start : a_last;
    for (int k = 0; k < b->n; k++) b_first = b->option[k].place.start < b_first ? b->option[k].place.start : b_first, b_last = b->option[k].place.start > b_last ? b->option[k].place.start : b_last;
    return a_first < b_last + b_long && b_first < a_last + a_long;
}

/* Nothing that the two can do together costs or saves anything. */
static bool indifferent(const struct dual *d, const struct edge *e) {
    const struct node *a = &d->node[e->a], *b = &d->node[e->b];
    bool apart = !meet(d, a, d->p->meeting[e->a].duration, b, d->p->meeting[e->b].duration);
    if (e->a_first == INT_MIN && e->b_first == INT_MIN && !e->worth && apart) return true;
    for (int k = 0; k < a->n; k++)
        for (int l = 0; l < b->n; l++)
            if (pair_cost(d, e, a->option[k].place, b->option[l].place)) return false;
    return true;
}

/* What clashes certainly cost, now that there are fewer options; edges that do not matter any
 * more give back what was shifted. */
static void refresh(struct dual *d) {
    const struct align_problem *p = d->p;
    int (*clash)[3] = arena_array(d->arena, (size_t)p->n_agents, sizeof *clash), last = -1;
    uint8_t *units = NEW_N(d->arena, uint8_t, (size_t)p->n_agents);
    weigh(d, clash);
    for (int k = 0; k < d->n_edges; k++) {
        struct edge *e = &d->edge[k];
        const struct align_meeting *x = &p->meeting[e->a];
        if (e->a != last) {
            memset(units, 0, (size_t)p->n_agents);
            for (int s = 0; s < x->n_shares; s++) units[x->share[s].agent] = (uint8_t)x->share[s].units;
            last = e->a;
        }
        int together = at_once(p, clash, e->a, e->b, units);
        if (e->together < together) e->together = together;
        if (e->idle || !indifferent(d, e)) continue;
        e->idle = true;
        for (int o = 0; o < d->node[e->a].n; o++) d->node[e->a].cost[o] -= e->to_a[o];
        for (int o = 0; o < d->node[e->b].n; o++) d->node[e->b].cost[o] -= e->to_b[o];
        memset(e->to_a, 0, sizeof *e->to_a * (size_t)d->node[e->a].n);
        memset(e->to_b, 0, sizeof *e->to_b * (size_t)d->node[e->b].n);
    }
}

/* Strikes out the options with which no plan can be below the limit. */
static bool strike(struct dual *d) {
    int64_t all = sum(d);
    bool any = false;
    for (int i = 0; i < d->p->n_meetings; i++) {
        struct node *x = &d->node[i];
        int64_t low = cheapest(x);
        int n = 0;
        for (int k = 0; k < x->n; k++) {
            if (x->n > 1 && x->cost[k] != low && all - low + x->cost[k] > (d->limit - 1) * fine) continue;
            x->option[n] = x->option[k], x->cost[n] = x->cost[k];
            for (int l = 0; l < x->n_edges; l++) {
                struct edge *e = &d->edge[x->edge[l]];
                int64_t *to = e->a == i ? e->to_a : e->to_b;
                to[n] = to[k];
            }
            n++;
        }
        any |= n < x->n;
        x->n = n;
    }
    return any;
}

static bool shares_small_city(const struct align_problem *p, const struct align_meeting *x, const struct align_meeting *y) {
    for (int k = 0; k < x->n_cities; k++)
        for (int l = 0; l < y->n_cities; l++)
            if (x->city[k] == y->city[l] && p->city[x->city[k]].capacity == 1) return true;
    return false;
}

static struct edge *edge_of(struct dual *d, int *index, int i, int j) {
    int *k = &index[(i < j ? i : j) * d->p->n_meetings + (i < j ? j : i)];
    if (!*k) {
        d->edge[d->n_edges] = (struct edge){.a = i < j ? i : j, .b = i < j ? j : i, .a_first = INT_MIN, .b_first = INT_MIN};
        *k = ++d->n_edges;
    }
    return &d->edge[*k - 1];
}

static int by_ends(const void *x, const void *y) {
    const struct edge *a = x, *b = y;
    return a->a != b->a ? (a->a < b->a ? -1 : 1) : a->b < b->b ? -1 : a->b > b->b;
}

/* Every two that may have to do with each other. */
static void edges(struct dual *d) {
    const struct align_problem *p = d->p;
    int n = p->n_meetings, *index = NEW_N(d->arena, int, (size_t)n * (size_t)n);
    d->edge = NEW_N(d->arena, struct edge, (size_t)n * (size_t)(n - 1) / 2 + 1);
    for (int k = 0; k < p->n_orders; k++) {
        const struct align_order *o = &p->order[k];
        int gap = p->meeting[o->before].duration + o->lag;
        if (o->before == o->after) continue;
        struct edge *e = edge_of(d, index, o->before, o->after);
        int *first = e->a == o->before ? &e->a_first : &e->b_first;
        if (*first < gap) *first = gap;
    }
    for (int k = 0; k < p->n_pairs; k++) edge_of(d, index, p->pair[k].a, p->pair[k].b)->worth += (int)(p->synergy * p->pair[k].common) * fine;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            const struct align_meeting *x = &p->meeting[i], *y = &p->meeting[j];
            if (!meet(d, &d->node[i], x->duration, &d->node[j], y->duration)) continue;
            struct edge *e = edge_of(d, index, i, j);
            e->forum = x->forum == y->forum;
            e->cities = shares_small_city(p, x, y);
        }
    qsort(d->edge, (size_t)d->n_edges, sizeof *d->edge, by_ends);
}

/* Room for what is shifted; false when the problem is too large for it. */
static bool messages(struct dual *d) {
    size_t n = 0;
    for (int k = 0; k < d->n_edges; k++) n += (size_t)d->node[d->edge[k].a].n + (size_t)d->node[d->edge[k].b].n;
    if (n > most_messages) return false;
    for (int k = 0; k < d->n_edges; k++) {
        struct edge *e = &d->edge[k];
        e->to_a = NEW_N(d->arena, int64_t, (size_t)d->node[e->a].n);
        e->to_b = NEW_N(d->arena, int64_t, (size_t)d->node[e->b].n);
        d->node[e->a].n_edges++, d->node[e->b].n_edges++;
    }
    for (int i = 0; i < d->p->n_meetings; i++) {
        d->node[i].edge = NEW_N(d->arena, int, (size_t)d->node[i].n_edges);
        d->node[i].n_edges = 0;
    }
    for (int k = 0; k < d->n_edges; k++) {
        struct node *a = &d->node[d->edge[k].a], *b = &d->node[d->edge[k].b];
        a->edge[a->n_edges++] = k, b->edge[b->n_edges++] = k;
    }
    return true;
}

static void nodes(struct dual *d, const struct domain *domain) {
    const struct align_problem *p = d->p;
    int most = 0;
    d->node = NEW_N(d->arena, struct node, (size_t)p->n_meetings);
    for (int i = 0; i < p->n_meetings; i++) {
        const struct align_meeting *x = &p->meeting[i];
        struct node *n = &d->node[i];
        int64_t alone = 0;
        for (int k = 0; k < x->n_shares; k++)
            if (x->share[k].units > p->agent[x->share[k].agent].capacity) alone += p->overload * (x->share[k].units - p->agent[x->share[k].agent].capacity);
        n->n = domain[i].n;
        n->option = NEW_N(d->arena, struct option, (size_t)n->n);
        n->cost = NEW_N(d->arena, int64_t, (size_t)n->n);
        memcpy(n->option, domain[i].option, sizeof *n->option * (size_t)n->n);
        for (int k = 0; k < n->n; k++) n->cost[k] = (n->option[k].cost + alone * x->duration) * fine;
        if (most < n->n) most = n->n;
    }
    for (int k = 0; k < 3; k++) d->work[k] = NEW_N(d->arena, int64_t, (size_t)most);
    d->more = NEW_N(d->arena, int64_t, (size_t)most);
    d->ranked = NEW_N(d->arena, struct ranked, (size_t)most);
}

static bool late(struct dual *d) { return d->steps <= 0 || (d->ends && clock_monotonic_ms() >= d->ends); }

/* Every edge once, there and back, so that what one end learns reaches the other. */
static void sweep(struct dual *d, bool back) {
    for (int k = 0; k < d->n_edges && !late(d); k++) {
        struct edge *e = &d->edge[back ? d->n_edges - 1 - k : k];
        shift(d, e);
        d->steps -= e->idle ? 1 : 4 * (d->node[e->a].n + d->node[e->b].n);
    }
}

/* What is left, tried to the end: one group of meetings. The plan is built beside, so that what
 * twos cannot see (three in a city of two, overload shared by many) counts at the end. */
struct proof {
    struct dual *d;
    struct state *s;
    const int *member;
    int n;
    int64_t **cost;                                /* of each meeting's options, given what is chosen */
    bool *chosen;
    int64_t best, apart;                           /* the least found, or the limit; what single ones carry of it */
    int64_t *room;
    struct align_place *found;                     /* by meeting */
};

static int64_t cheapest_now(const struct proof *q, int i) {
    int64_t low = INT64_MAX;
    for (int k = 0; k < q->d->node[i].n; k++) low = q->cost[i][k] < low ? q->cost[i][k] : low;
    return low;
}

/* The meeting with the fewest options that can still lead below the best; -1: none is left. */
static int narrowest(struct proof *q, int64_t all, int64_t *low) {
    int next = -1, least_left = INT_MAX;
    for (int l = 0; l < q->n; l++) {
        int i = q->member[l], left = 0;
        if (q->chosen[i]) continue;
        int64_t mine = cheapest_now(q, i);
        for (int k = 0; k < q->d->node[i].n; k++) left += all - mine + q->cost[i][k] < q->best;
        q->d->steps -= 3 * q->d->node[i].n;
        if (left < least_left) next = i, least_left = left, *low = mine;
    }
    return next;
}

/* Option k of meeting i is chosen: what it costs the others stands in arrays of their own, each
 * followed by a pointer to the one before. */
static void choose(struct proof *q, int i, int k) {
    struct dual *d = q->d;
    for (int l = 0; l < d->node[i].n_edges; l++) {
        const struct edge *e = &d->edge[d->node[i].edge[l]];
        int j = e->a == i ? e->b : e->a;
        if (e->idle || q->chosen[j]) continue;
        int64_t *now = q->room, *old = q->cost[j];
        struct align_place x = d->node[i].option[k].place;
        q->room += d->node[j].n + 1;
        for (int o = 0; o < d->node[j].n; o++) {
            struct align_place y = d->node[j].option[o].place;
            now[o] = old[o] + (e->a == i ? pair_cost(d, e, x, y) - e->to_a[k] - e->to_b[o] : pair_cost(d, e, y, x) - e->to_b[k] - e->to_a[o]);
        }
        memcpy(&now[d->node[j].n], &old, sizeof old);
        q->cost[j] = now;
        d->steps -= d->node[j].n;
    }
}
static void unchoose(struct proof *q, int i) {
    for (int l = 0; l < q->d->node[i].n_edges; l++) {
        const struct edge *e = &q->d->edge[q->d->node[i].edge[l]];
        int j = e->a == i ? e->b : e->a;
        if (!e->idle && !q->chosen[j]) memcpy(&q->cost[j], &q->cost[j][q->d->node[j].n], sizeof q->cost[j]);
    }
}

static void dive(struct proof *q, int64_t spent, int64_t really) {
    struct dual *d = q->d;
    int64_t all = spent, low = 0, *room;
    if (late(d)) {
        d->steps = 0;
        return;
    }
    for (int l = 0; l < q->n; l++)
        if (!q->chosen[q->member[l]]) all += cheapest_now(q, q->member[l]);
    if (all >= q->best) return;
    int next = narrowest(q, all, &low), n = 0;
    if (next < 0) {
        int64_t whole = really * fine - q->apart;
        if (whole < spent) whole = spent;
        if (whole >= q->best) return;
        q->best = whole;
        for (int l = 0; l < q->n; l++) q->found[q->member[l]] = q->s->at[q->member[l]];
        return;
    }
    struct node *x = &d->node[next];
    struct ranked *order = (struct ranked *)(void *)q->room;
    for (int k = 0; k < x->n; k++)
        if (all - low + q->cost[next][k] < q->best) order[n++] = (struct ranked){q->cost[next][k], k};
    qsort(order, (size_t)n, sizeof *order, by_cost);
    q->chosen[next] = true;
    room = q->room += 2 * n;
    for (int o = 0; o < n && d->steps > 0 && all - low + order[o].cost < q->best; o++) {
        struct delta more = state_try(q->s, next, x->option[order[o].k].place);
        if (more.broken > 0) continue;
        state_move(q->s, next, x->option[order[o].k].place, more);
        choose(q, next, order[o].k);
        dive(q, spent + order[o].cost, really + more.value);
        unchoose(q, next);
        state_move(q->s, next, nowhere, (struct delta){-more.value, -more.broken});
        q->room = room;
    }
    q->room = room - 2 * n;
    q->chosen[next] = false;
}

/* Meetings with one option left are placed; what they cost the others stands with the others. */
static void settle(struct dual *d, struct state *s, int64_t *apart) {
    state_load(s, NULL);
    for (int k = 0; k < d->n_edges; k++) {
        struct edge *e = &d->edge[k];
        struct node *a = &d->node[e->a], *b = &d->node[e->b];
        if (e->idle || (a->n > 1 && b->n > 1)) continue;
        for (int x = 0; x < a->n; x++)
            for (int y = 0; y < b->n; y++) {
                int64_t rest = pair_cost(d, e, a->option[x].place, b->option[y].place) - e->to_a[x] - e->to_b[y];
                if (a->n == 1) b->cost[y] += rest;
                else a->cost[x] += rest;
            }
        if (a->n == 1) apart[e->b] += e->to_a[0];
        else apart[e->a] += e->to_b[0];
        e->idle = true;
    }
    for (int i = 0; i < d->p->n_meetings; i++)
        if (d->node[i].n == 1) state_move(s, i, d->node[i].option[0].place, state_try(s, i, d->node[i].option[0].place));
}

/* Groups: meetings that concern each other. A group's name is the first of its meetings. */
static int group_of(int *group, int i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
}
static bool join(int *group, int i, int j) {
    int x = group_of(group, i), y = group_of(group, j);
    if (x != y) group[x > y ? x : y] = x < y ? x : y;
    return x != y;
}

struct groups {
    struct dual *d;
    struct state *s, *whole;
    int *group, *member;
    int64_t *value, *apart;                        /* of each group: what it costs at least; -1: not tried */
    struct align_place *at;                        /* how */
};

/* The least of one group, looked for below what the others leave of the limit. */
static void try_group(struct groups *g, int name, int64_t others) {
    struct dual *d = g->d;
    struct proof q = {.d = d, .s = g->s, .member = g->member, .found = g->at, .best = d->limit * fine - others};
    size_t n = (size_t)d->p->n_meetings, options = 0;
    q.cost = NEW_N(d->arena, int64_t *, n);
    q.chosen = NEW_N(d->arena, bool, n);
    for (int i = 0; i < d->p->n_meetings; i++) {
        q.cost[i] = d->node[i].cost;
        q.chosen[i] = d->node[i].n < 2 || group_of(g->group, i) != name;
        if (q.chosen[i]) continue;
        g->member[q.n++] = i;
        options += (size_t)d->node[i].n + 1;
        q.apart += g->apart[i];
    }
    if (options > most_options) d->steps = 0;
    if (d->steps <= 0) return;
    q.room = NEW_N(d->arena, int64_t, options * ((size_t)q.n + 2));
    dive(&q, 0, 0);
    if (d->steps > 0) g->value[name] = q.best;
}

/* What is known of all: tried groups as they are, others at their cheapest. */
static int64_t known(struct groups *g, int but) {
    int64_t all = 0;
    for (int i = 0; i < g->d->p->n_meetings; i++) {
        int name = group_of(g->group, i);
        if (name == but) continue;
        if (g->value[name] == INT64_MIN || g->d->node[i].n < 2) all += cheapest(&g->d->node[i]);
        else if (name == i) all += g->value[name];
    }
    return all;
}

/* Both plans hold in a slot in which a city holds too many or an agent of both is overloaded. */
static bool clash(const struct groups *g, int i, int j, const bool *attends_i) {
    const struct align_problem *p = g->d->p;
    const struct align_meeting *x = &p->meeting[i], *y = &p->meeting[j];
    int from = g->at[i].start > g->at[j].start ? g->at[i].start : g->at[j].start;
    int x_ends = g->at[i].start + x->duration, y_ends = g->at[j].start + y->duration;
    for (int t = from; t < x_ends && t < y_ends; t++) {
        if (g->at[i].city == g->at[j].city && g->whole->in_city[t * p->n_cities + g->at[i].city] > p->city[g->at[i].city].capacity) return true;
        for (int l = 0; l < y->n_shares; l++)
            if (attends_i[y->share[l].agent] && g->whole->spare[t * p->n_agents + y->share[l].agent] < 0) return true;
    }
    return false;
}

/* The groups' plans laid together clash where three or more share what two may: those groups
 * become one. False when none does: then the plan laid together costs what it promises. */
static bool join_clashing(struct groups *g) {
    const struct align_problem *p = g->d->p;
    bool any = false, *attends = NEW_N(g->d->arena, bool, (size_t)p->n_agents);
    state_load(g->whole, g->at);
    for (int i = 0; i < p->n_meetings; i++) {
        memset(attends, 0, (size_t)p->n_agents);
        for (int k = 0; k < p->meeting[i].n_shares; k++) attends[p->meeting[i].share[k].agent] = true;
        for (int j = 0; j < i; j++) {
            int a = group_of(g->group, i), b = group_of(g->group, j);
            if (a == b || g->d->node[i].n < 2 || g->d->node[j].n < 2 || !clash(g, i, j, attends)) continue;
            g->value[a] = g->value[b] = INT64_MIN;
            any |= join(g->group, i, j);
        }
    }
    return any;
}

/* The bound with every group tried to its end, where the steps allow. */
static int64_t prove(struct dual *d, struct align_place *better) {
    size_t n = (size_t)d->p->n_meetings;
    struct groups g = {d, state_new(d->arena, d->p), state_new(d->arena, d->p), NEW_N(d->arena, int, n), NEW_N(d->arena, int, n), NEW_N(d->arena, int64_t, n), NEW_N(d->arena, int64_t, n), NEW_N(d->arena, struct align_place, n)};
    int64_t bound;
    settle(d, g.s, g.apart);
    for (int i = 0; i < d->p->n_meetings; i++) g.group[i] = i, g.value[i] = INT64_MIN, g.at[i] = d->node[i].option[0].place;
    for (int k = 0; k < d->n_edges; k++)
        if (!d->edge[k].idle) join(g.group, d->edge[k].a, d->edge[k].b);
    do {
        for (int i = 0; i < d->p->n_meetings && d->steps > 0; i++)
            if (d->node[i].n > 1 && group_of(g.group, i) == i && g.value[i] == INT64_MIN) try_group(&g, i, known(&g, i));
        bound = known(&g, -1);
    } while (d->steps > 0 && bound < d->limit * fine && join_clashing(&g));
    if (d->steps > 0 && bound < d->limit * fine && !g.whole->sum.broken) memcpy(better, g.at, sizeof *better * n);
    return bound;
}

static int64_t whole(int64_t fine_value) { return fine_value > 0 ? (fine_value + fine - 1) / fine : fine_value / fine; }

int64_t bound_find(struct arena *m, const struct align_problem *p, const struct domain *domain, int64_t limit, int64_t steps, int64_t ends, struct align_place *better) {
    struct dual d = {.arena = m, .p = p, .limit = limit, .steps = steps / 2, .ends = ends};
    int64_t best = INT64_MIN;
    nodes(&d, domain);
    edges(&d);
    if (!messages(&d)) return best;
    refresh(&d);
    for (int k = 0, stuck = 0; stuck < 8 && whole(best) < limit; k++) {
        sweep(&d, k & 1);
        if (late(&d)) break;
        int64_t now = sum(&d);
        stuck = now > best + (best > 0 ? best / 10000 : 1) ? 0 : stuck + 1;
        if (now > best) best = now;
        if (k % 4 == 3 && strike(&d)) refresh(&d);
    }
    if (best == INT64_MIN) return best;
    d.steps = steps / 2;
    strike(&d), refresh(&d);
    if (whole(best) < limit && !late(&d)) {
        int64_t tried = prove(&d, better);
        if (tried > best) best = tried;
    }
    return whole(best) > limit ? limit : whole(best);
}
