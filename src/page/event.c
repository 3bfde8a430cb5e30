/* One meeting: its days and those it had before, place, fora, objectives, source, history. */
#include "area/access.h"
#include "area/compact.h"
#include "area/directory.h"
#include "base/text.h"
#include "base/zone.h"
#include "page/clash_words.h"
#include "page/event_words.h"
#include "page/pages.h"
#include "page/party_words.h"

enum { changes_shown = 20 };

static void moved(struct visit *v, const struct event *e) {
    struct html *h = v->h;
    size_t n;
    struct former *f = calendar_formerly(v->act, e, &n);
    if (!n) return;
    put(h, "<dt>%s</dt>", tr(h->lang, "Days it had before it was moved"));
    for (size_t i = 0; i < n; i++) put(h, "<dd><del>%s</del></dd>", lang_days(v->act->arena, h->lang, f[i].starts, f[i].ends));
}

static void fora(struct visit *v, const struct event *e) {
    struct html *h = v->h;
    size_t n;
    const char *const *id = calendar_fora(v->act, e->id, &n);
    put(h, "<dt>%s</dt>", tr(h->lang, n > 1 ? TR("Fora that meet together") : TR("Forum")));
    for (size_t i = 0; i < n; i++) {
        put(h, "<dd>");
        anchor(h, party_name(v->act, id[i]), "/directory/%s", id[i]);
        put(h, "</dd>");
    }
    if (!n) put(h, "<dd><bdi lang=\"en\">%s</bdi></dd>", e->forum_name);
}

static void objectives(struct visit *v, const struct event *e) {
    struct html *h = v->h;
    if (!*e->objectives) return;
    put(h, "<dt>%s</dt>", tr(h->lang, "Objectives of the Compact"));
    for (char **number = text_split(v->act->arena, e->objectives, ' '); *number; number++) {
        struct objective *o = compact_objective(v->act, (int)strtol(*number, NULL, 10));
        if (!o) continue;
        put(h, "<dd>%d. ", o->number);
        html_name(h, *o->short_title ? o->short_title : o->title, *o->short_title ? o->short_language : o->language);
        put(h, "</dd>");
    }
}

static void facts(struct visit *v, const struct event *e) {
    struct html *h = v->h;
    put(h, "<dl class=\"facts\">\n");
    moved(v, e);
    if (*e->begins) {
        const char *instant = zone_instant(v->act->arena, e->starts, e->begins, e->zone);
        if (instant) put(h, "<dt>%s</dt><dd>%s</dd>", tr(h->lang, "Begins, in your time zone"), lang_instant(v->act->arena, h->lang, instant, v->act->zone));
    }
    if (*e->city || *e->iso3 || *e->mode) {
        put(h, "<dt>%s</dt><dd>", tr(h->lang, "Place"));
        event_place(v, e);
        put(h, "</dd>");
    }
    fora(v, e);
    objectives(v, e);
    if (*e->address) {
        put(h, "<dt>%s</dt><dd>", tr(h->lang, "Page or room online"));
        html_outside(h, e->address);
        put(h, "</dd>");
    }
    if (*e->note) put(h, "<dt>%s</dt><dd><bdi>%s</bdi></dd>", tr(h->lang, "Note"), e->note);
    put(h, "<dt>%s</dt><dd><bdi lang=\"en\">%s</bdi>", tr(h->lang, "Source"), e->source);
    if (directory_unverified(e->source)) put(h, " <span class=\"tag\">%s</span><br><span class=\"soft\">%s</span>", tr(h->lang, "not verified"),
        tr(h->lang, "Part of this was not seen in a document; the source says which part."));
    put(h, "</dd></dl>\n");
}

static void clashes(struct visit *v, const struct event *e) {
    size_t n;
    struct clash *c = same(e->status, "cancelled") ? NULL : clash_find(v->act, e, entry_get(entry_find(v->act, "event", e->id), "fora"), &n);
    if (!c || !n) return;
    put(v->h, "<h2>%s</h2>\n", tr(v->h->lang, "Clashes and gaps"));
    clash_list(v, e, c, n);
}

static void history(struct visit *v, const struct event *e) {
    size_t n;
    struct change_line *c = editing_history_of(v->act, "event", e->id, changes_shown, &n);
    if (!n) return;
    put(v->h, "<h2>%s</h2>\n", tr(v->h->lang, "History"));
    history_lines(v, c, n, HISTORY_OF_EVENT, e->id);
}

void event_show(struct visit *v) {
    struct html *h = v->h;
    access_may(v->act, SEE_PUBLIC, NULL);
    struct event *e = calendar_event(v->act, param(v, "event"));
    if (!e) return;
    page_crumb(v, tr(h->lang, "Calendar"), "/events");
    page_begin(v, e->title);
    put(h, "<p class=\"lead\">");
    if (same(e->status, "cancelled")) put(h, "<del>%s</del>", event_days(v, e));
    else put(h, "%s", event_days(v, e));
    event_tags(v, e);
    put(h, "</p>\n");
    if (same(e->status, "provisional")) put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "The days are provisional: they may still change."));
    if (same(e->status, "cancelled")) put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, "This meeting was cancelled. It stays here so that nobody looks for it in vain."));
    put(h, "<ul class=\"doors\"><li><a");
    link(h, "/events/%s/meeting.ics", e->id);
    put(h, ">%s</a></li>", tr(h->lang, "Into my calendar (.ics)"));
    if (entry_may(v->act, entry_find(v->act, "event", e->id))) {
        put(h, "<li><a");
        link(h, "/events/%s/edit", e->id);
        put(h, ">%s</a></li>", tr(h->lang, "Change this meeting"));
    }
    put(h, "</ul>\n");
    facts(v, e);
    clashes(v, e);
    history(v, e);
    page_end(v);
}

void event_undo_post(struct visit *v) {
    const char *id = param(v, "event");
    if (!editing_undo_of(v->act, "event", id, param(v, "change"))) return;
    if (entry_find(v->act, "event", id)->there) redirect_with(v, TR("The change is taken back. The history keeps both."), "/events/%s", id);
    else redirect_with(v, TR("The change is taken back. The history keeps both."), "/events");
}
