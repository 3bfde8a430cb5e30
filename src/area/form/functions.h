/* functions.h: what the files of functions share. A function works its own arguments out, so that
 * if() leaves one alone. Private to area/form. */
#ifndef AREA_FORM_FUNCTIONS_H
#define AREA_FORM_FUNCTIONS_H
#include "area/form/value.h"

const char *argument_text(struct scope *, const struct expression *, int i);
double argument_number(struct scope *, const struct expression *, int i);
/* A name stands for its values over all entries, a list for its rows, a union for both its sides;
 * anything else for itself. */
size_t set_of(struct scope *, const struct expression *, const char *const **values);
size_t rows_of(struct scope *, const struct expression *, const char *const **values);
const char *const *shuffled(struct scope *, const char *const *values, size_t n, double seed);
const char *date_word(struct scope *, double days, const char *pattern); /* "MMM", "EEE" */

typedef struct value function_run(struct scope *, const struct expression *);
function_run f_sin, f_cos, f_tan, f_asin, f_acos, f_atan, f_atan2, f_checklist, f_weighted, f_random, f_uuid, f_digest, f_base64, f_randomize, f_pulldata, f_distance, f_area, f_decimal_time;
#endif
