/* Words of parties that stand in paragraphs which do not name them. Whoever takes a source out takes
 * its words out, too: else they would go further without consent. And what was copied by hand from
 * an answer that only some may read is shown before it goes out. */
#include "area/report/room.h"
#include "area/directory.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/passage.h"
#include "base/text.h"

SQL(repeat_source_texts, "k", "kkittkt",
    "SELECT s.id, s.paragraph, CASE WHEN s.removed IS NULL THEN 0 ELSE 1 END, s.quoted, a.folded, r.party, p.words FROM paragraph_source s "
    "JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter JOIN release r ON r.id = s.release "
    "JOIN released_answer a ON a.release = s.release AND a.question = s.question WHERE c.report = $1 AND p.removed IS NULL ORDER BY s.paragraph, s.id, a.language");
SQL(repeat_sections, "k", "t", "SELECT DISTINCT section_name FROM release WHERE round = $1 AND replaced IS NULL AND recalled IS NULL ORDER BY section_name");
/* Shorter answers hold no passage. */
SQL(repeat_answers, "kt", "kkttttt",
    "SELECT r.id, r.party, r.audience, r.form, r.section_name, a.question, a.folded FROM release r JOIN released_answer a ON a.release = r.id "
    "WHERE r.round = $1 AND r.section_name = $2 AND r.replaced IS NULL AND r.recalled IS NULL AND length(a.folded) >= 14 ORDER BY r.party, a.question, a.language");
SQL(repeat_titles, "", "t", "SELECT title FROM objective_text WHERE title <> ''");

/* Names that everyone writes are nobody's words: the Compact's, and those of its objectives. */
static struct passages *passages(struct act *a) {
    static const char *const compact[] = {"Global Compact for Safe, Orderly and Regular Migration", "Pacte mondial pour des migrations sûres, ordonnées et régulières",
        "Pacto Mundial para la Migración Segura, Ordenada y Regular", "الاتفاق العالمي من أجل الهجرة الآمنة والمنظمة والنظامية",
        "Глобальный договор о безопасной, упорядоченной и легальной миграции", "安全、有序和正常移民全球契约"};
    struct rows *r = db_all(a, repeat_titles);
    const char **names = NEW_N(a->arena, const char *, r->n + COUNT(compact));
    memcpy(names, compact, sizeof compact);
    for (size_t i = 0; i < r->n; i++) names[COUNT(compact) + i] = text(r->row[i], 0);
    return passages_new(a->arena, names, r->n + COUNT(compact));
}

/* The passage picked counts as a whole, too, however short, unless another source has it. */
static const char *picked(struct act *a, struct passages *p, const struct rows *r, size_t i, size_t end, size_t one, const char *leaving) {
    const char *folded = text_fold(a->arena, text(r->row[one], 3)), *words = *folded ? passages_whole(p, 0, folded) : NULL;
    for (; words && i < end; i++)
        if (!num(r->row[i], 2) && !same(text(r->row[i], 0), leaving) && strstr(text(r->row[i], 4), folded)) words = NULL;
    return words;
}

/* Of the sources of one paragraph: rows i to end. */
static void of_paragraph(struct act *a, const struct rows *r, size_t i, size_t end, const char *leaving, struct left_over *out, size_t *n) {
    size_t before = *n;
    struct passages *p = passages(a);
    passages_add(p, text(r->row[i], 6));
    for (size_t k = i; k < end; k++)
        if (!num(r->row[k], 2) && !same(text(r->row[k], 0), leaving)) passages_cover(p, 0, text(r->row[k], 4));
    for (size_t k = i; k < end; k++) {
        struct row *w = r->row[k];
        struct passage found;
        bool known = *leaving ? !same(text(w, 0), leaving) : !num(w, 2);
        for (size_t j = before; j < *n; j++) known |= same(out[j].party, text(w, 5));
        if (known) continue;
        const char *words = passages_find(p, 0, text(w, 4), &found, 1) ? found.words : picked(a, p, r, i, end, k, leaving);
        if (words) out[(*n)++] = (struct left_over){text(w, 1), text(w, 5), text_cut(a->arena, words, 160)};
    }
}

struct left_over *report_left_over(struct act *a, const struct report *p, const char *leaving, size_t *n) {
    struct rows *r = db_all(a, repeat_source_texts, p->id);
    struct left_over *out = NEW_N(a->arena, struct left_over, r->n + 1);
    *n = 0;
    for (size_t i = 0, end; i < r->n; i = end) {
        bool gone = false;
        for (end = i; end < r->n && same(text(r->row[end], 1), text(r->row[i], 1)); end++)
            gone |= *leaving ? same(text(r->row[end], 0), leaving) : num(r->row[end], 2) != 0;
        if (gone) of_paragraph(a, r, i, end, leaving, out, n);
    }
    return out;
}

/* The report held against the answers of its round, section by section. */
struct search {
    struct act *a;
    const struct report *p;
    const char *status;
    struct passages *passages;
    const struct paragraph **paragraph; /* in the order in which they were added */
    size_t n;
    struct repeats *out;
    const char **folded;                /* of what was found */
};

static bool known(const struct repeats *r, const char *paragraph, const char *release, const char *question) {
    for (size_t i = 0; i < r->n; i++)
        if (same(r->repeat[i].paragraph, paragraph) && same(r->repeat[i].release, release) && same(r->repeat[i].question, question)) return true;
    return false;
}

static void found_in(struct search *s, const struct row *w, const struct passage *found) {
    struct arena *m = s->a->arena;
    const struct paragraph *g = s->paragraph[found->of];
    if (known(s->out, g->id, text(w, 0), text(w, 5))) return;
    s->folded[s->out->n] = arena_copy(m, text(w, 6));
    s->out->repeat[s->out->n++] = (struct repeat){g->id, arena_copy(m, text(w, 0)), arena_copy(m, text(w, 1)), arena_copy(m, text(w, 2)), arena_copy(m, text(w, 3)),
                                                  arena_copy(m, text(w, 4)), arena_copy(m, text(w, 5)), "", g->number, ""};
}

/* An answer that the secretariat may not read is not looked at: it would learn what is in it. wide:
 * those that reach as far as the report; their words are anybody's. */
static void of_answer(struct search *s, const struct row *w, bool wide) {
    struct subject u = {.round = s->p->round, .host = s->p->host, .party = text(w, 1), .audience = text(w, 2), .release = text(w, 0)};
    if (access_reaches(u.audience, s->status) != wide || !access_would(s->a, SEE_RELEASE, &u)) return;
    if (wide) {
        passages_cover(s->passages, passages_all, text(w, 6));
        return;
    }
    struct passage found[16];
    size_t n = passages_find(s->passages, passages_all, text(w, 6), found, COUNT(found));
    for (size_t i = 0; i < n && s->out->n < repeats_most; i++) found_in(s, w, &found[i]);
}

/* Each section's answers in memory of their own: those of a whole round are many. */
static void of_round(struct search *s, bool wide) {
    struct rows *names = db_all(s->a, repeat_sections, s->p->round);
    for (size_t i = 0; i < names->n && !failed(s->a); i++) {
        struct act part = *s->a;
        part.arena = arena_new();
        struct rows *r = db_all(&part, repeat_answers, s->p->round, text(names->row[i], 0));
        for (size_t k = 0; k < r->n; k++) of_answer(s, r->row[k], wide);
        if (failed(&part)) fail(s->a, part.failure, TR("The answers of the round could not be read."));
        arena_end(part.arena);
    }
}

static int in_order(const void *x, const void *y) {
    const struct repeat *a = x, *b = y;
    return a->number != b->number ? a->number - b->number : strcmp(a->release, b->release);
}

/* What stays of it when words that the report may repeat are covered. */
static void keep(struct search *s) {
    struct repeats *r = s->out;
    struct buf *all = buf_new(s->a->arena);
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        struct passage found;
        size_t of = 0;
        while (!same(s->paragraph[of]->id, r->repeat[i].paragraph)) of++;
        if (!passages_find(s->passages, (ssize_t)of, s->folded[i], &found, 1)) continue;
        r->repeat[n] = r->repeat[i];
        r->repeat[n].words = text_cut(s->a->arena, found.words, 160);
        r->repeat[n].name = party_name(s->a, r->repeat[n].party);
        buf_printf(all, "%s %s %s %s\n", r->repeat[n].paragraph, r->repeat[n].release, r->repeat[n].question, r->repeat[n].words);
        n++;
    }
    r->n = n;
    if (n) qsort(r->repeat, n, sizeof *r->repeat, in_order);
    r->key = n ? hash_hex(s->a->arena, all->data, all->size) : "";
}

struct repeats *report_repeats(struct act *a, const struct report *p, const char *status) {
    struct repeats *out = NEW(a->arena, struct repeats);
    *out = (struct repeats){NEW_N(a->arena, struct repeat, repeats_most), 0, ""};
    if (!report_writes(a, p)) return out;
    struct report_body *b = report_read(a, p);
    size_t room = 0;
    for (size_t c = 0; c < b->n; c++) room += b->chapter[c].n;
    struct search s = {a, p, same(status, "circulated") ? status : "adopted", passages(a), NEW_N(a->arena, const struct paragraph *, room + 1), 0, out, NEW_N(a->arena, const char *, repeats_most)};
    for (size_t c = 0; c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++)
            if (!b->chapter[c].paragraph[i].removed) s.paragraph[passages_add(s.passages, b->chapter[c].paragraph[i].words)] = &b->chapter[c].paragraph[i], s.n++;
    struct rows *sources = db_all(a, repeat_source_texts, p->id); /* of these their parties are asked, or told */
    for (size_t i = 0; i < sources->n; i++)
        for (size_t k = 0; k < s.n && !num(sources->row[i], 2); k++)
            if (same(s.paragraph[k]->id, text(sources->row[i], 1))) passages_cover(s.passages, (ssize_t)k, text(sources->row[i], 4));
    of_round(&s, false);
    if (out->n) of_round(&s, true);
    if (!failed(a)) keep(&s);
    return out;
}
