/* The expressions of a form, and the order in which they can be worked out. */
#include "area/form/reading.h"
#include "base/lang.h"
#include "base/text.h"

struct names { struct form *form; int section; };
static bool known(void *thing, const char *name) {
    const struct names *n = thing;
    for (size_t i = 0; i < n->form->n_items; i++)
        if (n->form->items[i].section == n->section && same(n->form->items[i].name, name)) return true;
    return false;
}

static struct expression *expression(struct reading *r, const struct item *it, const char *column, const struct record *columns) {
    const char *words = csv_cell(r->sheets->survey, it->record, column);
    if (!*words) return NULL;
    struct names n = {r->form, it->section};
    struct expression_problem p;
    struct expression *e = expression_read(r->arena, words, &(struct naming){known, &n, columns}, &p);
    if (!e) reading_problem(r, "survey", it->row, arena_printf(r->arena, "%s, character %zu", column, p.offset + 1), p.message, p.name);
    return e;
}

/* A choice that is no longer offered is told from others by its name. */
static void read_filter(struct reading *r, struct item *it) {
    if (!*csv_cell(r->sheets->survey, it->record, "choice_filter")) return;
    if (!it->n_choices) return reading_problem(r, "survey", it->row, "choice_filter", TR("Only a question with choices can have a choice_filter."), NULL);
    it->filter = expression(r, it, "choice_filter", &r->sheets->choices->heading);
    for (size_t i = 0; i < it->n_choices; i++)
        if (it->choices[i].twice)
            return reading_problem(r, "survey", it->row, "choice_filter", TR("This choice stands twice in the list; with a choice_filter each needs a name of its own."), it->choices[i].name);
}

static void read_made(struct reading *r, struct item *it) {
    struct names n = {r->form, it->section};
    struct expression_problem p;
    it->relevant = expression_read(r->arena, it->made, &(struct naming){known, &n, NULL}, &p);
    if (!it->relevant) bug("%s: %s", it->made, p.message);
}

void reading_expressions(struct reading *r) {
    for (size_t i = 0; i < r->form->n_items; i++) {
        struct item *it = &r->form->items[i];
        if (it->made) {
            read_made(r, it);
            continue;
        }
        it->relevant = expression(r, it, "relevant", NULL);
        it->constraint = expression(r, it, "constraint", NULL);
        it->calculation = expression(r, it, "calculation", NULL);
        const char *required = csv_cell(r->sheets->survey, it->record, "required");
        it->required = same(required, "yes") || same(required, "true()");
        if (*required && !it->required && !same(required, "no") && !same(required, "false()")) it->required_if = expression(r, it, "required", NULL);
        read_filter(r, it);
        if (it->type == ITEM_CALCULATE && !it->calculation) reading_problem(r, "survey", it->row, "calculation", TR("A calculate question needs a calculation."), NULL);
    }
}

static void watch(void *thing, const char *name) {
    const struct names *n = thing;
    for (size_t i = 0; i < n->form->n_items; i++)
        if (n->form->items[i].section == n->section && same(n->form->items[i].name, name)) n->form->items[i].watched = true;
}
static void watch_all(struct reading *r) {
    for (size_t i = 0; i < r->form->n_items; i++) {
        struct item *it = &r->form->items[i];
        const struct expression *const all[] = {it->relevant, it->constraint, it->calculation, it->required_if, it->filter};
        struct names n = {r->form, it->section};
        it->watched |= it->constraint != NULL || it->type != ITEM_TEXT;
        for (size_t k = 0; k < COUNT(all); k++)
            if (all[k]) expression_names(all[k], watch, &n);
    }
}

/* What an item needs before it has a value: names in its calculation and its relevance, and
 * the groups around it. A circle has no value; a long chain of what is written further down
 * would cost too much stack (items above are already worked out, in this walk as in
 * form_entries). Colours of a depth-first walk: untouched, on the way, done. */
enum { most_chain = 40 };
struct tracing { struct reading *reading; int section; size_t n; int *need; };

static void count_name(void *thing, const char *name) { ++*(size_t *)thing; }
static void need(void *thing, const char *name) {
    struct tracing *t = thing;
    const struct form *f = t->reading->form;
    for (size_t i = (size_t)t->section; i < f->n_items && f->items[i].section == t->section; i++)
        if (same(f->items[i].name, name)) {
            t->need[t->n++] = (int)i;
            return;
        }
}

static bool trace(struct reading *r, char *colour, int i, int depth) {
    const struct item *it = &r->form->items[i];
    const char *column = it->calculation ? "calculation" : "relevant";
    if (colour[i] == 2) return true;
    if (colour[i] == 1) return reading_problem(r, "survey", it->row, column, TR("This calculation needs its own result."), it->name), false;
    if (depth > most_chain) return reading_problem(r, "survey", it->row, column, TR("The expression is nested too deeply."), it->name), false;
    colour[i] = 1;
    size_t names = 1;
    if (it->calculation) expression_names(it->calculation, count_name, &names);
    if (it->relevant) expression_names(it->relevant, count_name, &names);
    struct tracing t = {.reading = r, .section = it->section, .need = NEW_N(r->arena, int, names)};
    if (it->parent >= 0) t.need[t.n++] = it->parent;
    if (it->calculation) expression_names(it->calculation, need, &t);
    if (it->relevant) expression_names(it->relevant, need, &t);
    for (size_t k = 0; k < t.n; k++)
        if (!trace(r, colour, t.need[k], depth + 1)) return false;
    colour[i] = 2;
    return true;
}

void reading_circles(struct reading *r) {
    watch_all(r);
    char *colour = arena_alloc(r->arena, r->form->n_items + 1);
    for (size_t i = 0; i < r->form->n_items; i++)
        if (!trace(r, colour, (int)i, 0)) return;
}
