/* forms.h: the forms this server keeps, by version; compiled once per process and shared.
 * Public data: a form holds questions, never answers. */
#ifndef AREA_FORMS_H
#define AREA_FORMS_H
#include "area/form.h"
#include "base/act.h"

/* Keeps a form given as three CSV sheets; gives its id. Problems as of form_read; a version
 * that exists with other content is refused. Access: EDIT_DIRECTORY (secretariats), console. */
const char *forms_keep(struct act *, const char *survey, const char *choices, const char *settings, struct form_problem **);
/* The compiled form, shared by all and never freed; NULL and NOT_FOUND. */
const struct form *forms_get(struct act *, const char *id);
/* The national input form that ships, kept on first use; its id. */
const char *forms_national(struct act *);
#endif
