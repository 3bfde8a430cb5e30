/* room.h: shared by the files of this room only. */
#ifndef AREA_REMINDER_ROOM_H
#define AREA_REMINDER_ROOM_H
#include "area/reminder.h"

/* Holders of posts, each post read once. */
struct post { const char *party, *function; struct holder *holder; size_t n; struct post *next; };
struct roster { struct act *a; struct post *posts; };
struct holder *roster_post(struct roster *, const char *party, const char *function, size_t *n);
/* Those who lead the input: focal points, else alternates. */
struct holder *roster_leads(struct roster *, const char *party, size_t *n);
struct turn roster_turn(struct roster *, const struct section *);

/* Other steps than the inputs (occasion.c): added to what is due; claimed; written. */
void occasions_due(struct act *, struct reminder **first);
bool occasion_claim(struct act *, const struct reminder *);
bool occasion_write(struct act *, const struct reminder *, const char *base_url);

/* The kind for a last day so near, or NULL: in_14, in_7, in_2. */
const char *reminder_kind_before(const char *today, const char *last_day);
bool reminder_sent(struct act *, const char *kind, const char *thing, const char *turn, const char *person);
/* True when the row is new, and so the mail is ours to send. */
bool reminder_claim(struct act *, const char *kind, const char *thing, const char *turn, const char *person, const char *round, const char *party);
#endif
