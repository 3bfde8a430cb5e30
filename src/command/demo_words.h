/* demo_words.h: the synthetic words of the demonstration: what four States "wrote" at length,
 * and six more in short. No State wrote any of it; each text says so. */
#ifndef COMMAND_DEMO_WORDS_H
#define COMMAND_DEMO_WORDS_H
#include "base/common.h"

struct demo_answer { const char *question, *words, *language; };
struct demo_section { const char *section; bool cleared; const struct demo_answer *answers; };
/* Sections of State 0..3 (Chile, Peru, Haiti, Jamaica), in this round or the one before;
 * ends with a NULL section. */
const struct demo_section *demo_words(size_t state, bool before);

/* Some more States answer in short and release to everyone, so that figures have something to
 * count: most cells are shown, some are too few to be. One person holds both posts of each. */
struct demo_short { const char *section, *priority, *need, *status; };
struct demo_further { const char *state, *mail, *name, *language; struct demo_short said[6]; };
extern const struct demo_further demo_further[];
extern const size_t demo_n_further;
/* A document of reference, to be released with a section. */
extern const char demo_file_name[], demo_file[];
#endif
