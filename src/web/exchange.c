#include "web/exchange.h"
#include <zlib.h>
#include "base/text.h"

struct incoming {
    const char *name, *file, *type;
    struct buf *content;
};
enum { most_fields = 5000 };
static size_t held; /* bytes of all bodies; only the loop's thread receives and ends */

static const char *header(struct exchange *x, const char *name) {
    const char *s = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);
    return s && text_valid(s, strlen(s)) ? arena_copy(x->arena, s) : NULL;
}

static enum MHD_Result add_query(void *thing, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value,
                                 size_t value_size) {
    struct exchange *x = thing;
    if (!text_valid(name, name_size) || (value && !text_valid(value, value_size)) || ++x->fields > most_fields) {
        x->refused = 400;
        return MHD_NO;
    }
    struct pair *p = NEW(x->arena, struct pair);
    p->name = text_clean(x->arena, name);
    p->value = value ? text_clean(x->arena, value) : "";
    struct pair **list = kind == MHD_COOKIE_KIND ? &x->in.cookies : &x->in.query;
    while (*list) list = &(*list)->next;
    *list = p;
    return MHD_YES;
}

static const char *remote(struct exchange *x, const char *proxy, bool *believed) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char name[64] = "";
    if (info && info->client_addr)
        getnameinfo(info->client_addr, info->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in),
                    name, sizeof name, NULL, 0, NI_NUMERICHOST);
    *believed = proxy && same(proxy, name);
    const char *forwarded = *believed ? header(x, "X-Forwarded-For") : NULL;
    if (!forwarded) return arena_copy(x->arena, name);
    const char *last = strrchr(forwarded, ','); /* the nearest hop wrote the last one */
    return text_trim(x->arena, last ? last + 1 : forwarded);
}

static enum MHD_Result take(void *thing, enum MHD_ValueKind kind, const char *name, const char *file, const char *type,
                            const char *coding, const char *data, uint64_t offset, size_t n);

struct exchange *exchange_new(struct MHD_Connection *c, const char *url, const char *method, int refused, const struct exchange_trust *trust) {
    struct arena *m = arena_new();
    struct exchange *x = NEW(m, struct exchange);
    x->arena = m;
    x->connection = c;
    x->last_field = &x->in.form;
    x->last_upload = &x->in.uploads;
    x->in.head = same(method, "HEAD");
    x->in.method = same(method, "POST") ? POST : GET;
    if (!x->in.head && !same(method, "GET") && !same(method, "POST")) x->refused = 405;
    if (*url != '/' || !text_valid(url, strlen(url)) || text_tricky(url)) x->refused = 400;
    if (refused) x->refused = refused;
    x->in.path = x->refused ? "/" : text_clean(m, url);
    MHD_get_connection_values_n(c, MHD_GET_ARGUMENT_KIND, add_query, x);
    MHD_get_connection_values_n(c, MHD_COOKIE_KIND, add_query, x);
    x->in.host = header(x, "Host");
    x->in.origin = header(x, "Origin");
    x->in.referer = header(x, "Referer");
    x->in.accept_language = header(x, "Accept-Language");
    x->in.agent = header(x, "User-Agent");
    x->in.none_match = header(x, "If-None-Match");
    const char *encoding = header(x, "Accept-Encoding");
    x->in.gzip = encoding && strstr(encoding, "gzip");
    x->in.by_script = same(header(x, "X-Requested-With"), "isthmus");
    bool believed;
    x->in.remote = remote(x, trust->proxy, &believed);
    x->in.tls = trust->tls || (believed && same(header(x, "X-Forwarded-Proto"), "https"));
    if (x->in.method == POST && !x->refused && site_takes_raw(trust->site, x->in.path)) {
        x->raw = buf_new(m);
    } else if (x->in.method == POST && !x->refused) {
        x->reader = MHD_create_post_processor(c, 65536, take, x);
        if (!x->reader) x->refused = 415;
    }
    return x;
}

static void finish_incoming(struct exchange *x) {
    struct incoming *i = x->incoming;
    x->incoming = NULL;
    if (!i) return;
    if (!i->file) {
        struct pair *p = NEW(x->arena, struct pair);
        if (!text_valid(i->content->data, i->content->size)) {
            x->refused = 400;
            return;
        }
        *p = (struct pair){i->name, text_clean(x->arena, i->content->data), NULL};
        *x->last_field = p;
        x->last_field = &p->next;
    } else {
        const char *slash = strrchr(i->file, '/'), *other = strrchr(i->file, '\\');
        const char *base = slash > other ? slash + 1 : other ? other + 1 : i->file;
        struct upload *u = NEW(x->arena, struct upload);
        *u = (struct upload){i->name, text_cut(x->arena, text_line(x->arena, base), 120), i->type,
                             {i->content->data, i->content->size}, NULL};
        *x->last_upload = u;
        x->last_upload = &u->next;
    }
}

static enum MHD_Result take(void *thing, enum MHD_ValueKind kind, const char *name, const char *file, const char *type,
                            const char *coding, const char *data, uint64_t offset, size_t n) {
    struct exchange *x = thing;
    if (offset == 0) {
        finish_incoming(x);
        bool clean = name && text_valid(name, strlen(name)) && (!file || text_valid(file, strlen(file)));
        if (!clean || ++x->fields > most_fields) {
            x->refused = 400;
            return MHD_NO;
        }
        x->incoming = NEW(x->arena, struct incoming);
        *x->incoming = (struct incoming){text_clean(x->arena, name), arena_copy(x->arena, file),
                                         type ? arena_copy(x->arena, type) : "", buf_new(x->arena)};
    }
    if (x->incoming) buf_bytes(x->incoming->content, data, n);
    return MHD_YES;
}

bool exchange_distrusted(const struct exchange *x) { return x->refused == 400 || x->refused == 411; }

static bool is_multipart(const struct exchange *x) {
    const char *type = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Content-Type");
    return type && strncasecmp(type, "multipart/", 10) == 0;
}

bool exchange_body(struct exchange *x, const char *data, size_t n) {
    bool multipart = is_multipart(x);
    x->received += n;
    if (x->refused) return false;
    if (x->received > (size_t)(x->raw ? most_raw : multipart ? most_upload : most_form)) x->refused = 413;
    else if (held + n > most_held) x->refused = 503;
    else if (!x->raw && !multipart && memchr(data, 0, n)) x->refused = 400; /* the library would end the field there */
    if (x->refused) return false;
    held += n;
    x->held += n;
    if (x->raw) {
        buf_bytes(x->raw, data, n);
        return true;
    }
    if (MHD_post_process(x->reader, data, n) != MHD_YES && !x->refused) x->refused = 400;
    return !x->refused;
}

void exchange_complete(struct exchange *x) {
    enum MHD_Result whole = x->reader ? MHD_destroy_post_processor(x->reader) : MHD_YES;
    x->reader = NULL;
    if (whole != MHD_YES && is_multipart(x) && !x->refused) x->refused = 400; /* a file without its end is another file */
    if (!x->refused) finish_incoming(x);
    if (x->raw) x->in.raw = (struct bytes){x->raw->data, x->raw->size};
}

/* A compressor takes 256 kB to open, so each thread keeps one. */
static struct buf *compressed(struct arena *m, const void *bytes, size_t n) {
    static _Thread_local z_stream z;
    static _Thread_local bool open;
    if (open ? deflateReset(&z) != Z_OK : deflateInit2(&z, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return NULL;
    open = true;
    struct buf *b = buf_new(m);
    buf_reserve(b, deflateBound(&z, n));
    z.next_in = (z_const Bytef *)(uintptr_t)bytes;
    z.avail_in = (uInt)n;
    z.next_out = (Bytef *)b->data;
    z.avail_out = (uInt)b->room;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END) return NULL;
    b->size = z.total_out;
    return b;
}

static const struct { const char *name, *value; } always[] = {
    {"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
                                "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    {"Vary", "Accept-Encoding, Accept-Language, Cookie"},
};

enum MHD_Result exchange_send(struct exchange *x) {
    const void *bytes = x->out.body ? x->out.body->data : x->out.fixed.data;
    size_t n = x->out.body ? x->out.body->size : x->out.fixed.size;
    bool words = x->out.type && (text_starts(x->out.type, "text/") || strstr(x->out.type, "json") || strstr(x->out.type, "svg"));
    struct buf *small = x->in.gzip && words && n > 600 && n < UINT32_MAX / 2 ? compressed(x->arena, bytes, n) : NULL;
    if (small) bytes = small->data, n = small->size;
    struct MHD_Response *r = MHD_create_response_from_buffer(n, (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT);
    if (!r) return MHD_NO;
    if (small) MHD_add_response_header(r, "Content-Encoding", "gzip");
    if (x->out.type) MHD_add_response_header(r, "Content-Type", x->out.type);
    for (size_t i = 0; i < COUNT(always); i++) MHD_add_response_header(r, always[i].name, always[i].value);
    if (x->in.tls) MHD_add_response_header(r, "Strict-Transport-Security", "max-age=31536000");
    bool caching = false;
    for (const struct header *h = x->out.headers; h; h = h->next) {
        MHD_add_response_header(r, h->name, h->value);
        caching |= same(h->name, "Cache-Control");
    }
    if (!caching) MHD_add_response_header(r, "Cache-Control", "private, no-store");
    if (x->refused == 405) MHD_add_response_header(r, "Allow", "GET, HEAD, POST");
    if (exchange_distrusted(x)) MHD_add_response_header(r, "Connection", "close");
    enum MHD_Result sent = MHD_queue_response(x->connection, (unsigned)x->out.status, r);
    MHD_destroy_response(r);
    return sent;
}

void exchange_end(struct exchange *x) {
    if (x->reader) MHD_destroy_post_processor(x->reader);
    held -= x->held;
    arena_end(x->arena);
}
