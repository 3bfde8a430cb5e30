/* Proof pages: what the release log proves about a release or a report, in plain words; its
 * receipts as files; the check in the visitor's own browser, and by hand. Who may see a thing
 * may see its proof; the areas decide. */
#include "area/log.h"
#include "area/directory.h"
#include "area/report.h"
#include "base/hash.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/proof.h"
#include "page/qr.h"

/* A thing with its lines in the log; at: its address, /releases/ID or /reports/ID. */
struct proven { bool report; const char *id, *at; struct log_entry *entry; size_t n; struct bytes words; const char *sha256; bool changed; }; /* sha256: of the words that the check by hand compares */

static const char *file_of(struct arena *m, const struct log_entry *e) { return *e->name ? e->name : arena_printf(m, "%s.json", e->kind); }

static const struct log_entry *first_of(const struct proven *p, const char *kind) {
    for (size_t i = 0; i < p->n; i++)
        if (same(p->entry[i].kind, kind)) return &p->entry[i];
    return NULL;
}

/* The words as they were adopted, byte for byte, as long as nothing in them was recalled. */
static struct bytes adopted_words(struct act *a, const struct report *r, const char *sha256) {
    struct report_body *w = same(r->status, "adopted") ? report_sent(a, r) : NULL;
    struct buf *b = buf_new(a->arena);
    for (size_t c = 0; w && c < w->n; c++)
        for (size_t i = 0; i < w->chapter[c].n; i++)
            buf_printf(b, "%d\n%s\n%s\n\n", w->chapter[c].paragraph[i].number, w->chapter[c].title, w->chapter[c].paragraph[i].words);
    bool stands = b->size && same(hash_hex(a->arena, b->data, b->size), sha256);
    return stands ? (struct bytes){b->data, b->size} : (struct bytes){0};
}

static struct proven *of_report(struct visit *v, struct report **r) {
    size_t n;
    *r = report_find(v->act, param(v, "report"));
    struct report_version *w = *r ? report_versions(v->act, *r, &n) : NULL;
    if (!w) return NULL;
    struct proven *p = NEW(v->act->arena, struct proven);
    *p = (struct proven){.report = true, .id = (*r)->id, .at = address(v->act->arena, "/reports/%s", (*r)->id)};
    if (!n) return p;
    p->entry = log_entries(v->act, w[n - 1].id, &p->n);
    p->words = adopted_words(v->act, *r, w[n - 1].sha256);
    p->sha256 = w[n - 1].sha256;
    p->changed = !p->words.data && same((*r)->status, "adopted");
    return p;
}

static struct proven *of_release(struct visit *v, struct release **r) {
    *r = release_find(v->act, param(v, "release"));
    if (!*r) return NULL;
    struct proven *p = NEW(v->act->arena, struct proven);
    *p = (struct proven){.id = (*r)->id, .at = address(v->act->arena, "/releases/%s", (*r)->id), .sha256 = (*r)->sha256, .changed = *(*r)->recalled};
    p->entry = log_entries(v->act, (*r)->id, &p->n);
    return p;
}

static void point(struct html *h, const char *key) { put(h, "<li>%s</li>\n", tr(h->lang, key)); }

static void what_is_proven(struct visit *v, const struct proven *p) {
    struct html *h = v->h;
    put(h, "<h2>%s</h2>\n<ul>\n", tr(h->lang, "What is proven"));
    point(h, p->report ? TR("These exact words were recorded as the report on this server; not a letter has changed since.") : TR("These exact words and files were released on this server; not a letter has changed since."));
    point(h, TR("Their SHA-256 stands in a log that can only grow. Nobody can change, remove or slip in a line without everyone seeing it who kept an older checkpoint: not the operator of this server, either."));
    put(h, "</ul>\n<h2>%s</h2>\n<ul>\n", tr(h->lang, "What is not proven"));
    point(h, TR("That what is written is true."));
    point(h, TR("Who pressed the button: the key of this server signs, after a person with the authority to do so has confirmed."));
    point(h, TR("That there is nothing else: what was never released leaves no line."));
    put(h, "</ul>\n");
}

static void file_link(struct visit *v, const struct proven *p, const char *name, const char *ending, const char *words) {
    put(v->h, "<a download");
    if (p->report) link(v->h, "/reports/%s/proof/%s%s", p->id, name, ending);
    else link(v->h, "/releases/%s/proof/%s%s", p->id, name, ending);
    put(v->h, ">%s</a>", words);
}

static const char *title_of(struct visit *v, const struct log_entry *e) {
    static const struct { const char *kind, *words; } titles[] = {{"release", TR("Statement: what was released")}, {"recall", TR("Statement: that it was recalled")},
        {"circulation", TR("Statement: that it was circulated")}, {"adoption", TR("Statement: that it was adopted")}, {"corrigendum", TR("Statement: that it was corrected")}};
    for (size_t i = 0; i < COUNT(titles); i++)
        if (same(e->kind, titles[i].kind)) return tr(v->h->lang, titles[i].words);
    return same(e->name, "words.txt") ? tr(v->h->lang, "The words of the report") : same(e->name, "content.json") ? tr(v->h->lang, "The words of the release") : tr(v->h->lang, "A file of the release");
}

static void one_entry(struct visit *v, const struct proven *p, const struct log_entry *e, bool first) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    struct log_proof *proof = log_proof(m, e);
    const char *name = file_of(m, e);
    put(h, "<section class=\"line\"><h3>%s</h3>\n<dl class=\"facts\"><dt>%s</dt><dd>%s</dd>", title_of(v, e), tr(h->lang, "Line in the log"), lang_number(m, h->lang, e->position));
    put(h, "<dt>%s</dt><dd><code class=\"receipt\">%s</code></dd><dt>SHA-256</dt><dd><code>%s</code></dd></dl>\n", tr(h->lang, "Short code"), e->code, e->sha256);
    if (!proof) {
        put(h, "<p class=\"box\">%s</p></section>\n", tr(h->lang, "The proof is pending: the checkpoint over this line is not signed yet by all who must sign it. Nothing is lost; look again in a few minutes."));
        return;
    }
    bool gone = !*e->name && !e->payload.data;
    if (gone) put(h, "<p>%s</p>\n", tr(h->lang, "It was recalled. The statement and its salt are gone; the log keeps a hash from which nobody can tell what was said."));
    put(h, "<p>");
    if (!gone) {
        file_link(v, p, name, ".sigstore.json", tr(h->lang, "Receipt (sigstore)"));
        put(h, " · ");
        if (!*e->name) file_link(v, p, name, "", tr(h->lang, "The statement")), put(h, " · ");
        if (!*e->name) file_link(v, p, name, ".signed", tr(h->lang, "The bytes signed")), put(h, " · ");
    }
    file_link(v, p, name, ".tlog-proof", tr(h->lang, "Receipt (tlog-proof)"));
    put(h, " · ");
    file_link(v, p, name, ".sig", tr(h->lang, "Signature"));
    put(h, "</p></section>\n");
    if (first) qr_draw(h, arena_printf(m, "%s%s/proof", v->base_url, p->at), tr(h->lang, "The address of this page as a code for cameras"));
}

/* The browser computes; the server is asked for files only. */
static void check_here(struct visit *v, const struct proven *p) {
    struct html *h = v->h;
    put(h, "<h2>%s</h2>\n<div id=\"check\" hidden data-at=\"%s/proof\" data-files=\"", tr(h->lang, "Check it in this browser"), p->at);
    for (size_t i = 0; i < p->n; i++)
        if (*p->entry[i].name || p->entry[i].payload.data) put(h, "%s\n", file_of(v->act->arena, &p->entry[i]));
    put(h, "\" data-good=\"%s\" data-bad=\"%s\" data-unknown=\"%s\" data-old=\"%s\">\n", tr(h->lang, "This file is the one recorded in the log: its hash, the signature, the place in the log and the signature of the log all fit."),
        tr(h->lang, "Something does not fit:"), tr(h->lang, "This file is not the one recorded here: its SHA-256 is another."), tr(h->lang, "This browser cannot check signatures of the log. Use the steps below."));
    put(h, "<p>%s</p>\n<p><label for=\"check-file\">%s</label> <input type=\"file\" id=\"check-file\"></p>\n<p id=\"check-result\" role=\"status\"></p></div>\n",
        tr(h->lang, "The file stays on your device. Your browser computes its hash and compares it with the receipts of this page."), tr(h->lang, "File"));
    put(h, "<noscript><p>%s</p></noscript>\n<script", tr(h->lang, "Your browser runs no script. The steps below do the same."));
    source(h, "/static/proof.js");
    put(h, " defer></script>\n");
}

static void check_by_hand(struct visit *v, const struct proven *p, bool file) {
    struct html *h = v->h;
    put(h, "<h2>%s</h2>\n<ol>\n<li>", tr(h->lang, "Check it by hand"));
    if (p->report) anchor(h, tr(h->lang, "Save the words of the report."), "/reports/%s/proof/words.txt", p->id);
    else anchor(h, tr(h->lang, "Save the words of the release."), "/releases/%s/content.json", p->id);
    put(h, "</li>\n<li>%s <a", tr(h->lang, "Save a receipt from above, and the keys:"));
    link(h, "/log");
    put(h, ">%s</a></li>\n<li>%s<pre dir=\"ltr\" class=\"command\">", tr(h->lang, "Release log"), tr(h->lang, "Compare:"));
    const char *name = p->report ? "words.txt" : "content.json";
    const struct log_entry *statement = p->report ? NULL : first_of(p, "release");
    put(h, "isthmus verify %s %s.sigstore.json --policy policy --key release.pem\n", name, file ? name : file_of(v->act->arena, statement ? statement : &p->entry[0]));
    if (file) put(h, "openssl dgst -sha256 -verify release.pem -signature %s.sig %s\n", name, name);
    put(h, "sha256sum %s</pre>", name);
    put(h, "<p>%s <code>%s</code></p>", tr(h->lang, "The last command must give:"), p->sha256);
    put(h, "</li>\n</ol>\n");
}

static void draw(struct visit *v, const struct proven *p, const char *nothing) {
    struct html *h = v->h;
    if (!p->n) {
        put(h, "<p class=\"box\">%s</p>\n", tr(h->lang, nothing));
        return;
    }
    if (p->changed) put(h, "<p class=\"box\">%s</p>\n", p->report
        ? tr(h->lang, "Since then a party has recalled a section on which this report rests. The exact words of then can no longer be had here, and so not be compared.")
        : tr(h->lang, "It was recalled: its words are gone from this server. The log still proves that there was something, and that it was recalled."));
    else what_is_proven(v, p);
    put(h, "<h2>%s</h2>\n", tr(h->lang, "In the log"));
    for (size_t i = 0; i < p->n; i++) one_entry(v, p, &p->entry[i], !i);
    if (p->changed) return;
    bool file = first_of(p, "file") != NULL;
    if (p->report && !p->words.data) return; /* a draft that was circulated: its words are not handed on */
    check_here(v, p);
    check_by_hand(v, p, file);
}

void release_proof(struct visit *v) {
    struct release *r;
    struct proven *p = of_release(v, &r);
    if (!p) return;
    page_crumb(v, tr_f(v->act->arena, v->h->lang, TR("%1$s: %2$s"), party_name(v->act, r->party), question_label(v->act, r->form, r->section, "", NULL)), "/releases/%s", r->id);
    page_begin(v, tr(v->h->lang, "Proof"));
    draw(v, p, same(r->audience, "owner") ? TR("It was released to the party itself alone, so it left no line in the log that everyone can read.")
                                          : TR("It was released before this server kept a log, so there is no proof of it here."));
    page_end(v);
}

void report_proof(struct visit *v) {
    struct report *r;
    struct proven *p = of_report(v, &r);
    if (!p) return;
    page_crumb(v, r->title, "/reports/%s", r->id);
    page_begin(v, tr(v->h->lang, "Proof"));
    draw(v, p, TR("This report has not been sent out since this server keeps a log, so there is no proof of it here."));
    page_end(v);
}

/* "NAME", "NAME.sigstore.json", "NAME.tlog-proof", "NAME.sig", "NAME.signed". */
static void send_file(struct visit *v, const struct proven *p) {
    static const char *const endings[] = {".sigstore.json", ".tlog-proof", ".sig", ".signed", ""};
    struct arena *m = v->act->arena;
    const char *asked = param(v, "name");
    for (size_t i = 0; i < p->n; i++) {
        const struct log_entry *e = &p->entry[i];
        const char *name = file_of(m, e), *ending = text_starts(asked, name) ? asked + strlen(name) : NULL;
        size_t k = 0;
        while (k < COUNT(endings) && !same(ending, endings[k])) k++;
        bool statement = !*e->name, gone = statement && !e->payload.data;
        if (k == COUNT(endings) || (gone && (k == 0 || k > 2))) continue;
        struct log_proof *proof = k < 2 ? log_proof(m, e) : NULL;
        const char *text = !proof ? NULL : k == 0 ? log_bundle(m, e, proof) : log_proof_file(m, e, proof);
        struct bytes b = text ? (struct bytes){text, strlen(text)} : k == 2 ? log_signature(m, e) : k == 3 ? log_signed(m, e) : k == 4 ? (statement ? e->payload : p->words) : (struct bytes){0};
        if (!b.data) continue;
        reply_file(v, k == 0 || (k == 4 && statement) ? "application/json" : k == 1 || k == 4 ? "text/plain; charset=utf-8" : "application/octet-stream", asked, b);
        return;
    }
    fail(v->act, NOT_FOUND, TR("There is no such file."));
}

void release_proof_file(struct visit *v) {
    struct release *r;
    struct proven *p = of_release(v, &r);
    if (p) send_file(v, p);
}

void report_proof_file(struct visit *v) {
    struct report *r;
    struct proven *p = of_report(v, &r);
    if (p) send_file(v, p);
}

/* Letters as people type them from paper: any case, with or without the dashes. */
static const char *as_code(struct arena *m, const char *typed) {
    struct buf *b = buf_new(m);
    int n = 0;
    for (; *typed && n < 12; typed++) {
        char c = *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 32) : *typed;
        if (c < 'A' || c > 'Z') continue;
        if (n && n % 4 == 0) buf_char(b, '-');
        buf_char(b, c);
        n++;
    }
    return b->size ? b->data : "";
}

void proof_ask(struct visit *v) {
    struct html *h = v->h;
    const char *code = query(v, "code");
    if (*code) {
        struct log_entry *e = log_by_code(v->act, as_code(v->act->arena, code));
        bool report = e && (same(e->kind, "adoption") || same(e->kind, "circulation") || same(e->kind, "corrigendum") || same(e->name, "words.txt"));
        if (e && !report && release_find(v->act, e->subject)) redirect(v, "/releases/%s/proof", e->subject);
        const char *of = report ? report_of_version(v->act, e->subject) : NULL;
        if (of) redirect(v, "/reports/%s/proof", of);
        if (v->out->status) return;
        v->act->failure = OK; /* what is not for the reader's eyes is the same as what is not there */
    }
    page_begin(v, tr(h->lang, "Check a short code"));
    if (*code) put(h, "<p class=\"box\" role=\"alert\">%s</p>\n", tr(h->lang, "There is no proof with this code that you may see."));
    put(h, "<p>%s</p>\n<form method=\"get\"", tr(h->lang, "PDF and Word files made here carry a short code of twelve letters. It leads to the proof of what they hold."));
    action(h, "/proof");
    put(h, ">\n");
    field_draw(h, v->act, &(struct field){.name = "code", .label = TR("Short code"), .kind = FIELD_LINE, .required = true, .most = 40}, code);
    form_button(h, "", TR("Show the proof"));
    put(h, "</form>\n");
    page_end(v);
}

const char *proof_code(struct act *a, const char *subject) {
    size_t n;
    struct log_entry *e = log_entries(a, subject, &n);
    return n ? e[0].code : NULL;
}
