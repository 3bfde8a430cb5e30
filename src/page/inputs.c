/* A State's input as a whole: sections, who holds them, whose turn it is. Its own people only. */
#include "area/input.h"
#include "area/directory.h"
#include "area/people.h"
#include "area/reminder.h"
#include "area/round.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/section_title.h"

static bool leads(struct visit *v, const struct input *i) { return access_may(v->act, LEAD_INPUT, &(struct subject){.round = i->round, .party = i->party}); }

static void rows(struct visit *v, struct section *s, size_t n, bool lead) {
    struct html *h = v->h;
    struct act *a = v->act;
    put(h, "<table class=\"stack\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "Section"), tr(h->lang, "Given to"), tr(h->lang, "Where it is"));
    for (size_t k = 0; k < n; k++) {
        const char *language = NULL, *title = section_title(a, &s[k], &language);
        put(h, "<tr><td><a");
        link(h, "/sections/%s", s[k].id);
        put(h, ">");
        html_name(h, title, language);
        put(h, "</a></td><td><bdi>%s</bdi>", party_name(a, s[k].holder));
        if (*s[k].due) put(h, "<br><span class=\"soft\">%s</span>", lang_day(a->arena, h->lang, s[k].due));
        if (lead) {
            put(h, "<br><a");
            link(h, "/sections/%s/give", s[k].id);
            put(h, ">%s</a>", tr(h->lang, "Give"));
        }
        put(h, "</td><td>%s", stage_name(a, same(s[k].state, "cleared") ? "done" : s[k].stage));
        if (lead && section_turn(a, &s[k]).vacant) put(h, "<br><strong>%s</strong>", tr(h->lang, "Nobody holds this post."));
        if (!same(s[k].stage, "author")) {
            put(h, "<br><span class=\"soft\">");
            say_f(h, "since %s", lang_day(a->arena, h->lang, arena_copy_n(a->arena, s[k].since, 10)));
            put(h, "</span>");
        }
        put(h, "</td></tr>\n");
    }
    put(h, "</tbody></table>\n");
}

static void lead_part(struct visit *v, const struct input *i, const struct round *r) {
    struct html *h = v->h;
    if (r->before) {
        put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "Begin from the round before"), tr(h->lang, "Copies what your State wrote in the round before into places that are still empty. Each answer stays marked until somebody has looked at it."));
        form_begin(h, "/inputs/%s/prefill", i->id);
        form_button(h, "quiet", TR("Copy from the round before"));
        form_end(h);
        put(h, "<p><a");
        link(h, "/inputs/%s/prefill", i->id);
        put(h, ">%s</a></p>\n", tr(h->lang, "What came from the round before"));
    }
    struct choice chains[] = {{"author validator releaser", tr(h->lang, "Authors, then the validator of the ministry, then the releasing authority")},
        {"author releaser", tr(h->lang, "Authors, then the releasing authority")}, {"author validator", tr(h->lang, "Authors, then the validator")}};
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
    if (access_may(a, RELEASE_INPUT, &(struct subject){.round = i->round, .party = i->party})) {
        put(h, "<li><a");
        link(h, "/inputs/%s/release", i->id);
        put(h, ">%s</a></li>\n", tr(h->lang, "Release sections"));
    }
    put(h, "<li><a");
    link(h, "/inputs/%s/releases", i->id);
    put(h, ">%s</a></li>\n</ul>\n", tr(h->lang, "What we have released"));
    if (lead) lead_part(v, i, r);
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

/* A body that has nobody yet says so before a section is given to it. */
static const char *body_words(struct visit *v, const struct body *b) {
    size_t authors, validators;
    people_with(v->act, b->id, "author", &authors);
    people_with(v->act, b->id, "validator", &validators);
    return authors + validators ? b->name : said(v->h, TR("%s (nobody is appointed there yet)"), b->name);
}

/* Giving one section out. */
void section_give_page(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct section *s = section_find(a, param(v, "section"));
    if (!s || !access_need(a, LEAD_INPUT, &(struct subject){.round = s->round, .party = s->party})) return;
    size_t n, k, c = 0;
    struct body *b = people_bodies(a, s->party, &n);
    struct choice *holders = NEW_N(a->arena, struct choice, n + 1);
    holders[c++] = (struct choice){s->party, party_name(a, s->party)};
    for (size_t i = 0; i < n; i++) holders[c++] = (struct choice){b[i].id, body_words(v, &b[i])};
    struct holder *people = people_of(a, s->party, &k);
    struct choice *authors = NEW_N(a->arena, struct choice, k + 1);
    size_t m = 0;
    authors[m++] = (struct choice){"", tr(h->lang, "nobody in particular")};
    for (size_t i = 0; i < k; i++)
        if (!*people[i].ended) authors[m++] = (struct choice){people[i].person, arena_printf(a->arena, "%s%s%s", people[i].name, lang_comma(h->lang), page_function_name(v, people[i].function))};
    const char *language = NULL, *title = section_title(a, s, &language);
    page_crumb(v, tr(h->lang, "Sections"), "/inputs/%s", s->input);
    page_begin(v, said(h, TR("Give out: %s"), title));
    page_mistakes(v);
    form_begin(h, "/sections/%s/give", s->id);
    field_draw(h, a, &(struct field){.name = "holder", .label = TR("Who writes this section"), .hint = TR("Authors of another ministry do not see it unless you open it below."), .kind = FIELD_SELECT, .choices = holders, .n_choices = c}, s->holder);
    field_draw(h, a, &(struct field){.name = "author", .label = TR("A person by name, beside that body"), .kind = FIELD_SELECT, .choices = authors, .n_choices = m}, "");
    field_draw(h, a, &(struct field){.name = "due", .label = TR("Due on"), .kind = FIELD_DAY}, s->due);
    field_draw(h, a, &(struct field){.name = "open", .label = TR("All bodies of our State may read this section"), .kind = FIELD_CHECK}, s->open_to_all ? "1" : "");
    form_button(h, "", TR("Save"));
    form_end(h);
    page_end(v);
}

void section_give_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (!s) return;
    bool done = section_give(v->act, s, posted(v, "holder"), posted(v, "due"), same(posted(v, "open"), "1"));
    if (done && *posted(v, "author")) done = section_add_author(v->act, s, posted(v, "author"));
    if (done) redirect_with(v, TR("Saved."), "/inputs/%s", s->input);
    else if (page_invalid(v)) section_give_page(v);
}
