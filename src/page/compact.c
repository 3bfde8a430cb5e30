/* The Compact: objectives by cluster, guiding principles. */
#include "area/compact.h"
#include "area/access.h"
#include "page/pages.h"
#include "page/party_words.h"

void compact(struct visit *v) {
    struct html *h = v->h;
    access_may(v->act, SEE_PUBLIC, NULL);
    size_t n, k;
    struct objective *o = compact_objectives(v->act, &n);
    struct principle *p = compact_principles(v->act, &k);
    page_begin(v, tr(h->lang, "The Global Compact for Migration"));
    put(h, "<p>%s</p>\n", tr(h->lang, "Twenty-three objectives in the four clusters of the global forum's round tables, and ten guiding principles (A/RES/73/195, A/RES/73/326). A title that stands in English on a page of another language has no official text at hand in that language."));
    for (int c = 1; c <= 4; c++) {
        put(h, "<h2><span lang=\"en\">%s</span></h2>\n<ul class=\"plain\">\n", compact_cluster(c));
        for (size_t i = 0; i < n; i++)
            if (o[i].cluster == c) put(h, "<li><strong>%d</strong> <span lang=\"%s\">%s</span> <span class=\"soft\">§%d</span></li>\n", o[i].number, o[i].language, o[i].title, o[i].paragraph);
        put(h, "</ul>\n");
    }
    put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", tr(h->lang, "Guiding principles"));
    for (size_t i = 0; i < k; i++) put(h, "<li><strong>%s</strong> <span lang=\"%s\">%s</span></li>\n", p[i].letter, p[i].language, p[i].name);
    put(h, "</ul>\n");
    data_links(v, "objectives principles");
    page_end(v);
}
