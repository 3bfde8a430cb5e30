#include "area/input/room.h"
#include "area/forms.h"
#include "area/directory.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

SQL(input_one, "k", "kkkkt", "SELECT id, round, party, form, clearance FROM input WHERE id = $1");
SQL(input_by_party, "kk", "kkkkt", "SELECT id, round, party, form, clearance FROM input WHERE round = $1 AND party = $2");
SQL(input_all_of, "k", "kkkkt",
    "SELECT i.id, i.round, i.party, i.form, i.clearance FROM input i JOIN round r ON r.id = i.round WHERE i.party = $1 "
    "ORDER BY (SELECT max(s.starts) FROM round_step s WHERE s.round = r.id) DESC, r.created DESC, i.id");
SQL(input_add, "kkkktdk", "", "INSERT INTO input (id, round, party, form, clearance, created, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (round, party) DO NOTHING");
SQL(input_chain, "kt", "", "UPDATE input SET clearance = $2 WHERE id = $1");
SQL(section_new, "kkktd", "", "INSERT INTO section (id, input, name, holder, stage, since) VALUES ($1, $2, $3, (SELECT party FROM input WHERE id = $2), $4, $5)");
#define SECTION_COLUMNS \
    "s.id, s.input, s.name, s.holder, coalesce(s.due, ''), s.state, s.stage, s.since, s.open_to_all, i.round, i.party, i.form, i.clearance " \
    "FROM section s JOIN input i ON i.id = s.input "
SQL(section_one, "k", "kkkkttttikkkt", "SELECT " SECTION_COLUMNS "WHERE s.id = $1");
SQL(section_all, "k", "kkkkttttikkkt", "SELECT " SECTION_COLUMNS "WHERE s.input = $1");

static struct input *read_input(struct act *a, const struct row *r) {
    struct input *i = NEW(a->arena, struct input);
    *i = (struct input){text(r, 0), text(r, 1), text(r, 2), text(r, 3), text(r, 4)};
    return i;
}

static struct section read_section(const struct row *r) {
    return (struct section){.id = text(r, 0), .input = text(r, 1), .name = text(r, 2), .holder = text(r, 3), .due = text(r, 4), .state = text(r, 5),
        .stage = text(r, 6), .since = text(r, 7), .open_to_all = num(r, 8) != 0, .round = text(r, 9), .party = text(r, 10), .form = text(r, 11), .clearance = text(r, 12)};
}

static bool own(struct act *a, const struct input *i) { return a->console || (*access_function(a) && same(access_state(a), i->party)); }

const char *input_start(struct act *a, const struct round *r) {
    const char *party = access_state(a);
    if (!access_need(a, LEAD_INPUT, &(struct subject){.round = r->id, .party = party})) return NULL;
    if (!same(access_capacity(a, r->id, party), "member")) return fail(a, DENIED, TR("There is nothing here for you.")), NULL;
    struct row *there = db_one(a, input_by_party, r->id, party);
    if (there) return text(there, 0);
    if (!same(r->status, "open")) return fail(a, INVALID, TR("This round is not open for input.")), NULL;
    const struct form *f = forms_get(a, r->form);
    if (!f) return NULL;
    char *id = hash_id(a->arena);
    db_do(a, input_add, id, r->id, party, r->form, r->clearance, a->now, a->person);
    if (!failed(a) && !db_changed(a)) { /* somebody else of the State began it at this moment */
        there = db_one(a, input_by_party, r->id, party);
        return there ? text(there, 0) : NULL;
    }
    for (size_t i = 0; i < f->n_items; i++)
        if (f->items[i].level == 0) db_do(a, section_new, hash_id(a->arena), id, f->items[i].name, "author", a->now);
    trail_write(a, party, TR("began an input"), id, r->id);
    return failed(a) ? NULL : id;
}

struct input *input_find(struct act *a, const char *id) {
    struct row *r = db_one(a, input_one, id);
    struct input *i = r ? read_input(a, r) : NULL;
    if (i && own(a, i)) return i;
    fail(a, NOT_FOUND, TR("There is nothing here for you."));
    return NULL;
}

struct input *input_of(struct act *a, const char *round, const char *party) {
    struct row *r = db_one(a, input_by_party, round, party);
    struct input *i = r ? read_input(a, r) : NULL;
    return i && own(a, i) ? i : NULL;
}

struct input *input_list(struct act *a, size_t *n) {
    struct rows *r = db_all(a, input_all_of, access_state(a));
    struct input *l = NEW_N(a->arena, struct input, r->n);
    *n = 0;
    for (size_t i = 0; i < r->n && *access_function(a); i++) l[(*n)++] = *read_input(a, r->row[i]);
    return l;
}

/* A step that the new chain leaves out is over for those that stand there: the next one of the
 * old chain that is left, else they are cleared. */
static int reroute(struct act *a, const struct input *i, const char *chain, const char *base_url) {
    struct rows *r = db_all(a, section_all, i->id);
    int moved = 0;
    for (size_t k = 0; k < r->n && !failed(a); k++) {
        struct section s = read_section(r->row[k]);
        if (!same(s.state, "waiting") || text_word(chain, s.stage)) continue;
        const char *stage = s.stage;
        while (!same(stage, "done") && !text_word(chain, stage)) stage = stage_after(a, i->clearance, stage);
        section_move(a, &s, "rerouted", stage, "", base_url);
        moved++;
    }
    return moved;
}

bool input_set_clearance(struct act *a, const struct input *i, const char *chain, const char *base_url, int *moved) {
    if (!access_need(a, LEAD_INPUT, &(struct subject){.round = i->round, .party = i->party})) return false;
    static const char *const chains[] = {"author validator releaser", "author releaser", "author validator"};
    bool known = false;
    for (size_t k = 0; k < COUNT(chains); k++) known |= same(chains[k], chain);
    if (!known) return mistake(a, "clearance", TR("Choose one of the ways of clearance."));
    if (same(chain, i->clearance)) return *moved = 0, true;
    db_do(a, input_chain, i->id, chain);
    trail_write(a, i->party, TR("changed the steps of clearance"), i->id, chain);
    *moved = reroute(a, i, chain, base_url);
    return !failed(a);
}

struct subject section_subject(const struct section *s) {
    return (struct subject){.round = s->round, .party = s->party, .holder = s->holder, .stage = same(s->state, "cleared") ? "done" : s->stage,
                            .section = s->id, .open_to_all = s->open_to_all};
}

struct section *section_find(struct act *a, const char *id) {
    struct row *r = db_one(a, section_one, id);
    struct section *s = NEW(a->arena, struct section);
    if (r) {
        *s = read_section(r);
        struct subject u = section_subject(s);
        if (a->console || access_may(a, SEE_DRAFT, &u)) return s;
    }
    fail(a, NOT_FOUND, TR("There is nothing here for you."));
    return NULL;
}

/* The form's order: sections stand in it by name. */
static int by_form(const void *x, const void *y, void *form) {
    return form_section(form, ((const struct section *)x)->name) - form_section(form, ((const struct section *)y)->name);
}

struct section *section_list(struct act *a, const struct input *i, size_t *n) {
    struct rows *r = db_all(a, section_all, i->id);
    struct section *l = NEW_N(a->arena, struct section, r->n);
    *n = 0;
    for (size_t k = 0; k < r->n; k++) {
        struct section s = read_section(r->row[k]);
        struct subject u = section_subject(&s);
        if (a->console || access_may(a, SEE_DRAFT, &u)) l[(*n)++] = s;
    }
    const struct form *f = forms_get(a, i->form);
    if (f) qsort_r(l, *n, sizeof *l, by_form, (void *)(uintptr_t)f);
    return l;
}
