/* Changes of a round under way: what is changed, taken out and told. What a party wrote or
 * released is its own whatever becomes of its seat in the round. */
#include "area/round.h"
#include "area/directory.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/release.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

SQL(change_step_add, "kktddttti", "",
    "INSERT INTO round_step (id, round, kind, starts, ends, place, note, source, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL(change_step_put, "kktddtti", "", "UPDATE round_step SET kind = $3, starts = $4, ends = $5, place = $6, note = $7, position = $8 WHERE id = $1 AND round = $2");
SQL(change_step_drop, "kk", "", "DELETE FROM round_step WHERE id = $1 AND round = $2");
/* With other dates it is another occasion: who was reminded of the old ones is reminded anew. */
SQL(change_step_forget, "kk", "", "DELETE FROM reminder WHERE thing = $1 AND round = $2");
SQL(change_party_put, "kkt", "", "UPDATE round_party SET capacity = $3 WHERE round = $1 AND party = $2");
SQL(change_party_add, "kktd", "",
    "INSERT INTO round_party (round, party, capacity, invited) VALUES ($1, $2, $3, $4) ON CONFLICT (round, party) DO UPDATE SET capacity = excluded.capacity");
SQL(change_party_drop, "kk", "", "DELETE FROM round_party WHERE round = $1 AND party = $2");

static const char *const kinds[] = {"opening", "input", "hearing", "conference", "draft_report", "comments", "adoption", "package", NULL};

static bool may_run(struct act *a, const struct round *r) {
    struct subject u = round_subject(r);
    return a->console || access_need(a, RUN_ROUND, &u);
}

/* What the mail says; in the reader's language, so worked out for each. */
struct news {
    const struct round_step *before, *after; /* of a step; after NULL: it is left out */
    const char *capacity;                    /* of a party; "" when it is taken out */
    const char *once, *base_url;
};

static const char *days(struct act *a, const struct round_step *s) {
    const char *when = lang_days(a->arena, a->lang, s->starts, s->ends);
    return *s->place ? arena_printf(a->arena, "%s%s%s", when, lang_comma(a->lang), s->place) : when;
}

static const char *what(struct act *a, const struct news *w, const char *party, const char *title) {
    if (w->before && w->after)
        return tr_f(a->arena, a->lang, TR("The secretariat changed a step of the review round \"%1$s\".\n\n%2$s: %3$s\nBefore: %4$s, %5$s"), title,
                    round_step_name(a, w->after->kind), days(a, w->after), round_step_name(a, w->before->kind), days(a, w->before));
    if (w->before)
        return tr_f(a->arena, a->lang, TR("The secretariat left out a step of the review round \"%1$s\".\n\n%2$s: %3$s"), title, round_step_name(a, w->before->kind), days(a, w->before));
    if (*w->capacity)
        return tr_f(a->arena, a->lang, TR("%1$s now takes part in the review round \"%2$s\" as %3$s. What it wrote and released stays its own."), party, title, capacity_name(a, w->capacity));
    return tr_f(a->arena, a->lang, TR("%1$s does not take part in the review round \"%2$s\" any more. What it wrote and released stays its own: it may read it, and recall it."), party, title);
}

static void tell_one(struct act *a, const struct round *r, const char *party, const struct holder *h, const struct news *w) {
    const struct language *own = a->lang, *theirs = lang_find(h->language);
    a->lang = theirs ? theirs : own;
    struct round *there = round_find(a, r->id); /* its title in the reader's language */
    char *words = arena_printf(a->arena, "%s,\n\n%s\n\n%s/rounds/%s", h->name, what(a, w, party_name(a, party), there ? there->title : r->title), w->base_url, r->id);
    mail_to_person(a, h->person, &(struct mail){.kind = "notice", .round = r->id, .party = party, .words = words, .subject = tr(a->lang, TR("A change of the review round")),
        .once = arena_printf(a->arena, "change/%s/%s/%s/%s", w->once, party, a->now, h->person)});
    a->lang = own;
}

/* Those who lead for the party: focal points, else alternates, else who reads for it. */
static void tell(struct act *a, const struct round *r, const char *party, const struct news *w) {
    static const char *const posts[] = {"focal_point", "alternate", "delegate"};
    size_t n = 0;
    for (size_t p = 0; p < COUNT(posts) && !n && w->base_url; p++) {
        struct holder *h = people_with(a, party, posts[p], &n);
        for (size_t i = 0; i < n && !failed(a); i++) tell_one(a, r, party, &h[i], w);
    }
}

static void tell_all(struct act *a, const struct round *r, const struct news *w) {
    size_t n;
    struct round_party *p = round_parties(a, r->id, "", &n);
    for (size_t i = 0; i < n && !failed(a); i++) tell(a, r, p[i].party, w);
}

/* The step with its last day filled in and its words in one line; where it stands by kind. */
static struct round_step fitting(struct act *a, const struct round_step *s, int64_t *position) {
    struct round_step f = *s;
    size_t known = 0;
    while (kinds[known] && !same(kinds[known], s->kind)) known++;
    if (!kinds[known]) mistake(a, "kind", TR("Choose what kind of step it is."));
    if (!clock_is_day(s->starts)) mistake(a, "starts", TR("Write the day as year-month-day, such as 2026-03-01."));
    f.ends = blank(s->ends) ? s->starts : s->ends;
    if (!clock_is_day(f.ends)) mistake(a, "ends", TR("Write the day as year-month-day, such as 2026-03-01."));
    else if (clock_is_day(s->starts) && strcmp(f.ends, s->starts) < 0) mistake(a, "ends", TR("The step ends before it begins."));
    f.place = text_line(a->arena, s->place ? s->place : "");
    f.note = text_line(a->arena, s->note ? s->note : "");
    within(a, "place", TR("Place"), f.place, 120);
    within(a, "note", TR("Note"), f.note, 300);
    *position = (int64_t)known;
    return f;
}

/* For the trail: facts of a calendar, which is public. */
static const char *plain(struct act *a, const struct round_step *s) {
    return arena_printf(a->arena, "%s %s..%s%s%s%s%s", s->kind, s->starts, s->ends, *s->place ? ", " : "", s->place, *s->note ? ", " : "", s->note);
}

bool round_add_step(struct act *a, const struct round *r, const struct round_step *s) {
    if (!may_run(a, r)) return false;
    int64_t position;
    struct round_step f = fitting(a, s, &position);
    if (failed(a)) return false;
    return db_do(a, change_step_add, hash_id(a->arena), r->id, f.kind, f.starts, f.ends, f.place, f.note, s->source ? s->source : "", position) &&
           trail_write(a, r->host, TR("added a step to a round"), r->id, arena_printf(a->arena, "%s: %s", r->id, plain(a, &f)));
}

struct round_step *round_step_find(struct act *a, const struct round *r, const char *step) {
    size_t n;
    struct round_step *s = round_steps(a, r->id, &n);
    for (size_t i = 0; i < n; i++)
        if (same(s[i].id, step)) return &s[i];
    return fail(a, NOT_FOUND, TR("This step is not there any more.")), NULL;
}

bool round_change_step(struct act *a, const struct round *r, const char *step, const struct round_step *to, const char *base_url) {
    struct round_step *was = may_run(a, r) ? round_step_find(a, r, step) : NULL;
    if (!was) return false;
    int64_t position;
    struct round_step f = fitting(a, to, &position);
    if (failed(a)) return false;
    bool moved = !same(f.starts, was->starts) || !same(f.ends, was->ends) || !same(f.kind, was->kind);
    if (!moved && same(f.place, was->place) && same(f.note, was->note)) return true;
    db_do(a, change_step_put, step, r->id, f.kind, f.starts, f.ends, f.place, f.note, position);
    if (moved) db_do(a, change_step_forget, step, r->id);
    tell_all(a, r, &(struct news){.before = was, .after = &f, .once = step, .base_url = base_url});
    return !failed(a) && trail_write(a, r->host, TR("changed a step of a round"), r->id, arena_printf(a->arena, "%s: %s -> %s", r->id, plain(a, was), plain(a, &f)));
}

bool round_remove_step(struct act *a, const struct round *r, const char *step, const char *base_url) {
    struct round_step *was = may_run(a, r) ? round_step_find(a, r, step) : NULL;
    if (!was) return false;
    db_do(a, change_step_drop, step, r->id);
    db_do(a, change_step_forget, step, r->id);
    tell_all(a, r, &(struct news){.before = was, .once = step, .base_url = base_url});
    return !failed(a) && trail_write(a, r->host, TR("removed a step of a round"), r->id, arena_printf(a->arena, "%s: %s", r->id, plain(a, was)));
}

const char *capacity_name(const struct act *a, const char *capacity) {
    return same(capacity, "member") ? tr(a->lang, "member") : same(capacity, "observer") ? tr(a->lang, "observer") : same(capacity, "partner") ? tr(a->lang, "partner") : "";
}

/* In both trails: the secretariat's and that of the party itself. */
static bool note(struct act *a, const struct round *r, const char *party, const char *deed, const char *detail) {
    trail_write(a, r->host, deed, r->id, arena_printf(a->arena, "%s: %s %s", r->id, party, detail));
    return same(party, r->host) || trail_write(a, party, deed, r->id, arena_printf(a->arena, "%s %s", r->id, detail));
}

bool round_add_party(struct act *a, const struct round *r, const char *party, const char *capacity, const char *base_url) {
    if (!may_run(a, r)) return false;
    if (!party_exists(a, party)) return mistake(a, "party", TR("The directory does not have this party."));
    if (!*capacity_name(a, capacity)) return mistake(a, "capacity", TR("Choose a capacity."));
    const char *kind = party_kind(a, party);
    if (same(kind, "ministry") || same(kind, "local")) return mistake(a, "party", TR("This is a body of a State, which takes part through its State. Add the State, or an organization."));
    if (*access_capacity(a, r->id, party)) return mistake(a, "party", TR("This party takes part already."));
    return db_do(a, change_party_add, r->id, party, capacity, a->now) && note(a, r, party, TR("invited a party to a round"), capacity) &&
           release_tell_gained(a, r, &(struct joined){&party, 1, "", capacity}, base_url);
}

static const char *seat(struct act *a, const struct round *r, const char *party) {
    const char *was = may_run(a, r) ? access_capacity(a, r->id, party) : "";
    if (!*was) fail(a, NOT_FOUND, TR("This party does not take part in the round."));
    return was;
}

bool round_set_capacity(struct act *a, const struct round *r, const char *party, const char *capacity, const char *base_url) {
    const char *was = seat(a, r, party);
    if (!*was) return false;
    if (!*capacity_name(a, capacity)) return mistake(a, "capacity", TR("Choose a capacity."));
    if (same(was, capacity)) return true;
    db_do(a, change_party_put, r->id, party, capacity);
    tell(a, r, party, &(struct news){.capacity = capacity, .once = r->id, .base_url = base_url});
    return !failed(a) && note(a, r, party, TR("changed how a party takes part"), arena_printf(a->arena, "%s -> %s", was, capacity)) &&
           release_tell_gained(a, r, &(struct joined){&party, 1, was, capacity}, base_url);
}

bool round_remove_party(struct act *a, const struct round *r, const char *party, const char *base_url) {
    const char *was = seat(a, r, party);
    if (!*was) return false;
    db_do(a, change_party_drop, r->id, party);
    tell(a, r, party, &(struct news){.capacity = "", .once = r->id, .base_url = base_url});
    return !failed(a) && note(a, r, party, TR("took a party out of a round"), was);
}
