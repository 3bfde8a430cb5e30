/* Reading the sheets of an XLSForm; every problem is named with sheet, row and column. */
#include <ctype.h>
#include "area/form/expression.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_items = 3000, most_choices = 5000, most_level = 6 };

struct reading {
    struct arena *arena;
    struct form *form;
    const struct form_sheets *sheets;
    struct form_problem **last;
    bool failed;
};

static void problem(struct reading *r, const char *sheet, int row, const char *column, const char *message, const char *name) {
    struct form_problem *p = NEW(r->arena, struct form_problem);
    *p = (struct form_problem){sheet, column, row, name ? arena_printf(r->arena, "%s: %s", name, message) : message, NULL};
    *r->last = p;
    r->last = &p->next;
    r->failed = true;
}

/* "label::French (fr)", "label::fr" and plain "label" (the default language). */
static struct saids translations(struct reading *r, const struct table *t, size_t i, const char *column) {
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
        s.said[s.n++] = (struct said){language, words};
    }
    return s;
}

static const struct { const char *word; enum item_type type; } types[] = {{"text", ITEM_TEXT}, {"integer", ITEM_INTEGER}, {"decimal", ITEM_DECIMAL}, {"date", ITEM_DATE},
    {"note", ITEM_NOTE}, {"calculate", ITEM_CALCULATE}, {"file", ITEM_FILE}, {"acknowledge", ITEM_ACKNOWLEDGE}, {"hidden", ITEM_HIDDEN}};

static bool name_fine(const char *s) {
    if (!isalpha((unsigned char)*s) && *s != '_') return false;
    for (; *s; s++)
        if (!isalnum((unsigned char)*s) && !strchr("_-", *s)) return false;
    return true;
}

static const struct form_choice *choices_of(const struct form *f, const char *list, size_t *n) {
    const struct form_choice *first = NULL;
    *n = 0;
    for (size_t i = 0; i < f->n_choices; i++)
        if (same(f->choices[i].list, list)) {
            if (!first) first = &f->choices[i];
            ++*n;
        }
    return first;
}

static int by_list(const void *x, const void *y) { return strcmp(((const struct form_choice *)x)->list, ((const struct form_choice *)y)->list); }

static void read_choices(struct reading *r) {
    const struct table *t = r->sheets->choices;
    if (!t) return;
    if (t->n > most_choices) {
        problem(r, "choices", most_choices, "name", TR("This form has too many questions."), NULL);
        return;
    }
    r->form->choices = NEW_N(r->arena, struct form_choice, t->n);
    const char *column = csv_column(t, "list_name") >= 0 ? "list_name" : "list name";
    for (size_t i = 0; i < t->n; i++) {
        const char *list = csv_cell(t, i, column), *name = csv_cell(t, i, "name");
        if (!*list && !*name) continue;
        if (!*list || !*name || strchr(name, ' ')) problem(r, "choices", t->record[i].line, "name", TR("A choice needs a list name and a name without spaces."), NULL);
        r->form->choices[r->form->n_choices++] = (struct form_choice){list, name, translations(r, t, i, "label")};
    }
    /* qsort would lose the order within a list, so equal lists are moved together by insertion. */
    struct form_choice *c = r->form->choices;
    for (size_t i = 1; i < r->form->n_choices; i++)
        for (size_t k = i; k > 0 && by_list(&c[k - 1], &c[k]) > 0; k--) {
            struct form_choice x = c[k];
            c[k] = c[k - 1];
            c[k - 1] = x;
        }
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
    f->title = translations(r, t, 0, "form_title");
}

static enum item_type type_of(struct reading *r, struct item *it, const char *words, size_t row) {
    if (text_starts(words, "select_one ") || text_starts(words, "select_multiple ")) {
        const char *list = text_trim(r->arena, strchr(words, ' '));
        if (text_ends(list, " or_other")) problem(r, "survey", (int)row, "type", TR("The word or_other is not supported yet; add a choice and a text question instead."), NULL);
        it->choices = choices_of(r->form, list, &it->n_choices);
        if (!it->choices) problem(r, "survey", (int)row, "type", TR("The sheet choices does not have this list."), list);
        return text_starts(words, "select_one ") ? ITEM_ONE : ITEM_MANY;
    }
    for (size_t i = 0; i < COUNT(types); i++)
        if (same(types[i].word, words)) return types[i].type;
    problem(r, "survey", (int)row, "type", TR("This type of question is not supported yet."), words);
    return ITEM_NOTE;
}

static void number_of(struct reading *r, size_t i, const char *column, int most, int *out) {
    const char *s = csv_cell(r->sheets->survey, i, column);
    int64_t n;
    if (!*s) return;
    if (!text_number(s, &n) || n < 1 || n > most) problem(r, "survey", r->sheets->survey->record[i].line, column, TR("This is not a number that fits here."), s);
    else *out = (int)n;
}

static void read_item(struct reading *r, size_t i, struct item *it, const char *type) {
    const struct table *t = r->sheets->survey;
    it->record = i;
    it->row = r->sheets->survey->record[i].line;
    it->name = csv_cell(t, i, "name");
    if (!name_fine(it->name)) problem(r, "survey", it->row, "name", TR("A name begins with a letter and holds only letters, digits, hyphens and underscores."), it->name);
    if (it->type != ITEM_GROUP && it->type != ITEM_REPEAT) it->type = type_of(r, it, type, (size_t)it->row);
    it->label = translations(r, t, i, "label");
    it->hint = translations(r, t, i, "hint");
    it->constraint_message = translations(r, t, i, "constraint_message");
    it->default_value = csv_cell(t, i, "default");
    it->multiline = strstr(csv_cell(t, i, "appearance"), "multiline") != NULL;
    it->read_only = same(csv_cell(t, i, "readonly"), "yes");
    it->kind = csv_cell(t, i, "isthmus::kind");
    number_of(r, i, "isthmus::cluster", 4, &it->cluster);
    number_of(r, i, "isthmus::objective", 23, &it->objective);
    static const char *const unsupported[] = {"choice_filter", "trigger", "repeat_count", "calculation_js"};
    for (size_t k = 0; k < COUNT(unsupported); k++)
        if (*csv_cell(t, i, unsupported[k])) problem(r, "survey", it->row, unsupported[k], TR("This column is not supported yet."), NULL);
}

struct names { const struct form *form; int section; };
static bool known(void *thing, const char *name) {
    const struct names *n = thing;
    for (size_t i = 0; i < n->form->n_items; i++)
        if (n->form->items[i].section == n->section && same(n->form->items[i].name, name)) return true;
    return false;
}

static struct expression *expression(struct reading *r, const struct item *it, const char *column) {
    const char *words = csv_cell(r->sheets->survey, it->record, column);
    if (!*words) return NULL;
    struct names n = {r->form, it->section};
    struct expression_problem p;
    struct expression *e = expression_read(r->arena, words, known, &n, &p);
    if (!e) problem(r, "survey", it->row, arena_printf(r->arena, "%s, character %zu", column, p.offset + 1), p.message, p.name);
    return e;
}

static void read_expressions(struct reading *r) {
    for (size_t i = 0; i < r->form->n_items; i++) {
        struct item *it = &r->form->items[i];
        it->relevant = expression(r, it, "relevant");
        it->constraint = expression(r, it, "constraint");
        it->calculation = expression(r, it, "calculation");
        const char *required = csv_cell(r->sheets->survey, it->record, "required");
        it->required = same(required, "yes") || same(required, "true()");
        if (*required && !it->required && !same(required, "no") && !same(required, "false()")) it->required_if = expression(r, it, "required");
        if (it->type == ITEM_CALCULATE && !it->calculation) problem(r, "survey", it->row, "calculation", TR("A calculate question needs a calculation."), NULL);
    }
}

/* What an item needs before it has a value: names in its calculation and its relevance, and
 * the groups around it. A circle has no value; a long chain of what is written further down
 * would cost too much stack (items above are already worked out, in this walk as in
 * form_entries). Colours of a depth-first walk: untouched, on the way, done. */
enum { most_chain = 40 };
struct tracing { struct reading *reading; int section; size_t n; int *need; };

static void count_name(void *thing, const char *name) { ++*(size_t *)thing; }
static void need(void *thing, const char *name) {
    struct tracing *t = thing;
    const struct form *f = t->reading->form;
    for (size_t i = (size_t)t->section; i < f->n_items && f->items[i].section == t->section; i++)
        if (same(f->items[i].name, name)) {
            t->need[t->n++] = (int)i;
            return;
        }
}

static bool trace(struct reading *r, char *colour, int i, int depth) {
    const struct item *it = &r->form->items[i];
    const char *column = it->calculation ? "calculation" : "relevant";
    if (colour[i] == 2) return true;
    if (colour[i] == 1) return problem(r, "survey", it->row, column, TR("This calculation needs its own result."), it->name), false;
    if (depth > most_chain) return problem(r, "survey", it->row, column, TR("The expression is nested too deeply."), it->name), false;
    colour[i] = 1;
    size_t names = 1;
    if (it->calculation) expression_names(it->calculation, count_name, &names);
    if (it->relevant) expression_names(it->relevant, count_name, &names);
    struct tracing t = {.reading = r, .section = it->section, .need = NEW_N(r->arena, int, names)};
    if (it->parent >= 0) t.need[t.n++] = it->parent;
    if (it->calculation) expression_names(it->calculation, need, &t);
    if (it->relevant) expression_names(it->relevant, need, &t);
    for (size_t k = 0; k < t.n; k++)
        if (!trace(r, colour, t.need[k], depth + 1)) return false;
    colour[i] = 2;
    return true;
}

static void find_circles(struct reading *r) {
    char *colour = arena_alloc(r->arena, r->form->n_items + 1);
    for (size_t i = 0; i < r->form->n_items; i++)
        if (!trace(r, colour, (int)i, 0)) return;
}

static bool twice(const struct form *f, const struct item *it) {
    for (const struct item *o = f->items; o < it; o++)
        if (o->section == it->section && same(o->name, it->name)) return true;
    return false;
}

/* A column that is misspelt or means something elsewhere would drop logic without a word. */
static void check_columns(struct reading *r) {
    static const char *const known[] = {"type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation", "default",
        "readonly", "appearance", "choice_filter", "trigger", "repeat_count", "calculation_js", "isthmus::cluster", "isthmus::objective", "isthmus::kind"};
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
                problem(r, "survey", r->sheets->survey->record[i].line, h, TR("This column is not supported yet."), NULL);
                fine = true;
            }
    }
}

static void read_survey(struct reading *r) {
    const struct table *t = r->sheets->survey;
    struct form *f = r->form;
    int open[most_level], level = 0;
    if (t->n > most_items) {
        problem(r, "survey", most_items, "type", TR("This form has too many questions."), NULL);
        return;
    }
    f->items = NEW_N(r->arena, struct item, t->n);
    for (size_t i = 0; i < t->n; i++) {
        const char *type = text_line(r->arena, csv_cell(t, i, "type"));
        for (char *p = strchr(type, '_'); p && (text_starts(type, "begin_") || text_starts(type, "end_")); p = NULL) *p = ' ';
        if (!*type) continue;
        if (text_starts(type, "end ")) {
            if (!level) problem(r, "survey", r->sheets->survey->record[i].line, "type", TR("This group ends here but does not begin."), NULL);
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
        if (!level && !group) problem(r, "survey", it->row, "type", TR("Every question stands in a group: top-level groups are the sections that are given out, cleared and released."), NULL);
        if (twice(f, it)) problem(r, "survey", it->row, "name", TR("This name stands twice in one section."), it->name);
        it->path = it->parent < 0 ? it->name : arena_printf(r->arena, "%s/%s", f->items[it->parent].path, it->name);
        if (group || repeat) {
            bool nested = repeat;
            for (int p = it->parent; nested && p >= 0; p = f->items[p].parent)
                if (f->items[p].type == ITEM_REPEAT) problem(r, "survey", it->row, "type", TR("A repeat within a repeat is not supported yet."), NULL);
            if (level == most_level) problem(r, "survey", it->row, "type", TR("Groups are nested too deeply."), NULL);
            else open[level++] = (int)f->n_items;
        }
        f->n_items++;
    }
    if (level) problem(r, "survey", f->items[open[level - 1]].row, "type", TR("This group begins here but does not end."), NULL);
}

struct form *form_read(struct arena *m, const struct form_sheets *sheets, struct form_problem **problems) {
    *problems = NULL;
    struct reading r = {.arena = m, .sheets = sheets, .last = problems, .form = NEW(m, struct form)};
    r.form->arena = m;
    if (!sheets->survey || csv_column(sheets->survey, "type") < 0 || csv_column(sheets->survey, "name") < 0) {
        problem(&r, "survey", 1, "type", TR("The sheet survey needs at least the columns type and name."), NULL);
        return NULL;
    }
    read_settings(&r);
    read_choices(&r);
    check_columns(&r);
    read_survey(&r);
    if (!r.failed) read_expressions(&r);
    if (!r.failed) find_circles(&r);
    if (!r.failed) form_index(r.form);
    return r.failed ? NULL : r.form;
}

const char *form_words(const struct form *f, const struct saids *s, const char *language, const char **in) {
    const struct said *best = s->n ? &s->said[0] : NULL;
    for (size_t i = 0; i < s->n; i++)
        if (same(s->said[i].language, f->default_language)) best = &s->said[i];
    for (size_t i = 0; i < s->n; i++)
        if (same(s->said[i].language, language)) best = &s->said[i];
    if (in) *in = best ? best->language : language;
    return best ? best->words : "";
}

