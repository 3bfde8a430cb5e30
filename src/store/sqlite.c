/* SQLite: WAL, durable commits, statements kept for the life of the connection. Connections
 * are opened NOMUTEX: one thread uses one at a time. */
#include <sqlite3.h>
#include "base/text.h"
#include "base/buf.h"
#include "store/kept.h"

enum { most_parameters = 24, most_words = 8, kept_by_reader = 512 * 1024, kept_by_writer = 128 * 1024 };
struct prepared {
    sqlite3_stmt *handle;
    tables reads, writes;
    unsigned char at[most_parameters + 1]; /* at[n]: SQLite's number of $n */
};
struct sqlite {
    struct db db;
    sqlite3 *handle;
    struct prepared *prepared; /* by statement index */
    int n;
    sqlite3_stmt *word[most_words]; /* BEGIN, COMMIT, SAVEPOINT … */
    struct kept *kept;
    sqlite3_stmt *version;
    bool wrote;         /* since BEGIN */
    bool snapshot;      /* a transaction is open: what others commit is not seen in it */
    struct prepared *preparing; /* while its tables are heard */
    struct buf *tables; /* while db_tables listens */
};

static struct sqlite *of(struct db *db) { return (struct sqlite *)db; }
static const char *message(struct sqlite *q, struct arena *m) {
    return arena_printf(m, "SQLite %d: %s", sqlite3_extended_errcode(q->handle), sqlite3_errmsg(q->handle));
}

/* SQLite numbers $1, $2 in order of appearance, so each is found by its name, once. */
static const char *prepare(struct sqlite *q, struct arena *m, struct statement *s, struct prepared **out) {
    if (s->index >= q->n) bug("%s is not numbered", s->name);
    struct prepared *p = *out = &q->prepared[s->index];
    if (p->handle) return NULL;
    const char *rest = NULL;
    q->preparing = p;
    int code = sqlite3_prepare_v3(q->handle, s->text, -1, SQLITE_PREPARE_PERSISTENT, &p->handle, &rest);
    q->preparing = NULL;
    if (code != SQLITE_OK) return message(q, m);
    if (rest && *rest) return "more than one statement";
    for (int i = 1; i <= most_parameters; i++) {
        char name[16];
        snprintf(name, sizeof name, "$%d", i);
        p->at[i] = (unsigned char)sqlite3_bind_parameter_index(p->handle, name);
    }
    return NULL;
}

static bool bind(const struct prepared *p, int i, const struct value *v) {
    if (i >= most_parameters) bug("more than %d parameters", most_parameters);
    int at = p->at[i + 1];
    if (!at) return true; /* checked by try: every argument is used */
    switch (v->kind) {
    case 'i': return sqlite3_bind_int64(p->handle, at, v->i) == SQLITE_OK;
    case 't': return sqlite3_bind_text64(p->handle, at, v->t, v->size, SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
    case 'b': return sqlite3_bind_blob64(p->handle, at, v->t, v->size, SQLITE_STATIC) == SQLITE_OK;
    default: return sqlite3_bind_null(p->handle, at) == SQLITE_OK;
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
    struct prepared *p;
    if (q->snapshot && kept_find(q->kept, s, values, k)) return NULL;
    const char *problem = prepare(q, m, s, &p);
    if (problem) return problem;
    sqlite3_stmt *st = p->handle;
    for (int i = 0; values[i].kind; i++)
        if (!bind(p, i, &values[i])) return message(q, m);
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        read_row(st, s, k);
        if (k->limit && k->n == k->limit) {
            code = SQLITE_DONE;
            break;
        }
    }
    if (code != SQLITE_DONE) problem = message(q, m);
    bool reads = sqlite3_stmt_readonly(st);
    k->changed = reads ? 0 : sqlite3_changes64(q->handle);
    sqlite3_reset(st);
    sqlite3_clear_bindings(st);
    if (!reads) q->wrote = true, kept_changed(q->kept, p->writes);
    else if (!problem && q->snapshot) kept_add(q->kept, s, p->reads, values, k);
    return problem;
}

/* The few words of transactions come with every request: prepared once. */
static sqlite3_stmt *word_of(struct sqlite *q, const char *sql) {
    static const char *const words[] = {"BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "SAVEPOINT act", "RELEASE SAVEPOINT act", "ROLLBACK TO SAVEPOINT act"};
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!same(words[i], sql)) continue;
        if (!q->word[i]) sqlite3_prepare_v3(q->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->word[i], NULL);
        return q->word[i];
    }
    return NULL;
}

/* The version is read inside the transaction, so it is that of the snapshot. */
static void snapshot(struct sqlite *q, bool begun) {
    q->snapshot = false;
    if (!begun) return;
    if (!q->version) sqlite3_prepare_v3(q->handle, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT, &q->version, NULL);
    if (sqlite3_step(q->version) == SQLITE_ROW) {
        kept_begin(q->kept, sqlite3_column_int64(q->version, 0));
        q->snapshot = true;
    }
    sqlite3_reset(q->version);
}

static const char *sqlite_script(struct db *db, struct arena *m, const char *sql) {
    struct sqlite *q = of(db);
    sqlite3_stmt *st = word_of(q, sql);
    /* Whoever only read ends with ROLLBACK, too, and took nothing back. */
    if (!st || (q->wrote && text_starts(sql, "ROLLBACK"))) kept_changed(q->kept, ~(tables)0);
    if (text_starts(sql, "BEGIN")) q->wrote = false;
    if (!st) {
        q->snapshot = false;
        return sqlite3_exec(q->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? NULL : message(q, m);
    }
    int code = sqlite3_step(st);
    const char *problem = code == SQLITE_DONE ? NULL : message(q, m);
    sqlite3_reset(st);
    if (!text_ends(sql, " act")) snapshot(q, !problem && text_starts(sql, "BEGIN"));
    return problem;
}

static const char *sqlite_try(struct db *db, struct arena *m, struct statement *s) {
    struct prepared *p;
    const char *problem = prepare(of(db), m, s, &p);
    if (problem) return problem;
    sqlite3_stmt *st = p->handle;
    if (sqlite3_bind_parameter_count(st) != (int)strlen(s->in))
        return arena_printf(m, "%d parameters, %zu declared", sqlite3_bind_parameter_count(st), strlen(s->in));
    if (sqlite3_column_count(st) != (int)strlen(s->out))
        return arena_printf(m, "%d columns, %zu declared", sqlite3_column_count(st), strlen(s->out));
    return NULL;
}

/* SQLite names each table while it prepares a statement, those behind foreign keys as well. */
static int hear(void *thing, int action, const char *table, const char *column, const char *db, const char *trigger) {
    struct sqlite *q = thing;
    if (!table || text_starts(table, "sqlite_")) return SQLITE_OK;
    if (q->preparing) {
        if (action == SQLITE_READ) q->preparing->reads |= kept_table(q->kept, table);
        if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE) q->preparing->writes |= kept_table(q->kept, table);
    }
    if (q->tables && action == SQLITE_READ) {
        char *entry = arena_printf(q->tables->arena, " %s ", table);
        if (!strstr(q->tables->data, entry)) buf_printf(q->tables, "%s%s ", q->tables->size ? "" : " ", table);
    }
    return SQLITE_OK;
}

static const char *sqlite_tables(struct db *db, struct arena *m, struct statement *s) {
    struct sqlite *q = of(db);
    q->tables = buf_new(m);
    sqlite3_stmt *st = NULL;
    sqlite3_prepare_v2(q->handle, s->text, -1, &st, NULL);
    sqlite3_finalize(st);
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
    for (int i = 0; i < q->n; i++) sqlite3_finalize(q->prepared[i].handle);
    for (int i = 0; i < most_words; i++) sqlite3_finalize(q->word[i]);
    sqlite3_finalize(q->version);
    sqlite3_close(q->handle);
}

static const struct engine sqlite_engine = {.close = sqlite_close, .run = sqlite_run, .script = sqlite_script,
    .try = sqlite_try, .tables = sqlite_tables, .backup = sqlite_backup, .integrity = sqlite_integrity,
    .begin = "BEGIN IMMEDIATE"};

/* Its own count of memory takes a lock at each call, and nobody reads it. */
void sqlite_start(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

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
    q->prepared = NEW_N(m, struct prepared, (size_t)q->n);
    q->kept = kept_new(m, mode == DB_READ ? kept_by_reader : kept_by_writer);
    sqlite3_set_authorizer(q->handle, hear, q);
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
