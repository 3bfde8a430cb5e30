/* The logic of a large form: how long one answer takes to be worked in, and how that and the first
 * time grow. Every question has a calculation that rests on it, every hundredth decides whether
 * nine groups of ten are asked, and a hundredth line sums ten others. Usage: bench/forms [questions ...] */
#include <stdio.h>
#include <time.h>
#include "area/form/tree.h"
#include "base/hash.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static struct form *form_of(struct arena *m, int questions) {
    struct buf *b = buf_new(m);
    buf_add(b, "type,name,label,relevant,constraint,calculation\nbegin group,g,G,,,\n");
    for (int i = 0; i < questions; i++) {
        if (i % 10 == 0) buf_printf(b, "begin group,b%d,B,%s,,\n", i, i % 100 ? arena_printf(m, "${q%d} > 0", i / 100 * 100) : "");
        buf_printf(b, "integer,q%d,Question %d of ${q0},,. < 1000,\ncalculate,c%d,,,,${q%d} * 2 + 1\n", i, i, i, i);
        if (i % 10 == 9) buf_add(b, "end group,,,,,\n");
        if (i % 100 == 99) {
            buf_printf(b, "calculate,s%d,,,,\"", i);
            for (int k = 0; k < 10; k++) buf_printf(b, "%s${c%d}", k ? " + " : "", i - k);
            buf_add(b, "\"\n");
        }
    }
    buf_add(b, "end group,,,,,\n");
    struct csv_problem p;
    struct form_problem *problems;
    struct form_sheets sheets = {csv_read(m, b->data, b->size, &p), NULL, NULL};
    struct form *f = sheets.survey ? form_read(m, &sheets, &problems) : NULL;
    if (!f) bug("the form of the bench does not read: row %d, %s: %s", sheets.survey ? problems->row : p.line, sheets.survey ? problems->column : "", sheets.survey ? problems->message : p.words);
    return f;
}

static void run(int questions) {
    struct arena *m = arena_new();
    double t = now();
    struct form *f = form_of(m, questions);
    double reading = now() - t;
    struct answers *a = answers_new(m);
    for (int i = 0; i < questions; i++) answers_put(a, arena_printf(m, "b%d/q%d", i / 10 * 10, i), "7");
    size_t n, before = arena_used(m), touched = 0;
    t = now();
    form_entries(m, f, 0, a, "en", "2026-11-24", &n);
    double whole = now() - t;
    size_t memory = arena_used(m) - before;
    struct logic *l = logic_open(m, f, 0, a, "en", "2026-11-24");
    for (int i = 1; i < questions; i++) logic_change(l, arena_printf(m, "b%d/q%d", i / 10 * 10, i), "7"); /* all is known now */
    enum { changes = 2000 };
    double each[2] = {0, 0};
    for (int i = 0; i < changes; i++) {
        int q = 1 + (i * 7919) % (questions - 1);
        const char *path = arena_printf(m, "b%d/q%d", q / 10 * 10, q);
        t = now();
        touched += logic_change(l, path, i % 2 ? "8" : "9");
        each[0] += now() - t;
    }
    t = now();
    size_t all = logic_change(l, "b0/q0", "5"); /* every label names it */
    each[1] = now() - t;
    printf("%6d questions: read %7.1f ms; all worked out %7.2f ms, %6zu kB; a change %6.2f us (touches %.1f of %zu); one that touches %zu: %.2f ms\n", questions, reading / 1e3, whole / 1e3, memory / 1024,
           each[0] / changes, (double)touched / changes, n, all, each[1] / 1e3);
    arena_end(m);
}

int main(int n, char **word) {
    hash_start();
    static const int usual[] = {100, 200, 500, 1000};
    for (int i = 1; i < n; i++) run(atoi(word[i]));
    for (size_t i = 0; n < 2 && i < COUNT(usual); i++) run(usual[i]);
    return 0;
}
