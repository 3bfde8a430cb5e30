/* The directory: lists with a filter, and the page of one party. */
#include "area/directory.h"
#include "area/access.h"
#include "area/calendar.h"
#include "area/editing.h"
#include "base/text.h"
#include "page/event_words.h"
#include "page/pages.h"
#include "page/party_words.h"

static const struct { const char *key, *kinds, *words; } tabs[] = {
    {"mechanisms", "mechanism region", TR("Mechanisms and regions")}, {"states", "state territory", TR("States and territories")},
    {"organizations", "organization", TR("Organizations")}};

void directory(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    access_may(a, SEE_PUBLIC, NULL);
    size_t tab = 0, n;
    for (size_t i = 0; i < COUNT(tabs); i++)
        if (same(query(v, "show"), tabs[i].key)) tab = i;
    struct party_line *l = directory_list(a, tabs[tab].kinds, query(v, "q"), &n);
    page_begin(v, tr(h->lang, "Directory"));
    put(h, "<nav class=\"tabs\" aria-label=\"%s\"><ul>", tr(h->lang, "Parts of the directory"));
    for (size_t i = 0; i < COUNT(tabs); i++) {
        put(h, "<li><a");
        link(h, "/directory?show=%s", tabs[i].key);
        if (i == tab) put(h, " aria-current=\"true\"");
        put(h, ">%s</a></li>", tr(h->lang, tabs[i].words));
    }
    put(h, "</ul></nav>\n<form method=\"get\" action=\"/directory\" class=\"filter\" role=\"search\"><input type=\"hidden\" name=\"show\" value=\"%s\">", tabs[tab].key);
    put(h, "<label for=\"f-q\">%s</label> <input id=\"f-q\" type=\"search\" name=\"q\" value=\"%s\"> ", tr(h->lang, "Name or acronym"), query(v, "q"));
    form_button(h, "quiet", TR("Find"));
    put(h, "</form>\n<p class=\"soft\">");
    if (blank(query(v, "q"))) say_n(h, "%d entry, in alphabetical order", "%d entries, in alphabetical order", (int64_t)n);
    else say_n(h, "%d entry found", "%d entries found", (int64_t)n);
    put(h, "</p>\n<ul class=\"columns\">\n");
    bool footnotes = false;
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><a");
        link(h, "/directory/%s", l[i].id);
        put(h, "><bdi>%s</bdi></a>", l[i].name);
        if (*l[i].acronym && !same(l[i].acronym, l[i].name)) put(h, " <span class=\"soft\"><bdi>%s</bdi></span>", l[i].acronym);
        if (*status_words(h->lang, l[i].status)) put(h, " <span class=\"tag\">%s</span>", status_words(h->lang, l[i].status));
        put(h, "</li>\n");
        footnotes |= *l[i].footnote != 0;
    }
    put(h, "</ul>\n");
    for (size_t i = 0; footnotes && i < n; i++)
        if (*l[i].footnote) put(h, "<p class=\"soft\">* <span lang=\"en\" dir=\"ltr\">%s</span></p>\n", l[i].footnote);
    data_links(v, tab == 0 ? "mechanisms members" : tab == 1 ? "members" : "organizations");
    put(h, "<p><a");
    link(h, "/data");
    put(h, ">%s</a></p>\n", tr(h->lang, access_would(a, EDIT_DIRECTORY, NULL) ? TR("All tables as files; bring a CSV file") : TR("All tables as files")));
    if (access_would(a, ADMINISTER, NULL)) {
        put(h, "<p><a");
        link(h, "/directory/new");
        put(h, ">%s</a></p>\n", tr(h->lang, "Add to the directory"));
    }
    page_end(v);
}

static void source_line(struct visit *v, const char *note, const char *from) {
    struct html *h = v->h;
    if (!blank(note)) put(h, " <span class=\"soft\"><bdi lang=\"en\">%s</bdi></span>", note);
    if (directory_unverified(from)) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "not verified"));
    else if (!blank(from)) put(h, "<br><span class=\"source\">%s <bdi lang=\"en\">%s</bdi></span>", tr(h->lang, "Source:"), from);
}

/* "Change", named by what it changes for those who hear it out of its place. */
static void change_link(struct visit *v, const char *party, bool fact, const char *entry, const char *what) {
    struct html *h = v->h;
    put(h, " <a class=\"edit\" aria-label=\"%s: %s\"", tr(h->lang, "Change"), what);
    if (fact) link(h, "/directory/%s/facts/%s", party, entry);
    else link(h, "/directory/%s/relations/%s", party, entry);
    put(h, ">%s</a>", tr(h->lang, "Change"));
}

/* Asked as the page behind the link asks: who is secretariat or convener only an administrator says. */
static bool may_change(struct visit *v, const char *party, const char *forum, const char *role) {
    struct entry *e = entry_new(v->act, "relation", party, forum);
    entry_set(e, "role", role);
    return entry_may(v->act, e);
}

static void facts(struct visit *v, const char *party, bool edits) {
    struct html *h = v->h;
    size_t n;
    struct fact_line *f = directory_facts(v->act, party, &n);
    if (!n) return;
    put(h, "<h2>%s</h2>\n<dl class=\"facts\">\n", tr(h->lang, "Facts"));
    for (size_t i = 0; i < n; i++) {
        if (!i || !same(f[i].name, f[i - 1].name)) put(h, "<dt>%s</dt>", fact_words(h->lang, f[i].name));
        put(h, "<dd><bdi lang=\"en\">%s</bdi>", f[i].value);
        if (f[i].disputed) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "sources disagree"));
        source_line(v, f[i].note, i && same(f[i].source, f[i - 1].source) && !f[i].disputed ? "" : f[i].source);
        if (edits) change_link(v, party, true, f[i].id, fact_words(h->lang, f[i].name));
        put(h, "</dd>\n");
    }
    put(h, "</dl>\n");
}

struct named_relation { const struct relation_line *line; const char *name; };
static int by_role_and_name(const void *x, const void *y, void *language) {
    const struct named_relation *p = x, *q = y;
    int order = strcmp(p->line->role, q->line->role);
    return order ? order : text_order(language, p->name, q->name);
}

static struct named_relation *named(struct visit *v, struct relation_line *l, size_t n) {
    struct named_relation *r = NEW_N(v->act->arena, struct named_relation, n);
    for (size_t i = 0; i < n; i++) r[i] = (struct named_relation){&l[i], party_name(v->act, l[i].party)};
    qsort_r(r, n, sizeof *r, by_role_and_name, (void *)(uintptr_t)v->act->lang->code);
    return r;
}

static void dates(struct visit *v, const struct relation_line *r) {
    struct html *h = v->h;
    if (*r->since && *r->until) put(h, " <span class=\"soft\">%s–%s</span>", r->since, r->until);
    else if (*r->since) put(h, " <span class=\"soft\">%s</span>", said(h, TR("since %s"), r->since));
    else if (*r->until) put(h, " <span class=\"soft\">%s</span>", said(h, TR("until %s"), r->until));
    if (r->permanent) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "permanent"));
    if (r->disputed) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "sources disagree"));
}

/* Three or more in one capacity of whom all the same is said: it is said once, above them. */
static bool all_alike(const struct named_relation *r, size_t n) {
    size_t i = 1;
    for (; i < n && same(r[i].line->role, r->line->role); i++)
        if (!same(r[i].line->note, r->line->note) || !same(r[i].line->source, r->line->source)) return false;
    return i > 2 && (*r->line->note || directory_unverified(r->line->source));
}

static void related(struct visit *v, const char *party, bool edits) {
    struct html *h = v->h;
    size_t n;
    bool alike = false;
    struct relation_line *l = directory_related(v->act, party, &n);
    struct named_relation *r = named(v, l, n);
    for (size_t i = 0; i < n; i++) {
        if (same(r[i].line->role, "part_of")) continue;
        if (!i || !same(r[i].line->role, r[i - 1].line->role)) {
            put(h, "<h2>%s</h2>\n", role_words(h->lang, r[i].line->role));
            alike = all_alike(&r[i], n - i);
            if (alike) {
                put(h, "<p>");
                source_line(v, r[i].line->note, r[i].line->source);
                put(h, "</p>\n");
            }
            put(h, "<ul class=\"columns\">\n");
        }
        put(h, "<li>");
        anchor(h, r[i].name, "/directory/%s", r[i].line->party);
        dates(v, r[i].line);
        if (!alike) source_line(v, r[i].line->note, directory_unverified(r[i].line->source) ? r[i].line->source : "");
        if (edits && may_change(v, r[i].line->party, party, r[i].line->role)) change_link(v, party, false, r[i].line->id, r[i].name);
        put(h, "</li>\n");
        if (i + 1 == n || !same(r[i].line->role, r[i + 1].line->role)) put(h, "</ul>\n");
    }
}

static void own_relations(struct visit *v, const char *party) {
    struct html *h = v->h;
    size_t n;
    struct relation_line *l = directory_relations(v->act, party, &n);
    if (!n) return;
    struct named_relation *r = named(v, l, n);
    put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", tr(h->lang, "Where it takes part"));
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>");
        anchor(h, r[i].name, "/directory/%s", r[i].line->party);
        put(h, ": %s", capacity_words(h->lang, r[i].line->role));
        dates(v, r[i].line);
        source_line(v, r[i].line->note, r[i].line->source);
        if (!same(r[i].line->role, "part_of") && may_change(v, party, r[i].line->party, r[i].line->role)) change_link(v, party, false, r[i].line->id, r[i].name);
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
}

static void forum_events(struct visit *v, const char *party) {
    struct html *h = v->h;
    size_t n;
    struct event_filter f = {.forum = party, .newest_first = true, .most = 13};
    struct event *e = calendar_list(v->act, &f, &n);
    if (!n) return;
    put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", tr(h->lang, "Meetings"));
    for (size_t i = 0; i < n && i < 12; i++) {
        put(h, "<li>%s: <a lang=\"en\"", event_days(v, &e[i]));
        link(h, "/events/%s", e[i].id);
        put(h, "><bdi>%s</bdi></a> <span class=\"soft\">", e[i].title);
        event_place(v, &e[i]);
        put(h, "</span>");
        event_tags(v, &e[i]);
        put(h, "</li>\n");
    }
    if (n > 12) {
        put(h, "<li><a");
        link(h, "/events?when=past&forum=%s", party);
        put(h, ">%s</a></li>\n", tr(h->lang, "All its meetings"));
    }
    put(h, "</ul>\n");
}

static void door(struct visit *v, const char *words) { put(v->h, ">%s</a></li>\n", tr(v->h->lang, words)); }

/* What those who keep this entry can do. */
static void doors(struct visit *v, const struct party_line *p, bool forum, bool edits) {
    struct html *h = v->h;
    bool names = forum || same(p->kind, "organization"), somewhere = access_would(v->act, EDIT_DIRECTORY, NULL);
    if (!edits && !(somewhere && !forum)) return;
    put(h, "<ul class=\"doors\">\n");
    if (edits && names) {
        put(h, "<li><a");
        link(h, "/directory/%s/edit", p->id);
        door(v, TR("Names and status"));
    }
    if (edits) {
        put(h, "<li><a");
        link(h, "/directory/%s/facts/new", p->id);
        door(v, TR("Add a fact"));
    }
    put(h, "<li><a");
    link(h, "/directory/%s/relations/new", p->id);
    door(v, forum ? TR("Add a member, chair or other party") : TR("Add a capacity in a mechanism"));
    if (edits && names) {
        put(h, "<li><a");
        link(h, "/events/new?forum=%s", p->id);
        door(v, TR("Add a meeting"));
    }
    put(h, "</ul>\n");
}

void directory_one(struct visit *v) {
    struct html *h = v->h;
    access_may(v->act, SEE_PUBLIC, NULL);
    struct party_line *p = directory_party(v->act, param(v, "party"));
    if (!p) return;
    page_crumb(v, tr(h->lang, "Directory"), "/directory");
    page_begin(v, p->name);
    if (*p->acronym) put(h, "<p class=\"lead\"><bdi>%s</bdi>", p->acronym);
    else put(h, "<p>");
    if (*status_words(h->lang, p->status)) put(h, " <span class=\"tag\">%s</span>", status_words(h->lang, p->status));
    put(h, "</p>\n");
    if (*p->footnote) put(h, "<p class=\"box\" lang=\"en\" dir=\"ltr\">* %s</p>\n", p->footnote);
    bool forum = same(p->kind, "mechanism") || same(p->kind, "region");
    struct subject u = {.party = p->id};
    bool edits = access_may(v->act, EDIT_DIRECTORY, &u);
    doors(v, p, forum, edits);
    facts(v, p->id, edits);
    if (forum) related(v, p->id, edits);
    own_relations(v, p->id);
    if (!forum) related(v, p->id, edits);
    if (forum || same(p->kind, "organization")) forum_events(v, p->id);
    history_part(v, p->id);
    page_end(v);
}
