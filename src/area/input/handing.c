/* Before a section is handed on: does anybody hold the next post, is anything written, what did
 * the form ask for. Nothing here forbids: the State decides, knowing. */
#include "area/input/room.h"
#include "area/forms.h"
#include "area/people.h"
#include "area/reminder.h"
#include "base/lang.h"

/* Of the question itself, whatever its answer: an empty part of a repeat asks for nothing. */
static bool asks(const struct entry *e) {
    return e->mark == ENTRY_ASK && e->relevant && !e->read_only && form_asks(e->item);
}

static bool has_file(const struct attachment *f, size_t n, const char *question) {
    for (size_t i = 0; i < n; i++)
        if (same(f[i].question, question)) return true;
    return false;
}

static void gaps(struct act *a, const struct section *s, struct handing *h) {
    const struct form *f = forms_get(a, s->form);
    if (!f) return;
    size_t n, files;
    struct entry *e = form_entries(a->arena, f, form_section(f, s->name), draft_answers(a, s), a->lang->code, arena_copy_n(a->arena, a->now, 10), &n);
    struct attachment *l = attachment_list(a, s, &files);
    struct entry *open = NEW_N(a->arena, struct entry, n + 1);
    h->empty = !files;
    for (size_t i = 0; i < n; i++) {
        if (!asks(&e[i])) continue;
        bool answered = *e[i].value || (e[i].item->type == ITEM_FILE && has_file(l, files, e[i].path));
        if (answered) h->empty = false;
        else if (e[i].required) open[h->n_unanswered++] = e[i];
    }
    h->unanswered = open;
}

/* Of a question that does not apply nothing is shown and nothing leaves. */
struct undecided *section_undecided(struct act *a, const struct section *s, size_t *n) {
    size_t entries, drafts;
    struct draft *d = draft_list(a, s, &drafts);
    const struct form *f = NULL;
    *n = 0;
    for (size_t k = 0; k < drafts && !f; k++)
        if (d[k].n_beside) f = forms_get(a, s->form);
    if (!f) return NULL;
    struct entry *e = form_entries(a->arena, f, form_section(f, s->name), draft_answers(a, s), a->lang->code, arena_copy_n(a->arena, a->now, 10), &entries);
    struct undecided *u = NEW_N(a->arena, struct undecided, drafts);
    for (size_t i = 0; i < entries; i++)
        for (size_t k = 0; k < drafts && e[i].mark == ENTRY_ASK && e[i].relevant; k++)
            if (d[k].n_beside && same(d[k].question, e[i].path)) u[(*n)++] = (struct undecided){&e[i], d[k].language};
    return u;
}

static void appoints(struct act *a, const struct section *s, struct handing *h) {
    static const char *const posts[] = {"focal_point", "alternate"};
    const char **names = NULL;
    for (size_t p = 0; p < COUNT(posts) && !h->n_appoints; p++) {
        struct holder *l = people_with(a, s->party, posts[p], &h->n_appoints);
        names = NEW_N(a->arena, const char *, h->n_appoints + 1);
        for (size_t i = 0; i < h->n_appoints; i++) names[i] = l[i].name;
    }
    h->appoints = names;
}

static struct turn turn_at(struct act *a, const struct section *s, const char *stage) {
    struct section there = section_at(s, stage);
    return section_turn(a, &there);
}

/* The step that may be left out: the validator's, which a State's chain need not have. */
static bool optional(const char *stage) { return same(stage, "validator"); }

struct handing *section_handing(struct act *a, const struct section *s) {
    struct handing *h = NEW(a->arena, struct handing);
    *h = (struct handing){.stage = stage_after(a, s->clearance, s->stage)};
    struct turn here = turn_at(a, s, s->stage), next = turn_at(a, s, h->stage);
    bool waits = same(s->state, "waiting");
    h->here_vacant = waits && here.vacant;
    h->vacant = next.vacant && *next.function;
    h->leads_told = h->vacant && next.n;
    const char *empty_post = h->here_vacant ? s->stage : h->vacant ? h->stage : "";
    h->post = h->here_vacant ? here.function : next.function;
    h->party = same(h->post, "validator") ? s->holder : s->party; /* the State's own validator would do too */
    if (*empty_post) appoints(a, s, h);
    h->may_skip = optional(empty_post) && access_would(a, LEAD_INPUT, &(struct subject){.round = s->round, .party = s->party});
    gaps(a, s, h);
    h->undecided = section_undecided(a, s, &h->n_undecided);
    h->stays = h->n_undecided && same(h->stage, "done");
    if (h->n_undecided && same(stage_after(a, s->clearance, empty_post), "done")) h->may_skip = false;
    return h;
}

bool section_skip(struct act *a, const struct section *s, const char *base_url) {
    if (!access_need(a, LEAD_INPUT, &(struct subject){.round = s->round, .party = s->party})) return false;
    bool authors = same(s->stage, "author");
    const char *step = authors ? stage_after(a, s->clearance, s->stage) : s->stage;
    if (same(s->state, "cleared") || !optional(step)) return fail(a, CONFLICT, TR("Only a validator's step can be left out."));
    if (!turn_at(a, s, step).vacant) return fail(a, CONFLICT, TR("Somebody holds this post now, so the section goes to them."));
    if (authors && !section_move(a, s, "submitted", step, "", NULL)) return false;
    struct section there = section_at(s, step);
    return section_move(a, &there, "skipped", stage_after(a, s->clearance, step), "", base_url);
}
