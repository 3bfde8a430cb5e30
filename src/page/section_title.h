/* section_title.h: the title of a section in the reader's words; *language tells which
 * language it came in. */
#ifndef PAGE_SECTION_TITLE_H
#define PAGE_SECTION_TITLE_H
#include "area/input.h"
const char *section_title(struct act *, const struct section *, const char **language);
#endif
