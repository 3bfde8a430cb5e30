/* What all formats share: languages, directions, paragraphs. */
#include "base/text.h"
#include "document/writer.h"

static const struct writer *const writers[] = {[DOCUMENT_HTML] = &writer_html, [DOCUMENT_PDF] = &writer_pdf, [DOCUMENT_DOCX] = &writer_docx};

const char *document_type(enum document_format f) {
    static const char *const types[] = {[DOCUMENT_HTML] = "text/html; charset=utf-8", [DOCUMENT_PDF] = "application/pdf",
        [DOCUMENT_DOCX] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"};
    return types[f];
}

struct document *document_open(struct arena *m, enum document_format f, const struct document_about *about) {
    struct document *d = NEW(m, struct document);
    *d = (struct document){.arena = m, .about = about, .writer = writers[f]};
    d->writer->open(d);
    return d;
}

void document_fail(struct document *d, const char *problem) {
    if (!d->problem) d->problem = arena_copy(d->arena, problem);
}
const char *document_problem(const struct document *d) { return d->problem; }

/* Words of unknown language stand in the direction of their first strong letter. */
struct line document_line(const struct document *d, const char *words, const char *language) {
    const struct language *known = blank(language) ? NULL : lang_find(language);
    const char *way = text_direction(words ? words : "");
    bool rtl = *way == 'a' ? d->about->lang->rtl : *way == 'r';
    if (blank(language)) language = rtl == d->about->lang->rtl ? d->about->lang->code : rtl ? "ar" : "en";
    if (known && *way == 'a') rtl = known->rtl;
    return (struct line){words ? words : "", language, rtl};
}

char **document_paragraphs(struct arena *m, const char *words) {
    size_t n = 2;
    for (const char *s = words; (s = strstr(s, "\n\n")); s += 2) n++;
    char **part = NEW_N(m, char *, n);
    size_t k = 0;
    while (*words) {
        while (*words == '\n') words++;
        const char *end = strstr(words, "\n\n");
        size_t length = end ? (size_t)(end - words) : strlen(words);
        if (length) part[k++] = arena_copy_n(m, words, length);
        words += length;
    }
    return part;
}

void document_heading(struct document *d, int level, const char *words, const char *language, const char *anchor) {
    d->writer->heading(d, level, document_line(d, words, language), anchor);
}

void document_text(struct document *d, enum text_style style, const char *words, const char *language) {
    if (blank(words)) return;
    char **part = document_paragraphs(d->arena, words);
    for (size_t i = 0; part[i]; i++) d->writer->text(d, style, document_line(d, part[i], language));
}

void document_numbered(struct document *d, int number, const char *words, const char *language, const int *marks, size_t n_marks, const char *anchor) {
    char **part = document_paragraphs(d->arena, blank(words) ? " " : words);
    const char *shown = lang_number(d->arena, d->about->lang, number);
    for (size_t i = 0; part[i]; i++) d->writer->numbered(d, shown, document_line(d, part[i], language), marks, n_marks, anchor, !i, !part[i + 1]);
}

bool document_has_pages(enum document_format f) { return f == DOCUMENT_PDF; }

void document_contents(struct document *d, const char *title, const struct document_entry *e, size_t n) {
    if (n) d->writer->contents(d, title, e, n);
}

void document_table(struct document *d, const char *caption, const struct document_column *c, size_t n) {
    if (d->n_columns) bug("a table in a table");
    struct document_column *all = NEW_N(d->arena, struct document_column, n);
    memcpy(all, c, n * sizeof *c);
    d->column = all;
    d->n_columns = n;
    d->writer->table(d, caption);
}

void document_row(struct document *d, const struct document_cell *c) { d->writer->row(d, c); }

void document_table_end(struct document *d) {
    d->writer->table_end(d);
    d->n_columns = 0;
}

void document_chart(struct document *d, const struct chart *c) {
    if (c->n) d->writer->chart(d, c);
}

struct bytes document_close(struct document *d) {
    static const struct bytes none;
    struct bytes b = d->writer->close(d);
    return d->problem ? none : b;
}
