#include "area/log/witness.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include "area/log/room.h"
#include "base/base64.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"

SQL(witness_last, "t", "itti", "SELECT size, root, checkpoint, second FROM witness_log WHERE origin = $1");
SQL(witness_first, "titti", "",
    "INSERT INTO witness_log (origin, size, root, checkpoint, second) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (origin) DO NOTHING");
SQL(witness_next, "tittii", "",
    "UPDATE witness_log SET size = $2, root = $3, checkpoint = $4, second = $5 WHERE origin = $1 AND size = $6");
SQL(witness_all, "", "tt", "SELECT origin, checkpoint FROM witness_log ORDER BY origin");

static struct witness_answer words(int status, const char *body) { return (struct witness_answer){status, "text/plain; charset=utf-8", body}; }
static struct witness_answer at_size(struct act *a, uint64_t size) {
    return (struct witness_answer){409, "text/x.tlog.size", arena_printf(a->arena, "%llu\n", (unsigned long long)size)};
}

/* keys/witnessed: lines "log KEY [URL]"; read anew each time, for a log may be added any time. */
static struct policy *known_logs(struct arena *m) {
    if (!log_open.folder) return NULL;
    struct buf *b = file_read(m, arena_printf(m, "%s/../keys/witnessed", log_open.folder), note_most);
    const char *problem = NULL, *text = b ? arena_printf(m, "%s\nquorum none\n", b->data) : "quorum none\n";
    return policy_read(m, text, strlen(text), &problem);
}

static int trusted(const struct policy *p, const struct note *note, const char *origin) {
    bool known = false, good = false;
    for (size_t i = 0; p && i < p->n_logs; i++) {
        if (!same(p->log[i].key->name, origin)) continue;
        known = true;
        enum note_verdict v = note_check(note, p->log[i].key, NULL);
        if (v == NOTE_BAD) return 403;
        good |= v == NOTE_GOOD;
    }
    return good ? 200 : known ? 403 : 404;
}

struct kept_size { uint64_t size; struct digest root; int64_t second; };
static char *beside(struct arena *m, const char *origin) { return arena_printf(m, "%s/witness-%s", log_open.folder, hash_hex(m, origin, strlen(origin))); }

/* The newer of the database's and the file's: the database may be an older backup. */
static struct kept_size last_signed(struct act *a, const char *origin, bool *in_database) {
    struct kept_size k = {.size = 0};
    struct row *r = db_one(a, witness_last, origin);
    *in_database = r != NULL;
    if (r) {
        k = (struct kept_size){.size = (uint64_t)num(r, 0), .second = num(r, 3)};
        base64_into(text(r, 1), strlen(text(r, 1)), k.root.of, 32);
    }
    struct buf *b = file_read(a->arena, beside(a->arena, origin), note_most);
    struct checkpoint c;
    struct note *note = b ? note_read(a->arena, b->data, b->size) : NULL;
    int64_t second = 0;
    if (!note || !checkpoint_read(a->arena, note->text, &c) || c.size < k.size || note_check(note, log_open.witness, &second) != NOTE_GOOD) return k;
    return (struct kept_size){c.size, c.root, second > k.second ? second : k.second};
}

static bool keep(struct act *a, const struct checkpoint *c, const char *signed_note, int64_t second, bool in_database) {
    const char *root = base64_text(a->arena, c->root.of, 32);
    struct row *r = in_database ? db_one(a, witness_last, c->origin) : NULL;
    if (r) db_do(a, witness_next, c->origin, (int64_t)c->size, root, signed_note, second, num(r, 0));
    else db_do(a, witness_first, c->origin, (int64_t)c->size, root, signed_note, second);
    if (failed(a) || !db_changed(a)) return false;
    const char *path = beside(a->arena, c->origin);
    return file_write(path, signed_note, strlen(signed_note)) || broken(a, "%s: %s", path, strerror(errno));
}

struct witness_answer witness_add(struct act *a, struct bytes call) {
    struct arena *m = a->arena;
    struct witness_call *q = witness_call_read(m, call.data, call.size);
    struct note *note = q ? note_read(m, q->checkpoint, strlen(q->checkpoint)) : NULL;
    struct checkpoint c;
    if (!note || !checkpoint_read(m, note->text, &c)) return words(400, "This is no call to add-checkpoint.\n");
    int trust = trusted(known_logs(m), note, c.origin);
    if (trust == 404) return words(404, "This server is no witness of this log.\n");
    if (trust != 200) return words(403, "No key known for this log signed the checkpoint.\n");
    if (q->old > c.size || c.size > INT64_MAX) return words(400, "The old size is larger than the new one.\n");
    bool in_database;
    struct kept_size last = last_signed(a, c.origin, &in_database);
    if (failed(a)) return words(503, "The database cannot be reached.\n");
    if (q->old != last.size) return at_size(a, last.size);
    if (q->old == c.size && q->old && !digest_same(&last.root, &c.root)) return at_size(a, last.size);
    bool grew = !q->old ? !q->n : merkle_consistent(q->old, &last.root, c.size, &c.root, q->hash, q->n);
    if (!grew) return words(422, "The consistency proof does not fit.\n");
    int64_t now = clock_now(), second = now > last.second ? now : last.second;
    const char *line = note_sign(m, log_open.witness, note->text, second);
    if (!keep(a, &c, arena_printf(m, "%s\n%s", note->text, line), second, in_database)) {
        if (failed(a)) return words(503, "The checkpoint could not be kept.\n");
        struct kept_size other = last_signed(a, c.origin, &in_database);
        return at_size(a, other.size); /* somebody else was first */
    }
    return words(200, line);
}

const char *witness_newest(struct act *a, const char *hex) {
    struct rows *r = db_all(a, witness_all);
    for (size_t i = 0; i < r->n; i++)
        if (same(hash_hex(a->arena, text(r->row[i], 0), strlen(text(r->row[i], 0))), hex)) return text(r->row[i], 1);
    return NULL;
}

struct asked_witness *witnesses_asked(struct arena *m, size_t *n) {
    const struct policy *p = log_open.policy;
    struct bytes b = log_file_read(m, "checkpoint");
    struct note *note = b.data ? note_read(m, b.data, b.size) : NULL;
    struct asked_witness *w = NEW_N(m, struct asked_witness, p->n_witnesses + 1);
    for (*n = 0; *n < p->n_witnesses; ++*n)
        w[*n] = (struct asked_witness){p->witness[*n].name, p->witness[*n].url, note && note_check(note, p->witness[*n].key, NULL) == NOTE_GOOD};
    return w;
}

char *witness_question(struct arena *m, const char *text, uint64_t old) {
    struct note *note = note_read(m, text, strlen(text));
    struct checkpoint c;
    struct digest proof[merkle_most + 1];
    int n = 0;
    if (!note || !checkpoint_read(m, note->text, &c) || old > c.size) return NULL;
    struct tiles tiles = {log_tile, m, c.size};
    if (old && !merkle_prove_grown(&(struct hashes){tiles_read, &tiles}, old, c.size, proof, &n)) return NULL;
    struct witness_call q = {.old = old, .n = (size_t)n, .checkpoint = text};
    if ((size_t)n > COUNT(q.hash)) return NULL;
    memcpy(q.hash, proof, sizeof *proof * (size_t)n);
    return witness_call_text(m, &q);
}

const char *witness_lines(struct arena *m, size_t k, const char *text, const char *answer) {
    struct note *was = note_read(m, text, strlen(text));
    const char *whole = was ? arena_printf(m, "%s\n%s", was->text, answer) : "";
    struct note *note = note_read(m, whole, strlen(whole));
    const struct note_key *key = log_open.policy->witness[k].key;
    if (!was || !note || !same(note->text, was->text) || note_check(note, key, NULL) != NOTE_GOOD) return "";
    struct buf *b = buf_new(m);
    for (size_t i = 0; i < note->n; i++)
        if (note->signature[i].id == key->id && same(note->signature[i].name, key->name)) buf_add(b, note->signature[i].line);
    return b->data;
}

bool witnesses_keep(struct arena *m, const char *text, const char **problem) {
    struct note *note = note_read(m, text, strlen(text));
    int lock = open(log_path(m, "lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    bool fine = note && lock >= 0 && flock(lock, LOCK_EX) == 0;
    struct bytes b = log_file_read(m, "checkpoint");
    struct note *now = fine && b.data ? note_read(m, b.data, b.size) : NULL;
    if (fine && now && same(now->text, note->text)) fine = file_write(log_path(m, "checkpoint"), text, strlen(text));
    if (fine && policy_quorum(log_open.policy, note)) fine = file_write(log_path(m, "witnessed"), text, strlen(text));
    if (!fine) *problem = arena_printf(m, "signatures of witnesses: %s", strerror(errno));
    if (lock >= 0) close(lock);
    return fine;
}
