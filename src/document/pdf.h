/* pdf.h: private to document/: what cairo 1.16 leaves out of a tagged PDF, added with qpdf. */
#ifndef DOCUMENT_PDF_H
#define DOCUMENT_PDF_H
#include "base/buf.h"
#include "base/lang.h"

/* One element of the structure, in the order of its beginning. */
struct pdf_element {
    const struct language *lang;
    const char *alt;   /* of a picture */
    const char *words; /* in the order of reading, where letters stand as they are seen; or NULL */
};
/* Sets the language of the document and of each element, texts for pictures, and that readers
 * show the title. NULL problem: fine. The bytes live in the arena. */
struct bytes pdf_finish(struct arena *, struct bytes, const struct language *, const struct pdf_element *, size_t n, const char **problem);
#endif
