/* The control with which a question is answered. A browser shows nothing in a control whose kind
 * the value does not fit, and would send nothing back: such a value stands in a plain line. */
#include "base/clock.h"
#include "base/text.h"
#include "page/frame.h"
#include "page/question.h"

bool control_is_group(const struct item *it) { return it->type == ITEM_RANK || it->type == ITEM_MANY || (it->type == ITEM_ONE && !(it->look & LOOK_MENU)); }

static const char *id_of(struct visit *v, const struct entry *e) { return field_id(v->act->arena, e->path); }
static void described(struct visit *v, const struct entry *e) {
    if (e->item->hint.n) put(v->h, " aria-describedby=\"h-%s\"", id_of(v, e));
}

/* What kind of line: date, time … or text; *value as that kind writes it. */
static const char *kind_of(struct arena *m, const struct item *it, const char **value) {
    size_t n = strlen(*value);
    bool empty = !n, local = n <= 19 && strspn(*value, "0123456789-T:") == n;
    switch (it->type) {
    case ITEM_DATE:
        if (!empty && !clock_is_day(*value)) return "text";
        if (it->look & LOOK_YEAR) {
            *value = arena_copy_n(m, *value, n < 4 ? n : 4);
            return "number";
        }
        if (!(it->look & LOOK_MONTH)) return "date";
        *value = arena_copy_n(m, *value, n < 7 ? n : 7);
        return "month";
    case ITEM_TIME: return empty || (local && n >= 5 && n <= 8 && !strchr(*value, '-')) ? "time" : "text";
    case ITEM_DATE_TIME: return empty || (local && n >= 16) ? "datetime-local" : "text";
    default: return "text";
    }
}

static void line(struct visit *v, const struct entry *e, const char *value, const struct draft *d) {
    struct html *h = v->h;
    const struct item *it = e->item;
    const char *wrong = e->wrong ? "true" : "false", *language = d ? d->written_in : "", *way = lang_from_right(language) ? "rtl" : "auto";
    const char *kind = kind_of(v->act->arena, it, &value);
    bool digits = it->type == ITEM_INTEGER || it->type == ITEM_DECIMAL || it->type == ITEM_RANGE || (it->look & LOOK_DIGITS);
    if (it->type == ITEM_POINT || it->type == ITEM_TRACE || it->type == ITEM_SHAPE) way = "ltr";
    put(h, "<input type=\"%s\" id=\"f-%s\" name=\"a:%s:\" value=\"%s\" dir=\"%s\" aria-invalid=\"%s\"", kind, id_of(v, e), e->path, value, way, wrong);
    if (*language) put(h, " lang=\"%s\"", language);
    if (digits) put(h, " inputmode=\"decimal\"");
    described(v, e);
    put(h, ">");
}

static void lines(struct visit *v, const struct entry *e, const char *value, const struct draft *d) {
    struct html *h = v->h;
    const char *language = d ? d->written_in : "";
    put(h, "<textarea id=\"f-%s\" name=\"a:%s:\" rows=\"5\" dir=\"%s\" aria-invalid=\"%s\"", id_of(v, e), e->path, lang_from_right(language) ? "rtl" : "auto", e->wrong ? "true" : "false");
    if (*language) put(h, " lang=\"%s\"", language);
    described(v, e);
    put(h, ">\n%s</textarea>", value);
}

static void choice(struct visit *v, const struct question_view *q, const struct entry *e, size_t i, bool chosen, bool stale, bool first) {
    struct html *h = v->h;
    put(h, "<label class=\"choice\"><input type=\"%s\" name=\"a:%s:\" value=\"%s\"", e->item->type == ITEM_MANY ? "checkbox" : "radio", e->path, e->item->choices[i].name);
    if (first) put(h, " id=\"f-%s\"", id_of(v, e));
    if (chosen) put(h, " checked");
    put(h, "> <span>");
    question_choice(h, q, e, i);
    if (stale) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "no longer fits the other answers"));
    put(h, "</span></label>\n");
}

static void nothing_yet(struct visit *v, const struct entry *e) {
    put(v->h, "<p class=\"soft\" id=\"f-%s\">%s</p>\n", id_of(v, e), tr(v->h->lang, "Nothing can be chosen here yet: what is offered depends on another answer. Give that one and save."));
}

static void choices(struct visit *v, const struct question_view *q, const struct entry *e, const char *value) {
    struct html *h = v->h;
    bool many = e->item->type == ITEM_MANY, gone = false;
    size_t drawn = 0;
    /* An empty value goes along, so that taking every mark away is a change too. */
    if (many) put(h, "<input type=\"hidden\" name=\"a:%s:\" value=\"\">", e->path);
    if (e->item->look & LOOK_ACROSS) put(h, "<div class=\"across\">\n");
    for (size_t i = 0; i < e->item->n_choices; i++) {
        bool chosen = text_word(value, e->item->choices[i].name), stale = e->offered && !e->offered[i];
        if (stale && !chosen) continue; /* what was chosen and is no longer offered stays, so that nothing is lost */
        choice(v, q, e, i, chosen, stale, !drawn++);
        gone |= stale;
    }
    if (e->item->look & LOOK_ACROSS) put(h, "</div>\n");
    if (!drawn) nothing_yet(v, e);
    else if (gone && !many) put(h, "<label class=\"choice\"><input type=\"radio\" name=\"a:%s:\" value=\"\"> <span>%s</span></label>\n", e->path, tr(h->lang, "no answer"));
}

static void option(struct html *h, const char *value, bool chosen, const char *words) {
    put(h, "<option value=\"%s\"", value);
    if (chosen) put(h, " selected");
    put(h, ">%s</option>", words);
}

static void menu(struct visit *v, const struct question_view *q, const struct entry *e, const char *value) {
    struct html *h = v->h;
    put(h, "<select id=\"f-%s\" name=\"a:%s:\"", id_of(v, e), e->path);
    described(v, e);
    put(h, ">");
    option(h, "", !*value, tr(h->lang, "no answer"));
    for (size_t i = 0; i < e->item->n_choices; i++) {
        const struct form_choice *c = &e->item->choices[i];
        bool chosen = same(value, c->name), stale = e->offered && !e->offered[i];
        const char *words = e->choice ? e->choice[i].words : form_words(q->form, &c->label, h->lang->code, NULL);
        if (!stale) option(h, c->name, chosen, words);
        else if (chosen) option(h, c->name, true, arena_printf(v->act->arena, "%s (%s)", words, tr(h->lang, "no longer fits the other answers")));
    }
    put(h, "</select>\n");
}

/* For each choice its place; one that is empty goes along by itself, so that taking all back is a change. */
static void rank(struct visit *v, const struct question_view *q, const struct entry *e, const char *value) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    char **order = text_split(m, form_normal(m, e->item, value), ' ');
    for (size_t i = 0; i < e->item->n_choices; i++) {
        const char *name = e->item->choices[i].name;
        int place = 0;
        for (int k = 0; order[k] && !place; k++)
            if (same(order[k], name)) place = k + 1;
        put(h, "<label class=\"choice rank\"><select name=\"a:%s:\"", e->path);
        if (!i) put(h, " id=\"f-%s\"", id_of(v, e));
        put(h, ">");
        option(h, "", !place, "–");
        for (int k = 1; k <= (int)e->item->n_choices; k++) option(h, arena_printf(m, "%d:%s", k, name), k == place, lang_number(m, h->lang, k));
        put(h, "</select> <span>");
        question_choice(h, q, e, i);
        put(h, "</span></label>\n");
    }
}

static void acknowledge(struct visit *v, const struct entry *e, const char *value) {
    struct html *h = v->h;
    put(h, "<input type=\"hidden\" name=\"a:%s:\" value=\"\"><input type=\"checkbox\" id=\"f-%s\" name=\"a:%s:\" value=\"OK\"", e->path, id_of(v, e), e->path);
    if (text_word(value, "OK")) put(h, " checked");
    described(v, e);
    put(h, ">\n");
}

static void scale(struct visit *v, const struct entry *e, const char *value, const struct draft *d) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    put(h, "<p class=\"hint\">");
    say_f(h, "From %1$s to %2$s, in steps of %3$s", arena_printf(m, "%g", e->item->range.from), arena_printf(m, "%g", e->item->range.to), arena_printf(m, "%g", e->item->range.step));
    put(h, "</p>\n");
    line(v, e, value, d);
}

void control_draw(struct visit *v, const struct question_view *q, const struct entry *e, const char *value, const struct draft *d) {
    switch (e->item->type) {
    case ITEM_MANY: choices(v, q, e, value); break;
    case ITEM_ONE: e->item->look & LOOK_MENU ? menu(v, q, e, value) : choices(v, q, e, value); break;
    case ITEM_RANK: rank(v, q, e, value); break;
    case ITEM_ACKNOWLEDGE: acknowledge(v, e, value); break;
    case ITEM_RANGE: scale(v, e, value, d); break;
    default: e->item->multiline ? lines(v, e, value, d) : line(v, e, value, d);
    }
}
