#include "base/tile.h"
#include <ctype.h>

static const uint64_t most_tiles = (uint64_t)1 << 56; /* of the 2^64 leaves that can be counted */

char *tile_address(struct arena *m, const struct tile *t) {
    uint64_t part[8], n = t->n;
    int k = 0;
    do part[k++] = n % 1000;
    while ((n /= 1000) && k < 8);
    struct buf *b = buf_new(m);
    if (t->level == tile_entries) buf_add(b, "tile/entries/");
    else buf_printf(b, "tile/%d/", t->level);
    while (k-- > 1) buf_printf(b, "x%03d/", (int)part[k]);
    buf_printf(b, "%03d", (int)part[0]);
    if (t->width < tile_width) buf_printf(b, ".p/%u", t->width);
    return b->data;
}

/* Up to `most` digits without a leading zero. */
static const char *number(const char *s, int most, uint64_t *n) {
    const char *from = s;
    for (*n = 0; isdigit((unsigned char)*s); s++) {
        if (s - from == most || (s > from && *from == '0')) return NULL;
        *n = *n * 10 + (uint64_t)(*s - '0');
    }
    return s > from ? s : NULL;
}

static const char *group(const char *s, uint64_t *n) {
    for (int i = 0; i < 3; i++)
        if (!isdigit((unsigned char)s[i])) return NULL;
    *n = *n * 1000 + (uint64_t)((s[0] - '0') * 100 + (s[1] - '0') * 10 + (s[2] - '0'));
    return s + 3;
}

bool tile_read_address(const char *s, struct tile *t) {
    uint64_t level = 0, width = tile_width;
    if (strncmp(s, "tile/", 5)) return false;
    s += 5;
    bool entries = !strncmp(s, "entries/", 8);
    s = entries ? s + 7 : number(s, 2, &level);
    if (!s || *s++ != '/' || level > 7) return false;
    t->level = entries ? tile_entries : (int)level;
    t->n = 0;
    bool first = true;
    for (; *s == 'x'; first = false) {
        if (!(s = group(s + 1, &t->n)) || *s++ != '/') return false;
        if ((first && !t->n) || t->n > most_tiles / 1000) return false;
    }
    if (!(s = group(s, &t->n))) return false;
    if (!strncmp(s, ".p/", 3) && (!(s = number(s + 3, 3, &width)) || !width || width >= tile_width)) return false;
    t->width = (unsigned)width;
    return !*s && t->n < most_tiles;
}

uint64_t tile_hashes(uint64_t size, int level) { return level > 7 ? 0 : size >> (8 * (level == tile_entries ? 0 : level)); }

unsigned tile_width_of(uint64_t size, int level, uint64_t n) {
    uint64_t all = tile_hashes(size, level);
    if (n > all / tile_width) return 0;
    return n < all / tile_width ? (unsigned)tile_width : (unsigned)(all % tile_width);
}

bool bundle_next(struct bytes b, size_t *at, struct bytes *entry) {
    const unsigned char *p = b.data;
    if (b.size - *at < 2) return false;
    size_t n = (size_t)p[*at] << 8 | p[*at + 1];
    if (b.size - *at - 2 < n) return false;
    *entry = (struct bytes){p + *at + 2, n};
    *at += 2 + n;
    return true;
}

void bundle_add(struct buf *b, struct bytes entry) {
    if (entry.size > tile_most_entry) bug("an entry of %zu bytes", entry.size);
    buf_char(b, (char)(entry.size >> 8));
    buf_char(b, (char)(entry.size & 255));
    buf_bytes(b, entry.data, entry.size);
}

static struct digest over(const unsigned char *p, unsigned n) {
    struct digest d;
    if (n == 1) {
        memcpy(d.of, p, 32);
        return d;
    }
    struct digest left = over(p, n / 2), right = over(p + (size_t)n / 2 * 32, n / 2);
    return merkle_node(&left, &right);
}

bool tiles_read(void *from, int level, uint64_t n, struct digest *d) {
    struct tiles *all = from;
    int l = level / 8, above = level % 8;
    uint64_t first = n << above;
    struct tile t = {.level = l, .n = first / tile_width};
    t.width = tile_width_of(all->size, l, t.n);
    if (first % tile_width + ((uint64_t)1 << above) > t.width) return false;
    const unsigned char *p = all->get(all->from, &t);
    if (!p) return false;
    *d = over(p + first % tile_width * 32, 1u << above);
    return true;
}
