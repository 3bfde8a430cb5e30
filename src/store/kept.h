/* kept.h: results of a connection, kept while nobody has changed what they were read from:
 * most is read far more often than it changes, and every act asks again who acts and where.
 * Only the file of an engine calls it, once a transaction has its snapshot, with a version that
 * changes with every commit of others; what the connection changes itself it says table by
 * table. So what was recalled or ended is gone at once. Bounded; one thread. */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H
#include "store/engine.h"

struct kept;
/* Tables a statement reads or writes, as bits in the order they are first met; from the 65th on
 * two share one, which only forgets more. */
typedef uint64_t tables;
tables kept_table(struct kept *, const char *name);

struct kept *kept_new(struct arena *, size_t most_bytes); /* ends with the arena */
/* At the beginning of a transaction: forgets all when the version is another, or it is full. */
void kept_begin(struct kept *, int64_t version);
/* The connection itself changed these tables; all of them when it took changes back. */
void kept_changed(struct kept *, tables);
/* The rows of the same statement with the same arguments. They may be read until the end of
 * the transaction; the list is the caller's own. */
bool kept_find(struct kept *, const struct statement *, const struct value *, struct sink *);
void kept_add(struct kept *, const struct statement *, tables read, const struct value *, const struct sink *);
#endif
