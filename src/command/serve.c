#include "area/log.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "command/command.h"
#include "command/remind.h"
#include "page/site.h"
#include "web/errand.h"
#include "web/postman.h"
#include "web/server.h"

int command_serve(struct arguments *);

enum { remind_every_ms = 10 * 60 * 1000 };
static struct postman postman;
static const char *links_begin, *stamp_authority;
static int64_t remind_next;

/* What the server does by itself, every few seconds: carry the outbox; every few minutes: see
 * which reminders are due. */
static void tick(struct db *db, struct arena *m) {
    const char *late = NULL;
    if (!log_publish(db, m, &late)) fprintf(stderr, "isthmus serve: release log: %s\n", late);
    if (clock_monotonic_ms() >= remind_next) {
        const char *problem = "";
        remind_next = clock_monotonic_ms() + remind_every_ms;
        if (remind(db, m, links_begin, false, &problem) < 0) fprintf(stderr, "isthmus serve: reminders: %s\n", problem);
    }
    errand_witnesses(m);
    errand_stamps(db, m, stamp_authority);
    postman_round(&postman, db, m);
}

/* Leaves written in this commit go to the world before the replies do; a proof that cannot be
 * made now is made later, and the page says that it is pending. */
static void committed(struct db *db, struct arena *m) {
    const char *problem = NULL;
    if (log_pending() && !log_publish(db, m, &problem)) fprintf(stderr, "isthmus serve: release log: %s\n", problem);
}

/* What was served must still be there; reading goes on without it, releasing does not. */
static void check_log(struct arguments *g, struct db *db) {
    struct act a;
    console_act(&a, g, db);
    const char *problem = log_check(&a, false);
    if (problem || !log_publish(db, g->arena, &problem)) fprintf(stderr, "isthmus serve: release log: %s\n", problem);
}

static void ready(int port) {
    printf("Isthmus listens on http://127.0.0.1:%d\n", port);
    fflush(stdout);
}

int command_serve(struct arguments *g) {
    if (g->n) return misused("serve");
    int64_t deadline = 0;
    if (!text_number(g->settings->deadline, &deadline) || deadline < 1 || deadline > 3600)
        return complain("serve", "ISTHMUS_DEADLINE is a number of seconds from 1 to 3600, not %s", g->settings->deadline);
    struct db *db = prepare_database(g, "serve");
    if (!db) return 1;
    check_log(g, db);
    db_close(db);
    struct site site = page_site();
    /* Links in mails never take their host from a request: whoever asks with a Host of their own
     * would have another person's link sent to them. */
    site.base_url = g->settings->base_url ? g->settings->base_url : arena_printf(g->arena, "http://127.0.0.1:%s", g->settings->port);
    stamp_authority = g->settings->tsa;
    links_begin = site.base_url;
    site.behind_tls = text_starts(site.base_url, "https://");
    if (g->settings->smtp && !g->settings->base_url)
        fprintf(stderr, "isthmus serve: ISTHMUS_URL is not set, so links in mails begin with %s\n", site.base_url);
    postman = (struct postman){g->settings->smtp, g->settings->smtp_user, g->settings->smtp_password, g->settings->mail_from,
                               g->settings->smtp_ca, 0};
    struct server_options o = {.address = g->settings->address, .port = g->settings->port, .database = g->settings->database,
                               .site = &site, .proxy = g->settings->proxy, .deadline = (int)deadline, .tick = tick, .committed = committed, .ready = ready};
    return server_run(&o);
}
