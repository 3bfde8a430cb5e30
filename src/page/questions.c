/* All questions of one section, with their groups, and entries of groups that repeat: to add one,
 * to remove it, to bring it back, each a button of the form that saves what was typed first. */
#include "area/form.h"
#include "area/input.h"
#include "base/hash.h"
#include "base/text.h"
#include "page/frame.h"
#include "page/question.h"

struct entry *questions_of(struct act *a, const struct form *f, const struct section *s, size_t *n) {
    return form_entries(a->arena, f, form_section(f, s->name), draft_answers(a, s), a->lang->code, arena_copy_n(a->arena, a->now, 10), n);
}

/* The script fetches the page again when a save has changed this. */
const char *questions_shape(struct act *a, const struct entry *e, size_t n) {
    struct buf *b = buf_new(a->arena);
    for (size_t i = 0; i < n; i++) {
        if (!e[i].relevant || e[i].mark == ENTRY_CLOSE) continue;
        buf_printf(b, "%s\n%d%s\n%s\n%s\n", e[i].path, e[i].required, e[i].label, e[i].hint, e[i].wrong ? e[i].wrong : "");
        if (e[i].item->calculation) buf_add(b, e[i].value);
        for (size_t k = 0; e[i].offered && k < e[i].item->n_choices; k++) buf_char(b, e[i].offered[k] ? '1' : '0');
        for (size_t k = 0; e[i].choice && k < e[i].item->n_choices; k++) buf_add(b, e[i].choice[k].words);
    }
    return arena_copy_n(a->arena, hash_hex(a->arena, b->data, b->size), 16);
}

/* "Needs 2": what buttons and headings call an entry. */
static const char *name_of(struct visit *v, const struct entry *e) {
    return arena_printf(v->act->arena, "%s %s", e->label, lang_number(v->act->arena, v->h->lang, e->index));
}

static void open_part(struct visit *v, const struct entry *e, int level) {
    struct html *h = v->h;
    bool entry = e->item->type == ITEM_REPEAT;
    const char *id = field_id(v->act->arena, e->path);
    put(h, "<section class=\"%s\" id=\"e-%s\" data-q=\"%s\" tabindex=\"-1\">", entry ? "entry" : "group", id, e->path);
    if (!*e->label) {
        put(h, "\n");
        return;
    }
    put(h, "<h%d class=\"%s\">", level, entry ? "repeat" : "part");
    question_words(h, entry ? name_of(v, e) : e->label, e->label_in);
    put(h, "</h%d>\n", level);
}

static void close_part(struct visit *v, const struct question_view *q, const struct entry *e) {
    struct html *h = v->h;
    if (q->writes && e->item->type == ITEM_REPEAT && !e->item->count) {
        put(h, "<p><button class=\"plain\" name=\"remove\" value=\"%s\">", e->path);
        html_isolated(h, said(h, TR("Remove %s"), name_of(v, e)));
        put(h, "</button></p>\n");
    }
    put(h, "</section>\n");
}

/* Some words of what stood in a removed entry, so that one knows it again. */
static const char *glimpse(struct visit *v, const struct question_view *q, const char *path) {
    size_t length = strlen(path);
    for (size_t i = 0; i < q->n_drafts; i++) {
        const struct draft *d = &q->drafts[i];
        if (strncmp(d->question, path, length) == 0 && d->question[length] == '/' && *d->value) return text_cut(v->act->arena, d->value, 80);
    }
    return "";
}

/* Those whose repeat this is; deeper ones come back with the entry around them. */
static bool of_series(const struct gone_entry *g, const char *series) {
    size_t length = strlen(series);
    return strncmp(g->path, series, length) == 0 && g->path[length] == '[' && !strchr(g->path + length, '/');
}

static void removed(struct visit *v, const struct question_view *q, const struct entry *e) {
    struct html *h = v->h;
    size_t n, mine = 0;
    struct gone_entry *g = draft_entries_gone(v->act, q->section, &n);
    for (size_t i = 0; i < n; i++) mine += of_series(&g[i], e->path);
    if (!mine) return;
    put(h, "<details class=\"before\" data-q=\"%s-\"><summary>", e->path);
    say_n(h, "%d removed entry", "%d removed entries", (int64_t)mine);
    put(h, "</summary>\n<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        if (!of_series(&g[i], e->path)) continue;
        put(h, "<li><bdi>%s</bdi> <span class=\"soft\">%s%s<bdi>%s</bdi></span> <button class=\"plain\" name=\"restore\" value=\"%s\">%s</button></li>\n", glimpse(v, q, g[i].path),
            lang_instant(v->act->arena, h->lang, g[i].at, v->act->zone), lang_comma(h->lang), g[i].person, g[i].path, tr(h->lang, "Bring it back"));
    }
    put(h, "</ul></details>\n");
}

static void more(struct visit *v, const struct question_view *q, const struct entry *e) {
    struct html *h = v->h;
    if (!q->writes || !e->relevant || e->item->count) return;
    put(h, "<p data-q=\"%s+\"><button class=\"quiet\" name=\"more\" value=\"%s\">", e->path, e->path);
    if (*e->label) html_isolated(h, said(h, TR("Save and add: %s"), e->label));
    else html_text(h, tr(h->lang, "Save and add another entry"));
    put(h, "</button></p>\n");
    removed(v, q, e);
}

void questions_draw(struct visit *v, const struct question_view *q, const struct entry *e, size_t n) {
    int level = 2;
    put(v->h, "<div id=\"questions\">\n");
    for (size_t i = 0; i < n; i++) {
        if (!e[i].relevant) continue;
        switch (e[i].mark) {
        case ENTRY_ASK: question_draw(v, q, &e[i]); break;
        case ENTRY_OPEN: open_part(v, &e[i], level < 6 ? level : 6), level++; break;
        case ENTRY_CLOSE: close_part(v, q, &e[i]), level--; break;
        case ENTRY_MORE: more(v, q, &e[i]); break;
        }
    }
    put(v->h, "</div>\n");
}
