#include "command/command.h"
#include <errno.h>
#include "area/log.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/schema.h"

#define COMMAND(name, synopsis, summary) int command_##name(struct arguments *);
#include "command/command.def"
#undef COMMAND
#define COMMAND(name, synopsis, summary) {#name, synopsis, summary, NULL, command_##name},
const struct command commands[] = {
#include "command/command.def"
};
#undef COMMAND
const size_t n_commands = COUNT(commands);

static void remove_words(struct arguments *g, int at, int n) {
    memmove(&g->word[at], &g->word[at + n], sizeof *g->word * (size_t)(g->n - at - n));
    g->n -= n;
}

const char *option(struct arguments *g, const char *name) {
    size_t k = strlen(name);
    for (int i = 0; i < g->n; i++) {
        const char *w = g->word[i];
        if (!text_starts(w, "--") || strncmp(w + 2, name, k)) continue;
        if (w[2 + k] == '=') {
            remove_words(g, i, 1);
            return w + 3 + k;
        }
        if (!w[2 + k] && i + 1 < g->n) {
            const char *value = g->word[i + 1];
            remove_words(g, i, 2);
            return value;
        }
    }
    return NULL;
}

bool flag(struct arguments *g, const char *name) {
    for (int i = 0; i < g->n; i++)
        if (text_starts(g->word[i], "--") && same(g->word[i] + 2, name)) {
            remove_words(g, i, 1);
            return true;
        }
    return false;
}

int complain(const char *name, const char *format, ...) {
    va_list list;
    va_start(list, format);
    fprintf(stderr, "isthmus %s: ", name);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    return 1;
}

int misused(const char *name) {
    for (size_t i = 0; i < n_commands; i++)
        if (same(commands[i].name, name)) fprintf(stderr, "usage: isthmus %s\n", commands[i].synopsis);
    return 2;
}

/* "https://forum.example" gives "forum.example/log"; without an address a name of nowhere. */
static const char *log_name(struct arena *m, const char *base_url) {
    const char *host = base_url ? strstr(base_url, "://") : NULL;
    return host && note_name_fits(host + 3) ? arena_printf(m, "%s/log", host + 3) : arena_printf(m, "%s.invalid/log", hash_id(m));
}

bool open_log(struct arguments *g, const char *name) {
    const char *problem = NULL;
    if (log_start(g->settings->data, log_name(g->arena, g->settings->base_url), &problem)) return true;
    return complain(name, "%s", problem), false;
}

struct db *open_database(struct arguments *g, const char *name, enum db_mode mode, bool upgrade) {
    struct settings *s = g->settings;
    bool sqlite = !text_starts(s->database, "postgres");
    if (upgrade && sqlite && !file_folder(s->data)) {
        complain(name, "cannot make the folder %s: %s", s->data, strerror(errno));
        return NULL;
    }
    if (!upgrade && sqlite && !file_exists(s->database)) {
        complain(name, "there is no database at %s; make one with: isthmus init", s->database);
        return NULL;
    }
    const char *problem = NULL;
    struct db *db = db_open(g->arena, s->database, mode, &problem);
    bool fine = db && (upgrade ? schema_upgrade(db, g->arena, &problem) : schema_fits(db, g->arena, &problem));
    if (fine) fine = open_log(g, name), problem = NULL;
    if (fine) return db;
    if (problem) complain(name, "%s", problem);
    db_close(db);
    return NULL;
}

void console_act(struct act *a, struct arguments *g, struct db *db) {
    act_start(a, g->arena, db, lang_find("en"));
    a->console = true;
}

bool console_begin(struct act *a, const char *name) {
    const char *problem;
    if (db_begin(a->db, &problem)) return true;
    complain(name, "%s", problem);
    return false;
}

int console_commit(struct act *a, const char *name) {
    const char *problem = NULL;
    if (!a->failure && db_commit(a->db, &problem)) {
        if (log_pending() && !log_publish(a->db, a->arena, &problem)) complain(name, "%s", problem);
        return 0;
    }
    if (!a->failure) return complain(name, "%s", problem);
    db_rollback(a->db);
    for (const struct mistake *m = a->mistakes; m; m = m->next) complain(name, "%s: %s", m->field, m->message);
    return complain(name, "%s%s%s", a->message, a->detail ? " " : "", a->detail ? a->detail : "");
}

SQL(console_person_by_mail, "t", "k", "SELECT id FROM person WHERE mail = $1");
const char *console_person(struct act *a, const char *name, const char *mail) {
    char *address = text_mail(a->arena, mail);
    struct row *r = db_one(a, console_person_by_mail, address ? address : mail);
    if (!r && !failed(a)) complain(name, "nobody has the address %s", mail);
    if (failed(a)) complain(name, "%s", a->detail);
    return r ? text(r, 0) : NULL;
}
