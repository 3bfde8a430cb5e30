#include "area/session.h"
#include "area/access.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/db.h"

/* A signed-in day of work, and a week's absence ends it. */
enum { lives_days = 30, idle_days = 7 };

SQL(session_by_token, "kdd", "kktttktttttt",
    "SELECT s.id, s.person, p.name, p.mail, p.language, s.mandate, p.zone, s.strong, p.totp, m.function, m.party, s.seen "
    "FROM session s JOIN person p ON p.id = s.person "
    "LEFT JOIN mandate m ON m.id = s.mandate AND m.person = s.person AND m.ended IS NULL "
    "AND m.since <= substr($2, 1, 10) AND (m.until IS NULL OR m.until >= substr($2, 1, 10)) "
    "WHERE s.token = $1 AND s.ended IS NULL AND s.expires > $2 AND s.seen > $3");
SQL(session_first_mandate, "kd", "ktt",
    "SELECT id, function, party FROM mandate WHERE person = $1 AND ended IS NULL AND since <= $2 AND (until IS NULL OR until >= $2) "
    "ORDER BY created, id LIMIT 1");
SQL(session_add, "kkkktdd", "",
    "INSERT INTO session (token, id, person, mandate, agent, created, seen, expires) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)");
SQL(session_seen, "kd", "", "UPDATE session SET seen = $2 WHERE id = $1");
SQL(session_strong, "kd", "", "UPDATE session SET strong = $2 WHERE id = $1");
SQL(session_mandate, "kkkd", "",
    "UPDATE session SET mandate = $3 WHERE id = $1 AND EXISTS (SELECT 1 FROM mandate m WHERE m.id = $3 AND m.person = $2 "
    "AND m.ended IS NULL AND m.since <= $4 AND (m.until IS NULL OR m.until >= $4))");
SQL(session_finish, "kkd", "", "UPDATE session SET ended = $3 WHERE id = $1 AND person = $2 AND ended IS NULL");
SQL(session_finish_others, "kkd", "", "UPDATE session SET ended = $3 WHERE id <> $1 AND person = $2 AND ended IS NULL");
SQL(session_all, "kd", "kttt",
    "SELECT id, agent, created, seen FROM session WHERE person = $1 AND ended IS NULL AND expires > $2 ORDER BY seen DESC, id");

/* In whose trail the acts of a session stand: the State's also for its ministries. */
static const char *acting_for(struct act *a) { return *access_state(a) ? access_state(a) : NULL; }
static const char *ago(struct act *a, int days) { return clock_text(a->arena, clock_now() - (int64_t)days * 86400); }
static const char *today(struct act *a) { return arena_copy_n(a->arena, a->now, 10); }

/* The acting post has ended or there never was one: the oldest that counts today, if any. */
static void next_post(struct act *a, struct session *s) {
    struct row *r = db_one(a, session_first_mandate, s->person, today(a));
    if (!r) return;
    s->mandate = text(r, 0);
    s->function = text(r, 1);
    s->party = text(r, 2) ? text(r, 2) : "";
}

struct session *session_find(struct act *a, const char *token) {
    if (blank(token)) return NULL;
    struct row *r = db_one(a, session_by_token, hash_token(a->arena, token), a->now, ago(a, idle_days));
    if (!r) return NULL;
    struct session *s = NEW(a->arena, struct session);
    *s = (struct session){.id = text(r, 0), .token = token, .person = text(r, 1), .name = text(r, 2), .mail = text(r, 3),
        .language = text(r, 4), .mandate = text(r, 9) ? text(r, 5) : NULL, .zone = text(r, 6), .strong = text(r, 7) != NULL,
        .has_totp = text(r, 8) != NULL, .function = text(r, 9) ? text(r, 9) : "", .party = text(r, 10) ? text(r, 10) : "", .seen = text(r, 11)};
    if (!s->mandate) next_post(a, s);
    a->person = s->person;
    a->mandate = s->mandate;
    a->party = *s->party ? s->party : NULL;
    a->strong = s->strong;
    a->zone = s->zone;
    access_forget(a);
    return s;
}

char *session_start(struct act *a, const char *person, const char *agent) {
    char *token = hash_secret(a->arena);
    struct row *m = db_one(a, session_first_mandate, person, today(a));
    bool made = db_do(a, session_add, hash_token(a->arena, token), hash_id(a->arena), person, m ? text(m, 0) : NULL,
                      agent ? agent : "", a->now, clock_text(a->arena, clock_now() + (int64_t)lives_days * 86400));
    if (!made) return NULL;
    a->person = person;
    a->mandate = m ? text(m, 0) : NULL;
    access_forget(a);
    return trail_write(a, acting_for(a), TR("signed in"), NULL, agent) ? token : NULL;
}

bool session_touch(struct act *a, const char *session) { return db_do(a, session_seen, session, a->now); }
bool session_strengthen(struct act *a, const struct session *s) {
    a->strong = true;
    return db_do(a, session_strong, s->id, a->now) && trail_write(a, acting_for(a), TR("gave the second factor"), NULL, "");
}

bool session_act_for(struct act *a, const struct session *s, const char *mandate) {
    if (!db_do(a, session_mandate, s->id, s->person, mandate, today(a))) return false;
    if (!db_changed(a)) return fail(a, NOT_FOUND, TR("That post has ended or is not yours."));
    a->mandate = mandate;
    access_forget(a);
    return trail_write(a, acting_for(a), TR("began to act in this post"), mandate, "");
}

bool session_end(struct act *a, const char *person, const char *id) {
    if (!db_do(a, session_finish, id, person, a->now)) return false;
    return db_changed(a) ? true : fail(a, NOT_FOUND, TR("That session has already ended."));
}

bool session_end_others(struct act *a, const struct session *s) { return db_do(a, session_finish_others, s->id, s->person, a->now); }

struct session_line *session_list(struct act *a, const struct session *s, size_t *n) {
    struct rows *r = db_all(a, session_all, s->person, a->now);
    struct session_line *l = NEW_N(a->arena, struct session_line, r->n);
    for (size_t i = 0; i < r->n; i++)
        l[i] = (struct session_line){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3),
                                     same(text(r->row[i], 0), s->id)};
    *n = r->n;
    return l;
}
