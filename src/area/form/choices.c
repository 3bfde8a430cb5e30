/* The sheet choices: lists of choices, each in one piece, in the order of the sheet. */
#include "area/form/reading.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_choices = 5000 };

const struct form_choice *reading_list(const struct form *f, const char *list, size_t *n) {
    const struct form_choice *first = NULL;
    *n = 0;
    for (size_t i = 0; i < f->n_choices; i++)
        if (same(f->choices[i].list, list)) {
            if (!first) first = &f->choices[i];
            ++*n;
        }
    return first;
}

static int by_list(const void *x, const void *y) { return strcmp(((const struct form_choice *)x)->list, ((const struct form_choice *)y)->list); }

static int by_name(const void *x, const void *y) {
    const struct form_choice *const *a = x, *const *b = y;
    int order = by_list(*a, *b);
    return order ? order : strcmp((*a)->name, (*b)->name);
}

static void find_twice(struct reading *r) {
    const struct form *f = r->form;
    const struct form_choice **c = NEW_N(r->arena, const struct form_choice *, f->n_choices);
    for (size_t i = 0; i < f->n_choices; i++) c[i] = &f->choices[i];
    if (f->n_choices) qsort(c, f->n_choices, sizeof *c, by_name);
    for (size_t i = 1; i < f->n_choices; i++)
        if (!by_name(&c[i - 1], &c[i])) f->choices[c[i - 1] - f->choices].twice = f->choices[c[i] - f->choices].twice = true;
}

void reading_choices(struct reading *r) {
    const struct table *t = r->sheets->choices;
    if (!t) return;
    r->form->choice_heading = &t->heading;
    if (t->n > most_choices) {
        reading_problem(r, "choices", most_choices, "name", TR("This form has too many questions."), NULL);
        return;
    }
    r->form->choices = NEW_N(r->arena, struct form_choice, t->n);
    const char *column = csv_column(t, "list_name") >= 0 ? "list_name" : "list name";
    for (size_t i = 0; i < t->n; i++) {
        const char *list = csv_cell(t, i, column), *name = csv_cell(t, i, "name");
        if (!*list && !*name) continue;
        if (!*list || !*name || strchr(name, ' ')) reading_problem(r, "choices", t->record[i].line, "name", TR("A choice needs a list name and a name without spaces."), NULL);
        r->form->choices[r->form->n_choices++] = (struct form_choice){.list = list, .name = name, .label = reading_words(r, t, i, "label"), .cell = t->record[i].cell, .record = i};
    }
    /* qsort would lose the order within a list, so equal lists are moved together by insertion. */
    struct form_choice *c = r->form->choices;
    for (size_t i = 1; i < r->form->n_choices; i++)
        for (size_t k = i; k > 0 && by_list(&c[k - 1], &c[k]) > 0; k--) {
            struct form_choice x = c[k];
            c[k] = c[k - 1];
            c[k - 1] = x;
        }
    find_twice(r);
}
