#include "page/frame.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/session.h"
#include "base/text.h"
#include "web/site.h"

struct crumb { const char *words, *address; struct crumb *next; };
struct frame { struct crumb *crumbs, **last; const char *titled_in; bool synthetic; };

static struct frame *frame_of(struct visit *v) {
    if (!v->frame) {
        v->frame = NEW(v->act->arena, struct frame);
        v->frame->last = &v->frame->crumbs;
    }
    return v->frame;
}

void page_crumb_add(struct visit *v, const char *words, const char *format, ...) {
    struct frame *f = frame_of(v);
    struct crumb *c = NEW(v->act->arena, struct crumb);
    va_list list;
    va_start(list, format);
    *c = (struct crumb){words, address_v(v->act->arena, format, list), NULL};
    va_end(list);
    *f->last = c;
    f->last = &c->next;
}

void page_titled_in(struct visit *v, const char *language) { frame_of(v)->titled_in = language; }
void page_synthetic(struct visit *v) { frame_of(v)->synthetic = true; }

static const struct { const char *words, *path; enum gate gate; } places[] = {
    {TR("Review rounds"), "rounds", ANYONE}, {TR("My work"), "work", SIGNED_IN},   {TR("Directory"), "directory", ANYONE},
    {TR("Calendar"), "events", ANYONE},      {TR("The Compact"), "compact", ANYONE},
};

static void navigation(struct visit *v) {
    struct html *h = v->h;
    put(h, "<nav class=\"places\" aria-label=\"%s\"><ul>", tr(h->lang, "Main"));
    for (size_t i = 0; i < COUNT(places); i++) {
        if (places[i].gate != ANYONE && !v->session) continue;
        put(h, "<li><a");
        link(h, "/%s", places[i].path);
        if (text_starts(v->in->path + 1, places[i].path)) put(h, " aria-current=\"true\"");
        put(h, ">%s</a></li>", tr(h->lang, places[i].words));
    }
    put(h, "</ul></nav>\n");
}

/* Function words as the interface shows them. */
static const char *function_name(const struct language *l, const char *function) {
    static const struct { const char *function, *words; } names[] = {
        {"administrator", TR("administrator")}, {"secretariat", TR("secretariat")}, {"focal_point", TR("focal point")},
        {"alternate", TR("alternate focal point")}, {"author", TR("section author")}, {"validator", TR("validator")},
        {"releaser", TR("releasing authority")}, {"delegate", TR("delegate")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(function, names[i].function)) return tr(l, names[i].words);
    return function;
}
const char *page_function_name(const struct visit *v, const char *function) { return function_name(v->act->lang, function); }

static void who(struct visit *v) {
    struct html *h = v->h;
    put(h, "<div class=\"who\">");
    if (!v->session) {
        put(h, "<a class=\"sign-in\"");
        link(h, "/sign-in");
        put(h, ">%s</a>", tr(h->lang, "Sign in"));
    } else {
        put(h, "<a");
        link(h, "/account");
        put(h, "><bdi>%s</bdi></a>", v->session->name);
        if (*v->session->function) {
            const char *function = function_name(h->lang, v->session->function);
            put(h, " <span class=\"acting\">");
            if (*v->session->party) say_f(h, "acting as %1$s for %2$s", function, party_name(v->act, v->session->party));
            else say_f(h, "acting as %s", function);
            put(h, "</span>");
        }
    }
    put(h, "</div>\n");
}

/* The message of the last act, shown once: an English key in a cookie of ours. */
static void note(struct visit *v) {
    const char *name = site_cookie(v->site, v->act->arena, "note");
    for (const struct pair *p = v->in->cookies; p; p = p->next)
        if (same(p->name, name) && *p->value) {
            struct pair *said = NULL; /* the cookie carries the key percent-encoded */
            const char *line = arena_printf(v->act->arena, "said=%s", p->value);
            if (site_pairs(v->act->arena, line, strlen(line), &said) && said) put(v->h, "<p class=\"note\" role=\"status\">%s</p>\n", tr(v->h->lang, said->value));
            reply_header(v, "Set-Cookie", arena_printf(v->act->arena, "%s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0%s", name,
                         v->site->behind_tls ? "; Secure" : ""));
        }
}

static void head(struct visit *v, const char *title) {
    struct html *h = v->h;
    put(h, "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", h->lang->code,
        h->lang->rtl ? "rtl" : "ltr");
    put(h, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s · Isthmus</title>\n", title);
    put(h, "<link rel=\"stylesheet\"");
    link(h, "/static/isthmus.css");
    put(h, ">\n<link rel=\"icon\"");
    link(h, "/static/icon.svg");
    put(h, ">\n<script");
    source(h, "/static/isthmus.js");
    put(h, " defer></script>\n</head>\n");
}

void page_begin(struct visit *v, const char *title) {
    struct html *h = v->h;
    struct frame *f = frame_of(v);
    head(v, title);
    put(h, "<body data-zone=\"%s\">\n<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"top\"><div class=\"bar\"><a class=\"mark\"",
        v->act->zone, tr(h->lang, "Skip to content"));
    link(h, "/");
    put(h, ">Isthmus</a>\n");
    who(v);
    put(h, "</div>\n");
    navigation(v);
    put(h, "</header>\n<main id=\"main\">\n");
    if (f->crumbs) {
        put(h, "<nav class=\"crumbs\" aria-label=\"%s\"><ol>", tr(h->lang, "Where you are"));
        for (struct crumb *c = f->crumbs; c; c = c->next) {
            put(h, "<li><a href=\"");
            html_text(h, c->address);
            put(h, "\"><bdi>%s</bdi></a></li>", c->words);
        }
        put(h, "</ol></nav>\n");
    }
    if (f->synthetic) put(h, "<p class=\"synthetic\">%s</p>\n", tr(h->lang, "Synthetic data: invented for demonstration. No State wrote this."));
    note(v);
    put(h, "<h1>");
    html_name(h, title, f->titled_in);
    put(h, "</h1>\n");
}

/* This page in another language: with its search words and filters. A page that is none, or
 * one drawn after a POST, has no address to come back to. */
static const char *in_language(struct visit *v, const char *code) {
    struct buf *b = buf_new(v->act->arena);
    bool here = v->in->method == GET && v->route;
    buf_add(b, here ? v->in->path : "/");
    buf_add(b, address(b->arena, "?lang=%s", code));
    for (const struct pair *p = v->in->query; here && p; p = p->next)
        if (!same(p->name, "lang")) buf_add(b, address(b->arena, "&%s=%s", p->name, p->value));
    return b->size <= 1000 ? b->data : address(b->arena, "/?lang=%s", code);
}

static void languages(struct visit *v) {
    struct html *h = v->h;
    put(h, "<nav class=\"languages\" aria-label=\"%s\"><ul>", tr(h->lang, "Language"));
    for (const struct language *const *l = lang_all(); *l; l++) {
        put(h, "<li><a lang=\"%s\" hreflang=\"%s\"", (*l)->code, (*l)->code);
        put(h, " href=\"");
        html_text(h, in_language(v, (*l)->code));
        put(h, "\"");
        if (*l == h->lang) put(h, " aria-current=\"true\"");
        put(h, ">%s</a></li>", (*l)->name);
    }
    put(h, "</ul></nav>\n");
}

void page_end(struct visit *v) {
    struct html *h = v->h;
    const char *const *reasons;
    size_t n = access_reasons(v->act, &reasons);
    put(h, "<details class=\"why\"><summary>%s</summary>\n<ul>", tr(h->lang, "Why do I see this?"));
    if (!n) put(h, "<li>%s</li>", tr(h->lang, "This page is open to everyone."));
    for (size_t i = 0; i < n; i++) put(h, "<li>%s</li>", reasons[i]);
    put(h, "</ul></details>\n</main>\n<footer class=\"foot\">\n");
    languages(v);
    put(h, "<p>%s</p>\n</footer>\n</body>\n</html>\n",
        tr(h->lang, "What a party writes is its own until its authority releases it. Nothing here ranks States."));
}

void page_mistakes(struct visit *v) {
    struct html *h = v->h;
    if (!v->act->failure) return;
    put(h, "<div class=\"mistakes\" role=\"alert\" tabindex=\"-1\" autofocus><p>%s</p>", v->act->message);
    if (v->act->mistakes) {
        put(h, "<ul>");
        for (const struct mistake *m = v->act->mistakes; m; m = m->next) {
            put(h, "<li><a");
            link(h, "#f-%s", field_id(v->act->arena, m->field));
            put(h, ">%s</a></li>", m->message);
        }
        put(h, "</ul>");
    }
    put(h, "</div>\n");
}

/* What cannot be saved (the section was given to others, the post ended, the database is
 * away) is shown again to whom it was typed by: going back would fetch an empty form. */
static void typed(struct visit *v) {
    struct html *h = v->h;
    const char *words = tr(h->lang, "What you typed was not saved. It stands here once more, so that you can copy it.");
    bool any = false;
    for (const struct pair *p = v->in->form; p; p = p->next) {
        if (!text_written(p->value) || text_starts(p->name, "limit:")) continue;
        if (!any) put(h, "<p><strong>%s</strong></p>\n", words);
        any = true;
        put(h, "<div class=\"field\"><textarea readonly aria-label=\"%s\" rows=\"6\" dir=\"auto\">\n%s</textarea></div>\n", words, p->value);
    }
}

/* What somebody can do who finds nothing: the same whether it is hidden or was never there. */
static void further(struct visit *v) {
    struct html *h = v->h;
    if (!v->session) {
        put(h, "<p>%s</p>\n<p><a class=\"button\"", tr(h->lang, "Did somebody send you here? Sign in with the mail address under which you were appointed, then open the link again."));
        link(h, "/sign-in");
        put(h, ">%s</a></p>\n", tr(h->lang, "Sign in"));
        return;
    }
    put(h, "<p>%s</p>\n<ul>\n", tr(h->lang, "If you hold several posts, the page may belong to another one. A section may have gone to somebody else, or a release may have been recalled."));
    put(h, "<li><a href=\"/work\">%s</a></li>\n<li><a href=\"/account\">%s</a></li>\n</ul>\n", tr(h->lang, "See what waits for you"), tr(h->lang, "Choose the post in which you act"));
}

void page_failure(struct visit *v) {
    struct act *a = v->act;
    static const char *const titles[] = {[OK] = "", [INVALID] = TR("Please check what you entered"),
        [DENIED] = TR("Nothing here"), [NOT_FOUND] = TR("Nothing here"), [CONFLICT] = TR("Somebody else was first"),
        [TOO_MANY] = TR("Please wait a moment"), [BROKEN] = TR("The server is in trouble")};
    bool hidden = a->failure == DENIED || a->failure == NOT_FOUND;
    enum outcome outcome = a->failure;
    const char *message = a->message;
    if (hidden) message = tr(a->lang, TR("There is nothing at this address, or it is not open to you as you are signed in now."));
    if (hidden) v->frame = NULL; /* where it would have stood tells that it is there */
    if (a->standing) access_forget(a);
    if (outcome != BROKEN) a->failure = INVALID; /* the frame reads names */
    page_begin(v, tr(a->lang, titles[outcome]));
    put(v->h, "<p>%s</p>\n", message);
    if (!hidden) page_mistakes(v);
    typed(v);
    if (hidden) further(v);
    put(v->h, "<p><a");
    link(v->h, "/");
    put(v->h, ">%s</a></p>\n", tr(a->lang, "Go to the first page"));
    page_end(v);
    a->failure = outcome;
}

void page_interrupted(struct visit *v) {
    struct html *h = v->h;
    v->out->status = 409;
    bool weak = v->session && !v->act->strong && access_needs_second_factor(v->session->function);
    page_begin(v, tr(h->lang, "Nothing is saved yet, and nothing is lost"));
    put(h, "<p>%s</p>\n", tr(h->lang, weak
        ? TR("This needs your second factor. Everything you typed is below. Give the code in another tab, then come back here and press the button.")
        : v->session
        ? TR("Your session changed while you were writing. Everything you typed is below: press the button to send it now.")
        : TR("Your session has ended. Everything you typed is below. Sign in in another tab, then come back here and press the button.")));
    if (weak) {
        put(h, "<p><a target=\"_blank\"");
        link(h, "/second-factor");
        put(h, ">%s</a></p>\n", tr(h->lang, "Give the code (opens in another tab)"));
    }
    if (!v->session) {
        put(h, "<p><a target=\"_blank\"");
        link(h, "/sign-in");
        put(h, ">%s</a></p>\n", tr(h->lang, "Sign in (opens in another tab)"));
    }
    put(h, "<form method=\"post\" action=\"");
    html_text(h, v->in->path);
    if (v->in->uploads) put(h, "\" enctype=\"multipart/form-data\">");
    else put(h, "\">");
    form_hidden(h, "csrf", h->csrf);
    int texts = 0;
    for (const struct pair *p = v->in->form; p; p = p->next) {
        if (same(p->name, "csrf")) continue;
        bool long_text = (text_length(p->value) > 30 || strchr(p->value, '\n')) && !text_starts(p->name, "limit:");
        if (!long_text) {
            form_hidden(h, p->name, p->value);
            continue;
        }
        const char *id = field_id(v->act->arena, p->name);
        put(h, "<div class=\"field\"><label for=\"f-%s\">%s</label><textarea id=\"f-%s\" name=\"%s\" rows=\"6\" dir=\"auto\">\n%s</textarea></div>\n",
            id, said(h, TR("Text %d"), ++texts), id, p->name, p->value);
    }
    /* A page cannot put a file back into its field: the person has to choose it once more. */
    for (const struct upload *u = v->in->uploads; u; u = u->next) {
        const char *id = field_id(v->act->arena, u->field);
        put(h, "<div class=\"field\"><label for=\"f-%s\">", id);
        say_f(h, "The file %s was not kept. Choose it again:", u->name);
        put(h, "</label><input type=\"file\" id=\"f-%s\" name=\"%s\"></div>\n", id, u->field);
    }
    form_button(h, "", TR("Send it now"));
    put(h, "</form>\n");
    page_end(v);
}
