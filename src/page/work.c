/* What waits for the person signed in: inputs of their party and sections whose turn it is. */
#include "area/directory.h"
#include "area/form.h"
#include "area/forms.h"
#include "area/input.h"
#include "area/release.h"
#include "area/reminder.h"
#include "area/round.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/report_parts.h"
#include "page/section_title.h"

const char *section_title(struct act *a, const struct section *s, const char **language) {
    const struct form *f = forms_get(a, s->form);
    int i = f ? form_section(f, s->name) : -1;
    if (i < 0) return s->name;
    return form_words(f, &f->items[i].label, a->lang->code, language);
}

static bool my_turn(struct act *a, const struct section *s) {
    struct subject u = section_subject(s);
    return !same(s->state, "cleared") && (access_may(a, CLEAR_DRAFT, &u) || access_may(a, WRITE_DRAFT, &u));
}

/* Cleared and not released: the releasing authority's to do, and to know for those who lead. */
static bool to_release(struct visit *v, const struct input *i, const struct section *s, size_t n) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct subject u = {.round = i->round, .party = i->party};
    bool releases = access_may(a, RELEASE_INPUT, &u);
    if (!releases && !access_would(a, LEAD_INPUT, &u)) return false;
    size_t k;
    const struct release *all = release_history(a, i->round, i->party, NULL, &k);
    size_t waiting = release_waiting(all, k, s, n);
    if (!waiting) return false;
    put(h, "<p>");
    if (releases) {
        put(h, "<a");
        link(h, "/inputs/%s/release", i->id);
        put(h, ">");
        say_n(h, "%d cleared section can be released", "%d cleared sections can be released", (int64_t)waiting);
        put(h, "</a>");
    } else {
        say_n(h, "%d cleared section waits for its release by the releasing authority.", "%d cleared sections wait for their release by the releasing authority.", (int64_t)waiting);
    }
    put(h, "</p>\n");
    return releases;
}

static void one_input(struct visit *v, const struct input *i) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct round *r = round_find(a, i->round);
    if (!r) return;
    size_t n, mine = 0;
    struct section *s = section_list(a, i, &n);
    put(h, "<h2><a");
    link(h, "/inputs/%s", i->id);
    put(h, ">");
    html_name(h, r->title, r->title_language);
    put(h, "</a></h2>\n<p class=\"soft\">%s</p>\n<p><a", party_name(a, i->party));
    link(h, "/rounds/%s/waiting", r->id);
    put(h, ">%s</a></p>\n", tr(h->lang, "Waiting for whom"));
    const char *last = round_due(a, r->id);
    if (!blank(last)) {
        put(h, "<p class=\"soft\">");
        say_f(h, "Last day of the round for inputs: %s", lang_day(a->arena, h->lang, last));
        put(h, "</p>\n");
    }
    mine += to_release(v, i, s, n);
    put(h, "<ul class=\"plain rows\">\n");
    bool lead = access_would(a, LEAD_INPUT, &(struct subject){.round = i->round, .party = i->party});
    for (size_t k = 0; k < n; k++) {
        bool stuck = lead && section_turn(a, &s[k]).vacant;
        if (!stuck && !my_turn(a, &s[k])) continue;
        mine++;
        const char *language = NULL, *title = section_title(a, &s[k], &language);
        put(h, "<li><a");
        link(h, "/sections/%s", s[k].id);
        put(h, ">");
        html_name(h, title, language);
        put(h, "</a> <span class=\"soft\">%s", stage_name(a, same(s[k].state, "cleared") ? "done" : s[k].stage));
        if (*s[k].due) {
            put(h, " · ");
            say_f(h, "due on %s", lang_day(a->arena, h->lang, s[k].due));
        }
        put(h, "</span>");
        if (stuck) put(h, " <strong>%s</strong>", tr(h->lang, "Nobody holds this post."));
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
    if (!mine) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing waits for you here at present."));
}

static void rounds_to_begin(struct visit *v, const struct input *mine, size_t n_mine) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n;
    struct round *r = round_list(a, &n);
    for (size_t i = 0; i < n; i++) {
        bool begun = false;
        for (size_t k = 0; k < n_mine; k++) begun |= same(mine[k].round, r[i].id);
        if (begun || !same(r[i].status, "open") || !same(access_capacity(a, r[i].id, access_state(a)), "member")) continue;
        if (!access_may(a, LEAD_INPUT, &(struct subject){.round = r[i].id, .party = access_state(a)})) continue;
        put(h, "<section class=\"box\"><h2>");
        html_name(h, r[i].title, r[i].title_language);
        put(h, "</h2><p>%s</p>", tr(h->lang, "Your State is invited to this round. Nobody outside your State sees what you write until your releasing authority releases it."));
        form_begin(h, "/rounds/%s/input", r[i].id);
        form_button(h, "", TR("Begin the national input"));
        form_end(h);
        put(h, "</section>\n");
    }
}

void work(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    page_begin(v, tr(h->lang, "My work"));
    const char *f = access_function(a);
    if (!*f) put(h, "<p>%s</p>\n", tr(h->lang, "You hold no post at present. Your focal point or secretariat can give you one."));
    if (same(f, "secretariat")) report_tasks_draw(v);
    if (same(f, "secretariat") || same(f, "administrator")) {
        put(h, "<p><a");
        link(h, "/rounds");
        put(h, ">%s</a></p>\n<p><a", tr(h->lang, "Review rounds"));
        link(h, "/people");
        put(h, ">%s</a></p>\n", tr(h->lang, "Invite a focal point"));
        if (access_would(a, EDIT_DIRECTORY, NULL)) {
            put(h, "<p><a");
            link(h, "/calendar/align");
            put(h, ">%s</a></p>\n", tr(h->lang, "Align the calendar"));
        }
        if (same(f, "secretariat")) {
            size_t k;
            struct round *r = round_list(a, &k);
            put(h, "<ul class=\"plain\">\n");
            for (size_t i = 0; i < k; i++)
                if (same(r[i].host, a->party)) {
                    put(h, "<li>");
                    anchor(h, r[i].title, "/rounds/%s", r[i].id);
                    if (same(r[i].status, "open")) {
                        put(h, " · ");
                        anchor(h, tr(h->lang, "Waiting for whom"), "/rounds/%s/waiting", r[i].id);
                    }
                    put(h, "</li>\n");
                }
            put(h, "</ul>\n");
        }
        page_end(v);
        return;
    }
    report_tasks_draw(v);
    size_t n;
    struct input *i = input_list(a, &n);
    rounds_to_begin(v, i, n);
    for (size_t k = 0; k < n; k++) one_input(v, &i[k]);
    if (access_may(a, APPOINT, &(struct subject){.party = access_state(a)})) {
        put(h, "<p><a");
        link(h, "/people");
        put(h, ">%s</a></p>\n", tr(h->lang, "People and posts"));
    }
    page_end(v);
}

void input_start_post(struct visit *v) {
    struct round *r = round_find(v->act, param(v, "round"));
    const char *id = r ? input_start(v->act, r) : NULL;
    if (id) redirect_with(v, TR("The input has begun. Give its sections to those who will write them."), "/inputs/%s", id);
}
