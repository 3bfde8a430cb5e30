/* Translations beside a text answer, given by the party itself: each a field of its own with
 * its language and direction, saved and kept as the answer is, and released with it. */
#include "base/lang.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/question.h"

/* Languages in which a translation of the text stands, was typed just now, or is begun. */
static const char **languages_of(struct visit *v, const struct question_view *q, const struct entry *e, size_t *n) {
    struct arena *m = v->act->arena;
    const char *begins = arena_printf(m, "a:%s:", e->path);
    size_t room = q->n_drafts + 1;
    for (const struct pair *p = v->in->form; p; p = p->next) room++;
    const char **l = NEW_N(m, const char *, room);
    *n = 0;
    for (size_t i = 0; i < q->n_drafts; i++) {
        const struct draft *d = &q->drafts[i];
        if (same(d->question, e->path) && *d->language && (*d->value || d->beside)) l[(*n)++] = d->language;
    }
    size_t kept = *n;
    for (const struct pair *p = q->writes ? v->in->form : NULL; p; p = p->next) {
        const char *language = text_starts(p->name, begins) ? p->name + strlen(begins) : "";
        bool there = !lang_known(language);
        for (size_t i = 0; i < *n; i++) there |= same(l[i], language);
        if (!there) l[(*n)++] = language;
    }
    bool there = !q->writes || !same(q->languages, e->path) || !lang_known(q->into);
    for (size_t i = 0; i < kept; i++) there |= same(l[i], q->into);
    for (size_t i = kept; i < *n; i++) there |= same(l[i], q->into);
    if (!there) l[(*n)++] = q->into;
    return l;
}

static void one(struct visit *v, const struct question_view *q, const struct entry *e, const char *language) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    const struct draft *answer = question_draft(q, e->path, ""), *d = question_draft(q, e->path, language);
    const char *field = arena_printf(m, "%s:%s", e->path, language), *id = field_id(m, field), *wrong = mistake_of(v->act, field);
    const char *name = lang_name_of(m, h->lang, language), *value = question_typed(v, e->path, language, d ? d->value : "");
    const char *way = lang_from_right(language) ? "rtl" : *value ? "auto" : "ltr";
    put(h, "<div class=\"translation\">");
    if (q->writes) put(h, "<label for=\"f-%s\">%s</label>", id, said(h, TR("Translation into %s"), name));
    else put(h, "<p class=\"soft\">%s</p>", said(h, TR("Translation into %s"), name));
    if (answer && d && strcmp(answer->at, d->at) > 0) put(h, "<p class=\"hint\"><span class=\"tag\">%s</span></p>", tr(h->lang, "The answer was changed after this translation"));
    if (wrong) put(h, "<p class=\"mistake\" id=\"m-%s\">%s</p>", id, wrong);
    if (!q->writes) {
        html_words(h, value, language);
    } else {
        question_base(h, e->path, language, d);
        if (e->item->multiline) put(h, "<textarea id=\"f-%s\" name=\"a:%s\" rows=\"5\" lang=\"%s\" dir=\"%s\">\n%s</textarea>", id, field, language, way, value);
        else put(h, "<input type=\"text\" id=\"f-%s\" name=\"a:%s\" value=\"%s\" lang=\"%s\" dir=\"%s\">", id, field, value, language, way);
    }
    question_conflict(v, q, d);
    if (d && q->writes) {
        put(h, "<p class=\"hint\"><a");
        link(h, "/sections/%s/history?question=%s&in=%s", q->section->id, e->path, language);
        put(h, ">%s</a></p>\n", tr(h->lang, "Earlier versions of this translation"));
    }
    put(h, "</div>\n");
}

static void option(struct visit *v, const char *code, const char *chosen) {
    struct html *h = v->h;
    put(h, "<option value=\"%s\"", code);
    if (same(code, chosen)) put(h, " selected");
    put(h, ">%s</option>", lang_name_of(v->act->arena, h->lang, code));
}

/* The six of the interface, which most write in, before all others. */
static void list(struct visit *v, const char *name, const char *label, const char *none, const char *const *codes, const char *chosen) {
    struct html *h = v->h;
    const char *id = field_id(v->act->arena, name);
    put(h, "<p><label for=\"f-%s\">%s</label> <select id=\"f-%s\" name=\"%s\"><option value=\"\">%s</option>", id, label, id, name, none);
    put(h, "<optgroup label=\"%s\">", tr(h->lang, "Languages of the United Nations"));
    for (const struct language *const *l = lang_all(); *l; l++) option(v, (*l)->code, chosen);
    put(h, "</optgroup><optgroup label=\"%s\">", tr(h->lang, "Other languages"));
    for (; *codes; codes++)
        if (!lang_find(*codes)) option(v, *codes, chosen);
    put(h, "</optgroup></select></p>\n");
}

/* The lists of languages are long, so they stand on the page only for the text asked about. */
static void choice(struct visit *v, const struct question_view *q, const struct entry *e, const struct draft *d) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    const char *const *codes = lang_codes(m, h->lang);
    const char *in = arena_printf(m, "l:%s", e->path), *to = arena_printf(m, "to:%s", e->path), *wrong = mistake_of(v->act, to);
    put(h, "<fieldset class=\"box\"><legend>%s</legend>\n", tr(h->lang, "Languages and translations"));
    list(v, in, tr(h->lang, "This answer is written in"), tr(h->lang, "not said"), codes, posted_has(v, in) ? posted(v, in) : d ? d->written_in : "");
    if (wrong) put(h, "<p class=\"mistake\" id=\"m-%s\">%s</p>", field_id(m, to), wrong);
    list(v, to, tr(h->lang, "Add a translation into"), tr(h->lang, "no other language"), codes, posted(v, to));
    put(h, "<button class=\"quiet\" name=\"languages\" value=\"%s\">%s</button></fieldset>\n", e->path, tr(h->lang, "Save and go on"));
}

void translations_draw(struct visit *v, const struct question_view *q, const struct entry *e) {
    struct html *h = v->h;
    const struct draft *d = question_draft(q, e->path, "");
    size_t n;
    const char **l = languages_of(v, q, e, &n);
    for (size_t i = 0; i < n; i++) one(v, q, e, l[i]);
    if (!q->writes) return;
    if (same(q->languages, e->path) && !lang_known(q->into)) {
        choice(v, q, e, d);
        return;
    }
    put(h, "<p class=\"hint\">");
    if (d && lang_known(d->written_in)) put(h, "<span class=\"tag\">%s</span> ", said(h, TR("Original in %s"), lang_name_of(v->act->arena, h->lang, d->written_in)));
    put(h, "<button class=\"plain\" name=\"languages\" value=\"%s\">%s</button></p>\n", e->path, tr(h->lang, "Languages and translations"));
}
