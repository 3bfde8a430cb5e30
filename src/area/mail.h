/* mail.h: the outbox. An area says once what is to be sent to whom; the server sends it
 * later, on a thread of its own, and keeps what became of it. A cause (`once`) is sent once,
 * however often it is queued. Subject and words are already in the receiver's language.
 * Never put words of an answer into a mail. */
#ifndef AREA_MAIL_H
#define AREA_MAIL_H
#include "base/act.h"

struct mail {
    /* Addressed by the round, so its secretariat may read the entry in the outbox: invitation,
     * reminder (to answer), date (of another step), notice (a paragraph quotes the party), circulated (the report).
     * The party's own, never shown to the secretariat whatever `round` says: sign_in, waiting
     * (a section waits for somebody), receipt, recall. */
    const char *kind;
    const char *once;      /* "reminder/<round>/<step>/<person>"; NULL: always a new one */
    const char *round, *party; /* or NULL */
    const char *person;    /* id, or NULL */
    const char *address, *language, *subject, *words;
    const char *shown;     /* what the secretariat reads in place of the words; NULL: the words */
    bool secret;           /* holds a sign-in link: words are emptied once sent, never shown */
};
bool mail_queue(struct act *, const struct mail *);
/* To a person by id: looks up the address; subject and words in their language. */
bool mail_to_person(struct act *, const char *person, struct mail *);

/* Mails of a kind to a person for a party (or "") that have not left yet are not sent any more. */
bool mail_withdraw(struct act *, const char *kind, const char *person, const char *party);

/* For the sender (web/postman.h): what is due, oldest first. Whoever asked for one mail a day
 * gets reminders, waiting and notice of a day in one: ids then holds several. */
struct due_mail {
    const char **ids;
    size_t n;
    const char *address, *language, *subject, *words;
};
struct due_mail *mail_due(struct act *, int most, size_t *n);
/* Before sending: takes the mail for ten minutes, so that of two senders one sends it and a
 * crash does not repeat it in a loop. False: somebody else has it, or it is too late (a
 * sign-in link that has run out, a reminder three days old, or one whose receiver's posts or
 * whose round ended meanwhile) and was given up. */
bool mail_claim(struct act *, const struct due_mail *);
bool mail_sent(struct act *, const struct due_mail *);
/* Tries again after 1, 2, 4 … minutes up to 6 hours; gives up after about three days of tries. */
bool mail_failed(struct act *, const struct due_mail *, const char *problem);

/* The outbox of a round, newest first, before an entry (id, or NULL); access RUN_ROUND
 * (its host's secretariat). */
struct mail_line { const char *id, *kind, *address, *subject, *created, *sent, *given_up, *problem, *next_try; int64_t tries; };
struct mail_line *mail_of_round(struct act *, const char *round, const char *before, int most, size_t *n);
/* One of them with its words ("" when they held a link), or NULL. */
struct mail_line *mail_one_of_round(struct act *, const char *round, const char *id, const char **words,
                                    const char **language);
#endif
