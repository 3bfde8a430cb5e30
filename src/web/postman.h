/* postman.h: carries the outbox (area/mail.h) to an SMTP server through libcurl, with TLS
 * when the address says smtps:// or the server offers STARTTLS; a password never travels
 * without TLS but to this machine. Never called inside a transaction: each mail is claimed,
 * sent, and its result written in short ones of its own, so the network holds no lock. */
#ifndef WEB_POSTMAN_H
#define WEB_POSTMAN_H
#include "store/db.h"

struct postman {
    const char *smtp;            /* smtp://host:port, smtps://…, smtp+starttls://… (TLS or nothing); NULL: mails wait */
    const char *user, *password; /* or NULL */
    const char *from;            /* address of the sender */
    const char *ca;              /* file of certificates to trust instead of the machine's, or NULL */
    int64_t pause_until;         /* its own: after a server that did not answer */
};
/* Sends what is due, at most 50; the number sent. db: a writing connection outside any transaction. */
int postman_round(struct postman *, struct db *, struct arena *);
/* The message as bytes (RFC 5322, UTF-8, base64): for tests and for postman_round. */
struct buf *postman_message(struct arena *, const char *from, const char *to, const char *id, const char *language,
                            const char *subject, const char *words, int64_t at);
#endif
