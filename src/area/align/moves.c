/* From one plan to another, step by step, so that each step has its own saving and all add up
 * to the whole: the most useful first. */
#include "area/align/room.h"

static struct align_value less(struct align_value x, struct align_value y) {
    struct align_value d = {.total = x.total - y.total, .broken = x.broken - y.broken};
    for (int k = 0; k < align_parts; k++) d.part[k] = x.part[k] - y.part[k];
    return d;
}

struct align_step *align_steps(struct arena *m, const struct align_problem *p, const struct align_place *from, const struct align_place *to, size_t *n) {
    struct state *s = state_new(m, p);
    struct align_step *step = NEW_N(m, struct align_step, (size_t)p->n_meetings);
    state_load(s, from);
    for (*n = 0;;) {
        int best = -1;
        double least = 0;
        for (int i = 0; i < p->n_meetings; i++) {
            if (s->at[i].start == to[i].start && s->at[i].city == to[i].city) continue;
            struct delta d = state_try(s, i, to[i]);
            double harm = (double)d.value + 1e6 * d.broken;
            if (best < 0 || harm < least) best = i, least = harm;
        }
        if (best < 0) return step;
        struct arena *short_lived = arena_new();
        struct align_value before = align_evaluate(short_lived, p, s->at);
        step[*n] = (struct align_step){.meeting = best, .from = s->at[best], .to = to[best]};
        state_move(s, best, to[best], state_try(s, best, to[best]));
        step[(*n)++].saves = less(before, align_evaluate(short_lived, p, s->at));
        arena_end(short_lived);
    }
}

struct align_value align_if(struct arena *m, const struct align_problem *p, const struct align_place *plan, int meeting, struct align_place there) {
    struct align_place *at = NEW_N(m, struct align_place, (size_t)p->n_meetings);
    memcpy(at, plan, sizeof *at * (size_t)p->n_meetings);
    at[meeting] = there;
    return align_evaluate(m, p, at);
}
