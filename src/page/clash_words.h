/* clash_words.h: clashes of a meeting in words, one a line, with links to what it clashes with. */
#ifndef PAGE_CLASH_WORDS_H
#define PAGE_CLASH_WORDS_H
#include "area/clash.h"
#include "web/visit.h"

void clash_list(struct visit *, const struct event *, const struct clash *, size_t n);
#endif
