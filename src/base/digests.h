/* digests.h: the digests that forms of others ask for by name: MD5, SHA-1, SHA-256, SHA-384, SHA-512.
 * Never for anything of our own; that is hash.h. */
#ifndef BASE_DIGESTS_H
#define BASE_DIGESTS_H
#include "base/arena.h"

/* How many bytes it wrote; 0 for a name that is not known. */
size_t digest_named(const char *name, const void *bytes, size_t n, unsigned char out[64]);
#endif
