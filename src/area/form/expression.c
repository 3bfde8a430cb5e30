#include "area/form/expression.h"
#include <ctype.h>
#include <math.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

enum { most_depth = 60, most_nodes = 2000, most_arguments = 12, longest = 4000 };
enum op { OP_OR, OP_AND, OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MOD, OP_NEG, OP_NUMBER, OP_TEXT, OP_NAME,
          OP_SELF, OP_CALL, OP_PARENT };

struct value { enum { V_TEXT, V_NUMBER, V_BOOL } kind; const char *text; double number; bool truth; };
struct function;
struct expression {
    enum op op;
    struct expression *argument[most_arguments];
    int n;
    double number;
    const char *text;
    const struct function *function;
};
struct parser {
    struct arena *arena;
    const char *start, *at;
    int depth, nodes;
    bool (*known)(void *, const char *);
    void *thing;
    struct expression_problem *problem;
    bool failed;
};

static struct value as_text(const char *s) { return (struct value){.kind = V_TEXT, .text = s}; }
static struct value as_number(double d) { return (struct value){.kind = V_NUMBER, .number = d}; }
static struct value as_bool(bool b) { return (struct value){.kind = V_BOOL, .truth = b}; }

static double to_number(struct value v) {
    if (v.kind == V_NUMBER) return v.number;
    if (v.kind == V_BOOL) return v.truth;
    const char *s = v.text + strspn(v.text, " \n\t");
    if (!*s || !strchr("0123456789.-", *s) || strpbrk(s, "xX")) return NAN;
    char *end;
    double d = strtod(s, &end);
    return end[strspn(end, " \n\t")] ? NAN : d;
}
static bool to_bool(struct value v) {
    if (v.kind == V_BOOL) return v.truth;
    if (v.kind == V_NUMBER) return v.number != 0 && !isnan(v.number);
    return *v.text != 0;
}
static const char *to_text(struct scope *s, struct value v) {
    if (v.kind == V_TEXT) return v.text;
    if (v.kind == V_BOOL) return v.truth ? "true" : "false";
    if (isnan(v.number)) return "NaN";
    if (isinf(v.number)) return v.number > 0 ? "Infinity" : "-Infinity";
    if (v.number == floor(v.number) && fabs(v.number) < 1e15) return arena_printf(s->arena, "%.0f", v.number);
    return arena_printf(s->arena, "%.10g", v.number);
}

static struct value evaluate(struct scope *, const struct expression *);
static const char *argument_text(struct scope *s, const struct expression *e, int i) { return i < e->n ? to_text(s, evaluate(s, e->argument[i])) : ""; }
static double argument_number(struct scope *s, const struct expression *e, int i) { return i < e->n ? to_number(evaluate(s, e->argument[i])) : NAN; }

static bool word_in(const char *all, const char *one) {
    size_t n = strlen(one);
    for (const char *p = all; n && *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, one, n) == 0 && (!p[n] || p[n] == ' ')) return true;
    return false;
}
static int words_of(const char *s) {
    int n = 0;
    for (s += strspn(s, " "); *s; s += strcspn(s, " "), s += strspn(s, " ")) n++;
    return n;
}

static struct value f_selected(struct scope *s, const struct expression *e) { return as_bool(word_in(argument_text(s, e, 0), argument_text(s, e, 1))); }
static struct value f_count_selected(struct scope *s, const struct expression *e) { return as_number(words_of(argument_text(s, e, 0))); }
static struct value f_selected_at(struct scope *s, const struct expression *e) {
    const char *p = argument_text(s, e, 0);
    double at = argument_number(s, e, 1);
    p += strspn(p, " ");
    for (double i = 0; i < at && *p; i++) p += strcspn(p, " "), p += strspn(p, " ");
    return as_text(at >= 0 ? arena_copy_n(s->arena, p, strcspn(p, " ")) : "");
}
static struct value f_not(struct scope *s, const struct expression *e) { return as_bool(!to_bool(evaluate(s, e->argument[0]))); }
static struct value f_true(struct scope *s, const struct expression *e) { return as_bool(true); }
static struct value f_false(struct scope *s, const struct expression *e) { return as_bool(false); }
static struct value f_boolean(struct scope *s, const struct expression *e) { return as_bool(to_bool(evaluate(s, e->argument[0]))); }
static struct value f_number(struct scope *s, const struct expression *e) { return as_number(argument_number(s, e, 0)); }
static struct value f_string(struct scope *s, const struct expression *e) { return as_text(argument_text(s, e, 0)); }
static struct value f_length(struct scope *s, const struct expression *e) { return as_number((double)text_length(e->n ? argument_text(s, e, 0) : s->self)); }
static struct value f_concat(struct scope *s, const struct expression *e) {
    struct buf *b = buf_new(s->arena);
    for (int i = 0; i < e->n && b->size < 1000000; i++) buf_add(b, argument_text(s, e, i));
    return as_text(b->data);
}
static struct value f_if(struct scope *s, const struct expression *e) { return evaluate(s, e->argument[to_bool(evaluate(s, e->argument[0])) ? 1 : 2]); }
static struct value f_coalesce(struct scope *s, const struct expression *e) {
    for (int i = 0; i < e->n; i++)
        if (*argument_text(s, e, i)) return evaluate(s, e->argument[i]);
    return as_text("");
}
static struct value f_once(struct scope *s, const struct expression *e) { return *s->self ? as_text(s->self) : evaluate(s, e->argument[0]); }
static struct value f_contains(struct scope *s, const struct expression *e) { return as_bool(strstr(argument_text(s, e, 0), argument_text(s, e, 1)) != NULL); }
static struct value f_starts(struct scope *s, const struct expression *e) { return as_bool(text_starts(argument_text(s, e, 0), argument_text(s, e, 1))); }
static struct value f_ends(struct scope *s, const struct expression *e) { return as_bool(text_ends(argument_text(s, e, 0), argument_text(s, e, 1))); }
static struct value f_normalize(struct scope *s, const struct expression *e) { return as_text(text_line(s->arena, argument_text(s, e, 0))); }
static struct value f_substr(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0);
    double n = (double)text_length(t), from = argument_number(s, e, 1), to = e->n > 2 ? argument_number(s, e, 2) : n;
    if (from < 0) from += n;
    if (to < 0) to += n;
    struct buf *b = buf_new(s->arena);
    double at = -1;
    for (const char *p = t; *p; p++) {
        if (((unsigned char)*p & 0xc0) != 0x80) at++;
        if (at >= from && at < to) buf_char(b, *p);
    }
    return as_text(b->data);
}
static struct value f_int(struct scope *s, const struct expression *e) { return as_number(trunc(argument_number(s, e, 0))); }
static struct value f_round(struct scope *s, const struct expression *e) {
    double d = argument_number(s, e, 0), digits = e->n > 1 ? argument_number(s, e, 1) : 0;
    if (isnan(digits) || fabs(digits) > 15) return as_number(d);
    double scale = pow(10, trunc(digits));
    return as_number(floor(d * scale + 0.5) / scale);
}
static struct value f_abs(struct scope *s, const struct expression *e) { return as_number(fabs(argument_number(s, e, 0))); }
static struct value f_pow(struct scope *s, const struct expression *e) { return as_number(pow(argument_number(s, e, 0), argument_number(s, e, 1))); }
static struct value f_today(struct scope *s, const struct expression *e) { return as_text(s->today); }
static struct value f_date(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0);
    return as_text(clock_is_day(arena_copy_n(s->arena, t, strlen(t) < 10 ? strlen(t) : 10)) ? arena_copy_n(s->arena, t, 10) : "");
}
static struct value f_position(struct scope *s, const struct expression *e) { return as_number(s->index); }

/* Node sets: a name stands for its values over all entries; anything else for itself. */
static size_t set_of(struct scope *s, const struct expression *e, const char *const **values) {
    if (e->op == OP_NAME) return s->values(s->thing, e->text, values);
    const char **one = NEW_N(s->arena, const char *, 1);
    one[0] = to_text(s, evaluate(s, e));
    *values = one;
    return 1;
}
static struct value over(struct scope *s, const struct expression *e, char what) {
    double result = what == 's' || what == 'c' ? 0 : NAN;
    for (int i = 0; i < e->n; i++) {
        const char *const *v;
        size_t n = set_of(s, e->argument[i], &v);
        for (size_t k = 0; k < n; k++) {
            double d = to_number(as_text(v[k]));
            if (what == 'c') result++;
            else if (what == 's') result += *v[k] ? d : 0;
            else if (*v[k] && (isnan(result) || (what == 'm' ? d < result : d > result))) result = d;
        }
    }
    return as_number(result);
}
static struct value f_sum(struct scope *s, const struct expression *e) { return over(s, e, 's'); }
static struct value f_count(struct scope *s, const struct expression *e) { return over(s, e, 'c'); }
static struct value f_min(struct scope *s, const struct expression *e) { return over(s, e, 'm'); }
static struct value f_max(struct scope *s, const struct expression *e) { return over(s, e, 'M'); }

/* ICU's matcher with a bound on its work, so that no pattern of a form can hold the server. */
static struct value f_regex(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0), *p = argument_text(s, e, 1);
    if (strlen(t) > longest || strlen(p) > longest) return as_bool(false);
    UErrorCode code = U_ZERO_ERROR;
    UChar *pattern = NEW_N(s->arena, UChar, strlen(p) + 1), *subject = NEW_N(s->arena, UChar, strlen(t) + 1);
    int32_t np = 0, nt = 0;
    u_strFromUTF8(pattern, (int32_t)strlen(p) + 1, &np, p, -1, &code);
    u_strFromUTF8(subject, (int32_t)strlen(t) + 1, &nt, t, -1, &code);
    URegularExpression *r = uregex_open(pattern, np, 0, NULL, &code);
    if (U_FAILURE(code)) return as_bool(false);
    uregex_setTimeLimit(r, 50, &code);
    uregex_setStackLimit(r, 200000, &code);
    uregex_setText(r, subject, nt, &code);
    bool found = uregex_matches(r, -1, &code) && U_SUCCESS(code); /* the whole value, as in ODK */
    uregex_close(r);
    return as_bool(found);
}

struct function { const char *name; int least, most; struct value (*run)(struct scope *, const struct expression *); };
static const struct function functions_[] = {{"selected", 2, 2, f_selected}, {"count-selected", 1, 1, f_count_selected}, {"selected-at", 2, 2, f_selected_at},
    {"not", 1, 1, f_not}, {"true", 0, 0, f_true}, {"false", 0, 0, f_false}, {"boolean", 1, 1, f_boolean}, {"number", 1, 1, f_number}, {"string", 1, 1, f_string},
    {"string-length", 0, 1, f_length}, {"concat", 1, 12, f_concat}, {"if", 3, 3, f_if}, {"coalesce", 2, 12, f_coalesce}, {"once", 1, 1, f_once},
    {"contains", 2, 2, f_contains}, {"starts-with", 2, 2, f_starts}, {"ends-with", 2, 2, f_ends}, {"normalize-space", 1, 1, f_normalize}, {"substr", 2, 3, f_substr},
    {"int", 1, 1, f_int}, {"round", 1, 2, f_round}, {"abs", 1, 1, f_abs}, {"pow", 2, 2, f_pow}, {"today", 0, 0, f_today}, {"date", 1, 1, f_date},
    {"position", 1, 1, f_position}, {"sum", 1, 12, f_sum}, {"count", 1, 1, f_count}, {"min", 1, 12, f_min}, {"max", 1, 12, f_max}, {"regex", 2, 2, f_regex}};

static struct expression *wrong(struct parser *p, const char *message, const char *name) {
    if (!p->failed) *p->problem = (struct expression_problem){(size_t)(p->at - p->start), message, name};
    p->failed = true;
    return NEW(p->arena, struct expression);
}
static struct expression *node(struct parser *p, enum op op) {
    if (++p->nodes > most_nodes) return wrong(p, TR("The expression is too long."), NULL);
    struct expression *e = NEW(p->arena, struct expression);
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

static struct expression *call(struct parser *p, const char *name) {
    struct expression *e = node(p, OP_CALL);
    for (size_t i = 0; i < COUNT(functions_); i++)
        if (same(functions_[i].name, name)) e->function = &functions_[i];
    if (!e->function) return wrong(p, TR("This function is not supported."), name);
    if (!eat(p, ")")) {
        do {
            if (e->n == most_arguments) return wrong(p, TR("This function has too many arguments."), name);
            blanks(p);
            if (text_starts(p->at, "..")) {
                p->at += 2;
                e->argument[e->n++] = node(p, OP_PARENT);
            } else {
                e->argument[e->n++] = or_(p);
            }
        } while (!p->failed && eat(p, ","));
        if (!eat(p, ")")) return wrong(p, TR("A closing parenthesis is missing."), NULL);
    }
    if (e->n < e->function->least || e->n > e->function->most) return wrong(p, TR("This function has another number of arguments."), name);
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
        if (!p->known(p->thing, e->text)) return wrong(p, TR("There is no such name in this section."), e->text);
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
    if (*p->at == '.') {
        p->at++;
        return node(p, OP_SELF);
    }
    size_t n = 0;
    while (isalnum((unsigned char)p->at[n]) || (n && strchr("-_:", p->at[n]) && p->at[n])) n++;
    if (n && p->at[n + strspn(p->at + n, " ")] == '(') {
        char *name = arena_copy_n(p->arena, p->at, n);
        p->at += n;
        eat(p, "(");
        return call(p, name);
    }
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

struct expression *expression_read(struct arena *m, const char *words, bool (*known)(void *, const char *), void *thing, struct expression_problem *problem) {
    struct parser p = {.arena = m, .start = words, .at = words, .known = known, .thing = thing, .problem = problem};
    if (strlen(words) > longest) return wrong(&p, TR("The expression is too long."), NULL), NULL;
    struct expression *e = or_(&p);
    blanks(&p);
    if (!p.failed && *p.at) wrong(&p, TR("This is not understood here."), NULL);
    return p.failed ? NULL : e;
}

static bool is_day(struct value v) { return v.kind == V_TEXT && clock_is_day(v.text); }

static bool compare(struct scope *s, enum op op, struct value a, struct value b) {
    if (op == OP_EQ || op == OP_NE) {
        bool equal;
        if (a.kind == V_BOOL || b.kind == V_BOOL) equal = to_bool(a) == to_bool(b);
        else if (a.kind == V_NUMBER || b.kind == V_NUMBER) equal = to_number(a) == to_number(b);
        else equal = same(a.text, b.text);
        return equal == (op == OP_EQ);
    }
    double x = to_number(a), y = to_number(b);
    if (is_day(a) && is_day(b)) x = strcmp(a.text, b.text), y = 0; /* days order as text */
    return op == OP_LT ? x < y : op == OP_LE ? x <= y : op == OP_GT ? x > y : x >= y;
}

static struct value evaluate(struct scope *s, const struct expression *e) {
    if (--*s->steps < 0) return as_text("");
    switch (e->op) {
    case OP_NUMBER: return as_number(e->number);
    case OP_TEXT: return as_text(e->text);
    case OP_NAME: return as_text(s->value(s->thing, e->text));
    case OP_SELF: return as_text(s->self);
    case OP_PARENT: return as_text("");
    case OP_CALL: return e->function->run(s, e);
    case OP_NEG: return as_number(-to_number(evaluate(s, e->argument[0])));
    case OP_OR: return as_bool(to_bool(evaluate(s, e->argument[0])) || to_bool(evaluate(s, e->argument[1])));
    case OP_AND: return as_bool(to_bool(evaluate(s, e->argument[0])) && to_bool(evaluate(s, e->argument[1])));
    default: break;
    }
    struct value a = evaluate(s, e->argument[0]), b = evaluate(s, e->argument[1]);
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

void expression_names(const struct expression *e, void (*each)(void *, const char *), void *thing) {
    if (e->op == OP_NAME) each(thing, e->text);
    for (int i = 0; i < e->n; i++) expression_names(e->argument[i], each, thing);
}

char *expression_text(struct scope *s, const struct expression *e) { return arena_copy(s->arena, to_text(s, evaluate(s, e))); }
bool expression_true(struct scope *s, const struct expression *e) { return to_bool(evaluate(s, e)); }
double expression_number(struct scope *s, const struct expression *e) { return to_number(evaluate(s, e)); }
