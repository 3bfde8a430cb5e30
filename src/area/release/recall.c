/* Recall: the words leave every table in one transaction. What remains is that a section was
 * recalled, by whom, when and why, for those who could see it. */
#include "area/release/room.h"
#include "area/log.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/report.h"
#include "area/trail.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_reason = 2000 };
SQL(recall_release, "kdkt", "",
    "UPDATE release SET content = NULL, recalled = $2, recalled_by = $3, recall_reason = $4 WHERE id = $1 AND recalled IS NULL");
/* The same section as it was released before: what is taken back now was in it, too. */
SQL(recall_versions, "kkti", "ktt",
    "SELECT id, audience, sha256 FROM release WHERE round = $1 AND party = $2 AND section_name = $3 AND version <= $4 AND recalled IS NULL ORDER BY version DESC");
SQL(recall_answers, "k", "", "DELETE FROM released_answer WHERE release = $1");
SQL(recall_files, "k", "", "DELETE FROM released_file WHERE release = $1");
/* A paragraph may repeat a passage word for word: there, too, it gives way to a mark. */
SQL(recall_quotes, "k", "kkt", "SELECT id, paragraph, quoted FROM paragraph_source WHERE release = $1 AND quoted <> ''");
SQL(recall_paragraph, "kt", "", "UPDATE paragraph SET words = replace(words, $2, '[…]') WHERE id = $1");
SQL(recall_paragraph_versions, "kt", "", "UPDATE paragraph_version SET words = replace(words, $2, '[…]') WHERE paragraph = $1");
SQL(recall_paragraph_beside, "kt", "", "UPDATE paragraph_beside SET words = replace(words, $2, '[…]') WHERE paragraph = $1");
SQL(recall_report_versions, "kt", "",
    "UPDATE report_version_paragraph SET words = replace(words, $2, '[…]') WHERE paragraph = $1");
SQL(recall_withhold, "k", "",
    "UPDATE report_version_paragraph SET withheld = 1 WHERE paragraph IN (SELECT paragraph FROM paragraph_source WHERE release = $1)");
SQL(recall_source, "k", "", "UPDATE paragraph_source SET quoted = '' WHERE release = $1");
/* Other words are another version: whoever has the old ones open does not bring them back
 * unseen, and nobody has consented to what is left. */
#define RESTS_ON_IT "id IN (SELECT paragraph FROM paragraph_source WHERE release = $1)"
SQL(recall_next_version, "k", "", "UPDATE paragraph SET version = version + 1 WHERE " RESTS_ON_IT);
SQL(recall_keep_version, "kd", "",
    "INSERT INTO paragraph_version (paragraph, version, words, at) SELECT id, version, words, CAST($2 AS TEXT) FROM paragraph WHERE " RESTS_ON_IT);
SQL(recall_flag, "kd", "",
    "UPDATE paragraph SET flagged = $2 WHERE flagged IS NULL AND id IN (SELECT paragraph FROM paragraph_source WHERE release = $1)");

/* Changes nothing but holds the row: see release_hold. */
SQL(release_held, "k", "", "UPDATE release SET version = version WHERE id = $1 AND recalled IS NULL");

bool release_hold(struct act *a, const char *id) {
    if (db_is_sqlite(a->db)) return true; /* one writer anyway */
    return db_do(a, release_held, id) && (db_changed(a) || fail(a, NOT_FOUND, TR("There is no such release.")));
}

static bool remove_words(struct act *a, const char *id) {
    struct rows *q = db_all(a, recall_quotes, id);
    for (size_t i = 0; i < q->n; i++) {
        const char *paragraph = text(q->row[i], 1), *quoted = text(q->row[i], 2);
        db_do(a, recall_paragraph, paragraph, quoted);
        db_do(a, recall_paragraph_versions, paragraph, quoted);
        db_do(a, recall_paragraph_beside, paragraph, quoted);
        db_do(a, recall_report_versions, paragraph, quoted);
    }
    return db_do(a, recall_answers, id) && db_do(a, recall_files, id) && db_do(a, recall_next_version, id) && db_do(a, recall_keep_version, id, a->now) &&
           db_do(a, recall_withhold, id) && db_do(a, recall_flag, id, a->now) && db_do(a, recall_source, id);
}

/* The log says that it was recalled, and forgets the salt of what was said when it was released. */
static bool prove(struct act *a, const struct release *r, const struct row *version) {
    const char *id = text(version, 0);
    struct log_said said[] = {{"party", r->party}, {"round", r->round}, {"section", r->section}};
    struct log_file file = {"content.json", text(version, 2)};
    return log_forget(a, id) && log_add_statement(a, &(struct log_statement){"recall", id, said, COUNT(said), &file, 1}) >= 0;
}

/* Tells the round's secretariat, which some version had reached; no words of the release. */
static bool tell_secretariat(struct act *a, const struct release *r, const char *base_url) {
    if (!base_url) return true;
    size_t n;
    struct holder *h = people_with(a, r->host, "secretariat", &n);
    for (size_t i = 0; i < n; i++) {
        const struct language *l = lang_find(h[i].language) ? lang_find(h[i].language) : lang_find("en");
        const char *words = tr_f(a->arena, l, TR("A party recalled a section it had released. Paragraphs of the report that rest on it are marked.\n\n%1$s/releases/%2$s"), base_url, r->id);
        mail_to_person(a, h[i].person, &(struct mail){.kind = "recall", .once = arena_printf(a->arena, "recall/%s/%s", r->id, h[i].person), .round = r->round,
                       .party = r->party, .subject = tr(l, TR("A released section was recalled")), .words = words});
    }
    return !failed(a);
}

/* What rests on an earlier version with more readers is marked; the mail says neither which section nor whose. */
bool release_tell_marked(struct act *a, const struct release *r, const char *base_url) {
    size_t n;
    struct holder *h = people_with(a, r->host, "secretariat", &n);
    for (size_t i = 0; i < n && base_url; i++) {
        const struct language *l = lang_find(h[i].language) ? lang_find(h[i].language) : lang_find("en");
        const char *words = tr_f(a->arena, l, TR("A section on which the report rests has fewer readers now. The paragraphs are marked: they go no further until the party consents or they are changed.\n\n%1$s/rounds/%2$s/report"), base_url, r->round);
        mail_to_person(a, h[i].person, &(struct mail){.kind = "recall", .once = arena_printf(a->arena, "narrowed/%s/%s", r->id, h[i].person), .round = r->round,
                       .party = r->party, .subject = tr(l, TR("A section under the report has fewer readers now")), .words = words});
    }
    return !failed(a);
}

bool release_recall(struct act *a, const char *id, const char *reason, const char *base_url) {
    struct release *r = release_find(a, id);
    if (!r) return false;
    struct subject u = release_subject(r);
    if (!access_need(a, RELEASE_INPUT, &u)) return false;
    reason = text_trim(a->arena, reason);
    if (!*reason) return mistake(a, "reason", TR("Say in a few words why: readers who saw the section will see your reason."));
    if (!within(a, "reason", TR("Reason"), reason, most_reason)) return false;
    if (*r->recalled) return fail(a, CONFLICT, TR("This section was already recalled."));
    if (*r->replaced) return fail(a, CONFLICT, TR("A later version of this section stands. Recall that one: the earlier versions go with it."));
    struct rows *all = db_all(a, recall_versions, r->round, r->party, r->section, r->version);
    if (!failed(a) && !all->n) return fail(a, CONFLICT, TR("This section was already recalled."));
    bool reached = false;
    const char **every = NEW_N(a->arena, const char *, all->n + 1);
    for (size_t i = 0; i < all->n && !failed(a); i++) {
        every[i] = text(all->row[i], 0);
        db_do(a, recall_release, every[i], a->now, a->person, reason);
        if (!failed(a) && !db_changed(a)) return fail(a, CONFLICT, TR("This section was already recalled."));
    }
    if (failed(a) || !report_recalled(a, r->round, every, all->n)) return false;
    for (size_t i = 0; i < all->n && !failed(a); i++) {
        remove_words(a, text(all->row[i], 0));
        if (!same(text(all->row[i], 1), "owner")) prove(a, r, all->row[i]);
        reached |= !same(text(all->row[i], 1), "owner") && !same(text(all->row[i], 1), "named");
    }
    if (failed(a) || (reached && !tell_secretariat(a, r, base_url))) return false;
    return trail_write(a, r->party, TR("recalled a release"), id, r->section);
}
