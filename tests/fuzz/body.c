/* Any bytes as a query or an urlencoded body, and as text people typed. */
#include "base/text.h"
#include "web/site.h"
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *m = arena_new();
    struct pair *first = NULL;
    char *text = arena_copy_n(m, data, size);
    site_pairs(m, text, size, &first);
    for (struct pair *p = first; p; p = p->next) {
        text_fold(m, p->value);
        text_cut(m, p->value, 7);
        text_mail(m, p->value);
        text_direction(p->value);
        struct html *h = html_new(m, lang_find("ar"));
        html_words(h, p->value, "ar");
        put(h, "<a title=\"%s\">%s</a>", p->name, p->value);
    }
    arena_end(m);
    return 0;
}
