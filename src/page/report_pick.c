/* Picking a passage of a release as the source of a paragraph. */
#include "page/report_parts.h"
#include "area/directory.h"
#include "area/forms.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/released.h"

static struct choice *places(struct visit *v, const struct report *p, const struct report_body *b, size_t *n) {
    size_t room = b->n + 1;
    for (size_t c = 0; c < b->n; c++) room += b->chapter[c].n;
    struct choice *list = NEW_N(v->act->arena, struct choice, room);
    *n = 0;
    for (size_t c = 0; c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++) {
            const struct paragraph *g = &b->chapter[c].paragraph[i];
            if (!g->removed) list[(*n)++] = (struct choice){g->id, arena_printf(v->act->arena, "%d. %s", g->number, text_cut(v->act->arena, g->words, 70))};
        }
    for (size_t c = 0; c < b->n; c++)
        list[(*n)++] = (struct choice){b->chapter[c].id, said(v->h, TR("A new paragraph in: %s"), chapter_title(v->act, p, &b->chapter[c], v->h->lang, NULL))};
    return list;
}

/* The chapter of the cluster to which the section belongs: that of its objective; "" when it has none. */
static const char *chapter_for(struct visit *v, const struct report_body *b, const struct release *r) {
    const struct form *f = forms_get(v->act, r->form);
    const struct item *it = f ? form_item(f, r->section) : NULL;
    for (size_t c = 0; it && it->cluster && c < b->n; c++)
        if (b->chapter[c].cluster == it->cluster) return b->chapter[c].id;
    return "";
}

static const char *asked(struct visit *v, const char *name) { return v->in->method == POST ? posted(v, name) : query(v, name); }

/* Where one came from: the page of answers or of search, with what was shown there. */
static const char *const trace[] = {"from", "section", "asked", "party", "page", "q"};

static void back(struct visit *v, const struct report *p, const char *message, const char *place) {
    const char *at = arena_printf(v->act->arena, "a-%s-%s", posted(v, "release"), field_id(v->act->arena, posted(v, "question")));
    if (same(posted(v, "from"), "answers"))
        redirect_with(v, message, "/rounds/%s/answers?section=%s&question=%s&party=%s&page=%s&place=%s#%s", p->round, posted(v, "section"), posted(v, "asked"), posted(v, "party"), posted(v, "page"), place, at);
    else if (same(posted(v, "from"), "search"))
        redirect_with(v, message, "/rounds/%s/search?q=%s&page=%s&place=%s#%s", p->round, posted(v, "q"), posted(v, "page"), place, at);
    else redirect_with(v, message, "/reports/%s/edit#e-%s", p->id, place);
}

void pick(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    struct report *p = report_editing(v);
    struct report_body *b = p ? report_read(v->act, p) : NULL;
    struct release *r = b ? release_find(v->act, asked(v, "release")) : NULL;
    struct release_content *c = r ? release_words(v->act, r) : NULL;
    if (!c) return;
    size_t n;
    struct choice *list = places(v, p, b, &n);
    const char *place = asked(v, "place"), *fits = *place ? place : chapter_for(v, b, r);
    page_begin(v, tr(h->lang, "Pick a passage"));
    v->act->failure = was;
    page_mistakes(v);
    v->act->failure = OK; /* what follows is read as if there was no mistake */
    put(h, "<p><strong><bdi>%s</bdi></strong> · ", party_name(v->act, r->party));
    released_title(v, r->form, r->section);
    put(h, "<br><span class=\"soft\">%s</span></p>\n", audience_name(v->act, r->audience));
    if (!access_reaches(r->audience, "adopted")) put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, "This section is not public. Before the report goes out, the party must consent to the words of the paragraph."));
    for (size_t i = 0; i < c->n; i++) {
        const struct released *w = &c->answer[i];
        if (!same(w->question, asked(v, "question"))) continue;
        bool mine = v->in->method == POST && same(posted(v, "language"), w->language);
        form_begin(h, "/reports/%s/pick", p->id);
        form_hidden(h, "release", r->id);
        form_hidden(h, "question", w->question);
        form_hidden(h, "language", w->language);
        for (size_t k = 0; k < COUNT(trace); k++) form_hidden(h, trace[k], asked(v, trace[k]));
        field_draw(h, v->act, &(struct field){.name = "quoted", .label = TR("Passage"), .hint = TR("Shorten it to what the paragraph rests on; change nothing in it."), .kind = FIELD_AREA, .required = true,
                   .language = *w->language ? w->language : *w->written_in ? w->written_in : NULL}, mine ? posted(v, "quoted") : w->value);
        field_draw(h, v->act, &(struct field){.name = "place", .label = TR("For which paragraph"), .kind = FIELD_SELECT, .choices = list, .n_choices = n}, fits);
        field_draw(h, v->act, &(struct field){.name = "words", .label = TR("Words of a new paragraph"), .hint = TR("In your own words. Leave it empty when you chose a paragraph above."), .kind = FIELD_AREA, .most = paragraph_most, .language = p->language}, mine ? posted(v, "words") : "");
        form_button(h, "", TR("Add as a source"));
        form_end(h);
    }
    v->act->failure = was;
    page_end(v);
}

void pick_post(struct visit *v) {
    struct act *a = v->act;
    struct report *p = report_find(a, param(v, "report"));
    struct report_body *b = p ? report_read(a, p) : NULL;
    if (!b) return;
    const char *place = posted(v, "place");
    bool chapter = false;
    for (size_t c = 0; c < b->n; c++) chapter |= same(b->chapter[c].id, place);
    if (!chapter && !blank(text_trim(a->arena, posted(v, "words")))) {
        mistake(a, "place", TR("You wrote words for a new paragraph, but chose one that is there. Choose a new paragraph, or take the words out."));
        pick(v);
        return;
    }
    if (chapter) place = paragraph_add(a, p, place, posted(v, "words"));
    if (place && source_add(a, p, place, posted(v, "release"), posted(v, "question"), posted(v, "language"), posted(v, "quoted")))
        back(v, p, TR("The report has it as a source."), place);
    else if (page_invalid(v)) pick(v);
}
