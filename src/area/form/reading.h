/* reading.h: a form while its sheets are read: every problem goes to one list with sheet, row
 * and column, and reading goes on to find the next. Private to area/form. */
#ifndef AREA_FORM_READING_H
#define AREA_FORM_READING_H
#include "area/form/expression.h"

struct reading {
    struct arena *arena;
    struct form *form;
    const struct form_sheets *sheets;
    struct form_problem **last, **last_remark;
    bool failed;
};
/* name: what the message is about, before it; or NULL. */
void reading_problem(struct reading *, const char *sheet, int row, const char *column, const char *message, const char *name);
/* Not wrong, but without effect here: shown with the form, which is kept. */
void reading_remark(struct reading *, const char *sheet, int row, const char *column, const char *message, const char *name);
/* Type, parameters and appearance of a question; kinds.c. */
enum item_type reading_type(struct reading *, struct item *, const char *words);
void reading_look(struct reading *, struct item *);
void reading_parameters(struct reading *, struct item *);
void reading_default(struct reading *, struct item *);
struct saids reading_ours(struct reading *, const char *key); /* words of the catalogue, in its languages */
/* "Ask ${name}" with … for each name, or NULL when there is none. */
char *words_without_names(struct arena *, const char *);
/* "label::French (fr)", "label::fr" and plain "label" (the default language). */
struct saids reading_words(struct reading *, const struct table *, size_t record, const char *column);

void reading_choices(struct reading *);
/* The choices of a list; NULL when there are none. */
const struct form_choice *reading_list(const struct form *, const char *list, size_t *n);

void reading_expressions(struct reading *);
/* ${name} in labels, hints and messages has to be a name of its section. */
void reading_named_words(struct reading *);
struct expression *reading_expression(struct reading *, const struct item *, const char *column);
void reading_circles(struct reading *);
#endif
