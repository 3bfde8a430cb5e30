/* The page of writing the report. It is one form: whatever button is pressed, everything
 * typed anywhere on it is saved first (page/report_write.c). Fields of a paragraph:
 * a:ID: its words, b:ID: the version they began from, c:ID: the chapter of a new one. */
#include "page/report_parts.h"
#include "area/directory.h"
#include "area/round.h"
#include "base/hash.h"
#include "base/text.h"
#include "page/pages.h"

struct report *report_editing(struct visit *v) {
    struct report *p = report_begin(v);
    struct subject u = p ? report_subject(p) : (struct subject){0};
    if (!p || !access_need(v->act, RUN_ROUND, &u)) return NULL;
    page_crumb(v, p->title, "/reports/%s", p->id);
    return p;
}

static void deed(struct visit *v, const char *kind, const char *label, const char *what, const char *on) {
    form_button_named(v->h, kind, label, "do", arena_printf(v->act->arena, "%s %s", what, on));
}

static const char *sent(struct visit *v, const char *letter, const char *id, const char *otherwise) {
    const char *name = arena_printf(v->act->arena, "%s:%s:", letter, id);
    return v->in->method == POST && posted_has(v, name) ? posted(v, name) : otherwise;
}

/* One text with the version it began from. Drawn again after a mistake it keeps that version, for
 * what somebody else wrote meanwhile must not be overwritten unseen; unless what was typed is what
 * stands now: a deed that was refused leaves it saved. */
static void text_field(struct visit *v, const struct report *p, const char *id, const char *base, const char *said, const char *words) {
    struct arena *m = v->act->arena;
    bool stands = same(text_trim(m, sent(v, "a", id, words)), words);
    form_hidden(v->h, arena_printf(m, "b:%s:", id), stands ? base : sent(v, "b", id, base));
    field_draw(v->h, v->act, &(struct field){.name = paragraph_field(v->act, id), .said = said, .kind = FIELD_AREA, .most = paragraph_most, .language = p->language}, sent(v, "a", id, words));
}

static void besides(struct visit *v, const struct report *p, const struct paragraph *g) {
    struct html *h = v->h;
    for (size_t i = 0; i < g->n_beside; i++) {
        put(h, "<div class=\"flag\"><p class=\"soft\">");
        say_f(h, "%1$s wrote this at the same time (%2$s). Both texts are kept: choose one.", g->beside[i].author,
              lang_instant(v->act->arena, h->lang, g->beside[i].at, v->act->zone));
        put(h, "</p>");
        html_words(h, g->beside[i].words, p->language);
        deed(v, "quiet", TR("Take this text"), "take", g->beside[i].id);
        deed(v, "quiet", TR("Keep the text above"), "keep", g->beside[i].id);
        put(h, "</div>\n");
    }
}

/* Whose consent these words need, and what became of it. */
static void consents(struct visit *v, const struct consent_state *c, size_t n, const struct paragraph *g) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    for (size_t i = 0; i < n; i++) {
        if (!same(c[i].paragraph, g->id)) continue;
        const char *at = lang_instant(m, h->lang, *c[i].at ? c[i].at : c[i].asked, v->act->zone);
        put(h, "<p class=\"soft\"><bdi>%s</bdi>: ", c[i].name);
        if (same(c[i].given, "public")) say_f(h, "consented on %s: it may be published", at);
        else if (same(c[i].given, "partners")) say_f(h, "consented on %s: it may be circulated, not published", at);
        else if (same(c[i].given, "refused")) say_f(h, "does not consent, since %s", at);
        else if (*c[i].asked) say_f(h, "asked for consent on %s, no answer yet", at);
        else say(h, "not yet asked for consent to these words");
        put(h, "</p>\n");
    }
}

static void tools(struct visit *v, const struct paragraph *g) {
    put(v->h, "<p class=\"tools\">");
    if (!g->removed) {
        deed(v, "quiet", TR("Add a source"), "answers", g->id);
        deed(v, "quiet", TR("Up"), "up", g->id);
        deed(v, "quiet", TR("Down"), "down", g->id);
        deed(v, "quiet", TR("Remove"), "remove", g->id);
    } else {
        deed(v, "quiet", TR("Bring back"), "back", g->id);
    }
    if (g->flagged) deed(v, "quiet", TR("I looked at it: the words may stand"), "unflag", g->id);
    put(v->h, "</p>\n");
}

static void paragraph_edit(struct visit *v, const struct report *p, const struct paragraph *g, const struct consent_state *c, size_t n) {
    struct html *h = v->h;
    put(h, "<div class=\"para\" id=\"e-%s\">", g->id);
    if (g->removed) {
        put(h, "<details><summary>%s</summary>", tr(h->lang, "A removed paragraph"));
        html_words(h, g->words, p->language);
        tools(v, g);
        put(h, "</details></div>\n");
        return;
    }
    if (g->flagged) put(h, "<p class=\"flag\">%s</p>\n", tr(h->lang, "A section it rests on was recalled or has fewer readers now. Nobody but you sees this paragraph until you have looked at it and sent it out again."));
    text_field(v, p, g->id, arena_printf(v->act->arena, "%lld", (long long)g->version), said(h, TR("Paragraph %d"), g->number), g->words);
    besides(v, p, g);
    report_sources_draw(v, g, true);
    consents(v, c, n, g);
    tools(v, g);
    put(h, "</div>\n");
}

/* New paragraphs of this chapter that a refused form had, and an empty one. */
static void new_paragraphs(struct visit *v, const struct report *p, const struct report_body *b, const struct chapter *k) {
    struct html *h = v->h;
    bool drawn = false;
    for (const struct pair *f = v->in->method == POST ? v->in->form : NULL; f; f = f->next) {
        if (!text_starts(f->name, "c:") || !same(f->value, k->id)) continue;
        const char *id = arena_copy_n(v->act->arena, f->name + 2, strcspn(f->name + 2, ":"));
        if (blank(sent(v, "a", id, "")) || report_paragraph(b, id)) continue;
        form_hidden(h, f->name, k->id);
        text_field(v, p, id, "0", tr(h->lang, "New paragraph"), "");
        drawn = true;
    }
    if (drawn) return;
    const char *id = hash_id(v->act->arena);
    put(h, "<details><summary>%s</summary>\n", tr(h->lang, "New paragraph"));
    form_hidden(h, arena_printf(v->act->arena, "c:%s:", id), k->id);
    text_field(v, p, id, "0", tr(h->lang, "New paragraph"), "");
    form_button(h, "quiet", TR("Add the paragraph"));
    put(h, "</details>\n");
}

static void blocks(struct visit *v, const struct report *p, const char *status, const char *heading) {
    struct html *h = v->h;
    put(h, "<h3>%s</h3>\n", heading);
    report_blocks_draw(v, p, status);
}

/* The day posted, else the one that parties were told, else the last day of the round's step for comments while it is to come. */
static const char *comments_until(struct visit *v, const struct report *p) {
    if (posted_has(v, "until")) return posted(v, "until");
    if (report_comments_open(v->act, p)) return p->until;
    const char *last = "";
    size_t n;
    struct round_step *s = round_steps(v->act, p->round, &n);
    for (size_t i = 0; i < n; i++)
        if (same(s[i].kind, "comments") && strncmp(s[i].ends, v->act->now, 10) >= 0) last = s[i].ends;
    return last;
}

static void sending(struct visit *v, const struct report *p) {
    struct html *h = v->h;
    const char *until = comments_until(v, p);
    put(h, "<section class=\"box\"><h2>%s</h2>\n", tr(h->lang, "Sending it out"));
    if (p->correcting) {
        blocks(v, p, "corrected", tr(h->lang, "Before the corrigendum is published"));
        put(h, "<p>");
        deed(v, "quiet", TR("Ask the parties for their consent by mail"), "ask", "");
        deed(v, "", TR("Publish the corrigendum"), "adopt", "");
        deed(v, "quiet", TR("Leave the corrigendum for later"), "leave", "");
        put(h, "</p></section>\n");
        return;
    }
    blocks(v, p, "circulated", tr(h->lang, "Before it is circulated to all who take part"));
    put(h, "<p>");
    deed(v, "quiet", TR("Ask the parties for their consent by mail"), "ask", "");
    put(h, "</p>");
    report_refusals_draw(v, p, report_refusals(v->act, p, "circulated"));
    if (mistake_of(v->act, "repeats")) report_repeats_draw(v, p, report_repeats(v->act, p, "circulated"));
    field_draw(h, v->act, &(struct field){.name = "until", .label = TR("Last day for comments"), .hint = TR("Each party cited gets a mail with the numbers of its paragraphs."), .kind = FIELD_DAY}, until);
    if (mistake_of(v->act, "earlier")) {
        struct choice sooner = {until, tr(h->lang, "It comes earlier, and parties are told the new day by mail")};
        field_draw(h, v->act, &(struct field){.name = "earlier", .label = TR("An earlier last day"), .kind = FIELD_CHECKS, .choices = &sooner, .n_choices = 1}, "");
    }
    deed(v, "", same(p->status, "circulated") ? TR("Circulate it again") : TR("Circulate the draft"), "circulate", "");
    if (same(p->status, "circulated")) {
        blocks(v, p, "adopted", tr(h->lang, "Before it is adopted and open to everyone"));
        deed(v, "", TR("Record that the report is adopted"), "adopt", "");
    }
    put(h, "</section>\n");
}

static void form_open(struct visit *v, const struct report *p) {
    struct html *h = v->h;
    put(h, "<form method=\"post\" class=\"draft\" data-autosave=\"report-%s\"", p->id);
    action(h, "/reports/%s/edit", p->id);
    put(h, " data-saving=\"%s\" data-kept=\"%s\" data-offline=\"%s\" data-both=\"%s\" accept-charset=\"utf-8\">", tr(h->lang, "Saving"), tr(h->lang, "Saved at"),
        tr(h->lang, "Not saved on the server yet; kept in this browser. Press Save."),
        tr(h->lang, "Saved. Somebody else wrote in the same place: both texts are kept. Press Save to see both."));
    form_hidden(h, "csrf", h->csrf);
    /* The Enter key presses the first button: it saves, and nothing else. */
    put(h, "<button class=\"first\" tabindex=\"-1\" aria-hidden=\"true\">%s</button>\n", tr(h->lang, "Save"));
}

void report_edit(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    struct report *p = report_editing(v);
    struct report_body *b = p ? report_read(v->act, p) : NULL;
    size_t n = 0;
    struct consent_state *s = b ? consent_states(v->act, p, &n) : NULL;
    if (!s) return;
    if (same(p->status, "adopted") && !p->correcting) {
        redirect(v, "/reports/%s", p->id);
        return;
    }
    page_begin(v, tr(h->lang, "Write the report"));
    v->act->failure = was;
    page_mistakes(v);
    v->act->failure = OK;
    report_status_draw(v, p);
    if (p->correcting) put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, "You write a corrigendum. Everyone reads the report as it was published until you publish the corrigendum with its reason."));
    form_open(v, p);
    put(h, "<p>%s</p>\n", tr(h->lang, "Write in your own words. What parties released is picked beside each paragraph as its source, never copied into it, so that a recall can take it away."));
    deed(v, "quiet", TR("Save, and pick passages from the released answers"), "answers", "");
    for (size_t c = 0; c < b->n; c++) {
        const char *language, *title = chapter_title(v->act, p, &b->chapter[c], h->lang, &language);
        put(h, "<h2 lang=\"%s\" dir=\"auto\">%s</h2>\n", language, title);
        for (size_t i = 0; i < b->chapter[c].n; i++) paragraph_edit(v, p, &b->chapter[c].paragraph[i], s, n);
        new_paragraphs(v, p, b, &b->chapter[c]);
    }
    sending(v, p);
    put(h, "<div class=\"save\"><button>%s</button><span class=\"saved\" role=\"status\"></span></div></form>\n", tr(h->lang, "Save"));
    page_end(v);
    v->act->failure = was;
}
