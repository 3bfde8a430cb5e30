/* Any bytes as the address of a tile and as a bundle of entries. */
#include "base/tile.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    struct tile t;
    char *s = arena_copy_n(m, bytes, n);
    if (tile_read_address(s, &t) && strcmp(tile_address(m, &t), s)) bug("another address");
    struct bytes all = {bytes, n}, e;
    struct buf *again = buf_new(m);
    size_t at = 0;
    while (bundle_next(all, &at, &e)) bundle_add(again, e);
    if (again->size != at || memcmp(again->data, bytes, at)) bug("another bundle");
    arena_end(m);
    return 0;
}
