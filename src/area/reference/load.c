/* Files through their tables: those that ship, those that are imported, those that wait. */
#include "area/access.h"
#include "area/directory.h"
#include "area/reference/room.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

SQL(reference_there, "", "i", "SELECT count(*) FROM objective");
/* On PostgreSQL the next who changes a forum waits; SQLite has one writer anyway. */
SQL(reference_lock, "", "", "UPDATE party SET created = created WHERE kind IN ('mechanism', 'region', 'organization')");
SQL(upload_add, "kkttbd", "", "INSERT INTO directory_upload (id, person, dataset, file, content, created) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(upload_one, "kk", "kttbdt", "SELECT id, dataset, file, content, created, coalesce(accepted, '') FROM directory_upload WHERE id = $1 AND person = $2");
SQL(upload_accept, "kd", "", "UPDATE directory_upload SET accepted = $2 WHERE id = $1 AND accepted IS NULL");
SQL(upload_forget, "d", "", "DELETE FROM directory_upload WHERE created < $1");

static struct loading loading(struct act *a, const char *name, const char *file) {
    const struct dataset *d = dataset_find(name);
    if (!d) bug("no table %s", name);
    return (struct loading){.act = a, .set = d, .file = file};
}

struct table *reference_read(struct act *a, const char *name, const bool **number) {
    const struct dataset *d = dataset_find(name);
    if (!d) bug("no table %s", name);
    struct standing_rows rows = {0};
    d->rows(a, d, &rows, false);
    struct table *t = NEW(a->arena, struct table);
    bool *numbers = NEW_N(a->arena, bool, d->n);
    *t = rows.table;
    t->heading = (struct record){1, d->n, NEW_N(a->arena, char *, d->n)};
    for (size_t i = 0; i < d->n; i++) {
        t->heading.cell[i] = arena_copy(a->arena, d->column[i].name);
        numbers[i] = d->column[i].cell == CELL_NUMBER || d->column[i].cell == CELL_FLAG;
    }
    if (number) *number = numbers;
    return t;
}

struct reference_report *reference_check(struct act *a, const char *name, const char *csv, size_t n) {
    struct loading l = loading(a, name, NULL);
    return dataset_check(&l, csv, n);
}

static const char *summary(struct act *a, const char *name, const struct reference_report *r) {
    return arena_printf(a->arena, "%s: %zu + %zu", name, r->added, r->changed);
}

bool reference_accept(struct act *a, const char *name, const char *csv, size_t n, const char *mark, const char *file, struct reference_report **report) {
    struct loading l = loading(a, name, file);
    db_do(a, reference_lock);
    struct reference_report *r = *report = dataset_check(&l, csv, n);
    if (!r || r->problems) return false;
    if (mark && !same(mark, r->mark))
        return mistake(a, "mark", TR("The directory has changed since you looked at this report. This is the report of now: look again, then accept."));
    return dataset_write(&l) && trail_write(a, a->party, TR("imported a file into the directory"), name, summary(a, name, r));
}

const char *reference_keep(struct act *a, const char *name, const char *file, struct bytes content) {
    const struct reference_table *t = reference_find(name);
    if (!access_need(a, EDIT_DIRECTORY, NULL)) return NULL;
    if (!t || !t->on_page) mistake(a, "name", TR("Choose one of the tables."));
    if (!content.size) mistake(a, "file", TR("Choose a CSV file that is not empty."));
    else if (content.size > reference_most) mistake(a, "file", TR("This file is too large: at most 5 MB."));
    if (failed(a)) return NULL;
    const char *id = hash_id(a->arena);
    db_do(a, upload_forget, clock_text(a->arena, clock_now() - 7 * 86400));
    return db_do(a, upload_add, id, a->person, name, text_cut(a->arena, file, 100), content, a->now) ? id : NULL;
}

struct reference_upload *reference_kept(struct act *a, const char *id) {
    if (!access_need(a, EDIT_DIRECTORY, NULL)) return NULL;
    struct row *r = db_one(a, upload_one, id, a->person);
    if (!r) return fail(a, NOT_FOUND, TR("This file is not kept any more. Bring it again.")), NULL;
    struct reference_upload *u = NEW(a->arena, struct reference_upload);
    *u = (struct reference_upload){text(r, 0), text(r, 1), text(r, 2), text(r, 4), text(r, 5), bytes(r, 3)};
    return u;
}

bool reference_take(struct act *a, const struct reference_upload *u, const char *mark, struct reference_report **report) {
    if (*u->accepted) return fail(a, CONFLICT, TR("This file was accepted already; its changes stand in the directory."));
    if (!access_need(a, EDIT_DIRECTORY, NULL) || !reference_accept(a, u->name, u->content.data, u->content.size, mark, u->file, report)) return false;
    return db_do(a, upload_accept, u->id, a->now);
}

bool reference_loaded(struct act *a) {
    struct row *r = db_one(a, reference_there);
    return r && num(r, 0) > 0;
}

bool reference_load(struct act *a) {
    for (size_t i = 0; i < n_datasets; i++) {
        const struct embedded *e = embedded_find(datasets[i].ships);
        if (!e) return broken(a, "%s is not in the program", datasets[i].ships);
        struct loading l = {.act = a, .set = &datasets[i]};
        struct reference_report *r = dataset_check(&l, (const char *)e->bytes, e->size);
        if (r && r->problems) return broken(a, "%s:%d: %s: %s", datasets[i].ships, r->problem->line, r->problem->column, r->problem->words);
        if (!r || !dataset_write(&l)) return false;
    }
    return true;
}
