/* errand.h: what the release log asks of other servers, on the server's clock: signatures of its
 * witnesses, time stamps of an authority. Nobody waits for them; who does not answer in a few
 * seconds is asked again at the next round. */
#ifndef WEB_ERRAND_H
#define WEB_ERRAND_H
#include "store/db.h"
void errand_witnesses(struct arena *);
/* authority: URL of an RFC 3161 service, or NULL. */
void errand_stamps(struct db *, struct arena *, const char *authority);
#endif
