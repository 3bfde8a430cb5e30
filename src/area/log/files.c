/* The files of a log: tiles as they are served, the history of all checkpoints ever signed.
 * A file is written beside and synced before it gets its name, and a full tile never changes. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sys/stat.h>
#include <unistd.h>
#include "area/log/room.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/text.h"

enum { levels = 8, most_history = 1 << 30, history_line = 128 };

/* "SIZE ROOT\n" */
static bool read_line(const char *s, size_t n, struct served *h) {
    const char *space = memchr(s, ' ', n);
    int64_t size = 0;
    char number[24] = "";
    if (!space || (size_t)(space - s) >= sizeof number) return false;
    memcpy(number, s, (size_t)(space - s));
    if (!text_number(number, &size) || size < 0) return false;
    h->size = (uint64_t)size;
    return base64_into(space + 1, n - (size_t)(space + 1 - s), h->root.of, sizeof h->root.of);
}

static const char damaged[] = "the history of the log (log/history) is damaged";

struct served *log_history(struct arena *m, size_t *n, const char **problem) {
    *n = 0;
    struct buf *b = file_read(m, log_path(m, "history"), most_history);
    if (!b && errno == ENOENT) return NEW(m, struct served);
    if (!b) return *problem = arena_printf(m, "log/history: %s", strerror(errno)), NULL;
    size_t lines = 0;
    for (size_t i = 0; i < b->size; i++) lines += b->data[i] == '\n';
    struct served *h = NEW_N(m, struct served, lines + 1);
    const char *s = b->data;
    for (const char *end; (end = strchr(s, '\n')); s = end + 1, ++*n)
        if (!read_line(s, (size_t)(end - s), &h[*n]) || (*n && h[*n].size <= h[*n - 1].size)) return *problem = arena_printf(m, "%s in line %zu", damaged, *n + 1), NULL;
    return h; /* a line cut short by a power cut was not served */
}

bool log_last(struct arena *m, struct served *last, const char **problem) {
    *last = (struct served){.root = digest_of("", 0)};
    if (!log_open.folder) return true;
    int fd = open(log_path(m, "history"), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT ? true : (*problem = arena_printf(m, "log/history: %s", strerror(errno)), false);
    char tail[2 * history_line + 1] = "";
    off_t size = lseek(fd, 0, SEEK_END), from = size > 2 * history_line ? size - 2 * history_line : 0;
    ssize_t n = pread(fd, tail, sizeof tail - 1, from);
    close(fd);
    if (n <= 0) return !n || (*problem = damaged, false);
    char *end = memrchr(tail, '\n', (size_t)n), *begin = end ? memrchr(tail, '\n', (size_t)(end - tail)) : NULL;
    if (!end) return from ? (*problem = damaged, false) : true;
    begin = begin ? begin + 1 : tail;
    return read_line(begin, (size_t)(end - begin), last) ? true : (*problem = damaged, false);
}

static struct buf *tile_file(struct arena *m, const struct tile *t) {
    struct buf *b = file_read(m, log_path(m, tile_address(m, t)), 256 * (2 + tile_most_entry));
    if (b || t->width == tile_width) return b;
    struct tile full = {t->level, t->n, tile_width}; /* its parts go when it is full */
    return file_read(m, log_path(m, tile_address(m, &full)), 256 * (2 + tile_most_entry));
}

const unsigned char *log_tile(void *arena, const struct tile *t) {
    struct buf *b = tile_file(arena, t);
    return b && b->size >= (size_t)t->width * 32 && b->size % 32 == 0 ? (const unsigned char *)b->data : NULL;
}

struct bytes log_tile_entries(struct arena *m, uint64_t n, unsigned width) {
    struct buf *b = tile_file(m, &(struct tile){tile_entries, n, width});
    return b ? (struct bytes){b->data, b->size} : (struct bytes){0};
}

struct bytes log_file_read(struct arena *m, const char *address) {
    struct tile t;
    bool tile = tile_read_address(address, &t);
    if (!log_open.folder || (!tile && !same(address, "checkpoint"))) return (struct bytes){0};
    struct buf *b = file_read(m, log_path(m, address), 256 * (2 + tile_most_entry));
    return b ? (struct bytes){b->data, b->size} : (struct bytes){0};
}

struct grower {
    struct arena *arena;
    struct grown tree;
    struct buf *level[levels];   /* the rightmost tile of each level */
    bool changed[levels];
    struct buf *entries;
};

/* Parts of level 0 are made again from the database, so nobody waits for the disk with them. */
static bool write_tile(struct grower *g, int level, uint64_t n, unsigned width, const struct buf *b, const char **problem) {
    struct tile t = {level, n, width};
    char *path = log_path(g->arena, tile_address(g->arena, &t));
    bool again = level <= 0 && width < tile_width;
    if (file_folder(dirname(arena_copy(g->arena, path))) && (again ? file_write_soon : file_write)(path, b->data, b->size)) return true;
    *problem = arena_printf(g->arena, "%s: %s", path, strerror(errno));
    return false;
}

/* Nobody needs the parts of a full tile any more. */
static void drop_parts(struct grower *g, int level, uint64_t n) {
    struct tile t = {level, n, 1};
    char *one = log_path(g->arena, tile_address(g->arena, &t)), *folder = dirname(arena_copy(g->arena, one));
    for (t.width = 1; t.width < tile_width; t.width++) unlink(log_path(g->arena, tile_address(g->arena, &t)));
    rmdir(folder);
}

struct grower *grower_new(struct arena *m, uint64_t size, const char **problem) {
    if (size % tile_width) bug("a tree begins at a full tile");
    struct grower *g = NEW(m, struct grower);
    struct tiles tiles = {log_tile, m, size};
    struct hashes h = {tiles_read, &tiles};
    g->arena = m;
    g->entries = buf_new(m);
    if (!merkle_grown(&h, size, &g->tree)) return *problem = "a tile of the log is missing; `isthmus check` tells which", NULL;
    for (int level = 0; level < levels; level++) {
        g->level[level] = buf_new(m);
        struct tile t = {level, tile_hashes(size, level) / tile_width, (unsigned)(tile_hashes(size, level) % tile_width)};
        const unsigned char *was = t.width ? log_tile(m, &t) : NULL;
        if (t.width && !was) return *problem = arena_printf(m, "log/%s is missing", tile_address(m, &t)), NULL;
        if (was) buf_bytes(g->level[level], was, (size_t)t.width * 32);
    }
    return g;
}

uint64_t grower_size(const struct grower *g) { return g->tree.size; }
struct digest grower_root(const struct grower *g) { return grown_root(&g->tree); }

/* A full tile goes to its file, and its root into the level above. */
static bool close_full(struct grower *g, int level, const char **problem) {
    struct buf *b = g->level[level];
    uint64_t n = tile_hashes(g->tree.size, level) / tile_width - 1;
    if (!write_tile(g, level, n, tile_width, b, problem)) return false;
    if (!level && !write_tile(g, tile_entries, n, tile_width, g->entries, problem)) return false;
    struct grown whole = {0};
    for (int i = 0; i < tile_width; i++) {
        struct digest d;
        memcpy(d.of, b->data + (size_t)i * 32, 32);
        grown_add(&whole, &d);
    }
    struct digest root = grown_root(&whole);
    drop_parts(g, level, n);
    if (!level) drop_parts(g, tile_entries, n), g->entries->size = 0;
    b->size = 0;
    if (level + 1 == levels) bug("a log of 2^64 leaves");
    g->changed[level + 1] = true;
    buf_bytes(g->level[level + 1], root.of, sizeof root.of);
    return g->level[level + 1]->size < (size_t)tile_width * 32 || close_full(g, level + 1, problem);
}

bool grower_add(struct grower *g, struct bytes body, const char **problem) {
    struct digest d = merkle_leaf(body.data, body.size);
    grown_add(&g->tree, &d);
    buf_bytes(g->level[0], d.of, sizeof d.of);
    bundle_add(g->entries, body);
    return g->level[0]->size < (size_t)tile_width * 32 || close_full(g, 0, problem);
}

bool grower_end(struct grower *g, bool all, struct served *s, const char **problem) {
    *s = (struct served){g->tree.size, grown_root(&g->tree)};
    for (int level = tile_entries; level < levels; level++) {
        struct buf *b = level < 0 ? g->entries : g->level[level];
        uint64_t n = tile_hashes(g->tree.size, level);
        bool write = level <= 0 || all || g->changed[level];
        if (b->size && write && !write_tile(g, level, n / tile_width, (unsigned)(n % tile_width), b, problem)) return false;
    }
    return true;
}
