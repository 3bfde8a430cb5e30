#include "base/csv.h"
#include <ctype.h>
#include "base/lang.h"
#include "base/text.h"

enum { most_records = 200000, most_columns = 200, most_bytes = 20 * 1024 * 1024 };

struct reading {
    struct arena *arena;
    const char *at, *end;
    char separator;
    int line;
    struct csv_problem *problem;
    struct table *table;
};

static bool wrong(struct reading *r, int column, const char *words) {
    *r->problem = (struct csv_problem){r->line, column, words};
    return false;
}

/* The separator is what stands most often in the first line outside quotes. */
static char separator_of(const char *s, const char *end) {
    static const char candidates[] = ",;\t";
    size_t best = 0, most = 0;
    for (size_t i = 0; i < 3; i++) {
        size_t n = 0;
        bool quoted = false;
        for (const char *p = s; p < end && (quoted || *p != '\n'); p++) {
            if (*p == '"') quoted = !quoted;
            else if (!quoted && *p == candidates[i]) n++;
        }
        if (n > most) best = i, most = n;
    }
    return candidates[best];
}

/* Cleaned quietly, but remembered: a reader of data tells where it was. */
static void note_odd(struct reading *r, int line, int column, const char *s) {
    struct table *t = r->table;
    if (t->n_odd < csv_most_odd && text_tricky(s))
        t->odd[t->n_odd++] = (struct csv_problem){line, column, TR("This cell holds invisible characters that can make text read as something else (direction overrides or control characters). Remove them.")};
}

static bool cell(struct reading *r, int column, char **out, bool *last) {
    struct buf *b = buf_new(r->arena);
    int line = r->line;
    if (r->at < r->end && *r->at == '"') {
        int opened = r->line;
        for (r->at++;; r->at++) {
            if (r->at == r->end) {
                r->line = opened;
                return wrong(r, column, TR("A quotation mark opens here and is never closed."));
            }
            if (*r->at == '"') {
                if (r->at + 1 < r->end && r->at[1] == '"') r->at++;
                else break;
            }
            r->line += *r->at == '\n';
            buf_char(b, *r->at);
        }
        r->at++;
        if (r->at < r->end && *r->at != r->separator && *r->at != '\n' && *r->at != '\r')
            return wrong(r, column, TR("There is text after a closing quotation mark."));
    } else {
        while (r->at < r->end && *r->at != r->separator && *r->at != '\n' && *r->at != '\r') buf_char(b, *r->at++);
    }
    *last = r->at == r->end || *r->at != r->separator;
    if (!*last) {
        r->at++;
    } else if (r->at < r->end) {
        if (*r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n') r->at++;
        r->at++;
    }
    note_odd(r, line, column, b->data);
    *out = text_trim(r->arena, text_clean(r->arena, b->data));
    return true;
}

static bool record(struct reading *r, struct record *out) {
    char *cells[most_columns];
    out->line = r->line;
    out->n = 0;
    for (bool last = false; !last;) {
        if (out->n == most_columns) return wrong(r, most_columns, TR("This line has too many columns."));
        if (!cell(r, (int)out->n + 1, &cells[out->n], &last)) return false;
        out->n++;
    }
    r->line++;
    out->cell = NEW_N(r->arena, char *, out->n);
    memcpy(out->cell, cells, out->n * sizeof *cells);
    return true;
}

/* The first line that is no UTF-8. */
static int bad_line(const char *s, size_t n) {
    int line = 1;
    for (const char *end = s + n, *stop; s < end; s = stop + 1, line++) {
        stop = memchr(s, '\n', (size_t)(end - s));
        if (!stop) stop = end;
        if (!text_valid(s, (size_t)(stop - s))) break;
    }
    return line;
}

struct table *csv_read(struct arena *m, const char *text, size_t n, struct csv_problem *problem) {
    struct reading r = {.arena = m, .at = text, .end = text + n, .line = 1, .problem = problem};
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) r.at += 3;
    if (n > most_bytes) return wrong(&r, 1, TR("This file is too large: at most 20 MB.")), NULL;
    if (!text_valid(text, n)) return r.line = bad_line(text, n), wrong(&r, 1, TR("This file is no UTF-8 text. Save it again as CSV with the encoding UTF-8.")), NULL;
    r.separator = separator_of(r.at, r.end);
    struct table *t = r.table = NEW(m, struct table);
    if (!record(&r, &t->heading)) return NULL;
    size_t room = 0;
    while (r.at < r.end) {
        struct record one;
        if (!record(&r, &one)) return NULL;
        if (one.n == 1 && !*one.cell[0]) continue; /* an empty line */
        if (one.n != t->heading.n) {
            r.line = one.line;
            return wrong(&r, (int)one.n, TR("This line has another number of columns than the first line.")), NULL;
        }
        if (t->n == most_records) return wrong(&r, 1, TR("This file has too many lines.")), NULL;
        if (t->n == room) {
            struct record *more = NEW_N(m, struct record, room = room ? room * 2 : 64);
            if (t->n) memcpy(more, t->record, t->n * sizeof *more);
            t->record = more;
        }
        t->record[t->n++] = one;
    }
    return t;
}

int csv_column(const struct table *t, const char *column) {
    for (size_t i = 0; i < t->heading.n; i++)
        if (same(t->heading.cell[i], column)) return (int)i;
    return -1;
}

const char *csv_cell(const struct table *t, size_t i, const char *column) {
    int c = csv_column(t, column);
    return c < 0 ? "" : t->record[i].cell[c];
}

static bool is_number(const char *s) {
    if (*s == '-' || *s == '+') s++;
    return *s && s[strspn(s, "0123456789.")] == 0;
}

static void write_cell(struct buf *b, const char *s, bool guard, bool last) {
    bool quotes = s[strcspn(s, ",\"\r\n;")] != 0;
    if (quotes) buf_char(b, '"');
    if (guard) buf_char(b, '\'');
    for (; *s; s++) {
        if (*s == '"') buf_char(b, '"');
        buf_char(b, *s);
    }
    if (quotes) buf_char(b, '"');
    buf_add(b, last ? "\r\n" : ",");
}

void csv_write_cell(struct buf *b, const char *value, bool last) {
    const char *s = value ? value : "";
    write_cell(b, s, *s && strchr("=+-@\t", *s) && !is_number(s), last);
}

void csv_write_plain(struct buf *b, const char *value, bool last) { write_cell(b, value ? value : "", false, last); }
