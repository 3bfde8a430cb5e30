/* Files of the report: the page that offers them, and each of them. */
#include "area/synthesis.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/report_copy.h"
#include "page/report_parts.h"

static const char *name_of(struct report_copy *c, const char *name) {
    const char *dot = strrchr(name, '.');
    return report_copy_name(c, arena_copy_n(c->act.arena, name, (size_t)(dot - name)), dot + 1);
}

static void send(struct visit *v, const char *type, const char *name, struct bytes (*make)(struct visit *, struct report_copy *)) {
    struct report_copy *c = report_copy(v);
    struct bytes b = c ? make(v, c) : (struct bytes){0};
    if (c && !failed(v->act)) reply_file(v, type, name_of(c, name), b);
}

static void send_document(struct visit *v, enum document_format f, const char *name, struct bytes (*make)(struct visit *, struct report_copy *, enum document_format)) {
    struct report_copy *c = report_copy(v);
    struct bytes b = c ? make(v, c, f) : (struct bytes){0};
    if (c && !failed(v->act)) reply_file(v, document_type(f), name_of(c, name), b);
}

void report_html(struct visit *v) { send_document(v, DOCUMENT_HTML, "report.html", report_words); }
void report_pdf(struct visit *v) { send_document(v, DOCUMENT_PDF, "report.pdf", report_words); }
void report_docx(struct visit *v) { send_document(v, DOCUMENT_DOCX, "report.docx", report_words); }
static struct bytes all_answers(struct visit *v, struct report_copy *c, enum document_format f) { return report_answers(v, c, f, NULL); }
void answers_html(struct visit *v) { send_document(v, DOCUMENT_HTML, "released-answers.html", all_answers); }
void answers_docx(struct visit *v) { send_document(v, DOCUMENT_DOCX, "released-answers.docx", all_answers); }
void matrix_csv(struct visit *v) { send(v, "text/csv; charset=utf-8", "released-answers.csv", report_matrix_csv); }
void matrix_xlsx(struct visit *v) { send(v, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "released-answers.xlsx", report_matrix_xlsx); }
void dictionary_csv(struct visit *v) { send(v, "text/csv; charset=utf-8", "data-dictionary.csv", report_dictionary_csv); }
void package_zip(struct visit *v) { send(v, "application/zip", "package.zip", report_package); }

/* A PDF is laid out in memory: 31 bytes for each character of its answers, with 60 characters for
 * what stands around each (bench/README.md). The largest one made takes some 220 MB. */
static const int64_t pdf_most = 6000000, answer_weight = 60;
static int64_t weight(const struct bench_size *s) { return s->length + s->answers * answer_weight; }
static bool fits(const struct bench_size *s) { return weight(s) <= pdf_most; }

static struct bench_size *sizes(struct visit *v, struct report_copy *c, size_t *n) {
    struct bench_size *s = bench_sizes(&c->act, c->round, n);
    return report_copy_fine(v, c) ? s : NULL;
}

/* All answers in one PDF; where they are too many, one for each section. */
void answers_pdf(struct visit *v) {
    struct report_copy *c = report_copy(v);
    const char *section = *query(v, "section") ? query(v, "section") : NULL, *name = "released-answers.pdf";
    size_t n;
    int64_t all = 0;
    struct bench_size *s = c ? sizes(v, c, &n) : NULL;
    if (!s) return;
    for (size_t i = 0; i < n; i++)
        if (!section || same(section, s[i].section)) all += weight(&s[i]);
    if (section && !all) {
        fail(v->act, NOT_FOUND, TR("No answer of this section is released to the readers of this copy."));
    } else if (all > pdf_most && !section) {
        redirect(v, "/reports/%s/answers?copy=%s&language=%s&version=%s", c->report->id, query(v, "copy"), query(v, "language"), query(v, "version"));
    } else if (all > pdf_most) {
        fail(v->act, INVALID, TR("The answers of this section are too many for one PDF. The HTML file and the .docx hold them all."));
    } else {
        if (section) name = arena_printf(v->act->arena, "released-answers-%s.pdf", section);
        struct bytes b = report_answers(v, c, DOCUMENT_PDF, section);
        if (!failed(v->act)) reply_file(v, document_type(DOCUMENT_PDF), name_of(c, name), b);
    }
}

struct offered { const char *report, *copy, *language; int version; }; /* version 0: the present one */

static void file(struct visit *v, const struct offered *o, const char *name, const char *what) {
    put(v->h, "<li><a");
    if (o->version) link(v->h, "/reports/%s/%s?copy=%s&language=%s&version=%d", o->report, name, o->copy, o->language, o->version);
    else link(v->h, "/reports/%s/%s?copy=%s&language=%s", o->report, name, o->copy, o->language);
    put(v->h, ">%s</a></li>\n", tr(v->h->lang, what));
}

/* Section by section, for whom the whole is too much to make or to carry. */
void answers_parts(struct visit *v) {
    struct html *h = v->h;
    struct report_copy *c = report_copy(v);
    size_t n;
    struct bench_size *s = c ? sizes(v, c, &n) : NULL;
    struct report *p = s ? report_begin(v) : NULL;
    if (!p) return;
    page_crumb(v, p->title, "/reports/%s", p->id);
    page_begin(v, tr(h->lang, "Released answers as PDF"));
    put(h, "<p>%s</p>\n<ul>\n", tr(h->lang, "One file for each section. All sections in one file: as HTML or .docx, and as PDF where they are not too many."));
    for (size_t i = 0; i < n; i++) {
        const char *language, *title = question_label(v->act, c->round->form, s[i].section, "", &language);
        put(h, "<li>");
        if (fits(&s[i])) {
            put(h, "<a");
            link(h, "/reports/%s/answers.pdf?copy=%s&language=%s&version=%s&section=%s", p->id, query(v, "copy"), query(v, "language"), query(v, "version"), s[i].section);
            put(h, ">");
            html_name(h, title, language);
            put(h, "</a>");
        } else {
            html_name(h, title, language);
            put(h, ": %s", tr(h->lang, "too many answers for one PDF"));
        }
        put(h, " <span class=\"soft\">");
        say_n(h, "%d answer", "%d answers", s[i].answers);
        put(h, "</span></li>\n");
    }
    put(h, "</ul>\n<p>");
    anchor(h, tr(h->lang, "Files of the report"), "/reports/%s/files", p->id);
    put(h, "</p>\n");
    page_end(v);
}

static void copy_files(struct visit *v, const struct offered *o) {
    struct html *h = v->h;
    put(h, "<ul>\n");
    file(v, o, "package.zip", TR("Submission package (zip): the report, its annexes, a manifest"));
    file(v, o, "report.pdf", TR("The report as PDF"));
    file(v, o, "report.docx", TR("The report for Word and LibreOffice (.docx)"));
    file(v, o, "report.html", TR("The report as one HTML file"));
    put(h, "</ul>\n<h3>%s</h3>\n<ul>\n", tr(h->lang, "Released answers"));
    file(v, o, "matrix.xlsx", TR("Spreadsheet (.xlsx) with a data dictionary"));
    file(v, o, "matrix.csv", TR("Table (CSV)"));
    file(v, o, "dictionary.csv", TR("Data dictionary (CSV)"));
    file(v, o, "answers.html", TR("To read, as one HTML file"));
    file(v, o, "answers.pdf", TR("To read, as PDF"));
    file(v, o, "answers", TR("To read, as PDF, section by section"));
    file(v, o, "answers.docx", TR("To read, for Word and LibreOffice (.docx)"));
    put(h, "</ul>\n");
}

static void languages(struct visit *v, const struct report *p, const char *chosen, int version) {
    struct html *h = v->h;
    put(h, "<form method=\"get\"");
    action(h, "/reports/%s/files", p->id);
    put(h, " class=\"filter\"><label for=\"f-language\">%s</label> <select id=\"f-language\" name=\"language\">", tr(h->lang, "Language of headings and fixed words"));
    for (const struct language *const *l = lang_all(); *l; l++) {
        if (same((*l)->code, chosen)) put(h, "<option value=\"%s\" lang=\"%s\" selected>%s</option>", (*l)->code, (*l)->code, (*l)->name);
        else put(h, "<option value=\"%s\" lang=\"%s\">%s</option>", (*l)->code, (*l)->code, (*l)->name);
    }
    put(h, "</select> ");
    if (version) put(h, "<input type=\"hidden\" name=\"version\" value=\"%d\">", version);
    put(h, "<button class=\"quiet\">%s</button></form>\n", tr(h->lang, "Show"));
}

void report_files(struct visit *v) {
    struct html *h = v->h;
    struct report *p = report_begin(v);
    size_t n;
    struct report_version *w = p ? report_versions(v->act, p, &n) : NULL;
    if (!w) return;
    int64_t version = 0;
    if (*query(v, "version") && (!text_number(query(v, "version"), &version) || !report_sent_version(v->act, p, version))) {
        fail(v->act, NOT_FOUND, TR("There is no such version."));
        return;
    }
    const char *language = lang_find(query(v, "language")) ? query(v, "language") : p->language;
    struct act everyone = access_as_public(v->act);
    struct subject u = report_subject(p);
    bool open = access_would(&everyone, SEE_REPORT, &u);
    for (size_t i = 0; i < n && version; i++) /* a circulated version never was everyone's */
        if (w[i].number == version) open = open && !same(w[i].status, "circulated");
    page_crumb(v, p->title, "/reports/%s", p->id);
    page_begin(v, tr(h->lang, "Files of the report"));
    report_status_draw(v, p);
    put(h, "<p>%s</p>\n", tr(h->lang, "Files hold the words last sent out; before that, the secretariat's draft. What people wrote stays in the language they wrote in."));
    for (size_t i = 0; i < n; i++)
        if (w[i].number == version || (!version && i + 1 == n)) put(h, "<p><strong>%s</strong></p>\n", report_version_words(v->act, &w[i]));
    languages(v, p, language, (int)version);
    if (open) {
        put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "A copy for everyone"), tr(h->lang, "It holds only what everyone may see: this is the one to submit and to publish."));
        copy_files(v, &(struct offered){p->id, "everyone", language, (int)version});
    }
    if (v->act->person) {
        put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "Your own copy"), tr(h->lang, "It may hold what was released to few readers, you among them. Each page says that it is not to be passed on."));
        copy_files(v, &(struct offered){p->id, "own", language, (int)version});
    }
    page_end(v);
}
