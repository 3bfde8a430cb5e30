/* Forms as spreadsheets: the one that ships is what its sheets in git say, and problems are
 * named where the user finds them. */
#include "world.h"
#include "area/form_world.h"
#include "area/forms.h"
#include "base/buf.h"
#include "base/file.h"
#include "document/form_file.h"

static struct table *shipped(const char *sheet) {
    const struct embedded *e = embedded_find(arena_printf(m, "forms/national-input/%s.csv", sheet));
    struct csv_problem p;
    assert_non_null(e);
    return csv_read(m, (const char *)e->bytes, e->size, &p);
}
static void same_table(const struct table *a, const struct table *b) {
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->heading.n, b->heading.n);
    for (size_t r = 0; r < a->n; r++)
        for (size_t i = 0; i < a->heading.n; i++) assert_string_equal(a->record[r].cell[i], csv_cell(b, r, a->heading.cell[i]));
}

/* After a change of tools/national-form: isthmus form write ID forms/national-input.xlsx. */
static void the_spreadsheet_that_ships_is_its_sheets(void **s) {
    struct buf *b = file_read(m, "forms/national-input.xlsx", 1 << 20);
    struct form_sheets f;
    struct spreadsheet_problem p;
    assert_non_null(b);
    assert_true(form_file_read(m, (struct bytes){b->data, b->size}, &f, &p));
    same_table(shipped("survey"), f.survey);
    same_table(shipped("choices"), f.choices);
    same_table(shipped("settings"), f.settings);
}

static struct form_problem *problems_of(const char *const rows[][3], size_t n) {
    struct spreadsheet *w = spreadsheet_open(m, &(struct spreadsheet_about){NULL, "x", "x", "2026-01-01T00:00:00Z"});
    spreadsheet_sheet(w, "Survey", (const char *[]){"type", "name", "label::en"}, (int[]){9, 9, 9}, 3);
    for (size_t i = 0; i < n; i++) spreadsheet_row(w, rows[i]);
    const char *problem = NULL;
    struct bytes b = spreadsheet_close(w, &problem);
    struct form_sheets f;
    struct spreadsheet_problem p;
    struct form_problem *found = NULL;
    assert_true(form_file_read(m, b, &f, &p));
    form_read(m, &f, &found);
    return found;
}

static void problems_name_the_row_of_the_spreadsheet(void **s) {
    /* An empty row counts as a row for who looks at the spreadsheet. */
    struct form_problem *p = problems_of((const char *const[][3]){{"begin group", "a", "A"}, {"", "", ""}, {"telepathy", "q", "Q"}, {"end group", "", ""}}, 4);
    assert_non_null(p);
    assert_string_equal(p->sheet, "survey");
    assert_string_equal(p->column, "type");
    assert_int_equal(p->row, 4);
    /* A row left empty does not lend its neighbour's expressions to a question. */
    assert_null(problems_of((const char *const[][3]){{"begin group", "a", "A"}, {"", "", ""}, {"text", "p", "P"}, {"text", "q", "Q"}, {"end group", "", ""}}, 5));
    assert_null(problems_of((const char *const[][3]){{"begin group", "a", "A"}, {"text", "q", "- a dash first"}, {"end group", "", ""}}, 3));
}

static void expressions_stay_with_their_question(void **s) {
    struct spreadsheet *w = spreadsheet_open(m, &(struct spreadsheet_about){NULL, "x", "x", "2026-01-01T00:00:00Z"});
    spreadsheet_sheet(w, "survey", (const char *[]){"type", "name", "label::en", "relevant"}, (int[]){9, 9, 9, 9}, 4);
    const char *const rows[][4] = {{"begin group", "a", "A", ""}, {"", "", "", ""}, {"text", "p", "two\nlines", ""}, {"text", "q", "Q", "${p} = 'yes'"}, {"text", "r", "R", ""}, {"end group", "", "", ""}};
    for (size_t i = 0; i < COUNT(rows); i++) spreadsheet_row(w, rows[i]);
    const char *problem = NULL;
    struct bytes b = spreadsheet_close(w, &problem);
    struct form_sheets f;
    struct spreadsheet_problem p;
    struct form_problem *found = NULL;
    assert_true(form_file_read(m, b, &f, &p));
    struct form *form = form_read(m, &f, &found);
    assert_non_null(form);
    assert_null(form_item(form, "a/p")->relevant);
    assert_non_null(form_item(form, "a/q")->relevant);
    assert_null(form_item(form, "a/r")->relevant);
}

static void columns_of_choices_come_back_as_they_went_in(void **s) {
    struct act *a = world();
    struct form_sheets in = sheets_of("type,name,label,choice_filter\nbegin group,g,G,\ntext,r,R,\nselect_one state,s,S,region = ${r}\nend group,,,\n",
                                      "list_name,name,label,region,our own\nstate,chl,Chile,south,\"a, b\"\nstate,mex,Mexico,north,=1\n");
    const char *id = forms_keep(a, &in, &problems), *problem = NULL;
    assert_non_null(id);
    struct form_sheets *kept = forms_sheets(a, id), out;
    struct spreadsheet_problem p;
    same_table(in.choices, kept->choices);
    struct bytes b = form_file_write(m, kept, "f", &problem);
    assert_true(form_file_read(m, b, &out, &p));
    same_table(in.choices, out.choices);
    same_table(in.survey, out.survey);
    assert_string_equal(forms_keep(a, &out, &problems), id); /* the same form */
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(the_spreadsheet_that_ships_is_its_sheets), TEST(problems_name_the_row_of_the_spreadsheet), TEST(expressions_stay_with_their_question), TEST(columns_of_choices_come_back_as_they_went_in)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
