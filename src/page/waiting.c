/* Waiting for whom: a party sees where each of its sections is and whose turn it is; the
 * round's secretariat sees from whom nothing has reached it, to send a reminder by hand and
 * for nothing else: alphabetical, without counts, shares or an order of any other kind. */
#include "area/directory.h"
#include "area/reminder.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/section_title.h"

static void whose_turn(struct visit *v, const struct section *s) {
    struct html *h = v->h;
    struct turn t = section_turn(v->act, s);
    if (!*t.function) {
        put(h, "<td>%s</td><td>%s</td><td></td>", tr(h->lang, "released"), tr(h->lang, "nobody"));
        return;
    }
    put(h, "<td>%s</td><td>%s%s<bdi>%s</bdi>", stage_name(v->act, same(s->state, "cleared") ? "done" : s->stage), page_function_name(v, t.function), lang_comma(h->lang), party_name(v->act, t.party));
    if (t.vacant) put(h, "<br><strong>%s</strong>", tr(h->lang, "Nobody holds this post."));
    for (size_t i = 0; i < t.n; i++) put(h, "<br><bdi>%s</bdi>", t.holder[i].name);
    put(h, "</td><td>%s</td>", lang_instant(v->act->arena, h->lang, s->since, v->act->zone));
}

static void sections(struct visit *v, const struct input *i) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n;
    struct section *s = section_list(a, i, &n);
    if (!n) {
        put(h, "<p>%s</p>\n", tr(h->lang, "No section is open to you."));
        return;
    }
    put(h, "<table class=\"stack\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "Section"), tr(h->lang, "Where it is"), tr(h->lang, "Waits for"), tr(h->lang, "Since"));
    for (size_t k = 0; k < n; k++) {
        const char *language = NULL, *title = section_title(a, &s[k], &language);
        put(h, "<tr><td><a");
        link(h, "/sections/%s", s[k].id);
        put(h, ">");
        html_name(h, title, language);
        put(h, "</a></td>");
        whose_turn(v, &s[k]);
        put(h, "</tr>\n");
    }
    put(h, "</tbody></table>\n");
}

static void party_part(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    struct input *i = input_of(v->act, r->id, access_state(v->act));
    put(h, "<h2><bdi>%s</bdi></h2>\n", party_name(v->act, access_state(v->act)));
    if (!i) {
        put(h, "<p>%s</p>\n", tr(h->lang, "Your State has not begun its input yet."));
        return;
    }
    put(h, "<p>%s</p>\n", tr(h->lang, "Whoever has kept a section waiting for two days at a step of clearance is reminded by mail; two days later the alternate is told. Only your State sees this page."));
    sections(v, i);
}

static void one_silent(struct visit *v, const struct round *r, const struct silent *s) {
    struct html *h = v->h;
    put(h, "<li><bdi>%s</bdi>", s->name);
    if (*s->reminded) {
        put(h, " <span class=\"soft\">");
        say_f(h, "reminded on %s", lang_day(v->act->arena, h->lang, s->reminded));
        put(h, "</span>");
    }
    if (!s->has_focal_point) {
        put(h, " <a");
        link(h, "/people/new?party=%s&round=%s", s->party, r->id);
        put(h, ">%s</a>", tr(h->lang, "Invite its focal point"));
    } else if (strncmp(s->reminded, v->act->now, 10) < 0) {
        form_begin(h, "/rounds/%s/waiting/%s", r->id, s->party);
        put(h, "<button class=\"quiet\" aria-label=\"%s\">%s</button>", said(h, TR("Remind %s"), s->name), tr(h->lang, "Remind"));
        form_end(h);
    }
    put(h, "</li>\n");
}

static void secretariat_part(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    size_t n;
    struct silent *s = reminder_silent(v->act, r, &n);
    if (!same(r->status, "open")) {
        put(h, "<p>%s</p>\n", tr(h->lang, "This round is not open for input, so nobody is waited for."));
        return;
    }
    if (!n) {
        put(h, "<p>%s</p>\n", tr(h->lang, "Something of each member has reached the round."));
        return;
    }
    put(h, "<p>%s</p>\n<ul class=\"plain rows\">\n", tr(h->lang, "Members of whom nothing that you may read has reached the round yet. A State decides what it releases and to whom, so this list says nothing about its work. It is here to send a reminder, once a day at most, and is shown to nobody else."));
    for (size_t i = 0; i < n; i++) one_silent(v, r, &s[i]);
    put(h, "</ul>\n");
}

void waiting(struct visit *v) {
    struct act *a = v->act;
    struct round *r = round_find(a, param(v, "round"));
    if (!r) return;
    struct subject u = round_subject(r);
    bool secretariat = access_may(a, SEE_WAITING, &u);
    bool party = *access_function(a) && (same(access_capacity(a, r->id, access_state(a)), "member") || input_of(a, r->id, access_state(a)));
    if (!secretariat && !party && !access_need(a, SEE_WAITING, &u)) return;
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, tr(v->h->lang, "Review rounds"), "/rounds");
    page_crumb(v, r->title, "/rounds/%s", r->id);
    page_begin(v, tr(v->h->lang, "Waiting for whom"));
    page_mistakes(v);
    if (party) party_part(v, r);
    if (secretariat) secretariat_part(v, r);
    page_end(v);
}

void waiting_remind_post(struct visit *v) {
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return;
    if (reminder_by_hand(v->act, r, param(v, "party"), v->base_url)) redirect_with(v, TR("The reminder is on its way to the party's focal point."), "/rounds/%s/waiting", r->id);
    else if (page_invalid(v)) waiting(v);
}
