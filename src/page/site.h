/* site.h: the whole site as made from site.def, for the server and for tests. */
#ifndef PAGE_SITE_H
#define PAGE_SITE_H
#include "web/site.h"

struct site page_site(void);
#endif
