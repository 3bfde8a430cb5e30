/* Names of countries: those of States as the United Nations write them where ICU says them
 * otherwise (tools/state-names), the others from ICU. Both are found by a search. */
#include <pthread.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>
#include "base/buf.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/text.h"

static struct arena *kept;

/* ICU finds a name by the two-letter code; our data have the three-letter one. */
struct country { const char *iso3, *alpha2; };
static struct country countries[320];
static size_t n_countries;
static pthread_once_t countries_once = PTHREAD_ONCE_INIT;

static int by_iso3(const void *x, const void *y) { return strcmp(((const struct country *)x)->iso3, ((const struct country *)y)->iso3); }

static void read_countries(void) {
    kept = arena_new();
    for (const char *const *c = uloc_getISOCountries(); *c && n_countries < COUNT(countries); c++) {
        char locale[16];
        snprintf(locale, sizeof locale, "und_%.3s", *c);
        countries[n_countries++] = (struct country){uloc_getISO3Country(locale), *c};
    }
    qsort(countries, n_countries, sizeof *countries, by_iso3);
}

/* Names in a language and their order there, worked out once: lists of States are long. */
struct named { const char *names[COUNT(countries)]; int rank[COUNT(countries)]; };
static struct named *_Atomic named[16];
static pthread_mutex_t naming = PTHREAD_MUTEX_INITIALIZER;

static int by_name_in(const void *x, const void *y, void *thing) {
    const struct { const struct named *names; const char *code; } *in = thing;
    return text_order(in->code, in->names->names[*(const int *)x], in->names->names[*(const int *)y]);
}

/* The line of the State in the language: the rest of it, or NULL; "": it has no name there. */
static const char *state_name(struct arena *m, const char *iso3, const char *code) {
    const struct embedded *f = embedded_find("names/states");
    char line[24];
    snprintf(line, sizeof line, "\n%.3s\t%.8s\t", iso3, code);
    const char *at = f ? strstr((const char *)f->bytes, line) : NULL; /* a zero byte ends it */
    if (!at) return NULL;
    at += strlen(line);
    return arena_copy_n(m, at, strcspn(at, "\n"));
}

static const char *icu_name(struct arena *m, const char *alpha2, const char *code) {
    UErrorCode e = U_ZERO_ERROR;
    UChar out[128];
    char locale[16];
    snprintf(locale, sizeof locale, "und_%.3s", alpha2);
    int32_t k = uloc_getDisplayCountry(locale, code, out, 128, &e);
    return U_FAILURE(e) || e == U_USING_DEFAULT_WARNING ? NULL : text_from_utf16(m, out, k);
}

/* Of a State whose name iso-codes lacks: ICU's without the older name in brackets, "Myanmar (Birmanie)". */
static const char *name_of(struct arena *m, const struct country *c, const char *code) {
    const char *state = state_name(m, c->iso3, code), *icu = state && *state ? NULL : icu_name(m, c->alpha2, code);
    if (!icu) return state && *state ? state : NULL;
    const char *bracket = state ? strstr(icu, " (") : NULL;
    return bracket ? arena_copy_n(m, icu, (size_t)(bracket - icu)) : icu;
}

static struct named *read_names(const struct language *l) {
    struct named *names = NEW(kept, struct named);
    int order[COUNT(countries)], n = 0;
    for (size_t i = 0; i < n_countries; i++) {
        names->names[i] = name_of(kept, &countries[i], l->code);
        if (names->names[i]) order[n++] = (int)i;
    }
    struct { const struct named *names; const char *code; } in = {names, l->code};
    qsort_r(order, (size_t)n, sizeof *order, by_name_in, &in);
    for (int i = 0; i < n; i++) names->rank[order[i]] = i + 1;
    return names;
}

static const struct named *names_in(const struct language *l) {
    const struct language *const *all = lang_all();
    size_t i = 0;
    if (!l) l = lang_find("en");
    while (all[i] && all[i] != l) i++;
    if (!all[i] || i >= COUNT(named)) bug("a language that is none of ours");
    struct named *_Atomic *slot = &named[i];
    // cppcheck-suppress identicalInnerCondition ; another thread may change it meanwhile
    if (*slot) return *slot;
    pthread_mutex_lock(&naming);
    if (!*slot) *slot = read_names(l);
    pthread_mutex_unlock(&naming);
    return *slot;
}

static const struct country *country(const char *iso3) {
    if (!iso3 || strlen(iso3) != 3) return NULL;
    pthread_once(&countries_once, read_countries);
    struct country wanted = {.iso3 = iso3};
    return bsearch(&wanted, countries, n_countries, sizeof *countries, by_iso3);
}

const char *lang_country(struct arena *m, const struct language *l, const char *iso3) {
    const struct country *c = country(iso3);
    return c ? names_in(l)->names[c - countries] : NULL;
}

int lang_country_rank(const struct language *l, const char *iso3) {
    const struct country *c = country(iso3);
    return c ? names_in(l)->rank[c - countries] : 0;
}

/* "Ivory Coast" of Côte d’Ivoire: what ICU keeps beside the name. */
static const char *variant(struct arena *m, const char *alpha2, const char *code) {
    UErrorCode e = U_ZERO_ERROR;
    UResourceBundle *regions = ures_open(U_ICUDATA_NAME "-region", code, &e), *beside = ures_getByKey(regions, "Countries%variant", NULL, &e);
    int32_t n = 0;
    const UChar *s = ures_getStringByKey(beside, alpha2, &n, &e);
    const char *out = U_FAILURE(e) ? "" : text_from_utf16(m, s, n);
    ures_close(beside);
    ures_close(regions);
    return out;
}

const char *lang_country_also(struct arena *m, const struct language *l, const char *iso3) {
    const struct country *c = country(iso3);
    const char *code = l ? l->code : "en", *icu = c ? icu_name(m, c->alpha2, code) : NULL;
    return icu ? arena_printf(m, "%s\n%s", icu, variant(m, c->alpha2, code)) : "";
}
