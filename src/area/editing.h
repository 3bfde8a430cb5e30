/* editing.h: changes of the directory. A fact, a relation, a party or an event is an entry
 * of named fields; each change keeps what was, what is, the source, the office and the time,
 * shown as "History" on the pages of the parties concerned. Taking a change back is a new
 * change. Two editors at once: the second is told, sees both, and decides.
 * Access: EDIT_DIRECTORY on the forum (facts, relations to it) or the party itself; who is
 * its secretariat or convener only an administrator says, because rights follow from it. An
 * event is changed by the secretariat of any forum that meets there. */
#ifndef AREA_EDITING_H
#define AREA_EDITING_H
#include "base/act.h"

enum { entry_most = 20 };
struct entry_field { const char *name, *value; }; /* value never NULL */
struct entry {
    const char *kind;            /* fact, relation, party, event */
    const char *id;              /* made by entry_new */
    const char *party, *other;   /* a relation: party is <role> of other; else other is NULL */
    bool there;                  /* the directory has it now */
    size_t n;
    struct entry_field field[entry_most];
};
/* As it stands now; never NULL: there is false when the directory does not have it. No access. */
struct entry *entry_find(struct act *, const char *kind, const char *id);
/* An empty one with an id of its own. */
struct entry *entry_new(struct act *, const char *kind, const char *party, const char *other);
const char *entry_get(const struct entry *, const char *field); /* "" when it has no such field */
void entry_set(struct entry *, const char *field, const char *value);
/* Of what stands there now: given back with the form, it tells whether somebody was first. */
char *entry_mark(struct act *, const struct entry *);
bool entry_may(struct act *, const struct entry *); /* EDIT_DIRECTORY on what it belongs to */
bool entry_need(struct act *, const struct entry *); /* the same, or the act fails */

/* Saves what was typed over what had this mark. Mistakes name the field; "mark": somebody
 * changed it meanwhile (entry_find has theirs, a new mark lets this one through). */
bool entry_save(struct act *, struct entry *, const char *mark);
/* The first thing that saving it would complain about, or NULL; the act goes on. */
const char *entry_problem(struct act *, const struct entry *);
bool entry_remove(struct act *, const struct entry *, const char *mark, const char *source);
/* Writes without asking or checking: for readers of files that did both. file names it in
 * the history; NULL keeps no history (the files that ship). An unchanged entry writes nothing. */
bool entry_write(struct act *, const struct entry *, const char *file);
bool entry_erase(struct act *, const struct entry *, const char *source, const char *file);

struct changed_field { const char *name, *before, *after; };
struct change_line {
    const char *id, *at, *thing, *thing_id, *deed; /* deed: added, changed, removed */
    const char *party, *other;
    const char *source, *file;
    const char *function, *office; /* of whom; "": the operator */
    const char *person;            /* their name, for those who may edit here; else "" */
    const char *label;             /* what it is about: a fact's name, a relation's role, … */
    bool may_undo;                 /* the newest change there, and the reader may edit it */
    size_t n;
    struct changed_field *field;
};
/* Changes that show on a party's page, newest first, at most `most`, after an entry or NULL. */
struct change_line *editing_history(struct act *, const char *party, const char *after, int most, size_t *n);
/* Changes of one entry, newest first. */
struct change_line *editing_history_of(struct act *, const char *kind, const char *id, int most, size_t *n);
/* Brings back what stood before a change, when nothing was changed there since. */
bool editing_undo(struct act *, const char *party, const char *change);
bool editing_undo_of(struct act *, const char *kind, const char *id, const char *change);
#endif
