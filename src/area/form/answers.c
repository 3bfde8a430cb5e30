/* Answers of one section by path, and which entries of its repeats there are. The number in a
 * path is the name of an entry, given once and never again: an entry that is removed leaves the
 * others where they are. Its place among them is worked out (tree.c). */
#include "area/form/tree.h"
#include "base/text.h"

enum { buckets = 256 };
struct answer_ { const char *path, *value; struct answer_ *next; };
struct series_ { const char *path; struct entry_ids ids; int highest; struct series_ *next; };
struct answers { struct arena *arena; const char *first, *last, *seed; struct answer_ *bucket[buckets]; struct series_ *series[buckets]; };

static unsigned hash(const char *s, size_t n) {
    unsigned h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * 16777619u;
    return h % buckets;
}

struct answers *answers_new(struct arena *m) {
    struct answers *a = NEW(m, struct answers);
    a->arena = m;
    return a;
}

static struct series_ *series_of(const struct answers *a, const char *path, size_t n) {
    for (struct series_ *s = a->series[hash(path, n)]; s; s = s->next)
        if (strlen(s->path) == n && memcmp(s->path, path, n) == 0) return s;
    return NULL;
}

static struct series_ *series_made(struct answers *a, const char *path, size_t n) {
    struct series_ *s = series_of(a, path, n);
    if (s) return s;
    struct series_ **b = &a->series[hash(path, n)];
    s = NEW(a->arena, struct series_);
    *s = (struct series_){.path = arena_copy_n(a->arena, path, n), .next = *b};
    return *b = s;
}

/* Ids stand in order; gone ones are remembered, so that neither an answer brings one back by
 * being there nor a new entry gets its name. */
static void note_id(struct answers *a, struct series_ *s, int id, bool gone) {
    struct entry_ids *l = &s->ids;
    size_t at = l->n;
    while (at > 0 && l->id[at - 1] > id) at--;
    if (id > s->highest) s->highest = id;
    if (at > 0 && l->id[at - 1] == id) {
        l->gone[at - 1] |= gone;
        return;
    }
    if (l->n == l->room) {
        size_t room = l->room ? 2 * l->room : 4;
        int *ids = NEW_N(a->arena, int, room);
        bool *gones = NEW_N(a->arena, bool, room);
        if (l->n) memcpy(ids, l->id, l->n * sizeof *ids), memcpy(gones, l->gone, l->n * sizeof *gones);
        l->id = ids, l->gone = gones, l->room = room;
    }
    memmove(&l->id[at + 1], &l->id[at], (l->n - at) * sizeof *l->id);
    memmove(&l->gone[at + 1], &l->gone[at], (l->n - at) * sizeof *l->gone);
    l->id[at] = id, l->gone[at] = gone;
    l->n++;
}

/* Each bracket of the path names an entry; the last one may be gone. */
static void note_entries(struct answers *a, const char *path, bool gone) {
    for (const char *p = strchr(path, '['); p; p = strchr(p, '[')) {
        size_t n = (size_t)(p - path);
        long id = strtol(++p, NULL, 10);
        if (id >= 1 && id < 10000000) note_id(a, series_made(a, path, n), (int)id, gone && !strchr(p, '['));
    }
}

void answers_put(struct answers *a, const char *path, const char *value) {
    struct answer_ **b = &a->bucket[hash(path, strlen(path))], *x = *b;
    while (x && !same(x->path, path)) x = x->next;
    if (!x) {
        x = NEW(a->arena, struct answer_);
        *x = (struct answer_){arena_copy(a->arena, path), value, *b};
        *b = x;
    }
    x->value = value;
    if (*value) note_entries(a, x->path, false);
}

void answers_entry(struct answers *a, const char *path, bool gone) { note_entries(a, path, gone); }

void answers_times(struct answers *a, const char *first, const char *last) { a->first = first, a->last = last; }
void answers_seed(struct answers *a, const char *seed) { a->seed = seed; }
const char *answers_seeded(const struct answers *a) { return a->seed ? a->seed : ""; }
const char *answers_first(const struct answers *a) { return a->first ? a->first : ""; }
const char *answers_last(const struct answers *a) { return a->last ? a->last : ""; }

const char *answers_given(const struct answers *a, const char *path) {
    for (const struct answer_ *x = a->bucket[hash(path, strlen(path))]; x; x = x->next)
        if (same(x->path, path)) return x->value;
    return NULL;
}

const char *answers_get(const struct answers *a, const char *path) {
    const char *value = answers_given(a, path);
    return value ? value : "";
}

const struct entry_ids *answers_ids(const struct answers *a, const char *series) {
    const struct series_ *s = series_of(a, series, strlen(series));
    return s ? &s->ids : NULL;
}

int answers_next(const struct answers *a, const char *series) {
    const struct series_ *s = series_of(a, series, strlen(series));
    return s ? s->highest + 1 : 1;
}

char *form_path_item(struct arena *m, const char *path) {
    char *out = arena_copy(m, path), *to = out;
    for (const char *p = path; *p; p++) {
        if (*p == '[') p += strcspn(p, "]");
        else *to++ = *p;
        if (!*p) break; /* a bracket that nothing closes */
    }
    *to = 0;
    return out;
}

bool form_path_fits(const char *path) {
    for (const char *p = path; *p; p++) {
        if (*p == ']') return false;
        if (*p != '[') continue;
        size_t digits = strspn(p + 1, "0123456789");
        if (!digits || digits > 6 || p[1] == '0' || p[1 + digits] != ']' || p[2 + digits] != '/') return false;
        p += digits + 1;
    }
    return true;
}
