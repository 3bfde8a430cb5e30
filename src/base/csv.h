/* csv.h: comma-separated values as RFC 4180 writes them and spreadsheets save them: quotes,
 * CRLF or LF, a byte order mark, semicolons or tabs instead of commas (seen in the first
 * line). Rows live in the arena. Also what a table is to every reader of spreadsheets. */
#ifndef BASE_CSV_H
#define BASE_CSV_H
#include "base/buf.h"

struct record {
    int line;            /* where it begins in the file, from 1 */
    size_t n;
    char **cell;         /* clean text; never NULL */
};
struct csv_problem { int line, column; const char *words; }; /* words: a key of the catalogue */
enum { csv_most_odd = 20 };
struct table {
    size_t n;            /* records, the heading not counted */
    struct record heading, *record;
    size_t n_odd;        /* cells from which bidi or control characters were taken: the first of them */
    struct csv_problem odd[csv_most_odd];
};
/* NULL with the problem set when the text is no CSV: broken quotes, invalid UTF-8, more than
 * 200,000 records, 200 columns or 20 MB, rows of another width than the heading. */
struct table *csv_read(struct arena *, const char *text, size_t n, struct csv_problem *);
/* The cell of a record under the heading's column of that name; "" when there is none. */
const char *csv_cell(const struct table *, size_t record, const char *column);
int csv_column(const struct table *, const char *column); /* from 0; -1 when absent */

/* Writing. A cell that a spreadsheet would take for a formula (= + - @ tab first) gets an
 * apostrophe before it; plain numbers do not. */
void csv_write_cell(struct buf *, const char *value, bool last);
/* As it is, for what only this program reads again. */
void csv_write_plain(struct buf *, const char *value, bool last);
#endif
