/* Offers and releases. Reads the guarded tables of inputs: cleared sections only, and only
 * for the releasing authority of that party. */
#include "area/release/room.h"
#include "area/directory.h"
#include "area/forms.h"
#include "area/log.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/trail.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"

SQL(release_input, "k", "kkkktt",
    "SELECT i.round, r.host, i.party, i.form, f.name, f.version FROM input i JOIN round r ON r.id = i.round "
    "JOIN form f ON f.id = i.form WHERE i.id = $1");
SQL(release_section_files, "k", "ktttit",
    "SELECT f.id, f.question, f.name, f.type, f.size, f.sha256 FROM attachment f JOIN section s ON s.id = f.section "
    "WHERE f.section = $1 AND s.state = 'cleared' AND f.removed IS NULL ORDER BY f.question, f.at, f.id");
SQL(release_latest, "kkt", "kiti",
    "SELECT id, version, audience, CASE WHEN recalled IS NULL THEN 1 ELSE 0 END FROM release "
    "WHERE round = $1 AND party = $2 AND section_name = $3 ORDER BY version DESC LIMIT 1");
SQL(release_add, "kkkttitbttkkd", "",
    "INSERT INTO release (id, round, party, section_name, form, version, audience, content, sha256, receipt, person, mandate, at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (round, party, section_name, version) DO NOTHING");
SQL(release_add_named, "kk", "",
    "INSERT INTO release_named (release, party) VALUES ($1, $2) ON CONFLICT (release, party) DO NOTHING");
SQL(release_add_answer, "kttttttti", "",
    "INSERT INTO released_answer (release, question, language, kind, item, value, written_in, folded, position) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL(release_add_file, "kk", "",
    "INSERT INTO released_file (release, attachment, question, name, type, size, sha256, content) "
    "SELECT $1, id, question, name, type, size, sha256, content FROM attachment WHERE id = $2 AND removed IS NULL");
SQL(release_replace, "kkttk", "",
    "UPDATE release SET replaced = $4 WHERE round = $1 AND party = $2 AND section_name = $3 AND replaced IS NULL AND id <> $5");

/* Which earlier versions reached more readers than the one made now ($6, audience $7 of rank $4). */
SQL(release_narrow, "kktidkt", "",
    "UPDATE release SET narrowed = CASE WHEN $4 < CASE audience WHEN 'owner' THEN 0 WHEN 'named' THEN 1 WHEN 'members' THEN 2 WHEN 'observers' THEN 3 WHEN 'partners' THEN 4 ELSE 5 END "
    "OR ($4 = 1 AND audience = 'named' AND EXISTS (SELECT 1 FROM release_named o WHERE o.release = release.id AND NOT EXISTS "
    "(SELECT 1 FROM release_named w WHERE w.release = $6 AND w.party = o.party))) THEN CASE WHEN narrowed IS NOT NULL AND $4 >= "
    "CASE narrowed_to WHEN 'owner' THEN 0 WHEN 'named' THEN 1 WHEN 'members' THEN 2 WHEN 'observers' THEN 3 WHEN 'partners' THEN 4 ELSE 5 END THEN narrowed ELSE $5 END END, narrowed_to = $7 "
    "WHERE round = $1 AND party = $2 AND section_name = $3 AND id <> $6 AND recalled IS NULL");
/* What rests on them is looked at again; a circulated draft still reaches those to whom 'partners' goes. */
SQL(release_narrow_flag, "kktd", "",
    "UPDATE paragraph SET flagged = $4 WHERE flagged IS NULL AND id IN (SELECT s.paragraph FROM paragraph_source s JOIN release r ON r.id = s.release "
    "JOIN paragraph p ON p.id = s.paragraph JOIN chapter c ON c.id = p.chapter JOIN report e ON e.id = c.report "
    "WHERE r.round = $1 AND r.party = $2 AND r.section_name = $3 AND r.narrowed = $4 AND r.recalled IS NULL AND s.removed IS NULL AND (e.status = 'adopted' OR r.narrowed_to <> 'partners'))");
/* Words sent out further than the section goes now stay withheld. */
SQL(release_narrow_withhold, "kktd", "",
    "UPDATE report_version_paragraph SET withheld = 1 WHERE paragraph IN (SELECT s.paragraph FROM paragraph_source s JOIN release r ON r.id = s.release "
    "WHERE r.round = $1 AND r.party = $2 AND r.section_name = $3 AND r.narrowed = $4 AND r.recalled IS NULL) "
    "AND version IN (SELECT w.id FROM report_version w WHERE w.status <> 'circulated' OR NOT EXISTS (SELECT 1 FROM paragraph_source s JOIN release r ON r.id = s.release "
    "WHERE s.paragraph = report_version_paragraph.paragraph AND r.round = $1 AND r.party = $2 AND r.section_name = $3 AND r.narrowed = $4 AND r.narrowed_to = 'partners'))");
/* A consent was given when the section had more readers: it is asked for anew. */
SQL(release_narrow_consent, "kktd", "",
    "DELETE FROM paragraph_consent WHERE party = $2 AND paragraph IN (SELECT s.paragraph FROM paragraph_source s JOIN release r ON r.id = s.release "
    "WHERE r.round = $1 AND r.party = $2 AND r.section_name = $3 AND r.narrowed = $4 AND s.removed IS NULL)");

/* Files of questions that do not apply (any more) stay behind, as their answers do. */
static bool applies(const struct entry *e, size_t n, const char *question) {
    for (size_t i = 0; i < n; i++)
        if (same(e[i].path, question)) return e[i].relevant;
    return false;
}

bool release_gather(struct act *a, const struct section *s, struct release_content *c) {
    size_t n, entries;
    struct content *w = section_content(a, s, &n);
    const struct form *f = forms_get(a, s->form);
    if (!w || !f) return false;
    struct entry *e = form_entries(a->arena, f, form_section(f, s->name), draft_answers(a, s), a->lang->code, arena_copy_n(a->arena, a->now, 10), &entries);
    *c = (struct release_content){.n = n, .answer = NEW_N(a->arena, struct released, n)};
    for (size_t i = 0; i < n; i++)
        c->answer[i] = (struct released){w[i].question, w[i].item, w[i].kind, w[i].language, w[i].value, w[i].written_in, (int64_t)i};
    struct rows *r = db_all(a, release_section_files, s->id);
    c->file = NEW_N(a->arena, struct released_file, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *x = r->row[i];
        if (!applies(e, entries, text(x, 1))) continue;
        c->file[c->n_files++] = (struct released_file){.id = text(x, 0), .question = text(x, 1), .name = text(x, 2), .type = text(x, 3),
                                                       .size = num(x, 4), .sha256 = text(x, 5)};
    }
    return !failed(a);
}

static struct release_head head_of(struct row *input, const char *section, const char *salt) {
    return (struct release_head){.round = text(input, 0), .party = text(input, 2), .section = section, .form_name = text(input, 4),
                                 .form_version = text(input, 5), .salt = salt};
}

static void fill_offer(struct act *a, struct row *input, const struct section *section, struct offer *o) {
    *o = (struct offer){.section = section->id, .name = section->name, .audience = ""};
    if (!release_gather(a, section, &o->content)) return;
    o->undecided = section_undecided(a, section, &o->n_undecided);
    struct release_head h = head_of(input, o->name, "");
    struct buf *b = release_canonical(a->arena, &h, &o->content);
    o->fingerprint = hash_hex(a->arena, b->data, b->size);
    struct row *last = db_one(a, release_latest, text(input, 0), text(input, 2), o->name);
    if (!last) return;
    o->version = num(last, 1);
    if (!num(last, 3)) return;
    o->audience = text(last, 2);
    if (same(o->audience, "named")) o->named = release_named_ids(a, text(last, 0), &o->n_named);
    struct release *was = release_find(a, text(last, 0));
    struct release_content *then = was ? release_words(a, was) : NULL;
    if (!then) return;
    struct buf *before = release_canonical(a->arena, &h, then);
    o->unchanged = same(o->fingerprint, hash_hex(a->arena, before->data, before->size));
}

static struct row *input_row(struct act *a, const char *input) {
    struct row *r = db_one(a, release_input, input);
    if (!r) return fail(a, NOT_FOUND, TR("There is no such input.")), NULL;
    struct subject u = {.round = text(r, 0), .host = text(r, 1), .party = text(r, 2)};
    return access_need(a, RELEASE_INPUT, &u) ? r : NULL;
}

struct offers *release_offers(struct act *a, const char *input) {
    struct row *i = input_row(a, input);
    if (!i) return NULL;
    struct input *own = input_find(a, input);
    size_t n;
    struct section *s = own ? section_list(a, own, &n) : NULL;
    if (!s) return NULL;
    struct offers *all = NEW(a->arena, struct offers);
    *all = (struct offers){input, text(i, 0), text(i, 1), text(i, 2), text(i, 3), 0, NEW_N(a->arena, struct offer, n)};
    for (size_t k = 0; k < n; k++)
        if (same(s[k].state, "cleared")) fill_offer(a, i, &s[k], &all->offer[all->n++]);
    return failed(a) ? NULL : all;
}

static bool order_fits(struct act *a, const struct release_order *o, const char *party) {
    bool known = false;
    for (size_t i = 0; audiences[i]; i++) known |= same(audiences[i], o->audience);
    const char *field = arena_printf(a->arena, "audience-%s", o->name);
    if (!known) return mistake(a, field, TR("Choose who may see this section."));
    if (!same(o->audience, "named")) return true;
    if (!o->n_named) return mistake(a, field, TR("Name at least one party, or choose another audience."));
    for (size_t i = 0; i < o->n_named; i++)
        if (!party_exists(a, o->named[i]) || same(o->named[i], party))
            return mistake(a, field, TR("One of the parties named is not in the directory."));
    return true;
}

/* The answers one by one, for the bench and search. */
static void keep_parts(struct act *a, const char *id, const struct offer *f, const struct release_order *o) {
    if (same(o->audience, "named"))
        for (size_t i = 0; i < o->n_named; i++) db_do(a, release_add_named, id, o->named[i]);
    for (size_t i = 0; i < f->content.n; i++) {
        const struct released *s = &f->content.answer[i];
        db_do(a, release_add_answer, id, s->question, s->language, s->kind, s->item, s->value, s->written_in, text_fold(a->arena, s->value),
              (int64_t)i);
    }
    for (size_t i = 0; i < f->content.n_files; i++) db_do(a, release_add_file, id, f->content.file[i].id);
}

/* The languages in which the words stand, each once. */
static const char *languages(struct arena *m, const struct release_content *c) {
    struct buf *b = buf_new(m);
    for (size_t i = 0; i < c->n; i++) {
        const char *l = *c->answer[i].language ? c->answer[i].language : c->answer[i].written_in;
        if (!blank(l) && !text_word(b->data ? b->data : "", l)) buf_printf(b, "%s%s", b->size ? " " : "", l);
    }
    return b->size ? b->data : "";
}

/* Into the log, in this transaction. The digest of a file that not everyone may have stays
 * within the salted statement: who holds the file could else see that it was released. How many
 * versions came before is not said: they may have gone to fewer readers than this one. */
static void prove(struct act *a, const char *id, const struct release_head *h, const struct offer *f, const char *audience, const char *sha256) {
    if (same(audience, "owner")) return; /* nothing left the party: the world sees no leaf */
    const struct release_content *c = &f->content;
    struct log_file *file = NEW_N(a->arena, struct log_file, c->n_files + 1);
    file[0] = (struct log_file){"content.json", sha256};
    for (size_t i = 0; i < c->n_files; i++) file[i + 1] = (struct log_file){c->file[i].name, c->file[i].sha256};
    struct log_said said[] = {{"audience", audience}, {"languages", languages(a->arena, c)}, {"party", h->party}, {"round", h->round}, {"section", h->section}};
    log_add_statement(a, &(struct log_statement){"release", id, said, COUNT(said), file, c->n_files + 1});
    if (!same(audience, "public")) return;
    log_add_file(a, id, &file[0]);
    for (size_t i = 0; i < c->n_files; i++) log_add_file(a, id, &(struct log_file){c->file[i].id, c->file[i].sha256});
}

static int rank(const char *audience) {
    int i = 0;
    while (audiences[i] && !same(audiences[i], audience)) i++;
    return i;
}

/* True when paragraphs of a report are marked. */
static bool narrow(struct act *a, const char *round, const char *party, const char *section, const char *id, const char *audience) {
    db_do(a, release_narrow, round, party, section, rank(audience), a->now, id, audience);
    db_do(a, release_narrow_consent, round, party, section, a->now);
    db_do(a, release_narrow_withhold, round, party, section, a->now);
    return db_do(a, release_narrow_flag, round, party, section, a->now) && db_changed(a);
}

static const char *make_one(struct act *a, struct row *input, const struct offer *f, const struct release_order *o, bool *marked) {
    if (f->n_undecided) {
        fail(a, CONFLICT, TR("Two texts stand in an answer of a section, and nobody has chosen yet. Nothing was released now; please look again."));
        return NULL;
    }
    if (!same(f->fingerprint, o->fingerprint) || f->version != o->version) {
        fail(a, CONFLICT, TR("Somebody released or changed this section after you looked at it. Nothing was released now; please look again."));
        return NULL;
    }
    unsigned char salt[16];
    hash_random(salt, sizeof salt);
    struct buf *hex = buf_new(a->arena);
    for (size_t i = 0; i < sizeof salt; i++) buf_printf(hex, "%02x", salt[i]);
    struct release_head h = head_of(input, f->name, hex->data);
    struct buf *b = release_canonical(a->arena, &h, &f->content);
    const char *id = hash_id(a->arena), *round = h.round, *party = h.party;
    struct bytes whole = {b->data, b->size};
    const char *sha256 = hash_hex(a->arena, b->data, b->size);
    db_do(a, release_add, id, round, party, f->name, text(input, 3), f->version + 1, o->audience, whole,
          sha256, release_receipt(a->arena), a->person, a->mandate, a->now);
    if (!failed(a) && !db_changed(a)) {
        fail(a, CONFLICT, TR("Somebody released or changed this section after you looked at it. Nothing was released now; please look again."));
        return NULL;
    }
    keep_parts(a, id, f, o);
    prove(a, id, &h, f, o->audience, sha256);
    db_do(a, release_replace, round, party, f->name, a->now, id);
    *marked |= narrow(a, round, party, f->name, id, o->audience);
    trail_write(a, party, TR("released a section"), id, f->name);
    return failed(a) ? NULL : id;
}

const char *const *release_make(struct act *a, const char *input, const struct release_order *o, size_t n, const char *base_url) {
    struct offers *all = release_offers(a, input);
    if (!all) return NULL;
    struct row *i = input_row(a, input);
    if (!n) fail(a, INVALID, TR("Choose at least one section to release."));
    for (size_t k = 0; k < n; k++) order_fits(a, &o[k], all->party);
    const char **ids = NEW_N(a->arena, const char *, n + 1);
    struct release *made = NEW_N(a->arena, struct release, n + 1);
    bool marked = false;
    for (size_t k = 0; k < n && !failed(a); k++) {
        const struct offer *f = NULL;
        for (size_t j = 0; j < all->n; j++)
            if (same(all->offer[j].name, o[k].name)) f = &all->offer[j];
        if (!f) fail(a, CONFLICT, TR("A section is no longer cleared for release. Nothing was released now; please look again."));
        else ids[k] = make_one(a, i, f, &o[k], &marked);
        if (ids[k]) made[k] = *release_find(a, ids[k]);
    }
    if (failed(a)) return NULL;
    release_mail_receipt(a, input, made, n, base_url);
    if (marked) release_tell_marked(a, &made[0], base_url);
    return failed(a) ? NULL : ids;
}

bool release_mail_receipt(struct act *a, const char *input, const struct release *r, size_t n, const char *base_url) {
    struct person *p = person_find(a, a->person);
    if (!p || !base_url) return !failed(a);
    const struct language *l = lang_find(p->language) ? lang_find(p->language) : lang_find("en");
    struct buf *b = buf_new(a->arena);
    buf_add(b, tr(l, TR("What you released, to whom, with its receipt and SHA-256:")));
    for (size_t i = 0; i < n; i++) {
        struct act reader = *a;
        reader.lang = l;
        buf_printf(b, "\n\n%s\n%s\n%s\nSHA-256 %s\n%s/releases/%s/receipt", question_label(&reader, r[i].form, r[i].section, "", NULL),
                   audience_name(&reader, r[i].audience), r[i].receipt, r[i].sha256, base_url, r[i].id);
        struct reach *w = release_reach_of(&reader, &r[i]);
        if (w) buf_printf(b, "\n%s", reach_words(&reader, w));
    }
    /* No round: the round's secretariat reads its outbox, and need not know of every release. */
    return mail_to_person(a, a->person, &(struct mail){.kind = "receipt", .party = r[0].party, .subject = tr(l, TR("Receipt of your release")), .words = b->data});
}
