/* Figures: a drawing and the same figures as a table. Objectives and kinds stand in their own
 * order; no party is named or ordered. */
#include "area/synthesis.h"
#include "base/text.h"
#include "page/pages.h"

/* As wide as a phone, so that its words are read there; each stands above its bar. */
enum { bar_height = 13, bar_step = 40, chart_width = 360, base = 13, figure_room = 44, label_letters = 52 };

static void cell(struct visit *v, const struct figure_cell *c) {
    if (c->hidden) put(v->h, "<td class=\"number\"><abbr title=\"%s\">–</abbr></td>", tr(v->h->lang, "not shown, because it is under 3 or would tell another that is"));
    else put(v->h, "<td class=\"number\">%s</td>", lang_number(v->act->arena, v->h->lang, c->value));
}

static void table(struct visit *v, const struct figure *f, const char *caption, const char *total) {
    struct html *h = v->h;
    put(h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><caption>%s</caption><thead><tr><td></td>", caption, caption);
    for (size_t c = 0; c < f->columns; c++) put(h, "<th scope=\"col\" class=\"number\">%s</th>", f->column_label[c]);
    put(h, "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>\n", total);
    for (size_t r = 0; r < f->rows; r++) {
        put(h, "<tr><th scope=\"row\"><bdi>%s</bdi></th>", f->row_label[r]);
        for (size_t c = 0; c <= f->columns; c++) cell(v, figure_at(f, r, c));
        put(h, "</tr>\n");
    }
    put(h, "</tbody></table></div>\n");
}

/* Rows nobody answered stand in the table only. */
static bool has_bar(const struct figure *f, size_t row) {
    const struct figure_cell *all = figure_at(f, row, f->columns);
    return all->hidden || all->value > 0;
}

/* Drawn from the side on which the language begins. */
static void words_at(struct html *h, int x, int y, const char *words) {
    if (h->lang->rtl) put(h, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", chart_width - x, y, words);
    else put(h, "<text x=\"%d\" y=\"%d\">%s</text>", x, y, words);
}
static void bar_at(struct html *h, const char *kind, int y, int length) {
    int x = h->lang->rtl ? chart_width - length : 0;
    put(h, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", kind, x, y, length, bar_height);
}

/* The first column as bars on the row's total; a row with anything hidden has no bar. */
static void chart(struct visit *v, const struct figure *f, const char *title, bool one_column) {
    struct html *h = v->h;
    int64_t most = 1;
    for (size_t r = 0; r < f->rows; r++)
        if (!figure_at(f, r, f->columns)->hidden && figure_at(f, r, f->columns)->value > most) most = figure_at(f, r, f->columns)->value;
    int drawn = 0;
    for (size_t r = 0; r < f->rows; r++) drawn += has_bar(f, r);
    if (!drawn) return;
    int height = drawn * bar_step + 4, line = 0, room = chart_width - figure_room;
    put(h, "<svg class=\"chart\" role=\"img\" direction=\"ltr\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">\n", chart_width, height, title);
    for (size_t r = 0; r < f->rows; r++) {
        const struct figure_cell *part = figure_at(f, r, 0), *all = figure_at(f, r, f->columns);
        if (!has_bar(f, r)) continue;
        int y = line++ * bar_step + 4;
        words_at(h, 0, y + base, text_cut(v->act->arena, f->row_label[r], label_letters));
        y += base + 5;
        if (all->hidden || (!one_column && part->hidden)) {
            words_at(h, 0, y + base - 1, "–");
            continue;
        }
        int whole = (int)(all->value * room / most), dark = one_column ? whole : (int)(part->value * room / most);
        bar_at(h, "bar2", y, whole);
        bar_at(h, "bar1", y, dark);
        words_at(h, whole + 6, y + base - 1, one_column ? arena_printf(v->act->arena, "%lld", (long long)all->value)
                 : arena_printf(v->act->arena, "%lld/%lld", (long long)part->value, (long long)all->value));
    }
    put(h, "</svg>\n");
}

void figures(struct visit *v) {
    struct html *h = v->h;
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return;
    access_may(v->act, SEE_PUBLIC, NULL);
    struct figure *p = blank(r->form) ? NULL : figure_priorities(v->act, r), *n = p ? figure_needs(v->act, r) : NULL;
    if (failed(v->act)) return;
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, r->title, "/rounds/%s", r->id);
    page_crumb(v, tr(h->lang, "Released answers"), "/rounds/%s/answers", r->id);
    page_begin(v, tr(h->lang, "Figures"));
    put(h, "<p>%s</p>\n", tr(h->lang, "Counted over the answers released to you, so others may see other numbers. Figures under 3 are not shown, nor those from which they could be worked out."));
    if (!p || p->few) {
        put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, "Fewer than 3 inputs are released to you: there is nothing to count yet."));
        page_end(v);
        return;
    }
    put(h, "<h2>%s</h2>\n<p>", tr(h->lang, "Objectives named as priorities"));
    say_n(h, "Of %d input released to you; each objective is counted over the parties whose answer on it you may see.",
          "Of %d inputs released to you; each objective is counted over the parties whose answer on it you may see.", p->inputs);
    put(h, "</p>\n");
    chart(v, p, tr(h->lang, "Objectives named as priorities, with the number of answers"), false);
    table(v, p, tr(h->lang, "Objectives named as priorities, with the number of answers"), tr(h->lang, "Answers"));
    if (n) {
        put(h, "<h2>%s</h2>\n", tr(h->lang, "Needs by kind"));
        chart(v, n, tr(h->lang, "Parties naming a need, by kind and cluster"), true);
        table(v, n, tr(h->lang, "Parties naming a need, by kind and cluster"), tr(h->lang, "All clusters"));
    }
    page_end(v);
}
