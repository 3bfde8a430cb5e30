/* ics.h: the calendar as iCalendar (RFC 5545 with the properties of RFC 7986) through libical:
 * out for anybody's calendar program; in from a file of another body (area/incoming.h). What
 * is written here is read back identical. Both live in the arena; reading never fails as a
 * whole without saying why, and is bounded in size, in events and in repetitions. */
#ifndef DOCUMENT_ICS_H
#define DOCUMENT_ICS_H
#include "area/calendar.h"
#include "area/incoming.h"
#include "base/buf.h"

struct ics_about {
    const char *name;     /* shown by calendar programs */
    const char *source;   /* address of the feed itself, or NULL for a file */
    const char *base_url; /* "https://host": addresses of the meetings' pages */
    const char *language;
};
struct buf *ics_write(struct arena *, const struct ics_about *, const struct event *, size_t n);
/* What an event is called between calendars, for good. */
const char *ics_uid(struct arena *, const struct event *);

enum { ics_most_bytes = 5 * 1024 * 1024, ics_most_events = 5000, ics_most_repeats = 200, ics_most_years = 5 };
/* today: repetitions are followed from a year before it to ics_most_years after. Never NULL;
 * what cannot be read stands among the notes. */
struct incoming *ics_read(struct arena *, const void *bytes, size_t n, const char *today);
#endif
