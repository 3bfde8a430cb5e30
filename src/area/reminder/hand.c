/* Reminding by hand: the one place where a secretariat reads who is silent. Asked of the
 * decision on releases, so that nothing shows here which the secretariat could not see. */
#include "area/reminder/room.h"
#include "area/mail.h"
#include "area/trail.h"
#include "base/lang.h"

SQL(hand_releases, "k", "kktii",
    "SELECT id, party, audience, CASE WHEN recalled IS NULL THEN 0 ELSE 1 END, CASE WHEN replaced IS NULL THEN 0 ELSE 1 END FROM release WHERE round = $1");
SQL(hand_last, "kk", "t", "SELECT coalesce(max(turn), '') FROM reminder WHERE kind = 'by_hand' AND thing = $1 AND round = $2");
SQL(hand_focal_point, "kd", "k",
    "SELECT id FROM mandate WHERE party = $1 AND function = 'focal_point' AND ended IS NULL AND since <= $2 AND (until IS NULL OR until >= $2) LIMIT 1");

/* A recall is an answer too: whoever took words back is not asked for them. */
static bool heard(struct act *a, const struct round *r, const struct rows *releases, const char *party) {
    for (size_t i = 0; i < releases->n; i++) {
        const struct row *w = releases->row[i];
        struct subject u = {.round = r->id, .host = r->host, .party = party, .release = text(w, 0), .audience = text(w, 2), .recalled = num(w, 3) != 0, .replaced = num(w, 4) != 0};
        if (same(text(w, 1), party) && access_would(a, SEE_RECALL, &u)) return true;
    }
    return false;
}

static const char *thing(struct act *a, const struct round *r, const char *party) { return arena_printf(a->arena, "%s/%s", r->id, party); }

static const char *last(struct act *a, const struct round *r, const char *party) {
    struct row *w = db_one(a, hand_last, thing(a, r, party), r->id);
    return w ? text(w, 0) : "";
}

struct silent *reminder_silent(struct act *a, const struct round *r, size_t *n) {
    *n = 0;
    struct subject u = round_subject(r);
    if (!access_need(a, SEE_WAITING, &u) || !same(r->status, "open")) return NULL;
    size_t k;
    struct round_party *p = round_parties(a, r->id, "member", &k);
    struct rows *releases = db_all(a, hand_releases, r->id);
    struct silent *s = NEW_N(a->arena, struct silent, k + 1);
    for (size_t i = 0; i < k; i++) {
        if (heard(a, r, releases, p[i].party)) continue;
        bool has = db_one(a, hand_focal_point, p[i].party, arena_copy_n(a->arena, a->now, 10)) != NULL;
        s[(*n)++] = (struct silent){p[i].party, p[i].name, last(a, r, p[i].party), has};
    }
    return s;
}

static bool is_silent(struct act *a, const struct round *r, const char *party) {
    size_t n;
    struct silent *s = reminder_silent(a, r, &n);
    for (size_t i = 0; i < n; i++)
        if (same(s[i].party, party)) return true;
    return false;
}

static bool write_mail(struct act *a, const char *round, const char *party, const struct holder *to, const char *base_url) {
    struct round *r = round_find(a, round); /* its title in the reader's language */
    const char *due = r ? round_due(a, round) : NULL;
    if (!r) return false;
    const char *asks = due ? tr_f(a->arena, a->lang, TR("The review round \"%1$s\" asks for national inputs until %2$s."), r->title, lang_day(a->arena, a->lang, due))
                           : tr_f(a->arena, a->lang, TR("The review round \"%s\" asks for national inputs."), r->title);
    const char *words = tr_f(a->arena, a->lang, TR("%1$s,\n\nthe secretariat of the round sends you a reminder. %2$s\n\n%3$s\n\nThe secretariat sees only what your State has released to the round."),
                             to->name, asks, arena_printf(a->arena, "%s/rounds/%s", base_url, round));
    return mail_to_person(a, to->person, &(struct mail){.kind = "reminder", .round = round, .party = party, .words = words,
        .once = arena_printf(a->arena, "by_hand/%s/%s/%.10s/%s", round, party, a->now, to->person), .subject = tr(a->lang, TR("A reminder of the review round"))});
}

bool reminder_by_hand(struct act *a, const struct round *r, const char *party, const char *base_url) {
    bool silent = is_silent(a, r, party);
    if (failed(a)) return false;
    if (!same(r->status, "open")) return mistake(a, "party", TR("This round is not open for input."));
    if (!silent) return mistake(a, "party", TR("This party is not on the list any more: something of it has reached the round."));
    const char *today = arena_copy_n(a->arena, a->now, 10);
    if (strcmp(last(a, r, party), today) >= 0) return mistake(a, "party", TR("This party was reminded today already."));
    size_t n;
    struct holder *h = people_with(a, party, "focal_point", &n);
    if (!n) return mistake(a, "party", TR("This party has no focal point yet: invite one first."));
    const struct language *own = a->lang;
    for (size_t i = 0; i < n && !failed(a); i++) {
        if (!reminder_claim(a, "by_hand", thing(a, r, party), today, h[i].person, r->id, party)) continue;
        const struct language *theirs = lang_find(h[i].language);
        a->lang = theirs ? theirs : own;
        write_mail(a, r->id, party, &h[i], base_url);
        a->lang = own;
    }
    return !failed(a) && trail_write(a, r->host, TR("sent a reminder by hand"), r->id, party) && trail_write(a, party, TR("sent a reminder by hand"), r->id, "");
}
