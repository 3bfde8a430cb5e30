#include "web/errand.h"
#include <curl/curl.h>
#include "area/log/witness.h"
#include "base/lang.h"
#include "base/stamp.h"
#include "base/text.h"

enum { seconds_each = 5, most_answer = 65536, most_witnesses = 32, stamps_at_once = 20 };

static size_t take(char *data, size_t size, size_t n, void *mine) {
    struct buf *b = mine;
    if (b->size + size * n > most_answer) return 0;
    buf_bytes(b, data, size * n);
    return size * n;
}

/* Status of the reply, or 0 when there was none. */
static long post(struct arena *m, const char *url, const char *type, struct bytes body, struct buf **answer) {
    long status = 0;
    CURL *c = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, arena_printf(m, "Content-Type: %s", type));
    *answer = buf_new(m);
    buf_reserve(*answer, 1);
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.data);
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)body.size);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, *answer);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)seconds_each);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    if (curl_easy_perform(c) == CURLE_OK) curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return status;
}

/* Asked with the size it had last time; when that is not its size any more it says which is. */
static const char *ask(struct arena *m, size_t k, const char *url, const char *note) {
    static uint64_t had[most_witnesses];
    const char *address = arena_printf(m, "%s%sadd-checkpoint", url, text_ends(url, "/") ? "" : "/");
    for (int i = 0; i < 2; i++) {
        char *question = witness_question(m, note, had[k]);
        struct buf *answer;
        int64_t size;
        if (!question) return "";
        long status = post(m, address, "text/plain; charset=utf-8", (struct bytes){question, strlen(question)}, &answer);
        if (status == 200) return witness_lines(m, k, note, answer->data);
        if (status != 409 || !text_number(text_trim(m, answer->data), &size) || size < 0) return "";
        had[k] = (uint64_t)size;
    }
    return "";
}

void errand_witnesses(struct arena *m) {
    size_t n;
    struct asked_witness *w = witnesses_asked(m, &n);
    struct bytes b = log_file_read(m, "checkpoint");
    if (!b.data || !n) return;
    struct buf *note = buf_new(m);
    buf_bytes(note, b.data, b.size);
    bool more = false;
    for (size_t k = 0; k < n && k < most_witnesses; k++) {
        const char *lines = w[k].has_signed || !*w[k].url ? "" : ask(m, k, w[k].url, b.data);
        buf_add(note, lines);
        more |= *lines;
    }
    const char *problem = NULL;
    if (more && !witnesses_keep(m, note->data, &problem)) fprintf(stderr, "isthmus serve: release log: %s\n", problem);
}

void errand_stamps(struct db *db, struct arena *m, const char *authority) {
    struct act a;
    const char *problem = NULL;
    size_t n;
    if (blank(authority)) return;
    act_start(&a, m, db, lang_find("en"));
    struct log_entry *e = log_unstamped(&a, stamps_at_once, &n);
    for (size_t i = 0; i < n && !failed(&a); i++) {
        struct bytes signature = log_signature(m, &e[i]), question = stamp_question(m, signature);
        struct buf *answer;
        if (post(m, authority, "application/timestamp-query", question, &answer) != 200) return; /* it is down: at the next round */
        struct bytes stamp = {answer->data, answer->size};
        if (!stamp_fits(stamp, signature)) {
            fprintf(stderr, "isthmus serve: release log: the time stamp authority answers about something else\n");
            return;
        }
        if (!db_begin(db, &problem)) return;
        if (log_stamp(&a, e[i].position, stamp) ? !db_commit(db, &problem) : true) db_rollback(db);
    }
}
