#include "web/html.h"
#include <ctype.h>
#include "base/text.h"

struct html *html_new(struct arena *m, const struct language *lang) {
    struct html *h = NEW(m, struct html);
    h->out = buf_new(m);
    buf_reserve(h->out, 16 * 1024);
    h->lang = lang;
    return h;
}

/* Escapes in runs, so that plain text costs one copy. */
void html_text(struct html *h, const char *s) {
    if (!s) return;
    for (;;) {
        size_t n = strcspn(s, "&<>\"'");
        buf_bytes(h->out, s, n);
        s += n;
        switch (*s++) {
        case '&': buf_bytes(h->out, "&amp;", 5); break;
        case '<': buf_bytes(h->out, "&lt;", 4); break;
        case '>': buf_bytes(h->out, "&gt;", 4); break;
        case '"': buf_bytes(h->out, "&quot;", 6); break;
        case '\'': buf_bytes(h->out, "&#39;", 5); break;
        default: return;
        }
    }
}

/* Where `at` stands in the literal: as text, inside a quoted attribute (whose name is
 * given back), or bare inside a tag, which is refused, as are attributes that hold addresses
 * or code. A literal that begins inside a tag is read as text until its first quote. */
static void check_place(const char *format, const char *at) {
    bool tag = false, quoted = false;
    const char *opened = NULL;
    for (const char *p = format; p < at; p++) {
        if (quoted) quoted = *p != '"';
        else if (*p == '<') tag = true;
        else if (*p == '>') tag = false;
        else if (*p == '"' && p > format && p[-1] == '=') quoted = true, opened = p - 1;
    }
    if (tag && !quoted) bug("a value bare inside a tag: %s", format);
    if (!quoted) return;
    const char *name = opened;
    while (name > format && (isalnum((unsigned char)name[-1]) || name[-1] == '-')) name--;
    size_t n = (size_t)(opened - name);
    static const char *const refused[] = {"href", "src", "action", "formaction", "style", "srcdoc", "data"};
    for (size_t i = 0; i < COUNT(refused); i++)
        if (n == strlen(refused[i]) && strncmp(name, refused[i], n) == 0) bug("%%s inside %s: %s", refused[i], format);
    if (n > 2 && strncmp(name, "on", 2) == 0) bug("%%s inside an event: %s", format);
}

void html_put(struct html *h, const char *format, ...) {
    va_list list;
    va_start(list, format);
    const char *p = format;
    for (const char *at; (at = strchr(p, '%')); ) {
        buf_bytes(h->out, p, (size_t)(at - p));
        p = at + 2;
        switch (at[1]) {
        case 's':
            check_place(format, at);
            html_text(h, va_arg(list, const char *));
            break;
        case 'd': buf_printf(h->out, "%d", va_arg(list, int)); break;
        case 'z': buf_printf(h->out, "%zu", va_arg(list, size_t)); p++; break;
        case 'l': buf_printf(h->out, "%lld", va_arg(list, long long)); p += 2; break;
        case '%': buf_char(h->out, '%'); break;
        default: bug("unknown conversion in %s", format);
        }
    }
    buf_add(h->out, p);
    va_end(list);
}

void html_isolated(struct html *h, const char *text) {
    static const char open[] = "\u2068", close[] = "\u2069";
    struct arena *m = h->out->arena;
    for (const char *at; text && (at = strstr(text, open)); ) {
        const char *end = strstr(at, close);
        if (!end) break;
        html_text(h, arena_copy_n(m, text, (size_t)(at - text)));
        at += strlen(open);
        put(h, "<bdi>%s</bdi>", arena_copy_n(m, at, (size_t)(end - at)));
        text = end + strlen(close);
    }
    html_text(h, text);
}

static void direction_of(struct html *h, const char *text, const char *language) {
    put(h, " dir=\"%s\"", lang_from_right(language) ? "rtl" : text_direction(text));
    if (!blank(language)) put(h, " lang=\"%s\"", language);
}

void html_name(struct html *h, const char *text, const char *language) {
    put(h, "<bdi");
    if (!blank(language) && !same(language, h->lang->code)) put(h, " lang=\"%s\"", language);
    put(h, ">%s</bdi>", text);
}

void html_words(struct html *h, const char *text, const char *language) {
    while (text && *text) {
        text += strspn(text, "\n");
        if (!*text) break;
        const char *end = strstr(text, "\n\n");
        size_t n = end ? (size_t)(end - text) : strlen(text);
        char *part = arena_copy_n(h->out->arena, text, n);
        put(h, "<p");
        direction_of(h, part, language);
        put(h, ">");
        for (char *line = part, *next; line; line = next) {
            next = strchr(line, '\n');
            if (next) *next++ = 0;
            html_text(h, line);
            if (next) put(h, "<br>");
        }
        put(h, "</p>");
        text += n;
    }
}

void say(struct html *h, const char *key) { html_text(h, tr(h->lang, key)); }

#define FSI "\u2068"
#define PDI "\u2069"
static const size_t mark_size = sizeof FSI - 1;

/* Takes the isolates away again around what runs with the page. Those within are left. */
static char *only_needed(struct arena *m, const char *s, bool rtl) {
    struct buf *b = buf_new(m);
    for (const char *open; (open = strstr(s, FSI)); ) {
        const char *inside = open + mark_size, *end = inside;
        for (int deep = 1; *end; end++) {
            if (text_starts(end, FSI)) deep++;
            else if (text_starts(end, PDI) && !--deep) break;
        }
        char *value = arena_copy_n(m, inside, (size_t)(end - inside));
        buf_bytes(b, s, (size_t)(open - s));
        if (text_runs(value, !rtl)) buf_printf(b, FSI "%s" PDI, value);
        else buf_add(b, value);
        s = *end ? end + mark_size : end;
    }
    buf_add(b, s);
    return b->data;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the translation's own conversions, which msgfmt -c proves */
static char *said_v(struct html *h, const char *key, va_list list) {
    struct arena *m = h->out->arena;
    struct buf *format = buf_new(m);
    for (const char *p = tr(h->lang, key); *p;) {
        size_t n = *p == '%' ? 1 + strspn(p + 1, "0123456789$") + 1 : strcspn(p, "%");
        bool value = *p == '%' && p[n - 1] == 's';
        if (value) buf_add(format, FSI);
        buf_bytes(format, p, n);
        if (value) buf_add(format, PDI);
        p += n;
    }
    return only_needed(m, arena_vprintf(m, format->data ? format->data : "", list), h->lang->rtl);
}
#pragma GCC diagnostic pop

char *said(struct html *h, const char *key, ...) {
    va_list list;
    va_start(list, key);
    char *s = said_v(h, key, list);
    va_end(list);
    return s;
}

void say_f(struct html *h, const char *key, ...) {
    va_list list;
    va_start(list, key);
    html_text(h, said_v(h, key, list));
    va_end(list);
}

void html_list(struct html *h, const char *const *names, size_t n) {
    struct arena *m = h->out->arena;
    const char **apart = NEW_N(m, const char *, n);
    for (size_t i = 0; i < n; i++) apart[i] = text_runs(names[i], !h->lang->rtl) ? arena_printf(m, FSI "%s" PDI, names[i]) : names[i];
    html_text(h, lang_list(m, h->lang, apart, n));
}

void say_n(struct html *h, const char *one, const char *many, int64_t n) {
    html_text(h, tr_n(h->out->arena, h->lang, one, many, n));
}

char *address_v(struct arena *m, const char *format, va_list list) {
    struct buf *b = buf_new(m);
    for (const char *p = format; *p; p++) {
        if (*p != '%') {
            buf_char(b, *p);
            continue;
        }
        p++;
        if (*p == 'd') {
            buf_printf(b, "%d", va_arg(list, int));
        } else if (*p == 's') {
            for (const char *s = va_arg(list, const char *); s && *s; s++) {
                if (isalnum((unsigned char)*s) || strchr("-._~", *s)) buf_char(b, *s);
                else buf_printf(b, "%%%02X", (unsigned char)*s);
            }
        } else if (*p == '%') {
            buf_char(b, '%');
        } else {
            bug("unknown conversion in address %s", format);
        }
    }
    return b->data;
}

char *address(struct arena *m, const char *format, ...) {
    va_list list;
    va_start(list, format);
    char *s = address_v(m, format, list);
    va_end(list);
    return s;
}

char *address_local(struct arena *m, const char *path) {
    struct buf *b = buf_new(m);
    for (const char *s = path; *s; s++) {
        if (isalnum((unsigned char)*s) || strchr("-._~/?=&%:+,", *s)) buf_char(b, *s);
        else buf_printf(b, "%%%02X", (unsigned char)*s);
    }
    return b->data;
}

static void attribute_v(struct html *h, const char *attribute, const char *format, va_list list) {
    if (*format != '/' && *format != '#') bug("an address that leaves the server: %s", format);
    put(h, " ");
    buf_add(h->out, attribute);
    put(h, "=\"%s\"", address_v(h->out->arena, format, list));
}

void html_address(struct html *h, const char *attribute, const char *format, ...) {
    va_list list;
    va_start(list, format);
    attribute_v(h, attribute, format, list);
    va_end(list);
}

void html_anchor(struct html *h, const char *words, const char *format, ...) {
    va_list list;
    va_start(list, format);
    put(h, "<a");
    attribute_v(h, "href", format, list);
    put(h, "><bdi>%s</bdi></a>", words);
    va_end(list);
}

void html_outside(struct html *h, const char *url) {
    if (blank(url)) return;
    if (!text_starts(url, "https://") && !text_starts(url, "http://")) {
        html_text(h, url);
        return;
    }
    buf_add(h->out, "<a rel=\"noreferrer\" href=\"");
    html_text(h, url);
    put(h, "\">%s</a>", url);
}

void html_form_begin(struct html *h, bool upload, const char *format, ...) {
    va_list list;
    va_start(list, format);
    put(h, "<form method=\"post\"");
    attribute_v(h, "action", format, list);
    if (upload) put(h, " enctype=\"multipart/form-data\"");
    put(h, " accept-charset=\"utf-8\">");
    form_hidden(h, "csrf", h->csrf ? h->csrf : "");
    va_end(list);
}
void form_end(struct html *h) {
    put(h, "</form>\n");
    h->posts = false;
}
void form_hidden(struct html *h, const char *name, const char *value) {
    h->posts |= same(name, "csrf");
    put(h, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, value);
}
void form_button(struct html *h, const char *kind, const char *label) {
    put(h, "<button class=\"%s\">", kind);
    say(h, label);
    put(h, "</button>");
}
void form_button_named(struct html *h, const char *kind, const char *label, const char *name, const char *value) {
    put(h, "<button class=\"%s\" name=\"%s\" value=\"%s\">", kind, name, value);
    say(h, label);
    put(h, "</button>");
}
