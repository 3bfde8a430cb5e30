/* Files of the report: the page that offers them, and each of them. */
#include "base/text.h"
#include "page/pages.h"
#include "page/report_copy.h"
#include "page/report_parts.h"

static void send(struct visit *v, const char *type, const char *name, struct bytes (*make)(struct visit *, struct report_copy *)) {
    struct report_copy *c = report_copy(v);
    struct bytes b = c ? make(v, c) : (struct bytes){0};
    if (c && !failed(v->act)) reply_file(v, type, arena_printf(v->act->arena, "%s-%s", c->round->id, name), b);
}

static void send_document(struct visit *v, enum document_format f, const char *name, struct bytes (*make)(struct visit *, struct report_copy *, enum document_format)) {
    struct report_copy *c = report_copy(v);
    struct bytes b = c ? make(v, c, f) : (struct bytes){0};
    if (c && !failed(v->act)) reply_file(v, document_type(f), arena_printf(v->act->arena, "%s-%s", c->round->id, name), b);
}

void report_html(struct visit *v) { send_document(v, DOCUMENT_HTML, "report.html", report_words); }
void report_pdf(struct visit *v) { send_document(v, DOCUMENT_PDF, "report.pdf", report_words); }
void report_docx(struct visit *v) { send_document(v, DOCUMENT_DOCX, "report.docx", report_words); }
void answers_html(struct visit *v) { send_document(v, DOCUMENT_HTML, "released-answers.html", report_answers); }
void answers_pdf(struct visit *v) { send_document(v, DOCUMENT_PDF, "released-answers.pdf", report_answers); }
void answers_docx(struct visit *v) { send_document(v, DOCUMENT_DOCX, "released-answers.docx", report_answers); }
void matrix_csv(struct visit *v) { send(v, "text/csv; charset=utf-8", "released-answers.csv", report_matrix_csv); }
void matrix_xlsx(struct visit *v) { send(v, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "released-answers.xlsx", report_matrix_xlsx); }
void dictionary_csv(struct visit *v) { send(v, "text/csv; charset=utf-8", "data-dictionary.csv", report_dictionary_csv); }
void package_zip(struct visit *v) { send(v, "application/zip", "package.zip", report_package); }

static void file(struct visit *v, const char *report, const char *name, const char *copy, const char *language, const char *what) {
    put(v->h, "<li><a");
    link(v->h, "/reports/%s/%s?copy=%s&language=%s", report, name, copy, language);
    put(v->h, ">%s</a></li>\n", tr(v->h->lang, what));
}

static void copy_files(struct visit *v, const struct report *p, const char *copy, const char *language) {
    struct html *h = v->h;
    put(h, "<ul>\n");
    file(v, p->id, "package.zip", copy, language, TR("Submission package (zip): the report, its annexes, a manifest"));
    file(v, p->id, "report.pdf", copy, language, TR("The report as PDF"));
    file(v, p->id, "report.docx", copy, language, TR("The report for Word and LibreOffice (.docx)"));
    file(v, p->id, "report.html", copy, language, TR("The report as one HTML file"));
    put(h, "</ul>\n<h3>%s</h3>\n<ul>\n", tr(h->lang, "Released answers"));
    file(v, p->id, "matrix.xlsx", copy, language, TR("Spreadsheet (.xlsx) with a data dictionary"));
    file(v, p->id, "matrix.csv", copy, language, TR("Table (CSV)"));
    file(v, p->id, "dictionary.csv", copy, language, TR("Data dictionary (CSV)"));
    file(v, p->id, "answers.html", copy, language, TR("To read, as one HTML file"));
    file(v, p->id, "answers.pdf", copy, language, TR("To read, as PDF"));
    file(v, p->id, "answers.docx", copy, language, TR("To read, for Word and LibreOffice (.docx)"));
    put(h, "</ul>\n");
}

static void languages(struct visit *v, const struct report *p, const char *chosen) {
    struct html *h = v->h;
    put(h, "<form method=\"get\"");
    action(h, "/reports/%s/files", p->id);
    put(h, " class=\"filter\"><label for=\"f-language\">%s</label> <select id=\"f-language\" name=\"language\">", tr(h->lang, "Language of headings and fixed words"));
    for (const struct language *const *l = lang_all(); *l; l++) {
        if (same((*l)->code, chosen)) put(h, "<option value=\"%s\" lang=\"%s\" selected>%s</option>", (*l)->code, (*l)->code, (*l)->name);
        else put(h, "<option value=\"%s\" lang=\"%s\">%s</option>", (*l)->code, (*l)->code, (*l)->name);
    }
    put(h, "</select> <button class=\"quiet\">%s</button></form>\n", tr(h->lang, "Show"));
}

void report_files(struct visit *v) {
    struct html *h = v->h;
    struct report *p = report_begin(v);
    if (!p) return;
    const char *language = lang_find(query(v, "language")) ? query(v, "language") : p->language;
    struct act everyone = access_as_public(v->act);
    struct subject u = report_subject(p);
    bool open = access_would(&everyone, SEE_REPORT, &u);
    page_crumb(v, p->title, "/reports/%s", p->id);
    page_begin(v, tr(h->lang, "Files of the report"));
    report_status_draw(v, p);
    put(h, "<p>%s</p>\n", tr(h->lang, "Files hold the words last sent out; before that, the secretariat's draft. What people wrote stays in the language they wrote in."));
    languages(v, p, language);
    if (open) {
        put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "A copy for everyone"), tr(h->lang, "It holds only what everyone may see: this is the one to submit and to publish."));
        copy_files(v, p, "everyone", language);
    }
    if (v->act->person) {
        put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "Your own copy"), tr(h->lang, "It may hold what was released to few readers, you among them. Each page says that it is not to be passed on."));
        copy_files(v, p, "own", language);
    }
    page_end(v);
}
