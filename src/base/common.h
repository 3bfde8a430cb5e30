/* common.h: what every file of Isthmus includes first.
 * Standard headers, the ban list, and bug(): for what can only be our own mistake, never
 * for what a user, a file or a network can cause (those go through fail() in base/act.h).
 * bug() prints the place and aborts the process; the supervisor starts it again. */
#ifndef BASE_COMMON_H
#define BASE_COMMON_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define NORETURN __attribute__((noreturn))
#define UNUSED __attribute__((unused))
/* number of elements of an array (not of a pointer) */
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Bytes of any kind; who made them says where they live. */
struct bytes { const void *data; size_t size; };

NORETURN void bug_at(const char *file, int line, const char *format, ...) PRINTF(3, 4);
#define bug(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)

static inline bool same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }
static inline bool blank(const char *s) { return !s || !*s; }
#endif
