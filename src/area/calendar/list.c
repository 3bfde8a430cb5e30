/* Events as they stand, by what is asked for. */
#include "area/calendar.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

#define EVENT \
    "SELECT e.id, coalesce(e.forum, ''), e.forum_name, e.title, e.starts, e.ends, e.begins, e.finishes, e.zone, e.mode, e.city, coalesce(e.iso3, ''), " \
    "e.address, e.status, e.objectives, e.formerly, e.note, e.source, e.uid, e.changed, e.sequence FROM event e "
#define EVENT_OUT "kttttttttttttttttttti"
/* $1 from, $2 to, $3 forum, $4 objective, $5 places, $6 a party that takes part */
#define FITS \
    "e.ends >= $1 AND e.starts <= $2 AND ($3 = '' OR EXISTS (SELECT 1 FROM event_forum f WHERE f.event = e.id AND f.forum = $3)) " \
    "AND ($4 = '' OR ' ' || e.objectives || ' ' LIKE '% ' || $4 || ' %') AND ($5 = '' OR $5 LIKE '% ' || e.iso3 || ' %') " \
    "AND ($6 = '' OR EXISTS (SELECT 1 FROM event_forum f JOIN relation r ON r.other = f.forum WHERE f.event = e.id AND r.party = $6 " \
    "AND r.disputed = 0 AND (r.until IS NULL OR r.until >= substr(e.starts, 1, length(r.until))))) "
SQL(calendar_oldest, "ddttttii", EVENT_OUT, EVENT "WHERE " FITS "ORDER BY e.starts, e.ends, e.title, e.id LIMIT $7 OFFSET $8");
SQL(calendar_newest, "ddttttii", EVENT_OUT, EVENT "WHERE " FITS "ORDER BY e.starts DESC, e.ends DESC, e.title, e.id LIMIT $7 OFFSET $8");
SQL(calendar_counted, "ddtttt", "i", "SELECT count(*) FROM event e WHERE " FITS);
SQL(calendar_one, "k", EVENT_OUT, EVENT "WHERE e.id = $1");
SQL(calendar_fora_of, "k", "k", "SELECT forum FROM event_forum WHERE event = $1 ORDER BY position");
SQL(calendar_year_list, "", "t", "SELECT DISTINCT substr(starts, 1, 4) FROM event ORDER BY 1 DESC");
SQL(calendar_meeting, "", "k", "SELECT DISTINCT forum FROM event_forum");
SQL(calendar_previous, "ddtttt", "t", "SELECT max(e.starts) FROM event e WHERE " FITS);
SQL(calendar_next, "ddtttt", "t", "SELECT min(e.starts) FROM event e WHERE " FITS "AND e.starts >= $1");

static const char *given(const char *s) { return s ? s : ""; }
static const char *to_of(const char *day) { return blank(day) ? "9" : day; } /* sorts behind every day */

static struct event event_of(const struct row *w) {
    return (struct event){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), text(w, 6), text(w, 7), text(w, 8), text(w, 9),
        text(w, 10), text(w, 11), text(w, 12), text(w, 13), text(w, 14), text(w, 15), text(w, 16), text(w, 17), text(w, 18), text(w, 19), num(w, 20)};
}

struct event *calendar_list(struct act *a, const struct event_filter *f, size_t *n) {
    struct rows *r = db_all(a, f->newest_first ? calendar_newest : calendar_oldest, given(f->from), to_of(f->to), given(f->forum), given(f->objective),
                            given(f->place), given(f->mine), f->most ? f->most : 1000000, f->skip);
    struct event *e = NEW_N(a->arena, struct event, r->n + 1);
    for (size_t i = 0; i < r->n; i++) e[i] = event_of(r->row[i]);
    *n = r->n;
    return e;
}

size_t calendar_count(struct act *a, const struct event_filter *f) {
    struct row *r = db_one(a, calendar_counted, given(f->from), to_of(f->to), given(f->forum), given(f->objective), given(f->place), given(f->mine));
    return r ? (size_t)num(r, 0) : 0;
}

const char *calendar_before(struct act *a, const struct event_filter *f, const char *day) {
    struct row *r = db_one(a, calendar_previous, "", day, given(f->forum), given(f->objective), given(f->place), given(f->mine));
    return r ? text(r, 0) : NULL;
}
const char *calendar_after(struct act *a, const struct event_filter *f, const char *day) {
    struct row *r = db_one(a, calendar_next, day, "9", given(f->forum), given(f->objective), given(f->place), given(f->mine));
    return r ? text(r, 0) : NULL;
}

struct event *calendar_event(struct act *a, const char *id) {
    struct row *r = db_one(a, calendar_one, id);
    if (!r) {
        fail(a, NOT_FOUND, TR("The calendar does not have this meeting."));
        return NULL;
    }
    struct event *e = NEW(a->arena, struct event);
    *e = event_of(r);
    return e;
}

static const char *const *words(struct act *a, struct rows *r, size_t *n) {
    const char **w = NEW_N(a->arena, const char *, r->n + 1);
    for (size_t i = 0; i < r->n; i++) w[i] = text(r->row[i], 0);
    *n = r->n;
    return w;
}
const char *const *calendar_fora(struct act *a, const char *event, size_t *n) { return words(a, db_all(a, calendar_fora_of, event), n); }
const char *const *calendar_meeting_fora(struct act *a, size_t *n) { return words(a, db_all(a, calendar_meeting), n); }

const char **calendar_years(struct act *a, size_t *n) {
    struct rows *r = db_all(a, calendar_year_list);
    const char **y = NEW_N(a->arena, const char *, r->n);
    for (size_t i = 0; i < r->n; i++) y[i] = text(r->row[i], 0);
    *n = r->n;
    return y;
}

struct former *calendar_formerly(struct act *a, const struct event *e, size_t *n) {
    char **part = text_split(a->arena, e->formerly, ' ');
    struct former *f = NEW_N(a->arena, struct former, strlen(e->formerly) / 21 + 1);
    *n = 0;
    for (size_t i = 0; part[i]; i++)
        if (strlen(part[i]) == 21) f[(*n)++] = (struct former){arena_copy_n(a->arena, part[i], 10), part[i] + 11};
    return f;
}
