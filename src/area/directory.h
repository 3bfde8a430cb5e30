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
/* "state", "mechanism", … or "" when unknown. */
const char *party_kind(struct act *, const char *party);

struct party_line { const char *id, *kind, *name, *acronym, *status, *footnote; };
/* All parties of the kinds (separated by spaces) whose name or acronym holds the words
 * (folded; "" for all), in the alphabetical order of the reader's language. */
struct party_line *directory_list(struct act *, const char *kinds, const char *words, size_t *n);
struct party_line *directory_party(struct act *, const char *id); /* NULL and NOT_FOUND */
struct fact_line { const char *id, *name, *value, *note, *source; bool disputed; };
struct fact_line *directory_facts(struct act *, const char *party, size_t *n);
struct relation_line { const char *id, *party, *role, *since, *until, *note, *source; bool permanent, disputed; };
/* Who stands in a relation to the party (its members, chair …), by role then name; and to
 * whom the party itself stands in one (the mechanisms of a State). */
struct relation_line *directory_related(struct act *, const char *party, size_t *n);
struct relation_line *directory_relations(struct act *, const char *party, size_t *n);
/* A source that nobody could check is marked "(memory)" in the data. */
bool directory_unverified(const char *source);
bool party_exists(struct act *, const char *party);
#endif
