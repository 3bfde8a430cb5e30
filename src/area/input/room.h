/* room.h: shared by the files of this room only. */
#ifndef AREA_INPUT_ROOM_H
#define AREA_INPUT_ROOM_H
#include "area/input.h"

/* The section as it would be at another step. */
struct section section_at(const struct section *, const char *stage);
/* Moves it from where it stands, keeps the step, tells whoever is next (base_url NULL: nobody).
 * CONFLICT when somebody moved it meanwhile. No access: the caller has asked. */
bool section_move(struct act *, const struct section *, const char *deed, const char *stage, const char *note, const char *base_url);
#endif
