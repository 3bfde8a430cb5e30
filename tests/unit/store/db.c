/* What a commit promises, and what went wrong first. */
#include "world.h"

static void a_rollback_leaves_the_reason(void **s) {
    world();
    const char *problem = "";
    assert_false(db_commit(world_db, &problem)); /* there is no transaction */
    assert_non_null(strstr(problem, "commit"));
    db_rollback(world_db);
    assert_non_null(strstr(problem, "commit"));
}

/* No test pulls the plug; what a power cut must not take hangs on these two words. */
SQL(writers_synchronous, "", "i", "PRAGMA synchronous");
SQL(writers_journal, "", "t", "PRAGMA journal_mode");
static void a_commit_is_on_the_disk(void **s) {
    struct act *a = world();
    assert_int_equal(num(db_one(a, writers_synchronous), 0), 2); /* FULL */
    assert_string_equal(text(db_one(a, writers_journal), 0), "wal");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_rollback_leaves_the_reason), TEST(a_commit_is_on_the_disk)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
