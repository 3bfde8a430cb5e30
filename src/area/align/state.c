/* A plan with its counts. The value here and align_evaluate() are the same number: a test
 * compares them after thousands of moves. */
#include "area/align/room.h"



/* Lists of neighbours and links, one piece a meeting: counted, then filled. */
static void relate(struct arena *m, struct state *s) {
    const struct align_problem *p = s->p;
    size_t n = (size_t)p->n_meetings + 1;
    int *pairs = s->neighbour_from = NEW_N(m, int, n + 1), *links = s->link_from = NEW_N(m, int, n + 1);
    s->neighbour = NEW_N(m, struct neighbour, 2 * (size_t)p->n_pairs);
    s->link = NEW_N(m, struct link, 2 * (size_t)p->n_orders);
    for (int k = 0; k < p->n_pairs; k++) pairs[p->pair[k].a + 2]++, pairs[p->pair[k].b + 2]++;
    for (int k = 0; k < p->n_orders; k++) links[p->order[k].before + 2]++, links[p->order[k].after + 2]++;
    for (size_t i = 2; i <= n; i++) pairs[i] += pairs[i - 1], links[i] += links[i - 1];
    for (int k = 0; k < p->n_pairs; k++) {
        const struct align_pair *x = &p->pair[k];
        int worth = (int)p->synergy * x->common;
        s->neighbour[pairs[x->a + 1]++] = (struct neighbour){x->b, worth};
        s->neighbour[pairs[x->b + 1]++] = (struct neighbour){x->a, worth};
    }
    for (int k = 0; k < p->n_orders; k++) {
        const struct align_order *o = &p->order[k];
        int gap = p->meeting[o->before].duration + o->lag;
        s->link[links[o->before + 1]++] = (struct link){o->after, gap, true};
        s->link[links[o->after + 1]++] = (struct link){o->before, gap, false};
    }
}

struct state *state_new(struct arena *m, const struct align_problem *p) {
    struct state *s = NEW(m, struct state);
    size_t horizon = (size_t)p->horizon;
    s->p = p;
    s->at = NEW_N(m, struct align_place, (size_t)p->n_meetings);
    s->spare = NEW_N(m, int16_t, horizon * (size_t)p->n_agents);
    s->in_city = NEW_N(m, int16_t, horizon * (size_t)p->n_cities);
    s->in_forum = NEW_N(m, int16_t, horizon * (size_t)p->n_fora);
    s->alone = NEW_N(m, int, (size_t)p->n_meetings * (size_t)p->slots);
    relate(m, s);
    for (int i = 0; i < p->n_meetings; i++) {
        const struct align_meeting *x = &p->meeting[i];
        for (int t = 0; t < p->slots && !x->fixed; t++) {
            int64_t cost = (int64_t)x->weight * abs(t - x->target);
            for (int k = 0; k < x->duration; k++) cost += p->holiday * x->holiday[t + k];
            s->alone[i * p->slots + t] = (int)cost;
        }
    }
    return s;
}

/* Overload that comes when i is held in the slot as well, or goes when it is not any more. */
static int comes(const struct state *s, const struct align_meeting *x, int slot) {
    const int16_t *spare = &s->spare[slot * s->p->n_agents];
    int sum = 0;
    for (int k = 0; k < x->n_shares; k++) {
        int left = spare[x->share[k].agent], over = x->share[k].units - (left > 0 ? left : 0);
        sum += over > 0 ? over : 0;
    }
    return sum;
}
static int goes(const struct state *s, const struct align_meeting *x, int slot) {
    const int16_t *spare = &s->spare[slot * s->p->n_agents];
    int sum = 0;
    for (int k = 0; k < x->n_shares; k++) {
        int over = -spare[x->share[k].agent], units = x->share[k].units;
        over = over > units ? units : over;
        sum += over > 0 ? over : 0;
    }
    return sum;
}

static inline bool within(int slot, int start, int duration) { return start <= slot && slot < start + duration; }

static bool allowed(const struct align_meeting *x, struct align_place at) {
    if (at.start < x->first || at.start > x->last) return false;
    for (int k = 0; k < x->n_cities; k++)
        if (x->city[k] == at.city) return true;
    return false;
}

/* Who must come before or after i, and whom it saves something beside. */
static struct delta relations(const struct state *s, int i, struct align_place at) {
    const struct align_problem *p = s->p;
    struct delta d = {0};
    for (int k = s->link_from[i]; k < s->link_from[i + 1]; k++) {
        const struct link *l = &s->link[k];
        int other = l->meeting == i ? at.start : s->at[l->meeting].start;
        int missing = l->gap - (l->before ? other - at.start : at.start - other);
        if (other >= 0 && missing > 0 && (l->meeting != i || l->before)) d.broken += missing;
    }
    for (int k = s->neighbour_from[i]; k < s->neighbour_from[i + 1]; k++) {
        const struct neighbour *y = &s->neighbour[k];
        struct align_place other = s->at[y->meeting];
        if (other.city != at.city) continue;
        if (other.start + p->meeting[y->meeting].duration == at.start || at.start + p->meeting[i].duration == other.start) d.value -= y->worth;
    }
    return d;
}

/* What place `at` adds to the sum beyond what place `but` has already: slots in both count
 * once, and when they are left they are not lost. sign 1: i comes to `at`; -1: i leaves it. */
static struct delta side(const struct state *s, int i, struct align_place at, struct align_place but, int sign) {
    const struct align_problem *p = s->p;
    const struct align_meeting *x = &p->meeting[i];
    struct delta d = relations(s, i, at);
    d.broken += !allowed(x, at);
    if (!x->fixed) d.value += s->alone[i * p->slots + at.start] + p->city_cost * p->city[at.city].cost;
    int over = 0;
    for (int t = at.start; t < at.start + x->duration; t++) {
        bool both = within(t, but.start, x->duration);
        if (!x->fixed && p->city[at.city].closed[t]) d.broken++;
        if (!both || but.city != at.city) d.broken += s->in_city[t * p->n_cities + at.city] - (sign < 0) >= p->city[at.city].capacity;
        if (both) continue;
        d.broken += s->in_forum[t * p->n_fora + x->forum] > (sign < 0);
        over += sign > 0 ? comes(s, x, t) : goes(s, x, t);
    }
    d.value += p->overload * over;
    return d;
}

struct delta state_try(const struct state *s, int i, struct align_place to) {
    struct align_place from = s->at[i];
    struct delta gain = side(s, i, to, from, 1), loss = {0};
    if (from.start >= 0) loss = side(s, i, from, to, -1);
    return (struct delta){gain.value - loss.value, gain.broken - loss.broken};
}

static void hold(struct state *s, int i, struct align_place at, int sign) {
    const struct align_problem *p = s->p;
    const struct align_meeting *x = &p->meeting[i];
    for (int t = at.start; t < at.start + x->duration; t++) {
        int16_t *spare = &s->spare[t * p->n_agents], *city = &s->in_city[t * p->n_cities + at.city], *forum = &s->in_forum[t * p->n_fora + x->forum];
        for (int k = 0; k < x->n_shares; k++) spare[x->share[k].agent] = (int16_t)(spare[x->share[k].agent] - sign * x->share[k].units);
        *city = (int16_t)(*city + sign);
        *forum = (int16_t)(*forum + sign);
    }
}

void state_move(struct state *s, int i, struct align_place to, struct delta d) {
    if (s->at[i].start >= 0) hold(s, i, s->at[i], -1);
    if (to.start >= 0) hold(s, i, to, 1);
    s->at[i] = to;
    s->sum.value += d.value, s->sum.broken += d.broken;
}

void state_load(struct state *s, const struct align_place *at) {
    const struct align_problem *p = s->p;
    memset(s->in_city, 0, sizeof *s->in_city * (size_t)(p->horizon * p->n_cities));
    memset(s->in_forum, 0, sizeof *s->in_forum * (size_t)(p->horizon * p->n_fora));
    for (int t = 0; t < p->horizon; t++)
        for (int k = 0; k < p->n_agents; k++) s->spare[t * p->n_agents + k] = (int16_t)p->agent[k].capacity;
    for (int i = 0; i < p->n_meetings; i++) s->at[i] = nowhere;
    s->sum = (struct delta){0};
    for (int i = 0; at && i < p->n_meetings; i++) state_move(s, i, at[i], state_try(s, i, at[i]));
}

/* xorshift128+, seeded by splitmix64. */
uint64_t chance_bits(struct chance *c) {
    uint64_t x = c->s[0], y = c->s[1];
    c->s[0] = y;
    x ^= x << 23;
    c->s[1] = x ^ y ^ (x >> 17) ^ (y >> 26);
    return c->s[1] + y;
}

void chance_seed(struct chance *c, uint64_t seed) {
    for (int i = 0; i < 2; i++) {
        uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        c->s[i] = z ^ (z >> 31);
    }
    if (!(c->s[0] | c->s[1])) c->s[0] = 1;
}
