/* The outbox carried to a real SMTP server (tests/unit/web/smtp.py): plain, STARTTLS, TLS, with a
 * login, busy, and gone. */
#include "world.h"
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "area/mail.h"
#include "area/people.h"
#include "base/clock.h"
#include "base/file.h"
#include "web/postman.h"

static char *folder;
static pid_t server;
static int servers;

static const char *content(const char *name) {
    const char *path = arena_printf(m, "%s/%s", folder, name);
    for (int i = 0; i < 100 && !file_exists(path); i++) usleep(50000);
    struct buf *b = file_read(m, path, 1 << 20);
    return b ? b->data : "";
}

/* Starts a server of the mode and gives the port. */
static const char *start(const char *mode, const char *user, const char *password) {
    const char *top = getenv("ISTHMUS_TEST_FOLDER");
    folder = arena_printf(m, "%s/smtp-%d-%d", top ? top : "/tmp", (int)getpid(), ++servers);
    mkdir(folder, 0700);
    char *words[] = {arena_copy(m, "/usr/bin/python3"), arena_copy(m, "tests/unit/web/smtp.py"), folder, arena_copy(m, mode),
                     arena_copy(m, user), arena_copy(m, password), NULL};
    char *environment[] = {arena_copy(m, "PATH=/usr/bin:/bin"), NULL};
    assert_int_equal(posix_spawn(&server, words[0], NULL, NULL, words, environment), 0);
    return content("port");
}

static int stop(void **s) {
    if (server) {
        kill(server, SIGTERM);
        waitpid(server, NULL, 0);
    }
    server = 0;
    return end_arena(s);
}
#define MAIL_TEST(f) cmocka_unit_test_setup_teardown(f, fresh_arena, stop)

static void queue(struct act *a, const char *language, const char *subject, const char *words, bool secret) {
    assert_true(mail_queue(a, &(struct mail){.kind = "notice", .address = "ana@ministry.example", .language = language, .subject = subject,
                                             .words = words, .secret = secret}));
}

SQL(test_mail, "", "tttti", "SELECT coalesce(sent, ''), coalesce(given_up, ''), problem, words, tries FROM mail");
static struct row *state(struct act *a) { return db_one(again(a), test_mail); }

#define HAS(s, part) assert_non_null(strstr(s, part))

static void a_mail_arrives_as_it_was_written(void **s) {
    struct act *a = world();
    const char *port = start("plain", NULL, NULL);
    queue(a, "fr", "Contribution nationale : les données du Chili, à rendre avant le 1er décembre, s’il vous plaît — merci 🙂",
          ".une ligne avec un point\n\nDeux\n.\nhttp://x.example/enter/abc", true);
    struct postman p = {.smtp = arena_printf(m, "smtp://127.0.0.1:%s", port), .from = "isthmus@forum.example"};
    assert_int_equal(postman_round(&p, world_db, m), 1);
    const char *got = content("1.txt");
    HAS(got, "from=isthmus@forum.example");
    HAS(got, "to=['ana@ministry.example']");
    HAS(got, "helo=forum.example");
    HAS(got, "Subject: Contribution nationale : les données du Chili, à rendre avant le 1er décembre, s’il vous plaît — merci 🙂\n");
    HAS(got, "Auto-Submitted: auto-generated");
    HAS(got, "Content-Language: fr");
    HAS(got, "@forum.example>");
    HAS(got, "defects=[]");
    HAS(got, "crlf=True");
    HAS(got, "short=True");
    HAS(got, "text<<.une ligne avec un point\n\nDeux\n.\nhttp://x.example/enter/abc");
    HAS(got, "html<<>>");
    assert_string_equal(text(state(a), 3), ""); /* the secret is not kept */
    assert_string_not_equal(text(state(a), 0), "");
    assert_int_equal(postman_round(&p, world_db, m), 0);
}

static void right_to_left_mails_say_so(void **s) {
    struct act *a = world();
    const char *port = start("plain", NULL, NULL);
    queue(a, "ar", "رابطك لتسجيل الدخول", "مرحبا <b>،\n\nhttps://x.example/enter/abc", false);
    struct postman p = {.smtp = arena_printf(m, "smtp://127.0.0.1:%s", port), .from = "isthmus@forum.example"};
    assert_int_equal(postman_round(&p, world_db, m), 1);
    const char *got = content("1.txt");
    HAS(got, "Subject: رابطك لتسجيل الدخول\n");
    HAS(got, "<html lang=\"ar\" dir=\"rtl\">");
    HAS(got, "مرحبا &lt;b&gt;");
    HAS(got, "href=\"https://x.example/enter/abc\"");
    assert_string_not_equal(text(state(a), 3), "");
}

static void headers_cannot_be_put_in(void **s) {
    struct act *a = world();
    const char *port = start("plain", NULL, NULL);
    queue(a, "en", "x\r\nBcc: thief@x.example\r\n\r\nbody", "w", false);
    struct postman p = {.smtp = arena_printf(m, "smtp://127.0.0.1:%s", port), .from = "isthmus@forum.example"};
    assert_int_equal(postman_round(&p, world_db, m), 1);
    const char *got = content("1.txt");
    HAS(got, "to=['ana@ministry.example']");
    HAS(got, "Subject: x Bcc: thief@x.example body\n");
    assert_null(strstr(got, "\nBcc:"));
}

static void tls_is_checked(void **s) {
    struct act *a = world();
    const char *port = start("starttls", NULL, NULL);
    queue(a, "en", "s", "w", false);
    struct postman p = {.smtp = arena_printf(m, "smtp+starttls://localhost:%s", port), .from = "isthmus@forum.example"};
    assert_int_equal(postman_round(&p, world_db, m), 0); /* a certificate nobody vouches for */
    assert_string_equal(text(state(a), 0), "");
    HAS(text(state(a), 2), "ertificate");
    assert_int_equal(num(state(a), 4), 1);
    p.pause_until = 0;
    clock_shift(61);
    p.ca = arena_printf(m, "%s/cert.pem", folder);
    assert_int_equal(postman_round(&p, world_db, m), 1);
    HAS(content("1.txt"), "tls=True");
    clock_shift(-61);
}

static void tls_from_the_first_byte_with_a_login(void **s) {
    struct act *a = world();
    const char *port = start("tls", "isthmus", "pass word");
    queue(a, "en", "s", "w", false);
    struct postman p = {.smtp = arena_printf(m, "smtps://localhost:%s", port), .from = "isthmus@forum.example", .user = "isthmus",
                        .password = "wrong", .ca = arena_printf(m, "%s/cert.pem", folder)};
    assert_int_equal(postman_round(&p, world_db, m), 0);
    assert_string_not_equal(text(state(a), 2), "");
    assert_null(strstr(text(state(a), 2), "wrong"));
    p.pause_until = 0;
    clock_shift(61);
    p.password = "pass word";
    assert_int_equal(postman_round(&p, world_db, m), 1);
    clock_shift(-61);
}

static void plain_servers_get_nothing_where_tls_is_demanded(void **s) {
    struct act *a = world();
    const char *port = start("plain", NULL, NULL);
    queue(a, "en", "s", "w", false);
    struct postman p = {.smtp = arena_printf(m, "smtp+starttls://127.0.0.1:%s", port), .from = "isthmus@forum.example"};
    assert_int_equal(postman_round(&p, world_db, m), 0);
    assert_string_equal(text(state(a), 0), "");
    assert_false(file_exists(arena_printf(m, "%s/1.txt", folder)));
}

static void a_busy_server_is_asked_again_later(void **s) {
    struct act *a = world();
    const char *port = start("busy", NULL, NULL);
    queue(a, "en", "s", "w", false);
    queue(a, "en", "t", "w", false);
    struct postman p = {.smtp = arena_printf(m, "smtp://127.0.0.1:%s", port), .from = "isthmus@forum.example"};
    assert_int_equal(postman_round(&p, world_db, m), 0);
    HAS(text(state(a), 2), "451");
    size_t n;
    mail_due(again(a), 10, &n);
    assert_int_equal(n, 0); /* both were tried, each with its own answer */
    clock_shift(61);
    mail_due(again(a), 10, &n);
    assert_int_equal(n, 2);
    clock_shift(-61);
}

static void a_server_that_is_gone_costs_one_try(void **s) {
    struct act *a = world();
    queue(a, "en", "s", "w", false);
    queue(a, "en", "t", "w", false);
    struct postman p = {.smtp = "smtp://127.0.0.1:1", .from = "isthmus@forum.example"};
    assert_int_equal(postman_round(&p, world_db, m), 0);
    size_t n;
    mail_due(again(a), 10, &n);
    assert_int_equal(n, 1); /* the other was not touched */
    assert_int_equal(postman_round(&p, world_db, m), 0);
    mail_due(again(a), 10, &n);
    assert_int_equal(n, 1); /* nor in the minute after */
    p.smtp = NULL;
    assert_int_equal(postman_round(&p, world_db, m), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {MAIL_TEST(a_mail_arrives_as_it_was_written), MAIL_TEST(right_to_left_mails_say_so),
        MAIL_TEST(headers_cannot_be_put_in), MAIL_TEST(tls_is_checked), MAIL_TEST(tls_from_the_first_byte_with_a_login),
        MAIL_TEST(plain_servers_get_nothing_where_tls_is_demanded), MAIL_TEST(a_busy_server_is_asked_again_later),
        MAIL_TEST(a_server_that_is_gone_costs_one_try)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
