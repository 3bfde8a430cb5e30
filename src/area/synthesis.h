/* synthesis.h: the bench: released answers of all parties side by side, one question at a
 * time; search in them; figures with denominators. Every row passes access (SEE_RELEASE)
 * before it is shown or counted, so two readers may see different numbers. Parties stand in
 * the alphabetical order of the reader's language, never by what they said. */
#ifndef AREA_SYNTHESIS_H
#define AREA_SYNTHESIS_H
#include "area/form.h"
#include "area/release.h"
#include "area/round.h"

struct bench_row {
    const char *release, *party, *name, *footnote, *audience;
    struct released *answer; /* the original first, then translations */
    size_t n;
};
struct bench {
    struct bench_row *row;   /* of this page */
    size_t n, total;         /* answers the reader may see */
    int page, pages;         /* from 1 */
};
enum { bench_page = 25 };
/* Answers to one question of one section, a page of them. party: only that one, or "". */
struct bench *bench_read(struct act *, const struct round *, const char *section, const char *item, const char *party, int page);
/* Whether a question has a place on the bench: what is answered in words, numbers, choices. */
bool bench_asks(const struct item *);
/* Index of the first question that has an answer the reader may see, one that asks for words
 * before others of its section: in that section of the form (its index), or with -1 in the first
 * that has any. party as above. -1 when there is none: nothing is told of what the reader may
 * not see. */
int bench_first(struct act *, const struct round *, const struct form *, int section, const char *party);
/* All answers the reader may see, for files: by section (NULL: all of them), question and party. */
struct bench_all { const char *section, *item; struct bench_row row; };
struct bench_all *bench_all(struct act *, const struct round *, const char *section, size_t *n);
/* How much that is, section by section in the same order: answers, and their length in characters.
 * Of what the reader may see only. */
struct bench_size { const char *section; int64_t answers, length; };
struct bench_size *bench_sizes(struct act *, const struct round *, size_t *n);

/* Found words: the text around the first hit, cut into parts that are marked or not. */
struct found_part { const char *words; bool marked; };
struct found {
    const char *release, *party, *name, *section, *item, *question, *language;
    struct found_part *part;
    size_t n;
};
struct findings { struct found *found; size_t n, total; int page, pages; };
/* Answers that hold every word asked for (at most six), accents and letter forms folded. */
struct findings *synthesis_search(struct act *, const struct round *, const char *words, int page);

/* A table of counts: rows × columns with totals; a hidden cell cannot be worked out from the
 * others. Counts are of parties; objectives and kinds stand in their own order. */
struct figure_cell { int64_t value; bool hidden; };
struct figure {
    size_t rows, columns;            /* without totals */
    const char **row_label, **column_label;
    struct figure_cell *cell;        /* (rows + 1) × (columns + 1), totals last */
    int64_t inputs;                  /* parties with a release the reader may see; hidden below 3 */
    bool few;                        /* fewer than 3 inputs: nothing is shown */
};
struct figure *figure_priorities(struct act *, const struct round *); /* objective × yes, no */
struct figure *figure_needs(struct act *, const struct round *);      /* kind of need × cluster */
/* Hides cells under `least` and as many others as are needed. */
void figure_hide(struct arena *, struct figure *, int64_t least);
static inline struct figure_cell *figure_at(const struct figure *f, size_t row, size_t column) { return &f->cell[row * (f->columns + 1) + column]; }
#endif
