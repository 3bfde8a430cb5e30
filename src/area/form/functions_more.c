/* The functions of ODK that measure, choose, draw and look up. */
#include <ctype.h>
#include <math.h>
#include <sodium.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>
#include "area/form/functions.h"
#include "area/form/reading.h"
#include "base/clock.h"
#include "base/digests.h"
#include "base/text.h"

#define CIRCLE(name, call) struct value name(struct scope *s, const struct expression *e) { return as_number(call(argument_number(s, e, 0))); }
CIRCLE(f_sin, sin)
CIRCLE(f_cos, cos)
CIRCLE(f_tan, tan)
CIRCLE(f_asin, asin)
CIRCLE(f_acos, acos)
CIRCLE(f_atan, atan)
struct value f_atan2(struct scope *s, const struct expression *e) { return as_number(atan2(argument_number(s, e, 0), argument_number(s, e, 1))); }

/* How many of the answers say yes (a number above 0), each with its weight; -1 is no bound. */
static struct value between(struct scope *s, const struct expression *e, int step) {
    double least = argument_number(s, e, 0), most = argument_number(s, e, 1), sum = 0;
    for (int i = 2; i + step <= e->n; i += step) {
        const char *const *v;
        size_t n = set_of(s, e->argument[i], &v);
        for (size_t k = 0; k < n; k++) {
            struct value x = as_text(v[k]);
            bool yes = same(v[k], "true") || to_number(x) > 0;
            if (yes) sum += step == 2 ? argument_number(s, e, i + 1) : 1;
        }
    }
    return as_bool((least < 0 || sum >= least) && (most < 0 || sum <= most));
}
struct value f_checklist(struct scope *s, const struct expression *e) { return between(s, e, 1); }
struct value f_weighted(struct scope *s, const struct expression *e) { return between(s, e, 2); }

/* Drawn once for each place of each answer, so that a page looks the same when it is opened again:
 * the digest of what the answer is, where it stands, and which draw of the expression it is. */
static void draw(struct scope *s, unsigned char out[32]) {
    char *seed = arena_printf(s->arena, "%s\n%s\n%d", s->seed ? s->seed : "", s->place ? s->place : "", s->draws++);
    crypto_hash_sha256(out, (const unsigned char *)seed, strlen(seed));
}
struct value f_random(struct scope *s, const struct expression *e) {
    unsigned char d[32];
    uint64_t bits = 0;
    draw(s, d);
    for (int i = 0; i < 7; i++) bits = bits << 8 | d[i];
    return as_number((double)(bits >> 3) / (double)(1ULL << 53));
}
struct value f_uuid(struct scope *s, const struct expression *e) {
    unsigned char d[32];
    double n = e->n ? argument_number(s, e, 0) : 0;
    draw(s, d);
    if (e->n) { /* so many characters */
        static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        struct buf *b = buf_new(s->arena);
        for (int i = 0; i < n && i < 200; i++) {
            if (i && i % 32 == 0) draw(s, d);
            buf_char(b, letters[d[i % 32] % (sizeof letters - 1)]);
        }
        return as_text(b->data ? b->data : "");
    }
    d[6] = (unsigned char)((d[6] & 15) | 64);
    d[8] = (unsigned char)((d[8] & 63) | 128);
    return as_text(arena_printf(s->arena, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11], d[12],
                                d[13], d[14], d[15]));
}

/* digest(words, 'SHA-256', 'hex'): base64 unless it says otherwise; an unknown algorithm gives nothing. */
struct value f_digest(struct scope *s, const struct expression *e) {
    const char *words = argument_text(s, e, 0), *how = argument_text(s, e, 1), *as = e->n > 2 ? argument_text(s, e, 2) : "base64";
    unsigned char d[64];
    spend(s, strlen(words) / 16 + 8);
    size_t n = digest_named(how, words, strlen(words), d);
    if (!n) return as_text("");
    size_t room = 2 * n + 8;
    char *out = arena_alloc(s->arena, room);
    if (same(as, "hex")) sodium_bin2hex(out, room, d, n);
    else if (same(as, "base64")) sodium_bin2base64(out, room, d, n, sodium_base64_VARIANT_ORIGINAL);
    return as_text(out);
}
struct value f_base64(struct scope *s, const struct expression *e) {
    const char *words = argument_text(s, e, 0);
    size_t room = strlen(words) + 1, n = 0;
    char *out = arena_alloc(s->arena, room);
    spend(s, room / 16);
    bool fine = sodium_base642bin((unsigned char *)out, room, words, strlen(words), " \n", &n, NULL, sodium_base64_VARIANT_ORIGINAL) == 0 && text_valid(out, n);
    return as_text(fine ? text_clean(s->arena, arena_copy_n(s->arena, out, n)) : "");
}

/* Park and Miller's generator and the inside-out shuffle, so that a seed gives the order it gives elsewhere. */
const char *const *shuffled(struct scope *s, const char *const *v, size_t n, double seed) {
    const char **out = NEW_N(s->arena, const char *, n + 1);
    int64_t state = isnan(seed) ? 1 : (int64_t)fmod(trunc(seed), 2147483647);
    if (state <= 0) state += 2147483646;
    size_t i = 0;
    for (; i < n && spend(s, 1); i++) {
        state = state * 16807 % 2147483647;
        size_t j = (size_t)((double)(state - 1) / 2147483646 * (double)(i + 1));
        out[i] = out[j];
        out[j] = v[i];
    }
    for (; i < n; i++) out[i] = v[i]; /* the work is spent: the rest stays in its order */
    return out;
}
struct value f_randomize(struct scope *s, const struct expression *e) {
    const char *const *v;
    return as_text(set_of(s, e, &v) ? v[0] : "");
}

/* Rows of a list of the sheet choices: instance('places')/root/item[region = ${r}]/note and
 * pulldata('places', 'note', 'name', ${p}). */
size_t rows_of(struct scope *s, const struct expression *e, const char *const **values) {
    size_t n = 0, k = 0;
    const struct form_choice *c = s->form ? reading_list(s->form, e->text, &n) : NULL;
    const char **v = NEW_N(s->arena, const char *, n + 1);
    struct scope inner = *s;
    for (size_t i = 0; i < n && spend(s, 1); i++) {
        inner.row = c[i].cell;
        inner.row_number = (int)i + 1;
        if (!inner.row) continue;
        struct value fits = e->n ? expression_value(&inner, e->argument[0]) : as_bool(true);
        bool yes = fits.kind == V_NUMBER ? fits.number == (double)i + 1 : to_bool(fits);
        if (yes) v[k++] = e->column < 0 ? "" : inner.row[e->column];
    }
    *values = v;
    return k;
}
struct value f_pulldata(struct scope *s, const struct expression *e) {
    const char *list = argument_text(s, e, 0), *column = argument_text(s, e, 1), *key = argument_text(s, e, 2), *value = argument_text(s, e, 3);
    size_t n = 0;
    int of = -1, by = -1;
    const struct form_choice *c = s->form ? reading_list(s->form, list, &n) : NULL;
    for (size_t i = 0; n && i < s->form->choice_heading->n; i++) {
        if (same(s->form->choice_heading->cell[i], column)) of = (int)i;
        if (same(s->form->choice_heading->cell[i], key)) by = (int)i;
    }
    for (size_t i = 0; of >= 0 && by >= 0 && i < n && spend(s, 1); i++)
        if (same(c[i].cell[by], value)) return as_text(c[i].cell[of]);
    return as_text("");
}

/* On a sphere with the radius of the equator, as the other programs of ODK measure. */
static const double earth = 6378100;
static double radians(double degrees) { return degrees * M_PI / 180; }
static double arc(struct geo_point a, struct geo_point b) {
    double dlat = radians(b.latitude - a.latitude), dlon = radians(b.longitude - a.longitude);
    double h = pow(sin(dlat / 2), 2) + cos(radians(a.latitude)) * cos(radians(b.latitude)) * pow(sin(dlon / 2), 2);
    return 2 * earth * asin(fmin(1, sqrt(h)));
}
/* One value with many points, or many values with one each. */
static size_t points_of(struct scope *s, const struct expression *e, struct geo_point *p) {
    size_t n = 0;
    for (int i = 0; i < e->n; i++) {
        const char *const *v;
        size_t k = set_of(s, e->argument[i], &v);
        for (size_t j = 0; j < k; j++) {
            size_t more = 0;
            if (!*v[j]) continue;
            if (!geo_points(v[j], p + n, most_points - n, &more)) return 0;
            n += more;
        }
    }
    spend(s, n);
    return n;
}
struct value f_distance(struct scope *s, const struct expression *e) {
    struct geo_point *p = NEW_N(s->arena, struct geo_point, most_points);
    size_t n = points_of(s, e, p);
    double sum = 0;
    for (size_t i = 1; i < n; i++) sum += arc(p[i - 1], p[i]);
    return as_number(round(sum * 100) / 100);
}
struct value f_area(struct scope *s, const struct expression *e) {
    struct geo_point *p = NEW_N(s->arena, struct geo_point, most_points);
    size_t n = points_of(s, e, p);
    double sum = 0;
    for (size_t i = 0; n > 2 && i < n; i++) {
        struct geo_point a = p[i], b = p[(i + 1) % n];
        sum += radians(b.longitude - a.longitude) * (2 + sin(radians(a.latitude)) + sin(radians(b.latitude)));
    }
    return as_number(round(fabs(sum * earth * earth / 2) * 100) / 100);
}

struct value f_decimal_time(struct scope *s, const struct expression *e) {
    unsigned hour, minute;
    double second = 0;
    int used = 0;
    const char *t = argument_text(s, e, 0);
    if (sscanf(t, "%2u:%2u%n", &hour, &minute, &used) != 2 || used != 5 || hour > 23 || minute > 59) return as_number(NAN);
    if (t[5] == ':') second = strtod(arena_copy_n(s->arena, t + 6, strspn(t + 6, "0123456789.")), NULL);
    return as_number((hour * 3600 + minute * 60 + second) / 86400);
}

/* Names of months and days in the reader's language. */
const char *date_word(struct scope *s, double days, const char *pattern) {
    UErrorCode code = U_ZERO_ERROR;
    UChar want[8], words[64];
    char out[200];
    spend(s, 200);
    u_uastrcpy(want, pattern);
    UDateFormat *f = udat_open(UDAT_PATTERN, UDAT_PATTERN, s->language ? s->language : "en", u"UTC", -1, want, -1, &code);
    if (U_FAILURE(code)) return "";
    udat_format(f, days * 86400000, words, (int32_t)COUNT(words), NULL, &code);
    udat_close(f);
    u_strToUTF8(out, sizeof out, NULL, words, -1, &code);
    return U_FAILURE(code) ? "" : arena_copy(s->arena, out);
}
