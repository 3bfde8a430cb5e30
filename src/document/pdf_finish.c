#include "document/pdf.h"
#include <qpdf/qpdf-c.h>

struct finish { qpdf_data q; const struct pdf_element *element; size_t n, next; const struct language *lang; };

static void put_words(struct finish *f, qpdf_oh of, const char *key, const char *words) {
    qpdf_oh s = qpdf_oh_new_unicode_string(f->q, words);
    qpdf_oh_replace_key(f->q, of, key, s);
    qpdf_oh_release(f->q, s);
}

/* Elements stand in the tree in the order in which they began. Kids that are no dictionary
 * of their own (numbers, marked content) are content, not structure. */
static void walk(struct finish *f, qpdf_oh node, int depth) {
    if (depth > 32) return;
    qpdf_oh name = qpdf_oh_get_key(f->q, node, "/S");
    if (qpdf_oh_is_name(f->q, name) && f->next < f->n) {
        const struct pdf_element *e = &f->element[f->next++];
        if (e->lang && e->lang != f->lang) put_words(f, node, "/Lang", e->lang->code);
        if (e->alt) put_words(f, node, "/Alt", e->alt);
        if (e->words) put_words(f, node, "/ActualText", e->words);
    }
    qpdf_oh_release(f->q, name);
    qpdf_oh kids = qpdf_oh_get_key(f->q, node, "/K");
    if (qpdf_oh_is_dictionary(f->q, kids)) {
        walk(f, kids, depth + 1);
    } else if (qpdf_oh_is_array(f->q, kids)) {
        int n = qpdf_oh_get_array_n_items(f->q, kids);
        for (int i = 0; i < n; i++) {
            qpdf_oh kid = qpdf_oh_get_array_item(f->q, kids, i);
            if (qpdf_oh_is_dictionary(f->q, kid) && qpdf_oh_has_key(f->q, kid, "/S")) walk(f, kid, depth + 1);
            qpdf_oh_release(f->q, kid);
        }
    }
    qpdf_oh_release(f->q, kids);
}

static void finish(struct finish *f) {
    qpdf_oh root = qpdf_get_root(f->q), yes = qpdf_oh_new_bool(f->q, QPDF_TRUE), view = qpdf_oh_new_dictionary(f->q);
    put_words(f, root, "/Lang", f->lang->code);
    qpdf_oh_replace_key(f->q, view, "/DisplayDocTitle", yes);
    if (f->lang->rtl) {
        qpdf_oh way = qpdf_oh_new_name(f->q, "/R2L");
        qpdf_oh_replace_key(f->q, view, "/Direction", way);
        qpdf_oh_release(f->q, way);
    }
    qpdf_oh_replace_key(f->q, root, "/ViewerPreferences", view);
    qpdf_oh tree = qpdf_oh_get_key(f->q, root, "/StructTreeRoot");
    if (qpdf_oh_is_dictionary(f->q, tree)) walk(f, tree, 0);
    qpdf_oh_release_all(f->q);
}

struct bytes pdf_finish(struct arena *m, struct bytes b, const struct language *lang, const struct pdf_element *element, size_t n, const char **problem) {
    struct finish f = {qpdf_init(), element, n, 0, lang};
    struct bytes out = {0};
    qpdf_silence_errors(f.q);
    if (qpdf_read_memory(f.q, "document", b.data, b.size, NULL) & QPDF_ERRORS) goto wrong;
    finish(&f);
    if (f.next != n) {
        *problem = arena_printf(m, "pdf: %zu elements of structure, %zu begun", f.next, n);
        goto end;
    }
    if (qpdf_init_write_memory(f.q) & QPDF_ERRORS) goto wrong;
    qpdf_set_deterministic_ID(f.q, QPDF_TRUE);
    qpdf_set_object_stream_mode(f.q, qpdf_o_generate);
    if (qpdf_write(f.q) & QPDF_ERRORS) goto wrong;
    out.size = qpdf_get_buffer_length(f.q);
    out.data = arena_copy_n(m, qpdf_get_buffer(f.q), out.size);
    goto end;
wrong:
    *problem = arena_copy(m, qpdf_get_error_full_text(f.q, qpdf_get_error(f.q)));
end:
    qpdf_cleanup(&f.q);
    return out;
}
