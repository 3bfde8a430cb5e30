/* A meeting is added, changed, moved, cancelled, removed by the secretariat of its forum. */
#include "area/access.h"
#include "area/cell.h"
#include "area/directory.h"
#include "base/text.h"
#include "page/clash_words.h"
#include "page/event_words.h"
#include "page/pages.h"
#include "page/party_words.h"

static bool again(const struct visit *v) { return v->in->method == POST && !posted_has(v, "why"); }
static const char *shown(struct visit *v, const struct entry *now, const char *field) { return again(v) ? posted(v, field) : entry_get(now, field); }

/* Lead and further fora stand in two fields of the form. */
static const char *lead_of(struct visit *v, const struct entry *now) {
    if (again(v)) return posted(v, "lead");
    if (!now->there) return query(v, "forum");
    return text_split(v->act->arena, entry_get(now, "fora"), ' ')[0];
}
static const char *joint_of(struct visit *v, const struct entry *now) {
    if (again(v)) return posted(v, "joint");
    const char *fora = entry_get(now, "fora"), *rest = strchr(fora, ' ');
    return rest ? rest + 1 : "";
}

static void forum_fields(struct visit *v, const struct entry *now) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n, k = 0;
    struct party_line *p = directory_list(a, "mechanism region organization", "", &n);
    struct choice *c = NEW_N(a->arena, struct choice, n + 1);
    const char *lead = lead_of(v, now);
    if (access_would(a, ADMINISTER, NULL)) c[k++] = (struct choice){"", tr(h->lang, "None of the directory")};
    for (size_t i = 0; i < n; i++) {
        struct subject u = {.party = p[i].id};
        if (access_would(a, EDIT_DIRECTORY, &u) || same(p[i].id, lead)) c[k++] = (struct choice){p[i].id, p[i].name};
    }
    field_draw(h, a, &(struct field){.name = "lead", .label = TR("Forum"), .kind = FIELD_SELECT, .choices = c, .n_choices = k}, lead);
    if (access_would(a, ADMINISTER, NULL)) field_draw(h, a, &(struct field){.name = "forum", .label = TR("Name of the forum, if the directory does not have it"),
        .kind = FIELD_LINE, .most = 100}, shown(v, now, "forum"));
    field_draw(h, a, &(struct field){.name = "joint", .label = TR("Further fora, when they meet together"),
        .hint = TR("Their acronyms, with a space between: SACM RCM."), .kind = FIELD_LINE, .most = 200}, joint_of(v, now));
}

static void day_fields(struct visit *v, const struct entry *now) {
    struct html *h = v->h;
    struct act *a = v->act;
    field_draw(h, a, &(struct field){.name = "starts", .label = TR("First day"), .kind = FIELD_DAY, .required = true}, shown(v, now, "starts"));
    field_draw(h, a, &(struct field){.name = "ends", .label = TR("Last day"), .hint = TR("Empty when it is one day."), .kind = FIELD_DAY}, shown(v, now, "ends"));
    if (now->there) field_draw(h, a, &(struct field){.name = "correction", .label = TR("The days before were a mistake: the meeting was never announced for them"),
        .hint = TR("Else the days that change are kept and shown as days before the move."), .kind = FIELD_CHECK}, again(v) ? posted(v, "correction") : "");
    put(h, "<details");
    if (*shown(v, now, "begins") || *shown(v, now, "zone") || mistake_of(a, "begins") || mistake_of(a, "zone")) put(h, " open");
    put(h, "><summary>%s</summary>\n", tr(h->lang, "Hours and time zone"));
    field_draw(h, a, &(struct field){.name = "begins", .label = TR("Begins at"), .hint = TR("Hours and minutes, such as 09:30. Empty for whole days."),
        .kind = FIELD_LINE, .most = 5}, shown(v, now, "begins"));
    field_draw(h, a, &(struct field){.name = "finishes", .label = TR("Ends at"), .hint = TR("On the last day."), .kind = FIELD_LINE, .most = 5}, shown(v, now, "finishes"));
    field_draw(h, a, &(struct field){.name = "zone", .label = TR("Time zone of these hours"), .hint = TR("Continent and city, such as Africa/Cairo."),
        .kind = FIELD_LINE, .most = 60}, shown(v, now, "zone"));
    put(h, "</details>\n");
}

static void state_field(struct visit *v, const struct entry *now) {
    struct html *h = v->h;
    const struct choice c[] = {{"provisional", event_status_words(h->lang, "provisional")}, {"confirmed", event_status_words(h->lang, "confirmed")},
        {"cancelled", event_status_words(h->lang, "cancelled")}};
    const char *status = shown(v, now, "status");
    field_draw(h, v->act, &(struct field){.name = "status", .label = TR("State of the meeting"), .kind = FIELD_RADIO, .choices = c, .n_choices = COUNT(c)},
               *status ? status : "provisional");
}

static void place_fields(struct visit *v, const struct entry *now) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n;
    struct party_line *p = directory_list(a, "state territory", "", &n);
    struct choice *c = NEW_N(a->arena, struct choice, n + 1);
    c[0] = (struct choice){"", tr(h->lang, "None")};
    for (size_t i = 0; i < n; i++) c[i + 1] = (struct choice){entry_get(entry_find(a, "party", p[i].id), "iso3"), p[i].name};
    const struct choice mode[] = {{"place", event_mode_words(h->lang, "place")}, {"online", event_mode_words(h->lang, "online")},
        {"both", event_mode_words(h->lang, "both")}, {"", event_mode_words(h->lang, "")}};
    field_draw(h, a, &(struct field){.name = "mode", .label = TR("How it meets"), .kind = FIELD_SELECT, .choices = mode, .n_choices = COUNT(mode)}, shown(v, now, "mode"));
    field_draw(h, a, &(struct field){.name = "city", .label = TR("City"), .kind = FIELD_LINE, .most = 100}, shown(v, now, "city"));
    field_draw(h, a, &(struct field){.name = "iso3", .label = TR("Country"), .kind = FIELD_SELECT, .choices = c, .n_choices = n + 1}, shown(v, now, "iso3"));
    field_draw(h, a, &(struct field){.name = "address", .label = TR("Page or room online"), .hint = TR("An address that begins with https://. It is shown to everybody."),
        .kind = FIELD_LINE, .most = 1000}, shown(v, now, "address"));
}

/* What stands now, when somebody was first. */
static void theirs(struct visit *v, const struct entry *now) {
    struct html *h = v->h;
    if (!mistake_of(v->act, "mark")) return;
    put(h, "<div class=\"box conflict\" id=\"f-mark\"><p><strong>%s</strong></p>\n<dl>", tr(h->lang,
        now->there ? TR("What stands there now, where it differs from yours:") : TR("Somebody else removed it meanwhile.")));
    for (size_t i = 0; now->there && i < now->n; i++) {
        const struct entry_field *f = &now->field[i];
        if (posted_has(v, f->name) && !same(f->value, posted(v, f->name)))
            put(h, "<dt>%s</dt><dd><bdi>%s</bdi></dd>\n", entry_field_words(h->lang, "event", f->name), entry_value_words(h->lang, f->name, f->value));
    }
    put(h, "</dl></div>\n");
}

static void remove_part(struct visit *v, const struct entry *now, const char *mark) {
    struct html *h = v->h;
    put(h, "<details");
    if (mistake_of(v->act, "why")) put(h, " open");
    put(h, "><summary>%s</summary>\n<p>%s</p>\n", tr(h->lang, "Remove it"),
        tr(h->lang, "Only what was never planned is removed; a meeting that does not take place is cancelled above. The history keeps it."));
    form_begin(h, "/events/%s/remove", now->id);
    form_hidden(h, "mark", mark);
    field_draw(h, v->act, &(struct field){.name = "why", .label = TR("Source or reason"), .kind = FIELD_LINE, .required = true, .most = 500}, posted(v, "why"));
    form_button(h, "danger", TR("Remove"));
    form_end(h);
    put(h, "</details>\n");
}

/* What stands beside the days, before they are saved. */
struct beside { const struct event *event; struct clash *clash; size_t n; const char *mark; };

static struct beside look_beside(struct visit *v, const struct entry *e) {
    struct arena *m = v->act->arena;
    struct event *o = NEW(m, struct event);
    const char *ends = *entry_get(e, "ends") ? entry_get(e, "ends") : entry_get(e, "starts"), *iso3 = entry_get(e, "iso3");
    *o = (struct event){.id = e->id, .forum = e->party ? e->party : "", .forum_name = entry_get(e, "forum"), .title = entry_get(e, "title"), .starts = entry_get(e, "starts"), .ends = ends,
        .begins = "", .finishes = "", .zone = "", .mode = entry_get(e, "mode"), .city = entry_get(e, "city"), .iso3 = iso3, .status = entry_get(e, "status")};
    struct beside b = {.event = o, .mark = ""};
    b.clash = clash_find(v->act, o, entry_get(e, "fora"), &b.n);
    bool matters = strncmp(o->ends, v->act->now, 10) >= 0 && !same(o->status, "cancelled");
    if (b.clash && matters) b.mark = clash_mark(v->act, b.clash, b.n);
    return b;
}

/* Shown, and not saved: it was asked for, or there is something that was not seen yet. */
static bool to_be_seen(struct visit *v, const struct beside *b) { return posted_has(v, "check") || (*b->mark && !same(b->mark, posted(v, "seen"))); }

static void beside_part(struct visit *v, const struct beside *b) {
    struct html *h = v->h;
    put(h, "<div class=\"box\" role=\"status\" id=\"beside\"><p><strong>%s</strong></p>\n", tr(h->lang,
        b->n ? TR("Nothing is saved yet. This stands beside these days:") : TR("Nothing is saved yet. The calendar knows nothing that stands against these days.")));
    if (b->n) clash_list(v, b->event, b->clash, b->n);
    put(h, "<p>%s</p></div>\n", tr(h->lang, "Change the days below, or press Save to keep them as they are."));
}

static void event_form(struct visit *v, const struct entry *now, const struct beside *b) {
    struct html *h = v->h;
    struct act *a = v->act;
    const char *mark = entry_mark(a, now);
    page_crumb(v, tr(h->lang, "Calendar"), "/events");
    if (now->there) page_crumb(v, entry_get(now, "title"), "/events/%s", now->id);
    page_begin(v, tr(h->lang, now->there ? TR("Change this meeting") : TR("Add a meeting")));
    page_mistakes(v);
    theirs(v, now);
    if (b) beside_part(v, b);
    if (now->there) form_begin(h, "/events/%s/edit", now->id);
    else form_begin(h, "/events/new");
    if (b || *posted(v, "seen")) form_hidden(h, "seen", b ? b->mark : posted(v, "seen"));
    form_hidden(h, "mark", again(v) && !mistake_of(a, "mark") ? posted(v, "mark") : mark);
    field_draw(h, a, &(struct field){.name = "title", .label = TR("Title"), .kind = FIELD_LINE, .required = true, .most = 300}, shown(v, now, "title"));
    forum_fields(v, now);
    day_fields(v, now);
    state_field(v, now);
    place_fields(v, now);
    field_draw(h, a, &(struct field){.name = "objectives", .label = TR("Objectives of the Compact"), .hint = TR("Their numbers, with a space between: 2 5 23."),
        .kind = FIELD_LINE, .most = 80}, shown(v, now, "objectives"));
    field_draw(h, a, &(struct field){.name = "note", .label = TR("Note"), .kind = FIELD_AREA, .most = 2000}, shown(v, now, "note"));
    field_draw(h, a, &(struct field){.name = "source", .label = TR("Source"),
        .hint = TR("Where this is written: a document or an address. It is shown beside it. Write (memory) behind what nobody could check."),
        .kind = FIELD_LINE, .required = true, .most = 500}, shown(v, now, "source"));
    form_button(h, "", TR("Save"));
    form_button_named(h, "quiet", TR("Look what stands beside these days"), "check", "1");
    form_end(h);
    if (now->there) remove_part(v, now, mark);
    page_end(v);
}

static void take_posted(struct visit *v, struct entry *e) {
    struct act *a = v->act;
    for (size_t i = 0; i < e->n; i++)
        if (posted_has(v, e->field[i].name) && !same(e->field[i].name, "formerly")) e->field[i].value = posted(v, e->field[i].name);
    char *numbers = arena_copy(a->arena, entry_get(e, "objectives"));
    for (char *p = numbers; *p; p++)
        if (*p == ',' || *p == ';') *p = ' ';
    entry_set(e, "objectives", text_line(a->arena, numbers));
    struct buf *fora = buf_new(a->arena);
    buf_add(fora, posted(v, "lead"));
    for (char **word = text_split(a->arena, text_line(a->arena, posted(v, "joint")), ' '); *word; word++) {
        size_t n = strcspn(*word, ",;");
        if (n) buf_printf(fora, " %s", cell_id(a, arena_copy_n(a->arena, *word, n)));
    }
    entry_set(e, "fora", text_line(a->arena, fora->data));
}

/* The rule names the field of the entry; the form has two for it. */
static void name_fields(struct act *a) {
    for (struct mistake *m = a->mistakes; m; m = m->next)
        if (same(m->field, "fora")) m->field = "joint";
}

void event_new(struct visit *v) {
    struct subject u = {.party = *query(v, "forum") ? query(v, "forum") : NULL};
    if (access_need(v->act, EDIT_DIRECTORY, &u)) event_form(v, entry_new(v->act, "event", "", NULL), NULL);
}

void event_new_post(struct visit *v) {
    struct act *a = v->act;
    struct entry *e = entry_new(a, "event", "", NULL);
    if (!access_need(a, EDIT_DIRECTORY, NULL)) return;
    take_posted(v, e);
    struct beside b = look_beside(v, e);
    if (to_be_seen(v, &b)) return event_form(v, entry_new(a, "event", "", NULL), &b);
    if (calendar_save(a, e, entry_mark(a, entry_find(a, "event", e->id)), false)) redirect_with(v, TR("Saved. The history shows what it was before."), "/events/%s", e->id);
    else if (page_invalid(v)) name_fields(a), event_form(v, entry_new(a, "event", "", NULL), NULL);
}

static struct entry *asked(struct visit *v) {
    struct entry *e = entry_find(v->act, "event", param(v, "event"));
    if (e->there) return entry_need(v->act, e) ? e : NULL;
    fail(v->act, NOT_FOUND, TR("The calendar does not have this meeting."));
    return NULL;
}

void event_edit(struct visit *v) {
    struct entry *e = asked(v);
    if (e) event_form(v, e, NULL);
}

void event_edit_post(struct visit *v) {
    struct entry *e = asked(v);
    if (!e) return;
    take_posted(v, e);
    struct beside b = look_beside(v, e);
    if (to_be_seen(v, &b)) return event_form(v, entry_find(v->act, "event", e->id), &b);
    if (calendar_save(v->act, e, posted(v, "mark"), *posted(v, "correction"))) redirect_with(v, TR("Saved. The history shows what it was before."), "/events/%s", e->id);
    else if (page_invalid(v)) name_fields(v->act), event_form(v, entry_find(v->act, "event", e->id), NULL);
}

void event_remove_post(struct visit *v) {
    struct entry *e = asked(v);
    if (!e) return;
    if (entry_remove(v->act, e, posted(v, "mark"), posted(v, "why"))) redirect_with(v, TR("Removed. The history keeps it."), "/events");
    else if (page_invalid(v)) event_form(v, entry_find(v->act, "event", e->id), NULL);
}
