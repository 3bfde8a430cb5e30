/* main.c: settings, then the command. */
#include <signal.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "command/command.h"

static int usage(FILE *out) {
    fprintf(out, "Isthmus: the regional interface of the Global Compact for Migration.\n\nusage: isthmus COMMAND [OPTIONS]\n\n");
    for (size_t i = 0; i < n_commands; i++) fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fprintf(out, "\nFor all: --data FOLDER, --database PATH|postgresql://…; settings: docs/operator.md.\n"
                 "isthmus COMMAND --help says more.\n");
    return out == stdout ? 0 : 2;
}

/* One line "name = value" of isthmus.conf. */
static const char *from_file(struct arena *m, const struct buf *file, const char *name) {
    if (!file) return NULL;
    for (char **line = text_split(m, file->data, '\n'); *line; line++) {
        char *equals = strchr(*line, '=');
        if (!equals || **line == '#') continue;
        *equals = 0;
        if (same(text_trim(m, *line), name)) return text_trim(m, equals + 1);
    }
    return NULL;
}

static const char *setting(struct arguments *g, const struct buf *file, const char *flag_name, const char *environment,
                           const char *otherwise) {
    const char *given = flag_name ? option(g, flag_name) : NULL;
    if (!given) given = getenv(environment);
    if (blank(given)) given = from_file(g->arena, file, environment);
    return blank(given) ? otherwise : given;
}

static void settle(struct arguments *g) {
    struct arena *m = g->arena;
    struct settings *s = g->settings = NEW(m, struct settings);
    s->data = setting(g, NULL, "data", "ISTHMUS_DATA", "isthmus-data");
    struct buf *file = file_read(m, arena_printf(m, "%s/isthmus.conf", s->data), 65536);
    s->database = setting(g, file, "database", "ISTHMUS_DATABASE", arena_printf(m, "%s/isthmus.db", s->data));
    s->address = setting(g, file, "address", "ISTHMUS_ADDRESS", "127.0.0.1");
    s->port = setting(g, file, "port", "PORT", "8080");
    s->base_url = setting(g, file, "url", "ISTHMUS_URL", NULL);
    if (s->base_url && text_ends(s->base_url, "/")) s->base_url = arena_copy_n(m, s->base_url, strlen(s->base_url) - 1);
    s->proxy = setting(g, file, NULL, "ISTHMUS_PROXY", NULL);
    s->deadline = setting(g, file, NULL, "ISTHMUS_DEADLINE", "180");
    s->tsa = setting(g, file, NULL, "ISTHMUS_TSA", NULL);
    s->smtp = setting(g, file, NULL, "ISTHMUS_SMTP", NULL);
    s->smtp_user = setting(g, file, NULL, "ISTHMUS_SMTP_USER", NULL);
    s->smtp_password = setting(g, file, NULL, "ISTHMUS_SMTP_PASSWORD", NULL);
    s->smtp_ca = setting(g, file, NULL, "ISTHMUS_SMTP_CA", NULL);
    s->mail_from = setting(g, file, NULL, "ISTHMUS_MAIL_FROM", "isthmus@localhost");
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN);
    umask(077); /* drafts are in what we write, whatever the folder: nobody else of the machine reads it */
    hash_start();
    db_start();
    if (argc < 2) return usage(stderr);
    if (same(argv[1], "--help") || same(argv[1], "help") || same(argv[1], "-h")) return usage(stdout);
    const char *name = same(argv[1], "--version") ? "version" : argv[1];
    for (size_t i = 0; i < n_commands; i++) {
        if (!same(commands[i].name, name)) continue;
        struct arguments g = {.arena = arena_new(), .n = argc - 2, .word = argv + 2};
        if (flag(&g, "help")) {
            printf("usage: isthmus %s\n%s\n", commands[i].synopsis, commands[i].summary);
            return 0;
        }
        settle(&g);
        int code = commands[i].run(&g);
        arena_end(g.arena);
        return code;
    }
    fprintf(stderr, "isthmus: there is no command '%s'; isthmus --help lists them\n", name);
    return 2;
}
