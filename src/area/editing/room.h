/* room.h: private to area/editing/: reading and writing one kind of entry. */
#ifndef EDITING_ROOM_H
#define EDITING_ROOM_H
#include "area/cell.h"
#include "area/editing.h"

struct kind_field { const char *name; enum cell_kind cell; bool needed; };
struct kind {
    const char *name;
    const struct kind_field *field;
    size_t n;
    bool (*read)(struct act *, struct entry *);   /* sets there, party, other, values */
    bool (*write)(struct act *, const struct entry *); /* there: changes, else adds */
    bool (*drop)(struct act *, const struct entry *);
    /* Optional: rules over several fields; who may change it, where that is more than one party's. */
    void (*check)(struct act *, const struct entry *);
    bool (*may)(struct act *, const struct entry *, bool need);
};
extern const struct kind event_kind;
const struct kind *kind_find(const char *name); /* an unknown name is a bug() */
/* "value: RCP" line by line, as the history keeps an entry. */
char *entry_lines(struct act *, const struct entry *);
void entry_from_lines(struct act *, struct entry *, const char *lines);
bool change_keep(struct act *, const char *deed, const struct entry *was, const struct entry *is, const char *source, const char *file);
/* Makes what stands now (is) what stood before (was): nothing is checked, it stood there once. */
bool entry_bring_back(struct act *, const struct entry *was, const struct entry *is, const char *source);
/* So that two who save at the same instant follow one another. */
bool entry_lock(struct act *, const struct entry *);
#endif
