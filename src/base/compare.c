#include "base/compare.h"

enum { most_compared = 3000 }; /* words; the table of lengths takes two bytes for each pair */

/* A text cut into words with the space after them; at[n] is its end. */
struct cuts { size_t n; const char **at; };

static bool alone(const char *s) { return (unsigned char)*s >= 0xe3 && (unsigned char)*s <= 0xed; }
static struct cuts cut(struct arena *m, const char *s) {
    struct cuts c = {0, NEW_N(m, const char *, strlen(s) + 1)};
    while (*s) {
        c.at[c.n++] = s;
        if (alone(s)) {
            s += 3;
            continue;
        }
        while (*s && !strchr(" \n", *s) && !alone(s)) s++;
        while (*s && strchr(" \n", *s)) s++;
    }
    c.at[c.n] = s;
    return c;
}

static size_t length(const struct cuts *c, size_t i) { return (size_t)(c->at[i + 1] - c->at[i]); }
static bool equal(const struct cuts *a, size_t i, const struct cuts *b, size_t j) {
    return length(a, i) == length(b, j) && memcmp(a->at[i], b->at[j], length(a, i)) == 0;
}

struct out { struct arena *arena; struct piece *piece; size_t n; };
/* The words from one cut to another as one piece. */
static void add(struct out *o, enum change change, const struct cuts *c, size_t from, size_t to) {
    if (from == to) return;
    const char *words = arena_copy_n(o->arena, c->at[from], (size_t)(c->at[to] - c->at[from]));
    o->piece[o->n++] = (struct piece){change, words};
}

/* Between the parts that are equal: the longest common subsequence, counted from the end so
 * that it is read out forwards. */
static void middle(struct out *o, const struct cuts *a, size_t i, size_t k, const struct cuts *b, size_t j, size_t l) {
    size_t high = k - i, wide = l - j + 1, first = i, left = j;
    uint16_t *longest = NEW_N(o->arena, uint16_t, (high + 1) * wide);
    for (size_t x = high; x-- > 0;)
        for (size_t y = wide - 1; y-- > 0;) {
            uint16_t down = longest[(x + 1) * wide + y], right = longest[x * wide + y + 1];
            longest[x * wide + y] = equal(a, first + x, b, left + y) ? (uint16_t)(longest[(x + 1) * wide + y + 1] + 1) : down > right ? down : right;
        }
    while (i < k || j < l) {
        size_t gone = i, added = j;
        while (i < k && j < l && equal(a, i, b, j)) i++, j++;
        add(o, KEPT, a, gone, i);
        gone = i;
        added = j;
        while (i < k && (j == l || (!equal(a, i, b, j) && longest[(i + 1 - first) * wide + j - left] >= longest[(i - first) * wide + j + 1 - left]))) i++;
        add(o, GONE, a, gone, i);
        while (j < l && (i == k || (!equal(a, i, b, j) && longest[(i + 1 - first) * wide + j - left] < longest[(i - first) * wide + j + 1 - left]))) j++;
        add(o, ADDED, b, added, j);
    }
}

struct piece *words_compare(struct arena *m, const char *before, const char *after, size_t *n) {
    struct cuts a = cut(m, before), b = cut(m, after);
    struct out o = {m, NEW_N(m, struct piece, a.n + b.n + 2), 0};
    size_t head = 0, tail = 0;
    while (head < a.n && head < b.n && equal(&a, head, &b, head)) head++;
    while (tail < a.n - head && tail < b.n - head && equal(&a, a.n - tail - 1, &b, b.n - tail - 1)) tail++;
    add(&o, KEPT, &a, 0, head);
    if (a.n - head - tail > most_compared || b.n - head - tail > most_compared) {
        add(&o, GONE, &a, head, a.n - tail);
        add(&o, ADDED, &b, head, b.n - tail);
    } else {
        middle(&o, &a, head, a.n - tail, &b, head, b.n - tail);
    }
    add(&o, KEPT, &a, a.n - tail, a.n);
    *n = o.n;
    return o.piece;
}
