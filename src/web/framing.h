/* framing.h: whether a request is written as HTTP/1.1 says, to the letter, so that no proxy in
 * front of us can have read it otherwise: where two programs disagree where a request ends, one
 * can be smuggled inside another. The library forgives what stands here; we do not. */
#ifndef WEB_FRAMING_H
#define WEB_FRAMING_H
#include <stdbool.h>
#include <microhttpd.h>

/* The end of the request's address where the library read it, or NULL when the address holds
 * what no browser sends: control characters, spaces, %00. */
const char *framing_line(const char *uri);
/* 0, or the status to refuse the request with. line_end as framing_line gave it; method and
 * version as the library gives them, in the same memory. Call once all headers are there. */
int framing_status(struct MHD_Connection *, const char *line_end, const char *method, const char *version);
#endif
