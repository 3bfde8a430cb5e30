#include "base/hash.h"
#include <sodium.h>
#include <stdatomic.h>
#include <time.h>

static atomic_ullong fixed_seed;
static atomic_ullong fixed_count;
static atomic_ullong last_in_order;

void hash_start(void) {
    if (sodium_init() < 0) bug("libsodium does not start");
}

void hash_fix(uint64_t seed) {
    atomic_store(&fixed_seed, seed);
    atomic_store(&fixed_count, 0);
    atomic_store(&last_in_order, 0);
}

static char *hex(struct arena *m, const unsigned char *bytes, size_t n) {
    char *out = arena_alloc(m, n * 2 + 1);
    sodium_bin2hex(out, n * 2 + 1, bytes, n);
    return out;
}

char *hash_hex(struct arena *m, const void *bytes, size_t n) {
    unsigned char d[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(d, bytes, n);
    return hex(m, d, sizeof d);
}

char *hash_token(struct arena *m, const char *token) { return hash_hex(m, token, strlen(token)); }

char *hash_keyed(struct arena *m, const char *key, const char *text) {
    unsigned char d[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state s;
    crypto_auth_hmacsha256_init(&s, (const unsigned char *)key, strlen(key));
    crypto_auth_hmacsha256_update(&s, (const unsigned char *)text, strlen(text));
    crypto_auth_hmacsha256_final(&s, d);
    return hex(m, d, sizeof d);
}

uint64_t hash_number(const char *secret, uint64_t number) {
    _Static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof number, "");
    unsigned char key[crypto_shorthash_KEYBYTES] = {0}, out[crypto_shorthash_BYTES];
    memcpy(key, secret, strnlen(secret, sizeof key));
    crypto_shorthash(out, (const unsigned char *)&number, sizeof number, key);
    memcpy(&number, out, sizeof number);
    return number;
}

bool hash_same(const char *a, const char *b) {
    if (!a || !b) return false;
    size_t n = strlen(a);
    return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}

void hash_random(void *bytes, size_t n) {
    if (!atomic_load(&fixed_seed)) {
        randombytes_buf(bytes, n);
        return;
    }
    unsigned char seed[randombytes_SEEDBYTES] = {0};
    uint64_t parts[2] = {atomic_load(&fixed_seed), atomic_fetch_add(&fixed_count, 1)};
    memcpy(seed, parts, sizeof parts);
    randombytes_buf_deterministic(bytes, n, seed);
}

static char *base32(struct arena *m, size_t characters) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char bytes[64];
    if (characters > sizeof bytes) bug("too long");
    hash_random(bytes, characters);
    char *out = arena_alloc(m, characters + 1);
    for (size_t i = 0; i < characters; i++) out[i] = letters[bytes[i] & 31];
    return out;
}

static const char in_order[] = "234567abcdefghijklmnopqrstuvwxyz"; /* as bytes sort */

char *hash_id_in_order(struct arena *m) {
    enum { ordered = 11, loose = 10 };
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    unsigned long long last = atomic_load(&last_in_order), when;
    do { /* two of one microsecond, or a clock set back, follow each other all the same */
        when = atomic_load(&fixed_seed) ? atomic_load(&fixed_count) : (unsigned long long)t.tv_sec * 1000000 + (unsigned long long)t.tv_nsec / 1000;
        if (when <= last) when = last + 1;
    } while (!atomic_compare_exchange_weak(&last_in_order, &last, when));
    char *out = arena_alloc(m, ordered + loose + 1);
    for (int i = ordered - 1; i >= 0; i--, when >>= 5) out[i] = in_order[when & 31];
    memcpy(out + ordered, base32(m, loose), loose);
    return out;
}

char *hash_id(struct arena *m) { return base32(m, 16); }
char *hash_secret(struct arena *m) { return base32(m, 52); }
