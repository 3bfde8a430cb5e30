#include "area/invitation.h"
#include "area/access.h"
#include "area/attempt.h"
#include "area/directory.h"
#include "area/mail.h"
#include "area/sign_in.h"
#include "area/trail.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

enum { invitation_days = 14, again_most = 3, again_minutes = 60 };

SQL(invitation_kill, "kd", "", "UPDATE sign_in_link SET used = $2 WHERE mandate = $1 AND used IS NULL");
SQL(invitation_sent, "kk", "tt",
    "SELECT created, coalesce(round, '') FROM mail WHERE kind = 'invitation' AND person = $1 AND coalesce(party, '') = $2 ORDER BY created DESC, id LIMIT 1");
SQL(invitation_end, "kd", "", "UPDATE mandate SET ended = $2 WHERE id = $1 AND ended IS NULL");
SQL(invitation_called, "ktt", "", "UPDATE mandate SET called = $2, called_in = $3 WHERE id = $1");
SQL(invitation_known, "k", "i", "SELECT 1 FROM session WHERE person = $1 LIMIT 1");
/* Whoever held or holds the secretariat of this office gave it. */
SQL(invitation_by_office, "kk", "i",
    "SELECT 1 FROM mandate m JOIN mandate g ON g.person = m.granted_by AND g.function = 'secretariat' AND g.party = $2 WHERE m.id = $1 AND m.function = 'focal_point'");
SQL(invitation_open_of, "kd", "k",
    "SELECT m.id FROM mandate m WHERE m.function = 'focal_point' AND m.ended IS NULL AND (m.until IS NULL OR m.until >= $2) AND m.granted_by IN "
    "(SELECT g.person FROM mandate g WHERE g.function = 'secretariat' AND g.party = $1) AND NOT EXISTS (SELECT 1 FROM session s WHERE s.person = m.person AND (s.created >= m.created OR s.mandate = m.id))");

bool invitation_send(struct act *a, const struct appointment *p, const char *person, const char *mandate) {
    if (!p->base_url) return true;
    struct person *to = person_find(a, person);
    if (!to) return false;
    const struct language *own = a->lang, *theirs = lang_find(people_spoken_to(a, person, mandate));
    if (!theirs) theirs = lang_find(to->language);
    a->lang = theirs;
    const char *party = blank(p->party) ? "Isthmus" : party_name(a, p->party);
    a->lang = own;
    char *link = sign_in_link_for(a, person, mandate, invitation_days * 24 * 60);
    char *subject = tr_f(a->arena, theirs, TR("You are invited to act for %s"), party);
    char *words = tr_f(a->arena, theirs,
        TR("%1$s,\n\nyou have been appointed to act for %2$s in the review of the Global Compact for Migration.\n\n"
           "Open this address to begin; it works once, for 14 days:\n%3$s\n\n"
           "If you did not expect this, do nothing: without you nothing happens."),
        to->name, party, arena_printf(a->arena, "%s/enter/%s", p->base_url, link ? link : ""));
    return mail_queue(a, &(struct mail){.kind = "invitation", .round = p->round, .party = p->party, .person = person, .address = to->mail,
        .language = theirs->code, .subject = subject, .words = words, .secret = true});
}

/* May the acting person take this appointment back? */
static bool mine(struct act *a, const struct holder *h) {
    if (a->console) return true;
    if (same(h->function, "administrator") || same(h->function, "secretariat")) return access_may(a, ADMINISTER, NULL);
    const char *state = people_state(a, h->party);
    if (access_may(a, APPOINT, &(struct subject){.party = state})) return true;
    return same(state, h->party) && !blank(a->party) && db_one(a, invitation_by_office, h->mandate, a->party) && access_may(a, INVITE, NULL);
}

struct holder *invitation_open(struct act *a, const char *mandate, const char **sent) {
    struct holder *h = people_mandate(a, mandate);
    if (!h || *h->ended || h->arrived || !mine(a, h)) return NULL;
    struct row *r = db_one(a, invitation_sent, h->person, h->party);
    *sent = r ? text(r, 0) : "";
    return h;
}

struct holder *invitations_of_office(struct act *a, size_t *n) {
    *n = 0;
    if (!access_need(a, INVITE, NULL) || blank(a->party)) return NULL;
    struct rows *r = db_all(a, invitation_open_of, a->party, arena_copy_n(a->arena, a->now, 10));
    struct holder *all = NEW_N(a->arena, struct holder, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        struct holder *h = people_mandate(a, text(r->row[i], 0));
        if (h && mine(a, h)) all[(*n)++] = *h;
    }
    return all;
}

static struct holder *open_one(struct act *a, const char *mandate) {
    const char *sent;
    struct holder *h = invitation_open(a, mandate, &sent);
    if (h || failed(a)) return h;
    h = people_mandate(a, mandate);
    if (h && !*h->ended && h->arrived && mine(a, h)) return fail(a, INVALID, TR("This person has signed in meanwhile. Hand the post over or end it instead.")), NULL;
    return fail(a, NOT_FOUND, TR("There is nothing here for you.")), NULL;
}

/* In whose trail it stands: as the appointment itself. */
static bool note(struct act *a, const struct holder *h, const char *deed, const char *detail) {
    return trail_write(a, *h->party ? people_state(a, h->party) : NULL, deed, h->mandate, arena_printf(a->arena, "%s: %s", h->function, detail));
}

bool invitation_over(struct act *a, const struct holder *h) {
    return db_do(a, invitation_kill, h->mandate, a->now) && mail_withdraw(a, "invitation", h->person, h->party);
}

static const char *round_of(struct act *a, const struct holder *h) {
    struct row *r = db_one(a, invitation_sent, h->person, h->party);
    return r && *text(r, 1) ? text(r, 1) : NULL;
}

static bool send_again(struct act *a, const struct holder *h, const char *round, const char *base_url) {
    return invitation_over(a, h) && invitation_send(a, &(struct appointment){.party = *h->party ? h->party : NULL, .base_url = base_url, .round = round}, h->person, h->mandate);
}

bool invitation_again(struct act *a, const char *mandate, const char *base_url) {
    struct holder *h = open_one(a, mandate);
    if (!h || !attempt_allowed(a, "invitation", h->mail, again_most, again_minutes)) return false;
    attempt_note(a, "invitation", h->mail);
    return send_again(a, h, round_of(a, h), base_url) && note(a, h, TR("sent an invitation again"), h->mail);
}

const char *invitation_correct(struct act *a, const char *mandate, const struct appointment *to) {
    struct holder *h = open_one(a, mandate);
    if (!h) return NULL;
    const char *mail = text_mail(a->arena, to->mail), *round = round_of(a, h);
    if (mail && same(mail, h->mail)) { /* the same person: what they are called, in which language they read */
        /* whoever has an account already keeps their name and language; only this post calls them otherwise */
        bool known = db_one(a, invitation_known, h->person);
        if (blank(text_line(a->arena, to->name))) return mistake(a, "name", TR("Write the person's name.")), NULL;
        if (!known && !person_change(a, h->person, to->name, to->language, h->zone, false)) return NULL;
        if (!db_do(a, invitation_called, h->mandate, text_line(a->arena, to->name), to->language)) return NULL;
        bool done = send_again(a, h, round, to->base_url) && note(a, h, TR("corrected an invitation"), h->mail);
        return done ? h->mandate : NULL;
    }
    struct appointment p = *to;
    p.round = round;
    p.until = h->until;
    const char *id = people_replace(a, h, &p);
    bool done = id && note(a, h, TR("corrected an invitation"), arena_printf(a->arena, "%s, %s", h->mail, mail));
    return done ? id : NULL;
}

bool invitation_withdraw(struct act *a, const char *mandate) {
    struct holder *h = open_one(a, mandate);
    return h && invitation_over(a, h) && db_do(a, invitation_end, mandate, a->now) && note(a, h, TR("withdrew an invitation"), h->mail);
}
