/* spreadsheet.h: .xlsx files: written sheet by sheet and row by row, and read as the tables that
 * csv.h knows. Written cells are words or numbers, never formulas. */
#ifndef DOCUMENT_SPREADSHEET_H
#define DOCUMENT_SPREADSHEET_H
#include "base/csv.h"
#include "base/lang.h"

struct spreadsheet;
struct spreadsheet_about { const struct language *lang; /* NULL: none */ const char *title, *author, *instant; };
struct spreadsheet *spreadsheet_open(struct arena *, const struct spreadsheet_about *);
/* A sheet (name of at most 31 characters without []:*?/\) and its heading; widths in letters. */
void spreadsheet_sheet(struct spreadsheet *, const char *name, const char *const *heading, const int *widths, size_t n);
/* One row of the open sheet. A cell of more than 32,000 characters, which no spreadsheet
 * takes, goes on in rows below it that repeat the others. */
void spreadsheet_row(struct spreadsheet *, const char *const *cells);
/* As spreadsheet_row, but plain decimal numbers become numbers. */
void spreadsheet_numbers(struct spreadsheet *, const char *const *cells);
struct bytes spreadsheet_close(struct spreadsheet *, const char **problem); /* once */

/* Reading: strict limits (20 MB unpacked 64, 200,000 rows, 200 columns), no formulas run (their
 * last value is read), no network, no document type. */
struct spreadsheet_problem { const char *sheet; int row, column; const char *words; }; /* words: a key */
struct sheet { const char *name; struct table *table; }; /* table NULL: an empty sheet */
struct sheets { size_t n; struct sheet *sheet; };
struct sheets *spreadsheet_read(struct arena *, struct bytes, struct spreadsheet_problem *); /* NULL with the problem */
#endif
