/* merkle.h: the tree of a log that only grows (RFC 6962 §2.1, SHA-256): hashes of leaves and
 * nodes, roots, proofs that a leaf is in a tree and that a tree grew out of an older one.
 * Whoever keeps the hashes gives them by a reader; proofs need no other memory than the
 * caller's. Sizes and indexes are unsigned: foreign proofs hold numbers up to 2^64-1. */
#ifndef BASE_MERKLE_H
#define BASE_MERKLE_H
#include "base/common.h"

enum { merkle_most = 64 }; /* hashes in a proof of inclusion; a consistency proof has one more at most */
struct digest { unsigned char of[32]; };
static inline bool digest_same(const struct digest *a, const struct digest *b) { return memcmp(a->of, b->of, sizeof a->of) == 0; }
struct digest digest_of(const void *bytes, size_t n); /* plain SHA-256 */
struct digest merkle_leaf(const void *bytes, size_t n);
struct digest merkle_node(const struct digest *left, const struct digest *right);

/* A tree as its perfect subtrees from left to right: all that is needed to add leaves. Begin
 * with zeros. */
struct grown { uint64_t size; int n; struct digest at[64]; };
void grown_add(struct grown *, const struct digest *leaf);
struct digest grown_root(const struct grown *); /* of no leaf: SHA-256 of nothing */

/* The hash of the perfect subtree over leaves [n·2^level, (n+1)·2^level); false: not to be had. */
struct hashes { bool (*read)(void *from, int level, uint64_t n, struct digest *); void *from; };
bool merkle_root(const struct hashes *, uint64_t size, struct digest *);
bool merkle_grown(const struct hashes *, uint64_t size, struct grown *);
/* proof: room for merkle_most hashes. Leaf's sibling first. False when index >= size, or a hash is missing. */
bool merkle_prove(const struct hashes *, uint64_t index, uint64_t size, struct digest *proof, int *n);
/* proof: room for one more. From 0 < old <= size; nothing between equal sizes. */
bool merkle_prove_grown(const struct hashes *, uint64_t old, uint64_t size, struct digest *proof, int *n);

bool merkle_included(const struct digest *leaf, uint64_t index, uint64_t size, const struct digest *proof, size_t n, const struct digest *root);
/* A tree of size 0 proves nothing and is refused. Equal sizes: no hashes, and equal roots. */
bool merkle_consistent(uint64_t old, const struct digest *old_root, uint64_t size, const struct digest *root, const struct digest *proof, size_t n);
#endif
