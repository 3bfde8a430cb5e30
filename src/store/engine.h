/* engine.h: what a database engine must offer; implemented by sqlite.c and pgsql.c and
 * called only by the files of store/. A function that can fail returns NULL for success or
 * a message made in the arena given. */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H
#include "store/db.h"

/* Receives the rows of one run. */
struct sink {
    struct arena *arena;
    struct row **row;
    size_t n, room;
    size_t limit; /* 0: all */
    int64_t changed;
};
struct row *sink_row(struct sink *, int columns); /* adds an empty row */

struct engine {
    void (*close)(struct db *);
    const char *(*run)(struct db *, struct arena *, struct statement *, const struct value *, struct sink *);
    const char *(*script)(struct db *, struct arena *, const char *sql);
    const char *(*try)(struct db *, struct arena *, struct statement *);
    const char *(*tables)(struct db *, struct arena *, struct statement *);
    const char *(*backup)(struct db *, struct arena *, const char *path);
    const char *(*integrity)(struct db *, struct arena *);
    bool (*alive)(const struct db *); /* NULL: always */
    const char *begin; /* SQL that opens a writing transaction */
};
struct db {
    const struct engine *engine;
    enum db_mode mode;
    int64_t changed;
    bool sqlite;
};
void sqlite_start(void); /* once, before any other thread */
struct db *sqlite_open(struct arena *, const char *path, enum db_mode, const char **problem);
struct db *pgsql_open(struct arena *, const char *url, enum db_mode, const char **problem);
#endif
