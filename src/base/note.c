#include "base/note.h"
#include <sodium.h>
#include "base/base64.h"
#include "base/buf.h"
#include "base/text.h"

static const char dash[] = "\xe2\x80\x94 "; /* em dash and space */

/* No space of any script, no plus. */
bool note_name_fits(const char *s) {
    if (blank(s) || !text_valid(s, strlen(s))) return false;
    static const char *const spaces[] = {"\xc2\x85", "\xc2\xa0", "\xe1\x9a\x80", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};
    for (const char *p = s; *p; p++)
        if ((unsigned char)*p <= ' ' || *p == 127 || *p == '+' || (!strncmp(p, "\xe2\x80", 2) && (unsigned char)p[2] >= 0x80 && (unsigned char)p[2] <= 0x8a)) return false;
    for (size_t i = 0; i < COUNT(spaces); i++)
        if (strstr(s, spaces[i])) return false;
    return true;
}

static void name_key(struct arena *m, struct note_key *k) {
    char *s = arena_printf(m, "%s\n%c", k->name, k->type);
    size_t n = strlen(s);
    struct buf *all = buf_new(m);
    buf_bytes(all, s, n);
    buf_bytes(all, k->public_key, 32);
    k->whole = digest_of(all->data, all->size);
    k->id = (uint32_t)k->whole.of[0] << 24 | (uint32_t)k->whole.of[1] << 16 | (uint32_t)k->whole.of[2] << 8 | k->whole.of[3];
}

struct note_key *note_key_new(struct arena *m, const char *name, int type) {
    struct note_key *k = NEW(m, struct note_key);
    *k = (struct note_key){.name = arena_copy(m, name), .type = type, .signs = true};
    crypto_sign_keypair(k->public_key, k->secret);
    name_key(m, k);
    return k;
}

/* name+hex8+base64(type, 32 bytes) */
static struct note_key *read_key(struct arena *m, const char *s, unsigned char rest[32]) {
    const char *plus = strchr(s, '+'), *second = plus ? strchr(plus + 1, '+') : NULL;
    unsigned char raw[33];
    if (!second || second - plus != 9 || !base64_into(second + 1, strlen(second + 1), raw, sizeof raw)) return NULL;
    struct note_key *k = NEW(m, struct note_key);
    *k = (struct note_key){.name = arena_copy_n(m, s, (size_t)(plus - s)), .type = raw[0]};
    if (!note_name_fits(k->name) || (k->type != NOTE_ED25519 && k->type != NOTE_COSIGNATURE)) return NULL;
    memcpy(rest, raw + 1, 32);
    return k;
}

static bool id_stands(struct arena *m, const char *s, const struct note_key *k) { return text_starts(strchr(s, '+') + 1, arena_printf(m, "%08x", k->id)); }

struct note_key *note_key_read(struct arena *m, const char *s) {
    unsigned char rest[32];
    struct note_key *k = read_key(m, s, rest);
    if (!k) return NULL;
    memcpy(k->public_key, rest, 32);
    name_key(m, k);
    return id_stands(m, s, k) ? k : NULL;
}

struct note_key *note_secret_read(struct arena *m, const char *s) {
    static const char begin[] = "PRIVATE+KEY+";
    unsigned char seed[32];
    struct note_key *k = strncmp(s, begin, sizeof begin - 1) ? NULL : read_key(m, s + sizeof begin - 1, seed);
    if (!k) return NULL;
    crypto_sign_seed_keypair(k->public_key, k->secret, seed);
    k->signs = true;
    name_key(m, k);
    return id_stands(m, s + sizeof begin - 1, k) ? k : NULL;
}

static char *key_text(struct arena *m, const struct note_key *k, const char *begin, const unsigned char *rest) {
    unsigned char raw[33] = {(unsigned char)k->type};
    memcpy(raw + 1, rest, 32);
    return arena_printf(m, "%s%s+%08x+%s", begin, k->name, k->id, base64_text(m, raw, sizeof raw));
}
char *note_key_text(struct arena *m, const struct note_key *k) { return key_text(m, k, "", k->public_key); }
char *note_secret_text(struct arena *m, const struct note_key *k) { return key_text(m, k, "PRIVATE+KEY+", k->secret); } /* the seed is its first half */

static bool read_signature(struct arena *m, const char *line, const char *end, struct note_signature *g) {
    const char *space = NULL;
    if (end - line < (ptrdiff_t)sizeof dash || strncmp(line, dash, sizeof dash - 1)) return false;
    const char *name = line + sizeof dash - 1;
    if (!(space = memchr(name, ' ', (size_t)(end - name)))) return false;
    bool fine;
    struct bytes raw = base64_bytes(m, space + 1, (size_t)(end - space - 1), &fine);
    g->name = arena_copy_n(m, name, (size_t)(space - name));
    if (!fine || raw.size < 5 || !note_name_fits(g->name)) return false;
    const unsigned char *p = raw.data;
    g->id = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    g->bytes = (struct bytes){p + 4, raw.size - 4};
    g->line = arena_copy_n(m, line, (size_t)(end - line) + 1);
    return true;
}

struct note *note_read(struct arena *m, const void *bytes, size_t n) {
    if (n > note_most || n < 4 || !text_valid(bytes, n)) return NULL;
    const char *all = arena_copy_n(m, bytes, n), *cut = NULL;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)all[i] < ' ' && all[i] != '\n') return NULL;
    for (const char *p = all; (p = strstr(p, "\n\n")); p++) cut = p; /* the last empty line */
    if (!cut || all[n - 1] != '\n') return NULL;
    struct note *note = NEW(m, struct note);
    note->text = arena_copy_n(m, all, (size_t)(cut - all) + 1);
    for (const char *line = cut + 2, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        if (note->n == note_most_signatures || !read_signature(m, line, end, &note->signature[note->n])) return NULL;
        note->n++;
    }
    return note->n ? note : NULL;
}

static bool good(const struct note *note, const struct note_signature *g, const struct note_key *k, int64_t *time) {
    const unsigned char *p = g->bytes.data;
    const char *text = note->text;
    struct arena *m = NULL;
    if (g->bytes.size != (k->type == NOTE_COSIGNATURE ? 72u : 64u)) return false;
    if (k->type == NOTE_COSIGNATURE) {
        uint64_t t = 0;
        for (int i = 0; i < 8; i++) t = t << 8 | *p++;
        if (t > INT64_MAX) return false;
        m = arena_new();
        text = arena_printf(m, "cosignature/v1\ntime %lld\n%s", (long long)t, text);
        if (time) *time = (int64_t)t;
    }
    bool fine = crypto_sign_verify_detached(p, (const unsigned char *)text, strlen(text), k->public_key) == 0;
    arena_end(m);
    return fine;
}

enum note_verdict note_check(const struct note *note, const struct note_key *k, int64_t *time) {
    enum note_verdict v = NOTE_ABSENT;
    for (size_t i = 0; i < note->n; i++) {
        const struct note_signature *g = &note->signature[i];
        if (g->id != k->id || !same(g->name, k->name)) continue;
        if (!good(note, g, k, time)) return NOTE_BAD;
        v = NOTE_GOOD;
    }
    return v;
}

char *note_sign(struct arena *m, const struct note_key *k, const char *text, int64_t time) {
    if (!k->signs) bug("a public key signs nothing");
    unsigned char raw[4 + 8 + 64] = {(unsigned char)(k->id >> 24), (unsigned char)(k->id >> 16), (unsigned char)(k->id >> 8), (unsigned char)k->id};
    size_t n = 4;
    if (k->type == NOTE_COSIGNATURE) {
        for (int i = 7; i >= 0; i--) raw[n++] = (unsigned char)((uint64_t)time >> (8 * i));
        text = arena_printf(m, "cosignature/v1\ntime %lld\n%s", (long long)time, text);
    }
    crypto_sign_detached(raw + n, NULL, (const unsigned char *)text, strlen(text), k->secret);
    return arena_printf(m, "%s%s %s\n", dash, k->name, base64_text(m, raw, n + 64));
}
