/* PostgreSQL through libpq: parameters in text form but bytes, results in text form but
 * bytes columns (decoded with PQunescapeBytea). Statements are prepared once a connection. */
#include <libpq-fe.h>
#include "base/text.h"
#include "store/engine.h"

enum { oid_text = 25, oid_int8 = 20, oid_bytea = 17, most_parameters = 16 };

struct pgsql {
    struct db db;
    PGconn *handle;
    bool *prepared;
    int n;
};

static struct pgsql *of(struct db *db) { return (struct pgsql *)db; }
static const char *message(struct pgsql *p, struct arena *m) {
    return arena_printf(m, "PostgreSQL: %s", text_line(m, PQerrorMessage(p->handle)));
}

static const char *prepare(struct pgsql *p, struct arena *m, struct statement *s) {
    if (s->index >= p->n) bug("%s is not numbered", s->name);
    if (p->prepared[s->index]) return NULL;
    Oid types[most_parameters];
    int n = 0;
    for (; s->in[n]; n++) {
        if (n == most_parameters) bug("%s: too many parameters", s->name);
        types[n] = s->in[n] == 'i' ? oid_int8 : s->in[n] == 'b' ? oid_bytea : oid_text;
    }
    PGresult *r = PQprepare(p->handle, s->name, s->text, n, types);
    const char *problem = PQresultStatus(r) == PGRES_COMMAND_OK ? NULL : message(p, m);
    PQclear(r);
    p->prepared[s->index] = !problem;
    return problem;
}

static void read_value(PGresult *r, int row, int i, char type, struct value *v, struct arena *m) {
    if (PQgetisnull(r, row, i)) {
        v->kind = 'n';
        return;
    }
    const char *p = PQgetvalue(r, row, i);
    size_t size = (size_t)PQgetlength(r, row, i);
    if (type == 'i') {
        v->kind = 'i';
        v->i = strtoll(p, NULL, 10);
    } else if (type == 'b') {
        unsigned char *b = PQunescapeBytea((const unsigned char *)p, &v->size);
        if (!b) bug("out of memory");
        v->kind = 'b';
        v->t = arena_copy_n(m, b, v->size);
        PQfreemem(b);
    } else {
        v->kind = 't';
        v->size = size;
        v->t = arena_copy_n(m, p, size);
    }
}

static const char *pgsql_run(struct db *db, struct arena *m, struct statement *s, const struct value *values,
                             struct sink *k) {
    struct pgsql *p = of(db);
    const char *problem = prepare(p, m, s);
    if (problem) return problem;
    const char *texts[most_parameters];
    int lengths[most_parameters], formats[most_parameters], n = 0;
    for (; values[n].kind; n++) {
        const struct value *v = &values[n];
        formats[n] = v->kind == 'b';
        lengths[n] = (int)v->size;
        texts[n] = v->kind == 'i' ? arena_printf(m, "%lld", (long long)v->i) : v->kind == 'n' ? NULL : v->t;
    }
    PGresult *r = PQexecPrepared(p->handle, s->name, n, texts, lengths, formats, 0);
    ExecStatusType status = PQresultStatus(r);
    if (status == PGRES_TUPLES_OK) {
        int columns = (int)strlen(s->out);
        size_t rows = (size_t)PQntuples(r);
        if (k->limit && rows > k->limit) rows = k->limit;
        for (size_t i = 0; i < rows; i++) {
            struct row *row = sink_row(k, columns);
            for (int c = 0; c < columns; c++) read_value(r, (int)i, c, s->out[c], &row->value[c], k->arena);
        }
    } else if (status != PGRES_COMMAND_OK) {
        problem = message(p, m);
    }
    const char *count = PQcmdTuples(r);
    k->changed = count && *count && !text_starts(PQcmdStatus(r), "SELECT") ? strtoll(count, NULL, 10) : 0;
    PQclear(r);
    return problem;
}

static const char *pgsql_script(struct db *db, struct arena *m, const char *sql) {
    PGresult *r = PQexec(of(db)->handle, sql);
    ExecStatusType status = PQresultStatus(r);
    const char *problem = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? NULL : message(of(db), m);
    PQclear(r);
    return problem;
}

static const char *pgsql_try(struct db *db, struct arena *m, struct statement *s) {
    struct pgsql *p = of(db);
    const char *problem = prepare(p, m, s);
    if (problem) return problem;
    PGresult *r = PQdescribePrepared(p->handle, s->name);
    int parameters = PQnparams(r), columns = PQnfields(r);
    if (parameters != (int)strlen(s->in)) problem = arena_printf(m, "%d parameters, %zu declared", parameters, strlen(s->in));
    else if (columns != (int)strlen(s->out)) problem = arena_printf(m, "%d columns, %zu declared", columns, strlen(s->out));
    for (int i = 0; !problem && i < columns; i++) {
        Oid type = PQftype(r, i), wanted = s->out[i] == 'i' ? oid_int8 : s->out[i] == 'b' ? oid_bytea : oid_text;
        bool small = wanted == oid_int8 && (type == 23 || type == 21);
        if (type != wanted && !small) problem = arena_printf(m, "column %d is of type %u, declared %c", i + 1, type, s->out[i]);
    }
    PQclear(r);
    return problem;
}

static const char *pgsql_tables(struct db *db, struct arena *m, struct statement *s) { return ""; }
static const char *pgsql_backup(struct db *db, struct arena *m, const char *path) {
    return "on PostgreSQL use pg_dump (docs/operator.md)";
}
static const char *pgsql_integrity(struct db *db, struct arena *m) { return NULL; }
static void pgsql_close(struct db *db) { PQfinish(of(db)->handle); }
static bool pgsql_alive(const struct db *db) { return PQstatus(((const struct pgsql *)db)->handle) == CONNECTION_OK; }
static void quiet(void *thing, const char *notice) {}

static const struct engine pgsql_engine = {.close = pgsql_close, .run = pgsql_run, .script = pgsql_script,
    .try = pgsql_try, .tables = pgsql_tables, .backup = pgsql_backup, .integrity = pgsql_integrity, .alive = pgsql_alive, .begin = "BEGIN"};

struct db *pgsql_open(struct arena *m, const char *url, enum db_mode mode, const char **problem) {
    struct pgsql *p = NEW(m, struct pgsql);
    p->db = (struct db){.engine = &pgsql_engine, .mode = mode};
    p->handle = PQconnectdb(url);
    if (PQstatus(p->handle) != CONNECTION_OK) {
        *problem = message(p, m);
        PQfinish(p->handle);
        return NULL;
    }
    PQsetNoticeProcessor(p->handle, quiet, NULL);
    while (db_statement(p->n)) p->n++;
    p->prepared = NEW_N(m, bool, (size_t)p->n);
    const char *settings = mode == DB_READ
        ? "SET default_transaction_read_only=on; SET client_encoding='UTF8'; SET statement_timeout='30s'"
        : "SET client_encoding='UTF8'; SET statement_timeout='60s'";
    *problem = pgsql_script(&p->db, m, settings);
    if (*problem) {
        PQfinish(p->handle);
        return NULL;
    }
    return &p->db;
}
