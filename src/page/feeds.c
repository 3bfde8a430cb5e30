/* Calendars to subscribe to: iCalendar feeds, one meeting as a file, changes as Atom. */
#include "area/feed.h"
#include "area/access.h"
#include "area/directory.h"
#include "base/hash.h"
#include "base/text.h"
#include "document/ics.h"
#include "page/event_words.h"
#include "page/pages.h"

enum { changes_in_feed = 50 };

/* The same bytes get a 304: calendar programs ask every few hours. */
static void send(struct visit *v, const char *type, struct buf *b) {
    struct arena *m = v->act->arena;
    char *tag = arena_printf(m, "\"%.32s\"", hash_hex(m, b->data, b->size));
    reply_header(v, "ETag", tag);
    reply_header(v, "Cache-Control", "private, no-cache");
    v->out->type = type;
    if (v->in->none_match && strstr(v->in->none_match, tag)) {
        v->out->status = 304;
        b = buf_new(m);
    }
    v->out->body = b;
}

static void send_ics(struct visit *v, const char *name, const char *path, const struct event *e, size_t n) {
    struct arena *m = v->act->arena;
    struct ics_about about = {.name = name, .source = path ? arena_printf(m, "%s%s", v->base_url, path) : NULL, .base_url = v->base_url, .language = v->h->lang->code};
    send(v, "text/calendar; charset=utf-8", ics_write(m, &about, e, n));
}

static void no_page(struct visit *v) { fail(v->act, NOT_FOUND, TR("There is no page at this address.")); }

/* "bp" of "bp.ics", or NULL. */
static const char *stem(struct visit *v, const char *end) {
    const char *file = param(v, "feed");
    size_t n = strlen(file), k = strlen(end);
    return n > k && text_ends(file, end) ? arena_copy_n(v->act->arena, file, n - k) : NULL;
}

void feed_forum(struct visit *v) {
    const char *forum = stem(v, ".ics");
    if (!access_need(v->act, SEE_PUBLIC, NULL)) return;
    bool all = same(forum, "all");
    if (!forum || (!all && !party_exists(v->act, forum))) return no_page(v);
    size_t n;
    struct event *e = feed_meetings(v->act, &(struct event_filter){.forum = all ? "" : forum}, NULL, &n);
    const char *name = all ? tr(v->h->lang, "Calendar of all fora") : party_name(v->act, forum);
    send_ics(v, name, address(v->act->arena, "/feeds/%s.ics", forum), e, n);
}

void feed_round_page(struct visit *v) {
    const char *id = stem(v, ".ics");
    if (!access_need(v->act, SEE_PUBLIC, NULL)) return;
    if (!id) return no_page(v);
    struct round *r = round_find(v->act, id);
    if (!r) return;
    size_t n;
    struct event *e = feed_round(v->act, r, &n);
    send_ics(v, r->title, address(v->act->arena, "/feeds/rounds/%s.ics", id), e, n);
}

void feed_mine(struct visit *v) {
    const char *secret = stem(v, ".ics");
    if (!secret) return no_page(v);
    if (!feed_enter(v->act, secret)) return;
    size_t n;
    const char *party = access_state(v->act);
    struct event *e = feed_meetings(v->act, &(struct event_filter){.mine = party}, party, &n);
    send_ics(v, tr_f(v->act->arena, v->h->lang, TR("Calendar: %s"), *party ? party_name(v->act, party) : tr(v->h->lang, TR("all fora"))),
             address(v->act->arena, "/feeds/mine/%s.ics", secret), e, n);
}

void event_ics(struct visit *v) {
    struct event *e = access_need(v->act, SEE_PUBLIC, NULL) ? calendar_event(v->act, param(v, "event")) : NULL;
    if (!e) return;
    send_ics(v, e->title, NULL, e, 1);
    reply_header(v, "Content-Disposition", "attachment; filename=\"meeting.ics\"");
}

static const char *change_words(struct visit *v, const struct feed_change *c) {
    struct arena *m = v->act->arena;
    const struct language *l = v->h->lang;
    const char *days = lang_days(m, l, c->starts, c->ends), *old = lang_days(m, l, c->old_starts, c->old_ends);
    if (same(c->deed, "added")) return tr_f(m, l, TR("Added: %s"), days);
    if (same(c->deed, "removed")) return tr_f(m, l, TR("Removed; it had been planned for %s"), old);
    if (same(c->status, "cancelled")) return tr_f(m, l, TR("Cancelled; it had been planned for %s"), days);
    return same(days, old) ? tr_f(m, l, TR("Changed: %s"), days) : tr_f(m, l, TR("Moved from %1$s to %2$s"), old, days);
}

void feed_changes_atom(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    if (!access_need(v->act, SEE_PUBLIC, NULL)) return;
    struct feed_change *c = feed_changes(v->act, changes_in_feed, &n);
    put(h, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\" xml:base=\"%s\">\n", h->lang->code, v->base_url);
    put(h, "<title>%s</title>\n<id>%s/feeds/changes.atom</id>\n<updated>%s</updated>\n<author><name>Isthmus</name></author>\n<link rel=\"self\"",
        tr(h->lang, "Changes of the calendar"), v->base_url, n ? c[0].at : "2026-01-01T00:00:00Z");
    link(h, "/feeds/changes.atom");
    put(h, "/>\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<entry><title>%s</title><id>%s/events/%s#%s</id><updated>%s</updated><link", c[i].title, v->base_url, c[i].event, c[i].id, c[i].at);
        link(h, "/events/%s", c[i].event);
        put(h, "/><summary>%s</summary></entry>\n", change_words(v, &c[i]));
    }
    put(h, "</feed>\n");
    send(v, "application/atom+xml; charset=utf-8", h->out);
}

static void feed_line(struct visit *v, const char *words, const char *path) {
    put(v->h, "<li><bdi>%s</bdi><br><code>%s%s</code></li>\n", words, v->base_url, path);
}

static void mine(struct visit *v, const char *secret) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    if (!v->session || !*access_function(v->act)) return;
    const char *made = feed_made(v->act);
    put(h, "<h2>%s</h2>\n<p>%s</p>\n", tr(h->lang, "My own calendar"),
        tr(h->lang, "Meetings of the fora in which your party takes part, and the steps of its rounds. The address is a secret of yours: whoever has it sees which fora these are. It ends with your post."));
    if (secret) {
        put(h, "<p class=\"note\">%s</p>\n<ul class=\"plain\">\n", tr(h->lang, "This address is shown only now. Copy it into your calendar program."));
        feed_line(v, tr(h->lang, "My own calendar"), address(m, "/feeds/mine/%s.ics", secret));
        put(h, "</ul>\n");
    } else if (*made) {
        put(h, "<p class=\"soft\">%s</p>\n", tr_f(m, h->lang, TR("An address was made on %s. A new one ends it."), lang_day(m, h->lang, arena_copy_n(m, made, 10))));
    }
    form_begin(h, "/feeds/mine");
    form_button(h, "quiet", *made || secret ? TR("Make a new secret address") : TR("Make a secret address"));
    if (*made || secret) form_button_named(h, "quiet", TR("End the address"), "end", "1");
    form_end(h);
}

static void feeds_page(struct visit *v, const char *secret) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    size_t n, k;
    const char *const *fora = calendar_meeting_fora(v->act, &n);
    struct round *r = round_list(v->act, &k);
    access_may(v->act, SEE_PUBLIC, NULL);
    page_crumb(v, tr(h->lang, "Calendar"), "/events");
    page_begin(v, tr(h->lang, "Calendars to subscribe to"));
    put(h, "<p>%s</p>\n", tr(h->lang, "Copy an address into the calendar of your phone or computer (\"subscribe to a calendar\"). It then follows every move and cancellation by itself."));
    put(h, "<ul class=\"plain\">\n");
    feed_line(v, tr(h->lang, "Calendar of all fora"), "/feeds/all.ics");
    feed_line(v, tr(h->lang, "Changes of the calendar (Atom)"), "/feeds/changes.atom");
    put(h, "</ul>\n");
    mine(v, secret);
    put(h, "<details><summary>%s</summary><ul class=\"plain\">\n", tr(h->lang, "By forum"));
    for (size_t i = 0; i < n; i++) feed_line(v, party_name(v->act, fora[i]), address(m, "/feeds/%s.ics", fora[i]));
    put(h, "</ul></details>\n<details><summary>%s</summary><ul class=\"plain\">\n", tr(h->lang, "By review round: its steps"));
    for (size_t i = 0; i < k; i++) feed_line(v, r[i].title, address(m, "/feeds/rounds/%s.ics", r[i].id));
    put(h, "</ul></details>\n");
    page_end(v);
}

void feeds(struct visit *v) { feeds_page(v, NULL); }

void feed_mine_post(struct visit *v) {
    if (*posted(v, "end")) {
        if (feed_end(v->act)) redirect_with(v, TR("The secret address no longer works."), "/feeds");
        return;
    }
    char *secret = feed_make(v->act);
    if (secret) feeds_page(v, secret);
}
