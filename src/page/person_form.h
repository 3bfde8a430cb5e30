/* person_form.h: the fields that say whom to appoint, shared by the pages that appoint. */
#ifndef PAGE_PERSON_FORM_H
#define PAGE_PERSON_FORM_H
#include "area/people.h"
#include "web/visit.h"

/* Address, name and language of the person, as posted before. */
void page_person_fields(struct visit *);
/* What such a form posted. */
struct appointment page_appointment(struct visit *);
#endif
