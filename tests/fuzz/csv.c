/* Any bytes as a CSV file. */
#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    struct csv_problem p;
    struct table *t = csv_read(m, arena_copy_n(m, bytes, n), n, &p);
    for (size_t i = 0; t && i < t->n; i++)
        if (t->record[i].n != t->heading.n) bug("a row of another width");
    arena_end(m);
    return 0;
}
