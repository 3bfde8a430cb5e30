/* arena.h: memory of one unit of work.
 * Everything an act makes lives in its arena and ends with it; nobody frees single pieces.
 * Allocation never returns NULL (out of memory stops the worker) and is zeroed.
 * Foreign objects (a libxml2 document) join through arena_defer, run last-in first-out.
 * An arena belongs to one thread at a time.
 *   struct arena *m = arena_new(); char *s = arena_printf(m, "%d", 5); arena_end(m); */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include "base/common.h"

struct arena;
struct arena *arena_new(void);
/* Runs the deferred calls and gives the memory back. NULL is fine. */
void arena_end(struct arena *);
/* Runs the deferred calls and forgets all content, keeping one block for the next act. */
void arena_reset(struct arena *);
void *arena_alloc(struct arena *, size_t size);
/* n elements of size bytes; an overflow of the product is a bug(). */
void *arena_array(struct arena *, size_t n, size_t size);
char *arena_copy(struct arena *, const char *s);               /* NULL gives NULL */
char *arena_copy_n(struct arena *, const void *s, size_t n);   /* n bytes and a final 0 */
char *arena_printf(struct arena *, const char *format, ...) PRINTF(2, 3);
char *arena_vprintf(struct arena *, const char *format, va_list);
/* call(thing) when the arena ends or is reset. */
void arena_defer(struct arena *, void (*call)(void *), void *thing);
/* bytes handed out since the start or the last reset: for tests and /dev/ */
size_t arena_used(const struct arena *);
#define NEW(arena, type) ((type *)arena_alloc(arena, sizeof(type)))
#define NEW_N(arena, type, n) ((type *)arena_array(arena, (n), sizeof(type)))
#endif
