/* hash.h: digests, keyed digests, random secrets (libsodium). Call hash_start() once
 * before any other function here. Secrets are compared in constant time. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include "base/arena.h"

enum { hash_size = 32 };
void hash_start(void);
char *hash_hex(struct arena *, const void *bytes, size_t n); /* SHA-256 as 64 hex digits */
/* SHA-256 of text, hex: how tokens are kept, so that the database holds none. */
char *hash_token(struct arena *, const char *token);
/* HMAC-SHA-256 of text under key, as hex: CSRF tokens. */
char *hash_keyed(struct arena *, const char *key, const char *text);
/* A number that says nothing of another without the secret (hash_secret; SipHash): for many, quickly. */
uint64_t hash_number(const char *secret, uint64_t number);
bool hash_same(const char *a, const char *b); /* constant time; NULL is never the same */
/* Random names: 16 characters of a-z2-7 (80 bits): ids in addresses and tables. */
char *hash_id(struct arena *);
/* The same for rows that come in an order, many of them within one instant: 11 characters that
 * sort by the microsecond and never go back while the program runs, 10 random ones (50 bits).
 * New rows stand together, so a commit writes few pages. It tells when it was made: for ids that
 * only who may see the row meets. */
char *hash_id_in_order(struct arena *);
/* Random secret: 52 characters (256 bits): tokens in links and cookies. */
char *hash_secret(struct arena *);
void hash_random(void *bytes, size_t n);
/* Tests and the demonstration only: ids and secrets become a fixed sequence. */
void hash_fix(uint64_t seed);
#endif
