#include "page/qr.h"
#include <qrencode.h>

void qr_draw(struct html *h, const char *content, const char *label) {
    QRcode *q = QRcode_encodeString8bit(content, 0, QR_ECLEVEL_M);
    if (!q) return;
    struct buf *path = buf_new(h->out->arena);
    for (int y = 0; y < q->width; y++)
        for (int x = 0; x < q->width; x++)
            if (q->data[y * q->width + x] & 1) buf_printf(path, "M%d %dh1v1h-1z", x + 4, y + 4);
    put(h, "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"220\" height=\"220\">", label, q->width + 8, q->width + 8);
    put(h, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/><path fill=\"#000\" d=\"%s\"/></svg>\n", path->data);
    QRcode_free(q);
}
