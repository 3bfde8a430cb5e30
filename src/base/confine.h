/* confine.h: what a serving process gives up for good once its port is open, so that a fault in
 * the reading of foreign files finds nothing to take: it starts no other program, opens no
 * further port, writes nowhere but in its own folders, and reads neither home folders nor other
 * services' data (landlock, seccomp). Called by `serve` alone, while there is one thread. */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H
#include "base/common.h"

struct confinement {
    const char *const *write; /* folders to read and write in; ended by NULL */
    const char *const *read;  /* files and folders to read beside those of the system; those that are not there are passed over */
};
/* What could not be had stands in *lacking (plain English, for the log) and the rest holds: an
 * older kernel has no landlock, a container may forbid seccomp. NULL there when all holds. False
 * when something went wrong half way, and the program must not go on; *lacking says what. */
bool confine(const struct confinement *, const char **lacking);
#endif
