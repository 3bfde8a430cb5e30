/* bare.c: the peer of the page bench: bare libmicrohttpd, one thread, own poll loop, one
 * prepared SQLite statement of 25 rows of 7 columns, escaped into a table. No session, no
 * language, no access, no frame: what library and database alone can give on this machine.
 * Usage: bare DATABASE PORT */
#include <microhttpd.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3_stmt *rows;

static size_t put(char *page, size_t size, const char *words) {
    size_t n = strlen(words);
    memcpy(page + size, words, n);
    return size + n;
}

static size_t escape(char *page, size_t size, const char *s) {
    for (; s && *s && size < 60000; s++) {
        if (*s == '&') size = put(page, size, "&amp;");
        else if (*s == '<') size = put(page, size, "&lt;");
        else if (*s == '"') size = put(page, size, "&quot;");
        else page[size++] = *s;
    }
    return size;
}

static enum MHD_Result answer(void *unused, struct MHD_Connection *c, const char *url, const char *method, const char *version, const char *data,
                              size_t *n, void **mine) {
    static int seen;
    if (!*mine) {
        *mine = &seen;
        return MHD_YES;
    }
    static char page[65536];
    size_t size = 0;
    for (sqlite3_reset(rows); sqlite3_step(rows) == SQLITE_ROW && size < 50000;) {
        size = put(page, size, "<tr>");
        for (int i = 0; i < 7; i++) {
            size = put(page, size, "<td>");
            size = escape(page, size, (const char *)sqlite3_column_text(rows, i));
            size = put(page, size, "</td>");
        }
        size = put(page, size, "</tr>\n");
    }
    struct MHD_Response *r = MHD_create_response_from_buffer(size, page, MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(r, "Content-Type", "text/html; charset=utf-8");
    enum MHD_Result sent = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return sent;
}

int main(int argc, char **argv) {
    sqlite3 *db;
    if (argc != 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT r.id, r.party, r.audience, a.question, a.language, a.value, a.written_in FROM release r CROSS JOIN released_answer a WHERE a.release = r.id AND r.round = 'lac-demo-before' AND r.section_name = 'objective_01' "
                              "AND a.item = 'status' AND r.replaced IS NULL AND r.recalled IS NULL ORDER BY r.party LIMIT 25", -1, &rows, NULL) != SQLITE_OK)
        return 1;
    struct MHD_Daemon *d = MHD_start_daemon(MHD_USE_EPOLL, (unsigned short)atoi(argv[2]), NULL, NULL, answer, NULL, MHD_OPTION_END);
    if (!d) return 1;
    struct pollfd watch = {.fd = MHD_get_daemon_info(d, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, .events = POLLIN};
    for (;;) {
        poll(&watch, 1, 1000);
        MHD_run(d);
    }
}
