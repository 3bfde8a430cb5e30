/* Circulating and adopting: what must be settled before, the version kept, who is told. */
#include "area/report/room.h"
#include "area/log.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/trail.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"

SQL(send_consents, "k", "kkt",
    "SELECT s.paragraph, s.party, s.reach FROM paragraph_consent s JOIN paragraph p ON p.id = s.paragraph AND p.version = s.version "
    "JOIN chapter c ON c.id = p.chapter WHERE c.report = $1");
SQL(send_sources, "k", "kkkttii",
    "SELECT s.paragraph, s.release, r.party, r.audience, r.section_name, CASE WHEN r.recalled IS NULL THEN 0 ELSE 1 END, "
    "CASE WHEN r.replaced IS NULL THEN 0 ELSE 1 END FROM paragraph_source s JOIN release r ON r.id = s.release "
    "JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter "
    "WHERE c.report = $1 AND s.removed IS NULL AND p.removed IS NULL ORDER BY s.id");
SQL(send_open_objections, "k", "k",
    "SELECT coalesce(paragraph, '') FROM objection WHERE report = $1 AND kind = 'objection' AND answered IS NULL AND withdrawn IS NULL ORDER BY at, id");
SQL(send_circulated, "kdd", "", "UPDATE report SET status = 'circulated', circulated = $2, comments_until = $3 WHERE id = $1 AND status <> 'adopted'");
SQL(send_adopted, "kdk", "", "UPDATE report SET status = 'adopted', adopted = $2, adopted_by = $3 WHERE id = $1 AND status = 'circulated'");
SQL(send_number, "k", "i", "SELECT coalesce(max(number), 0) + 1 FROM report_version WHERE report = $1");
SQL(send_version, "kkittkd", "", "INSERT INTO report_version (id, report, number, status, sha256, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
SQL(send_paragraph, "kitkt", "", "INSERT INTO report_version_paragraph (version, position, chapter, paragraph, words) VALUES ($1, $2, $3, $4, $5)");
SQL(send_noticed, "kkd", "",
    "UPDATE paragraph_source SET noticed = $3 WHERE noticed IS NULL AND release IN (SELECT id FROM release WHERE party = $2) AND paragraph IN "
    "(SELECT p.id FROM paragraph p JOIN chapter c ON c.id = p.chapter WHERE c.report = $1)");

static void block(struct act *a, struct block *b, size_t *n, const struct paragraph *g, const char *why) {
    for (size_t i = 0; i < *n; i++) /* two sources may give one reason */
        if (same(b[i].paragraph, g ? g->id : "") && same(b[i].why, tr(a->lang, why))) return;
    b[(*n)++] = (struct block){g ? g->id : "", g ? g->number : 0, tr(a->lang, why)};
}

/* Partners is enough for circulating; only public for adopting. */
static bool consented(const struct rows *consents, const char *paragraph, const char *party, const char *status) {
    for (size_t i = 0; i < consents->n; i++)
        if (same(text(consents->row[i], 0), paragraph) && same(text(consents->row[i], 1), party) && access_reaches(text(consents->row[i], 2), status)) return true;
    return false;
}

static void source_blocks(struct act *a, const struct paragraph *g, const struct rows *sources, const struct rows *consents, const char *status, struct block *b, size_t *n) {
    for (size_t i = 0; i < sources->n; i++) {
        struct row *s = sources->row[i];
        if (!same(text(s, 0), g->id)) continue;
        if (num(s, 5)) block(a, b, n, g, TR("It rests on a section that was recalled."));
        else if (num(s, 6)) block(a, b, n, g, TR("It rests on a section of which there is a newer version: look at it again."));
        else if (!access_reaches(text(s, 3), status) && !consented(consents, g->id, text(s, 2), status))
            block(a, b, n, g, same(status, "adopted") ? TR("It rests on a section that is not public, and the party has not consented to these words being published.")
                                                      : TR("It rests on a section that is not open to all who take part, and the party has not consented to these words being circulated."));
    }
}

static void objection_blocks(struct act *a, const struct report *p, const struct report_body *w, struct block *b, size_t *n) {
    struct rows *o = db_all(a, send_open_objections, p->id);
    for (size_t i = 0; i < o->n; i++)
        block(a, b, n, report_paragraph(w, text(o->row[i], 0)), TR("An objection to it waits for an answer."));
}

/* Adopting adopts what was circulated: words changed since must be circulated first. */
static void change_blocks(struct act *a, const struct report *p, const struct report_body *w, struct block *b, size_t *n) {
    struct report_body *sent = report_sent(a, p);
    if (!sent) return;
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++) {
            const struct paragraph *g = &w->chapter[c].paragraph[i], *before = report_paragraph(sent, g->id);
            if (g->removed ? before != NULL : !before || before->withheld || !same(before->words, g->words))
                block(a, b, n, g, TR("It was changed after the report was circulated: circulate the report again before it is adopted."));
        }
}

struct block *report_blocks(struct act *a, const struct report *p, const char *status, size_t *n) {
    *n = 0;
    if (!report_writes(a, p)) return NULL;
    struct report_body *w = report_read(a, p);
    struct rows *sources = db_all(a, send_sources, p->id), *consents = db_all(a, send_consents, p->id);
    struct rows *open = db_all(a, send_open_objections, p->id);
    size_t paragraphs = 0;
    for (size_t c = 0; c < w->n; c++) paragraphs += w->chapter[c].n;
    struct block *b = NEW_N(a->arena, struct block, 4 * paragraphs + sources->n + open->n + 2);
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++) {
            const struct paragraph *g = &w->chapter[c].paragraph[i];
            if (g->removed) continue;
            if (!*g->words) block(a, b, n, g, TR("It has no words yet."));
            if (g->flagged) block(a, b, n, g, TR("A section it rested on was recalled: confirm that its words no longer rest on it."));
            if (g->n_beside) block(a, b, n, g, TR("Two people wrote it at once: choose one of the texts."));
            source_blocks(a, g, sources, consents, status, b, n);
        }
    if (!paragraphs) block(a, b, n, NULL, TR("The report has no paragraph yet."));
    if (same(status, "adopted")) {
        if (!same(p->status, "circulated")) block(a, b, n, NULL, TR("It must be circulated before it is adopted."));
        else change_blocks(a, p, w, b, n);
        objection_blocks(a, p, w, b, n);
    }
    return b;
}

/* Into the log: what was circulated as a salted statement, what was adopted also by its digest. */
static void prove(struct act *a, const struct report *p, const char *version, int64_t number, const char *status, const char *sha256) {
    bool adopted = same(status, "adopted");
    struct log_file words = {"words.txt", sha256};
    struct log_said said[] = {{"forum", p->host}, {"language", p->language}, {"report", p->id}, {"round", p->round}, {"version", arena_printf(a->arena, "%lld", (long long)number)}};
    log_add_statement(a, &(struct log_statement){adopted ? "adoption" : "circulation", version, said, COUNT(said), &words, 1});
    if (adopted) log_add_file(a, version, &words);
}

/* The words as they go out, with a digest over number, chapter and words of each paragraph. */
static bool keep_version(struct act *a, const struct report *p, const char *status) {
    struct report_body *w = report_read(a, p);
    struct buf *all = buf_new(a->arena);
    const char *id = hash_id(a->arena);
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++)
            if (!w->chapter[c].paragraph[i].removed)
                buf_printf(all, "%d\n%s\n%s\n\n", w->chapter[c].paragraph[i].number, w->chapter[c].title, w->chapter[c].paragraph[i].words);
    int64_t number = num(db_one(a, send_number, p->id), 0);
    const char *sha256 = hash_hex(a->arena, all->data, all->size);
    db_do(a, send_version, id, p->id, number, status, sha256, a->person, a->now);
    prove(a, p, id, number, status, sha256);
    for (size_t c = 0; c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++) {
            const struct paragraph *g = &w->chapter[c].paragraph[i];
            if (!g->removed) db_do(a, send_paragraph, id, g->number, w->chapter[c].title, g->id, g->words);
        }
    return !failed(a);
}

/* Tells one party which paragraphs cite it: numbers only, never words. */
static void tell_party(struct act *a, const struct report *p, const char *party, const char *numbers, const char *until, const char *base_url) {
    static const char *const posts[] = {"focal_point", "alternate", "releaser"};
    for (size_t i = 0; i < COUNT(posts); i++) {
        size_t n;
        struct holder *h = people_with(a, party, posts[i], &n);
        for (size_t k = 0; k < n; k++) {
            const struct language *l = lang_find(h[k].language) ? lang_find(h[k].language) : lang_find("en");
            const char *words = tr_f(a->arena, l, TR("The draft report %1$s was circulated. It cites your party in these paragraphs: %2$s. You may comment or object until %3$s:\n\n%4$s/reports/%5$s"),
                                     p->title, numbers, lang_day(a->arena, l, until), base_url, p->id);
            mail_to_person(a, h[k].person, &(struct mail){.kind = "notice", .once = arena_printf(a->arena, "cited/%s/%s/%s", p->id, a->now, h[k].person), .round = p->round,
                           .party = party, .subject = tr(l, TR("A draft report cites your party")), .words = words});
        }
    }
    db_do(a, send_noticed, p->id, party, a->now);
}

static bool tell_cited(struct act *a, const struct report *p, const char *until, const char *base_url) {
    struct report_body *w = report_read(a, p);
    struct rows *s = db_all(a, send_sources, p->id);
    for (size_t i = 0; i < s->n && base_url; i++) {
        const char *party = text(s->row[i], 2);
        bool told = false;
        struct buf *numbers = buf_new(a->arena);
        const char *last = "";
        for (size_t k = 0; k < i; k++) told |= same(text(s->row[k], 2), party);
        for (size_t k = i; k < s->n && !told; k++) {
            const struct paragraph *g = report_paragraph(w, text(s->row[k], 0));
            if (!g || !same(text(s->row[k], 2), party) || same(last, g->id)) continue;
            buf_printf(numbers, "%s%d", numbers->size ? ", " : "", g->number);
            last = g->id;
        }
        if (numbers->size) tell_party(a, p, party, numbers->data, until, base_url);
    }
    return !failed(a);
}

bool report_circulate(struct act *a, const struct report *p, const char *until, const char *base_url) {
    size_t n;
    report_blocks(a, p, "circulated", &n);
    if (failed(a)) return false;
    if (!clock_is_day(until) || strncmp(until, a->now, 10) < 0) return mistake(a, "until", TR("Give the last day for comments, today or later."));
    if (n) return fail(a, INVALID, TR("Some paragraphs are not ready to go out; each is named with its reason."));
    return db_do(a, send_circulated, p->id, a->now, until) && keep_version(a, p, "circulated") && tell_cited(a, p, until, base_url) &&
           trail_write(a, p->host, TR("circulated the draft report"), p->id, p->round);
}

bool report_adopt(struct act *a, const struct report *p) {
    size_t n;
    report_blocks(a, p, "adopted", &n);
    if (failed(a)) return false;
    if (n) return fail(a, INVALID, TR("Some paragraphs are not ready to go out; each is named with its reason."));
    return keep_version(a, p, "adopted") && db_do(a, send_adopted, p->id, a->now, a->person) &&
           trail_write(a, p->host, TR("adopted the report"), p->id, p->round);
}
