/* form_world.h: forms from sheets written as CSV in a test, and what they ask. */
#ifndef FORM_WORLD_H
#define FORM_WORLD_H
#include "unit.h"
#include "area/form.h"

static struct form_problem *problems;
UNUSED static struct table *sheet(const char *csv) {
    struct csv_problem p;
    struct table *t = csv_read(m, csv, strlen(csv), &p);
    if (!t) bug("line %d: %s", p.line, p.words);
    return t;
}
UNUSED static struct form_sheets sheets_of(const char *survey, const char *choices) {
    return (struct form_sheets){sheet(survey), choices ? sheet(choices) : NULL, sheet("form_id,version,default_language\nf,1,English (en)\n")};
}
UNUSED static struct form *form(const char *survey, const char *choices) {
    struct form_sheets s = sheets_of(survey, choices);
    return form_read(m, &s, &problems);
}
/* A form that has to be fine. */
UNUSED static struct form *sound(const char *survey, const char *choices) {
    struct form *f = form(survey, choices);
    if (!f) bug("%s %d %s: %s", problems->sheet, problems->row, problems->column, problems->message);
    return f;
}
/* It is refused, first of all there and with these words. */
UNUSED static bool refused(const char *survey, const char *choices, const char *sheet_name, int row, const char *column, const char *words) {
    if (form(survey, choices)) return fprintf(stderr, "not refused\n"), false;
    bool fine = same(problems->sheet, sheet_name) && problems->row == row && same(problems->column, column) && strstr(problems->message, words);
    if (!fine) fprintf(stderr, "%s %d %s: %s\n", problems->sheet, problems->row, problems->column, problems->message);
    return fine;
}
UNUSED static const struct entry *entry(struct entry *e, size_t n, const char *path) {
    for (size_t i = 0; i < n; i++)
        if (same(e[i].path, path)) return &e[i];
    return NULL;
}
/* Of the first section, with the answers path, value, path, value, NULL. */
static struct entry *shown;
static size_t n_shown;
UNUSED static const struct entry *asked(const struct form *f, const char *const *answers, const char *path) {
    struct answers *a = answers_new(m);
    for (; *answers; answers += 2) answers_put(a, answers[0], answers[1]);
    shown = form_entries(m, f, 0, a, "en", "2026-11-24", &n_shown);
    const struct entry *e = entry(shown, n_shown, path);
    if (!e) bug("no entry %s", path);
    return e;
}
#define ANSWERS(...) ((const char *const[]){__VA_ARGS__, NULL})
#endif
