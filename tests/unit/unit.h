/* unit.h: what every unit test includes first: cmocka with its needed headers, and an
 * arena per test. Run all: `make units`; one: build/san/unit/base/text. */
#ifndef UNIT_H
#define UNIT_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* cmocka's own; ours is base/act.h */
#include "base/arena.h"

static struct arena *m;
UNUSED static int fresh_arena(void **state) { (void)state; m = arena_new(); return 0; }
UNUSED static int end_arena(void **state) { (void)state; arena_end(m); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh_arena, end_arena)
#endif
