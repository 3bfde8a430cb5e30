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

int command_check(struct arguments *g) {
    bool statements = flag(g, "statements");
    if (g->n) return misused("check");
    struct db *db = open_database(g, "check", DB_READ, false);
    if (!db) return 1;
    const char *problem = db_integrity(db, g->arena);
    int wrong = problem != NULL;
    if (problem) complain("check", "the database is damaged: %s", problem);
    if (statements) wrong += try_statements(g, db);
    if (!wrong) printf("The data is whole.\n");
    db_close(db);
    return wrong ? 1 : 0;
}
