/* SQLite: WAL, durable commits, statements kept for the life of the connection. Connections
 * are opened NOMUTEX: one thread uses one at a time. */
#include <sqlite3.h>
#include "base/text.h"
#include "base/buf.h"
#include "store/engine.h"

struct sqlite {
    struct db db;
    sqlite3 *handle;
    sqlite3_stmt **prepared; /* by statement index */
    int n;
    struct buf *tables; /* while db_tables listens */
};

static struct sqlite *of(struct db *db) { return (struct sqlite *)db; }
static const char *message(struct sqlite *q, struct arena *m) {
    return arena_printf(m, "SQLite %d: %s", sqlite3_extended_errcode(q->handle), sqlite3_errmsg(q->handle));
}

static const char *prepare(struct sqlite *q, struct arena *m, struct statement *s, sqlite3_stmt **out) {
    if (s->index >= q->n) bug("%s is not numbered", s->name);
    if (!q->prepared[s->index]) {
        const char *rest = NULL;
        if (sqlite3_prepare_v3(q->handle, s->text, -1, SQLITE_PREPARE_PERSISTENT, &q->prepared[s->index], &rest) !=
            SQLITE_OK)
            return message(q, m);
        if (rest && *rest) return "more than one statement";
    }
    *out = q->prepared[s->index];
    return NULL;
}

/* SQLite numbers $1, $2 in order of appearance, so each is found by its name. */
static bool bind(sqlite3_stmt *st, int i, const struct value *v) {
    char name[16];
    snprintf(name, sizeof name, "$%d", i + 1);
    int at = sqlite3_bind_parameter_index(st, name);
    if (!at) return true; /* checked by try: every argument is used */
    switch (v->kind) {
    case 'i': return sqlite3_bind_int64(st, at, v->i) == SQLITE_OK;
    case 't': return sqlite3_bind_text64(st, at, v->t, v->size, SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
    case 'b': return sqlite3_bind_blob64(st, at, v->t, v->size, SQLITE_STATIC) == SQLITE_OK;
    default: return sqlite3_bind_null(st, at) == SQLITE_OK;
    }
}

static void read_row(sqlite3_stmt *st, const struct statement *s, struct sink *k) {
    int n = (int)strlen(s->out);
    struct row *r = sink_row(k, n);
    for (int i = 0; i < n; i++) {
        struct value *v = &r->value[i];
        if (sqlite3_column_type(st, i) == SQLITE_NULL) {
            v->kind = 'n';
        } else if (s->out[i] == 'i') {
            v->kind = 'i';
            v->i = sqlite3_column_int64(st, i);
        } else {
            v->kind = s->out[i] == 'b' ? 'b' : 't';
            const void *p = v->kind == 'b' ? sqlite3_column_blob(st, i) : sqlite3_column_text(st, i);
            v->size = (size_t)sqlite3_column_bytes(st, i);
            v->t = arena_copy_n(k->arena, p, v->size);
        }
    }
}

static const char *sqlite_run(struct db *db, struct arena *m, struct statement *s, const struct value *values,
                              struct sink *k) {
    struct sqlite *q = of(db);
    sqlite3_stmt *st = NULL;
    const char *problem = prepare(q, m, s, &st);
    if (problem) return problem;
    for (int i = 0; values[i].kind; i++)
        if (!bind(st, i, &values[i])) return message(q, m);
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        read_row(st, s, k);
        if (k->limit && k->n == k->limit) {
            code = SQLITE_DONE;
            break;
        }
    }
    if (code != SQLITE_DONE) problem = message(q, m);
    k->changed = sqlite3_stmt_readonly(st) ? 0 : sqlite3_changes64(q->handle);
    sqlite3_reset(st);
    sqlite3_clear_bindings(st);
    return problem;
}

static const char *sqlite_script(struct db *db, struct arena *m, const char *sql) {
    return sqlite3_exec(of(db)->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? NULL : message(of(db), m);
}

static const char *sqlite_try(struct db *db, struct arena *m, struct statement *s) {
    sqlite3_stmt *st = NULL;
    const char *problem = prepare(of(db), m, s, &st);
    if (problem) return problem;
    if (sqlite3_bind_parameter_count(st) != (int)strlen(s->in))
        return arena_printf(m, "%d parameters, %zu declared", sqlite3_bind_parameter_count(st), strlen(s->in));
    if (sqlite3_column_count(st) != (int)strlen(s->out))
        return arena_printf(m, "%d columns, %zu declared", sqlite3_column_count(st), strlen(s->out));
    return NULL;
}

static int hear(void *thing, int action, const char *table, const char *column, const char *db, const char *trigger) {
    struct sqlite *q = thing;
    if (q->tables && action == SQLITE_READ && table && !text_starts(table, "sqlite_")) {
        char *entry = arena_printf(q->tables->arena, " %s ", table);
        if (!strstr(q->tables->data, entry)) buf_printf(q->tables, "%s%s ", q->tables->size ? "" : " ", table);
    }
    return SQLITE_OK;
}

static const char *sqlite_tables(struct db *db, struct arena *m, struct statement *s) {
    struct sqlite *q = of(db);
    q->tables = buf_new(m);
    sqlite3_set_authorizer(q->handle, hear, q);
    sqlite3_stmt *st = NULL;
    sqlite3_prepare_v2(q->handle, s->text, -1, &st, NULL);
    sqlite3_finalize(st);
    sqlite3_set_authorizer(q->handle, NULL, NULL);
    const char *found = text_trim(m, q->tables->data);
    q->tables = NULL;
    return found;
}

static const char *sqlite_backup(struct db *db, struct arena *m, const char *path) {
    sqlite3 *to = NULL;
    const char *problem = NULL;
    if (sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK) {
        problem = arena_printf(m, "cannot open %s: %s", path, sqlite3_errmsg(to));
    } else {
        sqlite3_backup *b = sqlite3_backup_init(to, "main", of(db)->handle, "main");
        if (b) {
            sqlite3_backup_step(b, -1);
            sqlite3_backup_finish(b);
        }
        if (sqlite3_errcode(to) != SQLITE_OK || sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) != SQLITE_OK)
            problem = arena_printf(m, "backup: %s", sqlite3_errmsg(to));
    }
    sqlite3_close(to);
    return problem;
}

/* The journal of a database can only be changed by who is alone with it. */
bool db_in_use(const char *path) {
    sqlite3 *q = NULL;
    int code = sqlite3_open_v2(path, &q, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(q, 300);
        code = sqlite3_exec(q, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    }
    sqlite3_close(q);
    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

static const char *sqlite_integrity(struct db *db, struct arena *m) {
    struct sqlite *q = of(db);
    sqlite3_stmt *st = NULL;
    const char *problem = NULL;
    if (sqlite3_prepare_v2(q->handle, "PRAGMA integrity_check(1)", -1, &st, NULL) != SQLITE_OK ||
        sqlite3_step(st) != SQLITE_ROW)
        problem = message(q, m);
    else if (!same((const char *)sqlite3_column_text(st, 0), "ok"))
        problem = arena_copy(m, (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    if (problem) return problem;
    if (sqlite3_prepare_v2(q->handle, "PRAGMA foreign_key_check", -1, &st, NULL) != SQLITE_OK) return message(q, m);
    if (sqlite3_step(st) == SQLITE_ROW)
        problem = arena_printf(m, "a row of %s points to nothing", sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return problem;
}

static void sqlite_close(struct db *db) {
    struct sqlite *q = of(db);
    for (int i = 0; i < q->n; i++) sqlite3_finalize(q->prepared[i]);
    sqlite3_close(q->handle);
}

static const struct engine sqlite_engine = {.close = sqlite_close, .run = sqlite_run, .script = sqlite_script,
    .try = sqlite_try, .tables = sqlite_tables, .backup = sqlite_backup, .integrity = sqlite_integrity,
    .begin = "BEGIN IMMEDIATE"};

struct db *sqlite_open(struct arena *m, const char *path, enum db_mode mode, const char **problem) {
    struct sqlite *q = NEW(m, struct sqlite);
    q->db = (struct db){.engine = &sqlite_engine, .mode = mode, .sqlite = true};
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (mode == DB_WRITE ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(path, &q->handle, flags, NULL);
    if (code != SQLITE_OK) {
        *problem = arena_printf(m, "cannot open %s: %s", path, q->handle ? sqlite3_errmsg(q->handle) : "no memory");
        sqlite3_close(q->handle);
        return NULL;
    }
    while (db_statement(q->n)) q->n++;
    q->prepared = NEW_N(m, sqlite3_stmt *, (size_t)q->n);
    sqlite3_busy_timeout(q->handle, 10000);
    sqlite3_db_config(q->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(q->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    /* A page cache of 2 MB for the writer and 1 MB for a reader keeps the whole small. */
    const char *settings = mode == DB_WRITE
        ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
          "PRAGMA cache_size=-2048; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF"
        : "PRAGMA query_only=ON; PRAGMA foreign_keys=ON; PRAGMA cache_size=-1024; PRAGMA temp_store=MEMORY;"
          "PRAGMA trusted_schema=OFF";
    *problem = sqlite_script(&q->db, m, settings);
    if (*problem) {
        sqlite3_close(q->handle);
        return NULL;
    }
    return &q->db;
}
