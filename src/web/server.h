/* server.h: the site over HTTP/1.1, through libmicrohttpd driven by our own poll loop. Pages
 * (GET) are answered in the loop on SQLite; a POST waits, its connection suspended, for the
 * one writer, which commits many acts at once: a reply leaves only after its act is durable.
 * On PostgreSQL a few workers answer both, each with its own connection. TLS and HTTP/2 are
 * a reverse proxy's work (docs/operator.md). */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H
#include "web/site.h"

struct server_options {
    const char *address, *port;
    const char *database;
    const struct site *site;
    const char *proxy;       /* address of the reverse proxy whose X-Forwarded-… are believed, or NULL */
    int deadline;            /* seconds in which a request must have arrived; 0: 180 */
    /* Called about every 5 seconds on a thread and connection of its own; may be NULL. */
    void (*tick)(struct db *, struct arena *);
    /* Called after each commit of POSTs, before their replies leave; may be NULL. */
    void (*committed)(struct db *, struct arena *);
    /* Called once the port is open and before any thread is made; false ends the server. May be NULL. */
    bool (*opened)(void);
    void (*ready)(int port); /* called once the server listens; may be NULL */
};
/* Serves until SIGTERM or SIGINT, finishes what is in hand; 0, or 1 after a message on stderr. */
int server_run(const struct server_options *);
#endif
