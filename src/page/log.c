/* The release log as the world reads it: one page for people, files for programs. */
#include "area/access.h"
#include "area/log/witness.h"
#include "base/text.h"
#include "page/pages.h"

static const struct { const char *name, *what; } files[] = {
    {"checkpoint", TR("The newest checkpoint: size and root of the log, signed")},
    {"keys", TR("Public keys of the log and of this server as a witness")},
    {"policy", TR("Whom to trust for this log: its key, its witnesses, how many of them must sign")},
    {"release.pem", TR("Public key of the signatures over released files, for OpenSSL")},
    {"trusted_root.json", TR("The same for clients of sigstore")},
};

static const char *content(struct arena *m, const char *name, struct bytes *file) {
    static const char text[] = "text/plain; charset=utf-8";
    const char *words = same(name, "keys") ? log_keys_text(m) : same(name, "policy") ? log_policy_text(m) : same(name, "release.pem") ? log_release_keys(m)
        : same(name, "trusted_root.json") ? log_trusted_root(m) : NULL;
    *file = words ? (struct bytes){words, strlen(words)} : log_file_read(m, name);
    return text_ends(name, ".json") ? "application/json" : text;
}

static void not_there(struct visit *v) { fail(v->act, NOT_FOUND, TR("There is no page at this address.")); }

void log_file(struct visit *v) {
    struct bytes b = {0};
    const char *type = access_need(v->act, SEE_PUBLIC, NULL) ? content(v->act->arena, param(v, "name"), &b) : NULL;
    if (!b.data) return not_there(v);
    v->out->type = type;
    v->out->fixed = b;
    reply_public(v, "public, max-age=5");
}

void log_tile_file(struct visit *v) {
    struct bytes b = access_need(v->act, SEE_PUBLIC, NULL) ? log_file_read(v->act->arena, v->in->path + strlen("/log/")) : (struct bytes){0};
    if (!b.data) return not_there(v);
    v->out->type = "application/octet-stream";
    v->out->fixed = b;
    reply_public(v, "public, max-age=31536000, immutable");
}

void log_show(struct visit *v) {
    struct html *h = v->h;
    struct arena *m = v->act->arena;
    if (!access_need(v->act, SEE_PUBLIC, NULL)) return;
    page_begin(v, tr(h->lang, "Release log"));
    put(h, "<p>%s</p>\n", tr(h->lang, "Each release, recall and adopted report of this server leaves one line in a log that can only grow. Whoever keeps an old checkpoint sees at once if a line is changed, taken out or put in later."));
    put(h, "<p>%s</p>\n", tr(h->lang, "A line holds a hash and a signature, never words, names or drafts. From a line nobody learns who released what to whom, unless it was released to everyone. How many lines there are, and when each was added, everyone can see."));
    put(h, "<dl class=\"facts\"><dt>%s</dt><dd><code>%s</code></dd><dt>%s</dt><dd>%s</dd></dl>\n", tr(h->lang, "Name of the log"), log_key()->name, tr(h->lang, "Lines under the newest checkpoint"),
        lang_number(m, h->lang, (int64_t)log_served()));
    size_t n;
    struct asked_witness *w = witnesses_asked(m, &n);
    if (n) put(h, "<h2>%s</h2>\n<p>%s</p>\n<ul>\n", tr(h->lang, "Witnesses"), tr(h->lang, "Other servers that sign each checkpoint, once they have seen that it grew out of the one before. A proof is given out only when enough of them have signed."));
    for (size_t i = 0; i < n; i++)
        put(h, "<li><bdi>%s</bdi>: %s</li>\n", w[i].name, w[i].has_signed ? tr(h->lang, "has signed the newest checkpoint") : tr(h->lang, "has not signed the newest checkpoint yet"));
    if (n) put(h, "</ul>\n");
    put(h, "<h2>%s</h2>\n<ul>\n", tr(h->lang, "Files for checking"));
    for (size_t i = 0; i < COUNT(files); i++) {
        put(h, "<li><a");
        link(h, "/log/%s", files[i].name);
        put(h, ">%s</a> <code dir=\"ltr\">/log/%s</code></li>\n", tr(h->lang, files[i].what), files[i].name);
    }
    put(h, "<li>%s <code dir=\"ltr\">/log/tile/…</code></li>\n</ul>\n", tr(h->lang, "All lines and their hashes, as C2SP tlog-tiles"));
    put(h, "<p>%s</p>\n<pre dir=\"ltr\" class=\"command\">isthmus verify FILE RECEIPT --policy policy --key release.pem</pre>\n", tr(h->lang, "The program checks a file against its receipt without any server:"));
    put(h, "<p><a");
    link(h, "/proof");
    put(h, ">%s</a></p>\n", tr(h->lang, "Check a short code"));
    page_end(v);
}
