/* Any bytes as times, days, plural rules and Accept-Language headers. */
#include "base/clock.h"
#include "base/lang.h"
#include "base/plural.h"
#include "base/text.h"
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *m = arena_new();
    char *text = arena_copy_n(m, data, size);
    int64_t at;
    unsigned forms;
    clock_read(text, &at);
    if (clock_is_day(text)) clock_day_add(m, text, 400);
    struct plural *p = plural_read(m, text, &forms);
    for (int n = 0; p && n < 30; n++) plural_form(p, forms, n);
    lang_accept(text);
    if (text_valid(text, size)) {
        text_clean(m, text);
        text_line(m, text);
        lang_zone_known(text);
    }
    arena_end(m);
    return 0;
}
