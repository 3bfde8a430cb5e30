/* pages.h: declares every page function of site.def; included by the files that define them. */
#ifndef PAGE_PAGES_H
#define PAGE_PAGES_H
#include "page/frame.h"
#define PAGE(method, pattern, function, gate, title) void function(struct visit *);
#include "page/site.def"
#undef PAGE
#endif
