#include "unit.h"
#include "base/compare.h"
#include "base/buf.h"

/* The pieces as one line: kept, {gone}, [added]. */
static const char *shown(const char *x, const char *y) {
    size_t n;
    struct piece *p = words_compare(m, x, y, &n);
    struct buf *b = buf_new(m);
    for (size_t i = 0; i < n; i++) {
        assert_true(*p[i].words);
        assert_true(!i || p[i].change != p[i - 1].change);
        buf_printf(b, p[i].change == KEPT ? "%s" : p[i].change == GONE ? "{%s}" : "[%s]", p[i].words);
    }
    return b->data ? b->data : "";
}
static void differences_are_by_word(void **s) {
    assert_string_equal(shown("one two three", "one four three"), "one {two }[four ]three");
    assert_string_equal(shown("移民报告", "移徙报告"), "移{民}[徙]报告");
    assert_string_equal(shown("", "new"), "[new]");
    assert_string_equal(shown("old", ""), "{old}");
    assert_string_equal(shown("", ""), "");
    assert_string_equal(shown("the same", "the same"), "the same");
    assert_string_equal(shown("a b c d e", "a c d x e"), "a {b }c d [x ]e");
    assert_string_equal(shown("x x x ", "x x "), "x x {x }");
    assert_string_equal(shown("one\n\ntwo", "one\n\nand two"), "one\n\n[and ]two");
    assert_string_equal(shown("في البلد ثلاثة", "في المدينة ثلاثة"), "في {البلد }[المدينة ]ثلاثة");
}
/* Both texts can be put together again from the pieces, however they differ. */
static void no_word_is_lost(void **s) {
    unsigned seed = 7;
    for (int k = 0; k < 300; k++) {
        struct buf *x = buf_new(m), *y = buf_new(m), *a = buf_new(m), *b = buf_new(m);
        for (int i = 0; i < 30; i++) {
            seed = seed * 1103515245u + 12345u;
            buf_printf(seed >> 16 & 1 ? x : y, "%c ", 'a' + (int)(seed >> 20 & 3));
            if ((seed >> 18 & 3) == 3) buf_add(x, "z "), buf_add(y, "z ");
        }
        size_t n;
        struct piece *p = words_compare(m, x->data, y->data, &n);
        for (size_t i = 0; i < n; i++) {
            if (p[i].change != ADDED) buf_add(a, p[i].words);
            if (p[i].change != GONE) buf_add(b, p[i].words);
        }
        assert_string_equal(a->data, x->data);
        assert_string_equal(b->data, y->data);
    }
}
static void long_texts_end(void **s) {
    struct buf *x = buf_new(m), *y = buf_new(m);
    for (int i = 0; i < 30000; i++) buf_printf(x, "w%d ", i), buf_printf(y, i == 15000 ? "new " : "w%d ", i);
    size_t n;
    struct piece *p = words_compare(m, x->data, y->data, &n);
    assert_int_equal(n, 4); /* one word in thirty thousand is still found */
    assert_string_equal(p[1].words, "w15000 ");
    for (int i = 0; i < 5000; i++) buf_printf(x, "x%d ", i), buf_printf(y, "y%d ", i);
    size_t before = arena_used(m);
    words_compare(m, x->data, y->data, &n);
    assert_true(arena_used(m) - before < 30000000);
}
int main(void) {
    const struct CMUnitTest tests[] = {TEST(differences_are_by_word), TEST(no_word_is_lost), TEST(long_texts_end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
