#include "area/round.h"
#include <ctype.h>
#include "area/directory.h"
#include "area/release.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

#define ROUND_COLUMNS \
    "r.id, r.forum, r.host, r.form, r.before_round, r.informs, r.tier, r.status, r.clearance, r.source, r.synthetic, " \
    "(SELECT t.title FROM round_title t WHERE t.round = r.id AND t.language = $1), " \
    "(SELECT t.title FROM round_title t WHERE t.round = r.id ORDER BY CASE WHEN t.language = 'en' THEN 0 ELSE 1 END, t.language LIMIT 1), " \
    "(SELECT t.language FROM round_title t WHERE t.round = r.id ORDER BY CASE WHEN t.language = 'en' THEN 0 ELSE 1 END, t.language LIMIT 1) FROM round r "
SQL(round_one, "tk", "kkkkkkttttittt", "SELECT " ROUND_COLUMNS "WHERE r.id = $2");
SQL(round_all, "t", "kkkkkkttttittt",
    "SELECT " ROUND_COLUMNS "ORDER BY coalesce((SELECT max(s.starts) FROM round_step s WHERE s.round = r.id), '9999') DESC, r.id");
SQL(round_step_list, "k", "kttttttt",
    "SELECT id, kind, starts, ends, place, note, source, round FROM round_step WHERE round = $1 ORDER BY starts, position, id");
SQL(round_input_due, "k", "t", "SELECT max(ends) FROM round_step WHERE round = $1 AND kind = 'input'");
SQL(round_party_list, "ktt", "ktttttt",
    "SELECT q.party, q.capacity, q.invited, coalesce(p.iso3, ''), p.footnote, "
    "CASE WHEN p.iso3 IS NOT NULL THEN '' ELSE coalesce((SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = $3), "
    "(SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = 'en'), p.acronym) END, p.id "
    "FROM round_party q JOIN party p ON p.id = q.party WHERE q.round = $1 AND ($2 = '' OR q.capacity = $2)");
SQL(round_insert, "kkkkkkttid", "",
    "INSERT INTO round (id, forum, host, form, before_round, informs, tier, status, synthetic, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
SQL(round_title_put, "ktt", "",
    "INSERT INTO round_title (round, language, title) VALUES ($1, $2, $3) ON CONFLICT (round, language) DO UPDATE SET title = excluded.title");
SQL(round_status_put, "kt", "", "UPDATE round SET status = $2 WHERE id = $1");
SQL(round_form_there, "k", "k", "SELECT id FROM form WHERE id = $1");
SQL(round_form_put, "kk", "", "UPDATE round SET form = $2 WHERE id = $1");
SQL(round_party_put, "kktd", "",
    "INSERT INTO round_party (round, party, capacity, invited) VALUES ($1, $2, $3, $4) ON CONFLICT (round, party) DO UPDATE SET capacity = excluded.capacity");
SQL(round_forum_members, "kd", "k",
    "SELECT DISTINCT r.party FROM relation r WHERE r.other = $1 AND r.role = 'member' AND r.disputed = 0 AND (r.since IS NULL OR r.since <= $2) "
    "AND (r.until IS NULL OR r.until >= substr($2, 1, length(r.until)))");
SQL(round_serves, "kkd", "i",
    "SELECT 1 FROM relation WHERE party = $1 AND other = $2 AND role IN ('secretariat', 'convener') AND disputed = 0 "
    "AND (since IS NULL OR since <= $3) AND (until IS NULL OR until >= substr($3, 1, length(until)))");
SQL(round_forum_status, "k", "tt", "SELECT status, kind FROM party WHERE id = $1");
/* From the trail, which says each choice of a form; a round made with its form has it from the beginning. */
SQL(round_form_at, "k", "t",
    "SELECT coalesce((SELECT max(t.at) FROM trail t WHERE t.party = r.host AND t.thing = r.id AND t.deed = 'changed a round' AND t.detail = 'form'), r.created) "
    "FROM round r WHERE r.id = $1");
SQL(round_form_list, "", "ktttt", "SELECT id, name, version, title, created FROM form ORDER BY name, created DESC");

static struct round read(const struct row *r) {
    bool own = text(r, 11) != NULL;
    return (struct round){.id = text(r, 0), .forum = text(r, 1), .host = text(r, 2), .form = text(r, 3), .before = text(r, 4), .informs = text(r, 5),
        .tier = text(r, 6), .status = text(r, 7), .clearance = text(r, 8), .source = text(r, 9), .synthetic = num(r, 10) != 0,
        .title = own ? text(r, 11) : text(r, 12) ? text(r, 12) : text(r, 0), .title_language = own ? NULL : text(r, 13)};
}

struct round *round_find(struct act *a, const char *id) {
    struct row *r = db_one(a, round_one, a->lang->code, id);
    if (!r) {
        fail(a, NOT_FOUND, TR("There is no such round."));
        return NULL;
    }
    struct round *o = NEW(a->arena, struct round);
    *o = read(r);
    return o;
}

struct round *round_list(struct act *a, size_t *n) {
    struct rows *r = db_all(a, round_all, a->lang->code);
    struct round *o = NEW_N(a->arena, struct round, r->n);
    for (size_t i = 0; i < r->n; i++) o[i] = read(r->row[i]);
    *n = r->n;
    return o;
}

struct subject round_subject(const struct round *r) { return (struct subject){.round = r->id, .host = r->host}; }

struct round_step *round_steps(struct act *a, const char *round, size_t *n) {
    struct rows *r = db_all(a, round_step_list, round);
    struct round_step *s = NEW_N(a->arena, struct round_step, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        s[i] = (struct round_step){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), text(w, 6)};
    }
    *n = r->n;
    return s;
}

static const struct { const char *kind, *words; } step_names[] = {{"opening", TR("Opening")}, {"input", TR("National inputs")}, {"hearing", TR("Hearing of stakeholders")},
    {"conference", TR("Review conference")}, {"draft_report", TR("Draft report circulated")}, {"comments", TR("Comments on the draft report")},
    {"adoption", TR("Adoption of the outcome")}, {"package", TR("Submission to the global forum")}};

const char *round_step_name(const struct act *a, const char *kind) {
    for (size_t i = 0; i < COUNT(step_names); i++)
        if (same(step_names[i].kind, kind)) return tr(a->lang, step_names[i].words);
    return kind;
}

const char *round_due(struct act *a, const char *round) {
    struct row *r = db_one(a, round_input_due, round);
    return r ? text(r, 0) : NULL;
}

/* Countries by their place in the language, worked out once; others by their name. */
struct placed { struct round_party party; int rank; };
static int by_name(const void *x, const void *y, void *language) {
    const struct placed *p = x, *q = y;
    if (p->rank && q->rank) return p->rank - q->rank;
    return text_order(language, p->party.name, q->party.name);
}

struct round_party *round_parties(struct act *a, const char *round, const char *capacity, size_t *n) {
    struct rows *r = db_all(a, round_party_list, round, capacity, a->lang->code);
    struct round_party *p = NEW_N(a->arena, struct round_party, r->n);
    struct placed *all = NEW_N(a->arena, struct placed, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        const char *name = lang_country(a->arena, a->lang, text(w, 3));
        if (!name) name = *text(w, 5) ? text(w, 5) : text(w, 3);
        if (*text(w, 4)) name = arena_printf(a->arena, "%s*", name);
        all[i] = (struct placed){{text(w, 0), name, text(w, 1), text(w, 2) != NULL, text(w, 3)}, lang_country_rank(a->lang, text(w, 3))};
    }
    if (r->n) qsort_r(all, r->n, sizeof *all, by_name, (void *)(uintptr_t)a->lang->code);
    for (size_t i = 0; i < r->n; i++) p[i] = all[i].party;
    *n = r->n;
    return p;
}

static bool may_run(struct act *a, const struct round *r) {
    struct subject u = round_subject(r);
    return a->console || access_need(a, RUN_ROUND, &u);
}

static bool id_fine(const char *id) {
    size_t n = strlen(id);
    if (n < 3 || n > 40) return false;
    for (const char *p = id; *p; p++)
        if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && *p != '-') return false;
    return !same(id, "new");
}

const char *round_forum_wrong(struct act *a, const char *forum) {
    struct row *f = db_one(a, round_forum_status, forum);
    bool fitting = f && (same(text(f, 1), "mechanism") || same(text(f, 1), "region"));
    if (!fitting) return TR("Choose the mechanism or region whose review it is.");
    if (same(text(f, 0), "dormant")) return TR("This mechanism is dormant: it takes no round until the directory says that it is active again.");
    bool serves = blank(a->party) || same(a->party, forum) || db_one(a, round_serves, a->party, forum, arena_copy_n(a->arena, a->now, 10));
    return serves ? NULL : TR("Your body is not the secretariat or convener of this forum in the directory.");
}

bool round_create(struct act *a, const struct round_draft *d) {
    const char *host = a->party, *wrong = round_forum_wrong(a, d->forum);
    if (wrong) mistake_said(a, "forum", tr(a->lang, wrong));
    if (!id_fine(d->id)) mistake(a, "id", TR("Write a short name for addresses: small letters, digits and hyphens, such as lac-2029."));
    else if (db_one(a, round_one, "en", d->id)) mistake(a, "id", TR("There is a round of this short name already."));
    if (blank(d->title)) mistake(a, "title", TR("Write a title."));
    within(a, "title", TR("Title"), d->title, 200);
    if (failed(a) || !access_need(a, RUN_ROUND, &(struct subject){.round = d->id, .host = host})) return false;
    db_do(a, round_insert, d->id, d->forum, host, blank(d->form) ? NULL : d->form, blank(d->before) ? NULL : d->before, blank(d->informs) ? NULL : d->informs,
          d->tier, "planned", d->synthetic, a->now);
    db_do(a, round_title_put, d->id, d->language, text_line(a->arena, d->title));
    return trail_write(a, host, TR("made a round"), d->id, "");
}

bool round_set_title(struct act *a, const struct round *r, const char *language, const char *title) {
    if (!may_run(a, r)) return false;
    if (blank(title)) return mistake(a, "title", TR("Write a title."));
    if (!within(a, "title", TR("Title"), title, 200)) return false;
    if (!lang_find(language)) return mistake(a, "language", TR("Choose one of the languages."));
    return db_do(a, round_title_put, r->id, language, text_line(a->arena, title)) && trail_write(a, r->host, TR("changed a round"), r->id, "title");
}

bool round_set_status(struct act *a, const struct round *r, const char *status) {
    if (!may_run(a, r)) return false;
    if (!same(status, "planned") && !same(status, "open") && !same(status, "closed")) return mistake(a, "status", TR("Choose a status."));
    if (same(status, "open") && !r->form) return mistake(a, "status", TR("Choose a form before you open the round."));
    return db_do(a, round_status_put, r->id, status) && trail_write(a, r->host, TR("changed a round"), r->id, status);
}

bool round_set_form(struct act *a, const struct round *r, const char *form) {
    if (!may_run(a, r)) return false;
    if (same(r->status, "open")) return mistake(a, "form", TR("The round is open: its form can no longer be changed, because inputs answer to it."));
    if (!db_one(a, round_form_there, form)) return mistake(a, "form", TR("Choose a form."));
    return db_do(a, round_form_put, r->id, form) && trail_write(a, r->host, TR("changed a round"), r->id, "form");
}

int round_invite_members(struct act *a, const struct round *r, const char *base_url) {
    if (!may_run(a, r)) return 0;
    struct rows *m = db_all(a, round_forum_members, r->forum, arena_copy_n(a->arena, a->now, 10));
    int added = 0;
    const char **party = NEW_N(a->arena, const char *, m->n + 1);
    for (size_t i = 0; i < m->n; i++)
        if (!*access_capacity(a, r->id, text(m->row[i], 0)) && db_do(a, round_party_put, r->id, text(m->row[i], 0), "member", a->now)) party[added++] = text(m->row[i], 0);
    release_tell_gained(a, r, &(struct joined){party, (size_t)added, "", "member"}, base_url);
    trail_write(a, r->host, TR("invited a party to a round"), r->id, arena_printf(a->arena, "%d", added));
    return added;
}

const char *round_form_since(struct act *a, const struct round *r) {
    struct row *since = db_one(a, round_form_at, r->id);
    return since ? text(since, 0) : "";
}

struct form_line *round_forms(struct act *a, size_t *n) {
    struct rows *r = db_all(a, round_form_list);
    struct form_line *f = NEW_N(a->arena, struct form_line, r->n);
    for (size_t i = 0; i < r->n; i++)
        f[i] = (struct form_line){text(r->row[i], 0), text(r->row[i], 1), text(r->row[i], 2), text(r->row[i], 3), text(r->row[i], 4)};
    *n = r->n;
    return f;
}
