/* Backup to one file and restore from it. The copy is checked before it counts, both ways. */
#include <errno.h>
#include "area/log.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "command/command.h"
#include "store/schema.h"

int command_backup(struct arguments *);
int command_restore(struct arguments *);

/* NULL when this database holds all that the release log of this data folder ever served. */
static const char *behind_log(struct arguments *g, const char *path) {
    const char *problem = NULL;
    struct db *db = db_open(g->arena, path, DB_READ, &problem);
    struct act a;
    if (!db) return problem;
    console_act(&a, g, db);
    if (schema_fits(db, g->arena, &problem)) problem = log_check(&a, false);
    else problem = NULL; /* an older version: checked when it has been brought forward */
    if (problem) problem = arena_copy(g->arena, problem);
    db_close(db);
    return problem;
}

static bool on_postgresql(struct arguments *g) { return text_starts(g->settings->database, "postgres"); }

/* NULL when the file is a whole database that this program understands; else what is wrong. */
static const char *wrong_with(struct arguments *g, const char *path) {
    const char *problem = NULL;
    struct db *db = db_open(g->arena, path, DB_READ, &problem);
    if (!db) return problem;
    problem = db_integrity(db, g->arena);
    const char *unread = NULL;
    int version = problem ? 0 : schema_version(db, g->arena, &unread);
    db_close(db);
    if (problem) return problem;
    if (version <= 0) return "it is no database of Isthmus";
    return version <= schema_newest() ? NULL : arena_printf(g->arena,
        "it has version %d, and this program knows versions up to %d: use the newer program that made it", version, schema_newest());
}

/* Copies `from` to a new file beside `to`, checks it, and only then gives it its name; never
 * over a file that is there. */
static int copy(struct arguments *g, const char *command, const char *from, const char *to) {
    struct arena *m = g->arena;
    char *part = arena_printf(m, "%s.part", to);
    const char *problem = NULL;
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600); /* the data is nobody else's */
    if (fd < 0) return complain(command, "cannot write %s: %s", part, strerror(errno));
    close(fd);
    struct db *db = db_open(m, from, DB_READ, &problem);
    bool fine = db && db_backup(db, m, part, &problem);
    db_close(db);
    if (fine) fine = (problem = wrong_with(g, part)) == NULL;
    if (fine && (link)(part, to)) /* not html.h's */
        fine = false, problem = errno == EEXIST ? "there is a file of this name; it is left as it is" : strerror(errno);
    unlink(part);
    return fine ? 0 : complain(command, "%s: %s", to, problem ? problem : "the copy failed");
}

int command_backup(struct arguments *g) {
    if (g->n != 1) return misused("backup");
    const char *to = g->word[0];
    if (on_postgresql(g))
        return complain("backup", "on PostgreSQL the tool is pg_dump:\n  pg_dump --format=custom --file=%s \"$ISTHMUS_DATABASE\"", to);
    if (file_exists(to)) return complain("backup", "%s: there is a file of this name; it is left as it is", to);
    if (!file_exists(g->settings->database)) return complain("backup", "there is no database at %s", g->settings->database);
    const char *problem = NULL;
    if (!open_log(g, "backup")) return 1;
    int code = copy(g, "backup", g->settings->database, to);
    if (!code && (problem = behind_log(g, to))) return complain("backup", "%s is written, but: %s", to, problem);
    if (!code) printf("%s holds the whole database, checked.\n", to);
    return code;
}

/* The present database and what SQLite keeps beside it get another name. */
static bool move_aside(struct arguments *g, const char *database, const char **aside) {
    static const char *const parts[] = {"", "-wal", "-shm", "-journal"};
    char *at = clock_text(g->arena, clock_now());
    for (char *p = at; *p; p++) *p = *p == ':' ? '-' : *p;
    *aside = arena_printf(g->arena, "%s.before-%s", database, at);
    if (file_exists(*aside)) return complain("restore", "%s is there already", *aside), false;
    for (size_t i = 0; i < COUNT(parts); i++) {
        const char *old = arena_printf(g->arena, "%s%s", database, parts[i]);
        if (rename(old, arena_printf(g->arena, "%s%s", *aside, parts[i])) && (errno != ENOENT || !i))
            return complain("restore", "cannot move %s aside: %s", old, strerror(errno)), false;
    }
    return true;
}

int command_restore(struct arguments *g) {
    bool replace = flag(g, "replace"), behind = flag(g, "behind-log");
    if (g->n != 1) return misused("restore");
    const char *from = g->word[0], *database = g->settings->database, *aside = NULL;
    if (on_postgresql(g))
        return complain("restore", "on PostgreSQL the tool is pg_restore:\n  pg_restore --clean --if-exists --dbname=\"$ISTHMUS_DATABASE\" %s", from);
    if (!file_exists(from)) return complain("restore", "there is no file %s", from);
    const char *problem = wrong_with(g, from);
    if (problem) return complain("restore", "%s is not restored: %s", from, problem);
    if (!open_log(g, "restore")) return 1;
    problem = behind ? NULL : behind_log(g, from);
    if (problem)
        return complain("restore", "%s is not restored: %s\nWith --behind-log it is restored all the same; nothing is released then until `isthmus log recover` has put the missing leaves back.",
                        from, problem);
    struct stat st;
    bool there = stat(database, &st) == 0 && st.st_size > 0;
    if (there && !replace)
        return complain("restore", "there is a database at %s. With --replace it is moved aside, not removed.", database);
    if (there && db_in_use(database)) return complain("restore", "%s is in use: stop the server first", database);
    if (!there && !file_folder(g->settings->data)) return complain("restore", "cannot make the folder %s: %s", g->settings->data, strerror(errno));
    const char *whole = arena_printf(g->arena, "%s.restored", database);
    unlink(whole); /* of a restore that was interrupted */
    if (copy(g, "restore", from, whole)) return 1;
    if (there && !move_aside(g, database, &aside)) return unlink(whole), 1;
    if (rename(whole, database)) return complain("restore", "cannot name %s %s: %s", whole, database, strerror(errno));
    if (aside) printf("The database that was there is now %s.\n", aside);
    printf("%s is restored from %s. `isthmus init` brings it up to date, as does starting the server.\n", database, from);
    return 0;
}
