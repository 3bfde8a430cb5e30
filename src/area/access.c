#include "area/access.h"
#include "base/lang.h"
#include "store/db.h"

const char *const audiences[] = {"owner", "named", "members", "observers", "partners", "public", NULL};

struct capacity {
    const char *round, *party, *capacity;
    struct capacity *next;
};
struct standing {
    const char *function, *party, *state;
    struct capacity *capacities;
    const char *reasons[16];
    size_t n_reasons;
    bool weak; /* something was refused only for want of the second factor */
    struct rows *named; /* releases to this party by name, read once */
    struct rows *served; /* fora whose secretariat or convener the party is, read once */
};

/* A mandate counts from its first to its last day and until it is ended; the person's
 * session names it (people.c checks that it is theirs). */
SQL(access_mandate, "kkd", "ttt",
    "SELECT m.function, m.party, (SELECT r.other FROM relation r WHERE r.party = m.party AND r.role = 'part_of' "
    "  AND (r.until IS NULL OR r.until >= substr($3, 1, length(r.until))) ORDER BY r.created LIMIT 1) "
    "FROM mandate m WHERE m.id = $1 AND m.person = $2 AND m.ended IS NULL "
    "AND m.since <= $3 AND (m.until IS NULL OR m.until >= $3)");
SQL(access_capacity_of, "kk", "t", "SELECT capacity FROM round_party WHERE round = $1 AND party = $2");
SQL(access_named, "k", "k", "SELECT release FROM release_named WHERE party = $1");
/* An end may be a year or a month: it lasts to its last day. */
SQL(access_serves, "kd", "k",
    "SELECT other FROM relation WHERE party = $1 AND role IN ('secretariat', 'convener') AND disputed = 0 AND (since IS NULL OR since <= $2) "
    "AND (until IS NULL OR until >= substr($2, 1, length(until)))");
SQL(access_is_author, "kk", "i", "SELECT 1 FROM section_author WHERE section = $1 AND person = $2");

static struct standing *standing(struct act *a) {
    if (a->standing) return a->standing;
    struct standing *s = a->standing = NEW(a->arena, struct standing);
    s->function = s->party = s->state = "";
    if (!a->person || !a->mandate) return s;
    struct row *r = db_one(a, access_mandate, a->mandate, a->person, arena_copy_n(a->arena, a->now, 10));
    if (!r) return s;
    s->function = text(r, 0);
    s->party = text(r, 1) ? text(r, 1) : "";
    s->state = text(r, 2) ? text(r, 2) : s->party;
    return s;
}

void access_forget(struct act *a) { a->standing = NULL; }

struct act access_as_public(const struct act *a) {
    struct act everyone = *a;
    everyone.person = everyone.mandate = everyone.party = NULL;
    everyone.strong = everyone.console = false;
    everyone.standing = NULL;
    return everyone;
}
const char *access_function(struct act *a) { return standing(a)->function; }
const char *access_state(struct act *a) { return standing(a)->state; }

bool access_needs_second_factor(const char *function) {
    static const char *const strong[] = {"administrator", "secretariat", "focal_point", "alternate", "validator", "releaser"};
    for (size_t i = 0; i < COUNT(strong); i++)
        if (same(function, strong[i])) return true;
    return false;
}

const char *access_capacity(struct act *a, const char *round, const char *party) {
    if (blank(round) || blank(party)) return "";
    struct standing *s = standing(a);
    for (struct capacity *c = s->capacities; c; c = c->next)
        if (same(c->round, round) && same(c->party, party)) return c->capacity;
    struct row *r = db_one(a, access_capacity_of, round, party);
    struct capacity *c = NEW(a->arena, struct capacity);
    *c = (struct capacity){arena_copy(a->arena, round), arena_copy(a->arena, party), r ? text(r, 0) : "", s->capacities};
    s->capacities = c;
    return c->capacity;
}

const char *audience_name(const struct act *a, const char *audience) {
    static const struct { const char *audience, *words; } names[] = {
        {"owner", TR("Only the party itself")},
        {"named", TR("Parties named one by one")},
        {"members", TR("Members of the round")},
        {"observers", TR("Members and observers of the round")},
        {"partners", TR("Members, observers and partners of the round")},
        {"public", TR("Everyone")},
    };
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(audience, names[i].audience)) return tr(a->lang, names[i].words);
    return "";
}

static bool is(const struct standing *s, const char *function) { return same(s->function, function); }
static bool has_post(const struct standing *s) { return *s->function && *s->party; }
static bool leads(const struct standing *s) { return is(s, "focal_point") || is(s, "alternate"); }
static bool of_state(const struct standing *s, const struct subject *u) { return has_post(s) && same(s->state, u->party); }
static bool national(const struct standing *s, const struct subject *u) { return has_post(s) && same(s->party, u->party); }
static bool runs(const struct standing *s, const struct subject *u) { return is(s, "secretariat") && same(s->party, u->host); }

/* Asked for every row of a list, so it is read once. */
static bool named(struct act *a, struct standing *s, const char *release) {
    if (!s->named) s->named = db_all(a, access_named, s->state);
    for (size_t i = 0; i < s->named->n; i++)
        if (same(text(s->named->row[i], 0), release)) return true;
    return false;
}

bool access_audience_reaches(const char *audience, const char *capacity) {
    bool host = same(capacity, "host"), member = same(capacity, "member"), observer = same(capacity, "observer"), partner = same(capacity, "partner");
    if (same(audience, "members")) return host || member;
    if (same(audience, "observers")) return host || member || observer;
    return same(audience, "partners") && (host || member || observer || partner);
}

/* A yes is a sentence; a no is NULL. */
static const char *see_release(struct act *a, struct standing *s, const struct subject *u) {
    if (u->recalled) return NULL; /* its content is gone from every surface, for all */
    if (national(s, u)) return TR("It is your own party's release.");
    if (u->replaced) return NULL; /* readers see the newest version only */
    if (same(u->audience, "public")) return TR("The party released it to everyone.");
    if (!has_post(s)) return NULL;
    if (same(u->audience, "named"))
        return named(a, s, u->release) ? TR("The party released it to your party by name.") : NULL;
    if (same(u->audience, "owner")) return NULL;
    if (runs(s, u)) return access_audience_reaches(u->audience, "host") ? TR("The party released it to the round, and you are its secretariat.") : NULL;
    if (!access_audience_reaches(u->audience, access_capacity(a, u->round, s->state))) return NULL;
    if (same(u->audience, "members")) return TR("The party released it to the members of the round.");
    if (same(u->audience, "observers")) return TR("The party released it to members and observers of the round.");
    return TR("The party released it to all who take part in the round.");
}

static const char *see_recall(struct act *a, struct standing *s, const struct subject *u) {
    struct subject was = *u;
    was.recalled = false;
    return see_release(a, s, &was);
}

static const char *see_draft(struct act *a, struct standing *s, const struct subject *u) {
    if (!of_state(s, u)) return NULL;
    if (national(s, u) && (leads(s) || is(s, "releaser") || is(s, "validator")))
        return TR("You act for this party's input as a whole.");
    if (same(s->party, u->holder)) return TR("The section is given to the body you act for.");
    if (u->section && db_one(a, access_is_author, u->section, a->person)) return TR("You are named as an author of this section.");
    if (u->open_to_all) return TR("Your focal point opened this section to all of your party.");
    return NULL;
}

static const char *write_draft(struct act *a, struct standing *s, const struct subject *u) {
    if (!of_state(s, u) || is(s, "delegate")) return NULL;
    if (same(u->stage, "author")) {
        if (national(s, u) && leads(s)) return TR("You lead this party's input.");
        bool writes = is(s, "author") || is(s, "validator") || leads(s);
        if (writes && same(s->party, u->holder)) return TR("The section is given to the body you act for.");
        if (u->section && db_one(a, access_is_author, u->section, a->person)) return TR("You are named as an author of this section.");
        return NULL;
    }
    if (same(u->stage, "validator") && is(s, "validator") && (same(s->party, u->holder) || national(s, u)))
        return TR("The section waits for your validation.");
    return NULL;
}

static const char *release_input(const struct standing *s, const struct subject *u) {
    return is(s, "releaser") && national(s, u) ? TR("You are the releasing authority of this party.") : NULL;
}

static const char *clear_draft(struct standing *s, const struct subject *u) {
    if (!of_state(s, u) || is(s, "delegate")) return NULL;
    if (same(u->stage, "author")) {
        bool hands_in = (is(s, "author") || is(s, "validator")) && same(s->party, u->holder);
        return hands_in || (national(s, u) && leads(s)) ? TR("You may hand this section on.") : NULL;
    }
    if (same(u->stage, "validator"))
        return is(s, "validator") && (same(s->party, u->holder) || national(s, u)) ? TR("The section waits for your validation.") : NULL;
    return same(u->stage, "releaser") ? release_input(s, u) : NULL;
}

static const char *see_report(struct act *a, struct standing *s, const struct subject *u) {
    if (runs(s, u)) return TR("You are the secretariat of this round.");
    if (same(u->report_status, "adopted")) return TR("The report is adopted and open to everyone.");
    if (same(u->report_status, "circulated") && has_post(s) && *access_capacity(a, u->round, s->state))
        return TR("The draft report was circulated to all who take part in the round.");
    return NULL;
}

static const char *object_report(struct act *a, struct standing *s, const struct subject *u) {
    bool speaks = (leads(s) || is(s, "releaser")) && has_post(s) && same(s->party, s->state);
    if (!speaks || !same(u->report_status, "circulated")) return NULL;
    return same(access_capacity(a, u->round, s->state), "member") ? TR("Your party may comment on the circulated draft.") : NULL;
}

/* Words that go further than their release are released anew: by nobody but who releases. */
static const char *consent_report(const struct standing *s, const struct subject *u) {
    return release_input(s, u) && !same(u->report_status, "adopted") ? TR("The report cites your party, and you decide how far its words go.") : NULL;
}

static const char *edit_directory(struct act *a, struct standing *s, const struct subject *u) {
    if (is(s, "administrator")) return TR("You administer this server.");
    if (!is(s, "secretariat")) return NULL;
    if (blank(u->party)) return TR("Secretariats keep the directory.");
    if (same(s->party, u->party)) return TR("It is the entry of the body you act for.");
    if (!s->served) s->served = db_all(a, access_serves, s->party, arena_copy_n(a->arena, a->now, 10));
    for (size_t i = 0; i < s->served->n; i++)
        if (same(text(s->served->row[i], 0), u->party)) return TR("The body you act for is its secretariat or convener.");
    return NULL;
}

bool access_reaches(const char *audience, const char *report_status) {
    if (same(audience, "public")) return true;
    return same(audience, "partners") && !same(report_status, "adopted");
}

static const char *decide(struct act *a, struct standing *s, enum right right, const struct subject *u) {
    switch (right) {
    case SEE_PUBLIC: return TR("This page is open to everyone.");
    case SEE_RELEASE: return see_release(a, s, u);
    case SEE_RECALL: return see_recall(a, s, u);
    case SEE_DRAFT: return see_draft(a, s, u);
    case WRITE_DRAFT: return write_draft(a, s, u);
    case CLEAR_DRAFT: return clear_draft(s, u);
    case RELEASE_INPUT: return release_input(s, u);
    case LEAD_INPUT: return leads(s) && national(s, u) ? TR("You lead this party's input.") : NULL;
    case APPOINT:
        if (is(s, "administrator")) return TR("You administer this server.");
        return leads(s) && of_state(s, u) && same(s->party, s->state) ? TR("You appoint the people of your own party.") : NULL;
    case INVITE:
        return is(s, "secretariat") || is(s, "administrator") ? TR("Secretariats invite the first focal point of a State.") : NULL;
    case SEE_TRAIL:
        if (is(s, "administrator") && blank(u->party)) return TR("You administer this server.");
        return national(s, u) && (leads(s) || is(s, "releaser") || is(s, "secretariat")) ? TR("It is the trail of your own party.") : NULL;
    case RUN_ROUND:
    case SEE_WAITING: return runs(s, u) ? TR("You are the secretariat of this round.") : NULL;
    case SEE_REPORT: return see_report(a, s, u);
    case OBJECT_REPORT: return object_report(a, s, u);
    case CONSENT_REPORT: return consent_report(s, u);
    case EDIT_DIRECTORY: return edit_directory(a, s, u);
    case ADMINISTER: return is(s, "administrator") ? TR("You administer this server.") : NULL;
    case RIGHTS: break;
    }
    bug("unknown right %d", right);
}

/* Rights that clear, release or administer count only in a session with the second factor.
 * The console of the server stands above: who can run it can read the file of data. */
static bool strong_enough(const struct act *a, enum right right) {
    bool needs = right == CLEAR_DRAFT || right == RELEASE_INPUT || right == LEAD_INPUT || right == APPOINT || right == INVITE ||
                 right == SEE_TRAIL || right == RUN_ROUND || right == CONSENT_REPORT || right == SEE_WAITING || right == ADMINISTER ||
                 right == EDIT_DIRECTORY;
    return !needs || a->strong || a->console;
}

/* The reason for a yes, or NULL; weak: only the second factor is missing. */
static const char *allowed(struct act *a, enum right right, const struct subject *u, bool *weak) {
    static const struct subject nothing;
    const char *why = decide(a, standing(a), right, u ? u : &nothing);
    if (!why || (failed(a) && a->failure != INVALID)) return NULL; /* a form drawn again asks again */
    /* An author hands a section on without a second factor; the later steps need it. */
    bool hands_on = right == CLEAR_DRAFT && u && same(u->stage, "author");
    if (hands_on || strong_enough(a, right)) return why;
    *weak = true;
    return NULL;
}

bool access_would(struct act *a, enum right right, const struct subject *u) {
    bool weak;
    return allowed(a, right, u, &weak) != NULL;
}

bool access_may(struct act *a, enum right right, const struct subject *u) {
    struct standing *s = standing(a);
    const char *why = allowed(a, right, u, &s->weak);
    if (!why) return false;
    const char *sentence = tr(a->lang, why);
    for (size_t i = 0; i < s->n_reasons; i++)
        if (same(s->reasons[i], sentence)) return true;
    if (s->n_reasons < COUNT(s->reasons)) s->reasons[s->n_reasons++] = sentence;
    return true;
}

bool access_need(struct act *a, enum right right, const struct subject *u) {
    return access_may(a, right, u) ? true : fail(a, DENIED, TR("There is nothing here for you."));
}

bool access_lacks_second_factor(const struct act *a) { return a->standing && a->standing->weak && !a->strong; }

size_t access_reasons(const struct act *a, const char *const **sentences) {
    *sentences = a->standing ? a->standing->reasons : NULL;
    return a->standing ? a->standing->n_reasons : 0;
}
