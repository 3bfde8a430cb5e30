#include "area/mail.h"
#include "area/access.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

/* 20 tries with doubling waits up to six hours make about three days. */
enum { most_tries = 20, longest_wait = 6 * 3600, lease_seconds = 600, sign_in_seconds = 600, reminder_days = 3 };
/* The hour (UTC) at which those who asked for one mail a day get it. */
static const char *const digest_hour = "T05:00:00Z";

SQL(mail_add, "ktttkktttdtikt", "",
    "INSERT INTO mail (id, once, kind, created, round, party, address, language, subject, next_try, words, secret, person, shown) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (once) DO NOTHING");
SQL(mail_person, "k", "tti", "SELECT mail, language, digest FROM person WHERE id = $1");
SQL(mail_waiting, "di", "kttttti",
    "SELECT m.id, m.address, m.language, m.subject, m.words, m.kind, coalesce(p.digest, 0) FROM mail m "
    "LEFT JOIN person p ON p.id = m.person WHERE m.sent IS NULL AND m.given_up IS NULL AND m.next_try <= $1 "
    "ORDER BY m.next_try, m.address, m.created, m.id LIMIT $2");
SQL(mail_too_late, "kdddt", "",
    "UPDATE mail SET given_up = $2, problem = $5, words = CASE WHEN secret = 1 THEN '' ELSE words END WHERE id = $1 "
    "AND sent IS NULL AND given_up IS NULL AND ((kind = 'sign_in' AND created < $3) OR (kind IN ('reminder', 'waiting', 'date') AND created < $4))");
/* A reminder to somebody who has no post of the party any more, or of a round that is not open
 * (for input; of another date: that is over). */
SQL(mail_no_use, "kdtd", "",
    "UPDATE mail SET given_up = $2, problem = $3 WHERE id = $1 AND sent IS NULL AND given_up IS NULL AND kind IN ('reminder', 'waiting', 'date') "
    "AND person IS NOT NULL AND party IS NOT NULL AND (EXISTS (SELECT 1 FROM round r WHERE r.id = mail.round AND r.status <> 'open' "
    "AND (mail.kind <> 'date' OR r.status <> 'closed')) "
    "OR NOT EXISTS (SELECT 1 FROM mandate m WHERE m.person = mail.person AND m.ended IS NULL AND (m.until IS NULL OR m.until >= $4) "
    "AND (m.party = mail.party OR m.party IN (SELECT r.party FROM relation r WHERE r.other = mail.party AND r.role = 'part_of'))))");
SQL(mail_drop, "tktdt", "",
    "UPDATE mail SET given_up = $4, problem = $5, words = CASE WHEN secret = 1 THEN '' ELSE words END WHERE kind = $1 AND person = $2 AND coalesce(party, '') = $3 "
    "AND sent IS NULL AND given_up IS NULL");
SQL(mail_take, "kdd", "",
    "UPDATE mail SET next_try = $3 WHERE id = $1 AND sent IS NULL AND given_up IS NULL AND next_try <= $2");
SQL(mail_done, "kd", "",
    "UPDATE mail SET sent = $2, tries = tries + 1, problem = '', words = CASE WHEN secret = 1 THEN '' ELSE words END WHERE id = $1");
SQL(mail_again, "kdt", "", "UPDATE mail SET tries = tries + 1, next_try = $2, problem = $3 WHERE id = $1");
SQL(mail_give_up, "kdt", "",
    "UPDATE mail SET tries = tries + 1, given_up = $2, problem = $3, words = CASE WHEN secret = 1 THEN '' ELSE words END WHERE id = $1");
SQL(mail_tries, "k", "i", "SELECT tries FROM mail WHERE id = $1");
SQL(mail_host, "k", "k", "SELECT host FROM round WHERE id = $1");
#define LINE "SELECT id, kind, address, subject, created, coalesce(sent, ''), coalesce(given_up, ''), problem, next_try, tries"
#define BY_THE_ROUND "kind IN ('invitation', 'reminder', 'date', 'notice', 'circulated')"
SQL(mail_round, "kki", "kttttttdti",
    LINE " FROM mail WHERE round = $1 AND " BY_THE_ROUND " AND ($2 = '' OR EXISTS (SELECT 1 FROM mail b WHERE b.id = $2 "
    "AND (b.created > mail.created OR (b.created = mail.created AND b.id < mail.id)))) ORDER BY created DESC, id LIMIT $3");
SQL(mail_round_one, "kk", "kttttttdtitt",
    LINE ", CASE WHEN secret = 1 THEN '' ELSE coalesce(shown, words) END, language FROM mail WHERE round = $1 AND id = $2 AND " BY_THE_ROUND);

static bool gathered(const char *kind) { return same(kind, "reminder") || same(kind, "waiting") || same(kind, "date") || same(kind, "notice"); }

static const char *next_digest(struct act *a) {
    const char *today = arena_copy_n(a->arena, a->now, 10);
    const char *at = arena_printf(a->arena, "%s%s", today, digest_hour);
    return strcmp(at, a->now) > 0 ? at : arena_printf(a->arena, "%s%s", clock_day_add(a->arena, today, 1), digest_hour);
}

bool mail_queue(struct act *a, const struct mail *w) {
    char *id = hash_id(a->arena);
    struct row *p = w->person && gathered(w->kind) ? db_one(a, mail_person, w->person) : NULL;
    return db_do(a, mail_add, id, w->once ? w->once : id, w->kind, a->now, w->round, w->party, w->address, w->language,
                 text_line(a->arena, w->subject), p && num(p, 2) ? next_digest(a) : a->now, w->words, (int64_t)w->secret, w->person, w->shown);
}

bool mail_to_person(struct act *a, const char *person, struct mail *w) {
    struct row *r = db_one(a, mail_person, person);
    if (!r) return fail(a, NOT_FOUND, TR("There is no such person."));
    w->person = person;
    w->address = text(r, 0);
    w->language = text(r, 1);
    return mail_queue(a, w);
}

bool mail_withdraw(struct act *a, const char *kind, const char *person, const char *party) {
    return db_do(a, mail_drop, kind, person, party, a->now, "It is of no use any more.");
}

/* Row i joins the mail of the rows before it. */
static bool joins(struct rows *r, size_t i) {
    struct row *before = r->row[i - 1], *w = r->row[i];
    return num(before, 6) && num(w, 6) && gathered(text(before, 5)) && gathered(text(w, 5)) && same(text(before, 1), text(w, 1));
}

static struct due_mail together(struct act *a, struct rows *r, size_t from, size_t n) {
    struct row *first = r->row[from];
    struct due_mail d = {NEW_N(a->arena, const char *, n), n, text(first, 1), text(first, 2), text(first, 3), text(first, 4)};
    for (size_t i = 0; i < n; i++) d.ids[i] = text(r->row[from + i], 0);
    if (n == 1) return d;
    struct buf *b = buf_new(a->arena);
    for (size_t i = 0; i < n; i++) buf_printf(b, "%s* %s\n\n%s", i ? "\n\n" : "", text(r->row[from + i], 3), text(r->row[from + i], 4));
    d.subject = tr_n(a->arena, lang_find(d.language), "%d message of today", "%d messages of today", (int64_t)n);
    d.words = b->data;
    return d;
}

struct due_mail *mail_due(struct act *a, int most, size_t *n) {
    struct rows *r = db_all(a, mail_waiting, a->now, most);
    struct due_mail *d = NEW_N(a->arena, struct due_mail, r->n + 1);
    *n = 0;
    for (size_t i = 0, k; i < r->n; i += k) {
        for (k = 1; i + k < r->n && joins(r, i + k);) k++;
        d[(*n)++] = together(a, r, i, k);
    }
    return d;
}

bool mail_claim(struct act *a, const struct due_mail *d) {
    int64_t now = clock_now();
    bool mine = true;
    for (size_t i = 0; i < d->n; i++) {
        db_do(a, mail_too_late, d->ids[i], a->now, clock_text(a->arena, now - sign_in_seconds),
              clock_text(a->arena, now - reminder_days * 86400), "It could not be sent in time.");
        db_do(a, mail_no_use, d->ids[i], a->now, "It is of no use any more.", arena_copy_n(a->arena, a->now, 10));
        mine = db_do(a, mail_take, d->ids[i], a->now, clock_text(a->arena, now + lease_seconds)) && db_changed(a) && mine;
    }
    return mine;
}

bool mail_sent(struct act *a, const struct due_mail *d) {
    for (size_t i = 0; i < d->n; i++) db_do(a, mail_done, d->ids[i], a->now);
    return !failed(a);
}

bool mail_failed(struct act *a, const struct due_mail *d, const char *problem) {
    for (size_t i = 0; i < d->n; i++) {
        struct row *r = db_one(a, mail_tries, d->ids[i]);
        int64_t tries = r ? num(r, 0) : 0, wait = 60;
        for (int64_t k = 0; k < tries && wait < longest_wait; k++) wait *= 2;
        if (wait > longest_wait) wait = longest_wait;
        if (tries + 1 >= most_tries) db_do(a, mail_give_up, d->ids[i], a->now, problem);
        else db_do(a, mail_again, d->ids[i], clock_text(a->arena, clock_now() + wait), problem);
    }
    return !failed(a);
}

static bool may_read(struct act *a, const char *round) {
    struct row *r = db_one(a, mail_host, round);
    return access_need(a, RUN_ROUND, &(struct subject){.round = round, .host = r ? text(r, 0) : NULL});
}

static struct mail_line line(const struct row *r) {
    return (struct mail_line){text(r, 0), text(r, 1), text(r, 2), text(r, 3), text(r, 4), text(r, 5), text(r, 6), text(r, 7), text(r, 8), num(r, 9)};
}

struct mail_line *mail_of_round(struct act *a, const char *round, const char *before, int most, size_t *n) {
    *n = 0;
    if (!may_read(a, round)) return NULL;
    struct rows *r = db_all(a, mail_round, round, before ? before : "", most);
    struct mail_line *l = NEW_N(a->arena, struct mail_line, r->n + 1);
    for (size_t i = 0; i < r->n; i++) l[i] = line(r->row[i]);
    *n = r->n;
    return l;
}

struct mail_line *mail_one_of_round(struct act *a, const char *round, const char *id, const char **words,
                                    const char **language) {
    if (!may_read(a, round)) return NULL;
    struct row *r = db_one(a, mail_round_one, round, id);
    if (!r) {
        fail(a, NOT_FOUND, TR("There is nothing here for you."));
        return NULL;
    }
    struct mail_line *l = NEW(a->arena, struct mail_line);
    *l = line(r);
    *words = text(r, 10);
    *language = text(r, 11);
    return l;
}
