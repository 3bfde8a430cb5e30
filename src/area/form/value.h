/* value.h: what expressions are made of inside: nodes, values, the table of functions.
 * To add a function of ODK: a line in functions.c. A function works its own arguments out
 * (so if() leaves one alone), and pays for what it makes: spend(). Private to area/form. */
#ifndef AREA_FORM_VALUE_H
#define AREA_FORM_VALUE_H
#include "area/form/expression.h"

enum { most_arguments = 60, longest_expression = 4000, longest_text = 100000 };
enum op { OP_OR, OP_AND, OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MOD, OP_NEG,
          OP_NUMBER, OP_TEXT, OP_NAME, OP_COLUMN, OP_SELF, OP_CALL, OP_PARENT, OP_UNION, OP_ROWS };
struct value { enum { V_TEXT, V_NUMBER, V_BOOL } kind; const char *text; double number; bool truth; };
struct function { const char *name; int least, most; struct value (*run)(struct scope *, const struct expression *); };
struct expression {
    enum op op;
    struct expression **argument;
    int n, height;
    double number;
    int column;
    int item;                     /* of OP_NAME, and of a choice's question; of OP_PARENT the levels up */
    const char *text;
    const struct function *function;
};
/* NULL when the value has the shape its question asks for, else what to write instead. */
const char *answer_wrong(struct arena *, const struct item *, const char *value);
/* Points of a geopoint, geotrace or geoshape; false when it is none, or has more than room. */
enum { most_points = 1000 };
struct geo_point { double latitude, longitude; };
bool geo_points(const char *value, struct geo_point *, size_t room, size_t *n);
const struct function *function_find(const char *name); /* NULL when there is none */
struct value expression_value(struct scope *, const struct expression *);

static inline struct value as_text(const char *s) { return (struct value){.kind = V_TEXT, .text = s}; }
static inline struct value as_number(double d) { return (struct value){.kind = V_NUMBER, .number = d}; }
static inline struct value as_bool(bool b) { return (struct value){.kind = V_BOOL, .truth = b}; }
/* Days and instants are numbers of days since 1970, as in ODK; what is no number is NaN. */
double to_number(struct value);
bool to_bool(struct value);
const char *to_text(struct scope *, struct value);
/* Takes from what one form_entries may do; false when nothing is left. */
static inline bool spend(struct scope *s, size_t n) {
    *s->steps -= n > 1000000 ? 1000000 : (int)n;
    if (*s->steps < 0) *s->steps = 0;
    return *s->steps > 0;
}
#endif
