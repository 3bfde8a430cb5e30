#include "area/reference.h"
#include "command/command.h"
#include "store/schema.h"

int command_init(struct arguments *);
int command_init(struct arguments *g) {
    if (g->n) return misused("init");
    struct db *db = open_database(g, "init", DB_WRITE, true);
    if (!db) return 1;
    struct act a;
    console_act(&a, g, db);
    if (!console_begin(&a, "init")) return 1;
    if (!reference_loaded(&a) && reference_load(&a)) printf("Loaded the reference data.\n");
    if (console_commit(&a, "init")) return 1;
    printf("The database %s is ready (version %d).\n", g->settings->database, schema_newest());
    db_close(db);
    return 0;
}

int command_version(struct arguments *);
int command_version(struct arguments *g) {
    printf("isthmus 0.1, database version %d\n", schema_newest());
    return 0;
}
