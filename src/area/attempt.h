/* attempt.h: rate limits: how often something was tried for a subject (an address, a network,
 * a person) in the last while. Subjects are kept as digests only and for a day. */
#ifndef AREA_ATTEMPT_H
#define AREA_ATTEMPT_H
#include "base/act.h"

/* Counts this try and fails the act (TOO_MANY) when more than `most` fell in `minutes`. The
 * count survives the failure only where the caller commits it; see attempt_allowed. */
bool attempt_allowed(struct act *, const char *kind, const char *subject, int most, int minutes);
/* The network of a client's address as one subject: an IPv4 address, the /64 of an IPv6 one
 * (a household has 2^64 addresses). */
const char *attempt_network(struct act *, const char *address);
bool attempt_note(struct act *, const char *kind, const char *subject);
#endif
