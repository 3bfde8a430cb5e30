#include "base/merkle.h"
#include <sodium.h> /* OpenSSL is four times as quick and keeps four MB of a server that may never need it */

struct digest digest_of(const void *bytes, size_t n) {
    struct digest d;
    crypto_hash_sha256(d.of, bytes, n);
    return d;
}

struct digest merkle_leaf(const void *bytes, size_t n) {
    struct digest d;
    crypto_hash_sha256_state c;
    crypto_hash_sha256_init(&c);
    crypto_hash_sha256_update(&c, (const unsigned char *)"", 1);
    crypto_hash_sha256_update(&c, bytes, n);
    crypto_hash_sha256_final(&c, d.of);
    return d;
}

struct digest merkle_node(const struct digest *left, const struct digest *right) {
    unsigned char both[65] = {1};
    memcpy(both + 1, left->of, 32);
    memcpy(both + 33, right->of, 32);
    return digest_of(both, sizeof both);
}

void grown_add(struct grown *g, const struct digest *leaf) {
    if (g->n == 64) bug("a tree of 2^64 leaves");
    g->at[g->n++] = *leaf;
    for (uint64_t s = g->size; s & 1; s >>= 1) {
        g->at[g->n - 2] = merkle_node(&g->at[g->n - 2], &g->at[g->n - 1]);
        g->n--;
    }
    g->size++;
}

struct digest grown_root(const struct grown *g) {
    if (!g->n) return digest_of("", 0);
    struct digest d = g->at[g->n - 1];
    for (int i = g->n - 2; i >= 0; i--) d = merkle_node(&g->at[i], &d);
    return d;
}

/* The largest power of two below n, for n > 1. */
static uint64_t split(uint64_t n) { return (uint64_t)1 << (63 - __builtin_clzll(n - 1)); }

/* Hash over leaves [from, from + n): a perfect subtree is read, another put together. */
static bool over(const struct hashes *h, uint64_t from, uint64_t n, struct digest *d) {
    if ((n & (n - 1)) == 0) {
        int level = __builtin_ctzll(n);
        return h->read(h->from, level, from >> level, d);
    }
    uint64_t k = split(n);
    struct digest left, right;
    if (!over(h, from, k, &left) || !over(h, from + k, n - k, &right)) return false;
    *d = merkle_node(&left, &right);
    return true;
}

bool merkle_root(const struct hashes *h, uint64_t size, struct digest *d) {
    if (size) return over(h, 0, size, d);
    *d = digest_of("", 0);
    return true;
}

bool merkle_grown(const struct hashes *h, uint64_t size, struct grown *g) {
    *g = (struct grown){.size = size};
    uint64_t from = 0;
    for (int level = 63; level >= 0; level--) {
        if (!(size >> level & 1)) continue;
        if (!h->read(h->from, level, from >> level, &g->at[g->n++])) return false;
        from += (uint64_t)1 << level;
    }
    return true;
}

static void turn(struct digest *p, int n) {
    for (int i = 0, j = n - 1; i < j; i++, j--) {
        struct digest d = p[i];
        p[i] = p[j];
        p[j] = d;
    }
}

bool merkle_prove(const struct hashes *h, uint64_t index, uint64_t size, struct digest *p, int *n) {
    *n = 0;
    if (index >= size) return false;
    for (uint64_t from = 0, left = size; left > 1;) {
        uint64_t k = split(left);
        bool below = index - from < k;
        if (*n == merkle_most || !(below ? over(h, from + k, left - k, &p[*n]) : over(h, from, k, &p[*n]))) return false;
        ++*n;
        if (!below) from += k;
        left = below ? k : left - k;
    }
    turn(p, *n); /* we came from the root */
    return true;
}

bool merkle_prove_grown(const struct hashes *h, uint64_t old, uint64_t size, struct digest *p, int *n) {
    *n = 0;
    if (!old || old > size) return false;
    uint64_t from = 0, left = size, rest = old;
    bool whole = true; /* the old tree is a subtree whose root the verifier has */
    while (rest != left) {
        uint64_t k = split(left);
        bool below = rest <= k;
        if (*n == merkle_most || !(below ? over(h, from + k, left - k, &p[*n]) : over(h, from, k, &p[*n]))) return false;
        ++*n;
        if (!below) {
            from += k;
            rest -= k;
            whole = false;
        }
        left = below ? k : left - k;
    }
    if (!whole && !over(h, from, left, &p[(*n)++])) return false;
    turn(p, *n);
    return true;
}

/* RFC 9162 §2.1.3.2. */
bool merkle_included(const struct digest *leaf, uint64_t index, uint64_t size, const struct digest *p, size_t n, const struct digest *root) {
    if (index >= size) return false;
    uint64_t fn = index, sn = size - 1;
    struct digest d = *leaf;
    for (size_t i = 0; i < n; i++) {
        if (!sn) return false;
        if (fn & 1 || fn == sn) {
            d = merkle_node(&p[i], &d);
            while (!(fn & 1) && fn) fn >>= 1, sn >>= 1;
        } else {
            d = merkle_node(&d, &p[i]);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return !sn && digest_same(&d, root);
}

/* RFC 9162 §2.1.4.2. */
bool merkle_consistent(uint64_t old, const struct digest *old_root, uint64_t size, const struct digest *root, const struct digest *p, size_t n) {
    if (!old || old > size) return false;
    if (old == size) return !n && digest_same(old_root, root);
    bool power = (old & (old - 1)) == 0;
    if (!power && !n) return false;
    uint64_t fn = old - 1, sn = size - 1;
    while (fn & 1) fn >>= 1, sn >>= 1;
    struct digest fr = power ? *old_root : p[0], sr = fr;
    for (size_t i = power ? 0 : 1; i < n; i++) {
        if (!sn) return false;
        if (fn & 1 || fn == sn) {
            fr = merkle_node(&p[i], &fr);
            sr = merkle_node(&p[i], &sr);
            while (!(fn & 1) && fn) fn >>= 1, sn >>= 1;
        } else {
            sr = merkle_node(&sr, &p[i]);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return !sn && digest_same(&fr, old_root) && digest_same(&sr, root);
}
