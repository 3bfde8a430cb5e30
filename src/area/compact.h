/* compact.h: the Global Compact (A/RES/73/195): 23 objectives in the four clusters of
 * A/RES/73/326, ten guiding principles. Titles are shown only where an official text was
 * seen; elsewhere the English one, marked. Public. */
#ifndef AREA_COMPACT_H
#define AREA_COMPACT_H
#include "base/act.h"

struct objective {
    int number, cluster, paragraph;
    const char *title, *language;       /* language of the title given */
    const char *short_title, *short_language;
};
struct objective *compact_objectives(struct act *, size_t *n); /* in their own order */
struct objective *compact_objective(struct act *, int number); /* or NULL */
struct principle { const char *letter, *name, *language; };
struct principle *compact_principles(struct act *, size_t *n);
/* Title of a round table (A/RES/73/326), English: no official text at hand in others. */
const char *compact_cluster(int cluster);
#endif
