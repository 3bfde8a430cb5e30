/* The trail of one's own party: what was done, when, by whom; as a page and as a file. */
#include "area/trail.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/people.h"
#include "area/release.h"
#include "area/round.h"
#include "base/text.h"
#include "page/clearance.h"
#include "page/pages.h"

enum { a_page = 50, a_file = 100000 };

/* "focal_point: ana@…" in the reader's words. */
static const char *post_words(const struct visit *v, const char *detail) {
    const char *colon = strstr(detail, ": ");
    const char *function = colon ? arena_copy_n(v->act->arena, detail, (size_t)(colon - detail)) : "";
    return function_known(function) ? arena_printf(v->act->arena, "%s%s", page_function_name(v, function), colon) : detail;
}

/* A section's title, and what follows its name: a step of clearance, a party, or nothing. */
static const char *section_words(const struct visit *v, const struct trail_entry *e, bool party) {
    struct act *a = v->act;
    const char *form = trail_form(a, e->thing), *colon = strstr(e->detail, ": ");
    const char *name = colon ? arena_copy_n(a->arena, e->detail, (size_t)(colon - e->detail)) : e->detail;
    const char *title = *form ? question_label(a, form, name, "", NULL) : name;
    if (!colon) return title;
    return arena_printf(a->arena, "%s: %s", title, party ? party_name(a, colon + 2) : clearance_deed(a->lang, colon + 2));
}

/* What is kept beside a deed are codes; the page says them in words, the file keeps them. */
static const char *detail_words(const struct visit *v, const struct trail_entry *e) {
    static const char *const of_section[] = {"moved a section in clearance", "named an author of a section", "removed a file from a section", "released a section", "recalled a release"};
    struct act *a = v->act;
    int64_t copied;
    for (size_t i = 0; i < COUNT(of_section); i++)
        if (same(e->key, of_section[i])) return section_words(v, e, false);
    if (same(e->key, "gave a section to a body")) return section_words(v, e, true);
    if (same(e->key, "changed the steps of clearance")) return clearance_chain(a->lang, e->detail);
    if (same(e->key, "began from the round before")) return text_number(e->detail, &copied) ? tr_n(a->arena, a->lang, "%d answer copied", "%d answers copied", copied) : e->detail;
    if (same(e->key, "began an input")) {
        size_t n;
        struct round *r = round_list(a, &n);
        for (size_t i = 0; i < n; i++)
            if (same(r[i].id, e->detail)) return r[i].title;
    }
    return post_words(v, e->detail);
}

static const char *who(const struct visit *v, const struct trail_entry *e) {
    return *e->person ? e->person : tr(v->act->lang, "the server");
}

static void line(struct visit *v, const struct trail_entry *e) {
    struct html *h = v->h;
    put(h, "<tr><td>%s</td><td><bdi>%s</bdi>", lang_instant(v->act->arena, h->lang, e->at, v->act->zone), who(v, e));
    if (*e->function) put(h, "<br><span class=\"soft\">%s</span>", page_function_name(v, e->function));
    put(h, "</td><td>%s", e->deed);
    if (*e->detail) put(h, "<br><span class=\"soft\"><bdi>%s</bdi></span>", detail_words(v, e));
    put(h, "</td></tr>\n");
}

static const char *party_of(struct visit *v) { return *access_state(v->act) ? access_state(v->act) : NULL; }

void trail(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    const char *party = party_of(v), *after = *query(v, "after") ? query(v, "after") : NULL;
    size_t n;
    struct trail_entry *e = trail_read(a, party, after, a_page, &n);
    if (!e) return;
    page_begin(v, said(h, TR("What was done for %s"), party ? party_name(a, party) : "Isthmus"));
    put(h, "<p>%s <a", tr(h->lang, "Acts only, never words of an answer. Nobody can change or remove a line."));
    link(h, "/trail.csv");
    put(h, ">%s</a></p>\n<table class=\"stack\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
        tr(h->lang, "Download all of it as CSV"), tr(h->lang, "When"), tr(h->lang, "Who"), tr(h->lang, "What"));
    for (size_t i = 0; i < n; i++) line(v, &e[i]);
    put(h, "</tbody></table>\n");
    if (n == a_page) {
        put(h, "<p><a");
        link(h, "/trail?after=%s", e[n - 1].id);
        put(h, ">%s</a></p>\n", tr(h->lang, "Earlier"));
    }
    page_end(v);
}

/* A cell that a spreadsheet would take for a formula begins with an apostrophe. */
static void cell(struct buf *b, const char *s, const char *end) {
    buf_char(b, '"');
    if (*s && strchr("=+-@\t", *s)) buf_char(b, '\'');
    for (; *s; s++) {
        if (*s == '"') buf_char(b, '"');
        buf_char(b, *s);
    }
    buf_char(b, '"');
    buf_add(b, end);
}

void trail_csv(struct visit *v) {
    size_t n;
    const char *party = party_of(v);
    struct trail_entry *e = trail_read(v->act, party, NULL, a_file, &n);
    if (!e) return;
    struct buf *b = buf_new(v->act->arena);
    buf_add(b, "at,who,function,deed,detail\r\n");
    for (size_t i = 0; i < n; i++) {
        cell(b, e[i].at, ",");
        cell(b, who(v, &e[i]), ",");
        cell(b, *e[i].function ? page_function_name(v, e[i].function) : "", ",");
        cell(b, e[i].deed, ",");
        cell(b, post_words(v, e[i].detail), "\r\n");
    }
    reply_file(v, "text/csv; charset=utf-8", arena_printf(v->act->arena, "trail-%s.csv", party ? party : "isthmus"), (struct bytes){b->data, b->size});
}
