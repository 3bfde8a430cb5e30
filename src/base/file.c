#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/text.h"

struct buf *file_read(struct arena *m, const char *path, size_t limit) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return NULL;
    struct buf *b = buf_new(m);
    for (;;) {
        buf_reserve(b, 65536);
        ssize_t n = read(fd, b->data + b->size, 65536);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            int was = errno;
            close(fd);
            errno = was;
            return n ? NULL : b;
        }
        b->size += (size_t)n;
        b->data[b->size] = 0;
        if (b->size > limit) {
            close(fd);
            errno = EFBIG;
            return NULL;
        }
    }
}

static bool write_all(int fd, const char *p, size_t n) {
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static bool write_beside(const char *path, const void *bytes, size_t n, bool wait) {
    struct arena *m = arena_new();
    char *beside = arena_printf(m, "%s.new", path);
    bool done = false;
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd >= 0) {
        done = write_all(fd, bytes, n) && (!wait || fsync(fd) == 0);
        if (close(fd)) done = false;
        done = done && rename(beside, path) == 0;
        int folder = wait ? open(dirname(arena_copy(m, path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        if (folder >= 0) {
            fsync(folder);
            close(folder);
        }
    }
    arena_end(m);
    return done;
}

bool file_write(const char *path, const void *bytes, size_t n) { return write_beside(path, bytes, n, true); }
bool file_write_soon(const char *path, const void *bytes, size_t n) { return write_beside(path, bytes, n, false); }

bool file_exists(const char *path) { return access(path, F_OK) == 0; }

bool file_folder(const char *path) {
    struct arena *m = arena_new();
    char *p = arena_copy(m, path);
    bool fine = true;
    for (char *s = p + 1; fine; s++) {
        if (*s != '/' && *s) continue;
        char was = *s;
        *s = 0;
        fine = mkdir(p, 0700) == 0 || errno == EEXIST;
        *s = was;
        if (!was) break;
    }
    arena_end(m);
    return fine;
}

extern const struct embedded embedded_files[]; /* made by tools/embed, ordered by name */
extern const size_t embedded_count;

const struct embedded *embedded_find(const char *name) {
    for (size_t i = 0; i < embedded_count; i++)
        if (same(embedded_files[i].name, name)) return &embedded_files[i];
    return NULL;
}

const struct embedded *embedded_next(const char *prefix, const char *after) {
    for (size_t i = 0; i < embedded_count; i++)
        if (text_starts(embedded_files[i].name, prefix) && (!after || strcmp(embedded_files[i].name, after) > 0))
            return &embedded_files[i];
    return NULL;
}
