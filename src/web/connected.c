#include "web/connected.h"
#include <sys/socket.h>
#include "base/clock.h"

enum { slowest_line = 16 * 1024 /* bytes a second */, crowded_ms = 3000 };

static struct {
    int64_t deadline;
    size_t crowd, n;
    struct connected *first;
} all;

void connected_rules(int64_t deadline, size_t crowd) {
    all.deadline = deadline;
    all.crowd = crowd;
}

void connected_turn(struct connected *k, enum turn turn, size_t size) {
    k->turn = turn;
    k->since = clock_monotonic_ms();
    int64_t wait = turn == TURN_WAITS ? all.deadline / 6 : all.deadline;
    if (turn == TURN_SENDS) wait += (int64_t)(size / slowest_line) * 1000;
    k->until = turn == TURN_IN_HAND ? INT64_MAX : k->since + wait;
}

struct connected *connected_new(int socket) {
    struct connected *k = calloc(1, sizeof *k);
    if (!k) bug("out of memory");
    k->socket = socket;
    k->next = all.first;
    if (k->next) k->next->before = &k->next;
    k->before = &all.first;
    all.first = k;
    all.n++;
    connected_turn(k, TURN_WAITS, 0);
    return k;
}

void connected_end(struct connected *k) {
    *k->before = k->next;
    if (k->next) k->next->before = k->before;
    all.n--;
    free(k);
}

void connected_sweep(void) {
    int64_t now = clock_monotonic_ms();
    bool crowded = all.n > all.crowd;
    for (struct connected *k = all.first; k; k = k->next)
        if (now > k->until || (crowded && k->turn == TURN_WAITS && now - k->since > crowded_ms)) shutdown(k->socket, SHUT_RDWR);
}
