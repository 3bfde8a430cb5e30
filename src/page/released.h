/* released.h: the words of a release as they are shown: before (preview) and after, to whom
 * it is released, alike. */
#ifndef PAGE_RELEASED_H
#define PAGE_RELEASED_H
#include "area/release.h"
#include "web/visit.h"

/* release: id for links to files, or NULL in a preview. */
void released_draw(struct visit *, const char *form, const char *section, const struct release_content *, const char *release);
/* One answer with its translations: answer[i] up to (not including) the returned index. */
size_t released_answer_draw(struct visit *, const char *form, const char *section, const struct released *, size_t i, size_t n);
/* Where in a section with repeats an answer stands: " (2)" or "". */
const char *released_place(struct visit *, const char *question);
/* The place alone, for tables: 2, or 2.1 of a repeat within a repeat; "" outside. */
const char *released_entry(struct arena *, const char *question);
/* Title of a section in the reader's language. */
void released_title(struct visit *, const char *form, const char *section);
#endif
