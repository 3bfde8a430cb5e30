/* Search in released answers: folded text, all languages, only what the reader may see. */
#include "area/synthesis.h"
#include "area/directory.h"
#include "area/forms.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_words = 6, before_hit = 80, after_hit = 260 };
SQL(search_rows, "ktttttt", "kktttttt",
    "SELECT r.id, r.party, r.audience, r.section_name, a.question, a.item, a.language, a.written_in FROM release r "
    "JOIN released_answer a ON a.release = r.id WHERE r.round = $1 AND r.replaced IS NULL AND r.recalled IS NULL "
    "AND a.folded LIKE $2 ESCAPE '!' AND a.folded LIKE $3 ESCAPE '!' AND a.folded LIKE $4 ESCAPE '!' AND a.folded LIKE $5 ESCAPE '!' "
    "AND a.folded LIKE $6 ESCAPE '!' AND a.folded LIKE $7 ESCAPE '!' ORDER BY r.party, r.id");
SQL(search_value, "ktt", "t", "SELECT value FROM released_answer WHERE release = $1 AND question = $2 AND language = $3");

static char *pattern(struct arena *m, const char *word) {
    struct buf *b = buf_new(m);
    buf_char(b, '%');
    for (; *word; word++) {
        if (strchr("%_!", *word)) buf_char(b, '!');
        buf_char(b, *word);
    }
    buf_char(b, '%');
    return b->data;
}

static size_t step(const char *s) { /* bytes of the code point at s */
    unsigned char c = (unsigned char)*s;
    return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}
static bool wide(const char *s) { return (unsigned char)*s >= 0xe3 && (unsigned char)*s <= 0xed; } /* CJK: no spaces between words */

/* Length of the piece at s to be marked: a whole word in which a word asked for stands, or,
 * in scripts without spaces, the shortest run that folds to begin with it. */
static size_t hit(struct arena *m, const char *s, char *const *word, size_t n, size_t *piece) {
    size_t k = 0;
    if (wide(s)) {
        for (size_t i = 0; i < n; i++) {
            size_t w = strlen(word[i]);
            if (wide(word[i]) && strncmp(s, word[i], w) == 0) return *piece = w;
        }
        *piece = step(s);
        return 0;
    }
    while (s[k] && !strchr(" \n\t", s[k]) && !wide(s + k)) k += step(s + k);
    if (!k) {
        *piece = 1;
        return 0;
    }
    *piece = k;
    const char *folded = text_fold(m, arena_copy_n(m, s, k));
    for (size_t i = 0; i < n; i++)
        if (strstr(folded, word[i])) return k;
    return 0;
}

static void cut(struct act *a, const char *value, char *const *word, size_t n, struct found *f) {
    size_t length = strlen(value), first = 0, piece;
    while (first < length && !hit(a->arena, value + first, word, n, &piece)) first += piece;
    if (first >= length) first = 0;
    size_t from = first > before_hit ? first - before_hit : 0, to = first + after_hit < length ? first + after_hit : length;
    while (from && (value[from] & 0xc0) == 0x80) from--;
    while (from && from < first && value[from - 1] != ' ' && !wide(value + from)) from += step(value + from);
    while (to < length && (value[to] & 0xc0) == 0x80) to++;
    f->part = NEW_N(a->arena, struct found_part, 2 * (to - from) + 3);
    if (from) f->part[f->n++] = (struct found_part){"… ", false};
    size_t plain = from;
    for (size_t i = from; i < to; i += piece) {
        size_t marked = hit(a->arena, value + i, word, n, &piece);
        if (!marked) continue;
        if (i > plain) f->part[f->n++] = (struct found_part){arena_copy_n(a->arena, value + plain, i - plain), false};
        f->part[f->n++] = (struct found_part){arena_copy_n(a->arena, value + i, marked), true};
        plain = i + marked;
    }
    if (plain < to) f->part[f->n++] = (struct found_part){arena_copy_n(a->arena, value + plain, to - plain), false};
    if (to < length) f->part[f->n++] = (struct found_part){" …", false};
}

struct hit_row { struct row *row; const char *name; size_t place; };

/* Questions in the order of the form; within one, parties in that of the reader's alphabet. */
static int by_place(const void *x, const void *y, void *code) {
    const struct hit_row *a = x, *b = y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    int order = text_order(code, a->name, b->name);
    if (!order) order = strverscmp(text(a->row, 4), text(b->row, 4));
    return order ? order : strcmp(text(a->row, 6), text(b->row, 6));
}

static size_t place_of(struct arena *m, const struct form *f, struct row *w) {
    const struct item *t = f ? form_item(f, arena_printf(m, "%s/%s", text(w, 3), text(w, 5))) : NULL;
    return t ? (size_t)(t - f->items) : SIZE_MAX;
}

/* The rows that the reader may see, in order. */
static struct hit_row *seen_rows(struct act *a, const struct round *r, struct rows *rows, size_t *n) {
    const struct form *f = blank(r->form) ? NULL : forms_get(a, r->form);
    struct hit_row *h = NEW_N(a->arena, struct hit_row, rows->n);
    *n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        struct row *w = rows->row[i];
        struct subject u = {.round = r->id, .host = r->host, .party = text(w, 1), .audience = text(w, 2), .release = text(w, 0)};
        if (!access_may(a, SEE_RELEASE, &u)) continue;
        const char *name = NULL;
        for (size_t k = *n; k > 0 && !name; k--)
            if (same(text(h[k - 1].row, 1), text(w, 1))) name = h[k - 1].name;
        h[(*n)++] = (struct hit_row){w, name ? name : party_name(a, text(w, 1)), place_of(a->arena, f, w)};
    }
    if (*n) qsort_r(h, *n, sizeof *h, by_place, (void *)(uintptr_t)a->lang->code);
    return h;
}

struct findings *synthesis_search(struct act *a, const struct round *r, const char *words, int page) {
    struct findings *all = NEW(a->arena, struct findings);
    *all = (struct findings){.found = NEW_N(a->arena, struct found, bench_page), .page = page < 1 ? 1 : page};
    char **part = text_split(a->arena, text_line(a->arena, text_fold(a->arena, words)), ' ');
    char *like[most_words];
    size_t n = 0;
    while (n < most_words && part[n] && *part[n]) n++;
    if (n == most_words && part[n]) return mistake(a, "q", TR("Search for at most %d words: leave out the others."), most_words), all;
    if (!n) return all;
    for (size_t i = 0; i < most_words; i++) like[i] = pattern(a->arena, i < n ? part[i] : "");
    struct rows *rows = db_all(a, search_rows, r->id, like[0], like[1], like[2], like[3], like[4], like[5]);
    struct hit_row *h = seen_rows(a, r, rows, &all->total);
    for (size_t i = (size_t)(all->page - 1) * bench_page; i < all->total && all->n < bench_page; i++) {
        struct row *w = h[i].row;
        struct found *f = &all->found[all->n++];
        *f = (struct found){text(w, 0), text(w, 1), h[i].name, text(w, 3), text(w, 5), text(w, 4), *text(w, 6) ? text(w, 6) : text(w, 7), NULL, 0};
        struct row *value = db_one(a, search_value, f->release, f->question, text(w, 6));
        if (value) cut(a, text(value, 0), part, n, f);
    }
    all->pages = (int)((all->total + bench_page - 1) / bench_page);
    return all;
}
