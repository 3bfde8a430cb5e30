/* writer.h: private to document/: what each format has to do. */
#ifndef DOCUMENT_WRITER_H
#define DOCUMENT_WRITER_H
#include "document/document.h"

struct document {
    struct arena *arena;
    const struct document_about *about;
    const struct writer *writer;
    void *mine;                   /* of the writer */
    const char *problem;
    const struct document_column *column; /* of the open table */
    size_t n_columns;
    struct document_place *places; /* anchors of headings with their pages, the last first */
};
struct document_place { const char *anchor; int page; struct document_place *next; };
/* One paragraph or piece of it; language never NULL, rtl worked out. */
struct line { const char *words, *language; bool rtl; };
struct writer {
    void (*open)(struct document *);
    void (*heading)(struct document *, int level, struct line, const char *anchor);
    void (*text)(struct document *, enum text_style, struct line);
    void (*numbered)(struct document *, const char *number, struct line, const int *marks, size_t n, const char *anchor, bool first, bool last);
    void (*contents)(struct document *, const char *title, const struct document_entry *, size_t n);
    void (*table)(struct document *, const char *caption);
    void (*row)(struct document *, const struct document_cell *);
    void (*table_end)(struct document *);
    void (*chart)(struct document *, const struct chart *);
    struct bytes (*close)(struct document *);
};
extern const struct writer writer_html, writer_pdf, writer_docx;
struct line document_line(const struct document *, const char *words, const char *language);
/* Calls each paragraph of the text (parted by empty lines). */
char **document_paragraphs(struct arena *, const char *words);
void document_fail(struct document *, const char *problem);
#endif
