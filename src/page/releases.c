/* Releasing (choose, see exactly what leaves, confirm), receipts, one release, recall. */
#include "area/release.h"
#include "area/directory.h"
#include "area/forms.h"
#include "area/log.h"
#include "area/report.h"
#include "area/round.h"
#include "base/text.h"
#include "page/clearance.h"
#include "page/pages.h"
#include "page/released.h"

static const char *field_of(struct visit *v, const char *what, const char *section) { return arena_printf(v->act->arena, "%s-%s", what, section); }
static const char *moment(struct visit *v, const char *instant) { return lang_instant(v->act->arena, v->h->lang, instant, v->act->zone); }

/* Those chosen already always stand; of the others those that are looked for, the best fit first. */
static enum party_fit looked_for(struct visit *v, const struct round_party *p) {
    if (text_word(posted_all(v, "named"), p->party)) return FITS_BEST;
    return party_fits(v->act, text_trim(v->act->arena, posted(v, "look")), p->party, p->name, "", p->iso3);
}

static struct choice *to_name(struct visit *v, const struct round_party *p, size_t n, size_t *found) {
    struct choice *c = NEW_N(v->act->arena, struct choice, n + 1);
    enum party_fit *fit = NEW_N(v->act->arena, enum party_fit, n + 1);
    *found = 0;
    for (size_t i = 0; i < n; i++) fit[i] = looked_for(v, &p[i]);
    for (size_t k = 0; k < FITS_BEST * n; k++)
        if (fit[k % n] == FITS_BEST - k / n) c[(*found)++] = (struct choice){p[k % n].party, arena_printf(v->act->arena, "%s (%s)", p[k % n].name, p[k % n].party)};
    return c;
}

/* Found by code and name without script: the button draws the page again with what was chosen. */
static void finder(struct visit *v, const struct offers *o) {
    struct html *h = v->h;
    put(h, "<p class=\"filter\"><label for=\"f-look\">%s</label> <input id=\"f-look\" type=\"search\" name=\"look\" value=\"%s\"> <button class=\"quiet\" name=\"find\" value=\"1\"", tr(h->lang, "Code or name"), posted(v, "look"));
    html_address(h, "formaction", "/inputs/%s/release/preview#named", o->input);
    put(h, ">%s</button></p>\n", tr(h->lang, "Find"));
}

static void choose_named(struct visit *v, const struct offers *o) {
    size_t n, c = 0;
    struct round_party *p = round_parties(v->act, o->round, "", &n);
    struct round_party *others = NEW_N(v->act->arena, struct round_party, n + 1);
    size_t k = 0;
    bool host = false;
    for (size_t i = 0; i < n; i++) {
        host |= same(p[i].party, o->host);
        if (!same(p[i].party, o->party)) others[k++] = p[i];
    }
    if (!host) others[k++] = (struct round_party){.party = o->host, .name = party_name(v->act, o->host), .iso3 = ""};
    struct choice *choices = to_name(v, others, k, &c);
    bool asked = *posted(v, "find") != 0; /* or an audience that needs names was chosen */
    for (size_t i = 0; i < o->n; i++) asked |= same(posted(v, field_of(v, "audience", o->offer[i].name)), "named");
    if (asked || *posted(v, "named")) put(v->h, "<details id=\"named\" open>");
    else put(v->h, "<details id=\"named\">");
    put(v->h, "<summary>%s</summary>\n", tr(v->h->lang, "Parties named one by one"));
    finder(v, o);
    if (!c) put(v->h, "<p>%s</p>\n", tr(v->h->lang, "No party of the round has this code or name."));
    put(v->h, "<div class=\"choices-columns\">");
    if (c) field_draw(v->h, v->act, &(struct field){.name = "named", .label = TR("Who may see the sections released to parties named one by one"), .kind = FIELD_CHECKS,
               .choices = choices, .n_choices = c}, posted_all(v, "named"));
    put(v->h, "</div></details>\n");
}

static struct choice *audience_choices(struct visit *v, size_t *n) {
    struct choice *c = NEW_N(v->act->arena, struct choice, 8);
    *n = 0;
    c[(*n)++] = (struct choice){"", tr(v->h->lang, "Do not release now")};
    for (size_t i = 0; audiences[i]; i++) c[(*n)++] = (struct choice){audiences[i], audience_name(v->act, audiences[i])};
    return c;
}

/* Two texts in an answer: which, and that nothing of the section leaves before one is chosen. */
static void undecided(struct visit *v, const struct offers *o, const struct offer *f) {
    struct html *h = v->h;
    const struct form *form = f->n_undecided ? forms_get(v->act, o->form) : NULL;
    if (!form) return;
    put(h, "<div class=\"box\"><p><strong>%s</strong></p>\n", tr(h->lang, "Two texts stand in these answers, and nobody has chosen yet:"));
    clearance_undecided(v, form, f->section, f->undecided, f->n_undecided);
    put(h, "<p>%s <a", tr(h->lang, "This section cannot be released until one of them is chosen. Reopen it for that; both texts stay in the history."));
    link(h, "/sections/%s#clearance", f->section);
    put(h, ">%s</a></p></div>\n", tr(h->lang, "Reopen it for changes"));
}

static void offer_row(struct visit *v, const struct offers *o, const struct offer *f, const struct choice *c, size_t n) {
    struct html *h = v->h;
    put(h, "<fieldset class=\"offer\"><legend>");
    released_title(v, o->form, f->name);
    put(h, "</legend>\n");
    if (*f->audience) {
        put(h, "<p class=\"soft\">");
        say_f(h, f->unchanged ? TR("Version %1$d is released to: %2$s. The words are the same.") : TR("Version %1$d is released to: %2$s. The words have changed since."),
              (int)f->version, audience_name(v->act, f->audience));
        put(h, "</p>\n");
    }
    if (!f->content.n && !f->content.n_files) put(h, "<p><strong>%s</strong></p>\n", tr(h->lang, "Nothing is written in this section."));
    undecided(v, o, f);
    const char *name = field_of(v, "audience", f->name);
    if (!f->n_undecided) field_draw(h, v->act, &(struct field){.name = name, .label = TR("Who may see it"), .kind = FIELD_SELECT, .choices = c, .n_choices = n}, posted(v, name));
    put(h, "</fieldset>\n");
}

static struct offers *offers_begin(struct visit *v, const char *title) {
    struct offers *o = release_offers(v->act, param(v, "input"));
    struct round *r = o ? round_find(v->act, o->round) : NULL;
    if (!r) return NULL;
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, tr(v->h->lang, "Our input"), "/inputs/%s", o->input);
    page_begin(v, title);
    return o;
}

/* Also draws the form again after a mistake: what the act reads, it reads as if there was none. */
void release_choose(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    v->act->failure = OK;
    struct offers *o = offers_begin(v, tr(h->lang, "Release sections"));
    if (!o) return;
    v->act->failure = was;
    page_mistakes(v);
    v->act->failure = OK;
    put(h, "<p>%s</p>\n", tr(h->lang, "Only cleared sections can be released. On the next page you see exactly what will be seen by whom; nothing leaves before you confirm there."));
    if (!o->n) {
        put(h, "<p>%s</p>\n", tr(h->lang, "No section is cleared yet."));
    } else {
        size_t n;
        struct choice *c = audience_choices(v, &n);
        form_begin(h, "/inputs/%s/release/preview", o->input);
        for (size_t i = 0; i < o->n; i++) offer_row(v, o, &o->offer[i], c, n);
        choose_named(v, o);
        form_button(h, "", TR("See what would be released"));
        form_end(h);
    }
    page_end(v);
    v->act->failure = was;
}

static struct reach_of to_whom(const struct offers *o, const char *audience, const char *const *named, size_t n_named) {
    return (struct reach_of){.round = o->round, .host = o->host, .party = o->party, .audience = audience, .named = named, .n_named = n_named};
}

/* Names of everybody an audience reaches. */
static void who_sees(struct visit *v, const struct offers *o, const char *audience, const char *const *named, size_t n_named) {
    struct html *h = v->h;
    struct reach_of to = to_whom(o, audience, named, n_named);
    size_t n;
    const char *const *names = release_readers(v->act, &to, &n);
    put(h, "<p class=\"box\"><strong>%s</strong>", audience_name(v->act, audience));
    if (n) {
        put(h, "<br>");
        html_list(h, names, n);
    }
    if (same(audience, "members") || same(audience, "observers") || same(audience, "partners"))
        put(h, "<br>%s", tr(h->lang, "Whoever joins the round later in this capacity reads it as well; you are told by mail when somebody does."));
    if (same(audience, "public")) put(h, "<br>%s", tr(h->lang, "Anybody in the world can read it, and copies cannot be called back."));
    put(h, "</p>\n");
}

static void sight(struct visit *v, const char *label, bool everyone, const char *const *names, size_t n) {
    struct html *h = v->h;
    if (!everyone && !n) return;
    put(h, "<dt>%s</dt><dd>", label);
    if (everyone) put(h, "%s", tr(h->lang, "Everyone else in the world"));
    else html_list(h, names, n);
    put(h, "</dd>");
}

/* What another audience than that of the version before changes. */
static void reach(struct visit *v, const struct reach *r) {
    struct html *h = v->h;
    put(h, "<div class=\"box\"><p>%s</p>\n", reach_words(v->act, r));
    if (r->way != REACH_SAME) {
        put(h, "<dl class=\"facts\">");
        sight(v, tr(h->lang, "Gain sight of it"), r->everyone_gains, r->gains, r->n_gains);
        sight(v, tr(h->lang, "Lose sight of it"), r->everyone_loses, r->loses, r->n_loses);
        put(h, "</dl>\n");
        if (r->n_loses || r->everyone_loses) put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "Whoever loses sight of it does not see the version before any more either; copies that were made cannot be called back."));
    }
    put(h, "</div>\n");
}

/* The section as it stands: empty, or with questions unanswered. */
static void gaps(struct visit *v, const struct offer *f) {
    struct section *s = section_find(v->act, f->section);
    if (s) clearance_gaps(v, s, section_handing(v->act, s), false);
}

/* The parties posted as named, each once. */
static const char *const *named_of(struct visit *v, size_t *n) {
    char **part = text_split(v->act->arena, posted_all(v, "named"), ' ');
    const char **out = NEW_N(v->act->arena, const char *, 5001);
    *n = 0;
    for (size_t i = 0; part[i] && *n < 5000; i++)
        if (*part[i]) out[(*n)++] = part[i];
    return out;
}

/* What was seen goes along, so that nothing else can leave. */
static void confirm(struct visit *v, const struct offers *o, const char *const *named, size_t n_named) {
    struct html *h = v->h;
    bool any = false;
    form_begin(h, "/inputs/%s/release", o->input);
    for (size_t i = 0; i < o->n; i++) {
        const struct offer *f = &o->offer[i];
        const char *audience = posted(v, field_of(v, "audience", f->name));
        if (!*audience || f->n_undecided) continue;
        any = true;
        form_hidden(h, field_of(v, "audience", f->name), audience);
        form_hidden(h, field_of(v, "seen", f->name), f->fingerprint);
        form_hidden(h, field_of(v, "version", f->name), arena_printf(v->act->arena, "%lld", (long long)f->version));
    }
    for (size_t i = 0; i < n_named; i++) form_hidden(h, "named", named[i]);
    if (any) form_button(h, "", TR("Release this now"));
    form_button_named(h, "plain", TR("Go back without releasing"), "back", "1"); /* what was chosen goes back, too */
    form_end(h);
}

void release_preview(struct visit *v) {
    struct html *h = v->h;
    size_t n_named, chosen = 0;
    if (*posted(v, "find")) {
        release_choose(v);
        return;
    }
    const char *const *named = named_of(v, &n_named);
    struct offers *o = release_offers(v->act, param(v, "input"));
    if (!o) return;
    for (size_t i = 0; i < o->n; i++) {
        const char *audience = posted(v, field_of(v, "audience", o->offer[i].name));
        if (*audience) chosen++;
        if (same(audience, "named") && !n_named) mistake(v->act, field_of(v, "audience", o->offer[i].name), TR("Name at least one party, or choose another audience."));
    }
    if (!chosen) fail(v->act, INVALID, TR("Choose at least one section to release."));
    if (failed(v->act)) {
        if (page_invalid(v)) release_choose(v);
        return;
    }
    offers_begin(v, tr(h->lang, "This is what will be seen"));
    put(h, "<p>%s</p>\n<p class=\"soft\">%s</p>\n", tr(h->lang, "Each section below is shown as its readers will see it. Nothing has left yet."),
        tr(h->lang, "Each section that others may see adds a line to the public log of this server: a number and the time, no name and no word of it."));
    for (size_t i = 0; i < o->n; i++) {
        const char *audience = posted(v, field_of(v, "audience", o->offer[i].name));
        if (!*audience) continue;
        put(h, "<section><h2>");
        released_title(v, o->form, o->offer[i].name);
        put(h, "</h2>\n");
        undecided(v, o, &o->offer[i]);
        if (o->offer[i].n_undecided) {
            put(h, "</section>\n");
            continue;
        }
        who_sees(v, o, audience, named, n_named);
        if (*o->offer[i].audience) {
            struct reach_of from = to_whom(o, o->offer[i].audience, o->offer[i].named, o->offer[i].n_named), to = to_whom(o, audience, named, n_named);
            reach(v, release_reach(v->act, &from, &to));
        }
        gaps(v, &o->offer[i]);
        released_draw(v, o->form, o->offer[i].name, &o->offer[i].content, NULL);
        put(h, "</section>\n");
    }
    confirm(v, o, named, n_named);
    page_end(v);
}

void release_post(struct visit *v) {
    struct act *a = v->act;
    size_t n_named, n = 0;
    if (*posted(v, "back")) {
        release_choose(v);
        return;
    }
    const char *const *named = named_of(v, &n_named);
    struct release_order *order = NEW_N(a->arena, struct release_order, 5000);
    for (const struct pair *p = v->in->form; p && n < 5000; p = p->next) {
        if (!text_starts(p->name, "audience-") || !*p->value) continue;
        struct release_order *w = &order[n++];
        *w = (struct release_order){.name = p->name + 9, .audience = p->value, .named = named, .n_named = n_named};
        w->fingerprint = posted(v, field_of(v, "seen", w->name));
        if (!text_number(posted(v, field_of(v, "version", w->name)), &w->version)) w->version = -1;
    }
    const char *const *ids = release_make(a, param(v, "input"), order, n, v->base_url);
    if (ids) redirect_with(v, TR("Released. Here is your receipt; it is also on its way to you by mail."), "/releases/%s/receipt", ids[0]);
}

static bool own(struct visit *v, const struct release *r) {
    struct subject u = {.round = r->round, .host = r->host, .party = r->party, .audience = "owner"};
    return access_may(v->act, SEE_RELEASE, &u);
}

static struct release *one(struct visit *v) {
    struct release *r = release_find(v->act, param(v, "release"));
    struct round *d = r ? round_find(v->act, r->round) : NULL;
    if (!d) return NULL;
    if (d->synthetic) page_synthetic(v);
    page_crumb(v, d->title, "/rounds/%s", d->id);
    return r;
}

static void recalled_note(struct visit *v, const struct release *r) {
    put(v->h, "<div class=\"box\"><p>");
    say_f(v->h, "This section was recalled by %1$s on %2$s.", party_name(v->act, r->party), moment(v, r->recalled));
    put(v->h, "</p>");
    html_words(v->h, r->reason, NULL);
    put(v->h, "</div>\n");
}

static void particulars(struct visit *v, const struct release *r, bool own_party) {
    struct html *h = v->h;
    put(h, "<dl class=\"facts\"><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd>", tr(h->lang, "Released to"), audience_name(v->act, r->audience), tr(h->lang, "Released on"), moment(v, r->at));
    if (r->version) put(h, "<dt>%s</dt><dd>%lld</dd>", tr(h->lang, "Version"), (long long)r->version);
    put(h, "<dt>SHA-256</dt><dd><code>%s</code></dd>", r->sha256);
    if (own_party) {
        size_t n;
        const char *const *names = release_named(v->act, r, &n);
        put(h, "<dt>%s</dt><dd><bdi>%s</bdi></dd><dt>%s</dt><dd><code class=\"receipt\">%s</code></dd>", tr(h->lang, "Released by"), r->person, tr(h->lang, "Receipt"), r->receipt);
        if (n) {
            put(h, "<dt>%s</dt><dd>", tr(h->lang, "Parties named one by one"));
            html_list(h, names, n);
            put(h, "</dd>");
        }
    }
    put(h, "</dl>\n");
}

/* The way to take it back, for whoever may: on the release, its line and its receipt. */
static void recall_door(struct visit *v, const struct release *r) {
    struct subject u = release_subject(r);
    if (*r->recalled || *r->replaced || !access_may(v->act, RELEASE_INPUT, &u)) return; /* of a section what stands is recalled */
    put(v->h, "<p><a");
    link(v->h, "/releases/%s/recall", r->id);
    put(v->h, ">%s</a></p>\n", tr(v->h->lang, "Recall this release"));
}

void release_show(struct visit *v) {
    struct html *h = v->h;
    struct release *r = one(v);
    if (!r) return;
    struct release_content *c = *r->recalled ? NULL : release_words(v->act, r);
    bool own_party = own(v, r);
    page_begin(v, said(h, TR("%1$s: %2$s"), party_name(v->act, r->party), question_label(v->act, r->form, r->section, "", NULL)));
    const char *footnote = party_footnote(v->act, r->party);
    if (*footnote) put(h, "<p class=\"soft\">* <bdi>%s</bdi></p>\n", footnote);
    if (*r->recalled) recalled_note(v, r);
    else if (*r->replaced) put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, "A newer version took the place of this one. Only your own party still sees it."));
    if (c) {
        put(v->h, "<h2>%s</h2>\n", tr(v->h->lang, "What was released"));
        released_draw(v, r->form, r->section, c, r->id);
    }
    particulars(v, r, own_party);
    if (c) {
        put(h, "<p><a download");
        link(h, "/releases/%s/content.json", r->id);
        put(h, ">%s</a></p>\n", tr(h->lang, "The exact bytes of this release (JSON), whose SHA-256 stands above"));
    }
    put(h, "<p><a");
    link(h, "/releases/%s/proof", r->id);
    put(h, ">%s</a></p>\n", tr(h->lang, "Proof: what is recorded of this release, and how anyone can check it"));
    recall_door(v, r);
    page_end(v);
}

/* Its line in the release log; none when only the party itself may see it. */
static void in_log(struct visit *v, const struct release *r) {
    size_t n;
    struct log_entry *e = log_entries(v->act, r->id, &n);
    if (!n) return;
    put(v->h, "<p><a");
    link(v->h, "/releases/%s/proof", r->id);
    put(v->h, ">");
    say_f(v->h, "Proof: line %1$s of the release log, code %2$s", lang_number(v->act->arena, v->h->lang, e->position), e->code);
    put(v->h, "</a></p>\n");
}

void receipt_show(struct visit *v) {
    struct html *h = v->h;
    struct release *r = one(v);
    if (!r) return;
    if (!own(v, r)) {
        fail(v->act, DENIED, TR("There is nothing here for you."));
        return;
    }
    size_t n;
    struct release *all = release_history(v->act, r->round, r->party, NULL, &n);
    page_begin(v, tr(h->lang, "Receipt"));
    for (size_t i = 0; i < n; i++) {
        if (!same(all[i].at, r->at)) continue; /* released in the same act */
        put(h, "<section><h2><a");
        link(h, "/releases/%s", all[i].id);
        put(h, ">");
        released_title(v, all[i].form, all[i].section);
        put(h, "</a></h2>\n");
        if (*all[i].recalled) recalled_note(v, &all[i]);
        particulars(v, &all[i], true);
        struct reach *w = release_reach_of(v->act, &all[i]);
        if (w) reach(v, w);
        in_log(v, &all[i]);
        recall_door(v, &all[i]);
        put(h, "</section>\n");
    }
    put(h, "<p>%s</p>\n", tr(h->lang, "Keep the receipt. With the SHA-256 anybody can check that the bytes shown here are the bytes you released."));
    page_end(v);
}

/* What a party has released, version by version: for the party itself. */
void release_list(struct visit *v) {
    struct html *h = v->h;
    struct input *i = input_find(v->act, param(v, "input"));
    if (!i) return;
    size_t n;
    struct release *r = release_history(v->act, i->round, i->party, NULL, &n);
    page_crumb(v, tr(h->lang, "Our input"), "/inputs/%s", i->id);
    page_begin(v, tr(h->lang, "What we have released"));
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing has been released yet."));
    put(h, "<ul class=\"plain\">\n");
    for (size_t k = 0; k < n; k++) {
        put(h, "<li><a");
        link(h, "/releases/%s", r[k].id);
        put(h, ">");
        released_title(v, r[k].form, r[k].section);
        put(h, "</a> ");
        say_f(h, "version %d", (int)r[k].version);
        if (*r[k].recalled) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "recalled"));
        else if (*r[k].replaced) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "replaced"));
        size_t named;
        const char *const *names = release_named(v->act, &r[k], &named);
        put(h, "<br><span class=\"soft\">%s", audience_name(v->act, r[k].audience));
        if (named) put(h, ": "), html_list(h, names, named);
        put(h, " · %s · <code>%s</code></span>", moment(v, r[k].at), r[k].receipt);
        recall_door(v, &r[k]);
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
    page_end(v);
}

void release_json(struct visit *v) {
    struct release *r = release_find(v->act, param(v, "release"));
    if (!r) return;
    struct bytes b = release_bytes(v->act, r);
    const char *which = !r->version ? arena_copy_n(v->act->arena, r->at, 10) : arena_printf(v->act->arena, "%lld", (long long)r->version);
    if (b.data) reply_file(v, "application/json", arena_printf(v->act->arena, "%s-%s-%s-%s.json", r->round, r->party, r->section, which), b);
    else fail(v->act, NOT_FOUND, TR("There is no such release."));
}

void release_file_get(struct visit *v) {
    struct release *r = release_find(v->act, param(v, "release"));
    struct released_file *f = r ? release_file(v->act, r, param(v, "file")) : NULL;
    if (f) reply_file(v, f->type, f->name, f->content);
}

/* What it does to the report, of which the party knows by what was sent out. */
static void recall_report(struct visit *v, const struct release *r) {
    struct html *h = v->h;
    struct report *p;
    size_t n = report_rests_on(v->act, r, &p);
    if (!n) return;
    put(h, "<p class=\"flag\">");
    if (same(p->status, "adopted")) say_n(h, "%d paragraph of the adopted report rests on it and is withheld from then on, for every reader:", "%d paragraphs of the adopted report rest on it and are withheld from then on, for every reader:", (int64_t)n);
    else say_n(h, "%d paragraph of the circulated draft report rests on it and is withheld from then on, for every reader:", "%d paragraphs of the circulated draft report rest on it and are withheld from then on, for every reader:", (int64_t)n);
    put(h, " ");
    put(h, "<a");
    link(h, "/reports/%s", p->id);
    put(h, ">");
    html_name(h, p->title, p->language);
    put(h, "</a></p>\n");
}

void release_recall_page(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    v->act->failure = OK;
    struct release *r = one(v);
    struct subject u = r ? release_subject(r) : (struct subject){0};
    if (!r || !access_need(v->act, RELEASE_INPUT, &u)) return;
    page_begin(v, said(h, TR("Recall: %s"), question_label(v->act, r->form, r->section, "", NULL)));
    v->act->failure = was;
    page_mistakes(v);
    if (*r->replaced && !*r->recalled) {
        size_t n;
        struct release *stands = release_history(v->act, r->round, r->party, r->section, &n);
        put(h, "<p class=\"flag\">%s</p>\n<p>", tr(h->lang, "A later version of this section stands. Recall that one: the earlier versions go with it."));
        if (n) anchor(h, tr(h->lang, "Recall the version that stands"), "/releases/%s/recall", stands[0].id);
        put(h, "</p>\n");
        page_end(v);
        return;
    }
    put(h, "<p>%s</p>\n", tr(h->lang, "The words and files of this release disappear from every page, search, count and file of this server at once. What remains is that your party recalled a section, when, and the reason you give here. Copies that others have made cannot be called back."));
    recall_report(v, r);
    form_begin(h, "/releases/%s/recall", r->id);
    field_draw(h, v->act, &(struct field){.name = "reason", .label = TR("Reason"), .hint = TR("Those who could see the section will read it."), .kind = FIELD_AREA, .required = true, .most = 2000}, posted(v, "reason"));
    form_button(h, "danger", TR("Recall it now"));
    form_end(h);
    page_end(v);
}

void release_recall_post(struct visit *v) {
    if (release_recall(v->act, param(v, "release"), posted(v, "reason"), v->base_url)) redirect_with(v, TR("Recalled. The words are gone from this server's pages and files."), "/releases/%s", param(v, "release"));
    else if (page_invalid(v)) release_recall_page(v);
}
