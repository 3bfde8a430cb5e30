/* Review rounds for everyone: the list, and one round with its steps and who takes part.
 * Nothing here tells who has answered. */
#include "area/report.h"
#include "area/round.h"
#include "area/directory.h"
#include "area/input.h"
#include "base/text.h"
#include "page/pages.h"

static const char *status_words(const struct language *l, const char *status) {
    static const struct { const char *status, *words; } names[] = {{"planned", TR("planned")}, {"open", TR("open for input")}, {"closed", TR("closed for input")}, {"held", TR("held")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].status, status)) return tr(l, names[i].words);
    return status;
}

static void list(struct visit *v, struct round *r, size_t n, const char *status, const char *heading) {
    struct html *h = v->h;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (!same(r[i].status, status)) continue;
        if (!any) put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", heading);
        any = true;
        put(h, "<li><a");
        link(h, "/rounds/%s", r[i].id);
        put(h, ">");
        html_name(h, r[i].title, r[i].title_language);
        put(h, "</a>");
        if (r[i].synthetic) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "synthetic data"));
        size_t k;
        struct round_step *s = round_steps(v->act, r[i].id, &k);
        for (size_t j = 0; j < k; j++)
            if (same(s[j].kind, "conference") || (same(status, "open") && same(s[j].kind, "input")))
                put(h, "<br><span class=\"soft\">%s: %s <bdi>%s</bdi></span>", round_step_name(v->act, s[j].kind), lang_days(v->act->arena, h->lang, s[j].starts, s[j].ends), s[j].place);
        put(h, "</li>\n");
    }
    if (any) put(h, "</ul>\n");
}

void rounds(struct visit *v) {
    struct html *h = v->h;
    access_may(v->act, SEE_PUBLIC, NULL);
    size_t n;
    struct round *r = round_list(v->act, &n);
    page_begin(v, tr(h->lang, "Review rounds"));
    put(h, "<p>%s</p>\n", tr(h->lang, "Every four years States review in their regions how they implement the Compact, and the regions inform the global forum (paragraph 50). What a State writes is its own until it releases it."));
    if (same(access_function(v->act), "secretariat")) {
        put(h, "<p><a class=\"button\"");
        link(h, "/rounds/new");
        put(h, ">%s</a></p>\n", tr(h->lang, "Make a new round"));
    }
    put(h, "<p><a");
    link(h, "/forms");
    put(h, ">%s</a></p>\n", tr(h->lang, "The forms that States answer"));
    list(v, r, n, "open", tr(h->lang, "Open now"));
    list(v, r, n, "planned", tr(h->lang, "Planned"));
    list(v, r, n, "closed", tr(h->lang, "Closed for input"));
    list(v, r, n, "held", tr(h->lang, "Held"));
    page_end(v);
}

static void steps(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    size_t n;
    struct round_step *s = round_steps(v->act, r->id, &n);
    if (!n) return;
    put(h, "<h2>%s</h2>\n<ol class=\"steps\">\n", tr(h->lang, "Steps"));
    for (size_t i = 0; i < n; i++) {
        bool past = strncmp(s[i].ends, v->act->now, 10) < 0;
        put(h, "<li class=\"%s\"><strong>%s</strong> <span>%s", past ? "past" : "", round_step_name(v->act, s[i].kind), lang_days(v->act->arena, h->lang, s[i].starts, s[i].ends));
        if (*s[i].place) put(h, " · <bdi>%s</bdi>", s[i].place);
        put(h, "</span>");
        if (*s[i].note) put(h, "<span class=\"soft\"><bdi>%s</bdi></span>", s[i].note);
        if (directory_unverified(s[i].source) || directory_unverified(s[i].note)) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "not verified"));
        put(h, "</li>\n");
    }
    put(h, "</ol>\n");
}

static void parties(struct visit *v, const struct round *r) {
    static const struct { const char *capacity, *words; } capacities[] = {{"member", TR("Members")}, {"observer", TR("Observers")}, {"partner", TR("Partners")}};
    struct html *h = v->h;
    for (size_t c = 0; c < COUNT(capacities); c++) {
        size_t n;
        struct round_party *p = round_parties(v->act, r->id, capacities[c].capacity, &n);
        if (!n) continue;
        put(h, "<h2>%s</h2>\n<ul class=\"columns\">\n", tr(h->lang, capacities[c].words));
        for (size_t i = 0; i < n; i++) {
            put(h, "<li>");
            anchor(h, p[i].name, "/directory/%s", p[i].party);
            put(h, "</li>\n");
        }
        put(h, "</ul>\n");
    }
}

static void doors(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    struct subject u = round_subject(r);
    put(h, "<ul class=\"doors\">\n");
    if (access_may(v->act, RUN_ROUND, &u)) {
        put(h, "<li><a");
        link(h, "/rounds/%s/manage", r->id);
        put(h, ">%s</a></li>\n", tr(h->lang, "Manage this round"));
    }
    struct input *i = *access_function(v->act) ? input_of(v->act, r->id, access_state(v->act)) : NULL;
    if (i) {
        put(h, "<li><a");
        link(h, "/inputs/%s", i->id);
        put(h, ">%s</a></li>\n", tr(h->lang, "Our input"));
    } else if (same(r->status, "open") && same(access_capacity(v->act, r->id, access_state(v->act)), "member")) {
        put(h, "<li><a");
        link(h, "/work");
        put(h, ">%s</a></li>\n", tr(h->lang, "Our input"));
    }
    if (i || (same(r->status, "open") && access_may(v->act, SEE_WAITING, &u))) {
        put(h, "<li><a");
        link(h, "/rounds/%s/waiting", r->id);
        put(h, ">%s</a></li>\n", tr(h->lang, "Waiting for whom"));
    }
    put(h, "<li><a");
    link(h, "/rounds/%s/answers", r->id);
    put(h, ">%s</a></li>\n", tr(h->lang, "Released answers"));
    if (access_may(v->act, RUN_ROUND, &u) || report_of(v->act, r->id)) {
        put(h, "<li><a");
        link(h, "/rounds/%s/report", r->id);
        put(h, ">%s</a></li>\n", tr(h->lang, "Report"));
    }
    put(h, "</ul>\n");
}

void round_show(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    access_may(a, SEE_PUBLIC, NULL);
    struct round *r = round_find(a, param(v, "round"));
    if (!r) return;
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, tr(h->lang, "Review rounds"), "/rounds");
    page_titled_in(v, r->title_language);
    page_begin(v, r->title);
    put(h, "<p><span class=\"tag\">%s</span> ", status_words(h->lang, r->status));
    anchor(h, party_name(a, r->forum), "/directory/%s", r->forum);
    put(h, " · %s ", tr(h->lang, "run by"));
    anchor(h, party_name(a, r->host), "/directory/%s", r->host);
    put(h, "</p>\n");
    doors(v, r);
    steps(v, r);
    if (r->before || r->informs) {
        put(h, "<p>");
        if (r->before) {
            put(h, "<a");
            link(h, "/rounds/%s", r->before);
            put(h, ">%s</a>%s", tr(h->lang, "The round before"), r->informs ? " · " : "");
        }
        if (r->informs) {
            put(h, "<a");
            link(h, "/rounds/%s", r->informs);
            put(h, ">%s</a>", tr(h->lang, "The global forum it informs"));
        }
        put(h, "</p>\n");
    }
    parties(v, r);
    if (*r->source) put(h, "<p class=\"source\">%s <bdi lang=\"en\">%s</bdi></p>\n", tr(h->lang, "Source:"), r->source);
    page_end(v);
}
