/* directory.h: parties (States, mechanisms, organizations, ministries …), their names in the
 * reader's language, dated relations and facts with sources. Public information: anyone may
 * read it; only secretariats change it (EDIT_DIRECTORY), each change kept with its author. */
#ifndef AREA_DIRECTORY_H
#define AREA_DIRECTORY_H
#include "base/act.h"

/* Name in the reader's language: countries from ICU by ISO code, others as kept; English or
 * the acronym when there is no translation. Footnoted designations carry their mark ("*").
 * Unknown ids give the id itself. */
const char *party_name(struct act *, const char *party);
/* The footnote to show wherever the name shows, or "". */
const char *party_footnote(struct act *, const char *party);
bool party_exists(struct act *, const char *party);
#endif
