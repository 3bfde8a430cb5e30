/* ics_room.h: private to document/ics_*.c: libical set up once, what a file gives so far, and
 * the days on which an entry repeats. */
#ifndef DOCUMENT_ICS_ROOM_H
#define DOCUMENT_ICS_ROOM_H
#include <libical/ical.h>
#include "document/ics.h"

void ics_start(void);

struct ics_reading {
    struct arena *arena;
    struct incoming *in;
    size_t room, room_notes;
    icalcomponent *calendar; /* the one looked at: its zones */
    const char *from, *to;   /* days between which repetitions are followed */
    bool cancels;            /* METHOD:CANCEL */
};
void ics_note(struct ics_reading *, const char *words, const char *about);
/* Adds it, or takes the newer of two with one name. */
void ics_add(struct ics_reading *, const struct incoming_event *);
/* An entry as often as it repeats; first: its own days. */
void ics_repeat(struct ics_reading *, icalcomponent *, const struct incoming_event *first);
/* "2026-05-05", or NULL when it is no day that a calendar of ours can hold. */
const char *ics_day(struct arena *, icaltimetype);
#endif
