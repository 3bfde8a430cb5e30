/* clearance.h: the part of a section's page that says where it stands, what handing it on
 * would lead to, and what the reader may do with it. The section was found through SEE_DRAFT. */
#ifndef PAGE_CLEARANCE_H
#define PAGE_CLEARANCE_H
#include "area/input.h"
#include "web/visit.h"

/* write: the fields of the section stand on the page in a form "draft", sent along. asked:
 * handing on was pressed, and what is empty or unanswered is to be said before it is done. */
void clearance_draw(struct visit *, const struct section *, bool write, bool asked);
/* A step taken, and a chain of steps, in the reader's words; as they are kept when unknown. */
const char *clearance_deed(const struct language *, const char *deed);
extern const char *const clearance_chains[3];
const char *clearance_chain(const struct language *, const char *chain);
/* Questions in which two texts stand, as a list that leads to the choice; section NULL: on this page. */
void clearance_undecided(struct visit *, const struct form *, const char *section, const struct undecided *, size_t n);
/* What is empty or unanswered, as a box; nothing when nothing is. anchors: the questions stand
 * on this page. */
void clearance_gaps(struct visit *, const struct section *, const struct handing *, bool anchors);
#endif
