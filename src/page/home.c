/* The first page, for somebody who comes for the first time: what this is, what is going on
 * now, how a round works and what a State keeps in its hands. */
#include "area/access.h"
#include "area/calendar.h"
#include "area/round.h"
#include "base/text.h"
#include "page/event_words.h"
#include "page/pages.h"

enum { most_rounds = 4, most_meetings = 3 };

static void one_round(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    put(h, "<li><h3><a");
    link(h, "/rounds/%s", r->id);
    put(h, ">");
    html_name(h, r->title, r->title_language);
    put(h, "</a></h3>\n");
    if (r->synthetic) put(h, "<p><span class=\"tag\">%s</span></p>\n", tr(h->lang, "synthetic data"));
    size_t n;
    struct round_step *s = round_steps(v->act, r->id, &n);
    for (size_t i = 0; i < n; i++)
        if (same(s[i].kind, "input"))
            put(h, "<p class=\"soft\">%s: %s</p>\n", round_step_name(v->act, s[i].kind), lang_days(v->act->arena, h->lang, s[i].starts, s[i].ends));
    put(h, "</li>\n");
}

static void open_rounds(struct visit *v) {
    struct html *h = v->h;
    size_t n, drawn = 0;
    struct round *r = round_list(v->act, &n);
    for (size_t i = 0; i < n && drawn < most_rounds; i++) {
        if (!same(r[i].status, "open")) continue;
        if (!drawn++) put(h, "<h2>%s</h2>\n<ul class=\"cards\">\n", tr(h->lang, "Open now"));
        one_round(v, &r[i]);
    }
    if (drawn) put(h, "</ul>\n");
    put(h, "<p><a href=\"/rounds\">%s</a></p>\n", tr(h->lang, "All review rounds"));
}

static void meetings(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct event_filter coming = {.from = arena_copy_n(v->act->arena, v->act->now, 10), .most = most_meetings};
    struct event *e = calendar_list(v->act, &coming, &n);
    put(h, "<h2>%s</h2>\n", tr(h->lang, "Meetings to come"));
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "None is announced at present."));
    else put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><strong>%s</strong><br><bdi lang=\"en\">%s</bdi> <span class=\"soft\">", event_days(v, &e[i]), e[i].title);
        event_place(v, &e[i]);
        put(h, "</span>");
        event_tags(v, &e[i]);
        put(h, "</li>\n");
    }
    if (n) put(h, "</ul>\n");
    put(h, "<p><a href=\"/events\">%s</a></p>\n", tr(h->lang, "The whole calendar"));
}

static void how(struct visit *v) {
    static const struct { const char *what, *words; } steps[] = {
        {TR("A State writes"), TR("Its ministries draft the national input together. Nobody outside the State sees a word of it.")},
        {TR("Its authority releases"), TR("Section by section, to whom it chooses: named parties, the members, partners, or everyone. It can recall what it released.")},
        {TR("The region reads"), TR("What was released stands side by side, question by question. Nothing ranks States or lists who has not answered.")},
        {TR("The forum reports"), TR("The secretariat writes the regional report from what was released. Each State cited sees its paragraphs first and can object.")}};
    struct html *h = v->h;
    put(h, "<h2>%s</h2>\n<ol class=\"steps\">\n", tr(h->lang, "How a review round works"));
    for (size_t i = 0; i < COUNT(steps); i++) put(h, "<li><strong>%s</strong> <span>%s</span></li>\n", tr(h->lang, steps[i].what), tr(h->lang, steps[i].words));
    put(h, "</ol>\n");
}

void home(struct visit *v) {
    struct html *h = v->h;
    access_may(v->act, SEE_PUBLIC, NULL);
    page_begin(v, tr(h->lang, "The regional interface of the Global Compact for Migration"));
    put(h, "<p class=\"lead\">%s</p>\n", tr(h->lang, "Regional fora of States use this server to help their members implement, follow up and review the Global Compact for Safe, Orderly and Regular Migration."));
    if (v->session) put(h, "<p><a class=\"button\" href=\"/work\">%s</a></p>\n", tr(h->lang, "My work"));
    else put(h, "<p><a class=\"button\" href=\"/sign-in\">%s</a> <span class=\"soft\">%s</span></p>\n", tr(h->lang, "Sign in"), tr(h->lang, "for those who were appointed by their State or secretariat"));
    open_rounds(v);
    how(v);
    meetings(v);
    page_end(v);
}
