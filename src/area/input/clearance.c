/* Clearance: author, ministry validator, national releasing authority, as the State's chain
 * says; each step kept, the next one told. */
#include "area/input.h"
#include "area/directory.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

SQL(clearance_add, "kktkkdt", "", "INSERT INTO clearance (id, section, deed, person, mandate, at, note) VALUES ($1, $2, $3, $4, $5, $6, $7)");
SQL(clearance_move, "ktttd", "", "UPDATE section SET state = $2, stage = $3, since = $5 WHERE id = $1 AND stage = $4");
SQL(clearance_rows, "k", "tttt",
    "SELECT c.deed, coalesce(p.name, ''), c.at, c.note FROM clearance c LEFT JOIN person p ON p.id = c.person WHERE c.section = $1 ORDER BY c.at, c.id");

const char *stage_name(const struct act *a, const char *stage) {
    static const struct { const char *stage, *words; } names[] = {{"author", TR("with its authors")}, {"validator", TR("waits for the validator")},
        {"releaser", TR("waits for the releasing authority")}, {"done", TR("cleared")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].stage, stage)) return tr(a->lang, names[i].words);
    return stage;
}

static const char *next_stage(struct act *a, const struct section *s) {
    char **words = text_split(a->arena, s->clearance, ' ');
    for (; *words; words++)
        if (same(*words, s->stage)) return words[1] ? words[1] : "done";
    return "done";
}

static void tell_person(struct act *a, const struct section *s, const struct holder *h, const char *base_url) {
    const struct language *l = lang_find(h->language);
    char *words = tr_f(a->arena, l, TR("%1$s,\n\na section of your State's input waits for you:\n%2$s\n\nNobody outside your State sees it."), h->name,
                       arena_printf(a->arena, "%s/sections/%s", base_url, s->id));
    struct mail w = {.kind = "waiting", .once = arena_printf(a->arena, "waiting/%s/%s/%s", s->id, a->now, h->person), .party = s->party,
                     .subject = tr(l, TR("A section waits for you")), .words = words};
    mail_to_person(a, h->person, &w);
}

/* Who is to act at a stage: validators of the holder, else of the State; releasers of the State. */
static void tell_next(struct act *a, const struct section *s, const char *stage, const char *base_url) {
    size_t n = 0;
    struct holder *h = NULL;
    if (same(stage, "validator")) {
        h = people_with(a, s->holder, "validator", &n);
        if (!n) h = people_with(a, s->party, "validator", &n);
    } else if (same(stage, "releaser") || same(stage, "done")) {
        h = people_with(a, s->party, "releaser", &n);
    } else if (same(stage, "author")) {
        h = people_with(a, s->holder, "author", &n);
    }
    if (!n) h = people_with(a, s->party, "focal_point", &n);
    for (size_t i = 0; i < n && !failed(a); i++) tell_person(a, s, &h[i], base_url);
}

static bool move(struct act *a, const struct section *s, const char *deed, const char *state, const char *stage, const char *note) {
    if (!db_do(a, clearance_move, s->id, state, stage, s->stage, a->now)) return false;
    if (!db_changed(a)) return fail(a, CONFLICT, TR("Somebody moved this section on meanwhile. Look at it again."));
    return db_do(a, clearance_add, hash_id(a->arena), s->id, deed, a->person, a->mandate, a->now, note) &&
           trail_write(a, s->party, TR("moved a section in clearance"), s->id, arena_printf(a->arena, "%s: %s", s->name, deed));
}

bool section_clear(struct act *a, const struct section *s, const char *base_url) {
    struct subject u = section_subject(s);
    if (!access_need(a, CLEAR_DRAFT, &u)) return false;
    const char *stage = next_stage(a, s), *deed = same(s->stage, "author") ? "submitted" : same(s->stage, "validator") ? "validated" : "cleared";
    bool done = same(stage, "done");
    if (!move(a, s, deed, done ? "cleared" : same(stage, "author") ? "drafting" : "waiting", stage, "")) return false;
    if (base_url) tell_next(a, s, stage, base_url);
    return !failed(a);
}

bool section_return(struct act *a, const struct section *s, const char *note, const char *base_url) {
    struct subject u = section_subject(s);
    if (same(s->stage, "author")) return fail(a, CONFLICT, TR("This section is with its authors already."));
    if (!access_need(a, CLEAR_DRAFT, &u)) return false;
    if (blank(note)) return mistake(a, "note", TR("Say what should be changed, so that the authors know."));
    if (!move(a, s, "returned", "drafting", "author", note)) return false;
    if (base_url) tell_next(a, s, "author", base_url);
    return !failed(a);
}

bool section_reopen(struct act *a, const struct section *s) {
    struct subject u = {.round = s->round, .party = s->party};
    if (!same(s->state, "cleared")) return fail(a, CONFLICT, TR("This section is not cleared."));
    if (!access_may(a, LEAD_INPUT, &u) && !access_need(a, RELEASE_INPUT, &u)) return false;
    return move(a, s, "reopened", "drafting", "author", "");
}

struct clearance_step *section_steps(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, clearance_rows, s->id);
    struct clearance_step *c = NEW_N(a->arena, struct clearance_step, r->n);
    for (size_t i = 0; i < r->n; i++) c[i] = (struct clearance_step){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3)};
    *n = r->n;
    return c;
}
