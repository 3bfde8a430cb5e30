#include "area/calendar.h"
#include "store/db.h"

SQL(calendar_all, "tt", "ktttttttttt",
    "SELECT id, coalesce(forum, ''), forum_name, title, starts, ends, city, coalesce(iso3, ''), status, source, created FROM event "
    "WHERE ($1 = '' OR substr(starts, 1, 4) = $1) AND ($2 = '' OR forum = $2) ORDER BY starts, ends, title");
SQL(calendar_year_list, "", "t", "SELECT DISTINCT substr(starts, 1, 4) FROM event ORDER BY 1 DESC");

struct event *calendar_events(struct act *a, const char *year, const char *forum, size_t *n) {
    struct rows *r = db_all(a, calendar_all, year, forum);
    struct event *e = NEW_N(a->arena, struct event, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        e[i] = (struct event){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), text(w, 6), text(w, 7), text(w, 8), text(w, 9)};
    }
    *n = r->n;
    return e;
}

const char **calendar_years(struct act *a, size_t *n) {
    struct rows *r = db_all(a, calendar_year_list);
    const char **y = NEW_N(a->arena, const char *, r->n);
    for (size_t i = 0; i < r->n; i++) y[i] = text(r->row[i], 0);
    *n = r->n;
    return y;
}
