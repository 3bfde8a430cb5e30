#include "store/schema.h"
#include "base/file.h"
#include "base/text.h"
#include "store/engine.h"

SQL(schema_read, "", "i", "SELECT coalesce(max(version), 0) FROM schema_version");

/* "schema/0007_report.sql": 7 */
static int number_of(const struct embedded *f) { return (int)strtol(f->name + strlen("schema/"), NULL, 10); }

int schema_newest(void) {
    int newest = 0;
    for (const struct embedded *f = embedded_next("schema/", NULL); f; f = embedded_next("schema/", f->name))
        newest = number_of(f);
    return newest;
}

int schema_version(struct db *db, struct arena *m, const char **problem) {
    static const char make[] = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL)";
    if (db->mode == DB_WRITE && !db_script(db, m, make, problem)) return -1;
    struct sink k = {.arena = m};
    *problem = db->engine->run(db, m, schema_read, ARGS_(), &k);
    return *problem || !k.n ? -1 : (int)num(k.row[0], 0);
}

static bool too_new(int have, struct arena *m, const char **problem) {
    if (have <= schema_newest()) return false;
    *problem = arena_printf(m, "The database has version %d; this program knows versions up to %d. "
                               "Use the newer program that made it, or restore an older backup.", have, schema_newest());
    return true;
}

bool schema_fits(struct db *db, struct arena *m, const char **problem) {
    int have = schema_version(db, m, problem);
    if (have < 0 || too_new(have, m, problem)) return false;
    if (have < schema_newest()) *problem = "the database is older than this program; bring it forward with: isthmus init";
    return have == schema_newest();
}

bool schema_upgrade(struct db *db, struct arena *m, const char **problem) {
    int have = schema_version(db, m, problem);
    if (have < 0 || too_new(have, m, problem)) return false;
    for (const struct embedded *f = embedded_next("schema/", NULL); f; f = embedded_next("schema/", f->name)) {
        if (number_of(f) <= have) continue;
        char *sql = arena_copy_n(m, f->bytes, f->size);
        char *note = arena_printf(m, "INSERT INTO schema_version (version, name) VALUES (%d, '%s')", number_of(f), f->name + 7);
        if (!db_begin(db, problem)) return false;
        if (!db_script(db, m, sql, problem) || !db_script(db, m, note, problem)) {
            db_rollback(db);
            *problem = arena_printf(m, "%s: %s", f->name, *problem);
            return false;
        }
        if (!db_commit(db, problem)) return false;
    }
    return true;
}
