/* The other steps of a round: what takes place (to all who take part, once, a week before), what
 * is asked of members (comments on the circulated report: a week before the last day, and two
 * days before it with the alternate), and what the secretariat owes the round itself. */
#include "area/reminder/room.h"
#include "area/directory.h"
#include "area/mail.h"
#include "base/clock.h"
#include "base/lang.h"

enum { notice_days = 7, last_days = 2 };

SQL(occasion_steps, "dd", "kktddt",
    "SELECT s.id, s.round, s.kind, s.starts, s.ends, s.place FROM round_step s JOIN round r ON r.id = s.round WHERE r.status IN ('open', 'closed') "
    "AND ((s.kind IN ('opening', 'hearing', 'conference', 'adoption') AND s.starts >= $1 AND s.starts <= $2) "
    "OR (s.kind IN ('comments', 'draft_report', 'package') AND s.ends >= $1 AND s.ends <= $2)) ORDER BY s.ends, s.id");
/* Where the calendar has no step for comments, the day given when the report was circulated. */
SQL(occasion_comments, "dd", "kkd",
    "SELECT e.id, e.round, e.comments_until FROM report e JOIN round r ON r.id = e.round WHERE r.status IN ('open', 'closed') AND e.status = 'circulated' "
    "AND e.comments_until >= $1 AND e.comments_until <= $2 AND NOT EXISTS (SELECT 1 FROM round_step s WHERE s.round = e.round AND s.kind = 'comments') ORDER BY e.id");
SQL(occasion_report, "k", "kt", "SELECT id, status FROM report WHERE round = $1");
SQL(occasion_commented, "kk", "i", "SELECT 1 FROM objection WHERE report = $1 AND party = $2 AND withdrawn IS NULL");
SQL(occasion_host, "k", "k", "SELECT host FROM round WHERE id = $1");

struct search { struct act *a; struct roster roster; const char *today; struct reminder *first, **end; };

static bool any(const char *kind, const char *const *of) {
    for (; *of; of++)
        if (same(kind, *of)) return true;
    return false;
}
static bool takes_place(const char *kind) { return any(kind, (const char *const[]){"opening", "hearing", "conference", "adoption", NULL}); }
static bool own_work(const char *kind) { return any(kind, (const char *const[]){"draft_report", "package", NULL}); }

/* Nothing is left to do: the report is where the step would bring it. */
static bool done(const char *kind, const char *report) {
    if (same(kind, "adoption")) return same(report, "adopted");
    if (same(kind, "draft_report")) return same(report, "circulated") || same(report, "adopted");
    return same(kind, "comments") && !same(report, "circulated");
}

static bool listed(const struct search *u, const char *round, const char *party, const char *person) {
    for (const struct reminder *d = u->first; d; d = d->next)
        if (same(d->round, round) && same(d->party, party) && same(d->to->person, person)) return true;
    return false;
}

/* One mail a day: what does not fit today comes tomorrow, as long as the day is not past. */
static void add(struct search *u, const char *kind, const char *round, const char *party, const struct round_step *s, const struct holder *to, bool stead) {
    if (listed(u, round, party, to->person) || reminder_sent(u->a, kind, s->id, "", to->person)) return;
    if (reminder_sent(u->a, "day", arena_printf(u->a->arena, "%s/%s", round, party), u->today, to->person)) return;
    struct reminder *d = *u->end = NEW(u->a->arena, struct reminder);
    *d = (struct reminder){.round = round, .party = party, .to = to, .step = s, .occasion = kind, .stead = stead};
    u->end = &d->next;
}

static void to_post(struct search *u, const char *kind, const char *round, const char *party, const struct round_step *s, const char *post, bool stead) {
    size_t n;
    struct holder *h = roster_post(&u->roster, party, post, &n);
    for (size_t i = 0; i < n; i++) add(u, kind, round, party, s, &h[i], stead);
}

/* To who leads: the focal point, else the alternate, else who reads for the party. */
static void to_lead(struct search *u, const char *kind, const char *round, const char *party, const struct round_step *s) {
    static const char *const posts[] = {"focal_point", "alternate", "delegate"};
    for (size_t p = 0; p < COUNT(posts); p++) {
        size_t n;
        roster_post(&u->roster, party, posts[p], &n);
        to_post(u, kind, round, party, s, posts[p], false);
        if (n) return;
    }
}

static void one_step(struct search *u, const char *round, const struct round_step *s) {
    struct row *e = db_one(u->a, occasion_report, round);
    if (done(s->kind, e ? text(e, 1) : "")) return;
    bool comments = same(s->kind, "comments");
    const char *kind = comments && clock_days_between(u->today, s->ends) <= last_days ? "in_2" : "in_7";
    if (own_work(s->kind)) {
        struct row *host = db_one(u->a, occasion_host, round);
        to_post(u, kind, round, text(host, 0), s, "secretariat", false);
        return;
    }
    size_t n;
    struct round_party *p = round_parties(u->a, round, comments ? "member" : "", &n);
    for (size_t i = 0; i < n; i++) {
        if (comments && db_one(u->a, occasion_commented, text(e, 0), p[i].party)) continue;
        to_lead(u, kind, round, p[i].party, s);
        if (comments && same(kind, "in_2")) to_post(u, kind, round, p[i].party, s, "alternate", true);
    }
}

void occasions_due(struct act *a, struct reminder **first) {
    struct search u = {.a = a, .roster = {.a = a}, .today = arena_copy_n(a->arena, a->now, 10), .first = *first};
    const char *until = clock_day_add(a->arena, u.today, notice_days);
    u.end = &u.first;
    while (*u.end) u.end = &(*u.end)->next;
    struct rows *r = db_all(a, occasion_steps, u.today, until), *c = db_all(a, occasion_comments, u.today, until);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        struct round_step *s = NEW(a->arena, struct round_step);
        *s = (struct round_step){.id = text(w, 0), .kind = text(w, 2), .starts = text(w, 3), .ends = text(w, 4), .place = text(w, 5)};
        one_step(&u, text(w, 1), s);
    }
    for (size_t i = 0; i < c->n; i++) {
        struct round_step *s = NEW(a->arena, struct round_step);
        *s = (struct round_step){.id = text(c->row[i], 0), .kind = "comments", .starts = text(c->row[i], 2), .ends = text(c->row[i], 2), .place = ""};
        one_step(&u, text(c->row[i], 1), s);
    }
    *first = u.first;
}

/* A nearer notice takes the place of the farther one. */
bool occasion_claim(struct act *a, const struct reminder *d) {
    if (!reminder_claim(a, d->occasion, d->step->id, "", d->to->person, d->round, d->party)) return false;
    if (same(d->occasion, "in_2")) reminder_claim(a, "in_7", d->step->id, "", d->to->person, d->round, d->party);
    return true;
}

static const char *days_left(struct act *a, const char *today, const char *day) {
    int days = clock_days_between(today, day);
    return days ? tr_n(a->arena, a->lang, "%d day is left.", "%d days are left.", days) : tr(a->lang, "Today is the last day.");
}

static const char *words(struct act *a, const struct reminder *d, const struct round *r) {
    const struct round_step *s = d->step;
    const char *today = arena_copy_n(a->arena, a->now, 10), *name = round_step_name(a, s->kind), *last = lang_day(a->arena, a->lang, s->ends);
    if (takes_place(s->kind)) {
        const char *when = lang_days(a->arena, a->lang, s->starts, s->ends);
        return tr_f(a->arena, a->lang, TR("In the review round \"%1$s\" comes next:\n\n%2$s, %3$s"), r->title, name, *s->place ? arena_printf(a->arena, "%s, %s", when, s->place) : when);
    }
    const char *left = days_left(a, today, s->ends);
    if (same(s->kind, "draft_report")) return tr_f(a->arena, a->lang, TR("The calendar of the review round \"%1$s\" has the draft report circulated by %2$s; it is not circulated yet. %3$s"), r->title, last, left);
    if (same(s->kind, "package")) return tr_f(a->arena, a->lang, TR("The calendar of the review round \"%1$s\" has the package submitted to the global forum by %2$s. %3$s"), r->title, last, left);
    const char *asks = tr_f(a->arena, a->lang, TR("The draft report of the review round \"%1$s\" is open for comments until %2$s. %3$s\n\nNothing of %4$s has come yet. If it has nothing to say, nothing needs to be done."),
                            r->title, last, left, party_name(a, d->party));
    return d->stead ? arena_printf(a->arena, "%s\n\n%s", asks, tr(a->lang, "This goes to you as the alternate of your focal point, who was told a while ago.")) : asks;
}

bool occasion_write(struct act *a, const struct reminder *d, const char *base_url) {
    struct round *r = round_find(a, d->round);
    if (!r) return false;
    bool report = same(d->step->kind, "comments") || same(d->step->kind, "draft_report");
    const char *page = arena_printf(a->arena, report ? "%s/rounds/%s/report" : "%s/rounds/%s", base_url, r->id);
    const char *day = takes_place(d->step->kind) ? lang_days(a->arena, a->lang, d->step->starts, d->step->ends) : lang_day(a->arena, a->lang, d->step->ends);
    struct mail w = {.kind = "date", .round = d->round, .party = d->party, .words = arena_printf(a->arena, "%s,\n\n%s\n\n%s", d->to->name, words(a, d, r), page),
        .subject = takes_place(d->step->kind) ? arena_printf(a->arena, "%s: %s", round_step_name(a, d->step->kind), day) : tr_f(a->arena, a->lang, TR("%1$s until %2$s"), round_step_name(a, d->step->kind), day),
        .once = arena_printf(a->arena, "date/%s/%s/%.10s/%s", d->round, d->party, a->now, d->to->person)};
    return mail_to_person(a, d->to->person, &w);
}
