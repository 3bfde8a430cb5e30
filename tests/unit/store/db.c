/* What went wrong first is what the log says. */
#include "world.h"

static void a_rollback_leaves_the_reason(void **s) {
    world();
    const char *problem = "";
    assert_false(db_commit(world_db, &problem)); /* there is no transaction */
    assert_non_null(strstr(problem, "commit"));
    db_rollback(world_db);
    assert_non_null(strstr(problem, "commit"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_rollback_leaves_the_reason)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
