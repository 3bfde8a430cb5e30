/* Consent of a party cited, all paragraphs in one form: an answer to one loses none to another. */
#include "page/report_parts.h"
#include "base/text.h"
#include "page/pages.h"

static const struct { const char *reach, *words; } reaches[] = {
    {"refused", TR("We do not consent")}, {"partners", TR("It may be circulated to all who take part in the round")}, {"public", TR("It may be published in the adopted report")}};

static const char *answer_words(struct visit *v, const char *reach) {
    for (size_t i = 0; i < COUNT(reaches); i++)
        if (same(reach, reaches[i].reach)) return tr(v->h->lang, reaches[i].words);
    return "";
}

static void status(struct visit *v, const struct consent *c) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    put(h, "<p class=\"soft\">");
    say_f(h, "Asked on %s.", lang_instant(m, h->lang, c->asked, v->act->zone));
    put(h, " ");
    if (!*c->given) say(h, "Your party has not answered yet: without an answer the paragraph goes no further.");
    else say_f(h, "Your party answered on %1$s: %2$s. You may change it while these words stand.", lang_instant(m, h->lang, c->at, v->act->zone), answer_words(v, c->given));
    put(h, "</p>\n");
}

/* For which step these words need the party: its sections may be open already to those who get the draft. */
static void steps(struct visit *v, const struct report *p, const struct consent *c) {
    struct html *h = v->h;
    put(h, "<ul class=\"soft\">\n");
    if (p->correcting) {
        put(h, "<li>%s</li>\n</ul>\n", tr(h->lang, "Publishing the corrigendum opens these words to everyone: your consent is needed."));
        return;
    }
    put(h, "<li>%s</li>\n<li>%s</li>\n</ul>\n", c->circulates
        ? tr(h->lang, "Circulating the draft: it goes only to those who may read your section already, so no consent is needed. If you refuse, the secretariat must confirm that it knows before it circulates these words.")
        : tr(h->lang, "Circulating the draft to all who take part in the round: your consent is needed, for not all of them may read your section."),
        tr(h->lang, "Adopting the report opens these words to everyone: your consent is needed."));
}

static void consent_one(struct visit *v, const struct report *p, const struct consent *c) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    put(h, "<div class=\"para\" id=\"e-%s\">", c->paragraph);
    if (c->hidden || c->changing) {
        put(h, "<p class=\"flag\">%s</p></div>\n", c->hidden
            ? tr(h->lang, "This paragraph also rests on words of another party that you may not see. The secretariat must part them before you can be asked.")
            : tr(h->lang, "The secretariat is changing this paragraph. You are asked again about its new words."));
        return;
    }
    html_words(h, c->words, p->language);
    report_sources_draw(v, &(struct paragraph){.id = c->paragraph, .source = c->source, .n_sources = c->n}, false);
    steps(v, p, c);
    status(v, c);
    const char *field = consent_field(v->act, c->paragraph);
    struct choice choices[COUNT(reaches)];
    for (size_t i = 0; i < COUNT(reaches); i++) choices[i] = (struct choice){reaches[i].reach, tr(h->lang, reaches[i].words)};
    /* What was chosen for other words is no answer to these. */
    const char *asked = arena_printf(m, "version:%s", c->paragraph), *version = arena_printf(m, "%lld", (long long)c->version);
    bool chosen = posted_has(v, field) && same(posted(v, asked), version);
    form_hidden(h, asked, version);
    field_draw(h, v->act, &(struct field){.name = field, .label = TR("How far may these words go?"), .kind = FIELD_RADIO, .choices = choices, .n_choices = COUNT(choices)},
               chosen ? posted(v, field) : c->given);
    put(h, "</div>\n");
}

void consent_page(struct visit *v) {
    struct html *h = v->h;
    struct report p;
    size_t n, open = 0;
    enum outcome was = v->act->failure;
    if (was == INVALID) v->act->failure = OK;
    struct consent *c = consent_list(v->act, param(v, "report"), &n, &p);
    if (!c) return;
    if (p.synthetic) page_synthetic(v);
    page_crumb(v, tr(h->lang, "My work"), "/work");
    page_begin(v, tr(h->lang, "Paragraphs that rest on your sections"));
    v->act->failure = was;
    page_mistakes(v);
    put(h, "<p><bdi>%s</bdi></p>\n<p>%s</p>\n", p.title, tr(h->lang, "You released these sections to fewer readers than the report will have. Each paragraph goes further only if you consent to its words as they stand here. If the words change, you are asked again."));
    form_begin(h, "/reports/%s/consent", p.id);
    for (size_t i = 0; i < n; i++) {
        open += !c[i].hidden && !c[i].changing;
        consent_one(v, &p, &c[i]);
    }
    if (open) form_button(h, "", TR("Save the answers"));
    form_end(h);
    page_end(v);
}

void consent_post(struct visit *v) {
    struct act *a = v->act;
    size_t given = 0;
    for (const struct pair *f = v->in->form; f && !failed(a); f = f->next) {
        if (!text_starts(f->name, "reach:")) continue;
        int64_t version = -1;
        const char *paragraph = f->name + 6;
        text_number(posted(v, arena_printf(a->arena, "version:%s", paragraph)), &version);
        given += consent_give(a, param(v, "report"), paragraph, version, f->value);
    }
    if (!failed(a) && !given) fail(a, INVALID, TR("Choose an answer for at least one paragraph."));
    if (!failed(a)) redirect_with(v, TR("Saved."), "/reports/%s/consent", param(v, "report"));
    else if (page_invalid(v)) consent_page(v);
    else if (a->failure == CONFLICT) {
        /* Drawn again with the new words; the other choices stay chosen. */
        a->failure = INVALID;
        consent_page(v);
    }
}
