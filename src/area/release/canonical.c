/* The exact bytes of a release. Canonical, so that anyone can make them again from the parts
 * and compare the digest; salted, so that a digest that remains after a recall tells nobody
 * which words were meant by guessing them. */
#include "area/release/room.h"
#include "base/hash.h"

static void string(struct buf *b, const char *s) {
    buf_char(b, '"');
    for (; s && *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\') buf_printf(b, "\\%c", c);
        else if (c == '\n') buf_add(b, "\\n");
        else if (c == '\t') buf_add(b, "\\t");
        else if (c < 32) buf_printf(b, "\\u%04x", c);
        else buf_char(b, (char)c);
    }
    buf_char(b, '"');
}
static void member(struct buf *b, const char *name, const char *value, const char *after) {
    string(b, name);
    buf_char(b, ':');
    string(b, value);
    buf_add(b, after);
}

/* Answers stand grouped by question, the original (language "") first. */
static size_t answer(struct buf *b, const struct release_content *c, size_t i) {
    const struct released *r = &c->answer[i];
    size_t end = i + 1;
    while (end < c->n && same(c->answer[end].question, r->question)) end++;
    buf_char(b, '{');
    if (*r->language) {
        member(b, "kind", r->kind, ",");
    } else {
        member(b, "kind", r->kind, ",");
        member(b, "language", r->written_in, ",");
    }
    member(b, "question", r->question, ",");
    if (!*r->language) member(b, "text", r->value, ",");
    buf_add(b, "\"translations\":[");
    bool first = true;
    for (size_t k = i; k < end; k++) {
        if (!*c->answer[k].language) continue;
        buf_add(b, first ? "{" : ",{");
        member(b, "language", c->answer[k].language, ",");
        member(b, "text", c->answer[k].value, "}");
        first = false;
    }
    buf_add(b, "]}");
    return end;
}

struct buf *release_canonical(struct arena *m, const struct release_head *h, const struct release_content *c) {
    struct buf *b = buf_new(m);
    buf_add(b, "{\"answers\":[");
    for (size_t i = 0; i < c->n;) {
        if (i) buf_char(b, ',');
        i = answer(b, c, i);
    }
    buf_add(b, "],\"files\":[");
    for (size_t i = 0; i < c->n_files; i++) {
        const struct released_file *f = &c->file[i];
        buf_add(b, i ? ",{" : "{");
        member(b, "name", f->name, ",");
        member(b, "question", f->question, ",");
        member(b, "sha256", f->sha256, ",");
        buf_printf(b, "\"size\":%lld,", (long long)f->size);
        member(b, "type", f->type, "}");
    }
    buf_add(b, "],\"form\":{");
    member(b, "name", h->form_name, ",");
    member(b, "version", h->form_version, "},");
    member(b, "party", h->party, ",");
    member(b, "round", h->round, ",");
    member(b, "salt", h->salt, ",");
    member(b, "section", h->section, "}");
    return b;
}

char *release_receipt(struct arena *m) {
    static const char letters[] = "ABCDEFGHJKMNPQRSTUVWXYZ"; /* no I, L, O */
    unsigned char random[12];
    char *out = arena_alloc(m, 15), *to = out;
    hash_random(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++) {
        if (i && i % 4 == 0) *to++ = '-';
        *to++ = letters[random[i] % (sizeof letters - 1)];
    }
    return out;
}
