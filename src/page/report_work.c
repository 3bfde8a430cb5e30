/* What reports ask of the person signed in, on the page "My work". */
#include "page/report_parts.h"

static void where_to(struct visit *v, const struct report_task *t) {
    put(v->h, "<a");
    if (same(t->kind, "nobody")) link(v->h, "/people");
    else if (same(t->kind, "consent")) link(v->h, "/reports/%s/consent", t->report);
    else if (same(t->kind, "objections")) link(v->h, "/reports/%s#o-%s", t->report, t->on);
    else if (same(t->kind, "comment") || !t->writable) link(v->h, "/reports/%s", t->report);
    else link(v->h, "/reports/%s/edit", t->report);
    put(v->h, ">");
}

static void what(struct visit *v, const struct report_task *t) {
    struct html *h = v->h;
    if (same(t->kind, "consent")) say_n(h, "%d paragraph waits for consent or refusal by your party", "%d paragraphs wait for consent or refusal by your party", t->n);
    else if (same(t->kind, "releaser") || same(t->kind, "nobody"))
        say_n(h, "%d paragraph waits for consent or refusal by your releasing authority", "%d paragraphs wait for consent or refusal by your releasing authority", t->n);
    else if (same(t->kind, "comment")) say_f(h, "The draft was circulated: comment or object until %s", lang_day(v->act->arena, h->lang, t->until));
    else if (same(t->kind, "objections")) say_n(h, "%d objection waits for an answer", "%d objections wait for an answer", t->n);
    else if (same(t->kind, "flagged")) say_n(h, "%d paragraph rests on what was recalled or has fewer readers now", "%d paragraphs rest on what was recalled or has fewer readers now", t->n);
    else if (same(t->kind, "beside")) say_n(h, "%d text of a second writer waits for a choice", "%d texts of second writers wait for a choice", t->n);
    else if (same(t->kind, "refused")) say_n(h, "%d refusal of consent stands", "%d refusals of consent stand", t->n);
    else say_n(h, "%d consent asked for is not answered yet", "%d consents asked for are not answered yet", t->n);
}

void report_tasks_draw(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct report_task *t = report_tasks(v->act, &n);
    for (size_t i = 0; i < n; i++) {
        bool first = !i || !same(t[i - 1].report, t[i].report);
        if (first) {
            if (i) put(h, "</ul>\n");
            put(h, "<h2>");
            html_name(h, t[i].title, t[i].language);
            put(h, "</h2>\n<ul class=\"plain rows\">\n");
        }
        bool elsewhere = same(t[i].kind, "releaser"); /* nothing to do here but to know it */
        put(h, "<li>");
        if (!elsewhere) where_to(v, &t[i]);
        what(v, &t[i]);
        if (!elsewhere) put(h, "</a>");
        if (same(t[i].kind, "nobody")) put(h, " <strong>%s</strong>", tr(h->lang, "Nobody holds this post."));
        put(h, "</li>\n");
    }
    if (n) put(h, "</ul>\n");
}
