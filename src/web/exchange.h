/* exchange.h: one request on its way through the server: collected in the loop, answered by
 * a worker or in the loop, sent from the loop. Private to web/server.c and its helpers. */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H
#include <netdb.h>
#include <netinet/in.h>
#include <strings.h>
#include <microhttpd.h>
#include "web/site.h"

enum { most_raw = 128 * 1024, most_form = 2 * 1024 * 1024, most_upload = 26 * 1024 * 1024, most_held = 256 * 1024 * 1024 };

struct exchange {
    struct arena *arena;
    struct MHD_Connection *connection;
    struct MHD_PostProcessor *reader;
    struct request in;
    struct reply out;
    struct pair **last_field;
    struct upload **last_upload;
    struct incoming *incoming;  /* the field or file being read */
    struct buf *raw;            /* the body as it comes, for pages of machines */
    size_t received, fields, held;
    int refused;                /* status when the request is refused before any page sees it */
    bool answered;
    const char *touch;          /* an internal job: mark this session as seen */
    struct exchange *next;
};
struct exchange_trust {
    const char *proxy; /* address whose X-Forwarded-… are believed, or NULL */
    bool tls;          /* the operator says that browsers come by https */
    const struct site *site;
};
/* refused: a status from web/framing.h, or 0. */
struct exchange *exchange_new(struct MHD_Connection *, const char *url, const char *method, int refused, const struct exchange_trust *);
/* Nobody knows where such a request ends: its connection is closed after the reply. */
bool exchange_distrusted(const struct exchange *);
/* A piece of the body; false when it is too large or malformed (refused is set). All bodies now
 * held together stay under most_held: who sends them is not yet known. */
bool exchange_body(struct exchange *, const char *data, size_t n);
/* The body is whole: fields and files become text; refused is set when they are no text. */
void exchange_complete(struct exchange *);
/* Sends out (compressed where the client takes it), with the headers every reply has. */
enum MHD_Result exchange_send(struct exchange *);
void exchange_end(struct exchange *);
#endif
