/* room.h: private to area/release: canonical bytes and the words of a cleared section. */
#ifndef AREA_RELEASE_ROOM_H
#define AREA_RELEASE_ROOM_H
#include "area/release.h"
#include "base/buf.h"

/* Canonical JSON (RFC 8785): sorted keys, no white space. salt "" gives the bytes whose
 * digest is the fingerprint of an offer. */
struct release_head { const char *round, *party, *section, *form_name, *form_version, *salt; };
struct buf *release_canonical(struct arena *, const struct release_head *, const struct release_content *);
/* The words of a cleared section as they stand; section_content asks for RELEASE_INPUT. */
bool release_gather(struct act *, const struct section *, struct release_content *);
struct release *release_rows(struct act *, struct rows *, size_t *n);
/* Ids of the parties a release names. No access: the caller has asked as its owner. */
const char *const *release_named_ids(struct act *, const char *release, size_t *n);
/* 4-4-4 letters that cannot be mistaken for one another. */
char *release_receipt(struct arena *);
/* Mails the receipt to who released. */
bool release_mail_receipt(struct act *, const char *input, const struct release *, size_t n, const char *base_url);
/* Mails the round's secretariat that paragraphs of its report are marked. */
bool release_tell_marked(struct act *, const struct release *, const char *base_url);
#endif
