/* Any text as an expression: it is refused at a character that exists, or gives a value. */
#include "area/form/expression.h"
#include "base/text.h"

static bool known(void *thing, const char *name) { return *name; }
static const char *value(void *thing, const char *name) { return same(name, "d") ? "2025-03-18" : same(name, "n") ? "7" : "a b é"; }
static size_t values(void *thing, const char *name, const char *const **v) {
    static const char *const three[] = {"1", "", "2025-03-18"};
    *v = three;
    return COUNT(three);
}
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    if (!text_valid((const char *)bytes, n)) return 0; /* the readers of files promise this */
    struct arena *m = arena_new();
    char *words = text_clean(m, arena_copy_n(m, bytes, n));
    static char *cells[] = {(char *)(uintptr_t)"c", (char *)(uintptr_t)"region", (char *)(uintptr_t)"name"};
    static const struct record columns = {1, COUNT(cells), cells};
    struct expression_problem p = {0};
    struct expression *e = expression_read(m, words, &(struct naming){known, NULL, n % 2 ? &columns : NULL}, &p);
    int steps = 20000;
    struct scope s = {.arena = m, .self = "5", .row = cells, .today = "2026-11-24", .value = value, .values = values, .index = 1, .steps = &steps};
    const char *result = e ? expression_text(&s, e) : "";
    if (!text_valid(result, strlen(result))) bug("not UTF-8");
    if (!e && (!p.message || p.offset > text_length(words))) bug("a problem without a place");
    arena_end(m);
    return 0;
}
