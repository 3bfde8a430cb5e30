/* Recording the adoption, and publishing a corrigendum: what it does is said before it is done. */
#include "page/report_parts.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/released.h"

void report_blocks_draw(struct visit *v, const struct report *p, const char *status) {
    struct html *h = v->h;
    size_t n;
    struct block *b = report_blocks(v->act, p, status, &n);
    if (n) put(h, "<ul>\n");
    else if (!mistake_of(v->act, "repeats") && !(same(status, "circulated") && report_refusals(v->act, p, status)->n)) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing stands in the way.")); /* passages repeated and refusals are named below */
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>");
        if (b[i].number) {
            put(h, "<a");
            if (b[i].objection) link(h, "/reports/%s#p%s", p->id, arena_printf(v->act->arena, "%d", b[i].number));
            else link(h, "/reports/%s/edit#e-%s", p->id, b[i].paragraph);
            put(h, ">%s</a>: ", said(h, TR("Paragraph %d"), b[i].number));
        }
        put(h, "%s</li>\n", b[i].why);
    }
    if (n) put(h, "</ul>\n");
}

/* What the report repeats of answers with fewer readers, and the word of whoever sends it out. */
void report_repeats_draw(struct visit *v, const struct report *p, const struct repeats *r) {
    struct html *h = v->h;
    if (!r->n) return;
    put(h, "<div class=\"flag\"><p>%s</p>\n<ul>\n", tr(h->lang, "These paragraphs repeat answers that were released to fewer readers than the report will have, and do not name them. Change the words, or name the answer as a source: then its party is asked for consent."));
    for (size_t i = 0; i < r->n; i++) {
        const struct repeat *x = &r->repeat[i];
        put(h, "<li>");
        anchor(h, said(h, TR("Paragraph %d"), x->number), "/reports/%s/edit#e-%s", p->id, x->paragraph);
        put(h, ": ");
        anchor(h, x->name, "/releases/%s", x->release);
        put(h, " <span class=\"soft\">");
        released_title(v, x->form, x->section);
        put(h, " · %s</span><blockquote>", audience_name(v->act, x->audience));
        html_words(h, x->words, p->language);
        put(h, "</blockquote>");
        anchor(h, tr(h->lang, "Name it as a source"), "/reports/%s/pick?release=%s&question=%s&place=%s", p->id, x->release, x->question, x->paragraph);
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
    if (r->more) {
        put(h, "<p>%s</p>\n</div>\n", tr(h->lang, "More passages are repeated than can be looked at here. Change these first, or name their sources; then the others are shown."));
        return;
    }
    struct choice seen = {r->key, tr(h->lang, "I looked at each of these passages: they may go out as they stand, and their parties are told")};
    field_draw(h, v->act, &(struct field){.name = "repeats", .label = TR("Passages without their source"), .kind = FIELD_CHECKS, .choices = &seen, .n_choices = 1}, "");
    put(h, "</div>\n");
}

/* What parties refused, though the report goes no further than their sections do. */
void report_refusals_draw(struct visit *v, const struct report *p, const struct refusals *r) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    if (!r->n) return;
    put(h, "<div class=\"flag\"><p>%s</p>\n<ul>\n", tr(h->lang, "Parties have refused consent to these paragraphs. Those who get the report now may read the sections already, so that it needs no consent; but the refusal stands. Change the words, take the source out, or talk to the party first."));
    for (size_t i = 0; i < r->n; i++) {
        put(h, "<li>");
        anchor(h, said(h, TR("Paragraph %d"), r->refusal[i].number), "/reports/%s/edit#e-%s", p->id, r->refusal[i].paragraph);
        put(h, ": ");
        say_f(h, "%1$s has refused, on %2$s", r->refusal[i].name, lang_instant(m, h->lang, r->refusal[i].at, v->act->zone));
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
    struct choice known = {r->key, tr(h->lang, "I know of these refusals: the paragraphs go out all the same, to nobody who may not read the sections already")};
    field_draw(h, v->act, &(struct field){.name = "refusals", .label = TR("Refused paragraphs"), .kind = FIELD_CHECKS, .choices = &known, .n_choices = 1}, posted(v, "refusals"));
    put(h, "</div>\n");
}

/* Paragraphs, and how many of them rest on sections that only some readers may see. */
static void what_it_does(struct visit *v, const struct report *p, const struct report_body *b) {
    struct html *h = v->h;
    size_t all = 0, narrow = 0;
    for (size_t c = 0; c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++) {
            const struct paragraph *g = &b->chapter[c].paragraph[i];
            bool some = false;
            for (size_t k = 0; k < g->n_sources; k++) some |= !access_reaches(g->source[k].audience, "adopted");
            all += !g->removed;
            narrow += !g->removed && some;
        }
    put(h, "<ul>\n<li>");
    say_n(h, "Everyone will read %d paragraph, without signing in.", "Everyone will read %d paragraphs, without signing in.", (int64_t)all);
    put(h, "</li>\n<li>");
    if (narrow) say_n(h, "%d of them rests on sections that are not public: its party consented. The sections themselves stay with the readers they were released to, in the annex, too.",
                      "%d of them rest on sections that are not public: their parties consented. The sections themselves stay with the readers they were released to, in the annex, too.", (int64_t)narrow);
    else say(h, "All sections they rest on are public.");
    put(h, "</li>\n<li>%s</li>\n<li>%s</li>\n</ul>\n", p->correcting
        ? tr(h->lang, "The version published before stays readable; files and package name both, with your reason.")
        : tr(h->lang, "Comments end. Those made so far are read by you, and by each party its own."),
        tr(h->lang, "The words stand from then on. What must be mended later goes into a corrigendum, which says why."));
}

static void adoption_form(struct visit *v, const struct report *p) {
    struct html *h = v->h;
    struct act *a = v->act;
    bool early = report_comments_open(a, p), posts = v->in->method == POST;
    if (early) {
        put(h, "<p class=\"flag\">");
        say_f(h, "Comments are open until %s: parties were told that they may object until then. Wait for that day, unless the forum has adopted the report already; then say so below.",
              lang_day(a->arena, h->lang, p->until));
        put(h, "</p>\n");
    }
    form_begin(h, "/reports/%s/adopt", p->id);
    report_repeats_draw(v, p, report_repeats(a, p, p->correcting ? "corrected" : "adopted"));
    report_refusals_draw(v, p, report_refusals(a, p, p->correcting ? "corrected" : "adopted"));
    field_draw(h, a, &(struct field){.name = "day", .label = p->correcting ? TR("Day of the corrigendum") : TR("Day of the adoption"), .kind = FIELD_DAY, .required = true},
               posts ? posted(v, "day") : arena_copy_n(a->arena, a->now, 10));
    field_draw(h, a, &(struct field){.name = "forum", .label = TR("Forum and place"), .hint = TR("Which forum did it and where, such as: Regional Review Conference, Santiago."), .kind = FIELD_LINE, .required = true, .most = 300},
               posts ? posted(v, "forum") : p->correcting ? p->forum : "");
    if (early || p->correcting)
        field_draw(h, a, &(struct field){.name = "reason", .label = p->correcting ? TR("What is corrected, and why") : TR("Why before the last day for comments"), .hint = TR("Readers will see it."), .kind = FIELD_AREA, .required = true, .most = 1000}, posted(v, "reason"));
    form_button(h, "", p->correcting ? TR("Publish the corrigendum") : TR("Record that the report is adopted"));
    form_end(h);
}

void adopt_page(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    struct report *p = report_editing(v);
    struct report_body *b = p ? report_read(v->act, p) : NULL;
    if (!b) return;
    if (same(p->status, "adopted") && !p->correcting) {
        redirect(v, "/reports/%s", p->id);
        return;
    }
    const char *status = p->correcting ? "corrected" : "adopted";
    size_t n;
    report_blocks(v->act, p, status, &n);
    page_crumb(v, tr(h->lang, "Write the report"), "/reports/%s/edit", p->id);
    page_begin(v, p->correcting ? tr(h->lang, "Publish the corrigendum") : tr(h->lang, "Record the adoption"));
    v->act->failure = was;
    page_mistakes(v);
    v->act->failure = OK;
    if (n) {
        put(h, "<p>%s</p>\n", tr(h->lang, "It cannot be published yet. What stands in the way:"));
        report_blocks_draw(v, p, status);
        put(h, "<p><a class=\"button\"");
        link(h, "/reports/%s/edit", p->id);
        put(h, ">%s</a></p>\n", tr(h->lang, "Back to the words"));
    } else {
        put(h, "<p>%s</p>\n", tr(h->lang, "This is what happens when you press the button below:"));
        what_it_does(v, p, b);
        adoption_form(v, p);
    }
    page_end(v);
    v->act->failure = was;
}

void adopt_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (!p) return;
    struct adoption d = {posted(v, "day"), posted(v, "forum"), posted(v, "reason"), posted(v, "repeats"), posted(v, "refusals")};
    bool correcting = p->correcting, done = correcting ? report_correct(v->act, p, &d, v->base_url) : report_adopt(v->act, p, &d, v->base_url);
    if (done && correcting) redirect_with(v, TR("The corrigendum is published. The version before stays readable under Versions."), "/reports/%s", p->id);
    else if (done) redirect_with(v, TR("The report is adopted and open to everyone."), "/reports/%s", p->id);
    else if (page_invalid(v)) adopt_page(v);
}

void correct_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && report_correct_begin(v->act, p)) redirect(v, "/reports/%s/edit", p->id);
}
