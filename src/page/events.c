/* The calendar of all fora: a list, a month, a year over fora; one filter for the three. */
#include "page/events.h"
#include "area/access.h"
#include "area/compact.h"
#include "area/directory.h"
#include "base/clock.h"
#include "base/text.h"
#include "page/event_words.h"
#include "page/pages.h"
#include "page/party_words.h"

enum { a_page = 50 };

static void option_(struct html *h, const char *value, const char *words, const char *chosen) {
    put(h, "<option value=\"%s\"", value);
    if (same(value, chosen)) put(h, " selected");
    put(h, ">%s</option>", words);
}
static void select_(struct html *h, const char *name, const char *label, const char *all) {
    put(h, "<div class=\"field\"><label for=\"f-%s\">%s</label><select id=\"f-%s\" name=\"%s\"><option value=\"\">%s</option>", name, label, name, name, all);
}

struct named { const char *id, *name; };
static int by_name(const void *x, const void *y, void *l) {
    return text_order(((const struct language *)l)->code, ((const struct named *)x)->name, ((const struct named *)y)->name);
}

static void fora(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    const char *const *id = calendar_meeting_fora(v->act, &n);
    struct named *f = NEW_N(v->act->arena, struct named, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct party_line *p = directory_party(v->act, id[i]);
        f[i] = (struct named){id[i], p && *p->acronym ? p->acronym : party_name(v->act, id[i])};
    }
    qsort_r(f, n, sizeof *f, by_name, (void *)(uintptr_t)h->lang);
    select_(h, "forum", tr(h->lang, "Forum"), tr(h->lang, "All fora"));
    for (size_t i = 0; i < n; i++) option_(h, f[i].id, f[i].name, query(v, "forum"));
    put(h, "</select></div>\n");
}

static void objectives(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct objective *o = compact_objectives(v->act, &n);
    select_(h, "objective", tr(h->lang, "Objective"), tr(h->lang, "All objectives"));
    for (size_t i = 0; i < n; i++) {
        const char *number = arena_printf(v->act->arena, "%d", o[i].number);
        option_(h, number, arena_printf(v->act->arena, "%s. %s", number, text_cut(v->act->arena, *o[i].short_title ? o[i].short_title : o[i].title, 40)),
                query(v, "objective"));
    }
    put(h, "</select></div>\n");
}

/* For whom "mine" is asked: the State, else the body one acts for; "" for the public. */
static const char *me(struct visit *v) { return v->session ? access_state(v->act) : ""; }

static void filter(struct visit *v, const struct calendar_view *c) {
    struct html *h = v->h;
    put(h, "<details class=\"narrow\"");
    if (c->narrowed) put(h, " open");
    put(h, "><summary>%s</summary>\n<form method=\"get\" action=\"/events\" class=\"filters\">", tr(h->lang, "Show only some"));
    form_hidden(h, "view", c->view);
    if (same(c->view, "month")) form_hidden(h, "month", c->month);
    if (same(c->view, "year")) form_hidden(h, "year", c->year);
    if (same(c->view, "list")) form_hidden(h, "when", c->when);
    fora(v);
    objectives(v);
    select_(h, "place", tr(h->lang, "Where it meets"), tr(h->lang, "Anywhere"));
    for (size_t i = 0; world_parts[i]; i++) option_(h, world_parts[i], world_name(v->act->arena, h->lang, world_parts[i]), query(v, "place"));
    put(h, "</select></div>\n");
    if (*me(v)) {
        put(h, "<div class=\"field\"><label class=\"choice\"><input type=\"checkbox\" name=\"mine\" value=\"1\"");
        if (*c->filter.mine) put(h, " checked");
        put(h, "> %s</label></div>\n", tr(h->lang, "Only fora in which my party takes part"));
    }
    form_button(h, "quiet", TR("Show"));
    put(h, "</form></details>\n");
}

void calendar_link(struct visit *v, const struct calendar_view *c, const char *view, const char *name, const char *value) {
    link(v->h, "/events?view=%s&%s=%s&forum=%s&objective=%s&place=%s&mine=%s", view, name, value, query(v, "forum"), query(v, "objective"), query(v, "place"),
         *c->filter.mine ? "1" : "");
}

static void views(struct visit *v, const struct calendar_view *c) {
    struct html *h = v->h;
    const struct { const char *view, *words, *name, *value; } all[] = {{"list", TR("List"), "when", c->when}, {"month", TR("Month"), "month", c->month},
        {"year", TR("Year by forum"), "year", c->year}};
    put(h, "<nav class=\"tabs\" aria-label=\"%s\"><ul>", tr(h->lang, "Views of the calendar"));
    for (size_t i = 0; i < COUNT(all); i++) {
        put(h, "<li><a");
        calendar_link(v, c, all[i].view, all[i].name, all[i].value);
        if (same(c->view, all[i].view)) put(h, " aria-current=\"true\"");
        put(h, ">%s</a></li>", tr(h->lang, all[i].words));
    }
    put(h, "</ul></nav>\n");
}

static void one(struct visit *v, const struct event *e) {
    struct html *h = v->h;
    put(h, "<li><strong>%s</strong>", event_days(v, e));
    event_tags(v, e);
    put(h, "<br><a lang=\"en\"");
    link(h, "/events/%s", e->id);
    put(h, "><bdi>%s</bdi></a><br><span class=\"soft\"><bdi>%s</bdi>", e->title, e->forum_name);
    if (*e->city || *e->iso3 || same(e->mode, "online")) put(h, " · ");
    event_place(v, e);
    put(h, "</span></li>\n");
}

static void turn(struct visit *v, const struct calendar_view *c, int page, const char *words) {
    struct html *h = v->h;
    put(h, "<a");
    link(h, "/events?view=list&when=%s&forum=%s&objective=%s&place=%s&mine=%s&page=%s", c->when, query(v, "forum"), query(v, "objective"), query(v, "place"),
         *c->filter.mine ? "1" : "", arena_printf(v->act->arena, "%d", page));
    put(h, ">%s</a> ", tr(h->lang, words));
}

static void whens(struct visit *v, const struct calendar_view *c) {
    struct html *h = v->h;
    size_t n;
    const char **years = calendar_years(v->act, &n);
    put(h, "<form method=\"get\" action=\"/events\" class=\"filter\">");
    form_hidden(h, "view", "list");
    static const char *const kept[] = {"forum", "objective", "place", "mine"};
    for (size_t i = 0; i < COUNT(kept); i++)
        if (*query(v, kept[i])) form_hidden(h, kept[i], query(v, kept[i]));
    put(h, "<label for=\"f-when\">%s</label> <select id=\"f-when\" name=\"when\">", tr(h->lang, "When"));
    option_(h, "coming", tr(h->lang, "To come"), c->when);
    option_(h, "past", tr(h->lang, "Past, newest first"), c->when);
    for (size_t i = 0; i < n; i++) option_(h, years[i], years[i], c->when);
    if (strlen(c->when) == 10) option_(h, c->when, lang_day(v->act->arena, h->lang, c->when), c->when);
    put(h, "</select> ");
    form_button(h, "quiet", TR("Show"));
    put(h, "</form>\n");
}

static void list(struct visit *v, const struct calendar_view *c) {
    struct html *h = v->h;
    int64_t page = 1;
    size_t n, all = calendar_count(v->act, &c->filter);
    if (!text_number(query(v, "page"), &page) || page < 1 || page > 100000) page = 1;
    struct event_filter f = c->filter;
    f.skip = (int)(page - 1) * a_page;
    f.most = a_page;
    struct event *e = calendar_list(v->act, &f, &n);
    whens(v, c);
    put(h, "<p class=\"soft\">");
    say_n(h, "%d meeting", "%d meetings", (int64_t)all);
    put(h, "</p>\n");
    for (size_t i = 0; i < n; i++) {
        bool first = !i || strncmp(e[i].starts, e[i - 1].starts, 4), last = i + 1 == n || strncmp(e[i].starts, e[i + 1].starts, 4);
        if (first) put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", arena_copy_n(v->act->arena, e[i].starts, 4));
        one(v, &e[i]);
        if (last) put(h, "</ul>\n");
    }
    put(h, "<p>");
    if (page > 1) turn(v, c, (int)page - 1, TR("Page before"));
    if ((size_t)page * a_page < all) turn(v, c, (int)page + 1, TR("Next page"));
    put(h, "</p>\n");
}

/* The days a list, a month or a year spans. */
static void choose_days(struct visit *v, struct calendar_view *c) {
    struct arena *m = v->act->arena;
    const char *today = arena_copy_n(m, v->act->now, 10), *when = query(v, "when");
    c->month = month_is(query(v, "month")) ? query(v, "month") : arena_copy_n(m, today, 7);
    c->year = month_is(arena_printf(m, "%s-01", query(v, "year"))) ? query(v, "year") : arena_copy_n(m, same(c->view, "year") ? today : c->month, 4);
    if (same(c->view, "month")) {
        c->filter.from = arena_printf(m, "%s-01", c->month);
        c->filter.to = arena_printf(m, "%s-%d", c->month, month_days(c->month));
    } else if (same(c->view, "year")) {
        c->filter.from = arena_printf(m, "%s-01-01", c->year);
        c->filter.to = arena_printf(m, "%s-12-31", c->year);
    } else if (month_is(arena_printf(m, "%s-01", when))) {
        c->filter.from = arena_printf(m, "%s-01-01", when);
        c->filter.to = arena_printf(m, "%s-12-31", when);
    } else if (clock_is_day(when)) {
        c->filter.from = c->filter.to = when;
    } else {
        struct event_filter coming = c->filter;
        coming.from = today;
        bool past = same(when, "past") || (!same(when, "coming") && !calendar_count(v->act, &coming));
        if (past) c->filter.to = clock_day_add(m, today, -1), c->filter.newest_first = true;
        else c->filter.from = today;
        when = past ? "past" : "coming";
    }
    c->when = when;
}

void events(struct visit *v) {
    struct html *h = v->h;
    struct calendar_view c = {.view = same(query(v, "view"), "month") || same(query(v, "view"), "year") ? query(v, "view") : "list"};
    access_may(v->act, SEE_PUBLIC, NULL);
    c.filter = (struct event_filter){.forum = query(v, "forum"), .objective = query(v, "objective"), .place = "", .mine = *query(v, "mine") ? me(v) : ""};
    if (*query(v, "place")) c.filter.place = world_countries(v->act->arena, query(v, "place"));
    c.narrowed = *c.filter.forum || *c.filter.objective || *c.filter.place || *c.filter.mine;
    choose_days(v, &c);
    page_begin(v, tr(h->lang, "Calendar"));
    views(v, &c);
    filter(v, &c);
    if (same(c.view, "month")) month_view(v, &c);
    else if (same(c.view, "year")) year_view(v, &c);
    else list(v, &c);
    put(h, "<ul class=\"doors\"><li><a");
    link(h, "/feeds");
    put(h, ">%s</a></li>", tr(h->lang, "Subscribe to a calendar"));
    if (access_would(v->act, EDIT_DIRECTORY, NULL)) {
        put(h, "<li><a");
        link(h, "/events/new");
        put(h, ">%s</a></li><li><a", tr(h->lang, "Add a meeting"));
        link(h, "/events/incoming");
        put(h, ">%s</a></li>", tr(h->lang, "Bring a calendar (.ics)"));
    }
    put(h, "</ul>\n");
    data_links(v, "events");
    page_end(v);
}
