#include "area/feed.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

SQL(feed_add, "kkkd", "", "INSERT INTO calendar_feed (secret, person, mandate, created) VALUES ($1, $2, $3, $4)");
SQL(feed_drop, "kk", "", "DELETE FROM calendar_feed WHERE person = $1 AND mandate = $2");
SQL(feed_of, "kk", "d", "SELECT created FROM calendar_feed WHERE person = $1 AND mandate = $2");
SQL(feed_whose, "kd", "kkt",
    "SELECT f.person, f.mandate, coalesce(m.party, '') FROM calendar_feed f JOIN mandate m ON m.id = f.mandate WHERE f.secret = $1 AND m.ended IS NULL "
    "AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2)");
SQL(feed_rounds_of, "k", "k",
    "SELECT r.id FROM round r WHERE EXISTS (SELECT 1 FROM round_party p WHERE p.round = r.id AND p.party = $1) OR r.host = $1 ORDER BY r.id");
SQL(feed_change_list, "i", "kdkttt",
    "SELECT c.id, c.at, c.thing_id, c.deed, c.before_value, c.after_value FROM directory_change c WHERE c.thing = 'event' ORDER BY c.at DESC, c.id DESC LIMIT $1");

static struct event step_event(struct act *a, const struct round *r, const struct round_step *s) {
    const char *kind = round_step_name(a, s->kind);
    return (struct event){.id = arena_printf(a->arena, "round/%s", r->id), .forum = r->forum, .forum_name = "", .title = arena_printf(a->arena, "%s: %s", kind, r->title),
        .starts = s->starts, .ends = blank(s->ends) ? s->starts : s->ends, .begins = "", .finishes = "", .zone = "", .mode = "", .city = s->place, .iso3 = "", .address = "",
        .status = "confirmed", .objectives = "", .formerly = "", .note = s->note, .source = s->source, .uid = arena_printf(a->arena, "step-%s@isthmus", s->id), .changed = ""};
}

struct event *feed_round(struct act *a, const struct round *r, size_t *n) {
    struct round_step *s = round_steps(a, r->id, n);
    struct event *e = NEW_N(a->arena, struct event, *n + 1);
    for (size_t i = 0; i < *n; i++) e[i] = step_event(a, r, &s[i]);
    return e;
}

struct event *feed_meetings(struct act *a, const struct event_filter *f, const char *party, size_t *n) {
    struct event *meetings = calendar_list(a, f, n);
    if (blank(party)) return meetings;
    struct rows *rounds = db_all(a, feed_rounds_of, party);
    size_t all = *n;
    struct event **steps = NEW_N(a->arena, struct event *, rounds->n + 1);
    size_t *k = NEW_N(a->arena, size_t, rounds->n + 1);
    for (size_t i = 0; i < rounds->n; i++) {
        struct round *r = round_find(a, text(rounds->row[i], 0));
        if (r) steps[i] = feed_round(a, r, &k[i]);
        all += k[i];
    }
    struct event *e = NEW_N(a->arena, struct event, all + 1);
    if (*n) memcpy(e, meetings, *n * sizeof *e);
    for (size_t i = 0; i < rounds->n; *n += k[i++])
        if (k[i]) memcpy(e + *n, steps[i], k[i] * sizeof *e);
    return e;
}

static bool in_post(struct act *a) {
    if (a->person && a->mandate && *access_function(a)) return true;
    return fail(a, DENIED, TR("There is nothing here for you."));
}

char *feed_make(struct act *a) {
    if (!in_post(a)) return NULL;
    char *secret = hash_secret(a->arena);
    bool fine = db_do(a, feed_drop, a->person, a->mandate) && db_do(a, feed_add, hash_token(a->arena, secret), a->person, a->mandate, a->now) &&
        trail_write(a, a->party, TR("made a secret address of their calendar"), a->mandate, "");
    return fine ? secret : NULL;
}

bool feed_end(struct act *a) { return in_post(a) && db_do(a, feed_drop, a->person, a->mandate); }

const char *feed_made(struct act *a) {
    struct row *r = a->person && a->mandate ? db_one(a, feed_of, a->person, a->mandate) : NULL;
    return r ? text(r, 0) : "";
}

bool feed_enter(struct act *a, const char *secret) {
    struct row *r = strlen(secret) == 52 ? db_one(a, feed_whose, hash_token(a->arena, secret), arena_copy_n(a->arena, a->now, 10)) : NULL;
    if (!r) return fail(a, NOT_FOUND, TR("There is no page at this address."));
    a->person = text(r, 0);
    a->mandate = text(r, 1);
    a->party = *text(r, 2) ? text(r, 2) : NULL;
    a->strong = false;
    access_forget(a);
    return true;
}

static const char *line_of(struct act *a, const char *lines, const char *field) {
    const char *at = strstr(arena_printf(a->arena, "\n%s", lines), arena_printf(a->arena, "\n%s: ", field));
    if (!at) return "";
    at += strlen(field) + 3;
    return arena_copy_n(a->arena, at, strcspn(at, "\n"));
}

struct feed_change *feed_changes(struct act *a, int most, size_t *n) {
    struct rows *r = db_all(a, feed_change_list, most);
    struct feed_change *c = NEW_N(a->arena, struct feed_change, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        const char *before = text(w, 4), *after = *text(w, 5) ? text(w, 5) : before;
        c[i] = (struct feed_change){text(w, 0), text(w, 1), text(w, 2), line_of(a, after, "title"), text(w, 3), line_of(a, after, "starts"), line_of(a, after, "ends"),
            line_of(a, before, "starts"), line_of(a, before, "ends"), line_of(a, after, "status"), line_of(a, after, "source")};
    }
    *n = r->n;
    return c;
}
