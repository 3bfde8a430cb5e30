/* events.h: private to the pages of the calendar: what is looked at, and its views. */
#ifndef PAGE_EVENTS_H
#define PAGE_EVENTS_H
#include "area/calendar.h"
#include "base/month.h"
#include "web/visit.h"

struct calendar_view {
    const char *view;                /* list, month, year */
    const char *when, *month, *year; /* "coming", "2026-05", "2026" */
    struct event_filter filter;
    bool narrowed;                   /* something but the days is chosen */
};
/* ` href="…"` of a view with the filter kept. */
void calendar_link(struct visit *, const struct calendar_view *, const char *view, const char *name, const char *value);
void month_view(struct visit *, const struct calendar_view *);
void year_view(struct visit *, const struct calendar_view *);
#endif
