/* qr.h: a QR code as an SVG of one path, black on white, for pages. label: what it holds, in
 * the reader's words. Writes nothing when the text is too long for a code. */
#ifndef PAGE_QR_H
#define PAGE_QR_H
#include "web/html.h"
void qr_draw(struct html *, const char *content, const char *label);
#endif
