/* xform.h: a form as XForm XML, the language of ODK Collect, Enketo and their servers; out and in.
 * What is read becomes the three sheets of a spreadsheet, so that there is one engine and one way of
 * naming what is wrong; rows are lines of the file. No entities, no network, bounded size. */
#ifndef DOCUMENT_XFORM_H
#define DOCUMENT_XFORM_H
#include "area/form.h"

struct bytes xform_write(struct arena *, const struct form *);
/* Two bytes enough to tell XML from a spreadsheet. */
bool xform_is(struct bytes);
/* false with the problems: no XML, no XForm, or holding what is not supported, all of it named. */
bool xform_read(struct arena *, struct bytes, struct form_sheets *, struct form_problem **);
#endif
