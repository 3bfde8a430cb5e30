#include "page/report_copy.h"
#include "area/directory.h"
#include "base/text.h"
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
    if (!c->sent) return tr(l, TR("Draft of the secretariat, not sent out"));
    if (!same(c->sent->status, "circulated")) return report_version_words(&c->act, c->sent);
    if (c->sent == &c->versions[c->n_versions - 1] && *p->until) return tr_f(m, l, TR("Draft, circulated; comments until %s"), lang_day(m, l, p->until));
    return tr(l, TR("draft, circulated"));
}

/* The other versions that were published: which this one takes the place of, or which took its. */
static size_t other_versions(struct report_copy *c, const char **cover) {
    size_t n = 0;
    for (size_t i = 0; c->sent && c->versions && i < c->n_versions; i++) {
        const struct report_version *w = &c->versions[i];
        if (same(w->status, "circulated") || w == c->sent) continue;
        cover[n++] = tr_f(c->act.arena, c->act.lang, w->number < c->version ? TR("Before it: %s") : TR("Since then: %s"), report_version_words(&c->act, w));
    }
    return n;
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
    if (!c->sent || same(c->sent->status, "circulated")) parts[n++] = tr(l, TR("Draft"));
    if (!c->everyone) parts[n++] = tr(l, TR("Not to be passed on"));
    const char *all = n ? parts[0] : NULL;
    for (size_t i = 1; i < n; i++) all = arena_printf(m, "%s · %s", all, parts[i]);
    return all;
}

/* Paragraphs of this copy that are withheld, and from which day on the last of them is. */
static int withheld(struct report_copy *c, const char **since) {
    int n = 0;
    *since = "";
    for (size_t i = 0; i < c->body->n; i++)
        for (size_t k = 0; k < c->body->chapter[i].n; k++) {
            const struct paragraph *g = &c->body->chapter[i].paragraph[k];
            if (!g->withheld) continue;
            n++;
            if (strcmp(g->since, *since) > 0) *since = g->since;
        }
    return n;
}

/* A copy of the same version made before had more in it. */
static const char *withheld_line(struct report_copy *c) {
    struct arena *m = c->act.arena;
    const char *since;
    int n = withheld(c, &since);
    if (!n) return NULL;
    const char *all = tr_n(m, c->act.lang, "%d paragraph is withheld: a section it rests on was recalled or has fewer readers now", "%d paragraphs are withheld: sections they rest on were recalled or have fewer readers now", n);
    return *since ? tr_f(m, c->act.lang, TR("%1$s (last change: %2$s)"), all, lang_day(m, c->act.lang, arena_copy_n(m, since, 10))) : all;
}

static void describe(struct report_copy *c) {
    struct arena *m = c->act.arena;
    const struct language *l = c->act.lang;
    const char **cover = NEW_N(m, const char *, 8 + c->n_versions);
    size_t n = 0;
    cover[n++] = status_line(c);
    if (c->sent && same(c->sent->status, "circulated")) cover[n++] = tr_f(m, l, TR("Version %d"), (int)c->version);
    n += other_versions(c, cover + n);
    const char *less = withheld_line(c);
    if (less) cover[n++] = less;
    cover[n++] = tr_f(m, l, TR("Secretariat: %s"), party_name(&c->act, c->report->host));
    cover[n++] = reader_line(c);
    if (c->report->synthetic) cover[n++] = tr(l, TR("Synthetic data: invented for demonstration. No State wrote this."));
    c->about = (struct document_about){.lang = l, .title = c->report->title, .subtitle = c->round->title, .author = party_name(&c->act, c->report->host),
        .instant = c->act.now, .notice = notice(c), .page_words = tr(l, TR("Page")), .cover = cover};
}

static struct report_copy *fill(struct visit *v, struct report_copy *c, int64_t number) {
    c->version = number;
    c->sent = NULL;
    for (size_t i = 0; c->versions && i < c->n_versions; i++)
        if (c->versions[i].number == number) c->sent = &c->versions[i];
    c->working = c->versions && !number;
    if (c->working && !report_shows_draft(&c->act, c->report)) fail(&c->act, NOT_FOUND, TR("There is no such version."));
    if (c->versions && !failed(&c->act)) c->body = c->working ? report_read(&c->act, c->report) : report_sent_version(&c->act, c->report, number);
    if (!report_copy_fine(v, c) || !c->report || !c->round || !c->body) return NULL;
    describe(c);
    return c;
}

struct report_copy *report_copy(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (!p) return NULL;
    struct report_copy *c = NEW(v->act->arena, struct report_copy);
    c->everyone = !v->act->person || same(query(v, "copy"), "everyone");
    c->act = c->everyone ? access_as_public(v->act) : *v->act;
    const struct language *asked = lang_find(query(v, "language"));
    c->act.lang = asked ? asked : lang_find(p->language);
    c->report = report_find(&c->act, p->id);
    c->round = c->report ? round_find(&c->act, c->report->round) : NULL;
    c->versions = c->round ? report_versions(&c->act, c->report, &c->n_versions) : NULL;
    int64_t number = c->versions && c->n_versions ? c->versions[c->n_versions - 1].number : 0;
    text_number(query(v, "version"), &number);
    return fill(v, c, number);
}

struct report_copy *report_copy_version(struct visit *v, const struct report_copy *of, int64_t number) {
    struct report_copy *c = NEW(v->act->arena, struct report_copy);
    *c = *of;
    return fill(v, c, number);
}

const char *report_copy_name(struct report_copy *c, const char *what, const char *ending) {
    struct arena *m = c->act.arena;
    const char *whose = c->everyone ? "everyone" : c->act.party ? arena_printf(m, "own-%s", c->act.party) : "own";
    const char *status = !c->sent ? "draft" : same(c->sent->status, "circulated") ? "draft" : same(c->sent->status, "corrected") ? "corrigendum" : "adopted";
    const char *version = c->version ? arena_printf(m, "v%d-%s", (int)c->version, status) : status;
    const char *since;
    int less = withheld(c, &since);
    if (less) version = arena_printf(m, "%s-%d-withheld", version, less);
    return arena_printf(m, "%s-%s-%s-%s-%s-%.10s.%s", c->round->id, what, c->act.lang->code, whose, version, c->act.now, ending);
}
