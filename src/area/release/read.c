/* Releases as readers get them: each passes access before its words are read. */
#include "area/release/room.h"
#include "area/directory.h"
#include "base/lang.h"

SQL(release_one, "k", "kkkkttitttttttttt",
    "SELECT r.id, r.round, d.host, r.party, r.section_name, r.form, r.version, r.audience, r.sha256, r.receipt, r.at, p.name, "
    "coalesce(r.replaced, ''), coalesce(r.recalled, ''), coalesce(q.name, ''), coalesce(r.recall_reason, ''), r.id "
    "FROM release r JOIN round d ON d.id = r.round JOIN person p ON p.id = r.person LEFT JOIN person q ON q.id = r.recalled_by WHERE r.id = $1");
SQL(release_versions, "kkt", "kkkkttitttttttttt",
    "SELECT r.id, r.round, d.host, r.party, r.section_name, r.form, r.version, r.audience, r.sha256, r.receipt, r.at, p.name, "
    "coalesce(r.replaced, ''), coalesce(r.recalled, ''), coalesce(q.name, ''), coalesce(r.recall_reason, ''), r.id "
    "FROM release r JOIN round d ON d.id = r.round JOIN person p ON p.id = r.person LEFT JOIN person q ON q.id = r.recalled_by "
    "WHERE r.round = $1 AND r.party = $2 AND (r.section_name = $3 OR $3 = '') ORDER BY r.section_name, r.version DESC");
SQL(release_answers, "k", "ttttttti",
    "SELECT question, item, kind, language, value, written_in, release, position FROM released_answer WHERE release = $1 ORDER BY position, language");
SQL(release_files, "k", "ktttit", "SELECT attachment, question, name, type, size, sha256 FROM released_file WHERE release = $1 ORDER BY question, attachment");
SQL(release_content, "k", "b", "SELECT content FROM release WHERE id = $1 AND recalled IS NULL");
SQL(release_file_content, "kk", "kttttib",
    "SELECT attachment, question, name, type, sha256, size, content FROM released_file WHERE release = $1 AND attachment = $2");
SQL(release_named_parties, "k", "k", "SELECT party FROM release_named WHERE release = $1 ORDER BY party");

struct subject release_subject(const struct release *r) {
    return (struct subject){.round = r->round, .host = r->host, .party = r->party, .audience = r->audience, .release = r->id,
                            .recalled = *r->recalled, .replaced = *r->replaced};
}

static bool visible(struct act *a, const struct release *r) {
    struct subject u = release_subject(r);
    return access_may(a, *r->recalled ? SEE_RECALL : SEE_RELEASE, &u);
}

static bool own(struct act *a, const struct release *r) {
    struct subject u = {.round = r->round, .host = r->host, .party = r->party, .audience = "owner"};
    return access_would(a, SEE_RELEASE, &u);
}

struct release *release_rows(struct act *a, struct rows *rows, size_t *n) {
    struct release *all = NEW_N(a->arena, struct release, rows->n);
    *n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        struct row *w = rows->row[i];
        struct release r = {.id = text(w, 0), .round = text(w, 1), .host = text(w, 2), .party = text(w, 3), .section = text(w, 4), .form = text(w, 5),
            .version = num(w, 6), .audience = text(w, 7), .sha256 = text(w, 8), .receipt = text(w, 9), .at = text(w, 10), .person = text(w, 11),
            .replaced = text(w, 12), .recalled = text(w, 13), .recalled_by = text(w, 14), .reason = text(w, 15)};
        if (!visible(a, &r)) continue;
        if (!own(a, &r)) r.version = 0;
        all[(*n)++] = r;
    }
    return all;
}

struct release *release_find(struct act *a, const char *id) {
    size_t n;
    struct release *r = release_rows(a, db_all(a, release_one, id), &n);
    return n ? r : (fail(a, NOT_FOUND, TR("There is no such release.")), NULL);
}

struct release *release_history(struct act *a, const char *round, const char *party, const char *section, size_t *n) {
    return release_rows(a, db_all(a, release_versions, round, party, section ? section : ""), n);
}

struct let_go release_since_cleared(const struct release *all, size_t n, const struct section *s) {
    for (size_t i = 0; i < n; i++) {
        if (!same(all[i].section, s->name) || strcmp(all[i].at, s->since) < 0) continue;
        return *all[i].recalled ? (struct let_go){LET_GO_RECALLED, all[i].recalled} : (struct let_go){LET_GO_STANDS, all[i].at};
    }
    return (struct let_go){LET_GO_NOT, ""};
}

size_t release_waiting(const struct release *all, size_t n, const struct section *s, size_t n_sections) {
    size_t waiting = 0;
    for (size_t i = 0; i < n_sections; i++) waiting += same(s[i].state, "cleared") && release_since_cleared(all, n, &s[i]).how == LET_GO_NOT;
    return waiting;
}

static bool open_to_reader(struct act *a, const struct release *r) {
    struct subject u = release_subject(r);
    return access_need(a, SEE_RELEASE, &u);
}

struct release_content *release_words(struct act *a, const struct release *r) {
    if (!open_to_reader(a, r)) return NULL;
    struct rows *w = db_all(a, release_answers, r->id), *f = db_all(a, release_files, r->id);
    struct release_content *c = NEW(a->arena, struct release_content);
    *c = (struct release_content){w->n, f->n, NEW_N(a->arena, struct released, w->n), NEW_N(a->arena, struct released_file, f->n)};
    for (size_t i = 0; i < w->n; i++)
        c->answer[i] = (struct released){text(w->row[i], 0), text(w->row[i], 1), text(w->row[i], 2), text(w->row[i], 3), text(w->row[i], 4), text(w->row[i], 5), num(w->row[i], 7)};
    for (size_t i = 0; i < f->n; i++)
        c->file[i] = (struct released_file){.id = text(f->row[i], 0), .question = text(f->row[i], 1), .name = text(f->row[i], 2), .type = text(f->row[i], 3),
                                            .size = num(f->row[i], 4), .sha256 = text(f->row[i], 5)};
    return failed(a) ? NULL : c;
}

struct bytes release_bytes(struct act *a, const struct release *r) {
    struct row *w = open_to_reader(a, r) ? db_one(a, release_content, r->id) : NULL;
    return w ? bytes(w, 0) : (struct bytes){0};
}

struct released_file *release_file(struct act *a, const struct release *r, const char *file) {
    struct row *w = open_to_reader(a, r) ? db_one(a, release_file_content, r->id, file) : NULL;
    if (!w) return fail(a, NOT_FOUND, TR("There is no such file.")), NULL;
    struct released_file *f = NEW(a->arena, struct released_file);
    *f = (struct released_file){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), num(w, 5), bytes(w, 6)};
    return f;
}

const char *const *release_named_ids(struct act *a, const char *release, size_t *n) {
    struct rows *w = db_all(a, release_named_parties, release);
    const char **ids = NEW_N(a->arena, const char *, w->n + 1);
    for (size_t i = 0; i < w->n; i++) ids[i] = text(w->row[i], 0);
    *n = w->n;
    return ids;
}

const char *const *release_named(struct act *a, const struct release *r, size_t *n) {
    *n = 0;
    struct subject own = {.round = r->round, .host = r->host, .party = r->party, .audience = "owner"};
    if (!access_would(a, SEE_RELEASE, &own)) return NULL;
    const char *const *ids = release_named_ids(a, r->id, n);
    const char **names = NEW_N(a->arena, const char *, *n + 1);
    for (size_t i = 0; i < *n; i++) names[i] = party_name(a, ids[i]);
    return names;
}
