/* schema.h: brings a database to the shape this program expects: the numbered files of
 * schema/, each in a transaction of its own, forward only. One file serves both engines
 * (BYTEA is accepted by SQLite). A database newer than the program is refused. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H
#include "store/db.h"

/* Number of the newest file of this program. */
int schema_newest(void);
/* The database's number; 0 for an empty one, -1 when it cannot be read (problem is set). */
int schema_version(struct db *, struct arena *, const char **problem);
/* The database has exactly this program's shape; else a problem that says what to do. */
bool schema_fits(struct db *, struct arena *, const char **problem);
/* Migrates; false and a problem in plain words otherwise. */
bool schema_upgrade(struct db *, struct arena *, const char **problem);
#endif
