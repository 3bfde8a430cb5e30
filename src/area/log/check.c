/* Is the log what it ever said it was? Leaves of the database against every checkpoint served,
 * and against the files byte by byte; the first place that differs is named. */
#include <errno.h>
#include "area/log/room.h"

enum { leaves_at_once = 4096, quick = 65536 };
SQL(log_check_size, "", "i", "SELECT size FROM log_state WHERE id = 1");
SQL(log_check_leaves, "ii", "ib", "SELECT position, body FROM log_leaf WHERE position >= $1 ORDER BY position LIMIT $2");
SQL(log_check_last, "", "i", "SELECT coalesce(max(position), -1) FROM log_leaf");
SQL(log_recover_leaf, "ib", "", "INSERT INTO log_leaf (position, body) VALUES ($1, $2)");
SQL(log_recover_size, "i", "", "UPDATE log_state SET size = $1 WHERE id = 1");

/* A tile of the files as the walk needs it: read once, held until the next. */
struct held { struct arena *arena; struct tile tile; const unsigned char *hashes; struct bytes entries; size_t at; bool there; };

static bool hold(struct held *h, uint64_t size, uint64_t n) {
    if (h->there && h->tile.n == n) return true;
    arena_reset(h->arena);
    h->tile = (struct tile){0, n, tile_width_of(size, 0, n)};
    h->hashes = log_tile(h->arena, &h->tile);
    h->tile.level = tile_entries;
    h->entries = log_tile_entries(h->arena, n, h->tile.width);
    h->at = 0;
    h->there = true;
    return h->hashes && h->entries.data;
}

static const char *compare(struct arena *m, struct held *h, uint64_t size, uint64_t at, struct bytes body) {
    if (!hold(h, size, at / tile_width)) return arena_printf(m, "log/%s or its tile of level 0 is missing or too short", tile_address(m, &h->tile));
    struct digest d = merkle_leaf(body.data, body.size);
    struct bytes e = {0};
    if (memcmp(d.of, h->hashes + at % tile_width * 32, 32))
        return arena_printf(m, "leaf %llu of the release log is not the one that was served: the database or tile/0/… changed", (unsigned long long)at);
    if (!bundle_next(h->entries, &h->at, &e) || e.size != body.size || memcmp(e.data, body.data, e.size))
        return arena_printf(m, "log/%s differs from the database at leaf %llu", tile_address(m, &h->tile), (unsigned long long)at);
    return NULL;
}

/* Every leaf up to the last checkpoint; each checkpoint's root when the walk comes by. */
static const char *walk(struct act *a, const struct served *s, size_t n, bool files) {
    struct arena *m = a->arena, *each = arena_new();
    struct held held = {.arena = arena_new()};
    struct grown g = {0};
    const char *wrong = NULL;
    size_t next = 0;
    while (next < n && s[next].size == 0) next++;
    while (next < n && !wrong) {
        struct act part = *a;
        part.arena = each;
        struct rows *r = db_all(&part, log_check_leaves, (int64_t)g.size, (int64_t)leaves_at_once);
        if (!r->n) wrong = arena_printf(m, "leaf %llu of the release log is missing in the database", (unsigned long long)g.size);
        for (size_t i = 0; i < r->n && next < n && !wrong; i++) {
            struct bytes body = bytes(r->row[i], 1);
            if ((uint64_t)num(r->row[i], 0) != g.size) wrong = arena_printf(m, "leaf %llu of the release log is missing in the database", (unsigned long long)g.size);
            else if (files) wrong = compare(m, &held, s[n - 1].size, g.size, body);
            struct digest d = merkle_leaf(body.data, body.size);
            grown_add(&g, &d);
            struct digest root = grown_root(&g);
            if (g.size < s[next].size || wrong) continue;
            if (!digest_same(&root, &s[next].root))
                wrong = arena_printf(m, "a checkpoint over %llu leaves was served that the leaves do not give: one of leaves %llu to %llu changed", (unsigned long long)g.size,
                                     (unsigned long long)(next ? s[next - 1].size : 0), (unsigned long long)g.size - 1);
            next++;
        }
        arena_reset(each);
    }
    arena_end(each);
    arena_end(held.arena);
    return wrong;
}

/* Tiles above level 0 out of those below, which the walk has seen. */
static const char *upper_tiles(struct arena *m, uint64_t size) {
    struct tiles below = {log_tile, m, size};
    for (int level = 1; tile_hashes(size, level); level++)
        for (uint64_t i = 0; i < tile_hashes(size, level); i++) {
            struct tile t = {level, i / tile_width, tile_width_of(size, level, i / tile_width)};
            struct arena *each = below.from = arena_new();
            const unsigned char *p = log_tile(each, &t);
            struct tile lower = {level - 1, i, tile_width};
            const unsigned char *q = log_tile(each, &lower);
            struct grown g = {0};
            for (int k = 0; q && k < tile_width; k++) {
                struct digest d;
                memcpy(d.of, q + (size_t)k * 32, 32);
                grown_add(&g, &d);
            }
            struct digest root = grown_root(&g);
            bool fine = p && q && !memcmp(root.of, p + i % tile_width * 32, 32);
            arena_end(each);
            if (!fine) return arena_printf(m, "log/%s does not fit the tiles below it", tile_address(m, &t));
        }
    return NULL;
}

static const char *checkpoint_file(struct arena *m, const struct served *s, size_t n) {
    struct bytes b = log_file_read(m, "checkpoint");
    if (!b.data) return errno == ENOENT ? NULL : arena_printf(m, "log/checkpoint: %s", strerror(errno)); /* the next publishing writes it */
    struct note *note = note_read(m, b.data, b.size);
    struct checkpoint c;
    if (!note || !checkpoint_read(m, note->text, &c) || !same(c.origin, log_key()->name)) return "log/checkpoint is no checkpoint of this log";
    bool signed_by_us = false;
    for (size_t i = 0; i < log_open.n_keys; i++) signed_by_us |= note_check(note, log_open.key[i], NULL) == NOTE_GOOD;
    if (!signed_by_us) return "log/checkpoint is not signed by a key of this log";
    for (size_t i = 0; i < n; i++)
        if (s[i].size == c.size && digest_same(&s[i].root, &c.root)) return NULL;
    return "log/checkpoint is not in the history of what was signed (log/history)";
}

const char *log_check(struct act *a, bool thorough) {
    struct arena *m = a->arena;
    if (!log_open.folder) return NULL;
    const char *problem = NULL;
    size_t n = 0;
    struct served *s = log_history(m, &n, &problem);
    struct row *r = s ? db_one(a, log_check_size) : NULL, *last = r ? db_one(a, log_check_last) : NULL;
    if (!last) return problem ? problem : a->detail;
    uint64_t size = (uint64_t)num(r, 0), served = n ? s[n - 1].size : 0;
    if (num(last, 0) + 1 != num(r, 0)) return "the release log's size in the database is not the number of its leaves";
    if (size < served)
        return arena_printf(m, "the database holds %llu leaves of the release log, but a checkpoint over %llu was served: it is an older backup. Restore a newer one, or take "
                               "the missing leaves back from the files: isthmus log recover", (unsigned long long)size, (unsigned long long)served);
    problem = checkpoint_file(m, s, n);
    if (!problem && (thorough || served <= quick)) problem = walk(a, s, n, thorough);
    if (problem || !served) return problem;
    if (thorough && !log_signer()) return "keys/release.pem is no private key for ECDSA on P-256 in PEM";
    if (thorough) return upper_tiles(m, served);
    struct tiles tiles = {log_tile, m, served};
    struct digest root;
    bool fits = merkle_root(&(struct hashes){tiles_read, &tiles}, served, &root) && digest_same(&root, &s[n - 1].root);
    return fits ? NULL : "the files of the release log do not give the root of its last checkpoint; `isthmus check` tells where";
}

bool log_recover(struct act *a, int64_t *n) {
    struct arena *m = a->arena;
    struct served last;
    const char *problem = NULL;
    *n = 0;
    struct row *r = db_one(a, log_check_size);
    if (!r || !log_last(m, &last, &problem)) return broken(a, "%s", problem ? problem : "no release log");
    uint64_t size = (uint64_t)num(r, 0);
    struct held held = {.arena = arena_new()};
    struct grown g = {0};
    for (uint64_t at = 0; at < last.size && !failed(a); at++) {
        struct bytes e;
        if (!hold(&held, last.size, at / tile_width) || !bundle_next(held.entries, &held.at, &e)) {
            broken(a, "log/%s is missing or damaged", tile_address(m, &held.tile));
            break;
        }
        struct digest d = merkle_leaf(e.data, e.size);
        grown_add(&g, &d);
        if (at < size) continue;
        db_do(a, log_recover_leaf, (int64_t)at, e);
        ++*n;
    }
    arena_end(held.arena);
    struct digest root = grown_root(&g);
    if (!failed(a) && !digest_same(&root, &last.root)) broken(a, "the files of the release log do not give the root of its last checkpoint");
    return *n && !failed(a) ? db_do(a, log_recover_size, (int64_t)last.size) : !failed(a);
}
