/* lang.h: the words of the interface in six languages. The English text is the key; PO
 * files in lang/ are compiled into the program. Dates, numbers and names of countries come
 * from ICU and iso-codes, never from lists of ours. Everything here is thread-safe and needs no locale
 * installed on the machine.
 *   puts(tr(l, "Rounds open for input"));
 *   tr_n(m, l, "%d party", "%d parties", n)   // plural forms by the catalogue's header */
#ifndef BASE_LANG_H
#define BASE_LANG_H
#include "base/arena.h"

struct language {
    const char *code;      /* "ar" */
    const char *name;      /* its own name: "العربية" */
    bool rtl;
    const struct catalogue *catalogue; /* NULL for English */
};
/* All languages, English first, NULL at the end; and one by its code, or NULL. */
const struct language *const *lang_all(void);
const struct language *lang_find(const char *code);
/* The best of ours for an Accept-Language header; English when none fits. */
const struct language *lang_accept(const char *header);
/* Translation of key, or key itself when there is none. The result is static. */
const char *tr(const struct language *, const char *key) __attribute__((format_arg(2)));
/* The plural form for n, formatted with n as its only argument (%d). */
char *tr_n(struct arena *, const struct language *, const char *one, const char *many, int64_t n);
/* tr() then printf; the translation may reorder with %1$s. */
char *tr_f(struct arena *, const struct language *, const char *key, ...) PRINTF(3, 4);
char *tr_v(struct arena *, const struct language *, const char *key, va_list);
/* Marks a key for extraction where it stands in a table; gives it back unchanged. */
#define TR(key) key

/* "24 November 2026" of a day; NULL or malformed gives "". */
char *lang_day(struct arena *, const struct language *, const char *day);
/* "24–26 November 2026" in the language's own order; to may be NULL or equal to from. */
char *lang_days(struct arena *, const struct language *, const char *from, const char *to);
/* "24 November 2026, 08:23 GMT+1" of an instant in an IANA zone. */
char *lang_instant(struct arena *, const struct language *, const char *instant, const char *zone);
bool lang_zone_known(const char *zone);
char *lang_number(struct arena *, const struct language *, int64_t n);
/* Name of a country or territory by ISO 3166 alpha-3, or NULL when there is none: of a State as
 * the United Nations write it, else ICU's (src/base/country.c). */
const char *lang_country(struct arena *, const struct language *, const char *iso3);
/* Its place in the alphabetical order of the language, from 1; 0 when ICU has no name. */
int lang_country_rank(const struct language *, const char *iso3);
/* Other names under which people look for it, a line each: "North Korea"; "" when there is none. */
const char *lang_country_also(struct arena *, const struct language *, const char *iso3);
/* A list as the language writes it: "a, b and c". */
char *lang_list(struct arena *, const struct language *, const char *const *items, size_t n);
/* What stands between two things set side by side ("Santiago, 3 May"): a comma and its space as
 * the language writes them. Lists of equals take lang_list. */
const char *lang_comma(const struct language *);
/* Name of any language by code, in l: "French". */
const char *lang_name_of(struct arena *, const struct language *l, const char *code);
/* Languages people write answers in: all of ISO 639-1 and those official in some State that
 * have three letters only. Codes end with NULL, and stand in the alphabetical order of l. */
const char *const *lang_codes(struct arena *, const struct language *l);
bool lang_known(const char *code);
/* Whether a language is written from the right; false for what is not known. */
bool lang_from_right(const char *code);
/* A thread that ends lets go what it kept for the calls above. */
void lang_thread_end(void);
#endif
