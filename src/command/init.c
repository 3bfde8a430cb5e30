#include "area/reference.h"
#include "command/command.h"
#include "store/schema.h"

int command_init(struct arguments *);
struct db *prepare_database(struct arguments *g, const char *name) {
    struct db *db = open_database(g, name, DB_WRITE, true);
    struct act a;
    if (!db) return NULL;
    console_act(&a, g, db);
    if (!console_begin(&a, name)) return NULL;
    if (!reference_loaded(&a) && reference_load(&a)) printf("Loaded the reference data.\n");
    return console_commit(&a, name) ? NULL : db;
}

int command_init(struct arguments *g) {
    if (g->n) return misused("init");
    struct db *db = prepare_database(g, "init");
    if (!db) return 1;
    printf("The database %s is ready (version %d).\n", g->settings->database, schema_newest());
    db_close(db);
    return 0;
}

int command_version(struct arguments *);
int command_version(struct arguments *g) {
    printf("isthmus 0.1, database version %d\n", schema_newest());
    return 0;
}
