/* Reading .xlsx with libzip and libxml2's reader, which sees one element at a time: nothing
 * is built that a hostile file could make large, and no entity or address is followed. */
#include <libxml/xmlreader.h>
#include "base/text.h"
#include "document/spreadsheet.h"
#include "document/zip.h"

enum { most_unpacked = 64 << 20, most_rows = 200000, most_columns = 200, most_sheets = 64, most_strings = 500000, most_cells = 4000000 };

struct reading {
    struct arena *arena;
    struct archive *zip;
    struct spreadsheet_problem *problem;
    char **shared;
    size_t n_shared, n_cells;
    const char *sheet;
};

static char nothing[1]; /* empty cells */

static bool refuse(struct reading *r, int row, int column, const char *words) {
    if (!r->problem->words) *r->problem = (struct spreadsheet_problem){r->sheet, row, column, words};
    return false;
}

static void let_go(void *mine) { xmlFreeTextReader(mine); }
static void quiet(void *mine, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr at) {}

/* NULL when there is no such part. */
static xmlTextReaderPtr part(struct reading *r, const char *name) {
    struct bytes b = zip_part_read(r->zip, name);
    if (!b.data || b.size > INT32_MAX) return NULL;
    xmlTextReaderPtr x = xmlReaderForMemory(b.data, (int)b.size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    if (!x) return NULL;
    xmlTextReaderSetErrorHandler(x, quiet, NULL);
    arena_defer(r->arena, let_go, x);
    return x;
}

/* 1: a node; 0: the end; -1: no well-formed XML, or a document type, which no honest one has. */
static int next(xmlTextReaderPtr x) {
    int got = xmlTextReaderRead(x);
    return got == 1 && xmlTextReaderNodeType(x) == XML_READER_TYPE_DOCUMENT_TYPE ? -1 : got;
}
static bool begins(xmlTextReaderPtr x, const char *name) {
    return xmlTextReaderNodeType(x) == XML_READER_TYPE_ELEMENT && same((const char *)xmlTextReaderConstLocalName(x), name);
}
static bool ends(xmlTextReaderPtr x, const char *name) {
    return xmlTextReaderNodeType(x) == XML_READER_TYPE_END_ELEMENT && same((const char *)xmlTextReaderConstLocalName(x), name);
}
static char *attribute(struct reading *r, xmlTextReaderPtr x, const char *name) {
    xmlChar *v = xmlTextReaderGetAttribute(x, (const xmlChar *)name);
    char *copy = arena_copy(r->arena, v ? (const char *)v : "");
    xmlFree(v);
    return copy;
}

/* Text of <t> and <v> up to the end of the element, without phonetic guides. */
static bool words_of(struct reading *r, xmlTextReaderPtr x, const char *element, char **words) {
    struct buf *b = buf_new(r->arena);
    *words = b->data;
    if (xmlTextReaderIsEmptyElement(x)) return true;
    int phonetic = 0, taking = 0;
    while (next(x) == 1) {
        if (ends(x, element)) {
            *words = text_clean(r->arena, b->data);
            return true;
        }
        if (begins(x, "rPh") && !xmlTextReaderIsEmptyElement(x)) phonetic++;
        else if (ends(x, "rPh")) phonetic--;
        else if ((begins(x, "t") || begins(x, "v")) && !xmlTextReaderIsEmptyElement(x)) taking++;
        else if (ends(x, "t") || ends(x, "v")) taking--;
        int type = xmlTextReaderNodeType(x);
        bool is_text = type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE;
        if (is_text && taking > 0 && !phonetic) buf_add(b, (const char *)xmlTextReaderConstValue(x));
    }
    return false;
}

static bool shared_strings(struct reading *r) {
    xmlTextReaderPtr x = part(r, "xl/sharedStrings.xml");
    if (!x) return true; /* a file of numbers has none */
    size_t room = 0;
    int got;
    while ((got = next(x)) == 1) {
        if (!begins(x, "si")) continue;
        if (r->n_shared == most_strings) return refuse(r, 0, 0, TR("This spreadsheet is too large."));
        if (r->n_shared == room) {
            char **more = NEW_N(r->arena, char *, room = room ? 2 * room : 256);
            if (r->n_shared) memcpy(more, r->shared, r->n_shared * sizeof *more);
            r->shared = more;
        }
        if (!words_of(r, x, "si", &r->shared[r->n_shared++])) return refuse(r, 0, 0, TR("This spreadsheet is damaged and cannot be read."));
    }
    return got == 0 || refuse(r, 0, 0, TR("This spreadsheet is damaged and cannot be read."));
}

/* "BC12" → column 54 (from 0), row 12. Both -1 when it is no such name. */
static void place(const char *name, int *column, int *row) {
    int64_t c = 0, n = 0;
    for (; *name >= 'A' && *name <= 'Z' && c <= most_columns; name++) c = c * 26 + (*name - 'A' + 1);
    if (*name >= 'A' && *name <= 'Z') c = most_columns + 1, name += strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    bool fine = c && text_number(name, &n) && n > 0 && n < INT32_MAX;
    *column = fine ? (int)c - 1 : -1;
    *row = fine ? (int)n : -1;
}

struct grid { struct record *row; size_t n, room, width; };

static bool put_cell(struct reading *r, struct grid *g, int row, int column, char *words) {
    if (!*words) return true;
    if (column >= most_columns) return refuse(r, row, column + 1, TR("This line has too many columns."));
    if (row > most_rows || ++r->n_cells > most_cells) return refuse(r, row, column + 1, TR("This spreadsheet is too large."));
    struct record *w = g->n ? &g->row[g->n - 1] : NULL;
    if (!w || w->line != row) {
        if (w && row < w->line) return refuse(r, row, column + 1, TR("This spreadsheet is damaged and cannot be read."));
        if (g->n == g->room) {
            struct record *more = NEW_N(r->arena, struct record, g->room = g->room ? 2 * g->room : 256);
            if (g->n) memcpy(more, g->row, g->n * sizeof *more);
            g->row = more;
        }
        w = &g->row[g->n++];
        *w = (struct record){.line = row, .cell = NULL};
    }
    if ((size_t)column >= w->n) {
        char **wider = NEW_N(r->arena, char *, (size_t)column + 8);
        if (w->n) memcpy(wider, w->cell, w->n * sizeof *wider);
        for (size_t i = w->n; i < (size_t)column + 8; i++) wider[i] = nothing;
        w->cell = wider;
        w->n = (size_t)column + 1;
    }
    w->cell[column] = words;
    if (w->n > g->width) g->width = w->n;
    return true;
}

static bool cell(struct reading *r, xmlTextReaderPtr x, struct grid *g, int *at_row, int *at_column) {
    char *type = attribute(r, x, "t"), *name = attribute(r, x, "r"), *words;
    int column = *at_column + 1, row = *at_row;
    if (*name) place(name, &column, &row);
    if (row < 1 || column < 0) return refuse(r, *at_row, 0, TR("This spreadsheet is damaged and cannot be read."));
    *at_column = column;
    if (!words_of(r, x, "c", &words)) return refuse(r, row, column + 1, TR("This spreadsheet is damaged and cannot be read."));
    if (same(type, "s") && *words) {
        int64_t i = -1;
        if (!text_number(words, &i) || i < 0 || (size_t)i >= r->n_shared) return refuse(r, row, column + 1, TR("This spreadsheet is damaged and cannot be read."));
        words = r->shared[i];
    } else if (same(type, "e")) {
        return refuse(r, row, column + 1, TR("This cell holds an error of the spreadsheet instead of a value."));
    } else if (same(type, "b")) {
        words = arena_copy(r->arena, same(words, "1") ? "true" : "false");
    }
    return put_cell(r, g, row, column, words);
}

/* The first row is the heading; each record has its width, and its line is the row's number. */
static struct table *table_of(struct reading *r, struct grid *g) {
    if (!g->n) return NULL;
    for (size_t i = 0; i < g->n; i++) {
        char **full = NEW_N(r->arena, char *, g->width);
        for (size_t c = 0; c < g->width; c++) full[c] = c < g->row[i].n ? g->row[i].cell[c] : nothing;
        g->row[i].cell = full;
        g->row[i].n = g->width;
    }
    struct table *t = NEW(r->arena, struct table);
    *t = (struct table){.n = g->n - 1, .heading = g->row[0], .record = g->row + 1};
    return t;
}

static bool sheet(struct reading *r, const char *name, struct table **table) {
    xmlTextReaderPtr x = part(r, name);
    if (!x) return refuse(r, 0, 0, TR("This spreadsheet is damaged and cannot be read."));
    struct grid g = {0};
    int row = 0, column = -1, got;
    while ((got = next(x)) == 1) {
        if (begins(x, "row")) {
            int64_t n;
            row = text_number(attribute(r, x, "r"), &n) && n > 0 && n <= INT32_MAX ? (int)n : row + 1;
            column = -1;
        } else if (begins(x, "c") && !cell(r, x, &g, &row, &column)) {
            return false;
        }
    }
    if (got) return refuse(r, row, 0, TR("This spreadsheet is damaged and cannot be read."));
    *table = table_of(r, &g);
    return true;
}

/* Where a sheet's relation leads: "xl/worksheets/sheet1.xml". */
static const char *target(struct reading *r, const char *id) {
    xmlTextReaderPtr x = part(r, "xl/_rels/workbook.xml.rels");
    while (x && next(x) == 1) {
        if (!begins(x, "Relationship") || !same(attribute(r, x, "Id"), id)) continue;
        const char *to = attribute(r, x, "Target");
        if (text_starts(to, "/")) return to + 1;
        return arena_printf(r->arena, "xl/%s", to);
    }
    return NULL;
}

static struct sheets *all_sheets(struct reading *r) {
    xmlTextReaderPtr x = part(r, "xl/workbook.xml");
    if (!x) return refuse(r, 0, 0, TR("This is no spreadsheet in the format .xlsx.")), NULL;
    struct sheets *all = NEW(r->arena, struct sheets);
    all->sheet = NEW_N(r->arena, struct sheet, most_sheets);
    int got;
    while ((got = next(x)) == 1) {
        if (!begins(x, "sheet")) continue;
        if (all->n == most_sheets) return refuse(r, 0, 0, TR("This spreadsheet is too large.")), NULL;
        struct sheet *s = &all->sheet[all->n++];
        s->name = r->sheet = text_line(r->arena, attribute(r, x, "name"));
        xmlChar *id = xmlTextReaderGetAttributeNs(x, (const xmlChar *)"id", (const xmlChar *)"http://schemas.openxmlformats.org/officeDocument/2006/relationships");
        const char *to = id ? target(r, (const char *)id) : NULL;
        xmlFree(id);
        if (!to) return refuse(r, 0, 0, TR("This spreadsheet is damaged and cannot be read.")), NULL;
        if (!sheet(r, to, &s->table)) return NULL;
    }
    return got == 0 ? all : (refuse(r, 0, 0, TR("This spreadsheet is damaged and cannot be read.")), NULL);
}

struct sheets *spreadsheet_read(struct arena *m, struct bytes b, struct spreadsheet_problem *problem) {
    *problem = (struct spreadsheet_problem){0};
    struct reading r = {.arena = m, .problem = problem, .sheet = ""};
    r.zip = zip_read(m, b, most_unpacked);
    if (!r.zip) return refuse(&r, 0, 0, TR("This is no spreadsheet in the format .xlsx.")), NULL;
    if (!shared_strings(&r)) return NULL;
    return all_sheets(&r);
}
