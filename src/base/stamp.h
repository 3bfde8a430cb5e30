/* stamp.h: RFC 3161 time stamps: the question for an authority, and whether its answer is
 * about the same bytes. Whether the authority may be trusted is for who verifies. */
#ifndef BASE_STAMP_H
#define BASE_STAMP_H
#include "base/arena.h"
struct bytes stamp_question(struct arena *, struct bytes what);
bool stamp_fits(struct bytes answer, struct bytes what);
#endif
