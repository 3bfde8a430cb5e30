/* The reference data as files: out for everybody; in for those who keep the directory, who see
 * what a file would do before it does anything. */
#include "area/access.h"
#include "area/reference.h"
#include "base/text.h"
#include "document/table.h"
#include "page/pages.h"
#include "page/party_words.h"

static void formats(struct visit *v, const struct reference_table *t) {
    struct html *h = v->h;
    const struct table_format *f;
    for (size_t i = 0; (f = table_format_nth(i)); i++) {
        put(h, " <a");
        link(h, "/data/%s.%s", t->name, f->name);
        put(h, " aria-label=\"%s%s.%s\"><bdi>.%s</bdi></a>", tr(h->lang, t->title), lang_comma(h->lang), f->name, f->name);
    }
}

void data_links(struct visit *v, const char *tables) {
    struct html *h = v->h;
    put(h, "<p class=\"soft\">%s", tr(h->lang, "As a file:"));
    for (char **name = text_split(v->act->arena, tables, ' '); *name; name++) {
        const struct reference_table *t = reference_find(*name);
        if (!t) bug("no table %s", *name);
        put(h, " %s", tr(h->lang, t->title));
        formats(v, t);
    }
    put(h, "</p>\n");
}

static void upload_form(struct visit *v, const char *name) {
    struct html *h = v->h;
    struct choice tables[16];
    size_t n = 0;
    const struct reference_table *t;
    for (size_t i = 0; (t = reference_nth(i)) && n < COUNT(tables); i++)
        if (t->on_page) tables[n++] = (struct choice){t->name, tr(h->lang, t->title)};
    put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "Bring a file"),
        tr(h->lang, "A file is checked first, line by line, and you see what it would add and change. Nothing changes before you accept that, and nothing is removed: what the file does not have stays as it is. Begin with a table from above, so that its columns are right."));
    form_begin_upload(h, "/data");
    field_draw(h, v->act, &(struct field){.name = "name", .label = TR("Table"), .kind = FIELD_SELECT, .choices = tables, .n_choices = n}, name);
    field_draw(h, v->act, &(struct field){.name = "file", .label = TR("CSV file"),
        .hint = TR("UTF-8, at most 5 MB, the names of the columns in its first line."), .kind = FIELD_FILE, .required = true}, NULL);
    form_button(h, "", TR("Check the file"));
    form_end(h);
}

void data(struct visit *v) {
    struct html *h = v->h;
    const struct reference_table *t;
    access_may(v->act, SEE_PUBLIC, NULL);
    bool keeps = access_may(v->act, EDIT_DIRECTORY, NULL);
    page_crumb(v, tr(h->lang, "Directory"), "/directory");
    page_begin(v, tr(h->lang, "Reference data as files"));
    page_mistakes(v);
    put(h, "<p>%s</p>\n<ul class=\"plain rows\">\n", tr(h->lang,
        "Public facts with their sources; where sources disagree, each of them. The columns are the same in every export and import."));
    for (size_t i = 0; (t = reference_nth(i)); i++) {
        put(h, "<li>%s <span>", tr(h->lang, t->title));
        formats(v, t);
        put(h, "</span></li>\n");
    }
    put(h, "</ul>\n");
    if (keeps) upload_form(v, posted(v, "name"));
    page_end(v);
}

void data_file(struct visit *v) {
    struct act *a = v->act;
    const char *file = param(v, "file"), *dot = strrchr(file, '.');
    struct table_about about = {.name = dot ? arena_copy_n(a->arena, file, (size_t)(dot - file)) : ""};
    const struct table_format *f = dot ? table_format(dot + 1) : NULL;
    if (!f || !reference_find(about.name) || !access_need(a, SEE_PUBLIC, NULL)) {
        fail(a, NOT_FOUND, TR("There is no page at this address."));
        return;
    }
    struct table *t = reference_read(a, about.name, &about.number);
    if (!failed(a)) reply_file(v, f->type, arena_printf(a->arena, "%s.%s", about.name, f->name), f->write(a->arena, &about, t));
}

void data_post(struct visit *v) {
    const struct upload *u = posted_file(v, "file");
    const char *id = reference_keep(v->act, posted(v, "name"), u ? u->name : "", u ? u->content : (struct bytes){0});
    if (id) redirect(v, "/data/check/%s", id);
    else if (page_invalid(v)) data(v);
}

static void told(struct visit *v, const char *caption, const struct reference_problem *p, size_t n, size_t all) {
    struct html *h = v->h;
    if (!n) return;
    put(h, "<h2>%s</h2>\n<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        caption, tr(h->lang, "Line"), tr(h->lang, "Column"), tr(h->lang, "What it is"));
    for (size_t i = 0; i < n; i++) put(h, "<tr><td>%d</td><td><bdi>%s</bdi></td><td class=\"told\">%s</td></tr>\n", p[i].line, p[i].column, p[i].words);
    put(h, "</tbody></table></div>\n");
    if (all > n) put(h, "<p>%s</p>\n", tr_n(v->act->arena, h->lang, "And %d more.", "And %d more.", (int64_t)(all - n)));
}

static void changes(struct visit *v, const struct reference_report *r) {
    struct html *h = v->h;
    if (!r->n_changes) return;
    put(h, "<h2 id=\"f-mark\">%s</h2>\n<ul class=\"plain\">\n", tr(h->lang, "Line by line"));
    for (size_t i = 0; i < r->n_changes; i++) {
        const struct reference_change *c = &r->change[i];
        put(h, "<li><strong>%s</strong> <bdi>%s</bdi> <span class=\"soft\">%s</span>\n<ul>\n", tr(h->lang, c->added ? TR("Add") : TR("Change")), c->what,
            said(h, TR("line %d"), c->line));
        for (size_t k = 0; k < c->n; k++) {
            const struct reference_cell *f = &c->cell[k];
            put(h, "<li><span class=\"soft\">%s:</span> ", f->column);
            if (!c->added) put(h, "%s <bdi>%s</bdi>; %s ", tr(h->lang, "now"), *f->before ? f->before : tr(h->lang, "nothing"), tr(h->lang, "then"));
            put(h, "<bdi>%s</bdi></li>\n", *f->after ? f->after : tr(h->lang, "nothing"));
        }
        put(h, "</ul></li>\n");
    }
    put(h, "</ul>\n");
    size_t all = r->added + r->changed;
    if (all > r->n_changes) put(h, "<p>%s</p>\n", tr_n(v->act->arena, h->lang, "And %d more.", "And %d more.", (int64_t)(all - r->n_changes)));
}

static void report_page(struct visit *v, const struct reference_upload *u, const struct reference_report *r) {
    struct html *h = v->h;
    const struct reference_table *t = reference_find(u->name);
    page_crumb(v, tr(h->lang, "Directory"), "/directory");
    page_crumb(v, tr(h->lang, "Reference data as files"), "/data");
    page_begin(v, tr(h->lang, "What the file would do"));
    page_mistakes(v);
    put(h, "<p class=\"lead\">%s: <bdi>%s</bdi></p>\n<p>", tr(h->lang, t->title), u->file);
    say_n(h, "%d line to add", "%d lines to add", (int64_t)r->added);
    put(h, " · ");
    say_n(h, "%d line to change", "%d lines to change", (int64_t)r->changed);
    put(h, " · ");
    say_n(h, "%d line as it stands", "%d lines as they stand", (int64_t)r->same);
    put(h, " · ");
    say_n(h, "%d problem", "%d problems", (int64_t)r->problems);
    put(h, "</p>\n");
    if (*u->accepted) put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, "This file was accepted already; its changes stand in the directory."));
    told(v, tr(h->lang, "Problems"), r->problem, r->n_problems, r->problems);
    told(v, tr(h->lang, "Left alone"), r->note, r->n_notes, r->notes);
    if (r->problems) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing can be accepted before the problems are mended. Change the file and bring it again."));
    else if (!r->added && !r->changed) put(h, "<p>%s</p>\n", tr(h->lang, "All of it stands in the directory already."));
    else changes(v, r);
    if (!r->problems && (r->added || r->changed) && !*u->accepted) {
        form_begin(h, "/data/check/%s", u->id);
        form_hidden(h, "mark", r->mark);
        form_button(h, "", TR("Accept: make these changes"));
        form_end(h);
    } else {
        upload_form(v, u->name);
    }
    page_end(v);
}

void data_check(struct visit *v) {
    struct reference_upload *u = reference_kept(v->act, param(v, "upload"));
    struct reference_report *r = u ? reference_check(v->act, u->name, u->content.data, u->content.size) : NULL;
    if (r) report_page(v, u, r);
}

void data_accept_post(struct visit *v) {
    struct reference_upload *u = reference_kept(v->act, param(v, "upload"));
    struct reference_report *r = NULL;
    if (!u) return;
    if (reference_take(v->act, u, posted(v, "mark"), &r)) redirect_with(v, TR("Done. Each change stands in the history of its entry."), "/data");
    else if (r && (page_invalid(v) || !failed(v->act))) report_page(v, u, r); /* changed meanwhile, or problems: nothing was done */
}
