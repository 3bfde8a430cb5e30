#include "base/lang.h"
#include <ctype.h>
#include <pthread.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/plural.h"
#include "base/text.h"

/* A .mo file as gettext's msgfmt writes it: a header of seven 32-bit numbers, two tables of
 * (length, offset), the originals sorted by byte order. */
struct catalogue {
    const unsigned char *bytes;
    uint32_t count, originals, translations;
    struct plural *plural;
    unsigned forms;
};
static struct language languages[16];
static const struct language *all[17];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct arena *kept;

static uint32_t word(const unsigned char *p) {
    uint32_t v;
    memcpy(&v, p, 4);
    return v;
}
static const char *entry(const struct catalogue *c, uint32_t table, uint32_t i) {
    return (const char *)c->bytes + word(c->bytes + table + 8 * i + 4);
}

static const char *look(const struct catalogue *c, const char *key) {
    uint32_t low = 0, high = c->count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        int order = strcmp(key, entry(c, c->originals, mid));
        if (!order) return entry(c, c->translations, mid);
        if (order < 0) high = mid;
        else low = mid + 1;
    }
    return NULL;
}

static const char *header_line(const char *header, const char *name) {
    const char *at = strstr(header, name);
    if (!at) return NULL;
    at += strlen(name);
    return arena_copy_n(kept, at, strcspn(at, "\n"));
}

static struct language read_catalogue(const struct embedded *file, const char *code) {
    struct catalogue *c = NEW(kept, struct catalogue);
    c->bytes = file->bytes;
    if (file->size < 28 || word(file->bytes) != 0x950412deu) bug("%s is no catalogue", file->name);
    c->count = word(file->bytes + 8);
    c->originals = word(file->bytes + 12);
    c->translations = word(file->bytes + 16);
    const char *header = look(c, ""), *rule = header ? header_line(header, "Plural-Forms:") : NULL;
    if (!rule) bug("%s has no Plural-Forms", file->name);
    c->plural = plural_read(kept, rule, &c->forms);
    if (!c->plural) bug("%s: Plural-Forms cannot be read: %s", file->name, rule);
    const char *direction = header_line(header, "Direction:"), *name = header_line(header, "Language-Name:");
    return (struct language){.code = arena_copy(kept, code), .catalogue = c,
                             .name = name ? text_trim(kept, name) : arena_copy(kept, code),
                             .rtl = direction && strstr(direction, "rtl")};
}

static void start(void) {
    kept = arena_new();
    size_t n = 0;
    languages[n++] = (struct language){.code = "en", .name = "English"};
    for (const struct embedded *f = embedded_next("lang/", NULL); f; f = embedded_next("lang/", f->name)) {
        if (n == COUNT(languages)) bug("too many languages");
        languages[n++] = read_catalogue(f, arena_copy_n(kept, f->name + 5, strlen(f->name) - 8));
    }
    for (size_t i = 0; i < n; i++) all[i] = &languages[i];
}

const struct language *const *lang_all(void) {
    pthread_once(&once, start);
    return all;
}

const struct language *lang_find(const char *code) {
    for (const struct language *const *l = lang_all(); *l; l++)
        if (same((*l)->code, code)) return *l;
    return NULL;
}

const struct language *lang_accept(const char *header) {
    const struct language *best = lang_find("en");
    double weight = 0;
    for (const char *p = header; p && *p;) {
        p += strspn(p, " ,");
        size_t n = strcspn(p, ",;- ");
        const char *end = p + strcspn(p, ","), *q = strstr(p, "q=");
        double w = q && q < end ? strtod(q + 2, NULL) : 1;
        for (const struct language *const *l = lang_all(); *l; l++)
            if (strlen((*l)->code) == n && strncmp((*l)->code, p, n) == 0 && w > weight) best = *l, weight = w;
        p = end;
    }
    return best;
}

const char *tr(const struct language *l, const char *key) {
    if (!l || !l->catalogue || !*key) return key;
    const char *found = look(l->catalogue, key);
    return found && *found ? found : key;
}

/* The plural form of a key: in a .mo file the translations of a plural follow one another. */
static const char *form_of(const struct language *l, const char *one, const char *many, int64_t n) {
    const char *english = n == 1 ? one : many;
    if (!l || !l->catalogue) return english;
    const char *found = look(l->catalogue, one);
    if (!found || !*found) return english;
    for (unsigned form = plural_form(l->catalogue->plural, l->catalogue->forms, n); form; form--)
        found += strlen(found) + 1;
    return found;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* msgfmt -c proves the translations' formats */
char *tr_n(struct arena *m, const struct language *l, const char *one, const char *many, int64_t n) {
    return arena_printf(m, form_of(l, one, many, n), (int)n);
}
char *tr_v(struct arena *m, const struct language *l, const char *key, va_list list) {
    return arena_vprintf(m, tr(l, key), list);
}
#pragma GCC diagnostic pop

char *tr_f(struct arena *m, const struct language *l, const char *key, ...) {
    va_list list;
    va_start(list, key);
    char *s = tr_v(m, l, key, list);
    va_end(list);
    return s;
}

/* UN documents in Arabic write 0-9 in much of the Arab world and the Eastern digits in the
 * rest; Latin digits are read everywhere, so dates and numbers use them. */
/* English as the United Nations writes it: "24 November 2026". */
static const char *locale_of(struct arena *m, const struct language *l) {
    return arena_printf(m, "%s@numbers=latn;calendar=gregorian", !l || same(l->code, "en") ? "en_GB" : l->code);
}

static UDate date(const char *day) {
    struct arena *m = arena_new();
    int64_t s = 0;
    clock_read(strlen(day) == 10 ? arena_printf(m, "%sT00:00:00Z", day) : day, &s);
    arena_end(m);
    return (UDate)s * 1000;
}

/* Formatters are costly to open and not all safe to share: each thread keeps its own. */
struct formatters {
    const struct language *lang;
    char zone[64];
    UDateFormat *day, *instant;
    UDateIntervalFormat *days;
};
static _Thread_local struct formatters kept_formatters[8];

static UDateFormat *skeleton(const char *locale, const char *what, const UChar *zone) {
    UErrorCode e = U_ZERO_ERROR;
    UChar pattern[64], wanted[32];
    u_uastrncpy(wanted, what, 31);
    UDateTimePatternGenerator *g = udatpg_open(locale, &e);
    int32_t n = udatpg_getBestPattern(g, wanted, u_strlen(wanted), pattern, 64, &e);
    UDateFormat *f = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, zone, -1, pattern, n, &e);
    udatpg_close(g);
    if (U_FAILURE(e)) bug("no date format for %s: %s", locale, u_errorName(e));
    return f;
}

static void formatters_close(struct formatters *f) {
    if (!f->day) return;
    udat_close(f->day);
    udat_close(f->instant);
    udtitvfmt_close(f->days);
    f->day = NULL;
}

void lang_thread_end(void) {
    for (size_t i = 0; i < COUNT(kept_formatters); i++) formatters_close(&kept_formatters[i]);
    text_thread_end();
}

static struct formatters *formatters(const struct language *l, const char *zone) {
    struct formatters *f = NULL;
    for (size_t i = 0; i < COUNT(kept_formatters) && !f; i++)
        if (!kept_formatters[i].day || (kept_formatters[i].lang == l && same(kept_formatters[i].zone, zone)))
            f = &kept_formatters[i];
    if (f && f->day) return f;
    if (!f) {
        f = &kept_formatters[0];
        formatters_close(f);
    }
    struct arena *m = arena_new();
    const char *locale = locale_of(m, l);
    UChar utc[] = u"UTC", zone_name[64];
    u_uastrncpy(zone_name, zone, 63);
    UErrorCode e = U_ZERO_ERROR;
    f->lang = l;
    snprintf(f->zone, sizeof f->zone, "%s", zone);
    f->day = skeleton(locale, "dMMMMy", utc);
    f->instant = skeleton(locale, "dMMMMyHHmmz", zone_name);
    f->days = udtitvfmt_open(locale, u"dMMMMy", -1, utc, -1, &e);
    if (U_FAILURE(e)) bug("no interval format for %s: %s", locale, u_errorName(e));
    arena_end(m);
    return f;
}

/* The first of a month is "1er" in French, which ICU does not write. */
static char *ordinal(struct arena *m, const struct language *l, char *days) {
    if (!l || !same(l->code, "fr")) return days;
    struct buf *b = buf_new(m);
    for (const char *p = days; *p; p++) {
        buf_char(b, *p);
        if (*p == '1' && p[1] == ' ' && isalpha((unsigned char)p[2]) && (p == days || p[-1] == ' ')) buf_add(b, "er");
    }
    return b->data;
}

char *lang_day(struct arena *m, const struct language *l, const char *day) {
    if (!clock_is_day(day)) return arena_copy(m, "");
    UErrorCode e = U_ZERO_ERROR;
    UChar out[128];
    int32_t n = udat_format(formatters(l, "UTC")->day, date(day), out, 128, NULL, &e);
    return U_FAILURE(e) ? arena_copy(m, day) : ordinal(m, l, text_from_utf16(m, out, n));
}

char *lang_days(struct arena *m, const struct language *l, const char *from, const char *to) {
    if (blank(to) || same(from, to) || !clock_is_day(from) || !clock_is_day(to)) return lang_day(m, l, from);
    UErrorCode e = U_ZERO_ERROR;
    UChar out[160];
    int32_t n = udtitvfmt_format(formatters(l, "UTC")->days, date(from), date(to), out, 160, NULL, &e);
    return U_FAILURE(e) ? arena_copy(m, from) : ordinal(m, l, text_from_utf16(m, out, n));
}

char *lang_instant(struct arena *m, const struct language *l, const char *instant, const char *zone) {
    int64_t seconds;
    if (!clock_read(instant, &seconds)) return arena_copy(m, "");
    UErrorCode e = U_ZERO_ERROR;
    UChar out[160];
    int32_t n = udat_format(formatters(l, lang_zone_known(zone) ? zone : "UTC")->instant, (UDate)seconds * 1000, out,
                            160, NULL, &e);
    return U_FAILURE(e) ? arena_copy(m, instant) : ordinal(m, l, text_from_utf16(m, out, n));
}

bool lang_zone_known(const char *zone) {
    if (blank(zone) || strlen(zone) > 60) return false;
    UErrorCode e = U_ZERO_ERROR;
    UChar name[64], canonical[64];
    UBool system = 0;
    u_uastrncpy(name, zone, 63);
    ucal_getCanonicalTimeZoneID(name, -1, canonical, 64, &system, &e);
    return U_SUCCESS(e) && system;
}

char *lang_number(struct arena *m, const struct language *l, int64_t n) {
    UErrorCode e = U_ZERO_ERROR;
    UNumberFormat *f = unum_open(UNUM_DECIMAL, NULL, 0, locale_of(m, l), NULL, &e);
    UChar out[64];
    int32_t length = unum_formatInt64(f, n, out, 64, NULL, &e);
    unum_close(f);
    return U_FAILURE(e) ? arena_printf(m, "%lld", (long long)n) : text_from_utf16(m, out, length);
}

char *lang_list(struct arena *m, const struct language *l, const char *const *items, size_t n) {
    if (!n) return arena_copy(m, "");
    if (n == 1) return arena_copy(m, items[0]);
    UErrorCode e = U_ZERO_ERROR;
    const UChar **texts = NEW_N(m, const UChar *, n);
    int32_t *lengths = NEW_N(m, int32_t, n), room = 64;
    for (size_t i = 0; i < n; i++) {
        size_t k = strlen(items[i]) + 1;
        UChar *u = NEW_N(m, UChar, k);
        u_strFromUTF8(u, (int32_t)k, &lengths[i], items[i], -1, &e);
        texts[i] = u;
        room += lengths[i] + 16;
    }
    UListFormatter *f = ulistfmt_open(l ? l->code : "en", &e);
    UChar *out = NEW_N(m, UChar, (size_t)room);
    int32_t length = ulistfmt_format(f, texts, lengths, (int32_t)n, out, room, &e);
    ulistfmt_close(f);
    if (U_FAILURE(e)) bug("no list: %s", u_errorName(e));
    return text_from_utf16(m, out, length);
}

const char *lang_comma(const struct language *l) { return tr(l, TR(", ")); }

const char *lang_name_of(struct arena *m, const struct language *l, const char *code) {
    UErrorCode e = U_ZERO_ERROR;
    UChar out[128];
    int32_t n = uloc_getDisplayLanguage(code, l ? l->code : "en", out, 128, &e);
    return U_FAILURE(e) ? arena_copy(m, code) : text_from_utf16(m, out, n);
}

/* Official or national somewhere, or a State's widely written language, without two letters. */
static const char *const more_codes[] = {"arc", "ckb", "crs", "fil", "gil", "hif", "kea", "nds", "niu", "pap", "pau", "prs", "rar", "tet", "tkl", "tpi", "tvl", "zgh"};
/* Kept by ICU for old texts; today's codes stand beside them. */
static const char *const old_codes[] = {"in", "iw", "ji", "jw", "mo", "sh", "tl"};

static bool one_of(const char *const *list, size_t n, const char *code) {
    for (size_t i = 0; i < n; i++)
        if (same(list[i], code)) return true;
    return false;
}

bool lang_known(const char *code) {
    if (!code || one_of(old_codes, COUNT(old_codes), code)) return false;
    if (one_of(more_codes, COUNT(more_codes), code)) return true;
    for (const char *const *c = strlen(code) == 2 ? uloc_getISOLanguages() : NULL; c && *c; c++)
        if (same(*c, code)) return true;
    return false;
}

struct named_code { const char *code, *name; };
static int by_name(const void *x, const void *y, void *l) {
    return text_order(((const struct language *)l)->code, ((const struct named_code *)x)->name, ((const struct named_code *)y)->name);
}

const char *const *lang_codes(struct arena *m, const struct language *l) {
    size_t n = 0, room = COUNT(more_codes);
    for (const char *const *c = uloc_getISOLanguages(); *c; c++) room++;
    struct named_code *all_named = NEW_N(m, struct named_code, room);
    for (const char *const *c = uloc_getISOLanguages(); *c; c++)
        if (strlen(*c) == 2 && lang_known(*c)) all_named[n++] = (struct named_code){*c, lang_name_of(m, l, *c)};
    for (size_t i = 0; i < COUNT(more_codes); i++) {
        const char *name = lang_name_of(m, l, more_codes[i]);
        if (!same(name, more_codes[i])) all_named[n++] = (struct named_code){more_codes[i], name};
    }
    qsort_r(all_named, n, sizeof *all_named, by_name, (void *)(uintptr_t)l);
    const char **codes = NEW_N(m, const char *, n + 1);
    for (size_t i = 0; i < n; i++) codes[i] = all_named[i].code;
    return codes;
}

bool lang_from_right(const char *code) { return !blank(code) && uloc_isRightToLeft(code); }
