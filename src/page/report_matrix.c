/* The released answers as a table: one line an answer and language, with a dictionary that
 * says what each column means. Words of choices stand beside their codes. */
#include "page/report_copy.h"
#include "page/released.h"
#include "area/synthesis.h"
#include "base/csv.h"
#include "document/spreadsheet.h"

enum { columns = 13 };
static const struct { const char *name, *meaning; int width; } column[columns] = {
    {"round", TR("Code of the review round."), 12},
    {"party", TR("Code of the party that released the answer: ISO 3166 alpha-3 in small letters for States."), 8},
    {"party_name", TR("Name of the party in the language of this copy; * marks a designation with a footnote."), 18},
    {"section", TR("Code of the section in the form."), 14},
    {"question", TR("Code of the question; [2] is the second entry of a group that repeats."), 18},
    {"entry", TR("Place of the entry in a group that repeats: 2 is the second; 2.1 is the first within the second. Empty outside."), 8},
    {"question_label", TR("Words of the question in the language of this copy, else in the form's own."), 40},
    {"language", TR("Code of the language in which the answer is written; empty when unknown."), 9},
    {"answer", TR("The answer as it was released: words, a code of a choice, a number, or a date as year-month-day."), 70},
    {"answer_label", TR("The answer as people read it: the words of the choice, the date in words."), 40},
    {"release", TR("Code of the release; its page on this server shows when and by whom it was released."), 18},
    {"audience", TR("To whom the party released it: owner, named, members, observers, partners or public."), 12},
    {"synthetic", TR("yes: invented for demonstration; no: written by the party."), 10},
};

/* Hands over each line; cells live in the copy's arena. */
static void each_line(struct report_copy *c, void (*line)(void *, const char *const *), void *mine) {
    struct act *a = &c->act;
    size_t n;
    struct bench_all *all = bench_all(a, c->round, NULL, &n);
    for (size_t i = 0; !failed(a) && i < n; i++)
        for (size_t k = 0; k < all[i].row.n; k++) {
            const struct released *w = &all[i].row.answer[k];
            const char *form = c->round->form, *section = all[i].section;
            line(mine, (const char *[columns]){c->round->id, all[i].row.party, all[i].row.name, section, w->question, released_entry(a->arena, w->question), question_label(a, form, section, w->item, NULL),
                 *w->language ? w->language : w->written_in, w->value, question_answer(a, form, section, w->item, w->value), all[i].row.release, all[i].row.audience,
                 c->round->synthetic ? "yes" : "no"});
        }
}

static void csv_line(void *mine, const char *const *cell) {
    for (size_t i = 0; i < columns; i++) csv_write_cell(mine, cell[i], i + 1 == columns);
}
static void sheet_line(void *mine, const char *const *cell) { spreadsheet_row(mine, cell); }

struct bytes report_matrix_csv(struct visit *v, struct report_copy *c) {
    struct buf *b = buf_new(c->act.arena);
    for (size_t i = 0; i < columns; i++) csv_write_cell(b, column[i].name, i + 1 == columns);
    each_line(c, csv_line, b);
    return report_copy_fine(v, c) ? (struct bytes){b->data, b->size} : (struct bytes){0};
}

struct bytes report_dictionary_csv(struct visit *v, struct report_copy *c) {
    struct buf *b = buf_new(c->act.arena);
    csv_write_cell(b, "column", false);
    csv_write_cell(b, "meaning", true);
    for (size_t i = 0; i < columns; i++) {
        csv_write_cell(b, column[i].name, false);
        csv_write_cell(b, tr(c->act.lang, column[i].meaning), true);
    }
    return (struct bytes){b->data, b->size};
}

struct bytes report_matrix_xlsx(struct visit *v, struct report_copy *c) {
    const struct language *l = c->act.lang;
    struct spreadsheet *s = spreadsheet_open(c->act.arena, &(struct spreadsheet_about){l, c->about.title, c->about.author, c->about.instant});
    const char *heading[columns];
    int widths[columns];
    for (size_t i = 0; i < columns; i++) heading[i] = column[i].name, widths[i] = column[i].width;
    spreadsheet_sheet(s, "answers", heading, widths, columns);
    each_line(c, sheet_line, s);
    spreadsheet_sheet(s, "dictionary", (const char *[]){"column", "meaning"}, (int[]){20, 100}, 2);
    for (size_t i = 0; i < columns; i++) spreadsheet_row(s, (const char *[]){column[i].name, tr(l, column[i].meaning)});
    spreadsheet_sheet(s, "about", (const char *[]){c->about.title}, (int[]){100}, 1);
    for (const char *const *line = c->about.cover; *line; line++) spreadsheet_row(s, line);
    const char *problem = NULL;
    struct bytes b = spreadsheet_close(s, &problem);
    if (problem) broken(v->act, "%s", problem);
    return report_copy_fine(v, c) ? b : (struct bytes){0};
}
