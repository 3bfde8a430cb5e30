/* Any bytes as an .xlsx file. Compressed archives give the fuzzer little to hold, so bytes that
 * are no archive are taken as the one sheet of an otherwise sound file. */
#include "document/spreadsheet.h"
#include "document/zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static const char rels[] = "<R><Relationship Id=\"r1\" Target=\"s.xml\"/></R>";
    static const char book[] = "<w xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheet name=\"survey\" r:id=\"r1\"/></w>";
    static const char strings[] = "<sst><si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si></sst>";
    struct arena *m = arena_new();
    struct spreadsheet_problem p;
    struct bytes b = {bytes, n};
    if (n < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
        struct zip_part part[] = {{"xl/workbook.xml", {book, sizeof book - 1}}, {"xl/_rels/workbook.xml.rels", {rels, sizeof rels - 1}}, {"xl/sharedStrings.xml", {strings, sizeof strings - 1}}, {"xl/s.xml", b}};
        const char *problem = NULL;
        b = zip_make(m, part, 4, &problem);
    }
    struct sheets *s = spreadsheet_read(m, b, &p);
    if (!s && !p.words) bug("refused without a word");
    for (size_t i = 0; s && i < s->n; i++) {
        const struct table *t = s->sheet[i].table;
        for (size_t r = 0; t && r < t->n; r++)
            if (t->record[r].n != t->heading.n) bug("a row of another width");
    }
    arena_end(m);
    return 0;
}
