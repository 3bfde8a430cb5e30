/* demo_words.h: the synthetic words of the demonstration: what four States "wrote". No State
 * wrote any of it; each text says so. */
#ifndef COMMAND_DEMO_WORDS_H
#define COMMAND_DEMO_WORDS_H
#include "base/common.h"

struct demo_answer { const char *question, *words, *language; };
struct demo_section { const char *section; bool cleared; const struct demo_answer *answers; };
/* Sections of State 0..3 (Chile, Peru, Haiti, Jamaica), in this round or the one before;
 * ends with a NULL section. */
const struct demo_section *demo_words(size_t state, bool before);
#endif
