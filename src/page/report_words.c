/* The report as a document: title page, how it was made, chapters, figures, positions of
 * parties, annex of sources, designations. */
#include "page/report_copy.h"
#include "area/directory.h"
#include "area/synthesis.h"
#include "base/text.h"
#include "page/proof.h"

/* Sources in the order in which the text first rests on them. */
struct cited { const struct source *source; struct buf *where; };
struct words {
    struct report_copy *copy;
    struct document *d;
    struct cited *cited;
    size_t n, room;
};

static const char *say_in(const struct words *w, const char *key) { return tr(w->copy->act.lang, key); }

static int number_of(struct words *w, const struct source *s, int paragraph) {
    size_t i = 0;
    while (i < w->n && !same(w->cited[i].source->release, s->release)) i++;
    if (i == w->n) w->cited[w->n++] = (struct cited){s, buf_new(w->copy->act.arena)};
    const char *shown = lang_number(w->copy->act.arena, w->copy->act.lang, paragraph);
    struct buf *b = w->cited[i].where;
    bool there = text_ends(b->data, shown) && (b->size == strlen(shown) || b->data[b->size - strlen(shown) - 1] == ' ');
    if (!there) buf_printf(b, "%s%s", b->size ? lang_comma(w->copy->act.lang) : "", shown);
    return (int)i + 1;
}

static void chapter(struct words *w, const struct chapter *c, size_t index) {
    const char *lang = w->copy->report->language;
    struct arena *m = w->copy->act.arena;
    const char *language, *title = chapter_title(&w->copy->act, w->copy->report, c, w->copy->act.lang, &language);
    document_heading(w->d, 1, title, language, arena_printf(m, "chapter-%zu", index));
    for (size_t i = 0; i < c->n; i++) {
        const struct paragraph *g = &c->paragraph[i];
        if (g->removed) continue;
        int *marks = NEW_N(m, int, g->n_sources + 1);
        size_t n = 0;
        for (size_t k = 0; k < g->n_sources; k++) {
            int mark = number_of(w, &g->source[k], g->number);
            bool known = false;
            for (size_t j = 0; j < n; j++) known |= marks[j] == mark;
            if (!known) marks[n++] = mark;
        }
        if (g->withheld) document_numbered(w->d, g->number, say_in(w, TR("This paragraph rests on a section that its party has recalled or keeps to fewer readers now. It is withheld.")), w->copy->act.lang->code, NULL, 0, "source");
        else document_numbered(w->d, g->number, g->words, lang, marks, n, "source");
    }
}

static void how_made(struct words *w) {
    document_heading(w->d, 1, say_in(w, TR("How this report was made")), NULL, "made");
    document_text(w->d, TEXT_PLAIN, say_in(w, TR("Each State wrote its input with its own ministries and released it section by section, to readers it chose. This report rests on what was released; each paragraph names its sources, listed in the annex, as far as the reader of this copy may see them. A paragraph without a mark is in the words of the secretariat alone or rests on sections that are not open to this reader; the copy does not say which.")), NULL);
    document_text(w->d, TEXT_PLAIN, say_in(w, TR("Parties cited were told and could comment or object before adoption. When a party recalls a section or keeps it to fewer readers, the paragraphs that rest on it are withheld.")), NULL);
    document_text(w->d, TEXT_PLAIN, say_in(w, TR("Nothing here compares or orders States. Figures say over how many answers they were counted; figures under 3 are not shown, nor those from which they could be worked out.")), NULL);
}

static bool any_bar(const struct figure *f, size_t row) {
    const struct figure_cell *all = figure_at(f, row, f->columns);
    return all->hidden || all->value > 0;
}

static const char *figure_words(struct words *w, const struct figure_cell *c) {
    return c->hidden ? "–" : lang_number(w->copy->act.arena, w->copy->act.lang, c->value);
}

static void figure(struct words *w, const struct figure *f, const char *title, const char *total, bool part) {
    struct arena *m = w->copy->act.arena;
    struct chart_bar *bar = NEW_N(m, struct chart_bar, f->rows);
    size_t n = 0, drawn = 0;
    document_heading(w->d, 2, title, NULL, NULL);
    for (size_t r = 0; r < f->rows; r++) {
        const struct figure_cell *all = figure_at(f, r, f->columns), *first = figure_at(f, r, 0);
        if (!any_bar(f, r)) continue;
        bool hidden = all->hidden || (part && first->hidden);
        drawn += !hidden;
        const char *words = hidden ? "–" : part ? arena_printf(m, "%s/%s", figure_words(w, first), figure_words(w, all)) : figure_words(w, all);
        bar[n++] = (struct chart_bar){f->row_label[r], words, all->value, part ? first->value : all->value, hidden};
    }
    if (drawn) document_chart(w->d, &(struct chart){title, w->copy->act.lang, bar, n, NULL});
    struct document_column *c = NEW_N(m, struct document_column, f->columns + 2);
    c[0] = (struct document_column){"", 5, false};
    for (size_t i = 0; i < f->columns; i++) c[i + 1] = (struct document_column){f->column_label[i], 2, true};
    c[f->columns + 1] = (struct document_column){total, 2, true};
    document_table(w->d, title, c, f->columns + 2);
    for (size_t r = 0; r < f->rows; r++) {
        struct document_cell *cell = NEW_N(m, struct document_cell, f->columns + 2);
        cell[0].words = f->row_label[r];
        for (size_t i = 0; i <= f->columns; i++) cell[i + 1].words = figure_words(w, figure_at(f, r, i));
        document_row(w->d, cell);
    }
    document_table_end(w->d);
}

static void figures(struct words *w, const struct figure *p, const struct figure *n) {
    struct act *a = &w->copy->act;
    if (!p || p->few) return;
    document_heading(w->d, 1, say_in(w, TR("Figures")), NULL, "figures");
    document_text(w->d, TEXT_PLAIN, tr_n(a->arena, a->lang, "Of %d input released to the readers of this copy; each objective is counted over the parties whose answer on it was released to them.",
                  "Of %d inputs released to the readers of this copy; each objective is counted over the parties whose answer on it was released to them.", p->inputs), NULL);
    figure(w, p, say_in(w, TR("Objectives named as priorities, with the number of answers")), say_in(w, TR("Answers")), true);
    if (n) figure(w, n, say_in(w, TR("Parties naming a need, by kind and cluster")), say_in(w, TR("All clusters")), false);
}

static void positions(struct words *w) {
    struct act *a = &w->copy->act;
    size_t n;
    struct objection *o = objection_list(a, w->copy->report, &n);
    bool begun = false;
    for (size_t i = 0; o && i < n; i++) {
        if (*o[i].withdrawn) continue;
        if (!begun) document_heading(w->d, 1, say_in(w, TR("Comments and objections of parties")), NULL, "positions");
        begun = true;
        const struct paragraph *g = *o[i].paragraph ? report_paragraph(w->copy->body, o[i].paragraph) : NULL;
        const char *kind = same(o[i].kind, "objection") ? say_in(w, TR("objection")) : say_in(w, TR("comment"));
        const char *where = g ? tr_f(a->arena, a->lang, TR("paragraph %d"), g->number) : say_in(w, TR("the report as a whole"));
        document_heading(w->d, 3, arena_printf(a->arena, "%s · %s · %s", o[i].name, kind, where), NULL, NULL);
        document_text(w->d, TEXT_PLAIN, o[i].words, NULL);
        if (*o[i].answer) {
            document_text(w->d, TEXT_SOFT, say_in(w, TR("Answer of the secretariat")), NULL);
            document_text(w->d, TEXT_QUOTE, o[i].answer, NULL);
        }
    }
}

static void annex(struct words *w) {
    struct act *a = &w->copy->act;
    document_heading(w->d, 1, say_in(w, TR("Annex: sources")), NULL, "sources");
    if (!w->n) {
        document_text(w->d, TEXT_PLAIN, say_in(w, TR("No source of this report is released to the readers of this copy.")), NULL);
        return;
    }
    struct document_column c[] = {{say_in(w, TR("No.")), 2, false}, {say_in(w, TR("Party")), 5, false}, {say_in(w, TR("Section")), 7, false}, {say_in(w, TR("Released")), 5, false},
                                  {say_in(w, TR("Released to")), 5, false}, {say_in(w, TR("Paragraphs")), 4, false}};
    document_table(w->d, say_in(w, TR("Sections on which the report rests, in the order of the text")), c, COUNT(c));
    for (size_t i = 0; i < w->n; i++) {
        const struct source *s = w->cited[i].source;
        const char *language, *title = question_label(a, s->form, s->section, "", &language);
        const char *state = s->recalled ? say_in(w, TR("recalled")) : *s->at ? lang_day(a->arena, a->lang, arena_copy_n(a->arena, s->at, 10)) : "";
        document_row(w->d, (struct document_cell[]){{lang_number(a->arena, a->lang, (int64_t)i + 1), NULL, arena_printf(a->arena, "source-%zu", i + 1)}, {s->name, NULL, NULL}, {title, language, NULL},
                     {state, NULL, NULL}, {audience_name(a, s->audience), NULL, NULL}, {w->cited[i].where->data, NULL, NULL}});
    }
    document_table_end(w->d);
    document_text(w->d, TEXT_SOFT, say_in(w, TR("Fingerprints (SHA-256) of these sections, in the same order; anyone who holds a section can check it:")), NULL);
    for (size_t i = 0; i < w->n; i++)
        if (*w->cited[i].source->sha256) document_text(w->d, TEXT_SOFT, arena_printf(a->arena, "%zu  %s", i + 1, w->cited[i].source->sha256), "en");
}

static void designations(struct words *w) {
    struct act *a = &w->copy->act;
    bool begun = false;
    for (size_t i = 0; i < w->n; i++) {
        const char *party = w->cited[i].source->party, *note = party_footnote(a, party);
        bool known = !*note;
        for (size_t k = 0; k < i && !known; k++) known = same(w->cited[k].source->party, party);
        if (known) continue;
        if (!begun) document_heading(w->d, 2, say_in(w, TR("Designations")), NULL, NULL);
        begun = true;
        document_text(w->d, TEXT_SOFT, arena_printf(a->arena, "* %s: %s", party_name(a, party), note), NULL);
    }
}

static bool any_position(struct words *w) {
    size_t n;
    struct objection *o = objection_list(&w->copy->act, w->copy->report, &n);
    for (size_t i = 0; o && i < n; i++)
        if (!*o[i].withdrawn) return true;
    return false;
}

static void contents(struct words *w, bool with_figures) {
    struct arena *m = w->copy->act.arena;
    const struct report_body *b = w->copy->body;
    struct act *a = &w->copy->act;
    struct document_entry *e = NEW_N(m, struct document_entry, b->n + 4);
    size_t n = 0;
    e[n++] = (struct document_entry){say_in(w, TR("How this report was made")), NULL, "made"};
    for (size_t i = 0; i < b->n; i++) {
        const char *language, *title = chapter_title(a, w->copy->report, &b->chapter[i], a->lang, &language);
        if (b->chapter[i].n) e[n++] = (struct document_entry){title, language, arena_printf(m, "chapter-%zu", i)};
    }
    if (with_figures) e[n++] = (struct document_entry){say_in(w, TR("Figures")), NULL, "figures"};
    if (any_position(w)) e[n++] = (struct document_entry){say_in(w, TR("Comments and objections of parties")), NULL, "positions"};
    e[n++] = (struct document_entry){say_in(w, TR("Annex: sources")), NULL, "sources"};
    document_contents(w->d, say_in(w, TR("Contents")), e, n);
}

/* From paper back to the proof. */
static void proven(struct words *w, const char *base_url) {
    struct arena *m = w->copy->act.arena;
    const struct language *l = w->copy->act.lang;
    const char *code = w->copy->sent ? proof_code(&w->copy->act, w->copy->sent->id) : NULL;
    if (!code) return;
    const char *at = arena_printf(m, "%s/reports/%s/proof", base_url, w->copy->report->id);
    struct chart_bar line[] = {{.label = tr_f(m, l, TR("Short code: %s"), code)}, {.label = at}};
    document_heading(w->d, 1, say_in(w, TR("Proof")), NULL, "proof");
    document_text(w->d, TEXT_PLAIN, say_in(w, TR("The words of this report are recorded in a log that can only grow. The address below says what is proven, and lets anyone check it.")), NULL);
    document_chart(w->d, &(struct chart){say_in(w, TR("The address of the proof as a code for cameras")), l, line, COUNT(line), at});
}

static struct document *written(struct visit *v, struct report_copy *c, enum document_format f, const struct figure *p, const struct figure *n, size_t sources, struct bytes *out) {
    struct act *a = &c->act;
    struct words w = {.copy = c, .cited = NEW_N(a->arena, struct cited, sources)};
    w.d = document_open(a->arena, f, &c->about);
    contents(&w, p && !p->few);
    how_made(&w);
    for (size_t i = 0; i < c->body->n; i++)
        if (c->body->chapter[i].n) chapter(&w, &c->body->chapter[i], i);
    figures(&w, p, n);
    positions(&w);
    annex(&w);
    designations(&w);
    if (f != DOCUMENT_HTML) proven(&w, v->base_url); /* on a screen the link to the proof is near */
    *out = document_close(w.d);
    if (document_problem(w.d)) broken(v->act, "%s", document_problem(w.d));
    return w.d;
}

struct bytes report_words(struct visit *v, struct report_copy *c, enum document_format f) {
    struct act *a = &c->act;
    struct figure *p = blank(c->round->form) ? NULL : figure_priorities(a, c->round), *n = p ? figure_needs(a, c->round) : NULL;
    size_t sources = 0;
    for (size_t i = 0; i < c->body->n; i++)
        for (size_t k = 0; k < c->body->chapter[i].n; k++) sources += c->body->chapter[i].paragraph[k].n_sources;
    if (!report_copy_fine(v, c)) return (struct bytes){0};
    struct bytes b;
    struct document *first = written(v, c, f, p, n, sources, &b);
    if (document_has_pages(f) && !failed(v->act)) { /* once more, now that the pages are known */
        c->about.before = first;
        written(v, c, f, p, n, sources, &b);
        c->about.before = NULL;
    }
    return report_copy_fine(v, c) ? b : (struct bytes){0};
}
