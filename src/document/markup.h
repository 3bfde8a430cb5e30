/* markup.h: XML and HTML files with literal markup. Every %s is escaped for text and for
 * double-quoted attributes; characters that XML forbids are left out. Conversions: %s %d %zu
 * %%. For the writers of this folder only; pages have web/html.h. */
#ifndef DOCUMENT_MARKUP_H
#define DOCUMENT_MARKUP_H
#include "base/buf.h"

#define mark(b, literal, ...) markup_put(b, "" literal, ##__VA_ARGS__)
void markup_put(struct buf *, const char *format, ...) PRINTF(2, 3);
void markup_text(struct buf *, const char *text);
#endif
