/* The keys of a log and the folder of its files. Keys are made on first use and never leave
 * the folder; `isthmus log` changes them. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>
#include "area/log/room.h"
#include "base/file.h"
#include "base/text.h"

struct log log_open;

char *log_path(struct arena *m, const char *name) { return arena_printf(m, "%s/%s", log_open.folder, name); }
const struct note_key *log_key(void) { return log_open.key[0]; }
const struct note_key *log_witness_key(void) { return log_open.witness; }
static pthread_mutex_t signer_lock = PTHREAD_MUTEX_INITIALIZER;

/* Opened late: it brings OpenSSL along, four MB of a server in which nobody may release today. */
struct signer *log_signer(void) {
    pthread_mutex_lock(&signer_lock);
    if (!log_open.signer && log_open.release) log_open.signer = signer_read(log_open.arena, log_open.release);
    struct signer *s = log_open.signer;
    pthread_mutex_unlock(&signer_lock);
    return s;
}
struct bytes log_release_key(void) {
    struct signer *s = log_signer();
    return s ? signer_public(s) : (struct bytes){0};
}
bool log_pending(void) { return atomic_load(&log_open.pending); }
uint64_t log_served(void) { return atomic_load(&log_open.served); }

/* The file's text, made by `first` when there is none. */
static const char *kept(struct arena *m, const char *path, const char *first, const char **problem) {
    struct buf *b = file_read(m, path, 65536);
    if (b) return b->data;
    if (errno != ENOENT || !file_write(path, first, strlen(first))) {
        *problem = arena_printf(m, "%s: %s", path, strerror(errno));
        return NULL;
    }
    return first;
}

/* One key a line, the newest first. */
static bool read_keys(struct arena *m, const char *text, const char *path, const char **problem) {
    char **line = text_split(m, text, '\n');
    log_open.n_keys = 0;
    for (; *line; line++) {
        if (!**line) continue;
        struct note_key *k = note_secret_read(m, *line);
        bool fits = k && k->type == NOTE_ED25519 && log_open.n_keys < COUNT(log_open.key) && (!log_open.n_keys || same(k->name, log_open.key[0]->name));
        if (!fits) return *problem = arena_printf(m, "%s holds a line that is no key of this log", path), false;
        log_open.key[log_open.n_keys++] = k;
    }
    return log_open.n_keys ? true : (*problem = arena_printf(m, "%s is empty", path), false);
}

static bool open_keys(struct arena *m, const char *keys, const char *name, const char **problem) {
    const char *log = arena_printf(m, "%s/log", keys), *witness = arena_printf(m, "%s/witness", keys), *release = arena_printf(m, "%s/release.pem", keys);
    const char *text = kept(m, log, arena_printf(m, "%s\n", note_secret_text(m, note_key_new(m, name, NOTE_ED25519))), problem);
    if (!text || !read_keys(m, text, log, problem)) return false;
    text = kept(m, witness, arena_printf(m, "%s\n", note_secret_text(m, note_key_new(m, arena_printf(m, "%s/witness", log_open.key[0]->name), NOTE_COSIGNATURE))), problem);
    if (!text) return false;
    log_open.witness = note_secret_read(m, text_trim(m, text));
    if (!log_open.witness || log_open.witness->type != NOTE_COSIGNATURE) return *problem = arena_printf(m, "%s is no key of a witness", witness), false;
    log_open.release = kept(m, release, file_exists(release) ? "" : signer_pem(m, signer_new(m)), problem);
    if (!log_open.release) return false;
    return strstr(log_open.release, "PRIVATE KEY-----") ? true : (*problem = arena_printf(m, "%s is no private key for ECDSA on P-256 in PEM", release), false);
}

static bool open_policy(struct arena *m, const char *path, const char **problem) {
    struct buf *b = file_read(m, path, note_most);
    if (!b && errno != ENOENT) return *problem = arena_printf(m, "%s: %s", path, strerror(errno)), false;
    const char *wrong = NULL, *text = b ? b->data : "quorum none\n";
    log_open.policy = policy_read(m, text, strlen(text), &wrong);
    if (!log_open.policy) *problem = arena_printf(m, "%s, %s", path, wrong);
    return log_open.policy != NULL;
}

bool log_start(const char *folder, const char *name, const char **problem) {
    arena_end(log_open.arena);
    log_open = (struct log){.arena = arena_new()};
    struct arena *m = log_open.arena;
    if (!folder) {
        log_open.key[log_open.n_keys++] = note_key_new(m, name, NOTE_ED25519);
        log_open.witness = note_key_new(m, "witness.example", NOTE_COSIGNATURE);
        log_open.signer = signer_new(m);
        return open_policy(m, "/nonexistent", problem);
    }
    const char *keys = arena_printf(m, "%s/keys", folder);
    log_open.folder = arena_printf(m, "%s/log", folder);
    struct served last;
    if (!log_last(m, &last, problem)) return false;
    if (last.size && !file_exists(arena_printf(m, "%s/log", keys)))
        return *problem = arena_printf(m, "%s/log is missing: the key of the release log. Put it back from where it is kept, or begin another log: isthmus log new NAME", keys), false;
    if (!file_folder(keys) || !file_folder(log_open.folder)) return *problem = arena_printf(m, "cannot make the folders keys and log in %s: %s", folder, strerror(errno)), false;
    if (!open_keys(m, keys, name, problem) || !open_policy(m, arena_printf(m, "%s/policy", keys), problem)) return false;
    atomic_store(&log_open.served, last.size);
    return true;
}

/* Leaves signed before a rotation stay proven by the keys of then. */
char *log_release_keys(struct arena *m) {
    struct buf *was = log_open.folder ? file_read(m, log_path(m, "../keys/release-before.pem"), 65536) : NULL;
    return arena_printf(m, "%s%s", public_pem(m, log_release_key()), was ? was->data : "");
}

char *log_keys_text(struct arena *m) {
    struct buf *b = buf_new(m);
    for (size_t i = 0; i < log_open.n_keys; i++) buf_printf(b, "%s\n", note_key_text(m, log_open.key[i]));
    buf_printf(b, "%s\n", note_key_text(m, log_open.witness));
    return b->data;
}

char *log_policy_text(struct arena *m) {
    struct buf *b = buf_new(m);
    const struct policy *p = log_open.policy;
    for (size_t i = 0; i < log_open.n_keys; i++) buf_printf(b, "log %s\n", note_key_text(m, log_open.key[i]));
    for (size_t i = 0; i < p->n_witnesses; i++) buf_printf(b, "witness %s %s\n", p->witness[i].name, note_key_text(m, p->witness[i].key));
    for (size_t i = 0; i < p->n_groups; i++) {
        const struct policy_group *g = &p->group[i];
        buf_printf(b, "group %s %zu", g->name, g->need);
        for (size_t k = 0; k < g->n; k++) buf_printf(b, " %s", g->member[k] < policy_most ? p->witness[g->member[k]].name : p->group[g->member[k] - policy_most].name);
        buf_add(b, "\n");
    }
    int q = p->quorum;
    buf_printf(b, "quorum %s\n", q < 0 ? "none" : q < policy_most ? p->witness[q].name : p->group[q - policy_most].name);
    return b->data;
}
