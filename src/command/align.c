/* isthmus align: places the meetings of a problem file, says what the plan costs, how far it
 * can be from the best, and what each move saves against today's plan. */
#include <errno.h>
#include <math.h>
#include "area/align.h"
#include "base/file.h"
#include "base/text.h"
#include "command/command.h"

int command_align(struct arguments *);

static const char *const part_name[align_parts] = {"target", "holiday", "city", "overload", "synergy"};

static void print_value(const char *name, struct align_value v) {
    printf("%s %lld ", name, (long long)v.total);
    for (int k = 0; k < align_parts; k++) printf(" %s %lld", part_name[k], (long long)v.part[k]);
    if (v.broken) printf("  rules broken %d", v.broken);
    putchar('\n');
}

static const char *place(struct arena *m, const struct align_problem *p, struct align_place at) {
    return arena_printf(m, "%s slot %d %s", align_day(m, p, at.start), at.start, p->city[at.city].name);
}

/* Moves in the order in which they save most, and what all of them save together. */
static void print_moves(struct arena *m, const struct align_problem *p, const struct align_place *from, const struct align_place *to) {
    size_t n;
    struct align_step *s = align_steps(m, p, from, to, &n);
    print_value("today", align_evaluate(m, p, from));
    printf("moves %zu of %d\n", n, p->n_meetings);
    for (size_t i = 0; i < n; i++) {
        const struct align_meeting *x = &p->meeting[s[i].meeting];
        printf("  %s %s: %s -> %s saves %lld", x->id, text_cut(m, x->title, 60), place(m, p, s[i].from), place(m, p, s[i].to), (long long)s[i].saves.total);
        for (int k = 0; k < align_parts; k++)
            if (s[i].saves.part[k]) printf(" %s %lld", part_name[k], (long long)s[i].saves.part[k]);
        if (s[i].saves.broken > 0) printf(", mends %d broken rules", s[i].saves.broken);
        if (s[i].saves.broken < 0) printf(", breaks %d rules until the next moves", -s[i].saves.broken);
        putchar('\n');
    }
}

/* SCHEDULE.json, then SCHEDULE-2.json and so on. */
static char *file_of(struct arena *m, const char *out, int k) {
    size_t n = strlen(out);
    if (!k) return arena_copy(m, out);
    if (text_ends(out, ".json")) return arena_printf(m, "%.*s-%d.json", (int)n - 5, out, k + 1);
    return arena_printf(m, "%s-%d", out, k + 1);
}

static int print_result(struct arena *m, const struct align_problem *p, const struct align_result *r, const struct align_place *today, const char *out) {
    for (int k = 0; k < r->n_plans; k++) {
        if (r->n_plans > 1) printf(k ? "\nalternative %d\n" : "alternative %d\n", k + 1);
        print_value("objective", r->plan[k].value);
        if (!k && r->bounded) printf("bound %lld %s\n", (long long)r->bound, r->optimal ? "optimal: no plan costs less" : "no plan costs less than this");
        print_moves(m, p, today, r->plan[k].place);
        if (!out) continue;
        struct buf *b = align_plan_write(m, p, r->plan[k].place);
        char *path = file_of(m, out, k);
        if (!file_write(path, b->data, b->size)) return complain("align", "cannot write %s: %s", path, strerror(errno));
    }
    fprintf(stderr, "%lld moves tried\n", (long long)r->iterations);
    return 0;
}

static int print_failure(struct arena *m, const struct align_problem *p, const struct align_result *r) {
    size_t n;
    if (r->impossible) {
        complain("align", "no plan keeps all rules. %s", r->smallest ? "These cannot be kept together; without any one of them the others can:" : "Among these is what cannot be kept together:");
        for (size_t i = 0; i < r->n_conflict; i++) fprintf(stderr, "  %s\n", align_rule_words(m, p, r->conflict[i]));
        return 1;
    }
    complain("align", "no plan that keeps all rules was found in this time, and none is proved impossible. The nearest breaks:");
    const char **line = align_broken(m, p, r->nearest, 20, &n);
    for (size_t i = 0; i < n; i++) fprintf(stderr, "  %s\n", line[i]);
    return 1;
}

/* A number of an option; false (used wrongly) when it is none. */
static bool whole(struct arguments *g, const char *name, int64_t least, int64_t most, int64_t *n) {
    const char *value = option(g, name);
    if (!value) return true;
    if (text_number(value, n) && *n >= least && *n <= most) return true;
    complain("align", "--%s must be a whole number from %lld to %lld", name, (long long)least, (long long)most);
    return false;
}

static bool seconds(struct arguments *g, double *n) {
    const char *value = option(g, "seconds");
    char *end;
    if (!value) return true;
    *n = strtod(value, &end);
    if (*value && !*end && isfinite(*n) && *n > 0 && *n <= 86400) return true;
    complain("align", "--seconds must be a number above 0, at most 86400");
    return false;
}

static struct buf *whole_file(struct arguments *g, const char *path) {
    struct buf *b = file_read(g->arena, path, align_most_bytes);
    if (!b) complain("align", "cannot read %s: %s", path, strerror(errno));
    return b;
}

int command_align(struct arguments *g) {
    struct arena *m = g->arena;
    struct align_limits l = {0};
    int64_t seed = 1, alternatives = 1;
    const char *out = option(g, "out"), *from = option(g, "from"), *problem;
    if (!seconds(g, &l.seconds) || !whole(g, "seed", 0, INT64_MAX, &seed) || !whole(g, "iterations", 1, INT64_MAX, &l.iterations) ||
        !whole(g, "alternatives", 1, align_most_alternatives, &alternatives)) return misused("align");
    if (g->n != 1 || text_starts(g->word[0], "--")) return misused("align");
    if (l.seconds <= 0 && !l.iterations) l.seconds = 10;
    l.seed = (uint64_t)seed;
    l.alternatives = (int)alternatives;
    struct buf *b = whole_file(g, g->word[0]), *plan;
    if (!b) return 1;
    struct align_problem *p = align_read(m, b->data, b->size, &problem);
    if (!p) return complain("align", "%s: %s", g->word[0], problem);
    struct align_place *today = align_wishes(m, p);
    if (from) {
        if (!(plan = whole_file(g, from))) return 1;
        if (!(today = align_plan_read(m, p, plan->data, plan->size, &problem))) return complain("align", "%s: %s", from, problem);
        l.from = today;
    }
    struct align_result r = align_solve(m, p, &l);
    return r.n_plans ? print_result(m, p, &r, today, out) : print_failure(m, p, &r);
}
