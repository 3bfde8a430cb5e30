/* The expressions of a form, and the order in which they can be worked out. */
#include "area/form/reading.h"
#include "base/lang.h"
#include "base/text.h"

struct names { const struct form *form; int section, from; };
static int find(void *thing, const char *name) {
    const struct names *n = thing;
    return form_named(n->form, n->section, name);
}

/* A path names one item: from the root (/f/section/needs/kind) or from the question it stands with
 * (../kind), which is all that relative paths of forms do. */
static int path(void *thing, const char *path) {
    const struct names *n = thing;
    const struct item *items = n->form->items;
    int at = n->from;
    if (text_starts(path, "current()/")) path += strlen("current()/");
    if (*path == '/') {
        path += 1 + strcspn(path + 1, "/"); /* the root has the form's name, or any other */
        at = -1;
        if (*path) path++;
    }
    while (*path) {
        size_t length = strcspn(path, "/"), i = 0;
        if (length == 2 && text_starts(path, "..")) {
            if (at < 0) return -1;
            at = items[at].parent;
        } else if (length != 1 || *path != '.') {
            for (i = at < 0 ? 0 : (size_t)at + 1; i < n->form->n_items; i++)
                if (items[i].parent == at && strncmp(items[i].name, path, length) == 0 && !items[i].name[length]) break;
            if (i == n->form->n_items) return -1;
            at = (int)i;
        }
        path += length;
        if (*path == '/') path++;
    }
    return at >= 0 && items[at].section == n->section ? at : -1;
}

static struct expression *expression(struct reading *r, const struct item *it, const char *column, const struct record *columns) {
    const char *words = csv_cell(r->sheets->survey, it->record, column);
    if (!*words) return NULL;
    struct names n = {r->form, it->section, (int)(it - r->form->items)};
    struct expression_problem p;
    struct expression *e = expression_read(r->arena, words, &(struct naming){find, path, &n, columns, r->form}, &p);
    if (!e) reading_problem(r, "survey", it->row, arena_printf(r->arena, "%s, character %zu", column, p.offset + 1), p.message, p.name);
    return e;
}

struct expression *reading_expression(struct reading *r, const struct item *it, const char *column) { return expression(r, it, column, NULL); }

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
    struct names n = {r->form, it->section, (int)(it - r->form->items)};
    struct expression_problem p;
    it->relevant = expression_read(r->arena, it->made, &(struct naming){find, NULL, &n, NULL, NULL}, &p);
    if (!it->relevant) bug("%s: %s", it->made, p.message);
}

/* Yes, no, or an expression; the column goes by either name. */
static void read_only(struct reading *r, struct item *it) {
    const char *column = *csv_cell(r->sheets->survey, it->record, "read_only") ? "read_only" : "readonly", *words = csv_cell(r->sheets->survey, it->record, column);
    it->read_only = same(words, "yes") || same(words, "true") || same(words, "true()");
    it->read_only |= it->calculation && it->type != ITEM_CALCULATE; /* what is worked out is not asked */
    if (*words && !it->read_only && !same(words, "no") && !same(words, "false") && !same(words, "false()")) it->read_only_if = expression(r, it, column, NULL);
}

static void read_count(struct reading *r, struct item *it) {
    if (!*csv_cell(r->sheets->survey, it->record, "repeat_count")) return;
    if (it->type != ITEM_REPEAT) return reading_problem(r, "survey", it->row, "repeat_count", TR("Only a group that repeats can have a repeat_count."), NULL);
    it->count = expression(r, it, "repeat_count", NULL);
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
        it->required = same(required, "yes") || same(required, "true") || same(required, "true()");
        if (*required && !it->required && !same(required, "no") && !same(required, "false") && !same(required, "false()")) it->required_if = expression(r, it, "required", NULL);
        read_only(r, it);
        reading_default(r, it);
        read_filter(r, it);
        read_count(r, it);
        if (it->type == ITEM_CALCULATE && !it->calculation) reading_problem(r, "survey", it->row, "calculation", TR("A calculate question needs a calculation."), NULL);
    }
}

/* All that names another item: its expressions and its words. */
enum { most_expressions = 9 };
static size_t expressions_of(const struct item *it, const struct expression **all) {
    const struct expression *const each[] = {it->relevant, it->constraint, it->calculation, it->required_if, it->filter, it->count, it->initial, it->read_only_if};
    size_t n = 0;
    for (size_t i = 0; i < COUNT(each); i++)
        if (each[i]) all[n++] = each[i];
    return n;
}
static void each_name(const struct form *f, const struct item *it, void (*each)(void *, int), void *thing) {
    const struct expression *all[most_expressions];
    size_t n = expressions_of(it, all);
    for (size_t i = 0; i < n; i++) expression_names(all[i], each, thing);
    words_names(f, it->section, &it->label, each, thing);
    words_names(f, it->section, &it->hint, each, thing);
    words_names(f, it->section, &it->constraint_message, each, thing);
    for (size_t i = 0; i < it->n_choices; i++) words_names(f, it->section, &it->choices[i].label, each, thing);
}

/* The graph the other way round: who has to be asked again when an item changes. */
struct graph { struct form *form; int of; bool fill; };
static void depend(void *thing, int item) {
    struct graph *g = thing;
    struct item *it = &g->form->items[item];
    it->watched = true;
    if (item == g->of || (it->n_dependent && g->fill && it->dependent[it->n_dependent - 1] == g->of)) return;
    if (g->fill) it->dependent[it->n_dependent] = g->of;
    it->n_dependent++;
}
static void read_graph(struct reading *r) {
    struct form *f = r->form;
    struct graph g = {.form = f};
    for (int pass = 0; pass < 2; pass++, g.fill = true) {
        for (size_t i = 0; i < f->n_items && g.fill; i++) {
            f->items[i].dependent = NEW_N(r->arena, int, (size_t)f->items[i].n_dependent + 1);
            f->items[i].n_dependent = 0;
        }
        for (g.of = 0; g.of < (int)f->n_items; g.of++) each_name(f, &f->items[g.of], depend, &g);
    }
    for (size_t i = 0; i < f->n_items; i++) f->items[i].watched |= f->items[i].constraint != NULL || f->items[i].type != ITEM_TEXT;
}

/* What an item needs before it has a value: names in its calculation, its default, its relevance
 * and its count, and the groups around it. A circle has no value; a long chain of what is written
 * further down would cost too much stack (items above are already worked out, in this walk as in
 * form_entries). Colours of a depth-first walk: untouched, on the way, done. */
enum { most_chain = 40 };
struct tracing { size_t n; int *need; };
static void count_name(void *thing, int item) { ++*(size_t *)thing; }
static void need(void *thing, int item) {
    struct tracing *t = thing;
    t->need[t->n++] = item;
}

static bool trace(struct reading *r, char *colour, int i, int depth) {
    const struct item *it = &r->form->items[i];
    const char *column = it->calculation ? "calculation" : it->relevant || !it->count ? it->relevant || !it->initial ? "relevant" : "default" : "repeat_count";
    if (colour[i] == 2) return true;
    if (colour[i] == 1) return reading_problem(r, "survey", it->row, column, TR("This calculation needs its own result."), it->name), false;
    if (depth > most_chain) return reading_problem(r, "survey", it->row, column, TR("The expression is nested too deeply."), it->name), false;
    colour[i] = 1;
    const struct expression *const all[] = {it->calculation, it->relevant, it->count, it->initial};
    size_t names = 1;
    for (size_t k = 0; k < COUNT(all); k++)
        if (all[k]) expression_names(all[k], count_name, &names);
    struct tracing t = {.need = NEW_N(r->arena, int, names)};
    if (it->parent >= 0) t.need[t.n++] = it->parent;
    for (size_t k = 0; k < COUNT(all); k++)
        if (all[k]) expression_names(all[k], need, &t);
    for (size_t k = 0; k < t.n; k++)
        if (!trace(r, colour, t.need[k], depth + 1)) return false;
    colour[i] = 2;
    return true;
}

void reading_circles(struct reading *r) {
    read_graph(r);
    char *colour = arena_alloc(r->arena, r->form->n_items + 1);
    for (size_t i = 0; i < r->form->n_items; i++)
        if (!trace(r, colour, (int)i, 0)) return;
}
