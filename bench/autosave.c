/* autosave.c: 64 writers over HTTP, each typing into a question of its own and waiting for the
 * acknowledgment before the next save, as the script of a page does.
 * Usage: autosave PORT COOKIE CSRF SECONDS SECTION …    prints saves a second and conflicts. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { writers = 64 };
static const char *const question[] = {"status", "actions", "challenges"};
struct writer { int fd; const char *section, *question; char base[64], in[8192]; size_t n; long saves; };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void save(struct writer *w, const char *cookie, const char *csrf) {
    char body[512], head[1024];
    int n = snprintf(body, sizeof body, "csrf=%s&a%%3A%s%%3A=Save+%ld+of+words+that+a+person+types+into+an+answer+and+must+not+lose&b%%3A%s%%3A=%s", csrf, w->question, ++w->saves, w->question, w->base);
    int k = snprintf(head, sizeof head, "POST /sections/%s/autosave HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n", w->section, cookie, n);
    if (write(w->fd, head, (size_t)k) != k || write(w->fd, body, (size_t)n) != n) exit(2);
    w->n = 0;
}

/* Whether the reply is whole; keeps the revision the next save begins from. */
static int whole(struct writer *w) {
    char *end = strstr(w->in, "\r\n\r\n"), *length = strcasestr(w->in, "content-length:");
    if (!end || !length || w->n < (size_t)(end + 4 - w->in) + strtoul(length + 15, NULL, 10)) return 0;
    char *at = strstr(end, ":\":\"");
    if (strncmp(w->in, "HTTP/1.1 200", 12) || !at) {
        fprintf(stderr, "%.300s\n%.200s\n", w->in, end);
        exit(1);
    }
    snprintf(w->base, sizeof w->base, "%.*s", (int)strcspn(at + 4, "\""), at + 4);
    return 1;
}

int main(int argc, char **argv) {
    static struct writer w[writers];
    struct pollfd p[writers];
    long saves = 0, conflicts = 0;
    if (argc < 6) return 2;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int i = 0; i < writers; i++) {
        int one = 1;
        w[i] = (struct writer){.fd = socket(AF_INET, SOCK_STREAM, 0), .section = argv[5 + i % (argc - 5)], .question = question[i / (argc - 5) % 3]};
        if (connect(w[i].fd, (struct sockaddr *)&to, sizeof to)) return 2;
        setsockopt(w[i].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        p[i] = (struct pollfd){w[i].fd, POLLIN, 0};
        save(&w[i], argv[2], argv[3]);
    }
    double begun = now(), until = begun + atof(argv[4]);
    while (now() < until) {
        poll(p, writers, 1000);
        for (int i = 0; i < writers; i++) {
            if (!(p[i].revents & POLLIN)) continue;
            ssize_t n = read(w[i].fd, w[i].in + w[i].n, sizeof w[i].in - w[i].n - 1);
            if (n <= 0) return 2;
            w[i].n += (size_t)n;
            w[i].in[w[i].n] = 0;
            if (!whole(&w[i])) continue;
            saves++;
            if (!strstr(w[i].in, "\"conflicts\":0")) conflicts++;
            save(&w[i], argv[2], argv[3]);
        }
    }
    printf("%.0f %ld\n", (double)saves / (now() - begun), conflicts);
    return 0;
}
