#include "page/clash_words.h"
#include "area/directory.h"
#include "base/text.h"
#include "page/event_words.h"

enum { most_lines = 15, few_names = 6 };

static int by_name(const void *x, const void *y, void *code) { return text_order(code, *(const char *const *)x, *(const char *const *)y); }

static void members_of_both(struct visit *v, const struct clash *c) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    if (!c->n_shared) {
        put(h, " <span class=\"soft\">%s</span>", tr(h->lang, "No party is a member of both."));
        return;
    }
    const char **name = NEW_N(m, const char *, c->n_shared);
    for (size_t i = 0; i < c->n_shared; i++) name[i] = party_name(v->act, c->shared[i]);
    qsort_r(name, c->n_shared, sizeof *name, by_name, (void *)(uintptr_t)h->lang->code);
    const char *all = lang_list(m, h->lang, name, c->n_shared);
    if (c->n_shared <= few_names) put(h, " %s", tr_f(m, h->lang, TR("Members of both: %s."), all));
    else put(h, "<details><summary>%s</summary><p>%s</p></details>", tr_n(m, h->lang, "%d party is a member of both", "%d parties are members of both", (int64_t)c->n_shared), all);
}

static void other(struct visit *v, const struct clash *c, const char *words) {
    struct html *h = v->h;
    put(h, "<strong>%s</strong> <a lang=\"en\"", words);
    link(h, "/events/%s", c->other->id);
    put(h, "><bdi>%s</bdi></a>%s%s", c->other->title, lang_comma(h->lang), event_days(v, c->other));
    if (*c->other->city || *c->other->iso3 || *c->other->mode) put(h, " · ");
    event_place(v, c->other);
    put(h, ".");
}

static void travel(struct visit *v, const struct clash *c) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    other(v, c, tr(h->lang, "Little time to travel:"));
    put(h, " %s", tr_f(m, h->lang, TR("Free days between the two: %1$d. It is some %2$s km by air, which takes %3$d free days at the least."), c->free_days,
        lang_number(m, h->lang, c->km / 100 * 100), c->need_days));
    members_of_both(v, c);
}

static void line(struct visit *v, const struct event *e, const struct clash *c) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    const struct language *l = h->lang;
    const char *country = lang_country(m, l, e->iso3);
    put(h, "<li>");
    switch (c->kind) {
    case CLASH_SAME_DAYS: other(v, c, tr(l, "On the same days:")), members_of_both(v, c); break;
    case CLASH_TRAVEL: travel(v, c); break;
    case CLASH_NEAR: other(v, c, tr(l, "Within a week:")), members_of_both(v, c); break;
    case CLASH_HOLIDAY: put(h, "<strong>%s</strong>%s%s", tr(l, c->name), lang_comma(l), lang_days(m, l, c->starts, c->ends)); break;
    case CLASH_WEEKEND: put(h, "%s", tr_f(m, l, TR("%1$s is of the weekend in the country where it meets (%2$s)."), lang_day(m, l, c->starts), country ? country : "")); break;
    case CLASH_ROUND_LATE:
        put(h, "%s", tr_f(m, l, c->days < 0 ? TR("The round \"%1$s\" should inform this meeting, and ends on %2$s, after it has begun.")
            : TR("The round \"%1$s\" should inform this meeting, and ends on %2$s, less than twelve weeks before it. The report to the review forum is due twelve weeks ahead (A/RES/73/326)."),
            arena_printf(m, "\u2068%s\u2069", c->name), lang_day(m, l, c->ends))); /* a title keeps its own direction */
        break;
    case CLASH_GAP: put(h, "%s", tr_f(m, l, TR("A long gap: the calendar knows no meeting of this forum since %s."), lang_days(m, l, c->other->starts, c->other->ends))); break;
    }
    put(h, "</li>\n");
}

void clash_list(struct visit *v, const struct event *e, const struct clash *c, size_t n) {
    struct html *h = v->h;
    bool holidays = false;
    put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n && i < most_lines; i++) {
        line(v, e, &c[i]);
        holidays |= c[i].kind == CLASH_HOLIDAY;
    }
    if (n > most_lines) put(h, "<li>%s</li>\n", tr_n(v->act->arena, h->lang, "and %d more", "and %d more", (int64_t)(n - most_lines)));
    put(h, "</ul>\n");
    if (holidays) put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "Days of religion and new years are worked out by calculation; where the moon is sighted they may differ by a day. Whether a party keeps them it knows best."));
}
