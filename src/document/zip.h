/* zip.h: archives, made and read in memory (libzip). Reading is for foreign files: it refuses
 * what is too many, too large or packed too densely to be honest. */
#ifndef DOCUMENT_ZIP_H
#define DOCUMENT_ZIP_H
#include "base/buf.h"

struct zip_part { const char *name; struct bytes content; };
/* The parts in their order, with one fixed date, so that the same parts give the same bytes.
 * NULL data and the problem set when libzip fails. */
struct bytes zip_make(struct arena *, const struct zip_part *, size_t n, const char **problem);

struct archive;
/* NULL when it is no zip, has more than 2,000 entries or would unpack to more than `limit`. */
struct archive *zip_read(struct arena *, struct bytes, size_t limit);
/* One part, unpacked; data NULL when there is none of that name or it is broken. */
struct bytes zip_part_read(struct archive *, const char *name);
#endif
