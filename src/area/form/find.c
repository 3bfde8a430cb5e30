/* Finding a question by its path: pages and files ask for it once an answer, so each form has
 * a table of slots (index + 1; 0: free) that is half empty at most. */
#include "area/form/expression.h"

static size_t slot_of(const struct form *f, const char *path) {
    uint32_t h = 2166136261U; /* FNV-1a: paths come from the form itself, not from a visitor */
    for (const char *s = path; *s; s++) h = (h ^ (unsigned char)*s) * 16777619U;
    return h & (f->n_slots - 1);
}

void form_index(struct form *f) {
    f->n_slots = 16;
    while (f->n_slots < 2 * f->n_items) f->n_slots *= 2;
    f->slot = NEW_N(f->arena, uint32_t, f->n_slots);
    for (size_t i = 0; i < f->n_items; i++) {
        size_t k = slot_of(f, f->items[i].path);
        while (f->slot[k]) k = (k + 1) & (f->n_slots - 1);
        f->slot[k] = (uint32_t)i + 1;
    }
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
