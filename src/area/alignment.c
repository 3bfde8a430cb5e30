#include "area/alignment.h"
#include "area/calendar.h"
#include "area/directory.h"
#include "area/round.h"
#include "base/clock.h"
#include "base/text.h"

enum { weeks = 104, by_slots = 16, two_years = 2 * weeks, before_global = 24, most_events = 600, tries = 60000 };
struct maker {
    struct act *act;
    struct alignment *l;
    struct align_problem *p;
    const char **agent, **forum;   /* ids; forum: whose members are known already */
    struct relation_line **member;
    size_t *n_members;
    int n_fora;
    const struct round **step_round;
    const bool *all;
};

static int slot_of(const char *monday, const char *day) {
    int days = clock_days_between(monday, day);
    return days < 0 ? -1 : days / 7 * 2 + (days % 7 >= 3);
}

static int agent(struct maker *k, const char *id) {
    for (int i = 0; i < k->p->n_agents; i++)
        if (same(k->agent[i], id)) return i;
    if (k->p->n_agents == align_most_agents) return -1;
    k->agent[k->p->n_agents] = id;
    k->p->agent[k->p->n_agents] = (struct align_agent){id, 2};
    return k->p->n_agents++;
}

/* Adds a party to those who attend; who is a member of one forum and observer of another is a member. */
static void attends(struct maker *k, struct align_share *share, int *n, const char *id, int units) {
    int a = agent(k, id);
    if (a < 0) return;
    for (int i = 0; i < *n; i++)
        if (share[i].agent == a) {
            if (share[i].units < units) share[i].units = units;
            return;
        }
    share[(*n)++] = (struct align_share){a, units};
}

/* Members and observers of a forum, and the forum's own secretariat, which cannot be in two places either. */
static void forum_attends(struct maker *k, struct align_share *share, int *n, const char *forum) {
    int f = 0;
    while (f < k->n_fora && !same(k->forum[f], forum)) f++;
    if (f == k->n_fora) {
        if (f == most_events) return;
        k->forum[f] = forum;
        k->member[f] = directory_related(k->act, forum, &k->n_members[f]);
        k->n_fora++;
    }
    attends(k, share, n, forum, 2);
    for (size_t i = 0; i < k->n_members[f]; i++) {
        const struct relation_line *r = &k->member[f][i];
        bool member = same(r->role, "member") || same(r->role, "chair") || same(r->role, "co_chair");
        if (*r->until && strcmp(r->until, k->l->from) < 0) continue;
        if (member || same(r->role, "observer")) attends(k, share, n, r->party, member ? 2 : 1);
    }
}

static int city(struct maker *k, const char *name, const char *iso3) {
    struct align_problem *p = k->p;
    const char *id = arena_printf(k->act->arena, "%s/%s", name, iso3);
    for (int i = 0; i < p->n_cities; i++)
        if (same(p->city[i].id, id)) return i;
    p->city[p->n_cities] = (struct align_city){id, name, most_events, 0, NEW_N(k->act->arena, bool, (size_t)p->horizon)};
    return p->n_cities++;
}

/* A meeting with its days, in a place of its own when none is given; the caller adds who attends. NULL when it does not lie within the two years. */
static struct align_meeting *add(struct maker *k, struct alignment_meeting what, const char *place, const char *iso3) {
    struct align_problem *p = k->p;
    struct arena *m = k->act->arena;
    int first = slot_of(k->l->from, what.starts), last = slot_of(k->l->from, what.ends);
    if (first < 0 || first >= p->slots || p->n_meetings == most_events) return NULL;
    int *cities = NEW(m, int), duration = last < first ? 1 : last - first + 1, at_city = *cities = city(k, place ? place : arena_printf(m, "-%d", p->n_meetings), iso3);
    k->l->meeting[p->n_meetings] = what;
    k->l->today[p->n_meetings] = (struct align_place){first, at_city};
    k->l->n_movable += what.movable;
    struct align_meeting *x = &p->meeting[p->n_meetings];
    *x = (struct align_meeting){.id = arena_printf(m, "m%d", p->n_meetings), .title = what.title, .forum = p->n_meetings, .duration = duration > align_most_duration ? align_most_duration : duration,
        .first = first, .last = first, .target = first, .weight = 2, .city = cities, .n_cities = 1, .fixed = !what.movable, .holiday = NEW_N(m, int16_t, (size_t)p->horizon)};
    if (what.movable) {
        int now = slot_of(k->l->from, arena_copy_n(m, k->act->now, 10)) + 1, least = *k->all || now < 0 ? 0 : now;
        x->first = first - by_slots > least ? first - by_slots : first < least ? first : least;
        x->last = first + by_slots < p->slots ? first + by_slots : p->slots - 1;
    }
    p->forum[p->n_meetings] = x->id; /* no hard rule: who meets twice at once shows among those who attend */
    p->n_meetings++;
    return x;
}

static void events(struct maker *k) {
    size_t n, fora;
    struct act *a = k->act;
    struct event *e = calendar_list(a, &(struct event_filter){.from = k->l->from, .to = k->l->to, .most = most_events}, &n);
    const char *today = arena_copy_n(a->arena, a->now, 10);
    for (size_t i = 0; i < n; i++) {
        if (same(e[i].status, "cancelled")) continue;
        bool movable = *k->all || (same(e[i].status, "provisional") && strcmp(e[i].starts, today) > 0);
        struct align_share *share = NEW_N(a->arena, struct align_share, align_most_agents);
        bool online = same(e[i].mode, "online") || !*e[i].city;
        struct align_meeting *x = add(k, (struct alignment_meeting){.event = e[i].id, .title = e[i].title, .forum = *e[i].forum ? e[i].forum : NULL, .starts = e[i].starts, .ends = e[i].ends, .movable = movable},
                                      online ? NULL : e[i].city, e[i].iso3);
        if (!x) continue;
        const char *const *forum = calendar_fora(a, e[i].id, &fora);
        for (size_t f = 0; f < fora; f++) forum_attends(k, share, &x->n_shares, forum[f]);
        x->share = share;
    }
}

/* An event that is the step itself, entered in the calendar too: its place in the list, or -1. */
static int is_event(const struct maker *k, const struct round_step *s) {
    for (int i = 0; i < k->p->n_meetings; i++)
        if (k->l->meeting[i].event && same(k->l->meeting[i].starts, s->starts)) return i;
    return -1;
}

static void order(struct maker *k, int before, int after, int lag) {
    struct align_problem *p = k->p;
    if (before < 0 || after < 0 || p->n_orders == align_most_pairs || (!k->l->meeting[before].movable && !k->l->meeting[after].movable)) return;
    p->order[p->n_orders++] = (struct align_order){before, after, lag};
}

/* The steps of a round in their order; each comes before the next. The last day counts of what is long. */
static void round_(struct maker *k, const struct round *r) {
    struct act *a = k->act;
    size_t n, parties;
    int last = -1;
    struct round_step *s = round_steps(a, r->id, &n);
    bool open = !same(r->status, "held") && !same(r->status, "closed");
    for (size_t i = 0; i < n; i++) {
        bool meets = same(s[i].kind, "conference") || same(s[i].kind, "hearing");
        int event = meets ? is_event(k, &s[i]) : -1;
        if (event >= 0) k->step_round[event] = r;
        if (event >= 0) continue;
        bool movable = *k->all || (open && strcmp(s[i].starts, a->now) > 0);
        struct align_meeting *x = add(k, (struct alignment_meeting){.round = r->id, .step = s[i].id, .title = arena_printf(a->arena, "%s: %s", r->title, round_step_name(a, s[i].kind)), .forum = r->host,
            .starts = meets ? s[i].starts : s[i].ends, .ends = s[i].ends, .movable = movable}, *s[i].place ? s[i].place : NULL, "");
        if (!x) continue;
        int mine = k->p->n_meetings - 1;
        k->step_round[mine] = r;
        k->l->synthetic |= r->synthetic;
        if (last >= 0 && k->l->today[last].start + k->p->meeting[last].duration <= k->l->today[mine].start) order(k, last, mine, 0);
        last = mine;
        if (!meets) continue;
        struct round_party *party = round_parties(a, r->id, "", &parties);
        struct align_share *share = NEW_N(a->arena, struct align_share, align_most_agents);
        for (size_t q = 0; q < parties && x->n_shares < align_most_agents; q++) attends(k, share, &x->n_shares, party[q].party, same(party[q].capacity, "member") ? 2 : 1);
        x->share = share;
    }
}

/* The last step of a round comes twelve weeks before the first of the round it informs. */
static void reports_come_in_time(struct maker *k, const struct round *r, size_t n) {
    for (size_t x = 0; x < n; x++)
        for (size_t y = 0; r[x].informs && y < n; y++) {
            int last = -1, first = -1;
            if (!same(r[x].informs, r[y].id)) continue;
            for (int i = 0; i < k->p->n_meetings; i++) {
                if (k->step_round[i] == &r[x] && (last < 0 || k->l->today[i].start > k->l->today[last].start)) last = i;
                if (k->step_round[i] == &r[y] && (first < 0 || k->l->today[i].start < k->l->today[first].start)) first = i;
            }
            order(k, last, first, before_global);
        }
}

/* Meetings in one city that share members: back to back these travel once. */
static void pairs(struct maker *k) {
    struct align_problem *p = k->p;
    for (int i = 0; i < p->n_meetings; i++)
        for (int j = i + 1; j < p->n_meetings && p->n_pairs < align_most_pairs; j++) {
            int common = 0;
            if (k->l->today[i].city != k->l->today[j].city) continue;
            for (int x = 0; x < p->meeting[i].n_shares; x++)
                for (int y = 0; y < p->meeting[j].n_shares; y++) {
                    const struct align_share *s = &p->meeting[i].share[x], *t = &p->meeting[j].share[y];
                    common += s->agent == t->agent && s->units == 2 && t->units == 2;
                }
            if (common) p->pair[p->n_pairs++] = (struct align_pair){i, j, common};
        }
}

struct alignment *alignment_read(struct act *a, const char *from, bool all) {
    struct alignment *l = NEW(a->arena, struct alignment);
    struct align_problem *p = l->problem = NEW(a->arena, struct align_problem);
    size_t most = most_events + 1, n;
    struct maker k = {.act = a, .l = l, .p = p, .all = &all};
    l->act = a;
    l->from = clock_day_add(a->arena, from, -(clock_days_between("1900-01-01", from) % 7));
    l->to = clock_day_add(a->arena, l->from, 7 * weeks - 1);
    *p = (struct align_problem){.name = "calendar", .start = l->from, .slots = two_years, .horizon = two_years + align_most_duration, .overload = 10, .synergy = 1};
    p->agent = NEW_N(a->arena, struct align_agent, align_most_agents);
    k.agent = NEW_N(a->arena, const char *, align_most_agents);
    p->city = NEW_N(a->arena, struct align_city, most);
    p->forum = NEW_N(a->arena, const char *, most);
    p->meeting = NEW_N(a->arena, struct align_meeting, most);
    p->order = NEW_N(a->arena, struct align_order, align_most_pairs);
    p->pair = NEW_N(a->arena, struct align_pair, align_most_pairs);
    l->meeting = NEW_N(a->arena, struct alignment_meeting, most);
    l->today = NEW_N(a->arena, struct align_place, most);
    k.forum = NEW_N(a->arena, const char *, most);
    k.member = NEW_N(a->arena, struct relation_line *, most);
    k.n_members = NEW_N(a->arena, size_t, most);
    k.step_round = NEW_N(a->arena, const struct round *, most);
    events(&k);
    struct round *r = round_list(a, &n);
    for (size_t i = 0; i < n; i++) round_(&k, &r[i]);
    reports_come_in_time(&k, r, n);
    pairs(&k);
    p->n_fora = p->n_meetings;
    return l;
}

struct align_result alignment_propose(const struct alignment *l, int most) {
    return align_solve(l->act->arena, l->problem, &(struct align_limits){.seed = 1, .iterations = tries, .seconds = 2, .alternatives = most, .from = l->today});
}

struct alignment_balance alignment_weigh(const struct alignment *l, const struct align_place *at) {
    const struct align_problem *p = l->problem;
    struct alignment_balance b = {0};
    struct arena *m = arena_new();
    int *load = NEW_N(m, int, (size_t)p->horizon * (size_t)p->n_agents);
    for (int i = 0; i < p->n_meetings; i++) {
        int by = abs(at[i].start - l->today[i].start);
        b.moved += by > 0;
        b.half_weeks += by;
        for (int t = at[i].start; t < at[i].start + p->meeting[i].duration; t++)
            for (int s = 0; s < p->meeting[i].n_shares; s++) load[t * p->n_agents + p->meeting[i].share[s].agent] += p->meeting[i].share[s].units;
    }
    for (int t = 0; t < p->horizon * p->n_agents; t++) b.clashes += load[t] > 2;
    b.together = (int)-align_evaluate(m, p, at).part[ALIGN_SYNERGY];
    arena_end(m);
    return b;
}

void alignment_days(const struct alignment *l, int i, struct align_place at, const char **starts, const char **ends) {
    const struct alignment_meeting *x = &l->meeting[i];
    *starts = x->starts, *ends = x->ends;
    if (at.start == l->today[i].start) return;
    *starts = align_day(l->act->arena, l->problem, at.start);
    *ends = clock_day_add(l->act->arena, *starts, clock_days_between(x->starts, x->ends));
}

struct align_place alignment_on(const struct alignment *l, int i, const char *day) {
    int slot = clock_is_day(day) ? slot_of(l->from, day) : -1;
    return (struct align_place){slot < l->problem->slots ? slot : -1, l->today[i].city};
}
