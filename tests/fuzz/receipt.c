/* Any bytes as a receipt: none is accepted, for none is signed by whom we trust. */
#include "area/log/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static const char text[] = "log PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\nquorum none\n";
    struct arena *m = arena_new();
    const char *problem = NULL;
    struct trusted t = {.policy = policy_read(m, text, sizeof text - 1, &problem)};
    if (!log_verify(m, &t, (struct bytes){"file", 4}, (struct bytes){arena_copy_n(m, bytes, n), n}).wrong) bug("accepted");
    arena_end(m);
    return 0;
}
