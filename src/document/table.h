/* table.h: a table written as a file. One line a format in table.c: its name, its media type,
 * the function that writes it. Knows no domain and no web; everything lives in the arena.
 *   const struct table_format *f = table_format("csv");
 *   struct bytes b = f->write(arena, &(struct table_about){"members", numbers}, table); */
#ifndef DOCUMENT_TABLE_H
#define DOCUMENT_TABLE_H
#include "base/csv.h"
#include "store/db.h"

struct table_about {
    const char *name;   /* of the table: "members"; also of the file, before the dot */
    const bool *number; /* per column: whole numbers; NULL: none is */
};
struct table_format {
    const char *name;   /* "csv": as asked for, and the end of the file's name */
    const char *type;   /* media type */
    struct bytes (*write)(struct arena *, const struct table_about *, const struct table *);
};
const struct table_format *table_format(const char *name); /* NULL when there is none */
const struct table_format *table_format_nth(size_t i);     /* NULL after the last */
#endif
