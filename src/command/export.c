/* The public reference data as files: what `export` writes, `import` reads again. */
#include <errno.h>
#include "area/reference.h"
#include "base/file.h"
#include "command/command.h"
#include "document/table.h"

int command_export(struct arguments *);
int command_import(struct arguments *);

static int unknown_table(struct arguments *g, const char *command, const char *name) {
    struct buf *b = buf_new(g->arena);
    for (size_t i = 0; reference_nth(i); i++) buf_printf(b, "%s%s", i ? ", " : "", reference_nth(i)->name);
    return complain(command, "there is no table '%s'; there are: %s", name, b->data), 2;
}

static int unknown_format(struct arguments *g, const char *name) {
    struct buf *b = buf_new(g->arena);
    for (size_t i = 0; table_format_nth(i); i++) buf_printf(b, "%s%s", i ? ", " : "", table_format_nth(i)->name);
    return complain("export", "there is no format '%s'; there are: %s", name, b->data), 2;
}

int command_export(struct arguments *g) {
    const char *asked = option(g, "format");
    if (g->n != 1) return misused("export");
    const struct table_format *f = table_format(asked ? asked : "csv");
    if (!f) return unknown_format(g, asked);
    if (!reference_find(g->word[0])) return unknown_table(g, "export", g->word[0]);
    struct db *db = open_database(g, "export", DB_READ, false);
    if (!db) return 1;
    struct act a;
    console_act(&a, g, db);
    struct table_about about = {.name = g->word[0]};
    struct table *t = reference_read(&a, g->word[0], &about.number);
    struct bytes b = f->write(g->arena, &about, t);
    bool fine = !failed(&a) && b.data;
    if (!fine) complain("export", "%s", a.detail ? a.detail : "the file could not be made");
    else if (fwrite(b.data, 1, b.size, stdout) != b.size || fflush(stdout)) fine = false, complain("export", "cannot write: %s", strerror(errno));
    db_close(db);
    return fine ? 0 : 1;
}

static void print_problems(const struct reference_problem *p, size_t n, size_t all, const char *kind) {
    for (size_t i = 0; i < n; i++) printf("line %d%s%s: %s%s\n", p[i].line, *p[i].column ? ", column " : "", p[i].column, kind, p[i].words);
    if (all > n) printf("… and %zu more\n", all - n);
}

static void print_report(const char *name, const char *path, const struct reference_report *r) {
    printf("%s: %s\n", name, path);
    print_problems(r->problem, r->n_problems, r->problems, "");
    print_problems(r->note, r->n_notes, r->notes, "note: ");
    for (size_t i = 0; !r->problems && i < r->n_changes; i++) {
        const struct reference_change *c = &r->change[i];
        printf("line %d: %s %s\n", c->line, c->added ? "add" : "change", c->what);
        for (size_t k = 0; k < c->n; k++)
            if (*c->cell[k].before) printf("    %s: %s -> %s\n", c->cell[k].column, c->cell[k].before, c->cell[k].after);
            else printf("    %s: %s\n", c->cell[k].column, c->cell[k].after);
    }
    if (!r->problems && r->added + r->changed > r->n_changes) printf("… and %zu more\n", r->added + r->changed - r->n_changes);
    printf("%zu line%s: %zu to add, %zu to change, %zu as they stand, %zu problem%s. Nothing is removed by an import.\n", r->lines, r->lines == 1 ? "" : "s", r->added,
        r->changed, r->same, r->problems, r->problems == 1 ? "" : "s");
}

/* Reads at most one byte more than is taken, so that the check can say that it is too large. */
static struct buf *whole(struct arguments *g, const char *path) {
    struct buf *b = file_read(g->arena, path, reference_most + 65536);
    if (!b && errno == EFBIG) complain("import", "%s is too large: at most 5 MB", path);
    else if (!b) complain("import", "cannot read %s: %s", path, strerror(errno));
    return b;
}

int command_import(struct arguments *g) {
    bool accept = flag(g, "accept");
    if (g->n != 2) return misused("import");
    if (!reference_find(g->word[0])) return unknown_table(g, "import", g->word[0]);
    struct buf *b = whole(g, g->word[1]);
    struct db *db = b ? open_database(g, "import", accept ? DB_WRITE : DB_READ, false) : NULL;
    if (!db) return 1;
    struct act a;
    console_act(&a, g, db);
    struct reference_report *r = NULL;
    int code = 1;
    if (!accept) r = reference_check(&a, g->word[0], b->data, b->size);
    else if (!console_begin(&a, "import")) return 1;
    else reference_accept(&a, g->word[0], b->data, b->size, NULL, g->word[1], &r);
    if (r) print_report(g->word[0], g->word[1], r);
    if (accept && r && r->problems) db_rollback(db);
    else if (accept) code = console_commit(&a, "import");
    else code = failed(&a) ? complain("import", "%s", a.detail ? a.detail : a.message) : r && r->problems ? 1 : 0;
    bool whole_file = r && !r->problems;
    if (!whole_file || code) printf("Nothing was changed.\n");
    else if (!r->added && !r->changed) printf("All of it stands already.\n");
    else if (accept) printf("Done.\n");
    else printf("Nothing is changed yet. To do it: isthmus import %s %s --accept\n", g->word[0], g->word[1]);
    db_close(db);
    return code;
}
