/* Finding a question by its path: pages and files ask for it once an answer, so each form has
 * a table of slots (index + 1; 0: free) that is half empty at most. */
#include "area/form/expression.h"

static size_t slot_of(const struct form *f, const char *path) {
    uint32_t h = 2166136261U; /* FNV-1a: paths come from the form itself, not from a visitor */
    for (const char *s = path; *s; s++) h = (h ^ (unsigned char)*s) * 16777619U;
    return h & (f->n_slots - 1);
}

/* Where each item ends and its place in its group, for the tree of answers. */
static void shape(struct form *f) {
    for (size_t i = 0; i < f->n_items; i++) {
        struct item *it = &f->items[i];
        it->end = (int)i + 1;
        it->n_children = 0;
        if (it->parent >= 0) it->slot = f->items[it->parent].n_children++;
        for (int p = it->parent; p >= 0; p = f->items[p].parent) f->items[p].end = (int)i + 1;
    }
}

void form_index(struct form *f) {
    shape(f);
    f->n_slots = 16;
    while (f->n_slots < 2 * f->n_items) f->n_slots *= 2;
    f->slot = NEW_N(f->arena, uint32_t, f->n_slots);
    for (size_t i = 0; i < f->n_items; i++) {
        size_t k = slot_of(f, f->items[i].path);
        while (f->slot[k]) k = (k + 1) & (f->n_slots - 1);
        f->slot[k] = (uint32_t)i + 1;
    }
}

/* Names are of one section, so the section goes into the key. */
static size_t named_at(const struct form *f, int section, const char *name) {
    uint32_t h = 2166136261U ^ (uint32_t)section * 2654435761U;
    for (const char *s = name; *s; s++) h = (h ^ (unsigned char)*s) * 16777619U;
    size_t k = h & (f->n_named - 1);
    while (f->named[k]) {
        const struct item *it = &f->items[f->named[k] - 1];
        if (it->section == section && same(it->name, name)) break;
        k = (k + 1) & (f->n_named - 1);
    }
    return k;
}

int form_named(const struct form *f, int section, const char *name) { return f->n_named ? (int)f->named[named_at(f, section, name)] - 1 : -1; }

void form_name(struct form *f, int item) {
    size_t k = named_at(f, f->items[item].section, f->items[item].name);
    if (!f->named[k]) f->named[k] = (uint32_t)item + 1;
}

const struct item *form_item(const struct form *f, const char *path) {
    if (!f->n_slots) return NULL;
    for (size_t k = slot_of(f, path); f->slot[k]; k = (k + 1) & (f->n_slots - 1))
        if (same(f->items[f->slot[k] - 1].path, path)) return &f->items[f->slot[k] - 1];
    return NULL;
}

int form_section(const struct form *f, const char *name) {
    const struct item *t = form_item(f, name);
    return t && t->level == 0 ? (int)(t - f->items) : -1;
}
