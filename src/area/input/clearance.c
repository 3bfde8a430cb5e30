/* Clearance: author, ministry validator, national releasing authority, as the State's chain
 * says; each step kept, the next one told. */
#include "area/input.h"
#include "area/directory.h"
#include "area/mail.h"
#include "area/input/room.h"
#include "area/people.h"
#include "area/reminder.h"
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

const char *stage_after(struct act *a, const char *chain, const char *stage) {
    char **words = text_split(a->arena, chain, ' ');
    for (; *words; words++)
        if (same(*words, stage)) return words[1] ? words[1] : "done";
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

/* Whoever is next, and those who lead the input where nobody holds the post. */
static void tell_next(struct act *a, const struct section *s, const char *stage, const char *base_url) {
    struct section there = section_at(s, stage);
    struct turn t = section_turn(a, &there);
    for (size_t i = 0; i < t.n && !failed(a); i++) tell_person(a, s, &t.holder[i], base_url);
}

struct section section_at(const struct section *s, const char *stage) {
    struct section there = *s;
    there.stage = stage;
    there.state = same(stage, "done") ? "cleared" : same(stage, "author") ? "drafting" : "waiting";
    return there;
}

bool section_move(struct act *a, const struct section *s, const char *deed, const char *stage, const char *note, const char *base_url) {
    struct section there = section_at(s, stage);
    size_t undecided = 0;
    if (same(stage, "done") && !same(deed, "rerouted")) section_undecided(a, s, &undecided);
    if (undecided) return fail(a, CONFLICT, TR("Two texts stand in an answer of this section, and nobody has chosen yet. Choose one, or send the section back to its authors."));
    if (!db_do(a, clearance_move, s->id, there.state, stage, s->stage, a->now)) return false;
    if (!db_changed(a)) return fail(a, CONFLICT, TR("Somebody moved this section on meanwhile. Look at it again."));
    db_do(a, clearance_add, hash_id_in_order(a->arena), s->id, deed, a->person, a->mandate, a->now, note);
    trail_write(a, s->party, TR("moved a section in clearance"), s->id, arena_printf(a->arena, "%s: %s", s->name, deed));
    if (base_url) tell_next(a, s, stage, base_url);
    return !failed(a);
}

bool section_clear(struct act *a, const struct section *s, const char *base_url) {
    struct subject u = section_subject(s);
    if (!access_need(a, CLEAR_DRAFT, &u)) return false;
    const char *deed = same(s->stage, "author") ? "submitted" : same(s->stage, "validator") ? "validated" : "cleared";
    return section_move(a, s, deed, stage_after(a, s->clearance, s->stage), "", base_url);
}

bool section_return(struct act *a, const struct section *s, const char *note, const char *base_url) {
    struct subject u = section_subject(s);
    if (same(s->stage, "author")) return fail(a, CONFLICT, TR("This section is with its authors already."));
    if (!access_need(a, CLEAR_DRAFT, &u)) return false;
    if (blank(text_trim(a->arena, note))) return mistake(a, "note", TR("Say what should be changed, so that the authors know."));
    if (!within(a, "note", TR("What should be changed"), note, 2000)) return false;
    return section_move(a, s, "returned", "author", note, base_url);
}

bool section_take_back(struct act *a, const struct section *s, const char *note, const char *base_url) {
    struct subject u = {.round = s->round, .party = s->party};
    bool cleared = same(s->state, "cleared");
    if (same(s->stage, "author")) return fail(a, CONFLICT, TR("This section is with its authors already."));
    if (!access_may(a, LEAD_INPUT, &u) && !(cleared && access_may(a, RELEASE_INPUT, &u))) return fail(a, DENIED, TR("There is nothing here for you."));
    if (blank(text_trim(a->arena, note))) return mistake(a, "back", TR("Write why it goes back, so that its authors and those who cleared it know."));
    if (!within(a, "back", TR("Why it goes back to its authors"), note, 2000)) return false;
    return section_move(a, s, cleared ? "reopened" : "taken_back", "author", note, base_url);
}

struct clearance_step *section_steps(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, clearance_rows, s->id);
    struct clearance_step *c = NEW_N(a->arena, struct clearance_step, r->n);
    for (size_t i = 0; i < r->n; i++) c[i] = (struct clearance_step){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3)};
    *n = r->n;
    return c;
}
