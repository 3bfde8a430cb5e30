#include "document/form_file.h"
#include <strings.h>

bool form_file_read(struct arena *m, struct bytes b, struct form_sheets *s, struct spreadsheet_problem *problem) {
    struct sheets *all = spreadsheet_read(m, b, problem);
    *s = (struct form_sheets){0};
    if (!all) return false;
    for (size_t i = 0; i < all->n; i++) {
        const char *name = all->sheet[i].name;
        if (!strcasecmp(name, "survey")) s->survey = all->sheet[i].table;
        else if (!strcasecmp(name, "choices")) s->choices = all->sheet[i].table;
        else if (!strcasecmp(name, "settings")) s->settings = all->sheet[i].table;
    }
    if (s->survey) return true;
    *problem = (struct spreadsheet_problem){"survey", 0, 0, TR("This spreadsheet has no sheet named survey, in which the questions stand.")};
    return false;
}

static int width(const struct table *t, size_t column) {
    size_t most = strlen(t->heading.cell[column]);
    for (size_t r = 0; r < t->n; r++)
        if (strlen(t->record[r].cell[column]) > most) most = strlen(t->record[r].cell[column]);
    return most < 8 ? 8 : most > 40 ? 40 : (int)most + 1;
}

struct bytes form_file_write(struct arena *m, const struct form_sheets *s, const char *title, const char **problem) {
    struct spreadsheet *w = spreadsheet_open(m, &(struct spreadsheet_about){NULL, title, "Isthmus", "2026-01-01T00:00:00Z"});
    const struct table *const table[] = {s->survey, s->choices, s->settings};
    static const char *const names[] = {"survey", "choices", "settings"};
    for (size_t k = 0; k < COUNT(table); k++) {
        const struct table *t = table[k];
        if (!t) continue;
        int *widths = NEW_N(m, int, t->heading.n);
        for (size_t i = 0; i < t->heading.n; i++) widths[i] = width(t, i);
        spreadsheet_sheet(w, names[k], (const char *const *)t->heading.cell, widths, t->heading.n);
        for (size_t r = 0; r < t->n; r++) spreadsheet_row(w, (const char *const *)t->record[r].cell);
    }
    return spreadsheet_close(w, problem);
}
