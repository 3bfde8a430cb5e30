#include "base/plural.h"
#include <ctype.h>

/* One node of the expression; op is the operator's first character, 'L' for <=, 'G' for >=,
 * 'E' for ==, '#' a number, 'n' the number asked about. */
struct plural {
    char op;
    uint64_t number;
    struct plural *a, *b, *c;
};
struct reader {
    const char *at;
    struct arena *arena;
    bool wrong;
    int depth;
};

static struct plural *conditional(struct reader *);

static struct plural *node(struct reader *r, char op, struct plural *a, struct plural *b) {
    struct plural *p = NEW(r->arena, struct plural);
    *p = (struct plural){.op = op, .a = a, .b = b};
    return p;
}

static bool eat(struct reader *r, const char *token) {
    while (isspace((unsigned char)*r->at)) r->at++;
    size_t n = strlen(token);
    if (strncmp(r->at, token, n)) return false;
    r->at += n;
    return true;
}

static struct plural *primary(struct reader *r) {
    if (++r->depth > 100) r->wrong = true;
    struct plural *p = node(r, '#', NULL, NULL);
    if (r->wrong) return p;
    if (eat(r, "(")) {
        p = conditional(r);
        if (!eat(r, ")")) r->wrong = true;
    } else if (eat(r, "!")) {
        p = node(r, '!', primary(r), NULL);
    } else if (eat(r, "n")) {
        p->op = 'n';
    } else if (isdigit((unsigned char)*r->at)) {
        char *end;
        p->number = strtoull(r->at, &end, 10);
        r->at = end;
    } else {
        r->wrong = true;
    }
    r->depth--;
    return p;
}

/* Binary operators by rising strength; each row is one level. */
static const struct { const char *token; char op; } levels[][5] = {
    {{"||", '|'}}, {{"&&", '&'}}, {{"==", 'E'}, {"!=", 'N'}}, {{"<=", 'L'}, {">=", 'G'}, {"<", '<'}, {">", '>'}},
    {{"+", '+'}, {"-", '-'}}, {{"*", '*'}, {"/", '/'}, {"%", '%'}},
};

static struct plural *binary(struct reader *r, size_t level) {
    if (level == COUNT(levels)) return primary(r);
    struct plural *p = binary(r, level + 1);
    for (size_t i = 0; i < COUNT(levels[level]) && levels[level][i].token; i++)
        if (eat(r, levels[level][i].token)) {
            p = node(r, levels[level][i].op, p, binary(r, level + 1));
            i = (size_t)-1;
        }
    return p;
}

static struct plural *conditional(struct reader *r) {
    struct plural *p = binary(r, 0);
    if (!eat(r, "?")) return p;
    struct plural *all = node(r, '?', p, conditional(r));
    if (!eat(r, ":")) r->wrong = true;
    else all->c = conditional(r);
    return all;
}

struct plural *plural_read(struct arena *m, const char *rule, unsigned *forms) {
    struct reader r = {.at = rule, .arena = m};
    if (!eat(&r, "nplurals") || !eat(&r, "=")) return NULL;
    struct plural *n = primary(&r);
    if (n->op != '#' || n->number < 1 || n->number > 6 || !eat(&r, ";") || !eat(&r, "plural") || !eat(&r, "="))
        return NULL;
    struct plural *p = conditional(&r);
    if (r.wrong || !eat(&r, ";")) return NULL;
    *forms = (unsigned)n->number;
    return p;
}

static uint64_t value(const struct plural *p, uint64_t n) {
    switch (p->op) {
    case '#': return p->number;
    case 'n': return n;
    case '!': return !value(p->a, n);
    case '?': return value(p->a, n) ? value(p->b, n) : value(p->c, n);
    case '|': return value(p->a, n) || value(p->b, n);
    case '&': return value(p->a, n) && value(p->b, n);
    default: break;
    }
    uint64_t a = value(p->a, n), b = value(p->b, n);
    switch (p->op) {
    case 'E': return a == b;
    case 'N': return a != b;
    case 'L': return a <= b;
    case 'G': return a >= b;
    case '<': return a < b;
    case '>': return a > b;
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return b ? a / b : 0;
    case '%': return b ? a % b : 0;
    default: bug("unknown operator %c", p->op);
    }
}

unsigned plural_form(const struct plural *p, unsigned forms, int64_t n) {
    uint64_t form = value(p, n < 0 ? (uint64_t)-n : (uint64_t)n);
    return form < forms ? (unsigned)form : 0;
}
