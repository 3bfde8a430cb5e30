/* Expressions and words written out again: with ${name}, as a spreadsheet has them, or with paths, as
 * an XForm has them. Within a repeat a path is relative, so that it means the same entry. */
#include "area/form/functions.h"
#include "base/text.h"

struct writing { const struct form *form; int from; bool paths, rows; struct buf *out; const char *const *column; };

static int repeat_around(const struct form *f, int i) {
    for (; i >= 0; i = f->items[i].parent)
        if (f->items[i].type == ITEM_REPEAT) return i;
    return -1;
}

char *form_path(struct arena *m, const struct form *f, int from, int to) {
    int a = from, up = 0;
    /* the deepest group that holds both; of the question itself its group */
    if (from >= 0)
        for (a = f->items[from].parent, up = 1; a >= 0 && (to <= a || to >= f->items[a].end); a = f->items[a].parent) up++;
    if (from < 0 || a < 0 || repeat_around(f, a) < 0) return arena_printf(m, "/data/%s", f->items[to].path);
    if (from > a && from < to && to < f->items[from].end) return arena_printf(m, "./%s", f->items[to].path + strlen(f->items[from].path) + 1);
    struct buf *b = buf_new(m);
    for (int i = 0; i < up; i++) buf_add(b, i ? "/.." : "..");
    if (to != a) buf_printf(b, "/%s", f->items[to].path + strlen(f->items[a].path) + 1);
    return b->data;
}

static void name(struct writing *w, int item) {
    if (!w->paths) {
        buf_printf(w->out, "${%s}", w->form->items[item].name);
        return;
    }
    const char *path = form_path(w->out->arena, w->form, w->from, item);
    buf_printf(w->out, "%s%s", w->rows && *path == '.' ? "current()/" : "", path);
}

static void quoted(struct buf *b, const char *s) { buf_printf(b, strchr(s, '\'') ? "\"%s\"" : "'%s'", s); }
static void written(struct writing *w, const struct expression *e);

static void inner(struct writing *w, const struct expression *e) {
    bool simple = e->op == OP_NUMBER || e->op == OP_TEXT || e->op == OP_NAME || e->op == OP_COLUMN || e->op == OP_SELF || e->op == OP_CALL || e->op == OP_PARENT || e->op == OP_ROWS;
    if (!simple) buf_char(w->out, '(');
    written(w, e);
    if (!simple) buf_char(w->out, ')');
}

static void call(struct writing *w, const struct expression *e) {
    buf_printf(w->out, "%s(", e->function->name);
    for (int i = 0; i < e->n; i++) {
        if (i) buf_add(w->out, ", ");
        if (i == 1 && same(e->function->name, "jr:choice-name")) { /* a question, in a text */
            struct writing text = *w;
            text.out = buf_new(w->out->arena);
            text.from = -1;
            name(&text, e->argument[i]->item);
            quoted(w->out, text.out->data);
        } else {
            written(w, e->argument[i]);
        }
    }
    buf_char(w->out, ')');
}

static void rows(struct writing *w, const struct expression *e) {
    struct writing within = *w;
    within.rows = true;
    buf_printf(w->out, "instance('%s')/root/item", e->text);
    if (e->n) {
        buf_char(w->out, '[');
        written(&within, e->argument[0]);
        buf_char(w->out, ']');
    }
    if (e->column >= 0) buf_printf(w->out, "/%s", w->column[e->column]);
}

static void written(struct writing *w, const struct expression *e) {
    static const char *const signs[] = {[OP_OR] = "or", [OP_AND] = "and", [OP_EQ] = "=", [OP_NE] = "!=", [OP_LT] = "<", [OP_LE] = "<=", [OP_GT] = ">", [OP_GE] = ">=", [OP_ADD] = "+", [OP_SUB] = "-",
        [OP_MUL] = "*", [OP_DIV] = "div", [OP_MOD] = "mod", [OP_UNION] = "|"};
    struct scope s = {.arena = w->out->arena, .steps = &(int){1000}};
    switch (e->op) {
    case OP_NUMBER: buf_add(w->out, to_text(&s, as_number(e->number))); return;
    case OP_TEXT: quoted(w->out, e->text); return;
    case OP_NAME: name(w, e->item); return;
    case OP_COLUMN: buf_add(w->out, w->column[e->column]); return;
    case OP_SELF: buf_add(w->out, w->rows ? "current()/." : "."); return;
    case OP_PARENT:
        for (int i = 0; i < e->item; i++) buf_add(w->out, i ? "/.." : w->rows ? "current()/.." : "..");
        return;
    case OP_CALL: call(w, e); return;
    case OP_ROWS: rows(w, e); return;
    case OP_NEG:
        buf_add(w->out, "-");
        inner(w, e->argument[0]);
        return;
    default:
        inner(w, e->argument[0]);
        buf_printf(w->out, " %s ", signs[e->op]);
        inner(w, e->argument[1]);
    }
}

char *form_written(struct arena *m, const struct form *f, const struct item *from, const struct expression *e, enum form_style style) {
    size_t n = f->choice_heading ? f->choice_heading->n : 0;
    const char **column = NEW_N(m, const char *, n + 1);
    for (size_t i = 0; i < n; i++) column[i] = style == WRITTEN_SHEET ? f->choice_heading->cell[i] : form_column(m, f->choice_heading->cell[i]);
    struct writing w = {f, (int)(from - f->items), style != WRITTEN_SHEET, style == WRITTEN_ROWS, buf_new(m), column};
    if (e) written(&w, e);
    return w.out->data ? w.out->data : arena_copy(m, "");
}

char *form_column(struct arena *m, const char *heading) {
    char *out = arena_copy(m, heading);
    for (char *p = out; *p; p++)
        if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_' || (p > out && ((*p >= '0' && *p <= '9') || strchr("-.", *p))))) *p = '_';
    return out;
}
