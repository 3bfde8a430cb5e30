/* asking.h: requests and replies without a socket, by a person of the world, for tests of pages:
 *   get(person, "/directory"); assert_int_equal(last->status, 200);
 * person is an id, or NULL for the public; POSTs carry the right token. */
#ifndef ASKING_H
#define ASKING_H
#include "world.h"
#include "area/people.h"
#include "page/site.h"

static struct reply *last;
UNUSED static struct pair *pair(struct pair *next, const char *name, const char *value) {
    struct pair *p = NEW(m, struct pair);
    *p = (struct pair){name, value, next};
    return p;
}
static const char *ask(const char *person, enum method method, const char *path, struct pair *form, struct upload *file) {
    static struct site site;
    site = page_site();
    const char *mark = strchr(path, '?');
    struct request in = {.method = method, .host = "x", .path = mark ? arena_copy_n(m, path, (size_t)(mark - path)) : path, .form = form, .uploads = file};
    if (mark) assert_true(site_pairs(m, mark + 1, strlen(mark + 1), &in.query));
    last = NEW(m, struct reply);
    site_answer_as(&site, world_db, m, &in, last, person, NULL);
    return last->body ? last->body->data : "";
}
UNUSED static const char *get(const char *person, const char *path) { return ask(person, GET, path, NULL, NULL); }
UNUSED static const char *post(const char *person, const char *path, struct pair *form) { return ask(person, POST, path, form, NULL); }
UNUSED static const char *hidden(const char *page, const char *name) {
    const char *at = strstr(page, arena_printf(m, "name=\"%s\" value=\"", name));
    if (!at) return "";
    at = strstr(at, "value=\"") + 7;
    return arena_copy_n(m, at, strcspn(at, "\""));
}
UNUSED static bool holds(const char *page, const char *words) { return strstr(page, words) != NULL; }
/* Somebody new in a post of the party (NULL: of the server); the person's id. */
UNUSED static const char *person_of(struct act *a, const char *party_id, const char *function, const char *mail) {
    const char *id = people_appoint(again(a), &(struct appointment){.party = party_id, .function = function, .mail = mail, .name = "Ana Person",
        .language = "en"});
    return people_mandate(a, id)->person;
}
#endif
