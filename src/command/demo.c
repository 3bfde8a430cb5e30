/* The demonstration: a server full enough to try everything. The directory and calendar are
 * real; the round, its people and every word of its inputs are synthetic and marked so.
 * Everything is made through the areas, as people would make it, with a fixed sequence of
 * ids, so that two runs at one clock give the same data. */
#include "area/access.h"
#include "area/forms.h"
#include "area/input.h"
#include "area/people.h"
#include "area/reference.h"
#include "area/release.h"
#include "area/round.h"
#include "area/sign_in.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "command/command.h"
#include "command/demo_report.h"
#include "command/demo_words.h"

int command_demo(struct arguments *);

SQL(demo_totp, "kt", "", "UPDATE person SET totp = $2, totp_step = 0 WHERE id = $1");
SQL(demo_there, "", "i", "SELECT count(*) FROM round WHERE synthetic = 1");
SQL(demo_person_zone, "kt", "", "UPDATE person SET zone = $2 WHERE id = $1");

static const char seed[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; /* one for all: this is a demonstration */

static const struct { const char *mail, *name, *party, *function, *language; } people[] = {
    {"admin@demo.example", "Ada Admin", NULL, "administrator", "en"},
    {"secretariat@demo.example", "Sol Secretariat", "eclac", "secretariat", "en"},
    {"focal.chl@demo.example", "Carla Fuentes", "chl", "focal_point", "es"},
    {"release.chl@demo.example", "Raúl Lagos", "chl", "releaser", "es"},
    {"author.chl@demo.example", "Inés Soto", "chl-interior", "author", "es"},
    {"validator.chl@demo.example", "Víctor Mena", "chl-interior", "validator", "es"},
    {"labour.chl@demo.example", "Luz Rojas", "chl-labour", "author", "es"},
    {"focal.per@demo.example", "Pilar Quispe", "per", "focal_point", "es"},
    {"release.per@demo.example", "Renzo Vega", "per", "releaser", "es"},
    {"focal.hti@demo.example", "Fabiola Jean", "hti", "focal_point", "fr"},
    {"release.hti@demo.example", "Robert Pierre", "hti", "releaser", "fr"},
    {"focal.jam@demo.example", "Faith Brown", "jam", "focal_point", "en"},
    {"release.jam@demo.example", "Rohan Clarke", "jam", "releaser", "en"},
    {"focal.bra@demo.example", "Flávia Souza", "bra", "focal_point", "en"},
    {"focal.esp@demo.example", "Elena Marín", "esp", "focal_point", "es"},
    {"former.chl@demo.example", "Felipe Araya", "chl", "alternate", "es"},
    {"partner.iom@demo.example", "Parisa Amiri", "iom", "delegate", "ar"},
};

struct demo { struct arguments *g; struct db *db; struct arena *arena; };

/* One act in a transaction of its own, in the post of this function (NULL: the first); stops
 * the program on failure, for the words are ours. */
static struct act *begin_as(struct demo *d, const char *mail, const char *function) {
    struct act *a = NEW(d->arena, struct act);
    console_act(a, d->g, d->db);
    const char *problem;
    if (!db_begin(d->db, &problem)) bug("demo: %s", problem);
    if (!mail) return a;
    struct person *p = person_by_mail(a, mail);
    size_t n;
    struct holder *h = p ? people_mandates(a, p->id, &n) : NULL;
    if (!p || !n) bug("demo: nobody has the address %s", mail);
    size_t post = 0;
    while (function && post < n && !same(h[post].function, function)) post++;
    if (post == n) bug("demo: %s is no %s", mail, function);
    a->console = false;
    a->strong = true;
    a->person = p->id;
    a->mandate = h[post].mandate;
    a->party = *h[post].party ? h[post].party : NULL;
    a->lang = lang_find(p->language);
    return a;
}

static struct act *begin(struct demo *d, const char *mail) { return begin_as(d, mail, NULL); }

static void end(struct act *a) {
    if (console_commit(a, "demo")) exit(1);
}

static void make_people(struct demo *d) {
    struct act *a = begin(d, NULL);
    const char *interior = NULL;
    for (size_t i = 0; i < COUNT(people) && !failed(a); i++) {
        const char *party = people[i].party;
        if (same(party, "chl-interior")) party = interior ? interior : (interior = people_add_body(a, "chl", "ministry", "Ministerio del Interior (synthetic)"));
        if (same(party, "chl-labour")) party = people_add_body(a, "chl", "ministry", "Ministerio del Trabajo (synthetic)");
        people_appoint(a, &(struct appointment){.party = party, .function = people[i].function, .mail = people[i].mail, .name = people[i].name, .language = people[i].language});
        struct person *p = failed(a) ? NULL : person_by_mail(a, people[i].mail);
        if (p && access_needs_second_factor(people[i].function)) db_do(a, demo_totp, p->id, seed);
        if (p && people[i].party && text_starts(people[i].party, "chl")) db_do(a, demo_person_zone, p->id, "America/Santiago");
    }
    for (size_t i = 0; i < demo_n_further && !failed(a); i++) {
        const struct demo_further *f = &demo_further[i];
        people_appoint(a, &(struct appointment){.party = f->state, .function = "focal_point", .mail = f->mail, .name = f->name, .language = f->language});
        people_appoint(a, &(struct appointment){.party = f->state, .function = "releaser", .mail = f->mail, .name = f->name, .language = f->language});
        struct person *p = failed(a) ? NULL : person_by_mail(a, f->mail);
        if (p) db_do(a, demo_totp, p->id, seed);
    }
    end(a);
}

static void step(struct act *a, const struct round *r, const char *kind, int from, int to, const char *place) {
    char *today = arena_copy_n(a->arena, a->now, 10);
    round_add_step(a, r, &(struct round_step){.kind = kind, .starts = clock_day_add(a->arena, today, from), .ends = clock_day_add(a->arena, today, to), .place = place});
}

static void make_round(struct demo *d, const char *id, const char *before, const char *title, const char *title_es, const char *form, int shift) {
    struct act *a = begin(d, "secretariat@demo.example");
    round_create(a, &(struct round_draft){.id = id, .forum = "lac", .form = form, .before = before, .informs = shift ? "imrf-2026" : "imrf-2030", .tier = "regional",
                                          .title = title, .language = "en", .synthetic = true});
    struct round *r = round_find(a, id);
    if (r) {
        round_set_title(a, r, "es", title_es);
        step(a, r, "opening", shift - 60, shift - 60, "");
        step(a, r, "input", shift - 60, shift + 20, "");
        step(a, r, "hearing", shift + 40, shift + 41, "online");
        step(a, r, "conference", shift + 60, shift + 62, "Santiago");
        step(a, r, "draft_report", shift + 75, shift + 75, "");
        step(a, r, "adoption", shift + 100, shift + 100, "");
        round_invite_members(a, r, NULL);
        round_add_party(a, r, "esp", "observer", NULL);
        round_add_party(a, r, "iom", "partner", NULL);
        round_set_status(a, r, "open");
    }
    end(a);
}

static void write_section(struct demo *d, const char *mail, const char *round, const char *section, const struct demo_answer *w) {
    struct act *a = begin(d, mail);
    struct input *i = input_of(a, round, access_state(a));
    size_t n;
    struct section *s = i ? section_list(a, i, &n) : NULL;
    for (size_t k = 0; s && k < n; k++) {
        if (!same(s[k].name, section)) continue;
        struct draft_change c[24];
        size_t m = 0;
        for (; m < COUNT(c) && w[m].question; m++) c[m] = (struct draft_change){w[m].question, "", w[m].words, NULL, w[m].language, NULL, NULL};
        int saved, conflicts;
        draft_save(a, &s[k], c, m, &saved, &conflicts);
        if (same(i->party, "chl") && same(round, "lac-demo") && same(section, "methodology"))
            attachment_add(a, &s[k], "method_file", demo_file_name, (struct bytes){(const unsigned char *)demo_file, strlen(demo_file)});
    }
    end(a);
}

static void clear_section(struct demo *d, const char *const *mails, const char *round, const char *section) {
    for (; *mails; mails++) {
        struct act *a = begin(d, *mails);
        struct input *i = input_of(a, round, access_state(a));
        size_t n;
        struct section *s = i ? section_list(a, i, &n) : NULL;
        for (size_t k = 0; s && k < n; k++)
            if (same(s[k].name, section)) section_clear(a, &s[k], NULL);
        end(a);
    }
}

static void start_input(struct demo *d, const char *mail, const char *round, const char *chain) {
    struct act *a = begin_as(d, mail, "focal_point");
    struct round *r = round_find(a, round);
    const char *id = r ? input_start(a, r) : NULL;
    struct input *i = id ? input_find(a, id) : NULL;
    int moved;
    if (i && chain) input_set_clearance(a, i, chain, NULL, &moved);
    end(a);
}

/* Chile gives sections to two ministries, and opens one of them to all bodies of the State. */
static void give(struct demo *d, const char *round, const char *section, const char *ministry, bool open) {
    struct act *a = begin(d, "focal.chl@demo.example");
    struct input *i = input_of(a, round, "chl");
    size_t n, k;
    struct section *s = section_list(a, i, &n);
    struct body *b = people_bodies(a, "chl", &k);
    for (size_t x = 0; x < n; x++)
        for (size_t y = 0; y < k; y++)
            if (same(s[x].name, section) && text_starts(b[y].name, ministry)) section_give(a, &s[x], b[y].id, clock_day_add(a->arena, arena_copy_n(a->arena, a->now, 10), 10), open);
    end(a);
}

/* One whose post has ended: signs in, and sees what the public sees. */
static void end_post(struct demo *d, const char *mail) {
    struct act *a = begin(d, mail);
    const char *post = a->mandate;
    end(a);
    a = begin(d, "focal.chl@demo.example");
    people_end(a, post);
    end(a);
}

static void fill_round(struct demo *d, const char *round, bool before) {
    static const char *const chile[] = {"focal.chl@demo.example", "release.chl@demo.example", NULL}, *const peru[] = {"focal.per@demo.example", "release.per@demo.example", NULL};
    static const char *const haiti[] = {"focal.hti@demo.example", "release.hti@demo.example", NULL}, *const jamaica[] = {"focal.jam@demo.example", "release.jam@demo.example", NULL};
    static const struct { const char *mail; const char *const *clears; } states[] = {{"focal.chl@demo.example", chile}, {"focal.per@demo.example", peru},
        {"focal.hti@demo.example", haiti}, {"focal.jam@demo.example", jamaica}};
    for (size_t i = 0; i < COUNT(states); i++) {
        start_input(d, states[i].mail, round, "author releaser");
        for (const struct demo_section *s = demo_words(i, before); s->section; s++) {
            write_section(d, states[i].mail, round, s->section, s->answers);
            if (s->cleared) clear_section(d, states[i].clears, round, s->section);
        }
    }
}

/* What each State lets go, and to whom (parties named one by one follow the word); what is not listed stays its own. Jamaica recalls one
 * section; Brazil has begun and releases nothing. */
static const struct { const char *mail, *round, *section, *audience; bool recalled; } lets_go[] = {
    {"release.chl@demo.example", "lac-demo-before", "objective_01", "public", false}, {"release.jam@demo.example", "lac-demo-before", "objective_19", "public", false},
    {"release.chl@demo.example", "lac-demo", "methodology", "public", false}, {"release.chl@demo.example", "lac-demo", "environment", "partners", false},
    {"release.chl@demo.example", "lac-demo", "objective_01", "public", false}, {"release.chl@demo.example", "lac-demo", "objective_16", "members", false},
    {"release.per@demo.example", "lac-demo", "methodology", "public", false}, {"release.per@demo.example", "lac-demo", "objective_01", "public", false},
    {"release.per@demo.example", "lac-demo", "objective_06", "observers", false}, {"release.hti@demo.example", "lac-demo", "methodology", "public", false},
    {"release.hti@demo.example", "lac-demo", "objective_02", "partners", false}, {"release.hti@demo.example", "lac-demo", "objective_21", "named chl eclac", false},
    {"release.per@demo.example", "lac-demo", "environment", "named bra chl hti", false}, {"release.jam@demo.example", "lac-demo", "environment", "named iom", false},
    {"release.jam@demo.example", "lac-demo", "objective_01", "public", false}, {"release.jam@demo.example", "lac-demo", "objective_19", "public", true}};

static void release_sections(struct demo *d) {
    for (size_t k = 0; k < COUNT(lets_go); k++) {
        struct act *a = begin(d, lets_go[k].mail);
        struct input *i = input_of(a, lets_go[k].round, access_state(a));
        struct offers *o = i ? release_offers(a, i->id) : NULL;
        const char *const *made = NULL;
        char **to = text_split(a->arena, lets_go[k].audience, ' ');
        for (size_t n = 0; o && n < o->n; n++) {
            if (!same(o->offer[n].name, lets_go[k].section)) continue;
            struct release_order order = {.name = o->offer[n].name, .audience = to[0], .fingerprint = o->offer[n].fingerprint, .version = o->offer[n].version};
            order.named = (const char *const *)to + 1;
            while (order.named[order.n_named]) order.n_named++;
            made = release_make(a, i->id, &order, 1, NULL);
        }
        if (!made && !failed(a)) bug("demo: nothing to release in %s", lets_go[k].section);
        end(a);
    }
}

/* The States that answer in short: written and handed on in one post, cleared and released to
 * everyone in the other. */
static void add_further(struct demo *d, const char *round, const struct demo_further *f) {
    start_input(d, f->mail, round, "author releaser");
    for (int releasing = 0; releasing < 2; releasing++) {
        struct act *a = begin_as(d, f->mail, releasing ? "releaser" : "focal_point");
        struct input *i = input_of(a, round, f->state);
        size_t n, m = 0;
        struct section *s = i ? section_list(a, i, &n) : NULL;
        for (size_t k = 0; s && k < n; k++)
            for (size_t j = 0; j < COUNT(f->said) && f->said[j].section; j++) {
                const struct demo_short *w = &f->said[j];
                if (!same(s[k].name, w->section)) continue;
                struct draft_change c[] = {{.question = "priority", .language = "", .value = w->priority}, {.question = "status", .language = "", .value = w->status, .written_in = f->language},
                                           {.question = "needs[1]/need_kind", .language = "", .value = w->need}};
                int saved, conflicts;
                if (!releasing) draft_save(a, &s[k], c, w->need ? 3 : 2, &saved, &conflicts);
                section_clear(a, &s[k], NULL);
            }
        struct offers *o = releasing && i ? release_offers(a, i->id) : NULL;
        struct release_order *order = o ? NEW_N(a->arena, struct release_order, o->n + 1) : NULL;
        for (; o && m < o->n; m++) order[m] = (struct release_order){.name = o->offer[m].name, .audience = "public", .fingerprint = o->offer[m].fingerprint, .version = o->offer[m].version};
        if (m) release_make(a, i->id, order, m, NULL);
        end(a);
    }
}

/* After the report was begun, so that it shows what a recall does to a paragraph. */
static void recall_sections(struct demo *d) {
    for (size_t k = 0; k < COUNT(lets_go); k++) {
        if (!lets_go[k].recalled) continue;
        struct act *a = begin(d, lets_go[k].mail);
        size_t n;
        struct release *r = release_history(a, lets_go[k].round, access_state(a), lets_go[k].section, &n);
        if (n) release_recall(a, r[0].id, "[Synthetic] A figure was wrong; a new version will follow.", NULL);
        end(a);
    }
}

static void write_reports(struct demo *d) {
    struct act *a = begin(d, "secretariat@demo.example");
    demo_report_before(a, "lac-demo-before");
    struct round *before = round_find(a, "lac-demo-before");
    if (before) round_set_status(a, before, "closed");
    demo_report_half(a, "lac-demo");
    end(a);
}

static int who(struct arguments *g) {
    const char *url = g->settings->base_url ? g->settings->base_url : arena_printf(g->arena, "http://127.0.0.1:%s", g->settings->port);
    printf("\nIsthmus is at %s\n\nSign in as (the links work once, for 10 minutes):\n", url);
    struct db *db = open_database(g, "demo", DB_WRITE, false);
    if (!db) return 1;
    struct act a;
    console_act(&a, g, db);
    if (!console_begin(&a, "demo")) return 1;
    for (size_t i = 0; i < COUNT(people); i++) {
        struct person *p = person_by_mail(&a, people[i].mail);
        if (p) printf("  %-28s %-14s %s/enter/%s\n", p->mail, people[i].function, url, sign_in_link(&a, p->id, "console", 10, NULL, NULL));
    }
    for (size_t i = 0; i < demo_n_further; i++) {
        struct person *p = person_by_mail(&a, demo_further[i].mail);
        if (p) printf("  %-28s %-14s %s/enter/%s\n", p->mail, "both posts", url, sign_in_link(&a, p->id, "console", 10, NULL, NULL));
    }
    int code = console_commit(&a, "demo");
    printf("\nA new link: ISTHMUS_DATA='%s' PORT=%s build/release/isthmus user link MAIL\n", g->settings->data, g->settings->port);
    printf("\nThe second factor of all of them is the key %s in an authenticator app;\nwithout one: oathtool --totp -b %s\n\n", seed, seed);
    db_close(db);
    return code;
}

int command_demo(struct arguments *g) {
    if (flag(g, "who")) return who(g);
    if (g->n) return misused("demo");
    struct db *db = prepare_database(g, "demo");
    if (!db) return 1;
    struct demo d = {g, db, g->arena};
    struct act *a = begin(&d, NULL);
    struct row *r = db_one(a, demo_there);
    bool there = r && num(r, 0);
    if (there) {
        end(a);
        db_close(db);
        return complain("demo", "the demonstration is there already; for a fresh one choose another --data folder");
    }
    hash_fix(20250318); /* ids repeat from run to run; secrets of links are made anew later */
    const char *form = forms_national(a);
    end(a);
    make_people(&d);
    end_post(&d, "former.chl@demo.example");
    make_round(&d, "lac-demo-before", "lac-2021", "Demonstration round of the last cycle (synthetic)", "Ronda de demostración del ciclo anterior (sintética)", form, -1500);
    make_round(&d, "lac-demo", "lac-demo-before", "Demonstration round: Latin America and the Caribbean (synthetic)", "Ronda de demostración: América Latina y el Caribe (sintética)", form, 0);
    fill_round(&d, "lac-demo-before", true);
    fill_round(&d, "lac-demo", false);
    release_sections(&d);
    for (size_t i = 0; i < demo_n_further; i++) add_further(&d, "lac-demo", &demo_further[i]);
    write_reports(&d);
    recall_sections(&d);
    start_input(&d, "focal.bra@demo.example", "lac-demo", NULL);
    give(&d, "lac-demo", "objective_04", "Ministerio del Interior", false);
    give(&d, "lac-demo", "objective_06", "Ministerio del Trabajo", true);
    hash_fix(0);
    db_close(db);
    printf("The demonstration is ready in %s. All its inputs are synthetic and marked so.\n", g->settings->database);
    return 0;
}
