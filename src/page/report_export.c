/* Files made of the report and of what it rests on, by the reader's rights. */
#include "page/report_parts.h"
#include "area/synthesis.h"
#include "base/csv.h"
#include "page/pages.h"

/* One line an answer and language. Words of choices stand beside their codes. */
void matrix_csv(struct visit *v) {
    static const char *const heading[] = {"round", "party", "party_name", "section", "question", "question_label", "language", "answer", "answer_label", "release", "audience", "synthetic"};
    struct act *a = v->act;
    struct report *p = report_find(a, param(v, "report"));
    struct round *r = p ? round_find(a, p->round) : NULL;
    if (!r) return;
    size_t n;
    struct bench_all *all = bench_all(a, r, &n);
    if (failed(a)) return;
    struct buf *b = buf_new(a->arena);
    for (size_t i = 0; i < COUNT(heading); i++) csv_write_cell(b, heading[i], i + 1 == COUNT(heading));
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < all[i].row.n; k++) {
            const struct released *w = &all[i].row.answer[k];
            const char *cell[] = {r->id, all[i].row.party, all[i].row.name, all[i].section, w->question, question_label(a, r->form, all[i].section, w->item, NULL),
                                  *w->language ? w->language : w->written_in, w->value, question_answer(a, r->form, all[i].section, w->item, w->value), all[i].row.release,
                                  all[i].row.audience, r->synthetic ? "yes" : "no"};
            for (size_t c = 0; c < COUNT(cell); c++) csv_write_cell(b, cell[c], c + 1 == COUNT(cell));
        }
    reply_file(v, "text/csv; charset=utf-8", arena_printf(a->arena, "%s-released-answers.csv", r->id), (struct bytes){b->data, b->size});
}
