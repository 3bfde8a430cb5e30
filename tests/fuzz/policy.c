/* Any bytes as a policy of logs and witnesses; what is read can be asked. */
#include "base/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    const char *problem = NULL, text[] = "o\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— x AAAAAAA=\n";
    struct policy *p = policy_read(m, bytes, n, &problem);
    if (!p && !problem) bug("refused without a reason");
    struct note *note = note_read(m, text, sizeof text - 1);
    if (p && policy_quorum(p, note) != (p->quorum < 0)) bug("a quorum of nobody");
    arena_end(m);
    return 0;
}
