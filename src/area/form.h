/* form.h: forms are data with the semantics of XLSForm: sheets survey, choices, settings.
 * Each top-level group is a section: the unit that is given to an author, cleared and
 * released. Expressions may refer only to names of their own section, so that no ministry
 * sees through another's compartment. Pure: no database, no access.
 *   struct form *f = form_read(arena, sheets, &problems);
 *   struct entry *e = form_entries(arena, f, section, answers, &n);  // what to show, in order */
#ifndef AREA_FORM_H
#define AREA_FORM_H
#include "base/csv.h"

enum item_type { ITEM_GROUP, ITEM_REPEAT, ITEM_TEXT, ITEM_INTEGER, ITEM_DECIMAL, ITEM_DATE, ITEM_ONE, ITEM_MANY, ITEM_NOTE,
                 ITEM_CALCULATE, ITEM_FILE, ITEM_ACKNOWLEDGE, ITEM_HIDDEN, ITEM_RANK, ITEM_RANGE, ITEM_TIME, ITEM_DATE_TIME,
                 ITEM_POINT, ITEM_TRACE, ITEM_SHAPE, ITEM_START, ITEM_END, ITEM_TODAY };
/* How a question likes to look, as far as it means something on a page. */
enum look { LOOK_LINES = 1, LOOK_MENU = 2, LOOK_ACROSS = 4, LOOK_QUICK = 8, LOOK_DIGITS = 16, LOOK_YEAR = 32, LOOK_MONTH = 64 };
/* One translation. pattern: words with ${name} in them, else NULL; words then has … there, for
 * wherever the form is shown without answers. */
struct said { const char *language, *words, *pattern; };
struct saids { size_t n; struct said *said; };
struct form_choice {
    const char *list, *name;
    struct saids label;
    char *const *cell;            /* its row of the sheet, for choice_filter; NULL: always offered */
    size_t record;                /* of the sheet choices */
    bool twice;                   /* its list has another of this name */
};
struct expression;
struct item {
    enum item_type type;
    const char *name, *path;      /* path from the form's root: objective_07/needs/kind */
    int parent;                   /* index of the group, -1 at top level */
    int section;                  /* index of the top-level group it stands in */
    int level;                    /* 0 for sections */
    int end;                      /* index after the last item within it */
    int slot, n_children;         /* its place among the items of its group; how many stand in it */
    int *dependent, n_dependent;  /* items whose expressions and words name this one */
    struct saids label, hint, constraint_message;
    bool required, multiline, read_only;
    unsigned look;                /* of enum look */
    struct { double from, to, step; bool whole; } range;
    bool watched;                 /* its answer can change what else is asked or said on the page */
    struct expression *relevant, *constraint, *calculation, *required_if, *read_only_if;
    struct expression *count;     /* repeat_count */
    struct expression *initial;   /* a default that is worked out */
    struct expression *filter;    /* choice_filter: which of the choices are offered */
    const char *default_value, *appearance;
    bool other;                   /* or_other: the last choice is "other", and the next item asks which */
    const char *made;             /* relevance of that next item, which has no row of its own; else NULL */
    const struct form_choice *choices; /* of select questions: n_choices from here */
    size_t n_choices;
    const char *kind;             /* isthmus::kind: priority, need, practice …; "" */
    int cluster, objective;       /* isthmus::cluster, isthmus::objective of sections; 0 */
    int row;                      /* in the survey sheet, as who looks at it counts */
    size_t record;                /* of the table that was read */
};
struct form {
    struct arena *arena;
    const char *name, *version, *default_language;
    struct saids title;
    size_t n_items, n_choices;
    struct item *items;
    struct form_choice *choices;
    const struct record *choice_heading; /* of the sheet choices; NULL when there is none */
    uint32_t *slot; size_t n_slots; /* of form_index */
    uint32_t *named; size_t n_named; /* of form_named */
    bool timed;                   /* asks when the answering began or ended */
    struct form_problem *remarks; /* what has no effect here, though nothing is wrong with it */
};
struct form_problem { const char *sheet, *column; int row; const char *message; struct form_problem *next; };
struct form_sheets { struct table *survey, *choices, *settings; };

/* NULL when there are problems; all of them are listed, in order. message: a key of the
 * catalogue, or words that name what is not supported. The form lives in the arena. */
struct form *form_read(struct arena *, const struct form_sheets *, struct form_problem **);
/* The words in the language, else the form's default one, else any; *in tells which. Without
 * answers: where words name an answer (${name}) they have … instead; see struct entry. */
const char *form_words(const struct form *, const struct saids *, const char *language, const char **in);
int form_section(const struct form *, const char *name);   /* index of the section, -1 */
const struct item *form_item(const struct form *, const char *path);

/* Answers of one section by path: needs[2]/steps[1]/kind. The numbers name entries of repeats;
 * they are given once, from 1 on, and never again. */
struct answers;
struct answers *answers_new(struct arena *);
/* Whose answers these are: random() and uuid() draw from it, and give the same each time. */
void answers_seed(struct answers *, const char *seed);
/* Instants of the first and the last save, for the questions start, end and today. */
void answers_times(struct answers *, const char *first, const char *last);
void answers_put(struct answers *, const char *path, const char *value);
const char *answers_get(const struct answers *, const char *path); /* "" when absent */
/* There is such an entry (needs[2]) though nothing stands in it, or it was removed. Entries in
 * which something stands are there without being said. */
void answers_entry(struct answers *, const char *path, bool gone);
int answers_next(const struct answers *, const char *series); /* what the next entry of needs is called */

/* A question; a group or an entry of a repeat begins or ends; the end of a repeat, where one more
 * can be added unless it has a repeat_count. */
enum entry_mark { ENTRY_ASK, ENTRY_OPEN, ENTRY_CLOSE, ENTRY_MORE };
struct wording { const char *words, *in; };
/* One thing to show: a question or group of the section, once for each entry of a repeat. */
struct entry {
    const struct item *item;
    enum entry_mark mark;
    const char *path;             /* within the section, with the names of entries: needs[7]/kind */
    const char *place;            /* the same with their places: needs[2]/kind; what a release says */
    int index, of;                /* place in the nearest repeat, and how many there are; 0 outside */
    bool relevant, required, read_only;
    const char *value;            /* "" when none; of a calculation: its result */
    /* Words with the answers they name in them, and the language of each. An answer stands between
     * U+2068 and U+2069, so that its direction is its own; no text from outside has these two. */
    const char *label, *label_in, *hint, *hint_in;
    const struct wording *choice;   /* label of each choice when one of them names an answer; else NULL */
    const bool *offered;          /* of each choice, when the other answers decide; NULL: all */
    const char *wrong;            /* NULL, or why the value does not fit (a key, or the form's own words) */
};
/* In the form's order; irrelevant ones included and marked. A repeat has an entry to begin with. */
struct entry *form_entries(struct arena *, const struct form *, int section, const struct answers *, const char *language,
                           const char *today, size_t *n);
/* Whether people are asked for an answer: no group, note, calculation, hidden or time of saving. */
bool form_asks(const struct item *);
/* The value as it is kept: of what a page sends for a rank ("2:money 1:time") the order, of a month its
 * first day. Everything else is left as it was typed. */
const char *form_normal(struct arena *, const struct item *, const char *value);
/* An expression written out: as the spreadsheet has it (${name}), as an XForm has it (paths, relative
 * within a repeat), or as the condition on a row of a list there. */
enum form_style { WRITTEN_SHEET, WRITTEN_XFORM, WRITTEN_ROWS };
char *form_written(struct arena *, const struct form *, const struct item *from, const struct expression *, enum form_style);
char *form_path(struct arena *, const struct form *, int from, int to); /* from -1: from the root */
char *form_column(struct arena *, const char *heading); /* a heading of choices as the name of an element */
/* Words of a pattern up to the next ${name}; *item: which, -1 at the end. NULL when all is said. */
const char *form_piece(struct arena *, const struct form *, int section, const char **pattern, int *item);
/* needs[2]/kind → needs/kind */
char *form_path_item(struct arena *, const char *path);
/* Each bracket of a path from outside holds one number from 1 on. */
bool form_path_fits(const char *path);
#endif
