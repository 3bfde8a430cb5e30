/* Why there is no plan: the rules are left out, many at once and then fewer, as long as there
 * is still none; those whose leaving out lets a plan be are the smallest set that conflicts. */
#include "area/align/room.h"

static const int64_t oracle_steps = 1000000;
struct filter {
    const struct align_problem *p;
    struct rules rules;
    bool *flag[align_rule_kinds];                             /* in the order of enum align_rule_kind, as rules has them */
    int n[align_rule_kinds];
    bool quick, unsure;
    int patience;                                  /* answers that took too long, until no more are asked for */
};

static bool none(struct filter *f) {
    struct arena *m = arena_new();
    struct domain *d = NEW_N(m, struct domain, (size_t)f->p->n_meetings);
    int empty, can = 0;
    if (domains_make(m, f->p, &f->rules, d, &empty)) can = f->patience <= 0 ? -1 : f->quick ? 1 : start_find(m, f->p, &f->rules, d, oracle_steps, NEW_N(m, struct align_place, (size_t)f->p->n_meetings));
    if (can < 0) f->unsure = true, f->patience--;
    arena_end(m);
    return !can;
}

/* Leaves out what it can of the rules first to before last of one kind. */
static void leave_out(struct filter *f, enum align_rule_kind kind, int first, int last) {
    bool *was = f->flag[kind];
    int kept = 0;
    for (int k = first; k < last; k++) kept += was[k];
    if (!kept) return;
    bool one = kept == 1;
    bool *copy = malloc(sizeof *copy * (size_t)(last - first));
    if (!copy) return;
    memcpy(copy, &was[first], sizeof *copy * (size_t)(last - first));
    memset(&was[first], 0, sizeof *copy * (size_t)(last - first));
    bool still = none(f);
    if (!still) memcpy(&was[first], copy, sizeof *copy * (size_t)(last - first));
    free(copy);
    if (still || one) return;
    int middle = (first + last) / 2;
    leave_out(f, kind, first, middle);
    leave_out(f, kind, middle, last);
}

static const char *slot(struct arena *m, const struct align_problem *p, int t) { return arena_printf(m, "slot %d (%s)", t, align_day(m, p, t)); }

const char *align_rule_words(struct arena *m, const struct align_problem *p, struct align_rule rule) {
    int k = rule.index;
    enum align_rule_kind kind = rule.kind;
    const struct align_meeting *x = kind == ALIGN_WINDOW || kind == ALIGN_FIXED ? &p->meeting[k] : NULL;
    switch (kind) {
    case ALIGN_ORDER: {
        const struct align_order *o = &p->order[k];
        return arena_printf(m, "precedence[%d]: %s must start %d slots or more after the end of %s", k, p->meeting[o->after].id, o->lag, p->meeting[o->before].id);
    }
    case ALIGN_WINDOW: return arena_printf(m, "%s must start from %s to %s, in one of its cities", x->id, slot(m, p, x->first), slot(m, p, x->last));
    case ALIGN_FIXED: return arena_printf(m, "%s is fixed in %s, %s", x->id, p->city[x->city[0]].name, slot(m, p, x->target));
    case ALIGN_CLOSED: return arena_printf(m, "%s is closed in some slots", p->city[k].name);
    case ALIGN_HOLDS: return arena_printf(m, "%s holds %d meetings at once", p->city[k].name, p->city[k].capacity);
    default: return arena_printf(m, "%s holds one meeting at once", p->forum[k]);
    }
}

struct align_rule *conflict_find(struct arena *m, const struct align_problem *p, size_t *n, bool *smallest) {
    struct filter f = {.p = p, .n = {p->n_orders, p->n_meetings, p->n_meetings, p->n_cities, p->n_cities, p->n_fora}, .quick = true, .patience = 20};
    int most = 0;
    for (int kind = 0; kind < align_rule_kinds; kind++) {
        f.flag[kind] = NEW_N(m, bool, (size_t)f.n[kind]);
        memset(f.flag[kind], 1, sizeof **f.flag * (size_t)f.n[kind]);
        most += f.n[kind];
    }
    for (int i = 0; i < p->n_meetings; i++) f.flag[ALIGN_FIXED][i] = p->meeting[i].fixed;
    f.rules = (struct rules){f.flag[ALIGN_ORDER], f.flag[ALIGN_WINDOW], f.flag[ALIGN_FIXED], f.flag[ALIGN_CLOSED], f.flag[ALIGN_HOLDS], f.flag[ALIGN_FORUM]};
    f.quick = none(&f);
    /* What the windows alone show is filtered by them first: they are quick, and leave little. */
    for (int round = f.quick ? 0 : 1; round < 2; round++) {
        f.quick = !round;
        for (int kind = align_rule_kinds - 1; kind >= 0; kind--) leave_out(&f, (enum align_rule_kind)kind, 0, f.n[kind]);
    }
    struct align_rule *rule = NEW_N(m, struct align_rule, (size_t)most);
    *n = 0;
    for (int kind = 0; kind < align_rule_kinds; kind++)
        for (int k = 0; k < f.n[kind]; k++)
            if (f.flag[kind][k]) rule[(*n)++] = (struct align_rule){(enum align_rule_kind)kind, k};
    *smallest = !f.unsure;
    return rule;
}
