/* visit.h: one request and its reply, as a page sees it. A page function gets a visit and
 * either writes v->h between page_begin/page_end, or calls one of the reply functions. The
 * transaction is open when it starts; the reply leaves only after the commit. GET shows,
 * POST saves and redirects. All input is valid UTF-8, bounded, and cleaned by text_clean. */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H
#include "base/act.h"
#include "store/db.h"
#include "web/html.h"

enum method { GET, POST };
struct pair { const char *name, *value; struct pair *next; };
struct upload {
    const char *field, *name, *type; /* name: the file's, cleaned, no path */
    struct bytes content;
    struct upload *next;
};
struct request {
    enum method method;
    bool head;
    const char *path;          /* decoded, normalized, begins with "/" */
    struct pair *query, *cookies, *form;
    struct upload *uploads;
    struct bytes raw;          /* the body of a POST to a MACHINE's page, as it came */
    const char *host, *origin, *referer, *accept_language, *agent, *none_match;
    const char *remote;        /* address of the client, for rate limits only; never logged */
    bool tls;                  /* the browser's side is https */
    bool gzip;                 /* the client accepts gzip */
    bool by_script;            /* sent by our script: answer short, not a whole page */
};
struct header { const char *name, *value; struct header *next; };
struct reply {
    int status;                /* 200 until set */
    const char *type;          /* "text/html; charset=utf-8" until set */
    struct buf *body;
    struct bytes fixed;        /* used instead of body for embedded files */
    struct header *headers;
    const char *detail;        /* of a BROKEN act, for the operator's log */
    const char *touch;         /* session to mark as seen, or NULL */
};
/* Who may call a route at all; the areas then decide on the thing itself. */
enum gate { ANYONE, SIGNED_IN, SECRETARIAT, STATE, ADMINISTRATOR,
            MACHINE }; /* another server: no session, no form; what it posts is in->raw */
struct visit;
struct route {
    enum method method;
    const char *pattern;       /* "/rounds/:id/report" */
    void (*page)(struct visit *);
    enum gate gate;
    const char *title;         /* key; what the page is, in the site map */
};
struct visit {
    struct act *act;
    struct request *in;
    struct reply *out;
    struct html *h;
    const struct route *route;
    struct pair *params;
    struct session *session;   /* area/session.h; NULL: nobody signed in */
    const struct site *site;
    struct frame *frame;       /* of page/frame.c */
    const char *browser;       /* value of the browser's cookie, made when absent */
    const char *base_url;      /* "https://host": for mails, from settings, else from Host */
};

const char *param(const struct visit *, const char *name);  /* of the path; never NULL */
const char *query(const struct visit *, const char *name);  /* "" when absent */
const char *posted(const struct visit *, const char *name); /* "" when absent */
bool posted_has(const struct visit *, const char *name);
/* All values of a repeated field, joined by spaces (check boxes). */
const char *posted_all(const struct visit *, const char *name);
const struct upload *posted_file(const struct visit *, const char *field); /* NULL when none or empty */

/* Refuses what is longer than the limits the form carries (web/field.c): a mistake on each such
 * field, on the act before its page runs, so that the page draws its form again as it was typed. */
bool field_limits(struct act *, const struct pair *form);

/* Speaks this language on the page, unless the reader has chosen one (?lang=, kept in a cookie);
 * what the browser asks for counts less. Unknown codes change nothing. */
void visit_speak(struct visit *, const char *language);

void reply_header(struct visit *, const char *name, const char *value);
/* 303 to an address of this server, made as link() makes it. */
#define redirect(v, literal, ...) reply_redirect(v, "" literal, ##__VA_ARGS__)
void reply_redirect(struct visit *, const char *format, ...) PRINTF(2, 3);
/* 303 with a short message (a key) shown once on the next page. */
#define redirect_with(v, message, literal, ...) reply_redirect_with(v, message, "" literal, ##__VA_ARGS__)
void reply_redirect_with(struct visit *, const char *message, const char *format, ...) PRINTF(3, 4);
/* A file to save: type, name in ASCII, bytes. */
void reply_file(struct visit *, const char *type, const char *name, struct bytes);
void reply_text(struct visit *, int status, const char *text);
/* The same for everybody, so that any cache may keep it: no cookie goes along. cache: the value
 * of Cache-Control. */
void reply_public(struct visit *, const char *cache);
#endif
