/* Placing meetings: reading, value, search, bound and conflicts, on invented problems. */
#include "unit.h"
#include "area/align.h"
#include "area/align/room.h"

static unsigned seed;
static int some(int n) { seed = seed * 1103515245u + 12345u; return (int)(seed >> 16) % n; }

/* A problem of n meetings in so many slots, as a file; dense enough that things clash. */
static const char *invented(int n, int slots, unsigned of) {
    struct buf *b = buf_new(m);
    seed = of;
    buf_printf(b, "{\"format\":\"iscm-calendar-problem/1\",\"name\":\"t\",\"start\":\"2029-01-01\",\"slots\":%d,\"weights\":{\"overload\":10,\"holiday\":3,\"city\":2,\"synergy\":1},\"agents\":[", slots);
    for (int i = 0; i < 12; i++) buf_printf(b, "%s{\"id\":\"A%d\",\"capacity\":%d}", i ? "," : "", i, some(4) + 1);
    buf_add(b, "],\"cities\":[");
    for (int i = 0; i < 4; i++) buf_printf(b, "%s{\"id\":\"C%d\",\"name\":\"City %d\",\"capacity\":%d,\"cost\":%d,\"closed\":[%d]}", i ? "," : "", i, i, 1 + some(2), some(6), some(slots));
    buf_printf(b, "],\"holidays\":[{\"slots\":[%d,%d],\"states\":[\"A1\",\"A2\",\"A5\",\"XYZ\"]}],\"fora\":[{\"id\":\"F0\"},{\"id\":\"F1\"},{\"id\":\"F2\"},{\"id\":\"F3\"}],\"meetings\":[", some(slots), some(slots));
    for (int i = 0; i < n; i++) {
        int duration = 1 + some(2), first = some(slots / 2), last = first + some(slots / 2 - 1), x = some(4), units = 0;
        if (i == 0) last = first;
        buf_printf(b, "%s{\"id\":\"m%d\",\"title\":\"Meeting\",\"forum\":\"F%d\",\"duration\":%d,\"window\":[%d,%d],\"target\":%d,\"target_weight\":%d,\"fixed\":%s,\"cities\":[\"C%d\"", i ? "," : "", i, i % 4, duration, first, last,
                   first + some(last - first + 1), 1 + some(4), i == 0 ? "true" : "false", x);
        if (i && some(2)) buf_printf(b, ",\"C%d\"", (x + 1) % 4);
        buf_add(b, "],\"attendance\":{");
        for (int k = 0; k < 12; k++)
            if (some(3) == 0) buf_printf(b, "%s\"A%d\":%d", units++ ? "," : "", k, 1 + some(2));
        buf_add(b, "}}");
    }
    buf_printf(b, "],\"precedence\":[{\"before\":\"m1\",\"after\":\"m2\",\"lag\":1}],\"synergy\":[{\"a\":\"m1\",\"b\":\"m3\",\"common\":9},{\"a\":\"m%d\",\"b\":\"m0\",\"common\":4}]}", n - 1);
    return b->data;
}
static struct align_problem *reads(const char *text) {
    const char *problem = NULL;
    struct align_problem *p = align_read(m, text, strlen(text), &problem);
    if (!p) print_message("%s\n", problem);
    assert_non_null(p);
    return p;
}
static const char *refuses(const char *text) {
    const char *problem = NULL;
    assert_null(align_read(m, text, strlen(text), &problem));
    assert_non_null(problem);
    return problem;
}
/* The text with the first `old` made `now`. */
static const char *with(const char *text, const char *old, const char *now) {
    const char *at = strstr(text, old);
    assert_non_null(at);
    return arena_printf(m, "%.*s%s%s", (int)(at - text), text, now, at + strlen(old));
}

static void files_are_read_strictly(void **s) {
    const char *good = invented(8, 20, 1);
    assert_int_equal(reads(good)->n_meetings, 8);
    assert_string_equal(refuses("[]"), "the file must hold one object");
    assert_non_null(strstr(refuses("{\"a\":"), "line 1"));
    assert_non_null(strstr(refuses("{\"a\":1,\"a\":2}"), "duplicate"));
    assert_non_null(strstr(refuses(with(good, "problem/1", "problem/2")), "\"format\""));
    assert_non_null(strstr(refuses(with(good, "2029-01-01", "2029-01-02")), "Monday"));
    assert_non_null(strstr(refuses(with(good, "\"slots\":20", "\"slots\":99999")), "file: \"slots\" must be a whole number from 1 to 520"));
    assert_non_null(strstr(refuses(with(good, "\"overload\":10", "\"overload\":1.5")), "weights: \"overload\""));
    assert_string_equal(refuses(with(good, "\"id\":\"A1\"", "\"id\":\"A0\"")), "agents[1] (A0): this id is there twice");
    assert_non_null(strstr(refuses(with(good, "\"forum\":\"F1\"", "\"forum\":\"F9\"")), "meetings[1] (m1): \"forum\" must name one of the fora"));
    assert_non_null(strstr(refuses(with(good, "\"before\":\"m1\"", "\"before\":\"m99\"")), "precedence[0]: \"before\" must name one of the meetings"));
    assert_non_null(strstr(refuses(with(good, "\"fixed\":false", "\"fixed\":0")), "\"fixed\" must be true or false"));
    assert_non_null(strstr(refuses(with(good, "\"attendance\":{", "\"attendance\":{\"A99\":2,")), "names A99"));
    assert_non_null(strstr(refuses(with(good, "\"b\":\"m3\"", "\"b\":\"m1\"")), "two meetings"));
    assert_non_null(strstr(refuses(with(good, "\"cities\":[{", "\"cities\":[7,{")), "cities[0] must be an object"));
    for (int k = 0; k < 400; k++) { /* any byte changed: an answer, never a fall */
        char *text = arena_copy(m, good);
        text[(size_t)k * strlen(good) / 400] = "{}[]\",0-x9"[k % 10];
        const char *problem = NULL;
        struct align_problem *p = align_read(m, text, strlen(text), &problem);
        assert_true(p || problem);
    }
}

static bool alike(struct align_value x, struct delta y) { return x.total == y.value && x.broken == y.broken; }
static void moves_cost_what_the_definition_says(void **s) {
    for (unsigned k = 1; k < 12; k++) {
        struct align_problem *p = reads(invented(6 + (int)k, 16 + (int)k, k));
        struct state *t = state_new(m, p);
        state_load(t, align_wishes(m, p));
        assert_true(alike(align_evaluate(m, p, t->at), t->sum));
        for (int i = 0; i < 600; i++) {
            int who = some(p->n_meetings);
            struct align_place to = {some(p->slots), some(p->n_cities)};
            struct delta d = state_try(t, who, to);
            state_move(t, who, to, d);
            if (!alike(align_evaluate(m, p, t->at), t->sum)) print_message("problem %u move %d\n", k, i);
            assert_true(alike(align_evaluate(m, p, t->at), t->sum));
        }
    }
}

/* Every plan there is, one after the other. */
static int64_t best_of_all(const struct align_problem *p, const struct domain *d, struct align_place *at, int i) {
    int64_t best = INT64_MAX;
    if (i == p->n_meetings) {
        struct arena *short_lived = arena_new();
        struct align_value v = align_evaluate(short_lived, p, at);
        arena_end(short_lived);
        return v.broken ? INT64_MAX : v.total;
    }
    for (int k = 0; k < d[i].n; k++) {
        at[i] = d[i].option[k].place;
        int64_t x = best_of_all(p, d, at, i + 1);
        if (x < best) best = x;
    }
    return best;
}
static void small_ones_are_solved_to_the_end(void **s) {
    int proved = 0, possible = 0;
    for (unsigned k = 1; k < 120; k++) {
        struct align_problem *p = reads(invented(4 + (int)k % 2, 9, k));
        struct domain *d = NEW_N(m, struct domain, (size_t)p->n_meetings);
        int empty;
        bool can = domains_make(m, p, NULL, d, &empty);
        int64_t best = can ? best_of_all(p, d, NEW_N(m, struct align_place, (size_t)p->n_meetings), 0) : INT64_MAX;
        struct align_result r = align_solve(m, p, &(struct align_limits){.seed = k, .iterations = 20000, .alternatives = 1});
        if (r.n_plans ? r.plan[0].value.total != best : best != INT64_MAX) print_message("problem %u: %lld of %lld\n", k, r.n_plans ? (long long)r.plan[0].value.total : -1, (long long)best);
        if (best == INT64_MAX) {
            assert_true(r.impossible);
            continue;
        }
        assert_int_equal(r.n_plans, 1);
        assert_int_equal(r.plan[0].value.total, best);
        assert_true(r.bounded && r.bound <= best);
        proved += r.optimal;
        possible++;
    }
    assert_true(possible > 20 && proved > possible * 3 / 4);
}

static void results_keep_the_rules(void **s) {
    int kept = 0;
    for (unsigned k = 1; k < 9; k++) {
        struct align_problem *p = reads(invented(14, 60, k));
        struct align_limits l = {.seed = k, .iterations = 30000, .alternatives = 3};
        struct align_result r = align_solve(m, p, &l), again = align_solve(m, p, &l);
        if (r.impossible) continue;
        kept++;
        assert_true(r.n_plans > 0 && r.n_plans == again.n_plans && r.bound == again.bound);
        for (int a = 0; a < r.n_plans; a++) {
            struct align_place *at = r.plan[a].place;
            size_t bytes = sizeof *at * (size_t)p->n_meetings, n, broken;
            assert_memory_equal(at, again.plan[a].place, bytes);
            assert_int_equal(align_evaluate(m, p, at).broken, 0);
            assert_true(align_evaluate(m, p, at).total >= r.bound);
            align_broken(m, p, at, 10, &broken);
            assert_int_equal(broken, 0);
            assert_int_equal(at[0].start, p->meeting[0].target); /* fixed */
            assert_true(at[2].start >= at[1].start + p->meeting[1].duration + 1);
            struct align_place *wishes = align_wishes(m, p);
            struct align_step *step = align_steps(m, p, wishes, at, &n);
            int64_t saved = 0;
            for (size_t i = 0; i < n; i++) saved += step[i].saves.total;
            assert_int_equal(align_evaluate(m, p, wishes).total - saved, align_evaluate(m, p, at).total);
            struct buf *b = align_plan_write(m, p, at);
            const char *problem;
            struct align_place *back = align_plan_read(m, p, b->data, b->size, &problem);
            assert_non_null(back);
            assert_memory_equal(back, at, bytes);
        }
    }
    assert_true(kept > 4);
}

static void conflicts_are_the_smallest(void **s) {
    const char *good = invented(8, 30, 3);
    /* m5 before m6 before m7, each eight slots apart, within a window that is too short. */
    const char *chain = with(good, "\"precedence\":[", "\"precedence\":[{\"before\":\"m5\",\"after\":\"m6\",\"lag\":8},{\"before\":\"m6\",\"after\":\"m7\",\"lag\":8},{\"before\":\"m3\",\"after\":\"m4\",\"lag\":-5},");
    struct align_problem *p = reads(chain);
    for (int i = 5; i < 8; i++) p->meeting[i].first = 4, p->meeting[i].last = 20, p->meeting[i].target = 5;
    struct align_result r = align_solve(m, p, &(struct align_limits){.iterations = 1000});
    assert_true(r.impossible && r.smallest);
    assert_int_equal(r.n_conflict, 4);
    assert_non_null(strstr(align_rule_words(m, p, r.conflict[0]), "precedence[0]: m6 must start 8 slots or more after the end of m5"));
    assert_non_null(strstr(align_rule_words(m, p, r.conflict[1]), "precedence[1]"));
    assert_non_null(strstr(align_rule_words(m, p, r.conflict[2]), "m5 must start from slot 4 (2029-01-15)"));
    assert_non_null(strstr(align_rule_words(m, p, r.conflict[3]), "m7 must start from"));
    /* Two meetings of one forum, both to be held in the same slot. */
    p = reads(good);
    p->meeting[2].first = p->meeting[2].last = p->meeting[2].target = p->meeting[6].first = p->meeting[6].last = p->meeting[6].target = 28;
    r = align_solve(m, p, &(struct align_limits){.iterations = 1000});
    assert_true(r.impossible && r.smallest);
    assert_int_equal(r.n_conflict, 3);
    assert_string_equal(align_rule_words(m, p, r.conflict[2]), "F2 holds one meeting at once");
    /* A meeting that must come before itself. */
    p = reads(good);
    p->order[0] = (struct align_order){4, 4, 1};
    r = align_solve(m, p, &(struct align_limits){.iterations = 1000});
    assert_true(r.impossible && r.smallest && r.n_conflict == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(files_are_read_strictly), TEST(moves_cost_what_the_definition_says), TEST(small_ones_are_solved_to_the_end), TEST(results_keep_the_rules), TEST(conflicts_are_the_smallest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
