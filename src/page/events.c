/* The calendar of all fora as a list by year. */
#include "area/access.h"
#include "area/calendar.h"
#include "area/directory.h"
#include "page/pages.h"
#include "page/party_words.h"

static void filter(struct visit *v, const char *year) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n, k;
    const char **years = calendar_years(a, &n);
    struct party_line *fora = directory_list(a, "mechanism region", "", &k);
    put(h, "<form method=\"get\" action=\"/events\" class=\"filter\"><label for=\"f-year\">%s</label> <select id=\"f-year\" name=\"year\"><option value=\"\">%s</option>",
        tr(h->lang, "Year"), tr(h->lang, "All years"));
    for (size_t i = 0; i < n; i++) {
        put(h, "<option value=\"%s\"", years[i]);
        if (same(years[i], year)) put(h, " selected");
        put(h, ">%s</option>", years[i]);
    }
    put(h, "</select> <label for=\"f-forum\">%s</label> <select id=\"f-forum\" name=\"forum\"><option value=\"\">%s</option>", tr(h->lang, "Forum"), tr(h->lang, "All fora"));
    for (size_t i = 0; i < k; i++) {
        put(h, "<option value=\"%s\"", fora[i].id);
        if (same(fora[i].id, query(v, "forum"))) put(h, " selected");
        put(h, ">%s</option>", *fora[i].acronym ? fora[i].acronym : fora[i].name);
    }
    put(h, "</select> ");
    form_button(h, "quiet", TR("Show"));
    put(h, "</form>\n");
}

void events(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    access_may(a, SEE_PUBLIC, NULL);
    size_t n;
    bool chosen = *query(v, "forum") || *query(v, "year");
    size_t k;
    const char **years = calendar_years(a, &k), *year = chosen || !k ? query(v, "year") : years[0];
    struct event *e = calendar_events(a, year, query(v, "forum"), &n);
    page_begin(v, tr(h->lang, "Calendar"));
    filter(v, year);
    put(h, "<p class=\"soft\">");
    say_n(h, "%d meeting", "%d meetings", (int64_t)n);
    put(h, "</p>\n");
    for (size_t i = 0; i < n; i++) {
        if (!i || strncmp(e[i].starts, e[i - 1].starts, 4)) put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", arena_copy_n(a->arena, e[i].starts, 4));
        put(h, "<li><strong>%s</strong><br><bdi lang=\"en\">%s</bdi>", lang_days(a->arena, h->lang, e[i].starts, e[i].ends), e[i].title);
        if (*e[i].city || *e[i].iso3) {
            const char *country = lang_country(a->arena, h->lang, e[i].iso3);
            put(h, "<br><span class=\"soft\"><bdi>%s</bdi>", e[i].city);
            if (country) put(h, " · %s", country);
            put(h, "</span>");
        }
        if (*e[i].forum) {
            put(h, " ");
            anchor(h, e[i].forum_name, "/directory/%s", e[i].forum);
        } else if (*e[i].forum_name) {
            put(h, " <bdi>%s</bdi>", e[i].forum_name);
        }
        if (directory_unverified(e[i].source)) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "not verified"));
        put(h, "</li>\n");
        if (i + 1 == n || strncmp(e[i].starts, e[i + 1].starts, 4)) put(h, "</ul>\n");
    }
    data_links(v, "events");
    page_end(v);
}
