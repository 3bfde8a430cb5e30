#include "web/postman.h"
#include <curl/curl.h>
#include <sodium.h>
#include "area/mail.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "web/html.h"

enum { most_at_once = 50, seconds_each = 30, pause_seconds = 60 };

static char *base64(struct arena *m, const void *bytes, size_t n) {
    size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    char *out = arena_alloc(m, room);
    return sodium_bin2base64(out, room, bytes, n, sodium_base64_VARIANT_ORIGINAL);
}

static void wrapped(struct buf *b, const char *encoded) {
    for (size_t n = strlen(encoded), i = 0; i < n; i += 76) buf_printf(b, "%.76s\r\n", encoded + i);
}

/* RFC 2047: words of at most 75 characters, cut between characters: 15 of at most 3 bytes
 * (or 11 of 4) stay below 45 bytes, 60 in base64. */
static void subject_header(struct buf *b, const char *subject) {
    buf_add(b, "Subject:");
    for (const char *s = subject; *s;) {
        size_t n = 0;
        while (n < 42 && s[n]) {
            n++;
            while (((unsigned char)s[n] & 0xc0) == 0x80) n++;
        }
        buf_printf(b, " =?UTF-8?B?%s?=\r\n", base64(b->arena, s, n));
        s += n;
    }
    if (!*subject) buf_add(b, "\r\n");
}

/* RFC 5322 date, always in UTC and in English, as the standard wants. */
static char *date_header(struct arena *m, int64_t at) {
    static const char *const days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char *t = clock_text(m, at);
    return arena_printf(m, "%s, %.2s %s %.4s %.8s +0000", days[at / 86400 % 7], t + 8, months[(t[5] - '0') * 10 + t[6] - '0' - 1], t, t + 11);
}

static void part(struct buf *b, const char *type, const char *content) {
    buf_printf(b, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
    wrapped(b, base64(b->arena, content, strlen(content)));
}

/* Paragraphs as html_words() draws them; a line that is an address becomes a link. */
static void words_as_html(struct html *h, const char *words) {
    for (char **paragraph = text_split(h->out->arena, words, '\n'); *paragraph; paragraph++) {
        if (!**paragraph) continue;
        put(h, "<p dir=\"auto\">");
        html_outside(h, *paragraph);
        put(h, "</p>");
    }
}

/* Plain text has no direction in many readers, so right-to-left languages get a page beside. */
static void both_ways(struct buf *b, const struct language *l, const char *id, const char *words) {
    struct html *h = html_new(b->arena, l);
    put(h, "<!doctype html><html lang=\"%s\" dir=\"rtl\"><body dir=\"rtl\">", l->code);
    words_as_html(h, words);
    put(h, "</body></html>");
    buf_printf(b, "Content-Type: multipart/alternative; boundary=\"part-%s\"\r\n\r\n--part-%s\r\n", id, id);
    part(b, "text/plain", words);
    buf_printf(b, "--part-%s\r\n", id);
    part(b, "text/html", h->out->data);
    buf_printf(b, "--part-%s--\r\n", id);
}

static const char *domain_of(const char *address) {
    const char *at = strrchr(address, '@');
    return at ? at + 1 : "localhost";
}

struct buf *postman_message(struct arena *m, const char *from, const char *to, const char *id, const char *language, const char *subject,
                            const char *words, int64_t at) {
    struct buf *b = buf_new(m);
    const struct language *l = lang_find(language);
    if (!l) l = lang_find("en");
    buf_printf(b, "Date: %s\r\nFrom: Isthmus <%s>\r\nTo: <%s>\r\nMessage-ID: <%s@%s>\r\n", date_header(m, at), from, to, id, domain_of(from));
    subject_header(b, subject);
    buf_printf(b, "Auto-Submitted: auto-generated\r\nContent-Language: %s\r\nMIME-Version: 1.0\r\n", l->code);
    if (l->rtl) both_ways(b, l, id, words);
    else part(b, "text/plain", words);
    return b;
}

struct reading { const char *data; size_t left; };
static size_t give(char *to, size_t size, size_t count, void *thing) {
    struct reading *r = thing;
    size_t n = size * count < r->left ? size * count : r->left;
    memcpy(to, r->data, n);
    r->data += n;
    r->left -= n;
    return n;
}

static bool loopback(const char *url) {
    static const char *const hosts[] = {"smtp://127.", "smtp://localhost", "smtp://[::1]"};
    for (size_t i = 0; i < COUNT(hosts); i++)
        if (text_starts(url, hosts[i])) return true;
    return false;
}

/* TLS or nothing where the operator says so, and where a password would travel in the clear. */
static void where_to(CURL *c, const struct postman *p, struct arena *m) {
    static const char starttls[] = "smtp+starttls://";
    bool must_tls = text_starts(p->smtp, starttls);
    const char *url = must_tls ? arena_printf(m, "smtp://%s", p->smtp + sizeof starttls - 1) : p->smtp;
    if (p->password && text_starts(url, "smtp://") && !loopback(url)) must_tls = true;
    const char *host = strstr(url, "://");
    if (host && !strchr(host + 3, '/')) url = arena_printf(m, "%s/%s", url, domain_of(p->from)); /* what HELO says */
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(must_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (p->ca) curl_easy_setopt(c, CURLOPT_CAINFO, p->ca);
    if (p->user) curl_easy_setopt(c, CURLOPT_USERNAME, p->user);
    if (p->password) curl_easy_setopt(c, CURLOPT_PASSWORD, p->password);
}

/* NULL when sent, else what went wrong, for the secretariat and the operator. */
static const char *send_one(CURL *c, const struct postman *p, struct arena *m, const struct due_mail *d, bool *unreachable) {
    struct buf *message = postman_message(m, p->from, d->address, d->ids[0], d->language, d->subject, d->words, clock_now());
    struct reading r = {message->data, message->size};
    struct curl_slist *to = curl_slist_append(NULL, arena_printf(m, "<%s>", d->address));
    char problem[CURL_ERROR_SIZE] = "";
    curl_easy_reset(c); /* keeps the connection */
    where_to(c, p, m);
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, arena_printf(m, "<%s>", p->from));
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(c, CURLOPT_READDATA, &r);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)seconds_each);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, problem);
    CURLcode code = curl_easy_perform(c);
    curl_slist_free_all(to);
    *unreachable = code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_OPERATION_TIMEDOUT ||
                   code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR || code == CURLE_USE_SSL_FAILED ||
                   code == CURLE_LOGIN_DENIED;
    return code == CURLE_OK ? NULL : text_line(m, *problem ? problem : curl_easy_strerror(code));
}

/* One short transaction: claims (problem and sent unused) or notes what became of a mail. */
enum stage { CLAIM, SENT, FAILED };
static bool note(struct db *db, struct arena *m, enum stage stage, const struct due_mail *d, const char *problem) {
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    const char *trouble;
    if (!db_begin(db, &trouble)) return false;
    bool fine = stage == CLAIM ? mail_claim(&a, d) : stage == SENT ? mail_sent(&a, d) : mail_failed(&a, d, problem);
    if (!failed(&a) && db_commit(db, &trouble)) return fine;
    db_rollback(db);
    return false;
}

int postman_round(struct postman *p, struct db *db, struct arena *m) {
    if (blank(p->smtp) || clock_monotonic_ms() < p->pause_until) return 0;
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    size_t n;
    int sent = 0;
    struct due_mail *d = mail_due(&a, most_at_once, &n);
    CURL *c = n ? curl_easy_init() : NULL;
    bool unreachable = false;
    for (size_t i = 0; c && i < n && !unreachable; i++) {
        if (!note(db, m, CLAIM, &d[i], NULL)) continue;
        const char *problem = send_one(c, p, m, &d[i], &unreachable);
        /* A result that cannot be written ends the round: the claim keeps the mail for a while. */
        if (!note(db, m, problem ? FAILED : SENT, &d[i], problem)) break;
        sent += !problem;
    }
    /* Where nobody answers, the other mails keep their tries and wait with it. */
    if (unreachable) p->pause_until = clock_monotonic_ms() + pause_seconds * 1000;
    curl_easy_cleanup(c);
    return sent;
}
