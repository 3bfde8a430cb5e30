/* calendar.h: events of all fora, past and to come, each with its source. Public. */
#ifndef AREA_CALENDAR_H
#define AREA_CALENDAR_H
#include "base/act.h"

struct event {
    const char *id, *forum, *forum_name, *title, *starts, *ends, *city, *iso3, *status, *source;
};
/* Events that begin in the year ("2021"; "" for all), of the forum ("" for all), by date. */
struct event *calendar_events(struct act *, const char *year, const char *forum, size_t *n);
/* Years that have events, newest first. */
const char **calendar_years(struct act *, size_t *n);
#endif
