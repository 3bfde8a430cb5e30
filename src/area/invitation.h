/* invitation.h: an appointment until its person first signs in: mailed, mailed again,
 * corrected, withdrawn. A link belongs to one appointment and ends with it, and so does its
 * mail where it still waits in the outbox. Access: who may appoint for the party; of a first
 * focal point also the secretariat that invited it (INVITE), as long as nobody has come. */
#ifndef AREA_INVITATION_H
#define AREA_INVITATION_H
#include "area/people.h"

/* Mails the invitation of a mandate; base_url NULL: no mail (console). Internal use. */
bool invitation_send(struct act *, const struct appointment *, const char *person, const char *mandate);
/* Its link ends, also where the mail has not left yet. Internal use: the post ended. */
bool invitation_over(struct act *, const struct holder *);
/* A present post whose holder never signed in, for whoever may correct it; else NULL, without
 * a failure. sent: instant of the last mail, or "". */
struct holder *invitation_open(struct act *, const char *mandate, const char **sent);
/* First focal points invited by the office one acts for, who have not come yet. INVITE. */
struct holder *invitations_of_office(struct act *, size_t *n);
/* A new link, which ends the one before; at most three an hour for an address. */
bool invitation_again(struct act *, const char *mandate, const char *base_url);
/* Another address, name or language in one step: the old link ends and a new one goes out. Work
 * given to the person goes along. Gives the mandate that counts now; mistakes per field. */
const char *invitation_correct(struct act *, const char *mandate, const struct appointment *to);
bool invitation_withdraw(struct act *, const char *mandate);
#endif
