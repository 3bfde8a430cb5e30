/* Released answers side by side. One statement a page: access, order and paging in memory,
 * because who may see what and how a language sorts are not for SQL to decide. */
#include "area/synthesis.h"
#include "base/lang.h"
#include "base/text.h"

SQL(bench_rows, "kttt", "kktttttttttt",
    "SELECT r.id, r.party, r.audience, a.question, a.language, a.value, a.written_in, a.kind, coalesce(p.iso3, ''), p.footnote, "
    "CASE WHEN p.iso3 IS NOT NULL THEN '' ELSE coalesce((SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = $4), "
    "(SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = 'en'), p.acronym) END, a.item "
    "FROM release r CROSS JOIN released_answer a JOIN party p ON p.id = r.party "
    "WHERE a.release = r.id AND r.round = $1 AND r.section_name = $2 AND a.item = $3 AND r.replaced IS NULL AND r.recalled IS NULL");
SQL(bench_section_names, "k", "t",
    "SELECT DISTINCT section_name FROM release WHERE round = $1 AND replaced IS NULL AND recalled IS NULL ORDER BY section_name");
SQL(bench_section_rows, "ktt", "kktttttttttt",
    "SELECT r.id, r.party, r.audience, a.question, a.language, a.value, a.written_in, a.kind, coalesce(p.iso3, ''), p.footnote, "
    "CASE WHEN p.iso3 IS NOT NULL THEN '' ELSE coalesce((SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = $3), "
    "(SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = 'en'), p.acronym) END, a.item "
    "FROM release r CROSS JOIN released_answer a JOIN party p ON p.id = r.party "
    "WHERE a.release = r.id AND r.round = $1 AND r.section_name = $2 AND r.replaced IS NULL AND r.recalled IS NULL");
SQL(bench_standing, "k", "kktt",
    "SELECT id, party, audience, section_name FROM release WHERE round = $1 AND replaced IS NULL AND recalled IS NULL");
SQL(bench_lengths, "k", "kkttii",
    "SELECT r.id, r.party, r.audience, r.section_name, count(*), sum(length(a.value)) FROM release r JOIN released_answer a ON a.release = r.id "
    "WHERE r.round = $1 AND r.replaced IS NULL AND r.recalled IS NULL GROUP BY r.id, r.party, r.audience, r.section_name ORDER BY r.section_name");
SQL(bench_items, "kt", "kktt",
    "SELECT DISTINCT r.id, r.party, r.audience, a.item FROM release r JOIN released_answer a ON a.release = r.id "
    "WHERE r.round = $1 AND r.section_name = $2 AND r.replaced IS NULL AND r.recalled IS NULL");

struct line { const char *release, *party, *audience, *name, *footnote; int rank; struct released answer; };

static int by_party(const void *x, const void *y, void *code) {
    const struct line *p = x, *q = y;
    if (!same(p->party, q->party)) {
        if (p->rank && q->rank) return p->rank < q->rank ? -1 : 1;
        int order = text_order(code, p->name, q->name);
        return order ? order : strcmp(p->party, q->party);
    }
    int order = strverscmp(p->answer.question, q->answer.question);
    return order ? order : strcmp(p->answer.language, q->answer.language);
}

static const char *name_of(struct act *a, struct row *w) {
    const char *name = lang_country(a->arena, a->lang, text(w, 8));
    if (!name) name = *text(w, 10) ? text(w, 10) : text(w, 8);
    return *text(w, 9) ? arena_printf(a->arena, "%s*", name) : name;
}

/* id, party, audience stand first in each row. */
static struct subject subject_of(const struct round *r, const struct row *w) {
    return (struct subject){.round = r->id, .host = r->host, .party = text(w, 1), .audience = text(w, 2), .release = text(w, 0)};
}

/* Rows the reader may see, in order. */
static struct line *lines(struct act *a, const struct round *r, struct rows *rows, const char *party, size_t *n) {
    struct line *all = NEW_N(a->arena, struct line, rows->n);
    *n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        struct row *w = rows->row[i];
        if (*party && !same(party, text(w, 1))) continue;
        struct subject u = subject_of(r, w);
        if (!access_may(a, SEE_RELEASE, &u)) continue;
        all[(*n)++] = (struct line){text(w, 0), text(w, 1), text(w, 2), name_of(a, w), text(w, 9), lang_country_rank(a->lang, text(w, 8)),
            {.question = text(w, 3), .item = text(w, 11), .language = text(w, 4), .value = text(w, 5), .written_in = text(w, 6), .kind = text(w, 7)}};
    }
    if (*n) qsort_r(all, *n, sizeof *all, by_party, (void *)(uintptr_t)a->lang->code);
    return all;
}

static size_t group(const struct line *l, size_t i, size_t n) {
    size_t end = i + 1;
    while (end < n && same(l[end].release, l[i].release) && same(l[end].answer.question, l[i].answer.question)) end++;
    return end;
}

static struct bench_row row_of(struct act *a, const struct line *l, size_t i, size_t end) {
    struct bench_row w = {.release = l[i].release, .party = l[i].party, .name = l[i].name, .footnote = l[i].footnote, .audience = l[i].audience,
                          .answer = NEW_N(a->arena, struct released, end - i), .n = end - i};
    for (size_t k = i; k < end; k++) w.answer[k - i] = l[k].answer;
    return w;
}

struct bench *bench_read(struct act *a, const struct round *r, const char *section, const char *item, const char *party, int page) {
    size_t n;
    struct line *l = lines(a, r, db_all(a, bench_rows, r->id, section, item, a->lang->code), party ? party : "", &n);
    struct bench *b = NEW(a->arena, struct bench);
    b->row = NEW_N(a->arena, struct bench_row, bench_page);
    b->page = page < 1 ? 1 : page;
    for (size_t i = 0, end; i < n; i = end) {
        end = group(l, i, n);
        if (b->total / bench_page == (size_t)b->page - 1) b->row[b->n++] = row_of(a, l, i, end);
        b->total++;
    }
    b->pages = (int)((b->total + bench_page - 1) / bench_page);
    return b;
}

bool bench_asks(const struct item *t) { return t->level && (form_asks(t) || t->type == ITEM_CALCULATE) && t->type != ITEM_FILE; }

/* Only to know where to begin, and how much it is: what is not shown gives no reason why it is. */
static bool readable(struct act *a, const struct round *r, const struct row *w, const char *party) {
    struct subject u = subject_of(r, w);
    return (blank(party) || same(party, u.party)) && access_would(a, SEE_RELEASE, &u);
}

static int first_of(struct act *a, const struct round *r, const struct form *f, int section, const char *party) {
    const char *name = f->items[section].name;
    struct rows *w = db_all(a, bench_items, r->id, name);
    bool *answered = NEW_N(a->arena, bool, f->n_items + 1);
    for (size_t i = 0; i < w->n; i++) {
        const struct item *t = readable(a, r, w->row[i], party) ? form_item(f, arena_printf(a->arena, "%s/%s", name, text(w->row[i], 3))) : NULL;
        if (t) answered[t - f->items] = true;
    }
    int first = -1;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *t = &f->items[i];
        if (!answered[i] || t->section != section || !bench_asks(t)) continue;
        if (first < 0 || (f->items[first].type != ITEM_TEXT && t->type == ITEM_TEXT)) first = (int)i;
    }
    return first;
}

int bench_first(struct act *a, const struct round *r, const struct form *f, int section, const char *party) {
    if (section >= 0) return first_of(a, r, f, section, party);
    struct rows *w = db_all(a, bench_standing, r->id);
    bool *any = NEW_N(a->arena, bool, f->n_items + 1);
    for (size_t i = 0; i < w->n; i++) {
        int s = readable(a, r, w->row[i], party) ? form_section(f, text(w->row[i], 3)) : -1;
        if (s >= 0) any[s] = true;
    }
    for (size_t s = 0; s < f->n_items; s++) {
        int first = any[s] ? first_of(a, r, f, (int)s, party) : -1;
        if (first >= 0) return first;
    }
    return -1;
}

struct bench_size *bench_sizes(struct act *a, const struct round *r, size_t *n) {
    struct rows *w = db_all(a, bench_lengths, r->id);
    struct bench_size *all = NEW_N(a->arena, struct bench_size, w->n + 1);
    *n = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (!readable(a, r, w->row[i], "")) continue;
        if (!*n || !same(all[*n - 1].section, text(w->row[i], 3))) all[(*n)++].section = text(w->row[i], 3);
        all[*n - 1].answers += num(w->row[i], 4);
        all[*n - 1].length += num(w->row[i], 5);
    }
    return all;
}

struct bench_all *bench_all(struct act *a, const struct round *r, const char *only, size_t *n) {
    const struct rows *sections = db_all(a, bench_section_names, r->id);
    struct bench_all *all = NULL;
    size_t room = 0;
    *n = 0;
    for (size_t s = 0; s < sections->n; s++) {
        size_t k;
        const char *section = text(sections->row[s], 0);
        if (only && !same(only, section)) continue;
        struct line *l = lines(a, r, db_all(a, bench_section_rows, r->id, section, a->lang->code), "", &k);
        if (*n + k > room) {
            struct bench_all *more = NEW_N(a->arena, struct bench_all, (room = 2 * (*n + k)));
            if (*n) memcpy(more, all, *n * sizeof *more);
            all = more;
        }
        for (size_t i = 0, end; i < k; i = end) {
            end = group(l, i, k);
            all[(*n)++] = (struct bench_all){section, l[i].answer.item, row_of(a, l, i, end)};
        }
    }
    return all;
}
