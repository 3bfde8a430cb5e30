/* Words of parties that stand in paragraphs which do not name them: of sources taken out. Whoever
 * takes a source out takes its words out, too: else they would go further without consent. */
#include "area/report/room.h"
#include "base/passage.h"
#include "base/text.h"

SQL(repeat_source_texts, "k", "kkittkt",
    "SELECT s.id, s.paragraph, CASE WHEN s.removed IS NULL THEN 0 ELSE 1 END, s.quoted, a.folded, r.party, p.words FROM paragraph_source s "
    "JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter JOIN release r ON r.id = s.release "
    "JOIN released_answer a ON a.release = s.release AND a.question = s.question WHERE c.report = $1 AND p.removed IS NULL ORDER BY s.paragraph, s.id, a.language");
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
