/* Entries of groups that repeat. A new one gets a name nobody had before, so that two people who
 * add one at the same time have one each; a removed one keeps its words and can come back; who
 * writes into an entry that somebody else removed meanwhile brings it back by that. */
#include "area/input/room.h"
#include "area/forms.h"
#include "area/trail.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_made = 200 };
SQL(draft_entry_rows, "k", "tttt",
    "SELECT e.path, coalesce(e.gone, ''), coalesce(p.name, ''), e.made FROM draft_entry e LEFT JOIN person p ON p.id = e.gone_by WHERE e.section = $1 ORDER BY e.path");
SQL(draft_entry_make, "ktdk", "", "INSERT INTO draft_entry (section, path, made, person) VALUES ($1, $2, $3, $4)");
SQL(draft_entry_end, "ktdk", "",
    "INSERT INTO draft_entry (section, path, made, person, gone, gone_by) VALUES ($1, $2, $3, $4, $3, $4) "
    "ON CONFLICT (section, path) DO UPDATE SET gone = excluded.gone, gone_by = excluded.gone_by");
SQL(draft_entry_back, "kt", "", "UPDATE draft_entry SET gone = NULL, gone_by = NULL WHERE section = $1 AND path = $2 AND gone IS NOT NULL");

void draft_entries_note(struct act *a, const struct section *s, struct answers *all) {
    struct rows *r = db_all(a, draft_entry_rows, s->id);
    for (size_t i = 0; i < r->n; i++) answers_entry(all, text(r->row[i], 0), *text(r->row[i], 1) != 0);
}

struct gone_entry *draft_entries_gone(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, draft_entry_rows, s->id);
    struct gone_entry *g = NEW_N(a->arena, struct gone_entry, r->n);
    *n = 0;
    for (size_t i = 0; i < r->n; i++)
        if (*text(r->row[i], 1)) g[(*n)++] = (struct gone_entry){text(r->row[i], 0), text(r->row[i], 2), text(r->row[i], 1)};
    return g;
}

bool draft_entry_gone(const struct gone_entry *g, size_t n, const char *question) {
    for (size_t i = 0; i < n; i++)
        if (text_starts(question, g[i].path) && question[strlen(g[i].path)] == '/') return true;
    return false;
}

bool draft_entry_return(struct act *a, const struct section *s, const char *question) {
    for (const char *p = strchr(question, ']'); p && !failed(a); p = strchr(p + 1, ']'))
        db_do(a, draft_entry_back, s->id, arena_copy_n(a->arena, question, (size_t)(p + 1 - question)));
    return !failed(a);
}

/* A group that repeats, without a repeat_count, in an entry that can be there. */
static const struct item *series(struct act *a, const struct section *s, const char *path) {
    const struct form *f = forms_get(a, s->form);
    bool fits = !text_ends(path, "]") && form_path_fits(arena_printf(a->arena, "%s/", path));
    const struct item *it = f && fits ? form_item(f, arena_printf(a->arena, "%s/%s", s->name, form_path_item(a->arena, path))) : NULL;
    if (it && it->type == ITEM_REPEAT && !it->count && strlen(path) < 180) return it;
    return fail(a, NOT_FOUND, TR("There is nothing here for you.")), NULL;
}

const char *draft_entry_add(struct act *a, const struct section *s, const char *path) {
    if (!draft_may_write(a, s) || !series(a, s, path)) return NULL;
    struct answers *all = draft_answers(a, s);
    int next = answers_next(all, path);
    if (next > most_made) return mistake(a, "more", TR("At most 200 entries can be added here.")), NULL;
    /* The first one is there without being made; the new one comes after it. */
    if (next == 1) db_do(a, draft_entry_make, s->id, arena_printf(a->arena, "%s[%d]", path, next++), a->now, a->person);
    const char *made = arena_printf(a->arena, "%s[%d]", path, next);
    return db_do(a, draft_entry_make, s->id, made, a->now, a->person) ? made : NULL;
}

/* Whoever removes has seen all that stands in it: in the fields sent along, as they were saved. */
static bool all_seen(struct act *a, const struct section *s, const char *path, const struct draft_change *c, size_t n) {
    size_t drafts, length = strlen(path);
    struct draft *d = draft_list(a, s, &drafts);
    for (size_t i = 0; i < drafts; i++) {
        if (strncmp(d[i].question, path, length) || d[i].question[length] != '/' || !*d[i].value) continue;
        bool seen = false;
        for (size_t k = 0; k < n && !seen; k++)
            seen = same(c[k].question, d[i].question) && same(c[k].language, d[i].language) && (same(c[k].revision, d[i].revision) || same(c[k].based_on, d[i].revision));
        if (!seen || d[i].n_beside) return false;
    }
    return true;
}

bool draft_entry_remove(struct act *a, const struct section *s, const char *path, const struct draft_change *c, size_t n) {
    const char *open = strrchr(path, '[');
    if (!draft_may_write(a, s) || !series(a, s, open ? arena_copy_n(a->arena, path, (size_t)(open - path)) : "")) return false;
    if (!text_ends(path, "]") || !form_path_fits(arena_printf(a->arena, "%s/", path))) return fail(a, NOT_FOUND, TR("There is nothing here for you."));
    if (!all_seen(a, s, path, c, n)) return fail(a, CONFLICT, TR("Somebody wrote in this entry after you opened the page. Look at it first; nothing was removed."));
    return db_do(a, draft_entry_end, s->id, path, a->now, a->person) && trail_write(a, s->party, TR("removed an entry from a draft"), s->id, path);
}

bool draft_entry_restore(struct act *a, const struct section *s, const char *path) {
    return draft_may_write(a, s) && draft_entry_return(a, s, path) && trail_write(a, s->party, TR("brought an entry of a draft back"), s->id, path);
}
