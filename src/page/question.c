#include "page/question.h"
#include "area/release.h"
#include "base/text.h"
#include "page/compared.h"
#include "page/frame.h"

const struct draft *question_draft(const struct question_view *q, const char *path, const char *language) {
    for (size_t i = 0; i < q->n_drafts; i++)
        if (same(q->drafts[i].question, path) && same(q->drafts[i].language, language)) return &q->drafts[i];
    return NULL;
}

void question_words(struct html *h, const char *words, const char *in) {
    bool own = same(in, h->lang->code);
    if (!own) put(h, "<span lang=\"%s\" dir=\"%s\">", in, lang_from_right(in) ? "rtl" : "ltr");
    html_isolated(h, words);
    if (!own) put(h, "</span>");
}

void question_choice(struct html *h, const struct question_view *q, const struct entry *e, size_t i) {
    const char *in, *words = form_words(q->form, &e->item->choices[i].label, h->lang->code, &in);
    if (e->choice) question_words(h, e->choice[i].words, e->choice[i].in);
    else question_words(h, words, in);
}

static void label_of(struct html *h, const struct entry *e) {
    question_words(h, e->label, e->label_in);
    if (e->required) put(h, " <span class=\"required\">%s</span>", tr(h->lang, "(asked of everyone)"));
}

/* What was posted and not saved (an act that failed) stands before what is kept. */
const char *question_typed(struct visit *v, const char *path, const char *language, const char *kept) {
    const char *name = arena_printf(v->act->arena, "a:%s:%s", path, language);
    return posted_has(v, name) ? posted_all(v, name) : kept;
}

static const char *id_of(struct visit *v, const struct entry *e) { return field_id(v->act->arena, e->path); }
/* Words of the round before stand folded under the answer, with what changed since in them; of
 * a choice or a number only another answer is worth a line. */
static void since_before(struct visit *v, const struct question_view *q, const struct entry *e, const struct draft *d) {
    struct html *h = v->h;
    const char *before = e->item->type == ITEM_FILE || e->item->type == ITEM_CALCULATE ? NULL : draft_before(v->act, q->section, e->path);
    if (blank(before) || (d && same(before, d->value))) return;
    if (e->item->type != ITEM_TEXT) {
        put(h, "<p class=\"hint\">%s <bdi>%s</bdi></p>\n", tr(h->lang, "In the round before:"), question_answer(v->act, q->section->form, q->section->name, form_path_item(v->act->arena, e->path), before));
        return;
    }
    size_t n = 0;
    bool changed = d && *d->value;
    struct piece *p = changed ? words_compare(v->act->arena, before, d->value, &n) : NULL;
    put(h, "<details class=\"before\"><summary>%s</summary>", changed ? tr(h->lang, "What changed since the round before") : tr(h->lang, "In the round before"));
    if (!changed) {
        html_words(h, before, NULL);
    } else {
        put(h, "<p class=\"compared\" dir=\"auto\">");
        compared_draw(h, p, n);
        put(h, "</p>");
    }
    put(h, "</details>\n");
}

static void meta(struct visit *v, const struct question_view *q, const struct entry *e, const struct draft *d) {
    struct html *h = v->h;
    if (d && !d->confirmed) put(h, "<p class=\"hint\"><span class=\"tag\">%s</span></p>\n", tr(h->lang, "from the round before; not yet looked at"));
    if (e->wrong && (q->marks || *e->value)) {
        put(h, "<p class=\"mistake\" id=\"m-%s\">", id_of(v, e));
        html_isolated(h, tr(h->lang, e->wrong));
        put(h, "</p>\n");
    }
    since_before(v, q, e, d);
}

const char *conflict_id(struct arena *m, const char *path, const char *language) {
    return arena_printf(m, "two-%s", field_id(m, *language ? arena_printf(m, "%s:%s", path, language) : path));
}

/* Where nothing is written the choice stands in a form of its own. */
static void take(struct visit *v, const struct question_view *q, const struct draft *d, const char *revision, const char *words) {
    if (!q->writes && !q->chooses) return;
    if (!q->writes) form_begin(v->h, "/sections/%s", q->section->id);
    put(v->h, "<button class=\"quiet\" name=\"choose\" value=\"%s %s %s\">%s</button>", d->question, revision, d->language, words);
    if (!q->writes) form_end(v->h);
}

void question_conflict(struct visit *v, const struct question_view *q, const struct draft *d) {
    struct html *h = v->h;
    if (!d || !d->n_beside) return;
    put(h, "<div class=\"box conflict\" id=\"%s\" role=\"group\" aria-label=\"%s\"><p><strong>%s</strong></p>", conflict_id(v->act->arena, d->question, d->language), tr(h->lang, "Two people wrote here at the same time"),
        tr(h->lang, "Two people wrote here at the same time. Both texts are kept: choose one, or bring them together above."));
    take(v, q, d, d->revision, tr(h->lang, "Keep the text above"));
    for (size_t i = 0; i < d->n_beside; i++) {
        put(h, "<p class=\"soft\">");
        say_f(h, "The text of %s:", d->beside[i].author);
        put(h, "</p>");
        html_words(h, d->beside[i].value, *d->language ? d->language : d->written_in);
        take(v, q, d, d->beside[i].revision, tr(h->lang, "Take this text"));
    }
    put(h, "</div>\n");
}

void question_base(struct html *h, const char *path, const char *language, const struct draft *d) {
    put(h, "<input type=\"hidden\" name=\"b:%s:%s\" value=\"%s\">", path, language, d ? d->revision : "");
}

static void ranked(struct html *h, const struct question_view *q, const struct entry *e) {
    char **name = text_split(h->out->arena, e->value, ' ');
    put(h, "<ol>");
    for (; *name; name++)
        for (size_t i = 0; i < e->item->n_choices; i++) {
            if (!same(e->item->choices[i].name, *name)) continue;
            put(h, "<li>");
            question_choice(h, q, e, i);
            put(h, "</li>");
        }
    put(h, "</ol>\n");
}

static void shown(struct visit *v, const struct question_view *q, const struct entry *e, const struct draft *d) {
    struct html *h = v->h;
    if (!*e->value) {
        put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "no answer"));
    } else if (e->item->type == ITEM_RANK) {
        ranked(h, q, e);
    } else if (e->item->type == ITEM_ACKNOWLEDGE) {
        put(h, "<p>%s</p>\n", tr(h->lang, "acknowledged"));
    } else if (e->item->n_choices) {
        put(h, "<ul>");
        for (size_t i = 0; i < e->item->n_choices; i++)
            if (text_word(e->value, e->item->choices[i].name)) {
                put(h, "<li>");
                question_choice(h, q, e, i);
                put(h, "</li>");
            }
        put(h, "</ul>\n");
    } else {
        html_words(h, e->value, d ? d->written_in : NULL);
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
    const struct draft *d = question_draft(q, e->path, "");
    if (!e->relevant || (!form_asks(it) && it->type != ITEM_NOTE && (it->type != ITEM_CALCULATE || !*e->label))) return;
    if (it->type == ITEM_NOTE) {
        put(h, "<p class=\"lead\" data-q=\"%s\">", e->path);
        question_words(h, e->label, e->label_in);
        put(h, "</p>\n");
        return;
    }
    bool asked = q->writes && form_asks(it) && it->type != ITEM_FILE && !e->read_only, group = asked && control_is_group(it);
    const char *look = it->look & LOOK_QUICK ? " quick" : "";
    if (group) put(h, "<fieldset class=\"field question%s\" data-q=\"%s\"><legend>", look, e->path);
    else if (asked) put(h, "<div class=\"field question\" data-q=\"%s\"><label for=\"f-%s\">", e->path, id_of(v, e));
    else put(h, "<div class=\"field question\" data-q=\"%s\"><p class=\"asked\">", e->path);
    label_of(h, e);
    if (group) put(h, "</legend>\n");
    else if (asked) put(h, "</label>\n");
    else put(h, "</p>\n");
    if (it->hint.n) {
        put(h, "<p class=\"hint\" id=\"h-%s\">", id_of(v, e));
        question_words(h, e->hint, e->hint_in);
        put(h, "</p>\n");
    }
    meta(v, q, e, d);
    if (asked) {
        question_base(h, e->path, "", d);
        control_draw(v, q, e, question_typed(v, e->path, "", e->value), d);
    } else if (it->type != ITEM_FILE) {
        shown(v, q, e, d);
    }
    question_conflict(v, q, d);
    if (it->type == ITEM_TEXT) translations_draw(v, q, e);
    if (q->writes && it->multiline) history_link(v, q, e, d);
    if (group) put(h, "</fieldset>\n");
    else put(h, "</div>\n");
}
