/* clash.c: what stands beside the days of a new meeting, among 10,000 events of ten fora over
 * twelve years: the whole check (neighbours, members of both, travel, holidays, rounds, gap) on
 * days never asked before. Usage: clash DATABASE (of isthmus init); prints microseconds. */
#include "area/clash.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/db.h"
#include <time.h>

/* Of the processor: other work on the machine does not count. */
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}
static int by_size(const void *x, const void *y) { return *(const double *)x < *(const double *)y ? -1 : 1; }

static void fill(struct act *a) {
    static const char *const fora[] = {"bp", "pp", "rp", "kp", "sacm", "rcm", "midwa", "midsa", "cp", "add"}, *const where[] = {"TUR", "CZE", "MAR", "EGY", "CHL", "CRI", "CIV", "ZAF", "LKA", "ARE"};
    const char *problem;
    if (!db_begin(a->db, &problem)) bug("%s", problem);
    for (int i = 0; i < 10000; i++) {
        struct entry *e = entry_new(a, "event", "", NULL);
        const char *day = clock_day_add(a->arena, "2020-01-01", i * 7 % 4380);
        const char *const fields[][2] = {{"fora", fora[i % 10]}, {"forum", fora[i % 10]}, {"title", "Meeting"}, {"starts", day}, {"ends", clock_day_add(a->arena, day, i % 3)},
            {"mode", "place"}, {"iso3", where[i % 10]}, {"status", "confirmed"}, {"source", "synthetic"}};
        for (size_t k = 0; k < COUNT(fields); k++) entry_set(e, fields[k][0], fields[k][1]);
        if (!entry_write(a, e, NULL)) bug("%s", a->detail);
    }
    if (!db_commit(a->db, &problem)) bug("%s", problem);
}

int main(int argc, char **argv) {
    enum { asked = 1000 };
    static double took[asked];
    struct arena *m = arena_new(), *each = arena_new();
    struct act a;
    const char *problem = NULL;
    size_t n = 0, found = 0;
    hash_start(), db_start();
    struct db *db = argc == 2 ? db_open(m, argv[1], DB_WRITE, &problem) : NULL;
    if (!db) return fprintf(stderr, "usage: clash DATABASE\n"), 2;
    act_start(&a, m, db, lang_find("en"));
    a.console = true;
    fill(&a);
    for (int i = -20; i < asked; i++) { /* the first work out the holidays of years, once for the process */
        act_start(&a, each, db, lang_find("en"));
        const char *day = clock_day_add(each, "2020-06-01", ((i + 20) * 37) % 3900);
        struct event e = {.id = "new", .forum = "rp", .forum_name = "RP", .title = "New", .starts = day, .ends = clock_day_add(each, day, 2), .begins = "", .finishes = "", .zone = "",
            .mode = "place", .city = "Madrid", .iso3 = "ESP", .status = "provisional"};
        double began = now();
        clash_find(&a, &e, "rp", &n);
        if (i >= 0) took[i] = now() - began, found += n;
        arena_reset(each);
    }
    qsort(took, asked, sizeof *took, by_size);
    printf("a new meeting against 10,000: median %.0f us, 99 of 100 within %.0f us; %zu lines each\n", took[asked / 2], took[asked * 99 / 100], found / asked);
    db_close(db);
    return 0;
}
