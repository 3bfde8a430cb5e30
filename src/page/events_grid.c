/* A month as a grid of days that is a list on a phone; a year as one line a forum. */
#include "area/directory.h"
#include "base/clock.h"
#include "base/text.h"
#include "page/event_words.h"
#include "page/events.h"

enum { a_day = 4, a_month = 300, a_year = 240 };

static void turns(struct visit *v, const struct calendar_view *c, const char *view, const char *before, const char *here, const char *after,
                  const char *before_words, const char *after_words) {
    struct html *h = v->h;
    put(h, "<p class=\"turn\">");
    if (before) {
        put(h, "<a rel=\"prev\"");
        calendar_link(v, c, view, view, before);
        put(h, ">%s</a> ", before_words);
    }
    put(h, "<strong>%s</strong> ", here);
    if (after) {
        put(h, "<a rel=\"next\"");
        calendar_link(v, c, view, view, after);
        put(h, ">%s</a>", after_words);
    }
    put(h, "</p>\n");
}

static void mark(struct visit *v, const struct event *e, const char *words, const char *label) {
    struct html *h = v->h;
    put(h, "<a class=\"event %s\"", e->status);
    link(h, "/events/%s", e->id);
    if (label) put(h, " aria-label=\"%s\" title=\"%s\"", label, label);
    put(h, "><bdi lang=\"en\">%s</bdi></a>", words);
}

/* What a day holds; beyond a few, a link to its list. */
static void day_cell(struct visit *v, const struct calendar_view *c, const struct event *e, size_t n, const char *day) {
    struct html *h = v->h;
    size_t here = 0;
    for (size_t i = 0; i < n; i++) here += strcmp(e[i].starts, day) <= 0 && strcmp(e[i].ends, day) >= 0;
    bool today = !strncmp(v->act->now, day, 10);
    put(h, "<td class=\"%s%s\"><span class=\"n\">%d<span class=\"weekday\"> %s</span></span>", here ? "has" : "free", today ? " today" : "",
        (int)strtol(day + 8, NULL, 10), month_weekday(v->act->arena, h->lang, month_weekday_of(day), true));
    size_t shown = 0;
    for (size_t i = 0; i < n && shown < a_day; i++) {
        if (strcmp(e[i].starts, day) > 0 || strcmp(e[i].ends, day) < 0) continue;
        mark(v, &e[i], e[i].title, NULL);
        shown++;
    }
    if (here > shown) {
        put(h, "<a");
        calendar_link(v, c, "list", "when", day);
        put(h, ">%s</a>", tr_n(v->act->arena, h->lang, "and %d more", "and %d more", (int64_t)(here - shown)));
    }
    put(h, "</td>");
}

void month_view(struct visit *v, const struct calendar_view *c) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    struct event_filter f = c->filter;
    size_t n;
    f.most = a_month;
    struct event *e = calendar_list(v->act, &f, &n);
    const char *before = month_add(m, c->month, -1), *after = month_add(m, c->month, 1);
    turns(v, c, "month", before, month_name(m, h->lang, c->month, false), after, before ? month_name(m, h->lang, before, false) : "",
          after ? month_name(m, h->lang, after, false) : "");
    int start = month_week_start(h->lang), days = month_days(c->month);
    put(h, "<table class=\"month\"><caption class=\"first\">%s</caption><thead><tr>", month_name(m, h->lang, c->month, false));
    for (int i = 0; i < 7; i++) put(h, "<th scope=\"col\" abbr=\"%s\">%s</th>", month_weekday(m, h->lang, (start + i) % 7, false), month_weekday(m, h->lang, (start + i) % 7, true));
    put(h, "</tr></thead><tbody>\n");
    int lead = (month_weekday_of(f.from) - start + 7) % 7, cells = (lead + days + 6) / 7 * 7;
    for (int i = 0; i < cells; i++) {
        if (i % 7 == 0) put(h, "<tr>");
        int day = i - lead + 1;
        if (day < 1 || day > days) put(h, "<td class=\"none\"></td>");
        else day_cell(v, c, e, n, arena_printf(m, "%s-%02d", c->month, day));
        if (i % 7 == 6) put(h, "</tr>\n");
    }
    put(h, "</tbody></table>\n");
    if (n) return;
    const char *earlier = calendar_before(v->act, &f, f.from), *later = calendar_after(v->act, &f, f.to);
    put(h, "<p>%s", tr(h->lang, "No meeting in this month."));
    const char *near[] = {earlier, later};
    for (size_t i = 0; i < COUNT(near); i++) {
        if (!near[i]) continue;
        put(h, " <a");
        calendar_link(v, c, "month", "month", arena_copy_n(m, near[i], 7));
        put(h, ">%s</a>", month_name(m, h->lang, arena_copy_n(m, near[i], 7), false));
    }
    put(h, "</p>\n");
}

struct line { const char *name; const struct event *event; };
static int by_forum(const void *x, const void *y, void *code) {
    const struct line *p = x, *q = y;
    int order = text_order(code, p->name, q->name);
    return order ? order : strcmp(p->event->starts, q->event->starts);
}

/* "5–7", or "30–2" over the end of a month. */
static const char *day_numbers(struct arena *m, const struct event *e) {
    long first = strtol(e->starts + 8, NULL, 10), last = strtol(e->ends + 8, NULL, 10);
    return same(e->starts, e->ends) ? arena_printf(m, "%ld", first) : arena_printf(m, "%ld–%ld", first, last);
}

static void forum_line(struct visit *v, const struct line *l, size_t n, const char *year) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    put(h, "<tr><th scope=\"row\"><bdi>%s</bdi></th>", l->name);
    for (int month = 1; month <= 12; month++) {
        const char *key = arena_printf(m, "%s-%02d", year, month);
        put(h, "<td>");
        for (size_t i = 0; i < n; i++) {
            const struct event *e = l[i].event;
            bool from_before = month == 1 && strncmp(e->starts, year, 4) < 0;
            if (strncmp(e->starts, key, 7) && !from_before) continue;
            mark(v, e, day_numbers(m, e), arena_printf(m, "%s: %s", e->title, lang_days(m, h->lang, e->starts, e->ends)));
        }
        put(h, "</td>");
    }
    put(h, "</tr>\n");
}

void year_view(struct visit *v, const struct calendar_view *c) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    struct event_filter f = c->filter;
    size_t n, all = calendar_count(v->act, &f);
    f.most = a_year;
    struct event *e = calendar_list(v->act, &f, &n);
    struct line *l = NEW_N(m, struct line, n + 1);
    for (size_t i = 0; i < n; i++) l[i] = (struct line){*e[i].forum_name ? e[i].forum_name : tr(h->lang, "Other"), &e[i]};
    qsort_r(l, n, sizeof *l, by_forum, (void *)(uintptr_t)h->lang->code);
    const char *year = c->year, *january = arena_printf(m, "%s-01", year), *before = month_add(m, january, -12), *after = month_add(m, january, 12);
    if (before) before = arena_copy_n(m, before, 4);
    if (after) after = arena_copy_n(m, after, 4);
    turns(v, c, "year", before, year, after, before, after);
    put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "One line for each forum, in alphabetical order; the numbers are days of the month."));
    put(h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table class=\"year\"><thead><tr><th scope=\"col\">%s</th>", year, tr(h->lang, "Forum"));
    for (int i = 1; i <= 12; i++) put(h, "<th scope=\"col\">%s</th>", month_name(m, h->lang, arena_printf(m, "%s-%02d", year, i), true));
    put(h, "</tr></thead><tbody>\n");
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && same(l[k].name, l[i].name);) k++;
        forum_line(v, &l[i], k - i, year);
    }
    put(h, "</tbody></table></div>\n");
    if (all > n) put(h, "<p>%s</p>\n", tr(h->lang, "There are more meetings than fit here. Choose a forum, an objective or a place above, or look at the list."));
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "No meeting in this year."));
}
