#include "store/kept.h"

enum { slots = 256, bits = 64, most_tables = 256, most_result = 64 * 1024 };

struct result {
    const struct statement *statement;
    struct value *argument;
    struct row **row;
    size_t n, limit;
    tables read;
    uint64_t stamp; /* changes of the connection when it was read */
    struct result *next;
};
struct kept {
    struct arena *arena;
    size_t most_bytes;
    int64_t version;
    uint64_t changes, changed[bits]; /* the last change of each table */
    const char *name[most_tables];
    struct arena *names;
    struct result *slot[slots];
};

static void let_go(void *mine) { arena_end(((struct kept *)mine)->arena); }

struct kept *kept_new(struct arena *m, size_t most_bytes) {
    struct kept *k = NEW(m, struct kept);
    k->arena = arena_new();
    k->names = m;
    k->most_bytes = most_bytes;
    k->version = -1;
    arena_defer(m, let_go, k);
    return k;
}

tables kept_table(struct kept *k, const char *name) {
    size_t i = 0;
    while (i < most_tables - 1 && k->name[i] && strcmp(k->name[i], name) != 0) i++;
    if (!k->name[i]) k->name[i] = arena_copy(k->names, name);
    return (tables)1 << i % bits;
}

void kept_begin(struct kept *k, int64_t version) {
    if (version == k->version && arena_used(k->arena) < k->most_bytes) return;
    arena_reset(k->arena);
    memset(k->slot, 0, sizeof k->slot);
    k->version = version;
}

void kept_changed(struct kept *k, tables t) {
    k->changes++;
    for (; t; t &= t - 1) k->changed[__builtin_ctzll(t)] = k->changes;
}

static bool still_true(const struct kept *k, const struct result *r) {
    for (tables t = r->read; t; t &= t - 1)
        if (k->changed[__builtin_ctzll(t)] > r->stamp) return false;
    return true;
}

static size_t slot_of(const struct statement *s, const struct value *v) {
    uint32_t h = 2166136261U ^ (uint32_t)s->index;
    for (; v->kind; v++) {
        if (v->kind == 'i') h = (h ^ (uint32_t)v->i) * 16777619U;
        for (size_t i = 0; v->kind != 'i' && i < v->size; i++) h = (h ^ (unsigned char)v->t[i]) * 16777619U;
    }
    return h % slots;
}

static bool alike(const struct value *a, const struct value *b) {
    for (; a->kind && a->kind == b->kind; a++, b++) {
        if (a->kind == 'i' && a->i != b->i) return false;
        if (a->kind != 'i' && (a->size != b->size || (a->size && memcmp(a->t, b->t, a->size) != 0))) return false;
    }
    return a->kind == b->kind;
}

bool kept_find(struct kept *k, const struct statement *s, const struct value *v, struct sink *into) {
    struct result *r = k->slot[slot_of(s, v)];
    while (r && !(r->statement == s && r->limit == into->limit && alike(r->argument, v))) r = r->next;
    if (!r || !still_true(k, r)) return false; /* the newest of its kind comes first */
    into->n = into->room = r->n;
    into->row = NEW_N(into->arena, struct row *, r->n);
    if (r->n) memcpy(into->row, r->row, r->n * sizeof *r->row);
    return true;
}

static void copy_value(struct arena *m, struct value *to, const struct value *from) {
    *to = *from;
    if (from->kind != 'i' && from->t) to->t = arena_copy_n(m, from->t, from->size);
}

static size_t size_of(const struct sink *found) {
    size_t all = 0;
    for (size_t i = 0; i < found->n; i++)
        for (int c = 0; c < found->row[i]->n; c++) all += sizeof(struct value) + found->row[i]->value[c].size;
    return all;
}

void kept_add(struct kept *k, const struct statement *s, tables read, const struct value *v, const struct sink *found) {
    if (arena_used(k->arena) >= k->most_bytes || size_of(found) > most_result) return;
    struct result *r = NEW(k->arena, struct result);
    size_t n = 0, slot = slot_of(s, v);
    while (v[n].kind) n++;
    *r = (struct result){.statement = s, .argument = NEW_N(k->arena, struct value, n + 1), .row = NEW_N(k->arena, struct row *, found->n), .n = found->n, .limit = found->limit,
                         .read = read, .stamp = k->changes, .next = k->slot[slot]};
    for (size_t i = 0; i < n; i++) copy_value(k->arena, &r->argument[i], &v[i]);
    for (size_t i = 0; i < found->n; i++) {
        const struct row *w = found->row[i];
        r->row[i] = arena_alloc(k->arena, sizeof *w + sizeof(struct value) * (size_t)w->n);
        r->row[i]->n = w->n;
        for (int c = 0; c < w->n; c++) copy_value(k->arena, &r->row[i]->value[c], &w->value[c]);
    }
    k->slot[slot] = r;
}
