/* incoming.h: the calendar of another body, as it was read (document/ics.h), beside ours: what
 * is new, moved, cancelled or unchanged is shown before anybody accepts it. Nothing is ever
 * removed by a file. Matched by UID and RECURRENCE-ID. Access: whoever may change the forum's
 * meetings (area/editing.h). */
#ifndef AREA_INCOMING_H
#define AREA_INCOMING_H
#include "area/calendar.h"

struct incoming_event {
    const char *uid;          /* with its RECURRENCE-ID behind "#" */
    const char *title, *starts, *ends, *begins, *finishes, *zone, *city, *iso3, *mode, *address, *status, *objectives, *formerly, *note;
    const char *forum, *source; /* "" when the file does not say */
    const char *changed;
    int64_t sequence;
    bool place_said;          /* city and iso3 were told apart: it came from a program like this one */
};
struct incoming_note { const char *words, *about; }; /* words: a key; about: which entry, as the file says */
struct incoming {
    const char *name;         /* of the calendar, or "" */
    size_t n, n_notes;
    struct incoming_event *event;
    struct incoming_note *note;
    bool unreadable;          /* nothing of it can be taken */
};
#endif
