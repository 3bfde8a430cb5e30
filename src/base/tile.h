/* tile.h: a log as files that never change (C2SP tlog-tiles): their addresses, entry bundles,
 * and any hash of the tree out of tiles. A tile holds 256 hashes of one level; a bundle the
 * entries under a tile of level 0. */
#ifndef BASE_TILE_H
#define BASE_TILE_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/merkle.h"

enum { tile_width = 256, tile_entries = -1, tile_most_entry = 65535 };
struct tile {
    int level;      /* 0 to 7 of 256-fold steps, or tile_entries */
    uint64_t n;
    unsigned width; /* 1 to 256 */
};
/* "tile/0/x001/234", "tile/entries/000.p/17" */
char *tile_address(struct arena *, const struct tile *);
/* Only the one spelling that tile_address gives. */
bool tile_read_address(const char *, struct tile *);
/* Hashes that level holds in a tree of this size, and the width of its n-th tile (0: none). */
uint64_t tile_hashes(uint64_t size, int level);
unsigned tile_width_of(uint64_t size, int level, uint64_t n);
/* Entries of a bundle, one by one; *at begins with 0. false at the end or when it is malformed
 * (then *at is not the size). */
bool bundle_next(struct bytes, size_t *at, struct bytes *entry);
void bundle_add(struct buf *, struct bytes entry); /* a longer entry than tile_most_entry is a bug */

/* Hashes of the tree out of tiles. get: the bytes of a tile of at least this width, or NULL. */
struct tiles { const unsigned char *(*get)(void *from, const struct tile *); void *from; uint64_t size; };
bool tiles_read(void *tiles, int level, uint64_t n, struct digest *);
#endif
