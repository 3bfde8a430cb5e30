#include "web/visit.h"
#include <ctype.h>
#include "base/text.h"
#include "web/site.h"

static const char *find(const struct pair *p, const char *name) {
    for (; p; p = p->next)
        if (same(p->name, name)) return p->value;
    return NULL;
}

const char *param(const struct visit *v, const char *name) {
    const char *s = find(v->params, name);
    if (!s) bug("%s has no parameter %s", v->route->pattern, name);
    return s;
}
const char *query(const struct visit *v, const char *name) {
    const char *s = find(v->in->query, name);
    return s ? s : "";
}
const char *posted(const struct visit *v, const char *name) {
    const char *s = find(v->in->form, name);
    return s ? s : "";
}
bool posted_has(const struct visit *v, const char *name) { return find(v->in->form, name) != NULL; }

const char *posted_all(const struct visit *v, const char *name) {
    struct buf *b = buf_new(v->act->arena);
    for (const struct pair *p = v->in->form; p; p = p->next)
        if (same(p->name, name)) {
            if (b->size) buf_char(b, ' ');
            buf_add(b, p->value);
        }
    return b->data;
}

const struct upload *posted_file(const struct visit *v, const char *field) {
    for (const struct upload *u = v->in->uploads; u; u = u->next)
        if (same(u->field, field)) return u->content.size ? u : NULL;
    return NULL;
}

void reply_header(struct visit *v, const char *name, const char *value) {
    struct arena *m = v->act->arena;
    if (strpbrk(value, "\r\n")) bug("a header of two lines: %s", name);
    struct header *h = NEW(m, struct header);
    *h = (struct header){arena_copy(m, name), arena_copy(m, value), v->out->headers};
    v->out->headers = h;
}

static void redirect_v(struct visit *v, const char *format, va_list list) {
    v->out->status = 303;
    reply_header(v, "Location", address_v(v->act->arena, format, list));
}

void reply_redirect(struct visit *v, const char *format, ...) {
    va_list list;
    va_start(list, format);
    redirect_v(v, format, list);
    va_end(list);
}

void reply_redirect_with(struct visit *v, const char *message, const char *format, ...) {
    struct arena *m = v->act->arena;
    va_list list;
    va_start(list, format);
    redirect_v(v, format, list);
    va_end(list);
    reply_header(v, "Set-Cookie", arena_printf(m, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=60%s",
                 site_cookie(v->site, m, "note"), address(m, "%s", message), v->site->behind_tls ? "; Secure" : ""));
}

/* A name in letters that every header holds, and beside it the whole one (RFC 6266). */
static const char *attached_as(struct arena *m, const char *name) {
    char *plain = arena_copy(m, name);
    bool whole = true;
    for (char *p = plain; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr("-._ ", *p)) *p = '_', whole = false;
    if (whole) return arena_printf(m, "attachment; filename=\"%s\"", plain);
    return arena_printf(m, "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, address(m, "%s", name));
}

void reply_file(struct visit *v, const char *type, const char *name, struct bytes content) {
    v->out->type = type;
    v->out->body = NULL;
    v->out->fixed = content;
    reply_header(v, "Content-Disposition", attached_as(v->act->arena, name));
}

void reply_public(struct visit *v, const char *cache) {
    struct header **h = &v->out->headers;
    while (*h)
        if (same((*h)->name, "Set-Cookie")) *h = (*h)->next;
        else h = &(*h)->next;
    reply_header(v, "Cache-Control", cache);
}

void reply_text(struct visit *v, int status, const char *words) {
    v->out->status = status;
    v->out->type = "text/plain; charset=utf-8";
    v->out->body = buf_new(v->act->arena);
    buf_add(v->out->body, words);
}
