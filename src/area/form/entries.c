/* What the page shows: each question, group and entry of a repeat of one section, in order. */
#include "area/form/tree.h"
#include "base/lang.h"
#include "base/text.h"

/* Which choices the other answers let be chosen. When the work allowed is spent, all are. */
static const bool *offered_of(struct logic *l, const struct item *it, struct scope *s) {
    if (!it->filter) return NULL;
    bool *offered = NEW_N(l->arena, bool, it->n_choices);
    for (size_t i = 0; i < it->n_choices; i++) {
        s->row = it->choices[i].cell;
        offered[i] = !s->row || expression_true(s, it->filter) || l->steps <= 0;
    }
    s->row = NULL;
    l->worked++;
    return offered;
}

static const struct wording *choice_words(struct logic *l, struct node *n) {
    const struct item *it = n->item;
    bool any = false;
    for (size_t i = 0; i < it->n_choices && !any; i++)
        for (size_t k = 0; k < it->choices[i].label.n; k++) any |= it->choices[i].label.said[k].pattern != NULL;
    struct wording *w = any ? NEW_N(l->arena, struct wording, it->n_choices) : NULL;
    for (size_t i = 0; w && i < it->n_choices; i++) w[i].words = logic_words(l, n, &it->choices[i].label, &w[i].in);
    return w;
}

static bool chosen_known(const struct item *it, const char *value, struct arena *m) {
    char **words = text_split(m, value, ' ');
    for (; *words; words++) {
        bool there = !**words;
        for (size_t i = 0; i < it->n_choices && !there; i++) there = same(it->choices[i].name, *words);
        if (!there) return false;
    }
    return true;
}

static bool chosen_offered(const struct item *it, const char *value, const bool *offered) {
    for (size_t i = 0; offered && i < it->n_choices; i++)
        if (!offered[i] && text_word(value, it->choices[i].name)) return false;
    return true;
}

static const char *wrong_of(struct logic *l, struct node *n, const char *value, const bool *offered, struct scope *s) {
    const struct item *it = n->item;
    if (!*value || n->kind != NODE_LEAF) return NULL;
    const char *wrong = answer_wrong(l->arena, it, value);
    if (wrong) return wrong;
    if (it->n_choices && !chosen_known(it, value, l->arena)) return TR("This is not one of the choices.");
    if (!chosen_offered(it, value, offered)) return TR("A choice made here no longer fits the other answers. It is kept and marked; choose another one, or change the other answers.");
    if (!it->constraint) return NULL;
    l->worked++;
    if (expression_true(s, it->constraint) || *s->steps <= 0) return NULL;
    const char *words = logic_words(l, n, &it->constraint_message, NULL);
    return *words ? words : TR("This answer does not fit what the form asks for.");
}

const struct entry *logic_entry(struct logic *l, struct node *n) {
    if (n->entry) return n->entry;
    const struct item *it = n->item;
    struct entry *e = NEW(l->arena, struct entry);
    e->item = it;
    e->path = n->path;
    e->place = n->places;
    e->value = it->type == ITEM_NOTE ? "" : logic_kept(l, n);
    const struct node *around = n;
    while (around && around->kind != NODE_ENTRY) around = around->up;
    if (around) e->index = around->place, e->of = around->up->n;
    struct scope s = logic_scope(l, n, e->value);
    e->relevant = logic_relevant(l, n);
    e->required = e->relevant && (it->required || (it->required_if && expression_true(&s, it->required_if)));
    e->read_only = it->read_only || (it->read_only_if && expression_true(&s, it->read_only_if));
    e->label = logic_words(l, n, &it->label, &e->label_in);
    e->hint = logic_words(l, n, &it->hint, &e->hint_in);
    if (e->relevant) {
        e->choice = choice_words(l, n);
        e->offered = offered_of(l, it, &s);
        e->wrong = wrong_of(l, n, e->value, e->offered, &s);
    }
    return n->entry = e;
}

struct flat { struct logic *logic; struct entry *entry; size_t n, room; };

static struct entry *add(struct flat *f, struct node *n, enum entry_mark mark) {
    if (f->n == f->room) {
        struct entry *more = NEW_N(f->logic->arena, struct entry, f->room = f->room ? f->room * 2 : 64);
        if (f->n) memcpy(more, f->entry, f->n * sizeof *more);
        f->entry = more;
    }
    struct entry *e = &f->entry[f->n++];
    *e = *logic_entry(f->logic, n);
    e->mark = mark;
    return e;
}

static void flatten(struct flat *f, struct node *container) {
    for (int i = 0; i < container->n; i++) {
        struct node *n = container->child[i];
        if (n->kind == NODE_LEAF) {
            add(f, n, ENTRY_ASK);
        } else if (n->kind == NODE_GROUP) {
            add(f, n, ENTRY_OPEN);
            flatten(f, n);
            add(f, n, ENTRY_CLOSE);
        } else {
            int count = tree_entries(f->logic, n);
            for (int k = 0; k < count; k++) {
                add(f, n->child[k], ENTRY_OPEN);
                flatten(f, n->child[k]);
                add(f, n->child[k], ENTRY_CLOSE);
            }
            add(f, n, ENTRY_MORE)->of = count;
        }
    }
}

struct entry *form_entries(struct arena *m, const struct form *f, int section, const struct answers *answers, const char *language, const char *today, size_t *n) {
    *n = 0;
    if (section < 0) return NULL;
    struct flat flat = {.logic = logic_open(m, f, section, answers, language, today)};
    flatten(&flat, flat.logic->root);
    *n = flat.n;
    return flat.entry;
}
