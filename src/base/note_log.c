/* What logs write on notes and beside them: checkpoints, proofs, calls to a witness. */
#include <ctype.h>
#include "base/base64.h"
#include "base/buf.h"
#include "base/note.h"
#include "base/text.h"

/* A decimal number without leading zeros up to the end of the line; the line after it, or NULL. */
static const char *number_line(const char *s, uint64_t *n) {
    const char *from = s;
    for (*n = 0; isdigit((unsigned char)*s); s++) {
        if (s > from && *from == '0') return NULL;
        if (__builtin_mul_overflow(*n, 10u, n) || __builtin_add_overflow(*n, (uint64_t)(*s - '0'), n)) return NULL;
    }
    return s > from && *s == '\n' ? s + 1 : NULL;
}

static const char *digest_line(const char *s, struct digest *d) {
    size_t n = strcspn(s, "\n");
    return s[n] == '\n' && base64_into(s, n, d->of, sizeof d->of) ? s + n + 1 : NULL;
}

/* Hashes up to an empty line; what comes after it, or NULL. */
static const char *digest_lines(const char *s, struct digest *d, size_t most, size_t *n) {
    for (*n = 0; *s != '\n'; ++*n)
        if (*n == most || !(s = digest_line(s, &d[*n]))) return NULL;
    return s + 1;
}

char *checkpoint_text(struct arena *m, const struct checkpoint *c) {
    return arena_printf(m, "%s\n%llu\n%s\n", c->origin, (unsigned long long)c->size, base64_text(m, c->root.of, sizeof c->root.of));
}

/* Extension lines are allowed and mean nothing to us. */
bool checkpoint_read(struct arena *m, const char *text, struct checkpoint *c) {
    size_t n = strcspn(text, "\n");
    if (!n || text[n] != '\n') return false;
    c->origin = arena_copy_n(m, text, n);
    const char *s = number_line(text + n + 1, &c->size);
    return s && (s = digest_line(s, &c->root)) && *s != '\n' && !strstr(s, "\n\n");
}

static const char first_line[] = "c2sp.org/tlog-proof@v1\n";
struct tlog_proof *tlog_proof_read(struct arena *m, const void *bytes, size_t n) {
    if (n > 3 * note_most || !text_valid(bytes, n)) return NULL;
    const char *s = arena_copy_n(m, bytes, n);
    if (!text_starts(s, first_line)) return NULL;
    s += sizeof first_line - 1;
    struct tlog_proof *p = NEW(m, struct tlog_proof);
    if (text_starts(s, "extra ")) {
        size_t k = strcspn(s, "\n");
        bool fine;
        p->extra = base64_bytes(m, s + 6, k - 6, &fine);
        if (!fine || !s[k]) return NULL;
        s += k + 1;
    }
    if (!text_starts(s, "index ") || !(s = number_line(s + 6, &p->index)) || !(s = digest_lines(s, p->hash, merkle_most, &p->n))) return NULL;
    p->checkpoint = s;
    return p;
}

static void add_lines(struct buf *b, const struct digest *d, size_t n) {
    for (size_t i = 0; i < n; i++) buf_printf(b, "%s\n", base64_text(b->arena, d[i].of, sizeof d[i].of));
}

char *tlog_proof_text(struct arena *m, const struct tlog_proof *p) {
    struct buf *b = buf_new(m);
    buf_add(b, first_line);
    if (p->extra.data) buf_printf(b, "extra %s\n", base64_text(m, p->extra.data, p->extra.size));
    buf_printf(b, "index %llu\n", (unsigned long long)p->index);
    add_lines(b, p->hash, p->n);
    buf_printf(b, "\n%s", p->checkpoint);
    return b->data;
}

struct witness_call *witness_call_read(struct arena *m, const void *bytes, size_t n) {
    if (n > 2 * note_most || !text_valid(bytes, n)) return NULL;
    const char *s = arena_copy_n(m, bytes, n);
    struct witness_call *c = NEW(m, struct witness_call);
    if (!text_starts(s, "old ") || !(s = number_line(s + 4, &c->old)) || !(s = digest_lines(s, c->hash, COUNT(c->hash), &c->n))) return NULL;
    c->checkpoint = s;
    return c;
}

char *witness_call_text(struct arena *m, const struct witness_call *c) {
    struct buf *b = buf_new(m);
    buf_printf(b, "old %llu\n", (unsigned long long)c->old);
    add_lines(b, c->hash, c->n);
    buf_printf(b, "\n%s", c->checkpoint);
    return b->data;
}
