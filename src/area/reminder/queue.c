/* The mail itself, in the reader's language. What stands in `shown` is all that leaves the
 * State: the round, its date, that a reminder went. */
#include "area/reminder/room.h"
#include "area/forms.h"
#include "area/mail.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"

static const char *title_of(struct act *a, const struct section *s) {
    const struct form *f = forms_get(a, s->form);
    int i = f ? form_section(f, s->name) : -1;
    return i < 0 ? s->name : form_words(f, &f->items[i].label, a->lang->code, NULL);
}

static void line(struct act *a, struct buf *b, const struct left *l) {
    const struct section *s = l->section;
    buf_printf(b, "\n- %s", title_of(a, s));
    if (!same(l->kind, "waiting")) buf_printf(b, "; %s", stage_name(a, same(s->state, "cleared") ? "done" : s->stage));
    if (!same(l->kind, "before")) {
        buf_printf(b, "; %s", tr_f(a->arena, a->lang, TR("since %s"), lang_day(a->arena, a->lang, arena_copy_n(a->arena, s->since, 10))));
    } else if (*s->due) {
        buf_printf(b, "; %s", tr_f(a->arena, a->lang, TR("due on %s"), lang_day(a->arena, a->lang, s->due)));
    }
}

/* The sections of one kind under their heading; nothing when there are none. */
static void list(struct act *a, struct buf *b, const struct reminder *d, const char *kind, const char *heading) {
    bool any = false;
    for (const struct left *l = d->left; l; l = l->next) {
        if (!same(l->kind, kind)) continue;
        if (!any) buf_printf(b, "\n\n%s", heading);
        any = true;
        line(a, b, l);
    }
}

static const char *about_date(struct act *a, const struct round *r, const struct round_step *s) {
    int days = clock_days_between(arena_copy_n(a->arena, a->now, 10), s->ends);
    const char *left = days ? tr_n(a->arena, a->lang, "%d day is left.", "%d days are left.", days) : tr(a->lang, "Today is the last day.");
    return arena_printf(a->arena, "%s %s", tr_f(a->arena, a->lang, TR("The review round \"%1$s\" asks for national inputs until %2$s."), r->title, lang_day(a->arena, a->lang, s->ends)), left);
}

static bool write_mail(struct act *a, const struct reminder *d, const char *base_url) {
    struct round *r = round_find(a, d->round);
    if (!r) return false;
    bool stuck = false;
    for (const struct left *l = d->left; l; l = l->next) stuck |= same(l->kind, "waiting");
    const char *date = d->step ? about_date(a, r, d->step) : NULL;
    struct buf *b = buf_new(a->arena);
    buf_printf(b, "%s,\n\n%s", d->to->name, date ? date : tr_f(a->arena, a->lang, TR("This is about your State's input to the review round \"%s\"."), r->title));
    if (!d->left) buf_printf(b, "\n\n%s", tr(a->lang, "Your State has not begun its input yet."));
    list(a, b, d, "before", tr(a->lang, "What is left:"));
    list(a, b, d, "waiting", tr(a->lang, "These sections have waited for you for two days or more:"));
    list(a, b, d, "escalated", tr(a->lang, "These sections still wait, although those whose turn it is were reminded two days ago. Please see to it that they go on:"));
    buf_printf(b, "\n\n%s/rounds/%s/waiting\n\n%s", base_url, r->id, tr(a->lang, "Nobody outside your State sees what is not released."));
    struct mail w = {.kind = date && d->leads ? "reminder" : "waiting", .round = d->round, .party = d->party, .words = b->data,
        .once = arena_printf(a->arena, "reminder/%s/%s/%.10s/%s", d->round, d->party, a->now, d->to->person)};
    w.subject = date ? tr_f(a->arena, a->lang, TR("%1$s until %2$s"), round_step_name(a, d->step->kind), lang_day(a->arena, a->lang, d->step->ends))
                     : tr(a->lang, stuck ? TR("Sections wait for you") : TR("Sections of your State have waited for long"));
    if (date && d->leads) w.shown = arena_printf(a->arena, "%s\n\n%s", date, tr(a->lang, "What is left to do is told to the receiver alone."));
    return mail_to_person(a, d->to->person, &w);
}

/* A nearer date takes the place of the farther ones, so that a clock set back sends none of them. */
static bool claim_step(struct act *a, const struct reminder *d) {
    static const char *const kinds[] = {"in_2", "in_7", "in_14"};
    const char *kind = reminder_kind_before(arena_copy_n(a->arena, a->now, 10), d->step->ends);
    if (!kind || !reminder_claim(a, kind, d->step->id, "", d->to->person, d->round, d->party)) return false;
    size_t i = 0;
    while (i < COUNT(kinds) && !same(kinds[i], kind)) i++;
    while (++i < COUNT(kinds)) reminder_claim(a, kinds[i], d->step->id, "", d->to->person, d->round, d->party);
    return true;
}

/* All or nothing: whoever has the row of the day sends the mail of the day. */
static bool claim(struct act *a, const struct reminder *d) {
    const char *person = d->to->person, *thing = arena_printf(a->arena, "%s/%s", d->round, d->party);
    if (!reminder_claim(a, "day", thing, arena_copy_n(a->arena, a->now, 10), person, d->round, d->party)) return false;
    if (d->occasion) return occasion_claim(a, d);
    if (d->step && !claim_step(a, d)) return false;
    for (const struct left *l = d->left; l; l = l->next)
        if (!same(l->kind, "before") && !reminder_claim(a, l->kind, l->section->id, l->section->since, person, d->round, d->party)) return false;
    return true;
}

bool reminder_queue(struct act *a, const struct reminder *d, const char *base_url) {
    if (!claim(a, d)) return false;
    const struct language *own = a->lang, *theirs = lang_find(d->to->language);
    a->lang = theirs ? theirs : own;
    bool done = d->occasion ? occasion_write(a, d, base_url) : write_mail(a, d, base_url);
    a->lang = own;
    return done && !failed(a);
}
