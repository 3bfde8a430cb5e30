/* Any bytes as a file of the reference data (the first byte chooses the table). What is
 * accepted is accepted whole: brought a second time it changes nothing. */
#include "area/reference.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/schema.h"

static struct db *db;
static void start(void) {
    struct arena *m = arena_new(); /* lives as long as the connection */
    const char *problem = "";
    struct act a;
    hash_start();
    db_start();
    db = db_open(m, ":memory:", DB_WRITE, &problem);
    if (!db || !schema_upgrade(db, m, &problem)) bug("%s", problem);
    act_start(&a, m, db, lang_find("en"));
    a.console = true;
    if (!db_begin(db, &problem) || !reference_load(&a) || !db_commit(db, &problem)) bug("%s %s", problem, a.detail);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    if (!db) start();
    size_t tables = 0;
    while (reference_nth(tables)) tables++;
    if (!n) return 0;
    const char *name = reference_nth(bytes[0] % tables)->name, *csv = (const char *)bytes + 1, *problem;
    struct arena *m = arena_new();
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    a.console = true;
    csv = arena_copy_n(m, csv, --n);
    struct reference_report *r = reference_check(&a, name, csv, n), *second;
    if (!r) bug("%s", a.detail);
    if (!r->problems && db_begin(db, &problem)) {
        if (!reference_accept(&a, name, csv, n, r->mark, "f", &second)) bug("%s %s", a.message, a.detail ? a.detail : "");
        second = reference_check(&a, name, csv, n);
        if (!second || second->problems || second->added || second->changed) bug("%s: not the same the second time", name);
        db_rollback(db);
    }
    arena_end(m);
    return 0;
}
