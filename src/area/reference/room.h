/* room.h: private to area/reference/: one table of the reference data and the way of a file
 * through it: reader, checks line by line, comparison with what stands, writing. */
#ifndef REFERENCE_ROOM_H
#define REFERENCE_ROOM_H
#include "area/cell.h"
#include "area/editing.h"
#include "area/reference.h"

struct column {
    const char *name;
    enum cell_kind cell;
    enum { OPTIONAL, NEEDED, KEY, ALSO_KEY } need; /* KEY: tells one record from another; ALSO_KEY: it may be empty */
};
/* What stands, as records of the table; id: of the entry behind each, or "". */
struct standing_rows {
    struct table table;
    const char **id;
    size_t room;
};
struct loading {
    struct act *act;
    const struct dataset *set;
    const char *file;          /* for the history; NULL: none is kept */
    struct table *table;       /* of the file, in the columns of the set */
    const bool *given;         /* which columns the file has; the others keep what stands */
    size_t i;                  /* the record looked at */
    struct standing_rows *rows;
    int *match;                /* per record: the row that stands, or -1 */
    struct reference_report *report;
};
struct dataset {
    struct reference_table about;
    const char *ships;         /* "data/mechanisms.csv" */
    const struct column *column;
    size_t n;
    /* Adds what stands; all: also what is exported in another table but matches here. */
    void (*rows)(struct act *, const struct dataset *, struct standing_rows *, bool all);
    /* Writes the record; id of what it matches or NULL. */
    bool (*put)(struct loading *, const char *id);
    /* Optional. tidy: other spellings of the same; check: rules over several cells; finds a row
     * that the key alone does not; keeps: a cell that the file may not change, and why; party:
     * on whose right the record stands. */
    void (*tidy)(struct loading *);
    void (*check)(struct loading *);
    int (*find)(struct loading *);
    const char *(*keeps)(struct loading *, const char *column);
    const char *(*party)(struct loading *);
    const char *formerly;      /* a column of older files: accepted, not kept */
};
extern const struct dataset datasets[];
extern const size_t n_datasets;
const struct dataset *dataset_find(const char *name); /* or NULL */

/* Cells of the record looked at. */
const char *cell(const struct loading *, const char *column);
void cell_put(struct loading *, const char *column, const char *value);
void problem(struct loading *, const char *column, const char *words);
/* Cells of a row that stands. */
const char *row_cell(const struct loading *, size_t row, const char *column);
void row_add(struct act *, const struct dataset *, struct standing_rows *, const char *id, const char *const *cells);

struct reference_report *dataset_check(struct loading *, const char *csv, size_t n);
bool dataset_write(struct loading *); /* after a check without problems */

/* The functions of the sets. */
#define ROWS(name) void name##_rows(struct act *, const struct dataset *, struct standing_rows *, bool all)
#define PUT(name) bool name##_put(struct loading *, const char *id)
ROWS(organization); ROWS(region); ROWS(mechanism); ROWS(member); ROWS(relation); ROWS(fact); ROWS(event);
ROWS(objective); ROWS(principle); ROWS(round); ROWS(step);
PUT(organization); PUT(region); PUT(mechanism); PUT(member); PUT(relation); PUT(fact); PUT(event);
PUT(objective); PUT(principle); PUT(round); PUT(step);
#endif
