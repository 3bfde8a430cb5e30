#include "area/clash.h"
#include "area/directory.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/holiday.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

/* No meeting lasts longer (area/editing/event.c), so a range of first days finds all that touch. */
enum { longest = 60, most_near = 60, most_fora = 64 };
SQL(clash_beside, "dddk", "kkttttttt",
    "SELECT e.id, coalesce(e.forum, ''), e.forum_name, e.title, e.starts, e.ends, e.mode, e.city, coalesce(e.iso3, '') FROM event e "
    "WHERE e.starts >= $1 AND e.starts <= $3 AND e.ends >= $2 AND e.id <> $4 AND e.status <> 'cancelled' ORDER BY e.starts, e.ends, e.id LIMIT 60");
SQL(clash_fora, "dddk", "kk",
    "SELECT f.event, f.forum FROM event e JOIN event_forum f ON f.event = e.id WHERE e.starts >= $1 AND e.starts <= $3 AND e.ends >= $2 AND e.id <> $4 "
    "AND e.status <> 'cancelled'");
/* On a day; a beginning or an end may be a year or a month. */
SQL(clash_members, "kd", "k",
    "SELECT DISTINCT party FROM relation WHERE other = $1 AND role IN ('member', 'chair', 'co_chair', 'substitute') AND disputed = 0 "
    "AND (since IS NULL OR since <= $2) AND (until IS NULL OR until >= substr($2, 1, length(until))) ORDER BY party");
SQL(clash_rounds, "", "ktkkddd",
    "SELECT r.id, coalesce((SELECT t.title FROM round_title t WHERE t.round = r.id AND t.language = 'en'), r.id), i.forum, i.host, "
    "coalesce((SELECT min(s.starts) FROM round_step s WHERE s.round = i.id AND s.kind = 'conference'), ''), "
    "coalesce((SELECT max(s.ends) FROM round_step s WHERE s.round = i.id AND s.kind = 'conference'), ''), "
    "coalesce((SELECT max(s.ends) FROM round_step s WHERE s.round = r.id), '') FROM round r JOIN round i ON i.id = r.informs ORDER BY r.id");
SQL(clash_last_met, "kdk", "kttt",
    "SELECT e.id, e.title, e.starts, e.ends FROM event_forum f JOIN event e ON e.id = f.event WHERE f.forum = $1 AND f.starts < $2 AND e.id <> $3 "
    "AND e.status <> 'cancelled' ORDER BY f.starts DESC LIMIT 1");

struct members { const char *forum; struct rows *party; };
struct looking {
    struct act *a;
    const struct event *e;
    char **fora;
    struct clash *clash;
    size_t n, room;
    struct members known[most_fora];
    size_t n_known;
};

static struct clash *add(struct looking *l, struct clash c) {
    if (l->n == l->room) bug("more clashes than room");
    l->clash[l->n] = c;
    return &l->clash[l->n++];
}

static struct rows *members(struct looking *l, const char *forum) {
    for (size_t i = 0; i < l->n_known; i++)
        if (same(l->known[i].forum, forum)) return l->known[i].party;
    struct rows *r = db_all(l->a, clash_members, forum, l->e->starts);
    if (l->n_known < most_fora) l->known[l->n_known++] = (struct members){forum, r};
    return r;
}

static bool holds(const struct rows *r, const char *party) {
    size_t low = 0, high = r->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = strcmp(party, text(r->row[mid], 0));
        if (!order) return true;
        if (order < 0) high = mid;
        else low = mid + 1;
    }
    return false;
}

/* Members of a forum of ours and of one of theirs. */
static void share(struct looking *l, struct clash *c, struct rows *fora) {
    size_t room = 0;
    for (size_t i = 0; l->fora[i]; i++) room += members(l, l->fora[i])->n;
    const char **shared = NEW_N(l->a->arena, const char *, room + 1);
    size_t n = 0;
    for (size_t i = 0; l->fora[i]; i++) {
        struct rows *ours = members(l, l->fora[i]);
        for (size_t k = 0; k < fora->n; k++) {
            if (!same(text(fora->row[k], 0), c->other->id)) continue;
            struct rows *theirs = members(l, text(fora->row[k], 1));
            for (size_t p = 0; p < ours->n; p++) {
                const char *party = text(ours->row[p], 0);
                bool twice = false;
                for (size_t q = 0; q < n && !twice; q++) twice = same(shared[q], party);
                if (!twice && n < room && holds(theirs, party)) shared[n++] = party;
            }
        }
    }
    c->shared = shared;
    c->n_shared = n;
}

/* The same forum meets with itself on purpose: a hearing the day before. */
static bool own(struct looking *l, const struct event *o, struct rows *fora) {
    for (size_t k = 0; k < fora->n; k++)
        for (size_t i = 0; same(text(fora->row[k], 0), o->id) && l->fora[i]; i++)
            if (same(text(fora->row[k], 1), l->fora[i])) return true;
    return *l->e->forum_name && same(l->e->forum_name, o->forum_name);
}

int clash_travel_days(int km) { return km < 0 ? 0 : km < 1500 ? 0 : km < 7000 ? 1 : 2; }

static void travel(struct looking *l, struct clash *c) {
    const struct event *e = l->e, *o = c->other;
    bool far = *e->iso3 && *o->iso3 && !same(e->iso3, o->iso3) && !same(e->mode, "online") && !same(o->mode, "online");
    c->km = far ? place_km(e->iso3, o->iso3) : -1;
    c->need_days = far ? clash_travel_days(c->km) : 0;
    c->free_days = (strcmp(o->ends, e->starts) < 0 ? clock_days_between(o->ends, e->starts) : clock_days_between(e->ends, o->starts)) - 1;
    if (c->n_shared && far && c->free_days < c->need_days) c->kind = CLASH_TRAVEL;
}

static void beside(struct looking *l) {
    const struct event *e = l->e;
    struct arena *m = l->a->arena;
    const char *first = clock_day_add(m, e->starts, -clash_week - longest), *from = clock_day_add(m, e->starts, -clash_week), *to = clock_day_add(m, e->ends, clash_week);
    if (!first || !from || !to) return;
    struct rows *r = db_all(l->a, clash_beside, first, from, to, e->id), *fora = db_all(l->a, clash_fora, first, from, to, e->id);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        struct event *o = NEW(m, struct event);
        *o = (struct event){.id = text(w, 0), .forum = text(w, 1), .forum_name = text(w, 2), .title = text(w, 3), .starts = text(w, 4), .ends = text(w, 5), .mode = text(w, 6),
            .city = text(w, 7), .iso3 = text(w, 8), .begins = "", .finishes = "", .zone = ""};
        if (own(l, o, fora)) continue;
        bool overlap = strcmp(o->starts, e->ends) <= 0 && strcmp(o->ends, e->starts) >= 0;
        struct clash *c = add(l, (struct clash){.kind = overlap ? CLASH_SAME_DAYS : CLASH_NEAR, .other = o, .km = -1});
        share(l, c, fora);
        if (!overlap) travel(l, c);
    }
}

static void holidays(struct looking *l) {
    const struct event *e = l->e;
    size_t n;
    const struct holiday **h = holidays_between(l->a->arena, e->starts, e->ends, &n);
    for (size_t i = 0; i < n && i < 12; i++) add(l, (struct clash){.kind = CLASH_HOLIDAY, .name = h[i]->name, .starts = h[i]->starts, .ends = h[i]->ends});
    for (const char *day = e->starts; day && strcmp(day, e->ends) <= 0; day = clock_day_add(l->a->arena, day, 1)) {
        if (same(e->mode, "online") || !holiday_weekend(e->iso3, day)) continue;
        add(l, (struct clash){.kind = CLASH_WEEKEND, .starts = day});
        return;
    }
}

static void rounds(struct looking *l) {
    const struct event *e = l->e;
    struct rows *r = db_all(l->a, clash_rounds);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        const char *starts = text(w, 4), *ends = text(w, 5), *last = text(w, 6);
        if (!*last || !*starts) continue;
        bool ours = strcmp(starts, e->ends) <= 0 && strcmp(ends, e->starts) >= 0; /* the conference itself */
        int apart = clock_days_between(starts, e->starts);
        for (size_t k = 0; l->fora[k] && !ours && abs(apart) < 400; k++) ours = same(l->fora[k], text(w, 2)) || same(l->fora[k], text(w, 3));
        int days = clock_days_between(last, e->starts);
        if (!ours || days >= clash_weeks_before * 7 || l->n + 3 > l->room) continue;
        add(l, (struct clash){.kind = CLASH_ROUND_LATE, .round = text(w, 0), .name = text(w, 1), .ends = last, .days = days});
    }
}

static void gap(struct looking *l) {
    const struct event *e = l->e;
    struct row *r = l->fora[0] ? db_one(l->a, clash_last_met, l->fora[0], e->starts, e->id) : NULL;
    int days = r ? clock_days_between(text(r, 3), e->starts) : 0;
    if (days < clash_gap_days) return;
    struct event *o = NEW(l->a->arena, struct event);
    *o = (struct event){.id = text(r, 0), .title = text(r, 1), .starts = text(r, 2), .ends = text(r, 3), .begins = "", .finishes = "", .zone = "", .city = "", .iso3 = "", .mode = "",
        .forum_name = ""};
    add(l, (struct clash){.kind = CLASH_GAP, .other = o, .days = days});
}

static int by_kind(const void *x, const void *y) {
    const struct clash *p = x, *q = y;
    if (p->kind != q->kind) return (int)p->kind - (int)q->kind;
    if (!p->other || !q->other) return p->starts && q->starts ? strcmp(p->starts, q->starts) : 0;
    bool shared = p->n_shared, others = q->n_shared;
    return shared != others ? (int)others - (int)shared : strcmp(p->other->starts, q->other->starts);
}

struct clash *clash_find(struct act *a, const struct event *e, const char *fora, size_t *n) {
    struct looking l = {.a = a, .e = e, .room = most_near + 40};
    *n = 0;
    if (!clock_is_day(e->starts) || !clock_is_day(e->ends) || strcmp(e->starts, e->ends) > 0 || clock_days_between(e->starts, e->ends) > longest) return NULL;
    l.fora = text_split(a->arena, fora, ' ');
    if (l.fora[0] && !*l.fora[0]) l.fora[0] = NULL;
    l.clash = NEW_N(a->arena, struct clash, l.room);
    beside(&l);
    holidays(&l);
    rounds(&l);
    gap(&l);
    qsort(l.clash, l.n, sizeof *l.clash, by_kind);
    *n = l.n;
    return l.clash;
}

const char *clash_mark(struct act *a, const struct clash *c, size_t n) {
    struct buf *b = buf_new(a->arena);
    for (size_t i = 0; i < n; i++) {
        bool tell = c[i].kind != CLASH_GAP && !(c[i].kind == CLASH_NEAR && !c[i].n_shared);
        if (tell) buf_printf(b, "%d %s %s %s\n", (int)c[i].kind, c[i].other ? c[i].other->id : "", c[i].starts ? c[i].starts : "", c[i].round ? c[i].round : "");
    }
    return b->size ? hash_token(a->arena, b->data) : "";
}
