/* Style sheet, script and icon: compiled into the program, named by no date, revalidated by
 * their digest (ETag). */
#include "area/access.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "page/pages.h"

static const char *type_of(const char *name) {
    static const struct { const char *end, *type; } types[] = {{".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"}, {".svg", "image/svg+xml"}, {".png", "image/png"}};
    for (size_t i = 0; i < COUNT(types); i++)
        if (text_ends(name, types[i].end)) return types[i].type;
    return "application/octet-stream";
}

void static_file(struct visit *v) {
    struct arena *m = v->act->arena;
    const struct embedded *f = embedded_find(arena_printf(m, "static/%s", param(v, "name")));
    if (!f || !access_need(v->act, SEE_PUBLIC, NULL)) {
        fail(v->act, NOT_FOUND, TR("There is no page at this address."));
        return;
    }
    char *tag = arena_printf(m, "\"%.16s\"", hash_hex(m, f->bytes, f->size));
    reply_header(v, "ETag", tag);
    reply_header(v, "Cache-Control", "public, max-age=300");
    if (same(v->in->none_match, tag)) {
        v->out->status = 304;
        v->out->body = buf_new(m);
        return;
    }
    v->out->type = type_of(f->name);
    v->out->fixed = (struct bytes){f->bytes, f->size};
}
