/* calendar.h: events of all fora, past and to come, each with its source and what became of
 * its days. Public. An event is an entry of the directory (area/editing.h) of kind "event":
 * that is how it is changed, with its history; here it is read, listed and looked at beside
 * the others. Results live in the act's arena. */
#ifndef AREA_CALENDAR_H
#define AREA_CALENDAR_H
#include "area/editing.h"

struct event {
    const char *id, *forum, *forum_name; /* forum: id of the one that leads, or "" */
    const char *title, *starts, *ends;   /* days */
    const char *begins, *finishes, *zone; /* "09:00" in an IANA zone, or "" for whole days */
    const char *mode;                    /* "", place, online, both */
    const char *city, *iso3, *address;
    const char *status;                  /* provisional, confirmed, cancelled */
    const char *objectives, *formerly;   /* "2 5", "2019-11-19/2019-11-22" */
    const char *note, *source, *uid, *changed;
    int64_t sequence;                    /* revisions, as RFC 5545 counts */
};
/* What is asked for; NULL or "" of any is no limit. */
struct event_filter {
    const char *from, *to;    /* days; events that touch them */
    const char *forum;        /* id */
    const char *objective;    /* "5" */
    const char *place;        /* " CHL PER ": countries where it meets, see calendar_places */
    const char *mine;         /* a party: fora in which it takes part or which it serves */
    bool newest_first;
    int skip, most;           /* most 0: all */
};
struct event *calendar_list(struct act *, const struct event_filter *, size_t *n);
size_t calendar_count(struct act *, const struct event_filter *);
/* NULL and NOT_FOUND. */
struct event *calendar_event(struct act *, const char *id);
/* Fora that meet there, the leading one first. */
const char *const *calendar_fora(struct act *, const char *event, size_t *n);

/* Years that have events, newest first; and fora (any party) that have events. */
const char **calendar_years(struct act *, size_t *n);
const char *const *calendar_meeting_fora(struct act *, size_t *n);
/* First days of the events before and after a day that fit the filter, or NULL: to turn pages of months. */
const char *calendar_before(struct act *, const struct event_filter *, const char *day);
const char *calendar_after(struct act *, const struct event_filter *, const char *day);

/* Days that an event had before it was moved, oldest first. */
struct former { const char *starts, *ends; };
struct former *calendar_formerly(struct act *, const struct event *, size_t *n);
/* Saves an entry of kind event. Days that change are kept in "formerly", unless they were
 * never announced (correction); the name of the fora follows from "fora". */
bool calendar_save(struct act *, struct entry *, const char *mark, bool correction);
#endif
