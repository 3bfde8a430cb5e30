/* Documents: structure and words of each format. With DOCUMENTS=folder the files are left
 * there to be looked at. What real clients make of them: tests/parts/documents. */
#include "unit.h"
#include "base/file.h"
#include "base/hash.h"
#include "document/document.h"
#include "document/zip.h"

static const char *const long_words =
    "States described measures to widen regular pathways, among them bilateral agreements on seasonal work & recognition of <skills>. "
    "Several noted that data are gathered by three bodies and that a common register is being prepared.\n\n"
    "A second paragraph of the same number,\nwith a line break.";
static const char *const arabic = "أفادت الدول بأن تدابير توسيع المسارات النظامية شملت اتفاقات ثنائية بشأن العمل الموسمي والاعتراف بالمهارات (2025).";
static const char *const chinese = "各国介绍了为扩大正规途径所采取的措施，包括关于季节性工作和技能认可的双边协定。";

static void table(struct document *d, int rows, bool huge) {
    struct document_column c[] = {{"Party", 3, false}, {"Section", 5, false}, {"Answers", 1, true}};
    document_table(d, "Sources", c, 3);
    for (int i = 1; i <= rows; i++) {
        char *words = huge && i == 2 ? arena_alloc(m, 9000) : arena_printf(m, "Section %d of the form, with a title that wraps over lines", i);
        if (huge && i == 2) for (int k = 0; k < 1700; k++) memcpy(words + 5 * k, "word ", 5);
        struct document_cell row[] = {{i % 2 ? "Chile" : "موريتانيا", NULL, arena_printf(m, "source-%d", i)}, {words, i % 2 ? "en" : NULL, NULL}, {arena_printf(m, "%d", i * 7), NULL, NULL}};
        document_row(d, row);
    }
    document_table_end(d);
}

static struct document *made;
static struct bytes make_again(enum document_format f, const char *code, int rows, const struct document *before) {
    const struct language *l = lang_find(code);
    const char *cover[] = {"Prepared by the secretariat of a synthetic forum", "24 November 2026", NULL};
    struct document_about about = {.lang = l, .title = same(code, "ar") ? "تقرير الاستعراض الإقليمي" : "Report of the regional review", .subtitle = "Latin America and the Caribbean", .author = "Isthmus",
        .instant = "2026-11-24T08:00:00Z", .notice = "Synthetic data", .page_words = same(code, "ar") ? "صفحة" : "Page", .cover = cover, .before = before};
    struct document *d = made = document_open(m, f, &about);
    struct document_entry e[] = {{"Method", "en", "method"}, {"القسم الثاني", "ar", "second"}};
    document_contents(d, "Contents", e, 2);
    document_heading(d, 1, "Method", "en", "method");
    document_text(d, TEXT_PLAIN, long_words, "en");
    document_text(d, TEXT_NOTICE, "This copy shows what everyone may see.", NULL);
    document_heading(d, 1, "القسم الثاني", "ar", "second");
    for (int i = 1; i < 14; i++) {
        int marks[] = {1, 3};
        document_numbered(d, i, i % 3 == 0 ? arabic : i % 3 == 1 ? long_words : chinese, i % 3 == 0 ? "ar" : i % 3 == 1 ? "en" : "zh", marks, 2, "source");
        if (i % 4 == 0) document_text(d, TEXT_QUOTE, arabic, "ar");
    }
    struct chart_bar bars[] = {{"1. Collect and use accurate and disaggregated data as a basis for policies", "7/12", 12, 7, false}, {"الهدف الثاني", "4/9", 9, 4, false}, {"移民", "–", 0, 0, true}};
    document_heading(d, 2, "Figures", "en", NULL);
    document_chart(d, &(struct chart){"Objectives named as priorities", l, bars, 3, NULL});
    table(d, rows, true);
    struct bytes b = document_close(d);
    if (document_problem(d)) print_error("%s\n", document_problem(d));
    assert_non_null(b.data);
    return b;
}

static struct bytes make(enum document_format f, const char *code, int rows) { return make_again(f, code, rows, NULL); }

static void look(const char *name, struct bytes b) {
    const char *folder = getenv("DOCUMENTS");
    if (folder) assert_true(file_write(arena_printf(m, "%s/%s", folder, name), b.data, b.size));
}
static bool holds(struct bytes b, const char *words) { return memmem(b.data, b.size, words, strlen(words)); }

static void html_escapes_and_has_its_languages(void **s) {
    struct bytes b = make(DOCUMENT_HTML, "en", 5);
    look("report.html", b);
    assert_true(holds(b, "work &amp; recognition of &lt;skills&gt;."));
    assert_true(holds(b, "<p lang=\"ar\" dir=\"rtl\">أفادت"));
    assert_true(holds(b, "number,<br>\nwith"));
    assert_true(holds(b, "<a href=\"#source-3\">[3]</a>"));
    assert_true(holds(b, "id=\"source-3\""));
    assert_false(holds(b, "<script"));
    look("report-ar.html", make(DOCUMENT_HTML, "ar", 5));
}

static void pdf_is_tagged_and_repeatable(void **s) {
    struct bytes b = make(DOCUMENT_PDF, "en", 60), again = make(DOCUMENT_PDF, "en", 60);
    look("report.pdf", b);
    assert_memory_equal(b.data, "%PDF-", 5);
    assert_int_equal(b.size, again.size);
    assert_memory_equal(b.data, again.data, b.size);
    look("report-ar.pdf", make(DOCUMENT_PDF, "ar", 60));
    /* written twice, the contents name the pages, and take no other room by that */
    make(DOCUMENT_PDF, "ar", 60);
    struct bytes numbered = make_again(DOCUMENT_PDF, "ar", 60, made), once_more = make_again(DOCUMENT_PDF, "ar", 60, made);
    look("report-ar-numbered.pdf", numbered);
    assert_true(numbered.size != b.size);
    assert_int_equal(numbered.size, once_more.size);
}

static void docx_has_its_parts(void **s) {
    struct bytes b = make(DOCUMENT_DOCX, "ar", 5);
    look("report-ar.docx", b);
    look("report.docx", make(DOCUMENT_DOCX, "en", 60));
    struct archive *z = zip_read(m, b, 10 << 20);
    assert_non_null(z);
    struct bytes body = zip_part_read(z, "word/document.xml");
    assert_true(holds(body, "work &amp; recognition of &lt;skills&gt;."));
    /* Pages of the contents are fields on bookmarks, which Word updates without being told to ask. */
    assert_true(holds(body, " PAGEREF second \\h ") && holds(body, "w:name=\"second\""));
    assert_true(holds(body, "w:name=\"source_1\""));
    assert_false(holds(body, "w:dirty") || holds(zip_part_read(z, "word/settings.xml"), "updateFields"));
    assert_true(holds(body, "<w:bidiVisual/>"));
    assert_true(holds(body, "<w:rtl/><w:lang w:bidi=\"ar\"/>"));
    assert_true(holds(body, "descr=\"Objectives named as priorities\""));
    assert_true(zip_part_read(z, "word/media/chart1.png").size > 1000);
    assert_null(zip_part_read(z, "nothing").data);
    struct bytes same_again = make(DOCUMENT_DOCX, "ar", 5);
    assert_int_equal(b.size, same_again.size);
    assert_memory_equal(b.data, same_again.data, b.size);
}

static void archives_have_limits(void **s) {
    char *zeros = arena_alloc(m, 5 << 20);
    struct zip_part part[] = {{"a.txt", {"hello", 5}}, {"folder/b.bin", {zeros, 5 << 20}}};
    const char *problem = NULL;
    struct bytes b = zip_make(m, part, 2, &problem);
    assert_null(problem);
    assert_null(zip_read(m, b, 1 << 20));
    struct archive *z = zip_read(m, b, 6 << 20);
    assert_non_null(z);
    assert_memory_equal(zip_part_read(z, "a.txt").data, "hello", 5);
    assert_null(zip_read(m, (struct bytes){b.data, b.size / 2}, 6 << 20));
    assert_null(zip_read(m, (struct bytes){"PK\3\4nonsense", 12}, 6 << 20));
}

int main(void) {
    hash_start();
    const struct CMUnitTest tests[] = {TEST(html_escapes_and_has_its_languages), TEST(pdf_is_tagged_and_repeatable), TEST(docx_has_its_parts), TEST(archives_have_limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
