/* An event as an entry. Its fora stand in a table of their own, the first of them leads: its
 * history is the event's. Each write counts one up, so that calendars of others follow. */
#include "area/access.h"
#include "area/editing/room.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

SQL(entry_event, "k", "tttttttttttttttt",
    "SELECT forum_name, title, starts, ends, begins, finishes, zone, mode, city, coalesce(iso3, ''), address, status, objectives, formerly, note, source "
    "FROM event WHERE id = $1");
SQL(entry_event_fora, "k", "k", "SELECT forum FROM event_forum WHERE event = $1 ORDER BY position");
SQL(entry_event_put, "kkttddtttttd", "",
    "INSERT INTO event (id, forum, forum_name, title, starts, ends, city, iso3, status, mode, source, created, changed) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) "
    "ON CONFLICT (id) DO UPDATE SET forum = excluded.forum, forum_name = excluded.forum_name, title = excluded.title, starts = excluded.starts, "
    "ends = excluded.ends, city = excluded.city, iso3 = excluded.iso3, status = excluded.status, mode = excluded.mode, source = excluded.source, "
    "changed = excluded.changed, sequence = event.sequence + 1");
SQL(entry_event_more, "kttttttt", "",
    "UPDATE event SET begins = $2, finishes = $3, zone = $4, address = $5, objectives = $6, formerly = $7, note = $8 WHERE id = $1");
SQL(entry_event_forum_add, "kkid", "", "INSERT INTO event_forum (event, forum, position, starts) VALUES ($1, $2, $3, $4) ON CONFLICT (event, forum) DO NOTHING");
SQL(entry_event_fora_drop, "k", "", "DELETE FROM event_forum WHERE event = $1");
SQL(entry_event_drop, "k", "", "DELETE FROM event WHERE id = $1");

/* Those of a rule over several fields stand behind the fields they need. */
static const struct kind_field fields[] = {{"fora", CELL_FORA, false}, {"forum", CELL_TEXT, true}, {"title", CELL_TEXT, true}, {"starts", CELL_DAY, true},
    {"ends", CELL_DAY, true}, {"begins", CELL_TIME, false}, {"finishes", CELL_TIME, false}, {"zone", CELL_ZONE, false}, {"mode", CELL_MODE, false},
    {"city", CELL_TEXT, false}, {"iso3", CELL_COUNTRY, false}, {"address", CELL_ADDRESS, false}, {"status", CELL_EVENT_STATUS, true},
    {"objectives", CELL_OBJECTIVES, false}, {"formerly", CELL_FORMERLY, false}, {"note", CELL_TEXT, false}, {"source", CELL_TEXT, true}};

static bool read(struct act *a, struct entry *e) {
    struct row *r = db_one(a, entry_event, e->id);
    if (!r) return false;
    struct rows *fora = db_all(a, entry_event_fora, e->id);
    struct buf *b = buf_new(a->arena);
    for (size_t i = 0; i < fora->n; i++) buf_printf(b, "%s%s", i ? " " : "", text(fora->row[i], 0));
    e->field[0].value = b->data;
    e->party = fora->n ? text(fora->row[0], 0) : "";
    for (size_t i = 1; i < e->n; i++) e->field[i].value = text(r, (int)i - 1);
    e->there = true;
    return true;
}

static const char *or_null(const char *s) { return blank(s) ? NULL : s; }
/* Histories of before had one forum and no state. */
static const char *fora_of(const struct entry *e) { return *entry_get(e, "fora") ? entry_get(e, "fora") : e->party ? e->party : ""; }

static bool write_fora(struct act *a, const struct entry *e) {
    char **forum = text_split(a->arena, fora_of(e), ' ');
    if (!db_do(a, entry_event_fora_drop, e->id)) return false;
    for (int i = 0; forum[i] && *forum[i]; i++)
        if (!db_do(a, entry_event_forum_add, e->id, forum[i], i, entry_get(e, "starts"))) return false;
    return true;
}

static bool write(struct act *a, const struct entry *e) {
    const char *status = entry_get(e, "status"), *starts = entry_get(e, "starts"), *lead = text_split(a->arena, fora_of(e), ' ')[0];
    if (!*status) status = strncmp(starts, a->now, 10) > 0 ? "provisional" : "confirmed";
    return db_do(a, entry_event_put, e->id, or_null(lead), entry_get(e, "forum"), entry_get(e, "title"), starts, entry_get(e, "ends"),
                 entry_get(e, "city"), or_null(entry_get(e, "iso3")), status, entry_get(e, "mode"), entry_get(e, "source"), a->now) &&
        db_do(a, entry_event_more, e->id, entry_get(e, "begins"), entry_get(e, "finishes"), entry_get(e, "zone"), entry_get(e, "address"),
              entry_get(e, "objectives"), entry_get(e, "formerly"), entry_get(e, "note")) && write_fora(a, e);
}

static bool drop(struct act *a, const struct entry *e) { return db_do(a, entry_event_fora_drop, e->id) && db_do(a, entry_event_drop, e->id); }

static void check(struct act *a, const struct entry *e) {
    const char *starts = entry_get(e, "starts"), *ends = entry_get(e, "ends"), *begins = entry_get(e, "begins"), *finishes = entry_get(e, "finishes");
    if (cell_after(starts, ends)) mistake(a, "ends", TR("The end is before the beginning."));
    if (clock_is_day(starts) && clock_is_day(ends) && clock_days_between(starts, ends) > 60) mistake(a, "ends", TR("A meeting lasts 60 days at most."));
    if (!*begins != !*finishes) mistake(a, *begins ? "finishes" : "begins", TR("Write both hours, or none for whole days."));
    if (*begins && !*entry_get(e, "zone")) mistake(a, "zone", TR("Hours need the time zone in which they are meant."));
    if (*begins && *finishes && same(starts, ends) && strcmp(begins, finishes) > 0) mistake(a, "finishes", TR("The end is before the beginning."));
}

static bool may(struct act *a, const struct entry *e, bool need) {
    char **forum = text_split(a->arena, fora_of(e), ' ');
    if (!*forum[0]) return need ? access_need(a, ADMINISTER, NULL) : access_may(a, ADMINISTER, NULL);
    for (size_t i = 0; forum[i]; i++) {
        struct subject u = {.party = forum[i]};
        if (access_may(a, EDIT_DIRECTORY, &u)) return true;
    }
    struct subject lead = {.party = forum[0]};
    return need ? access_need(a, EDIT_DIRECTORY, &lead) : false;
}

const struct kind event_kind = {"event", fields, COUNT(fields), read, write, drop, check, may};
