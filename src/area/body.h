/* body.h: ministries, agencies and local governments of a State, kept by its own focal point:
 * renamed, or ended with their sections going where it says. Access: APPOINT on the State. */
#ifndef AREA_BODY_H
#define AREA_BODY_H
#include "area/people.h"

/* A present body of the State one acts for; else NULL and NOT_FOUND. */
struct body *body_find(struct act *, const char *body);
/* In the acting person's language, and wherever it had the same name. Mistake on "body". */
bool body_rename(struct act *, const char *body, const char *name);
/* Ends it: present posts of it end, its sections of all rounds go to the heir (the State itself
 * or another body of it), whose people are told once. Mistake on "heir". */
bool body_end(struct act *, const char *body, const char *heir, const char *base_url);
#endif
