/* Words that name answers: "How many people live in ${place}?" */
#include "area/form/reading.h"
#include "area/form/value.h"
#include "base/lang.h"
#include "base/text.h"

enum { longest_named = 300 };
static const char gap[] = "\u2026", isolate[] = "\u2068", isolate_end[] = "\u2069";

/* The next ${name} from p on: its first byte, the name, what comes after; NULL when there is none. */
static const char *next_name(struct arena *m, const char *p, const char **name, const char **after) {
    const char *at = strstr(p, "${"), *end = at ? strchr(at, '}') : NULL;
    if (!end) return NULL;
    *name = text_trim(m, arena_copy_n(m, at + 2, (size_t)(end - at - 2)));
    *after = end + 1;
    return at;
}

char *words_without_names(struct arena *m, const char *words) {
    const char *p = words, *name, *after = words;
    struct buf *b = NULL;
    for (const char *at; (at = next_name(m, p, &name, &after)); p = after) {
        if (!b) b = buf_new(m);
        buf_bytes(b, p, (size_t)(at - p));
        buf_add(b, gap);
    }
    if (b) buf_add(b, p);
    return b ? b->data : NULL;
}

/* Answers are cut: a label is no place for a page of text. */
const char *words_with_names(struct scope *s, const struct form *f, int section, const char *pattern) {
    struct buf *b = buf_new(s->arena);
    const char *p = pattern, *name, *after = pattern;
    for (const char *at; (at = next_name(s->arena, p, &name, &after)); p = after) {
        int item = form_named(f, section, name);
        const char *value = item < 0 ? "" : s->value(s, item);
        buf_bytes(b, p, (size_t)(at - p));
        if (*value) buf_printf(b, "%s%s%s", isolate, text_cut(s->arena, value, longest_named), isolate_end);
        else buf_add(b, gap);
        spend(s, 4);
    }
    buf_add(b, p);
    return b->data;
}

void words_names(const struct form *f, int section, const struct saids *words, void (*each)(void *, int), void *thing) {
    for (size_t i = 0; i < words->n; i++) {
        const char *p = words->said[i].pattern, *name, *after;
        for (; p && next_name(f->arena, p, &name, &after); p = after) {
            int item = form_named(f, section, name);
            if (item >= 0) each(thing, item);
        }
    }
}

const char *form_piece(struct arena *m, const struct form *f, int section, const char **pattern, int *item) {
    const char *p = *pattern, *named = NULL, *after = NULL;
    *item = -1;
    if (!p) return NULL;
    const char *at = next_name(m, p, &named, &after);
    *pattern = at ? after : NULL;
    if (!at) return p;
    *item = form_named(f, section, named);
    return arena_copy_n(m, p, (size_t)(at - p));
}

static bool known_in(const struct form *f, int section, const char *name) {
    int i = form_named(f, section, name);
    return i >= 0 && f->items[i].type != ITEM_GROUP && f->items[i].type != ITEM_REPEAT && f->items[i].type != ITEM_NOTE;
}

/* All columns of one row that hold words for people. */
static void check_row(struct reading *r, const char *sheet, const struct table *t, size_t record, int section, const char *column) {
    for (size_t c = 0; c < t->heading.n; c++) {
        const char *words = t->record[record].cell[c], *p = words, *name, *after;
        if (!text_starts(t->heading.cell[c], column)) continue;
        for (const char *at; (at = next_name(r->arena, p, &name, &after)); p = after) {
            if (known_in(r->form, section, name)) continue;
            size_t character = text_length(arena_copy_n(r->arena, words, (size_t)(at - words))) + 1;
            reading_problem(r, sheet, t->record[record].line, arena_printf(r->arena, "%s, character %zu", t->heading.cell[c], character), TR("There is no such name in this section."), name);
        }
        if (strstr(p, "${")) reading_problem(r, sheet, t->record[record].line, t->heading.cell[c], TR("A closing brace is missing."), NULL);
    }
}

void reading_named_words(struct reading *r) {
    static const char *const columns[] = {"label", "hint", "constraint_message"};
    const struct form *f = r->form;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *it = &f->items[i];
        if (it->made) continue;
        for (size_t k = 0; k < COUNT(columns); k++) check_row(r, "survey", r->sheets->survey, it->record, it->section, columns[k]);
        for (size_t k = 0; k < it->n_choices; k++)
            if (it->choices[k].cell) check_row(r, "choices", r->sheets->choices, it->choices[k].record, it->section, "label");
    }
}
