#include "web/site.h"
#include <ctype.h>
#include "area/access.h"
#include "area/session.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/text.h"

enum { most_pairs = 5000 };

const char *site_cookie(const struct site *site, struct arena *m, const char *name) {
    return arena_printf(m, "%s%s", site->behind_tls ? "__Host-" : "", name);
}

static int hex_digit(char c) {
    return isdigit((unsigned char)c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Percent-decodes n bytes; NULL when the result is no clean UTF-8. */
static char *decode(struct arena *m, const char *s, size_t n, bool plus) {
    char *out = arena_alloc(m, n + 1);
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        int high, low;
        if (s[i] == '%' && i + 2 < n && (high = hex_digit(s[i + 1])) >= 0 && (low = hex_digit(s[i + 2])) >= 0) {
            out[to++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[to++] = plus && s[i] == '+' ? ' ' : s[i];
        }
    }
    return text_valid(out, to) ? text_clean(m, out) : NULL;
}

bool site_pairs(struct arena *m, const char *s, size_t n, struct pair **first) {
    struct pair **last = first;
    int count = 0;
    for (const char *end = s + n; s < end;) {
        const char *stop = memchr(s, '&', (size_t)(end - s));
        if (!stop) stop = end;
        if (stop > s) {
            if (++count > most_pairs) return false;
            const char *equals = memchr(s, '=', (size_t)(stop - s));
            struct pair *p = NEW(m, struct pair);
            p->name = decode(m, s, (size_t)((equals ? equals : stop) - s), true);
            p->value = equals ? decode(m, equals + 1, (size_t)(stop - equals - 1), true) : "";
            if (!p->name || !p->value) return false;
            *last = p;
            last = &p->next;
        }
        s = stop + 1;
    }
    return true;
}

/* "/rounds/:id" against "/rounds/lac-2025": fills the parameters. */
static bool matches(struct arena *m, const char *pattern, const char *path, struct pair **params) {
    *params = NULL;
    for (;;) {
        if (*pattern == ':') {
            size_t n = strcspn(path, "/"), k = strcspn(pattern, "/");
            if (!n) return false;
            struct pair *p = NEW(m, struct pair);
            *p = (struct pair){arena_copy_n(m, pattern + 1, k - 1), arena_copy_n(m, path, n), *params};
            *params = p;
            pattern += k;
            path += n;
        } else if (*pattern != *path) {
            return false;
        } else if (!*pattern) {
            return true;
        } else {
            pattern++;
            path++;
        }
    }
}

static const struct route *find_route(const struct site *site, struct arena *m, const struct request *in, struct pair **params,
                                      bool *other_method) {
    *other_method = false;
    for (size_t i = 0; i < site->n_routes; i++)
        if (matches(m, site->routes[i].pattern, in->path, params)) {
            *other_method = site->routes[i].method != in->method;
            if (!*other_method) return &site->routes[i];
        }
    return NULL;
}

bool site_takes_raw(const struct site *site, const char *path) {
    struct arena *m = arena_new();
    struct request in = {.method = POST, .path = path};
    struct pair *params;
    bool other_method;
    const struct route *r = find_route(site, m, &in, &params, &other_method);
    bool raw = r && r->gate == MACHINE;
    arena_end(m);
    return raw;
}

static const char *cookie(const struct visit *v, const char *name) {
    const char *full = site_cookie(v->site, v->act->arena, name);
    for (const struct pair *p = v->in->cookies; p; p = p->next)
        if (same(p->name, full)) return p->value;
    return NULL;
}

static const char *asked_language(const struct visit *v) {
    const char *asked = query(v, "lang");
    return *asked ? asked : cookie(v, "lang");
}

static void choose_language(struct visit *v) {
    const struct language *l = lang_find(asked_language(v));
    if (!l && v->session) l = lang_find(v->session->language);
    if (!l) l = lang_accept(v->in->accept_language);
    v->act->lang = v->h->lang = l;
    if (lang_find(query(v, "lang")))
        reply_header(v, "Set-Cookie", arena_printf(v->act->arena, "%s=%s; Path=/; SameSite=Lax; Max-Age=31536000%s",
                     site_cookie(v->site, v->act->arena, "lang"), l->code, v->site->behind_tls ? "; Secure" : ""));
}

void visit_speak(struct visit *v, const char *language) {
    const struct language *l = lang_find(language);
    if (l && !lang_find(asked_language(v))) v->act->lang = v->h->lang = l;
}

/* The token of a form binds it to its session, and to the post in which it was opened: with
 * two posts and two tabs nobody says for one party what was written for the other. */
static const char *form_token(struct arena *m, const char *secret, const struct session *s) {
    return hash_keyed(m, secret, s && s->mandate ? arena_printf(m, "csrf %s", s->mandate) : "csrf");
}

/* A browser without a session still has a secret of its own, so that forms of the public
 * (sign-in) are bound to it. Made on first need. */
static void know_browser(struct visit *v) {
    struct arena *m = v->act->arena;
    v->browser = cookie(v, "browser");
    if (!v->browser || strlen(v->browser) != 52) {
        v->browser = hash_secret(m);
        reply_header(v, "Set-Cookie", arena_printf(m, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000%s",
                     site_cookie(v->site, m, "browser"), v->browser, v->site->behind_tls ? "; Secure" : ""));
    }
    v->h->csrf = form_token(m, v->session ? v->session->token : v->browser, v->session);
}

/* Another site's page must not post here: the browser says where a form comes from, and the
 * form carries the token of this session. */
static bool from_elsewhere(const struct visit *v) {
    const char *origin = v->in->origin;
    if (blank(origin)) return false;
    const char *host = strstr(origin, "://");
    return !host || !same(host + 3, v->in->host);
}

/* The page asked for with its query, to come back to after signing in. */
static const char *asked_for(const struct visit *v) {
    if (v->in->method != GET) return "/";
    struct buf *b = buf_new(v->act->arena);
    buf_add(b, v->in->path);
    for (const struct pair *p = v->in->query; p; p = p->next)
        buf_printf(b, "%c%s", p == v->in->query ? '?' : '&', address(v->act->arena, "%s=%s", p->name, p->value));
    return b->size <= 1000 ? b->data : v->in->path;
}

static bool gate_open(struct visit *v) {
    struct act *a = v->act;
    const char *path = asked_for(v);
    enum gate gate = v->route->gate;
    if (gate == ANYONE || gate == MACHINE) return true;
    if (!v->session) {
        if (v->in->method == POST) v->site->interrupted(v);
        else redirect(v, "/sign-in?goto=%s", path);
        return false;
    }
    const char *f = access_function(a);
    bool fits = gate == SIGNED_IN || (gate == SECRETARIAT && same(f, "secretariat")) ||
                (gate == ADMINISTRATOR && same(f, "administrator")) ||
                (gate == STATE && *f && !same(f, "secretariat") && !same(f, "administrator"));
    if (!fits) return fail(a, DENIED, TR("There is nothing here for you."));
    if (gate != SIGNED_IN && access_needs_second_factor(f) && !a->strong) {
        if (v->in->method == POST) v->site->interrupted(v);
        else redirect(v, "/second-factor?goto=%s", path);
        return false;
    }
    return true;
}

static void run(struct visit *v) {
    struct act *a = v->act;
    if (!gate_open(v)) return;
    if (v->in->method == POST && v->route->gate != MACHINE) {
        if (from_elsewhere(v)) {
            fail(a, DENIED, TR("This form came from another site and was refused."));
            return;
        }
        if (!hash_same(posted(v, "csrf"), v->h->csrf)) {
            v->site->interrupted(v);
            return;
        }
        field_limits(a, v->in->form);
    }
    v->route->page(v);
}

static int status_of(enum outcome o) {
    static const int statuses[] = {[OK] = 200, [INVALID] = 422, [DENIED] = 404, [NOT_FOUND] = 404, [CONFLICT] = 409,
                                   [TOO_MANY] = 429, [BROKEN] = 503};
    return statuses[o];
}

static void start_again(struct visit *v) {
    v->h->out->size = 0;
    v->out->body = NULL;
    v->out->fixed = (struct bytes){0};
    v->out->status = 0;
    v->out->type = NULL;
}

/* Refused only for want of the second factor: it is asked for, and what was typed is kept. */
static void ask_second_factor(struct visit *v) {
    v->act->failure = INVALID; /* nothing is kept, but the page may read names */
    if (v->in->method == POST) v->site->interrupted(v);
    else redirect(v, "/second-factor?goto=%s", asked_for(v));
}

static void answer(struct visit *v) {
    struct act *a = v->act;
    bool other_method = false;
    choose_language(v);
    know_browser(v);
    v->base_url = v->site->base_url ? v->site->base_url
        : arena_printf(a->arena, "%s://%s", v->in->tls ? "https" : "http", v->in->host ? v->in->host : "localhost");
    v->route = find_route(v->site, a->arena, v->in, &v->params, &other_method);
    bool drawn = false;
    if (!v->route) {
        fail(a, NOT_FOUND, TR("There is no page at this address."));
    } else {
        run(v);
        drawn = v->h->out->size > 0 || v->out->status || v->out->body || v->out->fixed.data;
    }
    bool weak = (a->failure == DENIED || a->failure == NOT_FOUND) && access_lacks_second_factor(a);
    if (a->failure && !(a->failure == INVALID && drawn)) {
        start_again(v);
        if (weak) ask_second_factor(v);
        else v->site->failure(v);
    }
    if (a->failure && !weak) v->out->status = other_method ? 405 : status_of(a->failure);
    if (v->out->status == 405) reply_header(v, "Allow", v->in->method == GET ? "POST" : "GET, HEAD");
    if (!v->out->status) v->out->status = 200;
    if (!v->out->type) v->out->type = "text/html; charset=utf-8";
    if (!v->out->body && !v->out->fixed.data) v->out->body = v->h->out;
}

static void prepare(struct visit *v, struct act *a, const struct site *site, struct db *db, struct arena *m, struct request *in,
                    struct reply *out) {
    act_start(a, m, db, lang_find("en"));
    *out = (struct reply){0};
    *v = (struct visit){.act = a, .in = in, .out = out, .site = site, .h = html_new(m, a->lang)};
}

static void inside_savepoint(struct visit *v) {
    bool writes = v->in->method == POST;
    if (writes && !db_act_begin(v->act)) return answer(v);
    answer(v);
    if (writes && !db_act_end(v->act) && v->out->status < 400) v->out->status = status_of(v->act->failure);
}

void site_answer(const struct site *site, struct db *db, struct arena *m, struct request *in, struct reply *out) {
    struct visit v;
    struct act *a = NEW(m, struct act);
    prepare(&v, a, site, db, m, in, out);
    v.session = session_find(a, cookie(&v, "session"));
    inside_savepoint(&v);
    out->detail = a->detail;
    const char *ten_minutes_ago = clock_text(m, clock_now() - 600);
    if (v.session && strcmp(v.session->seen, ten_minutes_ago) < 0) out->touch = v.session->id;
}

void site_touch(struct db *db, struct arena *m, const char *session) {
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    session_touch(&a, session);
}

SQL(site_person, "k", "kttttt", "SELECT id, name, mail, language, zone, totp FROM person WHERE id = $1");
SQL(site_mandate, "kkd", "ktt",
    "SELECT id, function, party FROM mandate WHERE person = $1 AND (id = $2 OR $2 = '') AND ended IS NULL AND since <= $3 "
    "AND (until IS NULL OR until >= $3) ORDER BY created, id LIMIT 1");

void site_answer_as(const struct site *site, struct db *db, struct arena *m, struct request *in, struct reply *out,
                    const char *person, const char *mandate) {
    struct visit v;
    struct act *a = NEW(m, struct act);
    prepare(&v, a, site, db, m, in, out);
    struct row *p = person ? db_one(a, site_person, person) : NULL;
    if (p) {
        struct row *r = db_one(a, site_mandate, person, mandate ? mandate : "", arena_copy_n(m, a->now, 10));
        struct session *s = v.session = NEW(m, struct session);
        *s = (struct session){.id = "console", .token = "console", .person = text(p, 0), .name = text(p, 1), .mail = text(p, 2),
            .language = text(p, 3), .zone = text(p, 4), .strong = true, .has_totp = text(p, 5) != NULL,
            .mandate = r ? text(r, 0) : NULL, .function = r ? text(r, 1) : "", .party = r && text(r, 2) ? text(r, 2) : ""};
        a->person = s->person;
        a->mandate = s->mandate;
        a->party = *s->party ? s->party : NULL;
        a->strong = true;
        a->zone = s->zone;
        if (in->method == POST) { /* the caller stands for the browser: its token is right */
            struct pair *t = NEW(m, struct pair);
            *t = (struct pair){"csrf", form_token(m, s->token, s), in->form};
            in->form = t;
        }
    }
    inside_savepoint(&v);
}
