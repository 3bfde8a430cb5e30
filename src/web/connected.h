/* connected.h: the sockets now open, and until when each may stay. The library's own time-out
 * counts silence only, so a client that drips a byte a second would stay for ever; here each
 * turn of a connection has an end: to send its headers, its body, to take its reply. Used by
 * the loop's thread alone. */
#ifndef WEB_CONNECTED_H
#define WEB_CONNECTED_H
#include "base/common.h"

enum turn {
    TURN_WAITS,    /* for a request, or for the end of its headers: a sixth of the deadline */
    TURN_RECEIVES, /* its body: the deadline */
    TURN_IN_HAND,  /* ours: no end */
    TURN_SENDS,    /* its reply: the deadline, and longer for what is large */
};
struct connected {
    int socket;
    enum turn turn;
    int64_t since, until;
    const char *line_end; /* of the request being read: web/framing.h */
    struct connected *next, **before;
};
/* deadline: milliseconds for a body. With more than `crowd` connections, one that waits must
 * begin its request at once, so that idle ones never keep others out. */
void connected_rules(int64_t deadline, size_t crowd);
struct connected *connected_new(int socket);
void connected_end(struct connected *);
/* size: bytes of the reply, for TURN_SENDS. */
void connected_turn(struct connected *, enum turn, size_t size);
/* Shuts the sockets whose time is over; the library then ends them. Cheap; call each second. */
void connected_sweep(void);
#endif
