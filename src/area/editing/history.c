/* What was changed in the directory, and how it is brought back. */
#include "area/access.h"
#include "area/editing.h"
#include "area/editing/room.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

SQL(change_add, "kdkkktktttttkt", "",
    "INSERT INTO directory_change (id, at, person, party, other, thing, thing_id, deed, before_value, after_value, source, function, office, file) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
#define CHANGE \
    "SELECT c.id, c.at, c.thing, c.thing_id, c.deed, c.party, coalesce(c.other, ''), c.source, c.file, c.function, coalesce(c.office, ''), coalesce(p.name, ''), " \
    "c.before_value, c.after_value, CASE WHEN EXISTS (SELECT 1 FROM directory_change l WHERE l.thing = c.thing AND l.thing_id = c.thing_id " \
    "AND (l.at > c.at OR (l.at = c.at AND l.id > c.id))) THEN 0 ELSE 1 END FROM directory_change c LEFT JOIN person p ON p.id = c.person "
SQL(change_list, "kki", "kttktttttttttti",
    CHANGE "WHERE (c.party = $1 OR c.other = $1) AND ($2 = '' OR EXISTS (SELECT 1 FROM directory_change b WHERE b.id = $2 AND "
    "(b.at > c.at OR (b.at = c.at AND b.id > c.id)))) ORDER BY c.at DESC, c.id DESC LIMIT $3");
SQL(change_one, "kk", "kttktttttttttti", CHANGE "WHERE c.id = $1 AND (c.party = $2 OR c.other = $2)");
SQL(change_of, "kki", "kttktttttttttti", CHANGE "WHERE c.thing = $1 AND c.thing_id = $2 ORDER BY c.at DESC, c.id DESC LIMIT $3");
SQL(change_of_one, "kkk", "kttktttttttttti", CHANGE "WHERE c.id = $1 AND c.thing = $2 AND c.thing_id = $3");

bool change_keep(struct act *a, const char *deed, const struct entry *was, const struct entry *is, const char *source, const char *file) {
    return db_do(a, change_add, hash_id_in_order(a->arena), a->now, a->person, is->party ? is->party : "", is->other, is->kind, is->id, deed, entry_lines(a, was),
                 entry_lines(a, is), source, access_function(a), a->party, file);
}

static struct entry *of(struct act *a, const struct change_line *c, const char *lines) {
    struct entry *e = entry_new(a, c->thing, c->party, *c->other ? c->other : NULL);
    e->id = c->thing_id;
    entry_from_lines(a, e, lines);
    return e;
}

static void compare(struct act *a, struct change_line *c, const struct entry *was, const struct entry *is) {
    c->field = NEW_N(a->arena, struct changed_field, was->n);
    for (size_t i = 0; i < was->n; i++) {
        const char *before = was->there ? was->field[i].value : "", *after = is->there ? is->field[i].value : "";
        bool flag_of_nothing = (!was->there && same(after, "0")) || (!is->there && same(before, "0"));
        if (!same(before, after) && !flag_of_nothing) c->field[c->n++] = (struct changed_field){was->field[i].name, before, after};
    }
    const struct entry *shown = is->there ? is : was;
    c->label = entry_get(shown, same(c->thing, "fact") ? "name" : same(c->thing, "relation") ? "role" : same(c->thing, "event") ? "title" : "acronym");
}

static struct change_line read(struct act *a, const struct row *r, struct entry **was, struct entry **is) {
    struct change_line c = {.id = text(r, 0), .at = text(r, 1), .thing = text(r, 2), .thing_id = text(r, 3), .deed = text(r, 4), .party = text(r, 5),
        .other = text(r, 6), .source = text(r, 7), .file = text(r, 8), .function = text(r, 9), .office = text(r, 10), .person = text(r, 11)};
    *was = of(a, &c, text(r, 12));
    *is = of(a, &c, text(r, 13));
    compare(a, &c, *was, *is);
    return c;
}

static struct change_line *history(struct act *a, struct rows *r, size_t *n) {
    struct change_line *c = NEW_N(a->arena, struct change_line, r->n + 1);
    struct entry *was, *is;
    for (size_t i = 0; i < r->n; i++) {
        c[i] = read(a, r->row[i], &was, &is);
        bool may = entry_may(a, is) && entry_may(a, was);
        if (!may) c[i].person = ""; /* the public knows the office, not the person */
        c[i].may_undo = may && num(r->row[i], 14);
    }
    *n = r->n;
    return c;
}

struct change_line *editing_history(struct act *a, const char *party, const char *after, int most, size_t *n) {
    return history(a, db_all(a, change_list, party, after ? after : "", most), n);
}
struct change_line *editing_history_of(struct act *a, const char *kind, const char *id, int most, size_t *n) {
    return history(a, db_all(a, change_of, kind, id, most), n);
}

static bool undo(struct act *a, struct row *r) {
    if (!r) return fail(a, NOT_FOUND, TR("There is no such change."));
    struct entry *was, *is;
    struct change_line c = read(a, r, &was, &is);
    return entry_bring_back(a, was, is, c.source);
}
bool editing_undo(struct act *a, const char *party, const char *change) { return undo(a, db_one(a, change_one, change, party)); }
bool editing_undo_of(struct act *a, const char *kind, const char *id, const char *change) {
    return undo(a, db_one(a, change_of_one, change, kind, id));
}
