/* From committed leaves to what the world sees: tiles first, then the history, then the
 * checkpoint. What cannot be made again (full tiles, the history) is durable before it is shown. A checkpoint that was signed is a promise, so the
 * database must hold all its leaves, and the files its tree, before another one is signed. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include "area/log/room.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/lang.h"

enum { leaves_at_once = 4096 };
SQL(log_publish_size, "", "i", "SELECT size FROM log_state WHERE id = 1");
SQL(log_publish_leaves, "ii", "ib", "SELECT position, body FROM log_leaf WHERE position >= $1 ORDER BY position LIMIT $2");

static bool older(struct arena *m, uint64_t have, uint64_t served, const char **problem) {
    *problem = arena_printf(m, "the database holds %llu leaves of the release log, but a checkpoint over %llu was served: it is older than that checkpoint. "
        "Nothing is added to the log or signed, for that would fork it. Restore a newer backup, or take the missing leaves back from the files: isthmus log recover",
        (unsigned long long)have, (unsigned long long)served);
    return false;
}

static bool add_line(struct arena *m, const struct served *s, const char **problem) {
    const char *path = log_path(m, "history"), *line = arena_printf(m, "%llu %s\n", (unsigned long long)s->size, base64_text(m, s->root.of, sizeof s->root.of));
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    /* What a power cut left of a line goes first; it was not served. */
    char last = '\n';
    off_t end = fd < 0 ? 0 : lseek(fd, 0, SEEK_END), whole = end;
    while (whole > 0 && pread(fd, &last, 1, whole - 1) == 1 && last != '\n') whole--;
    bool fine = fd >= 0 && (whole == end || ftruncate(fd, whole) == 0) && write(fd, line, strlen(line)) == (ssize_t)strlen(line) && fdatasync(fd) == 0;
    if (!fine) *problem = arena_printf(m, "%s: %s", path, strerror(errno));
    if (fd >= 0) close(fd);
    return fine;
}

static bool sign(struct arena *m, const struct served *s, const char **problem) {
    struct checkpoint c = {log_open.key[0]->name, s->size, s->root};
    const char *text = checkpoint_text(m, &c);
    struct buf *b = buf_new(m);
    buf_printf(b, "%s\n", text);
    for (size_t i = 0; i < log_open.n_keys; i++) buf_add(b, note_sign(m, log_open.key[i], text, 0));
    const char *path = log_path(m, "checkpoint");
    if (file_write_soon(path, b->data, b->size)) return true; /* signed again from the history if need be */
    *problem = arena_printf(m, "%s: %s", path, strerror(errno));
    return false;
}

/* The checkpoint file is that of the last line of the history. */
static bool is_signed(struct arena *m, const struct served *last) {
    struct bytes b = log_file_read(m, "checkpoint");
    struct note *note = b.data ? note_read(m, b.data, b.size) : NULL;
    struct checkpoint c;
    return note && checkpoint_read(m, note->text, &c) && c.size == last->size && digest_same(&c.root, &last->root) && note_check(note, log_open.key[0], NULL) == NOTE_GOOD;
}

/* What was served before must come out of the database again, leaf by leaf of the last tile. */
static bool feed(struct act *a, struct grower *g, const struct served *last, uint64_t size, const char **problem) {
    struct arena *m = a->arena, *each = arena_new();
    bool fine = true;
    while (fine && grower_size(g) < size) {
        struct act part = *a;
        part.arena = each;
        struct rows *r = db_all(&part, log_publish_leaves, (int64_t)grower_size(g), (int64_t)leaves_at_once);
        fine = r->n > 0;
        for (size_t i = 0; fine && i < r->n && grower_size(g) < size; i++) {
            fine = (uint64_t)num(r->row[i], 0) == grower_size(g) && grower_add(g, bytes(r->row[i], 1), problem);
            struct digest root;
            if (!fine || grower_size(g) != last->size || (root = grower_root(g), digest_same(&root, &last->root))) continue;
            *problem = "the database and the files of the release log do not give the root of its last checkpoint; `isthmus check` tells where";
            fine = false;
        }
        if (!fine && !*problem)
            *problem = arena_printf(m, "leaf %llu of the release log is missing in the database%s%s", (unsigned long long)grower_size(g), part.detail ? ": " : "", part.detail ? part.detail : "");
        arena_reset(each);
    }
    arena_end(each);
    return fine;
}

/* Makes the tiles up to size. When the last checkpoint ends with a full tile, its root is that of
 * the full tiles. */
static bool grow(struct act *a, const struct served *last, uint64_t size, bool all, struct served *now, const char **problem) {
    struct grower *g = grower_new(a->arena, last->size - last->size % tile_width, problem);
    if (!g) return false;
    struct digest root = grower_root(g);
    if (last->size % tile_width == 0 && last->size && !digest_same(&root, &last->root))
        return *problem = "the files of the release log do not give the root of its last checkpoint; `isthmus check` tells where", false;
    return feed(a, g, last, size, problem) && grower_end(g, all, now, problem);
}

/* After a power cut the parts of a tile may be gone; they are made again. */
static bool mend(struct act *a, const struct served *last, const char **problem) {
    struct tiles tiles = {log_tile, a->arena, last->size};
    struct digest root;
    struct served again;
    bool whole = merkle_root(&(struct hashes){tiles_read, &tiles}, last->size, &root) && digest_same(&root, &last->root);
    unsigned part = (unsigned)(last->size % tile_width);
    whole = whole && (!part || log_tile_entries(a->arena, last->size / tile_width, part).data);
    return whole || grow(a, last, last->size, true, &again, problem);
}

static bool publish(struct act *a, const char **problem) {
    struct arena *m = a->arena;
    struct served last, now;
    if (!log_last(m, &last, problem)) return false;
    struct row *r = db_one(a, log_publish_size);
    if (!r) return *problem = a->detail ? a->detail : "the database has no release log", false;
    uint64_t size = (uint64_t)num(r, 0);
    if (size < last.size) return older(m, size, last.size, problem);
    if (size == last.size) {
        bool intact = atomic_load(&log_open.intact) || !last.size;
        if (!intact && (!mend(a, &last, problem) || (!is_signed(m, &last) && !sign(m, &last, problem)))) return false;
    } else if (!grow(a, &last, size, false, &now, problem) || !add_line(m, &now, problem) || !sign(m, &now, problem)) {
        return false;
    }
    atomic_store(&log_open.intact, true);
    atomic_store(&log_open.served, size);
    return true;
}

bool log_publish(struct db *db, struct arena *m, const char **problem) {
    *problem = NULL;
    if (!log_open.folder) return true;
    int lock = open(log_path(m, "lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0 || flock(lock, LOCK_EX)) {
        *problem = arena_printf(m, "%s: %s", log_path(m, "lock"), strerror(errno));
        if (lock >= 0) close(lock);
        return false;
    }
    atomic_store(&log_open.pending, false);
    struct act a;
    act_start(&a, m, db, lang_find("en"));
    bool fine = publish(&a, problem);
    close(lock); /* and with it the lock */
    if (!fine) atomic_store(&log_open.pending, true);
    return fine;
}
