/* round_parts.h: fields of a round's steps and parties, shared by the pages of its secretariat. */
#ifndef PAGE_ROUND_PARTS_H
#define PAGE_ROUND_PARTS_H
#include "area/round.h"
#include "web/visit.h"

void round_step_fields(struct visit *, const struct round_step *);
void round_capacity_field(struct visit *, const char *capacity);
#endif
