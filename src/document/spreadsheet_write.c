/* Written through libxlsxwriter with constant memory: rows go to an unnamed file at once. */
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "base/text.h"
#include "document/spreadsheet.h"

enum { most_letters = 32000 };
struct spreadsheet {
    struct arena *arena;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *cell;
    const struct language *lang;
    lxw_row_t row;
    size_t columns;
    int file;
    const char *problem;
};

static void let_go(void *mine) {
    struct spreadsheet *w = mine;
    if (w->book) lxw_workbook_free(w->book);
    if (w->file >= 0) close(w->file);
}

struct spreadsheet *spreadsheet_open(struct arena *m, const struct spreadsheet_about *o) {
    struct spreadsheet *w = NEW(m, struct spreadsheet);
    *w = (struct spreadsheet){.arena = m, .lang = o->lang, .file = memfd_create("workbook", MFD_CLOEXEC)};
    arena_defer(m, let_go, w);
    if (w->file < 0) {
        w->problem = "spreadsheet: no memory file";
        return w;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = getenv("TMPDIR")};
    w->book = workbook_new_opt(arena_printf(m, "/proc/self/fd/%d", w->file), &options);
    struct tm day = {0};
    if (!strptime(o->instant, "%Y-%m-%dT%H:%M:%S", &day)) day = (struct tm){.tm_year = 126, .tm_mday = 1};
    lxw_doc_properties p = {.title = arena_copy(m, o->title), .author = arena_copy(m, o->author), .created = timegm(&day)};
    workbook_set_properties(w->book, &p);
    w->head = workbook_add_format(w->book);
    format_set_bold(w->head);
    format_set_text_wrap(w->head);
    format_set_align(w->head, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(w->head, LXW_BORDER_THIN);
    w->cell = workbook_add_format(w->book);
    format_set_text_wrap(w->cell);
    format_set_align(w->cell, LXW_ALIGN_VERTICAL_TOP);
    return w;
}

static void wrong(struct spreadsheet *w, lxw_error e) {
    if (e && !w->problem) w->problem = arena_printf(w->arena, "spreadsheet: %s", lxw_strerror(e));
}

void spreadsheet_sheet(struct spreadsheet *w, const char *name, const char *const *heading, const int *widths, size_t n) {
    if (w->problem) return;
    w->sheet = workbook_add_worksheet(w->book, name);
    if (!w->sheet) {
        w->problem = "spreadsheet: a sheet's name is taken or too long";
        return;
    }
    w->columns = n;
    w->row = 1;
    if (w->lang && w->lang->rtl) worksheet_right_to_left(w->sheet);
    worksheet_freeze_panes(w->sheet, 1, 0);
    worksheet_repeat_rows(w->sheet, 0, 0);
    worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, 9);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    for (size_t i = 0; i < n; i++) {
        worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
        wrong(w, worksheet_write_string(w->sheet, 0, (lxw_col_t)i, heading[i], w->head));
    }
}

/* The end of the first most_letters characters. */
static size_t piece(const char *s) {
    size_t at = 0, letters = 0;
    while (s[at]) {
        if (((unsigned char)s[at] & 0xc0) != 0x80 && letters++ == most_letters) break;
        at++;
    }
    return at;
}

static bool is_number(const char *s) {
    char *end;
    if (!*s || strlen(s) > 15) return false;
    (void)strtod(s, &end);
    return !*end && strspn(s, "-0123456789.") == strlen(s);
}

static void row(struct spreadsheet *w, const char *const *cells, bool numbers) {
    const char **rest = NEW_N(w->arena, const char *, w->columns);
    for (size_t i = 0; i < w->columns; i++) rest[i] = cells[i] ? cells[i] : "";
    for (bool more = true; more && !w->problem; w->row++) {
        more = false;
        for (size_t i = 0; i < w->columns; i++) {
            size_t n = piece(rest[i]);
            const char *now = rest[i][n] ? arena_copy_n(w->arena, rest[i], n) : rest[i];
            if (numbers && is_number(now)) wrong(w, worksheet_write_number(w->sheet, w->row, (lxw_col_t)i, strtod(now, NULL), w->cell));
            else if (*now) wrong(w, worksheet_write_string(w->sheet, w->row, (lxw_col_t)i, now, w->cell));
            if (rest[i][n]) rest[i] += n, more = true;
        }
    }
}

void spreadsheet_row(struct spreadsheet *w, const char *const *cells) {
    if (!w->problem) row(w, cells, false);
}
void spreadsheet_numbers(struct spreadsheet *w, const char *const *cells) {
    if (!w->problem) row(w, cells, true);
}

struct bytes spreadsheet_close(struct spreadsheet *w, const char **problem) {
    struct bytes out = {0};
    if (w->book) {
        lxw_workbook *book = w->book;
        w->book = NULL;
        wrong(w, workbook_close(book));
    }
    off_t size = w->problem ? 0 : lseek(w->file, 0, SEEK_END);
    char *data = arena_alloc(w->arena, (size_t)size + 1);
    if (!w->problem && pread(w->file, data, (size_t)size, 0) != size) w->problem = "spreadsheet: short read";
    if (w->problem) *problem = w->problem;
    else out = (struct bytes){data, (size_t)size};
    return out;
}
