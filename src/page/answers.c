/* The bench: answers released to the reader, one question at a time, all parties side by
 * side; and search in them. */
#include "area/directory.h"
#include "area/forms.h"
#include "area/report.h"
#include "area/synthesis.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/released.h"

static struct round *round_of(struct visit *v) {
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return NULL;
    access_may(v->act, SEE_PUBLIC, NULL);
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, r->title, "/rounds/%s", r->id);
    return r;
}

static void option(struct visit *v, const char *value, const char *words, bool selected) {
    struct html *h = v->h;
    if (selected) put(h, "<option value=\"%s\" selected>%s</option>", value, words);
    else put(h, "<option value=\"%s\">%s</option>", value, words);
}

/* Objectives under their clusters; the other sections before and after them. */
static void sections(struct visit *v, const struct form *f, int chosen) {
    struct html *h = v->h;
    put(h, "<div class=\"field\"><label for=\"f-section\">%s</label><select id=\"f-section\" name=\"section\">", tr(h->lang, "Section or objective"));
    for (int cluster = 0; cluster <= 4; cluster++) {
        if (cluster) put(h, "<optgroup label=\"%s\">", said(h, TR("Cluster %d"), cluster));
        for (size_t i = 0; i < f->n_items; i++)
            if (!f->items[i].level && f->items[i].cluster == cluster)
                option(v, f->items[i].name, form_words(f, &f->items[i].label, h->lang->code, NULL), (int)i == chosen);
        if (cluster) put(h, "</optgroup>");
    }
    put(h, "</select></div>\n");
}

static const char *item_name(const struct form *f, int section, const struct item *t) { return t->path + strlen(f->items[section].name) + 1; }

static int page_asked(struct visit *v) {
    int64_t n = 1;
    text_number(query(v, "page"), &n);
    return n < 1 || n > 100000 ? 1 : (int)n;
}

/* The question asked for; else the first of the section that asks something in words. */
static const struct item *named_question(struct visit *v, const struct form *f, int section, bool *asked) {
    const struct item *first = NULL;
    *asked = false;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *t = &f->items[i];
        if (t->section != section || !bench_asks(t)) continue;
        if (same(item_name(f, section, t), query(v, "question"))) return *asked = true, t;
        if (!first || (first->type != ITEM_TEXT && t->type == ITEM_TEXT)) first = t;
    }
    return first;
}

/* What to show: the question asked for, else the first with answers for this reader. Where another
 * section was chosen beside the questions of the one before (was), the same question is kept only
 * if it has answers there, so that one choice is enough. */
static struct bench *chosen(struct visit *v, const struct round *r, const struct form *f, int *section, const struct item **q) {
    const char *party = query(v, "party"), *was = query(v, "was");
    bool asked, moved = *was && !same(was, query(v, "section"));
    *q = *section < 0 ? NULL : named_question(v, f, *section, &asked);
    struct bench *b = NULL;
    if (*q && asked) b = bench_read(v->act, r, f->items[*section].name, item_name(f, *section, *q), party, moved ? 1 : page_asked(v));
    if (b && (b->total || !moved)) return b;
    int first = bench_first(v->act, r, f, *section, party);
    if (first >= 0) *q = &f->items[first];
    else if (*section < 0) *q = named_question(v, f, 0, &asked);
    if (!*q) return NULL;
    *section = (*q)->section;
    return bench_read(v->act, r, f->items[*section].name, item_name(f, *section, *q), party, page_asked(v));
}

static void keep_place(struct visit *v) {
    if (*query(v, "place")) form_hidden(v->h, "place", query(v, "place"));
}

static void filters(struct visit *v, const struct round *r, const struct form *f, int section, const struct item *q) {
    struct html *h = v->h;
    size_t n;
    struct round_party *p = round_parties(v->act, r->id, "member", &n);
    put(h, "<form method=\"get\" class=\"filters\"");
    action(h, "/rounds/%s/answers", r->id);
    put(h, ">\n");
    keep_place(v);
    form_hidden(h, "was", f->items[section].name);
    sections(v, f, section);
    put(h, "<div class=\"field\"><label for=\"f-question\">%s</label><select id=\"f-question\" name=\"question\">", tr(h->lang, "Question"));
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *t = &f->items[i];
        if (t->section == section && bench_asks(t)) option(v, item_name(f, section, t), text_cut(v->act->arena, form_words(f, &t->label, h->lang->code, NULL), 80), t == q);
    }
    put(h, "</select></div>\n<div class=\"field\"><label for=\"f-party\">%s</label><select id=\"f-party\" name=\"party\">", tr(h->lang, "Party"));
    option(v, "", tr(h->lang, "All"), !*query(v, "party"));
    for (size_t i = 0; i < n; i++) option(v, p[i].party, p[i].name, same(p[i].party, query(v, "party")));
    put(h, "</select></div>\n");
    form_button(h, "quiet", TR("Show"));
    put(h, "</form>\n<p><a");
    if (*query(v, "place")) link(h, "/rounds/%s/search?place=%s", r->id, query(v, "place"));
    else link(h, "/rounds/%s/search", r->id);
    put(h, ">%s</a> · <a", tr(h->lang, "Search in the answers"));
    link(h, "/rounds/%s/figures", r->id);
    put(h, ">%s</a></p>\n", tr(h->lang, "Figures"));
}

/* A passage goes into the report from here, and the writer comes back to where they were. place:
 * the paragraph that passages are collected for, "" when none is chosen. */
struct use { const struct report *report; const struct report_body *body; const char *place, *section, *question; };

static struct use use_of(struct visit *v, const struct round *r) {
    struct subject u = round_subject(r);
    struct report *p = access_may(v->act, RUN_ROUND, &u) ? report_of(v->act, r->id) : NULL;
    if (!p || (same(p->status, "adopted") && !p->correcting)) return (struct use){.place = ""};
    return (struct use){p, report_read(v->act, p), query(v, "place"), "", ""};
}

static const char *row_id(struct visit *v, const char *release, const char *question) { return arena_printf(v->act->arena, "a-%s-%s", release, field_id(v->act->arena, question)); }

/* Which paragraphs rest on it already, and the way to one more. */
static void use_draw(struct visit *v, const struct use *u, const char *from, const char *release, const char *question) {
    struct html *h = v->h;
    bool any = false;
    if (!u->report || !u->body) return;
    put(h, "<p class=\"use\"><a");
    link(h, "/reports/%s/pick?release=%s&question=%s&place=%s&from=%s&section=%s&asked=%s&party=%s&page=%s&q=%s", u->report->id, release, question, u->place, from, u->section,
         u->question, query(v, "party"), query(v, "page"), query(v, "q"));
    put(h, ">%s</a>", tr(h->lang, "Use in the report"));
    for (size_t c = 0; c < u->body->n; c++)
        for (size_t i = 0; i < u->body->chapter[c].n; i++) {
            const struct paragraph *g = &u->body->chapter[c].paragraph[i];
            bool rests = false;
            for (size_t k = 0; k < g->n_sources && !g->removed; k++) rests |= same(g->source[k].release, release) && same(g->source[k].question, question);
            if (!rests) continue;
            if (any) put(h, "%s", lang_comma(h->lang));
            else put(h, " <span class=\"soft\">· %s ", tr(h->lang, "in paragraph"));
            any = true;
            anchor(h, lang_number(v->act->arena, h->lang, g->number), "/reports/%s/edit#e-%s", u->report->id, g->id);
        }
    if (any) put(h, "</span>");
    put(h, "</p>");
}

/* For which paragraph passages are collected. */
static void use_heading(struct visit *v, const struct use *u) {
    struct html *h = v->h;
    const struct paragraph *g = u->report && u->body && *u->place ? report_paragraph(u->body, u->place) : NULL;
    if (!g) return;
    put(h, "<p class=\"box\"><a");
    link(h, "/reports/%s/edit#e-%s", u->report->id, g->id);
    put(h, ">");
    say_f(h, "Passages go to paragraph %1$d: %2$s", g->number, text_cut(v->act->arena, g->words, 70));
    put(h, "</a></p>\n");
}

static void pager_words(struct visit *v, int page, int pages) {
    put(v->h, "<span>");
    say_f(v->h, "Page %1$d of %2$d", page, pages);
    put(v->h, "</span>");
}

static void answer_row(struct visit *v, const struct round *r, const char *section, const struct bench_row *w, const struct use *use) {
    struct html *h = v->h;
    put(h, "<div class=\"side\" id=\"%s\"><p class=\"party\"><strong>", row_id(v, w->release, w->answer->question));
    anchor(h, w->name, "/releases/%s", w->release);
    put(h, "</strong>%s<br><span class=\"soft\">%s</span></p><div>", released_place(v, w->answer->question), audience_name(v->act, w->audience));
    released_answer_draw(v, r->form, section, w->answer, 0, w->n);
    if (*w->footnote) put(h, "<p class=\"hint\">* <bdi>%s</bdi></p>", w->footnote);
    use_draw(v, use, "answers", w->release, w->answer->question);
    put(h, "</div></div>\n");
}

void answers(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct round *r = round_of(v);
    if (!r) return;
    const struct form *f = blank(r->form) ? NULL : forms_get(a, r->form);
    int section = f ? form_section(f, query(v, "section")) : -1;
    const struct item *q = NULL;
    struct use use = use_of(v, r);
    struct bench *b = f ? chosen(v, r, f, &section, &q) : NULL;
    if (b) use.section = f->items[section].name, use.question = item_name(f, section, q);
    if (failed(a)) return;
    page_begin(v, tr(h->lang, "Released answers"));
    if (!b) {
        put(h, "<p>%s</p>\n", tr(h->lang, "This round has no form yet."));
        page_end(v);
        return;
    }
    use_heading(v, &use);
    filters(v, r, f, section, q);
    const char *language;
    const char *label = form_words(f, &q->label, h->lang->code, &language);
    put(h, "<h2>");
    html_name(h, label, language);
    put(h, "</h2>\n<p class=\"soft\">");
    say_n(h, "%d answer released to you. Parties stand in alphabetical order.", "%d answers released to you. Parties stand in alphabetical order.", (int64_t)b->total);
    put(h, "</p>\n");
    for (size_t i = 0; i < b->n; i++) answer_row(v, r, f->items[section].name, &b->row[i], &use);
    if (b->pages > 1) {
        put(h, "<nav class=\"pager\" aria-label=\"%s\"><p>", tr(h->lang, "Pages"));
        for (int i = 1; i <= b->pages; i++) {
            if (i == b->page) pager_words(v, i, b->pages);
            else anchor(h, lang_number(a->arena, h->lang, i), "/rounds/%s/answers?section=%s&question=%s&party=%s&page=%d&place=%s", r->id, f->items[section].name,
                        item_name(f, section, q), query(v, "party"), i, use.place);
            put(h, " ");
        }
        put(h, "</p></nav>\n");
    }
    page_end(v);
}

static void finding(struct visit *v, const struct round *r, const struct found *f, const struct use *use) {
    struct html *h = v->h;
    put(h, "<li id=\"%s\">", row_id(v, f->release, f->question));
    anchor(h, f->name, "/releases/%s", f->release);
    put(h, " <span class=\"soft\">");
    html_name(h, question_label(v->act, r->form, f->section, "", NULL), NULL);
    put(h, " · ");
    html_name(h, question_label(v->act, r->form, f->section, f->item, NULL), NULL);
    put(h, "</span>");
    const char *direction = f->n ? text_direction(f->part[f->n > 1].words) : "auto";
    put(h, "<p dir=\"%s\" lang=\"%s\">", direction, f->language);
    for (size_t i = 0; i < f->n; i++) {
        if (f->part[i].marked) put(h, "<mark>%s</mark>", f->part[i].words);
        else html_text(h, f->part[i].words);
    }
    put(h, "</p>");
    use_draw(v, use, "search", f->release, f->question);
    put(h, "</li>\n");
}

void answers_search(struct visit *v) {
    struct html *h = v->h;
    struct round *r = round_of(v);
    if (!r) return;
    const char *words = query(v, "q");
    struct use use = use_of(v, r);
    struct findings *f = synthesis_search(v->act, r, words, page_asked(v));
    within(v->act, "q", TR("Words"), words, 200);
    if (failed(v->act) && !page_invalid(v)) return;
    page_crumb(v, tr(h->lang, "Released answers"), "/rounds/%s/answers", r->id);
    page_begin(v, tr(h->lang, "Search in the released answers"));
    page_mistakes(v);
    use_heading(v, &use);
    put(h, "<form method=\"get\" role=\"search\"");
    action(h, "/rounds/%s/search", r->id);
    put(h, "><div class=\"field\"><label for=\"f-q\">%s</label><p class=\"hint\" id=\"h-q\">%s</p><input type=\"search\" id=\"f-q\" name=\"q\" value=\"%s\" data-most=\"200\" dir=\"auto\" aria-describedby=\"h-q\"></div>",
        tr(h->lang, "Words"), tr(h->lang, "Every word must be found. Accents and capital letters make no difference."), words);
    keep_place(v);
    form_button(h, "", TR("Search"));
    put(h, "</form>\n");
    if (*words && !failed(v->act)) {
        put(h, "<p>");
        say_n(h, "%d answer found among those released to you", "%d answers found among those released to you", (int64_t)f->total);
        put(h, "</p>\n<ul class=\"plain\">\n");
        for (size_t i = 0; i < f->n; i++) finding(v, r, &f->found[i], &use);
        put(h, "</ul>\n");
    }
    if (f->pages > 1) {
        put(h, "<nav class=\"pager\" aria-label=\"%s\"><p>", tr(h->lang, "Pages"));
        for (int i = 1; i <= f->pages && i <= 40; i++) {
            if (i == f->page) pager_words(v, i, f->pages);
            else anchor(h, lang_number(v->act->arena, h->lang, i), "/rounds/%s/search?q=%s&page=%d&place=%s", r->id, words, i, use.place);
            put(h, " ");
        }
        put(h, "</p></nav>\n");
    }
    page_end(v);
}
