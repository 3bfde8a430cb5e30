/* room.h: private to area/log: what is open, and where it lies. */
#ifndef AREA_LOG_ROOM_H
#define AREA_LOG_ROOM_H
#include <stdatomic.h>
#include "area/log.h"
#include "base/policy.h"
#include "base/tile.h"

struct log {
    struct arena *arena;
    const char *folder;        /* DATA/log, or NULL */
    struct note_key *key[4];   /* the first is the newest; all sign */
    size_t n_keys;
    struct note_key *witness;
    const char *release;   /* private key of releases as PEM; opened at the first line written */
    struct signer *signer;
    struct policy *policy;     /* who must sign before a proof is given out */
    atomic_bool pending, intact; /* intact: the files of the last checkpoint were seen whole */
    _Atomic uint64_t served;   /* leaves under the last checkpoint, as this process knows it */
};
extern struct log log_open;
char *log_path(struct arena *, const char *name); /* below the folder */
struct signer *log_signer(void); /* NULL: its file holds no such key */
/* Checkpoints ever signed, oldest first; of a damaged file NULL and *problem. */
struct served { uint64_t size; struct digest root; };
struct served *log_history(struct arena *, size_t *n, const char **problem);
bool log_last(struct arena *, struct served *, const char **problem); /* size 0 when there is none */
/* A tile file; get() of base/tile.h, with the arena as `from`. */
const unsigned char *log_tile(void *arena, const struct tile *);
/* The entries of a tile, as many at least; where its part has gone because it is full now, those of
 * the full one. Empty when neither is there. */
struct bytes log_tile_entries(struct arena *, uint64_t n, unsigned width);
/* Writes the tiles of a tree that grew; size: leaves under its full tiles of level 0. Leaves from
 * there on come in order, those that were served before as well: the database gives them again. */
struct grower;
struct grower *grower_new(struct arena *, uint64_t size, const char **problem);
uint64_t grower_size(const struct grower *);
struct digest grower_root(const struct grower *);
bool grower_add(struct grower *, struct bytes body, const char **problem);
/* all: also upper tiles that have not changed. */
bool grower_end(struct grower *, bool all, struct served *, const char **problem);
/* The part of a leaf that stands behind "name":" up to the next quote, n-th of them; "" when absent. */
const char *leaf_part(struct arena *, struct bytes body, const char *name, int nth);
#endif
