/* policy.h: whom one trusts for a log (C2SP tlog-policy): logs, witnesses, and which of the
 * witnesses must have signed. Read from any bytes; a mistake is told by its line. */
#ifndef BASE_POLICY_H
#define BASE_POLICY_H
#include "base/note.h"

enum { policy_most = 32 };
struct policy_log { struct note_key *key; const char *url; };       /* url: "" when none */
struct policy_witness { const char *name, *url; struct note_key *key; };
struct policy_group { const char *name; size_t need, n; int member[2 * policy_most]; }; /* members: witnesses from 0, groups from policy_most */
struct policy {
    size_t n_logs, n_witnesses, n_groups;
    struct policy_log log[policy_most];
    struct policy_witness witness[policy_most];
    struct policy_group group[policy_most];
    int quorum;                                                      /* as a member; -1: none */
};
struct policy *policy_read(struct arena *, const void *bytes, size_t n, const char **problem);
/* Enough witnesses signed it, and none of those known signed wrongly. */
bool policy_quorum(const struct policy *, const struct note *);
/* Signed by one of its logs whose name is the origin, and the quorum is there. */
bool policy_accepts(const struct policy *, const struct note *, const struct checkpoint *);
#endif
