/* session.h: who is signed in with this browser, for whom they act now. Tokens are kept as
 * SHA-256 only. Sign-in itself is area/sign_in.h. */
#ifndef AREA_SESSION_H
#define AREA_SESSION_H
#include "base/act.h"

struct session {
    const char *id, *token;    /* the cookie's value: for CSRF tokens */
    const char *person, *name, *mail, *mandate;
    const char *language, *zone; /* of the person */
    const char *function, *party; /* of the acting mandate; "" when none */
    const char *seen;              /* instant last marked */
    bool strong, has_totp;
};
/* The session of a cookie, or NULL (unknown, expired, ended). Fills a->person, mandate,
 * party, strong, zone. When the acting post has ended, another of the person's is taken. Reads only. */
struct session *session_find(struct act *, const char *token);
/* Makes a session after sign-in; the result is the cookie's value. The acting mandate is
 * the person's only or first one, and the act goes on as that person. */
char *session_start(struct act *, const char *person, const char *agent);
/* Marks the session as seen, at most once in ten minutes (so that reading stays reading). */
bool session_touch(struct act *, const char *session);
bool session_strengthen(struct act *, const struct session *); /* the second factor was given */
bool session_act_for(struct act *, const struct session *, const char *mandate);
bool session_end(struct act *, const char *person, const char *id); /* own sessions only */
bool session_end_others(struct act *, const struct session *); /* all but this one */
struct session_line { const char *id, *agent, *created, *seen; bool current; };
struct session_line *session_list(struct act *, const struct session *, size_t *n);
#endif
