/* A State's input as a whole: sections, who holds them, whose turn it is. Its own people only. */
#include "area/input.h"
#include "area/directory.h"
#include "area/release.h"
#include "area/reminder.h"
#include "area/round.h"
#include "base/text.h"
#include "page/clearance.h"
#include "page/pages.h"
#include "page/section_title.h"

static bool leads(struct visit *v, const struct input *i) { return access_may(v->act, LEAD_INPUT, &(struct subject){.round = i->round, .party = i->party}); }

/* A cleared section, for those who read what their State released, also to itself alone. */
static const char *where(struct visit *v, const struct section *s, const struct release *all, size_t n) {
    struct act *a = v->act;
    if (!same(s->state, "cleared") || !all) return stage_name(a, same(s->state, "cleared") ? "done" : s->stage);
    struct let_go l = release_since_cleared(all, n, s);
    if (l.how == LET_GO_NOT) return tr(v->h->lang, "cleared, not yet released");
    const char *day = lang_day(a->arena, v->h->lang, arena_copy_n(a->arena, l.at, 10));
    return l.how == LET_GO_STANDS ? said(v->h, TR("released on %s"), day) : said(v->h, TR("recalled on %s"), day);
}

static const struct release *released(struct act *a, const struct section *s, size_t *n) {
    *n = 0;
    if (!access_would(a, SEE_RELEASE, &(struct subject){.round = s->round, .party = s->party, .audience = "owner"})) return NULL;
    return release_history(a, s->round, s->party, NULL, n);
}

static void rows(struct visit *v, struct section *s, size_t n, bool lead) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n_all;
    const struct release *all = released(a, s, &n_all);
    put(h, "<table class=\"stack\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "Section"), tr(h->lang, "Given to"), tr(h->lang, "Where it is"));
    for (size_t k = 0; k < n; k++) {
        const char *language = NULL, *title = section_title(a, &s[k], &language);
        put(h, "<tr><td><a");
        link(h, "/sections/%s", s[k].id);
        put(h, ">");
        html_name(h, title, language);
        put(h, "</a></td><td><bdi>%s</bdi>", party_name(a, s[k].holder));
        size_t named;
        const char *const *names = section_named(a, &s[k], &named);
        for (size_t i = 0; i < named; i++) put(h, "<br><bdi>%s</bdi>", names[i]);
        if (*s[k].due) put(h, "<br><span class=\"soft\">%s</span>", lang_day(a->arena, h->lang, s[k].due));
        if (lead) {
            put(h, "<br><a");
            link(h, "/sections/%s/give", s[k].id);
            put(h, ">%s</a>", tr(h->lang, "Give"));
        }
        put(h, "</td><td>%s", where(v, &s[k], all, n_all));
        if (lead && section_turn(a, &s[k]).vacant) put(h, "<br><strong>%s</strong>", tr(h->lang, "Nobody holds this post."));
        bool said_when = same(s[k].state, "cleared") && all && release_since_cleared(all, n_all, &s[k]).how != LET_GO_NOT;
        if (!same(s[k].stage, "author") && !said_when) {
            put(h, "<br><span class=\"soft\">");
            say_f(h, "since %s", lang_day(a->arena, h->lang, arena_copy_n(a->arena, s[k].since, 10)));
            put(h, "</span>");
        }
        put(h, "</td></tr>\n");
    }
    put(h, "</tbody></table>\n");
}

static void lead_part(struct visit *v, const struct input *i) {
    struct html *h = v->h;
    if (input_has_before(v->act, i)) {
        put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "Begin from the round before"), tr(h->lang, "Copies what your State wrote in the round before into places that are still empty. Each answer stays marked until somebody has looked at it."));
        form_begin(h, "/inputs/%s/prefill", i->id);
        form_button(h, "quiet", TR("Copy from the round before"));
        form_end(h);
        put(h, "<p><a");
        link(h, "/inputs/%s/prefill", i->id);
        put(h, ">%s</a></p>\n", tr(h->lang, "What came from the round before"));
    }
    struct choice chains[COUNT(clearance_chains)];
    for (size_t k = 0; k < COUNT(chains); k++) chains[k] = (struct choice){clearance_chains[k], clearance_chain(h->lang, clearance_chains[k])};
    put(h, "<h2>%s</h2>\n", tr(h->lang, "How your State clears its sections"));
    form_begin(h, "/inputs/%s/clearance", i->id);
    field_draw(h, v->act, &(struct field){.name = "clearance", .label = TR("Steps"), .hint = TR("Sections that wait at a step you take away go on to the next one. Those that are further on stay where they are."), .kind = FIELD_RADIO, .choices = chains, .n_choices = 3}, i->clearance);
    form_button(h, "quiet", TR("Save"));
    form_end(h);
}

void input_show(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct input *i = input_find(a, param(v, "input"));
    struct round *r = i ? round_find(a, i->round) : NULL;
    if (!r) return;
    if (r->synthetic) page_synthetic(v);
    size_t n;
    struct section *s = section_list(a, i, &n);
    bool lead = leads(v, i);
    page_crumb(v, tr(h->lang, "My work"), "/work");
    page_begin(v, said(h, TR("Input of %s"), party_name(a, i->party)));
    page_mistakes(v);
    put(h, "<p>");
    anchor(h, r->title, "/rounds/%s", r->id);
    put(h, "</p>\n");
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "No section is open to you yet. Your focal point gives sections out."));
    else rows(v, s, n, lead);
    put(h, "<ul class=\"doors\">\n");
    if (lead && n) {
        put(h, "<li><a");
        link(h, "/inputs/%s/give", i->id);
        put(h, ">%s</a></li>\n", tr(h->lang, "Give several sections"));
    }
    if (access_may(a, RELEASE_INPUT, &(struct subject){.round = i->round, .party = i->party})) {
        put(h, "<li><a");
        link(h, "/inputs/%s/release", i->id);
        put(h, ">%s</a></li>\n", tr(h->lang, "Release sections"));
    }
    put(h, "<li><a");
    link(h, "/inputs/%s/releases", i->id);
    put(h, ">%s</a></li>\n</ul>\n", tr(h->lang, "What we have released"));
    if (lead) lead_part(v, i);
    page_end(v);
}

void input_clearance_post(struct visit *v) {
    struct input *i = input_find(v->act, param(v, "input"));
    if (!i) return;
    int moved = 0;
    if (input_set_clearance(v->act, i, posted(v, "clearance"), v->base_url, &moved))
        reply_redirect_with(v, moved ? TR("Saved. Sections that waited at a step taken away went on; whoever is next was told by mail.") : TR("Saved."), "/inputs/%s", i->id);
    else if (page_invalid(v)) input_show(v);
}
