#include "area/sign_in.h"
#include "area/attempt.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/session.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

enum { link_minutes = 10, per_address = 5, per_network = 30, window_minutes = 15 };

SQL(sign_in_add, "kktttddk", "",
    "INSERT INTO sign_in_link (token, person, purpose, browser, goto_path, created, expires, mandate) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(sign_in_find, "k", "kttttt",
    "SELECT person, purpose, browser, goto_path, expires, used FROM sign_in_link WHERE token = $1");
SQL(sign_in_is_demonstration, "", "i",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM round WHERE synthetic = 1) AND NOT EXISTS (SELECT 1 FROM person WHERE mail NOT LIKE '%.example')");
SQL(sign_in_roles, "", "ttk",
    "SELECT p.mail, m.function, coalesce(m.party, '') FROM mandate m JOIN person p ON p.id = m.person WHERE m.ended IS NULL ORDER BY p.mail, m.function, m.id");
SQL(sign_in_whose, "k", "kk", "SELECT person, mandate FROM sign_in_link WHERE token = $1");
SQL(sign_in_forget, "d", "", "DELETE FROM sign_in_link WHERE expires < $1");
SQL(sign_in_spend, "kd", "", "UPDATE sign_in_link SET used = $2 WHERE token = $1 AND used IS NULL");

static char *make(struct act *a, const char *person, const char *purpose, int minutes, const char *browser, const char *path, const char *mandate) {
    char *token = hash_secret(a->arena);
    db_do(a, sign_in_forget, clock_text(a->arena, clock_now() - 86400));
    bool made = db_do(a, sign_in_add, hash_token(a->arena, token), person, purpose, browser ? hash_token(a->arena, browser) : NULL, path,
                      a->now, clock_text(a->arena, clock_now() + (int64_t)minutes * 60), mandate);
    return made ? token : NULL;
}

char *sign_in_link(struct act *a, const char *person, const char *purpose, int minutes, const char *browser, const char *path) {
    return make(a, person, purpose, minutes, browser, path, NULL);
}

char *sign_in_link_for(struct act *a, const char *person, const char *mandate, int minutes) {
    return make(a, person, "invitation", minutes, NULL, NULL, mandate);
}

bool sign_in_ask(struct act *a, const char *given, const char *browser, const char *network, const char *path, const char *base_url) {
    char *mail = text_mail(a->arena, given);
    if (!mail) return mistake(a, "mail", TR("Write your mail address, such as name@ministry.example."));
    if (!attempt_allowed(a, "sign_in", mail, per_address, window_minutes)) return false;
    network = attempt_network(a, network);
    if (!blank(network) && !attempt_allowed(a, "network", network, per_network, window_minutes)) return false;
    attempt_note(a, "sign_in", mail);
    if (!blank(network)) attempt_note(a, "network", network);
    struct person *p = person_by_mail(a, mail);
    if (!p) { /* as many rows are written as for a link and its mail, so that time tells nothing */
        attempt_note(a, "unknown", mail);
        return attempt_note(a, "unknown", mail);
    }
    char *token = sign_in_link(a, p->id, "sign_in", link_minutes, browser, path);
    if (!token) return false;
    const struct language *l = lang_find(p->language);
    char *words = tr_f(a->arena, l,
        TR("%1$s,\n\nopen this address in the browser in which you asked for it; it works once, for 10 minutes:\n%2$s\n\n"
           "If you did not ask for it, do nothing."), p->name, arena_printf(a->arena, "%s/enter/%s", base_url, token));
    return mail_queue(a, &(struct mail){.kind = "sign_in", .person = p->id, .address = p->mail, .language = p->language,
        .subject = tr(l, TR("Your link to sign in")), .words = words, .secret = true});
}

static struct row *good(struct act *a, const char *token, const char *browser) {
    struct row *r = db_one(a, sign_in_find, hash_token(a->arena, token));
    if (failed(a)) return NULL;
    if (!r || text(r, 5) || strcmp(text(r, 4), a->now) <= 0) {
        fail(a, INVALID, TR("This link has been used or has run out. Ask for a new one."));
        return NULL;
    }
    if (text(r, 2) && (!browser || !hash_same(text(r, 2), hash_token(a->arena, browser)))) {
        fail(a, INVALID, TR("This link works only in the browser in which you asked for it. Open it there, or ask for a new one here."));
        return NULL;
    }
    return r;
}

const char *sign_in_look(struct act *a, const char *token, const char *browser) {
    struct row *r = good(a, token, browser);
    return r ? text(r, 1) : NULL;
}

const char *sign_in_language(struct act *a, const char *token) {
    struct row *r = db_one(a, sign_in_whose, hash_token(a->arena, token));
    return r ? people_spoken_to(a, text(r, 0), text(r, 1)) : "";
}

struct demo_role *sign_in_demonstration(struct act *a, size_t *n) {
    *n = 0;
    if (!db_one(a, sign_in_is_demonstration)) return NULL;
    struct rows *r = db_all(a, sign_in_roles);
    struct demo_role *all = NEW_N(a->arena, struct demo_role, r->n + 1);
    for (; *n < r->n; ++*n) all[*n] = (struct demo_role){text(r->row[*n], 0), text(r->row[*n], 1), text(r->row[*n], 2)};
    return all;
}

char *sign_in_use(struct act *a, const char *token, const char *browser, const char *agent, const char **path) {
    struct row *r = good(a, token, browser);
    if (!r || !db_do(a, sign_in_spend, hash_token(a->arena, token), a->now)) return NULL;
    if (!db_changed(a)) {
        fail(a, INVALID, TR("This link has been used or has run out. Ask for a new one."));
        return NULL;
    }
    *path = text(r, 3) && text(r, 3)[0] == '/' && text(r, 3)[1] != '/' ? text(r, 3) : "/work";
    return session_start(a, text(r, 0), agent);
}
