/* log.c: the release log as releases write it (a leaf signed, kept in SQLite in an act of its
 * own, many acts in a commit, then tiles, history and checkpoint on disk) beside the bare loop:
 * append a leaf to a file, sync it, add it to the tree, sign a checkpoint. Both in turns, for
 * groups of several sizes. Then a large log: its size, a start, a proof.
 * Usage: log FOLDER [LEAVES] */
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "area/log.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/schema.h"

static const char sha[] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
static struct arena *keep;
static struct db *db;
SQL(bench_log_leaf, "ib", "", "INSERT INTO log_leaf (position, body) VALUES ($1, $2)");
SQL(bench_log_size, "i", "", "UPDATE log_state SET size = $1 WHERE id = 1");

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* As the server does: a savepoint each, one commit, then the world. */
static void group(int n) {
    struct arena *m = arena_new();
    const char *problem = NULL;
    if (!db_begin(db, &problem)) bug("%s", problem);
    for (int i = 0; i < n; i++) {
        struct act a;
        act_start(&a, m, db, lang_find("en"));
        db_act_begin(&a);
        log_add_file(&a, "bench", &(struct log_file){"content.json", sha});
        if (!db_act_end(&a)) bug("%s", a.detail);
    }
    if (!db_commit(db, &problem) || !log_publish(db, m, &problem)) bug("%s", problem);
    arena_end(m);
}

static double ours(int n, double seconds) {
    double began = now(), t = began;
    int64_t all = 0;
    for (; t - began < seconds; t = now(), all += n) group(n);
    return (double)all / (t - began);
}

static double bare(const char *folder, int n, double seconds) {
    int fd = open(arena_printf(keep, "%s/bare", folder), O_WRONLY | O_CREAT | O_APPEND, 0600);
    unsigned char leaf[489] = {0}, public_key[32], secret[64], signature[64];
    struct grown g = {0};
    crypto_sign_keypair(public_key, secret);
    double began = now(), t = began;
    for (; t - began < seconds; t = now()) {
        for (int i = 0; i < n; i++) {
            memcpy(leaf, &g.size, sizeof g.size);
            if (write(fd, leaf, sizeof leaf) != sizeof leaf) bug("write");
            struct digest d = merkle_leaf(leaf, sizeof leaf);
            grown_add(&g, &d);
        }
        if (fdatasync(fd)) bug("fdatasync");
        struct digest root = grown_root(&g);
        crypto_sign_detached(signature, NULL, root.of, sizeof root.of, secret);
    }
    close(fd);
    return (double)g.size / (t - began);
}

static int by_size(const void *a, const void *b) { return *(const double *)a > *(const double *)b ? 1 : -1; }
static double median(double *v, size_t n) {
    qsort(v, n, sizeof *v, by_size);
    return v[n / 2];
}

/* Leaves as bulk import would bring them. */
static void large(const char *folder, int64_t leaves) {
    const char *problem = NULL;
    char body[489];
    memset(body, 'x', sizeof body);
    int64_t from = (int64_t)log_served();
    double began = now();
    for (int64_t at = from; at < leaves; at += 20000) {
        struct arena *m = arena_new();
        struct act a;
        act_start(&a, m, db, lang_find("en"));
        db_begin(db, &problem);
        int64_t to = at + 20000 < leaves ? at + 20000 : leaves;
        for (int64_t i = at; i < to; i++) {
            memcpy(body, &i, sizeof i);
            db_do(&a, bench_log_leaf, i, ((struct bytes){body, sizeof body}));
        }
        db_do(&a, bench_log_size, to);
        if (failed(&a) || !db_commit(db, &problem) || !log_publish(db, m, &problem)) bug("%s", problem ? problem : a.detail);
        arena_end(m);
    }
    double took = now() - began;
    printf("bulk: %lld leaves in %.1f s, %.0f leaves/s\n", (long long)(leaves - from), took, (double)(leaves - from) / took);
    struct arena *m = arena_new();
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    began = now();
    log_start(folder, "bench.example/log", &problem);
    const char *wrong = log_check(&a, false);
    printf("start with %lld leaves: %.1f ms%s%s\n", (long long)leaves, (now() - began) * 1e3, wrong ? ": " : "", wrong ? wrong : "");
    size_t n;
    struct log_entry *e = log_entries(&a, "bench", &n);
    double each[200];
    for (size_t i = 0; i < COUNT(each); i++) {
        struct arena *p = arena_new();
        began = now();
        if (!log_proof(p, &e[i * 7919 % n])) bug("no proof");
        each[i] = (now() - began) * 1e3;
        arena_end(p);
    }
    printf("a proof out of %lld leaves: %.2f ms (median)\n", (long long)leaves, median(each, COUNT(each)));
    arena_end(m);
}

int main(int n, char **word) {
    if (n < 2) return 2;
    const char *folder = word[1], *problem = NULL;
    keep = arena_new();
    hash_start();
    db_start();
    mkdir(folder, 0700);
    db = db_open(keep, arena_printf(keep, "%s/isthmus.db", folder), DB_WRITE, &problem);
    if (!db || !schema_upgrade(db, keep, &problem) || !log_start(folder, "bench.example/log", &problem)) bug("%s", problem);
    static const int sizes[] = {1, 16, 256};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        double a[3], b[3];
        for (size_t k = 0; k < COUNT(a); k++) a[k] = ours(sizes[i], 2), b[k] = bare(folder, sizes[i], 1);
        double mine = median(a, COUNT(a)), peer = median(b, COUNT(b));
        printf("in groups of %d: %.0f leaves/s (%.2f ms a group); bare loop %.0f; ratio %.3f\n", sizes[i], mine, sizes[i] * 1e3 / mine, peer, mine / peer);
        fflush(stdout);
    }
    if (n > 2) large(folder, strtoll(word[2], NULL, 10));
    db_close(db);
    return 0;
}
