/* bare.c: the peer of the page bench: bare libmicrohttpd, one thread, own poll loop, one
 * prepared SQLite statement of 25 rows, written as a small table. No session, no language, no
 * access, no frame: what the library and the database alone can give on this machine.
 * Usage: bare DATABASE PORT */
#include <microhttpd.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3_stmt *rows;

static enum MHD_Result answer(void *unused, struct MHD_Connection *c, const char *url, const char *method, const char *version, const char *data,
                              size_t *n, void **mine) {
    static int seen;
    if (!*mine) {
        *mine = &seen;
        return MHD_YES;
    }
    static char page[65536];
    size_t size = 0;
    for (sqlite3_reset(rows); sqlite3_step(rows) == SQLITE_ROW && size < 60000;)
        size += (size_t)snprintf(page + size, 3000, "<tr><td>%s</td><td>%.2000s</td></tr>\n", sqlite3_column_text(rows, 0), sqlite3_column_text(rows, 1));
    struct MHD_Response *r = MHD_create_response_from_buffer(size, page, MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(r, "Content-Type", "text/html; charset=utf-8");
    enum MHD_Result sent = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return sent;
}

int main(int argc, char **argv) {
    sqlite3 *db;
    if (argc != 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT r.party, a.value FROM released_answer a JOIN release r ON r.id = a.release ORDER BY a.question LIMIT 25", -1, &rows, NULL) != SQLITE_OK)
        return 1;
    struct MHD_Daemon *d = MHD_start_daemon(MHD_USE_EPOLL, (unsigned short)atoi(argv[2]), NULL, NULL, answer, NULL, MHD_OPTION_END);
    if (!d) return 1;
    struct pollfd watch = {.fd = MHD_get_daemon_info(d, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, .events = POLLIN};
    for (;;) {
        poll(&watch, 1, 1000);
        MHD_run(d);
    }
}
