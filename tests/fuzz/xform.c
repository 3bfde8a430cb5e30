/* Any bytes as an XForm: refused with a line, or sheets that the reader of forms judges; what it takes is
 * written and read again. */
#include "base/text.h"
#include "document/xform.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    struct form_sheets sheets, again;
    struct form_problem *p = NULL, *q = NULL;
    bool fine = xform_read(m, (struct bytes){(const char *)bytes, n}, &sheets, &p);
    if (!fine && !p) bug("refused without a word");
    struct form *f = fine ? form_read(m, &sheets, &p) : NULL;
    if (f) {
        struct bytes b = xform_write(m, f);
        if (!text_valid(b.data, b.size)) bug("not UTF-8");
        if (!xform_read(m, b, &again, &q)) bug("what was written is refused: %d %s", q->row, q->message);
        if (!form_read(m, &again, &q)) bug("what was written does not read: %d %s %s", q->row, q->column, q->message);
    }
    arena_end(m);
    return 0;
}
