#include "base/buf.h"

static void let_go(void *thing) {
    struct buf *b = thing;
    free(b->data);
}

struct buf *buf_new(struct arena *m) {
    struct buf *b = NEW(m, struct buf);
    b->arena = m;
    b->data = calloc(1, 1);
    if (!b->data) bug("out of memory");
    arena_defer(m, let_go, b);
    return b;
}

void buf_reserve(struct buf *b, size_t n) {
    if (b->room - b->size > n) return;
    if (n > SIZE_MAX / 4) bug("absurd buffer");
    size_t room = b->room ? b->room : 256;
    while (room - b->size <= n) room *= 2;
    char *p = realloc(b->data, room);
    if (!p) bug("out of memory (%zu bytes)", room);
    b->data = p;
    b->room = room;
}

void buf_bytes(struct buf *b, const void *bytes, size_t n) {
    if (!n) return;
    buf_reserve(b, n);
    memcpy(b->data + b->size, bytes, n);
    b->size += n;
    b->data[b->size] = 0;
}

void buf_add(struct buf *b, const char *text) {
    if (text) buf_bytes(b, text, strlen(text));
}

void buf_char(struct buf *b, char c) { buf_bytes(b, &c, 1); }

void buf_printf(struct buf *b, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0) bug("bad format");
    buf_reserve(b, (size_t)n + 1);
    vsnprintf(b->data + b->size, (size_t)n + 1, format, list);
    b->size += (size_t)n;
    va_end(list);
}
