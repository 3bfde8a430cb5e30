/* Versions of the report, and what changed between two of them. */
#include "area/report/room.h"
#include "base/lang.h"

SQL(report_version_rows, "k", "ktttttti",
    "SELECT id, status, sha256, at, coalesce(day, substr(at, 1, 10)), forum, reason, number FROM report_version WHERE report = $1 ORDER BY number");
SQL(report_version_words, "ki", "kttti",
    "SELECT v.paragraph, v.chapter, v.words, coalesce(p.flagged, ''), v.withheld FROM report_version_paragraph v "
    "JOIN report_version w ON w.id = v.version JOIN paragraph p ON p.id = v.paragraph WHERE w.report = $1 AND w.number = $2 ORDER BY v.position");

struct report_version *report_versions(struct act *a, const struct report *p, size_t *n) {
    *n = 0;
    struct subject u = report_subject(p);
    if (!access_need(a, SEE_REPORT, &u)) return NULL;
    struct rows *r = db_all(a, report_version_rows, p->id);
    struct report_version *v = NEW_N(a->arena, struct report_version, r->n);
    for (size_t i = 0; i < r->n; i++)
        v[i] = (struct report_version){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3), text(r->row[i], 4), text(r->row[i], 5), text(r->row[i], 6), num(r->row[i], 7)};
    /* Once adopted, the adopted words and their corrigenda alone are open to everyone. */
    if (!same(p->status, "adopted") || report_runs(a, p)) return *n = r->n, v;
    for (size_t i = 0; i < r->n; i++)
        if (!same(v[i].status, "circulated")) v[(*n)++] = v[i];
    return v;
}

static bool withheld(struct row *w) { return *text(w, 3) || num(w, 4); }
static const char *words_of(struct row *w) { return withheld(w) ? "" : text(w, 2); }
static struct row *find(struct rows *r, const char *paragraph) {
    for (size_t i = 0; i < r->n; i++)
        if (same(text(r->row[i], 0), paragraph)) return r->row[i];
    return NULL;
}

struct difference *report_compare(struct act *a, const struct report *p, int64_t from, int64_t to, size_t *n) {
    size_t versions, open = 0;
    *n = 0;
    struct report_version *v = report_versions(a, p, &versions);
    for (size_t i = 0; i < versions; i++) open += (v[i].number == from) + (v[i].number == to);
    if (open != 2) return fail(a, NOT_FOUND, TR("There is no such version.")), NULL;
    struct rows *x = db_all(a, report_version_words, p->id, from), *y = db_all(a, report_version_words, p->id, to);
    struct difference *d = NEW_N(a->arena, struct difference, x->n + y->n);
    for (size_t i = 0; i < y->n; i++) {
        struct row *before = find(x, text(y->row[i], 0));
        d[*n] = (struct difference){.chapter = text(y->row[i], 1), .number = (int)i + 1, .withheld = withheld(y->row[i]) || (before && withheld(before))};
        d[*n].piece = words_compare(a->arena, before ? words_of(before) : "", words_of(y->row[i]), &d[*n].n);
        ++*n;
    }
    for (size_t i = 0; i < x->n; i++)
        if (!find(y, text(x->row[i], 0))) {
            d[*n] = (struct difference){.chapter = text(x->row[i], 1), .number = (int)i + 1, .withheld = withheld(x->row[i])};
            d[*n].piece = words_compare(a->arena, words_of(x->row[i]), "", &d[*n].n);
            ++*n;
        }
    return d;
}
