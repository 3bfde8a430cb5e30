/* reference.h: the public reference data as tables: mechanisms, members, events, objectives,
 * principles, regions, organizations, relations, facts, rounds and their steps. The files
 * that ship in data/, an imported file and an export have the same columns and go through
 * the same reader and checks: what is exported changes nothing when it is imported again.
 * An import adds and changes; it never removes what the file does not have. */
#ifndef AREA_REFERENCE_H
#define AREA_REFERENCE_H
#include "base/act.h"
#include "base/csv.h"
#include "store/db.h"

struct reference_table {
    const char *name;    /* "mechanisms" */
    const char *title;   /* key */
    bool on_page;        /* may be imported on the page; the others at the console only */
};
/* The i-th table, or NULL after the last; and one by its name, or NULL. */
const struct reference_table *reference_nth(size_t i);
const struct reference_table *reference_find(const char *name);
/* The table as it stands, heading and records in a fixed order; without synthetic parties.
 * number, when not NULL, gets which columns hold whole numbers. Public. */
struct table *reference_read(struct act *, const char *name, const bool **number);

enum { reference_most = 5 * 1024 * 1024, reference_most_lines = 20000, reference_most_told = 200 };
struct reference_problem { int line; const char *column, *words; }; /* column may be ""; words translated */
struct reference_cell { const char *column, *before, *after; };
struct reference_change {
    int line;
    bool added;
    const char *what;    /* "SACM · CHL · member" */
    size_t n;
    struct reference_cell *cell;
};
/* Lists hold the first reference_most_told; the counts are of all. */
struct reference_report {
    size_t lines, added, changed, same;
    size_t problems, n_problems, notes, n_notes, n_changes;
    struct reference_problem *problem, *note; /* note: what is left alone, and why */
    struct reference_change *change;
    const char *mark;    /* of the file and of what it would do */
};
/* What a file would do. NULL only after a failure of the machine. No access: who may not
 * change a line finds that among its problems. */
struct reference_report *reference_check(struct act *, const char *name, const char *csv, size_t n);
/* Does it, whole or not at all: false with problems, or when mark (NULL: any) is not that of
 * the report, because the directory has changed since; *report is always of now. */
bool reference_accept(struct act *, const char *name, const char *csv, size_t n, const char *mark, const char *file, struct reference_report **report);

/* A file that waits for its acceptance. Access: EDIT_DIRECTORY, and only who brought it. */
struct reference_upload { const char *id, *name, *file, *created, *accepted; struct bytes content; };
const char *reference_keep(struct act *, const char *name, const char *file, struct bytes content); /* its id */
struct reference_upload *reference_kept(struct act *, const char *id);
bool reference_take(struct act *, const struct reference_upload *, const char *mark, struct reference_report **report);

/* Loads the files that ship into an empty database; BROKEN with file and line when one is wrong. */
bool reference_load(struct act *);
bool reference_loaded(struct act *);
#endif
