/* town.h: a world with the directory that ships, and people who hold posts in it.
 *   struct act *a = town();
 *   struct act *desk = acting(a, holder_of(a, "icmpd", "secretariat")); */
#ifndef TOWN_H
#define TOWN_H
#include "world.h"
#include "area/people.h"
#include "area/reference.h"

UNUSED static struct act *town(void) {
    struct act *a = world();
    if (!reference_load(a)) bug("%s", a->detail);
    return a;
}
/* The mandate of a new person in this function of a party; party NULL: of the server. */
UNUSED static const char *holder_of(struct act *a, const char *of, const char *function) {
    static int count;
    const char *id = people_appoint(again(a), &(struct appointment){.party = of, .function = function,
        .mail = arena_printf(m, "p%d@x.example", ++count), .name = "Ana Person", .language = "en"});
    if (!id) bug("no %s", function);
    return id;
}
UNUSED static struct act *acting(struct act *a, const char *mandate) {
    struct holder *h = people_mandate(a, mandate);
    return as(a, h->person, mandate, *h->party ? h->party : NULL);
}
#endif
