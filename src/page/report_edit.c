/* Writing the report: chapters and paragraphs, picking passages, sending it out. */
#include "page/report_parts.h"
#include "area/directory.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/released.h"

static struct report *editing(struct visit *v) {
    struct report *p = report_begin(v);
    struct subject u = p ? report_subject(p) : (struct subject){0};
    if (!p || !access_need(v->act, RUN_ROUND, &u)) return NULL;
    page_crumb(v, p->title, "/reports/%s", p->id);
    return p;
}

static void besides(struct visit *v, const struct report *p, const struct paragraph *g) {
    struct html *h = v->h;
    for (size_t i = 0; i < g->n_beside; i++) {
        put(h, "<div class=\"flag\"><p class=\"soft\">");
        say_f(h, "%1$s wrote this at the same time (%2$s). Both texts are kept: choose one.", g->beside[i].author,
              lang_instant(v->act->arena, h->lang, g->beside[i].at, v->act->zone));
        put(h, "</p>");
        html_words(h, g->beside[i].words, p->language);
        form_begin(h, "/reports/%s/beside/%s", p->id, g->beside[i].id);
        form_button_named(h, "quiet", TR("Take this text"), "take", "1");
        form_button_named(h, "quiet", TR("Keep the text above"), "take", "");
        form_end(h);
        put(h, "</div>\n");
    }
}

static void paragraph_tools(struct visit *v, const struct report *p, const struct paragraph *g) {
    struct html *h = v->h;
    form_begin(h, "/reports/%s/paragraphs/%s/do", p->id, g->id);
    if (!g->removed) {
        form_button_named(h, "quiet", TR("Up"), "what", "up");
        form_button_named(h, "quiet", TR("Down"), "what", "down");
        form_button_named(h, "quiet", TR("Remove"), "what", "remove");
    } else {
        form_button_named(h, "quiet", TR("Bring back"), "what", "back");
    }
    if (g->flagged) form_button_named(h, "quiet", TR("The words no longer rest on what was recalled"), "what", "unflag");
    form_end(h);
}

static void paragraph_edit(struct visit *v, const struct report *p, const struct paragraph *g) {
    struct html *h = v->h;
    put(h, "<div class=\"para\" id=\"e-%s\">", g->id);
    if (g->removed) {
        put(h, "<details><summary>%s</summary>", tr(h->lang, "A removed paragraph"));
        html_words(h, g->words, p->language);
        paragraph_tools(v, p, g);
        put(h, "</details></div>\n");
        return;
    }
    bool mine = v->in->method == POST && same(posted(v, "paragraph"), g->id) && posted_has(v, "words");
    if (g->flagged) put(h, "<p class=\"flag\">%s</p>\n", tr(h->lang, "A section it rests on was recalled. Nobody but you sees this paragraph until you have looked at it and sent it out again."));
    form_begin(h, "/reports/%s/paragraphs/%s", p->id, g->id);
    form_hidden(h, "version", arena_printf(v->act->arena, "%lld", (long long)g->version));
    form_hidden(h, "paragraph", g->id);
    put(h, "<div class=\"field\"><label for=\"w-%s\">", g->id);
    say_f(h, "Paragraph %d", g->number);
    put(h, "</label><textarea id=\"w-%s\" name=\"words\" rows=\"5\" maxlength=\"8000\" dir=\"auto\" lang=\"%s\" required>%s</textarea></div>", g->id, p->language, mine ? posted(v, "words") : g->words);
    form_button(h, "quiet", TR("Save the paragraph"));
    form_end(h);
    besides(v, p, g);
    report_sources_draw(v, p, g, true);
    paragraph_tools(v, p, g);
    put(h, "</div>\n");
}

static void blocks(struct visit *v, const struct report *p, const char *status, const char *heading) {
    struct html *h = v->h;
    size_t n;
    struct block *b = report_blocks(v->act, p, status, &n);
    put(h, "<h3>%s</h3>\n", heading);
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing stands in the way."));
    else put(h, "<ul>\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>");
        if (b[i].number) {
            put(h, "<a");
            link(h, "#e-%s", b[i].paragraph);
            put(h, ">%s</a>: ", tr_f(v->act->arena, h->lang, TR("Paragraph %d"), b[i].number));
        }
        put(h, "%s</li>\n", b[i].why);
    }
    if (n) put(h, "</ul>\n");
}

static void sending(struct visit *v, const struct report *p) {
    struct html *h = v->h;
    put(h, "<section class=\"box\"><h2>%s</h2>\n", tr(h->lang, "Sending it out"));
    blocks(v, p, "circulated", tr(h->lang, "Before it is circulated to all who take part"));
    form_begin(h, "/reports/%s/ask-consent", p->id);
    form_button(h, "quiet", TR("Ask the parties for their consent by mail"));
    form_end(h);
    form_begin(h, "/reports/%s/circulate", p->id);
    field_draw(h, v->act, &(struct field){.name = "until", .label = TR("Last day for comments"), .hint = TR("Each party cited gets a mail with the numbers of its paragraphs."), .kind = FIELD_DAY, .required = true}, posted(v, "until"));
    form_button(h, "", same(p->status, "circulated") ? TR("Circulate it again") : TR("Circulate the draft"));
    form_end(h);
    if (same(p->status, "circulated")) {
        blocks(v, p, "adopted", tr(h->lang, "Before it is adopted and open to everyone"));
        form_begin(h, "/reports/%s/adopt", p->id);
        form_button(h, "", TR("Record that the report is adopted"));
        form_end(h);
    }
    put(h, "</section>\n");
}

void report_edit(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    struct report *p = editing(v);
    struct report_body *b = p ? report_read(v->act, p) : NULL;
    if (!b) return;
    if (same(p->status, "adopted")) {
        redirect(v, "/reports/%s", p->id);
        return;
    }
    page_begin(v, tr_f(v->act->arena, h->lang, TR("Write: %s"), p->title));
    v->act->failure = was;
    page_mistakes(v);
    v->act->failure = OK;
    report_status_draw(v, p);
    put(h, "<p>%s <a", tr(h->lang, "Write in your own words. What parties released is picked beside each paragraph as its source, never copied into it, so that a recall can take it away."));
    link(h, "/rounds/%s/answers", p->round);
    put(h, ">%s</a></p>\n", tr(h->lang, "Pick passages from the released answers"));
    for (size_t c = 0; c < b->n; c++) {
        const struct chapter *k = &b->chapter[c];
        put(h, "<h2 dir=\"auto\">%s</h2>\n", k->title);
        for (size_t i = 0; i < k->n; i++) paragraph_edit(v, p, &k->paragraph[i]);
        bool mine = v->in->method == POST && same(posted(v, "chapter"), k->id);
        if (mine) put(h, "<details open>");
        else put(h, "<details>");
        put(h, "<summary>%s</summary>\n", tr(h->lang, "New paragraph"));
        form_begin(h, "/reports/%s/paragraphs", p->id);
        form_hidden(h, "chapter", k->id);
        put(h, "<div class=\"field\"><label for=\"n-%s\">%s</label><textarea id=\"n-%s\" name=\"words\" rows=\"4\" maxlength=\"8000\" dir=\"auto\" lang=\"%s\" required>%s</textarea></div>", k->id,
            tr(h->lang, "Words"), k->id, p->language, mine ? posted(v, "words") : "");
        form_button(h, "quiet", TR("Add the paragraph"));
        form_end(h);
        put(h, "</details>\n");
    }
    sending(v, p);
    page_end(v);
    v->act->failure = was;
}

void paragraph_new_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    const char *id = p ? paragraph_add(v->act, p, posted(v, "chapter"), posted(v, "words")) : NULL;
    if (id) redirect_with(v, TR("Saved."), "/reports/%s/edit#e-%s", p->id, id);
    else if (page_invalid(v)) report_edit(v);
}

void paragraph_post(struct visit *v) {
    int64_t version = -1;
    bool beside;
    text_number(posted(v, "version"), &version);
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && paragraph_change(v->act, p, param(v, "paragraph"), version, posted(v, "words"), &beside)) {
        if (beside) redirect_with(v, TR("Somebody changed this paragraph while you were writing. Both texts are kept: choose one."), "/reports/%s/edit#e-%s", p->id, param(v, "paragraph"));
        else redirect_with(v, TR("Saved."), "/reports/%s/edit#e-%s", p->id, param(v, "paragraph"));
    } else if (page_invalid(v)) {
        report_edit(v);
    }
}

void paragraph_do_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    const char *id = param(v, "paragraph"), *what = posted(v, "what");
    if (!p) return;
    if (same(what, "up") || same(what, "down")) paragraph_move(v->act, p, id, same(what, "up") ? -1 : 1);
    else if (same(what, "remove") || same(what, "back")) paragraph_remove(v->act, p, id, same(what, "back"));
    else if (same(what, "unflag")) paragraph_unflag(v->act, p, id);
    else fail(v->act, NOT_FOUND, TR("There is no page at this address."));
    if (!failed(v->act)) redirect_with(v, TR("Saved."), "/reports/%s/edit#e-%s", p->id, id);
    else if (page_invalid(v)) report_edit(v);
}

void beside_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && paragraph_settle(v->act, p, param(v, "beside"), *posted(v, "take"))) redirect_with(v, TR("Saved."), "/reports/%s/edit", p->id);
}

void source_remove_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && source_remove(v->act, p, param(v, "source"))) redirect_with(v, TR("Saved."), "/reports/%s/edit", p->id);
}

static struct choice *places(struct visit *v, const struct report_body *b, size_t *n) {
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
        list[(*n)++] = (struct choice){b->chapter[c].id, tr_f(v->act->arena, v->h->lang, TR("A new paragraph in: %s"), b->chapter[c].title)};
    return list;
}

static const char *asked(struct visit *v, const char *name) { return v->in->method == POST ? posted(v, name) : query(v, name); }

void pick(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    struct report *p = editing(v);
    struct report_body *b = p ? report_read(v->act, p) : NULL;
    struct release *r = b ? release_find(v->act, asked(v, "release")) : NULL;
    struct release_content *c = r ? release_words(v->act, r) : NULL;
    if (!c) return;
    size_t n;
    struct choice *list = places(v, b, &n);
    page_begin(v, tr(h->lang, "Pick a passage"));
    v->act->failure = was;
    page_mistakes(v);
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
        field_draw(h, v->act, &(struct field){.name = "quoted", .label = TR("Passage"), .hint = TR("Shorten it to what the paragraph rests on; change nothing in it."), .kind = FIELD_AREA, .required = true,
                   .language = *w->language ? w->language : *w->written_in ? w->written_in : NULL}, mine ? posted(v, "quoted") : w->value);
        field_draw(h, v->act, &(struct field){.name = "place", .label = TR("For which paragraph"), .kind = FIELD_SELECT, .choices = list, .n_choices = n}, posted(v, "place"));
        field_draw(h, v->act, &(struct field){.name = "words", .label = TR("Words of a new paragraph"), .hint = TR("In your own words. Leave it empty when you chose a paragraph above."), .kind = FIELD_AREA, .most = 8000, .language = p->language}, mine ? posted(v, "words") : "");
        form_button(h, "", TR("Add as a source"));
        form_end(h);
    }
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
    if (chapter) place = paragraph_add(a, p, place, posted(v, "words"));
    if (place && source_add(a, p, place, posted(v, "release"), posted(v, "question"), posted(v, "language"), posted(v, "quoted")))
        redirect_with(v, TR("Saved."), "/reports/%s/edit#e-%s", p->id, place);
    else if (page_invalid(v)) pick(v);
}

void circulate_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && report_circulate(v->act, p, posted(v, "until"), v->base_url)) redirect_with(v, TR("Circulated. The parties cited are told by mail."), "/reports/%s", p->id);
    else if (page_invalid(v)) report_edit(v);
}

void adopt_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && report_adopt(v->act, p)) redirect_with(v, TR("The report is adopted and open to everyone."), "/reports/%s", p->id);
    else if (page_invalid(v)) report_edit(v);
}

void ask_consent_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && consent_ask(v->act, p, v->base_url)) redirect_with(v, TR("The parties are asked by mail, each once a day at most."), "/reports/%s/edit", p->id);
}
