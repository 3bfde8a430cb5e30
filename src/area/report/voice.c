/* What parties say about the report: comments, objections, consent. */
#include "area/report/room.h"
#include "area/directory.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_words = 4000 };
SQL(objection_rows, "k", "kkkttttttt",
    "SELECT id, coalesce(paragraph, ''), party, kind, words, at, answer, coalesce(answered, ''), coalesce(withdrawn, ''), id FROM objection WHERE report = $1 ORDER BY at, id");
SQL(objection_insert, "kkkkkttd", "",
    "INSERT INTO objection (id, report, paragraph, party, person, kind, words, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
SQL(objection_sent, "kk", "i",
    "SELECT 1 FROM report_version_paragraph v JOIN report_version w ON w.id = v.version WHERE w.report = $1 AND v.paragraph = $2");
SQL(objection_take_back, "kkkd", "", "UPDATE objection SET withdrawn = $4 WHERE id = $1 AND report = $2 AND party = $3 AND withdrawn IS NULL");
SQL(objection_reply, "kktd", "", "UPDATE objection SET answer = $3, answered = $4 WHERE id = $1 AND report = $2");
/* Once asked about; asked: when about the present words. */
SQL(consent_paragraphs, "kk", "ktittt",
    "SELECT p.id, p.words, p.version, coalesce(s.reach, ''), coalesce(s.at, ''), coalesce(q.at, '') "
    "FROM paragraph p JOIN chapter c ON c.id = p.chapter LEFT JOIN paragraph_consent s ON s.paragraph = p.id AND s.party = $2 AND s.version = p.version "
    "LEFT JOIN paragraph_asked q ON q.paragraph = p.id AND q.version = p.version "
    "WHERE c.report = $1 AND p.removed IS NULL AND (p.flagged IS NULL OR NOT EXISTS "
    "(SELECT 1 FROM paragraph_source x JOIN release y ON y.id = x.release WHERE x.paragraph = p.id AND y.recalled IS NOT NULL)) "
    "AND EXISTS (SELECT 1 FROM paragraph_asked q WHERE q.paragraph = p.id) AND EXISTS "
    "(SELECT 1 FROM paragraph_source s JOIN release r ON r.id = s.release WHERE s.paragraph = p.id AND s.removed IS NULL AND r.party = $2 AND (r.audience <> 'public' OR r.narrowed IS NOT NULL)) "
    "ORDER BY c.position, p.position, p.id");
SQL(consent_states_of, "k", "kkttt",
    "SELECT DISTINCT p.id, r.party, coalesce(q.at, ''), coalesce(t.reach, ''), coalesce(t.at, '') FROM paragraph_source s JOIN release r ON r.id = s.release "
    "JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter LEFT JOIN paragraph_asked q ON q.paragraph = p.id AND q.version = p.version "
    "LEFT JOIN paragraph_consent t ON t.paragraph = p.id AND t.party = r.party AND t.version = p.version "
    "WHERE c.report = $1 AND s.removed IS NULL AND p.removed IS NULL AND (r.audience <> 'public' OR r.narrowed IS NOT NULL) AND r.recalled IS NULL ORDER BY p.id, r.party");
SQL(consent_asked, "kd", "",
    "INSERT INTO paragraph_asked (paragraph, version, at) SELECT DISTINCT p.id, p.version, CAST($2 AS TEXT) FROM paragraph p JOIN chapter c ON c.id = p.chapter "
    "JOIN paragraph_source s ON s.paragraph = p.id JOIN release r ON r.id = s.release "
    "WHERE c.report = $1 AND p.removed IS NULL AND s.removed IS NULL AND (r.audience <> 'public' OR r.narrowed IS NOT NULL) ON CONFLICT (paragraph, version) DO NOTHING");
SQL(consent_insert, "kkitkkd", "",
    "INSERT INTO paragraph_consent (paragraph, party, version, reach, person, mandate, at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (paragraph, party, version) DO UPDATE SET reach = excluded.reach, person = excluded.person, mandate = excluded.mandate, at = excluded.at");
/* Who has not answered; after circulation also who agreed to that alone, since adoption goes further. */
SQL(consent_parties, "k", "k",
    "SELECT DISTINCT r.party FROM paragraph_source s JOIN release r ON r.id = s.release JOIN paragraph p ON p.id = s.paragraph "
    "JOIN chapter c ON c.id = p.chapter WHERE c.report = $1 AND s.removed IS NULL AND p.removed IS NULL AND (r.audience <> 'public' OR r.narrowed IS NOT NULL) "
    "AND r.recalled IS NULL AND NOT EXISTS (SELECT 1 FROM paragraph_consent t WHERE t.paragraph = p.id AND t.party = r.party AND t.version = p.version "
    "AND NOT (t.reach = 'partners' AND EXISTS (SELECT 1 FROM report e WHERE e.id = $1 AND e.status = 'circulated'))) ORDER BY r.party");

static bool own(struct act *a, const struct report *p) {
    struct subject u = report_subject(p);
    return access_would(a, OBJECT_REPORT, &u);
}

/* The secretariat and all who take part read them while the draft is discussed; afterwards
 * the secretariat, and each party its own. */
struct objection *objection_list(struct act *a, const struct report *p, size_t *n) {
    *n = 0;
    struct subject u = report_subject(p);
    if (!access_need(a, SEE_REPORT, &u)) return NULL;
    bool all = report_runs(a, p) || same(p->status, "circulated");
    struct rows *r = db_all(a, objection_rows, p->id);
    struct objection *o = NEW_N(a->arena, struct objection, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        struct subject party = {.round = p->round, .host = p->host, .party = text(w, 2), .audience = "owner"};
        bool of_ours = access_would(a, SEE_RELEASE, &party);
        if (!all && !of_ours) continue;
        o[(*n)++] = (struct objection){text(w, 0), text(w, 1), text(w, 2), party_name(a, text(w, 2)), text(w, 3), text(w, 4), text(w, 5), text(w, 6), text(w, 7), text(w, 8),
                                       of_ours && own(a, p)};
    }
    return o;
}

bool objection_add(struct act *a, const struct report *p, const char *paragraph, const char *kind, const char *words) {
    struct subject u = report_subject(p);
    words = text_trim(a->arena, words);
    if (!access_need(a, OBJECT_REPORT, &u)) return false;
    if (!same(kind, "comment") && !same(kind, "objection")) return mistake(a, "kind", TR("Choose whether this is a comment or an objection."));
    if (!*words) return mistake(a, "words", TR("Write what you want to say."));
    if (!within(a, "words", TR("What you want to say"), words, most_words)) return false;
    if (*paragraph && !db_one(a, objection_sent, p->id, paragraph)) return fail(a, NOT_FOUND, TR("There is no such paragraph."));
    const char *id = hash_id_in_order(a->arena), *of = *paragraph ? paragraph : NULL;
    return db_do(a, objection_insert, id, p->id, of, access_state(a), a->person, kind, words, a->now) &&
           trail_write(a, access_state(a), TR("commented on the draft report"), id, kind);
}

bool objection_withdraw(struct act *a, const struct report *p, const char *id) {
    struct subject u = report_subject(p);
    if (!access_need(a, OBJECT_REPORT, &u) || !db_do(a, objection_take_back, id, p->id, access_state(a), a->now)) return false;
    return db_changed(a) ? true : fail(a, NOT_FOUND, TR("There is no such comment."));
}

bool objection_answer(struct act *a, const struct report *p, const char *id, const char *answer) {
    answer = text_trim(a->arena, answer);
    if (!report_writes(a, p)) return false;
    if (!*answer) return mistake(a, "answer", TR("Write what you want to say."));
    if (!within(a, "answer", TR("Answer of the secretariat"), answer, most_words)) return false;
    return db_do(a, objection_reply, id, p->id, answer, a->now) && (db_changed(a) ? true : fail(a, NOT_FOUND, TR("There is no such comment.")));
}

/* The releasing authority answers; where nobody is, those who lead the input can appoint one.
 * The secretariat's outbox does not tell it which posts of a State are empty. */
static void ask_party(struct act *a, const struct report *p, const char *party, const char *base_url) {
    static const char *const posts[] = {"releaser", "focal_point", "alternate"};
    size_t n = 0, i = 0;
    struct holder *h = NULL;
    for (; !n && i < COUNT(posts); i++) h = people_with(a, party, posts[i], &n);
    bool vacant = i > 1;
    for (size_t k = 0; k < n; k++) {
        const struct language *l = lang_find(h[k].language) ? lang_find(h[k].language) : lang_find("en");
        const char *words = vacant
            ? tr_f(a->arena, l, TR("The secretariat asks your party whether paragraphs of the report that rest on sections you did not release to everyone may go further. Only your releasing authority can answer, and nobody holds this post; nothing goes out until somebody does. Appoint somebody:\n\n%1$s/people"), base_url)
            : tr_f(a->arena, l, TR("The secretariat asks your party whether paragraphs of the report that rest on sections you did not release to everyone may go further. For each paragraph the page says for which step your consent is needed; without it that step is not taken. What you refuse is shown to the secretariat by name before any step:\n\n%1$s/reports/%2$s/consent"), base_url, p->id);
        mail_to_person(a, h[k].person, &(struct mail){.kind = "notice", .once = arena_printf(a->arena, "consent/%s/%.10s/%s", p->id, a->now, h[k].person),
                       .round = vacant ? NULL : p->round, .party = party, .subject = tr(l, TR("Your consent is asked for a paragraph")), .words = words});
    }
}

bool consent_ask(struct act *a, const struct report *p, const char *base_url) {
    if (!report_writes(a, p)) return false;
    struct rows *r = db_all(a, consent_parties, p->id);
    db_do(a, consent_asked, p->id, a->now);
    for (size_t i = 0; i < r->n && base_url; i++) ask_party(a, p, text(r->row[i], 0), base_url);
    return !failed(a);
}

/* Whether the circulated draft goes only to those who may read the party's sections under it. */
static bool circulates(const struct source *s, size_t n, const char *party) {
    for (size_t i = 0; i < n; i++)
        if (same(s[i].party, party) && !access_reaches(*s[i].narrowed_to ? s[i].narrowed_to : s[i].audience, "circulated")) return false;
    return true;
}

/* Shown to the party cited only when it may see every other release under the paragraph. */
static bool hidden_by_others(struct act *a, const struct report *p, const struct source *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct subject u = source_subject(p, &s[i]);
        if (!access_would(a, SEE_RELEASE, &u)) return true;
    }
    return false;
}

struct consent *consent_list(struct act *a, const char *report, size_t *n, struct report *p) {
    *n = 0;
    struct report *found = report_row(a, report);
    if (!found) return fail(a, NOT_FOUND, TR("There is no such report.")), NULL;
    struct subject u = {.round = found->round, .host = found->host, .report_status = found->correcting ? "correcting" : found->status, .party = access_state(a)};
    if (!access_need(a, CONSENT_REPORT, &u)) return NULL;
    struct rows *r = db_all(a, consent_paragraphs, report, u.party);
    if (!r->n) return fail(a, NOT_FOUND, TR("There is no such report.")), NULL; /* not even that it exists */
    struct consent *c = NEW_N(a->arena, struct consent, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        c[i] = (struct consent){.paragraph = text(w, 0), .words = text(w, 1), .version = num(w, 2), .given = text(w, 3), .at = text(w, 4), .asked = text(w, 5)};
        c[i].source = report_sources(a, report, c[i].paragraph, "", &c[i].n, NULL);
        c[i].changing = !*c[i].asked;
        c[i].circulates = circulates(c[i].source, c[i].n, u.party);
        c[i].hidden = hidden_by_others(a, found, c[i].source, c[i].n);
        if (c[i].hidden || c[i].changing) c[i].words = "", c[i].n = 0;
    }
    *n = r->n;
    *p = *found;
    return c;
}

bool consent_give(struct act *a, const char *report, const char *paragraph, int64_t version, const char *reach) {
    size_t n;
    struct report p;
    struct consent *c = consent_list(a, report, &n, &p);
    if (!c) return false;
    for (size_t i = 0; i < n; i++) {
        if (!same(c[i].paragraph, paragraph) || c[i].hidden) continue;
        if (c[i].version != version || c[i].changing) return fail(a, CONFLICT, TR("The words changed while you were reading. Please read them again; nothing was agreed."));
        if (same(c[i].given, reach)) return true;
        bool refused = same(reach, "refused");
        if (!refused && !same(reach, "partners") && !same(reach, "public")) return mistake(a, consent_field(a, paragraph), TR("Choose how far the paragraph may go."));
        const char *state = access_state(a);
        return db_do(a, consent_insert, paragraph, state, version, reach, a->person, a->mandate, a->now) &&
               trail_write(a, state, refused ? TR("refused consent to a paragraph of the report") : TR("consented to a paragraph of the report"), paragraph, reach);
    }
    return fail(a, NOT_FOUND, TR("There is no such paragraph."));
}

const char *consent_field(struct act *a, const char *paragraph) { return arena_printf(a->arena, "reach:%s", paragraph); }

struct consent_state *consent_states(struct act *a, const struct report *p, size_t *n) {
    *n = 0;
    struct subject u = report_subject(p);
    if (!access_need(a, RUN_ROUND, &u)) return NULL;
    struct rows *r = db_all(a, consent_states_of, p->id);
    struct consent_state *s = NEW_N(a->arena, struct consent_state, r->n);
    for (size_t i = 0; i < r->n; i++)
        s[i] = (struct consent_state){text(r->row[i], 0), text(r->row[i], 1), party_name(a, text(r->row[i], 1)), text(r->row[i], 2), text(r->row[i], 3), text(r->row[i], 4)};
    *n = r->n;
    return s;
}

int64_t consent_open(struct act *a, const char *report, const char *party) {
    struct rows *r = db_all(a, consent_paragraphs, report, party);
    int64_t n = 0;
    for (size_t i = 0; i < r->n; i++) n += *text(r->row[i], 5) && !*text(r->row[i], 3);
    return n;
}
