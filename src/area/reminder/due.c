/* What is due: worked out from the rounds that are open and the work that is left, each time. */
#include "area/reminder/room.h"
#include "area/forms.h"
#include "base/clock.h"

enum { patience = 48 * 3600, first_notice_days = 14 };

/* Only what members of open rounds have left: a section cleared and released since is done. */
SQL(due_sections, "", "kkkkttttikkkt",
    "SELECT s.id, s.input, s.name, s.holder, coalesce(s.due, ''), s.state, s.stage, s.since, s.open_to_all, i.round, i.party, i.form, i.clearance "
    "FROM section s JOIN input i ON i.id = s.input JOIN round r ON r.id = i.round AND r.status = 'open' "
    "JOIN round_party q ON q.round = i.round AND q.party = i.party AND q.capacity = 'member' "
    "WHERE s.state <> 'cleared' OR NOT EXISTS (SELECT 1 FROM release e WHERE e.round = i.round AND e.party = i.party AND e.section_name = s.name AND e.at >= s.since) "
    "ORDER BY i.round, i.party, s.id");
SQL(due_steps, "dd", "kktdd",
    "SELECT s.id, s.round, s.kind, s.starts, s.ends FROM round_step s JOIN round r ON r.id = s.round "
    "WHERE r.status = 'open' AND s.kind = 'input' AND s.ends >= $1 AND s.ends <= $2 ORDER BY s.ends, s.id");
SQL(due_not_begun, "k", "k",
    "SELECT q.party FROM round_party q WHERE q.round = $1 AND q.capacity = 'member' AND NOT EXISTS "
    "(SELECT 1 FROM input i WHERE i.round = q.round AND i.party = q.party) ORDER BY q.party");
SQL(due_first, "kt", "t", "SELECT coalesce(min(at), '') FROM reminder WHERE kind = 'waiting' AND thing = $1 AND turn = $2");

struct run {
    struct act *a;
    const char *today, *long_ago;  /* long_ago: 48 hours before now */
    struct roster roster;
    struct { size_t n; const char **round; struct round_step *step; } near;
    struct reminder *first, **last;
    struct reminder **party;       /* where those of the party in hand begin */
};

static struct reminder *for_person(struct run *u, const char *round, const char *party, const struct holder *to) {
    for (struct reminder *d = *u->party; d; d = d->next)
        if (same(d->to->person, to->person)) return d;
    struct reminder *d = *u->last = NEW(u->a->arena, struct reminder);
    *d = (struct reminder){.round = round, .party = party, .to = to};
    d->last = &d->left;
    u->last = &d->next;
    return d;
}

static void add(struct run *u, struct reminder *d, const char *kind, const struct section *s) {
    for (struct left *l = d->left; l; l = l->next)
        if (l->section == s && same(l->kind, kind)) return;
    struct left *l = *d->last = NEW(u->a->arena, struct left);
    *l = (struct left){kind, s, NULL};
    d->last = &l->next;
}

/* The nearest date of which the person was not reminded yet. */
static const struct round_step *step_for(struct run *u, const char *round, const char *person) {
    for (size_t i = 0; i < u->near.n; i++) {
        const struct round_step *s = &u->near.step[i];
        if (!same(u->near.round[i], round)) continue;
        const char *kind = reminder_kind_before(u->today, s->ends);
        if (kind && !reminder_sent(u->a, kind, s->id, "", person)) return s;
    }
    return NULL;
}

static bool near(const struct run *u, const char *round) {
    for (size_t i = 0; i < u->near.n; i++)
        if (same(u->near.round[i], round)) return true;
    return false;
}

/* Everyone whose turn a section is has work left, and those who lead the input as long as
 * anything is left. */
static void before_date(struct run *u, const struct section *s, const struct turn *t) {
    size_t n;
    struct holder *leads = roster_leads(&u->roster, s->party, &n);
    for (size_t i = 0; i < t->n; i++) add(u, for_person(u, s->round, s->party, &t->holder[i]), "before", s);
    for (size_t i = 0; i < n; i++) {
        struct reminder *d = for_person(u, s->round, s->party, &leads[i]);
        d->leads = true;
        add(u, d, "before", s);
    }
}

static bool among(const struct turn *t, const char *person) {
    for (size_t i = 0; i < t->n; i++)
        if (same(t->holder[i].person, person)) return true;
    return false;
}

/* To the alternate, else to the focal point; not to somebody who is waited for. */
static void escalate(struct run *u, const struct section *s, const struct turn *t) {
    static const char *const posts[] = {"alternate", "focal_point"};
    bool told = false;
    for (size_t p = 0; p < COUNT(posts) && !told; p++) {
        size_t n;
        struct holder *h = roster_post(&u->roster, s->party, posts[p], &n);
        for (size_t i = 0; i < n; i++) {
            if (among(t, h[i].person)) continue;
            told = true;
            if (!reminder_sent(u->a, "escalated", s->id, s->since, h[i].person)) add(u, for_person(u, s->round, s->party, &h[i]), "escalated", s);
        }
    }
}

static void in_clearance(struct run *u, const struct section *s, const struct turn *t) {
    for (size_t i = 0; i < t->n; i++)
        if (!reminder_sent(u->a, "waiting", s->id, s->since, t->holder[i].person)) add(u, for_person(u, s->round, s->party, &t->holder[i]), "waiting", s);
    struct row *r = db_one(u->a, due_first, s->id, s->since);
    if (r && *text(r, 0) && strcmp(text(r, 0), u->long_ago) <= 0) escalate(u, s, t);
}

static struct section read(const struct row *w) {
    return (struct section){.id = text(w, 0), .input = text(w, 1), .name = text(w, 2), .holder = text(w, 3), .due = text(w, 4), .state = text(w, 5), .stage = text(w, 6),
        .since = text(w, 7), .open_to_all = num(w, 8) != 0, .round = text(w, 9), .party = text(w, 10), .form = text(w, 11), .clearance = text(w, 12)};
}

/* By round and party as the database gives them, then as the form has them. */
static int by_form(const void *x, const void *y, void *act) {
    const struct section *s = x, *t = y;
    int order = strcmp(s->round, t->round);
    if (!order) order = strcmp(s->party, t->party);
    const struct form *f = order || !same(s->form, t->form) ? NULL : forms_get(act, s->form);
    return f ? form_section(f, s->name) - form_section(f, t->name) : order;
}

static void sections(struct run *u) {
    struct rows *r = db_all(u->a, due_sections);
    struct section *s = NEW_N(u->a->arena, struct section, r->n + 1);
    for (size_t i = 0; i < r->n; i++) s[i] = read(r->row[i]);
    if (r->n) qsort_r(s, r->n, sizeof *s, by_form, u->a);
    for (size_t i = 0; i < r->n; i++) {
        if (!i || !same(s[i].round, s[i - 1].round) || !same(s[i].party, s[i - 1].party)) u->party = u->last;
        bool dated = near(u, s[i].round), stuck = same(s[i].state, "waiting") && strcmp(s[i].since, u->long_ago) <= 0;
        if (!dated && !stuck) continue;
        struct turn t = roster_turn(&u->roster, &s[i]);
        if (dated) before_date(u, &s[i], &t);
        if (stuck) in_clearance(u, &s[i], &t);
    }
}

static void not_begun(struct run *u, const char *round) {
    struct rows *r = db_all(u->a, due_not_begun, round);
    for (size_t i = 0; i < r->n; i++) {
        u->party = u->last;
        size_t n;
        struct holder *h = roster_leads(&u->roster, text(r->row[i], 0), &n);
        for (size_t k = 0; k < n; k++) for_person(u, round, text(r->row[i], 0), &h[k])->leads = true;
    }
}

static void near_steps(struct run *u) {
    struct rows *r = db_all(u->a, due_steps, u->today, clock_day_add(u->a->arena, u->today, first_notice_days));
    u->near.round = NEW_N(u->a->arena, const char *, r->n + 1);
    u->near.step = NEW_N(u->a->arena, struct round_step, r->n + 1);
    u->near.n = r->n;
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        u->near.round[i] = text(w, 1);
        u->near.step[i] = (struct round_step){.id = text(w, 0), .kind = text(w, 2), .starts = text(w, 3), .ends = text(w, 4)};
    }
}

/* Leaves out what was said before: a date already recalled, a second mail of the day. */
static bool keep(struct run *u, struct reminder *d) {
    bool clearance = false;
    struct left **at = &d->left;
    d->step = step_for(u, d->round, d->to->person);
    while (*at) {
        bool before = same((*at)->kind, "before");
        clearance |= !before;
        if (before && !d->step) *at = (*at)->next;
        else at = &(*at)->next;
    }
    if (!d->step && !clearance) return false;
    const char *thing = arena_printf(u->a->arena, "%s/%s", d->round, d->party);
    return !reminder_sent(u->a, "day", thing, u->today, d->to->person);
}

struct reminder *reminder_due(struct act *a) {
    struct run u = {.a = a, .today = arena_copy_n(a->arena, a->now, 10), .roster = {.a = a}};
    int64_t now;
    u.long_ago = clock_read(a->now, &now) ? clock_text(a->arena, now - patience) : "";
    u.last = u.party = &u.first;
    near_steps(&u);
    sections(&u);
    for (size_t i = 0; i < u.near.n; i++) {
        size_t k = 0; /* a round may have two dates near */
        while (!same(u.near.round[k], u.near.round[i])) k++;
        if (k == i) not_begun(&u, u.near.round[i]);
    }
    struct reminder *kept = NULL, **end = &kept;
    for (struct reminder *d = u.first, *next; d && !failed(a); d = next) {
        next = d->next;
        d->next = NULL;
        if (!keep(&u, d)) continue;
        *end = d;
        end = &d->next;
    }
    occasions_due(a, &kept);
    return failed(a) ? NULL : kept;
}
