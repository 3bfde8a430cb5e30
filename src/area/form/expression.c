#include "area/form/functions.h"
#include "area/form/reading.h"
#include <ctype.h>
#include <math.h>
#include "base/lang.h"
#include "base/text.h"

enum { most_depth = 60, most_height = 250, most_nodes = 2000 };
struct parser {
    struct arena *arena;
    const char *start, *at;
    int depth, nodes;
    const struct naming *names;
    struct expression_problem *problem;
    bool failed;
};

static size_t characters(const struct parser *p) { return text_length(arena_copy_n(p->arena, p->start, (size_t)(p->at - p->start))); }
/* What failed has places too: who asked for a node fills them before looking at p->failed. */
static struct expression *empty(struct parser *p) {
    struct expression *e = NEW(p->arena, struct expression);
    e->argument = NEW_N(p->arena, struct expression *, 2);
    return e;
}
static struct expression *wrong(struct parser *p, const char *message, const char *name) {
    if (!p->failed) *p->problem = (struct expression_problem){characters(p), message, name};
    p->failed = true;
    return empty(p);
}
static struct expression *node(struct parser *p, enum op op) {
    if (++p->nodes > most_nodes) return wrong(p, TR("The expression is too long."), NULL);
    struct expression *e = empty(p);
    e->op = op;
    return e;
}
static void blanks(struct parser *p) { p->at += strspn(p->at, " \t\n"); }
static bool eat(struct parser *p, const char *token) {
    blanks(p);
    size_t n = strlen(token);
    if (strncmp(p->at, token, n)) return false;
    if (isalpha((unsigned char)*token) && (isalnum((unsigned char)p->at[n]) || p->at[n] == '-' || p->at[n] == '_')) return false;
    p->at += n;
    return true;
}

static struct expression *or_(struct parser *);

static struct expression *wrong_at(struct parser *p, const char *at, const char *message, const char *name) {
    p->at = at;
    return wrong(p, message, name);
}

/* jr:choice-name(${kind}, '${kind}'): the question stands in a text, by its name or its path. */
static struct expression *choice_question(struct parser *p, struct expression *e, const char *second) {
    struct expression *of = e->argument[1];
    const char *name = of->text;
    if (p->failed || of->op == OP_NAME) return e;
    if (of->op != OP_TEXT) return wrong_at(p, second, TR("The second argument has to name a question."), NULL);
    if (text_starts(name, "${")) name = arena_copy_n(p->arena, name + 2, strcspn(name + 2, "}"));
    of->item = strchr(name, '/') && p->names->path ? p->names->path(p->names->thing, name) : p->names->find(p->names->thing, name);
    return of->item < 0 ? wrong_at(p, second, TR("There is no such name in this section."), name) : e;
}

/* instance('places')/root/item[region = ${r}]/note: rows of a list of the sheet choices. Within the
 * brackets bare words are its columns; everything else is seen from the question. */
static struct expression *rows(struct parser *p) {
    struct expression *e = node(p, OP_ROWS);
    const char *end = strpbrk(p->at, "'\"") == p->at ? strchr(p->at + 1, *p->at) : NULL;
    size_t n;
    if (!end || !p->names->form) return wrong(p, TR("This is written as instance('list')/root/item[condition]/column."), NULL);
    e->text = arena_copy_n(p->arena, p->at + 1, (size_t)(end - p->at - 1));
    if (!reading_list(p->names->form, e->text, &n)) return wrong(p, TR("The sheet choices does not have this list."), e->text);
    p->at = end + 1;
    if (!eat(p, ")") || !eat(p, "/") || !eat(p, "root") || !eat(p, "/") || !eat(p, "item")) return wrong(p, TR("This is written as instance('list')/root/item[condition]/column."), NULL);
    const struct naming *outer = p->names;
    struct naming inner = *outer;
    inner.columns = p->names->form->choice_heading;
    p->names = &inner;
    e->column = -1;
    if (eat(p, "[")) {
        e->argument[e->n++] = or_(p);
        if (!eat(p, "]")) wrong(p, TR("A closing bracket is missing."), NULL);
    }
    if (!p->failed && eat(p, "/")) {
        size_t length = strcspn(p->at, " )],=<>!+*|");
        for (size_t i = 0; i < inner.columns->n; i++)
            if (strlen(inner.columns->cell[i]) == length && strncmp(inner.columns->cell[i], p->at, length) == 0) e->column = (int)i;
        if (e->column < 0) wrong(p, TR("The sheet choices has no such column."), arena_copy_n(p->arena, p->at, length));
        p->at += p->failed ? 0 : length;
    }
    p->names = outer;
    return e;
}

static struct expression *call(struct parser *p, const char *name) {
    struct expression *e = node(p, OP_CALL);
    const char *at = p->at, *second = at;
    e->function = function_find(name);
    if (!e->function) return wrong_at(p, at - strlen(name), TR("This function is not supported."), name);
    p->at += strspn(p->at, " ") + 1;
    struct expression *all[most_arguments] = {NULL};
    if (!eat(p, ")")) {
        do {
            if (e->n == most_arguments) return wrong(p, TR("This function has too many arguments."), name);
            blanks(p);
            if (e->n == 1) second = p->at;
            all[e->n++] = or_(p);
        } while (!p->failed && eat(p, ","));
        if (!eat(p, ")")) return wrong(p, TR("A closing parenthesis is missing."), NULL);
    }
    e->argument = NEW_N(p->arena, struct expression *, (size_t)e->n + 1);
    memcpy(e->argument, all, (size_t)e->n * sizeof *all);
    if (e->n < e->function->least || e->n > e->function->most) return wrong_at(p, at - strlen(name), TR("This function has another number of arguments."), name);
    if (same(name, "jr:choice-name")) return choice_question(p, e, second);
    size_t rows_there;
    if (same(name, "pulldata") && p->names->form && e->argument[0]->op == OP_TEXT && !reading_list(p->names->form, e->argument[0]->text, &rows_there))
        return wrong_at(p, at - strlen(name), TR("The sheet choices does not have this list."), e->argument[0]->text);
    return e;
}

/* What a choice is called in its list and how it is labelled is no property to compare. */
static struct expression *column(struct parser *p, size_t n) {
    char *name = arena_copy_n(p->arena, p->at, n);
    struct expression *e = node(p, OP_COLUMN);
    for (size_t i = 0; i < p->names->columns->n; i++)
        if (same(p->names->columns->cell[i], name) && !same(name, "list_name") && !text_starts(name, "label")) {
            e->column = (int)i;
            p->at += n;
            return e;
        }
    return wrong(p, TR("The sheet choices has no such column."), name);
}

/* ".", "..", "../..", "../kind", "/form/section/kind", "current()/../kind"; NULL when none stands here. */
static struct expression *path(struct parser *p) {
    static const char current[] = "current()";
    size_t from = text_starts(p->at, current) ? strlen(current) : 0, n = from;
    if (!from && *p->at != '/' && *p->at != '.') return NULL;
    if (*p->at == '.' && p->names->columns && p->at[1] != '.') return NULL; /* a row is no answer */
    while (p->at[n] == '/' || p->at[n] == '.' || p->at[n] == '_' || (unsigned char)p->at[n] >= 128 || isalnum((unsigned char)p->at[n]) || (n > from && p->at[n] == '-' && isalnum((unsigned char)p->at[n + 1]))) n++;
    char *words = arena_copy_n(p->arena, p->at, n);
    const char *rest = words + from + (from && words[from] == '/');
    if (!*rest || same(rest, ".")) {
        p->at += n;
        return node(p, OP_SELF);
    }
    int levels = 0;
    while (text_starts(rest, "..") && (rest[2] == '/' || !rest[2])) levels++, rest += rest[2] ? 3 : 2;
    if (!*rest && levels) {
        struct expression *e = node(p, OP_PARENT);
        e->item = levels;
        p->at += n;
        return e;
    }
    struct expression *e = node(p, OP_NAME);
    e->item = p->names->path ? p->names->path(p->names->thing, words) : -1;
    if (e->item < 0) return wrong(p, p->names->path ? TR("There is no such question at this path in this section.") : TR("This is not understood here."), p->names->path ? words : NULL);
    e->text = words;
    p->at += n;
    return e;
}

static struct expression *primary(struct parser *p) {
    blanks(p);
    if (*p->at == '(') {
        p->at++;
        struct expression *e = or_(p);
        return eat(p, ")") || p->failed ? e : wrong(p, TR("A closing parenthesis is missing."), NULL);
    }
    if (text_starts(p->at, "${")) {
        const char *end = strchr(p->at, '}');
        if (!end) return wrong(p, TR("A closing brace is missing."), NULL);
        struct expression *e = node(p, OP_NAME);
        e->text = text_trim(p->arena, arena_copy_n(p->arena, p->at + 2, (size_t)(end - p->at - 2)));
        e->item = p->names->find(p->names->thing, e->text);
        if (e->item < 0) return wrong(p, TR("There is no such name in this section."), e->text);
        p->at = end + 1;
        return e;
    }
    if (*p->at == '\'' || *p->at == '"') {
        const char *end = strchr(p->at + 1, *p->at);
        if (!end) return wrong(p, TR("A closing quotation mark is missing."), NULL);
        struct expression *e = node(p, OP_TEXT);
        e->text = arena_copy_n(p->arena, p->at + 1, (size_t)(end - p->at - 1));
        p->at = end + 1;
        return e;
    }
    if (isdigit((unsigned char)*p->at) || (*p->at == '.' && isdigit((unsigned char)p->at[1]))) {
        size_t n = strspn(p->at, "0123456789.");
        struct expression *e = node(p, OP_NUMBER);
        e->number = strtod(arena_copy_n(p->arena, p->at, n), NULL);
        p->at += n;
        return e;
    }
    struct expression *there = path(p);
    if (there) return there;
    size_t n = 0;
    while (isalnum((unsigned char)p->at[n]) || (n && strchr("-_:", p->at[n]) && p->at[n])) n++;
    if (n && p->at[n + strspn(p->at + n, " ")] == '(') {
        char *name = arena_copy_n(p->arena, p->at, n);
        p->at += n;
        if (!same(name, "instance")) return call(p, name);
        p->at += strspn(p->at, " ") + 1;
        blanks(p);
        return rows(p);
    }
    if (n && p->names->columns) return column(p, n);
    return wrong(p, *p->at ? TR("This is not understood here.") : TR("The expression ends too early."), NULL);
}

static struct expression *unary(struct parser *p) {
    if (++p->depth > most_depth) return wrong(p, TR("The expression is nested too deeply."), NULL);
    struct expression *e;
    if (eat(p, "-")) {
        e = node(p, OP_NEG);
        e->argument[0] = unary(p);
        e->n = 1;
    } else {
        e = primary(p);
        while (!p->failed && eat(p, "|")) {
            struct expression *both = node(p, OP_UNION);
            both->argument[0] = e;
            both->argument[1] = primary(p);
            both->n = 2;
            both->height = 1 + e->height;
            if (both->height > most_height) return wrong(p, TR("The expression is too long."), NULL);
            e = both;
        }
    }
    p->depth--;
    return e;
}

/* Binary operators by rising strength; of one level the longer tokens first. */
static const struct { const char *token; enum op op; } levels[][5] = {{{"or", OP_OR}}, {{"and", OP_AND}}, {{"!=", OP_NE}, {"=", OP_EQ}},
    {{"<=", OP_LE}, {">=", OP_GE}, {"<", OP_LT}, {">", OP_GT}}, {{"+", OP_ADD}, {"-", OP_SUB}}, {{"*", OP_MUL}, {"div", OP_DIV}, {"mod", OP_MOD}}};

static struct expression *binary(struct parser *p, size_t level) {
    if (level == COUNT(levels)) return unary(p);
    struct expression *left = binary(p, level + 1);
    for (size_t i = 0; !p->failed && i < COUNT(levels[level]) && levels[level][i].token; i++)
        if (eat(p, levels[level][i].token)) {
            struct expression *e = node(p, levels[level][i].op);
            e->argument[0] = left;
            e->argument[1] = binary(p, level + 1);
            e->n = 2;
            e->height = 1 + (left->height > e->argument[1]->height ? left->height : e->argument[1]->height);
            if (e->height > most_height) return wrong(p, TR("The expression is too long."), NULL);
            left = e;
            i = (size_t)-1;
        }
    return left;
}
static struct expression *or_(struct parser *p) {
    if (++p->depth > most_depth) return wrong(p, TR("The expression is nested too deeply."), NULL);
    struct expression *e = binary(p, 0);
    p->depth--;
    return e;
}

struct expression *expression_read(struct arena *m, const char *words, const struct naming *names, struct expression_problem *problem) {
    struct parser p = {.arena = m, .start = words, .at = words, .names = names, .problem = problem};
    if (strlen(words) > longest_expression) return wrong(&p, TR("The expression is too long."), NULL), NULL;
    struct expression *e = or_(&p);
    blanks(&p);
    if (!p.failed && *p.at) wrong(&p, TR("This is not understood here."), NULL);
    return p.failed ? NULL : e;
}

static bool compare(struct scope *s, enum op op, struct value a, struct value b) {
    if (op == OP_EQ || op == OP_NE) {
        bool equal;
        if (a.kind == V_BOOL || b.kind == V_BOOL) equal = to_bool(a) == to_bool(b);
        else if (a.kind == V_NUMBER || b.kind == V_NUMBER) equal = to_number(a) == to_number(b);
        else equal = same(a.text, b.text);
        return equal == (op == OP_EQ);
    }
    double x = to_number(a), y = to_number(b);
    return op == OP_LT ? x < y : op == OP_LE ? x <= y : op == OP_GT ? x > y : x >= y;
}

struct value expression_value(struct scope *s, const struct expression *e) {
    if (!spend(s, 1)) return as_text("");
    switch (e->op) {
    case OP_NUMBER: return as_number(e->number);
    case OP_TEXT: return as_text(e->text);
    case OP_NAME: return as_text(s->value(s, e->item));
    case OP_COLUMN: return as_text(s->row ? s->row[e->column] : "");
    case OP_SELF: return as_text(s->self);
    case OP_PARENT: return as_text("");
    case OP_UNION: case OP_ROWS: {
        const char *const *v;
        return as_text(set_of(s, e, &v) ? v[0] : "");
    }
    case OP_CALL: return e->function->run(s, e);
    case OP_NEG: return as_number(-to_number(expression_value(s, e->argument[0])));
    case OP_OR: return as_bool(to_bool(expression_value(s, e->argument[0])) || to_bool(expression_value(s, e->argument[1])));
    case OP_AND: return as_bool(to_bool(expression_value(s, e->argument[0])) && to_bool(expression_value(s, e->argument[1])));
    default: break;
    }
    struct value a = expression_value(s, e->argument[0]), b = expression_value(s, e->argument[1]);
    double x = to_number(a), y = to_number(b);
    switch (e->op) {
    case OP_ADD: return as_number(x + y);
    case OP_SUB: return as_number(x - y);
    case OP_MUL: return as_number(x * y);
    case OP_DIV: return as_number(x / y);
    case OP_MOD: return as_number(fmod(x, y));
    default: return as_bool(compare(s, e->op, a, b));
    }
}

void expression_names(const struct expression *e, void (*each)(void *, int), void *thing) {
    if (e->op == OP_NAME) each(thing, e->item);
    for (int i = 0; i < e->n; i++) expression_names(e->argument[i], each, thing);
}

char *expression_text(struct scope *s, const struct expression *e) { return arena_copy(s->arena, to_text(s, expression_value(s, e))); }
char *expression_result(struct scope *s, const struct expression *e) {
    struct value v = expression_value(s, e);
    return arena_copy(s->arena, v.kind == V_NUMBER && isnan(v.number) ? "" : to_text(s, v));
}
bool expression_true(struct scope *s, const struct expression *e) { return to_bool(expression_value(s, e)); }
double expression_number(struct scope *s, const struct expression *e) { return to_number(expression_value(s, e)); }
