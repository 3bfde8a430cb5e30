/* party_words.h: what the directory's codes are called on pages. */
#ifndef PAGE_PARTY_WORDS_H
#define PAGE_PARTY_WORDS_H
#include "area/editing.h"
#include "web/visit.h"

const char *status_words(const struct language *, const char *status);     /* "" for active */
const char *role_words(const struct language *, const char *role);         /* as a heading: "Members" */
const char *capacity_words(const struct language *, const char *role);     /* of one party: "member" */
const char *fact_words(const struct language *, const char *name);
const char *entry_field_words(const struct language *, const char *kind, const char *field);
/* A field's value as a reader knows it: yes and no, a role in words; others as they are. */
const char *entry_value_words(const struct language *, const char *field, const char *value);

/* Links to tables (names separated by a space) in each format. */
void data_links(struct visit *, const char *tables);
/* The newest changes of a party with a link to all; nothing when there are none. */
void history_part(struct visit *, const char *party);
/* Changes with what was and what is; whose page it is, for the way back after taking one back. */
enum history_of { HISTORY_OF_PARTY, HISTORY_OF_EVENT };
void history_lines(struct visit *, const struct change_line *, size_t n, enum history_of, const char *id);
#endif
