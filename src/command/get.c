#include "command/command.h"
#include "page/site.h"

int command_get(struct arguments *);
int command_get(struct arguments *g) {
    const char *as = option(g, "as"), *lang = option(g, "lang");
    bool headers = flag(g, "headers");
    if (g->n != 1 || g->word[0][0] != '/') return misused("get");
    struct db *db = open_database(g, "get", DB_READ, false);
    if (!db) return 1;
    struct act a;
    console_act(&a, g, db);
    const char *person = as ? console_person(&a, "get", as) : NULL;
    if (as && !person) return 1;
    char *path = g->word[0], *mark = strchr(path, '?');
    struct request in = {.method = GET, .host = "localhost", .accept_language = lang};
    if (mark && !site_pairs(g->arena, mark + 1, strlen(mark + 1), &in.query)) return complain("get", "the query is no clean text");
    in.path = mark ? arena_copy_n(g->arena, path, (size_t)(mark - path)) : path;
    struct site site = page_site();
    site.base_url = g->settings->base_url;
    struct reply out;
    site_answer_as(&site, db, g->arena, &in, &out, person, NULL);
    if (headers) {
        printf("Status: %d\nContent-Type: %s\n", out.status, out.type);
        for (const struct header *h = out.headers; h; h = h->next) printf("%s: %s\n", h->name, h->value);
        putchar('\n');
    }
    if (out.body) fwrite(out.body->data, 1, out.body->size, stdout);
    else fwrite(out.fixed.data, 1, out.fixed.size, stdout);
    db_close(db);
    return out.status < 400 ? 0 : 1;
}
