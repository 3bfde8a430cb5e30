#include "area/log.h"
#include <libgen.h>
#include "base/clock.h"
#include "base/confine.h"
#include "base/file.h"
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
static struct arguments *serving;
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

/* From now on the server reaches its own folders and what its libraries need (base/confine.h). */
static bool shut_the_rest(void) {
    struct arena *m = arena_new();
    const struct settings *s = serving->settings;
    const char *home = getenv("HOME"), *scratch = arena_printf(m, "%s/scratch", s->data), *lacking = NULL, *read[12] = {NULL}, *write[3] = {s->data, NULL};
    size_t n = 0;
    if (s->smtp_ca) read[n++] = s->smtp_ca;
    if (!text_starts(s->database, "postgres")) write[1] = dirname(arena_copy(m, s->database));
    else { /* where libpq looks for passwords and certificates */
        static const char *const at_home[] = {".pgpass", ".pg_service.conf", ".postgresql"}, *const named[] = {"PGPASSFILE", "PGSERVICEFILE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY", "PGSSLCRL"};
        for (size_t i = 0; home && i < COUNT(at_home); i++) read[n++] = arena_printf(m, "%s/%s", home, at_home[i]);
        for (size_t i = 0; i < COUNT(named); i++)
            if (getenv(named[i])) read[n++] = getenv(named[i]);
    }
    /* What libraries put aside while they write a spreadsheet lies with the data, not in /tmp. */
    bool fine = file_folder(scratch) && !setenv("TMPDIR", scratch, 1);
    if (!fine) lacking = arena_printf(m, "cannot make the folder %s", scratch);
    fine = fine && confine(&(struct confinement){write, read}, &lacking);
    if (lacking) complain("serve", "%s", lacking);
    arena_end(m);
    return fine;
}

static void ready(int port) {
    printf("Isthmus listens on http://127.0.0.1:%d\n", port);
    fflush(stdout);
}

int command_serve(struct arguments *g) {
    if (g->n) return misused("serve");
    int64_t deadline = 0;
    serving = g;
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
                               .site = &site, .proxy = g->settings->proxy, .deadline = (int)deadline, .tick = tick, .committed = committed, .opened = shut_the_rest, .ready = ready};
    return server_run(&o);
}
