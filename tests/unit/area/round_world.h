/* round_world.h: a round with Chile, Peru and Bolivia as members, Spain as observer and IOM as partner, run by
 * ECLAC, and sections cleared for release. Planted words are unlike any other: they can be
 * searched for anywhere. */
#ifndef ROUND_WORLD_H
#define ROUND_WORLD_H
#include "world.h"
#include "area/forms.h"
#include "area/release.h"
#include "base/file.h"

SQL(rw_person, "ktd", "", "INSERT INTO person (id, mail, name, created) VALUES ($1, $2, $1, $3)");
SQL(rw_mandate, "kkktd", "", "INSERT INTO mandate (id, person, party, function, since, created) VALUES ($1, $2, $3, $4, '2000-01-01', $5)");
SQL(rw_round, "dk", "", "INSERT INTO round (id, forum, host, form, tier, status, created) VALUES ('r1', 'lac', 'eclac', $2, 'regional', 'open', $1)");
SQL(rw_title, "", "", "INSERT INTO round_title (round, language, title) VALUES ('r1', 'en', 'The review')");
SQL(rw_round_party, "kt", "", "INSERT INTO round_party (round, party, capacity) VALUES ('r1', $1, $2)");
SQL(rw_input, "kkdk", "", "INSERT INTO input (id, round, party, form, clearance, created) VALUES ($1, 'r1', $2, $4, 'author', $3)");
SQL(rw_section_once, "kkktd", "",
    "INSERT INTO section (id, input, name, holder, state, since) VALUES ($1, $2, $4, $3, 'cleared', $5) ON CONFLICT (id) DO NOTHING");
SQL(rw_revision, "kkttttd", "",
    "INSERT INTO revision (id, section, question, language, value, written_in, at, previous) VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT latest FROM answer WHERE section = $2 AND question = $3 AND language = $4))");
SQL(rw_answer, "kttk", "",
    "INSERT INTO answer (section, question, language, revision, latest) VALUES ($1, $2, $3, $4, $4) "
    "ON CONFLICT (section, question, language) DO UPDATE SET revision = excluded.revision, latest = excluded.latest");
UNUSED static void holder(struct act *a, const char *party_id, const char *function) {
    const char *id = arena_printf(m, "%s-%s", party_id, function);
    db_do(a, rw_person, id, arena_printf(m, "%s@x.example", id), a->now);
    db_do(a, rw_mandate, arena_printf(m, "m-%s", id), id, party_id, function, a->now);
}
UNUSED static struct act *acting(struct act *a, const char *party_id, const char *function) {
    const char *id = arena_printf(m, "%s-%s", party_id, function);
    return as(a, id, arena_printf(m, "m-%s", id), party_id);
}
UNUSED static struct act *nobody(struct act *a) { return as(a, NULL, NULL, NULL); }

static const char *const states[] = {"chl", "per", "bol"};
UNUSED static struct act *round_world(void) {
    struct act *a = world();
    party(a, "lac", "region");
    party(a, "eclac", "organization");
    party(a, "esp", "state");
    party(a, "fra", "state");
    party(a, "iom", "organization");
    const char *form = forms_national(a);
    db_do(a, rw_round, a->now, form);
    db_do(a, rw_title);
    holder(a, "eclac", "secretariat");
    holder(a, "esp", "focal_point");
    holder(a, "fra", "focal_point");
    holder(a, "iom", "delegate");
    db_do(a, rw_round_party, "esp", "observer");
    db_do(a, rw_round_party, "iom", "partner");
    for (size_t i = 0; i < COUNT(states); i++) {
        party(a, states[i], "state");
        db_do(a, world_iso, states[i], states[i][0] == 'c' ? "CHL" : states[i][0] == 'p' ? "PER" : "BOL");
        holder(a, states[i], "releaser");
        holder(a, states[i], "focal_point");
        db_do(a, rw_round_party, states[i], "member");
        db_do(a, rw_input, arena_printf(m, "in-%s", states[i]), states[i], a->now, form);
    }
    if (failed(a)) bug("%s", a->detail);
    return a;
}
/* Words in a cleared section (made on first use) of a State's input. */
UNUSED static void write_words(struct act *a, const char *state, const char *section, const char *question, const char *language, const char *words) {
    const char *id = arena_printf(m, "s-%s-%s", state, section), *revision = hash_id(m);
    db_do(a, rw_section_once, id, arena_printf(m, "in-%s", state), state, section, a->now);
    db_do(a, rw_revision, revision, id, question, language, words, *language ? "" : "es", a->now);
    db_do(a, rw_answer, id, question, language, revision);
    if (failed(a)) bug("%s", a->detail);
}
/* Released by the State's releasing authority; the id. */
UNUSED static const char *let_go(struct act *a, const char *state, const char *section, const char *audience, const char *named) {
    struct act *b = acting(a, state, "releaser");
    const char *input = arena_printf(m, "in-%s", state);
    struct offers *o = release_offers(b, input);
    for (size_t i = 0; o && i < o->n; i++) {
        if (!same(o->offer[i].name, section)) continue;
        struct release_order order = {.name = section, .audience = audience, .fingerprint = o->offer[i].fingerprint, .version = o->offer[i].version,
                                      .named = &named, .n_named = named ? 1 : 0};
        const char *const *ids = release_make(b, input, &order, 1, "http://x");
        if (!ids) bug("%s %s", b->message, b->detail ? b->detail : "");
        return ids[0];
    }
    bug("no offer of %s", section);
}
#endif
