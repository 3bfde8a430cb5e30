/* Who sees a section before and after it is released again: asked of the same rule that lets
 * readers in (access_audience_reaches), for the parties as the round has them now. */
#include "area/release/room.h"
#include "area/directory.h"
#include "base/lang.h"
#include "base/text.h"

struct readers { bool everyone; size_t n; const char **party; };

static void put_reader(struct readers *r, const char *party) {
    for (size_t i = 0; i < r->n; i++)
        if (same(r->party[i], party)) return;
    r->party[r->n++] = party;
}

static struct readers readers(struct act *a, const struct reach_of *o) {
    size_t n;
    struct round_party *p = round_parties(a, o->round, "", &n);
    struct readers r = {same(o->audience, "public"), 0, NEW_N(a->arena, const char *, n + o->n_named + 1)};
    if (r.everyone) return r;
    for (size_t i = 0; i < o->n_named && same(o->audience, "named"); i++)
        if (!same(o->named[i], o->party)) put_reader(&r, o->named[i]);
    for (size_t i = 0; i < n; i++)
        if (!same(p[i].party, o->party) && access_audience_reaches(o->audience, p[i].capacity)) put_reader(&r, p[i].party);
    if (access_audience_reaches(o->audience, "host") && !same(o->host, o->party)) put_reader(&r, o->host);
    return r;
}

static bool among(const struct readers *r, const char *party) {
    for (size_t i = 0; i < r->n; i++)
        if (same(r->party[i], party)) return true;
    return r->everyone;
}

static int by_name(const void *x, const void *y, void *language) { return text_order(language, *(const char *const *)x, *(const char *const *)y); }

/* Names of those in one and not in the other, alphabetical. */
static const char **only_in(struct act *a, const struct readers *r, const struct readers *other, size_t *n) {
    const char **names = NEW_N(a->arena, const char *, r->n + 1);
    *n = 0;
    for (size_t i = 0; i < r->n; i++)
        if (!among(other, r->party[i])) names[(*n)++] = party_name(a, r->party[i]);
    if (*n) qsort_r(names, *n, sizeof *names, by_name, (void *)(uintptr_t)a->lang->code);
    return names;
}

const char *const *release_readers(struct act *a, const struct reach_of *o, size_t *n) {
    struct readers r = readers(a, o), none = {0};
    return only_in(a, &r, &none, n);
}

struct reach *release_reach(struct act *a, const struct reach_of *from, const struct reach_of *to) {
    struct readers before = readers(a, from), after = readers(a, to);
    struct reach *r = NEW(a->arena, struct reach);
    *r = (struct reach){.from = from->audience, .to = to->audience, .everyone_gains = after.everyone && !before.everyone, .everyone_loses = before.everyone && !after.everyone};
    if (!after.everyone) r->gains = only_in(a, &after, &before, &r->n_gains);
    if (!before.everyone) r->loses = only_in(a, &before, &after, &r->n_loses);
    bool gains = r->n_gains || r->everyone_gains, loses = r->n_loses || r->everyone_loses;
    r->way = gains ? loses ? REACH_OTHER : REACH_WIDER : loses ? REACH_NARROWER : REACH_SAME;
    return r;
}

SQL(reach_before, "kktid", "kt",
    "SELECT id, audience FROM release WHERE round = $1 AND party = $2 AND section_name = $3 AND version < $4 AND replaced = $5 "
    "AND (recalled IS NULL OR recalled > $5) ORDER BY version DESC LIMIT 1");

struct reach *release_reach_of(struct act *a, const struct release *r) {
    struct subject own = {.round = r->round, .host = r->host, .party = r->party, .audience = "owner"};
    if (!access_would(a, SEE_RELEASE, &own)) return NULL;
    struct row *w = db_one(a, reach_before, r->round, r->party, r->section, r->version, r->at);
    if (!w) return NULL;
    struct reach_of from = {.round = r->round, .host = r->host, .party = r->party, .audience = text(w, 1)}, to = from;
    to.audience = r->audience;
    from.named = release_named_ids(a, text(w, 0), &from.n_named);
    to.named = release_named_ids(a, r->id, &to.n_named);
    return release_reach(a, &from, &to);
}

const char *reach_words(const struct act *a, const struct reach *r) {
    static const char *const ways[] = {TR("It is seen by the same as before."), TR("It is seen by more than before."), TR("It is seen by fewer than before."), TR("Some gain sight of it and others lose it.")};
    return arena_printf(a->arena, "%s %s", tr_f(a->arena, a->lang, TR("Before: %1$s. Now: %2$s."), audience_name(a, r->from), audience_name(a, r->to)), tr(a->lang, ways[r->way]));
}
