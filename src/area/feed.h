/* feed.h: what a calendar program subscribes to: all meetings, those of a forum, the steps of
 * a round, or those that concern a person, at an address that is a secret of theirs. What a
 * feed shows is public; only the choice is personal. A secret is kept as its digest and ends
 * with the post under which it was made. */
#ifndef AREA_FEED_H
#define AREA_FEED_H
#include "area/calendar.h"
#include "area/round.h"

/* Meetings that fit, then the steps of the rounds in which the party takes part (NULL: none). */
struct event *feed_meetings(struct act *, const struct event_filter *, const char *party, size_t *n);
/* The steps of a round as events. */
struct event *feed_round(struct act *, const struct round *, size_t *n);

/* A new secret for the acting person and post; the one of before ends. */
char *feed_make(struct act *);
bool feed_end(struct act *);
/* When the present one was made, or "". */
const char *feed_made(struct act *);
/* The act goes on as the person whose secret this is, in a post that still stands; NOT_FOUND else. */
bool feed_enter(struct act *, const char *secret);

/* The newest changes of meetings, with the days and the state of after and of before. */
struct feed_change { const char *id, *at, *event, *title, *deed, *starts, *ends, *old_starts, *old_ends, *status, *source; };
struct feed_change *feed_changes(struct act *, int most, size_t *n);
#endif
