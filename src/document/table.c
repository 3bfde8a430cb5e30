#include "document/table.h"
#include <jansson.h>
#include "base/text.h"
#include "document/spreadsheet.h"

static struct bytes csv(struct arena *m, const struct table_about *about, const struct table *t) {
    struct buf *b = buf_new(m);
    for (size_t i = 0; i < t->heading.n; i++) csv_write_cell(b, t->heading.cell[i], i + 1 == t->heading.n);
    for (size_t r = 0; r < t->n; r++)
        for (size_t i = 0; i < t->record[r].n; i++) csv_write_cell(b, t->record[r].cell[i], i + 1 == t->record[r].n);
    return (struct bytes){b->data, b->size};
}

static int take(const char *s, size_t n, void *b) {
    buf_bytes(b, s, n);
    return 0;
}

/* A list of objects with the columns in their order; the same table gives the same bytes. */
static struct bytes json(struct arena *m, const struct table_about *about, const struct table *t) {
    json_t *list = json_array();
    for (size_t r = 0; r < t->n; r++) {
        json_t *one = json_object();
        for (size_t i = 0; i < t->heading.n; i++) {
            int64_t n;
            const char *s = t->record[r].cell[i];
            bool number = about->number && about->number[i] && text_number(s, &n);
            json_object_set_new(one, t->heading.cell[i], number ? json_integer(n) : json_string(s));
        }
        json_array_append_new(list, one);
    }
    struct buf *b = buf_new(m);
    json_dump_callback(list, take, b, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    json_decref(list);
    buf_char(b, '\n');
    return (struct bytes){b->data, b->size};
}

static struct bytes xlsx(struct arena *m, const struct table_about *about, const struct table *t) {
    struct spreadsheet *s = spreadsheet_open(m, &(struct spreadsheet_about){NULL, about->name, "Isthmus", "2026-01-01T00:00:00Z"});
    int *width = NEW_N(m, int, t->heading.n);
    for (size_t i = 0; i < t->heading.n; i++) {
        width[i] = 10;
        for (size_t r = 0; r < t->n && r < 100; r++)
            if ((int)text_length(t->record[r].cell[i]) > width[i]) width[i] = (int)text_length(t->record[r].cell[i]);
        if (width[i] > 60) width[i] = 60;
    }
    spreadsheet_sheet(s, about->name, (const char *const *)t->heading.cell, width, t->heading.n);
    for (size_t r = 0; r < t->n; r++) spreadsheet_row(s, (const char *const *)t->record[r].cell);
    const char *problem = NULL;
    return spreadsheet_close(s, &problem);
}

static const struct table_format formats[] = {
    {"csv", "text/csv; charset=utf-8", csv},
    {"json", "application/json", json},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx},
};
const struct table_format *table_format_nth(size_t i) { return i < COUNT(formats) ? &formats[i] : NULL; }
const struct table_format *table_format(const char *name) {
    for (size_t i = 0; i < COUNT(formats); i++)
        if (same(formats[i].name, name)) return &formats[i];
    return NULL;
}
