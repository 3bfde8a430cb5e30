#include "base/arena.h"

/* Blocks double up to a limit, so that a small page touches one 16 kB block and a large
 * report few. */
enum { first_block = 16 * 1024, largest_step = 1024 * 1024 };

struct block {
    struct block *before;
    size_t size, used;
    _Alignas(16) char bytes[];
};
struct deferred {
    struct deferred *before;
    void (*call)(void *);
    void *thing;
};
struct arena {
    struct block *block;
    struct deferred *deferred;
    size_t used, next;
};

static void *get(size_t size) {
    void *p = malloc(size);
    if (!p) bug("out of memory (%zu bytes)", size);
    return p;
}

static struct block *block_new(struct block *before, size_t size) {
    struct block *b = get(sizeof *b + size);
    b->before = before;
    b->size = size;
    b->used = 0;
    return b;
}

struct arena *arena_new(void) {
    struct arena *m = get(sizeof *m);
    *m = (struct arena){.block = block_new(NULL, first_block), .next = 2 * first_block};
    return m;
}

static void run_deferred(struct arena *m) {
    while (m->deferred) {
        struct deferred *d = m->deferred;
        m->deferred = d->before;
        d->call(d->thing);
    }
}

void arena_reset(struct arena *m) {
    run_deferred(m);
    while (m->block->before) {
        struct block *b = m->block;
        m->block = b->before;
        free(b);
    }
    m->block->used = 0;
    m->used = 0;
    m->next = 2 * first_block;
}

void arena_end(struct arena *m) {
    if (!m) return;
    arena_reset(m);
    free(m->block);
    free(m);
}

void *arena_alloc(struct arena *m, size_t size) {
    if (size > SIZE_MAX / 2) bug("absurd allocation");
    size = (size + 15) & ~(size_t)15;
    if (m->block->size - m->block->used < size) {
        size_t room = m->next;
        if (m->next < largest_step) m->next *= 2;
        if (room < size) room = size;
        m->block = block_new(m->block, room);
    }
    void *p = m->block->bytes + m->block->used;
    m->block->used += size;
    m->used += size;
    return memset(p, 0, size);
}

void *arena_array(struct arena *m, size_t n, size_t size) {
    size_t all;
    if (__builtin_mul_overflow(n, size, &all)) bug("array overflow");
    return arena_alloc(m, all);
}

char *arena_copy_n(struct arena *m, const void *s, size_t n) {
    char *p = arena_alloc(m, n + 1);
    if (n) memcpy(p, s, n);
    return p;
}

char *arena_copy(struct arena *m, const char *s) { return s ? arena_copy_n(m, s, strlen(s)) : NULL; }

char *arena_vprintf(struct arena *m, const char *format, va_list list) {
    va_list again;
    va_copy(again, list);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0) bug("bad format");
    char *p = arena_alloc(m, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, list);
    return p;
}

char *arena_printf(struct arena *m, const char *format, ...) {
    va_list list;
    va_start(list, format);
    char *p = arena_vprintf(m, format, list);
    va_end(list);
    return p;
}

void arena_defer(struct arena *m, void (*call)(void *), void *thing) {
    struct deferred *d = NEW(m, struct deferred);
    *d = (struct deferred){.before = m->deferred, .call = call, .thing = thing};
    m->deferred = d;
}

size_t arena_used(const struct arena *m) { return m->used; }
