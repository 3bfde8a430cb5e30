/* Reading the sheets of an XLSForm; every problem is named with sheet, row and column. */
#include <ctype.h>
#include "area/form/reading.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_items = 3000, most_level = 6 };

void reading_problem(struct reading *r, const char *sheet, int row, const char *column, const char *message, const char *name) {
    struct form_problem *p = NEW(r->arena, struct form_problem);
    *p = (struct form_problem){sheet, column, row, name ? arena_printf(r->arena, "%s: %s", name, message) : message, NULL};
    *r->last = p;
    r->last = &p->next;
    r->failed = true;
}

void reading_remark(struct reading *r, const char *sheet, int row, const char *column, const char *message, const char *name) {
    struct form_problem *p = NEW(r->arena, struct form_problem);
    *p = (struct form_problem){sheet, column, row, name ? arena_printf(r->arena, "%s: %s", name, message) : message, NULL};
    *r->last_remark = p;
    r->last_remark = &p->next;
}

struct saids reading_words(struct reading *r, const struct table *t, size_t i, const char *column) {
    struct saids s = {.said = NEW_N(r->arena, struct said, t->heading.n)};
    size_t n = strlen(column);
    for (size_t c = 0; c < t->heading.n; c++) {
        const char *h = t->heading.cell[c], *words = t->record[i].cell[c];
        if (strncmp(h, column, n) || !*words) continue;
        const char *language = r->form->default_language;
        if (h[n]) {
            if (strncmp(h + n, "::", 2)) continue;
            const char *open = strrchr(h, '('), *from = open ? open + 1 : h + n + 2;
            language = arena_copy_n(r->arena, from, strcspn(from, ") "));
        }
        const char *plain = words_without_names(r->arena, words);
        s.said[s.n++] = (struct said){language, plain ? plain : words, plain ? words : NULL};
    }
    return s;
}

static bool name_fine(const char *s) {
    if (!isalpha((unsigned char)*s) && *s != '_') return false;
    for (; *s; s++)
        if (!isalnum((unsigned char)*s) && !strchr("_-", *s)) return false;
    return true;
}

static void read_settings(struct reading *r) {
    const struct table *t = r->sheets->settings;
    struct form *f = r->form;
    f->name = "form";
    f->version = "1";
    f->default_language = "en";
    if (!t || !t->n) return;
    const char *language = csv_cell(t, 0, "default_language");
    if (*language) {
        const char *open = strrchr(language, '(');
        f->default_language = open ? arena_copy_n(r->arena, open + 1, strcspn(open + 1, ")")) : language;
    }
    if (*csv_cell(t, 0, "form_id")) f->name = csv_cell(t, 0, "form_id");
    if (*csv_cell(t, 0, "version")) f->version = csv_cell(t, 0, "version");
    f->title = reading_words(r, t, 0, "form_title");
    for (size_t c = 0; c < t->heading.n; c++) {
        static const char *const known[] = {"default_language", "form_id", "version", "form_title", "isthmus::"};
        bool fine = !*t->record[0].cell[c];
        for (size_t i = 0; i < COUNT(known) && !fine; i++) fine = text_starts(t->heading.cell[c], known[i]);
        if (!fine) reading_remark(r, "settings", t->record[0].line, t->heading.cell[c], TR("This setting has no effect here."), NULL);
    }
}

static void number_of(struct reading *r, size_t i, const char *column, int most, int *out) {
    const char *s = csv_cell(r->sheets->survey, i, column);
    int64_t n;
    if (!*s) return;
    if (!text_number(s, &n) || n < 1 || n > most) reading_problem(r, "survey", r->sheets->survey->record[i].line, column, TR("This is not a number that fits here."), s);
    else *out = (int)n;
}

static void read_item(struct reading *r, size_t i, struct item *it, const char *type) {
    const struct table *t = r->sheets->survey;
    it->record = i;
    it->row = r->sheets->survey->record[i].line;
    it->name = csv_cell(t, i, "name");
    if (!name_fine(it->name)) reading_problem(r, "survey", it->row, "name", TR("A name begins with a letter and holds only letters, digits, hyphens and underscores."), it->name);
    if (it->type != ITEM_GROUP && it->type != ITEM_REPEAT) it->type = reading_type(r, it, type);
    it->label = reading_words(r, t, i, "label");
    it->hint = reading_words(r, t, i, "hint");
    it->constraint_message = reading_words(r, t, i, "constraint_message");
    it->default_value = csv_cell(t, i, "default");
    reading_look(r, it);
    reading_parameters(r, it);
    it->kind = csv_cell(t, i, "isthmus::kind");
    number_of(r, i, "isthmus::cluster", 4, &it->cluster);
    number_of(r, i, "isthmus::objective", 23, &it->objective);
    static const char *const unsupported[] = {"trigger", "calculation_js"};
    for (size_t k = 0; k < COUNT(unsupported); k++)
        if (*csv_cell(t, i, unsupported[k])) reading_problem(r, "survey", it->row, unsupported[k], TR("This column is not supported yet."), NULL);
}

/* Names one item more; false when the section has the name already. */
static bool name_new(struct form *f, const struct item *it) {
    int index = (int)(it - f->items);
    form_name(f, index);
    return form_named(f, it->section, it->name) == index;
}

/* A column that is misspelt or means something elsewhere would drop logic without a word. */
static void check_columns(struct reading *r) {
    static const char *const known[] = {"type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation", "default",
        "readonly", "read_only", "parameters", "appearance", "choice_filter", "trigger", "repeat_count", "calculation_js", "isthmus::cluster", "isthmus::objective", "isthmus::kind"};
    const struct table *t = r->sheets->survey;
    for (size_t c = 0; c < t->heading.n; c++) {
        const char *h = t->heading.cell[c];
        bool fine = !*h;
        for (size_t i = 0; i < COUNT(known) && !fine; i++) {
            size_t n = strlen(known[i]);
            bool words = same(known[i], "label") || same(known[i], "hint") || same(known[i], "constraint_message");
            bool translated = words && text_starts(h, known[i]) && text_starts(h + n, "::");
            fine = same(h, known[i]) || translated;
        }
        for (size_t i = 0; i < t->n && !fine; i++)
            if (*t->record[i].cell[c]) {
                reading_problem(r, "survey", r->sheets->survey->record[i].line, h, TR("This column is not supported yet."), NULL);
                fine = true;
            }
    }
}

/* And the question beside it that asks which, asked when "other" is chosen. */
static void ask_other(struct reading *r, const struct item *it) {
    struct form *f = r->form;
    struct item *more = &f->items[f->n_items];
    *more = (struct item){.type = ITEM_TEXT, .parent = it->parent, .section = it->section, .level = it->level, .row = it->row, .record = it->record, .kind = "", .default_value = "", .appearance = ""};
    more->name = arena_printf(r->arena, "%s_other", it->name);
    more->path = arena_printf(r->arena, "%s_other", it->path);
    more->label = reading_ours(r, TR("Please say which other"));
    more->made = arena_printf(r->arena, "selected(${%s}, 'other')", it->name);
    if (!name_new(f, more)) reading_problem(r, "survey", it->row, "type", TR("The word or_other adds a question of this name, which stands in the section already."), more->name);
    f->n_items++;
}

static void read_survey(struct reading *r) {
    const struct table *t = r->sheets->survey;
    struct form *f = r->form;
    int open[most_level], level = 0;
    if (t->n > most_items) {
        reading_problem(r, "survey", most_items, "type", TR("This form has too many questions."), NULL);
        return;
    }
    size_t more = 1;
    for (size_t i = 0; i < t->n; i++) more += strstr(csv_cell(t, i, "type"), "or_other") != NULL; /* or_other makes two of one row */
    f->items = NEW_N(r->arena, struct item, t->n + more);
    for (f->n_named = 16; f->n_named < 4 * t->n + 4;) f->n_named *= 2;
    f->named = NEW_N(r->arena, uint32_t, f->n_named);
    for (size_t i = 0; i < t->n; i++) {
        const char *type = text_line(r->arena, csv_cell(t, i, "type"));
        for (char *p = strchr(type, '_'); p && (text_starts(type, "begin_") || text_starts(type, "end_")); p = NULL) *p = ' ';
        if (!*type) continue;
        if (text_starts(type, "end ")) {
            if (!level) reading_problem(r, "survey", r->sheets->survey->record[i].line, "type", TR("This group ends here but does not begin."), NULL);
            else level--;
            continue;
        }
        bool group = same(type, "begin group"), repeat = same(type, "begin repeat");
        struct item *it = &f->items[f->n_items];
        it->type = repeat ? ITEM_REPEAT : ITEM_GROUP;
        if (!group && !repeat) it->type = ITEM_TEXT;
        it->level = level;
        it->parent = level ? open[level - 1] : -1;
        it->section = level ? open[0] : (int)f->n_items;
        read_item(r, i, it, type);
        if (!level && !group) reading_problem(r, "survey", it->row, "type", TR("Every question stands in a group: top-level groups are the sections that are given out, cleared and released."), NULL);
        if (!name_new(f, it)) reading_problem(r, "survey", it->row, "name", TR("This name stands twice in one section."), it->name);
        it->path = it->parent < 0 ? it->name : arena_printf(r->arena, "%s/%s", f->items[it->parent].path, it->name);
        if (group || repeat) {
            if (level == most_level) reading_problem(r, "survey", it->row, "type", TR("Groups are nested too deeply."), NULL);
            else open[level++] = (int)f->n_items;
        }
        f->n_items++;
        if (it->other && it->level) ask_other(r, it);
    }
    if (level) reading_problem(r, "survey", f->items[open[level - 1]].row, "type", TR("This group begins here but does not end."), NULL);
}

struct form *form_read(struct arena *m, const struct form_sheets *sheets, struct form_problem **problems) {
    *problems = NULL;
    struct reading r = {.arena = m, .sheets = sheets, .last = problems, .form = NEW(m, struct form)};
    r.form->arena = m;
    r.last_remark = &r.form->remarks;
    if (!sheets->survey || csv_column(sheets->survey, "type") < 0 || csv_column(sheets->survey, "name") < 0) {
        reading_problem(&r, "survey", 1, "type", TR("The sheet survey needs at least the columns type and name."), NULL);
        return NULL;
    }
    read_settings(&r);
    reading_choices(&r);
    check_columns(&r);
    read_survey(&r);
    if (!r.failed) {
        reading_named_words(&r);
        reading_expressions(&r);
    }
    if (!r.failed) reading_circles(&r);
    if (!r.failed) form_index(r.form);
    return r.failed ? NULL : r.form;
}

const char *form_words(const struct form *f, const struct saids *s, const char *language, const char **in) {
    const char *pattern;
    return form_words_pattern(f, s, language, in, &pattern);
}

const char *form_words_pattern(const struct form *f, const struct saids *s, const char *language, const char **in, const char **pattern) {
    const struct said *best = s->n ? &s->said[0] : NULL;
    for (size_t i = 0; i < s->n; i++)
        if (same(s->said[i].language, f->default_language)) best = &s->said[i];
    for (size_t i = 0; i < s->n; i++)
        if (same(s->said[i].language, language)) best = &s->said[i];
    if (in) *in = best ? best->language : language;
    *pattern = best ? best->pattern : NULL;
    return best ? best->words : "";
}

