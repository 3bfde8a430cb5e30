/* What came from the round before: how much was copied where, what nobody wrote then, which
 * questions are new or gone. For those who lead the input. */
#include "area/input.h"
#include "page/pages.h"
#include "page/question.h"
#include "page/section_title.h"

static void words_of(struct html *h, const struct form *f, const struct item *it) {
    const char *in, *words = form_words(f, &it->label, h->lang->code, &in);
    question_words(h, words, in);
}

static void new_questions(struct visit *v, const struct prefill *p, const struct prefill_section *s) {
    struct html *h = v->h;
    if (!s->n_added) return;
    put(h, "<details><summary>");
    say_n(h, "%d question is new", "%d questions are new", (int64_t)s->n_added);
    put(h, "</summary><ul>\n");
    for (size_t i = 0; i < s->n_added; i++) {
        put(h, "<li>");
        words_of(h, p->now, s->added[i]);
        put(h, "</li>\n");
    }
    put(h, "</ul></details>\n");
}

static void one_section(struct visit *v, const struct prefill *p, const struct prefill_section *s) {
    struct html *h = v->h;
    const char *language = NULL, *title = section_title(v->act, s->section, &language);
    put(h, "<li><a");
    link(h, "/sections/%s", s->section->id);
    put(h, ">");
    html_name(h, title, language);
    put(h, "</a><br><span class=\"soft\">");
    if (s->copied) say_n(h, "%d answer copied", "%d answers copied", s->copied);
    else put(h, "%s", s->written ? tr(h->lang, "written in the round before; nothing of it copied here") : tr(h->lang, "nothing was written in it in the round before"));
    if (s->unseen) {
        put(h, " · ");
        say_n(h, "%d not yet looked at", "%d not yet looked at", s->unseen);
    } else if (s->copied) {
        put(h, " · %s", tr(h->lang, "all looked at"));
    }
    put(h, "</span>");
    new_questions(v, p, s);
    put(h, "</li>\n");
}

static void gone(struct visit *v, const struct prefill *p) {
    struct html *h = v->h;
    if (!p->n_gone) return;
    put(h, "<h2>%s</h2>\n<p>%s</p>\n<ul>\n", tr(h->lang, "Questions that are not asked any more"), tr(h->lang, "What your State answered to them stays in its input to the round before."));
    for (size_t i = 0; i < p->n_gone; i++) {
        put(h, "<li>");
        words_of(h, p->then, p->gone[i]);
        put(h, "</li>\n");
    }
    put(h, "</ul>\n<p><a");
    link(h, "/inputs/%s", p->input);
    put(h, ">%s</a></p>\n", tr(h->lang, "Our input to the round before"));
}

void input_prefilled_page(struct visit *v) {
    struct html *h = v->h;
    struct input *i = input_find(v->act, param(v, "input"));
    struct round *r = i ? round_find(v->act, i->round) : NULL;
    struct prefill *p = r ? input_prefilled(v->act, i) : NULL;
    if (!r || failed(v->act)) return;
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, tr(h->lang, "Our input"), "/inputs/%s", i->id);
    page_begin(v, tr(h->lang, "What came from the round before"));
    if (!p) {
        put(h, "<p>%s</p>\n", tr(h->lang, "Your State has no input in the round before this one."));
        page_end(v);
        return;
    }
    put(h, "<p>");
    if (!p->copied) put(h, "%s", tr(h->lang, "Nothing was copied so far."));
    else say_n(h, "%d answer of the round before was copied.", "%d answers of the round before were copied.", p->copied);
    put(h, " %s</p>\n", p->unseen ? tr(h->lang, "Each stays marked in its section until somebody has looked at it; beside it stands what changed since.") : "");
    put(h, "<ul class=\"plain\">\n");
    for (size_t k = 0; k < p->n; k++) one_section(v, p, &p->section[k]);
    put(h, "</ul>\n");
    gone(v, p);
    page_end(v);
}

void input_prefill_post(struct visit *v) {
    struct input *i = input_find(v->act, param(v, "input"));
    if (!i) return;
    int n = input_prefill(v->act, i);
    if (!failed(v->act)) reply_redirect_with(v, n ? TR("Copied what there was.") : TR("Nothing was copied: there is nothing more to copy into an empty place."), "/inputs/%s/prefill", i->id);
}
