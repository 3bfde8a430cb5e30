/* Any bytes as a proof from a log and as a call to a witness: what is read is written the same. */
#include "base/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    struct tlog_proof *p = tlog_proof_read(m, bytes, n);
    struct digest leaf = merkle_leaf(bytes, n);
    if (p && p->extra.size && memcmp(tlog_proof_text(m, p), bytes, n)) bug("another proof");
    if (p && merkle_included(&leaf, p->index, p->index + 1, p->hash, p->n, &leaf) && p->index) bug("included in what it is not");
    struct witness_call *c = witness_call_read(m, bytes, n);
    if (c && memcmp(witness_call_text(m, c), bytes, n)) bug("another call");
    if (c && c->n) merkle_consistent(c->old, &leaf, c->old * 2, &leaf, c->hash, c->n);
    arena_end(m);
    return 0;
}
