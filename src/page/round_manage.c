/* A round as its secretariat keeps it: steps, parties, form, status. */
#include "area/directory.h"
#include "area/round.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/round_parts.h"

static struct round *mine(struct visit *v) {
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return NULL;
    struct subject u = round_subject(r);
    return access_need(v->act, RUN_ROUND, &u) ? r : NULL;
}

/* The forums whose secretariat or convener one is, as the saving asks it. */
static struct choice *own_fora(struct visit *v, size_t *n) {
    size_t k;
    struct party_line *fora = directory_list(v->act, "mechanism region", "", &k);
    struct choice *c = NEW_N(v->act->arena, struct choice, k);
    *n = 0;
    for (size_t i = 0; i < k; i++)
        if (!round_forum_wrong(v->act, fora[i].id)) c[(*n)++] = (struct choice){fora[i].id, fora[i].name};
    return c;
}

/* Global forums, those to come before those that were held. */
static struct choice *global_fora(struct visit *v, const struct round *all, size_t k, size_t *n) {
    struct choice *c = NEW_N(v->act->arena, struct choice, k + 1);
    c[0] = (struct choice){"", tr(v->h->lang, "none")};
    *n = 1;
    for (int held = 0; held <= 1; held++)
        for (size_t i = 0; i < k; i++)
            if (same(all[i].tier, "global") && same(all[i].status, "held") == held) c[(*n)++] = (struct choice){all[i].id, all[i].title};
    return c;
}

void round_new(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    enum outcome was = a->failure;
    a->failure = OK; /* drawn again after a mistake, it reads as if there was none */
    size_t n, k, n_global;
    struct round *all = round_list(a, &k);
    struct choice *forum = own_fora(v, &n), *before = NEW_N(a->arena, struct choice, k + 1), *global = global_fora(v, all, k, &n_global);
    before[0] = (struct choice){"", tr(h->lang, "none")};
    for (size_t i = 0; i < k; i++) before[i + 1] = (struct choice){all[i].id, all[i].title};
    a->failure = was;
    page_crumb(v, tr(h->lang, "Review rounds"), "/rounds");
    page_begin(v, tr(h->lang, "Make a new round"));
    page_mistakes(v);
    if (!n) {
        put(h, "<p>%s</p>\n", tr(h->lang, "Your body is the secretariat or convener of no mechanism or region in the directory."));
        page_end(v);
        return;
    }
    form_begin(h, "/rounds/new");
    field_draw(h, a, &(struct field){.name = "title", .label = TR("Title"), .kind = FIELD_LINE, .required = true, .most = 200}, posted(v, "title"));
    field_draw(h, a, &(struct field){.name = "id", .label = TR("Short name in addresses"), .hint = TR("Small letters, digits and hyphens, such as lac-2029. It cannot be changed later."), .kind = FIELD_LINE, .required = true, .most = 40}, posted(v, "id"));
    field_draw(h, a, &(struct field){.name = "forum", .label = TR("Whose review it is"), .kind = FIELD_SELECT, .required = true, .choices = forum, .n_choices = n}, posted(v, "forum"));
    field_draw(h, a, &(struct field){.name = "before", .label = TR("The round before"), .hint = TR("States can begin with what they wrote there."), .kind = FIELD_SELECT, .choices = before, .n_choices = k + 1}, posted(v, "before"));
    field_draw(h, a, &(struct field){.name = "informs", .label = TR("The global forum it informs"), .kind = FIELD_SELECT, .choices = global, .n_choices = n_global}, posted(v, "informs"));
    form_button(h, "", TR("Make the round"));
    form_end(h);
    page_end(v);
}

void round_new_post(struct visit *v) {
    struct round_draft d = {.id = posted(v, "id"), .forum = posted(v, "forum"), .before = posted(v, "before"), .informs = posted(v, "informs"),
                            .tier = "regional", .title = posted(v, "title"), .language = v->act->lang->code};
    if (round_create(v->act, &d)) redirect_with(v, TR("The round is made. Add its steps, its form and who takes part."), "/rounds/%s/manage", d.id);
    else if (page_invalid(v)) round_new(v);
}

/* The form in use is said; what is chosen is another one. */
static void form_part(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    size_t n, others = 0;
    struct form_line *f = round_forms(v->act, &n);
    struct choice *forms = NEW_N(v->act->arena, struct choice, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!same(f[i].id, r->form)) {
            forms[others++] = (struct choice){f[i].id, said(h, TR("%1$s (version %2$s)"), f[i].title, f[i].version)};
            continue;
        }
        put(h, "<p><strong>%s</strong> ", tr(h->lang, "Form in use:"));
        anchor(h, f[i].title, "/forms/%s", f[i].id);
        put(h, " <span class=\"soft\">(%s)</span></p>\n", said(h, TR("version %1$s, in use since %2$s"), f[i].version, lang_instant(v->act->arena, h->lang, round_form_since(v->act, r), v->act->zone)));
    }
    if (!r->form) put(h, "<p>%s</p>\n", tr(h->lang, "No form is in use yet."));
    if (same(r->status, "open")) {
        put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "The round is open: its form can no longer be changed, because inputs answer to it."));
    } else if (others) {
        form_begin(h, "/rounds/%s/form", r->id);
        field_draw(h, v->act, &(struct field){.name = "form", .label = r->form ? TR("Use another form instead") : TR("Form that States answer"), .kind = FIELD_SELECT, .required = true, .choices = forms, .n_choices = others}, posted(v, "form"));
        form_button(h, "quiet", TR("Use this form"));
        form_end(h);
    }
}

static void status_part(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    struct choice status[] = {{"planned", tr(h->lang, "planned")}, {"open", tr(h->lang, "open for input")}, {"closed", tr(h->lang, "closed for input")}};
    put(h, "<h2>%s</h2>\n", tr(h->lang, "Form and status"));
    form_part(v, r);
    put(h, "<p><a");
    link(h, "/forms");
    put(h, ">%s</a></p>\n", tr(h->lang, "Forms: read them, download them, bring your own"));
    form_begin(h, "/rounds/%s/status", r->id);
    field_draw(h, v->act, &(struct field){.name = "status", .label = TR("Status"), .kind = FIELD_RADIO, .choices = status, .n_choices = 3}, r->status);
    form_button(h, "quiet", TR("Save"));
    form_end(h);
}

void round_step_fields(struct visit *v, const struct round_step *s) {
    static const char *const kinds[] = {"opening", "input", "hearing", "conference", "draft_report", "comments", "adoption", "package"};
    struct html *h = v->h;
    struct choice choices[COUNT(kinds)];
    for (size_t i = 0; i < COUNT(kinds); i++) choices[i] = (struct choice){kinds[i], round_step_name(v->act, kinds[i])};
    field_draw(h, v->act, &(struct field){.name = "kind", .label = TR("Step"), .kind = FIELD_SELECT, .choices = choices, .n_choices = COUNT(kinds)}, s->kind);
    field_draw(h, v->act, &(struct field){.name = "starts", .label = TR("First day"), .kind = FIELD_DAY, .required = true}, s->starts);
    field_draw(h, v->act, &(struct field){.name = "ends", .label = TR("Last day"), .kind = FIELD_DAY}, s->ends);
    field_draw(h, v->act, &(struct field){.name = "place", .label = TR("Place"), .kind = FIELD_LINE, .most = 120}, s->place);
    field_draw(h, v->act, &(struct field){.name = "note", .label = TR("Note"), .hint = TR("Shown to everyone beside the step."), .kind = FIELD_LINE, .most = 300}, s->note);
}

void round_capacity_field(struct visit *v, const char *capacity) {
    static const char *const all[] = {"member", "observer", "partner"};
    struct choice choices[COUNT(all)];
    for (size_t i = 0; i < COUNT(all); i++) choices[i] = (struct choice){all[i], capacity_name(v->act, all[i])};
    field_draw(v->h, v->act, &(struct field){.name = "capacity", .label = TR("Capacity"), .kind = FIELD_SELECT, .choices = choices, .n_choices = COUNT(all)}, capacity);
}

/* What was posted, else what the address fills in (after something was taken out). */
static const char *given(struct visit *v, const char *name) { return posted_has(v, name) ? posted(v, name) : query(v, name); }

static void steps_part(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    size_t n;
    struct round_step *s = round_steps(v->act, r->id, &n);
    put(h, "<h2>%s</h2>\n<ul class=\"plain\">\n", tr(h->lang, "Steps"));
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><strong>%s</strong> %s", round_step_name(v->act, s[i].kind), lang_days(v->act->arena, h->lang, s[i].starts, s[i].ends));
        if (*s[i].place) put(h, " · <bdi>%s</bdi>", s[i].place);
        put(h, " <a");
        link(h, "/rounds/%s/steps/%s", r->id, s[i].id);
        put(h, " aria-label=\"%s\">%s</a></li>\n", said(h, TR("Change: %s"), round_step_name(v->act, s[i].kind)), tr(h->lang, "Change"));
    }
    put(h, "</ul>\n<h3 id=\"add-step\">%s</h3>\n", tr(h->lang, "Add a step"));
    form_begin(h, "/rounds/%s/steps", r->id);
    round_step_fields(v, &(struct round_step){.kind = given(v, "kind"), .starts = given(v, "starts"), .ends = given(v, "ends"), .place = given(v, "place"), .note = given(v, "note")});
    form_button(h, "quiet", TR("Add the step"));
    form_end(h);
}

static void finder(struct visit *v, const struct round *r, const char *name, const char *label, const char *anchor) {
    struct html *h = v->h;
    put(h, "<form method=\"get\" class=\"filter\" role=\"search\" aria-label=\"%s\"", label);
    action(h, "/rounds/%s/manage#%s", r->id, anchor);
    put(h, "><label for=\"f-%s\">%s</label> <input id=\"f-%s\" type=\"search\" name=\"%s\" value=\"%s\"> ", name, label, name, name, query(v, name));
    form_button(h, "quiet", TR("Find"));
    put(h, "</form>\n");
}

static void party_rows(struct visit *v, const struct round *r, const struct round_party *p, size_t n) {
    struct html *h = v->h;
    const char *wanted = text_trim(v->act->arena, query(v, "find"));
    size_t shown = 0;
    enum party_fit *fit = NEW_N(v->act->arena, enum party_fit, n);
    for (size_t i = 0; i < n; i++) fit[i] = party_fits(v->act, wanted, p[i].party, p[i].name, "", p[i].iso3);
    put(h, "<ul class=\"plain columns\">\n");
    for (size_t k = 0; k < FITS_BEST * n; k++) { /* those that fit best first, each kind by name */
        size_t i = k % n;
        if (fit[i] != FITS_BEST - k / n) continue;
        shown++;
        put(h, "<li><a");
        link(h, "/rounds/%s/parties/%s", r->id, p[i].party);
        put(h, "><bdi>%s</bdi></a> <span class=\"soft\">%s</span></li>\n", p[i].name, capacity_name(v->act, p[i].capacity));
    }
    put(h, "</ul>\n");
    if (!shown) put(h, "<p>%s</p>\n", tr(h->lang, "No party of the round has this code or name."));
}

/* Those of the directory that are found and do not take part yet. */
static struct choice *to_add(struct visit *v, const struct round *r, size_t *n) {
    struct act *a = v->act;
    const char *wanted = text_trim(a->arena, query(v, "who")), *set = given(v, "party");
    size_t k = 0;
    struct party_line *all = *wanted ? directory_list(a, "state territory organization mechanism region stakeholder", wanted, &k) : NULL;
    struct choice *c = NEW_N(a->arena, struct choice, k + 1);
    bool there = !*set || !party_exists(a, set) || *access_capacity(a, r->id, set);
    *n = 0;
    for (size_t i = 0; i < k; i++) {
        there |= same(all[i].id, set);
        if (!*access_capacity(a, r->id, all[i].id)) c[(*n)++] = (struct choice){all[i].id, all[i].name};
    }
    if (!there) c[(*n)++] = (struct choice){set, party_name(a, set)};
    return c;
}

static void add_party(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    put(h, "<h3 id=\"add-party\">%s</h3>\n", tr(h->lang, "Add a party"));
    finder(v, r, "who", tr(h->lang, "Code, name or acronym in the directory"), "add-party");
    size_t n;
    struct choice *c = to_add(v, r, &n);
    if (!n) {
        if (*query(v, "who")) put(h, "<p>%s</p>\n", tr(h->lang, "The directory has no other party of this code, name or acronym that could take part."));
        return;
    }
    form_begin(h, "/rounds/%s/parties", r->id);
    field_draw(h, v->act, &(struct field){.name = "party", .label = TR("Party"), .kind = FIELD_SELECT, .choices = c, .n_choices = n}, given(v, "party"));
    round_capacity_field(v, given(v, "capacity"));
    put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "It reads what was released to this capacity before, too. The parties that released it are told by mail who has joined."));
    form_button(h, "quiet", TR("Add the party"));
    form_end(h);
}

static void parties_part(struct visit *v, const struct round *r) {
    struct html *h = v->h;
    size_t n;
    struct round_party *p = round_parties(v->act, r->id, "", &n);
    put(h, "<h2 id=\"parties\">%s</h2>\n", tr(h->lang, "Who takes part"));
    form_begin(h, "/rounds/%s/members", r->id);
    form_button(h, "quiet", TR("Invite all members of the forum as the directory has them"));
    form_end(h);
    if (n) {
        put(h, "<p>%s</p>\n", tr(h->lang, "Choose a party to change its capacity, to take it out or to invite its focal point."));
        finder(v, r, "find", tr(h->lang, "Code or name"), "parties");
        party_rows(v, r, p, n);
    }
    add_party(v, r);
}

void round_manage(struct visit *v) {
    struct html *h = v->h;
    struct round *r = mine(v);
    if (!r) return;
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, tr(h->lang, "Review rounds"), "/rounds");
    page_crumb(v, r->title, "/rounds/%s", r->id);
    page_begin(v, tr(h->lang, "Manage this round"));
    page_mistakes(v);
    put(h, "<p><a");
    link(h, "/outbox/%s", r->id);
    put(h, ">%s</a></p>\n", tr(h->lang, "Outbox"));
    status_part(v, r);
    steps_part(v, r);
    parties_part(v, r);
    put(h, "<p><a");
    link(h, "/trail");
    put(h, ">%s</a></p>\n", tr(h->lang, "What was done, and by whom"));
    page_end(v);
}

/* One change, then back to the page; with wrong fields the page is drawn again. */
static void changed(struct visit *v, bool done) {
    if (done) redirect_with(v, TR("Saved."), "/rounds/%s/manage", param(v, "round"));
    else if (page_invalid(v)) round_manage(v);
}

void round_status_post(struct visit *v) {
    struct round *r = mine(v);
    if (r) changed(v, round_set_status(v->act, r, posted(v, "status")));
}
void round_form_post(struct visit *v) {
    struct round *r = mine(v);
    if (r) changed(v, round_set_form(v->act, r, posted(v, "form")));
}
void round_step_post(struct visit *v) {
    struct round *r = mine(v);
    if (r) changed(v, round_add_step(v->act, r, &(struct round_step){.kind = posted(v, "kind"), .starts = posted(v, "starts"), .ends = posted(v, "ends"), .place = posted(v, "place"), .note = posted(v, "note")}));
}
void round_members_post(struct visit *v) {
    struct round *r = mine(v);
    if (!r) return;
    round_invite_members(v->act, r, v->base_url);
    changed(v, !failed(v->act));
}
void round_party_post(struct visit *v) {
    struct round *r = mine(v);
    if (r) changed(v, round_add_party(v->act, r, posted(v, "party"), posted(v, "capacity"), v->base_url));
}
