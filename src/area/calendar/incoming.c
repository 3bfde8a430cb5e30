/* The calendar of another body beside ours. */
#include "area/incoming.h"
#include "area/access.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

enum { most_bytes = 5 * 1024 * 1024 };
SQL(incoming_ours, "tk", "k", "SELECT id FROM event WHERE (uid <> '' AND uid = $1) OR id = $2");
SQL(incoming_uid, "kt", "", "UPDATE event SET uid = $2 WHERE id = $1");
SQL(incoming_add, "kkktbd", "", "INSERT INTO calendar_upload (id, person, forum, file, content, created) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(incoming_one, "kk", "kkttb", "SELECT id, forum, file, coalesce(accepted, ''), content FROM calendar_upload WHERE id = $1 AND person = $2");
SQL(incoming_forget, "d", "", "DELETE FROM calendar_upload WHERE created < $1");
SQL(incoming_take, "kd", "", "UPDATE calendar_upload SET accepted = $2 WHERE id = $1 AND accepted IS NULL");

/* "abc@isthmus" was ours when it left. */
static const char *own_id(struct act *a, const char *uid) {
    size_t n = strlen(uid);
    return n == 24 && text_ends(uid, "@isthmus") ? arena_copy_n(a->arena, uid, 16) : "";
}

static void take(struct act *a, struct entry *e, const struct incoming_event *o) {
    const char *const always[][2] = {{"title", o->title}, {"starts", o->starts}, {"ends", o->ends}, {"begins", o->begins}, {"finishes", o->finishes}, {"zone", o->zone}, {"status", o->status}};
    const char *const said[][2] = {{"mode", o->mode}, {"city", o->city}, {"iso3", o->iso3}, {"address", o->address}, {"note", o->note}, {"objectives", o->objectives}};
    for (size_t i = 0; i < COUNT(always); i++) entry_set(e, always[i][0], always[i][1]);
    for (size_t i = 0; i < COUNT(said); i++) /* what the file does not say stays as it stands */
        if (*said[i][1] || o->place_said) entry_set(e, said[i][0], said[i][1]);
    if (!*entry_get(e, "formerly") && o->place_said) entry_set(e, "formerly", o->formerly);
}

static struct incoming_line line(struct act *a, const char *forum, const char *file, const struct incoming_event *o) {
    struct row *r = db_one(a, incoming_ours, o->uid, own_id(a, o->uid));
    struct incoming_line l = {.event = o, .id = "", .starts = "", .ends = ""};
    struct entry *now = r ? entry_find(a, "event", text(r, 0)) : NULL, *e = now ? entry_find(a, "event", now->id) : entry_new(a, "event", forum, NULL);
    l.entry = e;
    take(a, e, o);
    if (now) {
        l.id = now->id, l.starts = entry_get(now, "starts"), l.ends = entry_get(now, "ends");
        bool moved = !same(l.starts, o->starts) || !same(l.ends, o->ends), cancelled = same(o->status, "cancelled") && !same(entry_get(now, "status"), "cancelled");
        bool differs = !same(entry_mark(a, now), entry_mark(a, e));
        l.state = cancelled ? INCOMING_CANCELLED : moved ? INCOMING_MOVED : differs ? INCOMING_CHANGED : INCOMING_SAME;
    } else {
        entry_set(e, "fora", forum);
        entry_set(e, "forum", *o->forum ? o->forum : forum); /* its name follows from the forum when it is saved */
        l.state = INCOMING_NEW;
    }
    if (l.state != INCOMING_SAME) entry_set(e, "source", *o->source ? o->source : file);
    if (l.state != INCOMING_SAME && !(l.wrong = entry_problem(a, e)) && !entry_may(a, now ? now : e))
        l.wrong = tr(a->lang, TR("This entry is not yours to change: the secretariat of a forum changes its own, an administrator any."));
    if (l.wrong) l.state = INCOMING_WRONG;
    return l;
}

struct incoming_report *incoming_compare(struct act *a, const char *forum, const char *file, const struct incoming *in) {
    struct incoming_report *r = NEW(a->arena, struct incoming_report);
    struct buf *b = buf_new(a->arena);
    r->line = NEW_N(a->arena, struct incoming_line, in->n + 1);
    r->n = in->n;
    for (size_t i = 0; i < in->n; i++) {
        r->line[i] = line(a, forum, file, &in->event[i]);
        r->count[r->line[i].state]++;
        struct incoming_line *l = &r->line[i];
        buf_printf(b, "%s %d %s\n", in->event[i].uid, (int)l->state, *l->id ? entry_mark(a, entry_find(a, "event", l->id)) : "");
    }
    r->mark = hash_hex(a->arena, b->data, b->size);
    return r;
}

bool incoming_accept(struct act *a, const struct incoming_report *r, const char *mark) {
    if (!same(r->mark, mark))
        return mistake(a, "mark", TR("The directory has changed since you looked at this report. This is the report of now: look again, then accept."));
    for (size_t i = 0; i < r->n; i++) {
        const struct incoming_line *l = &r->line[i];
        if (l->state == INCOMING_SAME || l->state == INCOMING_WRONG) continue;
        if (!calendar_save(a, l->entry, entry_mark(a, entry_find(a, "event", l->entry->id)), false)) return false;
        if (l->state == INCOMING_NEW && !db_do(a, incoming_uid, l->entry->id, l->event->uid)) return false;
    }
    return !failed(a);
}

const char *incoming_keep(struct act *a, const char *forum, const char *file, struct bytes content) {
    struct subject u = {.party = forum};
    if (!*forum) return mistake(a, "forum", TR("Choose a forum.")), NULL;
    if (!access_need(a, EDIT_DIRECTORY, &u)) return NULL;
    if (!content.size) mistake(a, "file", TR("Choose a calendar file (.ics) that is not empty."));
    else if (content.size > most_bytes) mistake(a, "file", TR("This file is too large: at most 5 MB."));
    if (failed(a)) return NULL;
    const char *id = hash_id(a->arena);
    db_do(a, incoming_forget, clock_text(a->arena, clock_now() - 7 * 86400));
    return db_do(a, incoming_add, id, a->person, forum, text_cut(a->arena, file, 100), content, a->now) ? id : NULL;
}

struct incoming_upload *incoming_kept(struct act *a, const char *id) {
    if (!access_need(a, EDIT_DIRECTORY, NULL)) return NULL;
    struct row *r = db_one(a, incoming_one, id, a->person);
    if (!r) return fail(a, NOT_FOUND, TR("This file is not kept any more. Bring it again.")), NULL;
    struct incoming_upload *u = NEW(a->arena, struct incoming_upload);
    *u = (struct incoming_upload){text(r, 0), text(r, 1), text(r, 2), text(r, 3), bytes(r, 4)};
    struct subject of = {.party = u->forum};
    return access_need(a, EDIT_DIRECTORY, &of) ? u : NULL;
}

bool incoming_done(struct act *a, const struct incoming_upload *u) {
    if (*u->accepted) return fail(a, CONFLICT, TR("This file was accepted already; its changes stand in the directory."));
    return db_do(a, incoming_take, u->id, a->now);
}
