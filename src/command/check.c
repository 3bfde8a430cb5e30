#include "area/log.h"
#include "base/buf.h"
#include "command/command.h"

int command_check(struct arguments *);

/* Every statement of the program prepared on this engine, its types compared. */
static int try_statements(struct arguments *g, struct db *db) {
    int wrong = 0, n = 0;
    for (struct statement *s; (s = db_statement(n)); n++) {
        const char *problem = db_try(db, g->arena, s);
        if (!problem) continue;
        fprintf(stderr, "%s:%d: %s: %s\n", s->file, s->line, s->name, problem);
        wrong++;
    }
    printf("%d statements tried, %d wrong\n", n, wrong);
    return wrong;
}

/* Statements that read a table in which unreleased words or people at risk stand: one line
 * each, "name: tables", for tests/guards. */
static void print_guarded(struct arguments *g, struct db *db) {
    static const char *const guarded[] = {"section_author", "revision", "answer", "answer_beside", "draft_entry", "attachment", "comment", "clearance", "release", "release_named",
        "released_answer", "released_file", "recalled_passages", "report", "chapter", "paragraph", "paragraph_version", "paragraph_beside", "paragraph_source", "paragraph_consent", "objection", "report_version", "report_version_paragraph", "log_entry"};
    for (int i = 0; db_statement(i); i++) {
        struct statement *s = db_statement(i);
        const char *tables = arena_printf(g->arena, " %s ", db_tables(db, g->arena, s));
        struct buf *found = buf_new(g->arena);
        for (size_t k = 0; k < COUNT(guarded); k++)
            if (strstr(tables, arena_printf(g->arena, " %s ", guarded[k]))) buf_printf(found, " %s", guarded[k]);
        if (found->size) printf("%s:%s\n", s->name, found->data);
    }
}

int command_check(struct arguments *g) {
    bool statements = flag(g, "statements"), guards = flag(g, "guards");
    if (g->n) return misused("check");
    struct db *db = open_database(g, "check", DB_READ, false);
    if (!db) return 1;
    if (guards) {
        print_guarded(g, db);
        db_close(db);
        return 0;
    }
    const char *problem = db_integrity(db, g->arena);
    int wrong = problem != NULL;
    if (problem) complain("check", "the database is damaged: %s", problem);
    struct act a;
    console_act(&a, g, db);
    if ((problem = log_check(&a, true))) complain("check", "%s", problem), wrong++;
    else printf("The release log is whole: %llu leaves under its last checkpoint.\n", (unsigned long long)log_served());
    if (statements) wrong += try_statements(g, db);
    if (!wrong) printf("The data is whole.\n");
    db_close(db);
    return wrong ? 1 : 0;
}
