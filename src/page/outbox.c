/* The outbox of a round: what was sent to whom, what waits, what failed and why. Only what
 * the round itself sends (area/mail.h); links to sign in are never shown. */
#include "area/mail.h"
#include "area/round.h"
#include "page/pages.h"

enum { a_page = 50 };

static const char *kind_name(const struct visit *v, const char *kind) {
    static const struct { const char *kind, *words; } names[] = {{"invitation", TR("Invitation")}, {"reminder", TR("Reminder")}, {"date", TR("Reminder")},
        {"notice", TR("Notice of a quotation")}, {"circulated", TR("Circulated report")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(kind, names[i].kind)) return tr(v->act->lang, names[i].words);
    return kind;
}

static void state(struct visit *v, const struct mail_line *m) {
    struct html *h = v->h;
    struct arena *a = v->act->arena;
    if (*m->sent) {
        say_f(h, "sent %s", lang_instant(a, h->lang, m->sent, v->act->zone));
    } else if (*m->given_up) {
        put(h, "<strong>%s</strong>", said(h, TR("given up %s"), lang_instant(a, h->lang, m->given_up, v->act->zone)));
    } else if (m->tries) {
        put(h, "<strong>%s</strong>", said(h, TR("not sent yet; next try %s"), lang_instant(a, h->lang, m->next_try, v->act->zone)));
    } else {
        say(h, "waits to be sent");
    }
    if (*m->problem) put(h, "<br><span class=\"soft\" dir=\"ltr\" lang=\"en\">%s</span>", m->problem);
}

static void line(struct visit *v, const struct mail_line *m) {
    struct html *h = v->h;
    put(h, "<tr><td><a");
    link(h, "/outbox/%s/%s", param(v, "round"), m->id);
    put(h, "><bdi>%s</bdi></a><br><span class=\"soft\">%s · %s</span></td><td><bdi>%s</bdi></td><td>", m->subject, kind_name(v, m->kind),
        lang_instant(v->act->arena, h->lang, m->created, v->act->zone), m->address);
    state(v, m);
    put(h, "</td></tr>\n");
}

static struct round *crumbs(struct visit *v, bool inside) {
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return NULL;
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, tr(v->h->lang, "Review rounds"), "/rounds");
    page_crumb(v, r->title, "/rounds/%s", r->id);
    if (inside) page_crumb(v, tr(v->h->lang, "Outbox"), "/outbox/%s", r->id);
    return r;
}

void outbox(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct mail_line *m = mail_of_round(v->act, param(v, "round"), *query(v, "after") ? query(v, "after") : NULL, a_page, &n);
    if (!m || !crumbs(v, false)) return;
    page_begin(v, tr(h->lang, "Outbox"));
    put(h, "<p>%s</p>\n", tr(h->lang, "What this round sends: invitations, reminders, notices, the circulated report. What a State's people send among themselves is not here."));
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing was sent yet."));
    if (n) put(h, "<table class=\"stack\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "Mail"), tr(h->lang, "To"), tr(h->lang, "State of sending"));
    for (size_t i = 0; i < n; i++) line(v, &m[i]);
    if (n) put(h, "</tbody></table>\n");
    if (n == a_page) {
        put(h, "<p><a");
        link(h, "/outbox/%s?after=%s", param(v, "round"), m[n - 1].id);
        put(h, ">%s</a></p>\n", tr(h->lang, "Earlier"));
    }
    page_end(v);
}

void outbox_one(struct visit *v) {
    struct html *h = v->h;
    const char *words, *language;
    struct mail_line *m = mail_one_of_round(v->act, param(v, "round"), param(v, "mail"), &words, &language);
    if (!m || !crumbs(v, true)) return;
    page_titled_in(v, language);
    page_begin(v, m->subject);
    put(h, "<p>%s · <bdi>%s</bdi><br>", kind_name(v, m->kind), m->address);
    state(v, m);
    put(h, "</p>\n");
    if (*words) {
        put(h, "<blockquote>");
        html_words(h, words, language);
        put(h, "</blockquote>\n");
    } else {
        put(h, "<p>%s</p>\n", tr(h->lang, "The words hold a personal link and are not shown."));
    }
    page_end(v);
}
