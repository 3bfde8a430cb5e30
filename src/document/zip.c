#include "document/zip.h"
#include <zip.h>

enum { most_parts = 2000, fixed_day = 1767225600 }; /* 2026-01-01: zip knows no "no date" */

struct bytes zip_make(struct arena *m, const struct zip_part *part, size_t n, const char **problem) {
    zip_error_t e;
    zip_error_init(&e);
    struct bytes out = {0};
    zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, &e);
    zip_t *z = s ? zip_open_from_source(s, ZIP_TRUNCATE, &e) : NULL;
    if (!z) {
        *problem = arena_copy(m, zip_error_strerror(&e));
        zip_source_free(s);
        return out;
    }
    zip_source_keep(s);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *from = zip_source_buffer(z, part[i].content.size ? part[i].content.data : "", part[i].content.size, 0);
        zip_int64_t at = from ? zip_file_add(z, part[i].name, from, ZIP_FL_ENC_UTF_8) : -1;
        if (at < 0) {
            *problem = arena_copy(m, zip_strerror(z));
            zip_source_free(from);
            zip_discard(z);
            zip_source_free(s);
            return out;
        }
        zip_file_set_mtime(z, (zip_uint64_t)at, fixed_day, 0);
    }
    if (zip_close(z) < 0) {
        *problem = arena_copy(m, zip_strerror(z));
        zip_discard(z);
        zip_source_free(s);
        return out;
    }
    zip_source_open(s);
    zip_source_seek(s, 0, SEEK_END);
    size_t size = (size_t)zip_source_tell(s);
    zip_source_seek(s, 0, SEEK_SET);
    char *data = arena_alloc(m, size + 1);
    if (zip_source_read(s, data, size) == (zip_int64_t)size) out = (struct bytes){data, size};
    else *problem = "zip: short read";
    zip_source_close(s);
    zip_source_free(s);
    return out;
}

struct archive { struct arena *arena; zip_t *zip; };

static void let_go(void *mine) { zip_discard(mine); }

struct archive *zip_read(struct arena *m, struct bytes b, size_t limit) {
    zip_error_t e;
    zip_error_init(&e);
    zip_source_t *s = zip_source_buffer_create(b.data, b.size, 0, &e);
    zip_t *z = s ? zip_open_from_source(s, ZIP_RDONLY | ZIP_CHECKCONS, &e) : NULL;
    if (!z) {
        if (s) zip_source_free(s);
        return NULL;
    }
    arena_defer(m, let_go, z);
    zip_int64_t n = zip_get_num_entries(z, 0);
    size_t all = 0;
    bool fine = n <= most_parts;
    for (zip_int64_t i = 0; i < n && fine; i++) {
        zip_stat_t st;
        fine = !zip_stat_index(z, (zip_uint64_t)i, 0, &st) && (st.valid & ZIP_STAT_SIZE) && st.size <= limit && (all += st.size) <= limit;
    }
    if (!fine) return NULL;
    struct archive *a = NEW(m, struct archive);
    *a = (struct archive){m, z};
    return a;
}

/* The stated size may lie: no more than it is read, and less is broken. */
struct bytes zip_part_read(struct archive *a, const char *name) {
    zip_stat_t st;
    if (zip_stat(a->zip, name, 0, &st) || !(st.valid & ZIP_STAT_SIZE)) return (struct bytes){0};
    zip_file_t *f = zip_fopen(a->zip, name, 0);
    if (!f) return (struct bytes){0};
    char *data = arena_alloc(a->arena, st.size + 1);
    zip_int64_t got = zip_fread(f, data, st.size);
    bool whole = zip_fclose(f) == 0 && got == (zip_int64_t)st.size;
    return whole ? (struct bytes){data, st.size} : (struct bytes){0};
}
