/* Drafts: every saved state is a revision; the answer points to the present one. A second
 * writer never overwrites the first: the later text stands beside until somebody chooses. */
#include "area/input/room.h"
#include "area/forms.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

enum { longest_answer = 200000 };

SQL(draft_rows, "k", "tttttttti",
    "SELECT a.question, a.language, v.value, v.id, v.written_in, coalesce(p.name, ''), v.at, v.origin, a.confirmed "
    "FROM answer a JOIN revision v ON v.id = a.revision LEFT JOIN person p ON p.id = v.person WHERE a.section = $1 ORDER BY a.question, a.language");
SQL(draft_beside_rows, "k", "ttktt",
    "SELECT x.question, x.language, v.id, v.value, coalesce(p.name, '') FROM answer_beside x JOIN revision v ON v.id = x.revision "
    "LEFT JOIN person p ON p.id = v.person WHERE x.section = $1 ORDER BY x.question, x.language, v.at, v.id");
SQL(draft_now, "ktt", "ktt",
    "SELECT a.revision, v.value, v.written_in FROM answer a JOIN revision v ON v.id = a.revision WHERE a.section = $1 AND a.question = $2 AND a.language = $3");
SQL(draft_revision_new, "kktttttkdt", "",
    "INSERT INTO revision (id, section, question, language, value, written_in, based_on, person, at, origin, previous) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (SELECT latest FROM answer WHERE section = $2 AND question = $3 AND language = $4))");
/* Changes nothing but holds the row. */
SQL(draft_alone, "ktt", "", "UPDATE section SET open_to_all = open_to_all WHERE id = $1 AND state = $2 AND stage = $3");
SQL(draft_answer, "kttk", "",
    "INSERT INTO answer (section, question, language, revision, latest, confirmed) VALUES ($1, $2, $3, $4, $4, 1) "
    "ON CONFLICT (section, question, language) DO UPDATE SET revision = excluded.revision, latest = excluded.latest, confirmed = 1");
SQL(draft_latest, "kttk", "", "UPDATE answer SET latest = $4 WHERE section = $1 AND question = $2 AND language = $3");
SQL(draft_beside, "kttk", "", "INSERT INTO answer_beside (section, question, language, revision) VALUES ($1, $2, $3, $4)");
SQL(draft_is_beside, "kttk", "i", "SELECT 1 FROM answer_beside WHERE section = $1 AND question = $2 AND language = $3 AND revision = $4");
SQL(draft_beside_drop, "kttk", "", "DELETE FROM answer_beside WHERE section = $1 AND question = $2 AND language = $3 AND (revision = $4 OR $4 = '')");
SQL(draft_keep, "kttk", "", "UPDATE answer SET revision = $4, confirmed = 1 WHERE section = $1 AND question = $2 AND language = $3");
SQL(draft_confirm_all, "k", "", "UPDATE answer SET confirmed = 1 WHERE section = $1");
SQL(draft_confirm_one, "ktt", "", "UPDATE answer SET confirmed = 1 WHERE section = $1 AND question = $2 AND language = $3 AND confirmed = 0");
/* Back along the chain, newest first. */
SQL(draft_revisions, "kttii", "kttttttt",
    "WITH RECURSIVE chain(id, previous, step) AS ("
    "SELECT v.id, v.previous, 0 FROM answer a JOIN revision v ON v.id = a.latest WHERE a.section = $1 AND a.question = $2 AND a.language = $3 "
    "UNION ALL SELECT v.id, v.previous, c.step + 1 FROM chain c JOIN revision v ON v.id = c.previous WHERE c.step < $4 + $5) "
    "SELECT v.id, v.question, v.language, v.value, v.written_in, coalesce(p.name, ''), v.at, v.origin "
    "FROM chain c JOIN revision v ON v.id = c.id LEFT JOIN person p ON p.id = v.person ORDER BY c.step LIMIT $4 OFFSET $5");
SQL(draft_revision_one, "kk", "kttttttt",
    "SELECT v.id, v.question, v.language, v.value, v.written_in, coalesce(p.name, ''), v.at, v.origin FROM revision v LEFT JOIN person p ON p.id = v.person "
    "WHERE v.id = $1 AND v.section = $2");
SQL(draft_values, "k", "tt",
    "SELECT a.question, v.value FROM answer a JOIN revision v ON v.id = a.revision WHERE a.section = $1 AND a.language = ''");
/* For the few forms that ask when writing began and ended. */
SQL(draft_times, "k", "tt",
    "WITH RECURSIVE chain(at, previous) AS (SELECT v.at, v.previous FROM answer a JOIN revision v ON v.id = a.latest WHERE a.section = $1 "
    "UNION ALL SELECT v.at, v.previous FROM chain c JOIN revision v ON v.id = c.previous) SELECT coalesce(min(at), ''), coalesce(max(at), '') FROM chain");
SQL(draft_before_value, "ktkt", "tkkik",
    "SELECT v.value, s.id, s.holder, s.open_to_all, i.round FROM round r JOIN input i ON i.round = r.before_round AND i.party = $3 JOIN section s ON s.input = i.id AND s.name = $2 "
    "JOIN answer a ON a.section = s.id AND a.question = $4 AND a.language = '' JOIN revision v ON v.id = a.revision WHERE r.id = $1");

static void read_besides(struct act *a, const struct section *s, struct draft *d, size_t n) {
    struct rows *r = db_all(a, draft_beside_rows, s->id);
    struct other_text *all = NEW_N(a->arena, struct other_text, r->n);
    size_t k = 0; /* both lists stand in the same order */
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        all[i] = (struct other_text){text(w, 2), text(w, 3), text(w, 4)};
        while (k < n && !(same(d[k].question, text(w, 0)) && same(d[k].language, text(w, 1)))) k++;
        if (k == n) break;
        if (!d[k].n_beside++) d[k].beside = &all[i];
    }
}

struct draft *draft_list(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, draft_rows, s->id);
    struct draft *d = NEW_N(a->arena, struct draft, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        d[i] = (struct draft){.question = text(w, 0), .language = text(w, 1), .value = text(w, 2), .revision = text(w, 3), .written_in = text(w, 4),
                              .author = text(w, 5), .at = text(w, 6), .confirmed = num(w, 8) != 0};
    }
    *n = r->n;
    read_besides(a, s, d, r->n);
    return d;
}

bool draft_may_write(struct act *a, const struct section *s) {
    struct subject u = section_subject(s);
    if (same(s->state, "cleared")) return fail(a, CONFLICT, TR("This section was cleared meanwhile. What you typed is below; reopen the section to save it."));
    return access_need(a, WRITE_DRAFT, &u);
}

static const char *add_revision(struct act *a, const struct section *s, const struct draft_change *c, const char *origin) {
    char *id = hash_id_in_order(a->arena);
    return db_do(a, draft_revision_new, id, s->id, c->question, c->language, c->value, c->written_in, blank(c->based_on) ? NULL : c->based_on,
                 a->person, a->now, origin) ? id : NULL;
}

static bool fits(struct act *a, const struct draft_change *c) {
    const char *field = *c->language ? arena_printf(a->arena, "%s:%s", c->question, c->language) : c->question;
    if (strlen(c->value) > longest_answer) return mistake(a, field, TR("This answer is too long: at most 200,000 bytes of text."));
    if (*c->language ? !lang_known(c->language) : !blank(c->written_in) && !lang_known(c->written_in))
        return mistake(a, field, TR("Choose the language from the list."));
    return true;
}

/* The form of a whole page carries every field: one left as the writer found it says nothing
 * about what somebody else wrote there meanwhile. */
static bool untouched(struct act *a, const struct section *s, const struct draft_change *c) {
    if (blank(c->based_on)) return !*c->value && blank(c->written_in);
    struct row *r = db_one(a, draft_revision_one, c->based_on, s->id);
    return r && same(text(r, 1), c->question) && same(text(r, 2), c->language) && same(text(r, 3), c->value) &&
           (!c->written_in || same(text(r, 4), c->written_in));
}

/* Whoever writes on in a text that stands beside has one place there, not one for each save. */
static bool put_beside(struct act *a, const struct section *s, struct draft_change *c, const char *id) {
    if (!blank(c->based_on) && !db_do(a, draft_beside_drop, s->id, c->question, c->language, c->based_on)) return false;
    c->beside = id;
    return !id || db_do(a, draft_beside, s->id, c->question, c->language, id);
}

static bool save_one(struct act *a, const struct section *s, struct draft_change *c, int *saved, int *conflicts) {
    if (!fits(a, c)) return false;
    struct row *now = db_one(a, draft_now, s->id, c->question, c->language);
    if (now && !same(text(now, 0), c->based_on) && untouched(a, s, c)) return true;
    if (!c->written_in) c->written_in = now ? text(now, 2) : "";
    if (!now && !*c->value) return true;
    if (now && same(text(now, 1), c->value) && same(text(now, 2), c->written_in)) {
        c->revision = text(now, 0);
        return put_beside(a, s, c, NULL) && db_do(a, draft_confirm_one, s->id, c->question, c->language); /* looked at, left as it is */
    }
    const char *id = add_revision(a, s, c, "typed");
    if (!id) return false;
    ++*saved;
    if (strchr(c->question, '[')) draft_entry_return(a, s, c->question);
    if (!now || same(text(now, 0), c->based_on)) {
        c->revision = id;
        return db_do(a, draft_answer, s->id, c->question, c->language, id);
    }
    ++*conflicts;
    return put_beside(a, s, c, id) && db_do(a, draft_latest, s->id, c->question, c->language, id);
}

/* On PostgreSQL two acts write at once: the later one waits here for the end of the earlier,
 * then sees its words, and does not write into a section that was moved on meanwhile. */
static bool alone(struct act *a, const struct section *s) {
    if (db_is_sqlite(a->db)) return true; /* one writer anyway */
    if (!db_do(a, draft_alone, s->id, s->state, s->stage)) return false;
    return db_changed(a) ? true : fail(a, CONFLICT, TR("Somebody moved this section on meanwhile. Look at it again."));
}

bool draft_save(struct act *a, const struct section *s, struct draft_change *c, size_t n, int *saved, int *conflicts) {
    *saved = *conflicts = 0;
    if (!draft_may_write(a, s) || !alone(a, s)) return false;
    for (size_t i = 0; i < n && !failed(a); i++) save_one(a, s, &c[i], saved, conflicts);
    return !failed(a);
}

bool draft_choose(struct act *a, const struct section *s, const char *question, const char *language, const char *keep) {
    struct subject u = section_subject(s);
    bool clears = !same(s->state, "cleared") && access_may(a, CLEAR_DRAFT, &u);
    if ((!clears && !draft_may_write(a, s)) || !alone(a, s)) return false;
    struct row *now = db_one(a, draft_now, s->id, question, language);
    if (!now || (!same(keep, text(now, 0)) && !db_one(a, draft_is_beside, s->id, question, language, keep))) return fail(a, CONFLICT, TR("Somebody has chosen already. Both texts are in the history."));
    return db_do(a, draft_keep, s->id, question, language, keep) && db_do(a, draft_beside_drop, s->id, question, language, "");
}

bool draft_confirm(struct act *a, const struct section *s) { return draft_may_write(a, s) && db_do(a, draft_confirm_all, s->id); }

static struct revision read_revision(const struct row *r) {
    return (struct revision){text(r, 0), text(r, 1), text(r, 2), text(r, 3), text(r, 4), text(r, 5), text(r, 6), text(r, 7)};
}

struct revision *draft_history(struct act *a, const struct section *s, const char *question, const char *language, int64_t skip, size_t *n) {
    struct rows *r = db_all(a, draft_revisions, s->id, question, language, (int64_t)history_page, skip);
    struct revision *v = NEW_N(a->arena, struct revision, r->n);
    for (size_t i = 0; i < r->n; i++) v[i] = read_revision(r->row[i]);
    *n = r->n;
    return v;
}

struct revision *draft_revision(struct act *a, const struct section *s, const char *id) {
    struct row *r = db_one(a, draft_revision_one, id, s->id);
    struct revision *v = r ? NEW(a->arena, struct revision) : NULL;
    if (v) *v = read_revision(r);
    return v;
}

bool draft_restore(struct act *a, const struct section *s, const char *revision) {
    if (!draft_may_write(a, s)) return false;
    struct revision *v = draft_revision(a, s, revision);
    if (!v) return fail(a, NOT_FOUND, TR("There is nothing here for you."));
    struct row *now = db_one(a, draft_now, s->id, v->question, v->language);
    struct draft_change c = {v->question, v->language, v->value, now ? text(now, 0) : NULL, v->written_in, NULL, NULL};
    const char *id = add_revision(a, s, &c, "restored");
    return id && db_do(a, draft_answer, s->id, c.question, c.language, id) && draft_entry_return(a, s, c.question);
}

struct answers *draft_answers(struct act *a, const struct section *s) {
    struct answers *all = answers_new(a->arena);
    struct rows *r = db_all(a, draft_values, s->id);
    for (size_t i = 0; i < r->n; i++) answers_put(all, text(r->row[i], 0), text(r->row[i], 1));
    draft_entries_note(a, s, all);
    answers_seed(all, s->id);
    const struct form *f = forms_get(a, s->form);
    struct row *times = f && f->timed ? db_one(a, draft_times, s->id) : NULL;
    if (times) answers_times(all, text(times, 0), text(times, 1));
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
        if (e[i].mark != ENTRY_ASK || !e[i].relevant || !*e[i].value || (!form_asks(e[i].item) && e[i].item->type != ITEM_CALCULATE)) continue; /* times of saving are nobody else's */
        const char *item = form_path_item(a->arena, e[i].path), *place = e[i].place;
        bool stored = false;
        for (size_t k = 0; k < drafts; k++)
            if (same(d[k].question, e[i].path) && *d[k].value) {
                c[(*n)++] = (struct content){place, item, e[i].item->kind, d[k].language, d[k].value, d[k].written_in};
                stored = true;
            }
        if (!stored) c[(*n)++] = (struct content){place, item, e[i].item->kind, "", e[i].value, ""};
    }
    return c;
}
