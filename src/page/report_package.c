/* The submission package: the report in three formats, its annexes, and a manifest with the
 * SHA-256 of each file, so that anyone who receives it can check that it is whole. */
#include <jansson.h>
#include "base/hash.h"
#include "base/text.h"
#include "document/zip.h"
#include "page/report_copy.h"
#include "page/report_parts.h"

struct package { struct zip_part *part; const char **what; size_t n, room; };

static void add(struct package *p, const char *name, const char *what, struct bytes b) {
    if (p->n == p->room) bug("too many files in a package");
    p->what[p->n] = what;
    p->part[p->n++] = (struct zip_part){name, b};
}

static struct bytes of_text(struct arena *m, const char *words) { return (struct bytes){words, strlen(words)}; }

static void let_go(void *mine) { json_decref(mine); }
static void let_text_go(void *mine) { free(mine); }

/* Every version that readers of this copy may read, with its reason: what was adopted, what corrected. */
static json_t *versions(struct report_copy *c) {
    json_t *all = json_array();
    for (size_t i = 0; i < c->n_versions; i++) {
        const struct report_version *w = &c->versions[i];
        json_array_append_new(all, json_pack("{s:I, s:s, s:s, s:s, s:s, s:s}", "number", (json_int_t)w->number, "status", w->status, "day", w->day, "forum", w->forum, "reason", w->reason, "sha256", w->sha256));
    }
    return all;
}

static struct bytes manifest(struct report_copy *c, const struct package *p) {
    struct arena *m = c->act.arena;
    json_t *all = json_object(), *files = json_array();
    arena_defer(m, let_go, all);
    json_object_set_new(all, "format", json_string("isthmus-package-1"));
    json_object_set_new(all, "title", json_string(c->report->title));
    json_object_set_new(all, "round", json_string(c->round->id));
    json_object_set_new(all, "report", json_string(c->report->id));
    json_object_set_new(all, "status", json_string(c->report->status));
    json_object_set_new(all, "version", json_integer(c->version));
    json_object_set_new(all, "language", json_string(c->act.lang->code));
    json_object_set_new(all, "copy", json_string(c->everyone ? "everyone" : "own"));
    json_object_set_new(all, "synthetic", json_boolean(c->report->synthetic));
    json_object_set_new(all, "made", json_string(c->act.now));
    json_object_set_new(all, "versions", versions(c));
    json_object_set_new(all, "files", files);
    for (size_t i = 0; i < p->n; i++)
        json_array_append_new(files, json_pack("{s:s, s:I, s:s, s:s}", "name", p->part[i].name, "bytes", (json_int_t)p->part[i].content.size, "sha256",
                              hash_hex(m, p->part[i].content.data, p->part[i].content.size), "what", p->what[i]));
    char *text = json_dumps(all, JSON_INDENT(1) | JSON_SORT_KEYS);
    if (!text) bug("a manifest cannot be written");
    arena_defer(m, let_text_go, text);
    return of_text(m, text);
}

static struct bytes readme(struct report_copy *c, const struct package *p) {
    struct arena *m = c->act.arena;
    const struct language *l = c->act.lang;
    struct buf *b = buf_new(m);
    buf_printf(b, "%s\n%s\n\n", c->report->title, c->round->title);
    for (const char *const *line = c->about.cover; *line; line++) buf_printf(b, "%s\n", *line);
    buf_add(b, "\n");
    for (size_t i = 0; i < p->n; i++) buf_printf(b, "%s\n    %s\n", p->part[i].name, p->what[i]);
    buf_printf(b, "\n%s\n    sha256sum -c SHA256SUMS\n", tr(l, TR("Each file has its SHA-256 in manifest.json and SHA256SUMS. To check that all are whole:")));
    return (struct bytes){b->data, b->size};
}

static struct bytes sums(struct report_copy *c, const struct package *p) {
    struct buf *b = buf_new(c->act.arena);
    for (size_t i = 0; i < p->n; i++) buf_printf(b, "%s  %s\n", hash_hex(c->act.arena, p->part[i].content.data, p->part[i].content.size), p->part[i].name);
    return (struct bytes){b->data, b->size};
}

/* What was adopted before a corrigendum stays in the package beside it. */
static void add_earlier(struct visit *v, struct report_copy *c, struct package *p) {
    struct arena *m = c->act.arena;
    for (size_t i = 0; i < c->n_versions; i++) {
        const struct report_version *w = &c->versions[i];
        if (same(w->status, "circulated") || w->number >= c->version) continue;
        struct report_copy *then = report_copy_version(v, c, w->number);
        if (!then) return;
        const char *what = report_version_words(&c->act, w);
        add(p, arena_printf(m, "earlier/report-version-%d.html", (int)w->number), what, report_words(v, then, DOCUMENT_HTML));
        add(p, arena_printf(m, "earlier/report-version-%d.pdf", (int)w->number), what, report_words(v, then, DOCUMENT_PDF));
    }
}

struct bytes report_package(struct visit *v, struct report_copy *c) {
    const struct language *l = c->act.lang;
    struct package p = {.room = 12 + 2 * c->n_versions};
    p.part = NEW_N(c->act.arena, struct zip_part, p.room);
    p.what = NEW_N(c->act.arena, const char *, p.room);
    add(&p, "report.html", tr(l, TR("The report: the accessible original")), report_words(v, c, DOCUMENT_HTML));
    add(&p, "report.pdf", tr(l, TR("The report for print")), report_words(v, c, DOCUMENT_PDF));
    add(&p, "report.docx", tr(l, TR("The report for word processors")), report_words(v, c, DOCUMENT_DOCX));
    add(&p, "annex/released-answers.html", tr(l, TR("Annex: the released answers, to read")), report_answers(v, c, DOCUMENT_HTML, NULL));
    add(&p, "annex/released-answers.csv", tr(l, TR("Annex: the released answers as a table")), report_matrix_csv(v, c));
    add(&p, "annex/released-answers.xlsx", tr(l, TR("Annex: the released answers as a spreadsheet, with its data dictionary")), report_matrix_xlsx(v, c));
    add(&p, "annex/data-dictionary.csv", tr(l, TR("What each column of the table means")), report_dictionary_csv(v, c));
    add_earlier(v, c, &p);
    if (!report_copy_fine(v, c)) return (struct bytes){0};
    add(&p, "README.txt", tr(l, TR("What is in this package")), readme(c, &p));
    add(&p, "manifest.json", tr(l, TR("The files with their SHA-256, for machines")), manifest(c, &p));
    add(&p, "SHA256SUMS", "", sums(c, &p));
    const char *problem = NULL;
    struct bytes b = zip_make(c->act.arena, p.part, p.n, &problem);
    if (problem) broken(v->act, "%s", problem);
    return b;
}
