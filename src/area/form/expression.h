/* expression.h: the XPath dialect of ODK XForms as far as forms of ours use it: ${name}, ".",
 * bare columns of choices, + - * div mod, comparison, and/or, functions (table in expression.c). Errors carry the
 * offset in characters. Depth, steps and sizes are bounded. Private to area/form. */
#ifndef AREA_FORM_EXPRESSION_H
#define AREA_FORM_EXPRESSION_H
#include "area/form.h"

struct expression_problem { size_t offset; const char *message, *name; };
/* The names it may use: ${name} when known says so; bare ones are columns of the sheet choices,
 * in a choice_filter only (its heading, else NULL). */
struct naming { bool (*known)(void *, const char *name); void *thing; const struct record *columns; };
/* NULL with the problem set. */
struct expression *expression_read(struct arena *, const char *text, const struct naming *, struct expression_problem *);
/* What an expression sees: values by name, as seen from one entry of a repeat. */
struct scope {
    struct arena *arena;
    const char *self;             /* "." */
    char *const *row;             /* of the sheet choices, for a choice_filter; else NULL */
    const char *today;
    /* value of a name seen from here; "" when none */
    const char *(*value)(void *, const char *name);
    /* all values of a name over the entries of its repeat; their number */
    size_t (*values)(void *, const char *name, const char *const **values);
    int index;                    /* position(..) */
    void *thing;
    /* label of a choice of the question of that name; NULL when there is none to ask */
    const char *(*choice)(void *, const char *name, const char *value);
    int *steps;                   /* left to spend, shared by all of one form_entries; at 0 values are "" */
};
/* Calls back for each ${name} in it. */
void expression_names(const struct expression *, void (*each)(void *, const char *name), void *thing);
char *expression_text(struct scope *, const struct expression *);
bool expression_true(struct scope *, const struct expression *);
double expression_number(struct scope *, const struct expression *);
/* form_words, and the pattern behind them, NULL when they name no answer. */
const char *form_words_pattern(const struct form *, const struct saids *, const char *language, const char **in, const char **pattern);
/* The pattern with the answers it names, each between U+2068 and U+2069. */
const char *words_with_names(struct scope *, const char *pattern);
/* Makes form_item and form_section work; called once the items are read. */
void form_index(struct form *);
#endif
