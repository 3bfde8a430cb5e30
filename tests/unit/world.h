/* world.h: a fresh, migrated database and an act of the console on it, for tests of areas.
 *   struct act *a = world();  // new database each time
 *   struct act *b = again(a); // another act on the same database (after a failure) */
#ifndef WORLD_H
#define WORLD_H
#include "unit.h"
#include "area/log.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/schema.h"

static struct db *world_db;
static int world_count;

UNUSED static struct act *again(struct act *before) {
    struct act *a = NEW(m, struct act);
    act_start(a, m, world_db, lang_find("en"));
    a->console = true;
    return a;
}

static void close_world(void *db) { db_close(db); }

UNUSED static struct act *world(void) {
    static bool started;
    const char *folder = getenv("ISTHMUS_TEST_FOLDER"), *problem = NULL;
    if (!started) hash_start(), db_start(), log_start(NULL, "unit.example/log", &problem), started = true;
    world_db = db_open(m, arena_printf(m, "%s/world-%d.db", folder ? folder : "/tmp", ++world_count), DB_WRITE, &problem);
    if (!world_db || !schema_upgrade(world_db, m, &problem)) bug("%s", problem);
    arena_defer(m, close_world, world_db);
    return again(NULL);
}

/* The act goes on as this person, in this mandate. */
UNUSED static struct act *as(struct act *a, const char *person, const char *mandate, const char *party) {
    struct act *b = again(a);
    b->console = false;
    b->strong = true;
    b->person = person;
    b->mandate = mandate;
    b->party = party;
    return b;
}
SQL(world_party, "ktd", "", "INSERT INTO party (id, kind, created) VALUES ($1, $2, $3)");
SQL(world_iso, "kt", "", "UPDATE party SET iso3 = $2 WHERE id = $1");
UNUSED static void party(struct act *a, const char *id, const char *kind) { db_do(a, world_party, id, kind, a->now); }
#endif
