/* expression.h: the XPath dialect of ODK XForms as far as forms of ours use it: ${name}, ".",
 * bare columns of choices, + - * div mod, comparison, and/or, functions (table in expression.c). Errors carry the
 * offset in characters. Depth, steps and sizes are bounded. Private to area/form. */
#ifndef AREA_FORM_EXPRESSION_H
#define AREA_FORM_EXPRESSION_H
#include "area/form.h"

struct expression_problem { size_t offset; const char *message, *name; };
/* The names it may use, each the index of an item or -1: ${name}, and paths (/f/group/name,
 * ../name). Bare ones are columns of the sheet choices, in a choice_filter only (its heading). */
struct naming {
    int (*find)(void *, const char *name);
    int (*path)(void *, const char *path);    /* NULL: no paths */
    void *thing;
    const struct record *columns;
    const struct form *form;                  /* whose lists instance() may read; NULL: none */
};
/* NULL with the problem set. */
struct expression *expression_read(struct arena *, const char *text, const struct naming *, struct expression_problem *);
/* What an expression sees, from one place of the answers. */
struct scope {
    struct arena *arena;
    const char *self;             /* "." */
    char *const *row;             /* of the sheet choices, for a choice_filter; else NULL */
    const char *today;
    /* value of an item seen from here; "" when none */
    const char *(*value)(struct scope *, int item);
    /* all values of an item that can be seen from here; their number */
    size_t (*values)(struct scope *, int item, const char *const **values);
    /* the value in the entries at these places of these repeats */
    const char *(*indexed)(struct scope *, int item, const int *repeat, const double *place, int n);
    /* place among its like: of the container so many levels up, or of the entry of that repeat around here */
    int (*position)(struct scope *, int levels, int repeat);
    /* label of a choice of that question */
    const char *(*choice)(struct scope *, int item, const char *value);
    const struct form *form;      /* for lists of choices; NULL: there are none */
    const char *language;         /* of the reader, for names of months and days */
    const char *seed, *place;     /* of what is drawn: whose answer, and where in it */
    int draws, row_number;
    void *thing, *at;
    int *steps;                   /* left to spend, shared by all of one form_entries; at 0 values are "" */
};
/* Calls back for each item it names. */
void expression_names(const struct expression *, void (*each)(void *, int item), void *thing);
char *expression_text(struct scope *, const struct expression *);
/* What an answer becomes: as the text, but nothing where no number came out (NaN), as in ODK. */
char *expression_result(struct scope *, const struct expression *);
bool expression_true(struct scope *, const struct expression *);
double expression_number(struct scope *, const struct expression *);
/* form_words, and the pattern behind them, NULL when they name no answer. */
const char *form_words_pattern(const struct form *, const struct saids *, const char *language, const char **in, const char **pattern);
/* The pattern with the answers it names, each between U+2068 and U+2069. */
const char *words_with_names(struct scope *, const struct form *, int section, const char *pattern);
/* Calls back for each item that the words name. */
void words_names(const struct form *, int section, const struct saids *, void (*each)(void *, int item), void *thing);
/* The item of that name in the section, -1; names are added as they are read. */
int form_named(const struct form *, int section, const char *name);
void form_name(struct form *, int item);
/* Makes form_item and form_section work; called once the items are read. */
void form_index(struct form *);
#endif
