/* One step or one party of a round: changed, or taken out after a page that says what that
 * will do. Undoing is adding again: the form is filled in with what was taken out. */
#include "area/directory.h"
#include "area/round.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/round_parts.h"

static struct round *mine(struct visit *v) {
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return NULL;
    struct subject u = round_subject(r);
    return access_need(v->act, RUN_ROUND, &u) ? r : NULL;
}

static void begin(struct visit *v, const struct round *r, const char *title) {
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, r->title, "/rounds/%s", r->id);
    page_crumb(v, tr(v->h->lang, "Manage this round"), "/rounds/%s/manage", r->id);
    page_begin(v, title);
    page_mistakes(v);
}

/* Also while the form is drawn again after a mistake: what is read, is read as if there was none. */
static struct round_step *step_of(struct visit *v, const struct round *r) {
    enum outcome was = v->act->failure;
    v->act->failure = OK;
    struct round_step *s = round_step_find(v->act, r, param(v, "step"));
    if (s) v->act->failure = was;
    return s;
}

static void tell_field(struct visit *v, const struct round *r) {
    bool again = v->in->method == POST;
    field_draw(v->h, v->act, &(struct field){.name = "tell", .label = TR("Tell it by mail to those who lead for each party"), .hint = TR("In their language; the mails stand in the outbox."), .kind = FIELD_CHECK},
               again ? posted(v, "tell") : same(r->status, "open") ? "1" : "");
}
static const char *told(const struct visit *v) { return same(posted(v, "tell"), "1") ? v->base_url : NULL; }

/* The end of a page that asks first: yes, or back. */
static void take_out_end(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    form_button(h, "danger", TR("Take it out"));
    put(h, "<a");
    link(h, "/rounds/%s/manage", r->id);
    put(h, ">%s</a>", tr(h->lang, "Go back without changing anything"));
    form_end(h);
    page_end(v);
}

void round_step_page(struct visit *v) {
    struct html *h = v->h;
    struct round *r = mine(v);
    struct round_step *s = r ? step_of(v, r) : NULL;
    if (!s) return;
    if (v->in->method == POST) *s = (struct round_step){.id = s->id, .kind = posted(v, "kind"), .starts = posted(v, "starts"), .ends = posted(v, "ends"), .place = posted(v, "place"), .note = posted(v, "note")};
    begin(v, r, tr(h->lang, "Change a step"));
    form_begin(h, "/rounds/%s/steps/%s", r->id, s->id);
    round_step_fields(v, s);
    put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "With other dates, reminders begin anew. What was before stays in the trail."));
    tell_field(v, r);
    form_button(h, "", TR("Save"));
    form_end(h);
    put(h, "<p><a");
    link(h, "/rounds/%s/steps/%s/remove", r->id, s->id);
    put(h, ">%s</a></p>\n", tr(h->lang, "Take this step out"));
    page_end(v);
}

void round_step_change_post(struct visit *v) {
    struct round *r = mine(v);
    if (!r) return;
    struct round_step to = {.kind = posted(v, "kind"), .starts = posted(v, "starts"), .ends = posted(v, "ends"), .place = posted(v, "place"), .note = posted(v, "note")};
    if (round_change_step(v->act, r, param(v, "step"), &to, told(v))) redirect_with(v, TR("Saved."), "/rounds/%s/manage", r->id);
    else if (page_invalid(v)) round_step_page(v);
}

void round_step_remove_page(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct round *r = mine(v);
    struct round_step *s = r ? round_step_find(a, r, param(v, "step")) : NULL;
    if (!s) return;
    begin(v, r, tr(h->lang, "Take a step out?"));
    put(h, "<p class=\"box\"><strong>%s</strong> %s", round_step_name(a, s->kind), lang_days(a->arena, h->lang, s->starts, s->ends));
    if (*s->place) put(h, " · <bdi>%s</bdi>", s->place);
    put(h, "</p>\n<ul>\n<li>%s</li>\n<li>%s</li>\n<li>%s</li>\n</ul>\n", tr(h->lang, "It disappears from the page of the round, and its reminders end."),
        tr(h->lang, "What States wrote and released stays as it is."), tr(h->lang, "What it was stays in the trail; you can add it again on the next page."));
    form_begin(h, "/rounds/%s/steps/%s/remove", r->id, s->id);
    tell_field(v, r);
    take_out_end(v, r);
}

void round_step_remove_post(struct visit *v) {
    struct round *r = mine(v);
    struct round_step *s = r ? round_step_find(v->act, r, param(v, "step")) : NULL;
    if (s && round_remove_step(v->act, r, s->id, told(v)))
        redirect_with(v, TR("Taken out. To undo it, add it again: the form below is filled in."), "/rounds/%s/manage?kind=%s&starts=%s&ends=%s&place=%s&note=%s#add-step", r->id, s->kind, s->starts, s->ends, s->place, s->note);
}

void round_party_page(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct round *r = mine(v);
    const char *party = param(v, "party"), *capacity = r ? access_capacity(a, r->id, party) : "";
    if (r && !*capacity) fail(a, NOT_FOUND, TR("This party does not take part in the round."));
    if (!*capacity) return;
    begin(v, r, party_name(a, party));
    form_begin(h, "/rounds/%s/parties/%s", r->id, party);
    round_capacity_field(v, v->in->method == POST ? posted(v, "capacity") : capacity);
    put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "Members answer the form; observers and partners read what is released to them. From now on the party sees what the others have released to its new capacity. Those who lead for it are told by mail, and its own trail says so."));
    form_button(h, "", TR("Save"));
    form_end(h);
    put(h, "<p><a");
    link(h, "/rounds/%s/parties/%s/remove", r->id, party);
    put(h, ">%s</a></p>\n<p><a", tr(h->lang, "Take this party out of the round"));
    link(h, "/people/new?party=%s&round=%s", party, r->id);
    put(h, ">%s</a></p>\n", tr(h->lang, "Invite its focal point"));
    page_end(v);
}

void round_party_change_post(struct visit *v) {
    struct round *r = mine(v);
    if (!r) return;
    if (round_set_capacity(v->act, r, param(v, "party"), posted(v, "capacity"), v->base_url)) redirect_with(v, TR("Saved."), "/rounds/%s/manage", r->id);
    else if (page_invalid(v)) round_party_page(v);
}

void round_party_remove_page(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct round *r = mine(v);
    const char *party = param(v, "party"), *capacity = r ? access_capacity(a, r->id, party) : "";
    if (r && !*capacity) fail(a, NOT_FOUND, TR("This party does not take part in the round."));
    if (!*capacity) return;
    begin(v, r, said(h, TR("Take %s out of the round?"), party_name(a, party)));
    put(h, "<ul>\n<li>%s</li>\n<li>%s</li>\n<li>%s</li>\n<li>%s</li>\n</ul>\n",
        tr(h->lang, "It does not answer the form any more, is not reminded, and does not see what the others release to those who take part."),
        tr(h->lang, "Whatever it wrote stays its own, and whatever it released stays released as it decided; it may recall it."),
        tr(h->lang, "Those who lead for it are told by mail, and its own trail says so. Nobody learns whether it had begun its input."),
        tr(h->lang, "If you add it again, all is as it was."));
    form_begin(h, "/rounds/%s/parties/%s/remove", r->id, party);
    take_out_end(v, r);
}

void round_party_remove_post(struct visit *v) {
    struct round *r = mine(v);
    const char *party = param(v, "party"), *capacity = r ? access_capacity(v->act, r->id, party) : "";
    if (r && round_remove_party(v->act, r, party, v->base_url))
        redirect_with(v, TR("Taken out. To undo it, add it again: the form below is filled in."), "/rounds/%s/manage?party=%s&capacity=%s#add-party", r->id, party, capacity);
}
