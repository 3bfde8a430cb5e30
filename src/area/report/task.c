/* What a report asks of the person acting: of its secretariat, and of parties cited or invited
 * to comment. Counts only, and only to whom the thing itself is open. */
#include "area/report/room.h"
#include "area/people.h"

SQL(task_reports, "", "k", "SELECT id FROM report ORDER BY created, id");
SQL(task_objections, "k", "it", "SELECT count(*), coalesce(min(id), '') FROM objection WHERE report = $1 AND kind = 'objection' AND answered IS NULL AND withdrawn IS NULL");
SQL(task_flagged, "k", "i", "SELECT count(*) FROM paragraph p JOIN chapter c ON c.id = p.chapter WHERE c.report = $1 AND p.flagged IS NOT NULL AND p.removed IS NULL");
SQL(task_beside, "k", "i",
    "SELECT count(*) FROM paragraph_beside b JOIN paragraph p ON p.id = b.paragraph JOIN chapter c ON c.id = p.chapter WHERE c.report = $1 AND b.settled IS NULL AND p.removed IS NULL");

static void add(struct report_task *t, size_t *n, const struct report *p, const char *kind, int64_t count) {
    if (count) t[(*n)++] = (struct report_task){p->id, p->title, p->language, kind, same(kind, "comment") ? p->until : "", "", count, p->correcting || !same(p->status, "adopted")};
}

/* Of the consents asked for, those not answered and those refused. */
static void of_consents(struct act *a, const struct report *p, struct report_task *t, size_t *n) {
    size_t all;
    int64_t open = 0, refused = 0;
    struct consent_state *c = consent_states(a, p, &all);
    for (size_t i = 0; c && i < all; i++) open += *c[i].asked && !*c[i].given, refused += same(c[i].given, "refused");
    add(t, n, p, "unanswered", open);
    add(t, n, p, "refused", refused);
}

static void of_secretariat(struct act *a, const struct report *p, struct report_task *t, size_t *n) {
    struct row *o = db_one(a, task_objections, p->id);
    size_t at = *n;
    add(t, n, p, "objections", o ? num(o, 0) : 0);
    if (*n > at) t[at].on = text(o, 1);
    add(t, n, p, "flagged", num(db_one(a, task_flagged, p->id), 0));
    add(t, n, p, "beside", num(db_one(a, task_beside, p->id), 0));
    if (p->correcting || !same(p->status, "adopted")) of_consents(a, p, t, n);
}

static void of_party(struct act *a, const struct report *p, struct report_task *t, size_t *n) {
    struct subject u = {.round = p->round, .host = p->host, .report_status = p->correcting ? "correcting" : p->status, .party = access_state(a)};
    if (access_would(a, CONSENT_REPORT, &u)) add(t, n, p, "consent", consent_open(a, p->id, u.party));
    else if (access_would(a, LEAD_INPUT, &u) && (p->correcting || !same(p->status, "adopted"))) {
        size_t releasers;
        people_with(a, u.party, "releaser", &releasers);
        add(t, n, p, releasers ? "releaser" : "nobody", consent_open(a, p->id, u.party));
    }
    u.report_status = p->status;
    if (report_comments_open(a, p) && access_would(a, OBJECT_REPORT, &u)) add(t, n, p, "comment", 1);
}

struct report_task *report_tasks(struct act *a, size_t *n) {
    enum { most = 5 };
    struct rows *r = db_all(a, task_reports);
    struct report_task *t = NEW_N(a->arena, struct report_task, most * r->n + 1);
    *n = 0;
    for (size_t i = 0; i < r->n && !failed(a); i++) {
        struct report *p = report_row(a, text(r->row[i], 0));
        if (p && report_runs(a, p)) of_secretariat(a, p, t, n);
        else if (p) of_party(a, p, t, n);
    }
    return t;
}
