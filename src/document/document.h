/* document.h: one document in three forms: HTML (the accessible original), PDF (tagged, shaped,
 * bookmarks, numbered pages) and .docx. It is written as a stream, from the first word to the
 * last, so that a report of a thousand parties needs no tree in memory. Knows no domain and
 * no web: pages call it with words that are already in their language and allowed to leave.
 *   struct document *d = document_open(arena, DOCUMENT_PDF, &about);
 *   document_heading(d, 1, "Method", NULL, NULL); document_text(d, TEXT_PLAIN, words, "fr");
 *   struct bytes b = document_close(d);
 * Words may be in any language (a code, or NULL: the document's own) and stand in their own
 * direction. Everything lives in the arena. A failure of a library is told by document_close:
 * no bytes, and the reason in document_problem. The same calls give the same bytes. */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H
#include "base/buf.h"
#include "base/lang.h"
#include "document/chart.h"

enum document_format { DOCUMENT_HTML, DOCUMENT_PDF, DOCUMENT_DOCX };
struct document_about {
    const struct language *lang;  /* of the document: direction, hyphens, reader's voice */
    const char *title, *subtitle; /* subtitle may be NULL */
    const char *author;           /* of the file's properties */
    const char *instant;          /* of the file's properties: 2026-11-24T08:00:00Z */
    const char *notice;           /* stands on every page; NULL: none */
    const char *page_words;       /* "Page %s": translated, printf with one %s */
    const char *const *cover;     /* lines of the title page, NULL at the end */
    const struct document *before; /* the same document, written and closed once already: the contents name
                                      its pages. NULL: without numbers, which take the same room */
};
struct document;
/* Whether it is worth writing a document of this format twice, for page numbers in its contents. */
bool document_has_pages(enum document_format);
struct document *document_open(struct arena *, enum document_format, const struct document_about *);

/* level 1 to 3, the first of them 1. anchor (a-z, 0-9, -) makes it a target; may be NULL. */
void document_heading(struct document *, int level, const char *words, const char *language, const char *anchor);
enum text_style { TEXT_PLAIN, TEXT_SOFT, TEXT_QUOTE, TEXT_NOTICE };
/* Paragraphs at empty lines, line breaks kept. */
void document_text(struct document *, enum text_style, const char *words, const char *language);
/* A numbered paragraph; marks are short references after it ("1, 4"), linked to anchor-N. */
void document_numbered(struct document *, int number, const char *words, const char *language, const int *marks, size_t n_marks, const char *anchor);
/* Links to targets of this document. */
struct document_entry { const char *words, *language, *anchor; };
void document_contents(struct document *, const char *title, const struct document_entry *, size_t n);

struct document_column { const char *words; int share; bool number; }; /* share of the width */
struct document_cell { const char *words, *language, *anchor; };       /* language, anchor may be NULL */
void document_table(struct document *, const char *caption, const struct document_column *, size_t n);
void document_row(struct document *, const struct document_cell *);    /* as many cells as columns */
void document_table_end(struct document *);
/* A picture of the chart; its figures must also stand in a table beside it. */
void document_chart(struct document *, const struct chart *);

struct bytes document_close(struct document *);
const char *document_problem(const struct document *); /* for the operator's log, or NULL */
const char *document_type(enum document_format);       /* media type */
#endif
