/* Tiles: the addresses and widths of the specification's examples, hashes out of tiles. */
#include "unit.h"
#include "base/tile.h"

static void addresses(void **state) {
    struct tile t = {.level = 0, .n = 1234067, .width = 256};
    assert_string_equal(tile_address(m, &t), "tile/0/x001/x234/067");
    static const char *const fine[] = {"tile/0/000", "tile/0/000.p/1", "tile/3/x001/234.p/255", "tile/entries/x001/x234/067", "tile/entries/999.p/17"};
    for (size_t i = 0; i < COUNT(fine); i++) {
        assert_true(tile_read_address(fine[i], &t));
        assert_string_equal(tile_address(m, &t), fine[i]);
    }
    static const char *const wrong[] = {"", "tile", "tile/0", "tile/0/", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/8/000", "tile/64/000", "tile/-1/000", "tile/0/x000/001",
        "tile/0/001/002", "tile/0/x001", "tile/0/x001/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p/1/", "tile/0/000/", "tile/entries/",
        "tile/entries/00a", "tile/0/../0", "/tile/0/000", "tile/0/x001/x000/x000/x000/x000/x000/000", "tile/0/000.p/1x"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        if (tile_read_address(wrong[i], &t)) print_error("taken: %s\n", wrong[i]);
        assert_false(tile_read_address(wrong[i], &t));
    }
}

/* "a tree of size 70,000": 273 full and one of 112, one full and one of 17, one of 1. */
static void widths(void **state) {
    assert_int_equal(tile_width_of(70000, 0, 272), 256);
    assert_int_equal(tile_width_of(70000, 0, 273), 112);
    assert_int_equal(tile_width_of(70000, 0, 274), 0);
    assert_int_equal(tile_width_of(70000, tile_entries, 273), 112);
    assert_int_equal(tile_width_of(70000, 1, 0), 256);
    assert_int_equal(tile_width_of(70000, 1, 1), 17);
    assert_int_equal(tile_width_of(70000, 2, 0), 1);
    assert_int_equal(tile_width_of(70000, 3, 0), 0);
    assert_int_equal(tile_width_of(256, 0, 0), 256);
    assert_int_equal(tile_width_of(256, 0, 1), 0);
    assert_int_equal(tile_width_of(256, 1, 0), 1);
    assert_int_equal(tile_hashes(UINT64_MAX, 8), 0);
}

enum { most = 1000 };
static unsigned char level[3][most * 32];
static const unsigned char *get(void *from, const struct tile *t) { return t->level > 2 ? NULL : level[t->level] + t->n * 256 * 32; }

static void hashes(void **state) {
    struct grown g = {0}, part = {0};
    struct tiles tiles = {get, NULL, 0};
    struct hashes h = {tiles_read, &tiles};
    for (int i = 0; i < most; i++) {
        struct digest d = merkle_leaf(&i, sizeof i), r, q;
        memcpy(level[0] + i * 32, d.of, 32);
        grown_add(&g, &d);
        grown_add(&part, &d);
        if (part.size == 256) {
            r = grown_root(&part);
            memcpy(level[1] + i / 256 * 32, r.of, 32);
            part = (struct grown){0};
        }
        tiles.size = (uint64_t)i + 1;
        r = grown_root(&g);
        assert_true(merkle_root(&h, tiles.size, &q) && digest_same(&q, &r));
    }
    struct digest d;
    assert_false(tiles_read(&tiles, 0, most, &d));
    assert_false(tiles_read(&tiles, 9, 1, &d)); /* not full yet */
}

static void bundles(void **state) {
    struct buf *b = buf_new(m);
    bundle_add(b, (struct bytes){"one", 3});
    bundle_add(b, (struct bytes){"", 0});
    char *longest = arena_alloc(m, tile_most_entry);
    bundle_add(b, (struct bytes){longest, tile_most_entry});
    struct bytes all = {b->data, b->size}, e;
    size_t at = 0;
    assert_true(bundle_next(all, &at, &e) && e.size == 3 && !memcmp(e.data, "one", 3));
    assert_true(bundle_next(all, &at, &e) && e.size == 0);
    assert_true(bundle_next(all, &at, &e) && e.size == tile_most_entry);
    assert_false(bundle_next(all, &at, &e));
    assert_int_equal(at, all.size);
    all.size--;
    for (at = 0; bundle_next(all, &at, &e);) {}
    assert_int_not_equal(at, all.size);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(addresses), TEST(widths), TEST(hashes), TEST(bundles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
