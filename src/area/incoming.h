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
/* What each would do, in the order of the file; lines of the same forum. */
enum incoming_state { INCOMING_NEW, INCOMING_MOVED, INCOMING_CANCELLED, INCOMING_CHANGED, INCOMING_SAME, INCOMING_WRONG };
struct incoming_line {
    const struct incoming_event *event;
    enum incoming_state state;
    const char *id, *starts, *ends; /* of ours as it stands, or "" */
    const char *wrong;              /* why it is left out, translated */
    struct entry *entry;            /* as it would stand */
};
struct incoming_report { size_t n, count[INCOMING_WRONG + 1]; struct incoming_line *line; const char *mark; };
struct incoming_report *incoming_compare(struct act *, const char *forum, const char *file, const struct incoming *);
/* Does it: false when the calendar has changed since the report of this mark (a mistake on
 * "mark"); what is wrong is left out, as the report says. */
bool incoming_accept(struct act *, const struct incoming_report *, const char *mark);

/* A file that waits; only who brought it sees it, and it is forgotten after a week. */
struct incoming_upload { const char *id, *forum, *file, *accepted; struct bytes content; };
const char *incoming_keep(struct act *, const char *forum, const char *file, struct bytes);
struct incoming_upload *incoming_kept(struct act *, const char *id);
bool incoming_done(struct act *, const struct incoming_upload *);
#endif
