/* A backup is whole and never overwrites; a restore checks first and loses nothing. */
#include "world.h"
#include <fcntl.h>
#include <unistd.h>
#include "area/reference.h"
#include "base/file.h"
#include "command/command.h"

int command_backup(struct arguments *), command_restore(struct arguments *), command_check(struct arguments *);

static const char *folder;
static int run(int (*command)(struct arguments *), const char *data, const char *file, const char *word) {
    const char *words[] = {file, word};
    struct settings s = {.data = data, .database = arena_printf(m, "%s/isthmus.db", data)};
    struct arguments g = {.arena = m, .settings = &s, .n = !file ? 0 : word ? 2 : 1, .word = NEW_N(m, char *, 3)};
    for (int i = 0; i < g.n; i++) g.word[i] = arena_copy(m, words[i]);
    fflush(stdout);
    fflush(stderr);
    int out = dup(1), err = dup(2), nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 1), dup2(nothing, 2);
    int code = command(&g);
    fflush(stdout);
    dup2(out, 1), dup2(err, 2);
    close(out), close(err), close(nothing);
    return code;
}

/* A data folder with the reference data in it. */
static const char *town(const char *name) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail);
    const char *data = arena_printf(m, "%s/%s", folder, name), *problem;
    file_folder(data);
    unlink(arena_printf(m, "%s/isthmus.db", data));
    if (!db_backup(world_db, m, arena_printf(m, "%s/isthmus.db", data), &problem)) bug("%s", problem);
    return data;
}

static void a_backup_is_one_whole_file_and_overwrites_nothing(void **s) {
    const char *data = town("a"), *file = arena_printf(m, "%s/a.backup", folder), *other = arena_printf(m, "%s/other", folder);
    unlink(file);
    assert_int_equal(run(command_backup, data, file, NULL), 0);
    assert_false(file_exists(arena_printf(m, "%s-wal", file)));
    assert_false(file_exists(arena_printf(m, "%s.part", file)));
    assert_int_equal(run(command_backup, data, file, NULL), 1);
    assert_int_equal(run(command_backup, data, NULL, NULL), 2);
    unlink(arena_printf(m, "%s/isthmus.db", other));
    assert_int_equal(run(command_restore, other, file, NULL), 0);
    assert_int_equal(run(command_check, other, NULL, NULL), 0);
    assert_int_equal(run(command_restore, other, file, NULL), 1); /* a database is there now */
    assert_int_equal(run(command_restore, other, file, "--replace"), 0);
    assert_int_equal(run(command_check, other, NULL, NULL), 0);
}

static void a_restore_refuses_what_it_cannot_trust(void **s) {
    const char *data = town("b"), *file = arena_printf(m, "%s/b.backup", folder), *bad = arena_printf(m, "%s/bad", folder), *problem;
    unlink(file);
    assert_int_equal(run(command_backup, data, file, NULL), 0);
    struct buf *b = file_read(m, file, 64 << 20);
    file_write(bad, b->data, b->size / 2);
    assert_int_equal(run(command_restore, data, bad, "--replace"), 1);
    file_write(bad, "no database", 11);
    assert_int_equal(run(command_restore, data, bad, "--replace"), 1);
    file_write(bad, b->data, b->size);
    struct db *db = db_open(m, bad, DB_WRITE, &problem);
    assert_true(db_script(db, m, "INSERT INTO schema_version (version, name) VALUES (9999, 'later')", &problem));
    db_close(db);
    assert_int_equal(run(command_restore, data, bad, "--replace"), 1); /* newer than the program */
    assert_int_equal(run(command_check, data, NULL, NULL), 0);
    const char *database = arena_printf(m, "%s/isthmus.db", data);
    db = db_open(m, database, DB_WRITE, &problem); /* as the server has it */
    schema_version(db, m, &problem);
    assert_true(db_in_use(database));
    assert_int_equal(run(command_restore, data, file, "--replace"), 1);
    db_close(db);
    assert_false(db_in_use(database));
    assert_int_equal(run(command_restore, data, file, "--replace"), 0);
}

int main(void) {
    folder = getenv("ISTHMUS_TEST_FOLDER") ? getenv("ISTHMUS_TEST_FOLDER") : "/tmp";
    const struct CMUnitTest tests[] = {TEST(a_backup_is_one_whole_file_and_overwrites_nothing), TEST(a_restore_refuses_what_it_cannot_trust)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
