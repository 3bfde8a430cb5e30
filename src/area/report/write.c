/* Writing the report. Every wording of a paragraph is kept; nobody's words overwrite
 * another's unseen. */
#include "area/report/room.h"
#include "area/compact.h"
#include "area/directory.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

SQL(report_add, "kkttd", "",
    "INSERT INTO report (id, round, title, language, status, created) VALUES ($1, $2, $3, $4, 'draft', $5) ON CONFLICT (round) DO NOTHING");
SQL(chapter_add, "kkitit", "", "INSERT INTO chapter (id, report, position, kind, cluster, title) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(chapter_there, "kk", "i",
    "SELECT coalesce((SELECT max(p.position) FROM paragraph p WHERE p.chapter = c.id), 0) FROM chapter c WHERE c.id = $1 AND c.report = $2");
SQL(paragraph_insert, "kkitkd", "",
    "INSERT INTO paragraph (id, chapter, position, words, version, person, changed) VALUES ($1, $2, $3, $4, 1, $5, $6)");
SQL(paragraph_keep, "kitkd", "", "INSERT INTO paragraph_version (paragraph, version, words, person, at) VALUES ($1, $2, $3, $4, $5)");
SQL(paragraph_one, "kk", "ktii",
    "SELECT p.chapter, p.words, p.version, p.position FROM paragraph p JOIN chapter c ON c.id = p.chapter WHERE p.id = $1 AND c.report = $2");
SQL(paragraph_update, "ktikdi", "",
    "UPDATE paragraph SET words = $2, version = $3, person = $4, changed = $5 WHERE id = $1 AND version = $6");
SQL(paragraph_insert_as, "kkitkd", "",
    "INSERT INTO paragraph (id, chapter, position, words, version, person, changed) VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT (id) DO NOTHING");
SQL(paragraph_words_of, "ki", "t", "SELECT words FROM paragraph_version WHERE paragraph = $1 AND version = $2");
SQL(paragraph_beside_go_on, "kkktd", "",
    "UPDATE paragraph_beside SET words = $4, at = $5 WHERE id = $1 AND paragraph = $2 AND person = $3 AND settled IS NULL");
SQL(paragraph_set_aside, "kktkd", "", "INSERT INTO paragraph_beside (id, paragraph, words, person, at) VALUES ($1, $2, $3, $4, $5)");
SQL(paragraph_beside_one, "kk", "kti",
    "SELECT b.paragraph, b.words, p.version FROM paragraph_beside b JOIN paragraph p ON p.id = b.paragraph JOIN chapter c ON c.id = p.chapter "
    "WHERE b.id = $1 AND c.report = $2 AND b.settled IS NULL");
SQL(paragraph_beside_settle, "kd", "", "UPDATE paragraph_beside SET settled = $2 WHERE id = $1");
SQL(paragraph_above, "ki", "ki", "SELECT id, position FROM paragraph WHERE chapter = $1 AND position < $2 AND removed IS NULL ORDER BY position DESC LIMIT 1");
SQL(paragraph_below, "ki", "ki", "SELECT id, position FROM paragraph WHERE chapter = $1 AND position > $2 AND removed IS NULL ORDER BY position LIMIT 1");
SQL(paragraph_place, "ki", "", "UPDATE paragraph SET position = $2 WHERE id = $1");
SQL(paragraph_take_out, "kd", "", "UPDATE paragraph SET removed = $2 WHERE id = $1");
SQL(paragraph_recalled, "k", "i",
    "SELECT 1 FROM paragraph_source s JOIN release r ON r.id = s.release WHERE s.paragraph = $1 AND s.removed IS NULL AND r.recalled IS NOT NULL");
SQL(paragraph_narrowed, "k", "i",
    "SELECT 1 FROM paragraph_source s JOIN release r ON r.id = s.release JOIN paragraph p ON p.id = s.paragraph WHERE s.paragraph = $1 AND s.removed IS NULL AND r.narrowed IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM paragraph_consent t WHERE t.paragraph = p.id AND t.party = r.party AND t.version = p.version AND t.reach <> 'refused')");
SQL(paragraph_clear_flag, "k", "", "UPDATE paragraph SET flagged = NULL WHERE id = $1");
SQL(source_insert, "kkkkttd", "",
    "INSERT INTO paragraph_source (id, paragraph, release, question, language, quoted, added) VALUES ($1, $2, $3, $4, $5, $6, $7)");
/* What a party agreed to were these words on these sources. */
SQL(source_new_consent, "k", "", "DELETE FROM paragraph_consent WHERE paragraph = $1");
SQL(source_take_out, "kkd", "",
    "UPDATE paragraph_source SET removed = $3 WHERE id = $1 AND paragraph IN "
    "(SELECT p.id FROM paragraph p JOIN chapter c ON c.id = p.chapter WHERE c.report = $2)");

static const char *standard_title(struct act *a, const struct language *l, const char *kind, int cluster) {
    static const struct { const char *kind, *title; } titles[] = {{"summary", TR("Summary")}, {"method", TR("Method")}, {"means", TR("Means of implementation")},
        {"lessons", TR("Lessons and next steps")}, {"annex", TR("Annex")}};
    if (same(kind, "cluster")) return tr_f(a->arena, l, TR("Cluster %1$d: %2$s"), cluster, compact_cluster(cluster));
    for (size_t i = 0; i < COUNT(titles); i++)
        if (same(kind, titles[i].kind)) return tr(l, titles[i].title);
    return "";
}

const char *chapter_title(struct act *a, const struct report *p, const struct chapter *c, const struct language *l, const char **language) {
    bool own = !same(c->title, standard_title(a, lang_find(p->language), c->kind, c->cluster)) && !same(c->title, standard_title(a, lang_find("en"), c->kind, c->cluster));
    if (language) *language = own ? p->language : l->code;
    return own ? c->title : standard_title(a, l, c->kind, c->cluster);
}

static void add_chapter(struct act *a, const char *report, int position, const char *kind, int cluster, const struct language *l) {
    db_do(a, chapter_add, hash_id(a->arena), report, position, kind, cluster, standard_title(a, l, kind, cluster));
}

static bool fine_title(struct act *a, const char *title, const char *language) {
    if (!*title) mistake(a, "title", TR("Give the report a title."));
    within(a, "title", TR("Title"), title, 300);
    if (!lang_find(language)) mistake(a, "language", TR("Choose one of the languages."));
    return !failed(a);
}

const char *report_create(struct act *a, const struct round *r, const char *title, const char *language) {
    struct subject u = round_subject(r);
    title = text_line(a->arena, title);
    if (!access_need(a, RUN_ROUND, &u) || !fine_title(a, title, language)) return NULL;
    const struct language *l = lang_find(language);
    const char *id = hash_id(a->arena);
    if (!db_do(a, report_add, id, r->id, title, language, a->now)) return NULL;
    if (!db_changed(a)) return fail(a, CONFLICT, TR("This round has its report already.")), NULL;
    add_chapter(a, id, 1, "summary", 0, l);
    add_chapter(a, id, 2, "method", 0, l);
    for (int c = 1; c <= 4; c++) add_chapter(a, id, 2 + c, "cluster", c, l);
    add_chapter(a, id, 7, "means", 0, l);
    add_chapter(a, id, 8, "lessons", 0, l);
    add_chapter(a, id, 9, "annex", 0, l);
    return trail_write(a, r->host, TR("began the report of a round"), id, r->id) ? id : NULL;
}

const char *paragraph_add(struct act *a, const struct report *p, const char *chapter, const char *words) {
    words = text_trim(a->arena, words);
    if (!report_writes(a, p) || !within(a, "words", TR("Paragraph"), words, paragraph_most)) return NULL;
    if (!*words) return mistake(a, "words", TR("Write the paragraph first.")), NULL;
    struct row *c = db_one(a, chapter_there, chapter, p->id);
    if (!c) return fail(a, NOT_FOUND, TR("There is no such chapter.")), NULL;
    const char *id = hash_id(a->arena);
    db_do(a, paragraph_insert, id, chapter, num(c, 0) + 1, words, a->person, a->now);
    return db_do(a, paragraph_keep, id, 1, words, a->person, a->now) ? id : NULL;
}

static struct row *paragraph_of(struct act *a, const struct report *p, const char *id) {
    if (!report_writes(a, p)) return NULL;
    struct row *w = db_one(a, paragraph_one, id, p->id);
    return w ? w : (fail(a, NOT_FOUND, TR("There is no such paragraph.")), NULL);
}

static enum typed_fate set_aside(struct act *a, const struct typed *t, const char **base) {
    *base = hash_id(a->arena);
    return db_do(a, paragraph_set_aside, *base, t->paragraph, t->words, a->person, a->now) ? TYPED_BESIDE : TYPED_REFUSED;
}

/* A field that was sent untouched says nothing, even when somebody else changed the paragraph. */
static bool untouched(struct act *a, const struct typed *t, int64_t version) {
    struct row *w = version > 0 ? db_one(a, paragraph_words_of, t->paragraph, version) : NULL;
    return w && same(text(w, 0), t->words);
}

static enum typed_fate change(struct act *a, struct row *now, const struct typed *t, const char **base) {
    int64_t version = 0, present = num(now, 2);
    if (same(t->words, text(now, 1))) {
        *base = arena_printf(a->arena, "%lld", (long long)present);
        return TYPED_SAME;
    }
    if (!text_number(t->base, &version) && db_do(a, paragraph_beside_go_on, t->base, t->paragraph, a->person, t->words, a->now) && db_changed(a)) return TYPED_BESIDE;
    if (failed(a)) return TYPED_REFUSED;
    if (untouched(a, t, version)) return TYPED_SAME;
    if (version == present) {
        if (!db_do(a, paragraph_update, t->paragraph, t->words, version + 1, a->person, a->now, version)) return TYPED_REFUSED;
        *base = arena_printf(a->arena, "%lld", (long long)version + 1);
        if (db_changed(a)) return db_do(a, paragraph_keep, t->paragraph, version + 1, t->words, a->person, a->now) ? TYPED_SAVED : TYPED_REFUSED;
    }
    return set_aside(a, t, base);
}

/* The page named the new paragraph, so that sending it twice makes one. */
static enum typed_fate begin(struct act *a, const struct report *p, const struct typed *t, const char **base) {
    if (!*t->words) return TYPED_SAME;
    if (strlen(t->paragraph) != 16 || t->paragraph[strspn(t->paragraph, "abcdefghijklmnopqrstuvwxyz234567")]) return fail(a, NOT_FOUND, TR("There is no such paragraph.")), TYPED_REFUSED;
    struct row *c = db_one(a, chapter_there, t->chapter, p->id);
    if (!c) return fail(a, NOT_FOUND, TR("There is no such chapter.")), TYPED_REFUSED;
    db_do(a, paragraph_insert_as, t->paragraph, t->chapter, num(c, 0) + 1, t->words, a->person, a->now);
    if (failed(a) || !db_changed(a)) return fail(a, NOT_FOUND, TR("There is no such paragraph.")), TYPED_REFUSED;
    *base = "1";
    return db_do(a, paragraph_keep, t->paragraph, 1, t->words, a->person, a->now) ? TYPED_SAVED : TYPED_REFUSED;
}

enum typed_fate paragraph_typed(struct act *a, const struct report *p, const struct typed *typed, const char **base) {
    struct typed t = *typed;
    t.words = text_trim(a->arena, t.words);
    *base = t.base;
    if (!report_writes(a, p) || !within(a, paragraph_field(a, t.paragraph), TR("Paragraph"), t.words, paragraph_most)) return TYPED_REFUSED;
    struct row *now = db_one(a, paragraph_one, t.paragraph, p->id);
    return now ? change(a, now, &t, base) : same(t.base, "0") ? begin(a, p, &t, base) : (fail(a, NOT_FOUND, TR("There is no such paragraph.")), TYPED_REFUSED);
}

const char *paragraph_field(struct act *a, const char *paragraph) { return arena_printf(a->arena, "a:%s:", paragraph); }

bool paragraph_change(struct act *a, const struct report *p, const char *id, int64_t version, const char *words, bool *beside) {
    const char *base;
    enum typed_fate fate = paragraph_typed(a, p, &(struct typed){id, "", arena_printf(a->arena, "%lld", (long long)version), words}, &base);
    *beside = fate == TYPED_BESIDE;
    return fate != TYPED_REFUSED;
}

bool paragraph_settle(struct act *a, const struct report *p, const char *beside, bool take) {
    if (!report_writes(a, p)) return false;
    struct row *b = db_one(a, paragraph_beside_one, beside, p->id);
    if (!b) return fail(a, NOT_FOUND, TR("There is no such text any more."));
    bool again = false;
    if (take && !paragraph_change(a, p, text(b, 0), num(b, 2), text(b, 1), &again)) return false;
    return db_do(a, paragraph_beside_settle, beside, a->now);
}

bool paragraph_move(struct act *a, const struct report *p, const char *id, int by) {
    struct row *w = paragraph_of(a, p, id);
    if (!w) return false;
    struct row *other = by < 0 ? db_one(a, paragraph_above, text(w, 0), num(w, 3)) : db_one(a, paragraph_below, text(w, 0), num(w, 3));
    if (!other) return !failed(a);
    return db_do(a, paragraph_place, id, num(other, 1)) && db_do(a, paragraph_place, text(other, 0), num(w, 3));
}

bool paragraph_remove(struct act *a, const struct report *p, const char *id, bool back) {
    if (!paragraph_of(a, p, id)) return false;
    return db_do(a, paragraph_take_out, id, back ? (const char *)NULL : a->now);
}

bool paragraph_unflag(struct act *a, const struct report *p, const char *id) {
    if (!paragraph_of(a, p, id)) return false;
    if (db_one(a, paragraph_recalled, id)) return fail(a, INVALID, TR("Take the recalled source out of the paragraph first, then confirm that its words no longer rest on it."));
    if (db_one(a, paragraph_narrowed, id)) return fail(a, INVALID, TR("A section under it has fewer readers now: ask its party for consent to these words, or take the source out; then confirm."));
    return db_do(a, paragraph_clear_flag, id);
}

bool source_add(struct act *a, const struct report *p, const char *paragraph, const char *release, const char *question, const char *language, const char *quoted) {
    if (!paragraph_of(a, p, paragraph) || !release_hold(a, release)) return false;
    struct release *r = release_find(a, release);
    struct release_content *c = r ? release_words(a, r) : NULL;
    if (!c) return false;
    if (!same(r->round, p->round) || *r->replaced) return fail(a, NOT_FOUND, TR("There is no such release."));
    quoted = text_trim(a->arena, quoted);
    if (!*quoted) return mistake(a, "quoted", TR("Leave in the field the passage that the paragraph rests on."));
    for (size_t i = 0; i < c->n; i++)
        if (same(c->answer[i].question, question) && same(c->answer[i].language, language) && strstr(c->answer[i].value, quoted))
            return db_do(a, source_new_consent, paragraph) &&
                   db_do(a, source_insert, hash_id(a->arena), paragraph, release, question, language, quoted, a->now);
    return mistake(a, "quoted", TR("The passage must stand word for word in what the party released. Shorten it, but change nothing in it."));
}

bool source_remove(struct act *a, const struct report *p, const char *source) {
    if (!report_writes(a, p)) return false;
    size_t n;
    struct left_over *l = report_left_over(a, p, source, &n);
    if (n) return mistake(a, paragraph_field(a, l->paragraph), TR("Change these words of %1$s first, then take their source out; else they would go out without it: %2$s"), party_name(a, l->party), l->words);
    return db_do(a, source_take_out, source, p->id, a->now);
}
