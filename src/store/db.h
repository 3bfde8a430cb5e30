/* db.h: SQL statements and connections. One statement, one name, one literal, above the
 * function that uses it; the same text runs on SQLite and PostgreSQL:
 *   SQL(round_title, "k", "tt", "SELECT title, starts FROM round WHERE id = $1");
 *   struct row *r = db_one(a, round_title, id);  if (r) puts(text(r, 0));
 * `in` and `out` name the types, a letter each: k key, t text, d day or instant (all text),
 * i 64-bit integer (a C bool or int is fine), b bytes. Arguments are checked against `in`,
 * and every statement against both engines by `isthmus check --statements` before other tests.
 * Results live in a->arena. After a failure every call does nothing and gives NULL/false; only
 * SELECTs still answer after INVALID, so that a page can draw its form again. */
#ifndef STORE_DB_H
#define STORE_DB_H
#include "base/act.h"

struct statement {
    const char *name, *in, *out, *text, *file;
    int line;
    int index; /* set by db_start */
};
#ifdef __clang__ /* a red zone between the pointers would make the section no array */
#define STORE_PLAIN __attribute__((no_sanitize("address")))
#else
#define STORE_PLAIN
#endif
#ifdef __cppcheck__ /* which cannot read the section attribute, nor __VA_OPT__ */
#define SQL(id, in_types, out_types, sql_text) static struct statement *const id = 0
#else
#define SQL(id, in_types, out_types, sql_text)                                                                \
    static struct statement id##_statement = {#id, in_types, out_types, "" sql_text, __FILE__, __LINE__, -1}; \
    __attribute__((section("isthmus_sql"), used)) STORE_PLAIN                                              \
    static struct statement *const id##_entry = &id##_statement;                                              \
    static struct statement *const id = &id##_statement
#endif

struct value {
    char kind; /* 't', 'i', 'b', or 'n' for NULL */
    int64_t i;
    const char *t;
    size_t size;
};
struct row {
    int n;
    struct value value[];
};
struct rows {
    size_t n;
    struct row **row;
};

static inline struct value value_text_(const char *s) {
    return (struct value){.kind = s ? 't' : 'n', .t = s, .size = s ? strlen(s) : 0};
}
static inline struct value value_int_(int64_t i) { return (struct value){.kind = 'i', .i = i}; }
static inline struct value value_bytes_(struct bytes b) {
    return (struct value){.kind = b.data ? 'b' : 'n', .t = b.data, .size = b.size};
}
#define VALUE_(x)                                                                                             \
    _Generic((x), char *: value_text_, const char *: value_text_, bool: value_int_, int: value_int_,          \
             unsigned: value_int_, long: value_int_, unsigned long: value_int_, long long: value_int_,        \
             unsigned long long: value_int_, struct bytes: value_bytes_)(x)
#define EACH_1(x) VALUE_(x)
#define EACH_2(x, ...) VALUE_(x), EACH_1(__VA_ARGS__)
#define EACH_3(x, ...) VALUE_(x), EACH_2(__VA_ARGS__)
#define EACH_4(x, ...) VALUE_(x), EACH_3(__VA_ARGS__)
#define EACH_5(x, ...) VALUE_(x), EACH_4(__VA_ARGS__)
#define EACH_6(x, ...) VALUE_(x), EACH_5(__VA_ARGS__)
#define EACH_7(x, ...) VALUE_(x), EACH_6(__VA_ARGS__)
#define EACH_8(x, ...) VALUE_(x), EACH_7(__VA_ARGS__)
#define EACH_9(x, ...) VALUE_(x), EACH_8(__VA_ARGS__)
#define EACH_10(x, ...) VALUE_(x), EACH_9(__VA_ARGS__)
#define EACH_11(x, ...) VALUE_(x), EACH_10(__VA_ARGS__)
#define EACH_12(x, ...) VALUE_(x), EACH_11(__VA_ARGS__)
#define EACH_13(x, ...) VALUE_(x), EACH_12(__VA_ARGS__)
#define EACH_14(x, ...) VALUE_(x), EACH_13(__VA_ARGS__)
#define EACH_15(x, ...) VALUE_(x), EACH_14(__VA_ARGS__)
#define EACH_16(x, ...) VALUE_(x), EACH_15(__VA_ARGS__)
#define PICK_(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, name, ...) name
#define EACH_(...)                                                                                            \
    PICK_(__VA_ARGS__, EACH_16, EACH_15, EACH_14, EACH_13, EACH_12, EACH_11, EACH_10, EACH_9, EACH_8, EACH_7, \
          EACH_6, EACH_5, EACH_4, EACH_3, EACH_2, EACH_1, 0)(__VA_ARGS__)
#ifdef __cppcheck__
#define ARGS_(...) 0
#else
#define ARGS_(...) (struct value[]){__VA_OPT__(EACH_(__VA_ARGS__), )(struct value){.kind = 0}}
#endif

/* Runs a statement that changes; false after a failure. *db_changed tells how many rows. */
#define db_do(a, s, ...) db_do_values(a, s, ARGS_(__VA_ARGS__))
/* The first row, or NULL when there is none (no failure) or after a failure. */
#define db_one(a, s, ...) db_one_values(a, s, ARGS_(__VA_ARGS__))
/* All rows; never NULL: n is 0 when there are none or after a failure. */
#define db_all(a, s, ...) db_all_values(a, s, ARGS_(__VA_ARGS__))
bool db_do_values(struct act *, struct statement *, const struct value *);
struct row *db_one_values(struct act *, struct statement *, const struct value *);
struct rows *db_all_values(struct act *, struct statement *, const struct value *);
int64_t db_changed(const struct act *); /* rows changed by the last db_do */

/* Columns; a NULL in the database is NULL, 0 or {NULL, 0}. */
const char *text(const struct row *, int column);
int64_t num(const struct row *, int column);
struct bytes bytes(const struct row *, int column);

/* Connections. url: a path (SQLite) or postgresql://…; one thread uses one at a time. */
enum db_mode { DB_READ, DB_WRITE };
struct db *db_open(struct arena *, const char *url, enum db_mode, const char **problem);
void db_close(struct db *);
/* False when the connection was lost (PostgreSQL) and must be opened again. */
bool db_alive(const struct db *);
bool db_is_sqlite(const struct db *);
/* Numbers all statements; call once before threads start. */
void db_start(void);
/* The i-th statement in order, or NULL at the end: for self-tests and /dev/. */
struct statement *db_statement(int i);

/* Transactions; used by those who run acts (web/server, command/), never by areas. On
 * SQLite one transaction can hold the acts of many people (group commit): each act is a
 * savepoint inside, undone alone when it fails. */
bool db_begin(struct db *, const char **problem);
bool db_commit(struct db *, const char **problem);
void db_rollback(struct db *);
bool db_act_begin(struct act *); /* savepoint */
bool db_act_end(struct act *);   /* release, or undo when the act has failed; true when kept */
/* Calls with SQL that is no statement of the program: migrations and checks only. */
bool db_script(struct db *, struct arena *, const char *sql, const char **problem);
/* NULL when the statement prepares and its types fit, else what is wrong. */
const char *db_try(struct db *, struct arena *, struct statement *);
/* Tables the statement reads (SQLite only; "" elsewhere), for tests/guards. */
const char *db_tables(struct db *, struct arena *, struct statement *);
/* Copies a whole SQLite database to one file, without companions, while others work; PostgreSQL: false. */
bool db_backup(struct db *, struct arena *, const char *path, const char **problem);
/* Another program has this SQLite file open. */
bool db_in_use(const char *path);
/* NULL when the engine's own integrity check is clean, else what it said. */
const char *db_integrity(struct db *, struct arena *);
#endif
