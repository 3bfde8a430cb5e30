/* The document as one HTML file that needs nothing beside it. */
#include "document/markup.h"
#include "document/writer.h"

static const char style[] =
    "body{font:1rem/1.55 Georgia,'Noto Serif','Noto Naskh Arabic','Noto Serif CJK SC',serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2329;background:#fff}"
    "h1,h2,h3,h4,th,caption,.soft,.n{font-family:system-ui,'Noto Sans',sans-serif}h1{font-size:1.9rem;line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid #9aa7b2}"
    ".soft{color:#56616b;font-size:.9rem}.notice{border:1px solid #8a5a00;background:#fff6e0;padding:.5rem .8rem}"
    "blockquote{margin:0 0 1rem;padding-inline-start:1rem;border-inline-start:3px solid #9aa7b2}.para{position:relative;padding-inline-start:2.6rem}"
    ".para .n{position:absolute;inset-inline-start:0;margin:0;color:#56616b}table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:start;font-weight:600;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #c8d0d7;padding:.3rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}.number{text-align:end;font-variant-numeric:tabular-nums}"
    "a{color:#0b4f82}svg{max-width:100%;height:auto}svg text{font:13px system-ui,'Noto Sans',sans-serif;fill:#1d2329}.dark{fill:#0b4f82}.light{fill:#b9cfe0}"
    "@media print{body{max-width:none;margin:0}h2,h3{break-after:avoid}tr,.para{break-inside:avoid}}";

static const char *way(bool rtl) { return rtl ? "rtl" : "ltr"; }

static void broken_lines(struct buf *b, const char *words) {
    for (const char *end; (end = strchr(words, '\n')); words = end + 1) {
        char *line = arena_copy_n(b->arena, words, (size_t)(end - words));
        mark(b, "%s<br>\n", line);
    }
    markup_text(b, words);
}

static void html_open(struct document *d) {
    const struct document_about *o = d->about;
    struct buf *b = buf_new(d->arena);
    d->mine = b;
    mark(b, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n", o->lang->code, way(o->lang->rtl));
    mark(b, "<title>%s</title>\n<meta name=\"author\" content=\"%s\">\n<meta name=\"date\" content=\"%s\">\n<style>", o->title, o->author, o->instant);
    buf_add(b, style);
    mark(b, "</style>\n</head>\n<body>\n<header>\n");
    struct line t = document_line(d, o->title, NULL);
    mark(b, "<h1 lang=\"%s\" dir=\"%s\">%s</h1>\n", t.language, way(t.rtl), o->title);
    if (o->subtitle) mark(b, "<p>%s</p>\n", o->subtitle);
    for (const char *const *line = o->cover; line && *line; line++) mark(b, "<p class=\"soft\">%s</p>\n", *line);
    if (o->notice) mark(b, "<p class=\"notice\">%s</p>\n", o->notice);
    mark(b, "</header>\n<main>\n");
}

static void html_heading(struct document *d, int level, struct line w, const char *anchor) {
    struct buf *b = d->mine;
    mark(b, "<h%d lang=\"%s\" dir=\"%s\"", level + 1, w.language, way(w.rtl));
    if (anchor) mark(b, " id=\"%s\"", anchor);
    mark(b, ">%s</h%d>\n", w.words, level + 1);
}

static void html_text(struct document *d, enum text_style s, struct line w) {
    struct buf *b = d->mine;
    static const char *const kinds[] = {[TEXT_PLAIN] = "", [TEXT_SOFT] = "soft", [TEXT_QUOTE] = "", [TEXT_NOTICE] = "notice"};
    if (s == TEXT_QUOTE) mark(b, "<blockquote>");
    mark(b, "<p lang=\"%s\" dir=\"%s\"", w.language, way(w.rtl));
    if (*kinds[s]) mark(b, " class=\"%s\"", kinds[s]);
    mark(b, ">");
    broken_lines(b, w.words);
    mark(b, "</p>");
    if (s == TEXT_QUOTE) mark(b, "</blockquote>");
    mark(b, "\n");
}

static void html_numbered(struct document *d, const char *number, struct line w, const int *marks, size_t n, const char *anchor, bool first, bool last) {
    struct buf *b = d->mine;
    if (first) mark(b, "<div class=\"para\"><p class=\"n\">%s</p>\n", number);
    mark(b, "<p lang=\"%s\" dir=\"%s\">", w.language, way(w.rtl));
    broken_lines(b, w.words);
    for (size_t i = 0; last && i < n; i++) mark(b, " <sup><a href=\"#%s-%d\">[%d]</a></sup>", anchor, marks[i], marks[i]);
    mark(b, "</p>\n");
    if (last) mark(b, "</div>\n");
}

static void html_contents(struct document *d, const char *title, const struct document_entry *e, size_t n) {
    struct buf *b = d->mine;
    mark(b, "<nav aria-label=\"%s\"><h2>%s</h2>\n<ul>\n", title, title);
    for (size_t i = 0; i < n; i++) {
        struct line w = document_line(d, e[i].words, e[i].language);
        mark(b, "<li lang=\"%s\"><a href=\"#%s\"><bdi>%s</bdi></a></li>\n", w.language, e[i].anchor, w.words);
    }
    mark(b, "</ul></nav>\n");
}

static void html_table(struct document *d, const char *caption) {
    struct buf *b = d->mine;
    mark(b, "<table><caption>%s</caption>\n<thead><tr>", caption);
    for (size_t i = 0; i < d->n_columns; i++) {
        if (d->column[i].number) mark(b, "<th scope=\"col\" class=\"number\">%s</th>", d->column[i].words);
        else mark(b, "<th scope=\"col\">%s</th>", d->column[i].words);
    }
    mark(b, "</tr></thead>\n<tbody>\n");
}

static void html_row(struct document *d, const struct document_cell *c) {
    struct buf *b = d->mine;
    mark(b, "<tr>");
    for (size_t i = 0; i < d->n_columns; i++) {
        struct line w = document_line(d, c[i].words, c[i].language);
        const char *tag = i ? "td" : "th";
        if (i) mark(b, "<td");
        else mark(b, "<th scope=\"row\"");
        if (c[i].anchor) mark(b, " id=\"%s\"", c[i].anchor);
        if (d->column[i].number) mark(b, " class=\"number\"");
        if (!blank(c[i].language)) mark(b, " lang=\"%s\" dir=\"%s\"", w.language, way(w.rtl));
        mark(b, ">");
        broken_lines(b, w.words);
        mark(b, "</%s>", tag);
    }
    mark(b, "</tr>\n");
}

static void html_table_end(struct document *d) { buf_add(d->mine, "</tbody></table>\n"); }

static void svg_rect(void *mine, enum chart_ink ink, int x, int y, int width, int height) {
    mark((struct buf *)mine, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", ink == INK_LIGHT ? "light" : "dark", x, y, width, height);
}
static void svg_text(void *mine, int x, int y, int width, bool at_end, const char *words) {
    struct buf *b = mine;
    if (at_end) mark(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", x, y, words);
    else mark(b, "<text x=\"%d\" y=\"%d\">%s</text>\n", x, y, words);
}
static void html_chart(struct document *d, const struct chart *c) {
    struct buf *b = d->mine;
    mark(b, "<svg role=\"img\" aria-label=\"%s\" direction=\"ltr\" viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\">\n", c->title, chart_width, chart_height(c));
    chart_draw(c, &(struct chart_pen){svg_rect, svg_text, b});
    mark(b, "</svg>\n");
}

static struct bytes html_close(struct document *d) {
    struct buf *b = d->mine;
    mark(b, "</main>\n");
    if (d->about->notice) mark(b, "<footer><p class=\"notice\">%s</p></footer>\n", d->about->notice);
    mark(b, "</body>\n</html>\n");
    return (struct bytes){b->data, b->size};
}

const struct writer writer_html = {html_open, html_heading, html_text, html_numbered, html_contents, html_table, html_row, html_table_end, html_chart, html_close};
