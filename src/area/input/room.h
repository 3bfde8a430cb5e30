/* room.h: shared by the files of this room only. */
#ifndef AREA_INPUT_ROOM_H
#define AREA_INPUT_ROOM_H
#include "area/input.h"

/* The section as it would be at another step. */
struct section section_at(const struct section *, const char *stage);
/* Moves it from where it stands, keeps the step, tells whoever is next (base_url NULL: nobody).
 * CONFLICT when somebody moved it meanwhile, and when it would be cleared while two texts stand in it. No access: the caller has asked. */
bool section_move(struct act *, const struct section *, const char *deed, const char *stage, const char *note, const char *base_url);
/* WRITE_DRAFT, and not while it is cleared. */
bool draft_may_write(struct act *, const struct section *);
/* Tells the engine which entries were made or removed. */
void draft_entries_note(struct act *, const struct section *, struct answers *);
/* What stands in the path comes back when it was removed. */
bool draft_entry_return(struct act *, const struct section *, const char *question);
/* Entries of a former input that were removed there, for one section after another. */
bool draft_entry_gone(const struct gone_entry *, size_t n, const char *question);
#endif
