/* Results kept by a reader: the same rows while nobody writes, new ones with the next
 * transaction after a commit, and never those of a transaction that is still open elsewhere. */
#include "world.h"
#include "store/db.h"

SQL(kept_parties, "t", "kt", "SELECT id, website FROM party WHERE kind = $1 ORDER BY id");
SQL(kept_one, "k", "t", "SELECT website FROM party WHERE id = $1");
SQL(kept_change, "kt", "", "UPDATE party SET website = $2 WHERE id = $1");

static struct db *reader_of_world(void) {
    const char *folder = getenv("ISTHMUS_TEST_FOLDER"), *problem = NULL;
    struct db *db = db_open(m, arena_printf(m, "%s/world-%d.db", folder ? folder : "/tmp", world_count), DB_READ, &problem);
    assert_non_null(db);
    arena_defer(m, close_world, db);
    return db;
}
static struct act *reading(struct db *db) {
    struct act *a = NEW(m, struct act);
    act_start(a, m, db, lang_find("en"));
    return a;
}
static const char *website(struct db *db, const char *id) {
    const char *problem = NULL;
    assert_true(db_begin(db, &problem));
    struct act *a = reading(db);
    struct row *first = db_one(a, kept_one, id), *again_ = db_one(a, kept_one, id);
    assert_false(failed(a));
    assert_int_equal(!first, !again_);
    const char *found = first ? arena_copy(m, text(again_, 0)) : NULL;
    db_rollback(db);
    return found;
}
/* A reader ends what it read with ROLLBACK: what it keeps stays kept. */
static void kept_from_one_reading_to_the_next(void **state) {
    party(world(), "aaa", "state");
    struct db *db = reader_of_world();
    const struct row *seen[4];
    const char *problem = NULL;
    for (size_t i = 0; i < COUNT(seen); i++) {
        assert_true(db_begin(db, &problem));
        seen[i] = db_one(reading(db), kept_one, "aaa");
        assert_non_null(seen[i]);
        db_rollback(db);
    }
    assert_ptr_equal(seen[2], seen[1]); /* the rows themselves, not read again */
    assert_ptr_equal(seen[3], seen[1]);
}
static void commit_change(struct act *a, const char *id, const char *website_) {
    const char *problem = NULL;
    assert_true(db_begin(world_db, &problem));
    assert_true(db_do(a, kept_change, id, website_));
    assert_true(db_commit(world_db, &problem));
}

static void a_commit_is_seen_by_the_next_transaction(void **state) {
    struct act *a = world();
    party(a, "aaa", "state");
    struct db *db = reader_of_world();
    assert_string_equal(website(db, "aaa"), "");
    commit_change(a, "aaa", "https://one.example");
    assert_string_equal(website(db, "aaa"), "https://one.example");
    assert_string_equal(website(db, "aaa"), "https://one.example");
    const char *problem = NULL;
    assert_true(db_begin(world_db, &problem)); /* open elsewhere: not seen, and not kept */
    assert_true(db_do(a, kept_change, "aaa", "https://two.example"));
    assert_string_equal(website(db, "aaa"), "https://one.example");
    db_rollback(world_db);
    assert_string_equal(website(db, "aaa"), "https://one.example");
    assert_null(website(db, "bbb")); /* nothing is a result, too */
    party(a, "bbb", "state");
    assert_string_equal(website(db, "bbb"), "");
}

static void arguments_part_results_and_lists_are_the_callers_own(void **state) {
    struct act *a = world();
    party(a, "aaa", "state");
    party(a, "bbb", "mechanism");
    struct db *db = reader_of_world();
    const char *problem = NULL;
    for (int round = 0; round < 3; round++) {
        assert_true(db_begin(db, &problem));
        struct act *b = reading(db);
        struct rows *s = db_all(b, kept_parties, "state"), *x = db_all(b, kept_parties, "mechanism"), *none = db_all(b, kept_parties, "");
        assert_int_equal(s->n, 1);
        assert_int_equal(x->n, 1);
        assert_int_equal(none->n, 0);
        assert_string_equal(text(s->row[0], 0), "aaa");
        assert_string_equal(text(x->row[0], 0), "bbb");
        s->row[0] = x->row[0]; /* what one caller does to its list is not seen by the next */
        db_rollback(db);
    }
}

static const char *site_of(struct act *a) { return text(db_one(a, kept_one, "aaa"), 0); }

/* The writer keeps results, too: its own changes and what it takes back are seen at once. */
static void a_writer_sees_its_own_changes_and_what_it_takes_back(void **state) {
    struct act *a = world();
    party(a, "aaa", "state");
    const char *problem = NULL;
    for (int round = 0; round < 3; round++) {
        assert_true(db_begin(world_db, &problem));
        assert_true(db_do(a, kept_change, "aaa", "https://one.example"));
        assert_string_equal(site_of(a), "https://one.example");
        assert_string_equal(site_of(a), "https://one.example");
        assert_int_equal(db_all(a, kept_parties, "state")->n, 1);
        struct act b;
        act_start(&b, m, world_db, lang_find("en"));
        assert_true(db_act_begin(&b));
        assert_true(db_do(&b, kept_change, "aaa", "https://undone.example"));
        assert_string_equal(site_of(&b), "https://undone.example");
        fail(&b, CONFLICT, "no");
        assert_false(db_act_end(&b));
        assert_string_equal(site_of(a), "https://one.example");
        assert_true(db_do(a, kept_change, "aaa", "https://two.example"));
        assert_string_equal(site_of(a), "https://two.example");
        if (round == 1) db_rollback(world_db);
        else assert_true(db_commit(world_db, &problem));
        assert_true(db_begin(world_db, &problem));
        assert_string_equal(site_of(a), "https://two.example"); /* of the round before, when this one was undone */
        db_rollback(world_db);
    }
    assert_true(db_script(world_db, m, "UPDATE party SET website = 'https://script.example'", &problem));
    assert_true(db_begin(world_db, &problem));
    assert_string_equal(site_of(a), "https://script.example");
    db_rollback(world_db);
}

static void what_another_connection_commits_is_seen_by_a_writer(void **state) {
    struct act *a = world();
    party(a, "aaa", "state");
    const char *folder = getenv("ISTHMUS_TEST_FOLDER"), *problem = NULL;
    struct db *other = db_open(m, arena_printf(m, "%s/world-%d.db", folder ? folder : "/tmp", world_count), DB_WRITE, &problem);
    assert_non_null(other);
    arena_defer(m, close_world, other);
    struct act *b = reading(other);
    for (int round = 0; round < 2; round++) {
        assert_true(db_begin(world_db, &problem));
        assert_string_equal(site_of(a), round ? "https://other.example" : "");
        assert_true(db_commit(world_db, &problem));
        assert_true(db_begin(other, &problem));
        assert_true(db_do(b, kept_change, "aaa", "https://other.example"));
        assert_true(db_commit(other, &problem));
    }
}

static void what_is_kept_is_bounded(void **state) {
    struct act *a = world();
    char *long_words = arena_alloc(m, 100001);
    memset(long_words, 'x', 100000);
    party(a, "aaa", "state");
    commit_change(a, "aaa", long_words);
    struct db *db = reader_of_world();
    for (int i = 0; i < 3000; i++) {
        const char *found = website(db, i % 2 ? "aaa" : arena_printf(m, "none-%d", i));
        if (i % 2) assert_int_equal(strlen(found), 100000);
        else assert_null(found);
        if (i % 100 == 0) commit_change(a, "aaa", long_words);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(kept_from_one_reading_to_the_next), TEST(a_commit_is_seen_by_the_next_transaction), TEST(arguments_part_results_and_lists_are_the_callers_own),
        TEST(a_writer_sees_its_own_changes_and_what_it_takes_back), TEST(what_another_connection_commits_is_seen_by_a_writer), TEST(what_is_kept_is_bounded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
