/* One entry: read, saved with its checks, removed. */
#include "area/editing.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/editing/room.h"
#include "area/trail.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

/* Changes nothing, but on PostgreSQL the next who comes waits for the end of this act; on
 * SQLite there is one writer anyway. */
SQL(entry_lock_party, "k", "", "UPDATE party SET created = created WHERE id = $1");
SQL(entry_party_used, "k", "i",
    "SELECT 1 FROM relation WHERE party = $1 OR other = $1 UNION ALL SELECT 1 FROM fact WHERE party = $1 UNION ALL SELECT 1 FROM event WHERE forum = $1 "
    "UNION ALL SELECT 1 FROM round WHERE forum = $1 OR host = $1 UNION ALL SELECT 1 FROM round_party WHERE party = $1 "
    "UNION ALL SELECT 1 FROM mandate WHERE party = $1");

SQL(entry_same_relation, "kktk", "i",
    "SELECT 1 FROM relation WHERE party = $1 AND other = $2 AND role = $3 AND id <> $4 AND until IS NULL AND disputed = 0");

static struct entry *empty(struct act *a, const char *kind, const char *id) {
    const struct kind *k = kind_find(kind);
    struct entry *e = NEW(a->arena, struct entry);
    *e = (struct entry){.kind = k->name, .id = id, .n = k->n};
    for (size_t i = 0; i < k->n; i++) e->field[i] = (struct entry_field){k->field[i].name, k->field[i].cell == CELL_FLAG ? "0" : ""};
    return e;
}

struct entry *entry_find(struct act *a, const char *kind, const char *id) {
    struct entry *e = empty(a, kind, id);
    kind_find(kind)->read(a, e);
    return e;
}

struct entry *entry_new(struct act *a, const char *kind, const char *party, const char *other) {
    struct entry *e = empty(a, kind, same(kind, "party") ? party : hash_id(a->arena));
    e->party = party;
    e->other = other;
    return e;
}

const char *entry_get(const struct entry *e, const char *field) {
    for (size_t i = 0; i < e->n; i++)
        if (same(e->field[i].name, field)) return e->field[i].value;
    return "";
}

void entry_set(struct entry *e, const char *field, const char *value) {
    for (size_t i = 0; i < e->n; i++)
        if (same(e->field[i].name, field)) e->field[i].value = value ? value : "";
}

char *entry_lines(struct act *a, const struct entry *e) {
    struct buf *b = buf_new(a->arena);
    for (size_t i = 0; e->there && i < e->n; i++) buf_printf(b, "%s: %s\n", e->field[i].name, e->field[i].value);
    return b->data;
}

void entry_from_lines(struct act *a, struct entry *e, const char *lines) {
    e->there = *lines != 0;
    for (char **line = text_split(a->arena, lines, '\n'); *line; line++) {
        char *colon = strstr(*line, ": ");
        if (colon) entry_set(e, arena_copy_n(a->arena, *line, (size_t)(colon - *line)), colon + 2);
    }
}

char *entry_mark(struct act *a, const struct entry *e) { return hash_token(a->arena, entry_lines(a, e)); }

bool entry_lock(struct act *a, const struct entry *e) { return db_do(a, entry_lock_party, e->other ? e->other : e->party); }

/* Rights follow from who serves a forum, so nobody gives them to a friend. */
static bool gives_rights(const struct entry *e) {
    return same(e->kind, "relation") && (same(entry_get(e, "role"), "secretariat") || same(entry_get(e, "role"), "convener"));
}

static struct subject subject_of(const struct entry *e) { return (struct subject){.party = e->other ? e->other : e->party}; }

bool entry_may(struct act *a, const struct entry *e) {
    struct subject u = subject_of(e);
    const struct kind *k = kind_find(e->kind);
    if (k->may) return a->console || k->may(a, e, false);
    return a->console || (access_may(a, EDIT_DIRECTORY, &u) && (!gives_rights(e) || access_may(a, ADMINISTER, NULL)));
}

bool entry_need(struct act *a, const struct entry *e) {
    struct subject u = subject_of(e);
    const struct kind *k = kind_find(e->kind);
    if (k->may) return a->console || k->may(a, e, true);
    return a->console || (access_need(a, EDIT_DIRECTORY, &u) && (!gives_rights(e) || access_need(a, ADMINISTER, NULL)));
}

static const char no_source[] = TR("Say where this is written: a document or an address.");

/* A ministry stands in no mechanism by itself, and nobody stands in a State. */
static void check_relation(struct act *a, const struct entry *e) {
    static const char *const who[] = {"state", "territory", "organization", "mechanism", NULL}, *const where[] = {"mechanism", "region", NULL};
    if (!cell_among(party_kind(a, e->party), who)) mistake(a, "party", TR("Choose a party."));
    else if (!cell_among(party_kind(a, e->other), where)) mistake(a, "other", TR("Choose a mechanism or region."));
    else if (same(e->party, e->other)) mistake(a, "party", TR("A party has no relation to itself."));
    if (cell_after(entry_get(e, "since"), entry_get(e, "until"))) mistake(a, "until", TR("The end is before the beginning."));
    bool lasts = !*entry_get(e, "until") && same(entry_get(e, "disputed"), "0");
    if (lasts && db_one(a, entry_same_relation, e->party, e->other, entry_get(e, "role"), e->id))
        mistake(a, "role", TR("It has this capacity there already. Change that entry, or give it an end first."));
}

static void check_fields(struct act *a, struct entry *e) {
    const struct kind *k = kind_find(e->kind);
    for (size_t i = 0; i < k->n; i++) {
        e->field[i].value = text_line(a->arena, e->field[i].value);
        const char *value = e->field[i].value, *wrong = cell_wrong(a, k->field[i].cell, value);
        if (k->field[i].needed && !*value) wrong = tr(a->lang, same(k->field[i].name, "source") ? no_source : TR("This cannot be empty."));
        if (wrong) mistake_said(a, k->field[i].name, wrong);
    }
    if (same(e->kind, "party") && text_starts(entry_get(e, "status"), "dormant")) entry_set(e, "status", "dormant");
    if (same(e->kind, "relation")) check_relation(a, e);
    if (k->check) k->check(a, e);
    if (same(e->kind, "party") && !*entry_get(e, "name_en") && !*entry_get(e, "iso3")) mistake(a, "name_en",
        TR("Write a name: English is shown where another language has none."));
}

const char *entry_problem(struct act *a, const struct entry *e) {
    struct act look = *a;
    struct entry copy = *e;
    look.mistakes = NULL;
    look.last_mistake = &look.mistakes;
    check_fields(&look, &copy);
    if (!look.mistakes) return NULL;
    return look.mistakes->message;
}

static bool changed_meanwhile(struct act *a, const struct entry *now, const char *mark) {
    if (same(entry_mark(a, now), mark)) return false;
    mistake(a, "mark", TR("Somebody else changed this while you were writing. What it reads now stands below, and what you typed is kept: save again to put yours in its place."));
    return true;
}

static bool unchanged(struct act *a, const struct entry *x, const struct entry *y) {
    return x->there == y->there && same(entry_lines(a, x), entry_lines(a, y));
}

bool entry_write(struct act *a, const struct entry *e, const char *file) {
    struct entry *was = entry_find(a, e->kind, e->id), is = *e;
    is.there = true;
    if (unchanged(a, was, &is)) return !failed(a);
    is.there = was->there;
    if (!kind_find(e->kind)->write(a, &is)) return false;
    is.there = true;
    return !file || change_keep(a, was->there ? "changed" : "added", was, &is, entry_get(e, "source"), file);
}

/* In the trail of whoever acts; the history has the words. */
static bool noted(struct act *a, const struct entry *e, const char *deed) {
    return trail_write(a, a->party, deed, e->id, arena_printf(a->arena, "%s: %s", e->kind, e->other ? e->other : e->party));
}

bool entry_erase(struct act *a, const struct entry *e, const char *source, const char *file) {
    struct entry gone = *e;
    gone.there = false;
    return kind_find(e->kind)->drop(a, e) && (!file || change_keep(a, "removed", e, &gone, source, file));
}

static bool drop(struct act *a, const struct entry *now, const char *source) {
    if (same(now->kind, "party") && db_one(a, entry_party_used, now->id))
        return fail(a, CONFLICT, TR("It cannot be removed: facts, relations, meetings, rounds or posts belong to this party."));
    return entry_erase(a, now, source, "") && noted(a, now, TR("removed from the directory"));
}

bool entry_save(struct act *a, struct entry *e, const char *mark) {
    if (!entry_need(a, e) || !entry_lock(a, e)) return false;
    struct entry *now = entry_find(a, e->kind, e->id);
    if (now->there && !entry_need(a, now)) return false; /* who is convener now is not changed by its friends either */
    check_fields(a, e);
    if (changed_meanwhile(a, now, mark) || failed(a)) return false;
    return entry_write(a, e, "") && noted(a, e, now->there ? TR("changed the directory") : TR("added to the directory"));
}

bool entry_remove(struct act *a, const struct entry *e, const char *mark, const char *source) {
    if (!entry_need(a, e) || !entry_lock(a, e)) return false;
    struct entry *now = entry_find(a, e->kind, e->id);
    if (!now->there) return fail(a, NOT_FOUND, TR("The directory does not have this any more."));
    if (!entry_need(a, now)) return false;
    source = text_line(a->arena, source);
    if (!*source) mistake_said(a, "why", tr(a->lang, no_source));
    if (changed_meanwhile(a, now, mark) || failed(a)) return false;
    return drop(a, now, source);
}

bool entry_bring_back(struct act *a, const struct entry *was, const struct entry *is, const char *source) {
    if (!entry_need(a, is) || !entry_need(a, was) || !entry_lock(a, is)) return false;
    struct entry *now = entry_find(a, is->kind, is->id);
    if (!unchanged(a, now, is)) return fail(a, CONFLICT, TR("It was changed again since. Take back the later change first."));
    if (!was->there) return drop(a, now, source);
    return entry_write(a, was, "") && noted(a, was, TR("took back a change of the directory"));
}
