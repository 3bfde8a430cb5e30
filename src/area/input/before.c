/* The round before: its answers copied into empty places, and what came of that. The party's
 * own; asked by those who lead its input. */
#include "area/input/room.h"
#include "area/forms.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"

SQL(input_before, "kk", "kk", "SELECT o.id, o.form FROM round r JOIN input o ON o.round = r.before_round AND o.party = $2 WHERE r.id = $1");
SQL(input_prefill_rows, "k", "tttttk",
    "SELECT s.name, a.question, a.language, v.value, v.written_in, s.id FROM section s JOIN answer a ON a.section = s.id JOIN revision v ON v.id = a.revision "
    "WHERE s.input = $1 AND v.value <> '' ORDER BY s.name, a.question, a.language");
SQL(input_before_any, "kk", "i",
    "SELECT 1 FROM round r JOIN input o ON o.round = r.before_round AND o.party = $2 JOIN section s ON s.input = o.id JOIN answer a ON a.section = s.id "
    "JOIN revision v ON v.id = a.revision WHERE r.id = $1 AND v.value <> '' LIMIT 1");
SQL(input_section_named, "kt", "k", "SELECT id FROM section WHERE input = $1 AND name = $2");
SQL(input_has_answer, "ktt", "i", "SELECT 1 FROM answer WHERE section = $1 AND question = $2 AND language = $3");
SQL(input_prefill_revision, "kkttttkd", "",
    "INSERT INTO revision (id, section, question, language, value, written_in, person, at, origin) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'prefilled')");
SQL(input_prefill_answer, "kttk", "", "INSERT INTO answer (section, question, language, revision, latest, confirmed) VALUES ($1, $2, $3, $4, $4, 0)");
SQL(prefill_counts, "k", "kii",
    "SELECT a.section, count(*), sum(CASE WHEN a.confirmed = 0 THEN 1 ELSE 0 END) FROM answer a JOIN section s ON s.id = a.section WHERE s.input = $1 AND a.language = '' "
    "AND EXISTS (SELECT 1 FROM revision v WHERE v.section = a.section AND v.question = a.question AND v.language = '' AND v.origin = 'prefilled') GROUP BY a.section");
SQL(prefill_written, "k", "ti",
    "SELECT s.name, count(*) FROM section s JOIN answer a ON a.section = s.id JOIN revision v ON v.id = a.revision WHERE s.input = $1 AND a.language = '' AND v.value <> '' GROUP BY s.name");

/* Where an answer of the round before has its place in this form; NULL: it is not asked any more. */
static const struct item *place(struct act *a, const struct form *f, const char *section, const char *question) {
    const struct item *it = form_item(f, arena_printf(a->arena, "%s/%s", section, form_path_item(a->arena, question)));
    return it && form_asks(it) ? it : NULL;
}

static bool leads(struct act *a, const struct input *i) { return access_need(a, LEAD_INPUT, &(struct subject){.round = i->round, .party = i->party}); }

bool input_has_before(struct act *a, const struct input *i) { return leads(a, i) && db_one(a, input_before_any, i->round, i->party); }

int input_prefill(struct act *a, const struct input *i) {
    struct row *before = leads(a, i) ? db_one(a, input_before, i->round, i->party) : NULL;
    const struct form *f = before ? forms_get(a, i->form) : NULL;
    if (!f) return 0;
    struct rows *r = db_all(a, input_prefill_rows, text(before, 0));
    int n = 0;
    struct gone_entry *gone = NULL;
    size_t n_gone = 0;
    for (size_t k = 0; k < r->n && !failed(a); k++) {
        struct row *w = r->row[k];
        /* what was removed there is not taken along */
        if (!k || !same(text(w, 5), text(r->row[k - 1], 5))) gone = draft_entries_gone(a, &(struct section){.id = text(w, 5)}, &n_gone);
        struct row *section = place(a, f, text(w, 0), text(w, 1)) ? db_one(a, input_section_named, i->id, text(w, 0)) : NULL;
        if (!section || draft_entry_gone(gone, n_gone, text(w, 1)) || db_one(a, input_has_answer, text(section, 0), text(w, 1), text(w, 2))) continue;
        char *revision = hash_id_in_order(a->arena);
        db_do(a, input_prefill_revision, revision, text(section, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), a->person, a->now);
        db_do(a, input_prefill_answer, text(section, 0), text(w, 1), text(w, 2), revision);
        n++;
    }
    trail_write(a, i->party, TR("began from the round before"), i->id, arena_printf(a->arena, "%d", n));
    return n;
}

/* Questions of one form that the other does not have; section "": of all. */
static size_t only_in(struct act *a, const struct form *f, const struct form *other, const char *section, const struct item ***out) {
    size_t n = 0;
    int wanted = *section ? form_section(f, section) : -1;
    *out = NEW_N(a->arena, const struct item *, f->n_items + 1);
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *it = &f->items[i];
        if (!form_asks(it) || (*section && it->section != wanted)) continue;
        const struct item *there = form_item(other, it->path);
        if (!there || !form_asks(there)) (*out)[n++] = it;
    }
    return n;
}

static int64_t count_of(const struct rows *r, const char *key, int column) {
    for (size_t i = 0; i < r->n; i++)
        if (same(text(r->row[i], 0), key)) return num(r->row[i], column);
    return 0;
}

struct prefill *input_prefilled(struct act *a, const struct input *i) {
    struct row *before = leads(a, i) ? db_one(a, input_before, i->round, i->party) : NULL;
    const struct form *now = before ? forms_get(a, i->form) : NULL, *then = before ? forms_get(a, text(before, 1)) : NULL;
    if (!now || !then) return NULL;
    size_t n;
    struct section *s = section_list(a, i, &n);
    struct rows *counts = db_all(a, prefill_counts, i->id), *written = db_all(a, prefill_written, text(before, 0));
    struct prefill *p = NEW(a->arena, struct prefill);
    *p = (struct prefill){.input = text(before, 0), .now = now, .then = then, .n = n, .section = NEW_N(a->arena, struct prefill_section, n + 1)};
    for (size_t k = 0; k < n; k++) {
        struct prefill_section *w = &p->section[k];
        *w = (struct prefill_section){.section = &s[k], .copied = count_of(counts, s[k].id, 1), .unseen = count_of(counts, s[k].id, 2), .written = count_of(written, s[k].name, 1)};
        w->n_added = only_in(a, now, then, s[k].name, &w->added);
        p->copied += w->copied;
        p->unseen += w->unseen;
    }
    p->n_gone = only_in(a, then, now, "", &p->gone);
    return p;
}
