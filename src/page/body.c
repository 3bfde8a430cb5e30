/* One ministry, agency or local government of one's State: another name, or its end, after a
 * list of what that takes along. */
#include "area/body.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/input.h"
#include "area/round.h"
#include "page/pages.h"
#include "page/section_title.h"

/* Read as if there was no mistake, when the page is drawn again after one. */
static struct body *found(struct visit *v) {
    enum outcome was = v->act->failure;
    v->act->failure = OK;
    struct body *b = body_find(v->act, param(v, "body"));
    if (b) v->act->failure = was;
    return b;
}

static void sections_of(struct visit *v, const struct body *b) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n, k, said = 0;
    struct input *in = input_list(a, &n);
    for (size_t i = 0; i < n; i++) {
        struct section *s = section_list(a, &in[i], &k);
        for (size_t j = 0; j < k; j++) {
            if (!same(s[j].holder, b->id)) continue;
            if (!said++) put(h, "<p>%s</p>\n<ul>", tr(h->lang, "It holds these sections:"));
            const char *language = NULL, *title = section_title(a, &s[j], &language);
            struct round *r = round_find(a, s[j].round);
            put(h, "<li><a");
            link(h, "/sections/%s", s[j].id);
            put(h, ">");
            html_name(h, title, language);
            put(h, "</a><br><span class=\"soft\">");
            if (r) html_name(h, r->title, r->title_language);
            put(h, "</span></li>\n");
        }
    }
    if (said) put(h, "</ul>\n");
    else put(h, "<p>%s</p>\n", tr(h->lang, "It holds no section."));
}

static void people_of_body(struct visit *v, const struct body *b) {
    struct html *h = v->h;
    size_t n, said = 0;
    struct holder *l = people_of(v->act, people_state(v->act, b->id), &n);
    for (size_t i = 0; i < n; i++) {
        if (!same(l[i].party, b->id) || *l[i].ended) continue;
        if (!said++) put(h, "<p>%s</p>\n<ul>", tr(h->lang, "These posts end with it; appoint the people for another body if they go on:"));
        put(h, "<li><bdi>%s</bdi> · %s</li>\n", l[i].name, page_function_name(v, l[i].function));
    }
    if (said) put(h, "</ul>\n");
}

static void end_form(struct visit *v, const struct body *b) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n, c = 0;
    const char *state = people_state(a, b->id);
    struct body *all = people_bodies(a, state, &n);
    struct choice *heirs = NEW_N(a->arena, struct choice, n + 1);
    heirs[c++] = (struct choice){state, party_name(a, state)};
    for (size_t i = 0; i < n; i++)
        if (!same(all[i].id, b->id)) heirs[c++] = (struct choice){all[i].id, all[i].name};
    form_begin(h, "/people/bodies/%s/end", b->id);
    field_draw(h, a, &(struct field){.name = "heir", .label = TR("Who gets its sections"), .hint = TR("With all that was written in them, also in earlier rounds. Its authors and validators are told by mail."), .kind = FIELD_SELECT, .choices = heirs, .n_choices = c},
               posted(v, "heir"));
    form_button(h, "danger", TR("End this body now"));
    form_end(h);
}

void body_page(struct visit *v) {
    struct html *h = v->h;
    struct body *b = found(v);
    if (!b) return;
    page_crumb(v, tr(h->lang, "People and posts"), "/people");
    page_begin(v, b->name);
    page_mistakes(v);
    enum outcome was = v->act->failure;
    v->act->failure = OK;
    form_begin(h, "/people/bodies/%s", b->id);
    field_draw(h, v->act, &(struct field){.name = "body", .label = TR("Name"), .hint = TR("Its sections, people and history stay with it."), .kind = FIELD_LINE, .required = true, .most = 200}, posted_has(v, "body") ? posted(v, "body") : b->name);
    form_button(h, "", TR("Rename"));
    form_end(h);
    put(h, "<h2>%s</h2>\n", tr(h->lang, "End it"));
    sections_of(v, b);
    people_of_body(v, b);
    end_form(v, b);
    v->act->failure = was;
    page_end(v);
}

void body_rename_post(struct visit *v) {
    if (body_rename(v->act, param(v, "body"), posted(v, "body"))) redirect_with(v, TR("Saved."), "/people");
    else if (page_invalid(v)) body_page(v);
}

void body_end_post(struct visit *v) {
    if (body_end(v->act, param(v, "body"), posted(v, "heir"), v->base_url)) redirect_with(v, TR("The body has ended. Its sections went where you said."), "/people");
    else if (page_invalid(v)) body_page(v);
}
