/* The calendar looked at as a whole: what two years cost those who take part as they stand,
 * proposals that cost less, each move in words, and what one other date would change. */
#include "area/alignment.h"
#include "area/access.h"
#include "area/directory.h"
#include "base/clock.h"
#include "base/text.h"
#include "page/pages.h"

enum { proposals = 3 };

static void cell(struct html *h, int64_t n) { put(h, "<td class=\"number\">%s</td>", lang_number(h->out->arena, h->lang, n)); }

/* One line of the balance: today, the date tried, the proposals. */
static void line(struct html *h, const char *words, const struct alignment_balance *b, size_t n, int (*of)(const struct alignment_balance *)) {
    put(h, "<tr><th scope=\"row\">%s</th>", tr(h->lang, words));
    for (size_t i = 0; i < n; i++) cell(h, of(&b[i]));
    put(h, "</tr>\n");
}
static int clashes(const struct alignment_balance *b) { return b->clashes; }
static int together(const struct alignment_balance *b) { return b->together; }
static int moved(const struct alignment_balance *b) { return b->moved; }
static int weeks(const struct alignment_balance *b) { return (b->half_weeks + 1) / 2; }

static void balance(struct visit *v, const struct alignment_balance *b, size_t n, bool tried) {
    struct html *h = v->h;
    const char *caption = tr(h->lang, "What each plan means for those who take part");
    put(h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><caption>%s</caption><thead><tr><td></td><th scope=\"col\" class=\"number\">%s</th>", caption, caption, tr(h->lang, "As it stands"));
    if (tried) put(h, "<th scope=\"col\" class=\"number\">%s</th>", tr(h->lang, "With your date"));
    for (size_t i = tried ? 2 : 1; i < n; i++) put(h, "<th scope=\"col\" class=\"number\">%s</th>", said(h, "Proposal %s", lang_number(v->act->arena, h->lang, (int64_t)i - tried)));
    put(h, "</tr></thead><tbody>\n");
    line(h, TR("Times a party is asked to be in two places in one half of a week"), b, n, clashes);
    line(h, TR("Members who travel once for two meetings"), b, n, together);
    line(h, TR("Meetings that move"), b, n, moved);
    line(h, TR("Weeks by which they move, in all"), b, n, weeks);
    put(h, "</tbody></table></div>\n");
}

static void days(struct visit *v, const struct alignment *l, int i, struct align_place at) {
    const char *starts, *ends;
    alignment_days(l, i, at, &starts, &ends);
    put(v->h, "%s", lang_days(v->act->arena, v->h->lang, starts, ends));
}

static void title(struct visit *v, const struct alignment_meeting *x) {
    put(v->h, "<a");
    if (x->event) link(v->h, "/events/%s", x->event);
    else link(v->h, "/rounds/%s", x->round);
    put(v->h, ">");
    html_name(v->h, x->title, x->event ? "en" : NULL);
    put(v->h, "</a>");
}

/* What a change is good and bad for, from the balance before and after it. */
static void means(struct html *h, struct alignment_balance before, struct alignment_balance after) {
    int less = before.clashes - after.clashes, more = after.together - before.together;
    put(h, "<br>");
    if (less > 0) say_n(h, "%d party no longer has to be in two places in one half of a week.", "%d parties no longer have to be in two places in one half of a week.", less);
    if (less < 0) say_n(h, "%d party would have to be in two places in one half of a week.", "%d parties would have to be in two places in one half of a week.", -less);
    if (more) put(h, " ");
    if (more > 0) say_n(h, "%d shared member travels once instead of twice.", "%d shared members travel once instead of twice.", more);
    if (more < 0) say_n(h, "%d shared member would travel twice instead of once.", "%d shared members would travel twice instead of once.", -more);
    if (!less && !more) say(h, "By itself this changes nothing for those who take part.");
}

/* The secretariat that may move it finds the way to do so; nobody else can. */
static void way(struct visit *v, const struct alignment_meeting *x) {
    struct html *h = v->h;
    struct subject u = {.party = x->forum}, r = {.round = x->round, .host = x->forum};
    bool mine = x->event ? x->forum && access_would(v->act, EDIT_DIRECTORY, &u) : access_would(v->act, RUN_ROUND, &r);
    if (!mine) return;
    put(h, "<br><a");
    if (x->event) link(h, "/events/%s/edit", x->event);
    else link(h, "/rounds/%s/manage", x->round);
    put(h, ">%s</a>", tr(h->lang, "Move it to another date"));
}

static void proposal(struct visit *v, const struct alignment *l, const struct align_place *plan, size_t number, bool best) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    size_t n, meetings = (size_t)l->problem->n_meetings;
    struct align_step *s = align_steps(m, l->problem, l->today, plan, &n);
    struct align_place *at = NEW_N(m, struct align_place, meetings);
    memcpy(at, l->today, sizeof *at * meetings);
    put(h, "<h2>%s</h2>\n", said(h, "Proposal %s", lang_number(m, h->lang, (int64_t)number)));
    if (best) put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "No plan within these limits weighs less: this is proved."));
    put(h, "<ul class=\"plain\">\n");
    struct alignment_balance before = alignment_weigh(l, at);
    for (size_t i = 0; i < n; i++) {
        int k = s[i].meeting;
        at[k] = s[i].to;
        struct alignment_balance after = alignment_weigh(l, at);
        put(h, "<li>");
        title(v, &l->meeting[k]);
        put(h, "<br><del>");
        days(v, l, k, l->today[k]);
        put(h, "</del> <strong><ins>");
        days(v, l, k, plan[k]);
        put(h, "</ins></strong>");
        means(h, before, after);
        way(v, &l->meeting[k]);
        put(h, "</li>\n");
        before = after;
    }
    put(h, "</ul>\n");
}

/* From when, and whether confirmed meetings may move as well. */
static void which(struct visit *v, const char *from, bool all) {
    struct html *h = v->h;
    put(h, "<form method=\"get\" action=\"/calendar/align\" class=\"filters\">\n");
    field_draw(h, v->act, &(struct field){.name = "from", .label = TR("Two years from"), .kind = FIELD_DAY}, from);
    put(h, "<div class=\"field\"><label class=\"choice\"><input type=\"checkbox\" name=\"all\" value=\"1\"");
    if (all) put(h, " checked");
    put(h, "> %s</label></div>\n", tr(h->lang, "As an exercise, let confirmed and past meetings move too"));
    form_button(h, "quiet", TR("Show"));
    put(h, "</form>\n");
}

static void try_a_date(struct visit *v, const struct alignment *l, const char *from, bool all) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    struct choice *c = NEW_N(m, struct choice, (size_t)l->problem->n_meetings);
    for (int i = 0; i < l->problem->n_meetings; i++)
        c[i] = (struct choice){l->problem->meeting[i].id, arena_printf(m, "%s · %s", lang_day(m, h->lang, l->meeting[i].starts), text_cut(m, l->meeting[i].title, 60))};
    put(h, "<h2>%s</h2>\n<form method=\"get\" action=\"/calendar/align\" class=\"filters\">\n", tr(h->lang, "Try another date"));
    form_hidden(h, "from", from);
    if (all) form_hidden(h, "all", "1");
    field_draw(h, v->act, &(struct field){.name = "meeting", .label = TR("Meeting"), .kind = FIELD_SELECT, .choices = c, .n_choices = (size_t)l->problem->n_meetings}, query(v, "meeting"));
    field_draw(h, v->act, &(struct field){.name = "on", .label = TR("First day"), .kind = FIELD_DAY}, query(v, "on"));
    form_button(h, "quiet", TR("Weigh this date"));
    put(h, "</form>\n");
}

/* The plan with the date that was asked for; NULL when none was, or with a mistake named. */
static struct align_place *tried(struct visit *v, const struct alignment *l, int *which_one) {
    size_t n = (size_t)l->problem->n_meetings;
    if (!*query(v, "meeting") && !*query(v, "on")) return NULL;
    for (*which_one = 0; *which_one < (int)n; ++*which_one)
        if (same(l->problem->meeting[*which_one].id, query(v, "meeting"))) break;
    if (*which_one == (int)n) return mistake(v->act, "meeting", TR("Choose a meeting of these two years.")), NULL;
    struct align_place there = alignment_on(l, *which_one, query(v, "on"));
    if (there.start < 0) return mistake(v->act, "on", TR("Give a day within these two years.")), NULL;
    struct align_place *at = NEW_N(v->act->arena, struct align_place, n);
    memcpy(at, l->today, sizeof *at * n);
    at[*which_one] = there;
    return at;
}

/* Rules that cannot be kept together, each in words. */
static void conflict(struct visit *v, const struct alignment *l, const struct align_result *r) {
    struct html *h = v->h;
    put(h, "<h2>%s</h2>\n<p>%s</p>\n<ul>\n", tr(h->lang, "No plan keeps everything"), tr(h->lang, "These cannot be kept together:"));
    for (size_t i = 0; i < r->n_conflict; i++) {
        struct align_rule x = r->conflict[i];
        put(h, "<li>");
        if (x.kind == ALIGN_ORDER) {
            const struct align_order *o = &l->problem->order[x.index];
            say_f(h, "%1$s must come %2$s weeks or more before %3$s.", l->meeting[o->before].title, lang_number(v->act->arena, h->lang, (o->lag + 1) / 2), l->meeting[o->after].title);
        } else if (x.kind == ALIGN_FIXED || x.kind == ALIGN_WINDOW) {
            const struct align_meeting *k = &l->problem->meeting[x.index];
            say_f(h, "%1$s can begin from %2$s to %3$s.", k->title, lang_day(v->act->arena, h->lang, align_day(v->act->arena, l->problem, k->first)),
                  lang_day(v->act->arena, h->lang, align_day(v->act->arena, l->problem, k->last)));
        }
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
}

/* The balance of everything, then what the date tried means, then the proposals. */
static void show(struct visit *v, const struct alignment *l, const char *from, bool all, const struct align_place *mine, int which_one) {
    struct html *h = v->h;
    struct align_result r = {0};
    struct alignment_balance b[proposals + 2];
    size_t n = 0;
    if (l->n_movable) r = alignment_propose(l, proposals);
    int64_t now = align_evaluate(v->act->arena, l->problem, l->today).total;
    while (r.n_plans && r.plan[r.n_plans - 1].value.total >= now) r.n_plans--; /* what is no better is no proposal */
    b[n++] = alignment_weigh(l, l->today);
    if (mine) b[n++] = alignment_weigh(l, mine);
    for (int k = 0; k < r.n_plans; k++) b[n++] = alignment_weigh(l, r.plan[k].place);
    balance(v, b, n, mine != NULL);
    if (mine) {
        put(h, "<p class=\"good\" role=\"status\">");
        title(v, &l->meeting[which_one]);
        put(h, " · %s", lang_day(v->act->arena, h->lang, query(v, "on")));
        means(h, b[0], b[1]);
        put(h, "</p>\n");
    }
    try_a_date(v, l, from, all);
    if (!l->n_movable) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing can move in these two years: all meetings are confirmed or past."));
    if (r.impossible) conflict(v, l, &r);
    else if (!r.n_plans && !r.impossible) put(h, "<p>%s</p>\n", tr(h->lang, "No move would make it lighter."));
    for (int k = 0; k < r.n_plans; k++) proposal(v, l, r.plan[k].place, (size_t)k + 1, !k && r.optimal);
}

void calendar_align(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    bool all = *query(v, "all"), given = clock_is_day(query(v, "from"));
    const char *from = given ? query(v, "from") : arena_copy_n(a->arena, a->now, 10);
    int which_one = 0;
    if (!access_need(a, EDIT_DIRECTORY, NULL)) return;
    struct alignment *l = alignment_read(a, from, all);
    if (*query(v, "from") && !given) mistake(a, "from", TR("Give a day, as 2027-01-31."));
    struct align_place *mine = tried(v, l, &which_one);
    if (l->synthetic) page_synthetic(v);
    page_crumb(v, tr(h->lang, "Calendar"), "/events");
    page_begin(v, tr(h->lang, "Align the calendar"));
    page_mistakes(v);
    put(h, "<p>%s</p>\n", tr(h->lang, "All fora together, weighed for those who take part. Provisional meetings may move by up to eight weeks; steps of a round keep their order, and its last step comes twelve weeks before the forum it informs. Nothing moves here: only the secretariat of a forum moves its own meetings."));
    which(v, from, all);
    put(h, "<p class=\"soft\">%s · ", lang_days(a->arena, h->lang, l->from, l->to));
    say_n(h, "%d meeting", "%d meetings", l->problem->n_meetings);
    put(h, " · ");
    say_n(h, "%d of them may move", "%d of them may move", l->n_movable);
    put(h, "</p>\n");
    if (l->problem->n_meetings) show(v, l, from, all, mine, which_one);
    put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "Not counted: what journeys cost, because the directory has no places with coordinates and a source, and holidays of the parties. A party is taken to send one delegation at a time."));
    page_end(v);
}
