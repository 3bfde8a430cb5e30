/* A file against its table: heading, cells, repeated lines, and what would be added or changed. */
#include "area/access.h"
#include "area/reference/room.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

static int column_of(const struct dataset *d, const char *name) {
    for (size_t i = 0; i < d->n; i++)
        if (same(d->column[i].name, name)) return (int)i;
    return -1;
}
static size_t known_column(const struct dataset *d, const char *name) {
    int c = column_of(d, name);
    if (c < 0) bug("%s has no column %s", d->about.name, name);
    return (size_t)c;
}
const char *cell(const struct loading *l, const char *column) { return l->table->record[l->i].cell[known_column(l->set, column)]; }
void cell_put(struct loading *l, const char *column, const char *value) {
    l->table->record[l->i].cell[known_column(l->set, column)] = arena_copy(l->act->arena, value);
}
const char *row_cell(const struct loading *l, size_t row, const char *column) { return l->rows->table.record[row].cell[known_column(l->set, column)]; }

/* Kept up to the most that is told; counted beyond. */
static void tell(struct loading *l, struct reference_problem **list, size_t *kept, size_t *count, struct reference_problem p) {
    if (!*list) *list = NEW_N(l->act->arena, struct reference_problem, reference_most_told);
    if (*kept < reference_most_told) (*list)[(*kept)++] = p;
    ++*count;
}
static void problem_at(struct loading *l, int line, const char *column, const char *words) {
    struct reference_report *r = l->report;
    tell(l, &r->problem, &r->n_problems, &r->problems, (struct reference_problem){line, column, words});
}
void problem(struct loading *l, const char *column, const char *words) { problem_at(l, l->table->record[l->i].line, column, words); }

static const char *columns_words(struct loading *l) {
    const char **names = NEW_N(l->act->arena, const char *, l->set->n);
    for (size_t i = 0; i < l->set->n; i++) names[i] = l->set->column[i].name;
    return lang_list(l->act->arena, l->act->lang, names, l->set->n);
}

/* Where each column of the set stands in the file, or -1. */
static int *read_heading(struct loading *l, const struct table *t) {
    struct act *a = l->act;
    const struct dataset *d = l->set;
    int *at = NEW_N(a->arena, int, d->n);
    bool *given = NEW_N(a->arena, bool, d->n);
    for (size_t i = 0; i < d->n; i++) at[i] = -1;
    for (size_t i = 0; i < t->heading.n; i++) {
        const char *name = t->heading.cell[i];
        int c = column_of(d, name);
        if (c >= 0 && at[c] >= 0) problem_at(l, 1, name, tr(a->lang, TR("This column stands twice.")));
        else if (c >= 0) at[c] = (int)i, given[c] = true;
        else if (!same(name, d->formerly)) problem_at(l, 1, text_cut(a->arena, name, 40), tr_f(a->arena, a->lang,
            TR("This table has no such column. Its columns are %s."), columns_words(l)));
    }
    for (size_t i = 0; i < d->n; i++)
        if (at[i] < 0 && d->column[i].need != OPTIONAL && d->column[i].need != ALSO_KEY)
            problem_at(l, 1, d->column[i].name, tr(a->lang, TR("This column is missing in the first line.")));
    l->given = given;
    return at;
}

/* An apostrophe before = + - @ is how exports keep a cell from being a formula. */
static char *plain(struct act *a, const char *s) {
    if (*s == '\'' && s[1] && strchr("=+-@", s[1])) s++;
    return text_line(a->arena, s);
}

static struct table *in_own_columns(struct loading *l, const struct table *t, const int *at) {
    struct act *a = l->act;
    struct table *o = NEW(a->arena, struct table);
    o->n = t->n;
    o->record = NEW_N(a->arena, struct record, t->n + 1);
    for (size_t i = 0; i < t->n; i++) {
        o->record[i] = (struct record){t->record[i].line, l->set->n, NEW_N(a->arena, char *, l->set->n)};
        for (size_t c = 0; c < l->set->n; c++) o->record[i].cell[c] = at[c] < 0 ? arena_copy(a->arena, "") : plain(a, t->record[i].cell[at[c]]);
    }
    return o;
}

/* The cells that tell one record from another, as one text. */
static const char *key_of(struct act *a, const struct dataset *d, const struct record *r, const char *between) {
    struct buf *b = buf_new(a->arena);
    for (size_t c = 0; c < d->n; c++) {
        bool identity = d->column[c].need == KEY || d->column[c].need == ALSO_KEY;
        if (identity && (*r->cell[c] || *between != ' ')) buf_printf(b, "%s%s", b->size ? between : "", r->cell[c]);
    }
    return b->data;
}

struct keyed { const char *key; int i; };
static int by_key(const void *x, const void *y) {
    const struct keyed *p = x, *q = y;
    int order = strcmp(p->key, q->key);
    return order ? order : p->i - q->i;
}
static int by_key_only(const void *x, const void *y) { return strcmp(((const struct keyed *)x)->key, ((const struct keyed *)y)->key); }

static struct keyed *sorted(struct act *a, const struct dataset *d, const struct table *t) {
    struct keyed *k = NEW_N(a->arena, struct keyed, t->n + 1);
    for (size_t i = 0; i < t->n; i++) k[i] = (struct keyed){key_of(a, d, &t->record[i], "\x1f"), (int)i};
    if (t->n) qsort(k, t->n, sizeof *k, by_key);
    return k;
}

static void find_repeated(struct loading *l) {
    struct act *a = l->act;
    struct keyed *k = sorted(a, l->set, l->table);
    for (size_t i = 1; i < l->table->n; i++)
        if (same(k[i].key, k[i - 1].key)) {
            l->i = (size_t)k[i].i;
            problem(l, "", tr_f(a->arena, a->lang, TR("This line says the same as line %d. Keep one of them."), l->table->record[k[i - 1].i].line));
        }
}

static void match_rows(struct loading *l) {
    struct act *a = l->act;
    struct keyed *k = sorted(a, l->set, &l->rows->table);
    int *taken = NEW_N(a->arena, int, l->rows->table.n + 1);
    l->match = NEW_N(a->arena, int, l->table->n + 1);
    for (l->i = 0; l->i < l->table->n; l->i++) {
        struct keyed wanted = {key_of(a, l->set, &l->table->record[l->i], "\x1f"), 0};
        struct keyed *found = l->rows->table.n ? bsearch(&wanted, k, l->rows->table.n, sizeof *k, by_key_only) : NULL;
        int m = found ? found->i : l->set->find ? l->set->find(l) : -1;
        if (m >= 0 && !taken[m]) taken[m] = (int)l->i + 1;
        else if (m >= 0 && !same(wanted.key, key_of(a, l->set, &l->table->record[taken[m] - 1], "\x1f"))) /* else find_repeated told */
            problem(l, "", tr_f(a->arena, a->lang, TR("This line is about the same entry as line %d. Keep one of them."), l->table->record[taken[m] - 1].line));
        l->match[l->i] = m;
    }
}

/* What the file does not have, or may not change, stays as it stands. */
static void keep_standing(struct loading *l) {
    struct reference_report *r = l->report;
    int m = l->match[l->i];
    if (m < 0) return;
    struct record *now = &l->rows->table.record[m];
    for (size_t c = 0; c < l->set->n; c++) {
        char **mine = &l->table->record[l->i].cell[c];
        const struct column *column = &l->set->column[c];
        if (!l->given[c] || column->cell == CELL_IGNORED) *mine = now->cell[c];
        const char *why = same(*mine, now->cell[c]) || !l->set->keeps ? NULL : l->set->keeps(l, column->name);
        if (!why) continue;
        tell(l, &r->note, &r->n_notes, &r->notes, (struct reference_problem){l->table->record[l->i].line, column->name, why});
        *mine = now->cell[c];
    }
}

static void check_cells(struct loading *l) {
    struct act *a = l->act;
    for (size_t c = 0; c < l->set->n; c++) {
        const struct column *column = &l->set->column[c];
        const char *value = l->table->record[l->i].cell[c];
        if (blank(value) && column->cell == CELL_FLAG) cell_put(l, column->name, value = "0");
        const char *wrong = cell_wrong(a, column->cell, value);
        if (blank(value) && (column->need == NEEDED || column->need == KEY) && l->given[c]) wrong = tr(a->lang, TR("This cannot be empty."));
        if (wrong) problem(l, column->name, wrong);
    }
    if (l->set->check) l->set->check(l);
}

static void note_change(struct loading *l) {
    struct act *a = l->act;
    struct reference_report *r = l->report;
    struct record *mine = &l->table->record[l->i];
    int m = l->match[l->i];
    struct reference_change change = {.line = mine->line, .added = m < 0, .what = key_of(a, l->set, mine, " \xc2\xb7 "), .cell = NEW_N(a->arena,
        struct reference_cell, l->set->n)};
    for (size_t c = 0; c < l->set->n; c++) {
        const char *before = m < 0 ? "" : l->rows->table.record[m].cell[c];
        bool nothing = m < 0 && l->set->column[c].cell == CELL_FLAG && same(mine->cell[c], "0");
        if (!same(before, mine->cell[c]) && !nothing) change.cell[change.n++] = (struct reference_cell){l->set->column[c].name, before, mine->cell[c]};
    }
    if (!change.added && !change.n) {
        r->same++;
        return;
    }
    if (change.added) r->added++;
    else r->changed++;
    if (!r->change) r->change = NEW_N(a->arena, struct reference_change, reference_most_told);
    if (r->n_changes < reference_most_told) r->change[r->n_changes++] = change;
    struct subject u = {.party = l->set->party ? l->set->party(l) : NULL};
    if (!a->console && (!l->set->party || !access_would(a, EDIT_DIRECTORY, &u)))
        problem(l, "", tr(a->lang, TR("This entry is not yours to change: the secretariat of a forum changes its own, an administrator any.")));
}

/* Of the file and of everything that stands in its table now. */
static const char *mark(struct loading *l, const char *csv, size_t n) {
    struct act *a = l->act;
    struct buf *b = buf_new(a->arena);
    buf_add(b, hash_hex(a->arena, csv, n));
    for (size_t i = 0; i < l->rows->table.n; i++)
        for (size_t c = 0; c < l->set->n; c++) buf_printf(b, "%s\x1f", l->rows->table.record[i].cell[c]);
    return hash_hex(a->arena, b->data, b->size);
}

struct reference_report *dataset_check(struct loading *l, const char *csv, size_t n) {
    struct act *a = l->act;
    struct reference_report *r = l->report = NEW(a->arena, struct reference_report);
    struct csv_problem wrong = {0};
    l->rows = NEW(a->arena, struct standing_rows);
    l->set->rows(a, l->set, l->rows, true);
    r->mark = mark(l, csv, n);
    struct table *t = n > reference_most ? NULL : csv_read(a->arena, csv, n, &wrong);
    if (n > reference_most) problem_at(l, 1, "", tr(a->lang, TR("This file is too large: at most 5 MB.")));
    else if (!t) problem_at(l, wrong.line, wrong.column ? arena_printf(a->arena, "%d", wrong.column) : "", tr(a->lang, wrong.words));
    if (!t) return r;
    int *at = read_heading(l, t);
    for (size_t i = 0; i < t->n_odd; i++)
        problem_at(l, t->odd[i].line, t->odd[i].column <= (int)t->heading.n ? t->heading.cell[t->odd[i].column - 1] : "", tr(a->lang, t->odd[i].words));
    if (r->problems) return r;
    if (!t->n) problem_at(l, 1, "", tr(a->lang, TR("This file has a first line with the columns and nothing below it.")));
    if (t->n > reference_most_lines) return problem_at(l, 1, "", tr(a->lang, TR("This file has too many lines: at most 20,000."))), r;
    l->table = in_own_columns(l, t, at);
    r->lines = t->n;
    for (l->i = 0; l->set->tidy && l->i < t->n; l->i++) l->set->tidy(l);
    find_repeated(l);
    match_rows(l);
    for (l->i = 0; l->i < t->n; l->i++) {
        keep_standing(l);
        check_cells(l);
        note_change(l);
    }
    return failed(a) ? NULL : r;
}

bool dataset_write(struct loading *l) {
    for (l->i = 0; l->i < l->table->n; l->i++) {
        int m = l->match[l->i];
        bool changed = m < 0;
        for (size_t c = 0; !changed && c < l->set->n; c++) changed = !same(l->rows->table.record[m].cell[c], l->table->record[l->i].cell[c]);
        if (changed && !l->set->put(l, m < 0 || !*l->rows->id[m] ? NULL : l->rows->id[m])) return false;
    }
    return !failed(l->act);
}
