/* Recording the adoption. */
#include "page/report_parts.h"
#include "page/pages.h"

void report_blocks_draw(struct visit *v, const struct report *p, const char *status) {
    struct html *h = v->h;
    size_t n;
    struct block *b = report_blocks(v->act, p, status, &n);
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing stands in the way."));
    else put(h, "<ul>\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>");
        if (b[i].number) {
            put(h, "<a");
            link(h, "/reports/%s/edit#e-%s", p->id, b[i].paragraph);
            put(h, ">%s</a>: ", said(h, TR("Paragraph %d"), b[i].number));
        }
        put(h, "%s</li>\n", b[i].why);
    }
    if (n) put(h, "</ul>\n");
}
