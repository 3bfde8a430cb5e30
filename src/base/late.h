/* late.h: libraries opened at the first call of one of their functions, not at the start. What
 * draws PDFs, speaks SMTP or talks to PostgreSQL brings sixty more libraries along: seven MB
 * of a server that has 24 and may never need them, and half of the time a command takes to
 * start. tools/late writes an entry for each function taken from them; nothing in the code
 * that calls shows it. Only in the release build for x86-64; elsewhere they are linked as
 * usual. The table of addresses is writable only while a library is being opened. */
#ifndef BASE_LATE_H
#define BASE_LATE_H
#include "base/common.h"

/* Called by the entries alone. Ends the program when the library is missing: what needs it
 * has begun and cannot go on. */
void *late_open(uint32_t entry);
#endif
