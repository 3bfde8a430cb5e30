/* Answers of one section against its form: what is shown, asked for, and does not fit. */
#include "area/form/value.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

enum { buckets = 256, most_entries = 200, most_steps = 500000 };
struct answer_ { const char *path, *value; struct answer_ *next; };
struct answers { struct arena *arena; struct answer_ *bucket[buckets]; };

static unsigned hash(const char *s) {
    unsigned h = 2166136261u;
    for (; *s; s++) h = (h ^ (unsigned char)*s) * 16777619u;
    return h % buckets;
}

struct answers *answers_new(struct arena *m) {
    struct answers *a = NEW(m, struct answers);
    a->arena = m;
    return a;
}

void answers_put(struct answers *a, const char *path, const char *value) {
    struct answer_ **b = &a->bucket[hash(path)];
    for (struct answer_ *x = *b; x; x = x->next)
        if (same(x->path, path)) {
            x->value = value;
            return;
        }
    struct answer_ *x = NEW(a->arena, struct answer_);
    *x = (struct answer_){arena_copy(a->arena, path), value, *b};
    *b = x;
}

const char *answers_get(const struct answers *a, const char *path) {
    for (const struct answer_ *x = a->bucket[hash(path)]; x; x = x->next)
        if (same(x->path, path)) return x->value;
    return "";
}

int answers_count(const struct answers *a, const char *repeat) {
    size_t n = strlen(repeat);
    int most = 0;
    for (size_t b = 0; b < buckets; b++)
        for (const struct answer_ *x = a->bucket[b]; x; x = x->next)
            if (strncmp(x->path, repeat, n) == 0 && x->path[n] == '[' && *x->value) {
                long index = strtol(x->path + n + 1, NULL, 10);
                if (index > most) most = index > most_entries ? most_entries : (int)index;
            }
    return most;
}

char *form_path_item(struct arena *m, const char *path) {
    char *out = arena_copy(m, path), *to = out;
    for (const char *p = path; *p; p++) {
        if (*p == '[') p += strcspn(p, "]");
        else *to++ = *p;
        if (!*p) break; /* a bracket that nothing closes */
    }
    *to = 0;
    return out;
}

bool form_path_fits(const char *path) {
    for (const char *p = path; *p; p++) {
        if (*p == ']') return false;
        if (*p != '[') continue;
        size_t digits = strspn(p + 1, "0123456789");
        if (!digits || digits > 6 || p[1] == '0' || p[1 + digits] != ']' || p[2 + digits] != '/') return false;
        p += digits + 1;
    }
    return true;
}

struct walk {
    struct arena *arena;
    const struct form *form;
    int section;
    const struct answers *answers;
    const char *language, *today;
    struct entry *entries;
    size_t n, room;
    int steps;
    struct memo **memo; /* by item, then entry of its repeat (0 outside) */
};
struct memo { const char *value; bool asked, relevant; };
struct here { struct walk *walk; const struct item *repeat; int index; }; /* seen from one entry of a repeat, or none */

/* The path of an item within its section, seen from an entry: needs/kind in entry 2: needs[2]/kind. */
static const char *path_of(struct here *w, const struct item *it, const struct item *repeat, int index) {
    const struct form *f = w->walk->form;
    const char *within = it->path + strlen(f->items[w->walk->section].name) + 1;
    if (!repeat || index == 0) return within;
    const char *group = repeat->path + strlen(f->items[w->walk->section].name) + 1;
    size_t n = strlen(group);
    if (strncmp(within, group, n) || (within[n] != '/' && within[n])) return within;
    return arena_printf(w->walk->arena, "%s[%d]%s", group, index, within + n);
}

static const struct item *repeat_of(const struct form *f, const struct item *it) {
    for (int p = it->parent; p >= 0; p = f->items[p].parent)
        if (f->items[p].type == ITEM_REPEAT) return &f->items[p];
    return NULL;
}

static const struct item *named(struct walk *w, const char *name) {
    for (size_t i = (size_t)w->section; i < w->form->n_items && w->form->items[i].section == w->section; i++)
        if (same(w->form->items[i].name, name)) return &w->form->items[i];
    return NULL;
}

static struct scope scope_of(struct here *here, const char *self);

/* The repeat an item and all within it belongs to: itself or the nearest around it. */
static const struct item *own_repeat(const struct form *f, const struct item *it) {
    return it->type == ITEM_REPEAT ? it : repeat_of(f, it);
}

static struct memo *memo_of(struct walk *w, const struct item *it, int index) {
    struct memo **m = &w->memo[it - w->form->items];
    if (!*m) *m = NEW_N(w->arena, struct memo, most_entries + 1);
    return *m + (index > most_entries ? most_entries : index);
}

/* Whether the questions around it let it be asked. When the work allowed is spent, it stays
 * visible: a form's mistake hides nobody's words. */
static bool relevant_of(struct walk *w, const struct item *it, int index) {
    struct memo *m = memo_of(w, it, index);
    if (m->asked) return m->relevant;
    m->asked = m->relevant = true;
    if (it->parent >= 0) {
        const struct item *parent = &w->form->items[it->parent];
        m->relevant = relevant_of(w, parent, own_repeat(w->form, parent) ? index : 0);
    }
    if (m->relevant && it->relevant) {
        const struct item *repeat = own_repeat(w->form, it);
        struct here here = {w, repeat, repeat ? index : 0};
        struct scope s = scope_of(&here, "");
        bool yes = expression_true(&s, it->relevant);
        m->relevant = yes || w->steps <= 0;
    }
    return m->relevant;
}

/* What stands in the answers; of a calculation its result. */
static const char *kept_of(struct here *here, const struct item *it, const struct item *repeat, int index) {
    struct walk *w = here->walk;
    const char *kept = answers_get(w->answers, path_of(here, it, repeat, index));
    if (!it->calculation) return kept;
    struct memo *m = memo_of(w, it, index);
    if (!m->value) {
        struct here there = {w, repeat, index};
        struct scope s = scope_of(&there, kept);
        m->value = expression_text(&s, it->calculation);
    }
    return m->value;
}

/* What expressions see: an answer that is not asked for now is kept, and empty to them. */
static const char *value_of(struct here *here, const struct item *it, const struct item *repeat, int index) {
    return relevant_of(here->walk, it, index) ? kept_of(here, it, repeat, index) : "";
}

static const char *scope_value(void *thing, const char *name) {
    struct here *here = thing;
    const struct item *it = named(here->walk, name);
    if (!it) return "";
    const struct item *repeat = repeat_of(here->walk->form, it);
    return value_of(here, it, repeat, repeat == here->repeat ? here->index : repeat ? 1 : 0);
}

static const char *scope_choice(void *thing, const char *name, const char *value) {
    struct here *here = thing;
    const struct item *it = named(here->walk, name);
    for (size_t i = 0; it && i < it->n_choices; i++)
        if (same(it->choices[i].name, value)) return form_words(here->walk->form, &it->choices[i].label, here->walk->language, NULL);
    return "";
}

static size_t scope_values(void *thing, const char *name, const char *const **values) {
    struct here *here = thing;
    struct walk *w = here->walk;
    const struct item *it = named(w, name);
    if (!it) return 0;
    const struct item *repeat = own_repeat(w->form, it);
    size_t n = 1;
    if (repeat) n = relevant_of(w, repeat, 0) ? (size_t)answers_count(w->answers, path_of(here, repeat, NULL, 0)) : 0;
    const char **v = NEW_N(w->arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++) v[i] = it->type == ITEM_REPEAT ? "" : value_of(here, it, repeat, repeat ? (int)i + 1 : 0);
    spend(&(struct scope){.steps = &w->steps}, n);
    *values = v;
    return n;
}

static struct scope scope_of(struct here *here, const char *self) {
    return (struct scope){.arena = here->walk->arena, .self = self, .today = here->walk->today, .value = scope_value, .values = scope_values, .choice = scope_choice,
                          .index = here->index, .thing = here, .steps = &here->walk->steps};
}

static bool chosen_known(const struct item *it, const char *value, struct arena *m) {
    char **words = text_split(m, value, ' ');
    for (; *words; words++) {
        if (!**words) continue;
        bool there = false;
        for (size_t i = 0; i < it->n_choices; i++) there |= same(it->choices[i].name, *words);
        if (!there) return false;
    }
    return true;
}

static bool decimal(const char *s) {
    s += *s == '-';
    size_t before = strspn(s, "0123456789"), after = s[before] == '.' ? 1 + strspn(s + before + 1, "0123456789") : 0;
    return before && before + after < 40 && after != 1 && !s[before + after];
}

/* Which choices the other answers let be chosen. When the work allowed is spent, all are. */
static const bool *offered_of(struct walk *w, const struct item *it, struct scope *s) {
    if (!it->filter) return NULL;
    bool *offered = NEW_N(w->arena, bool, it->n_choices);
    for (size_t i = 0; i < it->n_choices; i++) {
        s->row = it->choices[i].cell;
        offered[i] = !s->row || expression_true(s, it->filter) || w->steps <= 0;
    }
    s->row = NULL;
    return offered;
}

static bool chosen_offered(const struct item *it, const char *value, const bool *offered) {
    for (size_t i = 0; offered && i < it->n_choices; i++)
        if (!offered[i] && text_word(value, it->choices[i].name)) return false;
    return true;
}

static const char *filled(struct here *here, const struct saids *s, const char **in) {
    const char *pattern, *words = form_words_pattern(here->walk->form, s, here->walk->language, in, &pattern);
    struct scope scope = scope_of(here, "");
    return pattern ? words_with_names(&scope, pattern) : words;
}

static const struct wording *choice_words(struct here *here, const struct item *it) {
    bool any = false;
    for (size_t i = 0; i < it->n_choices && !any; i++)
        for (size_t k = 0; k < it->choices[i].label.n; k++) any |= it->choices[i].label.said[k].pattern != NULL;
    struct wording *w = any ? NEW_N(here->walk->arena, struct wording, it->n_choices) : NULL;
    for (size_t i = 0; w && i < it->n_choices; i++) w[i].words = filled(here, &it->choices[i].label, &w[i].in);
    return w;
}

static const char *wrong_of(struct walk *w, const struct item *it, const char *value, const bool *offered, struct scope *s) {
    if (!*value) return NULL;
    int64_t n;
    if (it->type == ITEM_INTEGER && !text_number(value, &n)) return TR("Write a whole number.");
    if (it->type == ITEM_DECIMAL && !decimal(value)) return TR("Write a number.");
    if (it->type == ITEM_DATE && !clock_is_day(value)) return TR("Write the day as year-month-day, such as 2026-03-01.");
    if ((it->type == ITEM_ONE || it->type == ITEM_MANY) && !chosen_known(it, value, w->arena)) return TR("This is not one of the choices.");
    if (it->type == ITEM_ONE && strchr(value, ' ')) return TR("Choose only one.");
    if (!chosen_offered(it, value, offered)) return TR("A choice made here no longer fits the other answers. It is kept and marked; choose another one, or change the other answers.");
    if (!it->constraint || expression_true(s, it->constraint) || *s->steps <= 0) return NULL;
    const char *words = filled(s->thing, &it->constraint_message, NULL);
    return *words ? words : TR("This answer does not fit what the form asks for.");
}

static void add(struct walk *w, struct entry e) {
    if (w->n == w->room) {
        struct entry *more = NEW_N(w->arena, struct entry, w->room = w->room ? w->room * 2 : 64);
        if (w->n) memcpy(more, w->entries, w->n * sizeof *more);
        w->entries = more;
    }
    w->entries[w->n++] = e;
}

static void children(struct walk *w, int parent, const struct item *repeat, int index, int of, bool relevant);

static void one(struct walk *w, int i, const struct item *repeat, int index, int of, bool relevant) {
    const struct item *it = &w->form->items[i];
    struct here here = {w, repeat, index};
    struct entry e = {.item = it, .path = path_of(&here, it, repeat, index), .index = index, .of = of};
    e.value = it->type == ITEM_GROUP || it->type == ITEM_REPEAT || it->type == ITEM_NOTE ? "" : kept_of(&here, it, repeat, index);
    struct scope s = scope_of(&here, e.value);
    e.relevant = relevant && relevant_of(w, it, index);
    e.required = e.relevant && (it->required || (it->required_if && expression_true(&s, it->required_if)));
    e.label = filled(&here, &it->label, &e.label_in);
    e.hint = filled(&here, &it->hint, &e.hint_in);
    if (e.relevant) {
        e.choice = choice_words(&here, it);
        e.offered = offered_of(w, it, &s);
        e.wrong = wrong_of(w, it, e.value, e.offered, &s);
    }
    if (it->type == ITEM_REPEAT) {
        int count = answers_count(w->answers, e.path);
        if (count < 1) count = 1;
        for (int k = 1; k <= count; k++) {
            struct entry head = e;
            head.path = arena_printf(w->arena, "%s[%d]", e.path, k);
            head.index = k, head.of = count;
            add(w, head);
            children(w, i, it, k, count, e.relevant);
        }
        return;
    }
    add(w, e);
    if (it->type == ITEM_GROUP) children(w, i, repeat, index, of, e.relevant);
}

static void children(struct walk *w, int parent, const struct item *repeat, int index, int of, bool relevant) {
    for (size_t i = (size_t)parent + 1; i < w->form->n_items && w->form->items[i].section == w->section; i++)
        if (w->form->items[i].parent == parent) one(w, (int)i, repeat, index, of, relevant);
}

struct entry *form_entries(struct arena *m, const struct form *f, int section, const struct answers *answers, const char *language, const char *today, size_t *n) {
    struct walk w = {.arena = m, .form = f, .section = section, .answers = answers, .language = language, .today = today, .steps = most_steps};
    *n = 0;
    if (section < 0) return NULL;
    w.memo = NEW_N(m, struct memo *, f->n_items);
    children(&w, section, NULL, 0, 0, true);
    *n = w.n;
    return w.entries;
}
