/* People and posts of a State, kept by its own focal point; invitations by a secretariat. */
#include "area/invitation.h"
#include "area/people.h"
#include "area/access.h"
#include "area/reminder.h"
#include "area/directory.h"
#include "area/round.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/person_form.h"
#include "page/section_title.h"

static const char *state(struct visit *v) { return access_state(v->act); }
static bool leads(struct visit *v) { return access_may(v->act, APPOINT, &(struct subject){.party = state(v)}) && *state(v); }

static void line(struct visit *v, const struct holder *m) {
    struct html *h = v->h;
    put(h, "<tr><td><bdi>%s</bdi><br><span class=\"soft\"><bdi>%s</bdi></span></td><td>%s<br><span class=\"soft\"><bdi>%s</bdi></span></td><td>", m->name, m->mail,
        page_function_name(v, m->function), party_name(v->act, m->party));
    if (*m->ended) {
        say_f(h, "ended on %s", lang_day(v->act->arena, h->lang, arena_copy_n(v->act->arena, m->ended, 10)));
    } else {
        if (*m->until) say_f(h, "until %s", lang_day(v->act->arena, h->lang, m->until));
        else say_f(h, "since %s", lang_day(v->act->arena, h->lang, m->since));
        if (!m->arrived) put(h, "<br><span class=\"soft\">%s</span>", tr(h->lang, "has not signed in yet"));
        put(h, "<br><a");
        link(h, "/people/%s", m->mandate);
        put(h, ">%s</a>", m->arrived ? tr(h->lang, "Hand over or end") : tr(h->lang, "Send again, correct or withdraw"));
    }
    put(h, "</td></tr>\n");
}

void people(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    bool invites = access_may(a, INVITE, NULL);
    if (!leads(v)) {
        if (access_may(a, ADMINISTER, NULL)) redirect(v, "/administration");
        else if (invites) redirect(v, "/people/new");
        else fail(a, DENIED, TR("There is nothing here for you."));
        return;
    }
    size_t n, k;
    struct holder *m = people_of(a, state(v), &n);
    struct body *b = people_bodies(a, state(v), &k);
    page_begin(v, said(h, TR("People and posts of %s"), party_name(a, state(v))));
    put(h, "<p>%s</p>\n<p><a class=\"button\"", tr(h->lang, "Only your State decides who speaks for it. Whoever you appoint gets a link by mail; when a post ends, its access ends at once."));
    link(h, "/people/new");
    put(h, ">%s</a></p>\n<table class=\"stack\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "Appoint somebody"), tr(h->lang, "Person"), tr(h->lang, "Post"), tr(h->lang, "Term"));
    for (size_t i = 0; i < n; i++) line(v, &m[i]);
    put(h, "</tbody></table>\n<h2>%s</h2>\n", tr(h->lang, "Ministries, agencies and local governments"));
    if (k) put(h, "<ul>\n");
    for (size_t i = 0; i < k; i++) {
        put(h, "<li><a");
        link(h, "/people/bodies/%s", b[i].id);
        put(h, "><bdi>%s</bdi></a></li>\n", b[i].name);
    }
    if (k) put(h, "</ul>\n");

    page_mistakes(v);
    struct choice kinds[] = {{"ministry", tr(h->lang, "Ministry or agency")}, {"local", tr(h->lang, "Local or regional government")}};
    form_begin(h, "/people/bodies");
    field_draw(h, a, &(struct field){.name = "body", .label = TR("Name of another one"), .kind = FIELD_LINE, .required = true, .most = 200}, posted(v, "body"));
    field_draw(h, a, &(struct field){.name = "kind", .label = TR("Kind"), .kind = FIELD_SELECT, .choices = kinds, .n_choices = 2}, posted(v, "kind"));
    form_button(h, "quiet", TR("Add it"));
    form_end(h);
    put(h, "<p><a");
    link(h, "/trail");
    put(h, ">%s</a></p>\n", tr(h->lang, "What was done, and by whom"));
    page_end(v);
}

void people_body_post(struct visit *v) {
    if (people_add_body(v->act, state(v), posted(v, "kind"), posted(v, "body"))) redirect_with(v, TR("Added."), "/people");
    else if (page_invalid(v)) people(v);
}

static struct choice *languages(struct visit *v, size_t *n) {
    struct choice *c = NEW_N(v->act->arena, struct choice, 16);
    *n = 0;
    for (const struct language *const *l = lang_all(); *l && *n < 16; l++) c[(*n)++] = (struct choice){(*l)->code, (*l)->name};
    return c;
}

void page_person_fields_of(struct visit *v, const char *mail, const char *name, const char *language) {
    struct html *h = v->h;
    size_t n;
    struct choice *c = languages(v, &n);
    field_draw(h, v->act, &(struct field){.name = "mail", .label = TR("Mail address"), .kind = FIELD_MAIL, .required = true, .most = 254}, posted_has(v, "mail") ? posted(v, "mail") : mail);
    field_draw(h, v->act, &(struct field){.name = "name", .label = TR("Name"), .kind = FIELD_LINE, .required = true, .most = 120}, posted_has(v, "name") ? posted(v, "name") : name);
    field_draw(h, v->act, &(struct field){.name = "language", .label = TR("Language of pages and mails"), .kind = FIELD_SELECT, .choices = c, .n_choices = n},
               *posted(v, "language") ? posted(v, "language") : language);
}

void page_person_fields(struct visit *v) { page_person_fields_of(v, "", "", v->h->lang->code); }

static void term_fields(struct visit *v) {
    field_draw(v->h, v->act, &(struct field){.name = "until", .label = TR("Last day of the term"), .kind = FIELD_DAY, .hint = TR("Leave it empty when the term has no end yet.")}, posted(v, "until"));
}

static const char *asked(struct visit *v, const char *name) { return *posted(v, name) ? posted(v, name) : query(v, name); }

static void state_form(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n, k = 0;
    struct body *b = people_bodies(a, state(v), &n);
    struct choice *bodies = NEW_N(a->arena, struct choice, n + 1), posts[8];
    bodies[0] = (struct choice){state(v), party_name(a, state(v))};
    for (size_t i = 0; i < n; i++) bodies[i + 1] = (struct choice){b[i].id, b[i].name};
    for (const char *const *f = functions; *f && !same(*f, "secretariat"); f++) posts[k++] = (struct choice){*f, page_function_name(v, *f)};
    field_draw(h, a, &(struct field){.name = "party", .label = TR("For whom the person acts"), .kind = FIELD_SELECT, .required = true, .choices = bodies, .n_choices = n + 1}, asked(v, "party"));
    field_draw(h, a, &(struct field){.name = "function", .label = TR("Function"), .kind = FIELD_RADIO, .required = true, .choices = posts, .n_choices = k,
        .hint = TR("Authors write sections; validators clear them for their ministry; the releasing authority alone releases and recalls.")}, asked(v, "function"));
}

/* The parties of the round, else all States; the one asked for is always among them. */
static struct choice *to_invite(struct visit *v, const char *round, const char *party, size_t *n) {
    struct act *a = v->act;
    size_t k = 0;
    struct round_party *p = *round ? round_parties(a, round, "", &k) : NULL;
    struct party_line *all = k ? NULL : directory_list(a, "state", "", &k);
    struct choice *c = NEW_N(a->arena, struct choice, k + 1);
    bool there = false;
    for (size_t i = 0; all && i < k; i++) c[i] = (struct choice){all[i].id, all[i].name};
    for (size_t i = 0; p && !all && i < k; i++) c[i] = (struct choice){p[i].party, p[i].name};
    for (size_t i = 0; i < k; i++) {
        there |= same(c[i].value, party);
    }
    if (!there && *party && party_exists(a, party)) c[k++] = (struct choice){party, party_name(a, party)};
    *n = k;
    return c;
}

static void invitation_form(struct visit *v) {
    struct html *h = v->h;
    const char *party = asked(v, "party"), *round = asked(v, "round");
    size_t n;
    struct choice *c = to_invite(v, round, party, &n);
    put(h, "<p>%s</p>\n", tr(h->lang, "You can invite the first focal point of a State that has none. From then on the State appoints its own people."));
    field_draw(h, v->act, &(struct field){.name = "party", .label = TR("State or other party"), .kind = FIELD_SELECT, .required = true, .choices = c, .n_choices = n}, party);
    form_hidden(h, "function", "focal_point");
    form_hidden(h, "round", round);
}

static int by_party(const void *x, const void *y, void *visit) {
    struct visit *v = visit;
    return text_order(v->h->lang->code, party_name(v->act, ((const struct holder *)x)->party), party_name(v->act, ((const struct holder *)y)->party));
}

/* What this office sent and nobody has opened, so that a wrong address can be mended. */
static void unopened(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct holder *l = invitations_of_office(v->act, &n);
    if (!n) return;
    qsort_r(l, n, sizeof *l, by_party, v);
    put(h, "<h2>%s</h2>\n<p>%s</p>\n<ul class=\"plain\">\n", tr(h->lang, "Invitations on their way"), tr(h->lang, "Sent by your office; nobody has signed in with them yet. They may be sent again, corrected or withdrawn."));
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><bdi>%s</bdi> · <bdi>%s</bdi> <a", party_name(v->act, l[i].party), l[i].name);
        link(h, "/people/%s", l[i].mandate);
        put(h, "><bdi>%s</bdi></a></li>\n", l[i].mail);
    }
    put(h, "</ul>\n");
}

void people_new(struct visit *v) {
    struct html *h = v->h;
    bool own = leads(v);
    if (!own && !access_need(v->act, INVITE, NULL)) return;
    if (own) page_crumb(v, tr(h->lang, "People and posts"), "/people");
    page_begin(v, tr(h->lang, own ? TR("Appoint somebody") : TR("Invite a focal point")));
    page_mistakes(v);
    form_begin(h, "/people/new");
    if (own) state_form(v);
    else invitation_form(v);
    page_person_fields(v);
    term_fields(v);
    if (own) form_button(h, "", TR("Appoint and send the invitation"));
    else form_button(h, "", TR("Send the invitation"));
    form_end(h);
    if (!own) unopened(v);
    page_end(v);
}

struct appointment page_appointment(struct visit *v) {
    return (struct appointment){.party = posted(v, "party"), .function = posted(v, "function"), .mail = posted(v, "mail"), .name = posted(v, "name"),
                                .language = posted(v, "language"), .until = posted(v, "until"), .base_url = v->base_url,
                                .round = *posted(v, "round") ? posted(v, "round") : NULL};
}

void people_new_post(struct visit *v) {
    struct appointment p = page_appointment(v);
    const char *id = people_appoint(v->act, &p);
    if (id && p.round) redirect_with(v, TR("The invitation is in the post."), "/rounds/%s/manage", p.round);
    else if (id) redirect_with(v, TR("Appointed. The invitation is in the post."), "/people");
    else if (page_invalid(v)) people_new(v);
}

static bool among(const struct turn *t, const char *person) {
    for (size_t i = 0; i < t->n; i++)
        if (same(t->holder[i].person, person)) return true;
    return false;
}

/* What waits for this post and would go to another: said before it ends. */
static void what_waits(struct visit *v, const struct holder *m) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n, k, said = 0;
    struct input *in = *state(v) ? input_list(a, &n) : NULL;
    for (size_t i = 0; in && i < n; i++) {
        struct section *s = section_list(a, &in[i], &k);
        for (size_t j = 0; j < k; j++) {
            struct turn t = section_turn(a, &s[j]);
            if (!same(t.function, m->function) || !among(&t, m->person) || t.vacant) continue;
            if (!said++) put(h, "<p>%s</p>\n<ul>", tr(h->lang, "These sections wait for this post. Without a successor they go to the others who hold it, else they are shown to those who lead the input."));
            const char *language = NULL, *title = section_title(a, &s[j], &language);
            put(h, "<li><a");
            link(h, "/sections/%s", s[j].id);
            put(h, ">");
            html_name(h, title, language);
            put(h, "</a></li>\n");
        }
    }
    if (said) put(h, "</ul>\n");
}

static void one_crumb(struct visit *v) { page_crumb(v, *state(v) && !access_would(v->act, INVITE, NULL) ? tr(v->h->lang, "People and posts") : tr(v->h->lang, "Invite a focal point"), "/people"); }

/* An appointment whose person never came: perhaps its address is wrong. */
static void invitation(struct visit *v, const struct holder *m, const char *sent) {
    struct html *h = v->h;
    one_crumb(v);
    page_begin(v, tr(h->lang, "Invitation"));
    page_mistakes(v);
    put(h, "<p><bdi>%s</bdi> · %s · <bdi>%s</bdi></p>\n<p>", m->name, page_function_name(v, m->function), *m->party ? party_name(v->act, m->party) : "Isthmus");
    if (*sent) say_f(h, "Sent to %1$s on %2$s. Nobody has signed in with it yet.", m->mail, lang_instant(v->act->arena, h->lang, sent, v->act->zone));
    else say_f(h, "No invitation was mailed to %s. Nobody has signed in yet.", m->mail);
    put(h, "</p>\n");
    form_begin(h, "/people/%s/again", m->mandate);
    form_button(h, "quiet", *sent ? TR("Send the invitation again") : TR("Send the invitation"));
    form_end(h);
    put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "Correct it"), tr(h->lang, "The link sent before ends at once, and a new one goes to the address below. Sections given to the person stay theirs."));
    form_begin(h, "/people/%s/correct", m->mandate);
    page_person_fields_of(v, m->mail, m->name, m->language);
    form_button(h, "", TR("Correct and send"));
    form_end(h);
    put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "Withdraw it"), tr(h->lang, "The post ends and its link with it: whoever got the mail can do nothing with it."));
    what_waits(v, m);
    form_begin(h, "/people/%s/withdraw", m->mandate);
    form_button(h, "danger", TR("Withdraw the invitation"));
    form_end(h);
    page_end(v);
}

static void changed(struct visit *v, bool done, const char *message) {
    if (done) reply_redirect_with(v, message, "/people");
    else if (page_invalid(v)) people_one_post(v);
}
void invitation_again_post(struct visit *v) { changed(v, invitation_again(v->act, param(v, "mandate"), v->base_url), TR("The invitation is in the post.")); }
void invitation_correct_post(struct visit *v) {
    struct appointment p = page_appointment(v);
    changed(v, invitation_correct(v->act, param(v, "mandate"), &p) != NULL, TR("Corrected. A new invitation is in the post, and the old link has ended."));
}
void invitation_withdraw_post(struct visit *v) { changed(v, invitation_withdraw(v->act, param(v, "mandate")), TR("Withdrawn. The link of the invitation has ended.")); }

/* One post: hand it over or end it; or its invitation, as long as nobody has come. */
void people_one_post(struct visit *v) {
    struct html *h = v->h;
    const char *sent;
    struct holder *open = invitation_open(v->act, param(v, "mandate"), &sent);
    if (open) {
        invitation(v, open, sent);
        return;
    }
    struct holder *m = people_post(v->act, param(v, "mandate"));
    if (!m) return;
    page_crumb(v, *state(v) ? tr(h->lang, "People and posts") : tr(h->lang, "Who runs this server"), "/people");
    page_begin(v, tr(h->lang, "Hand over or end"));
    page_mistakes(v);
    put(h, "<p><bdi>%s</bdi> · %s · <bdi>%s</bdi></p>\n<h2>%s</h2>\n<p>%s</p>\n", m->name, page_function_name(v, m->function), *m->party ? party_name(v->act, m->party) : "Isthmus",
        tr(h->lang, "Hand over"), tr(h->lang, "The successor takes over the post and its work in one step. The account and its sessions stay with the person who held it, without the post."));
    form_begin(h, "/people/%s/hand-over", m->mandate);
    page_person_fields(v);
    term_fields(v);
    form_button(h, "", TR("Hand the post over"));
    form_end(h);
    put(h, "<h2>%s</h2>\n", tr(h->lang, "End without a successor"));
    what_waits(v, m);
    form_begin(h, "/people/%s/end", m->mandate);
    form_button(h, "danger", TR("End this post now"));
    form_end(h);
    page_end(v);
}

void people_end_post(struct visit *v) {
    if (people_end(v->act, param(v, "mandate"))) redirect_with(v, TR("The post has ended, and its access with it."), "/people");
    else if (page_invalid(v)) people_one_post(v);
}

void people_hand_over_post(struct visit *v) {
    struct appointment p = page_appointment(v);
    bool own = same(param(v, "mandate"), v->act->mandate);
    if (people_hand_over(v->act, param(v, "mandate"), &p)) {
        if (own) redirect_with(v, TR("Handed over. You no longer hold this post."), "/account");
        else redirect_with(v, TR("Handed over."), "/people");
    } else if (page_invalid(v)) {
        people_one_post(v);
    }
}
