/* buf.h: bytes that grow. The bytes belong to the arena given at buf_new and end with it.
 * data is always followed by a 0 byte, so a buf that holds text can be read as a string.
 *   struct buf *b = buf_new(m); buf_add(b, "a"); buf_printf(b, "%d", 1); puts(b->data); */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include "base/arena.h"

struct buf {
    char *data;
    size_t size, room;
    struct arena *arena;
};
struct buf *buf_new(struct arena *);
void buf_bytes(struct buf *, const void *bytes, size_t n);
void buf_add(struct buf *, const char *text); /* NULL adds nothing */
void buf_char(struct buf *, char c);
void buf_printf(struct buf *, const char *format, ...) PRINTF(2, 3);
/* Makes room for n more bytes without changing size. */
void buf_reserve(struct buf *, size_t n);
#endif
