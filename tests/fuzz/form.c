/* Any survey sheet with two lists of choices, then its sections with some answers. */
#include "area/form.h"
#include "base/text.h"

static struct table *sheet(struct arena *m, const char *s, size_t n) {
    struct csv_problem p;
    return csv_read(m, s, n, &p);
}
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static const char choices[] = "list_name,name,label,region\nyesno,yes,Yes,south\nyesno,no,No,north\n", settings[] = "form_id,version\nf,1\n";
    struct arena *m = arena_new();
    struct form_sheets sheets = {sheet(m, arena_copy_n(m, bytes, n), n), sheet(m, choices, strlen(choices)), sheet(m, settings, strlen(settings))};
    struct form_problem *problems = NULL;
    struct form *f = sheets.survey ? form_read(m, &sheets, &problems) : NULL;
    if (sheets.survey && !f && !problems) bug("refused without a word");
    struct answers *a = answers_new(m);
    answers_put(a, "a", "yes");
    answers_put(a, "r[3]/k", "2");
    for (size_t i = 0; f && i < f->n_items; i++) {
        size_t k;
        if (f->items[i].level == 0) form_entries(m, f, (int)i, a, "fr", "2026-11-24", &k);
    }
    arena_end(m);
    return 0;
}
