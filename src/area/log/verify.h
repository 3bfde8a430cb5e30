/* verify.h: is this file what the receipt says? Without a server or a database, from what the
 * verifier trusts: a policy (log, witnesses, quorum) and public keys. Takes any bytes. Checks
 * what other clients leave out, too: the digest among a statement's subjects, witnesses. */
#ifndef AREA_LOG_VERIFY_H
#define AREA_LOG_VERIFY_H
#include "base/policy.h"
#include "base/sign.h"

struct trusted { const struct policy *policy; const struct bytes *key; size_t n_keys; }; /* policy NULL: raw signatures only */
struct verdict {
    const char *wrong;           /* NULL: it is what the receipt says */
    const char *what;            /* "file", "statement", "subject", "signature" */
    const char *log;             /* name of the log; NULL for a raw signature */
    uint64_t index, size;
    size_t witnesses;
    bool stamped;                /* an RFC 3161 time stamp is there; whether it is good is not looked at */
};
struct verdict log_verify(struct arena *, const struct trusted *, struct bytes file, struct bytes receipt);
#endif
