/* The document as PDF: pango shapes, cairo draws and tags, pdf_finish.c adds what cairo 1.16
 * cannot (language and text for pictures). Everything flows down pages of A4; a paragraph or
 * a row that does not fit goes on over the page. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include "document/pdf.h"
#include "document/writer.h"

static const double page_w = 595, page_h = 842, margin = 62, foot = 56;
static const char fonts_text[] = "Noto Serif,Noto Naskh Arabic,Noto Serif CJK SC", fonts_head[] = "Noto Sans,Noto Sans Arabic,Noto Sans CJK SC";

struct pdf {
    struct buf *out;
    cairo_surface_t *surface;
    cairo_t *cr;
    struct { const char *language; bool rtl; PangoContext *context; } context[16];
    double y;
    int page, outline[4];
    struct pdf_element *element; /* in the order of their beginnings */
    size_t n, room;
    const char *link, *label;    /* of the next block: where it leads, its number */
    bool reversed;               /* letters were drawn from right to left since it was set to false */
    const char *at_end;          /* of the next block: what stands at the end of its first line, NULL without room for it */
};
struct look { const char *family; double size; int weight; double red, green, blue, above, below; };

static cairo_status_t keep(void *mine, const unsigned char *bytes, unsigned n) {
    buf_bytes(mine, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static void let_go(void *mine) {
    struct pdf *p = mine;
    for (size_t i = 0; i < COUNT(p->context) && p->context[i].context; i++) g_object_unref(p->context[i].context);
    cairo_destroy(p->cr);
    cairo_surface_destroy(p->surface);
    free(p->element);
}

/* The structure of the page for readers who do not see it. */
static void tag_with(struct pdf *p, const char *name, const char *attributes, const char *language, const char *alt) {
    if (p->n == p->room) {
        p->room = p->room ? 2 * p->room : 1024;
        p->element = realloc(p->element, p->room * sizeof *p->element);
        if (!p->element) bug("out of memory");
    }
    p->element[p->n++] = (struct pdf_element){.lang = language ? lang_find(language) : NULL, .alt = alt};
    cairo_tag_begin(p->cr, name, attributes);
}
static void tag(struct pdf *p, const char *name, const char *language) { tag_with(p, name, NULL, language, NULL); }
static void untag(struct pdf *p, const char *name) { cairo_tag_end(p->cr, name); }

/* A layout follows later changes of its context, so each language and direction has its own. */
static PangoContext *context_of(struct pdf *p, const char *language, bool rtl) {
    size_t i = 0;
    for (; p->context[i].context; i++)
        if ((same(p->context[i].language, language) && p->context[i].rtl == rtl) || i + 1 == COUNT(p->context)) return p->context[i].context;
    PangoContext *c = pango_cairo_create_context(p->cr);
    pango_context_set_base_dir(c, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(c, pango_language_from_string(same(language, "zh") ? "zh-cn" : language));
    p->context[i].language = arena_copy(p->out->arena, language);
    p->context[i].rtl = rtl;
    return p->context[i].context = c;
}

static PangoLayout *layout(struct document *d, const char *words, const char *language, bool rtl, const struct look *k, double width) {
    struct pdf *p = d->mine;
    PangoLayout *l = pango_layout_new(context_of(p, language, rtl));
    PangoFontDescription *f = pango_font_description_new();
    pango_font_description_set_family_static(f, k->family);
    /* Arabic letters of one size are smaller to the eye. */
    pango_font_description_set_absolute_size(f, k->size * (rtl && k->family == fonts_text ? 1.15 : 1) * PANGO_SCALE);
    pango_font_description_set_weight(f, (PangoWeight)k->weight);
    pango_layout_set_font_description(l, f);
    pango_font_description_free(f);
    pango_layout_set_auto_dir(l, FALSE);
    pango_layout_set_alignment(l, rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT); /* pango does not turn them by itself */
    pango_layout_set_width(l, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(l, k->family == fonts_text ? 1.1F : 1.0F);
    pango_layout_set_text(l, words, -1);
    return l;
}

static const struct look look_soft = {fonts_head, 8.5, 400, .34, .38, .42, 0, 4}, look_body = {fonts_text, 10.5, 400, .1, .12, .14, 0, 7};

static void ink(struct pdf *p, const struct look *k) { cairo_set_source_rgb(p->cr, k->red, k->green, k->blue); }

/* One line outside the flow: running foot, numbers beside paragraphs. */
static void at(struct document *d, double x, double y, double width, const char *words, const struct look *k, bool right) {
    struct pdf *p = d->mine;
    struct line w = document_line(d, words, NULL);
    PangoLayout *l = layout(d, words, w.language, w.rtl, k, width);
    pango_layout_set_alignment(l, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    ink(p, k);
    cairo_move_to(p->cr, x, y);
    pango_cairo_show_layout(p->cr, l);
    g_object_unref(l);
}

static void running_foot(struct document *d) {
    struct pdf *p = d->mine;
    const struct document_about *o = d->about;
    const char *number = lang_number(d->arena, o->lang, p->page);
    const char *words = o->page_words ? arena_printf(d->arena, "%s %s", o->page_words, number) : number;
    at(d, margin, page_h - foot + 14, page_w - 2 * margin, words, &look_soft, !o->lang->rtl);
    if (o->notice) at(d, margin + (o->lang->rtl ? 80 : 0), page_h - foot + 14, page_w - 2 * margin - 80, o->notice, &look_soft, o->lang->rtl);
}

static void new_page(struct document *d) {
    struct pdf *p = d->mine;
    running_foot(d);
    cairo_show_page(p->cr);
    p->page++;
    p->y = margin;
}

static double bottom(void) { return page_h - foot - 8; }
static void need(struct document *d, double height) {
    struct pdf *p = d->mine;
    if (p->y + height > bottom() && p->y > margin) new_page(d);
}

/* A run from right to left. cairo would write its letters in the order in which they are read, each
 * one a step back, and programs that take the text out (search, copy) then see words in single
 * letters and put spaces among them. Here they stand as they are seen, from the left; the order of
 * reading is said of the element they belong to (struct pdf_element). False: not drawn. */
static bool show_letters(struct pdf *p, const char *words, const PangoGlyphItem *run, double x, double y) {
    const PangoGlyphString *g = run->glyphs;
    const PangoItem *item = run->item;
    cairo_scaled_font_t *font = pango_cairo_font_get_scaled_font((PangoCairoFont *)item->analysis.font);
    cairo_glyph_t *glyph = calloc((size_t)g->num_glyphs + 1, sizeof *glyph);
    cairo_text_cluster_t *cluster = calloc((size_t)g->num_glyphs + 1, sizeof *cluster);
    char *seen = calloc((size_t)item->length + 1, 1);
    if (!glyph || !cluster || !seen) bug("out of memory");
    int n = 0, n_glyphs = 0, bytes = 0;
    bool fine = font != NULL;
    for (int i = 0, from; i < g->num_glyphs && fine; n++) {
        from = g->log_clusters[i];
        int end = item->length;
        for (int k = i - 1; k >= 0 && end == item->length; k--)
            if (g->log_clusters[k] > from) end = g->log_clusters[k];
        cluster[n].num_bytes = end - from;
        for (; i < g->num_glyphs && g->log_clusters[i] == from; i++) {
            const PangoGlyphInfo *o = &g->glyphs[i];
            fine = fine && !(o->glyph & PANGO_GLYPH_UNKNOWN_FLAG && o->glyph != PANGO_GLYPH_EMPTY);
            if (o->glyph != PANGO_GLYPH_EMPTY) {
                glyph[n_glyphs++] = (cairo_glyph_t){o->glyph, x + (double)o->geometry.x_offset / PANGO_SCALE, y + (double)o->geometry.y_offset / PANGO_SCALE};
                cluster[n].num_glyphs++;
            }
            x += (double)o->geometry.width / PANGO_SCALE;
        }
        memcpy(seen + bytes, words + item->offset + from, (size_t)(end - from));
        bytes += end - from;
    }
    if (fine) {
        cairo_set_scaled_font(p->cr, font);
        cairo_show_text_glyphs(p->cr, seen, bytes, glyph, n_glyphs, cluster, n, 0);
        p->reversed = true;
    }
    free(glyph);
    free(cluster);
    free(seen);
    return fine;
}

static void show_line(struct pdf *p, PangoLayout *l, PangoLayoutLine *line, double x, double y) {
    const char *words = pango_layout_get_text(l);
    for (GSList *r = line->runs; r; r = r->next) {
        PangoGlyphItem *run = r->data;
        if (!(run->item->analysis.level & 1) || !show_letters(p, words, run, x, y)) {
            cairo_move_to(p->cr, x, y);
            pango_cairo_show_glyph_item(p->cr, words, run);
        }
        x += (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
    }
}

/* Draws lines from *line on as far as they fit above the bottom; true when all are drawn. */
static bool draw_lines(struct pdf *p, PangoLayout *l, double x, double top, double limit, int *line, double *end) {
    PangoLayoutIter *i = pango_layout_get_iter(l);
    for (int k = 0; k < *line; k++) pango_layout_iter_next_line(i);
    PangoRectangle r;
    pango_layout_iter_get_line_extents(i, NULL, &r);
    double shift = top - (double)r.y / PANGO_SCALE;
    bool all = false;
    for (;;) {
        pango_layout_iter_get_line_extents(i, NULL, &r);
        double low = shift + (double)(r.y + r.height) / PANGO_SCALE;
        if (low > limit && low - top > (double)r.height / PANGO_SCALE + 0.01) break;
        show_line(p, l, pango_layout_iter_get_line_readonly(i), x + (double)r.x / PANGO_SCALE, shift + (double)pango_layout_iter_get_baseline(i) / PANGO_SCALE);
        *end = low;
        (*line)++;
        if (!pango_layout_iter_next_line(i)) { all = true; break; }
    }
    pango_layout_iter_free(i);
    return all;
}

/* What an element holds in the order in which it is read: lines from..to of the layout. */
static void read_as(struct document *d, size_t element, PangoLayout *l, int from, int to, const char *label) {
    struct pdf *p = d->mine;
    if (!p->reversed || to <= from) return;
    const PangoLayoutLine *first = pango_layout_get_line_readonly(l, from), *last = pango_layout_get_line_readonly(l, to - 1);
    const char *words = arena_copy_n(d->arena, pango_layout_get_text(l) + first->start_index, (size_t)(last->start_index + last->length - first->start_index));
    p->element[element].words = label ? arena_printf(d->arena, "%s %s", label, words) : words;
}

/* A block in the flow under one tag, over as many pages as it takes. */
static void flow(struct document *d, const char *name, struct line w, const struct look *k, double indent, double rule) {
    struct pdf *p = d->mine;
    double end_room = p->at_end ? 40 : 0, width = page_w - 2 * margin - indent - end_room, x = margin + (w.rtl ? end_room : indent);
    PangoLayout *l = layout(d, w.words, w.language, w.rtl, k, width);
    if (p->y > margin) p->y += k->above;
    need(d, k->size * 2.8);
    int line = 0;
    for (bool all = false; !all;) {
        int first = line;
        size_t element = p->n;
        p->reversed = false;
        tag(p, name, w.language);
        if (p->label && !line) at(d, w.rtl ? page_w - margin - indent : margin, p->y + 1.5, indent, p->label, &look_soft, w.rtl);
        if (p->at_end && !line) at(d, w.rtl ? margin : page_w - margin - end_room, p->y, end_room, p->at_end, k, !w.rtl);
        if (p->link) tag_with(p, CAIRO_TAG_LINK, p->link, NULL, NULL);
        ink(p, k);
        double from = p->y;
        all = draw_lines(p, l, x, p->y, bottom(), &line, &p->y);
        if (p->link) untag(p, CAIRO_TAG_LINK);
        else read_as(d, element, l, first, line, first ? NULL : p->label);
        untag(p, name);
        if (rule > 0) {
            cairo_set_source_rgb(p->cr, .6, .65, .7);
            cairo_rectangle(p->cr, w.rtl ? page_w - margin - 2 : margin, from, rule, p->y - from);
            cairo_fill(p->cr);
        }
        if (!all) new_page(d);
    }
    g_object_unref(l);
    p->y += k->below;
}

static void pdf_open(struct document *d) {
    struct pdf *p = NEW(d->arena, struct pdf);
    const struct document_about *o = d->about;
    *p = (struct pdf){.out = buf_new(d->arena), .y = margin, .page = 1};
    d->mine = p;
    p->surface = cairo_pdf_surface_create_for_stream(keep, p->out, page_w, page_h);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, o->title);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR, o->author);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "Isthmus");
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, o->instant);
    p->cr = cairo_create(p->surface);
    arena_defer(d->arena, let_go, p);
    tag(p, "Document", o->lang->code);
    static const struct look title = {fonts_head, 24, 600, .04, .24, .42, 150, 10}, subtitle = {fonts_head, 13, 400, .2, .23, .26, 0, 26};
    p->y = margin + 1;
    flow(d, "H1", document_line(d, o->title, NULL), &title, 0, 0);
    if (o->subtitle) flow(d, "P", document_line(d, o->subtitle, NULL), &subtitle, 0, 0);
    for (const char *const *line = o->cover; line && *line; line++) flow(d, "P", document_line(d, *line, NULL), &look_body, 0, 0);
    new_page(d);
}

static void pdf_heading(struct document *d, int level, struct line w, const char *anchor) {
    static const struct look looks[] = {{0}, {fonts_head, 16, 600, .04, .24, .42, 18, 8}, {fonts_head, 12.5, 600, .1, .12, .14, 12, 5}, {fonts_head, 10.5, 600, .1, .12, .14, 8, 3}};
    static const char *const names[] = {"", "H2", "H3", "H4"};
    struct pdf *p = d->mine;
    need(d, looks[level].size * 6);
    char place[64];
    snprintf(place, sizeof place, "page=%d pos=[%d %d]", p->page, (int)margin, (int)(p->y - 4));
    p->outline[level] = cairo_pdf_surface_add_outline(p->surface, level > 1 ? p->outline[level - 1] : 0, w.words, place, 0);
    for (int deeper = level + 1; deeper < 4; deeper++) p->outline[deeper] = p->outline[level];
    if (anchor) {
        struct document_place *here = NEW(d->arena, struct document_place);
        *here = (struct document_place){arena_copy(d->arena, anchor), p->page, d->places};
        d->places = here;
        cairo_tag_begin(p->cr, CAIRO_TAG_DEST, arena_printf(d->arena, "name='%s'", anchor));
    }
    flow(d, names[level], w, &looks[level], 0, 0);
    if (anchor) cairo_tag_end(p->cr, CAIRO_TAG_DEST);
}

static void pdf_text(struct document *d, enum text_style s, struct line w) {
    static const struct look notice = {fonts_head, 9.5, 600, .45, .29, 0, 2, 7};
    struct pdf *p = d->mine;
    if (s == TEXT_QUOTE) {
        tag(p, "BlockQuote", w.language);
        flow(d, "P", w, &look_body, 14, 2);
        untag(p, "BlockQuote");
    } else {
        flow(d, "P", w, s == TEXT_SOFT ? &look_soft : s == TEXT_NOTICE ? &notice : &look_body, 0, 0);
    }
}

/* Where a reference leads, as cairo reads it. Anchors are a-z, 0-9 and - only. */
static const char *leads_to(struct document *d, const char *anchor) { return arena_printf(d->arena, "dest='%s'", anchor); }

/* References stand at the end of the words; a reader finds their numbers in the annex. */
static void pdf_numbered(struct document *d, const char *number, struct line w, const int *marks, size_t n, const char *anchor, bool first, bool last) {
    struct pdf *p = d->mine;
    struct buf *b = buf_new(d->arena);
    buf_add(b, w.words);
    for (size_t i = 0; last && i < n; i++) buf_printf(b, "\u00a0[%d]", marks[i]);
    w.words = b->data;
    p->label = first ? number : NULL;
    flow(d, "P", w, &look_body, 30, 0);
    p->label = NULL;
}

static const char *page_of(struct document *d, const char *anchor) {
    for (const struct document_place *at = d->about->before ? d->about->before->places : NULL; at; at = at->next)
        if (same(at->anchor, anchor)) return lang_number(d->arena, d->about->lang, at->page);
    return "";
}

/* All lines run as the document does, so that the numbers stand in one column. */
static void pdf_contents(struct document *d, const char *title, const struct document_entry *e, size_t n) {
    struct pdf *p = d->mine;
    pdf_heading(d, 1, document_line(d, title, NULL), NULL);
    for (size_t i = 0; i < n; i++) {
        struct line w = document_line(d, e[i].words, e[i].language);
        w.rtl = d->about->lang->rtl;
        p->link = leads_to(d, e[i].anchor);
        p->at_end = page_of(d, e[i].anchor);
        flow(d, "P", w, &look_body, 0, 0);
    }
    p->link = p->at_end = NULL;
}

/* Tables: columns stand from the side on which the language begins. */
static const struct look look_cell = {fonts_head, 8.5, 400, .1, .12, .14, 0, 0}, look_th = {fonts_head, 8.5, 600, .1, .12, .14, 0, 0};
static const double pad = 4;

static double column_x(struct document *d, size_t at_column, double *width) {
    double whole = page_w - 2 * margin, before = 0;
    int shares = 0;
    for (size_t i = 0; i < d->n_columns; i++) shares += d->column[i].share;
    for (size_t i = 0; i < at_column; i++) before += whole * d->column[i].share / shares;
    *width = whole * d->column[at_column].share / shares;
    return margin + (d->about->lang->rtl ? whole - before - *width : before);
}

static void rule(struct pdf *p, double weight) {
    cairo_set_source_rgb(p->cr, .6, .65, .7);
    cairo_rectangle(p->cr, margin, p->y - weight, page_w - 2 * margin, weight);
    cairo_fill(p->cr);
}

static void draw_row(struct document *d, const struct document_cell *c, bool heading);

static void continue_table(struct document *d) {
    struct document_cell *head = NEW_N(d->arena, struct document_cell, d->n_columns);
    for (size_t i = 0; i < d->n_columns; i++) head[i].words = d->column[i].words;
    new_page(d);
    draw_row(d, head, true);
}

/* Cells side by side; what does not fit goes on over the page, cell by cell. */
static void draw_cells(struct document *d, const struct document_cell *c, PangoLayout **l, const struct line *w, bool heading) {
    struct pdf *p = d->mine;
    int *line = NEW_N(d->arena, int, d->n_columns);
    for (bool rest = true; rest;) {
        double top = p->y + pad, low = top;
        rest = false;
        tag(p, "TR", NULL);
        for (size_t i = 0; i < d->n_columns; i++) {
            double width, x = column_x(d, i, &width), end = top;
            const char *name = heading || !i ? "TH" : "TD";
            int first = line[i];
            size_t element = p->n;
            p->reversed = false;
            tag(p, name, w[i].language);
            ink(p, &look_cell);
            bool target = c[i].anchor && !line[i];
            if (target) cairo_tag_begin(p->cr, CAIRO_TAG_DEST, arena_printf(d->arena, "name='%s'", c[i].anchor));
            bool unfinished = line[i] < pango_layout_get_line_count(l[i]) && !draw_lines(p, l[i], x + pad, top, bottom() - pad, &line[i], &end);
            if (target) cairo_tag_end(p->cr, CAIRO_TAG_DEST);
            read_as(d, element, l[i], first, line[i], NULL);
            untag(p, name);
            if (unfinished) rest = true;
            if (end > low) low = end;
        }
        untag(p, "TR");
        p->y = low + pad;
        rule(p, heading ? 1 : .4);
        if (rest) continue_table(d);
    }
}

static void draw_row(struct document *d, const struct document_cell *c, bool heading) {
    struct pdf *p = d->mine;
    PangoLayout **l = NEW_N(d->arena, PangoLayout *, d->n_columns);
    struct line *w = NEW_N(d->arena, struct line, d->n_columns);
    double height = 0;
    for (size_t i = 0; i < d->n_columns; i++) {
        double width;
        int h;
        column_x(d, i, &width);
        w[i] = document_line(d, c[i].words, c[i].language);
        l[i] = layout(d, w[i].words, w[i].language, w[i].rtl, heading || !i ? &look_th : &look_cell, width - 2 * pad);
        bool right = d->column[i].number ? !d->about->lang->rtl : blank(c[i].language) ? d->about->lang->rtl : w[i].rtl;
        pango_layout_set_alignment(l[i], right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
        pango_layout_get_size(l[i], NULL, &h);
        if (h > height) height = h;
    }
    height = height / PANGO_SCALE + 2 * pad;
    bool splits = height > bottom() - margin - 40; /* taller than a page: it begins here and goes on */
    if (!heading && p->y + (splits ? 60 : height) > bottom()) continue_table(d);
    draw_cells(d, c, l, w, heading);
    for (size_t i = 0; i < d->n_columns; i++) g_object_unref(l[i]);
}

static void pdf_table(struct document *d, const char *caption) {
    static const struct look looks = {fonts_head, 9.5, 600, .1, .12, .14, 8, 3};
    struct pdf *p = d->mine;
    need(d, 90);
    flow(d, "P", document_line(d, caption, NULL), &looks, 0, 0);
    tag(p, "Table", NULL);
    struct document_cell *head = NEW_N(d->arena, struct document_cell, d->n_columns);
    for (size_t i = 0; i < d->n_columns; i++) head[i].words = d->column[i].words;
    draw_row(d, head, true);
}

static void pdf_row(struct document *d, const struct document_cell *c) { draw_row(d, c, false); }

static void pdf_table_end(struct document *d) {
    struct pdf *p = d->mine;
    untag(p, "Table");
    p->y += 10;
}

struct chart_place { struct document *d; double x, y, scale; };
static void pen_rect(void *mine, enum chart_ink i, int x, int y, int width, int height) {
    struct chart_place *at_place = mine;
    cairo_t *cr = ((struct pdf *)at_place->d->mine)->cr;
    if (i == INK_TEXT) cairo_set_source_rgb(cr, 0, 0, 0);
    else if (i == INK_DARK) cairo_set_source_rgb(cr, .04, .31, .51);
    else cairo_set_source_rgb(cr, .73, .81, .88);
    cairo_rectangle(cr, at_place->x + x * at_place->scale, at_place->y + y * at_place->scale, width * at_place->scale, height * at_place->scale);
    cairo_fill(cr);
}
static void pen_text(void *mine, int x, int y, int width, bool at_end, const char *words) {
    struct chart_place *at_place = mine;
    struct document *d = at_place->d;
    struct pdf *p = d->mine;
    struct line w = document_line(d, words, NULL);
    struct look k = {fonts_head, 12 * at_place->scale, 400, .1, .12, .14, 0, 0};
    PangoLayout *l = layout(d, words, w.language, w.rtl, &k, 0);
    pango_layout_set_width(l, -1);
    PangoRectangle r;
    pango_layout_get_extents(l, NULL, &r);
    double long_ = (double)r.width / PANGO_SCALE, room = width * at_place->scale, left = at_place->x + x * at_place->scale;
    if (width && long_ > room) {
        pango_layout_set_width(l, (int)(room * PANGO_SCALE));
        pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
        long_ = room;
    }
    pango_layout_set_single_paragraph_mode(l, TRUE);
    ink(p, &k);
    cairo_move_to(p->cr, at_end ? left - long_ : left, at_place->y + y * at_place->scale - (double)pango_layout_get_baseline(l) / PANGO_SCALE);
    pango_cairo_show_layout(p->cr, l);
    g_object_unref(l);
}

static void pdf_chart(struct document *d, const struct chart *c) {
    struct pdf *p = d->mine;
    double scale = (page_w - 2 * margin) / chart_width;
    need(d, chart_height(c) * scale + 10);
    struct chart_place place = {d, margin, p->y, scale};
    tag_with(p, "Figure", NULL, d->about->lang->code, c->title);
    chart_draw(c, &(struct chart_pen){pen_rect, pen_text, &place});
    untag(p, "Figure");
    p->y += chart_height(c) * scale + 8;
}

static struct bytes pdf_close(struct document *d) {
    struct pdf *p = d->mine;
    running_foot(d);
    untag(p, "Document");
    cairo_show_page(p->cr);
    cairo_surface_finish(p->surface);
    if (cairo_surface_status(p->surface) || cairo_status(p->cr)) {
        document_fail(d, cairo_status_to_string(cairo_status(p->cr) ? cairo_status(p->cr) : cairo_surface_status(p->surface)));
        return (struct bytes){0};
    }
    const char *problem = NULL;
    struct bytes b = pdf_finish(d->arena, (struct bytes){p->out->data, p->out->size}, d->about->lang, p->element, p->n, &problem);
    if (problem) document_fail(d, problem);
    return b;
}

const struct writer writer_pdf = {pdf_open, pdf_heading, pdf_text, pdf_numbered, pdf_contents, pdf_table, pdf_row, pdf_table_end, pdf_chart, pdf_close};
