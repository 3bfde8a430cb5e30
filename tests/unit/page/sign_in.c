/* Signing in as browsers meet it: requests and replies without a socket. */
#include "world.h"
#include <liboath/oath.h>
#include "area/access.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/sign_in.h"
#include "area/totp.h"
#include "base/buf.h"
#include "base/clock.h"
#include "page/site.h"

/* One browser: the cookies it holds. */
struct browser { const char *browser, *session; };
static struct reply *last;
static const char *host = "isthmus.example";

static struct pair *pair(struct pair *next, const char *name, const char *value) {
    struct pair *p = NEW(m, struct pair);
    *p = (struct pair){name, value, next};
    return p;
}

static const char *header(const struct reply *r, const char *name, const char *begins) {
    for (const struct header *h = r->headers; h; h = h->next)
        if (same(h->name, name) && strncmp(h->value, begins, strlen(begins)) == 0) return h->value;
    return NULL;
}

static void keep(struct browser *b, const char *name, const char **slot) {
    const char *begins = arena_printf(m, "%s=", name), *set = header(last, "Set-Cookie", begins);
    if (set) *slot = arena_copy_n(m, set + strlen(begins), strcspn(set, ";") - strlen(begins));
}

static const char *ask(struct browser *b, enum method method, const char *address, struct pair *form, const char *origin) {
    static struct site site;
    site = page_site();
    site.base_url = "https://isthmus.example";
    struct request in = {.method = method, .host = host, .origin = origin, .remote = "192.0.2.1", .agent = "Firefox/140 Linux", .form = form};
    const char *mark = strchr(address, '?');
    in.path = mark ? arena_copy_n(m, address, (size_t)(mark - address)) : address;
    if (mark) assert_true(site_pairs(m, mark + 1, strlen(mark + 1), &in.query));
    if (b->browser) in.cookies = pair(in.cookies, "browser", b->browser);
    if (b->session) in.cookies = pair(in.cookies, "session", b->session);
    last = NEW(m, struct reply);
    site_answer(&site, world_db, m, &in, last);
    keep(b, "browser", &b->browser);
    keep(b, "session", &b->session);
    return last->body ? last->body->data : "";
}
static const char *get(struct browser *b, const char *address) { return ask(b, GET, address, NULL, NULL); }

/* The value of a hidden field of the page. */
static const char *hidden(const char *page, const char *name) {
    const char *at = strstr(page, arena_printf(m, "name=\"%s\" value=\"", name));
    if (!at) return "";
    at = strstr(at, "value=\"") + 7;
    return arena_copy_n(m, at, strcspn(at, "\""));
}

/* Posts with the token of the page that holds the form. */
static const char *post(struct browser *b, const char *page, const char *address, struct pair *form) {
    return ask(b, POST, address, pair(form, "csrf", hidden(page, "csrf")), "https://isthmus.example");
}

static struct act *town(const char **person) {
    struct act *a = world();
    party(a, "chl", "state");
    const char *mandate = people_appoint(a, &(struct appointment){.party = "chl", .function = "focal_point", .mail = "ana@x.example",
                                                                  .name = "Ana", .language = "en"});
    *person = people_mandate(a, mandate)->person;
    return a;
}

static const char *link_in_mail(struct act *a) {
    size_t n;
    struct due_mail *d = mail_due(again(a), 10, &n);
    assert_true(n > 0);
    const char *at = strstr(d[n - 1].words, "/enter/");
    return at ? arena_copy_n(m, at, 7 + 52) : "";
}

static void known_and_unknown_addresses_look_alike(void **s) {
    const char *person;
    town(&person);
    struct browser b = {0};
    const char *page = get(&b, "/sign-in"), *bodies[2], *places[2];
    const char *mails[] = {"ana@x.example", "nobody@x.example"};
    for (int i = 0; i < 2; i++) {
        bodies[i] = post(&b, page, "/sign-in", pair(NULL, "mail", mails[i]));
        assert_int_equal(last->status, 303);
        places[i] = header(last, "Location", "");
    }
    assert_string_equal(bodies[0], bodies[1]);
    assert_string_equal(places[0], places[1]);
}

static void looking_spends_nothing_and_only_this_browser_enters(void **s) {
    const char *person;
    struct act *a = town(&person);
    struct browser mine = {0}, other = {0}, scanner = {0};
    const char *page = get(&mine, "/sign-in");
    post(&mine, page, "/sign-in", pair(pair(NULL, "mail", " ANA@x.example"), "goto", "//evil.example"));
    const char *link = link_in_mail(a);
    for (int i = 0; i < 3; i++) get(&scanner, link);
    page = get(&other, link);
    assert_int_equal(last->status, 422);
    post(&other, get(&other, "/sign-in"), link, NULL);
    assert_null(other.session);
    page = get(&mine, link);
    assert_int_equal(last->status, 200);
    post(&mine, page, link, NULL);
    assert_int_equal(last->status, 303);
    assert_non_null(mine.session);
    assert_null(strstr(header(last, "Location", ""), "evil"));
    assert_non_null(strstr(header(last, "Set-Cookie", "session="), "; HttpOnly; SameSite=Lax"));
    struct browser replay = {.browser = mine.browser};
    post(&replay, get(&replay, "/sign-in"), link, NULL);
    assert_null(replay.session);
    assert_int_equal(last->status, 422);
}

static void an_invitation_speaks_the_language_of_whom_it_invites(void **s) {
    const char *person;
    struct act *a = town(&person);
    struct appointment p = {.party = "chl", .function = "alternate", .mail = "layla@x.example", .name = "ليلى", .language = "ar", .base_url = "https://isthmus.example"};
    const char *mandate = people_appoint(a, &p);
    struct browser b = {0};
    const char *link = link_in_mail(a), *page = get(&b, link); /* the browser says nothing */
    assert_non_null(strstr(page, "<html lang=\"ar\" dir=\"rtl\""));
    assert_non_null(strstr(get(&b, arena_printf(m, "%s?lang=zh", link)), "<html lang=\"zh\""));
    /* Another post says another language before the person came: each mail and its page as it was said. */
    p.function = "releaser", p.language = "fr";
    people_appoint(again(a), &p);
    size_t n;
    struct due_mail *d = mail_due(again(a), 10, &n);
    for (size_t i = 0; i < n; i++) {
        const char *at = strstr(d[i].words, "/enter/");
        assert_non_null(strstr(get(&b, arena_copy_n(m, at, 7 + 52)), arena_printf(m, "<html lang=\"%s\"", d[i].language)));
        assert_true(same(d[i].language, "ar") || same(d[i].language, "fr"));
    }
    assert_int_equal(n, 2);
    assert_false(same(d[0].language, d[1].language));
    /* Whoever came speaks their own everywhere, also on what is spent. */
    post(&b, page, link, NULL);
    assert_non_null(b.session);
    struct browser other = {0};
    assert_non_null(strstr(get(&other, link), "<html lang=\"ar\""));
    assert_string_equal(people_spoken_to(again(a), person, mandate), "en"); /* not the post of another */
}

SQL(demo_round, "kd", "", "INSERT INTO round (id, forum, host, tier, status, synthetic, created) VALUES ('demo', $1, $1, 'regional', 'open', 1, $2)");
/* Addresses are shown where no real person can be, and only there. */
static void only_a_demonstration_tells_who_may_sign_in(void **s) {
    const char *person;
    struct act *a = town(&person);
    struct browser b = {0};
    assert_null(strstr(get(&b, "/sign-in"), "ana@x.example")); /* no round is synthetic */
    db_do(again(a), demo_round, "chl", a->now);
    assert_non_null(strstr(get(&b, "/sign-in"), "ana@x.example"));
    assert_non_null(strstr(get(&b, "/sign-in?lang=ar"), "isthmus user link MAIL"));
    people_appoint(again(a), &(struct appointment){.party = "chl", .function = "alternate", .mail = "ben@ministry.gov", .name = "Ben", .language = "en"});
    assert_null(strstr(get(&b, "/sign-in"), "ana@x.example"));
    assert_null(strstr(get(&b, "/sign-in"), "ben@ministry.gov"));
}

static void links_do_not_go_where_the_asker_says(void **s) {
    const char *person;
    struct act *a = town(&person);
    struct browser b = {0};
    host = "evil.example";
    const char *page = get(&b, "/sign-in");
    ask(&b, POST, "/sign-in", pair(pair(NULL, "mail", "ana@x.example"), "csrf", hidden(page, "csrf")), NULL);
    host = "isthmus.example";
    size_t n;
    struct due_mail *d = mail_due(again(a), 10, &n);
    assert_int_equal(n, 1);
    assert_non_null(strstr(d->words, "https://isthmus.example/enter/"));
    assert_null(strstr(d->words, "evil"));
}

static void forms_of_others_are_refused(void **s) {
    const char *person;
    struct act *a = town(&person);
    struct browser b = {0}, thief = {0};
    char *token = sign_in_link(again(a), person, "invitation", 60, NULL, NULL);
    const char *address = arena_printf(m, "/enter/%s", token), *page = get(&b, address), *theirs = get(&thief, "/sign-in");
    ask(&b, POST, address, NULL, NULL); /* no token */
    assert_null(b.session);
    ask(&b, POST, address, pair(NULL, "csrf", "forged"), NULL);
    assert_null(b.session);
    ask(&b, POST, address, pair(NULL, "csrf", hidden(theirs, "csrf")), NULL); /* another browser's token */
    assert_null(b.session);
    ask(&b, POST, address, pair(NULL, "csrf", hidden(page, "csrf")), "https://evil.example"); /* the right one, from elsewhere */
    assert_null(b.session);
    ask(&b, POST, address, pair(NULL, "csrf", hidden(page, "csrf")), "null");
    assert_null(b.session);
    post(&b, page, address, NULL);
    assert_non_null(b.session);
    assert_int_equal(last->status, 303);
    struct browser forged = {.session = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    get(&forged, "/account");
    assert_int_equal(last->status, 303);
}

static struct browser signed_in(struct act *a, const char *person) {
    struct browser b = {0};
    const char *address = arena_printf(m, "/enter/%s", sign_in_link(again(a), person, "console", 10, NULL, NULL));
    post(&b, get(&b, address), address, NULL);
    assert_non_null(b.session);
    return b;
}

/* The code of a seed now, by liboath itself. */
static const char *code_of(const char *seed) {
    char *secret, code[7];
    size_t n;
    assert_int_equal(oath_base32_decode(seed, strlen(seed), &secret, &n), OATH_OK);
    assert_int_equal(oath_totp_generate(secret, n, (time_t)clock_now(), 30, 0, 6, code), OATH_OK);
    free(secret);
    return arena_copy(m, code);
}

static void leading_needs_the_second_factor(void **s) {
    const char *person;
    struct act *a = town(&person);
    struct browser b = signed_in(a, person);
    get(&b, "/people");
    assert_int_equal(last->status, 303);
    assert_string_equal(header(last, "Location", ""), "/second-factor?goto=%2Fpeople");
    struct browser nobody = {0};
    get(&nobody, "/people/new?party=a%26b&round=r");
    get(&nobody, header(last, "Location", "")); /* the whole address, with its query, comes back */
    assert_string_equal(hidden(last->body->data, "goto"), "/people/new?party=a%26b&amp;round=r");
    const char *page = get(&b, "/account");
    const char *kept = post(&b, page, "/people/new", pair(pair(NULL, "name", "A name that is long enough to be shown again"), "party", "chl"));
    assert_int_equal(last->status, 409);
    assert_non_null(strstr(kept, "A name that is long enough to be shown again"));
    assert_non_null(strstr(kept, "/second-factor"));
    /* set up: a wrong code keeps the key; the right one opens the way */
    page = get(&b, "/second-factor?goto=/people");
    const char *seed = hidden(page, "seed"), *seed_again;
    page = post(&b, page, "/second-factor", pair(pair(pair(NULL, "code", "000000"), "seed", seed), "goto", "/people"));
    seed_again = hidden(page, "seed");
    assert_string_equal(seed, seed_again);
    struct act *c = again(a);
    assert_false(totp_set_up(c, person, seed, "000000"));
    assert_true(totp_replace(again(a), person, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    /* a page opened before the factor existed may not replace it: taken as a wrong code */
    post(&b, page, "/second-factor", pair(pair(NULL, "code", code_of(seed)), "seed", seed));
    assert_non_null(strstr(header(last, "Location", ""), "wrong=code"));
    const char *code = code_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    post(&b, get(&b, "/account"), "/second-factor", pair(pair(NULL, "code", code), "goto", "/people"));
    assert_string_equal(header(last, "Location", ""), "/people");
    get(&b, "/people");
    assert_int_equal(last->status, 200);
    page = get(&b, "/trail.csv");
    assert_int_equal(last->status, 200);
    /* the same code in another session: each counts once */
    struct browser c2 = signed_in(a, person);
    post(&c2, get(&c2, "/account"), "/second-factor", pair(pair(NULL, "code", code), "goto", "/people"));
    assert_non_null(strstr(header(last, "Location", ""), "wrong=code"));
    get(&c2, "/people");
    assert_int_equal(last->status, 303);
    /* another phone, in the session that gave the code; and the other one still must give it */
    page = get(&b, "/second-factor?set=1&goto=/account");
    const char *second = hidden(page, "seed");
    post(&b, page, "/second-factor", pair(pair(pair(NULL, "code", code_of(second)), "seed", second), "anew", "1"));
    assert_string_equal(header(last, "Location", ""), "/work");
    page = get(&c2, "/second-factor?set=1");
    assert_string_equal(hidden(page, "seed"), "");
    clock_shift(30);
    post(&c2, page, "/second-factor", pair(pair(NULL, "code", code_of(second)), "goto", "/people"));
    assert_string_equal(header(last, "Location", ""), "/people");
    clock_shift(-30);
}

static void an_ended_post_is_gone_at_once(void **s) {
    const char *person;
    struct act *a = town(&person);
    struct browser b = signed_in(a, person);
    assert_non_null(strstr(get(&b, "/account"), "acting as focal point"));
    size_t n;
    assert_true(people_end(again(a), people_mandates(again(a), person, &n)->mandate));
    assert_null(strstr(get(&b, "/account"), "acting as focal point"));
    assert_int_equal(last->status, 200);
    get(&b, "/people");
    assert_int_equal(last->status, 404);
    get(&b, "/trail");
    assert_int_equal(last->status, 404);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(known_and_unknown_addresses_look_alike), TEST(looking_spends_nothing_and_only_this_browser_enters),
        TEST(an_invitation_speaks_the_language_of_whom_it_invites), TEST(only_a_demonstration_tells_who_may_sign_in), TEST(links_do_not_go_where_the_asker_says), TEST(forms_of_others_are_refused), TEST(leading_needs_the_second_factor),
            TEST(an_ended_post_is_gone_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
