#include "area/body.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/invitation.h"
#include "area/mail.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

SQL(body_names, "k", "tt", "SELECT language, name FROM party_name WHERE party = $1");
SQL(body_name_put, "ktt", "",
    "INSERT INTO party_name (party, language, name) VALUES ($1, $2, $3) ON CONFLICT (party, language) DO UPDATE SET name = excluded.name");
SQL(body_relation_end, "kkd", "", "UPDATE relation SET until = $3 WHERE party = $1 AND other = $2 AND role = 'part_of'");
SQL(body_posts, "kd", "k", "SELECT id FROM mandate WHERE party = $1 AND ended IS NULL AND (until IS NULL OR until >= $2)");
SQL(body_post_end, "kd", "", "UPDATE mandate SET ended = $2 WHERE id = $1 AND ended IS NULL");
SQL(body_sections, "kk", "i", "SELECT count(*) FROM section WHERE holder = $1 AND input IN (SELECT i.id FROM input i WHERE i.party = $2)");
SQL(body_give_all, "kkk", "", "UPDATE section SET holder = $2 WHERE holder = $1 AND input IN (SELECT i.id FROM input i WHERE i.party = $3)");

struct body *body_find(struct act *a, const char *body) {
    size_t n;
    const char *state = people_state(a, body);
    struct body *b = same(state, body) ? NULL : people_bodies(a, state, &n);
    if (b && access_need(a, APPOINT, &(struct subject){.party = state}))
        for (size_t i = 0; i < n; i++)
            if (same(b[i].id, body)) return &b[i];
    return fail(a, NOT_FOUND, TR("There is nothing here for you.")), NULL;
}

bool body_rename(struct act *a, const char *body, const char *given) {
    struct body *b = body_find(a, body);
    const char *name = text_line(a->arena, given);
    if (!b) return false;
    people_body_name_fits(a, people_state(a, body), body, name);
    if (failed(a)) return false;
    struct rows *r = db_all(a, body_names, body);
    db_do(a, body_name_put, body, a->lang->code, name);
    for (size_t i = 0; i < r->n; i++)
        if (same(text(r->row[i], 1), b->name)) db_do(a, body_name_put, body, text(r->row[i], 0), name);
    return !failed(a) && trail_write(a, people_state(a, body), TR("renamed a ministry or local government"), body, arena_printf(a->arena, "%s -> %s", b->name, name));
}

static void end_posts(struct act *a, const char *body) {
    struct rows *r = db_all(a, body_posts, body, arena_copy_n(a->arena, a->now, 10));
    for (size_t i = 0; i < r->n && !failed(a); i++) {
        struct holder *h = people_mandate(a, text(r->row[i], 0));
        db_do(a, body_post_end, h->mandate, a->now);
        invitation_over(a, h);
        trail_write(a, people_state(a, body), TR("ended a mandate"), h->mandate, arena_printf(a->arena, "%s: %s", h->function, h->mail));
    }
}

/* Whoever writes or validates for the heir; of the State itself who leads knows already. */
static void tell(struct act *a, const char *from, const char *heir, const char *base_url) {
    static const char *const posts[] = {"author", "validator"};
    const struct language *own = a->lang;
    for (size_t p = 0; p < COUNT(posts); p++) {
        size_t n;
        struct holder *h = people_with(a, heir, posts[p], &n);
        for (size_t i = 0; i < n && !failed(a); i++) {
            const struct language *theirs = lang_find(h[i].language);
            a->lang = theirs ? theirs : own;
            const char *words = tr_f(a->arena, a->lang, TR("%1$s,\n\nthe sections of %2$s are now given to %3$s:\n%4$s\n\nNobody outside your State sees them."), h[i].name, party_name(a, from), party_name(a, heir),
                                     arena_printf(a->arena, "%s/work", base_url));
            mail_to_person(a, h[i].person, &(struct mail){.kind = "waiting", .party = people_state(a, heir), .subject = tr(a->lang, TR("Sections were given to you")), .words = words,
                .once = arena_printf(a->arena, "body/%s/%s/%s", from, heir, h[i].person)});
            a->lang = own;
        }
    }
}

bool body_end(struct act *a, const char *body, const char *heir, const char *base_url) {
    struct body *b = body_find(a, body);
    if (!b) return false;
    const char *state = people_state(a, body);
    bool fits = same(heir, state) || (!same(heir, body) && same(people_state(a, heir), state));
    if (!fits) return mistake(a, "heir", TR("Choose who gets its sections: the State itself or another of its bodies."));
    struct row *r = db_one(a, body_sections, body, state);
    int64_t sections = r ? num(r, 0) : 0;
    if (sections && base_url && !same(heir, state)) tell(a, body, heir, base_url);
    end_posts(a, body);
    db_do(a, body_give_all, body, heir, state);
    db_do(a, body_relation_end, body, state, clock_day_add(a->arena, arena_copy_n(a->arena, a->now, 10), -1));
    access_forget(a);
    return !failed(a) && trail_write(a, state, TR("ended a ministry or local government"), body, arena_printf(a->arena, "%s -> %s: %lld", b->name, heir, (long long)sections));
}
