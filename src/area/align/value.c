/* What a plan costs and breaks, counted from nothing, term by term as the definition does. */
#include "area/align.h"
#include "base/clock.h"

static bool held(const struct align_problem *p, int i, const struct align_place *at, int slot) { return at[i].start <= slot && slot < at[i].start + p->meeting[i].duration; }

/* A meeting alone: its wish, its city, holidays of its members. Fixed ones cost nothing. */
static void alone(const struct align_problem *p, const struct align_meeting *m, struct align_place at, struct align_value *v) {
    bool allowed = false;
    for (int k = 0; k < m->n_cities; k++) allowed |= m->city[k] == at.city;
    v->broken += !allowed || at.start < m->first || at.start > m->last;
    if (m->fixed) return;
    v->part[ALIGN_TARGET] += (int64_t)m->weight * abs(at.start - m->target);
    v->part[ALIGN_CITY] += p->city_cost * p->city[at.city].cost;
    for (int t = at.start; t < at.start + m->duration; t++) {
        v->part[ALIGN_HOLIDAY] += p->holiday * m->holiday[t];
        v->broken += p->city[at.city].closed[t];
    }
}

/* One slot: who is asked to be in too many places, which cities and fora hold too much. */
static void together(const struct align_problem *p, const struct align_place *at, int slot, int *load, int *city, int *forum, struct align_value *v) {
    memset(load, 0, sizeof *load * (size_t)p->n_agents);
    memset(city, 0, sizeof *city * (size_t)p->n_cities);
    memset(forum, 0, sizeof *forum * (size_t)p->n_fora);
    for (int i = 0; i < p->n_meetings; i++) {
        const struct align_meeting *m = &p->meeting[i];
        if (!held(p, i, at, slot)) continue;
        city[at[i].city]++;
        forum[m->forum]++;
        for (int k = 0; k < m->n_shares; k++) load[m->share[k].agent] += m->share[k].units;
    }
    for (int k = 0; k < p->n_agents; k++)
        if (load[k] > p->agent[k].capacity) v->part[ALIGN_OVERLOAD] += p->overload * (load[k] - p->agent[k].capacity);
    for (int k = 0; k < p->n_cities; k++)
        if (city[k] > p->city[k].capacity) v->broken += city[k] - p->city[k].capacity;
    for (int k = 0; k < p->n_fora; k++)
        if (forum[k] > 1) v->broken += forum[k] - 1;
}

struct align_value align_evaluate(struct arena *m, const struct align_problem *p, const struct align_place *at) {
    struct align_value v = {0};
    int *load = NEW_N(m, int, (size_t)p->n_agents), *city = NEW_N(m, int, (size_t)p->n_cities), *forum = NEW_N(m, int, (size_t)p->n_fora);
    for (int i = 0; i < p->n_meetings; i++) alone(p, &p->meeting[i], at[i], &v);
    for (int t = 0; t < p->horizon; t++) together(p, at, t, load, city, forum, &v);
    for (int k = 0; k < p->n_orders; k++) {
        const struct align_order *o = &p->order[k];
        int missing = at[o->before].start + p->meeting[o->before].duration + o->lag - at[o->after].start;
        if (missing > 0) v.broken += missing;
    }
    for (int k = 0; k < p->n_pairs; k++) {
        const struct align_pair *x = &p->pair[k];
        if (at[x->a].city != at[x->b].city) continue;
        if (at[x->a].start + p->meeting[x->a].duration == at[x->b].start || at[x->b].start + p->meeting[x->b].duration == at[x->a].start)
            v.part[ALIGN_SYNERGY] -= p->synergy * x->common;
    }
    for (int k = 0; k < align_parts; k++) v.total += v.part[k];
    return v;
}

const char *align_day(struct arena *m, const struct align_problem *p, int slot) {
    return clock_day_add(m, p->start, slot / 2 * 7 + slot % 2 * 3);
}

const char *align_last_day(struct arena *m, const struct align_problem *p, int slot, int duration) {
    int last = slot + duration - 1;
    return clock_day_add(m, p->start, last / 2 * 7 + (last % 2 ? 4 : 2));
}

struct words { struct arena *arena; const char **line; size_t n, most; };
PRINTF(2, 3) static void tell(struct words *w, const char *format, ...) {
    if (w->n == w->most) return;
    va_list list;
    va_start(list, format);
    w->line[w->n++] = arena_vprintf(w->arena, format, list);
    va_end(list);
}

static void tell_alone(struct words *w, const struct align_problem *p, const struct align_meeting *m, struct align_place at) {
    bool allowed = false;
    for (int k = 0; k < m->n_cities; k++) allowed |= m->city[k] == at.city;
    if (!allowed) tell(w, "%s is not to be held in %s", m->id, p->city[at.city].name);
    if (at.start < m->first || at.start > m->last) tell(w, "%s starts in slot %d, outside its window %d to %d", m->id, at.start, m->first, m->last);
    for (int t = at.start; !m->fixed && t < at.start + m->duration; t++)
        if (p->city[at.city].closed[t]) tell(w, "%s is in %s, which is closed in slot %d", m->id, p->city[at.city].name, t);
}

const char **align_broken(struct arena *m, const struct align_problem *p, const struct align_place *at, size_t most, size_t *n) {
    struct words w = {m, NEW_N(m, const char *, most), 0, most};
    for (int i = 0; i < p->n_meetings; i++) tell_alone(&w, p, &p->meeting[i], at[i]);
    for (int k = 0; k < p->n_orders; k++) {
        const struct align_order *o = &p->order[k];
        int missing = at[o->before].start + p->meeting[o->before].duration + o->lag - at[o->after].start;
        if (missing > 0) tell(&w, "%s starts %d slots too early after %s", p->meeting[o->after].id, missing, p->meeting[o->before].id);
    }
    for (int t = 0; t < p->horizon; t++)
        for (int i = 0; i < p->n_meetings; i++)
            for (int k = 0, others = 0; k <= i && held(p, i, at, t); k++) {
                if (!held(p, k, at, t)) continue;
                if (k < i && p->meeting[k].forum == p->meeting[i].forum) tell(&w, "%s and %s are of one forum and both in slot %d", p->meeting[k].id, p->meeting[i].id, t);
                if (at[k].city == at[i].city && ++others > p->city[at[i].city].capacity)
                    tell(&w, "%s is one meeting too many in %s in slot %d", p->meeting[i].id, p->city[at[i].city].name, t);
            }
    *n = w.n;
    return w.line;
}
