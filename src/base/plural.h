/* plural.h: the Plural-Forms rule of a gettext catalogue ("nplurals=6; plural=n==0 ? 0 : …"),
 * a small C expression over n. Only base/lang.c calls this. */
#ifndef BASE_PLURAL_H
#define BASE_PLURAL_H
#include "base/arena.h"

struct plural;
/* Reads the header's value; NULL when it is malformed. Sets the number of forms (1..6). */
struct plural *plural_read(struct arena *, const char *rule, unsigned *forms);
/* The form for n, always below forms. */
unsigned plural_form(const struct plural *, unsigned forms, int64_t n);
#endif
