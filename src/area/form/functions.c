#include "area/form/functions.h"
#include <ctype.h>
#include <math.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include "base/clock.h"
#include "base/text.h"

/* A number as XPath writes it: no exponent, no sign before but "-", nothing after. */
static bool plain_number(const char *s, double *out) {
    const char *p = s + (*s == '-');
    size_t before = strspn(p, "0123456789"), after = 0;
    p += before;
    if (*p == '.') after = strspn(p + 1, "0123456789"), p += 1 + after;
    if (*p || !(before + after)) return false;
    *out = strtod(s, NULL);
    return true;
}

/* A day, or an instant with or without seconds, parts of them, and a zone: days since 1970 in UTC. */
static bool days_of(const char *s, double *out) {
    char instant[21] = "0000-00-00T00:00:00Z";
    int64_t seconds;
    size_t n = strlen(s);
    double more = 0;
    if (n < 10) return false;
    memcpy(instant, s, 10);
    s += 10;
    if (*s) {
        if (*s != 'T' || n < 16 || s[3] != ':') return false;
        memcpy(instant + 10, s, 6);
        s += 6;
        if (*s == ':' && isdigit((unsigned char)s[1]) && isdigit((unsigned char)s[2])) memcpy(instant + 16, s, 3), s += 3;
        if (*s == '.') more = strtod(s, NULL), s += 1 + strspn(s + 1, "0123456789");
        int hour = 0, minute = 0, used = 0;
        if (strchr("+-", *s) && *s && sscanf(s + 1, "%2d:%2d%n", &hour, &minute, &used) == 2 && used == 5 && !s[6]) more -= (*s == '-' ? -1 : 1) * (hour * 3600 + minute * 60);
        else if (*s && !same(s, "Z")) return false;
    }
    if (!clock_read(instant, &seconds)) return false;
    *out = ((double)seconds + more) / 86400;
    return true;
}
static bool days_fit(double days) { return days > -25567 && days < 84371; } /* 1900 to 2200 */

double to_number(struct value v) {
    if (v.kind == V_NUMBER) return v.number;
    if (v.kind == V_BOOL) return v.truth;
    const char *s = v.text + strspn(v.text, " \n\t");
    size_t n = strlen(s);
    while (n && strchr(" \n\t", s[n - 1])) n--;
    char word[64];
    double d;
    if (!n || n >= sizeof word) return NAN;
    memcpy(word, s, n);
    word[n] = 0;
    return plain_number(word, &d) || days_of(word, &d) ? d : NAN;
}
bool to_bool(struct value v) {
    if (v.kind == V_BOOL) return v.truth;
    if (v.kind == V_NUMBER) return v.number != 0 && !isnan(v.number);
    return *v.text != 0;
}
const char *to_text(struct scope *s, struct value v) {
    if (v.kind == V_TEXT) return v.text;
    if (v.kind == V_BOOL) return v.truth ? "true" : "false";
    if (isnan(v.number)) return "NaN";
    if (isinf(v.number)) return v.number > 0 ? "Infinity" : "-Infinity";
    if (v.number == 0) return "0";
    spend(s, 4);
    double size = fabs(v.number);
    if (v.number == floor(v.number) && size < 1e15) return arena_printf(s->arena, "%.0f", v.number);
    int digits = size >= 1e15 ? 0 : 14 - (int)floor(log10(size)); /* 15 that count, never an exponent */
    char *t = arena_printf(s->arena, "%.*f", digits > 300 ? 300 : digits, v.number);
    if (strchr(t, '.')) {
        size_t n = strlen(t);
        while (t[n - 1] == '0') t[--n] = 0;
        if (t[n - 1] == '.') t[n - 1] = 0;
    }
    return t;
}

const char *argument_text(struct scope *s, const struct expression *e, int i) { return i < e->n ? to_text(s, expression_value(s, e->argument[i])) : ""; }
double argument_number(struct scope *s, const struct expression *e, int i) { return i < e->n ? to_number(expression_value(s, e->argument[i])) : NAN; }

static int words_of(const char *s) {
    int n = 0;
    for (s += strspn(s, " "); *s; s += strcspn(s, " "), s += strspn(s, " ")) n++;
    return n;
}

static struct value f_selected(struct scope *s, const struct expression *e) { return as_bool(text_word(argument_text(s, e, 0), argument_text(s, e, 1))); }
static struct value f_count_selected(struct scope *s, const struct expression *e) { return as_number(words_of(argument_text(s, e, 0))); }
static struct value f_selected_at(struct scope *s, const struct expression *e) {
    const char *p = argument_text(s, e, 0);
    double at = argument_number(s, e, 1);
    p += strspn(p, " ");
    for (double i = 0; i < at && *p; i++) p += strcspn(p, " "), p += strspn(p, " ");
    return as_text(at >= 0 ? arena_copy_n(s->arena, p, strcspn(p, " ")) : "");
}
static struct value f_not(struct scope *s, const struct expression *e) { return as_bool(!to_bool(expression_value(s, e->argument[0]))); }
static struct value f_true(struct scope *s, const struct expression *e) { return as_bool(true); }
static struct value f_false(struct scope *s, const struct expression *e) { return as_bool(false); }
static struct value f_boolean(struct scope *s, const struct expression *e) { return as_bool(to_bool(expression_value(s, e->argument[0]))); }
static struct value f_number(struct scope *s, const struct expression *e) { return as_number(argument_number(s, e, 0)); }
static struct value f_string(struct scope *s, const struct expression *e) { return as_text(argument_text(s, e, 0)); }
static struct value f_length(struct scope *s, const struct expression *e) { return as_number((double)text_length(e->n ? argument_text(s, e, 0) : s->self)); }
static struct value f_concat(struct scope *s, const struct expression *e) {
    struct buf *b = buf_new(s->arena);
    for (int i = 0; i < e->n; i++) {
        const char *const *v;
        size_t n = set_of(s, e->argument[i], &v);
        for (size_t k = 0; k < n && b->size < longest_text && spend(s, strlen(v[k]) / 16); k++) buf_add(b, v[k]);
    }
    return as_text(b->data);
}
static struct value f_if(struct scope *s, const struct expression *e) { return expression_value(s, e->argument[to_bool(expression_value(s, e->argument[0])) ? 1 : 2]); }
static struct value f_coalesce(struct scope *s, const struct expression *e) {
    for (int i = 0; i < e->n; i++)
        if (*argument_text(s, e, i)) return expression_value(s, e->argument[i]);
    return as_text("");
}
static struct value f_once(struct scope *s, const struct expression *e) { return *s->self ? as_text(s->self) : expression_value(s, e->argument[0]); }
static struct value f_contains(struct scope *s, const struct expression *e) { return as_bool(strstr(argument_text(s, e, 0), argument_text(s, e, 1)) != NULL); }
static struct value f_starts(struct scope *s, const struct expression *e) { return as_bool(text_starts(argument_text(s, e, 0), argument_text(s, e, 1))); }
static struct value f_ends(struct scope *s, const struct expression *e) { return as_bool(text_ends(argument_text(s, e, 0), argument_text(s, e, 1))); }
static struct value f_normalize(struct scope *s, const struct expression *e) { return as_text(text_line(s->arena, argument_text(s, e, 0))); }
static struct value f_substr(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0);
    spend(s, strlen(t) / 16);
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
    double days = to_number(expression_value(s, e->argument[0]));
    return as_text(days_fit(days) ? clock_day(s->arena, (int64_t)floor(days) * 86400) : "");
}
static struct value f_date_time(struct scope *s, const struct expression *e) {
    double days = to_number(expression_value(s, e->argument[0]));
    return as_text(days_fit(days) ? clock_text(s->arena, (int64_t)floor(days * 86400 + 0.0005)) : "");
}
static struct value f_position(struct scope *s, const struct expression *e) {
    const struct expression *of = e->n ? e->argument[0] : NULL;
    if (!of && s->row_number) return as_number(s->row_number);
    return as_number(s->position(s, of && of->op == OP_PARENT ? of->item : 0, of && of->op == OP_NAME ? of->item : -1));
}

static bool is_call(const struct expression *e, const char *name) { return e->op == OP_CALL && same(e->function->name, name); }

size_t set_of(struct scope *s, const struct expression *e, const char *const **values) {
    if (e->op == OP_NAME) return s->values(s, e->item, values);
    if (e->op == OP_ROWS) return rows_of(s, e, values);
    if (is_call(e, "randomize")) {
        size_t n = set_of(s, e->argument[0], values);
        *values = shuffled(s, *values, n, e->n > 1 ? argument_number(s, e, 1) : 1);
        return n;
    }
    if (e->op == OP_UNION) {
        const char *const *a, *const *b;
        size_t n = set_of(s, e->argument[0], &a), k = set_of(s, e->argument[1], &b);
        const char **both = NEW_N(s->arena, const char *, n + k + 1);
        size_t taken = 0; /* fewer when the work that one question may ask for is spent */
        for (; taken < n + k && spend(s, 1); taken++) both[taken] = taken < n ? a[taken] : b[taken - n];
        *values = both;
        return taken;
    }
    const char **one = NEW_N(s->arena, const char *, 1);
    one[0] = to_text(s, expression_value(s, e));
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
    if (strlen(t) > longest_expression || strlen(p) > longest_expression) return as_bool(false);
    UErrorCode code = U_ZERO_ERROR;
    UChar *pattern = NEW_N(s->arena, UChar, strlen(p) + 1), *subject = NEW_N(s->arena, UChar, strlen(t) + 1);
    int32_t np = 0, nt = 0;
    u_strFromUTF8(pattern, (int32_t)strlen(p) + 1, &np, p, -1, &code);
    u_strFromUTF8(subject, (int32_t)strlen(t) + 1, &nt, t, -1, &code);
    URegularExpression *r = uregex_open(pattern, np, 0, NULL, &code);
    if (U_FAILURE(code)) return as_bool(false);
    spend(s, 2000);
    uregex_setTimeLimit(r, 20, &code);
    uregex_setStackLimit(r, 200000, &code);
    uregex_setText(r, subject, nt, &code);
    bool found = uregex_matches(r, -1, &code) && U_SUCCESS(code); /* the whole value, as in ODK */
    if (code == U_REGEX_TIME_OUT || code == U_REGEX_STACK_OVERFLOW) spend(s, 50000);
    uregex_close(r);
    return as_bool(found);
}

static struct value f_floor(struct scope *s, const struct expression *e) { return as_number(floor(argument_number(s, e, 0))); }
static struct value f_ceiling(struct scope *s, const struct expression *e) { return as_number(ceil(argument_number(s, e, 0))); }
static struct value f_sqrt(struct scope *s, const struct expression *e) { return as_number(sqrt(argument_number(s, e, 0))); }
static struct value f_exp(struct scope *s, const struct expression *e) { return as_number(exp(argument_number(s, e, 0))); }
static struct value f_exp10(struct scope *s, const struct expression *e) { return as_number(pow(10, argument_number(s, e, 0))); }
static struct value f_log(struct scope *s, const struct expression *e) { return as_number(log(argument_number(s, e, 0))); }
static struct value f_log10(struct scope *s, const struct expression *e) { return as_number(log10(argument_number(s, e, 0))); }
static struct value f_pi(struct scope *s, const struct expression *e) { return as_number(M_PI); }
static struct value f_now(struct scope *s, const struct expression *e) {
    return as_text(strlen(s->today) == 10 ? arena_printf(s->arena, "%sT00:00:00Z", s->today) : s->today);
}
static struct value f_days(struct scope *s, const struct expression *e) { return as_number(argument_number(s, e, 0)); }
static struct value f_boolean_from(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0);
    return as_bool(same(t, "true") || same(t, "1"));
}
static struct value f_before(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0), *at = strstr(t, argument_text(s, e, 1));
    return as_text(at ? arena_copy_n(s->arena, t, (size_t)(at - t)) : "");
}
static struct value f_after(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0), *what = argument_text(s, e, 1), *at = strstr(t, what);
    return as_text(at ? at + strlen(what) : "");
}
static size_t letter(const char *p) { /* bytes of the character at p */
    size_t n = 1;
    while (((unsigned char)p[n] & 0xc0) == 0x80) n++;
    return n;
}
static struct value f_translate(struct scope *s, const struct expression *e) {
    const char *t = argument_text(s, e, 0), *from = argument_text(s, e, 1), *to = argument_text(s, e, 2);
    struct buf *b = buf_new(s->arena);
    for (; *t; t += letter(t)) {
        const char *f = from, *r = to;
        while (*f && (letter(f) != letter(t) || memcmp(f, t, letter(t)) != 0)) f += letter(f), r += *r ? letter(r) : 0;
        if (!spend(s, (size_t)(f - from) / 16 + 1)) break;
        if (!*f) buf_bytes(b, t, letter(t));
        else if (*r) buf_bytes(b, r, letter(r));
    }
    return as_text(b->data);
}
static struct value f_join(struct scope *s, const struct expression *e) {
    const char *between = argument_text(s, e, 0);
    struct buf *b = buf_new(s->arena);
    bool first = true;
    for (int i = 1; i < e->n; i++) {
        const char *const *v;
        size_t n = set_of(s, e->argument[i], &v);
        for (size_t k = 0; k < n && b->size < longest_text && spend(s, (strlen(v[k]) + strlen(between)) / 16 + 1); k++, first = false) {
            if (!first) buf_add(b, between);
            buf_add(b, v[k]);
        }
    }
    return as_text(b->data);
}
static struct value f_count_non_empty(struct scope *s, const struct expression *e) {
    const char *const *v;
    size_t n = set_of(s, e->argument[0], &v), filled = 0;
    for (size_t i = 0; i < n; i++) filled += *v[i] != 0;
    return as_number((double)filled);
}
/* indexed-repeat(${amount}, ${needs}, 2): the value in one entry of its repeat, and of repeats
 * within it: indexed-repeat(${when}, ${needs}, 2, ${steps}, 1). */
static struct value f_indexed(struct scope *s, const struct expression *e) {
    int repeat[3], n = 0;
    double place[3];
    if (e->argument[0]->op != OP_NAME) return as_text("");
    for (int i = 1; i + 1 < e->n && n < (int)COUNT(repeat); i += 2, n++) {
        if (e->argument[i]->op != OP_NAME) return as_text("");
        repeat[n] = e->argument[i]->item;
        place[n] = argument_number(s, e, i + 1);
    }
    return as_text(s->indexed(s, e->argument[0]->item, repeat, place, n));
}
/* jr:choice-name(${kind}, '${kind}'): the label of a choice in the reader's language. */
static struct value f_choice_name(struct scope *s, const struct expression *e) { return as_text(s->choice(s, e->argument[1]->item, argument_text(s, e, 0))); }
/* format-date: %Y %y %m %n %b %d %e %a %H %h %M %S %3 as in ODK. */
static struct value f_format_date(struct scope *s, const struct expression *e) {
    double days = argument_number(s, e, 0);
    const char *f = argument_text(s, e, 1);
    if (!days_fit(days)) return as_text("");
    const char *t = clock_text(s->arena, (int64_t)floor(days * 86400 + 0.0005));
    struct buf *b = buf_new(s->arena);
    for (; *f && spend(s, 1); f++) {
        if (*f != '%' || !f[1]) {
            buf_char(b, *f);
            continue;
        }
        static const struct { char letter; int from, n; bool plain; } parts[] = {{'Y', 0, 4, false}, {'y', 2, 2, false}, {'m', 5, 2, false}, {'n', 5, 2, true},
            {'d', 8, 2, false}, {'e', 8, 2, true}, {'H', 11, 2, false}, {'h', 11, 2, true}, {'M', 14, 2, false}, {'S', 17, 2, false}};
        f++;
        size_t i = 0;
        while (i < COUNT(parts) && parts[i].letter != *f) i++;
        if (i == COUNT(parts)) {
            if (*f == 'b' || *f == 'a') buf_add(b, date_word(s, days, *f == 'b' ? "MMM" : "EEE"));
            else if (*f == '3') buf_printf(b, "%03d", (int)floor((days * 86400 - floor(days * 86400)) * 1000 + 0.5) % 1000);
            else buf_printf(b, "%%%c", *f);
            continue;
        }
        int skip = parts[i].plain && t[parts[i].from] == '0';
        buf_bytes(b, t + parts[i].from + skip, (size_t)(parts[i].n - skip));
    }
    return as_text(b->data);
}

static const struct function functions_[] = {{"selected", 2, 2, f_selected}, {"count-selected", 1, 1, f_count_selected}, {"selected-at", 2, 2, f_selected_at},
    {"not", 1, 1, f_not}, {"true", 0, 0, f_true}, {"false", 0, 0, f_false}, {"boolean", 1, 1, f_boolean}, {"number", 1, 1, f_number}, {"string", 1, 1, f_string},
    {"string-length", 0, 1, f_length}, {"concat", 1, most_arguments, f_concat}, {"if", 3, 3, f_if}, {"coalesce", 2, most_arguments, f_coalesce}, {"once", 1, 1, f_once},
    {"contains", 2, 2, f_contains}, {"starts-with", 2, 2, f_starts}, {"ends-with", 2, 2, f_ends}, {"normalize-space", 1, 1, f_normalize}, {"substr", 2, 3, f_substr},
    {"int", 1, 1, f_int}, {"round", 1, 2, f_round}, {"abs", 1, 1, f_abs}, {"pow", 2, 2, f_pow}, {"today", 0, 0, f_today}, {"date", 1, 1, f_date},
    {"position", 0, 1, f_position}, {"sum", 1, most_arguments, f_sum}, {"count", 1, 1, f_count}, {"min", 1, most_arguments, f_min}, {"max", 1, most_arguments, f_max}, {"regex", 2, 2, f_regex},
    {"floor", 1, 1, f_floor}, {"ceiling", 1, 1, f_ceiling}, {"sqrt", 1, 1, f_sqrt}, {"exp", 1, 1, f_exp}, {"exp10", 1, 1, f_exp10}, {"log", 1, 1, f_log}, {"log10", 1, 1, f_log10},
    {"pi", 0, 0, f_pi}, {"now", 0, 0, f_now}, {"decimal-date-time", 1, 1, f_days}, {"format-date", 2, 2, f_format_date}, {"format-date-time", 2, 2, f_format_date},
    {"boolean-from-string", 1, 1, f_boolean_from}, {"substring-before", 2, 2, f_before}, {"substring-after", 2, 2, f_after}, {"translate", 3, 3, f_translate},
    {"join", 2, most_arguments, f_join}, {"count-non-empty", 1, 1, f_count_non_empty}, {"indexed-repeat", 3, 7, f_indexed}, {"jr:choice-name", 2, 2, f_choice_name},
    {"sin", 1, 1, f_sin}, {"cos", 1, 1, f_cos}, {"tan", 1, 1, f_tan}, {"asin", 1, 1, f_asin}, {"acos", 1, 1, f_acos}, {"atan", 1, 1, f_atan}, {"atan2", 2, 2, f_atan2},
    {"checklist", 2, most_arguments, f_checklist}, {"weighted-checklist", 2, most_arguments, f_weighted}, {"random", 0, 0, f_random}, {"uuid", 0, 1, f_uuid}, {"digest", 2, 3, f_digest},
    {"base64-decode", 1, 1, f_base64}, {"randomize", 1, 2, f_randomize}, {"pulldata", 4, 4, f_pulldata}, {"distance", 1, most_arguments, f_distance}, {"area", 1, most_arguments, f_area},
    {"decimal-time", 1, 1, f_decimal_time}, {"date-time", 1, 1, f_date_time}};

const struct function *function_find(const char *name) {
    for (size_t i = 0; i < COUNT(functions_); i++)
        if (same(functions_[i].name, name)) return &functions_[i];
    return NULL;
}
