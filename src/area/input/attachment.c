/* Files and comments that go with a section. A file's type is what its bytes say. */
#include <strings.h>
#include "area/input.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_bytes = 25 * 1024 * 1024, most_comment = 5000 };

SQL(attachment_rows, "k", "kttttti",
    "SELECT id, question, name, type, sha256, at, size FROM attachment WHERE section = $1 AND removed IS NULL ORDER BY at, id");
SQL(attachment_new, "kktttitbkd", "",
    "INSERT INTO attachment (id, section, question, name, type, size, sha256, content, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
SQL(attachment_one, "kk", "kttttibt",
    "SELECT id, question, name, type, sha256, size, content, at FROM attachment WHERE id = $1 AND section = $2 AND removed IS NULL");
SQL(attachment_drop, "kkd", "", "UPDATE attachment SET removed = $3 WHERE id = $1 AND section = $2 AND removed IS NULL");
SQL(comment_rows, "k", "kttttt",
    "SELECT c.id, c.question, p.name, c.at, c.words, c.resolved FROM comment c JOIN person p ON p.id = c.person WHERE c.section = $1 ORDER BY c.at, c.id");
SQL(comment_new, "kktkdt", "", "INSERT INTO comment (id, section, question, person, at, words) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(comment_done, "kkd", "", "UPDATE comment SET resolved = $3 WHERE id = $1 AND section = $2 AND resolved IS NULL");

static bool begins(struct bytes b, const char *magic, size_t n) { return b.size >= n && memcmp(b.data, magic, n) == 0; }
static bool named(const char *name, const char *end) {
    size_t n = strlen(name), k = strlen(end);
    return n > k && strcasecmp(name + n - k, end) == 0;
}

const char *attachment_type(struct bytes b, const char *name) {
    if (begins(b, "%PDF-", 5)) return "application/pdf";
    if (begins(b, "\x89PNG\r\n\x1a\n", 8)) return "image/png";
    if (begins(b, "\xff\xd8\xff", 3)) return "image/jpeg";
    static const struct { const char *end, *type; } zips[] = {{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}, {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
        {".odt", "application/vnd.oasis.opendocument.text"}, {".ods", "application/vnd.oasis.opendocument.spreadsheet"}};
    for (size_t i = 0; i < COUNT(zips) && begins(b, "PK\x03\x04", 4); i++)
        if (named(name, zips[i].end)) return zips[i].type;
    bool words = text_valid(b.data, b.size) && (named(name, ".txt") || named(name, ".csv"));
    return words ? "text/plain" : NULL;
}

/* The name says what the bytes are, whatever the sender called them: nobody who fetches the
 * file is to run it, or have it opened by something else. */
static const char *fitting_name(struct act *a, const char *name, const char *type) {
    static const struct { const char *type, *end, *other; } ends[] = {{"application/pdf", ".pdf", ".pdf"}, {"image/png", ".png", ".png"}, {"image/jpeg", ".jpg", ".jpeg"}};
    if (blank(name)) name = tr(a->lang, TR("File"));
    for (size_t i = 0; i < COUNT(ends); i++)
        if (same(type, ends[i].type) && !named(name, ends[i].end) && !named(name, ends[i].other)) return arena_printf(a->arena, "%s%s", text_cut(a->arena, name, 110), ends[i].end);
    return name;
}

static bool may_write(struct act *a, const struct section *s) {
    struct subject u = section_subject(s);
    return access_need(a, WRITE_DRAFT, &u);
}

struct attachment *attachment_list(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, attachment_rows, s->id);
    struct attachment *l = NEW_N(a->arena, struct attachment, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        l[i] = (struct attachment){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), num(w, 6)};
    }
    *n = r->n;
    return l;
}

const char *attachment_add(struct act *a, const struct section *s, const char *question, const char *name, struct bytes b) {
    if (!may_write(a, s)) return NULL;
    const char *type = attachment_type(b, name);
    if (!type) mistake(a, question, TR("This kind of file is not accepted. Send PDF, PNG, JPEG, Word, Excel, PowerPoint, OpenDocument or plain text."));
    if (b.size > most_bytes) mistake(a, question, TR("This file is too large: at most 25 MB."));
    if (failed(a)) return NULL;
    name = fitting_name(a, text_line(a->arena, name), type);
    char *id = hash_id_in_order(a->arena);
    bool done = db_do(a, attachment_new, id, s->id, question, name, type, b.size, hash_hex(a->arena, b.data, b.size), b, a->person, a->now) &&
                trail_write(a, s->party, TR("added a file to a section"), s->id, name);
    return done ? id : NULL;
}

bool attachment_get(struct act *a, const struct section *s, const char *id, struct attachment *out, struct bytes *content) {
    struct row *r = db_one(a, attachment_one, id, s->id);
    if (!r) return fail(a, NOT_FOUND, TR("There is nothing here for you."));
    *out = (struct attachment){text(r, 0), text(r, 1), text(r, 2), text(r, 3), text(r, 4), text(r, 7), num(r, 5)};
    *content = bytes(r, 6);
    return true;
}

bool attachment_remove(struct act *a, const struct section *s, const char *id) {
    return may_write(a, s) && db_do(a, attachment_drop, id, s->id, a->now) && trail_write(a, s->party, TR("removed a file from a section"), s->id, s->name);
}

struct comment *comment_list(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, comment_rows, s->id);
    struct comment *c = NEW_N(a->arena, struct comment, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        c[i] = (struct comment){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5) != NULL};
    }
    *n = r->n;
    return c;
}

bool comment_add(struct act *a, const struct section *s, const char *question, const char *words) {
    struct subject u = section_subject(s);
    if (!access_need(a, SEE_DRAFT, &u)) return false;
    if (blank(text_trim(a->arena, words))) return mistake(a, "comment", TR("Write your comment."));
    if (!within(a, "comment", TR("Your comment"), words, most_comment)) return false;
    return db_do(a, comment_new, hash_id_in_order(a->arena), s->id, question, a->person, a->now, words);
}

bool comment_resolve(struct act *a, const struct section *s, const char *id) {
    struct subject u = section_subject(s);
    return access_need(a, SEE_DRAFT, &u) && db_do(a, comment_done, id, s->id, a->now);
}
