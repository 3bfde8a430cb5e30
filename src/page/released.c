#include "page/released.h"
#include "area/directory.h"
#include "base/text.h"
#include "page/pages.h"

void released_title(struct visit *v, const char *form, const char *section) {
    const char *language, *words = question_label(v->act, form, section, "", &language);
    html_name(v->h, words, language);
}

const char *released_place(struct visit *v, const char *question) {
    const char *place = released_entry(v->act->arena, question);
    return *place ? arena_printf(v->act->arena, " (%s)", place) : "";
}

const char *released_entry(struct arena *m, const char *question) {
    struct buf *b = buf_new(m);
    for (const char *p = strchr(question, '['); p; p = strchr(p, '[')) {
        if (b->size) buf_char(b, '.');
        p++;
        buf_bytes(b, p, strcspn(p, "]"));
    }
    return b->data ? b->data : "";
}

static void words(struct visit *v, const char *form, const char *section, const struct released *r) {
    const char *shown = question_answer(v->act, form, section, r->item, r->value);
    bool chosen = shown != r->value;
    html_words(v->h, shown, chosen ? v->h->lang->code : *r->language ? r->language : r->written_in);
}

size_t released_answer_draw(struct visit *v, const char *form, const char *section, const struct released *r, size_t i, size_t n) {
    struct html *h = v->h;
    size_t end = i;
    put(h, "<div class=\"answer\">");
    for (; end < n && same(r[end].question, r[i].question); end++) {
        const char *language = *r[end].language ? r[end].language : r[end].written_in;
        if (*r[end].language) {
            put(h, "<div class=\"translation\"><p class=\"soft\">");
            say_f(h, "Translation into %s by the party", lang_name_of(v->act->arena, h->lang, language));
            put(h, "</p>");
        } else if (*language && !same(language, h->lang->code) && question_answer(v->act, form, section, r[end].item, r[end].value) == r[end].value) {
            put(h, "<p class=\"soft\">");
            say_f(h, "Original in %s", lang_name_of(v->act->arena, h->lang, language));
            put(h, "</p>");
        }
        words(v, form, section, &r[end]);
        if (*r[end].language) put(h, "</div>");
    }
    put(h, "</div>\n");
    return end;
}

static void files(struct visit *v, const struct release_content *c, const char *release) {
    struct html *h = v->h;
    if (!c->n_files) return;
    put(h, "<h3>%s</h3>\n<ul>\n", tr(h->lang, "Files"));
    for (size_t i = 0; i < c->n_files; i++) {
        put(h, "<li>");
        if (release) anchor(h, c->file[i].name, "/releases/%s/files/%s", release, c->file[i].id);
        else put(h, "<bdi>%s</bdi>", c->file[i].name);
        put(h, " <span class=\"soft\"><bdi>%s</bdi>%s%s %s<br>SHA-256 <code>%s</code></span></li>\n", c->file[i].type, lang_comma(h->lang), lang_number(v->act->arena, h->lang, c->file[i].size),
            tr(h->lang, "bytes"), c->file[i].sha256);
    }
    put(h, "</ul>\n");
}

void released_draw(struct visit *v, const char *form, const char *section, const struct release_content *c, const char *release) {
    struct html *h = v->h;
    put(h, "<div class=\"released\">\n");
    if (!c->n && !c->n_files) put(h, "<p class=\"soft\">%s</p>\n", tr(h->lang, "This section holds no answer."));
    for (size_t i = 0; i < c->n;) {
        const char *language, *label = question_label(v->act, form, section, c->answer[i].item, &language);
        put(h, "<h3>");
        html_name(h, label, language);
        put(h, "%s</h3>\n", released_place(v, c->answer[i].question));
        i = released_answer_draw(v, form, section, c->answer, i, c->n);
    }
    files(v, c, release);
    put(h, "</div>\n");
}
