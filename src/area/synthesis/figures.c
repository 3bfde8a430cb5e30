/* Figures over released answers, and the hiding of small cells. */
#include "area/synthesis.h"
#include "area/forms.h"
#include "base/lang.h"
#include "base/text.h"

enum { least_shown = 3, clusters = 4 };
SQL(figure_rows, "kt", "kkttt",
    "SELECT r.id, r.party, r.audience, r.section_name, a.value FROM release r JOIN released_answer a ON a.release = r.id "
    "WHERE r.round = $1 AND a.kind = $2 AND a.language = '' AND r.replaced IS NULL AND r.recalled IS NULL ORDER BY r.party");
SQL(figure_inputs, "k", "kkt",
    "SELECT id, party, audience FROM release WHERE round = $1 AND replaced IS NULL AND recalled IS NULL ORDER BY party");

static bool sees(struct act *a, const struct round *r, struct row *w) {
    struct subject u = {.round = r->id, .host = r->host, .party = text(w, 1), .audience = text(w, 2), .release = text(w, 0)};
    return access_may(a, SEE_RELEASE, &u);
}

/* Suppression on the table with its totals, every line of which adds up: a hidden cell can be
 * worked out exactly when it lies on no closed path of hidden cells that goes along rows and
 * columns in turn (along such a path 1 can be shifted without any line noticing). So each
 * hidden cell is given a closed path, by hiding the cheapest three corners of a rectangle. */
struct grid { struct figure *f; size_t rows, columns; bool *seen_row, *seen_column; };

static bool reaches(struct grid *g, size_t row, size_t column, size_t skip_row, size_t skip_column) {
    g->seen_row[row] = true;
    for (size_t c = 0; c < g->columns; c++) {
        if (!figure_at(g->f, row, c)->hidden || (row == skip_row && c == skip_column) || g->seen_column[c]) continue;
        if (c == column) return true;
        g->seen_column[c] = true;
        for (size_t r = 0; r < g->rows; r++)
            if (!g->seen_row[r] && figure_at(g->f, r, c)->hidden && reaches(g, r, column, skip_row, skip_column)) return true;
    }
    return false;
}

static bool on_closed_path(struct grid *g, size_t row, size_t column) {
    memset(g->seen_row, 0, g->rows * sizeof *g->seen_row);
    memset(g->seen_column, 0, g->columns * sizeof *g->seen_column);
    return reaches(g, row, column, row, column);
}

/* Hiding a total costs more than hiding a cell, hiding a nought most: it hides the least. */
static int64_t cost(const struct grid *g, size_t r, size_t c) {
    const struct figure_cell *x = figure_at(g->f, r, c);
    if (x->hidden) return 0;
    bool total = r + 1 == g->rows || c + 1 == g->columns;
    return x->value + (total ? 10000 : 0) + (x->value ? 0 : 1000000);
}

static void hide_rectangle(struct grid *g, size_t row, size_t column) {
    size_t best_r = row, best_c = column;
    int64_t best = INT64_MAX;
    for (size_t r = 0; r < g->rows; r++)
        for (size_t c = 0; c < g->columns; c++) {
            if (r == row || c == column) continue;
            int64_t k = cost(g, r, column) + cost(g, row, c) + cost(g, r, c);
            if (k < best) best = k, best_r = r, best_c = c;
        }
    figure_at(g->f, best_r, column)->hidden = figure_at(g->f, row, best_c)->hidden = figure_at(g->f, best_r, best_c)->hidden = true;
}

void figure_hide(struct arena *m, struct figure *f, int64_t least) {
    struct grid g = {f, f->rows + 1, f->columns + 1, NEW_N(m, bool, f->rows + 1), NEW_N(m, bool, f->columns + 1)};
    for (size_t i = 0; i < g.rows * g.columns; i++)
        if (f->cell[i].value > 0 && f->cell[i].value < least) f->cell[i].hidden = true;
    for (size_t r = 0; r < g.rows; r++)
        for (size_t c = 0; c < g.columns; c++)
            if (figure_at(f, r, c)->hidden && !on_closed_path(&g, r, c)) hide_rectangle(&g, r, c);
}

static struct figure *blank_figure(struct act *a, const struct round *r, size_t rows, size_t columns) {
    struct figure *f = NEW(a->arena, struct figure);
    *f = (struct figure){.rows = rows, .columns = columns, .row_label = NEW_N(a->arena, const char *, rows + 1),
        .column_label = NEW_N(a->arena, const char *, columns + 1), .cell = NEW_N(a->arena, struct figure_cell, (rows + 1) * (columns + 1))};
    struct rows *all = db_all(a, figure_inputs, r->id);
    const char *last = "";
    for (size_t i = 0; i < all->n; i++)
        if (!same(last, text(all->row[i], 1)) && sees(a, r, all->row[i])) f->inputs++, last = text(all->row[i], 1);
    f->few = f->inputs < least_shown;
    return f;
}

/* Adds up, hides, and forgets what is hidden, so that no page can show it by mistake. */
static struct figure *finish(struct act *a, struct figure *f) {
    for (size_t r = 0; r < f->rows; r++)
        for (size_t c = 0; c < f->columns; c++) {
            int64_t v = figure_at(f, r, c)->value;
            figure_at(f, r, f->columns)->value += v;
            figure_at(f, f->rows, c)->value += v;
            figure_at(f, f->rows, f->columns)->value += v;
        }
    figure_hide(a->arena, f, least_shown);
    for (size_t i = 0; i < (f->rows + 1) * (f->columns + 1); i++)
        if (f->cell[i].hidden || f->few) f->cell[i] = (struct figure_cell){0, true};
    if (f->few) f->inputs = 0;
    return f;
}

static const struct item *section_item(const struct form *f, const char *section) {
    int i = form_section(f, section);
    return i < 0 ? NULL : &f->items[i];
}

struct figure *figure_priorities(struct act *a, const struct round *r) {
    const struct form *form = forms_get(a, r->form);
    if (!form) return NULL;
    struct figure *f = blank_figure(a, r, 23, 2);
    for (size_t i = 0; i < 23; i++) f->row_label[i] = lang_number(a->arena, a->lang, (int64_t)i + 1);
    for (size_t i = 0; i < form->n_items; i++) {
        const struct item *t = &form->items[i];
        if (!t->level && t->objective >= 1 && t->objective <= 23) f->row_label[t->objective - 1] = form_words(form, &t->label, a->lang->code, NULL);
    }
    f->column_label[0] = tr(a->lang, TR("A priority"));
    f->column_label[1] = tr(a->lang, TR("No priority"));
    struct rows *all = db_all(a, figure_rows, r->id, "priority");
    for (size_t i = 0; i < all->n; i++) {
        const struct item *s = section_item(form, text(all->row[i], 3));
        if (!s || s->objective < 1 || s->objective > 23 || !sees(a, r, all->row[i])) continue;
        figure_at(f, (size_t)s->objective - 1, same(text(all->row[i], 4), "yes") ? 0 : 1)->value++;
    }
    return finish(a, f);
}

/* The kinds of need, from the first question of that kind. */
static const struct item *need_question(const struct form *form) {
    for (size_t i = 0; i < form->n_items; i++)
        if (same(form->items[i].kind, "need_kind") && form->items[i].n_choices) return &form->items[i];
    return NULL;
}

/* A party counts once in each cell, however many needs of that kind it states. */
static void count_needs(struct act *a, const struct round *r, const struct form *form, const struct item *q, struct figure *f) {
    struct rows *all = db_all(a, figure_rows, r->id, "need_kind");
    const char **last = NEW_N(a->arena, const char *, q->n_choices * clusters);
    for (size_t i = 0; i < all->n; i++) {
        struct row *w = all->row[i];
        const struct item *s = section_item(form, text(w, 3));
        if (!s || s->cluster < 1 || s->cluster > clusters || !sees(a, r, w)) continue;
        for (size_t k = 0; k < q->n_choices; k++) {
            const char **seen = &last[k * clusters + (size_t)s->cluster - 1];
            if (!same(q->choices[k].name, text(w, 4)) || same(*seen, text(w, 1))) continue;
            *seen = text(w, 1);
            figure_at(f, k, (size_t)s->cluster - 1)->value++;
        }
    }
}

struct figure *figure_needs(struct act *a, const struct round *r) {
    const struct form *form = forms_get(a, r->form);
    const struct item *q = form ? need_question(form) : NULL;
    if (!q) return NULL;
    struct figure *f = blank_figure(a, r, q->n_choices, clusters);
    for (size_t k = 0; k < q->n_choices; k++) f->row_label[k] = form_words(form, &q->choices[k].label, a->lang->code, NULL);
    for (int c = 0; c < clusters; c++) f->column_label[c] = tr_f(a->arena, a->lang, TR("Cluster %d"), c + 1);
    count_needs(a, r, form, q, f);
    return finish(a, f);
}
