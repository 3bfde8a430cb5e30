/* Giving sections out: one, or several of an input at once. */
#include "area/directory.h"
#include "area/forms.h"
#include "area/input.h"
#include "area/people.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/section_title.h"

/* A body that has nobody yet says so before a section is given to it. */
static const char *body_words(struct visit *v, const struct body *b) {
    size_t authors, validators;
    people_with(v->act, b->id, "author", &authors);
    people_with(v->act, b->id, "validator", &validators);
    return authors + validators ? b->name : said(v->h, TR("%s (nobody is appointed there yet)"), b->name);
}

static void holder_field(struct visit *v, const char *state, const char *label, const char *chosen) {
    size_t n, c = 0;
    struct act *a = v->act;
    struct body *b = people_bodies(a, state, &n);
    struct choice *holders = NEW_N(a->arena, struct choice, n + 1);
    holders[c++] = (struct choice){state, party_name(a, state)};
    for (size_t i = 0; i < n; i++) holders[c++] = (struct choice){b[i].id, body_words(v, &b[i])};
    field_draw(v->h, a, &(struct field){.name = "holder", .label = label, .hint = TR("Authors of another ministry do not see it unless you open it below."), .kind = FIELD_SELECT, .required = true, .choices = holders, .n_choices = c}, chosen);
}

static void author_field(struct visit *v, const char *state) {
    size_t n, c = 0;
    struct act *a = v->act;
    struct holder *people = people_of(a, state, &n);
    struct choice *authors = NEW_N(a->arena, struct choice, n + 1);
    authors[c++] = (struct choice){"", tr(v->h->lang, "nobody in particular")};
    const char *comma = lang_comma(v->h->lang);
    for (size_t i = 0; i < n; i++) {
        bool writes = text_word("author validator focal_point alternate", people[i].function);
        if (*people[i].ended || !writes) continue;
        authors[c++] = (struct choice){people[i].person, arena_printf(a->arena, "%s%s%s%s%s", people[i].name, comma, page_function_name(v, people[i].function), comma, party_name(a, people[i].party))};
    }
    field_draw(v->h, a, &(struct field){.name = "author", .label = TR("A person of that body, by name"), .kind = FIELD_SELECT, .choices = authors, .n_choices = c}, posted(v, "author"));
}

static const char *again(struct visit *v, const char *name, const char *before) { return posted_has(v, name) ? posted(v, name) : before; }

/* As a hint of the day: drawn as it stands, for it has no entry of its own in the catalogue. */
static const char *last_day(struct visit *v, const char *round) {
    const char *last = round_due(v->act, round);
    return blank(last) ? "" : said(v->h, TR("Last day of the round for inputs: %s"), lang_day(v->act->arena, v->h->lang, last));
}

/* Both pages are drawn again after a mistake: what they read, they read as if there was none. */
void section_give_page(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    enum outcome was = a->failure;
    a->failure = OK;
    struct section *s = section_find(a, param(v, "section"));
    if (!s || !access_need(a, LEAD_INPUT, &(struct subject){.round = s->round, .party = s->party})) return;
    const char *language = NULL, *title = section_title(a, s, &language);
    page_crumb(v, tr(h->lang, "Sections"), "/inputs/%s", s->input);
    page_begin(v, said(h, TR("Give out: %s"), title));
    a->failure = was;
    page_mistakes(v);
    a->failure = OK;
    form_begin(h, "/sections/%s/give", s->id);
    holder_field(v, s->party, TR("Who writes this section"), again(v, "holder", s->holder));
    author_field(v, s->party);
    field_draw(h, a, &(struct field){.name = "due", .label = TR("Due on"), .hint = last_day(v, s->round), .kind = FIELD_DAY}, again(v, "due", s->due));
    field_draw(h, a, &(struct field){.name = "open", .label = TR("All bodies of our State may read this section"), .kind = FIELD_CHECK},
               v->in->method == POST ? posted(v, "open") : s->open_to_all ? "1" : "");
    form_button(h, "", TR("Save"));
    form_end(h);
    page_end(v);
    a->failure = was;
}

void section_give_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (!s) return;
    struct giving g = {.holder = posted(v, "holder"), .author = posted(v, "author"), .due = posted(v, "due"), .open = same(posted(v, "open"), "1")};
    if (sections_give(v->act, &s, 1, &g, v->base_url)) redirect_with(v, TR("Saved."), "/inputs/%s", s->input);
    else if (page_invalid(v)) section_give_page(v);
}

static int cluster_of(struct act *a, const struct section *s) {
    const struct form *f = forms_get(a, s->form);
    int i = f ? form_section(f, s->name) : -1;
    return i < 0 ? 0 : f->items[i].cluster;
}

static bool ticked(struct visit *v, const struct section *s) {
    int cluster = cluster_of(v->act, s);
    return text_word(posted_all(v, "section"), s->id) || (cluster && text_word(posted_all(v, "cluster"), arena_printf(v->act->arena, "%d", cluster)));
}

/* Check boxes of the sections of one cluster, and one for all of them; who has each stands beside. */
static void cluster_field(struct visit *v, const struct section *s, size_t n, int cluster) {
    struct html *h = v->h;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (cluster_of(v->act, &s[i]) != cluster) continue;
        if (!any) {
            any = true;
            put(h, "<fieldset class=\"field\"><legend>%s</legend>\n", cluster ? said(h, TR("Cluster %d"), cluster) : tr(h->lang, "Other sections"));
            if (cluster) {
                put(h, "<label class=\"choice\"><input type=\"checkbox\" name=\"cluster\" value=\"%d\"", cluster);
                if (text_word(posted_all(v, "cluster"), arena_printf(v->act->arena, "%d", cluster))) put(h, " checked");
                put(h, "> <strong>%s</strong></label>\n", said(h, TR("All of cluster %d"), cluster));
            }
        }
        const char *language = NULL, *title = section_title(v->act, &s[i], &language);
        put(h, "<label class=\"choice\"><input type=\"checkbox\" name=\"section\" value=\"%s\"", s[i].id);
        if (text_word(posted_all(v, "section"), s[i].id)) put(h, " checked");
        put(h, "> <span>");
        html_name(h, title, language);
        put(h, "<br><span class=\"soft\"><bdi>%s</bdi>", party_name(v->act, s[i].holder));
        if (*s[i].due) put(h, " · %s", lang_day(v->act->arena, h->lang, s[i].due));
        put(h, "</span></span></label>\n");
    }
    if (any) put(h, "</fieldset>\n");
}

void sections_give_page(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    enum outcome was = a->failure;
    a->failure = OK;
    size_t n;
    struct input *i = input_find(a, param(v, "input"));
    if (!i || !access_need(a, LEAD_INPUT, &(struct subject){.round = i->round, .party = i->party})) return;
    struct section *s = section_list(a, i, &n);
    page_crumb(v, tr(h->lang, "Our input"), "/inputs/%s", i->id);
    page_begin(v, tr(h->lang, "Give several sections"));
    a->failure = was;
    page_mistakes(v);
    a->failure = OK;
    form_begin(h, "/inputs/%s/give", i->id);
    put(h, "<div id=\"f-sections\" class=\"choices-columns\">\n");
    for (int cluster = 0; cluster <= 4; cluster++) cluster_field(v, s, n, cluster);
    put(h, "</div>\n");
    holder_field(v, i->party, TR("Who writes these sections"), again(v, "holder", ""));
    author_field(v, i->party);
    field_draw(h, a, &(struct field){.name = "due", .label = TR("Due on"), .hint = TR("Leave it empty, and each section keeps its day."), .kind = FIELD_DAY}, posted(v, "due"));
    field_draw(h, a, &(struct field){.name = "open", .label = TR("Open them to all bodies of our State"), .hint = TR("Those that are open already stay so."), .kind = FIELD_CHECK}, posted(v, "open"));
    form_button(h, "", TR("Give these sections"));
    form_end(h);
    page_end(v);
    a->failure = was;
}

void sections_give_post(struct visit *v) {
    struct act *a = v->act;
    size_t n, chosen = 0;
    struct input *i = input_find(a, param(v, "input"));
    struct section *s = i ? section_list(a, i, &n) : NULL;
    if (!s) return;
    struct section **given = NEW_N(a->arena, struct section *, n + 1);
    for (size_t k = 0; k < n; k++)
        if (ticked(v, &s[k])) given[chosen++] = &s[k];
    struct giving g = {.holder = posted(v, "holder"), .author = posted(v, "author"), .due = posted(v, "due"), .open = same(posted(v, "open"), "1"), .keep = true};
    if (sections_give(a, given, chosen, &g, v->base_url)) redirect_with(v, TR("Saved."), "/inputs/%s", i->id);
    else if (page_invalid(v)) sections_give_page(v);
}
