/* chart.h: bars beside their labels, drawn in the order given, which must never be an order
 * of parties. One drawing serves SVG (text stays text), PDF and PNG: chart_draw() tells a pen
 * what to draw. The caller puts the same figures in a table. */
#ifndef DOCUMENT_CHART_H
#define DOCUMENT_CHART_H
#include "base/lang.h"

struct chart_bar {
    const char *label, *figure; /* figure: as text beside the bar: "4/12", or "–" when hidden */
    int64_t whole, part;        /* part is drawn dark over whole */
    bool hidden;                /* no bar: too few to be shown */
};
struct chart {
    const char *title;          /* also the text for those who do not see it */
    const struct language *lang;
    const struct chart_bar *bar;
    size_t n;
    const char *code;           /* instead of bars: a QR code that holds this, with the labels beside it */
};
enum chart_ink { INK_TEXT, INK_DARK, INK_LIGHT };
enum { chart_width = 640 };     /* units; height by chart_height */
int chart_height(const struct chart *);
struct chart_pen {
    void (*rect)(void *mine, enum chart_ink, int x, int y, int width, int height);
    /* Text whose baseline begins (at_end: ends) at x. width: the room it has; 0: any. */
    void (*text)(void *mine, int x, int y, int width, bool at_end, const char *words);
    void *mine;
};
void chart_draw(const struct chart *, const struct chart_pen *);
#endif
