#include "store/db.h"
#include "base/text.h"
#include "store/engine.h"

extern struct statement *const __start_isthmus_sql[], *const __stop_isthmus_sql[];
SQL(db_one_is_one, "", "i", "SELECT 1"); /* so that the section is never empty */

void db_start(void) {
    int n = 0;
    for (struct statement *const *s = __start_isthmus_sql; s < __stop_isthmus_sql; s++) (*s)->index = n++;
    sqlite_start();
}

struct statement *db_statement(int i) {
    return i < __stop_isthmus_sql - __start_isthmus_sql ? __start_isthmus_sql[i] : NULL;
}

struct db *db_open(struct arena *m, const char *url, enum db_mode mode, const char **problem) {
    if (db_one_is_one->index < 0) bug("db_start() was not called");
    bool pg = text_starts(url, "postgresql://") || text_starts(url, "postgres://");
    return pg ? pgsql_open(m, url, mode, problem) : sqlite_open(m, url, mode, problem);
}

void db_close(struct db *db) {
    if (db) db->engine->close(db);
}

bool db_alive(const struct db *db) { return !db->engine->alive || db->engine->alive(db); }
bool db_is_sqlite(const struct db *db) { return db->sqlite; }

struct row *sink_row(struct sink *k, int columns) {
    struct row *r = arena_alloc(k->arena, sizeof *r + sizeof(struct value) * (size_t)columns);
    r->n = columns;
    if (k->n == k->room) {
        size_t room = k->room ? k->room * 2 : 8;
        struct row **more = NEW_N(k->arena, struct row *, room);
        if (k->n) memcpy(more, k->row, k->n * sizeof *more);
        k->row = more;
        k->room = room;
    }
    k->row[k->n++] = r;
    return r;
}

/* A wrong number or type of arguments is our own mistake, found at the first call. */
static void check_arguments(const struct statement *s, const struct value *v) {
    size_t i = 0;
    for (; s->in[i]; i++) {
        char wanted = s->in[i] == 'i' || s->in[i] == 'b' ? s->in[i] : 't';
        if (!v[i].kind) bug("%s: argument %zu is missing", s->name, i + 1);
        if (v[i].kind != 'n' && v[i].kind != wanted) bug("%s: argument %zu is no %c", s->name, i + 1, wanted);
    }
    if (v[i].kind) bug("%s: too many arguments", s->name);
}

/* A form with wrong fields is drawn again, with its lists and names: so reading goes on after
 * a user's mistake, and only then. */
static bool stopped(const struct act *a, const struct statement *s) {
    return failed(a) && !(a->failure == INVALID && *s->out && strncmp(s->text, "SELECT", 6) == 0);
}

static bool run(struct act *a, struct statement *s, const struct value *v, struct sink *k) {
    if (stopped(a, s)) return false;
    check_arguments(s, v);
    k->arena = a->arena;
    const char *problem = a->db->engine->run(a->db, a->arena, s, v, k);
    a->db->changed = k->changed;
    return problem ? broken(a, "%s: %s", s->name, problem) : true;
}

bool db_do_values(struct act *a, struct statement *s, const struct value *v) {
    struct sink k = {0};
    return run(a, s, v, &k);
}

struct row *db_one_values(struct act *a, struct statement *s, const struct value *v) {
    struct sink k = {.limit = 1};
    return run(a, s, v, &k) && k.n ? k.row[0] : NULL;
}

struct rows *db_all_values(struct act *a, struct statement *s, const struct value *v) {
    struct sink k = {0};
    struct rows *all = NEW(a->arena, struct rows);
    if (run(a, s, v, &k)) *all = (struct rows){.n = k.n, .row = k.row};
    return all;
}

int64_t db_changed(const struct act *a) { return a->db->changed; }

static const struct value *column(const struct row *r, int i) {
    if (!r || i < 0 || i >= r->n) bug("no column %d", i);
    return &r->value[i];
}
const char *text(const struct row *r, int i) {
    const struct value *v = column(r, i);
    if (v->kind == 'n') return NULL;
    if (v->kind != 't') bug("column %d is no text", i);
    return v->t;
}
int64_t num(const struct row *r, int i) {
    const struct value *v = column(r, i);
    if (v->kind == 'n') return 0;
    if (v->kind != 'i') bug("column %d is no number", i);
    return v->i;
}
struct bytes bytes(const struct row *r, int i) {
    const struct value *v = column(r, i);
    if (v->kind != 'n' && v->kind != 'b') bug("column %d is no bytes", i);
    return (struct bytes){v->kind == 'n' ? NULL : v->t, v->size};
}

static _Thread_local char problem_text[512];
static bool script(struct db *db, const char *sql, const char **problem) {
    struct arena *m = arena_new();
    const char *wrong = db->engine->script(db, m, sql);
    if (wrong && problem) { /* a rollback that nobody asks about leaves the first problem standing */
        snprintf(problem_text, sizeof problem_text, "%s", wrong);
        *problem = problem_text;
    }
    arena_end(m);
    return !wrong;
}

bool db_begin(struct db *db, const char **problem) {
    return script(db, db->mode == DB_WRITE ? db->engine->begin : "BEGIN", problem);
}
bool db_commit(struct db *db, const char **problem) { return script(db, "COMMIT", problem); }
void db_rollback(struct db *db) { script(db, "ROLLBACK", NULL); }

bool db_act_begin(struct act *a) {
    const char *problem = "";
    return script(a->db, "SAVEPOINT act", &problem) ? true : broken(a, "savepoint: %s", problem);
}

bool db_act_end(struct act *a) {
    const char *problem = "";
    if (!failed(a)) return script(a->db, "RELEASE SAVEPOINT act", &problem) ? true : broken(a, "release: %s", problem);
    script(a->db, "ROLLBACK TO SAVEPOINT act", &problem);
    script(a->db, "RELEASE SAVEPOINT act", &problem);
    return false;
}

bool db_script(struct db *db, struct arena *m, const char *sql, const char **problem) {
    const char *wrong = db->engine->script(db, m, sql);
    if (wrong && problem) *problem = wrong;
    return !wrong;
}
const char *db_try(struct db *db, struct arena *m, struct statement *s) { return db->engine->try(db, m, s); }
const char *db_tables(struct db *db, struct arena *m, struct statement *s) { return db->engine->tables(db, m, s); }
bool db_backup(struct db *db, struct arena *m, const char *path, const char **problem) {
    *problem = db->engine->backup(db, m, path);
    return !*problem;
}
const char *db_integrity(struct db *db, struct arena *m) { return db->engine->integrity(db, m); }
