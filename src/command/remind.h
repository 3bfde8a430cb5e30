/* remind.h: sends to the outbox what is due of reminders, each mail in a transaction of its
 * own: from the server's clock and from `isthmus remind`. */
#ifndef COMMAND_REMIND_H
#define COMMAND_REMIND_H
#include "store/db.h"
/* db: a writing connection outside any transaction; print: say what was queued. The number
 * of mails queued; -1 after a failure, which *problem tells. */
int remind(struct db *, struct arena *, const char *base_url, bool print, const char **problem);
#endif
