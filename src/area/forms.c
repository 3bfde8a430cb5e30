#include "area/forms.h"
#include <pthread.h>
#include "area/access.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

SQL(forms_add, "kttttbkd", "",
    "INSERT INTO form (id, name, version, title, definition, source, person, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(forms_same, "tt", "kt", "SELECT id, definition FROM form WHERE name = $1 AND version = $2");
SQL(forms_definition, "k", "t", "SELECT definition FROM form WHERE id = $1");

static const char *const names[] = {"survey", "choices", "settings"};

/* The three sheets in one text; a form feed stands in no clean text. */
static bool sheets_of(struct arena *m, const char *definition, struct form_sheets *sheets, struct form_problem **problems) {
    char **part = text_split(m, definition, '\f');
    struct table **table[] = {&sheets->survey, &sheets->choices, &sheets->settings};
    for (size_t i = 0; i < COUNT(names) && part[i]; i++) {
        struct csv_problem p;
        if (!*part[i]) continue;
        *table[i] = csv_read(m, part[i], strlen(part[i]), &p);
        if (*table[i]) continue;
        *problems = NEW(m, struct form_problem);
        **problems = (struct form_problem){names[i], arena_printf(m, "%d", p.column), p.line, p.words, NULL};
        return false;
    }
    return true;
}

static struct form *compile(struct arena *m, const char *definition, struct form_problem **problems) {
    struct form_sheets sheets = {0};
    return sheets_of(m, definition, &sheets, problems) ? form_read(m, &sheets, problems) : NULL;
}

static char *definition_of(struct arena *m, const struct form_sheets *sheets) {
    struct buf *b = buf_new(m);
    const struct table *const table[] = {sheets->survey, sheets->choices, sheets->settings};
    for (size_t k = 0; k < COUNT(table); k++) {
        const struct table *t = table[k];
        if (k) buf_char(b, '\f');
        for (size_t i = 0; t && i < t->heading.n; i++) csv_write_plain(b, t->heading.cell[i], i + 1 == t->heading.n);
        for (size_t r = 0; t && r < t->n; r++)
            for (size_t i = 0; i < t->record[r].n; i++) csv_write_plain(b, t->record[r].cell[i], i + 1 == t->record[r].n);
    }
    return b->data;
}

struct form *forms_check(struct act *a, const struct form_sheets *sheets, struct form_problem **problems) {
    struct form *f = form_read(a->arena, sheets, problems);
    if (!f) fail(a, INVALID, TR("This form has problems; each is named below with its sheet, row and column."));
    return f;
}

const char *forms_keep(struct act *a, const struct form_sheets *sheets, struct form_problem **problems) {
    if (!a->console && !access_need(a, EDIT_DIRECTORY, NULL)) return NULL;
    struct form *f = forms_check(a, sheets, problems);
    if (!f) return NULL;
    char *definition = definition_of(a->arena, sheets);
    struct row *known = db_one(a, forms_same, f->name, f->version);
    if (known && same(text(known, 1), definition)) return text(known, 0);
    if (known) {
        fail(a, CONFLICT, TR("There is another form of this name and version. Give it a new version in the sheet settings."));
        return NULL;
    }
    char *id = hash_id(a->arena);
    struct bytes source = {definition, strlen(definition)};
    return db_do(a, forms_add, id, f->name, f->version, form_words(f, &f->title, a->lang->code, NULL), definition, source, a->person, a->now) ? id : NULL;
}

struct form_sheets *forms_sheets(struct act *a, const char *id) {
    access_may(a, SEE_PUBLIC, NULL);
    struct row *r = db_one(a, forms_definition, id);
    struct form_sheets *s = NEW(a->arena, struct form_sheets);
    struct form_problem *problems = NULL;
    if (!r) return fail(a, NOT_FOUND, TR("There is no such form.")), NULL;
    if (!sheets_of(a->arena, text(r, 0), s, &problems)) return broken(a, "form %s is kept but cannot be read", id), NULL;
    return s;
}

/* Forms are few and never change, so each is compiled once and kept for the process. */
static struct kept { const char *id; struct form *form; struct kept *next; } *kept;
static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;

static const struct form *look(const char *id) {
    pthread_mutex_lock(&kept_lock);
    const struct form *found = NULL;
    for (struct kept *k = kept; k && !found; k = k->next)
        if (same(k->id, id)) found = k->form;
    pthread_mutex_unlock(&kept_lock);
    return found;
}

const struct form *forms_get(struct act *a, const char *id) {
    if (blank(id)) return fail(a, NOT_FOUND, TR("This round has no form yet.")), NULL;
    const struct form *found = look(id);
    if (found) return found;
    struct row *r = db_one(a, forms_definition, id);
    if (!r) return fail(a, NOT_FOUND, TR("There is no such form.")), NULL;
    struct arena *m = arena_new();
    struct form_problem *problems = NULL;
    struct form *f = compile(m, text(r, 0), &problems);
    if (!f) {
        arena_end(m);
        broken(a, "form %s is kept but does not compile", id);
        return NULL;
    }
    struct kept *k = NEW(m, struct kept);
    *k = (struct kept){arena_copy(m, id), f, NULL};
    pthread_mutex_lock(&kept_lock);
    k->next = kept;
    kept = k;
    pthread_mutex_unlock(&kept_lock);
    return f;
}

const char *forms_national(struct act *a) {
    static const char *const files[] = {"forms/national-input/survey.csv", "forms/national-input/choices.csv", "forms/national-input/settings.csv"};
    struct buf *b = buf_new(a->arena);
    for (size_t i = 0; i < COUNT(files); i++) {
        const struct embedded *e = embedded_find(files[i]);
        if (!e) return broken(a, "%s is not in the program", files[i]), NULL;
        if (i) buf_char(b, '\f');
        buf_bytes(b, e->bytes, e->size);
    }
    struct form_problem *problems = NULL;
    struct form_sheets sheets = {0};
    const char *id = sheets_of(a->arena, b->data, &sheets, &problems) ? forms_keep(a, &sheets, &problems) : NULL;
    for (struct form_problem *p = problems; p; p = p->next)
        fprintf(stderr, "forms/national-input: %s, row %d, %s: %s\n", p->sheet, p->row, p->column, p->message);
    return id;
}
