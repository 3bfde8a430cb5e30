/* mail.h: the outbox. An area says once what is to be sent to whom; the server sends it
 * later, on a thread of its own, and keeps what became of it. A cause (`once`) is sent once,
 * however often it is queued. Subject and words are already in the receiver's language.
 * Never put words of an answer into a mail. */
#ifndef AREA_MAIL_H
#define AREA_MAIL_H
#include "base/act.h"

struct mail {
    const char *kind;      /* invitation, sign_in, reminder, waiting, receipt, recall, notice */
    const char *once;      /* "reminder/<round>/<step>/<person>"; NULL: always a new one */
    const char *round, *party; /* whose secretariat may read the entry; NULL: nobody's */
    const char *person;    /* id, or NULL */
    const char *address, *language, *subject, *words;
    bool secret;           /* holds a sign-in link: words are emptied once sent, never shown */
};
bool mail_queue(struct act *, const struct mail *);
/* To a person by id: looks up the address; subject and words in their language. */
bool mail_to_person(struct act *, const char *person, struct mail *);

/* For the sender: entries that are due, oldest first; then what became of each. */
struct due_mail { const char *id, *address, *language, *subject, *words; int64_t tries; };
struct due_mail *mail_due(struct act *, int most, size_t *n);
bool mail_sent(struct act *, const char *id);
/* Tries again after 1, 2, 4 … minutes up to 6 hours; gives up after three days. */
bool mail_failed(struct act *, const char *id, const char *problem);

/* The outbox of a round, newest first; access RUN_ROUND with the round's host. */
struct mail_line { const char *kind, *address, *subject, *created, *sent, *given_up, *problem; int64_t tries; };
struct mail_line *mail_of_round(struct act *, const char *round, const char *host, size_t *n);
#endif
