/* compare.h: two texts word by word, for readers: what stayed, what came, what went. In
 * scripts without spaces the piece is the character.
 *   struct piece *p = words_compare(m, before, after, &n);  // in reading order */
#ifndef BASE_COMPARE_H
#define BASE_COMPARE_H
#include "base/arena.h"

enum change { KEPT, ADDED, GONE };
struct piece { enum change change; const char *words; };
/* What both texts begin and end with costs nothing; where more than 3,000 words lie between,
 * the middle is shown as gone and added whole. */
struct piece *words_compare(struct arena *, const char *before, const char *after, size_t *n);
#endif
