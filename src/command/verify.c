/* A file against its receipt: offline, without a database. */
#include <errno.h>
#include "area/log.h"
#include "area/log/verify.h"
#include "base/file.h"
#include "base/text.h"
#include "command/command.h"

int command_verify(struct arguments *);

enum { most_file = 64 << 20 };

static bool read_all(struct arguments *g, const char *path, struct bytes *b) {
    struct buf *f = file_read(g->arena, path, most_file);
    if (!f) return complain("verify", "%s: %s", path, strerror(errno)), false;
    *b = (struct bytes){f->data, f->size};
    return true;
}

static void add_keys(struct arguments *g, const char *pem, struct trusted *t) {
    struct bytes *key = NEW_N(g->arena, struct bytes, 16);
    while (t->n_keys < 16 && (key[t->n_keys] = public_read(g->arena, &pem)).data) t->n_keys++;
    t->key = key;
}

static bool read_keys(struct arguments *g, const char *path, struct trusted *t) {
    struct bytes b;
    if (!read_all(g, path, &b)) return false;
    add_keys(g, b.data, t);
    return t->n_keys ? true : (complain("verify", "%s holds no public key in PEM", path), false);
}

static bool read_policy(struct arguments *g, const char *path, struct trusted *t) {
    struct bytes b;
    const char *problem = NULL;
    if (!read_all(g, path, &b)) return false;
    t->policy = policy_read(g->arena, b.data, b.size, &problem);
    return t->policy ? true : (complain("verify", "%s: %s", path, problem), false);
}

/* What this server's own data folder says, when there is one. */
static bool own(struct arguments *g, struct trusted *t) {
    const char *problem = NULL;
    if (!file_exists(arena_printf(g->arena, "%s/keys/log", g->settings->data)))
        return complain("verify", "whom do you trust? Give --policy FILE and --key FILE, the files /log/policy and /log/release.pem of the server"), false;
    if (!log_start(g->settings->data, "none", &problem)) return complain("verify", "%s", problem), false;
    const char *policy = log_policy_text(g->arena);
    if (!t->policy) t->policy = policy_read(g->arena, policy, strlen(policy), &problem);
    if (!t->n_keys) add_keys(g, log_release_keys(g->arena), t);
    return t->policy ? true : (complain("verify", "%s", problem), false);
}

int command_verify(struct arguments *g) {
    const char *policy = option(g, "policy"), *key = option(g, "key");
    struct trusted t = {0};
    struct bytes file, receipt;
    if (g->n != 2) return misused("verify");
    if (!read_all(g, g->word[0], &file) || !read_all(g, g->word[1], &receipt)) return 1;
    if ((policy && !read_policy(g, policy, &t)) || (key && !read_keys(g, key, &t)) || ((!policy || !key) && !own(g, &t))) return 1;
    struct verdict v = log_verify(g->arena, &t, file, receipt);
    if (v.wrong) return complain("verify", "%s is NOT proven by %s: %s", g->word[0], g->word[1], v.wrong);
    printf("%s is proven by %s.\n", g->word[0], g->word[1]);
    if (same(v.what, "subject")) printf("A statement names its SHA-256.\n");
    if (same(v.what, "statement")) printf("It is the statement itself.\n");
    if (same(v.what, "signature")) printf("A trusted key signed it. A signature alone does not say that it is in a log.\n");
    if (v.log) printf("Line %llu of %llu in the log %s, which signed it; %zu witnesses signed as well.\n", (unsigned long long)v.index, (unsigned long long)v.size, v.log, v.witnesses);
    if (v.stamped) printf("It carries a time stamp (RFC 3161), which openssl ts -verify checks.\n");
    return 0;
}
