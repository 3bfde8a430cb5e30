/* The log: leaves in a transaction, tiles and checkpoints after it; every leaf proven at every
 * checkpoint; what was changed is named; an older database adds and signs nothing. */
#include "world.h"
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/tile.h"

SQL(unit_log_spoil, "ib", "", "UPDATE log_leaf SET body = $2 WHERE position = $1");
SQL(unit_log_shorten, "i", "", "DELETE FROM log_entry WHERE position >= $1");
SQL(unit_log_shorten_leaves, "i", "", "DELETE FROM log_leaf WHERE position >= $1");
SQL(unit_log_size, "i", "", "UPDATE log_state SET size = $1 WHERE id = 1");
SQL(unit_log_body, "i", "b", "SELECT body FROM log_leaf WHERE position = $1");
static const char *folder;
static const char sha[] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

static struct act *fresh(void) {
    static int count;
    const char *problem = NULL;
    struct act *a = world();
    folder = arena_printf(m, "%s/log-%d-%d", getenv("ISTHMUS_TEST_FOLDER") ? getenv("ISTHMUS_TEST_FOLDER") : "/tmp", (int)getpid(), ++count);
    assert_true(log_start(folder, "unit.example/log", &problem));
    return a;
}
static void add(struct act *a, int n) {
    for (int i = 0; i < n; i++) assert_true(log_add_file(a, "s", &(struct log_file){"content.json", sha}) >= 0);
}
static void publish(struct act *a) {
    const char *problem = NULL;
    if (!log_publish(a->db, m, &problem)) print_error("%s\n", problem);
    assert_null(problem);
}
static const char *check(struct act *a) { return log_check(again(a), true); }
static void finds(struct act *a, const char *words) {
    const char *wrong = check(a);
    if (!wrong || !strstr(wrong, words)) print_error("%s: %s\n", words, wrong ? wrong : "nothing");
    assert_true(wrong && strstr(wrong, words));
}

static void grows(void **state) {
    struct act *a = fresh();
    static const int steps[] = {1, 1, 5, 200, 49, 1, 255, 600};
    publish(a);
    for (size_t i = 0; i < COUNT(steps); i++) {
        add(a, steps[i]);
        publish(a);
        assert_null(check(a));
        assert_null(log_check(again(a), false));
    }
    size_t n;
    struct log_entry *e = log_entries(a, "s", &n);
    assert_int_equal(n, 1112);
    assert_int_equal(log_served(), 1112);
    for (size_t i = 0; i < n; i += 37) {
        assert_int_equal(e[i].position, (int64_t)i);
        struct log_proof *p = log_proof(m, &e[i]);
        assert_non_null(p);
        struct digest leaf = merkle_leaf(e[i].body.data, e[i].body.size);
        assert_true(merkle_included(&leaf, p->proof.index, p->checkpoint.size, p->proof.hash, p->proof.n, &p->checkpoint.root));
    }
    assert_false(file_exists(arena_printf(m, "%s/log/tile/0/000.p", folder)));
    assert_true(file_exists(arena_printf(m, "%s/log/tile/1/000.p/4", folder)));
    const char *problem = NULL;
    assert_true(log_start(folder, "another.example/log", &problem)); /* the name is the key's */
    assert_string_equal(log_key()->name, "unit.example/log");
    assert_int_equal(log_served(), 1112);
    add(a, 1);
    assert_null(log_proof(m, &log_entries(a, "s", &n)[1112])); /* not published yet: pending */
}

static void statements(void **state) {
    struct act *a = fresh();
    struct log_file f[] = {{"a \"b\"\n.pdf", sha}, {"content.json", sha}};
    struct log_said said[] = {{"party", "chl"}, {"round", "r"}, {"nothing", NULL}};
    assert_int_equal(log_add_statement(a, &(struct log_statement){"release", "r1", said, 3, f, 2}), 0);
    assert_int_equal(log_add_statement(a, &(struct log_statement){"release", "r2", said, 3, f, 2}), 1);
    size_t n;
    struct log_entry *e = log_entries(a, "r1", &n), *other = log_entries(a, "r2", &n);
    assert_true(strstr(e->payload.data, "\"party\":\"chl\"") && strstr(e->payload.data, "a \\\"b\\\"\\n.pdf") && !strstr(e->payload.data, "nothing"));
    assert_null(strstr(arena_copy_n(m, e->body.data, e->body.size), "chl"));
    assert_string_not_equal(e->sha256, other->sha256); /* the same said twice cannot be told from the leaves */
    struct bytes whole = log_signed(m, e);
    struct digest d = digest_of(whole.data, whole.size);
    assert_true(signature_fits(log_release_key(), &d, log_signature(m, e)));
    d.of[0] ^= 1;
    assert_false(signature_fits(log_release_key(), &d, log_signature(m, e)));
    assert_true(log_forget(a, "r1"));
    e = log_entries(a, "r1", &n);
    assert_null(e->payload.data);
    assert_non_null(e->body.data);
    publish(a);
    assert_null(check(a));
    assert_int_equal(log_by_code(a, e->code)->position, 0);
    assert_null(log_by_code(a, "AAAA-AAAA-AAAA"));
}

static void spoiled(void **state) {
    struct act *a = fresh();
    add(a, 300);
    publish(a);
    add(a, 10);
    publish(a);
    struct bytes was = bytes(db_one(a, unit_log_body, (int64_t)123), 0);
    db_do(a, unit_log_spoil, (int64_t)123, ((struct bytes){"x", 1}));
    finds(a, "leaf 123 ");
    assert_non_null(log_check(again(a), false));
    db_do(a, unit_log_spoil, (int64_t)123, was);
    assert_null(check(a));
    static const struct { const char *file; size_t at; const char *found; } files[] = {{"tile/0/000", 77 * 32 + 5, "leaf 77 "}, {"tile/0/001.p/54", 53 * 32, "leaf 309 "},
        {"tile/entries/000", 40, "at leaf 0"}, {"tile/1/000.p/1", 3, "tile/1/000.p/1"}, {"checkpoint", 20, "checkpoint"}, {"history", 6, "leaves 0 to 299"}};
    for (size_t i = 0; i < COUNT(files); i++) {
        const char *path = arena_printf(m, "%s/log/%s", folder, files[i].file);
        struct buf *b = file_read(m, path, 1 << 24);
        assert_non_null(b);
        b->data[files[i].at] ^= 1;
        assert_true(file_write(path, b->data, b->size));
        finds(a, files[i].found);
        b->data[files[i].at] ^= 1;
        assert_true(file_write(path, b->data, b->size));
        assert_null(check(a));
    }
    /* A leaf or an upper tile that does not give the last root: nothing more is signed. */
    const char *problem = NULL;
    add(a, 1);
    was = bytes(db_one(a, unit_log_body, (int64_t)300), 0);
    db_do(a, unit_log_spoil, (int64_t)300, ((struct bytes){"x", 1}));
    assert_false(log_publish(a->db, m, &problem));
    db_do(a, unit_log_spoil, (int64_t)300, was);
    const char *path = arena_printf(m, "%s/log/tile/1/000.p/1", folder);
    struct buf *b = file_read(m, path, 1 << 24);
    b->data[9] ^= 1;
    file_write(path, b->data, b->size);
    assert_false(log_publish(a->db, m, &problem));
    b->data[9] ^= 1;
    file_write(path, b->data, b->size);
    publish(a);
    assert_int_equal(log_served(), 311);
    /* Parts of a tile and the checkpoint, lost in a power cut, are made again at the next start. */
    static const char *const lost[] = {"tile/0/001.p/55", "tile/entries/001.p/55", "checkpoint"};
    for (size_t i = 0; i < COUNT(lost); i++) assert_int_equal(unlink(arena_printf(m, "%s/log/%s", folder, lost[i])), 0);
    assert_true(log_start(folder, "unit.example/log", &problem));
    publish(a);
    assert_null(check(a));
    for (size_t i = 0; i < COUNT(lost); i++) assert_true(file_exists(arena_printf(m, "%s/log/%s", folder, lost[i])));
    /* A line of the history cut short by a power cut was not served, and goes. */
    path = arena_printf(m, "%s/log/history", folder);
    b = file_read(m, path, 1 << 24);
    buf_add(b, "311");
    file_write(path, b->data, b->size);
    assert_null(check(a));
    add(a, 1);
    publish(a);
    assert_null(check(a));
}

/* Killed when a tile was full and its parts had gone, before the new checkpoint was in the history. */
static void killed_at_a_full_tile(void **state) {
    struct act *a = fresh();
    add(a, 200);
    publish(a);
    const char *const kept[] = {arena_printf(m, "%s/log/history", folder), arena_printf(m, "%s/log/checkpoint", folder)};
    struct buf *before[COUNT(kept)];
    for (size_t i = 0; i < COUNT(kept); i++) assert_non_null(before[i] = file_read(m, kept[i], 1 << 20));
    add(a, 60);
    publish(a);
    assert_false(file_exists(arena_printf(m, "%s/log/tile/entries/000.p/200", folder)));
    for (size_t i = 0; i < COUNT(kept); i++) assert_true(file_write(kept[i], before[i]->data, before[i]->size));
    assert_null(check(a));
    assert_null(log_check(again(a), false));
    const char *problem = NULL;
    assert_true(log_start(folder, "unit.example/log", &problem));
    publish(a);
    assert_int_equal(log_served(), 260);
    assert_null(check(a));
}

static void older(void **state) {
    struct act *a = fresh();
    const char *problem = NULL;
    int64_t n;
    add(a, 270);
    publish(a);
    db_do(a, unit_log_shorten, (int64_t)200);
    db_do(a, unit_log_shorten_leaves, (int64_t)200);
    db_do(a, unit_log_size, (int64_t)200);
    finds(a, "older backup");
    assert_false(log_publish(a->db, m, &problem));
    assert_non_null(strstr(problem, "isthmus log recover"));
    struct act *b = again(a);
    assert_int_equal(log_add_file(b, "s", &(struct log_file){"content.json", sha}), -1);
    assert_int_equal(b->failure, BROKEN);
    db_do(a, unit_log_size, (int64_t)200); /* what the refused act would have undone */
    assert_true(log_recover(a, &n));
    assert_int_equal(n, 70);
    assert_null(check(a));
    add(a, 1);
    publish(a);
    assert_null(check(a));
    assert_int_equal(log_served(), 271);
    /* The key is lost: no new one is made in silence. */
    assert_int_equal(unlink(arena_printf(m, "%s/keys/log", folder)), 0);
    assert_false(log_start(folder, "x.example/log", &problem));
    assert_non_null(strstr(problem, "isthmus log new"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(grows), TEST(statements), TEST(spoiled), TEST(killed_at_a_full_tile), TEST(older)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
