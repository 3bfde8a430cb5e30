/* sign_in.h: signing in by a link in a mail: 10 minutes, once, only in the browser that asked,
 * consumed by a POST so that mail scanners spend nothing. Links are kept as digests. The same
 * answer is given for addresses nobody has. */
#ifndef AREA_SIGN_IN_H
#define AREA_SIGN_IN_H
#include "base/act.h"

/* Asks for a link; browser: secret of the asking browser; network: the client's address, for
 * the rate limit; path: where to go after, or NULL. True also for unknown addresses; a
 * mistake on "mail" only when it is no address at all. */
bool sign_in_ask(struct act *, const char *mail, const char *browser, const char *network, const char *path, const char *base_url);
/* Makes a link's secret for a person: purpose invitation or console; browser NULL: any. */
char *sign_in_link(struct act *, const char *person, const char *purpose, int minutes, const char *browser, const char *path);
/* An invitation's, which ends with its mandate. */
char *sign_in_link_for(struct act *, const char *person, const char *mandate, int minutes);
/* Whether the link would work here now, without spending it; the purpose, or NULL with the
 * reason in a->message. */
const char *sign_in_look(struct act *, const char *token, const char *browser);
/* The language of whom the link was made for, whether it still works or not; "" for no link of
 * ours. Only whoever has the link can ask. */
const char *sign_in_language(struct act *, const char *token);
/* Who may sign in on a server that is a demonstration: mail, function and party ("") of each post.
 * NULL on every other: it holds a synthetic round, and nobody on it has an address outside
 * .example, which no real person can have (RFC 2606). Open to all: nobody is behind these. */
struct demo_role { const char *mail, *function, *party; };
struct demo_role *sign_in_demonstration(struct act *, size_t *n);
/* Spends the link and starts a session; gives the cookie and where to go ("/work"). */
char *sign_in_use(struct act *, const char *token, const char *browser, const char *agent, const char **path);
#endif
