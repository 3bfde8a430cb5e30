/* Leaves: what the world sees of a release, and what stays with those who may see the release.
 * A leaf's place is given under one row's lock, so that leaves have no gaps on any engine. */
#include <jansson.h>
#include <sodium.h>
#include "area/log/room.h"
#include "base/base64.h"
#include "base/hash.h"
#include "base/lang.h"

SQL(log_bump, "", "", "UPDATE log_state SET size = size + 1 WHERE id = 1");
SQL(log_size, "", "i", "SELECT size FROM log_state WHERE id = 1");
SQL(log_leaf_add, "ib", "", "INSERT INTO log_leaf (position, body) VALUES ($1, $2)");
SQL(log_entry_add, "itktttb", "",
    "INSERT INTO log_entry (position, kind, subject, name, sha256, code, payload) VALUES ($1, $2, $3, $4, $5, $6, $7)");
SQL(log_entry_forget, "k", "", "UPDATE log_entry SET payload = NULL WHERE subject = $1 AND kind = 'release'");
SQL(log_entry_of, "k", "itktttbbb",
    "SELECT e.position, e.kind, e.subject, e.name, e.sha256, e.code, e.payload, l.body, e.stamp FROM log_entry e "
    "JOIN log_leaf l ON l.position = e.position WHERE e.subject = $1 ORDER BY e.position");
SQL(log_entry_coded, "t", "itktttbbb",
    "SELECT e.position, e.kind, e.subject, e.name, e.sha256, e.code, e.payload, l.body, e.stamp FROM log_entry e "
    "JOIN log_leaf l ON l.position = e.position WHERE e.code = $1");
SQL(log_entry_unstamped, "i", "itktttbbb",
    "SELECT e.position, e.kind, e.subject, e.name, e.sha256, e.code, e.payload, l.body, e.stamp FROM log_entry e "
    "JOIN log_leaf l ON l.position = e.position WHERE e.stamp IS NULL ORDER BY e.position DESC LIMIT $1");
SQL(log_entry_stamp, "ib", "", "UPDATE log_entry SET stamp = $2 WHERE position = $1");

static char *base64(struct arena *m, struct bytes b) { return base64_text(m, b.data, b.size); }

/* 12 letters that cannot be mistaken for one another. They come from the leaf, so that the
 * code on a paper can be made again from the leaf alone. */
static char *code_of(struct arena *m, struct bytes body) {
    static const char letters[] = "ABCDEFGHJKMNPQRSTUVWXYZ";
    struct digest d = merkle_leaf(body.data, body.size);
    char *out = arena_alloc(m, 15), *to = out;
    for (int i = 0; i < 12; i++) {
        if (i && i % 4 == 0) *to++ = '-';
        *to++ = letters[(d.of[2 * i] << 8 | d.of[2 * i + 1]) % (sizeof letters - 1)];
    }
    return out;
}

static int64_t add(struct act *a, const struct log_entry *e) {
    if (!log_signer()) return broken(a, "log: no keys are open in this process"), -1;
    db_do(a, log_bump);
    struct row *r = db_one(a, log_size);
    int64_t at = r ? num(r, 0) - 1 : -1;
    if (failed(a)) return -1;
    if ((uint64_t)at < log_served())
        return broken(a, "log: this database is older than a checkpoint that was served; see `isthmus check`"), -1;
    db_do(a, log_leaf_add, at, e->body);
    db_do(a, log_entry_add, at, e->kind, e->subject, e->name, e->sha256, code_of(a->arena, e->body), e->payload);
    atomic_store(&log_open.pending, true);
    return failed(a) ? -1 : at;
}

static struct digest of_hex(const char *sha256) {
    struct digest d;
    size_t n = 0;
    if (sodium_hex2bin(d.of, sizeof d.of, sha256, strlen(sha256), NULL, &n, NULL) || n != sizeof d.of) bug("no SHA-256: %s", sha256);
    return d;
}

static char *verifier(struct arena *m) {
    return arena_printf(m, "{\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\",\"publicKey\":{\"rawBytes\":\"%s\"}}", base64(m, signer_public(log_signer())));
}

int64_t log_add_file(struct act *a, const char *subject, const struct log_file *f) {
    struct arena *m = a->arena;
    if (!log_signer()) return broken(a, "log: no keys are open in this process"), -1;
    struct digest d = of_hex(f->sha256);
    char *body = arena_printf(m, "{\"apiVersion\":\"0.0.2\",\"kind\":\"hashedrekord\",\"spec\":{\"hashedRekordV002\":{\"data\":{\"algorithm\":\"SHA2_256\",\"digest\":\"%s\"},"
        "\"signature\":{\"content\":\"%s\",\"verifier\":%s}}}}", base64_text(m, d.of, sizeof d.of), base64(m, signer_sign(m, log_signer(), &d)), verifier(m));
    return add(a, &(struct log_entry){.kind = "file", .subject = subject, .name = f->name, .sha256 = f->sha256, .body = {body, strlen(body)}});
}

static const char payload_type[] = "application/vnd.in-toto+json";
/* DSSE: what is signed is the payload with its type and both lengths. */
static struct bytes enveloped(struct arena *m, struct bytes payload) {
    struct buf *b = buf_new(m);
    buf_printf(b, "DSSEv1 %zu %s %zu ", sizeof payload_type - 1, payload_type, payload.size);
    buf_bytes(b, payload.data, payload.size);
    return (struct bytes){b->data, b->size};
}

static void quoted(struct buf *b, const char *s) {
    json_t *j = json_string(s);
    char *text = j ? json_dumps(j, JSON_ENCODE_ANY) : NULL;
    if (!text) bug("a name is no text");
    buf_add(b, text);
    free(text);
    json_decref(j);
}

static struct bytes statement(struct arena *m, const struct log_statement *s) {
    struct buf *b = buf_new(m);
    unsigned char salt[16];
    hash_random(salt, sizeof salt);
    buf_add(b, "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{");
    for (size_t i = 0; i < s->n_said; i++) {
        if (blank(s->said[i].value)) continue;
        quoted(b, s->said[i].name);
        buf_char(b, ':');
        quoted(b, s->said[i].value);
        buf_char(b, ',');
    }
    buf_add(b, "\"salt\":\"");
    for (size_t i = 0; i < sizeof salt; i++) buf_printf(b, "%02x", salt[i]);
    buf_printf(b, "\"},\"predicateType\":\"urn:isthmus:%s:v1\",\"subject\":[", s->kind);
    for (size_t i = 0; i < s->n; i++) {
        buf_printf(b, "%s{\"digest\":{\"sha256\":\"%s\"},\"name\":", i ? "," : "", s->file[i].sha256);
        quoted(b, s->file[i].name);
        buf_add(b, "}");
    }
    buf_add(b, "]}");
    return (struct bytes){b->data, b->size};
}

int64_t log_add_statement(struct act *a, const struct log_statement *s) {
    struct arena *m = a->arena;
    if (!log_signer()) return broken(a, "log: no keys are open in this process"), -1;
    struct bytes payload = statement(m, s), whole = enveloped(m, payload);
    struct digest d = digest_of(payload.data, payload.size), signed_over = digest_of(whole.data, whole.size);
    char *body = arena_printf(m, "{\"apiVersion\":\"0.0.2\",\"kind\":\"dsse\",\"spec\":{\"dsseV002\":{\"payloadHash\":{\"algorithm\":\"SHA2_256\",\"digest\":\"%s\"},"
        "\"signatures\":[{\"content\":\"%s\",\"verifier\":%s}]}}}", base64_text(m, d.of, sizeof d.of), base64(m, signer_sign(m, log_signer(), &signed_over)), verifier(m));
    return add(a, &(struct log_entry){.kind = s->kind, .subject = s->subject, .name = "", .sha256 = hash_hex(m, payload.data, payload.size),
                                      .payload = payload, .body = {body, strlen(body)}});
}

bool log_forget(struct act *a, const char *subject) { return db_do(a, log_entry_forget, subject); }

static struct log_entry *entries(struct act *a, struct rows *r, size_t *n) {
    struct log_entry *e = NEW_N(a->arena, struct log_entry, r->n + 1);
    for (*n = 0; *n < r->n; ++*n) {
        struct row *w = r->row[*n];
        e[*n] = (struct log_entry){.position = num(w, 0), .kind = text(w, 1), .subject = text(w, 2), .name = text(w, 3), .sha256 = text(w, 4), .code = text(w, 5),
                                   .payload = bytes(w, 6), .body = bytes(w, 7), .stamp = bytes(w, 8)};
    }
    return e;
}

struct log_entry *log_entries(struct act *a, const char *subject, size_t *n) { return entries(a, db_all(a, log_entry_of, subject), n); }
struct log_entry *log_by_code(struct act *a, const char *code) {
    size_t n;
    struct log_entry *e = entries(a, db_all(a, log_entry_coded, code), &n);
    return n ? e : (fail(a, NOT_FOUND, TR("There is no proof with this code.")), NULL);
}
struct log_entry *log_unstamped(struct act *a, size_t most, size_t *n) { return entries(a, db_all(a, log_entry_unstamped, (int64_t)most), n); }
bool log_stamp(struct act *a, int64_t position, struct bytes stamp) { return db_do(a, log_entry_stamp, position, stamp); }

struct bytes log_signed(struct arena *m, const struct log_entry *e) { return e->payload.data ? enveloped(m, e->payload) : (struct bytes){0}; }

const char *leaf_part(struct arena *m, struct bytes body, const char *name, int nth) {
    const char *mark = arena_printf(m, "\"%s\":\"", name), *s = arena_copy_n(m, body.data, body.size);
    for (; (s = strstr(s, mark)); nth--) {
        s += strlen(mark);
        if (!nth) return arena_copy_n(m, s, strcspn(s, "\""));
    }
    return "";
}
