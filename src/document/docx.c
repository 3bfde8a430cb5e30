/* The document as WordprocessingML (ISO 29500, transitional): the parts that Word and
 * LibreOffice need, no more. Right-to-left paragraphs carry w:bidi, their runs w:rtl; tables of
 * a right-to-left document w:bidiVisual. */
#include <cairo.h>
#include <pango/pangocairo.h>
#include "document/markup.h"
#include "document/writer.h"
#include "document/zip.h"

#define NS "http://schemas.openxmlformats.org/"
enum { most_pictures = 32, page_width = 9070 }; /* text width in twentieths of a point */
struct docx { struct buf *body; int bookmarks, pictures; struct bytes picture[most_pictures]; };

static void docx_open(struct document *d);

static void run_style(struct buf *b, const struct line *w, const char *more) {
    buf_add(b, "<w:rPr>");
    buf_add(b, more);
    if (w->rtl) buf_add(b, "<w:rtl/>");
    if (w->rtl) mark(b, "<w:lang w:bidi=\"%s\"/></w:rPr>", w->language);
    else if (same(w->language, "zh")) mark(b, "<w:lang w:eastAsia=\"zh-CN\"/></w:rPr>");
    else mark(b, "<w:lang w:val=\"%s\"/></w:rPr>", w->language);
}

/* Runs of one paragraph: line ends become breaks. */
static void runs(struct buf *b, const struct line *w, const char *more) {
    const char *words = w->words;
    for (const char *end;; words = end + 1) {
        end = strchr(words, '\n');
        const char *line = end ? arena_copy_n(b->arena, words, (size_t)(end - words)) : words;
        buf_add(b, "<w:r>");
        run_style(b, w, more);
        mark(b, "<w:t xml:space=\"preserve\">%s</w:t>", line);
        if (end) mark(b, "<w:br/>");
        buf_add(b, "</w:r>");
        if (!end) break;
    }
}

static void paragraph(struct buf *b, const char *style, const struct line *w) {
    mark(b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
    if (w->rtl) mark(b, "<w:bidi/>");
    mark(b, "</w:pPr>");
    runs(b, w, "");
    mark(b, "</w:p>\n");
}

/* Names of bookmarks have no hyphen: Word would not find them from a field. */
static const char *bookmark_name(struct docx *x, const char *anchor) {
    char *name = arena_copy(x->body->arena, anchor);
    for (char *p = name; *p; p++)
        if (*p == '-') *p = '_';
    return name;
}

static void bookmark(struct docx *x, const char *anchor) {
    int id = ++x->bookmarks;
    mark(x->body, "<w:bookmarkStart w:id=\"%d\" w:name=\"%s\"/><w:bookmarkEnd w:id=\"%d\"/>", id, bookmark_name(x, anchor), id);
}

static void docx_heading(struct document *d, int level, struct line w, const char *anchor) {
    struct docx *x = d->mine;
    mark(x->body, "<w:p><w:pPr><w:pStyle w:val=\"Heading%d\"/>", level);
    if (w.rtl) mark(x->body, "<w:bidi/>");
    mark(x->body, "</w:pPr>");
    if (anchor) bookmark(x, anchor);
    runs(x->body, &w, "");
    mark(x->body, "</w:p>\n");
}

static void docx_text(struct document *d, enum text_style s, struct line w) {
    static const char *const styles[] = {[TEXT_PLAIN] = "BodyText", [TEXT_SOFT] = "Soft", [TEXT_QUOTE] = "Quote", [TEXT_NOTICE] = "Notice"};
    struct docx *x = d->mine;
    paragraph(x->body, s == TEXT_QUOTE && w.rtl ? "QuoteRtl" : styles[s], &w); /* borders do not turn with the direction */
}

static void leap(struct docx *x, const char *anchor, const struct line *w) {
    mark(x->body, "<w:hyperlink w:anchor=\"%s\" w:history=\"1\">", bookmark_name(x, anchor));
    runs(x->body, w, "<w:rStyle w:val=\"Hyperlink\"/>");
    mark(x->body, "</w:hyperlink>");
}

static void docx_numbered(struct document *d, const char *number, struct line w, const int *marks, size_t n, const char *anchor, bool first, bool last) {
    struct docx *x = d->mine;
    mark(x->body, "<w:p><w:pPr><w:pStyle w:val=\"Numbered\"/>");
    if (w.rtl) mark(x->body, "<w:bidi/>");
    mark(x->body, "</w:pPr>");
    struct line count = document_line(d, first ? number : "", NULL);
    if (first) runs(x->body, &count, "");
    mark(x->body, "<w:r><w:tab/></w:r>");
    runs(x->body, &w, "");
    for (size_t i = 0; last && i < n; i++) {
        struct line reference = {arena_printf(d->arena, " [%d]", marks[i]), d->about->lang->code, false};
        leap(x, arena_printf(d->arena, "%s-%d", anchor, marks[i]), &reference);
    }
    mark(x->body, "</w:p>\n");
}

/* The page of a target, as a field. LibreOffice works it out as it lays the file out; Word once
 * fields are updated (F9, or in printing), and shows nothing until then. Nobody here knows on
 * which pages a word processor breaks, so no number stands in it; and it is neither marked dirty
 * nor in a TOC field: with the mark Word asks a question when it opens the file, and in such
 * a field LibreOffice shows what was stored. */
static void page_of(struct docx *x, const char *anchor) {
    mark(x->body, "<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF %s \\h </w:instrText></w:r>", bookmark_name(x, anchor));
    mark(x->body, "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}

/* All lines run as the document does, so that the numbers stand in one column. */
static void docx_contents(struct document *d, const char *title, const struct document_entry *e, size_t n) {
    struct docx *x = d->mine;
    docx_heading(d, 1, document_line(d, title, NULL), NULL);
    for (size_t i = 0; i < n; i++) {
        struct line w = document_line(d, e[i].words, e[i].language);
        mark(x->body, "<w:p><w:pPr><w:pStyle w:val=\"Contents\"/>");
        if (d->about->lang->rtl) mark(x->body, "<w:bidi/>");
        mark(x->body, "</w:pPr>");
        leap(x, e[i].anchor, &w);
        page_of(x, e[i].anchor);
        mark(x->body, "</w:p>\n");
    }
}

static int column_width(const struct document *d, size_t i) {
    int shares = 0;
    for (size_t k = 0; k < d->n_columns; k++) shares += d->column[k].share;
    return shares ? page_width * d->column[i].share / shares : page_width;
}

static void docx_cells(struct document *d, const struct document_cell *c, bool heading) {
    struct docx *x = d->mine;
    mark(x->body, "<w:tr>");
    if (heading) mark(x->body, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (size_t i = 0; i < d->n_columns; i++) {
        struct line w = document_line(d, c[i].words, c[i].language);
        mark(x->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"%s\"/>", column_width(d, i), heading ? "TableHead" : "TableText");
        if (w.rtl) mark(x->body, "<w:bidi/>");
        if (d->column[i].number) mark(x->body, "<w:jc w:val=\"end\"/>");
        mark(x->body, "</w:pPr>");
        if (c[i].anchor) bookmark(x, c[i].anchor);
        runs(x->body, &w, "");
        mark(x->body, "</w:p></w:tc>");
    }
    mark(x->body, "</w:tr>\n");
}

static void docx_table(struct document *d, const char *caption) {
    struct docx *x = d->mine;
    struct line w = document_line(d, caption, NULL);
    paragraph(x->body, "Caption", &w);
    mark(x->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Plain\"/>");
    if (d->about->lang->rtl) mark(x->body, "<w:bidiVisual/>");
    mark(x->body, "<w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCaption w:val=\"%s\"/></w:tblPr><w:tblGrid>", page_width, caption);
    for (size_t i = 0; i < d->n_columns; i++) mark(x->body, "<w:gridCol w:w=\"%d\"/>", column_width(d, i));
    mark(x->body, "</w:tblGrid>\n");
    struct document_cell *head = NEW_N(d->arena, struct document_cell, d->n_columns);
    for (size_t i = 0; i < d->n_columns; i++) head[i].words = d->column[i].words;
    docx_cells(d, head, true);
}

static void docx_row(struct document *d, const struct document_cell *c) { docx_cells(d, c, false); }

static void docx_table_end(struct document *d) {
    struct docx *x = d->mine;
    mark(x->body, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>\n");
}

/* Pictures are PNG, which every word processor shows. */
static const int zoom = 2;
static void pen_rect(void *mine, enum chart_ink i, int x, int y, int width, int height) {
    if (i == INK_TEXT) cairo_set_source_rgb(mine, 0, 0, 0);
    else if (i == INK_DARK) cairo_set_source_rgb(mine, .04, .31, .51);
    else cairo_set_source_rgb(mine, .73, .81, .88);
    cairo_rectangle(mine, x, y, width, height);
    cairo_fill(mine);
}
static void pen_text(void *mine, int x, int y, int width, bool at_end, const char *words) {
    PangoLayout *l = pango_cairo_create_layout(mine);
    PangoFontDescription *f = pango_font_description_from_string("Noto Sans,Noto Sans Arabic,Noto Sans CJK SC");
    pango_font_description_set_absolute_size(f, 12 * PANGO_SCALE);
    pango_layout_set_font_description(l, f);
    pango_font_description_free(f);
    pango_layout_set_text(l, words, -1);
    pango_layout_set_single_paragraph_mode(l, TRUE);
    PangoRectangle r;
    pango_layout_get_extents(l, NULL, &r);
    if (width && r.width > width * PANGO_SCALE) {
        pango_layout_set_width(l, width * PANGO_SCALE);
        pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
        r.width = width * PANGO_SCALE;
    }
    cairo_set_source_rgb(mine, .1, .12, .14);
    cairo_move_to(mine, at_end ? x - (double)r.width / PANGO_SCALE : x, y - (double)pango_layout_get_baseline(l) / PANGO_SCALE);
    pango_cairo_show_layout(mine, l);
    g_object_unref(l);
}
static cairo_status_t keep(void *mine, const unsigned char *bytes, unsigned n) {
    buf_bytes(mine, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}
static struct bytes picture(struct document *d, const struct chart *c) {
    struct buf *b = buf_new(d->arena);
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, chart_width * zoom, chart_height(c) * zoom);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, zoom, zoom);
    chart_draw(c, &(struct chart_pen){pen_rect, pen_text, cr});
    if (cairo_surface_write_to_png_stream(s, keep, b)) document_fail(d, "docx: the picture of a chart could not be made");
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    return (struct bytes){b->data, b->size};
}

static void docx_chart(struct document *d, const struct chart *c) {
    struct docx *x = d->mine;
    if (x->pictures == most_pictures) bug("more than %d charts in a document", most_pictures);
    x->picture[x->pictures++] = picture(d, c);
    int n = x->pictures, wide = 5760000, high = wide / chart_width * chart_height(c);
    mark(x->body, "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
         "<wp:extent cx=\"%d\" cy=\"%d\"/><wp:docPr id=\"%d\" name=\"chart%d\" descr=\"%s\"/>", wide, high, n, n, c->title);
    mark(x->body, "<a:graphic><a:graphicData uri=\"" NS "drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"%d\" name=\"chart%d\" descr=\"%s\"/><pic:cNvPicPr/></pic:nvPicPr>"
         "<pic:blipFill><a:blip r:embed=\"picture%d\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>", n, n, c->title, n);
    mark(x->body, "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%d\" cy=\"%d\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
         "</wp:inline></w:drawing></w:r></w:p>\n", wide, high);
}

static void docx_open(struct document *d) {
    const struct document_about *o = d->about;
    struct docx *x = NEW(d->arena, struct docx);
    d->mine = x;
    x->body = buf_new(d->arena);
    mark(x->body, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"" NS "wordprocessingml/2006/main\" xmlns:r=\"" NS "officeDocument/2006/relationships\" "
         "xmlns:wp=\"" NS "drawingml/2006/wordprocessingDrawing\" xmlns:a=\"" NS "drawingml/2006/main\" xmlns:pic=\"" NS "drawingml/2006/picture\"><w:body>\n");
    struct line w = document_line(d, o->title, NULL);
    paragraph(x->body, "Title", &w);
    if (o->subtitle) w = document_line(d, o->subtitle, NULL), paragraph(x->body, "Subtitle", &w);
    for (const char *const *line = o->cover; line && *line; line++) w = document_line(d, *line, NULL), paragraph(x->body, "BodyText", &w);
    mark(x->body, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n");
}

static const char part_types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"" NS "package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>\n";
static const char part_rels[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"" NS "package/2006/relationships\">"
    "<Relationship Id=\"r1\" Type=\"" NS "officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"" NS "package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>\n";

#define FACE(a) "<w:rFonts w:ascii=\"" a "\" w:hAnsi=\"" a "\" w:eastAsia=\"SimSun\" w:cs=\"Arial\"/>"
#define SIZE(n) "<w:sz w:val=\"" n "\"/><w:szCs w:val=\"" n "\"/>"
#define HEADING(n, size, before) \
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading" n "\"><w:name w:val=\"heading " n "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"BodyText\"/><w:qFormat/>" \
    "<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"" before "\" w:after=\"120\"/><w:outlineLvl w:val=\"OUTLINE" n "\"/></w:pPr>" \
    "<w:rPr>" FACE("Arial") "<w:b/><w:bCs/><w:color w:val=\"0B3D6B\"/>" SIZE(size) "</w:rPr></w:style>\n"
#define STYLE(id, name, paragraph, run) \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" paragraph "</w:pPr><w:rPr>" run "</w:rPr></w:style>\n"
static const char part_styles[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"" NS "wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>" FACE("Georgia") SIZE("21")
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B4F82\"/></w:rPr></w:style>\n"
    STYLE("Title", "Title", "<w:spacing w:before=\"2400\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/>", FACE("Arial") "<w:b/><w:bCs/><w:color w:val=\"0B3D6B\"/>" SIZE("48"))
    STYLE("Subtitle", "Subtitle", "<w:spacing w:after=\"480\"/>", FACE("Arial") SIZE("26"))
    STYLE("BodyText", "Body Text", "", "")
    STYLE("Soft", "Soft", "", FACE("Arial") "<w:color w:val=\"56616B\"/>" SIZE("17"))
    STYLE("Notice", "Notice", "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF6E0\"/>", FACE("Arial") "<w:b/><w:bCs/>" SIZE("19"))
    STYLE("Quote", "Quote", "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"10\" w:color=\"9AA7B2\"/></w:pBdr><w:ind w:left=\"360\"/>", "")
    STYLE("QuoteRtl", "Quote Rtl", "<w:pBdr><w:right w:val=\"single\" w:sz=\"18\" w:space=\"10\" w:color=\"9AA7B2\"/></w:pBdr><w:ind w:left=\"360\"/>", "")
    STYLE("Numbered", "Numbered", "<w:tabs><w:tab w:val=\"left\" w:pos=\"600\"/></w:tabs><w:ind w:left=\"600\" w:hanging=\"600\"/>", "")
    STYLE("Contents", "Contents", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9070\"/></w:tabs><w:spacing w:after=\"60\"/>", "")
    STYLE("Caption", "caption", "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"60\"/>", FACE("Arial") "<w:b/><w:bCs/>" SIZE("19"))
    STYLE("TableText", "Table Text", "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>", FACE("Arial") SIZE("17"))
    STYLE("TableHead", "Table Head", "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>", FACE("Arial") "<w:b/><w:bCs/>" SIZE("17"))
    STYLE("Footer", "footer", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9070\"/></w:tabs>", FACE("Arial") "<w:color w:val=\"56616B\"/>" SIZE("16"))
    HEADING("1", "32", "480") HEADING("2", "25", "300") HEADING("3", "21", "200")
    "<w:style w:type=\"table\" w:styleId=\"Plain\"><w:name w:val=\"Plain\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"9AA7B2\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"9AA7B2\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C8D0D7\"/></w:tblBorders>"
    "<w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n</w:styles>\n";

/* Heading levels are data of the style; the macro above cannot subtract. */
static struct bytes styles(struct arena *m) {
    char *s = arena_copy(m, part_styles);
    for (int n = 1; n <= 3; n++) {
        char *at = strstr(s, "OUTLINE");
        *at = (char)('0' + n - 1);
        memmove(at + 1, at + 8, strlen(at + 8) + 1);
    }
    return (struct bytes){s, strlen(s)};
}

static struct bytes of_buf(const struct buf *b) { return (struct bytes){b->data, b->size}; }

static struct bytes document_rels(struct document *d, const struct docx *x) {
    struct buf *b = buf_new(d->arena);
    mark(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"" NS "package/2006/relationships\">"
         "<Relationship Id=\"styles\" Type=\"" NS "officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
         "<Relationship Id=\"settings\" Type=\"" NS "officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>"
         "<Relationship Id=\"footer\" Type=\"" NS "officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>");
    for (int i = 1; i <= x->pictures; i++)
        mark(b, "<Relationship Id=\"picture%d\" Type=\"" NS "officeDocument/2006/relationships/image\" Target=\"media/chart%d.png\"/>", i, i);
    mark(b, "</Relationships>\n");
    return of_buf(b);
}

static struct bytes footer(struct document *d) {
    const struct document_about *o = d->about;
    struct buf *b = buf_new(d->arena);
    struct line w = document_line(d, o->notice ? o->notice : o->title, NULL), page = document_line(d, o->page_words ? o->page_words : "", NULL);
    mark(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:ftr xmlns:w=\"" NS "wordprocessingml/2006/main\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>");
    if (o->lang->rtl) mark(b, "<w:bidi/>");
    mark(b, "</w:pPr>");
    runs(b, &w, "");
    mark(b, "<w:r><w:tab/></w:r>");
    runs(b, &page, "");
    mark(b, "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>\n");
    return of_buf(b);
}

static struct bytes settings(struct document *d) {
    struct buf *b = buf_new(d->arena);
    const char *code = d->about->lang->code;
    mark(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings xmlns:w=\"" NS "wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/>"
         "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
         "<w:themeFontLang w:val=\"%s\"/></w:settings>\n", d->about->lang->rtl ? "en" : code);
    return of_buf(b);
}

static struct bytes core(struct document *d) {
    const struct document_about *o = d->about;
    struct buf *b = buf_new(d->arena);
    mark(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"" NS "package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:language>%s</dc:language>"
         "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created></cp:coreProperties>\n", o->title, o->author, o->lang->code, o->instant);
    return of_buf(b);
}

static struct bytes docx_close(struct document *d) {
    struct docx *x = d->mine;
    mark(x->body, "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
         "<w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"700\" w:footer=\"700\" w:gutter=\"0\"/>");
    if (d->about->lang->rtl) mark(x->body, "<w:bidi/>");
    mark(x->body, "</w:sectPr></w:body></w:document>\n");
    struct zip_part part[8 + most_pictures] = {
        {"[Content_Types].xml", {part_types, sizeof part_types - 1}}, {"_rels/.rels", {part_rels, sizeof part_rels - 1}}, {"word/document.xml", of_buf(x->body)},
        {"word/_rels/document.xml.rels", document_rels(d, x)}, {"word/styles.xml", styles(d->arena)}, {"word/settings.xml", settings(d)},
        {"word/footer1.xml", footer(d)}, {"docProps/core.xml", core(d)}};
    size_t n = 8;
    for (int i = 0; i < x->pictures; i++) part[n++] = (struct zip_part){arena_printf(d->arena, "word/media/chart%d.png", i + 1), x->picture[i]};
    const char *problem = NULL;
    struct bytes b = zip_make(d->arena, part, n, &problem);
    if (problem) document_fail(d, problem);
    return b;
}

const struct writer writer_docx = {docx_open, docx_heading, docx_text, docx_numbered, docx_contents, docx_table, docx_row, docx_table_end, docx_chart, docx_close};
