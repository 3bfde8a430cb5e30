/* question.h: draws one question of a form with its present answer, the other text when two
 * people wrote, and what changed since the round before. Names of fields: a:PATH:LANG the
 * text, b:PATH:LANG the revision it began from, l:PATH the language it is written in. */
#ifndef PAGE_QUESTION_H
#define PAGE_QUESTION_H
#include "area/form.h"
#include "area/input.h"
#include "web/visit.h"

struct question_view {
    const struct form *form;
    const struct section *section;
    const struct draft *drafts;
    size_t n_drafts;
    bool writes;          /* else the answer is shown, not asked */
    bool marks;           /* show what does not fit: after a save */
};
void question_draw(struct visit *, const struct question_view *, const struct entry *);
#endif
