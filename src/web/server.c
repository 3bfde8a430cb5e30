#include "web/server.h"
#include <errno.h>
#include <malloc.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/text.h"
#include "web/connected.h"
#include "web/exchange.h"
#include "web/framing.h"

enum {
    most_group = 256,         /* acts in one commit */
    postgres_workers = 4,
    most_documents = 12,      /* waiting for the one worker that makes files: a large one takes seconds */
    most_connections = 4000,
    spare_files = 64,         /* besides connections: databases, mails, files */
    tick_seconds = 5,
};

/* First in, first out; closed at the end. */
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct exchange *first, **last;
    size_t n;
    bool closed;
};

static struct {
    const struct server_options *options;
    struct queue writes, reads, done;
    int wake;
    struct exchange_trust trust;
    struct db *reader;        /* SQLite: pages are answered in the loop */
    atomic_bool stopping;
    size_t in_hand;
} server;

static void queue_start(struct queue *q) {
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->filled, NULL);
    q->first = NULL;
    q->last = &q->first;
    q->n = 0;
    q->closed = false;
}
static void queue_put(struct queue *q, struct exchange *x) {
    pthread_mutex_lock(&q->lock);
    x->next = NULL;
    *q->last = x;
    q->last = &x->next;
    q->n++;
    pthread_cond_signal(&q->filled);
    pthread_mutex_unlock(&q->lock);
}
/* Up to `most` in order; NULL only when the queue is closed and empty, or empty and !wait. */
static struct exchange *queue_take(struct queue *q, int most, bool wait) {
    pthread_mutex_lock(&q->lock);
    while (wait && !q->first && !q->closed) pthread_cond_wait(&q->filled, &q->lock);
    struct exchange *first = q->first, **last = &first;
    while (*last && most-- > 0) {
        last = &(*last)->next;
        q->n--;
    }
    q->first = *last;
    *last = NULL;
    if (!q->first) q->last = &q->first;
    pthread_mutex_unlock(&q->lock);
    return first;
}
static size_t queue_length(struct queue *q) {
    pthread_mutex_lock(&q->lock);
    size_t n = q->n;
    pthread_mutex_unlock(&q->lock);
    return n;
}
static void queue_close(struct queue *q) {
    pthread_mutex_lock(&q->lock);
    q->closed = true;
    pthread_cond_broadcast(&q->filled);
    pthread_mutex_unlock(&q->lock);
}

static void log_detail(const struct exchange *x) {
    if (x->out.detail) fprintf(stderr, "isthmus serve: %s\n", x->out.detail);
}

static void plain(struct exchange *x, int status, const char *words) {
    x->out = (struct reply){.status = status, .type = "text/plain; charset=utf-8", .body = buf_new(x->arena)};
    buf_add(x->out.body, words);
}

static void database_is_away(struct exchange *x, const char *problem) {
    fprintf(stderr, "isthmus serve: %s\n", problem);
    plain(x, 503, tr(lang_accept(x->in.accept_language),
                     TR("The server cannot reach its database. Nothing was saved; please try again in a minute. If you typed something, it stands below, so that you can copy it.")));
    /* Pages are kept nowhere, so a browser that goes back may bring an empty form. */
    for (const struct pair *p = x->in.form; p; p = p->next)
        if (text_written(p->value)) buf_printf(x->out.body, "\n\n%s", p->value);
}

static void wake_loop(void) {
    uint64_t one = 1;
    while (write(server.wake, &one, sizeof one) < 0 && errno == EINTR) {}
}

static void hand_back(struct exchange *first) {
    while (first) {
        struct exchange *next = first->next;
        if (first->touch && !first->connection) exchange_end(first);
        else queue_put(&server.done, first);
        first = next;
    }
    wake_loop();
}

static void answer(struct exchange *x, struct db *db) {
    if (x->touch && !x->connection) site_touch(db, x->arena, x->touch);
    else site_answer(server.options->site, db, x->arena, &x->in, &x->out);
    log_detail(x);
}

static bool any_post(const struct exchange *x) {
    while (x && x->in.method != POST) x = x->next;
    return x;
}

/* Many acts, one commit: each is a savepoint, undone alone when it fails. When the commit
 * itself fails, none of them happened, and each is told so. */
static void answer_group(struct exchange *first, struct db *db) {
    const char *problem = "";
    bool begun = db_begin(db, &problem);
    for (struct exchange *x = first; begun && x; x = x->next) answer(x, db);
    if (begun && db_commit(db, &problem)) {
        if (server.options->committed && any_post(first)) server.options->committed(db, first->arena);
        return;
    }
    if (begun) db_rollback(db);
    for (struct exchange *x = first; x; x = x->next) database_is_away(x, problem);
}

/* A connection of one thread, opened again when it was lost. */
static struct db *connection(struct db *db, struct arena *m, enum db_mode mode, const char **problem) {
    if (db && db_alive(db)) return db;
    if (db) db_close(db);
    arena_reset(m);
    return db_open(m, server.options->database, mode, problem);
}

static void *thread_end(struct db *db, struct arena *m) {
    db_close(db);
    arena_end(m);
    lang_thread_end();
    return NULL;
}

static void *write_in_groups(void *unused) {
    struct arena *m = arena_new();
    struct db *db = NULL;
    for (struct exchange *x; (x = queue_take(&server.writes, most_group, true)); hand_back(x)) {
        const char *problem = "";
        db = connection(db, m, DB_WRITE, &problem);
        if (db) answer_group(x, db);
        else for (struct exchange *each = x; each; each = each->next) database_is_away(each, problem);
    }
    return thread_end(db, m);
}

/* One at a time: documents, so that pages do not wait for them; on PostgreSQL pages and posts. */
static void *work(void *which) {
    struct queue *q = which;
    enum db_mode mode = q == &server.reads ? DB_READ : DB_WRITE;
    struct arena *m = arena_new();
    struct db *db = NULL;
    for (struct exchange *x; (x = queue_take(q, 1, true)); hand_back(x)) {
        const char *problem = "";
        db = connection(db, m, mode, &problem);
        if (db) answer_group(x, db);
        else database_is_away(x, problem);
    }
    return thread_end(db, m);
}

static void *tick(void *unused) {
    struct arena *m = arena_new(), *each = arena_new();
    struct db *db = NULL;
    for (int s = tick_seconds - 2; !atomic_load(&server.stopping); s++) {
        sleep(1);
        if (s % tick_seconds) continue;
        const char *problem = "";
        db = connection(db, m, DB_WRITE, &problem);
        if (db) server.options->tick(db, each);
        else fprintf(stderr, "isthmus serve: %s\n", problem);
        arena_reset(each);
    }
    arena_end(each);
    return thread_end(db, m);
}

static bool is_slow(const char *path) {
    static const char *const ends[] = {".pdf", ".docx", ".xlsx", ".zip", ".csv", ".html"};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (text_ends(path, ends[i])) return true;
    return false;
}

static struct connected *connected_of(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void turn(const struct exchange *x, enum turn t) {
    struct connected *k = connected_of(x->connection);
    size_t size = x->out.body ? x->out.body->size : x->out.fixed.size;
    if (k) connected_turn(k, t, size);
}

static enum MHD_Result reply_now(struct exchange *x) {
    x->answered = true;
    turn(x, TURN_SENDS);
    return exchange_send(x);
}

static void seen(const struct exchange *x) {
    if (!x->out.touch || x->in.method == POST) return;
    struct arena *m = arena_new();
    struct exchange *job = NEW(m, struct exchange);
    job->arena = m;
    job->touch = arena_copy(m, x->out.touch);
    queue_put(&server.writes, job);
}

static enum MHD_Result refuse(struct exchange *x) {
    const char *words = x->refused == 413 ? TR("What you sent is too large for this page: at most 25 MB for files, 2 MB for text.")
        : x->refused == 503 ? TR("The server is receiving as much as it can hold. Nothing was saved; please try again in a minute.")
        : TR("This request cannot be read as it was sent.");
    plain(x, x->refused, tr(lang_accept(x->in.accept_language), words));
    return reply_now(x);
}

static enum MHD_Result dispatch(struct exchange *x) {
    if (x->refused) return refuse(x);
    bool document = x->in.method == GET && is_slow(x->in.path);
    if (document && queue_length(&server.reads) >= most_documents) {
        plain(x, 503, tr(lang_accept(x->in.accept_language), TR("The server is making as many files as it can. Please try again in a minute.")));
        return reply_now(x);
    }
    if (server.reader && x->in.method == GET && !document) {
        const char *problem = "";
        if (db_begin(server.reader, &problem)) {
            answer(x, server.reader);
            db_rollback(server.reader);
            seen(x);
        } else {
            database_is_away(x, problem);
        }
        return reply_now(x);
    }
    turn(x, TURN_IN_HAND);
    MHD_suspend_connection(x->connection);
    server.in_hand++;
    queue_put(document ? &server.reads : &server.writes, x);
    return MHD_YES;
}

static enum MHD_Result on_request(void *unused, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                                  const char *data, size_t *n, void **mine) {
    struct exchange *x = *mine;
    if (!x) {
        struct connected *k = connected_of(c);
        *mine = x = exchange_new(c, url, method, framing_status(c, k ? k->line_end : NULL, method, version), &server.trust);
        turn(x, TURN_RECEIVES);
        return exchange_distrusted(x) ? refuse(x) : MHD_YES;
    }
    if (x->answered) return MHD_YES;
    if (*n) {
        exchange_body(x, data, *n); /* a refused body is read to its end, and forgotten */
        *n = 0;
        return MHD_YES;
    }
    if (x->out.status) return reply_now(x); /* resumed: the answer is there */
    exchange_complete(x);
    return dispatch(x);
}

static void on_completed(void *unused, struct MHD_Connection *c, void **mine, enum MHD_RequestTerminationCode why) {
    if (*mine) exchange_end(*mine);
    *mine = NULL;
    struct connected *k = connected_of(c);
    if (k) connected_turn(k, TURN_WAITS, 0);
}

/* Before the library takes the address apart. */
static void *on_line(void *unused, const char *uri, struct MHD_Connection *c) {
    struct connected *k = connected_of(c);
    if (k) k->line_end = framing_line(uri);
    return NULL;
}

static void on_connection(void *unused, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode code) {
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        *context = connected_new(info ? info->connect_fd : -1);
    } else if (*context) {
        connected_end(*context);
        *context = NULL;
    }
}

static void on_signal(int number) {
    atomic_store(&server.stopping, true);
    wake_loop();
}

/* As many as the system lets us have files for; most start programs with room for 1,024. */
static unsigned room_for_connections(void) {
    struct rlimit l = {0};
    getrlimit(RLIMIT_NOFILE, &l);
    rlim_t wanted = most_connections + spare_files;
    if (l.rlim_cur < wanted) {
        l.rlim_cur = l.rlim_max < wanted ? l.rlim_max : wanted;
        setrlimit(RLIMIT_NOFILE, &l);
    }
    unsigned room = l.rlim_cur < wanted ? (unsigned)l.rlim_cur - spare_files : (unsigned)most_connections;
    connected_rules((int64_t)(server.options->deadline ? server.options->deadline : 180) * 1000, room - room / 4);
    return room;
}

static struct MHD_Daemon *listen_on(const struct server_options *o, int *port) {
    int64_t wanted = 0;
    if (!text_number(o->port, &wanted) || wanted < 0 || wanted > 65535) {
        fprintf(stderr, "isthmus serve: a port is a number from 1 to 65535 (0: any free one), not %s\n", o->port);
        return NULL;
    }
    struct addrinfo hints = {.ai_flags = AI_PASSIVE, .ai_socktype = SOCK_STREAM}, *found;
    if (getaddrinfo(o->address, o->port, &hints, &found)) {
        fprintf(stderr, "isthmus serve: cannot understand the address %s port %s\n", o->address, o->port);
        return NULL;
    }
    int s = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), yes = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    bool fine = s >= 0 && bind(s, found->ai_addr, found->ai_addrlen) == 0 && listen(s, 1024) == 0;
    freeaddrinfo(found);
    if (!fine) {
        fprintf(stderr, "isthmus serve: cannot listen on %s port %s: %s; another port: PORT=8081\n", o->address, o->port, strerror(errno));
        if (s >= 0) close(s);
        return NULL;
    }
    struct sockaddr_storage where = {0};
    socklen_t size = sizeof where;
    getsockname(s, (struct sockaddr *)&where, &size);
    // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): getsockname has filled it
    *port = ntohs(where.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&where)->sin6_port : ((struct sockaddr_in *)&where)->sin_port);
    struct MHD_Daemon *d = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, NULL,
        MHD_OPTION_LISTEN_SOCKET, s, MHD_OPTION_CONNECTION_LIMIT, room_for_connections(), MHD_OPTION_CONNECTION_TIMEOUT, 120u,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, NULL, MHD_OPTION_URI_LOG_CALLBACK, on_line, NULL, MHD_OPTION_END);
    if (!d) fprintf(stderr, "isthmus serve: the HTTP library does not start\n");
    return d;
}

static void take_done(void) {
    for (struct exchange *x = queue_take(&server.done, INT32_MAX, false), *next; x; x = next) {
        next = x->next;
        server.in_hand--;
        MHD_resume_connection(x->connection);
    }
}

static void loop(struct MHD_Daemon *d) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(d, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd watch[] = {{.fd = info->epoll_fd, .events = POLLIN}, {.fd = server.wake, .events = POLLIN}};
    int64_t swept = 0, stopped = 0;
    for (;;) {
        MHD_UNSIGNED_LONG_LONG wait = 1000;
        if (MHD_get_timeout(d, &wait) != MHD_YES || wait > 1000) wait = 1000;
        poll(watch, 2, (int)wait);
        uint64_t count;
        if (watch[1].revents && read(server.wake, &count, sizeof count) < 0 && errno != EAGAIN) break;
        take_done();
        MHD_run(d);
        int64_t now = clock_monotonic_ms();
        if (now - swept > 1000) connected_sweep(), swept = now;
        if (atomic_load(&server.stopping) && !stopped) {
            stopped = now;
            MHD_quiesce_daemon(d);
        }
        if (stopped && (!server.in_hand || now - stopped > 15000)) break;
    }
}

int server_run(const struct server_options *o) {
    server.options = o;
    /* A search through a round takes megabytes for a moment; as maps of their own they go back at
     * once, where glibc would learn from the first and keep the others in its heap. */
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    server.trust = (struct exchange_trust){o->proxy, o->site->behind_tls, o->site};
    queue_start(&server.writes);
    queue_start(&server.reads);
    queue_start(&server.done);
    server.wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    struct sigaction stop = {.sa_handler = on_signal};
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    bool sqlite = !text_starts(o->database, "postgres");
    struct arena *m = arena_new();
    const char *problem = NULL;
    if (sqlite && !(server.reader = db_open(m, o->database, DB_READ, &problem))) {
        fprintf(stderr, "isthmus serve: %s\n", problem);
        return 1;
    }
    int port = 0;
    struct MHD_Daemon *d = listen_on(o, &port);
    if (!d || (o->opened && !o->opened())) return 1;
    pthread_t threads[postgres_workers + 2];
    int n = 0;
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 512 * 1024);
    if (sqlite) pthread_create(&threads[n++], &small, write_in_groups, NULL);
    else while (n < postgres_workers) pthread_create(&threads[n++], &small, work, &server.writes);
    pthread_create(&threads[n++], &small, work, &server.reads);
    if (o->tick) pthread_create(&threads[n++], &small, tick, NULL);
    if (o->ready) o->ready(port);
    loop(d);
    atomic_store(&server.stopping, true);
    queue_close(&server.writes);
    queue_close(&server.reads);
    for (int i = 0; i < n; i++) pthread_join(threads[i], NULL);
    take_done();
    MHD_run(d);
    MHD_stop_daemon(d);
    thread_end(server.reader, m);
    return 0;
}
