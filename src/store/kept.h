/* kept.h: results of a reading connection, kept while nobody has written: most pages are read
 * far more often than anything changes. Only the file of an engine calls it, once a
 * transaction has its snapshot, with a version that changes with every commit; so what was
 * recalled or ended is gone with the next transaction. Bounded; one thread. */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H
#include "store/engine.h"

struct kept;
struct kept *kept_new(struct arena *); /* ends with the arena */
/* At the beginning of a transaction: forgets all when the version is another, or it is full. */
void kept_begin(struct kept *, int64_t version);
/* The rows of the same statement with the same arguments. They may be read until the end of
 * the transaction; the list is the caller's own. */
bool kept_find(struct kept *, const struct statement *, const struct value *, struct sink *);
void kept_add(struct kept *, const struct statement *, const struct value *, const struct sink *);
#endif
