/* The calendar of another body is brought, looked at line by line, and accepted. */
#include "area/access.h"
#include "area/directory.h"
#include "area/incoming.h"
#include "document/ics.h"
#include "page/event_words.h"
#include "page/pages.h"

enum { most_told = 150 };

static void upload_form(struct visit *v) {
    struct html *h = v->h;
    size_t n, k = 0;
    struct party_line *p = directory_list(v->act, "mechanism region organization", "", &n);
    struct choice *c = NEW_N(v->act->arena, struct choice, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct subject u = {.party = p[i].id};
        if (access_would(v->act, EDIT_DIRECTORY, &u)) c[k++] = (struct choice){p[i].id, p[i].name};
    }
    form_begin_upload(h, "/events/incoming");
    field_draw(h, v->act, &(struct field){.name = "forum", .label = TR("Forum to which new meetings belong"), .kind = FIELD_SELECT, .choices = c, .n_choices = k}, posted(v, "forum"));
    field_draw(h, v->act, &(struct field){.name = "file", .label = TR("Calendar file (.ics)"),
        .hint = TR("As other calendars export it; at most 5 MB. Nothing changes before you have seen what it would add and move, and nothing is ever removed."), .kind = FIELD_FILE, .required = true}, NULL);
    form_button(h, "", TR("Check the file"));
    form_end(h);
}

void incoming_new(struct visit *v) {
    if (!access_need(v->act, EDIT_DIRECTORY, NULL)) return;
    page_crumb(v, tr(v->h->lang, "Calendar"), "/events");
    page_begin(v, tr(v->h->lang, "Bring a calendar (.ics)"));
    page_mistakes(v);
    upload_form(v);
    page_end(v);
}

void incoming_new_post(struct visit *v) {
    const struct upload *u = posted_file(v, "file");
    const char *id = incoming_keep(v->act, posted(v, "forum"), u ? u->name : "", u ? u->content : (struct bytes){0});
    if (id) redirect(v, "/events/incoming/%s", id);
    else if (page_invalid(v)) incoming_new(v);
}

static const char *state_words(const struct language *l, enum incoming_state s) {
    static const char *const words[] = {TR("New"), TR("Moved"), TR("Cancelled"), TR("Changed"), TR("Unchanged"), TR("Left out")};
    return tr(l, words[s]);
}

static void lines(struct visit *v, const struct incoming_report *r) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    size_t told = 0;
    put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < r->n && told < most_told; i++) {
        const struct incoming_line *l = &r->line[i];
        if (l->state == INCOMING_SAME) continue;
        told++;
        put(h, "<li><strong>%s</strong> <bdi>%s</bdi>%s", state_words(h->lang, l->state), l->event->title, lang_comma(h->lang));
        if (l->state == INCOMING_MOVED) put(h, "<del>%s</del> ", lang_days(m, h->lang, l->starts, l->ends));
        put(h, "%s", lang_days(m, h->lang, l->event->starts, l->event->ends));
        if (l->wrong) put(h, "<br><span class=\"mistake\">%s</span>", l->wrong);
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
}

static void notes(struct visit *v, const struct incoming *in) {
    struct html *h = v->h;
    if (!in->n_notes) return;
    put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", tr(h->lang, "What could not be read as it stands"));
    for (size_t i = 0; i < in->n_notes; i++) {
        put(h, "<li>");
        if (*in->note[i].about) put(h, "<bdi>%s</bdi>: ", in->note[i].about);
        put(h, "%s</li>\n", tr(h->lang, in->note[i].words));
    }
    put(h, "</ul>\n");
}

static void report_page(struct visit *v, const struct incoming_upload *u, const struct incoming *in, const struct incoming_report *r) {
    struct html *h = v->h;
    page_crumb(v, tr(h->lang, "Calendar"), "/events");
    page_crumb(v, tr(h->lang, "Bring a calendar (.ics)"), "/events/incoming");
    page_begin(v, tr(h->lang, "What the calendar would do"));
    page_mistakes(v);
    put(h, "<p class=\"lead\"><bdi>%s</bdi> · <bdi>%s</bdi></p>\n<p id=\"f-mark\">", *in->name ? in->name : u->file, party_name(v->act, u->forum));
    for (size_t i = 0; i <= INCOMING_WRONG; i++) put(h, "%s%s: %zu", i ? " · " : "", state_words(h->lang, (enum incoming_state)i), r->count[i]);
    put(h, "</p>\n");
    notes(v, in);
    lines(v, r);
    bool something = r->count[INCOMING_NEW] + r->count[INCOMING_MOVED] + r->count[INCOMING_CANCELLED] + r->count[INCOMING_CHANGED];
    if (*u->accepted) put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, "This file was accepted already; its changes stand in the directory."));
    else if (something) {
        form_begin(h, "/events/incoming/%s", u->id);
        form_hidden(h, "mark", r->mark);
        form_button(h, "", TR("Accept: make these changes"));
        form_end(h);
    } else put(h, "<p>%s</p>\n", tr(h->lang, "There is nothing to accept."));
    page_end(v);
}

static struct incoming *read_kept(struct visit *v, const struct incoming_upload *u) {
    return ics_read(v->act->arena, u->content.data, u->content.size, arena_copy_n(v->act->arena, v->act->now, 10));
}

void incoming_show(struct visit *v) {
    struct incoming_upload *u = incoming_kept(v->act, param(v, "upload"));
    if (!u) return;
    struct incoming *in = read_kept(v, u);
    report_page(v, u, in, incoming_compare(v->act, u->forum, u->file, in));
}

void incoming_accept_post(struct visit *v) {
    struct incoming_upload *u = incoming_kept(v->act, param(v, "upload"));
    if (!u) return;
    struct incoming *in = read_kept(v, u);
    struct incoming_report *r = incoming_compare(v->act, u->forum, u->file, in);
    if (incoming_accept(v->act, r, posted(v, "mark")) && incoming_done(v->act, u)) redirect_with(v, TR("Done. Each change stands in the history of its entry."), "/events");
    else if (page_invalid(v)) report_page(v, u, in, r);
}
