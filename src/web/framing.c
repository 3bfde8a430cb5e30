#include "web/framing.h"
#include <string.h>
#include <strings.h>

const char *framing_line(const char *uri) {
    const char *s = uri;
    for (; *s; s++)
        if ((unsigned char)*s <= ' ' || *s == 0x7f || (s[0] == '%' && s[1] == '0' && s[2] == '0')) return NULL;
    return s;
}

/* The library reads headers where they were received and writes a NUL over each ":" and line
 * end. So with CRLF after each line and nothing folded, each name begins two bytes after the
 * value before it; a bare LF or CR, a folded line or a NUL within shows as another distance.
 * A version of the library that keeps its memory otherwise would have every request refused:
 * tests/server tells. */
struct walk {
    const char *at; /* where the next name must begin */
    bool clean;
    int lengths, codings, hosts;
};

static bool is_name(const char *s, size_t n) {
    static const char marks[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < n; i++) {
        bool letter = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') || (s[i] >= '0' && s[i] <= '9');
        if (!letter && (!s[i] || !strchr(marks, s[i]))) return false;
    }
    return n > 0;
}

static bool is_value(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)s[i] < ' ' && s[i] != '\t') || s[i] == 0x7f) return false;
    return true;
}

static bool called(const char *name, size_t n, const char *wanted) {
    return n == strlen(wanted) && strncasecmp(name, wanted, n) == 0;
}

static enum MHD_Result step(void *thing, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value, size_t value_size) {
    struct walk *w = thing;
    w->clean = w->clean && value && name == w->at && is_name(name, name_size) && is_value(value, value_size);
    if (!w->clean) return MHD_NO;
    w->lengths += called(name, name_size, "Content-Length");
    w->codings += called(name, name_size, "Transfer-Encoding");
    w->hosts += called(name, name_size, "Host");
    w->at = value + value_size + strlen("\r\n");
    return MHD_YES;
}

int framing_status(struct MHD_Connection *c, const char *line_end, const char *method, const char *version) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (!info || !line_end || version != line_end + 1) return MHD_HTTP_BAD_REQUEST;
    struct walk w = {.at = version + strlen(version) + strlen("\r\n"), .clean = true};
    MHD_get_connection_values_n(c, MHD_HEADER_KIND, step, &w);
    w.clean = w.clean && method + info->header_size == w.at + strlen("\r\n");
    if (!w.clean || w.hosts != 1 || w.lengths > 1 || w.codings > 1 || (w.lengths && w.codings)) return MHD_HTTP_BAD_REQUEST;
    /* Chunks hold a dozen ways to disagree, and no browser sends a form in them: its length
     * must be told first (RFC 9112, 6.3). */
    return w.codings ? MHD_HTTP_LENGTH_REQUIRED : 0;
}
