/* Drafts: every saved state is a revision; the answer points to the present one. A second
 * writer never overwrites the first: the later text stands beside until somebody chooses. */
#include "area/input.h"
#include "area/forms.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

enum { longest_answer = 200000 };

SQL(draft_rows, "k", "ttttttttttti",
    "SELECT a.question, a.language, v.value, v.id, v.written_in, coalesce(p.name, ''), v.at, b.id, b.value, coalesce(q.name, ''), v.origin, a.confirmed "
    "FROM answer a JOIN revision v ON v.id = a.revision LEFT JOIN person p ON p.id = v.person "
    "LEFT JOIN revision b ON b.id = a.beside LEFT JOIN person q ON q.id = b.person WHERE a.section = $1 ORDER BY a.question, a.language");
SQL(draft_now, "ktt", "kttk",
    "SELECT a.revision, v.value, v.written_in, a.beside FROM answer a JOIN revision v ON v.id = a.revision WHERE a.section = $1 AND a.question = $2 AND a.language = $3");
SQL(draft_revision, "kktttttkdt", "",
    "INSERT INTO revision (id, section, question, language, value, written_in, based_on, person, at, origin) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
SQL(draft_answer, "kttk", "",
    "INSERT INTO answer (section, question, language, revision, confirmed) VALUES ($1, $2, $3, $4, 1) "
    "ON CONFLICT (section, question, language) DO UPDATE SET revision = excluded.revision, confirmed = 1");
SQL(draft_beside, "kttk", "", "UPDATE answer SET beside = $4 WHERE section = $1 AND question = $2 AND language = $3");
SQL(draft_keep, "kttk", "", "UPDATE answer SET revision = $4, beside = NULL, confirmed = 1 WHERE section = $1 AND question = $2 AND language = $3");
SQL(draft_confirm_all, "k", "", "UPDATE answer SET confirmed = 1 WHERE section = $1");
SQL(draft_confirm_one, "ktt", "", "UPDATE answer SET confirmed = 1 WHERE section = $1 AND question = $2 AND language = $3 AND confirmed = 0");
SQL(draft_revisions, "ktt", "kttttt",
    "SELECT v.id, v.value, coalesce(p.name, ''), v.at, v.origin, v.written_in FROM revision v LEFT JOIN person p ON p.id = v.person "
    "WHERE v.section = $1 AND v.question = $2 AND v.language = $3 ORDER BY v.at DESC, v.id DESC LIMIT 200");
SQL(draft_revision_one, "kk", "tttt", "SELECT question, language, value, written_in FROM revision WHERE id = $1 AND section = $2");
SQL(draft_values, "k", "tt",
    "SELECT a.question, v.value FROM answer a JOIN revision v ON v.id = a.revision WHERE a.section = $1 AND a.language = ''");
SQL(draft_before_value, "ktkt", "tkkik",
    "SELECT v.value, s.id, s.holder, s.open_to_all, i.round FROM round r JOIN input i ON i.round = r.before_round AND i.party = $3 JOIN section s ON s.input = i.id AND s.name = $2 "
    "JOIN answer a ON a.section = s.id AND a.question = $4 AND a.language = '' JOIN revision v ON v.id = a.revision WHERE r.id = $1");

struct draft *draft_list(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, draft_rows, s->id);
    struct draft *d = NEW_N(a->arena, struct draft, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        d[i] = (struct draft){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), text(w, 6), text(w, 7), text(w, 8), text(w, 9), num(w, 11) != 0};
    }
    *n = r->n;
    return d;
}

static bool may_write(struct act *a, const struct section *s) {
    struct subject u = section_subject(s);
    if (same(s->state, "cleared")) return fail(a, CONFLICT, TR("This section was cleared meanwhile. What you typed is below; reopen the section to save it."));
    return access_need(a, WRITE_DRAFT, &u);
}

static const char *add_revision(struct act *a, const struct section *s, const struct draft_change *c, const char *origin) {
    char *id = hash_id(a->arena);
    return db_do(a, draft_revision, id, s->id, c->question, c->language, c->value, c->written_in ? c->written_in : "", blank(c->based_on) ? NULL : c->based_on,
                 a->person, a->now, origin) ? id : NULL;
}

static bool save_one(struct act *a, const struct section *s, const struct draft_change *c, int *saved, int *conflicts) {
    if (strlen(c->value) > longest_answer) return mistake(a, c->question, TR("This answer is too long: at most 200,000 bytes of text."));
    struct row *now = db_one(a, draft_now, s->id, c->question, c->language);
    if (!now && !*c->value) return true;
    if (now && same(text(now, 1), c->value) && (blank(c->written_in) || same(text(now, 2), c->written_in)))
        return db_do(a, draft_confirm_one, s->id, c->question, c->language); /* looked at, left as it is */
    const char *present = now ? text(now, 0) : NULL;
    bool first = !now && blank(c->based_on), straight = now && same(present, c->based_on);
    const char *id = add_revision(a, s, c, "typed");
    if (!id) return false;
    ++*saved;
    if (first || straight || !now) return db_do(a, draft_answer, s->id, c->question, c->language, id);
    ++*conflicts;
    return db_do(a, draft_beside, s->id, c->question, c->language, id);
}

bool draft_save(struct act *a, const struct section *s, const struct draft_change *c, size_t n, int *saved, int *conflicts) {
    *saved = *conflicts = 0;
    if (!may_write(a, s)) return false;
    for (size_t i = 0; i < n && !failed(a); i++) save_one(a, s, &c[i], saved, conflicts);
    return !failed(a);
}

bool draft_choose(struct act *a, const struct section *s, const char *question, const char *language, const char *keep) {
    if (!may_write(a, s)) return false;
    struct row *now = db_one(a, draft_now, s->id, question, language);
    if (!now || (!same(keep, text(now, 0)) && !same(keep, text(now, 3)))) return fail(a, CONFLICT, TR("Somebody has chosen already. Both texts are in the history."));
    return db_do(a, draft_keep, s->id, question, language, keep);
}

bool draft_confirm(struct act *a, const struct section *s) { return may_write(a, s) && db_do(a, draft_confirm_all, s->id); }

struct revision *draft_history(struct act *a, const struct section *s, const char *question, const char *language, size_t *n) {
    struct rows *r = db_all(a, draft_revisions, s->id, question, language);
    struct revision *v = NEW_N(a->arena, struct revision, r->n);
    for (size_t i = 0; i < r->n; i++) v[i] = (struct revision){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3), text(r->row[i], 4)};
    *n = r->n;
    return v;
}

bool draft_restore(struct act *a, const struct section *s, const char *revision) {
    if (!may_write(a, s)) return false;
    struct row *r = db_one(a, draft_revision_one, revision, s->id);
    if (!r) return fail(a, NOT_FOUND, TR("There is nothing here for you."));
    struct row *now = db_one(a, draft_now, s->id, text(r, 0), text(r, 1));
    struct draft_change c = {text(r, 0), text(r, 1), text(r, 2), now ? text(now, 0) : NULL, text(r, 3)};
    const char *id = add_revision(a, s, &c, "restored");
    return id && db_do(a, draft_answer, s->id, c.question, c.language, id);
}

struct answers *draft_answers(struct act *a, const struct section *s) {
    struct answers *all = answers_new(a->arena);
    struct rows *r = db_all(a, draft_values, s->id);
    for (size_t i = 0; i < r->n; i++) answers_put(all, text(r->row[i], 0), text(r->row[i], 1));
    return all;
}

const char *draft_before(struct act *a, const struct section *s, const char *question) {
    struct row *r = db_one(a, draft_before_value, s->round, s->name, s->party, question);
    if (!r) return NULL;
    /* Whoever holds the section now did not always hold it then: the old one has its own compartment. */
    struct subject then = {.round = text(r, 4), .party = s->party, .section = text(r, 1), .holder = text(r, 2), .open_to_all = num(r, 3) != 0};
    return a->console || access_may(a, SEE_DRAFT, &then) ? text(r, 0) : NULL;
}

/* What a release would hold: relevant answers only, each with its translations. */
struct content *section_content(struct act *a, const struct section *s, size_t *n) {
    *n = 0;
    if (!access_need(a, RELEASE_INPUT, &(struct subject){.round = s->round, .party = s->party})) return NULL;
    if (!same(s->state, "cleared")) return fail(a, INVALID, TR("This section is not cleared yet.")), NULL;
    const struct form *f = forms_get(a, s->form);
    if (!f) return NULL;
    size_t entries, drafts;
    struct entry *e = form_entries(a->arena, f, form_section(f, s->name), draft_answers(a, s), a->lang->code, arena_copy_n(a->arena, a->now, 10), &entries);
    struct draft *d = draft_list(a, s, &drafts);
    struct content *c = NEW_N(a->arena, struct content, entries + drafts);
    for (size_t i = 0; i < entries; i++) {
        if (!e[i].relevant || !*e[i].value || e[i].item->type == ITEM_HIDDEN) continue;
        const char *item = form_path_item(a->arena, e[i].path);
        bool stored = false;
        for (size_t k = 0; k < drafts; k++)
            if (same(d[k].question, e[i].path) && *d[k].value) {
                c[(*n)++] = (struct content){e[i].path, item, e[i].item->kind, d[k].language, d[k].value, d[k].written_in};
                stored = true;
            }
        if (!stored) c[(*n)++] = (struct content){e[i].path, item, e[i].item->kind, "", e[i].value, ""};
    }
    return c;
}
