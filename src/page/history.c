/* What was changed in the directory, on the pages of those concerned. */
#include "area/access.h"
#include "area/directory.h"
#include "area/editing.h"
#include "page/pages.h"
#include "page/party_words.h"

enum { a_part = 5, a_page = 50 };

static const char *deed_words(const struct language *l, const char *deed) {
    return tr(l, same(deed, "added") ? TR("Added") : same(deed, "removed") ? TR("Removed") : TR("Changed"));
}

/* "member: Chile, South American Conference on Migration" */
static void about(struct visit *v, const struct change_line *c) {
    struct html *h = v->h;
    if (same(c->thing, "fact")) put(h, "%s", fact_words(h->lang, c->label));
    else if (same(c->thing, "relation")) put(h, "%s: <bdi>%s</bdi>%s<bdi>%s</bdi>", capacity_words(h->lang, c->label), party_name(v->act, c->party), lang_comma(h->lang),
        party_name(v->act, c->other));
    else if (same(c->thing, "event")) put(h, "<bdi>%s</bdi>", c->label);
    else put(h, "<bdi>%s</bdi>", party_name(v->act, c->party));
}

/* The office; the person's name only for those who may edit here. */
static void who(struct visit *v, const struct change_line *c) {
    struct html *h = v->h;
    struct act *a = v->act;
    put(h, "<br><span class=\"soft\">%s%s", lang_instant(a->arena, h->lang, c->at, a->zone), lang_comma(h->lang));
    if (!*c->function) put(h, "%s", tr(h->lang, "the operator of this server"));
    else put(h, "%s", page_function_name(v, c->function));
    if (*c->office) put(h, ": <bdi>%s</bdi>", party_name(a, c->office));
    if (*c->person) put(h, " (<bdi>%s</bdi>)", c->person);
    if (*c->file) put(h, "%s%s <bdi>%s</bdi>", lang_comma(h->lang), tr(h->lang, "from the file"), c->file);
    put(h, "</span>");
}

static void fields(struct visit *v, const struct change_line *c) {
    struct html *h = v->h;
    put(h, "<table class=\"stack\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "What"), tr(h->lang, "Before"), tr(h->lang, "After"));
    for (size_t i = 0; i < c->n; i++) {
        const struct changed_field *f = &c->field[i];
        put(h, "<tr><td>%s</td><td><bdi>%s</bdi></td><td><bdi>%s</bdi></td></tr>\n", entry_field_words(h->lang, c->thing, f->name),
            entry_value_words(h->lang, f->name, f->before), entry_value_words(h->lang, f->name, f->after));
    }
    put(h, "</tbody></table>\n");
}

void history_lines(struct visit *v, const struct change_line *c, size_t n, enum history_of of, const char *id) {
    struct html *h = v->h;
    put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><strong>%s</strong> ", deed_words(h->lang, c[i].deed));
        about(v, &c[i]);
        who(v, &c[i]);
        if (*c[i].source) put(h, "<br><span class=\"source\">%s <bdi>%s</bdi></span>", tr(h->lang, "Source:"), c[i].source);
        put(h, "<details><summary>%s</summary>\n", tr(h->lang, "Old and new"));
        fields(v, &c[i]);
        put(h, "</details>\n");
        if (c[i].may_undo) {
            if (of == HISTORY_OF_EVENT) form_begin(h, "/events/%s/history/%s/undo", id, c[i].id);
            else form_begin(h, "/directory/%s/history/%s/undo", id, c[i].id);
            form_button(h, "quiet", TR("Take this change back"));
            form_end(h);
        }
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
}

void history_part(struct visit *v, const char *party) {
    struct html *h = v->h;
    size_t n;
    struct change_line *c = editing_history(v->act, party, NULL, a_part + 1, &n);
    if (!n) return;
    put(h, "<h2>%s</h2>\n", tr(h->lang, "History"));
    history_lines(v, c, n > a_part ? a_part : n, HISTORY_OF_PARTY, party);
    if (n <= a_part) return;
    put(h, "<p><a");
    link(h, "/directory/%s/history", party);
    put(h, ">%s</a></p>\n", tr(h->lang, "All changes"));
}

void directory_history(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    access_may(v->act, SEE_PUBLIC, NULL);
    struct party_line *p = directory_party(v->act, param(v, "party"));
    if (!p) return;
    struct change_line *c = editing_history(v->act, p->id, query(v, "after"), a_page, &n);
    page_crumb(v, tr(h->lang, "Directory"), "/directory");
    page_crumb(v, p->name, "/directory/%s", p->id);
    page_begin(v, tr(h->lang, "History"));
    if (n) history_lines(v, c, n, HISTORY_OF_PARTY, p->id);
    else put(h, "<p>%s</p>\n", tr(h->lang, "Nothing was changed here since the directory was loaded."));
    if (n == a_page) {
        put(h, "<p><a");
        link(h, "/directory/%s/history?after=%s", p->id, c[n - 1].id);
        put(h, ">%s</a></p>\n", tr(h->lang, "Earlier"));
    }
    page_end(v);
}

void directory_undo_post(struct visit *v) {
    const char *party = param(v, "party");
    if (!editing_undo(v->act, party, param(v, "change"))) return;
    if (party_exists(v->act, party)) redirect_with(v, TR("The change is taken back. The history keeps both."), "/directory/%s", party);
    else redirect_with(v, TR("The change is taken back. The history keeps both."), "/directory"); /* it was the party itself */
}
