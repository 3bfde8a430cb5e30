/* act.h: one unit of work: who acts, for which party, in which language; its memory; its
 * first failure; its database transaction. One POST is one act is one transaction.
 * After fail() database calls do nothing (after a mistake reading goes on) and commit refuses, so callers
 * may write straight on and look once, at the end:
 *   if (!round_open(a, id)) return false;   // the page shows a->failure
 * Area functions return bool, or a pointer that may be NULL; what they return lives in
 * a->arena. Messages are English keys of the catalogue (lang/), never built from parts. */
#ifndef BASE_ACT_H
#define BASE_ACT_H
#include "base/arena.h"

enum outcome {
    OK = 0,
    INVALID,   /* the user can mend it: see mistakes */
    DENIED,    /* the one access decision said no; shown exactly as NOT_FOUND */
    NOT_FOUND,
    CONFLICT,  /* somebody else was first; nothing is lost */
    TOO_MANY,  /* a rate limit */
    BROKEN     /* database, disk, network: not the user's fault */
};
struct mistake { /* one wrong field of a form; message is already translated */
    const char *field, *message;
    struct mistake *next;
};
struct db;
struct standing; /* area/access.h: what the acting person is, worked out once per act */
struct language; /* base/lang.h */

struct act {
    struct arena *arena;
    struct db *db;
    const struct language *lang;
    const char *zone;      /* IANA name for dates shown; "UTC" until known */
    const char *now;       /* instant at which the act began */
    const char *person;    /* id, or NULL: the public */
    const char *mandate;   /* id of the mandate under which the person acts, or NULL */
    const char *party;     /* id of the party acted for, or NULL */
    bool strong;           /* a second factor was given in this session */
    bool console;          /* a command run on the server by its operator */
    struct standing *standing;
    enum outcome failure;
    const char *message;   /* translated; of the first failure */
    const char *detail;    /* for the operator's log only: never shown, never holds user text */
    struct mistake *mistakes, **last_mistake;
};

void act_start(struct act *, struct arena *, struct db *, const struct language *);
/* Records the first failure; later ones are ignored. Always returns false. */
bool fail(struct act *, enum outcome, const char *message, ...) PRINTF(3, 4);
/* A failure of the machine; detail goes to the log, the user reads plain words. */
bool broken(struct act *, const char *detail, ...) PRINTF(2, 3);
/* Adds a wrong field and makes the outcome INVALID. Always returns false. */
bool mistake(struct act *, const char *field, const char *message, ...) PRINTF(3, 4);
/* The same with words that are translated already. */
bool mistake_said(struct act *, const char *field, const char *words);
/* Whether a text keeps to the limit of its field; else a mistake that names the field (label,
 * a key), its limit and the length. Nobody's text is ever cut: fields on pages have no
 * maxlength, because a browser cuts what is pasted without a word. */
bool within(struct act *, const char *field, const char *label, const char *value, int most);
/* The message for a field, or NULL. */
const char *mistake_of(const struct act *, const char *field);
static inline bool failed(const struct act *a) { return a->failure != OK; }
#endif
