#include "page/report_copy.h"
#include "area/directory.h"
#include "page/report_parts.h"

bool report_copy_fine(struct visit *v, const struct report_copy *c) {
    if (c->act.failure && !v->act->failure) {
        v->act->failure = c->act.failure;
        v->act->message = c->act.message;
        v->act->detail = c->act.detail;
    }
    return !failed(v->act);
}

static const char *status_line(struct report_copy *c) {
    struct arena *m = c->act.arena;
    const struct language *l = c->act.lang;
    const struct report *p = c->report;
    if (same(p->status, "adopted")) return tr_f(m, l, TR("Adopted on %s"), lang_day(m, l, arena_copy_n(m, p->adopted, 10)));
    if (c->version && *p->until) return tr_f(m, l, TR("Draft, circulated; comments until %s"), lang_day(m, l, p->until));
    return c->version ? tr(l, TR("draft, circulated")) : tr(l, TR("Draft of the secretariat, not sent out"));
}

static const char *reader_line(struct report_copy *c) {
    struct arena *m = c->act.arena;
    const struct language *l = c->act.lang;
    const char *day = lang_day(m, l, arena_copy_n(m, c->act.now, 10));
    if (c->everyone) return tr_f(m, l, TR("Copy of %s. It holds only what everyone may see."), day);
    const char *party = c->act.party ? party_name(&c->act, c->act.party) : tr(l, TR("this server"));
    return tr_f(m, l, TR("Copy of %1$s for %2$s. It may hold what was released to few readers: do not pass it on."), day, party);
}

/* What stands on each page: an invented, unfinished or confidential paper must say so there. */
static const char *notice(struct report_copy *c) {
    struct arena *m = c->act.arena;
    const struct language *l = c->act.lang;
    const char *parts[3];
    size_t n = 0;
    if (c->report->synthetic) parts[n++] = tr(l, TR("Synthetic data"));
    if (!same(c->report->status, "adopted")) parts[n++] = tr(l, TR("Draft"));
    if (!c->everyone) parts[n++] = tr(l, TR("Not to be passed on"));
    const char *all = n ? parts[0] : NULL;
    for (size_t i = 1; i < n; i++) all = arena_printf(m, "%s · %s", all, parts[i]);
    return all;
}

static void describe(struct report_copy *c) {
    struct arena *m = c->act.arena;
    const struct language *l = c->act.lang;
    const char **cover = NEW_N(m, const char *, 7);
    size_t n = 0;
    cover[n++] = status_line(c);
    if (c->version) cover[n++] = tr_f(m, l, TR("Version %d"), (int)c->version);
    cover[n++] = tr_f(m, l, TR("Secretariat: %s"), party_name(&c->act, c->report->host));
    cover[n++] = reader_line(c);
    if (c->report->synthetic) cover[n++] = tr(l, TR("Synthetic data: invented for demonstration. No State wrote this."));
    c->about = (struct document_about){.lang = l, .title = c->report->title, .subtitle = c->round->title, .author = party_name(&c->act, c->report->host),
        .instant = c->act.now, .notice = notice(c), .page_words = tr(l, TR("Page")), .cover = cover};
}

struct report_copy *report_copy(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (!p) return NULL;
    struct report_copy *c = NEW(v->act->arena, struct report_copy);
    c->everyone = !v->act->person || same(query(v, "copy"), "everyone");
    c->act = c->everyone ? access_as_public(v->act) : *v->act;
    const struct language *asked = lang_find(query(v, "language"));
    c->act.lang = asked ? asked : lang_find(p->language);
    size_t n;
    c->report = report_find(&c->act, p->id);
    c->round = c->report ? round_find(&c->act, c->report->round) : NULL;
    struct report_version *w = c->round ? report_versions(&c->act, c->report, &n) : NULL;
    if (w && n) c->version = w[n - 1].number;
    c->working = w && !n;
    if (w) c->body = c->working ? report_read(&c->act, c->report) : report_sent(&c->act, c->report);
    if (!report_copy_fine(v, c) || !c->report || !c->round || !c->body) return NULL;
    describe(c);
    return c;
}
