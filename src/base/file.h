/* file.h: whole files, read and written safely. */
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include "base/buf.h"

/* The whole file, or NULL (errno says why); refuses more than limit bytes (errno EFBIG). */
struct buf *file_read(struct arena *, const char *path, size_t limit);
/* Writes beside, syncs, renames: readers see the old bytes or the new, after a crash too. */
bool file_write(const char *path, const void *bytes, size_t n);
/* The same without waiting for the disk: after a power cut it may be neither, so only for what
 * can be made again. */
bool file_write_soon(const char *path, const void *bytes, size_t n);
bool file_exists(const char *path);
/* Makes the folder and those above it, mode 0700. */
bool file_folder(const char *path);

/* Files compiled into the program: schema/, lang/, static/, data/, forms/. */
struct embedded { const char *name; const unsigned char *bytes; size_t size; };
const struct embedded *embedded_find(const char *name); /* "static/isthmus.css", or NULL */
/* The first whose name is after `after` and begins with prefix, in order; NULL at the end. */
const struct embedded *embedded_next(const char *prefix, const char *after);
#endif
