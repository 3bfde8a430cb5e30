#include "area/form/tree.h"
#include "base/text.h"

static struct node *node_new(struct logic *l, enum node_kind kind, const struct item *it, struct node *up) {
    struct node *n = NEW(l->arena, struct node);
    l->n_nodes++;
    n->kind = kind;
    n->item = it;
    n->up = up;
    return n;
}

static const char *below(struct logic *l, const char *path, const char *name) { return *path ? arena_printf(l->arena, "%s/%s", path, name) : name; }

static void fill(struct logic *l, struct node *container) {
    const struct form *f = l->form;
    size_t first = (size_t)(container->item - f->items) + 1, end = (size_t)container->item->end;
    container->room = container->n = container->item->n_children;
    container->child = NEW_N(l->arena, struct node *, (size_t)container->room + 1);
    for (size_t i = first; i < end; i = (size_t)f->items[i].end) {
        const struct item *it = &f->items[i];
        struct node *n = node_new(l, it->type == ITEM_GROUP ? NODE_GROUP : it->type == ITEM_REPEAT ? NODE_SERIES : NODE_LEAF, it, container);
        n->path = below(l, container->path, it->name);
        n->places = container->places == container->path ? n->path : below(l, container->places, it->name);
        container->child[it->slot] = n;
        if (n->kind == NODE_LEAF) n->kept = answers_given(l->answers, n->path);
        else if (n->kind == NODE_GROUP) fill(l, n);
    }
}

static void add_entry(struct logic *l, struct node *series, int id) {
    if (series->made == series->room) {
        int room = series->room ? 2 * series->room : 4;
        struct node **more = NEW_N(l->arena, struct node *, (size_t)room);
        if (series->made) memcpy(more, series->child, (size_t)series->made * sizeof(struct node *));
        series->child = more, series->room = room;
    }
    struct node *n = node_new(l, NODE_ENTRY, series->item, series);
    series->child[series->made++] = n;
    series->n = series->made;
    n->id = id;
    n->place = series->made;
    n->path = arena_printf(l->arena, "%s[%d]", series->path, id);
    n->places = id == n->place && series->places == series->path ? n->path : arena_printf(l->arena, "%s[%d]", series->places, n->place);
    fill(l, n);
}

/* repeat_count says how many, and what stands beyond waits for a higher one. Else there are those
 * that were made or written in, and one to begin with unless all were removed. */
int tree_entries(struct logic *l, struct node *series) {
    if (series->counted) return series->n;
    series->counted = true;
    if (series->item->count) {
        struct scope s = logic_scope(l, series->up, "");
        double n = expression_number(&s, series->item->count);
        int wanted = n >= 1 ? n > most_entries ? most_entries : (int)n : 0;
        l->worked++;
        while (series->made < wanted && l->n_nodes < most_nodes) add_entry(l, series, series->made + 1);
        series->n = wanted < series->made ? wanted : series->made;
    } else if (!series->made) {
        const struct entry_ids *ids = answers_ids(l->answers, series->path);
        for (size_t i = 0; ids && i < ids->n && series->made < most_entries && l->n_nodes < most_nodes; i++)
            if (!ids->gone[i]) add_entry(l, series, ids->id[i]);
        if (!ids) add_entry(l, series, 1);
    }
    return series->n;
}

struct gathering { struct logic *logic; bool raw; const struct item *chain[8]; int depth; struct node **found; size_t n, room; };

static void gather(struct gathering *g, struct node *n) {
    if (g->n == g->room) {
        size_t room = g->room ? 2 * g->room : 8;
        struct node **more = NEW_N(g->logic->arena, struct node *, room);
        if (g->n) memcpy(more, g->found, g->n * sizeof *more);
        g->found = more, g->room = room;
    }
    g->found[g->n++] = n;
}

static void descend(struct gathering *g, struct node *container, int at) {
    struct node *n = container->child[g->chain[at]->slot];
    if (n->kind != NODE_SERIES) {
        if (at == 0) gather(g, n);
        else descend(g, n, at - 1);
        return;
    }
    int count = g->raw ? n->made : tree_entries(g->logic, n);
    for (int i = 0; i < count; i++) {
        if (at == 0) gather(g, n->child[i]);
        else descend(g, n->child[i], at - 1);
    }
}

size_t tree_find(struct logic *l, struct node *from, const struct item *target, bool raw, struct node ***found) {
    const struct form *f = l->form;
    ptrdiff_t index = target - f->items;
    struct node *c = from;
    *found = NULL;
    while (c && (c->kind == NODE_LEAF || c->kind == NODE_SERIES || index <= c->item - f->items || index >= c->item->end)) c = c->up;
    if (!c) return 0;
    struct gathering g = {.logic = l, .raw = raw};
    for (ptrdiff_t i = index; i != c->item - f->items && g.depth < (int)COUNT(g.chain); i = f->items[i].parent) g.chain[g.depth++] = &f->items[i];
    descend(&g, c, g.depth - 1);
    *found = g.found;
    return g.n;
}

struct node *tree_at(struct logic *l, const char *path) {
    struct node *n = l->root;
    while (n && *path) {
        size_t length = strcspn(path, "/["), i = 0;
        struct node *next = NULL;
        for (; i < (size_t)n->n && !next; i++)
            if (strncmp(n->child[i]->item->name, path, length) == 0 && !n->child[i]->item->name[length]) next = n->child[i];
        path += length;
        if (next && *path == '[') {
            long id = strtol(path + 1, NULL, 10);
            struct node *series = next;
            int count = series->kind == NODE_SERIES ? tree_entries(l, series) : 0;
            next = NULL;
            for (int k = 0; k < count && !next; k++)
                if (series->child[k]->id == id) next = series->child[k];
            path += strcspn(path, "]");
            if (*path) path++;
        }
        if (*path == '/') path++;
        n = next;
        if (n && *path && (n->kind == NODE_LEAF || n->kind == NODE_SERIES)) return NULL;
    }
    return n;
}

struct logic *logic_open(struct arena *m, const struct form *f, int section, const struct answers *answers, const char *language, const char *today) {
    struct logic *l = NEW(m, struct logic);
    *l = (struct logic){.arena = m, .form = f, .section = section, .answers = answers, .language = language, .today = today, .steps = most_steps};
    l->root = node_new(l, NODE_GROUP, &f->items[section], NULL);
    l->root->path = l->root->places = "";
    fill(l, l->root);
    return l;
}
