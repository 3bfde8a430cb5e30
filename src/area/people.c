#include "area/people.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/invitation.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

const char *const functions[] = {"focal_point", "alternate", "author", "validator", "releaser", "delegate", "secretariat",
                                 "administrator", NULL};

bool function_known(const char *function) {
    for (const char *const *f = functions; *f; f++)
        if (same(*f, function)) return true;
    return false;
}

SQL(people_round_host, "k", "k", "SELECT host FROM round WHERE id = $1");
/* Until the person comes to this post they stand here as the appointment called them. */
#define ARRIVED "EXISTS (SELECT 1 FROM session x WHERE x.person = m.person AND (x.created >= m.created OR x.mandate = m.id))"
#define HOLDER "m.id, m.person, CASE WHEN m.called IS NULL OR " ARRIVED " THEN p.name ELSE m.called END, p.mail, " \
               "CASE WHEN m.called_in IS NULL OR " ARRIVED " THEN p.language ELSE m.called_in END, p.zone, coalesce(m.party, ''), m.function, m.since, " \
               "coalesce(m.until, ''), coalesce(m.ended, ''), CASE WHEN " ARRIVED " THEN 1 ELSE 0 END " \
               "FROM mandate m JOIN person p ON p.id = m.person "
SQL(people_with_function, "ktd", "kktttttttdti",
    "SELECT " HOLDER "WHERE m.party = $1 AND m.function = $2 AND m.ended IS NULL AND m.since <= $3 "
    "AND (m.until IS NULL OR m.until >= $3) ORDER BY m.created, m.id");
SQL(people_of_state, "k", "kktttttttdti",
    "SELECT " HOLDER "WHERE m.party = $1 OR m.party IN (SELECT r.party FROM relation r WHERE r.other = $1 AND r.role = 'part_of') "
    "ORDER BY CASE WHEN m.ended IS NULL THEN 0 ELSE 1 END, 3, m.id");
SQL(people_of_the_server, "d", "kktttttttdti",
    "SELECT " HOLDER "WHERE m.function IN ('secretariat', 'administrator') AND m.ended IS NULL AND (m.until IS NULL OR m.until >= $1) "
    "ORDER BY m.function, 3, m.id");
SQL(people_of_person, "kd", "kktttttttdti",
    "SELECT " HOLDER "WHERE m.person = $1 AND m.ended IS NULL AND m.since <= $2 AND (m.until IS NULL OR m.until >= $2) "
    "ORDER BY m.created, m.id");
SQL(people_one, "k", "kktttttttdti", "SELECT " HOLDER "WHERE m.id = $1");
/* Whoever came before has said which language; for others the appointment has. */
SQL(people_spoken, "kk", "t",
    "SELECT CASE WHEN m.called_in IS NULL OR EXISTS (SELECT 1 FROM session x WHERE x.person = p.id) THEN p.language ELSE m.called_in END "
    "FROM person p LEFT JOIN mandate m ON m.id = $2 AND m.person = p.id WHERE p.id = $1");
SQL(people_state_of, "kd", "k",
    "SELECT other FROM relation WHERE party = $1 AND role = 'part_of' AND (until IS NULL OR until >= $2) ORDER BY created LIMIT 1");
SQL(people_mandate_add, "kkkttdkkdtt", "",
    "INSERT INTO mandate (id, person, party, function, since, until, follows, granted_by, created, called, called_in) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
/* Changes nothing, but on PostgreSQL the next who gives a post of the party waits for the end
 * of this act and then sees what it did; on SQLite there is one writer anyway. */
SQL(people_alone, "k", "", "UPDATE party SET created = created WHERE id = $1");
SQL(people_led_once, "k", "i", "SELECT 1 FROM mandate m WHERE m.party = $1 AND m.function = 'focal_point' AND " ARRIVED " LIMIT 1");
SQL(people_mandate_end, "kd", "", "UPDATE mandate SET ended = $2 WHERE id = $1 AND ended IS NULL");
SQL(people_same_mandate, "kktd", "i",
    "SELECT 1 FROM mandate WHERE person = $1 AND coalesce(party, '') = $2 AND function = $3 AND ended IS NULL "
    "AND (until IS NULL OR until >= $4)");
/* The work of a post: unfinished sections its holder is named for, but not those of another
 * body of the State for which the same person goes on. */
#define WORK "person = $1 AND section IN (SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = $2 " \
             "AND s.state <> 'cleared' AND (s.holder = $3 OR NOT EXISTS (SELECT 1 FROM mandate m WHERE m.person = $1 " \
             "AND m.party = s.holder AND m.ended IS NULL)))"
SQL(people_give_sections, "kkkk", "",
    "INSERT INTO section_author (section, person) SELECT section, $4 FROM section_author WHERE " WORK
    " ON CONFLICT (section, person) DO NOTHING");
SQL(people_leave_sections, "kkk", "", "DELETE FROM section_author WHERE " WORK);
SQL(person_add, "ktttd", "",
    "INSERT INTO person (id, mail, name, language, created) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (mail) DO NOTHING");
SQL(person_one, "k", "kttttti", "SELECT id, mail, name, language, zone, totp, digest FROM person WHERE id = $1");
SQL(person_of_mail, "t", "kttttti", "SELECT id, mail, name, language, zone, totp, digest FROM person WHERE mail = $1");
SQL(person_set, "kttti", "", "UPDATE person SET name = $2, language = $3, zone = $4, digest = $5 WHERE id = $1");
SQL(body_all, "kd", "kt",
    "SELECT p.id, p.kind FROM party p JOIN relation r ON r.party = p.id WHERE r.other = $1 AND r.role = 'part_of' AND (r.until IS NULL OR r.until >= substr($2, 1, length(r.until)))");
SQL(body_add, "ktd", "", "INSERT INTO party (id, kind, created) VALUES ($1, $2, $3)");
SQL(body_name_add, "ktt", "", "INSERT INTO party_name (party, language, name) VALUES ($1, $2, $3)");
SQL(body_relation_add, "kkkd", "", "INSERT INTO relation (id, party, other, role, created) VALUES ($1, $2, $3, 'part_of', $4)");

static const char *today(struct act *a) { return arena_copy_n(a->arena, a->now, 10); }

static struct holder *holders(struct act *a, struct rows *r, size_t *n) {
    struct holder *h = NEW_N(a->arena, struct holder, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        h[i] = (struct holder){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5),
                               text(w, 6), text(w, 7), text(w, 8), text(w, 9), text(w, 10), num(w, 11) != 0};
    }
    if (n) *n = r->n;
    return h;
}

struct holder *people_with(struct act *a, const char *party, const char *function, size_t *n) {
    return holders(a, db_all(a, people_with_function, party, function, today(a)), n);
}

struct holder *people_of(struct act *a, const char *state, size_t *n) {
    *n = 0;
    if (!access_need(a, APPOINT, &(struct subject){.party = state})) return NULL;
    return holders(a, db_all(a, people_of_state, state), n);
}

struct holder *people_of_server(struct act *a, size_t *n) {
    *n = 0;
    return access_need(a, ADMINISTER, NULL) ? holders(a, db_all(a, people_of_the_server, today(a)), n) : NULL;
}

struct holder *people_mandates(struct act *a, const char *person, size_t *n) {
    return holders(a, db_all(a, people_of_person, person, today(a)), n);
}

struct holder *people_mandate(struct act *a, const char *mandate) {
    struct rows *r = db_all(a, people_one, mandate);
    return r->n ? holders(a, r, NULL) : NULL;
}

const char *people_state(struct act *a, const char *party) {
    struct row *r = db_one(a, people_state_of, party, today(a));
    return r ? text(r, 0) : party;
}

static struct person *person_of(struct act *a, struct row *r) {
    if (!r) return NULL;
    struct person *p = NEW(a->arena, struct person);
    *p = (struct person){text(r, 0), text(r, 1), text(r, 2), text(r, 3), text(r, 4), text(r, 5) != NULL, num(r, 6) != 0};
    return p;
}
struct person *person_find(struct act *a, const char *id) { return person_of(a, db_one(a, person_one, id)); }
struct person *person_by_mail(struct act *a, const char *mail) { return person_of(a, db_one(a, person_of_mail, mail)); }

bool person_change(struct act *a, const char *id, const char *name, const char *language, const char *zone, bool digest) {
    name = text_line(a->arena, name);
    if (blank(name)) mistake(a, "name", TR("Write your name."));
    within(a, "name", TR("Name"), name, 120);
    if (!lang_find(language)) mistake(a, "language", TR("Choose one of the languages."));
    if (!lang_zone_known(zone)) mistake(a, "zone", TR("This time zone is not known. Write it like Europe/Paris or America/Santiago."));
    return db_do(a, person_set, id, name, language, zone, digest);
}

/* Who may give this mandate (see people.h); the decision itself is access_may's. */
static bool may_appoint(struct act *a, const struct appointment *p) {
    bool server = same(p->function, "administrator") || same(p->function, "secretariat");
    if (server) return access_may(a, ADMINISTER, NULL);
    const char *state = people_state(a, p->party);
    if (access_may(a, APPOINT, &(struct subject){.party = state})) return true;
    struct row *r = p->round ? db_one(a, people_round_host, p->round) : NULL;
    if (p->round && !access_may(a, RUN_ROUND, &(struct subject){.round = p->round, .host = r ? text(r, 0) : NULL})) return false;
    if (!same(p->function, "focal_point") || !same(p->party, state) || !access_may(a, INVITE, NULL)) return false;
    size_t leads, alternates;
    people_with(a, state, "focal_point", &leads);
    people_with(a, state, "alternate", &alternates);
    if (leads || alternates) return mistake(a, "party", TR("This party has a focal point already, who appoints its own people."));
    /* Whoever comes next reads what the last one wrote: that is no secretariat's to give. */
    if (db_one(a, people_led_once, state) && !access_may(a, ADMINISTER, NULL))
        return mistake(a, "party", TR("This party had a focal point before, so the next one is not yours to invite. The administrator of this server appoints one when the party asks for it."));
    return true;
}

static void check(struct act *a, const struct appointment *p, const char **mail) {
    *mail = text_mail(a->arena, p->mail);
    if (!*mail) mistake(a, "mail", TR("Write a mail address such as name@ministry.example."));
    if (blank(p->name)) mistake(a, "name", TR("Write the person's name."));
    within(a, "name", TR("Name"), p->name, 120);
    if (!function_known(p->function)) mistake(a, "function", TR("Choose a function."));
    if (same(p->function, "releaser") && !blank(p->party) && !same(people_state(a, p->party), p->party))
        mistake(a, "party", TR("A releasing authority acts for the whole State, not for one of its bodies. Choose the State."));
    if (!lang_find(p->language)) mistake(a, "language", TR("Choose one of the languages."));
    if (!same(p->function, "administrator") && (blank(p->party) || !party_exists(a, p->party)))
        mistake(a, "party", TR("Choose the body for which the person will act."));
    if (!blank(p->since) && !clock_is_day(p->since)) mistake(a, "since", TR("Write the day as year-month-day, such as 2026-03-01."));
    if (!blank(p->until) && !clock_is_day(p->until)) mistake(a, "until", TR("Write the day as year-month-day, such as 2026-03-01."));
    else if (!blank(p->until) && strcmp(p->until, blank(p->since) ? today(a) : p->since) < 0)
        mistake(a, "until", TR("The term ends before it begins."));
}

static const char *person_for(struct act *a, const struct appointment *p, const char *mail) {
    struct person *known = person_by_mail(a, mail);
    if (known) return known->id;
    db_do(a, person_add, hash_id(a->arena), mail, text_line(a->arena, p->name), p->language, a->now);
    known = person_by_mail(a, mail); /* two appointments at once make one person */
    return known ? known->id : NULL;
}

static const char *grant(struct act *a, const struct appointment *p, const char *follows) {
    const char *mail;
    check(a, p, &mail);
    if (failed(a)) return NULL;
    const char *person = person_for(a, p, mail), *party = same(p->function, "administrator") ? NULL : p->party;
    if (!person) return NULL;
    if (db_one(a, people_same_mandate, person, party ? party : "", p->function, today(a))) {
        mistake(a, "mail", TR("This person already holds this post."));
        return NULL;
    }
    char *id = hash_id(a->arena);
    db_do(a, people_mandate_add, id, person, party, p->function, blank(p->since) ? today(a) : p->since,
          blank(p->until) ? NULL : p->until, follows, a->person, a->now, text_line(a->arena, p->name), p->language);
    trail_write(a, party ? people_state(a, party) : NULL, TR("gave a mandate"), id, arena_printf(a->arena, "%s: %s", p->function, mail));
    return invitation_send(a, p, person, id) && !failed(a) ? id : NULL;
}

const char *people_spoken_to(struct act *a, const char *person, const char *mandate) {
    struct row *r = db_one(a, people_spoken, person, mandate);
    return r ? text(r, 0) : "";
}

const char *people_appoint(struct act *a, const struct appointment *p) {
    if (!blank(p->party)) db_do(a, people_alone, p->party);
    if (!a->console && !may_appoint(a, p)) {
        if (!a->failure) fail(a, DENIED, TR("There is nothing here for you."));
        return NULL;
    }
    return grant(a, p, NULL);
}

const char *people_invite_focal_point(struct act *a, const char *round, const char *party, const char *mail, const char *name,
                                      const char *language, const char *base_url) {
    return people_appoint(a, &(struct appointment){.party = party, .function = "focal_point", .mail = mail, .name = name,
                                                   .language = language, .round = round, .base_url = base_url});
}

struct holder *people_post(struct act *a, const char *mandate) {
    struct holder *h = people_mandate(a, mandate);
    if (!h || *h->ended) {
        fail(a, NOT_FOUND, TR("That post has already ended."));
        return NULL;
    }
    bool server = same(h->function, "administrator") || same(h->function, "secretariat");
    bool may = a->console || (server ? access_may(a, ADMINISTER, NULL)
                                     : access_may(a, APPOINT, &(struct subject){.party = people_state(a, h->party)}));
    if (may) return h;
    fail(a, DENIED, TR("There is nothing here for you."));
    return NULL;
}

bool people_end(struct act *a, const char *mandate) {
    struct holder *h = people_post(a, mandate);
    if (!h) return false;
    if (same(mandate, a->mandate) && same(h->function, "focal_point"))
        return fail(a, INVALID, TR("You cannot end your own post as focal point; hand it over to your successor."));
    db_do(a, people_mandate_end, mandate, a->now);
    invitation_over(a, h);
    return trail_write(a, *h->party ? people_state(a, h->party) : NULL, TR("ended a mandate"), mandate, arena_printf(a->arena, "%s: %s", h->function, h->mail));
}

const char *people_replace(struct act *a, const struct holder *h, const struct appointment *to) {
    if (*h->party) db_do(a, people_alone, h->party);
    const struct holder *now = people_mandate(a, h->mandate);
    if (!now || *now->ended) return fail(a, NOT_FOUND, TR("That post has already ended.")), NULL;
    struct appointment p = *to;
    p.party = h->party;
    p.function = h->function;
    if (blank(p.until) && strcmp(h->until, today(a)) >= 0) p.until = h->until;
    const char *id = grant(a, &p, h->mandate);
    struct holder *heir = id ? people_mandate(a, id) : NULL;
    if (!heir) return NULL;
    const char *state = people_state(a, h->party);
    db_do(a, people_mandate_end, h->mandate, a->now);
    invitation_over(a, h);
    db_do(a, people_give_sections, h->person, state, h->party, heir->person);
    db_do(a, people_leave_sections, h->person, state, h->party);
    return failed(a) ? NULL : id;
}

const char *people_hand_over(struct act *a, const char *mandate, const struct appointment *to) {
    struct holder *h = people_post(a, mandate);
    const char *id = h ? people_replace(a, h, to) : NULL;
    struct holder *heir = id ? people_mandate(a, id) : NULL;
    if (!heir) return NULL;
    trail_write(a, *h->party ? people_state(a, h->party) : NULL, TR("handed a post over"), id, arena_printf(a->arena, "%s: %s, %s", h->function, h->mail, heir->mail));
    return failed(a) ? NULL : id;
}

static int by_name(const void *x, const void *y, void *language) {
    return text_order(language, ((const struct body *)x)->name, ((const struct body *)y)->name);
}

struct body *people_bodies(struct act *a, const char *state, size_t *n) {
    struct rows *r = db_all(a, body_all, state, today(a));
    struct body *b = NEW_N(a->arena, struct body, r->n);
    for (size_t i = 0; i < r->n; i++) b[i] = (struct body){text(r->row[i], 0), party_name(a, text(r->row[i], 0)), text(r->row[i], 1)};
    qsort_r(b, r->n, sizeof *b, by_name, (void *)(uintptr_t)a->lang->code);
    *n = r->n;
    return b;
}

bool people_body_name_fits(struct act *a, const char *state, const char *body, const char *name) {
    if (blank(name)) mistake(a, "body", TR("Write the name of the ministry or local government."));
    within(a, "body", TR("Name"), name, 200);
    size_t n;
    struct body *there = people_bodies(a, state, &n);
    const char *folded = text_fold(a->arena, name);
    for (size_t i = 0; i < n; i++)
        if (!same(there[i].id, body) && same(text_fold(a->arena, there[i].name), folded)) mistake(a, "body", TR("Your State has a body of this name already: %s."), there[i].name);
    return !failed(a);
}

const char *people_add_body(struct act *a, const char *state, const char *kind, const char *name) {
    if (!a->console && !access_need(a, APPOINT, &(struct subject){.party = state})) return NULL;
    if (!party_exists(a, state)) {
        fail(a, NOT_FOUND, TR("There is nothing here for you."));
        return NULL;
    }
    name = text_line(a->arena, name);
    if (!same(kind, "ministry") && !same(kind, "local")) mistake(a, "kind", TR("Choose what kind of body it is."));
    if (!people_body_name_fits(a, state, NULL, name)) return NULL;
    char *id = arena_printf(a->arena, "%s-%.8s", state, hash_id(a->arena));
    db_do(a, body_add, id, kind, a->now);
    db_do(a, body_name_add, id, a->lang->code, name);
    if (!same(a->lang->code, "en")) db_do(a, body_name_add, id, "en", name);
    db_do(a, body_relation_add, hash_id(a->arena), id, state, a->now);
    trail_write(a, state, TR("added a ministry or local government"), id, name);
    return failed(a) ? NULL : id;
}
