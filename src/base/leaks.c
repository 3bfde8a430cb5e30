/* What the search for leaks of the sanitized builds overlooks: caches that drawing libraries keep
 * until the end. Here and not in a file, for a server that is confined reads no such file. */
#include "base/common.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEARCHES_LEAKS
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SEARCHES_LEAKS)
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void) { return "leak:libfontconfig\nleak:libpango\nleak:libcairo\n"; }
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
#endif
