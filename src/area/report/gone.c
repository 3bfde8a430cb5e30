/* Words that a party took back, or released anew without, and that the report repeats without naming
 * their source. A recall leaves no word, only marks: by these they are known again when somebody has
 * kept them. Such words do not go out; and what went out with them is withheld at the recall. */
#include "area/report/room.h"
#include "area/forms.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

/* Which the secretariat of the round can read, or could: of others nothing is compared, so it learns nothing. */
#define ITS_SECRETARIAT_READS "(r.audience IN ('members', 'observers', 'partners', 'public') OR (r.audience = 'named' AND EXISTS (SELECT 1 FROM release_named n WHERE n.release = r.id AND n.party = d.host)))"
SQL(gone_standing, "kt", "t",
    "SELECT a.folded FROM release r JOIN round d ON d.id = r.round JOIN released_answer a ON a.release = r.id WHERE r.round = $1 AND r.section_name = $2 AND r.replaced IS NULL AND r.recalled IS NULL AND length(a.folded) >= 7 AND " ITS_SECRETARIAT_READS);
SQL(gone_replaced, "kt", "ttttt",
    "SELECT a.folded, r.audience, r.form, r.section_name, a.item FROM release r JOIN round d ON d.id = r.round JOIN released_answer a ON a.release = r.id "
    "WHERE r.round = $1 AND r.section_name = $2 AND r.replaced IS NOT NULL AND r.recalled IS NULL AND r.audience <> 'public' AND length(a.folded) >= 7 AND " ITS_SECRETARIAT_READS);
SQL(gone_sections, "k", "t", "SELECT DISTINCT section_name FROM release WHERE round = $1");
SQL(gone_now, "k", "tttt",
    "SELECT a.folded, r.form, r.section_name, a.item FROM release r JOIN round d ON d.id = r.round JOIN released_answer a ON a.release = r.id WHERE r.id = $1 AND length(a.folded) >= 7 AND " ITS_SECRETARIAT_READS);
SQL(gone_marks, "k", "t", "SELECT p.marks FROM recalled_passages p JOIN release r ON r.id = p.release WHERE r.round = $1");
SQL(gone_keep, "kt", "", "INSERT INTO recalled_passages (release, marks) VALUES ($1, $2) ON CONFLICT (release) DO NOTHING");
SQL(gone_secret, "", "t", "SELECT value FROM setting WHERE name = 'passages'");
SQL(gone_secret_put, "t", "", "INSERT INTO setting (name, value) VALUES ('passages', $1) ON CONFLICT (name) DO NOTHING");
SQL(gone_texts, "k", "kti",
    "SELECT p.id, p.words, 1 FROM paragraph p JOIN chapter c ON c.id = p.chapter JOIN report e ON e.id = c.report WHERE e.round = $1 "
    "UNION SELECT v.paragraph, v.words, 0 FROM report_version_paragraph v JOIN report_version w ON w.id = v.version JOIN report e ON e.id = w.report WHERE e.round = $1 AND v.withheld = 0");
SQL(gone_withhold, "kt", "", "UPDATE report_version_paragraph SET withheld = 1 WHERE paragraph = $1 AND words = $2");
SQL(gone_flag, "kd", "", "UPDATE paragraph SET flagged = $2 WHERE id = $1 AND flagged IS NULL");

/* Whole answers are compared where words were written: choices, numbers and names of files are not. */
bool report_answer_is_text(struct act *a, const char *form, const char *section, const char *item) {
    const struct form *f = forms_get(a, form);
    const struct item *i = f ? form_item(f, arena_printf(a->arena, "%s/%s", section, item)) : NULL;
    return i && i->type == ITEM_TEXT;
}

struct marks { const char *secret; uint64_t *mark; size_t n, room; };
static int by_number(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}
static bool is_known(void *with, uint64_t mark) {
    const struct marks *k = with;
    uint64_t kept = hash_number(k->secret, mark);
    return k->n && bsearch(&kept, k->mark, k->n, sizeof kept, by_number) != NULL;
}

static void add_marks(struct act *a, struct marks *k, const uint64_t *mark, size_t n) {
    if (k->n + n > k->room) {
        uint64_t *more = NEW_N(a->arena, uint64_t, k->room = 2 * (k->n + n));
        if (k->n) memcpy(more, k->mark, k->n * sizeof *more);
        k->mark = more;
    }
    if (n) memcpy(k->mark + k->n, mark, n * sizeof *mark);
    k->n += n;
}
static void in_order(struct marks *k) {
    if (k->n) qsort(k->mark, k->n, sizeof *k->mark, by_number);
}

/* Of an answer, as they are kept. */
static void add_answer(struct act *a, struct marks *k, struct passages *all, const char *folded, bool whole) {
    size_t n;
    uint64_t *mark = passages_marks(all, folded, whole, &n);
    for (size_t i = 0; i < n; i++) mark[i] = hash_number(k->secret, mark[i]);
    add_marks(a, k, mark, n);
}

enum { digits = 16 };
static void add_kept(struct act *a, struct marks *k, const char *kept) {
    for (; strlen(kept) >= digits; kept += digits) {
        uint64_t mark = strtoull(arena_copy_n(a->arena, kept, digits), NULL, digits);
        add_marks(a, k, &mark, 1);
    }
}

static const char *secret(struct act *a, bool make) {
    struct row *r = db_one(a, gone_secret);
    if (!r && make && db_do(a, gone_secret_put, hash_secret(a->arena))) r = db_one(a, gone_secret);
    return r ? text(r, 0) : "";
}

/* What stands in the round is said by whoever released it: at most it needs a look before it goes out. */
static void cover_standing(struct act *a, const char *round, struct passages *p) {
    struct rows *names = db_all(a, gone_sections, round);
    for (size_t i = 0; i < names->n && !failed(a); i++) {
        struct act part = *a;
        part.arena = arena_new();
        struct rows *r = db_all(&part, gone_standing, round, text(names->row[i], 0));
        for (size_t k = 0; k < r->n; k++) passages_cover(p, passages_all, text(r->row[k], 0));
        if (failed(&part)) fail(a, part.failure, TR("The answers of the round could not be read."));
        arena_end(part.arena);
    }
}

/* What versions replaced since said to fewer than the report goes to. */
static void add_replaced(struct act *a, const struct report *p, const char *status, struct passages *all, struct marks *k) {
    struct rows *names = db_all(a, gone_sections, p->round);
    for (size_t i = 0; i < names->n && !failed(a); i++) {
        struct act part = *a;
        part.arena = arena_new();
        struct rows *r = db_all(&part, gone_replaced, p->round, text(names->row[i], 0));
        struct passage one;
        for (size_t j = 0; j < r->n; j++) {
            struct row *w = r->row[j];
            if (!access_reaches(text(w, 1), status) && passages_find(all, passages_all, text(w, 0), &one, 1))
                add_answer(a, k, all, text(w, 0), report_answer_is_text(a, text(w, 2), text(w, 3), text(w, 4)));
        }
        if (failed(&part)) fail(a, part.failure, TR("The answers of the round could not be read."));
        arena_end(part.arena);
    }
}

struct gone *report_gone(struct act *a, const struct report *p, const struct report_body *b, const char *status, size_t *n) {
    struct report_texts *t = report_texts(a, p, b);
    struct passage *found = NEW_N(a->arena, struct passage, t->n + 1);
    struct gone *out = NEW_N(a->arena, struct gone, t->n + 1);
    struct marks k = {.secret = secret(a, false)};
    struct rows *kept = db_all(a, gone_marks, p->round);
    for (size_t i = 0; i < kept->n; i++) add_kept(a, &k, text(kept->row[i], 0));
    add_replaced(a, p, status, t->passages, &k);
    in_order(&k);
    *n = 0;
    if (failed(a) || !passages_find_marked(t->passages, is_known, &k, found)) return out;
    cover_standing(a, p->round, t->passages);
    *n = passages_find_marked(t->passages, is_known, &k, found);
    for (size_t i = 0; i < *n; i++) out[i] = (struct gone){t->paragraph[found[i].of]->id, text_cut(a->arena, found[i].words, 160)};
    return out;
}

/* Keeps the marks of one release, and adds them to those taken back now. */
static void keep_marks(struct act *a, const char *release, struct passages *all, struct marks *now) {
    struct rows *r = db_all(a, gone_now, release);
    struct buf *kept = buf_new(a->arena);
    size_t from = now->n;
    for (size_t i = 0; i < r->n; i++) add_answer(a, now, all, text(r->row[i], 0), report_answer_is_text(a, text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3)));
    for (size_t i = from; i < now->n; i++) buf_printf(kept, "%016llx", (unsigned long long)now->mark[i]);
    if (kept->size) db_do(a, gone_keep, release, kept->data);
}

bool report_recalled(struct act *a, const char *round, const char *const *release, size_t n) {
    struct rows *texts = db_all(a, gone_texts, round);
    struct passages *all = report_passages(a);
    struct marks now = {.secret = secret(a, true)};
    for (size_t i = 0; i < texts->n; i++) passages_add(all, text(texts->row[i], 1));
    for (size_t i = 0; i < n && !failed(a); i++) keep_marks(a, release[i], all, &now);
    in_order(&now);
    struct passage *found = NEW_N(a->arena, struct passage, texts->n + 1);
    if (failed(a) || !passages_find_marked(all, is_known, &now, found)) return !failed(a);
    cover_standing(a, round, all);
    size_t marked = passages_find_marked(all, is_known, &now, found);
    for (size_t i = 0; i < marked && !failed(a); i++) {
        struct row *w = texts->row[found[i].of];
        if (num(w, 2)) db_do(a, gone_flag, text(w, 0), a->now);
        db_do(a, gone_withhold, text(w, 0), text(w, 1));
    }
    return !failed(a);
}
