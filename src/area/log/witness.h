/* witness.h: witnesses of logs, both sides (C2SP tlog-witness). As a witness this server signs
 * the checkpoint of another log only when it grew out of the one it signed before; the newest
 * is kept in the database and in a file beside it, so that an older backup signs no fork. As a
 * log it asks its own witnesses; what they say is believed only when their signatures fit. */
#ifndef AREA_LOG_WITNESS_H
#define AREA_LOG_WITNESS_H
#include "area/log.h"

/* The answer to add-checkpoint, in the transaction that keeps the checkpoint. */
struct witness_answer { int status; const char *type, *body; };
struct witness_answer witness_add(struct act *, struct bytes call);
/* For monitors: the newest checkpoint signed of the log whose origin has this SHA-256 in hex. */
const char *witness_newest(struct act *, const char *hex);

struct asked_witness { const char *name, *url; bool has_signed; }; /* has_signed: the newest checkpoint */
struct asked_witness *witnesses_asked(struct arena *, size_t *n);
/* What to send to one witness about this note, when its last size is `old`; NULL when it cannot be proven. */
char *witness_question(struct arena *, const char *note, uint64_t old);
/* The valid signature lines of witness k in its answer, for this note; "" when there is none. */
const char *witness_lines(struct arena *, size_t k, const char *note, const char *answer);
/* Keeps a note with more signatures: as the newest checkpoint while it still is that one, and as
 * witnessed when enough have signed. */
bool witnesses_keep(struct arena *, const char *note, const char **problem);
#endif
