#include "area/access.h"
#include "page/pages.h"

void home(struct visit *v) {
    struct html *h = v->h;
    access_may(v->act, SEE_PUBLIC, NULL);
    page_begin(v, tr(h->lang, "The regional interface of the Global Compact for Migration"));
    put(h, "<p class=\"lead\">%s</p>\n", tr(h->lang, "Regional fora of States use this server to help their members implement, follow up and review the Global Compact for Safe, Orderly and Regular Migration."));
    page_end(v);
}
