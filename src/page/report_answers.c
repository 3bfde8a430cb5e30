/* Annex: the released answers themselves, section by section and party by party, as far as
 * the reader of the copy may see them. Parties stand in alphabetical order. */
#include "page/report_copy.h"
#include "area/synthesis.h"
#include "base/text.h"

static const char *place(struct arena *m, const char *question) {
    const char *open = strchr(question, '[');
    return open ? arena_printf(m, " (%.*s)", (int)strcspn(open + 1, "]"), open + 1) : "";
}

static void answer(struct report_copy *c, struct document *d, const struct bench_all *b) {
    struct act *a = &c->act;
    const char *language, *label = question_label(a, c->round->form, b->section, b->item, &language);
    document_text(d, TEXT_SOFT, arena_printf(a->arena, "%s%s", label, place(a->arena, b->row.answer[0].question)), language);
    for (size_t k = 0; k < b->row.n; k++) {
        const struct released *w = &b->row.answer[k];
        const char *shown = question_answer(a, c->round->form, b->section, w->item, w->value);
        bool chosen = shown != w->value;
        if (*w->language) document_text(d, TEXT_SOFT, tr_f(a->arena, a->lang, "Translation into %s by the party", lang_name_of(a->arena, a->lang, w->language)), NULL);
        document_text(d, *w->language ? TEXT_QUOTE : TEXT_PLAIN, shown, chosen ? a->lang->code : *w->language ? w->language : w->written_in);
    }
}

struct bytes report_answers(struct visit *v, struct report_copy *c, enum document_format f, const char *only) {
    struct act *a = &c->act;
    size_t n;
    struct bench_all *all = bench_all(a, c->round, only, &n);
    if (!report_copy_fine(v, c)) return (struct bytes){0};
    struct document_about about = c->about;
    about.title = tr_f(a->arena, a->lang, TR("Released answers: %s"), c->round->title);
    about.subtitle = tr(a->lang, TR("Annex to the report of the round"));
    struct document *d = document_open(a->arena, f, &about);
    if (!n) document_text(d, TEXT_PLAIN, tr(a->lang, TR("No answer of this round is released to the readers of this copy.")), NULL);
    for (size_t i = 0; i < n; i++) {
        const struct bench_all *b = &all[i];
        bool section = !i || !same(all[i - 1].section, b->section);
        const char *language, *title = question_label(a, c->round->form, b->section, "", &language);
        if (section) document_heading(d, 1, title, language, NULL);
        if (section || !same(all[i - 1].row.release, b->row.release)) {
            document_heading(d, 2, b->row.name, NULL, NULL);
            document_text(d, TEXT_SOFT, tr_f(a->arena, a->lang, TR("Released to: %s"), audience_name(a, b->row.audience)), NULL);
            if (*b->row.footnote) document_text(d, TEXT_SOFT, arena_printf(a->arena, "* %s", b->row.footnote), NULL);
        }
        answer(c, d, b);
    }
    struct bytes b = document_close(d);
    if (document_problem(d)) broken(v->act, "%s", document_problem(d));
    return report_copy_fine(v, c) ? b : (struct bytes){0};
}
