/* question.h: draws one question of a form with its present answer, the other text when two
 * people wrote, and what changed since the round before. Names of fields: a:PATH:LANG the
 * text ("" the answer, else a translation of it), b:PATH:LANG the revision it began from,
 * l:PATH the language the answer is written in, to:PATH the language of a new translation. */
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
    bool chooses;         /* of two texts, also where it does not write: whoever clears */
    bool marks;           /* show what does not fit: after a save */
    const char *languages; /* path of the text whose choice of languages is open, or "" */
    const char *into;      /* and the language of a translation that is begun, or "" */
};
/* Words of the form in their language; answers they name each in a <bdi>. */
void question_words(struct html *, const char *words, const char *in);
void question_choice(struct html *, const struct question_view *, const struct entry *, size_t choice); /* its label */
/* The control of a question that is asked; whether it is several fields with one legend. page/control.c */
void control_draw(struct visit *, const struct question_view *, const struct entry *, const char *value, const struct draft *);
bool control_is_group(const struct item *);
void question_draw(struct visit *, const struct question_view *, const struct entry *);
/* Translations beside a text, as fields or to read; page/translation.c. */
void translations_draw(struct visit *, const struct question_view *, const struct entry *);
/* All questions of a section now; what the answers make of the page, in a word that changes when
 * it does; and drawn, with entries to add and remove: page/questions.c. */
struct entry *questions_of(struct act *, const struct form *, const struct section *, size_t *n);
const char *questions_shape(struct act *, const struct entry *, size_t n);
void questions_draw(struct visit *, const struct question_view *, const struct entry *, size_t n);
/* For both: the draft of one text, what was typed and not saved, the other text beside it,
 * the revision it began from. */
const struct draft *question_draft(const struct question_view *, const char *path, const char *language);
const char *question_typed(struct visit *, const char *path, const char *language, const char *kept);
const char *conflict_id(struct arena *, const char *path, const char *language); /* where both texts stand on the page */
void question_conflict(struct visit *, const struct question_view *, const struct draft *);
void question_base(struct html *, const char *path, const char *language, const struct draft *);
#endif
