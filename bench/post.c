/* post.c: the peer of the autosave bench: bare libmicrohttpd with one writer thread that commits
 * what has come meanwhile as one transaction, durable, and then answers. The same two changes as
 * a save, but no session, no access, no form, no reading: the group-commit limit over HTTP.
 * Usage: post DATABASE PORT */
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { most_group = 64 };
struct post { struct MHD_Connection *c; char body[512]; size_t n; int done; struct post *next; };
static struct post *waiting, **last = &waiting;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t come = PTHREAD_COND_INITIALIZER;
static int wake;
static sqlite3 *db;

static void *write_in_groups(void *unused) {
    sqlite3_stmt *add, *move, *begin, *commit;
    sqlite3_prepare_v2(db, "INSERT INTO keep VALUES (lower(hex(randomblob(8))), ?1, 'status', ?2, '2026-11-24T00:00:00Z')", -1, &add, NULL);
    sqlite3_prepare_v2(db, "INSERT INTO present VALUES (?1, 'status', lower(hex(randomblob(8)))) ON CONFLICT (section, question) DO UPDATE SET revision = excluded.revision", -1, &move, NULL);
    sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &begin, NULL);
    sqlite3_prepare_v2(db, "COMMIT", -1, &commit, NULL);
    for (;;) {
        pthread_mutex_lock(&lock);
        while (!waiting) pthread_cond_wait(&come, &lock);
        struct post *group = waiting, *end = group;
        for (int i = 1; i < most_group && end->next; i++) end = end->next;
        waiting = end->next;
        if (!waiting) last = &waiting;
        end->next = NULL;
        pthread_mutex_unlock(&lock);
        sqlite3_step(begin), sqlite3_reset(begin);
        for (struct post *p = group; p; p = p->next) {
            sqlite3_bind_int64(add, 1, (intptr_t)p->c);
            sqlite3_bind_text(add, 2, p->body, (int)p->n, SQLITE_STATIC);
            sqlite3_bind_int64(move, 1, (intptr_t)p->c);
            sqlite3_step(add), sqlite3_reset(add);
            sqlite3_step(move), sqlite3_reset(move);
        }
        sqlite3_step(commit), sqlite3_reset(commit);
        for (struct post *p = group, *next; p; p = next) {
            next = p->next;
            p->done = 1;
            MHD_resume_connection(p->c);
        }
        uint64_t one = 1;
        if (write(wake, &one, sizeof one) < 0) return NULL;
    }
}

static enum MHD_Result answer(void *unused, struct MHD_Connection *c, const char *url, const char *method, const char *version, const char *data, size_t *n, void **mine) {
    struct post *p = *mine;
    if (!p) {
        p = *mine = calloc(1, sizeof *p);
        p->c = c;
        return MHD_YES;
    }
    if (*n) {
        size_t room = sizeof p->body - p->n, take = *n < room ? *n : room;
        memcpy(p->body + p->n, data, take);
        p->n += take;
        *n = 0;
        return MHD_YES;
    }
    if (!p->done) {
        MHD_suspend_connection(c);
        pthread_mutex_lock(&lock);
        p->next = NULL;
        *last = p;
        last = &p->next;
        pthread_cond_signal(&come);
        pthread_mutex_unlock(&lock);
        return MHD_YES;
    }
    static const char words[] = "{\"saved\":1,\"conflicts\":0,\"bases\":{\"b:status:\":\"0123456789abcdef\"}}";
    struct MHD_Response *r = MHD_create_response_from_buffer(sizeof words - 1, (void *)(uintptr_t)words, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result sent = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return sent;
}

static void end(void *unused, struct MHD_Connection *c, void **mine, enum MHD_RequestTerminationCode why) { free(*mine); }

int main(int argc, char **argv) {
    if (argc != 3 || sqlite3_open(argv[1], &db) || sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE keep (id TEXT PRIMARY KEY, section TEXT, question TEXT, value TEXT, at TEXT); "
        "CREATE TABLE present (section TEXT, question TEXT, revision TEXT, PRIMARY KEY (section, question))", NULL, NULL, NULL)) return 1;
    struct MHD_Daemon *d = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (unsigned short)atoi(argv[2]), NULL, NULL, answer, NULL, MHD_OPTION_NOTIFY_COMPLETED, end, NULL, MHD_OPTION_END);
    pthread_t writer;
    if (!d || (wake = eventfd(0, EFD_NONBLOCK)) < 0 || pthread_create(&writer, NULL, write_in_groups, NULL)) return 1;
    struct pollfd watch[] = {{.fd = MHD_get_daemon_info(d, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, .events = POLLIN}, {.fd = wake, .events = POLLIN}};
    for (;;) {
        uint64_t none;
        MHD_UNSIGNED_LONG_LONG most = 1000; /* what is ready inside the library tells no descriptor */
        if (MHD_get_timeout(d, &most) != MHD_YES || most > 1000) most = 1000;
        poll(watch, 2, (int)most);
        if (read(wake, &none, sizeof none) < 0) none = 0;
        MHD_run(d);
    }
}
