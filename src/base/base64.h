/* base64.h: the standard alphabet of RFC 4648 §4 with padding, and nothing else: a text that
 * is not exactly what encoding its bytes gives is refused. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H
#include "base/arena.h"

char *base64_text(struct arena *, const void *bytes, size_t n);
/* Exactly n characters; *fine tells. The bytes are followed by a 0. */
struct bytes base64_bytes(struct arena *, const char *text, size_t n, bool *fine);
/* The same into a place of exactly this size. */
bool base64_into(const char *text, size_t n, void *bytes, size_t size);
#endif
