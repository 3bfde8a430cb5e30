#include "area/directory.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

#define NAME_COLUMNS \
    "p.iso3, p.acronym, p.footnote, coalesce((SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = $2), " \
    "(SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = 'en'), p.acronym)"
SQL(party_name_row, "kt", "tttt", "SELECT " NAME_COLUMNS " FROM party p WHERE p.id = $1");
SQL(party_there, "k", "t", "SELECT kind FROM party WHERE id = $1");
SQL(party_all, "tt", "ttttktt",
    "SELECT " NAME_COLUMNS ", p.id, p.kind, p.status FROM party p WHERE $1 LIKE '% ' || p.kind || ' %'");
SQL(party_facts, "k", "kttttii",
    "SELECT id, name, value, note, source, disputed, position FROM fact WHERE party = $1 ORDER BY position, name, value, id");
SQL(party_related, "k", "kktttttii",
    "SELECT id, party, role, coalesce(since, ''), coalesce(until, ''), note, source, permanent, disputed FROM relation "
    "WHERE other = $1 ORDER BY role");
SQL(party_relations, "k", "kktttttii",
    "SELECT id, other, role, coalesce(since, ''), coalesce(until, ''), note, source, permanent, disputed FROM relation "
    "WHERE party = $1 ORDER BY role");

static const char *shown_name(struct act *a, const struct row *r) {
    const char *name = lang_country(a->arena, a->lang, text(r, 0));
    if (!name) name = text(r, 3);
    return *text(r, 2) ? arena_printf(a->arena, "%s*", name) : name;
}

const char *party_name(struct act *a, const char *party) {
    struct row *r = db_one(a, party_name_row, party, a->lang ? a->lang->code : "en");
    return r ? shown_name(a, r) : party;
}

const char *party_footnote(struct act *a, const char *party) {
    struct row *r = db_one(a, party_name_row, party, "en");
    return r ? text(r, 2) : "";
}

const char *party_kind(struct act *a, const char *party) {
    struct row *r = db_one(a, party_there, party);
    return r ? text(r, 0) : "";
}
bool party_exists(struct act *a, const char *party) { return *party_kind(a, party) != 0; }

bool directory_unverified(const char *source) { return source && strstr(source, "(memory)"); }

SQL(party_every_name, "", "tt", "SELECT '', name FROM party_name UNION SELECT '', acronym FROM party WHERE acronym <> '' UNION SELECT iso3, '' FROM party WHERE coalesce(iso3, '') <> ''");
const char *const *directory_names(struct act *a, size_t *n) {
    struct rows *r = db_all(a, party_every_name);
    const struct language *const *all = lang_all();
    size_t languages = 0;
    while (all[languages]) languages++;
    const char **names = NEW_N(a->arena, const char *, r->n * languages + 1);
    *n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (*text(r->row[i], 1)) names[(*n)++] = text(r->row[i], 1);
        for (size_t k = 0; k < languages && *text(r->row[i], 0); k++) {
            const char *name = lang_country(a->arena, all[k], text(r->row[i], 0));
            if (name) names[(*n)++] = name;
        }
    }
    return names;
}

static struct party_line line(struct act *a, const struct row *r) {
    return (struct party_line){.id = text(r, 4), .kind = text(r, 5), .name = shown_name(a, r), .acronym = text(r, 1), .status = text(r, 6), .footnote = text(r, 2), .iso3 = text(r, 0)};
}

/* Folded, with one kind of apostrophe: keyboards have the straight one only. */
static const char *sought(struct arena *m, const char *s) {
    char *folded = text_fold(m, s ? s : ""), *to = folded;
    for (const char *p = folded; *p; p++) {
        bool curved = strncmp(p, "\u2019", 3) == 0;
        *to++ = curved ? '\'' : *p;
        p += curved ? 2 : 0;
    }
    *to = 0;
    return folded;
}

static enum party_fit fit_of(const char *name, const char *wanted) {
    enum party_fit best = FITS_NOT;
    for (const char *at = name; (at = strstr(at, wanted)); at++) {
        if (at == name || strchr(" \n-'(", at[-1])) return FITS_WORD;
        best = FITS_SOMEWHERE;
    }
    return best;
}

enum party_fit party_fits(struct act *a, const char *words, const char *id, const char *name, const char *acronym, const char *iso3) {
    struct arena *m = a->arena;
    const char *wanted = sought(m, words), *named = sought(m, name), *shorter = sought(m, acronym);
    if (!*wanted || same(wanted, id) || strcmp(wanted, shorter) == 0 || text_starts(named, wanted)) return FITS_BEST;
    enum party_fit best = text_starts(id, wanted) ? FITS_WORD : FITS_NOT; /* a code half written */
    const char *const all[] = {named, shorter, sought(m, blank(iso3) ? "" : lang_country_also(m, a->lang, iso3))};
    for (size_t i = 0; i < COUNT(all); i++) {
        enum party_fit one = fit_of(all[i], wanted);
        if (one > best) best = one;
    }
    return best;
}

struct found { struct party_line line; enum party_fit fit; };
static int by_fit_and_name(const void *x, const void *y, void *language) {
    const struct found *p = x, *q = y;
    return p->fit != q->fit ? (int)q->fit - (int)p->fit : text_order(language, p->line.name, q->line.name);
}

struct party_line *directory_list(struct act *a, const char *kinds, const char *words, size_t *n) {
    struct rows *r = db_all(a, party_all, arena_printf(a->arena, " %s ", kinds), a->lang->code);
    struct party_line *l = NEW_N(a->arena, struct party_line, r->n);
    struct found *all = NEW_N(a->arena, struct found, r->n);
    const char *wanted = blank(words) ? "" : text_trim(a->arena, words);
    *n = 0;
    for (size_t i = 0; i < r->n; i++) {
        struct party_line one = line(a, r->row[i]);
        enum party_fit fit = *wanted ? party_fits(a, wanted, one.id, one.name, one.acronym, one.iso3) : FITS_BEST;
        if (fit) all[(*n)++] = (struct found){one, fit};
    }
    if (*n) qsort_r(all, *n, sizeof *all, by_fit_and_name, (void *)(uintptr_t)a->lang->code);
    for (size_t i = 0; i < *n; i++) l[i] = all[i].line;
    return l;
}

SQL(party_one, "kt", "ttttktt", "SELECT " NAME_COLUMNS ", p.id, p.kind, p.status FROM party p WHERE p.id = $1");
struct party_line *directory_party(struct act *a, const char *id) {
    struct row *r = db_one(a, party_one, id, a->lang->code);
    if (!r) {
        fail(a, NOT_FOUND, TR("The directory does not have this party."));
        return NULL;
    }
    struct party_line *l = NEW(a->arena, struct party_line);
    *l = line(a, r);
    return l;
}

struct fact_line *directory_facts(struct act *a, const char *party, size_t *n) {
    struct rows *r = db_all(a, party_facts, party);
    struct fact_line *f = NEW_N(a->arena, struct fact_line, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        f[i] = (struct fact_line){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), num(w, 5) != 0};
    }
    *n = r->n;
    return f;
}

static struct relation_line *relations(struct act *a, struct rows *r, size_t *n) {
    struct relation_line *l = NEW_N(a->arena, struct relation_line, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        l[i] = (struct relation_line){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), text(w, 5), text(w, 6), num(w, 7) != 0, num(w, 8) != 0};
    }
    *n = r->n;
    return l;
}
struct relation_line *directory_related(struct act *a, const char *party, size_t *n) { return relations(a, db_all(a, party_related, party), n); }
struct relation_line *directory_relations(struct act *a, const char *party, size_t *n) { return relations(a, db_all(a, party_relations, party), n); }
