/* One's own account: profile, posts, sessions. */
#include "area/access.h"
#include "area/directory.h"
#include "area/people.h"
#include "area/session.h"
#include "page/pages.h"

static void profile(struct visit *v) {
    struct html *h = v->h;
    struct person *p = person_find(v->act, v->act->person);
    bool again = page_invalid(v);
    struct choice languages[16];
    size_t n = 0;
    for (const struct language *const *l = lang_all(); *l && n < COUNT(languages); l++) languages[n++] = (struct choice){(*l)->code, (*l)->name};
    const struct field fields[] = {
        {.name = "name", .label = TR("Name"), .kind = FIELD_LINE, .required = true, .most = 120, .autocomplete = "name"},
        {.name = "language", .label = TR("Language of pages and mails"), .kind = FIELD_SELECT, .choices = languages, .n_choices = n},
        {.name = "zone", .label = TR("Time zone"), .kind = FIELD_LINE, .required = true, .most = 60, .hint = TR("Like Europe/Paris or America/Santiago.")}};
    const char *values[] = {again ? posted(v, "name") : p ? p->name : "", again ? posted(v, "language") : p ? p->language : "en",
                            again ? posted(v, "zone") : p ? p->zone : "UTC"};
    form_begin(h, "/account");
    for (size_t i = 0; i < COUNT(fields); i++) field_draw(h, v->act, &fields[i], values[i]);
    bool digest = again ? *posted(v, "digest") : p && p->digest;
    field_draw(h, v->act, &(struct field){.name = "digest", .label = TR("Send me reminders and notices once a day, in one mail"), .kind = FIELD_CHECK}, digest ? "1" : "");
    form_button(h, "", TR("Save"));
    form_end(h);
}

static void posts(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct holder *m = people_mandates(v->act, v->act->person, &n);
    put(h, "<h2>%s</h2>\n", tr(h->lang, "For whom you act"));
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "You hold no post at present. Your focal point or secretariat can give you one."));
    if (n) put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><bdi>%s</bdi> · %s", *m[i].party ? party_name(v->act, m[i].party) : "Isthmus", page_function_name(v, m[i].function));
        if (*m[i].until) {
            put(h, " <span class=\"soft\">");
            say_f(h, "until %s", lang_day(v->act->arena, h->lang, m[i].until));
            put(h, "</span>");
        }
        if (same(m[i].mandate, v->act->mandate)) {
            put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "now"));
        } else {
            form_begin(h, "/account/act/%s", m[i].mandate);
            form_button(h, "quiet", TR("Act in this post"));
            form_end(h);
        }
        put(h, "</li>\n");
    }
    if (n) put(h, "</ul>\n");
}

static void sessions(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct session_line *s = session_list(v->act, v->session, &n);
    put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", tr(h->lang, "Where you are signed in"));
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><bdi>%s</bdi> <span class=\"soft\">", s[i].agent);
        say_f(h, "since %s", lang_instant(v->act->arena, h->lang, s[i].created, v->act->zone));
        put(h, "</span>");
        if (s[i].current) {
            put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "this one"));
        } else {
            form_begin(h, "/account/sessions/%s/end", s[i].id);
            form_button(h, "quiet", TR("End it"));
            form_end(h);
        }
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
    if (n > 1) {
        form_begin(h, "/account/sessions/end");
        form_button(h, "quiet", TR("End all others"));
        form_end(h);
    }
    form_begin(h, "/sign-out");
    form_button(h, "quiet", TR("Sign out"));
    form_end(h);
}

/* The phone that gives the codes: where to give it, or how to change it. */
static void phone(struct visit *v) {
    struct html *h = v->h;
    if (!v->session->has_totp) return;
    put(h, "<h2>%s</h2>\n", tr(h->lang, "Your second factor"));
    if (!v->act->strong) {
        put(h, "<p><a");
        link(h, "/second-factor?goto=%s", "/account");
        put(h, ">%s</a></p>\n", tr(h->lang, "Give the code from your phone"));
        return;
    }
    put(h, "<p>%s</p>\n", tr(h->lang, "It is given in this session. When you change your phone, set it up anew while you still have the old one; after a loss, ask whoever runs this server."));
    put(h, "<p><a");
    link(h, "/second-factor?set=1&goto=%s", "/account");
    put(h, ">%s</a></p>\n", tr(h->lang, "Set it up on another phone"));
}

void account(struct visit *v) {
    struct html *h = v->h;
    page_begin(v, tr(h->lang, "Your account"));
    page_mistakes(v);
    put(h, "<p><bdi>%s</bdi></p>\n", v->session->mail);
    profile(v);
    posts(v);
    if (access_may(v->act, APPOINT, &(struct subject){.party = access_state(v->act)}) || access_may(v->act, INVITE, NULL))
        put(h, "<p><a href=\"/people\">%s</a></p>\n", tr(h->lang, "People and posts"));
    if (access_may(v->act, SEE_TRAIL, &(struct subject){.party = *access_state(v->act) ? access_state(v->act) : NULL}))
        put(h, "<p><a href=\"/trail\">%s</a></p>\n", tr(h->lang, "What was done, and by whom"));
    phone(v);
    sessions(v);
    page_end(v);
}

void account_post(struct visit *v) {
    if (person_change(v->act, v->act->person, posted(v, "name"), posted(v, "language"), posted(v, "zone"), *posted(v, "digest")))
        redirect_with(v, TR("Saved."), "/account?lang=%s", posted(v, "language"));
    else if (page_invalid(v)) account(v);
}

void account_act(struct visit *v) {
    if (session_act_for(v->act, v->session, param(v, "mandate"))) redirect_with(v, TR("You act in another post now."), "/second-factor?goto=%s", "/work");
}

void account_session_end(struct visit *v) {
    if (session_end(v->act, v->act->person, param(v, "id"))) redirect_with(v, TR("That session has ended."), "/account");
}

void account_sessions_end(struct visit *v) {
    if (session_end_others(v->act, v->session)) redirect_with(v, TR("All other sessions have ended."), "/account");
}
