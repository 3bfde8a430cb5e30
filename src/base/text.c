#include "base/text.h"
#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <unicode/ubidi.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include "base/buf.h"

bool text_valid(const char *s, size_t n) {
    const uint8_t *p = (const uint8_t *)s;
    for (size_t i = 0; i < n;) {
        if (p[i] < 0x80) {
            if (!p[i++]) return false;
            continue;
        }
        if (n - i > INT32_MAX) return false;
        int32_t at = 0, c;
        int32_t left = (int32_t)(n - i > 4 ? 4 : n - i);
        U8_NEXT(p + i, at, left, c);
        if (c < 0) return false;
        i += (size_t)at;
    }
    return true;
}

static bool unwelcome(UChar32 c) {
    if (c == '\n' || c == '\t') return false;
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe;
}

bool text_tricky(const char *s) {
    int32_t n = (int32_t)strlen(s), c;
    for (int32_t i = 0; i < n;) {
        U8_NEXT((const uint8_t *)s, i, n, c);
        if (c != '\r' && c >= 0 && unwelcome(c)) return true;
    }
    return false;
}

static UChar *to_utf16(struct arena *m, const char *s, size_t n, int32_t *length) {
    if (n > INT32_MAX / 4) bug("text of %zu bytes", n);
    UErrorCode e = U_ZERO_ERROR;
    UChar *u = NEW_N(m, UChar, n + 1);
    u_strFromUTF8(u, (int32_t)n + 1, length, s, (int32_t)n, &e);
    if (U_FAILURE(e)) bug("text that was not checked: %s", u_errorName(e));
    return u;
}

char *text_from_utf16(struct arena *m, const UChar *u, int32_t n) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t room = n * 3 + 1;
    char *s = arena_alloc(m, (size_t)room);
    u_strToUTF8(s, room, NULL, u, n, &e);
    return U_FAILURE(e) ? arena_copy(m, "") : s;
}

/* What people wrote must come back: an empty text would be a lost one. */
static char *written(struct arena *m, const UChar *u, int32_t n) {
    char *s = text_from_utf16(m, u, n);
    if (n && !*s) bug("cannot write UTF-8");
    return s;
}

static UChar *normal(struct arena *m, const UNormalizer2 *form, const UChar *u, int32_t n, int32_t *length) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t room = n * 4 + 16;
    UChar *out = NEW_N(m, UChar, (size_t)room);
    *length = unorm2_normalize(form, u, n, out, room, &e);
    if (e == U_BUFFER_OVERFLOW_ERROR) {
        e = U_ZERO_ERROR;
        room = *length + 1;
        out = NEW_N(m, UChar, (size_t)room);
        *length = unorm2_normalize(form, u, n, out, room, &e);
    }
    if (U_FAILURE(e)) bug("cannot normalize: %s", u_errorName(e));
    return out;
}

static bool is_ascii(const char *s) {
    for (; *s; s++)
        if ((unsigned char)*s >= 0x80) return false;
    return true;
}

char *text_clean(struct arena *m, const char *s) {
    if (!s) return NULL;
    size_t n = strlen(s), to = 0;
    char *out = arena_alloc(m, n + 1);
    for (size_t i = 0; i < n;) {
        if (s[i] == '\r') {
            out[to++] = '\n';
            i += s[i + 1] == '\n' ? 2 : 1;
            continue;
        }
        size_t from = i;
        UChar32 c;
        U8_NEXT((const uint8_t *)s, i, n, c);
        if (c < 0 || unwelcome(c)) continue;
        memcpy(out + to, s + from, i - from);
        to += i - from;
    }
    out[to] = 0;
    if (is_ascii(out)) return out;
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
    int32_t length, normal_length;
    UChar few[512], *u = few;
    if (to < COUNT(few)) u_strFromUTF8(few, COUNT(few), &length, out, (int32_t)to, &e);
    else u = to_utf16(m, out, to, &length);
    if (U_FAILURE(e)) bug("text that was not checked: %s", u_errorName(e));
    /* Nearly all that people type is normal already; of what a form keeps for good nothing else stays. */
    if (unorm2_spanQuickCheckYes(nfc, u, length, &e) == length && U_SUCCESS(e)) return out;
    u = normal(m, nfc, u, length, &normal_length);
    return written(m, u, normal_length);
}

char *text_trim(struct arena *m, const char *s) {
    if (!s) return NULL;
    while (*s && strchr(" \t\n\r", *s)) s++;
    size_t n = strlen(s);
    while (n && strchr(" \t\n\r", s[n - 1])) n--;
    return arena_copy_n(m, s, n);
}

char *text_line(struct arena *m, const char *s) {
    if (!s) return NULL;
    char *clean = text_clean(m, s), *to = clean;
    bool gap = false;
    for (const char *p = clean; *p; p++) {
        if (strchr(" \t\n", *p)) {
            gap = to != clean;
            continue;
        }
        if (gap) *to++ = ' ';
        gap = false;
        *to++ = *p;
    }
    *to = 0;
    return clean;
}

/* Arabic letters that writers use for one another, after compatibility decomposition (which
 * already parts hamza and madda from their seat). */
static UChar32 one_letter(UChar32 c) {
    switch (c) {
    case 0x0671: return 0x0627;             /* alef wasla */
    case 0x0649: case 0x06cc: return 0x064a; /* alef maksura, Farsi yeh: yeh */
    case 0x0629: return 0x0647;             /* teh marbuta: heh */
    case 0x06a9: return 0x0643;             /* keheh: kaf */
    default: return c;
    }
}

char *text_fold(struct arena *m, const char *s) {
    if (!s) return NULL;
    if (is_ascii(s)) {
        char *out = arena_copy(m, s);
        for (char *p = out; *p; p++) *p = (char)tolower((unsigned char)*p);
        return out;
    }
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&e), *apart = unorm2_getNFKDInstance(&e);
    if (U_FAILURE(e)) bug("no normalizer: %s", u_errorName(e));
    int32_t n;
    UChar *u = to_utf16(m, s, strlen(s), &n);
    u = normal(m, fold, u, n, &n);
    u = normal(m, apart, u, n, &n);
    UChar *out = NEW_N(m, UChar, (size_t)n + 1);
    int32_t to = 0;
    for (int32_t i = 0; i < n;) {
        UChar32 c;
        U16_NEXT(u, i, n, c);
        int8_t type = u_charType(c);
        if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || c == 0x0640) continue;
        int32_t digit = u_charDigitValue(c);
        c = digit >= 0 ? '0' + digit : one_letter(c);
        U16_APPEND_UNSAFE(out, to, c);
    }
    return written(m, out, to);
}

size_t text_length(const char *s) {
    size_t n = 0;
    for (; s && *s; s++) n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

char *text_cut(struct arena *m, const char *s, size_t n) {
    if (text_length(s) <= n) return arena_copy(m, s ? s : "");
    const char *p = s;
    while (*p && (n || ((unsigned char)*p & 0xc0) == 0x80)) {
        if (((unsigned char)*p & 0xc0) != 0x80) n--;
        p++;
    }
    return arena_printf(m, "%.*s…", (int)(p - s), s);
}

const char *text_direction(const char *s) {
    size_t n = s ? strlen(s) : 0;
    for (size_t i = 0; i < n;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)s, i, n, c);
        if (c < 0) continue;
        UCharDirection d = u_charDirection(c);
        if (d == U_LEFT_TO_RIGHT) return "ltr";
        if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC) return "rtl";
    }
    return "auto";
}

bool text_runs(const char *s, bool from_right) {
    size_t n = s ? strlen(s) : 0;
    for (size_t i = 0; i < n;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)s, i, n, c);
        if (c < 0) continue;
        UCharDirection d = u_charDirection(c);
        if (from_right ? d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC : d == U_LEFT_TO_RIGHT) return true;
    }
    return false;
}

static bool label_fine(const char *s, size_t n) {
    if (!n || n > 63 || s[0] == '-' || s[n - 1] == '-') return false;
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)s[i]) && s[i] != '-') return false;
    return true;
}

char *text_mail(struct arena *m, const char *given) {
    char *s = text_trim(m, given);
    if (!s || strlen(s) > 254) return NULL;
    char *at = strchr(s, '@');
    if (!at || at == s || at - s > 64 || strchr(at + 1, '@')) return NULL;
    for (char *p = s; p < at; p++)
        if (!isalnum((unsigned char)*p) && !strchr("!#$%&'*+/=?^_`{|}~.-", *p)) return NULL;
    if (s[0] == '.' || at[-1] == '.' || strstr(s, "..")) return NULL;
    size_t labels = 0;
    for (char *p = at + 1;; labels++) {
        char *dot = strchr(p, '.');
        if (!label_fine(p, dot ? (size_t)(dot - p) : strlen(p))) return NULL;
        if (!dot) break;
        p = dot + 1;
    }
    if (!labels) return NULL;
    for (char *p = s; *p; p++) *p = (char)tolower((unsigned char)*p);
    return s;
}

bool text_number(const char *s, int64_t *n) {
    if (blank(s) || isspace((unsigned char)*s) || *s == '+') return false;
    char *end;
    errno = 0;
    long long v = strtoll(s, &end, 10);
    if (errno || *end || end == s) return false;
    *n = v;
    return true;
}

char **text_split(struct arena *m, const char *s, char at) {
    size_t n = 1;
    for (const char *p = s; *p; p++) n += *p == at;
    char **parts = NEW_N(m, char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *end = strchr(s, at);
        size_t k = end ? (size_t)(end - s) : strlen(s);
        parts[i] = arena_copy_n(m, s, k);
        s += k + 1;
    }
    return parts;
}

bool text_word(const char *words, const char *word) {
    size_t n = strlen(word);
    for (const char *p = words + strspn(words, " "); n && *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, word, n) == 0 && (!p[n] || p[n] == ' ')) return true;
    return false;
}
bool text_written(const char *s) {
    for (; *s; s++)
        if ((unsigned char)*s <= ' ' || (unsigned char)*s >= 0x80) return true;
    return false;
}
bool text_starts(const char *s, const char *with) { return strncmp(s, with, strlen(with)) == 0; }

bool text_ends(const char *s, const char *with) {
    size_t n = strlen(s), k = strlen(with);
    return n >= k && memcmp(s + n - k, with, k) == 0;
}

/* Opening a collator costs milliseconds; each thread keeps the one it used last. */
static _Thread_local struct { char language[16]; UCollator *collator; } kept;

void text_thread_end(void) {
    if (kept.collator) ucol_close(kept.collator);
    kept.collator = NULL;
    *kept.language = 0;
}

int text_order(const char *language, const char *a, const char *b) {
    if (!same(kept.language, language)) {
        if (kept.collator) ucol_close(kept.collator);
        UErrorCode e = U_ZERO_ERROR;
        kept.collator = ucol_open(language, &e);
        if (U_FAILURE(e)) bug("no collator: %s", u_errorName(e));
        snprintf(kept.language, sizeof kept.language, "%s", language);
    }
    UErrorCode e = U_ZERO_ERROR;
    UCollationResult r = ucol_strcollUTF8(kept.collator, a, -1, b, -1, &e);
    return r == UCOL_EQUAL ? 0 : r == UCOL_LESS ? -1 : 1;
}
