/* event_words.h: what meetings look like on pages: days, place, state, links. */
#ifndef PAGE_EVENT_WORDS_H
#define PAGE_EVENT_WORDS_H
#include "area/calendar.h"
#include "web/visit.h"

/* "25–27 August 2016", with hours and zone when it has them. */
const char *event_days(struct visit *, const struct event *);
/* "Abidjan · Côte d’Ivoire", "online", … ; nothing when neither is known. */
void event_place(struct visit *, const struct event *);
/* Tags: provisional, cancelled, moved, not verified. */
void event_tags(struct visit *, const struct event *);
const char *event_status_words(const struct language *, const char *status);
const char *event_mode_words(const struct language *, const char *mode);
#endif
