#include "area/mail.h"
#include "area/access.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

enum { give_up_days = 3, longest_wait = 6 * 3600 };

SQL(mail_add, "ktttkktttti", "",
    "INSERT INTO mail (id, once, kind, created, round, party, address, language, subject, words, secret, next_try, person) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $4, NULL) ON CONFLICT (once) DO NOTHING");
SQL(mail_add_to, "kk", "", "UPDATE mail SET person = $2 WHERE id = $1");
SQL(mail_person, "k", "tt", "SELECT mail, language FROM person WHERE id = $1");
SQL(mail_waiting, "di", "ktttti",
    "SELECT id, address, language, subject, words, tries FROM mail WHERE sent IS NULL AND given_up IS NULL AND next_try <= $1 "
    "ORDER BY next_try, id LIMIT $2");
SQL(mail_done, "kd", "",
    "UPDATE mail SET sent = $2, tries = tries + 1, problem = '', words = CASE WHEN secret = 1 THEN '' ELSE words END WHERE id = $1");
SQL(mail_again, "kdt", "", "UPDATE mail SET tries = tries + 1, next_try = $2, problem = $3 WHERE id = $1");
SQL(mail_give_up, "kdt", "",
    "UPDATE mail SET tries = tries + 1, given_up = $2, problem = $3, words = CASE WHEN secret = 1 THEN '' ELSE words END WHERE id = $1");
SQL(mail_age, "k", "ti", "SELECT created, tries FROM mail WHERE id = $1");
SQL(mail_round, "k", "tttttttti",
    "SELECT kind, address, subject, created, coalesce(sent, ''), coalesce(given_up, ''), problem, next_try, tries FROM mail "
    "WHERE round = $1 AND secret = 0 ORDER BY created DESC, id LIMIT 500");

bool mail_queue(struct act *a, const struct mail *w) {
    char *id = hash_id(a->arena);
    if (!db_do(a, mail_add, id, w->once ? w->once : id, w->kind, a->now, w->round, w->party, w->address, w->language,
               text_line(a->arena, w->subject), w->words, (int64_t)w->secret))
        return false;
    return !w->person || !db_changed(a) ? true : db_do(a, mail_add_to, id, w->person);
}

bool mail_to_person(struct act *a, const char *person, struct mail *w) {
    struct row *r = db_one(a, mail_person, person);
    if (!r) return fail(a, NOT_FOUND, TR("There is no such person."));
    w->person = person;
    w->address = text(r, 0);
    w->language = text(r, 1);
    return mail_queue(a, w);
}

struct due_mail *mail_due(struct act *a, int most, size_t *n) {
    struct rows *r = db_all(a, mail_waiting, a->now, most);
    struct due_mail *d = NEW_N(a->arena, struct due_mail, r->n);
    for (size_t i = 0; i < r->n; i++)
        d[i] = (struct due_mail){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3), text(r->row[i], 4),
                                 num(r->row[i], 5)};
    *n = r->n;
    return d;
}

bool mail_sent(struct act *a, const char *id) { return db_do(a, mail_done, id, a->now); }

bool mail_failed(struct act *a, const char *id, const char *problem) {
    struct row *r = db_one(a, mail_age, id);
    if (!r) return false;
    int64_t created = 0, now = 0, wait = 60;
    clock_read(text(r, 0), &created);
    clock_read(a->now, &now);
    for (int64_t i = 0; i < num(r, 1) && wait < longest_wait; i++) wait *= 2;
    if (wait > longest_wait) wait = longest_wait;
    if (now - created > give_up_days * 86400) return db_do(a, mail_give_up, id, a->now, problem);
    return db_do(a, mail_again, id, clock_text(a->arena, now + wait), problem);
}

struct mail_line *mail_of_round(struct act *a, const char *round, const char *host, size_t *n) {
    *n = 0;
    if (!access_need(a, RUN_ROUND, &(struct subject){.round = round, .host = host})) return NULL;
    struct rows *r = db_all(a, mail_round, round);
    struct mail_line *l = NEW_N(a->arena, struct mail_line, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        l[i] = (struct mail_line){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), text(w, 6), num(w, 8)};
    }
    *n = r->n;
    return l;
}
