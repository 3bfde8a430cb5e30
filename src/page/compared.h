/* compared.h: the words of two texts as what stayed, came and went, inside a paragraph that
 * the page has begun. */
#ifndef PAGE_COMPARED_H
#define PAGE_COMPARED_H
#include "base/compare.h"
#include "web/html.h"
void compared_draw(struct html *, const struct piece *, size_t n);
#endif
