/* Spreadsheets: what is written can be read again; what is hostile is refused with words. */
#include "unit.h"
#include "base/file.h"
#include "document/spreadsheet.h"
#include "document/zip.h"

static const struct spreadsheet_about about = {NULL, "Released answers", "Isthmus", "2026-11-24T08:00:00Z"};
static const int widths[] = {10, 20, 40};
static const char *const heading[] = {"party", "count", "answer"};

static struct spreadsheet *begin(void) {
    struct spreadsheet_about o = about;
    o.lang = lang_find("ar");
    struct spreadsheet *w = spreadsheet_open(m, &o);
    spreadsheet_sheet(w, "answers", heading, widths, 3);
    return w;
}
static struct bytes end(struct spreadsheet *w) {
    const char *problem = NULL;
    struct bytes b = spreadsheet_close(w, &problem);
    assert_null(problem);
    return b;
}
static struct sheets *again(struct bytes b) {
    struct spreadsheet_problem p;
    struct sheets *s = spreadsheet_read(m, b, &p);
    if (!s) print_error("%s %d %d %s\n", p.sheet, p.row, p.column, p.words);
    assert_non_null(s);
    return s;
}

static void what_is_written_is_read(void **state) {
    struct spreadsheet *w = begin();
    spreadsheet_row(w, (const char *[]){"chl", "12", "=1+1 <b> & \"x\"\nsecond line"});
    spreadsheet_numbers(w, (const char *[]){"mrt", "7", "المسارات النظامية"});
    spreadsheet_row(w, (const char *[]){"chn", "", "正规途径"});
    spreadsheet_sheet(w, "dictionary", heading, widths, 2);
    spreadsheet_row(w, (const char *[]){"a", "b"});
    struct bytes b = end(w);
    if (getenv("DOCUMENTS")) file_write(arena_printf(m, "%s/answers.xlsx", getenv("DOCUMENTS")), b.data, b.size);
    struct sheets *s = again(b);
    assert_int_equal(s->n, 2);
    assert_string_equal(s->sheet[0].name, "answers");
    struct table *t = s->sheet[0].table;
    assert_int_equal(t->n, 3);
    assert_string_equal(csv_cell(t, 0, "answer"), "=1+1 <b> & \"x\"\nsecond line"); /* words, never a formula */
    assert_string_equal(csv_cell(t, 0, "count"), "12");
    assert_string_equal(csv_cell(t, 1, "count"), "7");
    assert_string_equal(csv_cell(t, 1, "answer"), "المسارات النظامية");
    assert_string_equal(csv_cell(t, 2, "count"), "");
    assert_string_equal(csv_cell(t, 2, "answer"), "正规途径");
    assert_int_equal(t->record[2].line, 4);
    assert_int_equal(s->sheet[1].table->n, 1);
}

static void long_words_go_on_below(void **state) {
    char *words = arena_alloc(m, 70001);
    memset(words, 'x', 70000);
    struct spreadsheet *w = begin();
    spreadsheet_row(w, (const char *[]){"chl", "1", words});
    struct table *t = again(end(w))->sheet[0].table;
    assert_int_equal(t->n, 3);
    size_t all = 0;
    for (size_t i = 0; i < 3; i++) all += strlen(csv_cell(t, i, "answer"));
    assert_int_equal(all, 70000);
    assert_string_equal(csv_cell(t, 2, "party"), "chl");
}

static const char rels[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
static const char book[] = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"survey\" r:id=\"r1\"/></sheets></workbook>";
static const char *refusal(const char *sheet, struct spreadsheet_problem *p) {
    struct zip_part part[] = {{"xl/workbook.xml", {book, strlen(book)}}, {"xl/_rels/workbook.xml.rels", {rels, strlen(rels)}}, {"xl/worksheets/sheet1.xml", {sheet, strlen(sheet)}}};
    const char *problem = NULL;
    struct bytes b = zip_make(m, part, 3, &problem);
    return spreadsheet_read(m, b, p) ? NULL : p->words;
}

static void hostile_files_are_refused(void **state) {
    struct spreadsheet_problem p;
    assert_null(refusal("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>type</t></is></c></row></sheetData></worksheet>", &p));
    assert_string_equal(refusal("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>", &p),
                        "This spreadsheet is damaged and cannot be read.");
    assert_string_equal(refusal("<worksheet><sheetData><row r=\"3\"><c r=\"XFD3\"><v>1</v></c></row></sheetData></worksheet>", &p), "This line has too many columns.");
    assert_int_equal(p.row, 3);
    assert_string_equal(p.sheet, "survey");
    assert_non_null(refusal("<worksheet><sheetData><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row></sheetData></worksheet>", &p));
    assert_string_equal(refusal("<worksheet><sheetData><row r=\"2\"><c r=\"B2\" t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>", &p),
                        "This cell holds an error of the spreadsheet instead of a value.");
    assert_int_equal(p.column, 2);
    assert_non_null(refusal("<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c></row></sheetData></worksheet>", &p));
    assert_non_null(refusal("<worksheet><sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", &p));
    assert_non_null(refusal("<worksheet><sheetData><row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>", &p));
    assert_null(spreadsheet_read(m, (struct bytes){"type,name\n", 10}, &p));
    assert_string_equal(p.words, "This is no spreadsheet in the format .xlsx.");
    assert_null(spreadsheet_read(m, (struct bytes){"", 0}, &p));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(what_is_written_is_read), TEST(long_words_go_on_below), TEST(hostile_files_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
