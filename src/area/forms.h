/* forms.h: the forms this server keeps, by version; compiled once per process and shared.
 * Public data: a form holds questions, never answers. */
#ifndef AREA_FORMS_H
#define AREA_FORMS_H
#include "area/form.h"
#include "base/act.h"

/* The form that the sheets make, or NULL (INVALID) with its problems as of form_read. */
struct form *forms_check(struct act *, const struct form_sheets *, struct form_problem **);
/* Keeps it; gives its id, that of the same form when it is kept already. Another content of a
 * version that exists is refused (CONFLICT). Access: EDIT_DIRECTORY (secretariats), console. */
const char *forms_keep(struct act *, const struct form_sheets *, struct form_problem **);
/* The sheets of a kept form, as they were given. NULL and NOT_FOUND. Public. */
struct form_sheets *forms_sheets(struct act *, const char *id);
/* The compiled form, shared by all and never freed; NULL and NOT_FOUND. */
const struct form *forms_get(struct act *, const char *id);
/* The national input form that ships, kept on first use; its id. */
const char *forms_national(struct act *);
#endif
