/* limit.c: what SQLite itself can keep: the same two changes as a save (a revision added, the
 * present answer moved to it), 64 of them a transaction, WAL, synchronous=FULL, on the same
 * file system and with the tables of the program. No HTTP, no access, no program.
 * Usage: limit DATABASE SECONDS    prints saves a second. The database is spoilt. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    sqlite3 *db;
    sqlite3_stmt *add, *move;
    if (argc != 3 || sqlite3_open(argv[1], &db) || sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE keep (id TEXT PRIMARY KEY, section TEXT, question TEXT, value TEXT, at TEXT); "
        "CREATE TABLE present (section TEXT, question TEXT, revision TEXT, PRIMARY KEY (section, question))", NULL, NULL, NULL) ||
        sqlite3_prepare_v2(db, "INSERT INTO keep VALUES (lower(hex(randomblob(8))), ?1, 'status', 'Save of words that a person types into an answer and must not lose', '2026-11-24T00:00:00Z')", -1, &add, NULL) ||
        sqlite3_prepare_v2(db, "INSERT INTO present VALUES (?1, 'status', lower(hex(randomblob(8)))) ON CONFLICT (section, question) DO UPDATE SET revision = excluded.revision", -1, &move, NULL)) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        return 1;
    }
    double begun = now();
    long n = 0;
    while (now() < begun + atof(argv[2])) {
        sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
        for (int i = 0; i < 64; i++, n++) {
            sqlite3_bind_int(add, 1, i);
            sqlite3_bind_int(move, 1, i);
            sqlite3_step(add), sqlite3_reset(add);
            sqlite3_step(move), sqlite3_reset(move);
        }
        if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL)) return 1;
    }
    printf("%.0f\n", (double)n / (now() - begun));
    return 0;
}
