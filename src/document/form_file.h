/* form_file.h: a form as one XLSForm spreadsheet: sheets survey, choices, settings. */
#ifndef DOCUMENT_FORM_FILE_H
#define DOCUMENT_FORM_FILE_H
#include "area/form.h"
#include "document/spreadsheet.h"

/* false with the problem set: no spreadsheet, damaged, or without a sheet survey. Other sheets
 * are left alone. Names of sheets are taken in capitals or small letters. */
bool form_file_read(struct arena *, struct bytes, struct form_sheets *, struct spreadsheet_problem *);
struct bytes form_file_write(struct arena *, const struct form_sheets *, const char *title, const char **problem);
#endif
