/* directory.h: parties (States, mechanisms, organizations, ministries …), their names in the
 * reader's language, dated relations and facts with sources. Public information: anyone may
 * read it; only secretariats change it (EDIT_DIRECTORY), each change kept with its author. */
#ifndef AREA_DIRECTORY_H
#define AREA_DIRECTORY_H
#include "base/act.h"

/* Name in the reader's language: countries by ISO code (base/lang.h), others as kept; English or
 * the acronym when there is no translation. Footnoted designations carry their mark ("*").
 * Unknown ids give the id itself. */
const char *party_name(struct act *, const char *party);
/* The footnote to show wherever the name shows, or "". */
const char *party_footnote(struct act *, const char *party);
/* "state", "mechanism", … or "" when unknown. */
const char *party_kind(struct act *, const char *party);

struct party_line { const char *id, *kind, *name, *acronym, *status, *footnote, *iso3; }; /* iso3: of a country, else "" */
/* All parties of the kinds (separated by spaces) that the words find ("" for all), those that
 * fit best first, then in the alphabetical order of the reader's language. */
struct party_line *directory_list(struct act *, const char *kinds, const char *words, size_t *n);
struct party_line *directory_party(struct act *, const char *id); /* NULL and NOT_FOUND */
/* How well words find a party, in every place where one looks for a party: best when they are
 * its code or begin its name, then when they begin a word of its names, then when they stand
 * anywhere in them; a country has other names too ("North Korea"). No words fit all. */
enum party_fit { FITS_NOT, FITS_SOMEWHERE, FITS_WORD, FITS_BEST };
enum party_fit party_fits(struct act *, const char *words, const char *id, const char *name, const char *acronym, const char *iso3);
struct fact_line { const char *id, *name, *value, *note, *source; bool disputed; };
struct fact_line *directory_facts(struct act *, const char *party, size_t *n);
struct relation_line { const char *id, *party, *role, *since, *until, *note, *source; bool permanent, disputed; };
/* Who stands in a relation to the party (its members, chair …), by role then name; and to
 * whom the party itself stands in one (the mechanisms of a State). */
struct relation_line *directory_related(struct act *, const char *party, size_t *n);
struct relation_line *directory_relations(struct act *, const char *party, size_t *n);
/* A source that nobody could check is marked "(memory)" in the data. */
bool directory_unverified(const char *source);
/* The names of all parties in each language, and their acronyms, in no order. */
const char *const *directory_names(struct act *, size_t *n);
bool party_exists(struct act *, const char *party);
#endif
