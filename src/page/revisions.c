/* Earlier versions of one answer or of its translation: each kept, compared word by word,
 * brought back. */
#include "area/forms.h"
#include "area/input.h"
#include "base/text.h"
#include "page/compared.h"
#include "page/pages.h"
#include "page/section_title.h"

void compared_draw(struct html *h, const struct piece *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (p[i].change == ADDED) put(h, "<ins>%s</ins>", p[i].words);
        else if (p[i].change == GONE) put(h, "<del>%s</del>", p[i].words);
        else html_text(h, p[i].words);
    }
}

static bool writes(struct visit *v, const struct section *s) {
    struct subject u = section_subject(s);
    return !same(s->state, "cleared") && access_may(v->act, WRITE_DRAFT, &u);
}

static const char *when(struct visit *v, const struct revision *r) { return lang_instant(v->act->arena, v->h->lang, r->at, v->act->zone); }
static const char *language_of(const struct revision *r) { return *r->language ? r->language : r->written_in; }

/* The question, in its own words, and the language of a translation. */
static void about(struct visit *v, const struct section *s, const char *question, const char *language) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    const struct form *f = forms_get(v->act, s->form);
    const struct item *it = f ? form_item(f, arena_printf(m, "%s/%s", s->name, form_path_item(m, question))) : NULL;
    const char *in = NULL, *words = it ? form_words(f, &it->label, h->lang->code, &in) : "";
    put(h, "<p class=\"lead\">");
    html_name(h, words, in);
    put(h, "</p>\n");
    if (lang_known(language)) put(h, "<p><span class=\"tag\">%s</span></p>\n", said(h, TR("Translation into %s"), lang_name_of(m, h->lang, language)));
}

static void difference(struct visit *v, const struct revision *from, const struct revision *to) {
    struct html *h = v->h;
    const char *language = language_of(to);
    size_t n;
    struct piece *p = words_compare(v->act->arena, from->value, to->value, &n);
    put(h, "<section class=\"box\" id=\"compared\"><h2>%s</h2>\n<p class=\"soft\">", tr(h->lang, "What changed"));
    say_f(h, "From the version of %1$s, %2$s, to the version of %3$s, %4$s", from->author, when(v, from), to->author, when(v, to));
    put(h, "</p>\n");
    if (same(from->value, to->value)) {
        put(h, "<p>%s</p></section>\n", tr(h->lang, "The words are the same."));
        return;
    }
    put(h, "<p class=\"compared\" dir=\"%s\"", lang_from_right(language) ? "rtl" : text_direction(*to->value ? to->value : from->value));
    if (*language) put(h, " lang=\"%s\"", language);
    put(h, ">");
    compared_draw(h, p, n);
    put(h, "</p></section>\n");
}

static void one_of(struct visit *v, const char *name, const char *label, const struct revision *r, size_t n, const char *chosen) {
    struct html *h = v->h;
    put(h, "<label for=\"f-%s\">%s</label> <select id=\"f-%s\" name=\"%s\">", name, label, name, name);
    for (size_t i = 0; i < n; i++) {
        put(h, "<option value=\"%s\"", r[i].id);
        if (same(r[i].id, chosen)) put(h, " selected");
        put(h, ">%s · %s</option>", when(v, &r[i]), r[i].author);
    }
    put(h, "</select> ");
}

static void choose_two(struct visit *v, const struct section *s, const struct revision *r, size_t n, const char *from, const char *to) {
    struct html *h = v->h;
    if (n < 2) return;
    put(h, "<form method=\"get\" class=\"filter\"");
    action(h, "/sections/%s/history", s->id);
    put(h, ">");
    form_hidden(h, "question", r[0].question);
    form_hidden(h, "in", r[0].language);
    form_hidden(h, "older", query(v, "older"));
    one_of(v, "from", tr(h->lang, "Compare the version of"), r, n, *from ? from : r[1].id);
    one_of(v, "to", tr(h->lang, "with the version of"), r, n, *to ? to : r[0].id);
    put(h, "<button class=\"quiet\">%s</button></form>\n", tr(h->lang, "Compare"));
}

static const char *origin_words(const struct language *l, const char *origin) {
    static const struct { const char *origin, *words; } names[] = {{"prefilled", TR("from the round before")}, {"restored", TR("brought back")},
        {"imported", TR("imported")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].origin, origin)) return tr(l, names[i].words);
    return NULL;
}

static void version(struct visit *v, const struct section *s, const struct revision *r, const struct revision *before, bool restorable) {
    struct html *h = v->h;
    put(h, "<li><bdi>%s</bdi> <span class=\"soft\">%s</span>", r->author, when(v, r));
    const char *origin = origin_words(h->lang, r->origin);
    if (origin) put(h, " <span class=\"tag\">%s</span>", origin);
    if (*r->value) html_words(h, r->value, language_of(r));
    else put(h, "<p class=\"soft\">%s</p>", tr(h->lang, "no answer"));
    if (before) {
        put(h, "<p><a");
        link(h, "/sections/%s/history?question=%s&in=%s&older=%s&from=%s&to=%s#compared", s->id, r->question, r->language, query(v, "older"), before->id, r->id);
        put(h, ">%s</a></p>", tr(h->lang, "What changed since the version before"));
    }
    if (restorable) {
        form_begin(h, "/sections/%s/restore", s->id);
        form_hidden(h, "revision", r->id);
        form_button(h, "quiet", TR("Bring this version back"));
        form_end(h);
    }
    put(h, "</li>\n");
}

void section_history(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct section *s = section_find(a, param(v, "section"));
    if (!s) return;
    const char *question = query(v, "question"), *in = query(v, "in");
    int64_t older = 0;
    if (!text_number(query(v, "older"), &older) || older < 0 || older > 1000000) older = 0;
    size_t n;
    struct revision *r = draft_history(a, s, question, in, older, &n);
    struct revision *from = draft_revision(a, s, query(v, "from")), *to = draft_revision(a, s, query(v, "to"));
    bool write = writes(v, s), two = from && to && same(from->question, question) && same(to->question, question) && same(from->language, in) && same(to->language, in);
    page_crumb(v, section_title(a, s, NULL), "/sections/%s", s->id);
    page_begin(v, tr(h->lang, "Earlier versions"));
    about(v, s, question, in);
    put(h, "<p>%s</p>\n", tr(h->lang, n ? TR("Every saved version is kept. The newest stands first.") : TR("There is no earlier version.")));
    if (two) difference(v, from, to);
    choose_two(v, s, r, n, two ? from->id : "", two ? to->id : "");
    put(h, "<ol class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) version(v, s, &r[i], i + 1 < n ? &r[i + 1] : NULL, write && (i || older));
    put(h, "</ol>\n");
    if (n == history_page) {
        put(h, "<p><a");
        link(h, "/sections/%s/history?question=%s&in=%s&older=%d", s->id, question, in, (int)older + history_page);
        put(h, ">%s</a></p>\n", tr(h->lang, "Older versions"));
    }
    page_end(v);
}

void section_restore_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (s && draft_restore(v->act, s, posted(v, "revision"))) redirect_with(v, TR("That version is back."), "/sections/%s", s->id);
}
