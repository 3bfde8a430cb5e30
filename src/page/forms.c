/* Forms: the list, one with its questions, as a spreadsheet out and in. A form holds questions
 * and never answers, so anyone may read it. */
#include "area/access.h"
#include "area/forms.h"
#include "area/round.h"
#include "base/text.h"
#include "document/form_file.h"
#include "document/xform.h"
#include "page/pages.h"

static void problem_row(struct visit *v, const char *sheet, int row, const char *column, const char *words) {
    struct html *h = v->h;
    put(h, "<tr><td>%s</td><td class=\"number\">%s</td><td><bdi>%s</bdi></td><td class=\"told\">%s</td></tr>\n", sheet, row ? lang_number(v->act->arena, h->lang, row) : "", column, words);
}

static void problems(struct visit *v, const struct spreadsheet_problem *file, const struct form_problem *p) {
    struct html *h = v->h;
    if (!file->words && !p) return;
    put(h, "<div class=\"scroll\" tabindex=\"0\"><table><caption>%s</caption><thead><tr><th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th><th scope=\"col\">%s</th>"
        "<th scope=\"col\">%s</th></tr></thead><tbody>\n", tr(h->lang, "What is wrong with the spreadsheet; nothing of it was kept"), tr(h->lang, "Sheet"), tr(h->lang, "Row"), tr(h->lang, "Column"),
        tr(h->lang, "What is wrong"));
    if (file->words) {
        const char *column = file->column ? arena_printf(v->act->arena, "%d", file->column) : "";
        problem_row(v, file->sheet, file->row, column, tr(h->lang, file->words));
    }
    for (; p; p = p->next) problem_row(v, p->sheet, p->row, p->column ? p->column : "", tr(h->lang, p->message));
    put(h, "</tbody></table></div>\n");
}

static void list(struct visit *v, const struct spreadsheet_problem *file, const struct form_problem *p) {
    struct html *h = v->h;
    size_t n;
    enum outcome was = v->act->failure;
    struct form_line *f = round_forms(v->act, &n);
    page_crumb(v, tr(h->lang, "Review rounds"), "/rounds");
    page_begin(v, tr(h->lang, "Forms"));
    v->act->failure = was;
    page_mistakes(v);
    problems(v, file, p);
    put(h, "<p>%s</p>\n", tr(h->lang, "A form is what States answer in a round. It is a spreadsheet in the standard XLSForm, so that a secretariat can change it with the programs it has."));
    put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>");
        anchor(h, f[i].title, "/forms/%s", f[i].id);
        put(h, "<br><span class=\"soft\"><bdi>%s</bdi>%s", f[i].name, lang_comma(h->lang));
        say_f(h, "version %s", f[i].version);
        put(h, "</span></li>\n");
    }
    put(h, "</ul>\n");
    if (access_may(v->act, EDIT_DIRECTORY, NULL)) {
        put(h, "<h2>%s</h2>\n", tr(h->lang, "Bring a form"));
        form_begin_upload(h, "/forms");
        field_draw(h, v->act, &(struct field){.name = "file", .label = TR("Spreadsheet (.xlsx) or XForm (.xml)"), .kind = FIELD_FILE, .required = true,
                   .hint = TR("Download a form above, change it, give it a new version in the sheet settings, and bring it here. It is checked first; rounds that are open keep the form they have.")}, "");
        form_button(h, "", TR("Check and keep it"));
        form_end(h);
    }
    page_end(v);
    v->act->failure = was;
}

void forms(struct visit *v) {
    access_may(v->act, SEE_PUBLIC, NULL);
    list(v, &(struct spreadsheet_problem){0}, NULL);
}

void forms_post(struct visit *v) {
    struct act *a = v->act;
    const struct upload *u = posted_file(v, "file");
    struct spreadsheet_problem file = {0};
    struct form_problem *p = NULL;
    struct form_sheets sheets;
    const char *id = NULL;
    if (!access_need(a, EDIT_DIRECTORY, NULL)) return;
    if (!u) mistake(a, "file", TR("Choose a file first."));
    else if (xform_is(u->content) ? !xform_read(a->arena, u->content, &sheets, &p) : !form_file_read(a->arena, u->content, &sheets, &file)) fail(a, INVALID, TR("This form has problems; each is named below with its sheet, row and column."));
    else id = forms_keep(a, &sheets, &p);
    if (a->failure == CONFLICT) a->failure = INVALID; /* it can be mended: shown beside the form */
    if (id) redirect_with(v, TR("The form is kept. A round can use it now."), "/forms/%s", id);
    else if (page_invalid(v)) list(v, &file, p);
}

static const char *kind_words(const struct language *l, enum item_type type) {
    static const char *const words[] = {[ITEM_REPEAT] = TR("group that repeats"), [ITEM_TEXT] = TR("text"), [ITEM_INTEGER] = TR("whole number"), [ITEM_DECIMAL] = TR("number"),
        [ITEM_DATE] = TR("date"), [ITEM_ONE] = TR("one of a list"), [ITEM_MANY] = TR("several of a list"), [ITEM_FILE] = TR("file"), [ITEM_ACKNOWLEDGE] = TR("confirmation"),
        [ITEM_CALCULATE] = TR("worked out"), [ITEM_RANK] = TR("order of a list"), [ITEM_RANGE] = TR("number on a scale"), [ITEM_TIME] = TR("time"),
        [ITEM_DATE_TIME] = TR("day and time"), [ITEM_POINT] = TR("place on the map"), [ITEM_TRACE] = TR("line on the map"), [ITEM_SHAPE] = TR("area on the map")};
    return (size_t)type < COUNT(words) && words[type] ? tr(l, words[type]) : "";
}

static void item_draw(struct visit *v, const struct form *f, const struct item *t) {
    struct html *h = v->h;
    const char *in, *words = form_words(f, &t->label, h->lang->code, &in);
    if (!*words && (t->type == ITEM_CALCULATE || !form_asks(t))) return;
    put(h, "<li>");
    html_name(h, words, in);
    if (*kind_words(h->lang, t->type)) put(h, " <span class=\"soft\">(%s)</span>", kind_words(h->lang, t->type));
    if (t->n_choices) {
        put(h, "<br><span class=\"soft\">");
        for (size_t i = 0; i < t->n_choices && i < 12; i++) {
            if (i) put(h, " · ");
            put(h, "<bdi>%s</bdi>", form_words(f, &t->choices[i].label, h->lang->code, NULL));
        }
        if (t->filter) put(h, "<br>%s", tr(h->lang, "Which of these are offered depends on other answers."));
        put(h, "</span>");
    }
    put(h, "</li>\n");
}

/* What the spreadsheet asks for and a page does not do. */
static void remarks(struct visit *v, const struct form_problem *p) {
    struct html *h = v->h;
    put(h, "<details><summary>%s</summary>\n<ul>\n", tr(h->lang, "What has no effect here"));
    for (; p; p = p->next) {
        put(h, "<li><bdi>%s</bdi> <span class=\"soft\"><bdi>%s</bdi>%s", tr(h->lang, p->message), p->sheet, lang_comma(h->lang));
        say_f(h, "row %d", p->row);
        put(h, "%s<bdi>%s</bdi></span></li>\n", lang_comma(h->lang), p->column);
    }
    put(h, "</ul></details>\n");
}

void form_show(struct visit *v) {
    struct html *h = v->h;
    access_may(v->act, SEE_PUBLIC, NULL);
    const struct form *f = forms_get(v->act, param(v, "form"));
    if (!f) return;
    bool open = false;
    page_crumb(v, tr(h->lang, "Forms"), "/forms");
    page_begin(v, form_words(f, &f->title, h->lang->code, NULL));
    put(h, "<p class=\"soft\"><bdi>%s</bdi>%s", f->name, lang_comma(h->lang));
    say_f(h, "version %s", f->version);
    put(h, "</p>\n<p><a class=\"button\"");
    link(h, "/forms/%s/form.xlsx", param(v, "form"));
    put(h, ">%s</a> <a class=\"button\"", tr(h->lang, "Download as a spreadsheet (.xlsx)"));
    link(h, "/forms/%s/form.xml", param(v, "form"));
    put(h, ">%s</a></p>\n", tr(h->lang, "Download as an XForm (.xml)"));
    if (f->remarks) remarks(v, f->remarks);
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *t = &f->items[i];
        const char *in, *words = form_words(f, &t->label, h->lang->code, &in);
        if (!t->level) {
            if (open) put(h, "</ul></details>\n");
            put(h, "<details><summary>");
            html_name(h, words, in);
            put(h, "</summary>\n<ul>\n");
            open = true;
        } else {
            item_draw(v, f, t);
        }
    }
    if (open) put(h, "</ul></details>\n");
    page_end(v);
}

void form_xlsx(struct visit *v) {
    struct act *a = v->act;
    const struct form *f = forms_get(a, param(v, "form"));
    struct form_sheets *s = f ? forms_sheets(a, param(v, "form")) : NULL;
    const char *problem = NULL;
    if (!s) return;
    struct bytes b = form_file_write(a->arena, s, form_words(f, &f->title, a->lang->code, NULL), &problem);
    if (problem) broken(a, "%s", problem);
    else reply_file(v, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", arena_printf(a->arena, "%s-%s.xlsx", f->name, f->version), b);
}

void form_xml(struct visit *v) {
    struct act *a = v->act;
    access_may(a, SEE_PUBLIC, NULL);
    const struct form *f = forms_get(a, param(v, "form"));
    if (f) reply_file(v, "application/xml", arena_printf(a->arena, "%s-%s.xml", f->name, f->version), xform_write(a->arena, f));
}
