/* Sections given out: one or several in one act. Each has its entry in the trail; whoever gets
 * work by it is told once, with the names of the sections. */
#include "area/input/room.h"
#include "area/directory.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/release.h"
#include "area/trail.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

SQL(section_put, "kkdi", "", "UPDATE section SET holder = $2, due = $3, open_to_all = $4 WHERE id = $1");
SQL(section_author_add, "kk", "", "INSERT INTO section_author (section, person) VALUES ($1, $2) ON CONFLICT (section, person) DO NOTHING");
SQL(section_is_body, "kkd", "i", "SELECT 1 FROM relation WHERE party = $1 AND other = $2 AND role = 'part_of' AND (until IS NULL OR until >= substr($3, 1, length(until)))");

SQL(section_named_rows, "k", "t", "SELECT p.name FROM section_author w JOIN person p ON p.id = w.person WHERE w.section = $1 ORDER BY p.name, p.id");

/* The State itself is one as well. */
static bool is_body(struct act *a, const char *holder, const char *state) {
    return same(holder, state) || db_one(a, section_is_body, holder, state, arena_copy_n(a->arena, a->now, 10));
}

/* One that was set before, and the days of a round that is late already, are nobody's mistake. */
static bool in_time(struct act *a, const struct section *s, const char *due) {
    const char *last = round_due(a, s->round);
    if (blank(due) || same(due, s->due) || blank(last) || !clock_is_day(last) || strncmp(last, a->now, 10) < 0 || strcmp(due, last) <= 0) return true;
    return mistake(a, "due", TR("Due on: the last day of this round for inputs is %s. Choose that day or an earlier one."), lang_day(a->arena, a->lang, last));
}

bool section_give(struct act *a, const struct section *s, const char *holder, const char *due, bool open_to_all) {
    if (!access_need(a, LEAD_INPUT, &(struct subject){.round = s->round, .party = s->party})) return false;
    if (!is_body(a, holder, s->party)) return mistake(a, "holder", TR("Choose the State itself or one of its ministries or local governments."));
    if (!blank(due) && !clock_is_day(due)) return mistake(a, "due", TR("Due on: write the day as year-month-day, such as 2026-03-01."));
    /* A day that was set and has passed may stay when something else is changed. */
    if (!blank(due) && !same(due, s->due) && strncmp(due, a->now, 10) < 0) return mistake(a, "due", TR("Due on: this day is past. Choose today or a later one."));
    if (!in_time(a, s, due)) return false;
    return db_do(a, section_put, s->id, holder, blank(due) ? NULL : due, (int64_t)open_to_all) &&
           trail_write(a, s->party, TR("gave a section to a body"), s->id, arena_printf(a->arena, "%s: %s", s->name, holder));
}

bool section_add_author(struct act *a, const struct section *s, const char *person) {
    if (!access_need(a, LEAD_INPUT, &(struct subject){.round = s->round, .party = s->party})) return false;
    return db_do(a, section_author_add, s->id, person) && trail_write(a, s->party, TR("named an author of a section"), s->id, s->name);
}

const char *const *section_named(struct act *a, const struct section *s, size_t *n) {
    struct rows *r = db_all(a, section_named_rows, s->id);
    const char **names = NEW_N(a->arena, const char *, r->n + 1);
    for (size_t i = 0; i < r->n; i++) names[i] = text(r->row[i], 0);
    *n = r->n;
    return names;
}

/* Somebody of another ministry would write and could not hand on. */
static bool can_write_there(struct act *a, const char *state, const struct giving *g) {
    static const char *const posts[] = {"author", "validator", "focal_point", "alternate"};
    size_t n;
    for (size_t p = 0; p < (same(g->holder, state) ? COUNT(posts) : 2); p++) {
        struct holder *h = people_with(a, g->holder, posts[p], &n);
        for (size_t i = 0; i < n; i++)
            if (same(h[i].person, g->author)) return true;
    }
    struct person *who = person_find(a, g->author);
    return mistake(a, "author", TR("%1$s does not write for %2$s. Name somebody who holds a post as author there, or appoint this person there first."), who ? who->name : "–", party_name(a, g->holder));
}

/* Who is told: whoever writes or validates for the body, and the person named; each once, and
 * not who gives. */
static struct holder *to_tell(struct act *a, const char *state, const struct giving *g, size_t *n) {
    static const char *const posts[] = {"author", "validator"};
    struct holder *all = NULL;
    size_t count[COUNT(posts)] = {0}, k;
    struct holder *of[COUNT(posts)], *state_people = people_of(a, state, &k);
    *n = 0;
    for (size_t p = 0; p < COUNT(posts); p++) of[p] = people_with(a, g->holder, posts[p], &count[p]);
    all = NEW_N(a->arena, struct holder, count[0] + count[1] + k + 1);
    for (size_t p = 0; p <= COUNT(posts); p++)
        for (size_t i = 0; i < (p < COUNT(posts) ? count[p] : k); i++) {
            const struct holder *h = p < COUNT(posts) ? &of[p][i] : &state_people[i];
            bool there = same(h->person, a->person) || *h->ended || (p == COUNT(posts) && !same(h->person, g->author));
            for (size_t j = 0; j < *n; j++) there |= same(all[j].person, h->person);
            if (!there) all[(*n)++] = *h;
        }
    return all;
}

static bool tell(struct act *a, struct section *const *s, size_t n, const struct giving *g, const char *base_url) {
    const struct language *own = a->lang;
    size_t k;
    struct holder *h = to_tell(a, s[0]->party, g, &k);
    for (size_t i = 0; i < k && !failed(a); i++) {
        const struct language *theirs = lang_find(h[i].language);
        a->lang = theirs ? theirs : own;
        struct buf *list = buf_new(a->arena);
        for (size_t j = 0; j < n; j++) buf_printf(list, "– %s\n", question_label(a, s[j]->form, s[j]->name, "", NULL));
        const char *when = blank(g->due) ? "" : tr_f(a->arena, a->lang, TR("Due on %s."), lang_day(a->arena, a->lang, g->due));
        const char *words = tr_f(a->arena, a->lang, TR("%1$s,\n\nthese sections are now given to %2$s:\n%3$s%4$s\n%5$s\n\nNobody outside your State sees them."), h[i].name, party_name(a, g->holder), list->data, when,
                                 arena_printf(a->arena, "%s/inputs/%s", base_url, s[0]->input));
        mail_to_person(a, h[i].person, &(struct mail){.kind = "waiting", .party = s[0]->party, .subject = tr(a->lang, TR("Sections were given to you")), .words = words});
    }
    a->lang = own;
    return !failed(a);
}

bool sections_give(struct act *a, struct section *const *s, size_t n, const struct giving *g, const char *base_url) {
    if (!n) return mistake(a, "sections", TR("Choose at least one section."));
    if (!access_need(a, LEAD_INPUT, &(struct subject){.round = s[0]->round, .party = s[0]->party})) return false;
    if (!blank(g->author) && is_body(a, g->holder, s[0]->party) && !can_write_there(a, s[0]->party, g)) return false;
    bool news = false;
    for (size_t i = 0; i < n; i++) {
        const char *due = g->keep && blank(g->due) ? s[i]->due : g->due;
        bool open = g->open || (g->keep && s[i]->open_to_all);
        if (!section_give(a, s[i], g->holder, due, open)) return false;
        if (!blank(g->author) && !section_add_author(a, s[i], g->author)) return false;
        news |= !same(s[i]->holder, g->holder) || !blank(g->author);
    }
    return !news || !base_url || tell(a, s, n, g, base_url);
}
