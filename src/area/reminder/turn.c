/* Whose turn a section is, and the rows that say what was sent. */
#include "area/reminder/room.h"
#include "base/clock.h"

/* Authors named for a section, as long as they hold any post of the State. */
SQL(turn_named, "kkd", "ktttt",
    "SELECT p.id, p.name, p.mail, p.language, p.zone FROM section_author w JOIN person p ON p.id = w.person WHERE w.section = $1 AND EXISTS "
    "(SELECT 1 FROM mandate m WHERE m.person = p.id AND m.function <> 'delegate' AND m.ended IS NULL AND m.since <= $3 AND (m.until IS NULL OR m.until >= $3) "
    "AND (m.party = $2 OR m.party IN (SELECT r.party FROM relation r WHERE r.other = $2 AND r.role = 'part_of'))) ORDER BY p.id");
SQL(turn_released, "kktd", "i", "SELECT 1 FROM release WHERE round = $1 AND party = $2 AND section_name = $3 AND at >= $4");
SQL(reminder_row, "tktk", "i", "SELECT 1 FROM reminder WHERE kind = $1 AND thing = $2 AND turn = $3 AND person = $4");
SQL(reminder_add, "tktkkkd", "",
    "INSERT INTO reminder (kind, thing, turn, person, round, party, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, thing, turn, person) DO NOTHING");

struct holder *roster_post(struct roster *r, const char *party, const char *function, size_t *n) {
    struct post *p = r->posts;
    while (p && !(same(p->party, party) && same(p->function, function))) p = p->next;
    if (!p) {
        p = NEW(r->a->arena, struct post);
        *p = (struct post){.party = party, .function = function, .next = r->posts};
        p->holder = people_with(r->a, party, function, &p->n);
        r->posts = p;
    }
    *n = p->n;
    return p->holder;
}

struct holder *roster_leads(struct roster *r, const char *party, size_t *n) {
    struct holder *h = roster_post(r, party, "focal_point", n);
    return *n ? h : roster_post(r, party, "alternate", n);
}

static struct holder *named(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, turn_named, s->id, s->party, arena_copy_n(a->arena, a->now, 10));
    struct holder *h = NEW_N(a->arena, struct holder, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        h[i] = (struct holder){.person = text(w, 0), .name = text(w, 1), .mail = text(w, 2), .language = text(w, 3), .zone = text(w, 4), .function = "author"};
    }
    *n = r->n;
    return h;
}

struct turn roster_turn(struct roster *r, const struct section *s) {
    bool cleared = same(s->state, "cleared");
    struct turn t = {.function = cleared ? "releaser" : s->stage, .party = s->holder};
    if (!cleared && same(s->stage, "author")) t.holder = named(r->a, s, &t.n);
    if (cleared || same(s->stage, "releaser")) t.party = s->party;
    if (!t.n) t.holder = roster_post(r, t.party, t.function, &t.n);
    if (!t.n && same(t.function, "validator")) t.holder = roster_post(r, t.party = s->party, t.function, &t.n);
    if (t.n) return t;
    t.vacant = !same(t.function, "author") || !same(s->holder, s->party); /* what the State keeps itself its focal point writes */
    if (!t.vacant) t.function = "focal_point";
    t.holder = roster_leads(r, s->party, &t.n);
    return t;
}

struct turn section_turn(struct act *a, const struct section *s) {
    if (same(s->state, "cleared") && db_one(a, turn_released, s->round, s->party, s->name, s->since)) return (struct turn){.function = "", .party = s->party};
    return roster_turn(&(struct roster){.a = a}, s);
}

const char *reminder_kind_before(const char *today, const char *last_day) {
    if (!clock_is_day(last_day)) return NULL;
    int days = clock_days_between(today, last_day);
    return days < 0 || days > 14 ? NULL : days > 7 ? "in_14" : days > 2 ? "in_7" : "in_2";
}

bool reminder_sent(struct act *a, const char *kind, const char *thing, const char *turn, const char *person) {
    return db_one(a, reminder_row, kind, thing, turn, person) != NULL;
}

bool reminder_claim(struct act *a, const char *kind, const char *thing, const char *turn, const char *person, const char *round, const char *party) {
    return db_do(a, reminder_add, kind, thing, turn, person, round, party, a->now) && db_changed(a);
}
