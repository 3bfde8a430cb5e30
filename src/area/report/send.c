/* Circulating and adopting: what must be settled before, the version kept, who is told. */
#include "area/report/room.h"
#include "area/directory.h"
#include "area/log.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/trail.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

SQL(send_consents, "k", "kkt",
    "SELECT s.paragraph, s.party, s.reach FROM paragraph_consent s JOIN paragraph p ON p.id = s.paragraph AND p.version = s.version "
    "JOIN chapter c ON c.id = p.chapter WHERE c.report = $1");
SQL(send_sources, "k", "kkkttiit",
    "SELECT s.paragraph, s.release, r.party, r.audience, r.section_name, CASE WHEN r.recalled IS NULL THEN 0 ELSE 1 END, "
    "CASE WHEN r.replaced IS NULL THEN 0 ELSE 1 END, CASE WHEN r.narrowed IS NULL THEN '' ELSE r.narrowed_to END FROM paragraph_source s JOIN release r ON r.id = s.release "
    "JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter "
    "WHERE c.report = $1 AND s.removed IS NULL AND p.removed IS NULL ORDER BY s.id");
SQL(send_open_objections, "k", "k",
    "SELECT coalesce(paragraph, '') FROM objection WHERE report = $1 AND kind = 'objection' AND answered IS NULL AND withdrawn IS NULL ORDER BY at, id");
SQL(send_circulated, "kdd", "", "UPDATE report SET status = 'circulated', circulated = $2, comments_until = $3 WHERE id = $1 AND status <> 'adopted'");
SQL(send_adopted, "kdk", "", "UPDATE report SET status = 'adopted', adopted = $2, adopted_by = $3 WHERE id = $1 AND status = 'circulated'");
SQL(send_correcting, "kd", "", "UPDATE report SET correcting = $2 WHERE id = $1 AND status = 'adopted'");
SQL(send_circulated_first, "k", "t", "SELECT min(at) FROM report_version WHERE report = $1");
SQL(send_number, "k", "i", "SELECT coalesce(max(number), 0) + 1 FROM report_version WHERE report = $1");
SQL(send_version, "kkittkddtt", "",
    "INSERT INTO report_version (id, report, number, status, sha256, person, at, day, forum, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
SQL(send_paragraph, "kitkt", "", "INSERT INTO report_version_paragraph (version, position, chapter, paragraph, words) VALUES ($1, $2, $3, $4, $5)");
SQL(send_noticed, "kkd", "",
    "UPDATE paragraph_source SET noticed = $3 WHERE noticed IS NULL AND release IN (SELECT id FROM release WHERE party = $2) AND paragraph IN "
    "(SELECT p.id FROM paragraph p JOIN chapter c ON c.id = p.chapter WHERE c.report = $1)");

static void block_said(struct block *b, size_t *n, const struct paragraph *g, const char *why) {
    for (size_t i = 0; i < *n; i++) /* two sources may give one reason */
        if (same(b[i].paragraph, g ? g->id : "") && same(b[i].why, why)) return;
    b[(*n)++] = (struct block){g ? g->id : "", g ? g->number : 0, why, false};
}
static void block(struct act *a, struct block *b, size_t *n, const struct paragraph *g, const char *why) { block_said(b, n, g, tr(a->lang, why)); }

/* Partners is enough for circulating; only public for adopting. */
static bool consented(const struct rows *consents, const char *paragraph, const char *party, const char *status) {
    for (size_t i = 0; i < consents->n; i++)
        if (same(text(consents->row[i], 0), paragraph) && same(text(consents->row[i], 1), party) && access_reaches(text(consents->row[i], 2), status)) return true;
    return false;
}

static bool refused(const struct rows *consents, const char *paragraph, const char *party) {
    for (size_t i = 0; i < consents->n; i++)
        if (same(text(consents->row[i], 0), paragraph) && same(text(consents->row[i], 1), party) && same(text(consents->row[i], 2), "refused")) return true;
    return false;
}

/* What stands in a corrigendum is as open as what was adopted. */
static const char *reach_of(const char *status) { return same(status, "circulated") ? status : "adopted"; }

static const char *refusal(struct act *a, const char *party, const char *status) {
    return tr_f(a->arena, a->lang, same(status, "adopted") ? TR("%s has refused that these words are published: change them and ask again, or take the source out.")
                                                           : TR("%s has refused that these words are circulated: change them and ask again, or take the source out."), party_name(a, party));
}

static void source_blocks(struct act *a, const struct paragraph *g, const struct rows *sources, const struct rows *consents, const char *status, struct block *b, size_t *n) {
    for (size_t i = 0; i < sources->n; i++) {
        struct row *s = sources->row[i];
        if (!same(text(s, 0), g->id)) continue;
        if (num(s, 5)) block(a, b, n, g, TR("It rests on a section that was recalled."));
        else if (*text(s, 7) && consented(consents, g->id, text(s, 2), status)) continue; /* to these words, with the readers it has now in mind */
        else if (!access_reaches(*text(s, 7) ? text(s, 7) : text(s, 3), status) && refused(consents, g->id, text(s, 2))) block_said(b, n, g, refusal(a, text(s, 2), status));
        else if (*text(s, 7) && !access_reaches(text(s, 7), status)) block(a, b, n, g, TR("It rests on a section that has fewer readers now, and the party has not consented since: ask, or take the source out."));
        else if (num(s, 6)) block(a, b, n, g, TR("It rests on a section of which there is a newer version: look at it again."));
        else if (!access_reaches(text(s, 3), status) && !consented(consents, g->id, text(s, 2), status))
            block(a, b, n, g, same(status, "adopted") ? TR("It rests on a section that is not public, and the party has not consented to these words being published.")
                                                      : TR("It rests on a section that is not open to all who take part, and the party has not consented to these words being circulated."));
    }
}

/* Words of sources that were taken out: written anew after that, or brought back. */
static void left_over_blocks(struct act *a, const struct paragraph *g, const struct left_over *l, size_t n_left, struct block *b, size_t *n) {
    for (size_t i = 0; i < n_left; i++)
        if (same(l[i].paragraph, g->id))
            block_said(b, n, g, tr_f(a->arena, a->lang, TR("Words of %1$s stand in it whose source was taken out. Change them, or add the source again: %2$s"), party_name(a, l[i].party), l[i].words));
}

static void gone_blocks(struct act *a, const struct paragraph *g, const struct gone *w, size_t n_gone, struct block *b, size_t *n) {
    for (size_t i = 0; i < n_gone; i++)
        if (same(w[i].paragraph, g->id)) block_said(b, n, g, tr_f(a->arena, a->lang, TR("Words stand in it that a party recalled, or released anew without them. Change them: %1$s"), w[i].words));
}

static void objection_blocks(struct act *a, const struct report *p, const struct report_body *w, struct block *b, size_t *n) {
    struct rows *o = db_all(a, send_open_objections, p->id);
    for (size_t i = 0; i < o->n; i++) {
        size_t at = *n;
        block(a, b, n, report_paragraph(w, text(o->row[i], 0)), TR("An objection to it waits for an answer."));
        if (*n > at) b[at].objection = true;
    }
}

static bool changed(const struct paragraph *g, const struct paragraph *before) {
    return g->removed ? before != NULL : !before || before->withheld || !same(before->words, g->words);
}

/* A corrigendum corrects something. */
static void corrected_blocks(struct act *a, const struct report *p, const struct report_body *w, struct block *b, size_t *n) {
    struct report_body *sent = report_sent(a, p);
    bool any = false;
    for (size_t c = 0; sent && c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++) any |= changed(&w->chapter[c].paragraph[i], report_paragraph(sent, w->chapter[c].paragraph[i].id));
    if (!any) block(a, b, n, NULL, TR("Nothing was changed since the version last published."));
}

/* Adopting adopts what was circulated: words changed since must be circulated first. */
static void change_blocks(struct act *a, const struct report *p, const struct report_body *w, struct block *b, size_t *n) {
    struct report_body *sent = report_sent(a, p);
    if (!sent) return;
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++) {
            const struct paragraph *g = &w->chapter[c].paragraph[i], *before = report_paragraph(sent, g->id);
            if (changed(g, before))
                block(a, b, n, g, TR("It was changed after the report was circulated: circulate the report again before it is adopted."));
        }
}

struct block *report_blocks(struct act *a, const struct report *p, const char *status, size_t *n) {
    *n = 0;
    if (!report_writes(a, p)) return NULL;
    struct report_body *w = report_read(a, p);
    struct rows *sources = db_all(a, send_sources, p->id), *consents = db_all(a, send_consents, p->id);
    struct rows *open = db_all(a, send_open_objections, p->id);
    size_t paragraphs = 0, left, taken;
    struct left_over *l = report_left_over(a, p, "", &left);
    struct gone *back = report_gone(a, p, w, reach_of(status), &taken);
    for (size_t c = 0; c < w->n; c++) paragraphs += w->chapter[c].n;
    struct block *b = NEW_N(a->arena, struct block, 4 * paragraphs + sources->n + left + taken + open->n + 2);
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++) {
            const struct paragraph *g = &w->chapter[c].paragraph[i];
            if (g->removed) continue;
            if (!*g->words) block(a, b, n, g, TR("It has no words yet."));
            if (g->flagged) block(a, b, n, g, TR("A section it rested on was recalled or has fewer readers now: confirm that its words may stand."));
            if (g->n_beside) block(a, b, n, g, TR("Two people wrote it at once: choose one of the texts."));
            source_blocks(a, g, sources, consents, reach_of(status), b, n);
            left_over_blocks(a, g, l, left, b, n);
            gone_blocks(a, g, back, taken, b, n);
        }
    if (!paragraphs) block(a, b, n, NULL, TR("The report has no paragraph yet."));
    if (same(status, "adopted")) {
        if (!same(p->status, "circulated")) block(a, b, n, NULL, TR("It must be circulated before it is adopted."));
        else change_blocks(a, p, w, b, n);
        objection_blocks(a, p, w, b, n);
    }
    if (same(status, "corrected")) corrected_blocks(a, p, w, b, n);
    return b;
}

/* Into the log: what was circulated as a salted statement, what was adopted also by its digest. */
static void prove(struct act *a, const struct report *p, const char *version, int64_t number, const char *status, const char *sha256) {
    bool adopted = same(status, "adopted"), open = !same(status, "circulated"); /* open to everyone */
    struct log_file words = {"words.txt", sha256};
    struct log_said said[] = {{"forum", p->host}, {"language", p->language}, {"report", p->id}, {"round", p->round}, {"version", arena_printf(a->arena, "%lld", (long long)number)}};
    log_add_statement(a, &(struct log_statement){adopted ? "adoption" : open ? "corrigendum" : "circulation", version, said, COUNT(said), &words, 1});
    if (open) log_add_file(a, version, &words);
}

/* The words as they go out, with a digest over number, chapter and words of each paragraph. */
static bool keep_version(struct act *a, const struct report *p, const char *status, const struct adoption *d) {
    struct report_body *w = report_read(a, p);
    struct buf *all = buf_new(a->arena);
    const char *id = hash_id(a->arena);
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++)
            if (!w->chapter[c].paragraph[i].removed)
                buf_printf(all, "%d\n%s\n%s\n\n", w->chapter[c].paragraph[i].number, w->chapter[c].title, w->chapter[c].paragraph[i].words);
    int64_t number = num(db_one(a, send_number, p->id), 0);
    const char *sha256 = hash_hex(a->arena, all->data ? all->data : "", all->size);
    db_do(a, send_version, id, p->id, number, status, sha256, a->person, a->now, d->day, d->forum, d->reason);
    prove(a, p, id, number, status, sha256);
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++) {
            const struct paragraph *g = &w->chapter[c].paragraph[i];
            if (!g->removed) db_do(a, send_paragraph, id, g->number, w->chapter[c].title, g->id, g->words);
        }
    return !failed(a);
}

/* Of what the parties cited are told; until: the last day for comments. */
struct told { const char *kind, *until, *base_url; };

static const char *told_subject(const struct language *l, const struct told *t) {
    if (same(t->kind, "cited")) return tr(l, TR("A draft report cites your party"));
    if (same(t->kind, "adopted")) return tr(l, TR("The report that cites your party is adopted"));
    return tr(l, TR("A corrigendum of the report that cites your party"));
}

static const char *told_words(struct arena *m, const struct language *l, const struct report *p, const char *numbers, const struct told *t) {
    if (same(t->kind, "cited"))
        return tr_f(m, l, TR("The draft report %1$s was circulated. It cites your party in these paragraphs: %2$s. You may comment or object until %3$s:\n\n%4$s/reports/%5$s"),
                    p->title, numbers, lang_day(m, l, t->until), t->base_url, p->id);
    if (same(t->kind, "adopted"))
        return tr_f(m, l, TR("The report %1$s was adopted and is open to everyone. It cites your party in these paragraphs: %2$s.\n\n%3$s/reports/%4$s"), p->title, numbers, t->base_url, p->id);
    return tr_f(m, l, TR("A corrigendum of the report %1$s was published. It cites your party in these paragraphs: %2$s.\n\n%3$s/reports/%4$s"), p->title, numbers, t->base_url, p->id);
}

/* Tells one party which paragraphs cite it: numbers only, never words. */
static void tell_party(struct act *a, const struct report *p, const char *party, const char *numbers, const struct told *t) {
    static const char *const posts[] = {"focal_point", "alternate", "releaser"};
    for (size_t i = 0; i < COUNT(posts); i++) {
        size_t n;
        struct holder *h = people_with(a, party, posts[i], &n);
        for (size_t k = 0; k < n; k++) {
            const struct language *l = lang_find(h[k].language) ? lang_find(h[k].language) : lang_find("en");
            mail_to_person(a, h[k].person, &(struct mail){.kind = "notice", .once = arena_printf(a->arena, "%s/%s/%s/%s", t->kind, p->id, a->now, h[k].person), .round = p->round,
                           .party = party, .subject = told_subject(l, t), .words = told_words(a->arena, l, p, numbers, t)});
        }
    }
    db_do(a, send_noticed, p->id, party, a->now);
}

/* Which party a paragraph cites: by its sources, and by passages it repeats. */
struct cites { const char *party; int number; };
static int in_order(const void *x, const void *y) {
    const struct cites *a = x, *b = y;
    int order = strcmp(a->party, b->party);
    return order ? order : a->number - b->number;
}

static bool tell_cited(struct act *a, const struct report *p, const struct repeats *r, const struct told *t) {
    struct report_body *w = report_read(a, p);
    struct rows *s = db_all(a, send_sources, p->id);
    struct cites *c = NEW_N(a->arena, struct cites, s->n + r->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct paragraph *g = report_paragraph(w, text(s->row[i], 0));
        if (g) c[n++] = (struct cites){text(s->row[i], 2), g->number};
    }
    for (size_t i = 0; i < r->n; i++) c[n++] = (struct cites){r->repeat[i].party, r->repeat[i].number};
    if (n) qsort(c, n, sizeof *c, in_order);
    for (size_t i = 0, end; i < n && t->base_url; i = end) {
        struct buf *numbers = buf_new(a->arena);
        for (end = i; end < n && same(c[end].party, c[i].party); end++)
            if (end == i || c[end].number != c[end - 1].number) buf_printf(numbers, "%s%d", numbers->size ? ", " : "", c[end].number);
        tell_party(a, p, c[i].party, numbers->data, t);
    }
    return !failed(a);
}

/* The passages repeated, which whoever sends it out has seen, as it has what was refused; NULL after a failure. */
static struct repeats *ready(struct act *a, const struct report *p, const char *status, const char *seen, const char *refused) {
    size_t n;
    report_blocks(a, p, status, &n);
    if (failed(a)) return NULL;
    if (n) return fail(a, INVALID, TR("Some paragraphs are not ready to go out; each is named with its reason.")), NULL;
    struct repeats *r = report_repeats(a, p, status);
    if (r->more) mistake(a, "repeats", TR("More passages are repeated than can be looked at here. Change these first, or name their sources; then the others are shown."));
    else if (r->n && !same(seen, r->key)) mistake(a, "repeats", TR("Paragraphs repeat answers that fewer may read than the report. Look at each: change the words, or name the answer as a source."));
    else if (r->n) trail_write(a, p->host, TR("sent out passages that the report repeats without naming them"), p->id, arena_printf(a->arena, "%zu", r->n));
    struct refusals *f = report_refusals(a, p, status);
    if (f->n && !same(refused, f->key)) mistake(a, "refusals", TR("A party has refused consent to words that would go out. Change them, or confirm that you know of it."));
    else if (f->n) trail_write(a, p->host, TR("sent out paragraphs to which a party had refused consent"), p->id, arena_printf(a->arena, "%zu", f->n));
    return failed(a) ? NULL : r;
}

/* Parties were told a day; it does not come sooner by a slip. */
static bool fine_day(struct act *a, const struct report *p, const struct circulation *c) {
    if (!clock_is_day(c->until) || strncmp(c->until, a->now, 10) < 0) return mistake(a, "until", TR("Give the last day for comments, today or later."));
    if (!report_comments_open(a, p) || strcmp(c->until, p->until) >= 0 || same(c->earlier, c->until)) return true;
    return mistake_said(a, "earlier", tr_f(a->arena, a->lang, TR("Parties were told that they have until %s. Keep that day, or confirm that it comes earlier."), lang_day(a->arena, a->lang, p->until)));
}

bool report_circulate(struct act *a, const struct report *p, const struct circulation *c, const char *base_url) {
    struct told t = {"cited", c->until, base_url};
    if (!report_writes(a, p)) return false;
    if (p->correcting) return fail(a, CONFLICT, TR("The report is adopted: its words stand. What must be mended goes into a corrigendum."));
    if (!fine_day(a, p, c)) return false;
    struct repeats *r = ready(a, p, "circulated", c->seen, c->refused);
    return r && db_do(a, send_circulated, p->id, a->now, c->until) && keep_version(a, p, "circulated", &(struct adoption){NULL, "", "", "", ""}) && tell_cited(a, p, r, &t) &&
           trail_write(a, p->host, TR("circulated the draft report"), p->id, p->round);
}

bool report_comments_open(const struct act *a, const struct report *p) { return same(p->status, "circulated") && *p->until && strncmp(a->now, p->until, 10) <= 0; }

/* The day lies between the first circulation and today. */
static bool fine_adoption(struct act *a, const struct report *p, struct adoption *d, bool needs_reason, const char *why) {
    enum { most_forum = 300, most_reason = 1000 };
    const char *today = arena_copy_n(a->arena, a->now, 10);
    struct row *first = db_one(a, send_circulated_first, p->id);
    const char *from = p->correcting ? p->day : first && text(first, 0) ? arena_copy_n(a->arena, text(first, 0), 10) : "";
    d->forum = text_line(a->arena, d->forum);
    d->reason = text_trim(a->arena, d->reason);
    if (!clock_is_day(d->day)) mistake(a, "day", TR("Write the day as year-month-day, such as 2026-03-01."));
    else if (strcmp(d->day, today) > 0) mistake(a, "day", TR("This day has not come yet. Record what happened once it has."));
    else if (strcmp(d->day, from) < 0) mistake(a, "day", TR("This is before the draft was circulated or the report adopted."));
    if (!*d->forum) mistake(a, "forum", TR("Name the forum and the place, such as: Regional Review Conference, Santiago."));
    else within(a, "forum", TR("Forum and place"), d->forum, most_forum);
    if (needs_reason && !*d->reason) mistake_said(a, "reason", tr(a->lang, why));
    else within(a, "reason", TR("Reason"), d->reason, most_reason);
    return !failed(a);
}

bool report_adopt(struct act *a, const struct report *p, const struct adoption *adoption, const char *base_url) {
    struct adoption d = *adoption;
    struct told t = {"adopted", "", base_url};
    struct repeats *r = report_writes(a, p) ? ready(a, p, "adopted", d.seen, d.refused) : NULL;
    if (!r && a->failure != INVALID) return false;
    if (!fine_adoption(a, p, &d, report_comments_open(a, p), TR("Comments are still open: say why the report is adopted before their last day. Readers will see it."))) return false;
    return r && keep_version(a, p, "adopted", &d) && db_do(a, send_adopted, p->id, a->now, a->person) && tell_cited(a, p, r, &t) && trail_write(a, p->host, TR("adopted the report"), p->id, p->round);
}

bool report_correct_begin(struct act *a, const struct report *p) {
    struct subject u = report_subject(p);
    if (!access_need(a, RUN_ROUND, &u)) return false;
    if (!same(p->status, "adopted")) return fail(a, CONFLICT, TR("It is not adopted yet: change its words as they stand."));
    return p->correcting || (db_do(a, send_correcting, p->id, a->now) && trail_write(a, p->host, TR("began a corrigendum of the report"), p->id, p->round));
}

bool report_correct_leave(struct act *a, const struct report *p) {
    struct subject u = report_subject(p);
    return access_need(a, RUN_ROUND, &u) && db_do(a, send_correcting, p->id, (const char *)NULL);
}

bool report_correct(struct act *a, const struct report *p, const struct adoption *adoption, const char *base_url) {
    struct adoption d = *adoption;
    struct told t = {"corrected", "", base_url};
    if (!p->correcting) return fail(a, CONFLICT, TR("No corrigendum is being written."));
    struct repeats *r = report_writes(a, p) ? ready(a, p, "corrected", d.seen, d.refused) : NULL;
    if (!r && a->failure != INVALID) return false;
    if (!fine_adoption(a, p, &d, true, TR("Say what is corrected and why. Readers will see it beside the corrigendum."))) return false;
    return r && keep_version(a, p, "corrected", &d) && db_do(a, send_correcting, p->id, (const char *)NULL) && tell_cited(a, p, r, &t) &&
           trail_write(a, p->host, TR("published a corrigendum of the report"), p->id, p->round);
}
