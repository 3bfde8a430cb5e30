/* The release log at the console: its state, its keys, and the ways on after a loss. */
#include "area/log.h"
#include <errno.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "command/command.h"

int command_log(struct arguments *);

static char *at_key(struct arguments *g, const char *name) { return arena_printf(g->arena, "%s/keys/%s", g->settings->data, name); }
static char *stamped(struct arguments *g, const char *path) {
    char *now = clock_text(g->arena, clock_now());
    for (char *p = now; *p; p++) *p = *p == ':' ? '-' : *p;
    char *name = arena_printf(g->arena, "%s.before-%s", path, now);
    for (int i = 2; file_exists(name); i++) name = arena_printf(g->arena, "%s.before-%s-%d", path, now, i); /* twice within a second */
    return name;
}

static int status(struct arguments *g, struct db *db) {
    struct act a;
    console_act(&a, g, db);
    const char *problem = log_check(&a, false);
    printf("log      %s\nleaves   %llu under the last checkpoint\n\n%s\n", log_key()->name, (unsigned long long)log_served(), log_policy_text(g->arena));
    struct bytes b = log_file_read(g->arena, "checkpoint");
    if (b.data) printf("%s\n", (const char *)b.data);
    return problem ? complain("log", "%s", problem) : 0;
}

static int keys(struct arguments *g, bool secret) {
    if (!secret) {
        printf("%s%s", log_keys_text(g->arena), log_release_keys(g->arena));
        return 0;
    }
    static const char *const names[] = {"log", "witness", "release.pem"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct buf *b = file_read(g->arena, at_key(g, names[i]), 65536);
        if (!b) return complain("log", "%s: %s", at_key(g, names[i]), strerror(errno));
        printf("# keys/%s\n%s", names[i], b->data);
    }
    return 0;
}

static int publish(struct arguments *g, struct db *db) {
    const char *problem = NULL;
    if (!log_publish(db, g->arena, &problem)) return complain("log", "%s", problem);
    printf("%llu leaves are under the last checkpoint.\n", (unsigned long long)log_served());
    return 0;
}

static int recover(struct arguments *g, struct db *db) {
    struct act a;
    int64_t n = 0;
    console_act(&a, g, db);
    if (!console_begin(&a, "log")) return 1;
    log_recover(&a, &n);
    int code = console_commit(&a, "log");
    if (!code) printf("%lld leaves were put back. What they were about is not in them: releases made after the backup have to be made again.\n", (long long)n);
    return code;
}

/* The new key of the log stands before the old ones, which go on signing beside it until
 * `log retire`, so that those who know only the old key can follow. */
static int rotate(struct arguments *g, const char *which) {
    bool log = same(which, "log"), release = same(which, "release");
    if (!log && !release && !same(which, "witness")) return misused("log");
    const char *path = at_key(g, release ? "release.pem" : which), *aside = stamped(g, path);
    struct buf *was = file_read(g->arena, path, 65536);
    if (!was || !file_write(aside, was->data, was->size)) return complain("log", "%s: %s", path, strerror(errno));
    const char *before = log_release_keys(g->arena), *public = at_key(g, "release-before.pem");
    if (release && !file_write(public, before, strlen(before))) return complain("log", "%s: %s", public, strerror(errno));
    struct buf *b = buf_new(g->arena);
    if (release) buf_add(b, signer_pem(g->arena, signer_new(g->arena)));
    else buf_printf(b, "%s\n", note_secret_text(g->arena, note_key_new(g->arena, log ? log_key()->name : log_witness_key()->name, log ? NOTE_ED25519 : NOTE_COSIGNATURE)));
    if (log) buf_add(b, was->data);
    if (!file_write(path, b->data, b->size)) return complain("log", "%s: %s", path, strerror(errno));
    printf("There is a new key; the old one is kept as %s. Start the server again, and tell verifiers and witnesses the new public key (isthmus log keys).\n", aside);
    return 0;
}

static int retire(struct arguments *g) {
    const char *path = at_key(g, "log"), *aside = stamped(g, path);
    struct buf *was = file_read(g->arena, path, 65536);
    if (!was || !file_write(aside, was->data, was->size)) return complain("log", "%s: %s", path, strerror(errno));
    const char *first = arena_printf(g->arena, "%s\n", note_secret_text(g->arena, log_key()));
    if (!file_write(path, first, strlen(first))) return complain("log", "%s: %s", path, strerror(errno));
    printf("Only the newest key of the log signs from now on. Start the server again. The old ones are kept as %s.\n", aside);
    return 0;
}

/* Another log with the same leaves under another name and key: for when the key or the files
 * are lost, or the key is known to others. */
static int begin_new(struct arguments *g, const char *name) {
    const char *problem = NULL, *keys_folder = arena_printf(g->arena, "%s/keys", g->settings->data), *files = arena_printf(g->arena, "%s/log", g->settings->data);
    struct buf *was = file_read(g->arena, at_key(g, "log"), 65536);
    if (!note_name_fits(name) || (was && strstr(was->data, arena_printf(g->arena, "+%s+", name))))
        return complain("log", "a new log needs a new name, without spaces and plus: forum.example/log2");
    const char *keys_aside = stamped(g, keys_folder);
    if ((rename(keys_folder, keys_aside) && errno != ENOENT) || (rename(files, stamped(g, files)) && errno != ENOENT))
        return complain("log", "cannot move keys and log aside: %s", strerror(errno));
    /* What signs released files has nothing to do with the log's name: it stays. */
    static const char *const stay[] = {"release.pem", "release-before.pem", "policy", "witnessed"};
    for (size_t i = 0; i < COUNT(stay); i++) {
        struct buf *kept = file_read(g->arena, arena_printf(g->arena, "%s/%s", keys_aside, stay[i]), 65536);
        if (kept && (!file_folder(keys_folder) || !file_write(at_key(g, stay[i]), kept->data, kept->size))) return complain("log", "%s: %s", at_key(g, stay[i]), strerror(errno));
    }
    if (!log_start(g->settings->data, name, &problem)) return complain("log", "%s", problem);
    struct db *db = open_database(g, "log", DB_WRITE, false);
    if (!db) return 1;
    bool fine = log_publish(db, g->arena, &problem);
    db_close(db);
    if (!fine) return complain("log", "%s", problem);
    printf("The log %s begins with %llu leaves. The old one is kept beside it.\n", name, (unsigned long long)log_served());
    return 0;
}

int command_log(struct arguments *g) {
    bool secret = flag(g, "secret");
    const char *what = g->n ? g->word[0] : "status";
    int wanted = same(what, "rotate") || same(what, "new") ? 2 : 1;
    if (g->n > wanted || (wanted == 2 && g->n != 2) || (secret && !same(what, "keys"))) return misused("log");
    if (same(what, "new")) return begin_new(g, g->word[1]);
    struct db *db = open_database(g, "log", DB_WRITE, false);
    if (!db) return 1;
    int code = same(what, "status") ? status(g, db) : same(what, "keys") ? keys(g, secret) : same(what, "publish") ? publish(g, db)
        : same(what, "recover") ? recover(g, db) : same(what, "rotate") ? rotate(g, g->word[1]) : same(what, "retire") ? retire(g) : misused("log");
    db_close(db);
    return code;
}
