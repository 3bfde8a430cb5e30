#include "page/clearance.h"
#include "area/directory.h"
#include "area/forms.h"
#include "base/text.h"
#include "page/frame.h"
#include "page/question.h"

const char *clearance_deed(const struct language *l, const char *deed) {
    static const struct { const char *deed, *words; } names[] = {{"submitted", TR("handed on by its authors")}, {"validated", TR("validated")}, {"cleared", TR("cleared")},
        {"returned", TR("sent back to its authors")}, {"reopened", TR("reopened")}, {"taken_back", TR("taken back to its authors")},
        {"skipped", TR("passed on without a validator, because nobody holds the post")}, {"rerouted", TR("passed on, because the State took this step away")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].deed, deed)) return tr(l, names[i].words);
    return deed;
}

const char *const clearance_chains[3] = {"author validator releaser", "author releaser", "author validator"};

const char *clearance_chain(const struct language *l, const char *chain) {
    static const char *const words[] = {TR("Authors, then the validator of the ministry, then the releasing authority"), TR("Authors, then the releasing authority"), TR("Authors, then the validator")};
    for (size_t i = 0; i < COUNT(words); i++)
        if (same(clearance_chains[i], chain)) return tr(l, words[i]);
    return chain;
}

static void history(struct visit *v, const struct section *s) {
    struct html *h = v->h;
    size_t n;
    struct clearance_step *c = section_steps(v->act, s, &n);
    if (n) put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>%s%s<bdi>%s</bdi> <span class=\"soft\">%s</span>", clearance_deed(h->lang, c[i].deed), lang_comma(h->lang), c[i].author, lang_instant(v->act->arena, h->lang, c[i].at, v->act->zone));
        html_words(h, c[i].note, NULL);
        put(h, "</li>\n");
    }
    if (n) put(h, "</ul>\n");
}

/* Whose post nobody holds, and who can change that. */
static void empty_post(struct visit *v, const struct section *s, const struct handing *n) {
    struct html *h = v->h;
    struct act *a = v->act;
    put(h, "<div class=\"box\"><p><strong>%s</strong> %s", n->here_vacant ? tr(h->lang, "This section waits at a post that nobody holds.") : tr(h->lang, "Nobody holds the post that comes next."),
        page_function_name(v, n->post));
    put(h, "%s<bdi>%s</bdi></p>\n<p>", lang_comma(h->lang), party_name(a, n->party));
    if (access_may(a, APPOINT, &(struct subject){.party = s->party})) {
        put(h, "<a");
        link(h, "/people/new?party=%s&function=%s", n->party, n->post);
        put(h, ">%s</a>", tr(h->lang, "Appoint somebody"));
    } else if (n->n_appoints) {
        say_f(h, "%s can appoint somebody.", lang_list(a->arena, h->lang, (const char **)(uintptr_t)n->appoints, n->n_appoints));
    } else {
        put(h, "%s", tr(h->lang, "Your State has no focal point who could appoint somebody. The secretariat of the round can invite one."));
    }
    put(h, "</p></div>\n");
}

void clearance_undecided(struct visit *v, const struct form *f, const char *section, const struct undecided *u, size_t n) {
    struct html *h = v->h;
    put(h, "<ul>");
    for (size_t i = 0; i < n; i++) {
        const char *in, *words = form_words(f, &u[i].entry->item->label, h->lang->code, &in), *id = conflict_id(v->act->arena, u[i].entry->path, u[i].language);
        put(h, "<li><a");
        if (section) link(h, "/sections/%s#%s", section, id);
        else link(h, "#%s", id);
        put(h, ">");
        html_name(h, words, in);
        if (u[i].entry->of > 1) put(h, " %d", u[i].entry->index);
        if (*u[i].language) put(h, " (%s)", lang_name_of(v->act->arena, h->lang, u[i].language));
        put(h, "</a></li>\n");
    }
    put(h, "</ul>\n");
}

/* Where two texts stand: said before the section goes on, and in the way of the last step. */
static void undecided(struct visit *v, const struct section *s, const struct handing *n) {
    struct html *h = v->h;
    const struct form *f = forms_get(v->act, s->form);
    if (!f || !n->n_undecided) return;
    put(h, "<div class=\"box\"><p><strong>%s</strong></p>\n", tr(h->lang, "Two texts stand in these answers, and nobody has chosen yet:"));
    clearance_undecided(v, f, NULL, n->undecided, n->n_undecided);
    put(h, "<p>%s</p></div>\n", n->stays ? tr(h->lang, "Choose one of them, or send the section back to its authors. It cannot be cleared before; both texts stay in the history.")
                                        : tr(h->lang, "You can choose one of them now, or leave the choice to whoever is next. It cannot be released before; both texts stay in the history."));
}

void clearance_gaps(struct visit *v, const struct section *s, const struct handing *n, bool anchors) {
    struct html *h = v->h;
    const struct form *f = forms_get(v->act, s->form);
    if (!f || (!n->empty && !n->n_unanswered)) return;
    put(h, "<div class=\"box\">");
    if (n->empty) put(h, "<p><strong>%s</strong></p>", tr(h->lang, "Nothing is written in this section."));
    if (n->n_unanswered) put(h, "<p>%s</p>\n<ul>", tr(h->lang, "The form asks for an answer to these questions, and there is none:"));
    for (size_t i = 0; i < n->n_unanswered; i++) {
        const char *in, *words = form_words(f, &n->unanswered[i].item->label, h->lang->code, &in);
        put(h, "<li>");
        if (anchors) {
            put(h, "<a");
            link(h, "#f-%s", field_id(v->act->arena, n->unanswered[i].path));
            put(h, ">");
        }
        html_name(h, words, in);
        if (n->unanswered[i].of > 1) put(h, " %d", n->unanswered[i].index);
        if (anchors) put(h, "</a>");
        put(h, "</li>\n");
    }
    if (n->n_unanswered) put(h, "</ul>\n");
    put(h, "<p>%s</p></div>\n", tr(h->lang, "Your State decides: it may go on as it is."));
}

/* Handing on sends what stands in the fields along, so that nothing just typed is left behind. */
static void on_button(struct visit *v, const struct section *s, bool write, const char *kind, const char *label, const char *name, const char *value) {
    struct html *h = v->h;
    put(h, "<button");
    if (write) {
        put(h, " form=\"draft\"");
        html_address(h, "formaction", "/sections/%s/clear", s->id);
    }
    if (*kind) put(h, " class=\"%s\"", kind);
    put(h, " name=\"%s\" value=\"%s\">%s</button>\n", name, value, tr(h->lang, label));
}

/* known: what was said before the button is pressed: post (nobody holds the next one), all. */
static void on(struct visit *v, const struct section *s, const struct handing *n, bool write, bool asked, bool clears) {
    struct html *h = v->h;
    bool author = same(s->stage, "author"), doubt = n->vacant || (asked && (n->empty || n->n_unanswered || n->n_undecided));
    clears = clears && !n->stays;
    if (!clears && !n->may_skip) return;
    form_begin(h, "/sections/%s/clear", s->id);
    const char *known = asked ? "all" : n->vacant ? "post" : "";
    if (clears && doubt) on_button(v, s, write, n->vacant && n->may_skip ? "quiet" : "", author ? TR("Hand it on all the same") : TR("Clear it all the same"), "known", known);
    else if (clears) on_button(v, s, write, "", author ? TR("Hand this section on") : TR("Clear this section"), "known", known);
    if (n->may_skip) on_button(v, s, write, "", TR("Leave out the validator"), "skip", *known ? known : "post");
    form_end(h);
}

static void back(struct visit *v, const struct section *s, bool clears) {
    struct html *h = v->h;
    struct act *a = v->act;
    if (clears && !same(s->stage, "author")) {
        form_begin(h, "/sections/%s/return", s->id);
        field_draw(h, a, &(struct field){.name = "note", .label = TR("What should be changed"), .kind = FIELD_AREA, .most = 2000}, posted(v, "note"));
        form_button(h, "quiet", TR("Send it back to its authors"));
        form_end(h);
    }
    struct subject u = {.round = s->round, .party = s->party};
    bool cleared = same(s->state, "cleared"), may = access_may(a, LEAD_INPUT, &u) || (cleared && access_may(a, RELEASE_INPUT, &u));
    if (!may || same(s->stage, "author")) return;
    if (mistake_of(a, "back")) put(h, "<details open>");
    else put(h, "<details>");
    put(h, "<summary>%s</summary>\n", cleared ? tr(h->lang, "Reopen it for changes") : tr(h->lang, "Take it back"));
    form_begin(h, "/sections/%s/take-back", s->id);
    field_draw(h, a, &(struct field){.name = "back", .label = TR("Why it goes back to its authors"), .hint = TR("Kept in the history of the section; nobody outside your State reads it."), .kind = FIELD_AREA, .most = 2000}, posted(v, "back"));
    form_button(h, "quiet", cleared ? TR("Reopen it for changes") : TR("Take it back"));
    form_end(h);
    put(h, "</details>\n");
}

void clearance_draw(struct visit *v, const struct section *s, bool write, bool asked) {
    struct html *h = v->h;
    struct act *a = v->act;
    bool cleared = same(s->state, "cleared");
    struct subject u = section_subject(s);
    bool clears = !cleared && access_may(a, CLEAR_DRAFT, &u);
    struct handing *n = section_handing(a, s);
    put(h, "<h2 id=\"clearance\">%s</h2>\n<p><span class=\"tag\">%s</span></p>\n", tr(h->lang, "Clearance"), stage_name(a, cleared ? "done" : s->stage));
    history(v, s);
    if (n->here_vacant || (clears && n->vacant)) empty_post(v, s, n);
    if (clears && (asked || n->stays)) undecided(v, s, n);
    if (asked && clears) clearance_gaps(v, s, n, true);
    on(v, s, n, write, asked, clears);
    back(v, s, clears);
}
