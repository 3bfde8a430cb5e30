/* tree.h: the answers of one section as a tree, shaped by its form: groups, repeats with their
 * entries, questions. Expressions are worked out on it when asked for, each once; a change takes
 * back only what depends on it. Private to area/form.
 *   struct logic *l = logic_open(m, f, section, answers, "en", today);
 *   const struct entry *e = logic_entry(l, node);
 *   size_t touched = logic_change(l, "needs[2]/kind", "money");   // and asks again what it touched */
#ifndef AREA_FORM_TREE_H
#define AREA_FORM_TREE_H
#include "area/form/value.h"

enum { most_entries = 1000, most_nodes = 60000, most_steps = 500000 };
struct entry_ids { size_t n, room; int *id; bool *gone; };
/* As answers_get, but NULL for what was never answered: a default stands in for that. */
const char *answers_given(const struct answers *, const char *path);
const char *answers_seeded(const struct answers *);
const char *answers_first(const struct answers *), *answers_last(const struct answers *); /* "" when nothing was saved */
const struct entry_ids *answers_ids(const struct answers *, const char *series); /* or NULL */

enum node_kind { NODE_GROUP, NODE_SERIES, NODE_ENTRY, NODE_LEAF };
struct node {
    enum node_kind kind;
    const struct item *item;
    struct node *up;              /* NULL: the section itself */
    int id, place;                /* of an entry */
    const char *path, *places;    /* within the section: with ids, with places */
    const char *kept;             /* of a leaf: the stored answer; NULL: never answered */
    struct node **child;          /* of a group or entry: by item->slot; of a series: its entries */
    int n, made, room;            /* of a series: that count now, that were ever made */
    /* worked out; taken back by a change */
    enum { ASK_UNKNOWN, ASK_NO, ASK_YES } relevant;
    bool counted;                 /* of a series: its entries are known */
    bool listed;                  /* a change has reached it */
    const char *value;
    struct entry *entry;
};
struct logic {
    struct arena *arena;
    const struct form *form;
    int section;
    const struct answers *answers;
    const char *language, *today;
    struct node *root;
    size_t n_nodes;
    int steps;
    size_t worked;                /* expressions worked out since it was opened */
    struct node **touched; size_t n_touched, room_touched;
};
struct logic *logic_open(struct arena *, const struct form *, int section, const struct answers *, const char *language, const char *today);
const struct entry *logic_entry(struct logic *, struct node *);
/* Gives the question another answer and works out again what depends on it: how many nodes;
 * they stand in logic->touched, in the form's order, until the next change. */
size_t logic_change(struct logic *, const char *path, const char *value);

/* The entries of a series that count now. */
int tree_entries(struct logic *, struct node *series);
/* All nodes of the item that can be seen from a node: below the nearest container they share.
 * raw: whatever was made so far, without working anything out. */
size_t tree_find(struct logic *, struct node *from, const struct item *, bool raw, struct node ***found);
struct node *tree_at(struct logic *, const char *path); /* NULL when there is none */
/* Whether it is asked, and what expressions see of it: "" when it is not asked. */
bool logic_relevant(struct logic *, struct node *);
const char *logic_value(struct logic *, struct node *);
const char *logic_kept(struct logic *, struct node *); /* whether it is asked or not */
struct scope logic_scope(struct logic *, struct node *, const char *self);
/* Words with the answers they name, in the reader's language. */
const char *logic_words(struct logic *, struct node *, const struct saids *, const char **in);
#endif
