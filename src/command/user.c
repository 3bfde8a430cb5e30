/* People from the command line of the server: the first administrator, links to sign in
 * where no mail goes out, and who holds which post. */
#include "area/people.h"
#include "area/sign_in.h"
#include "area/totp.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "command/command.h"

int command_user(struct arguments *);

static const char *url(struct arguments *g) {
    return g->settings->base_url ? g->settings->base_url : arena_printf(g->arena, "http://127.0.0.1:%s", g->settings->port);
}

SQL(user_all, "d", "ttttttk",
    "SELECT p.mail, p.name, m.function, coalesce(m.party, ''), m.since, coalesce(m.until, ''), m.id FROM mandate m "
    "JOIN person p ON p.id = m.person WHERE m.ended IS NULL AND (m.until IS NULL OR m.until >= $1) ORDER BY p.mail, m.function");

/* What the operator does with an account stands in the trail of everyone it acts for. */
static void note(struct act *a, const char *person, const char *deed) {
    size_t n;
    struct holder *m = people_mandates(a, person, &n);
    for (size_t i = 0; i < n; i++)
        trail_write(a, *m[i].party ? people_state(a, m[i].party) : NULL, deed, person, arena_printf(a->arena, "%s: %s", m[i].function, m[i].mail));
    if (!n) trail_write(a, NULL, deed, person, "");
}

static int link_(struct arguments *g, struct act *a, const char *mail) {
    const char *person = console_person(a, "user", mail);
    if (!person || !console_begin(a, "user")) return 1;
    char *token = sign_in_link(a, person, "console", 10, NULL, NULL);
    note(a, person, TR("made a link to sign in, on the server"));
    int code = console_commit(a, "user");
    if (!code) printf("%s/enter/%s\n", url(g), token);
    return code;
}

/* Sets the seed of the second factor: a new one or the one given, for demonstrations and
 * tests; none after a lost phone, so that the person sets it up at the next sign-in. */
static int totp(struct act *a, const char *mail, const char *seed, bool forget) {
    const char *person = console_person(a, "user", mail);
    if (!person) return 1;
    if (seed && (strlen(seed) != 32 || strspn(seed, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != 32))
        return complain("user", "a seed is 32 letters of A-Z and 2-7");
    if (!console_begin(a, "user")) return 1;
    if (!seed && !forget) seed = totp_seed(a);
    totp_replace(a, person, seed);
    note(a, person, forget ? TR("removed the second factor, on the server") : TR("set the second factor, on the server"));
    int code = console_commit(a, "user");
    if (!code && seed) printf("%s\n", seed);
    return code;
}

static int end(struct act *a, const char *mandate) {
    if (!console_begin(a, "user")) return 1;
    people_end(a, mandate);
    return console_commit(a, "user");
}

static int mandate(struct arguments *g, struct act *a, const char *mail, const char *function) {
    const char *party = option(g, "party"), *name = option(g, "name"), *language = option(g, "lang");
    const char *until = option(g, "until");
    bool mails = flag(g, "mail");
    if (!console_begin(a, "user")) return 1;
    struct appointment p = {.party = party, .function = function, .mail = mail, .name = name ? name : mail,
                            .language = language ? language : "en", .until = until, .base_url = mails ? url(g) : NULL};
    const char *id = people_appoint(a, &p);
    int code = console_commit(a, "user");
    if (!code) printf("%s\n", id);
    return code;
}

static int list(struct act *a) {
    struct rows *r = db_all(a, user_all, arena_copy_n(a->arena, a->now, 10));
    for (size_t i = 0; i < r->n; i++)
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3), text(r->row[i], 4), text(r->row[i], 5),
               text(r->row[i], 6));
    return failed(a) ? complain("user", "%s", a->detail) : 0;
}

int command_user(struct arguments *g) {
    if (!g->n) return misused("user");
    struct db *db = open_database(g, "user", DB_WRITE, false);
    if (!db) return 1;
    struct act a;
    console_act(&a, g, db);
    const char *what = g->word[0];
    int code;
    if (same(what, "list") && g->n == 1) code = list(&a);
    else if (same(what, "link") && g->n == 2) code = link_(g, &a, g->word[1]);
    else if (same(what, "totp") && g->n == 3 && same(g->word[2], "--forget")) code = totp(&a, g->word[1], NULL, true);
    else if (same(what, "totp") && (g->n == 2 || g->n == 3)) code = totp(&a, g->word[1], g->n == 3 ? g->word[2] : NULL, false);
    else if (same(what, "end") && g->n == 2) code = end(&a, g->word[1]);
    else if ((same(what, "mandate") || same(what, "invite")) && g->n >= 3) code = mandate(g, &a, g->word[1], g->word[2]);
    else code = misused("user");
    db_close(db);
    return code;
}
