/* Any text as an expression: it is refused at a character that exists, or gives a value. */
#include "area/form/expression.h"
#include "base/text.h"

static int find(void *thing, const char *name) { return *name ? *name % 3 : -1; }
static const char *value(struct scope *s, int item) { return item == 1 ? "2025-03-18" : item == 2 ? "7" : "a b é"; }
static size_t values(struct scope *s, int item, const char *const **v) {
    static const char *const three[] = {"1", "", "2025-03-18"};
    *v = three;
    return COUNT(three);
}
static int position(struct scope *s, int levels, int repeat) { return levels; }
static const char *indexed(struct scope *s, int item, const int *repeat, const double *place, int n) { return n && place[0] == 1 ? "x" : ""; }
static const char *choice(struct scope *s, int item, const char *name) { return name; }
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    if (!text_valid((const char *)bytes, n)) return 0; /* the readers of files promise this */
    struct arena *m = arena_new();
    char *words = text_clean(m, arena_copy_n(m, bytes, n));
    static char *cells[] = {(char *)(uintptr_t)"c", (char *)(uintptr_t)"region", (char *)(uintptr_t)"name"};
    static const struct record columns = {1, COUNT(cells), cells};
    struct expression_problem p = {0};
    struct expression *e = expression_read(m, words, &(struct naming){find, find, NULL, n % 2 ? &columns : NULL, NULL}, &p);
    int steps = 20000;
    struct scope s = {.arena = m, .self = "5", .row = cells, .today = "2026-11-24", .value = value, .values = values, .position = position, .indexed = indexed, .choice = choice, .steps = &steps};
    const char *result = e ? expression_text(&s, e) : "";
    if (!text_valid(result, strlen(result))) bug("not UTF-8");
    if (!e && (!p.message || p.offset > text_length(words))) bug("a problem without a place");
    arena_end(m);
    return 0;
}
