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
    site.base_url = g->settings->base_url;
    site.behind_tls = site.base_url && text_starts(site.base_url, "https://");
    postman = (struct postman){g->settings->smtp, g->settings->smtp_user, g->settings->smtp_password, g->settings->mail_from,
                               g->settings->smtp_ca, 0};
    struct server_options o = {.address = g->settings->address, .port = g->settings->port, .database = g->settings->database,
                               .site = &site, .proxy = g->settings->proxy, .tick = tick, .ready = ready};
    return server_run(&o);
}
