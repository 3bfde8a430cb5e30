#include "document/chart.h"
#include <qrencode.h>

enum { code_module = 3, code_quiet = 4, code_most = 57, /* version 10 */ step = 24, thick = 14, label_room = 300, figure_room = 60, gap = 8, label_letters = 44 };

int chart_height(const struct chart *c) { return c->code ? (code_most + 2 * code_quiet) * code_module : (int)c->n * step + 8; }

/* A label cut to its room; wide letters (Chinese) count twice. The table has it whole. */
static const char *fitting(const char *label, char *into, size_t size) {
    size_t used = 0, n = 0;
    for (const char *s = label; *s; used++) {
        unsigned char c = (unsigned char)*s;
        size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        if (c >= 0xe3 && c < 0xee) used++;
        if (used + 1 >= label_letters && s[length]) {
            memcpy(into + n, "…", sizeof "…");
            return into;
        }
        if (n + length + sizeof "…" > size) break;
        memcpy(into + n, s, length);
        n += length;
        s += length;
    }
    into[n] = 0;
    return into;
}

/* Drawn from the side on which the language begins. */
static void words(const struct chart *c, const struct chart_pen *p, int x, int y, int width, const char *said) {
    p->text(p->mine, c->lang->rtl ? chart_width - x : x, y, width, c->lang->rtl, said);
}

static void bar(const struct chart *c, const struct chart_pen *p, enum chart_ink ink, int y, int length) {
    if (length > 0) p->rect(p->mine, ink, c->lang->rtl ? chart_width - label_room - length : label_room, y, length, thick);
}

/* Cameras read it where the paper is white. */
static void code(const struct chart *c, const struct chart_pen *p) {
    QRcode *q = QRcode_encodeString8bit(c->code, 0, QR_ECLEVEL_M);
    int wide = q && q->width <= code_most ? q->width : 0, side = (wide + 2 * code_quiet) * code_module, left = c->lang->rtl ? chart_width - side : 0;
    for (int y = 0; y < wide; y++)
        for (int x = 0; x < wide; x++)
            if (q->data[y * wide + x] & 1)
                p->rect(p->mine, INK_TEXT, left + (x + code_quiet) * code_module, (y + code_quiet) * code_module, code_module, code_module);
    QRcode_free(q);
    for (size_t i = 0; i < c->n; i++) words(c, p, side + gap, (int)(i + 1) * step, chart_width - side - gap, c->bar[i].label);
}

void chart_draw(const struct chart *c, const struct chart_pen *p) {
    if (c->code) {
        code(c, p);
        return;
    }
    int64_t most = 1;
    for (size_t i = 0; i < c->n; i++)
        if (!c->bar[i].hidden && c->bar[i].whole > most) most = c->bar[i].whole;
    int room = chart_width - label_room - figure_room;
    for (size_t i = 0; i < c->n; i++) {
        const struct chart_bar *b = &c->bar[i];
        int y = (int)i * step + 4, base = y + thick - 3;
        int whole = b->hidden ? 0 : (int)(b->whole * room / most), part = b->hidden ? 0 : (int)(b->part * room / most);
        char label[4 * label_letters + 8];
        words(c, p, 0, base, label_room - gap, fitting(b->label, label, sizeof label));
        bar(c, p, INK_LIGHT, y, whole);
        bar(c, p, INK_DARK, y, part);
        words(c, p, label_room + whole + (b->hidden ? 0 : gap), base, 0, b->figure);
    }
}
