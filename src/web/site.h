/* site.h: what the program serves: the table of routes (page/site.def), settings, and the
 * one way from a request to a reply, with or without a socket:
 *   site_answer(site, db, arena, request, &reply)  // db: a reader for GET, a writer for POST
 * A POST runs in a savepoint; the caller commits before it lets the reply out. */
#ifndef WEB_SITE_H
#define WEB_SITE_H
#include "web/visit.h"

struct site {
    const struct route *routes;
    size_t n_routes;
    void (*failure)(struct visit *);      /* page for a failed act */
    void (*interrupted)(struct visit *);  /* a POST whose session or token is stale: shows what was typed */
    const char *base_url;                 /* "https://…" as set by the operator, or NULL */
    bool behind_tls;                      /* cookies are Secure and named __Host-… */
};
void site_answer(const struct site *, struct db *, struct arena *, struct request *, struct reply *);
/* As a person without a session (`isthmus get --as`, tests): person is an id or NULL,
 * mandate may be NULL (the first). strong is granted. */
void site_answer_as(const struct site *, struct db *, struct arena *, struct request *, struct reply *,
                    const char *person, const char *mandate);
/* A POST to this address is for a machine: its body is kept as it comes. */
bool site_takes_raw(const struct site *, const char *path);
/* Marks a session as seen, in a transaction of the caller. */
void site_touch(struct db *, struct arena *, const char *session);
/* Parses "a=b&c=d" (query or urlencoded body) into pairs, cleaned; false when it is no
 * valid UTF-8 or has more than 5,000 parts. */
bool site_pairs(struct arena *, const char *encoded, size_t n, struct pair **);
/* The name of a cookie for this site: "__Host-session" behind TLS, else "session". */
const char *site_cookie(const struct site *, struct arena *, const char *name);
#endif
