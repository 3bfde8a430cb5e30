/* The report as its readers see it; comments and objections; versions; consent. */
#include "page/report_parts.h"
#include "area/directory.h"
#include "base/text.h"
#include "page/compared.h"
#include "page/pages.h"
#include "page/released.h"

struct report *report_begin(struct visit *v) {
    enum outcome was = v->act->failure;
    if (was == INVALID) v->act->failure = OK;
    struct report *p = report_find(v->act, param(v, "report"));
    struct round *r = p ? round_find(v->act, p->round) : NULL;
    if (!r) return NULL;
    if (p->synthetic) page_synthetic(v);
    page_crumb(v, r->title, "/rounds/%s", r->id);
    return p;
}

bool report_runner(struct visit *v, const struct report *p) {
    struct subject u = report_subject(p);
    return access_may(v->act, RUN_ROUND, &u);
}

void report_status_draw(struct visit *v, const struct report *p) {
    struct html *h = v->h;
    put(h, "<p><span class=\"tag\">%s</span> ", tr(h->lang, same(p->status, "adopted") ? TR("adopted") : same(p->status, "circulated") ? TR("draft, circulated") : TR("draft")));
    if (same(p->status, "circulated")) say_f(h, "Comments until %s", lang_day(v->act->arena, h->lang, p->until));
    if (same(p->status, "adopted") && *p->forum) say_f(h, "on %1$s: %2$s", lang_day(v->act->arena, h->lang, p->day), p->forum);
    else if (same(p->status, "adopted")) html_text(h, lang_day(v->act->arena, h->lang, p->day));
    if (*p->corrected) {
        put(h, " <span class=\"tag\">");
        say_f(h, "corrigendum of %s", lang_day(v->act->arena, h->lang, p->corrected));
        put(h, "</span>");
    }
    put(h, "</p>\n");
}

static void source_state(struct visit *v, const struct source *s) {
    struct html *h = v->h;
    if (s->recalled) put(h, " <strong>%s</strong>", tr(h->lang, "recalled"));
    else if (*s->narrowed_to) put(h, " <strong>%s</strong>", tr(h->lang, "has fewer readers now"));
    else if (s->replaced) put(h, " <strong>%s</strong>", tr(h->lang, "there is a newer version"));
}

void report_sources_draw(struct visit *v, const struct paragraph *g, bool edit) {
    struct html *h = v->h;
    if (!g->n_sources) return;
    put(h, "<details class=\"sources\"><summary>");
    say_n(h, "%d source", "%d sources", (int64_t)g->n_sources);
    put(h, "</summary>\n<ul>\n");
    for (size_t i = 0; i < g->n_sources; i++) {
        const struct source *s = &g->source[i];
        put(h, "<li>");
        anchor(h, s->name, "/releases/%s", s->release);
        put(h, " <span class=\"soft\">");
        released_title(v, s->form, s->section);
        put(h, " · %s</span>", audience_name(v->act, s->audience));
        source_state(v, s);
        if (*s->quoted) {
            put(h, "<blockquote>");
            html_words(h, s->quoted, s->language);
            put(h, "</blockquote>");
        }
        if (edit) form_button_named(h, "quiet", TR("Take this source out"), "do", arena_printf(v->act->arena, "drop %s", s->id));
        put(h, "</li>\n");
    }
    put(h, "</ul></details>\n");
}

static void footnotes(struct visit *v, const struct report_body *b) {
    const char *seen[64];
    size_t n = 0;
    for (size_t c = 0; c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++)
            for (size_t k = 0; k < b->chapter[c].paragraph[i].n_sources; k++) {
                const char *party = b->chapter[c].paragraph[i].source[k].party, *note = party_footnote(v->act, party);
                bool known = !*note || n == COUNT(seen);
                for (size_t j = 0; j < n && !known; j++) known = same(seen[j], party);
                if (known) continue;
                seen[n++] = party;
                put(v->h, "<p class=\"hint\">* <bdi>%s</bdi>: <bdi>%s</bdi></p>\n", party_name(v->act, party), note);
            }
}

/* One of many fields of one name on the page; the one just sent takes the name's id, so that the box of mistakes leads to it. */
static void own_text(struct visit *v, const char *name, const char *of, const char *label, const char *hint, bool mine, const char *words) {
    struct html *h = v->h;
    const char *id = mine ? arena_printf(v->act->arena, "f-%s", name) : arena_printf(v->act->arena, "%s-%s", name, of), *wrong = mine ? mistake_of(v->act, name) : NULL;
    put(h, "<div class=\"field\"><input type=\"hidden\" name=\"limit:%s\" value=\"4000 %s\"><label for=\"%s\">%s</label>", name, label, id, label);
    if (hint) put(h, "<p class=\"hint\">%s</p>", hint);
    if (wrong) put(h, "<p class=\"mistake\">%s</p>", wrong);
    put(h, "<textarea id=\"%s\" name=\"%s\" rows=\"3\" data-most=\"4000\" dir=\"auto\" required>\n%s</textarea></div>", id, name, words);
}

static void objection_draw(struct visit *v, const struct report *p, const struct objection *o, bool run) {
    struct html *h = v->h;
    put(h, "<li id=\"o-%s\"><p><strong><bdi>%s</bdi></strong> <span class=\"tag\">%s</span>", o->id, o->name, tr(h->lang, same(o->kind, "objection") ? TR("objection") : TR("comment")));
    if (*o->withdrawn) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "withdrawn"));
    else if (!*o->answered && same(o->kind, "objection")) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "open"));
    put(h, "</p>");
    html_words(h, o->words, NULL);
    if (*o->answer) {
        put(h, "<blockquote><p class=\"soft\">%s</p>", tr(h->lang, "Answer of the secretariat"));
        html_words(h, o->answer, NULL);
        put(h, "</blockquote>");
    }
    if (o->own && !*o->withdrawn) {
        form_begin(h, "/reports/%s/comments/%s/withdraw", p->id, o->id);
        form_button(h, "quiet", TR("Withdraw"));
        form_end(h);
    }
    if (run && !*o->withdrawn && !same(p->status, "adopted")) {
        if (v->in->method == POST && same(posted(v, "objection"), o->id)) put(h, "<details open>");
        else put(h, "<details>");
        put(h, "<summary>%s</summary>", tr(h->lang, "Answer"));
        bool mine = v->in->method == POST && same(posted(v, "objection"), o->id);
        form_begin(h, "/reports/%s/comments/%s/answer", p->id, o->id);
        form_hidden(h, "objection", o->id);
        own_text(v, "answer", o->id, tr(h->lang, "Answer of the secretariat"), NULL, mine, mine ? posted(v, "answer") : o->answer);
        form_button(h, "quiet", TR("Save the answer"));
        form_end(h);
        put(h, "</details>");
    }
    put(h, "</li>\n");
}

static void objections(struct visit *v, const struct report *p, const struct objection *o, size_t n, const char *paragraph, bool run) {
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (!same(o[i].paragraph, paragraph)) continue;
        if (!any) put(v->h, "<ul class=\"plain\">\n");
        any = true;
        objection_draw(v, p, &o[i], run);
    }
    if (any) put(v->h, "</ul>\n");
}

static void comment_form(struct visit *v, const struct report *p, const char *paragraph) {
    struct html *h = v->h;
    bool mine = same(posted(v, "paragraph"), paragraph) && v->in->method == POST;
    if (mine) put(h, "<details open>");
    else put(h, "<details>");
    put(h, "<summary>%s</summary>\n", *paragraph ? tr(h->lang, "Comment or object") : tr(h->lang, "Comment on the report as a whole"));
    form_begin(h, "/reports/%s/comments", p->id);
    form_hidden(h, "paragraph", paragraph);
    own_text(v, "words", *paragraph ? paragraph : "whole", tr(h->lang, "What you want to say"), tr(h->lang, "All who take part in the round will read it while the draft is discussed."), mine, mine ? posted(v, "words") : "");
    form_button_named(h, "quiet", TR("Send as a comment"), "kind", "comment");
    form_button_named(h, "quiet", TR("Send as an objection"), "kind", "objection");
    form_end(h);
    put(h, "</details>\n");
}

static void doors(struct visit *v, const struct report *p, bool run) {
    struct html *h = v->h;
    put(h, "<p>");
    if (run && (p->correcting || !same(p->status, "adopted"))) {
        put(h, "<a class=\"button\"");
        link(h, "/reports/%s/edit", p->id);
        put(h, ">%s</a> ", tr(h->lang, "Write"));
    }
    put(h, "<a");
    link(h, "/rounds/%s/answers", p->round);
    put(h, ">%s</a> · <a", tr(h->lang, "Released answers"));
    link(h, "/reports/%s/versions", p->id);
    put(h, ">%s</a> · <a", tr(h->lang, "Versions"));
    link(h, "/reports/%s/files", p->id);
    put(h, ">%s</a> · <a", tr(h->lang, "Files: PDF, Word, tables, package"));
    link(h, "/reports/%s/proof", p->id);
    put(h, ">%s</a></p>\n", tr(h->lang, "Proof"));
    if (!run || p->correcting || !same(p->status, "adopted")) return;
    put(h, "<details><summary>%s</summary><p>%s</p>\n", tr(h->lang, "Correct the adopted report"),
        tr(h->lang, "You write a corrigendum. Until you publish it, everyone reads the report as it is; afterwards both are there, with your reason."));
    form_begin(h, "/reports/%s/correct", p->id);
    form_button(h, "quiet", TR("Begin a corrigendum"));
    form_end(h);
    put(h, "</details>\n");
}

/* An earlier version says that it is one, and where the present one is. */
static bool earlier(struct visit *v, const struct report *p, const struct report_version *w, size_t n, int64_t number) {
    struct html *h = v->h;
    for (size_t i = 0; number && i < n; i++) {
        if (w[i].number != number || i + 1 == n) continue;
        put(h, "<p class=\"box\">%s <a", report_version_words(v->act, &w[i]));
        link(h, "/reports/%s", p->id);
        put(h, ">%s</a></p>\n", report_version_words(v->act, &w[n - 1]));
        return true;
    }
    return false;
}

void report_show(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    struct report *p = report_begin(v);
    int64_t number = 0;
    text_number(query(v, "version"), &number);
    struct report_body *b = !p ? NULL : number ? report_sent_version(v->act, p, number) : p->correcting ? report_sent(v->act, p) : report_read(v->act, p);
    size_t n, k;
    struct objection *o = b ? objection_list(v->act, p, &n) : NULL;
    struct report_version *w = o ? report_versions(v->act, p, &k) : NULL;
    if (!b || !w) return;
    bool run = report_runner(v, p);
    struct subject u = report_subject(p);
    bool speaks = access_may(v->act, OBJECT_REPORT, &u);
    page_titled_in(v, p->language);
    page_begin(v, p->title);
    v->act->failure = was;
    page_mistakes(v);
    report_status_draw(v, p);
    if (earlier(v, p, w, k, number)) speaks = run = false;
    else doors(v, p, run);
    for (size_t c = 0; c < b->n; c++) {
        if (!b->chapter[c].n) continue;
        const char *language, *title = chapter_title(v->act, p, &b->chapter[c], h->lang, &language);
        put(h, "<h2 lang=\"%s\" dir=\"auto\">%s</h2>\n", language, title);
        for (size_t i = 0; i < b->chapter[c].n; i++) {
            const struct paragraph *g = &b->chapter[c].paragraph[i];
            if (g->removed) continue;
            put(h, "<div class=\"para\" id=\"p%d\"><p class=\"n\"><a href=\"#p%d\">%s</a></p>", g->number, g->number, lang_number(v->act->arena, h->lang, g->number));
            if (g->withheld) put(h, "<p class=\"flag\">%s</p>", tr(h->lang, "This paragraph rests on a section that its party has recalled or keeps to fewer readers now. It is withheld."));
            else html_words(h, g->words, p->language);
            report_sources_draw(v, g, false);
            objections(v, p, o, n, g->id, run);
            if (speaks && !g->withheld) comment_form(v, p, g->id);
            put(h, "</div>\n");
        }
    }
    objections(v, p, o, n, "", run);
    if (speaks) comment_form(v, p, "");
    footnotes(v, b);
    page_end(v);
}

void comment_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (!p) return;
    if (objection_add(v->act, p, posted(v, "paragraph"), posted(v, "kind"), posted(v, "words"))) redirect_with(v, TR("Saved."), "/reports/%s", p->id);
    else if (page_invalid(v)) report_show(v);
}

void comment_withdraw_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (p && objection_withdraw(v->act, p, param(v, "comment"))) redirect_with(v, TR("Withdrawn."), "/reports/%s", p->id);
}

void comment_answer_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    if (!p) return;
    if (objection_answer(v->act, p, param(v, "comment"), posted(v, "answer"))) redirect_with(v, TR("Saved."), "/reports/%s", p->id);
    else if (page_invalid(v)) report_show(v);
}

/* From a round: to its report, or, for its secretariat, to begin one. */
void round_report(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    if (was == INVALID) v->act->failure = OK;
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return;
    struct report *p = report_of(v->act, r->id);
    struct subject u = round_subject(r);
    if (p) {
        redirect(v, "/reports/%s", p->id);
        return;
    }
    if (!access_need(v->act, RUN_ROUND, &u)) return;
    struct choice choices[16];
    size_t n = 0;
    for (const struct language *const *l = lang_all(); *l && n < COUNT(choices); l++) choices[n++] = (struct choice){(*l)->code, (*l)->name};
    if (r->synthetic) page_synthetic(v);
    page_crumb(v, r->title, "/rounds/%s", r->id);
    page_begin(v, tr(h->lang, "Begin the report"));
    v->act->failure = was;
    page_mistakes(v);
    form_begin(h, "/rounds/%s/report", r->id);
    field_draw(h, v->act, &(struct field){.name = "title", .label = TR("Title"), .kind = FIELD_LINE, .required = true, .most = 300}, posted(v, "title"));
    field_draw(h, v->act, &(struct field){.name = "language", .label = TR("Language of the report"), .kind = FIELD_SELECT, .choices = choices, .n_choices = n},
               *posted(v, "language") ? posted(v, "language") : h->lang->code);
    form_button(h, "", TR("Begin"));
    form_end(h);
    page_end(v);
}

void round_report_post(struct visit *v) {
    struct round *r = round_find(v->act, param(v, "round"));
    if (!r) return;
    const char *id = report_create(v->act, r, posted(v, "title"), posted(v, "language"));
    if (id) redirect(v, "/reports/%s/edit", id);
    else if (page_invalid(v)) round_report(v);
}

/* Words of people inside a sentence written from the right keep their own direction. */
static const char *apart(struct act *a, const char *words) { return a->lang->rtl ? arena_printf(a->arena, "\u2068%s\u2069", words) : words; }

const char *report_version_words(struct act *a, const struct report_version *w) {
    struct arena *m = a->arena;
    const char *day = lang_day(m, a->lang, w->day), *said;
    int n = (int)w->number;
    if (same(w->status, "circulated")) return tr_f(m, a->lang, TR("Version %1$d, circulated on %2$s"), n, lang_instant(m, a->lang, w->at, a->zone));
    if (same(w->status, "corrected")) return tr_f(m, a->lang, TR("Version %1$d, corrigendum of %2$s, %3$s: %4$s"), n, day, apart(a, w->forum), apart(a, w->reason));
    said = *w->forum ? tr_f(m, a->lang, TR("Version %1$d, adopted on %2$s, %3$s"), n, day, apart(a, w->forum)) : tr_f(m, a->lang, TR("Version %1$d, adopted on %2$s"), n, day);
    return *w->reason ? tr_f(m, a->lang, TR("%1$s; before the last day for comments, because: %2$s"), said, apart(a, w->reason)) : said;
}

static void differences(struct visit *v, const struct difference *d, size_t n) {
    struct html *h = v->h;
    const char *chapter = "";
    for (size_t i = 0; i < n; i++) {
        if (!same(chapter, d[i].chapter)) put(h, "<h2 dir=\"auto\">%s</h2>\n", d[i].chapter);
        chapter = d[i].chapter;
        put(h, "<div class=\"para\"><p class=\"n\">%d</p>", d[i].number);
        if (d[i].withheld) put(h, "<p class=\"flag\">%s</p>", tr(h->lang, "Words of this paragraph are withheld, because a section that it rests on was recalled or has fewer readers now. They cannot be compared."));
        if (d[i].n) {
            put(h, "<p dir=\"auto\">");
            compared_draw(h, d[i].piece, d[i].n);
            put(h, "</p>");
        }
        put(h, "</div>\n");
    }
}

void report_versions_page(struct visit *v) {
    struct html *h = v->h;
    struct report *p = report_begin(v);
    size_t n, k = 0;
    struct report_version *w = p ? report_versions(v->act, p, &n) : NULL;
    if (!w) return;
    int64_t from = n > 1 ? w[n - 2].number : 0, to = n ? w[n - 1].number : 0;
    text_number(query(v, "from"), &from);
    text_number(query(v, "to"), &to);
    struct difference *d = n > 1 ? report_compare(v->act, p, from, to, &k) : NULL;
    if (failed(v->act)) return;
    page_crumb(v, p->title, "/reports/%s", p->id);
    page_begin(v, tr(h->lang, "Versions"));
    if (!n) put(h, "<p>%s</p>\n", tr(h->lang, "Nothing has been circulated yet."));
    put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>%s<br><a", report_version_words(v->act, &w[i]));
        link(h, "/reports/%s?version=%d", p->id, (int)w[i].number);
        put(h, ">%s</a> · <a", tr(h->lang, "Read"));
        link(h, "/reports/%s/files?version=%d", p->id, (int)w[i].number);
        put(h, ">%s</a><br><span class=\"soft\">SHA-256 <code>%s</code></span>", tr(h->lang, "Files"), w[i].sha256);
        if (i) {
            put(h, "<br><a");
            link(h, "/reports/%s/versions?from=%d&to=%d", p->id, (int)w[i - 1].number, (int)w[i].number);
            put(h, ">%s</a>", tr(h->lang, "What changed since the version before"));
        }
        put(h, "</li>\n");
    }
    put(h, "</ul>\n");
    if (d) differences(v, d, k);
    page_end(v);
}
