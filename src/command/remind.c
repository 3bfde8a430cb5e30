#include "command/remind.h"
#include "area/reminder.h"
#include "base/lang.h"
#include "command/command.h"

int command_remind(struct arguments *);

static void say_what(const struct reminder *d) {
    printf("%s\t%s\t%s\t", d->round, d->party, d->to->mail);
    if (d->occasion) printf("%s on %s", d->step->kind, d->step->ends);
    else if (d->step) printf("%s until %s", d->step->kind, d->step->ends);
    int waiting = 0, escalated = 0;
    for (const struct left *l = d->left; l; l = l->next) waiting += same(l->kind, "waiting"), escalated += same(l->kind, "escalated");
    if (waiting) printf("%ssections waiting: %d", d->step ? "; " : "", waiting);
    if (escalated) printf("%ssections waiting in spite of a reminder: %d", d->step || waiting ? "; " : "", escalated);
    putchar('\n');
}

static const char *why(const struct act *a) { return a->detail ? a->detail : a->message; }

int remind(struct db *db, struct arena *m, const char *base_url, bool print, const char **problem) {
    struct act reads;
    act_start(&reads, m, db, lang_find("en"));
    int n = 0;
    struct reminder *due = reminder_due(&reads);
    if (failed(&reads)) {
        *problem = why(&reads);
        return -1;
    }
    for (struct reminder *d = due; d; d = d->next) {
        struct act a;
        act_start(&a, m, db, lang_find("en"));
        a.now = reads.now; /* what was due is judged and kept at one instant */
        if (!db_begin(db, problem)) return -1;
        bool mine = reminder_queue(&a, d, base_url);
        if (mine && !db_commit(db, problem)) return -1;
        if (!mine) db_rollback(db);
        if (failed(&a)) {
            *problem = why(&a);
            return -1;
        }
        if (mine && print) say_what(d);
        n += mine;
    }
    return n;
}

int command_remind(struct arguments *g) {
    if (g->n) return misused("remind");
    struct db *db = open_database(g, "remind", DB_WRITE, false);
    if (!db) return 1;
    const char *url = g->settings->base_url ? g->settings->base_url : arena_printf(g->arena, "http://127.0.0.1:%s", g->settings->port), *problem = NULL;
    int n = remind(db, g->arena, url, true, &problem);
    db_close(db);
    if (n < 0) return complain("remind", "%s", problem);
    if (!n) printf("Nothing is due.\n");
    return 0;
}
