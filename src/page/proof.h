/* proof.h: short codes for paper, from the release log. */
#ifndef PAGE_PROOF_H
#define PAGE_PROOF_H
#include "base/act.h"
/* Of a release, or of a version of a report, that the acting person may see; NULL when it has no line. */
const char *proof_code(struct act *, const char *subject);
#endif
