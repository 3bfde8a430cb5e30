#include "document/markup.h"

void markup_text(struct buf *b, const char *s) {
    if (!s) return;
    const char *from = s;
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        const char *as = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : c < 32 && c != '\n' && c != '\t' ? "" : NULL;
        if (!as) continue;
        buf_bytes(b, from, (size_t)(s - from));
        buf_add(b, as);
        from = s + 1;
    }
    buf_bytes(b, from, (size_t)(s - from));
}

void markup_put(struct buf *b, const char *f, ...) {
    va_list list;
    va_start(list, f);
    const char *from = f;
    for (; *f; f++) {
        if (*f != '%') continue;
        buf_bytes(b, from, (size_t)(f - from));
        if (f[1] == 's') markup_text(b, va_arg(list, const char *)), f++;
        else if (f[1] == 'd') buf_printf(b, "%d", va_arg(list, int)), f++;
        else if (f[1] == 'z' && f[2] == 'u') buf_printf(b, "%zu", va_arg(list, size_t)), f += 2;
        else if (f[1] == '%') buf_char(b, '%'), f++;
        else bug("markup: unknown conversion in %s", f);
        from = f + 1;
    }
    buf_bytes(b, from, (size_t)(f - from));
    va_end(list);
}
