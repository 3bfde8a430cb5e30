/* One section: its questions, saving with and without script, clearance, files, comments,
 * earlier versions. Everything is asked of area/input, which asks the one decision. */
#include "area/directory.h"
#include "area/form.h"
#include "area/forms.h"
#include "area/input.h"
#include "base/text.h"
#include "page/clearance.h"
#include "page/pages.h"
#include "page/question.h"
#include "page/section_title.h"

static bool writes(struct visit *v, const struct section *s) {
    struct subject u = section_subject(s);
    return !same(s->state, "cleared") && access_may(v->act, WRITE_DRAFT, &u);
}

/* When it is to be handed on, and until when the round takes inputs. */
static void days(struct visit *v, const struct section *s) {
    struct html *h = v->h;
    const char *last = round_due(v->act, s->round);
    if (!*s->due && blank(last)) return;
    put(h, "<p class=\"soft\">");
    if (*s->due) {
        put(h, "<strong>");
        say_f(h, "due on %s", lang_day(v->act->arena, h->lang, s->due));
        put(h, "</strong>");
    }
    if (*s->due && !blank(last)) put(h, " · ");
    if (!blank(last)) say_f(h, "Last day of the round for inputs: %s", lang_day(v->act->arena, h->lang, last));
    put(h, "</p>\n");
}

static void files(struct visit *v, const struct section *s, const struct form *f, bool write) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n;
    struct attachment *l = attachment_list(a, s, &n);
    const char *question = NULL;
    for (size_t i = 0; i < f->n_items; i++)
        if (f->items[i].type == ITEM_FILE && f->items[i].section == form_section(f, s->name)) question = f->items[i].path + strlen(s->name) + 1;
    if (!n && !question) return;
    put(h, "<h2>%s</h2>\n", tr(h->lang, "Files"));
    if (n) put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li>");
        anchor(h, l[i].name, "/sections/%s/files/%s", s->id, l[i].id);
        put(h, " <span class=\"soft\">%s kB</span> ", lang_number(a->arena, h->lang, (l[i].size + 1023) / 1024));
        if (write) {
            form_begin(h, "/sections/%s/files/%s/remove", s->id, l[i].id);
            form_button(h, "quiet", TR("Remove"));
            form_end(h);
        }
        put(h, "</li>\n");
    }
    if (n) put(h, "</ul>\n");
    if (!write || !question) return;
    form_begin_upload(h, "/sections/%s/files", s->id);
    form_hidden(h, "question", question);
    field_draw(h, a, &(struct field){.name = "file", .label = TR("Add a file"), .hint = TR("PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG or plain text; at most 25 MB."), .kind = FIELD_FILE}, "");
    form_button(h, "quiet", TR("Send the file"));
    form_end(h);
}

static void comments(struct visit *v, const struct section *s) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n;
    struct comment *c = comment_list(a, s, &n);
    put(h, "<h2>%s</h2>\n", tr(h->lang, "Comments"));
    if (n) put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><bdi>%s</bdi> <span class=\"soft\">%s</span>", c[i].author, lang_instant(a->arena, h->lang, c[i].at, a->zone));
        if (c[i].resolved) put(h, " <span class=\"tag\">%s</span>", tr(h->lang, "settled"));
        html_words(h, c[i].words, NULL);
        if (!c[i].resolved) {
            form_begin(h, "/sections/%s/comments/%s/settle", s->id, c[i].id);
            form_button(h, "quiet", TR("Settled"));
            form_end(h);
        }
        put(h, "</li>\n");
    }
    if (n) put(h, "</ul>\n");
    form_begin(h, "/sections/%s/comments", s->id);
    field_draw(h, a, &(struct field){.name = "comment", .label = TR("Your comment"), .hint = TR("Seen by those who see this section; never released."), .kind = FIELD_AREA, .most = 5000}, posted(v, "comment"));
    form_button(h, "quiet", TR("Add the comment"));
    form_end(h);
}

void section_show(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct section *s = section_find(a, param(v, "section"));
    const struct form *f = s ? forms_get(a, s->form) : NULL;
    if (!f) return;
    struct round *r = round_find(a, s->round);
    if (r && r->synthetic) page_synthetic(v);
    bool write = writes(v, s);
    struct subject u = section_subject(s);
    struct question_view q = {.form = f, .section = s, .writes = write, .chooses = !same(s->state, "cleared") && access_may(a, CLEAR_DRAFT, &u), .marks = *query(v, "saved") != 0,
        .languages = v->in->method == POST ? posted(v, "languages") : query(v, "languages"), .into = query(v, "into")};
    q.drafts = draft_list(a, s, &q.n_drafts);
    size_t n;
    struct entry *e = questions_of(a, f, s, &n);
    const char *language = NULL, *title = section_title(a, s, &language);
    page_crumb(v, tr(h->lang, "My work"), "/work");
    page_crumb(v, said(h, TR("Input of %s"), party_name(a, s->party)), "/inputs/%s", s->input);
    page_titled_in(v, language);
    page_begin(v, title);
    page_mistakes(v);
    put(h, "<p class=\"soft\"><bdi>%s</bdi> · %s</p>\n", party_name(a, s->holder), tr(h->lang, "Nobody outside your State sees this page."));
    days(v, s);
    if (write) {
        put(h, "<form method=\"post\" id=\"draft\" class=\"draft\" data-autosave=\"%s\" data-shape=\"%s\"", s->id, questions_shape(a, e, n));
        action(h, "/sections/%s", s->id);
        put(h, " data-both=\"%s\"", tr(h->lang, "Saved. Somebody else wrote in the same place: both texts are kept. Press Save to see both."));
        put(h, " data-saving=\"%s\" data-kept=\"%s\" data-offline=\"%s\" accept-charset=\"utf-8\">", tr(h->lang, "Saving"), tr(h->lang, "Saved at"),
            tr(h->lang, "Not saved on the server yet; kept in this browser. Press Save."));
        form_hidden(h, "csrf", h->csrf);
        /* The Enter key presses the first button: it saves, and nothing else. */
        put(h, "<button class=\"first\" tabindex=\"-1\" aria-hidden=\"true\">%s</button>\n", tr(h->lang, "Save"));
    }
    questions_draw(v, &q, e, n);
    if (write) {
        put(h, "<div class=\"save\"><button>%s</button><span class=\"saved\" role=\"status\"></span></div></form>\n", tr(h->lang, "Save"));
    }
    files(v, s, f, write);
    clearance_draw(v, s, write, *query(v, "hand") != 0);
    comments(v, s);
    page_end(v);
}

/* Fields a:PATH:LANG with b:PATH:LANG; marks of several choices come one by one. */
static struct draft_change *changes(struct visit *v, size_t *n) {
    struct arena *m = v->act->arena;
    size_t room = 0;
    for (const struct pair *p = v->in->form; p; p = p->next) room++;
    struct draft_change *c = NEW_N(m, struct draft_change, room + 1);
    *n = 0;
    for (const struct pair *p = v->in->form; p; p = p->next) {
        if (!text_starts(p->name, "a:")) continue;
        const char *colon = strrchr(p->name, ':');
        if (colon == p->name + 1) continue;
        const char *path = arena_copy_n(m, p->name + 2, (size_t)(colon - p->name - 2)), *language = colon + 1;
        bool again = false;
        for (size_t i = 0; i < *n; i++) again |= same(c[i].question, path) && same(c[i].language, language);
        if (again || strlen(path) > 200 || strlen(language) > 8) continue;
        const char *base = posted(v, arena_printf(m, "b:%s:%s", path, language));
        const char *value = text_trim(m, posted_all(v, p->name));
        c[(*n)++] = (struct draft_change){path, language, value, base, NULL, NULL, NULL};
        const char *in = arena_printf(m, "l:%s", path);
        if (!*language && posted_has(v, in)) c[*n - 1].written_in = posted(v, in);
    }
    return c;
}

/* Only paths that the form has: others are no fields of this page. */
static size_t known_only(const struct form *f, const struct section *s, struct draft_change *c, size_t n, struct arena *m) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        const struct item *it = !form_path_fits(c[i].question) ? NULL : form_item(f, arena_printf(m, "%s/%s", s->name, form_path_item(m, c[i].question)));
        bool asked = it && form_asks(it) && !it->read_only;
        if (!asked || (*c[i].language && it->type != ITEM_TEXT)) continue;
        c[k] = c[i];
        c[k++].value = form_normal(m, it, c[i].value);
    }
    return k;
}

/* What a POST holds for a section, and what became of it. */
struct saving { struct draft_change *change; size_t n; int saved, conflicts; };

static bool save(struct visit *v, const struct section *s, struct saving *into) {
    *into = (struct saving){0};
    const struct form *f = forms_get(v->act, s->form);
    if (!f) return false;
    into->change = changes(v, &into->n);
    into->n = known_only(f, s, into->change, into->n, v->act->arena);
    return draft_save(v->act, s, into->change, into->n, &into->saved, &into->conflicts);
}

/* A translation is into another language than that of the answer itself. */
static bool language_fits(struct visit *v, const struct section *s) {
    struct arena *m = v->act->arena;
    const char *path = posted(v, "languages"), *name = arena_printf(m, "to:%s", path), *to = posted(v, name);
    size_t n;
    struct draft *d = *to ? draft_list(v->act, s, &n) : NULL;
    if (*to && !lang_known(to)) return mistake(v->act, name, TR("Choose the language from the list."));
    for (size_t i = 0; d && i < n; i++)
        if (same(d[i].question, path) && !*d[i].language && same(d[i].written_in, to)) return mistake(v->act, name, TR("The answer itself is in this language. Choose another one."));
    return true;
}

/* The page again, at the text whose languages were asked for, or at its new translation. */
static void to_translation(struct visit *v, const struct section *s) {
    struct arena *m = v->act->arena;
    const char *path = posted(v, "languages"), *to = posted(v, arena_printf(m, "to:%s", path)), *in = arena_printf(m, "l:%s", path);
    if (*to) redirect(v, "/sections/%s?saved=1&languages=%s&into=%s#f-%s", s->id, path, to, field_id(m, arena_printf(m, "%s:%s", path, to)));
    else if (posted_has(v, in)) redirect_with(v, TR("Saved."), "/sections/%s?saved=1#f-%s", s->id, field_id(m, path));
    else redirect(v, "/sections/%s?saved=1&languages=%s#f-%s", s->id, path, field_id(m, in));
}

/* An entry to add, to remove or to bring back, after what was typed is saved; where to go. */
static const char *entry_asked(struct visit *v, const struct section *s, const struct saving *k) {
    const char *restore = posted(v, "restore");
    if (*posted(v, "more")) return draft_entry_add(v->act, s, posted(v, "more"));
    if (*posted(v, "remove")) draft_entry_remove(v->act, s, posted(v, "remove"), k->change, k->n);
    return *restore && draft_entry_restore(v->act, s, restore) ? restore : NULL;
}

static bool holds_answers(const struct visit *v) {
    for (const struct pair *p = v->in->form; p; p = p->next)
        if (text_starts(p->name, "a:")) return true;
    return false;
}

void section_save_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (!s) return;
    struct saving k = {0};
    bool choice_alone = *posted(v, "choose") && !holds_answers(v); /* of whoever clears and does not write */
    bool done = choice_alone || (save(v, s, &k) && language_fits(v, s));
    if (done && *posted(v, "choose")) {
        char **words = text_split(v->act->arena, posted(v, "choose"), ' ');
        done = words[0] && words[1] && draft_choose(v->act, s, words[0], words[2] ? words[2] : "", words[1]);
    }
    const char *entry = done ? entry_asked(v, s, &k) : NULL;
    if (failed(v->act) || !done) {
        if (v->act->failure == INVALID || v->act->failure == CONFLICT) section_show(v);
        return;
    }
    if (entry) redirect(v, "/sections/%s?saved=1#e-%s", s->id, field_id(v->act->arena, entry));
    else if (*posted(v, "remove")) redirect_with(v, TR("Removed. What stood in the entry is kept, and can be brought back."), "/sections/%s?saved=1", s->id);
    else if (*posted(v, "languages") && !k.conflicts) to_translation(v, s);
    else if (k.conflicts) redirect_with(v, TR("Saved. Somebody else wrote in the same place: both texts are kept, see below."), "/sections/%s?saved=1", s->id);
    else redirect_with(v, TR("Saved."), "/sections/%s?saved=1", s->id);
}

/* "bases":{"b:path:":"revision"}: names the form knows, ids of ours: nothing to escape. */
static void revisions(struct buf *b, const struct saving *k, bool beside) {
    const char *comma = "";
    buf_add(b, beside ? "\"beside\":{" : "\"bases\":{");
    for (size_t i = 0; i < k->n; i++) {
        const struct draft_change *c = &k->change[i];
        if (beside ? !c->beside : !c->revision) continue;
        buf_printf(b, "%s\"b:%s:%s\":\"%s\"", comma, c->question, c->language, beside ? c->beside : c->revision);
        comma = ",";
    }
    buf_add(b, "}");
}

/* For the script: short words; {"saved":2,"conflicts":0,"shape":"…","bases":{…},"beside":{…}}. */
void section_autosave_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    struct saving k;
    if (!s || !save(v, s, &k)) return;
    const struct form *f = forms_get(v->act, s->form);
    struct buf *b = buf_new(v->act->arena);
    buf_printf(b, "{\"saved\":%d,\"conflicts\":%d,", k.saved, k.conflicts);
    bool watched = false; /* most answers are words that nothing else looks at: no work for those */
    for (size_t i = 0; i < k.n; i++) {
        const struct item *it = form_item(f, arena_printf(v->act->arena, "%s/%s", s->name, form_path_item(v->act->arena, k.change[i].question)));
        watched |= it && it->watched && k.change[i].revision;
    }
    size_t n;
    const struct entry *e = watched ? questions_of(v->act, f, s, &n) : NULL;
    if (e) buf_printf(b, "\"shape\":\"%s\",", questions_shape(v->act, e, n));
    revisions(b, &k, false);
    buf_add(b, ",");
    revisions(b, &k, true);
    buf_add(b, "}");
    v->out->type = "application/json";
    v->out->body = b;
}

static void after(struct visit *v, const struct section *s, bool done, const char *message) {
    if (done) reply_redirect_with(v, message, "/sections/%s", s->id);
    else if (v->act->failure == INVALID) section_show(v);
}

/* What the page did not say yet before the button was pressed: it is saved, and said first. */
static bool untold(const struct visit *v, const struct handing *h) {
    const char *known = *posted(v, "skip") ? posted(v, "skip") : posted(v, "known");
    if (h->stays && !*posted(v, "skip")) return true;
    return ((h->empty || h->n_unanswered || h->n_undecided) && !same(known, "all")) || (h->vacant && !*known);
}

/* What is said once a section was handed on: who was told, or that nobody could be. */
static const char *handed(const struct handing *h) {
    if (!h->vacant) return TR("Handed on. Whoever is next was told by mail.");
    return h->leads_told ? TR("Handed on. Nobody holds the post that comes next, so whoever leads your State's input was told by mail.")
                         : TR("Handed on. Nobody holds the post that comes next, and your State has no focal point who could be told.");
}

void section_clear_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    struct saving k = {0};
    if (!s) return;
    if (holds_answers(v) && !(save(v, s, &k) && language_fits(v, s))) {
        if (v->act->failure == INVALID || v->act->failure == CONFLICT) section_show(v);
        return;
    }
    if (k.conflicts) redirect_with(v, TR("Saved. Somebody else wrote in the same place: both texts are kept, see below."), "/sections/%s?saved=1", s->id);
    if (k.conflicts || failed(v->act)) return;
    struct handing *n = section_handing(v->act, s);
    if (untold(v, n)) redirect(v, "/sections/%s?hand=1#clearance", s->id);
    else if (*posted(v, "skip")) after(v, s, section_skip(v->act, s, v->base_url), TR("Passed on without a validator. Whoever is next was told by mail."));
    else if (same(s->stage, "releaser")) after(v, s, section_clear(v->act, s, v->base_url), TR("Cleared. It can be released now, from the page of the whole input."));
    else after(v, s, section_clear(v->act, s, v->base_url), handed(n));
}
void section_return_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (s) after(v, s, section_return(v->act, s, posted(v, "note"), v->base_url), TR("Sent back to its authors."));
}
void section_take_back_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (s) after(v, s, section_take_back(v->act, s, posted(v, "back"), v->base_url), TR("It is with its authors again, who were told by mail."));
}
void section_comment_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (s) after(v, s, comment_add(v->act, s, "", posted(v, "comment")), TR("Added."));
}
void section_comment_settle_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (s) after(v, s, comment_resolve(v->act, s, param(v, "comment")), TR("Saved."));
}
void section_file_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (!s) return;
    const struct upload *u = posted_file(v, "file");
    if (!u) mistake(v->act, "file", TR("Choose a file first."));
    else if (!attachment_add(v->act, s, posted(v, "question"), u->name, u->content) && v->act->failure == INVALID)
        for (struct mistake *w = v->act->mistakes; w; w = w->next) w->field = "file";
    after(v, s, !failed(v->act), TR("The file is kept."));
}
void section_file_remove_post(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    if (s) after(v, s, attachment_remove(v->act, s, param(v, "file")), TR("Removed."));
}

void section_file(struct visit *v) {
    struct section *s = section_find(v->act, param(v, "section"));
    struct attachment f;
    struct bytes content;
    if (!s || !attachment_get(v->act, s, param(v, "file"), &f, &content)) return;
    /* The name given by a person stays on the page; in a header only what is safe there. */
    const char *end = strrchr(f.name, '.');
    bool safe = end && strlen(end) <= 5 && !end[1 + strspn(end + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")];
    reply_file(v, f.type, arena_printf(v->act->arena, "%s%s", f.id, safe ? end : ""), content);
}
