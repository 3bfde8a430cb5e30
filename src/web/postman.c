#include "web/postman.h"
#include <curl/curl.h>
#include <sodium.h>
#include "area/mail.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "web/html.h"

enum { most_at_once = 50, seconds_each = 30 };

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
        while (s[n] && n < 42) {
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

struct buf *postman_message(struct arena *m, const char *from, const char *to, const char *id, const char *language, const char *subject,
                            const char *words, int64_t at) {
    struct buf *b = buf_new(m);
    const struct language *l = lang_find(language);
    const char *host = strrchr(from, '@');
    buf_printf(b, "Date: %s\r\nFrom: Isthmus <%s>\r\nTo: <%s>\r\nMessage-ID: <%s@%s>\r\n", date_header(m, at), from, to, id, host ? host + 1 : "localhost");
    subject_header(b, subject);
    buf_printf(b, "Auto-Submitted: auto-generated\r\nContent-Language: %s\r\nMIME-Version: 1.0\r\n", l ? l->code : "en");
    /* A plain text has no direction of its own in many readers, so a page of paragraphs goes along. */
    struct html *h = html_new(m, l ? l : lang_find("en"));
    put(h, "<!doctype html><html lang=\"%s\" dir=\"%s\"><body>", h->lang->code, h->lang->rtl ? "rtl" : "ltr");
    html_words(h, words, h->lang->code);
    put(h, "</body></html>");
    buf_printf(b, "Content-Type: multipart/alternative; boundary=\"part-%s\"\r\n\r\n--part-%s\r\n", id, id);
    part(b, "text/plain", words);
    buf_printf(b, "--part-%s\r\n", id);
    part(b, "text/html", h->out->data);
    buf_printf(b, "--part-%s--\r\n", id);
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

/* NULL when sent, else what went wrong, for the secretariat and the operator. */
static const char *send_one(const struct postman *p, struct arena *m, const struct due_mail *d) {
    CURL *c = curl_easy_init();
    if (!c) return "no memory";
    struct buf *message = postman_message(m, p->from, d->address, d->id, d->language, d->subject, d->words, clock_now());
    struct reading r = {message->data, message->size};
    bool must_tls = text_starts(p->smtp, "smtp+starttls://");
    const char *url = must_tls ? arena_printf(m, "smtp://%s", p->smtp + strlen("smtp+starttls://")) : p->smtp;
    struct curl_slist *to = curl_slist_append(NULL, arena_printf(m, "<%s>", d->address));
    char problem[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(must_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, arena_printf(m, "<%s>", p->from));
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(c, CURLOPT_READDATA, &r);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)seconds_each);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, problem);
    if (p->user) curl_easy_setopt(c, CURLOPT_USERNAME, p->user);
    if (p->password) curl_easy_setopt(c, CURLOPT_PASSWORD, p->password);
    const char *ca = getenv("ISTHMUS_SMTP_CA"); /* a certificate authority of one's own */
    if (ca) curl_easy_setopt(c, CURLOPT_CAINFO, ca);
    CURLcode code = curl_easy_perform(c);
    const char *wrong = code == CURLE_OK ? NULL : arena_copy(m, *problem ? problem : curl_easy_strerror(code));
    curl_slist_free_all(to);
    curl_easy_cleanup(c);
    return wrong;
}

static bool note_result(struct db *db, struct arena *m, const char *id, const char *problem) {
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    const char *trouble;
    if (!db_begin(db, &trouble)) return false;
    if (problem) mail_failed(&a, id, problem);
    else mail_sent(&a, id);
    if (!failed(&a) && db_commit(db, &trouble)) return true;
    db_rollback(db);
    return false;
}

int postman_round(const struct postman *p, struct db *db, struct arena *m) {
    if (blank(p->smtp)) return 0;
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    size_t n;
    int sent = 0;
    struct due_mail *d = mail_due(&a, most_at_once, &n);
    for (size_t i = 0; i < n; i++) {
        const char *problem = send_one(p, m, &d[i]);
        /* A result that cannot be written ends the round, so that no mail goes out twice in a loop. */
        if (!note_result(db, m, d[i].id, problem)) break;
        sent += !problem;
    }
    return sent;
}
