/* Any bytes as a problem of alignment. What is read is solved for a moment: what comes out
 * keeps the rules, and its value is the one counted from nothing. */
#include "area/align.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    const char *problem = NULL;
    struct align_problem *p = align_read(m, (const char *)bytes, n, &problem);
    if (!p && !problem) bug("refused without a reason");
    if (p) {
        struct align_result r = align_solve(m, p, &(struct align_limits){.seed = 1, .iterations = 1000, .seconds = 1, .alternatives = 2});
        for (int k = 0; k < r.n_plans; k++) {
            struct align_value v = align_evaluate(m, p, r.plan[k].place);
            if (v.broken || v.total != r.plan[k].value.total || v.total < r.bound) bug("a plan is not what it was said to be");
        }
        if (r.impossible && r.smallest && !r.n_conflict) bug("impossible for no reason");
    }
    arena_end(m);
    return 0;
}
