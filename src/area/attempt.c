#include "area/attempt.h"
#include <arpa/inet.h>
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "store/db.h"

SQL(attempt_count, "ttd", "i", "SELECT count(*) FROM attempt WHERE kind = $1 AND subject = $2 AND at > $3");
SQL(attempt_add, "kttd", "", "INSERT INTO attempt (id, kind, subject, at) VALUES ($1, $2, $3, $4)");
SQL(attempt_forget, "d", "", "DELETE FROM attempt WHERE at < $1");

bool attempt_note(struct act *a, const char *kind, const char *subject) {
    db_do(a, attempt_forget, clock_text(a->arena, clock_now() - 86400));
    return db_do(a, attempt_add, hash_id(a->arena), kind, hash_token(a->arena, subject), a->now);
}

bool attempt_allowed(struct act *a, const char *kind, const char *subject, int most, int minutes) {
    struct row *r = db_one(a, attempt_count, kind, hash_token(a->arena, subject), clock_text(a->arena, clock_now() - minutes * 60));
    if (failed(a)) return false;
    return num(r, 0) < most ? true : fail(a, TOO_MANY, TR("Too many tries. Wait a quarter of an hour, then try again."));
}

const char *attempt_network(struct act *a, const char *address) {
    struct in6_addr six;
    if (blank(address) || inet_pton(AF_INET6, address, &six) != 1) return address;
    if (IN6_IS_ADDR_V4MAPPED(&six)) return strrchr(address, ':') + 1;
    memset(six.s6_addr + 8, 0, 8);
    char *net = arena_alloc(a->arena, INET6_ADDRSTRLEN);
    return inet_ntop(AF_INET6, &six, net, INET6_ADDRSTRLEN);
}
