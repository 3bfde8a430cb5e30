/* trail.h: the audit trail: append-only, one line per act, readable by the party concerned.
 * Holds names and counts, never words of an answer. Every area that changes something
 * writes here in the same transaction. */
#ifndef AREA_TRAIL_H
#define AREA_TRAIL_H
#include "base/act.h"

/* deed: a key of the catalogue, past tense: TR("released a section"). party: whose trail;
 * thing: id; detail: free words without content of answers, or "". */
bool trail_write(struct act *, const char *party, const char *deed, const char *thing, const char *detail);
struct trail_entry {
    const char *id, *at;
    const char *person, *function; /* "": the server itself or its operator; the post acted in, or "" */
    const char *deed, *detail;     /* deed is translated */
    const char *key, *thing;       /* the deed as it is kept, and the id of what it was done to, or "" */
};
/* Newest first, at most `most`, after an entry (its id; NULL: from the newest). party NULL:
 * the server's own, for its administrators. Access: SEE_TRAIL. */
struct trail_entry *trail_read(struct act *, const char *party, const char *before, int most, size_t *n);
/* The form whose section or release this is, or "". For who read its line in the trail. */
const char *trail_form(struct act *, const char *thing);
#endif
