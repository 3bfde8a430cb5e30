/* Forms as spreadsheets on the console. */
#include <errno.h>
#include "area/forms.h"
#include "area/round.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/text.h"
#include "command/command.h"
#include "document/form_file.h"
#include "document/xform.h"

int command_form(struct arguments *);
enum { most_file = 25 << 20 };

static int list(struct act *a) {
    size_t n;
    struct form_line *f = round_forms(a, &n);
    for (size_t i = 0; i < n; i++) printf("%s\t%s\t%s\t%s\n", f[i].id, f[i].name, f[i].version, f[i].title);
    return failed(a);
}

/* check: only says what is wrong. */
static int take(struct act *a, const char *path, bool keep) {
    struct buf *b = file_read(a->arena, path, most_file);
    if (!b) return complain("form", "cannot read %s: %s", path, strerror(errno));
    struct spreadsheet_problem file;
    struct form_problem *p = NULL;
    struct form_sheets sheets;
    struct bytes bytes = {b->data, b->size};
    if (xform_is(bytes)) {
        if (!xform_read(a->arena, bytes, &sheets, &p)) {
            for (; p; p = p->next) fprintf(stderr, "%s: line %d, %s: %s\n", path, p->row, p->column, p->message);
            return complain("form", "%s: this form has problems, named above", path);
        }
    } else if (!form_file_read(a->arena, bytes, &sheets, &file)) {
        if (file.row) return complain("form", "%s: sheet %s, row %d, column %d: %s", path, file.sheet, file.row, file.column, file.words);
        return complain("form", "%s: %s", path, file.words);
    }
    const char *id = NULL;
    bool fine = keep ? (id = forms_keep(a, &sheets, &p)) != NULL : forms_check(a, &sheets, &p) != NULL;
    const struct form *f = fine ? forms_check(a, &sheets, &p) : NULL;
    for (const struct form_problem *r = f ? f->remarks : NULL; r; r = r->next) fprintf(stderr, "%s: sheet %s, row %d, column %s: %s\n", path, r->sheet, r->row, r->column, r->message);
    for (; p; p = p->next) fprintf(stderr, "%s: sheet %s, row %d, column %s: %s\n", path, p->sheet, p->row, p->column ? p->column : "", p->message);
    if (!fine) return complain("form", "%s", a->message ? a->message : a->detail);
    printf(keep ? "%s is kept as %s\n" : "%s is fine\n", path, id ? id : "");
    return 0;
}

static int write_file(struct act *a, const char *form, const char *path) {
    struct form_sheets *s = forms_sheets(a, form);
    const char *problem = NULL;
    const struct form *f = s && text_ends(path, ".xml") ? forms_get(a, form) : NULL;
    struct bytes b = f ? xform_write(a->arena, f) : s ? form_file_write(a->arena, s, form, &problem) : (struct bytes){0};
    if (!s) return complain("form", "there is no form '%s'; see: isthmus form list", form);
    if (problem) return complain("form", "%s", problem);
    return file_write(path, b.data, b.size) ? 0 : complain("form", "cannot write %s: %s", path, strerror(errno));
}

/* One set of answers against the first section: a line a question with its place, whether it is asked,
 * required, fits, and its value. */
static void decide(struct act *a, const struct form *f, const struct answers *answers) {
    size_t n;
    struct entry *e = form_entries(a->arena, f, 0, answers, "en", arena_copy_n(a->arena, a->now, 10), &n);
    for (size_t i = 0; i < n; i++)
        if (e[i].mark == ENTRY_ASK) printf("%s\t%d\t%d\t%d\t%s\n", e[i].place, e[i].relevant, e[i].required, !e[i].wrong, e[i].value);
    printf("\n");
}

static int try_form(struct act *a, const char *form, const char *path) {
    const struct form *f = forms_get(a, form);
    struct buf *b = f ? file_read(a->arena, path, most_file) : NULL;
    if (!f) return complain("form", "there is no form '%s'; see: isthmus form list", form);
    if (!b || !text_valid(b->data, b->size)) return complain("form", "cannot read %s", path);
    struct answers *answers = answers_new(a->arena);
    bool any = false;
    for (char **line = text_split(a->arena, text_clean(a->arena, b->data), '\n'); *line; line++) {
        char *tab = strchr(*line, '\t');
        if (tab) answers_put(answers, arena_copy_n(a->arena, *line, (size_t)(tab - *line)), tab + 1), any = true;
        if (**line || !any) continue;
        decide(a, f, answers);
        answers = answers_new(a->arena);
        any = false;
    }
    if (any) decide(a, f, answers);
    return 0;
}

int command_form(struct arguments *g) {
    const char *what = g->n ? g->word[0] : "";
    bool keep = same(what, "keep");
    size_t wanted = same(what, "list") ? 1 : same(what, "check") || keep ? 2 : same(what, "write") || same(what, "try") ? 3 : 0;
    if (!wanted || (size_t)g->n != wanted) return misused("form");
    struct db *db = open_database(g, "form", keep ? DB_WRITE : DB_READ, false);
    if (!db) return 1;
    struct act a;
    console_act(&a, g, db);
    int code = console_begin(&a, "form") ? 0 : 1;
    if (!code) code = wanted == 1 ? list(&a) : wanted == 2 ? take(&a, g->word[1], keep) : same(what, "try") ? try_form(&a, g->word[1], g->word[2]) : write_file(&a, g->word[1], g->word[2]);
    if (!code && keep) code = console_commit(&a, "form");
    db_close(db);
    return code;
}
