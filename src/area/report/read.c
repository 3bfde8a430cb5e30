/* Reading the report by the reader's rights. */
#include "area/report/room.h"
#include "area/directory.h"
#include "base/lang.h"
#include "base/text.h"

SQL(report_one, "k", "kkkttttttttttt",
    "SELECT p.id, p.round, r.host, p.title, p.language, p.status, coalesce(p.circulated, ''), coalesce(p.comments_until, ''), "
    "coalesce(p.adopted, ''), CASE WHEN r.synthetic = 1 THEN 'yes' ELSE '' END, coalesce(p.correcting, ''), "
    "coalesce((SELECT v.day FROM report_version v WHERE v.report = p.id AND v.status = 'adopted'), substr(p.adopted, 1, 10), ''), "
    "coalesce((SELECT v.forum FROM report_version v WHERE v.report = p.id AND v.status = 'adopted'), ''), "
    "coalesce((SELECT max(v.day) FROM report_version v WHERE v.report = p.id AND v.status = 'corrected'), '') FROM report p JOIN round r ON r.id = p.round WHERE p.id = $1");
SQL(report_of_round, "k", "k", "SELECT id FROM report WHERE round = $1");
SQL(report_chapters, "k", "ktti", "SELECT id, kind, title, coalesce(cluster, 0) FROM chapter WHERE report = $1 ORDER BY position, id");
SQL(report_paragraphs, "k", "kktittti",
    "SELECT p.id, p.chapter, p.words, p.version, coalesce(n.name, ''), p.changed, coalesce(p.flagged, ''), CASE WHEN p.removed IS NULL THEN 0 ELSE 1 END "
    "FROM paragraph p JOIN chapter c ON c.id = p.chapter LEFT JOIN person n ON n.id = p.person WHERE c.report = $1 ORDER BY c.position, p.position, p.id");
/* $3: the instant of a version, for the sources it had; empty: those of the working text. */
SQL(report_source_rows, "kkt", "kkkkttttttiikttt",
    "SELECT s.id, s.release, r.party, r.form, r.section_name, s.question, s.language, s.quoted, r.audience, r.round, "
    "CASE WHEN r.recalled IS NULL THEN 0 ELSE 1 END, CASE WHEN r.replaced IS NULL THEN 0 ELSE 1 END, s.paragraph, r.at, r.sha256, CASE WHEN r.narrowed IS NULL THEN '' ELSE r.narrowed_to END FROM paragraph_source s "
    "JOIN release r ON r.id = s.release JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter "
    "WHERE c.report = $1 AND (s.paragraph = $2 OR $2 = '') AND (($3 = '' AND s.removed IS NULL) OR ($3 <> '' AND s.added <= $3 AND (s.removed IS NULL OR s.removed > $3))) "
    "ORDER BY s.added, s.id");
SQL(report_beside_rows, "k", "ktttk",
    "SELECT b.id, b.words, coalesce(n.name, ''), b.at, b.paragraph FROM paragraph_beside b JOIN paragraph p ON p.id = b.paragraph "
    "JOIN chapter c ON c.id = p.chapter LEFT JOIN person n ON n.id = b.person WHERE c.report = $1 AND b.settled IS NULL ORDER BY b.at, b.id");
/* Words sent out. Withheld when a release under a paragraph was recalled since, or its section has fewer readers than they. */
SQL(report_sent_rows, "ki", "kktttit",
    "SELECT v.paragraph, p.chapter, v.words, w.at, coalesce(p.flagged, ''), v.withheld, "
    "coalesce(p.flagged, (SELECT max(r.recalled) FROM paragraph_source s JOIN release r ON r.id = s.release WHERE s.paragraph = v.paragraph), '') "
    "FROM report_version_paragraph v JOIN report_version w ON w.id = v.version JOIN paragraph p ON p.id = v.paragraph "
    "WHERE w.report = $1 AND w.number = $2 ORDER BY v.position");
SQL(report_last_version, "k", "i", "SELECT coalesce(max(number), 0) FROM report_version WHERE report = $1");

struct subject report_subject(const struct report *p) {
    return (struct subject){.round = p->round, .host = p->host, .report_status = p->status};
}

bool report_runs(struct act *a, const struct report *p) {
    struct subject u = report_subject(p);
    return access_would(a, RUN_ROUND, &u);
}

bool report_writes(struct act *a, const struct report *p) {
    struct subject u = report_subject(p);
    if (!access_need(a, RUN_ROUND, &u)) return false;
    return same(p->status, "adopted") && !p->correcting ? fail(a, CONFLICT, TR("The report is adopted: its words stand. What must be mended goes into a corrigendum.")) : true;
}

struct report *report_row(struct act *a, const char *id) {
    struct row *w = db_one(a, report_one, id);
    if (!w) return NULL;
    struct report *p = NEW(a->arena, struct report);
    *p = (struct report){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), text(w, 6), text(w, 7), text(w, 8), text(w, 11), text(w, 12), text(w, 13),
                         *text(w, 9), *text(w, 10)};
    return p;
}

struct report *report_find(struct act *a, const char *id) {
    struct report *p = report_row(a, id);
    struct subject u = p ? report_subject(p) : (struct subject){0};
    if (p && access_may(a, SEE_REPORT, &u)) return p;
    return fail(a, NOT_FOUND, TR("There is no such report.")), NULL;
}

struct report *report_of(struct act *a, const char *round) {
    struct row *w = db_one(a, report_of_round, round);
    struct report *p = w ? report_row(a, text(w, 0)) : NULL;
    struct subject u = p ? report_subject(p) : (struct subject){0};
    return p && access_may(a, SEE_REPORT, &u) ? p : NULL;
}

struct source *report_sources(struct act *a, const char *report, const char *paragraph, const char *at, size_t *n, const char *const **paragraphs) {
    struct rows *r = db_all(a, report_source_rows, report, paragraph, at);
    struct source *s = NEW_N(a->arena, struct source, r->n);
    const char **of = NEW_N(a->arena, const char *, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        s[i] = (struct source){.id = text(w, 0), .release = text(w, 1), .party = text(w, 2), .name = party_name(a, text(w, 2)), .form = text(w, 3), .section = text(w, 4),
            .question = text(w, 5), .language = text(w, 6), .quoted = text(w, 7), .audience = text(w, 8), .recalled = num(w, 10), .replaced = num(w, 11), .at = text(w, 13), .sha256 = text(w, 14), .narrowed_to = text(w, 15)};
        of[i] = text(w, 12);
    }
    *n = r->n;
    if (paragraphs) *paragraphs = of;
    return s;
}

struct subject source_subject(const struct report *p, const struct source *s) {
    return (struct subject){.round = p->round, .host = p->host, .party = s->party, .audience = s->audience, .release = s->release,
                            .recalled = s->recalled, .replaced = s->replaced};
}

/* Parties stand in the alphabetical order of the reader, whoever was cited first. */
static int by_name(const void *x, const void *y, void *code) {
    const struct source *a = x, *b = y;
    int order = text_order(code, a->name, b->name);
    return order ? order : strcmp(a->id, b->id);
}

/* Gives each paragraph its sources, as far as the reader may see the releases; the
 * secretariat also sees that one of them was recalled or replaced, without its words. */
static void add_sources(struct act *a, const struct report *p, struct report_body *b, const char *at) {
    size_t n;
    const char *const *of;
    bool runs = report_runs(a, p);
    struct source *s = report_sources(a, p->id, "", at, &n, &of);
    for (size_t i = 0; i < n; i++) {
        struct subject u = source_subject(p, &s[i]);
        if (!access_may(a, SEE_RELEASE, &u)) {
            if (!runs) continue;
            s[i].quoted = s[i].at = s[i].sha256 = "";
        }
        for (size_t c = 0; c < b->n; c++)
            for (size_t k = 0; k < b->chapter[c].n; k++) {
                struct paragraph *g = &b->chapter[c].paragraph[k];
                if (!same(g->id, of[i]) || g->withheld) continue;
                if (!g->source) g->source = NEW_N(a->arena, struct source, n);
                g->source[g->n_sources++] = s[i];
            }
    }
    for (size_t c = 0; c < b->n; c++)
        for (size_t k = 0; k < b->chapter[c].n; k++) {
            struct paragraph *g = &b->chapter[c].paragraph[k];
            if (g->n_sources > 1) qsort_r(g->source, g->n_sources, sizeof *g->source, by_name, (void *)(uintptr_t)a->lang->code);
        }
}

static struct report_body *chapters(struct act *a, const struct report *p, size_t room) {
    struct rows *r = db_all(a, report_chapters, p->id);
    struct report_body *b = NEW(a->arena, struct report_body);
    *b = (struct report_body){r->n, NEW_N(a->arena, struct chapter, r->n)};
    for (size_t i = 0; i < r->n; i++)
        b->chapter[i] = (struct chapter){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), (int)num(r->row[i], 3), 0, NEW_N(a->arena, struct paragraph, room)};
    return b;
}

static struct chapter *chapter_of(struct report_body *b, const char *id) {
    for (size_t i = 0; i < b->n; i++)
        if (same(b->chapter[i].id, id)) return &b->chapter[i];
    bug("a paragraph of no chapter");
}

static struct report_body *working(struct act *a, const struct report *p) {
    struct rows *r = db_all(a, report_paragraphs, p->id), *s = db_all(a, report_beside_rows, p->id);
    struct report_body *b = chapters(a, p, r->n);
    int number = 0;
    for (size_t i = 0; i < r->n && !failed(a); i++) {
        struct row *w = r->row[i];
        struct chapter *c = chapter_of(b, text(w, 1));
        struct paragraph *g = &c->paragraph[c->n++];
        *g = (struct paragraph){.id = text(w, 0), .chapter = text(w, 1), .words = text(w, 2), .version = num(w, 3), .author = text(w, 4), .changed = text(w, 5),
                                .flagged = *text(w, 6), .removed = num(w, 7), .beside = NEW_N(a->arena, struct beside, s->n)};
        if (!g->removed) g->number = ++number;
        for (size_t k = 0; k < s->n; k++)
            if (same(text(s->row[k], 4), g->id))
                g->beside[g->n_beside++] = (struct beside){text(s->row[k], 0), text(s->row[k], 1), text(s->row[k], 2), text(s->row[k], 3)};
    }
    add_sources(a, p, b, "");
    return b;
}

SQL(report_version_of, "k", "k", "SELECT report FROM report_version WHERE id = $1");
const char *report_of_version(struct act *a, const char *version) {
    struct row *r = db_one(a, report_version_of, version);
    struct report *p = r ? report_find(a, text(r, 0)) : NULL;
    return p ? p->id : NULL;
}

static struct report_body *version(struct act *a, const struct report *p, int64_t number) {
    struct subject u = report_subject(p);
    if (!access_need(a, SEE_REPORT, &u)) return NULL;
    struct rows *r = db_all(a, report_sent_rows, p->id, number);
    struct report_body *b = chapters(a, p, r->n);
    for (size_t i = 0; i < r->n && !failed(a); i++) {
        struct row *w = r->row[i];
        struct chapter *c = chapter_of(b, text(w, 1));
        bool withheld = *text(w, 4) || num(w, 5);
        c->paragraph[c->n++] = (struct paragraph){.id = text(w, 0), .chapter = text(w, 1), .words = withheld ? "" : text(w, 2), .author = "", .changed = text(w, 3),
                                                  .number = (int)i + 1, .flagged = withheld, .withheld = withheld, .since = withheld ? text(w, 6) : ""};
    }
    add_sources(a, p, b, r->n ? text(r->row[0], 3) : "-"); /* before any version: no source */
    return b;
}

struct report_body *report_sent(struct act *a, const struct report *p) { return version(a, p, num(db_one(a, report_last_version, p->id), 0)); }

struct report_body *report_sent_version(struct act *a, const struct report *p, int64_t number) {
    size_t n;
    struct report_version *v = report_versions(a, p, &n);
    for (size_t i = 0; v && i < n; i++)
        if (v[i].number == number) return version(a, p, number);
    return fail(a, NOT_FOUND, TR("There is no such version.")), NULL;
}

static bool takes_along(const struct release *history, size_t n, const struct release *r, const struct source *s) {
    for (size_t i = 0; i < n; i++)
        if (same(history[i].id, s->release) && history[i].version <= r->version) return true;
    return false;
}

size_t report_rests_on(struct act *a, const struct release *r, struct report **of) {
    struct report *p = report_of(a, r->round);
    struct report_body *b = p ? report_sent(a, p) : NULL;
    size_t n = 0, all = 0;
    struct release *history = b ? release_history(a, r->round, r->party, r->section, &n) : NULL;
    for (size_t c = 0; history && c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++) {
            const struct paragraph *g = &b->chapter[c].paragraph[i];
            bool rests = false;
            for (size_t k = 0; k < g->n_sources; k++) rests |= takes_along(history, n, r, &g->source[k]);
            all += rests;
        }
    *of = all ? p : NULL;
    return all;
}

bool report_shows_draft(struct act *a, const struct report *p) { return report_runs(a, p) && (p->correcting || !same(p->status, "adopted")); }

struct report_body *report_read(struct act *a, const struct report *p) { return report_shows_draft(a, p) ? working(a, p) : report_sent(a, p); }

const struct paragraph *report_paragraph(const struct report_body *b, const char *id) {
    for (size_t c = 0; c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++)
            if (same(b->chapter[c].paragraph[i].id, id)) return &b->chapter[c].paragraph[i];
    return NULL;
}
