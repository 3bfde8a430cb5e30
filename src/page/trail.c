/* The trail of one's own party: what was done, when, by whom. */
#include "area/trail.h"
#include "area/access.h"
#include "area/directory.h"
#include "page/pages.h"

enum { a_page = 50 };

void trail(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    const char *party = access_state(a), *before = *query(v, "before") ? query(v, "before") : NULL;
    size_t n;
    struct trail_entry *e = trail_read(a, party, before, a_page, &n);
    if (!e) return;
    page_begin(v, tr_f(a->arena, h->lang, TR("What was done for %s"), party_name(a, party)));
    put(h, "<p>%s</p>\n<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "Acts only, never words of an answer. Nobody can change or remove a line."), tr(h->lang, "When"), tr(h->lang, "Who"), tr(h->lang, "What"));
    for (size_t i = 0; i < n; i++)
        put(h, "<tr><td>%s</td><td><bdi>%s</bdi></td><td>%s <span class=\"soft\"><bdi>%s</bdi></span></td></tr>\n", lang_instant(a->arena, h->lang, e[i].at, a->zone),
            *e[i].person ? e[i].person : tr(h->lang, "the server"), e[i].deed, e[i].detail);
    put(h, "</tbody></table></div>\n");
    if (n == a_page) {
        put(h, "<p><a");
        link(h, "/trail?before=%s", e[n - 1].at);
        put(h, ">%s</a></p>\n", tr(h->lang, "Earlier"));
    }
    page_end(v);
}
