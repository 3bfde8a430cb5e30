/* What is asked and what it holds, worked out on the tree of answers: each expression once, until
 * a change reaches it. */
#include "area/form/tree.h"
#include "base/lang.h"
#include "base/text.h"

static const struct item *item_at(struct scope *s, int item) { return &((struct logic *)s->thing)->form->items[item]; }

static const char *scope_value(struct scope *s, int item) {
    struct node **found;
    size_t n = tree_find(s->thing, s->at, item_at(s, item), false, &found);
    return n ? logic_value(s->thing, found[0]) : "";
}

/* What is not asked is in no set, as in ODK. */
static size_t scope_values(struct scope *s, int item, const char *const **values) {
    struct logic *l = s->thing;
    struct node **found;
    size_t n = tree_find(l, s->at, item_at(s, item), false, &found), k = 0;
    const char **v = NEW_N(s->arena, const char *, n + 1);
    for (size_t i = 0; i < n && spend(s, 1); i++)
        if (logic_relevant(l, found[i])) v[k++] = logic_value(l, found[i]);
    *values = v;
    return k;
}

static struct node *entry_around(struct node *n, const struct item *repeat) {
    while (n && (n->kind != NODE_ENTRY || (repeat && n->item != repeat))) n = n->up;
    return n;
}

/* From the section down; in a repeat that is not named the entry we stand in, else the first. */
static const char *scope_indexed(struct scope *s, int item, const int *repeat, const double *place, int n) {
    struct logic *l = s->thing;
    const struct item *chain[8], *const all = l->form->items;
    int depth = 0;
    for (int i = item; i != l->section && i >= 0 && depth < (int)COUNT(chain); i = all[i].parent) chain[depth++] = &all[i];
    struct node *at = l->root;
    while (depth-- > 0) {
        at = at->child[chain[depth]->slot];
        if (at->kind != NODE_SERIES) continue;
        struct node *here = entry_around(s->at, chain[depth]);
        double wanted = here && here->up == at ? here->place : 1;
        for (int i = 0; i < n; i++)
            if (&all[repeat[i]] == chain[depth]) wanted = place[i];
        if (!(wanted >= 1 && wanted <= tree_entries(l, at))) return "";
        at = at->child[(int)wanted - 1];
    }
    return at->kind == NODE_LEAF ? logic_value(l, at) : "";
}

static int scope_position(struct scope *s, int levels, int repeat) {
    struct node *n = s->at;
    if (repeat >= 0) n = entry_around(n, item_at(s, repeat));
    else
        for (; n && levels > 0; levels--) {
            n = n->up;
            if (n && n->kind == NODE_SERIES) n = n->up; /* only entries are elements of an instance */
        }
    return n && n->kind == NODE_ENTRY ? n->place : 1;
}

static const char *scope_choice(struct scope *s, int item, const char *value) {
    const struct logic *l = s->thing;
    const struct item *it = item_at(s, item);
    for (size_t i = 0; i < it->n_choices; i++)
        if (same(it->choices[i].name, value)) return form_words(l->form, &it->choices[i].label, l->language, NULL);
    return "";
}

struct scope logic_scope(struct logic *l, struct node *at, const char *self) {
    return (struct scope){.arena = l->arena, .self = self, .today = l->today, .value = scope_value, .values = scope_values, .indexed = scope_indexed,
                          .position = scope_position, .choice = scope_choice, .form = l->form, .language = l->language, .seed = answers_seeded(l->answers), .place = at->path, .thing = l, .at = at, .steps = &l->steps};
}

/* When the work allowed is spent, all stays visible: a form's mistake hides nobody's words. */
bool logic_relevant(struct logic *l, struct node *n) {
    if (n->relevant != ASK_UNKNOWN) return n->relevant == ASK_YES;
    n->relevant = ASK_YES;
    bool yes = !n->up || logic_relevant(l, n->kind == NODE_ENTRY ? n->up->up : n->up);
    if (yes && n->up && n->item->relevant) {
        struct scope s = logic_scope(l, n, "");
        yes = expression_true(&s, n->item->relevant) || l->steps <= 0;
        l->worked++;
    }
    n->relevant = yes ? ASK_YES : ASK_NO;
    return yes;
}

/* What stands in the answers; of a calculation its result; before the first answer the default. */
static const char *kept_of(struct logic *l, struct node *n) {
    const struct item *it = n->item;
    if (n->kind != NODE_LEAF) return "";
    if (it->type == ITEM_START) return answers_first(l->answers);
    if (it->type == ITEM_END) return answers_last(l->answers);
    if (it->type == ITEM_TODAY) return *answers_first(l->answers) ? arena_copy_n(l->arena, answers_first(l->answers), 10) : l->today;
    if (!it->calculation && n->kept) return n->kept;
    const struct expression *e = it->calculation ? it->calculation : it->initial;
    if (!e) return it->default_value ? it->default_value : "";
    if (!n->value) {
        struct scope s = logic_scope(l, n, n->kept ? n->kept : "");
        n->value = expression_result(&s, e);
        l->worked++;
    }
    return n->value;
}

/* An answer that is not asked for now is kept, and empty to expressions. */
const char *logic_value(struct logic *l, struct node *n) { return logic_relevant(l, n) ? kept_of(l, n) : ""; }

const char *logic_words(struct logic *l, struct node *n, const struct saids *words, const char **in) {
    const char *pattern, *plain = form_words_pattern(l->form, words, l->language, in, &pattern);
    if (!pattern) return plain;
    struct scope s = logic_scope(l, n, "");
    return words_with_names(&s, l->form, l->section, pattern);
}

const char *logic_kept(struct logic *l, struct node *n) { return kept_of(l, n); }

/* Changes. What is listed is taken back whole; the list is complete before anything is worked out
 * again, so that nothing new rests on something old. */
static void list(struct logic *l, struct node *n) {
    if (n->listed) return;
    n->listed = true;
    if (l->n_touched == l->room_touched) {
        size_t room = l->room_touched ? 2 * l->room_touched : 64;
        struct node **more = NEW_N(l->arena, struct node *, room);
        if (l->n_touched) memcpy(more, l->touched, l->n_touched * sizeof(struct node *));
        l->touched = more, l->room_touched = room;
    }
    l->touched[l->n_touched++] = n;
}

static void list_below(struct logic *l, struct node *n) {
    int count = n->kind == NODE_SERIES ? n->made : n->kind == NODE_LEAF ? 0 : n->n;
    for (int i = 0; i < count; i++) {
        list(l, n->child[i]);
        list_below(l, n->child[i]);
    }
}

static void spread(struct logic *l, struct node *n) {
    n->value = NULL;
    n->entry = NULL;
    n->relevant = ASK_UNKNOWN;
    if (n->kind == NODE_SERIES) n->counted = false;
    if (n->kind != NODE_LEAF) list_below(l, n); /* whether they are asked hangs on it */
    for (int i = 0; i < n->item->n_dependent; i++) {
        struct node **found;
        size_t k = tree_find(l, n, &l->form->items[n->item->dependent[i]], true, &found);
        for (size_t j = 0; j < k; j++) list(l, found[j]);
        /* of a repeat the series, too: it counts its entries */
        if (k && found[0]->kind == NODE_ENTRY) list(l, found[0]->up);
    }
}

static int by_form(const void *x, const void *y) {
    const struct node *a = *(struct node *const *)x, *b = *(struct node *const *)y;
    return a->item != b->item ? a->item < b->item ? -1 : 1 : a->kind != b->kind ? (int)a->kind - (int)b->kind : a->place - b->place;
}

static bool counts(const struct node *n) {
    for (; n->up; n = n->up)
        if (n->kind == NODE_ENTRY && n->place > n->up->n) return false;
    return true;
}

size_t logic_change(struct logic *l, const char *path, const char *value) {
    struct node *n = tree_at(l, path);
    for (size_t i = 0; i < l->n_touched; i++) l->touched[i]->listed = false;
    l->n_touched = 0;
    l->steps = most_steps;
    if (!n || n->kind != NODE_LEAF) return 0;
    n->kept = value;
    list(l, n);
    for (size_t i = 0; i < l->n_touched; i++) spread(l, l->touched[i]);
    qsort(l->touched, l->n_touched, sizeof(struct node *), by_form);
    for (size_t i = 0; i < l->n_touched; i++) {
        if (l->touched[i]->kind == NODE_SERIES) tree_entries(l, l->touched[i]);
        if (counts(l->touched[i])) logic_entry(l, l->touched[i]);
    }
    return l->n_touched;
}
