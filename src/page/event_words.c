#include "page/event_words.h"
#include "area/directory.h"

const char *event_days(struct visit *v, const struct event *e) {
    struct arena *m = v->act->arena;
    const char *days = lang_days(m, v->h->lang, e->starts, e->ends);
    return *e->begins ? arena_printf(m, "%s%s%s–%s (%s)", days, lang_comma(v->h->lang), e->begins, e->finishes, e->zone) : days;
}

const char *event_status_words(const struct language *l, const char *status) {
    return tr(l, same(status, "provisional") ? TR("provisional") : same(status, "cancelled") ? TR("cancelled") : TR("confirmed"));
}
const char *event_mode_words(const struct language *l, const char *mode) {
    if (same(mode, "online")) return tr(l, TR("online"));
    if (same(mode, "both")) return tr(l, TR("on site and online"));
    return same(mode, "place") ? tr(l, TR("on site")) : tr(l, TR("not said"));
}

void event_place(struct visit *v, const struct event *e) {
    struct html *h = v->h;
    const char *country = lang_country(v->act->arena, h->lang, e->iso3);
    bool online = same(e->mode, "online") || same(e->mode, "both");
    if (online) put(h, "%s", event_mode_words(h->lang, e->mode));
    if (online && (*e->city || country)) put(h, " · ");
    if (*e->city) put(h, "<bdi>%s</bdi>", e->city);
    if (*e->city && country) put(h, " · ");
    if (country) put(h, "%s", country);
}

void event_tags(struct visit *v, const struct event *e) {
    struct html *h = v->h;
    if (!same(e->status, "confirmed")) put(h, " <span class=\"tag\">%s</span>", event_status_words(h->lang, e->status));
    if (*e->formerly) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "moved"));
    if (directory_unverified(e->source)) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "not verified"));
}
