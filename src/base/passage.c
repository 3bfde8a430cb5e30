#include "base/passage.h"
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include "base/text.h"

enum { run_words = 8, run_letters = 40, whole_words = 3, whole_letters = 20, sign_letters = 3, heads = 4096 };
struct word { uint64_t hash; uint32_t from, to, letters; }; /* from, to: bytes of the text as written */
struct words { struct word *word; size_t n, room; };
struct text { const char *written; struct words words; };
struct slot { uint64_t mark; uint32_t of, at; bool covered; }; /* where words begin by which they are found; mark 0: empty */
/* Words in a row, made longer word by word: each that may be the whole of a short text, at last a passage. */
struct span { uint64_t hash; size_t n, letters; bool passage; };
static const struct span no_words = {1, 0, 0, false};
struct passages {
    struct arena *arena;
    struct words *name, scratch;
    struct text *text;
    struct slot *slot;
    size_t n_names, n, room, slots, used;
    size_t head[heads], *next; /* names by the word with which they begin, from 1; 0: no more */
};

static uint64_t mix(uint64_t h, uint64_t x) {
    h = (h ^ x) * 0x9e3779b97f4a7c15u;
    return h ^ (h >> 29);
}

static bool sign(UChar32 c) {
    UErrorCode e = U_ZERO_ERROR;
    return c >= 0x0e00 && uscript_breaksBetweenLetters(uscript_getScript(c, &e));
}
static bool letter(UChar32 c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    return u_isalnum(c) || u_charType(c) == U_COMBINING_SPACING_MARK;
}

static void push(struct arena *m, struct words *w, struct word one) {
    if (w->n == w->room) {
        struct word *more = NEW_N(m, struct word, w->room = w->room ? 2 * w->room : 64);
        if (w->n) memcpy(more, w->word, w->n * sizeof *more);
        w->word = more;
    }
    w->word[w->n++] = one;
}

/* Adds the words of a folded text. */
static void split(struct arena *m, struct words *w, const char *folded) {
    struct word one = {0};
    size_t n = strlen(folded);
    for (size_t i = 0; i <= n;) {
        size_t at = i;
        UChar32 c = 0;
        if (i < n) U8_NEXT((const uint8_t *)folded, i, n, c);
        else i++;
        bool part = c > 0 && letter(c), alone = part && sign(c);
        if (part && !alone) {
            if (!one.letters) one = (struct word){.hash = 1, .from = (uint32_t)at};
            one.hash = mix(one.hash, (uint64_t)c), one.letters++, one.to = (uint32_t)i;
            continue;
        }
        if (one.letters) push(m, w, one);
        one.letters = 0;
        if (alone) push(m, w, (struct word){mix(1, (uint64_t)c), (uint32_t)at, (uint32_t)i, sign_letters});
    }
}

/* Words of a text as written: folded piece by piece, so that each knows where it stands. */
static void split_written(struct arena *m, struct words *w, const char *s) {
    size_t n = strlen(s);
    for (size_t i = 0, from = 0; i < n;) {
        size_t at = i, first = w->n;
        UChar32 c;
        U8_NEXT((const uint8_t *)s, i, n, c);
        bool gap = c < 0 || u_isUWhiteSpace(c), alone = !gap && sign(c);
        if (!gap && !alone && i < n) continue;
        size_t end = gap || alone ? at : i;
        if (end > from) split(m, w, text_fold(m, arena_copy_n(m, s + from, end - from)));
        for (size_t k = first; k < w->n; k++) w->word[k].from = (uint32_t)from, w->word[k].to = (uint32_t)end;
        first = w->n;
        if (alone) split(m, w, text_fold(m, arena_copy_n(m, s + at, i - at)));
        for (size_t k = first; k < w->n; k++) w->word[k].from = (uint32_t)at, w->word[k].to = (uint32_t)i;
        from = i;
    }
}

static bool begins(const struct words *w, size_t at, const struct words *with) {
    if (w->n - at < with->n) return false;
    for (size_t k = 0; k < with->n; k++)
        if (w->word[at + k].hash != with->word[k].hash) return false;
    return true;
}

static void join_names(const struct passages *p, struct words *w) {
    size_t to = 0;
    for (size_t i = 0; i < w->n; to++) {
        uint64_t h = w->word[i].hash;
        const struct words *longest = NULL;
        for (size_t k = p->head[h % heads]; k; k = p->next[k - 1])
            if (begins(w, i, &p->name[k - 1]) && (!longest || longest->n < p->name[k - 1].n)) longest = &p->name[k - 1];
        struct word one = w->word[i];
        for (size_t k = 1; longest && k < longest->n; k++) one.hash = mix(one.hash, longest->word[k].hash);
        if (longest) one.to = w->word[i + longest->n - 1].to, one.letters = 1;
        w->word[to] = one;
        i += longest ? longest->n : 1;
    }
    w->n = to;
}

struct passages *passages_new(struct arena *m, const char *const *names, size_t n) {
    struct passages *p = NEW(m, struct passages);
    *p = (struct passages){.arena = m, .name = NEW_N(m, struct words, n + 1), .next = NEW_N(m, size_t, n + 1), .slots = 1024, .slot = NEW_N(m, struct slot, 1024)};
    for (size_t i = 0; i < n; i++) {
        struct words *w = &p->name[p->n_names];
        split(m, w, text_fold(m, names[i]));
        if (!w->n) continue;
        size_t *head = &p->head[w->word[0].hash % heads];
        p->next[p->n_names++] = *head;
        *head = p->n_names;
    }
    return p;
}

static uint64_t mark_of(const struct span *v) { return v->hash | 1; }

/* False after the passage, and where the text ends. */
static bool longer(const struct words *w, size_t at, struct span *v) {
    while (!v->passage && at + v->n < w->n) {
        const struct word *one = &w->word[at + v->n++];
        v->hash = mix(v->hash, one->hash), v->letters += one->letters;
        v->passage = v->n >= run_words && v->letters >= run_letters;
        if (v->passage || (v->n >= whole_words && v->letters >= whole_letters)) return true;
    }
    return false;
}

/* What a text is looked for by: the passage that begins here, or, where it has none, the whole of it. */
static bool sought(const struct words *w, size_t at, struct span *v) {
    *v = no_words;
    while (longer(w, at, v))
        if (v->passage) return true;
    return !at && v->n >= whole_words && v->letters >= whole_letters;
}

static struct slot *slot_of(const struct passages *p, uint64_t mark, uint32_t of) {
    size_t i = mark % p->slots;
    while (p->slot[i].mark && !(p->slot[i].mark == mark && p->slot[i].of == of)) i = (i + 1) % p->slots;
    return &p->slot[i];
}

static void grow(struct passages *p) {
    struct slot *old = p->slot;
    size_t n = p->slots;
    p->slot = NEW_N(p->arena, struct slot, p->slots = 4 * n);
    for (size_t i = 0; i < n; i++)
        if (old[i].mark) *slot_of(p, old[i].mark, old[i].of) = old[i];
}

size_t passages_add(struct passages *p, const char *written) {
    if (p->n == p->room) {
        struct text *more = NEW_N(p->arena, struct text, p->room = p->room ? 2 * p->room : 16);
        if (p->n) memcpy(more, p->text, p->n * sizeof *more);
        p->text = more;
    }
    struct text *t = &p->text[p->n];
    *t = (struct text){.written = written};
    split_written(p->arena, &t->words, written);
    join_names(p, &t->words);
    for (size_t i = 0; i < t->words.n; i++)
        for (struct span v = no_words; longer(&t->words, i, &v);) {
            if (2 * p->used >= p->slots) grow(p);
            struct slot *s = slot_of(p, mark_of(&v), (uint32_t)p->n);
            if (!s->mark) *s = (struct slot){mark_of(&v), (uint32_t)p->n, (uint32_t)i, false}, p->used++; /* said twice, found once */
        }
    return p->n++;
}

static struct words *other(struct passages *p, const char *folded) {
    p->scratch.n = 0;
    split(p->arena, &p->scratch, folded);
    join_names(p, &p->scratch);
    return &p->scratch;
}

static const char *as_written(const struct passages *p, const struct text *t, size_t at, size_t n) {
    size_t from = t->words.word[at].from;
    return arena_copy_n(p->arena, t->written + from, t->words.word[at + n - 1].to - from);
}

size_t passages_find(struct passages *p, ssize_t of, const char *folded, struct passage *found, size_t most) {
    struct words *w = other(p, folded);
    size_t n = 0;
    struct span v;
    for (size_t i = 0; i < w->n && n < most && sought(w, i, &v); i++) {
        for (size_t k = mark_of(&v) % p->slots; p->slot[k].mark && n < most; k = (k + 1) % p->slots) {
            const struct slot *s = &p->slot[k];
            const struct text *t = &p->text[s->of];
            bool wanted = s->mark == mark_of(&v) && (of == passages_all || (size_t)of == s->of) && !s->covered;
            for (size_t j = 0; j < n && wanted; j++) wanted = found[j].of != s->of;
            if (!wanted) continue;
            size_t long_ = 0;
            while (i + long_ < w->n && s->at + long_ < t->words.n && w->word[i + long_].hash == t->words.word[s->at + long_].hash) long_++;
            if (long_) found[n++] = (struct passage){s->of, as_written(p, t, s->at, long_), !v.passage};
        }
    }
    return n;
}

uint64_t *passages_marks(struct passages *p, const char *folded, bool whole, size_t *n) {
    struct words *w = other(p, folded);
    uint64_t *marks = NEW_N(p->arena, uint64_t, w->n + 1);
    struct span v;
    for (*n = 0; *n < w->n && sought(w, *n, &v) && (v.passage || whole); (*n)++) marks[*n] = mark_of(&v);
    return marks;
}

size_t passages_find_marked(struct passages *p, bool (*known)(void *, uint64_t), void *with, struct passage *found) {
    size_t n = 0;
    for (size_t of = 0; of < p->n; of++) {
        const struct text *t = &p->text[of];
        bool there = false;
        for (size_t i = 0; i < t->words.n && !there; i++)
            for (struct span v = no_words; !there && longer(&t->words, i, &v);) {
                there = !slot_of(p, mark_of(&v), (uint32_t)of)->covered && known(with, mark_of(&v));
                if (there) found[n++] = (struct passage){of, as_written(p, t, i, v.n), !v.passage};
            }
    }
    return n;
}

const char *passages_whole(struct passages *p, size_t of, const char *folded) {
    struct words *w = other(p, folded);
    const struct text *t = &p->text[of];
    size_t letters = 0;
    for (size_t i = 0; i < w->n; i++) letters += w->word[i].letters;
    if (w->n < whole_words || letters < whole_letters) return NULL;
    for (size_t i = 0; i + w->n <= t->words.n; i++)
        if (begins(&t->words, i, w)) return as_written(p, t, i, w->n);
    return NULL;
}

void passages_cover(struct passages *p, ssize_t of, const char *folded) {
    struct words *w = other(p, folded);
    for (size_t i = 0; i < w->n; i++)
        for (struct span v = no_words; longer(w, i, &v);)
            for (size_t k = mark_of(&v) % p->slots; p->slot[k].mark; k = (k + 1) % p->slots)
                if (p->slot[k].mark == mark_of(&v) && (of == passages_all || (size_t)of == p->slot[k].of)) p->slot[k].covered = true;
}
