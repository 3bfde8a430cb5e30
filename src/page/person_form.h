/* person_form.h: the fields that say whom to appoint, shared by the pages that appoint. */
#ifndef PAGE_PERSON_FORM_H
#define PAGE_PERSON_FORM_H
#include "area/people.h"
#include "web/visit.h"

/* Address, name and language of the person, as posted before. */
void page_person_fields(struct visit *);
/* The same, filled with what is known of the person. */
void page_person_fields_of(struct visit *, const char *mail, const char *name, const char *language);
/* What such a form posted. */
struct appointment page_appointment(struct visit *);
#endif
