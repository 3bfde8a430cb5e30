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

SQL(repeat_source_texts, "k", "kkittktttt",
    "SELECT s.id, s.paragraph, CASE WHEN s.removed IS NULL THEN 0 ELSE 1 END, s.quoted, a.folded, r.party, p.words, r.form, r.section_name, a.item FROM paragraph_source s "
    "JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter JOIN release r ON r.id = s.release "
    "JOIN released_answer a ON a.release = s.release AND a.question = s.question WHERE c.report = $1 AND p.removed IS NULL ORDER BY s.paragraph, s.id, a.language");
SQL(repeat_sections, "k", "t", "SELECT DISTINCT section_name FROM release WHERE round = $1 AND replaced IS NULL AND recalled IS NULL ORDER BY section_name");
/* Shorter answers hold no passage. */
SQL(repeat_answers, "kt", "kktttttt",
    "SELECT r.id, r.party, r.audience, r.form, r.section_name, a.question, a.folded, a.item FROM release r JOIN released_answer a ON a.release = r.id "
    "WHERE r.round = $1 AND r.section_name = $2 AND r.replaced IS NULL AND r.recalled IS NULL AND length(a.folded) >= 7 ORDER BY r.party, a.question, a.language");
SQL(repeat_titles, "", "t", "SELECT title FROM objective_text WHERE title <> ''");

/* Names that everyone writes are nobody's words: the Compact's, those of its objectives, and of parties. */
struct passages *report_passages(struct act *a) {
    static const char *const compact[] = {"Global Compact for Safe, Orderly and Regular Migration", "Pacte mondial pour des migrations sûres, ordonnées et régulières",
        "Pacto Mundial para la Migración Segura, Ordenada y Regular", "الاتفاق العالمي من أجل الهجرة الآمنة والمنظمة والنظامية",
        "Глобальный договор о безопасной, упорядоченной и легальной миграции", "安全、有序和正常移民全球契约"};
    struct rows *r = db_all(a, repeat_titles);
    size_t n = COUNT(compact), parties;
    const char *const *party = directory_names(a, &parties);
    const char **names = NEW_N(a->arena, const char *, n + r->n + parties);
    memcpy(names, compact, sizeof compact);
    for (size_t i = 0; i < r->n; i++) names[n++] = text(r->row[i], 0);
    for (size_t i = 0; i < parties; i++) names[n++] = party[i];
    return passages_new(a->arena, names, n);
}

struct report_texts *report_texts(struct act *a, const struct report *p, const struct report_body *b) {
    size_t room = 0;
    for (size_t c = 0; c < b->n; c++) room += b->chapter[c].n;
    struct report_texts *t = NEW(a->arena, struct report_texts);
    *t = (struct report_texts){report_passages(a), NEW_N(a->arena, const struct paragraph *, room + 1), 0};
    for (size_t c = 0; c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++)
            if (!b->chapter[c].paragraph[i].removed) t->paragraph[passages_add(t->passages, b->chapter[c].paragraph[i].words)] = &b->chapter[c].paragraph[i], t->n++;
    struct rows *sources = db_all(a, repeat_source_texts, p->id); /* of these their parties are asked, or told */
    for (size_t i = 0; i < sources->n; i++)
        for (size_t k = 0; k < t->n && !num(sources->row[i], 2); k++)
            if (same(t->paragraph[k]->id, text(sources->row[i], 1))) passages_cover(t->passages, (ssize_t)k, text(sources->row[i], 4));
    return t;
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
    struct passages *p = report_passages(a);
    passages_add(p, text(r->row[i], 6));
    for (size_t k = i; k < end; k++)
        if (!num(r->row[k], 2) && !same(text(r->row[k], 0), leaving)) passages_cover(p, 0, text(r->row[k], 4));
    for (size_t k = i; k < end; k++) {
        struct row *w = r->row[k];
        struct passage found;
        bool known = *leaving ? !same(text(w, 0), leaving) : !num(w, 2);
        for (size_t j = before; j < *n; j++) known |= same(out[j].party, text(w, 5));
        if (known) continue;
        bool there = passages_find(p, 0, text(w, 4), &found, 1) && (!found.whole || report_answer_is_text(a, text(w, 7), text(w, 8), text(w, 9)));
        const char *words = there ? found.words : picked(a, p, r, i, end, k, leaving);
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
    struct report_texts *texts;
    struct passage *found;
    struct repeats *out;
};

static bool known(const struct repeats *r, const char *paragraph, const char *release, const char *question) {
    for (size_t i = 0; i < r->n; i++)
        if (same(r->repeat[i].paragraph, paragraph) && same(r->repeat[i].release, release) && same(r->repeat[i].question, question)) return true;
    return false;
}

static void found_in(struct search *s, const struct row *w, const struct passage *found) {
    struct arena *m = s->a->arena;
    const struct paragraph *g = s->texts->paragraph[found->of];
    if (known(s->out, g->id, text(w, 0), text(w, 5))) return;
    if (s->out->n == repeats_most) {
        s->out->more = true;
        return;
    }
    s->out->repeat[s->out->n++] = (struct repeat){g->id, arena_copy(m, text(w, 0)), arena_copy(m, text(w, 1)), arena_copy(m, text(w, 2)), arena_copy(m, text(w, 3)),
                                                  arena_copy(m, text(w, 4)), arena_copy(m, text(w, 5)), text_cut(m, found->words, 160), g->number, ""};
}

/* An answer that the secretariat may not read is not looked at: it would learn what is in it. wide:
 * those that reach as far as the report; their words are anybody's. */
static void of_answer(struct search *s, const struct row *w, bool wide) {
    struct subject u = {.round = s->p->round, .host = s->p->host, .party = text(w, 1), .audience = text(w, 2), .release = text(w, 0)};
    if (access_reaches(u.audience, s->status) != wide || !access_would(s->a, SEE_RELEASE, &u)) return;
    if (wide) {
        passages_cover(s->texts->passages, passages_all, text(w, 6));
        return;
    }
    size_t n = passages_find(s->texts->passages, passages_all, text(w, 6), s->found, s->texts->n);
    if (n && s->found[0].whole && !report_answer_is_text(s->a, text(w, 3), text(w, 4), text(w, 7))) return;
    for (size_t i = 0; i < n && !s->out->more; i++) found_in(s, w, &s->found[i]);
}

/* Each section's answers in memory of their own: those of a whole round are many. */
static void of_round(struct search *s, bool wide) {
    struct rows *names = db_all(s->a, repeat_sections, s->p->round);
    for (size_t i = 0; i < names->n && !s->out->more && !failed(s->a); i++) {
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

/* By name and in their order, with the key by which whoever sends it out says that it saw these. */
static void list(struct act *a, struct repeats *r) {
    struct buf *all = buf_new(a->arena);
    if (r->n) qsort(r->repeat, r->n, sizeof *r->repeat, in_order);
    for (size_t i = 0; i < r->n; i++) {
        r->repeat[i].name = party_name(a, r->repeat[i].party);
        buf_printf(all, "%s %s %s %s\n", r->repeat[i].paragraph, r->repeat[i].release, r->repeat[i].question, r->repeat[i].words);
    }
    r->key = r->n ? hash_hex(a->arena, all->data, all->size) : "";
}

struct repeats *report_repeats(struct act *a, const struct report *p, const char *status) {
    struct repeats *out = NEW(a->arena, struct repeats);
    *out = (struct repeats){NEW_N(a->arena, struct repeat, repeats_most), 0, "", false};
    if (!report_writes(a, p)) return out;
    struct report_texts *t = report_texts(a, p, report_read(a, p));
    struct search s = {a, p, same(status, "circulated") ? status : "adopted", t, NEW_N(a->arena, struct passage, t->n + 1), out};
    of_round(&s, true); /* first: what is covered takes no place in the list */
    of_round(&s, false);
    if (!failed(a)) list(a, out);
    return out;
}
