#include "page/question.h"
#include "base/text.h"
#include "page/frame.h"

static const struct draft *draft_of(const struct question_view *q, const char *path, const char *language) {
    for (size_t i = 0; i < q->n_drafts; i++)
        if (same(q->drafts[i].question, path) && same(q->drafts[i].language, language)) return &q->drafts[i];
    return NULL;
}

static void words_of(struct html *h, const struct question_view *q, const struct saids *s) {
    const char *in, *words = form_words(q->form, s, h->lang->code, &in);
    if (!same(in, h->lang->code)) put(h, "<span lang=\"%s\">%s</span>", in, words);
    else html_text(h, words);
}

static void label_of(struct html *h, const struct question_view *q, const struct entry *e) {
    words_of(h, q, &e->item->label);
    if (e->required) put(h, " <span class=\"required\">%s</span>", tr(h->lang, "(asked of everyone)"));
}

/* What was posted and not saved (an act that failed) stands before what is kept. */
static const char *present(struct visit *v, const struct entry *e) {
    const char *name = arena_printf(v->act->arena, "a:%s:", e->path);
    return posted_has(v, name) ? posted_all(v, name) : e->value;
}

static void meta(struct visit *v, const struct question_view *q, const struct entry *e, const struct draft *d) {
    struct html *h = v->h;
    if (d && !d->confirmed) put(h, "<p class=\"hint\"><span class=\"tag\">%s</span></p>\n", tr(h->lang, "from the round before; not yet looked at"));
    if (e->wrong && (q->marks || *e->value)) put(h, "<p class=\"mistake\" id=\"m-%s\">%s</p>\n", e->path, tr(h->lang, e->wrong));
    if (!d || !q->writes) return;
    const char *before = draft_before(v->act, q->section, e->path);
    if (before && !same(before, d->value) && e->item->multiline) {
        put(h, "<details class=\"before\"><summary>%s</summary>", tr(h->lang, "In the round before"));
        html_words(h, before, NULL);
        put(h, "</details>\n");
    }
}

static void conflict(struct visit *v, const struct question_view *q, const struct entry *e, const struct draft *d) {
    struct html *h = v->h;
    if (!d || !d->beside) return;
    put(h, "<div class=\"box conflict\" role=\"group\" aria-label=\"%s\"><p><strong>%s</strong></p><p class=\"soft\">", tr(h->lang, "Two people wrote here at the same time"),
        tr(h->lang, "Two people wrote here at the same time. Both texts are kept: choose one, or bring them together above."));
    say_f(h, "The text of %s:", d->beside_author);
    put(h, "</p>");
    html_words(h, d->beside_value, NULL);
    if (q->writes) {
        put(h, "<button class=\"quiet\" name=\"choose\" value=\"%s %s\">%s</button>", e->path, d->revision, tr(h->lang, "Keep the text above"));
        put(h, "<button class=\"quiet\" name=\"choose\" value=\"%s %s\">%s</button>", e->path, d->beside, tr(h->lang, "Take this text"));
    }
    put(h, "</div>\n");
}

static void hidden_base(struct html *h, const struct entry *e, const char *language, const struct draft *d) {
    put(h, "<input type=\"hidden\" name=\"b:%s:%s\" value=\"%s\">", e->path, language, d ? d->revision : "");
}

static void text_control(struct visit *v, const struct entry *e, const char *value, const struct draft *d) {
    struct html *h = v->h;
    const char *wrong = e->wrong ? "true" : "false";
    const char *language = d && *d->written_in ? d->written_in : "";
    if (e->item->multiline) {
        put(h, "<textarea id=\"f-%s\" name=\"a:%s:\" rows=\"5\" dir=\"auto\" aria-invalid=\"%s\"", e->path, e->path, wrong);
        if (*language) put(h, " lang=\"%s\"", language);
        put(h, ">\n%s</textarea>", value);
    } else {
        const char *type = e->item->type == ITEM_DATE ? "date" : "text";
        put(h, "<input type=\"%s\" id=\"f-%s\" name=\"a:%s:\" value=\"%s\" dir=\"auto\" aria-invalid=\"%s\"", type, e->path, e->path, value, wrong);
        if (e->item->type == ITEM_INTEGER || e->item->type == ITEM_DECIMAL) put(h, " inputmode=\"decimal\"");
        put(h, ">");
    }
}

static bool among(const char *all, const char *one) {
    size_t n = strlen(one);
    for (const char *p = all; *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, one, n) == 0 && (!p[n] || p[n] == ' ')) return true;
    return false;
}

static void choices(struct visit *v, const struct question_view *q, const struct entry *e, const char *value) {
    struct html *h = v->h;
    bool many = e->item->type == ITEM_MANY;
    /* An empty value goes along, so that taking every mark away is a change too. */
    if (many) put(h, "<input type=\"hidden\" name=\"a:%s:\" value=\"\">", e->path);
    for (size_t i = 0; i < e->item->n_choices; i++) {
        const struct form_choice *c = &e->item->choices[i];
        put(h, "<label class=\"choice\"><input type=\"%s\" name=\"a:%s:\" value=\"%s\"", many ? "checkbox" : "radio", e->path, c->name);
        if (!i) put(h, " id=\"f-%s\"", e->path);
        if (among(value, c->name)) put(h, " checked");
        put(h, "> <span>");
        words_of(h, q, &c->label);
        put(h, "</span></label>\n");
    }
}

static void shown(struct visit *v, const struct question_view *q, const struct entry *e) {
    struct html *h = v->h;
    if (!*e->value) {
        put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "no answer"));
    } else if (e->item->type == ITEM_ONE || e->item->type == ITEM_MANY) {
        put(h, "<ul>");
        for (size_t i = 0; i < e->item->n_choices; i++)
            if (among(e->value, e->item->choices[i].name)) {
                put(h, "<li>");
                words_of(h, q, &e->item->choices[i].label);
                put(h, "</li>");
            }
        put(h, "</ul>\n");
    } else {
        html_words(h, e->value, NULL);
    }
}

static void history_link(struct visit *v, const struct question_view *q, const struct entry *e, const struct draft *d) {
    if (!d) return;
    put(v->h, "<p class=\"hint\"><a");
    link(v->h, "/sections/%s/history?question=%s", q->section->id, e->path);
    put(v->h, ">%s</a></p>\n", tr(v->h->lang, "Earlier versions"));
}

void question_draw(struct visit *v, const struct question_view *q, const struct entry *e) {
    struct html *h = v->h;
    const struct item *it = e->item;
    const struct draft *d = draft_of(q, e->path, "");
    if (!e->relevant || it->type == ITEM_HIDDEN) return;
    if (it->type == ITEM_NOTE) {
        put(h, "<p class=\"lead\">");
        words_of(h, q, &it->label);
        put(h, "</p>\n");
        return;
    }
    bool group = it->type == ITEM_ONE || it->type == ITEM_MANY;
    if (group && q->writes) put(h, "<fieldset class=\"field question\"><legend>");
    else if (q->writes && it->type != ITEM_CALCULATE && it->type != ITEM_FILE) put(h, "<div class=\"field question\"><label for=\"f-%s\">", e->path);
    else put(h, "<div class=\"field question\"><p class=\"asked\">");
    label_of(h, q, e);
    if (group && q->writes) put(h, "</legend>\n");
    else if (q->writes && it->type != ITEM_CALCULATE && it->type != ITEM_FILE) put(h, "</label>\n");
    else put(h, "</p>\n");
    if (it->hint.n) {
        put(h, "<p class=\"hint\" id=\"h-%s\">", e->path);
        words_of(h, q, &it->hint);
        put(h, "</p>\n");
    }
    meta(v, q, e, d);
    if (!q->writes || it->type == ITEM_CALCULATE) {
        if (it->type != ITEM_FILE) shown(v, q, e);
    } else if (it->type != ITEM_FILE) {
        hidden_base(h, e, "", d);
        if (group) choices(v, q, e, present(v, e));
        else text_control(v, e, present(v, e), d);
    }
    conflict(v, q, e, d);
    if (q->writes && it->multiline) history_link(v, q, e, d);
    if (group && q->writes) put(h, "</fieldset>\n");
    else put(h, "</div>\n");
}
