/* people.h: persons and mandates: who may speak for a party, in which function, from when to
 * when. The secretariat invites a State's first focal point; that State appoints everyone
 * else. Every act is in the trail of the party concerned. */
#ifndef AREA_PEOPLE_H
#define AREA_PEOPLE_H
#include "base/act.h"

/* All functions of a mandate, NULL at the end; the words are page_function_name(). */
extern const char *const functions[];
bool function_known(const char *function);

struct holder {
    const char *mandate, *person, *name, *mail, *language, *zone;
    const char *party, *function, *since, *until; /* until: last day or "" */
    const char *ended;                            /* instant or "" */
    bool arrived;                                 /* the person has signed in at least once */
};
/* Who holds the function for the party today. No access: for mails and internal use. */
struct holder *people_with(struct act *, const char *party, const char *function, size_t *n);
/* All mandates of a State and its bodies, present ones first. Access: APPOINT. */
struct holder *people_of(struct act *, const char *state, size_t *n);
/* Present administrators and secretariats. Access: ADMINISTER. */
struct holder *people_of_server(struct act *, size_t *n);
/* The mandates of one person that count today. */
struct holder *people_mandates(struct act *, const char *person, size_t *n);

struct appointment {
    const char *party, *function, *mail, *name, *language;
    const char *since, *until; /* days; since NULL: today; until NULL: no end */
    const char *base_url;      /* for the link in the mail; NULL: no mail (console) */
    const char *round;         /* whose secretariat may see in its outbox that the invitation went, or NULL */
};
/* In which language to speak to somebody who may not have come yet: their own once they have
 * signed in, else that of the appointment (a mandate's id, or NULL). "" when unknown. Internal use. */
const char *people_spoken_to(struct act *, const char *person, const char *mandate);
/* Gives a mandate; makes the person when the address is new; mails an invitation. Access:
 * APPOINT on the party's State; or the first focal point of a State by a secretariat
 * (INVITE); or the console. Gives the mandate's id, or NULL with mistakes per field. */
const char *people_appoint(struct act *, const struct appointment *);
/* The same for the first focal point of a party, invited to a round; base_url NULL: no mail. */
const char *people_invite_focal_point(struct act *, const char *round, const char *party, const char *mail, const char *name,
                                      const char *language, const char *base_url);
/* A present post that the acting person may hand over or end (access as for appointing), or NULL. */
struct holder *people_post(struct act *, const char *mandate);
bool people_end(struct act *, const char *mandate);
/* One step: a new holder for the post, with its work (sections it was to write) and its
 * term; the old mandate ends now. The password-less account stays the old holder's own. */
const char *people_hand_over(struct act *, const char *mandate, const struct appointment *);
/* The same of a post found before. No access: the caller has asked. */
const char *people_replace(struct act *, const struct holder *, const struct appointment *to);
/* Any mandate by its id, or NULL. No access: internal use. */
struct holder *people_mandate(struct act *, const char *mandate);

/* The State of a ministry or local government; any other party is its own. */
const char *people_state(struct act *, const char *party);
struct body { const char *id, *name, *kind; };
/* Present ministries, agencies and local governments of a State, alphabetical (area/body.h). */
struct body *people_bodies(struct act *, const char *state, size_t *n);
/* Whether a body may have this name: mistakes on "body". */
bool people_body_name_fits(struct act *, const char *state, const char *body, const char *name);
/* Adds one (kind: ministry or local), unless the State has one of this name, whatever its
 * accents and capitals. Access: APPOINT. Gives its id. */
const char *people_add_body(struct act *, const char *state, const char *kind, const char *name);

struct person { const char *id, *mail, *name, *language, *zone; bool has_totp, digest; };
struct person *person_find(struct act *, const char *id);
struct person *person_by_mail(struct act *, const char *mail);
/* Own profile; field mistakes: name, language, zone. */
bool person_change(struct act *, const char *id, const char *name, const char *language, const char *zone, bool digest);
#endif
