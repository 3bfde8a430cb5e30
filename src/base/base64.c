#include "base/base64.h"
#include <sodium.h>

char *base64_text(struct arena *m, const void *bytes, size_t n) {
    size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    return sodium_bin2base64(arena_alloc(m, room), room, bytes, n, sodium_base64_VARIANT_ORIGINAL);
}

struct bytes base64_bytes(struct arena *m, const char *text, size_t n, bool *fine) {
    unsigned char *out = arena_alloc(m, n / 4 * 3 + 4);
    size_t size = 0;
    const char *end = NULL;
    *fine = sodium_base642bin(out, n / 4 * 3 + 3, text, n, NULL, &size, &end, sodium_base64_VARIANT_ORIGINAL) == 0 && end == text + n;
    /* The library reads bits that padding should leave empty as it reads others. */
    if (*fine) *fine = n == sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL) - 1 && !strncmp(base64_text(m, out, size), text, n);
    out[*fine ? size : 0] = 0;
    return *fine ? (struct bytes){out, size} : (struct bytes){0};
}

bool base64_into(const char *text, size_t n, void *bytes, size_t size) {
    if (n != sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL) - 1) return false;
    size_t got = 0;
    const char *end = NULL;
    char again[128];
    if (sizeof again <= n) bug("too long");
    return sodium_base642bin(bytes, size, text, n, NULL, &got, &end, sodium_base64_VARIANT_ORIGINAL) == 0 && end == text + n && got == size &&
           !strncmp(sodium_bin2base64(again, sizeof again, bytes, size, sodium_base64_VARIANT_ORIGINAL), text, n);
}
