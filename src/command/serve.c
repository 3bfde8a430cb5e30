#include "base/text.h"
#include "command/command.h"
#include "page/site.h"
#include "web/postman.h"
#include "web/server.h"

int command_serve(struct arguments *);

static struct postman postman;

/* What the server does by itself, every few seconds: carry the outbox. */
static void tick(struct db *db, struct arena *m) { postman_round(&postman, db, m); }

static void ready(int port) {
    printf("Isthmus listens on http://127.0.0.1:%d\n", port);
    fflush(stdout);
}

int command_serve(struct arguments *g) {
    if (g->n) return misused("serve");
    struct db *db = prepare_database(g, "serve");
    if (!db) return 1;
    db_close(db);
    struct site site = page_site();
    /* Links in mails never take their host from a request: whoever asks with a Host of their own
     * would have another person's link sent to them. */
    site.base_url = g->settings->base_url ? g->settings->base_url : arena_printf(g->arena, "http://127.0.0.1:%s", g->settings->port);
    site.behind_tls = text_starts(site.base_url, "https://");
    if (g->settings->smtp && !g->settings->base_url)
        fprintf(stderr, "isthmus serve: ISTHMUS_URL is not set, so links in mails begin with %s\n", site.base_url);
    postman = (struct postman){g->settings->smtp, g->settings->smtp_user, g->settings->smtp_password, g->settings->mail_from,
                               g->settings->smtp_ca, 0};
    struct server_options o = {.address = g->settings->address, .port = g->settings->port, .database = g->settings->database,
                               .site = &site, .proxy = g->settings->proxy, .tick = tick, .ready = ready};
    return server_run(&o);
}
