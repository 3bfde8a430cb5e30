#include "area/totp.h"
#include <liboath/oath.h>
#include "area/access.h"
#include "area/attempt.h"
#include "area/trail.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

enum { seed_bytes = 20, step_seconds = 30, digits = 6 };

SQL(totp_kept, "k", "ti", "SELECT totp, totp_step FROM person WHERE id = $1");
/* Only where there is none, or in a session that gave the present one: of two pages open on
 * the first set-up, the second changes nothing. */
SQL(totp_keep, "ktii", "", "UPDATE person SET totp = $2, totp_step = $3 WHERE id = $1 AND (totp IS NULL OR $4 = 1)");
SQL(totp_reset, "kt", "", "UPDATE person SET totp = $2, totp_step = 0 WHERE id = $1");
/* The step moves only forward, so of two requests with one code only one succeeds. */
SQL(totp_use, "ki", "", "UPDATE person SET totp_step = $2 WHERE id = $1 AND totp_step < $2");
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

char *totp_seed_of(struct act *a, const char *session) {
    const char *digest = hash_keyed(a->arena, session, "seed of the second factor"); /* 64 hex digits: two a letter */
    char *seed = arena_alloc(a->arena, 33);
    for (size_t i = 0; i < 32; i++) {
        char two[] = {digest[2 * i], digest[2 * i + 1], 0};
        seed[i] = letters[strtoul(two, NULL, 16) & 31];
    }
    return seed;
}

char *totp_seed(struct act *a) {
    unsigned char random[32];
    hash_random(random, sizeof random);
    char *seed = arena_alloc(a->arena, sizeof random + 1);
    for (size_t i = 0; i < sizeof random; i++) seed[i] = letters[random[i] & 31];
    return seed;
}

char *totp_address(struct act *a, const char *seed, const char *account) {
    return arena_printf(a->arena, "otpauth://totp/Isthmus:%s?secret=%s&issuer=Isthmus", account, seed);
}

bool totp_right(struct act *a, const char *seed, const char *given, int64_t *step) {
    char code[digits + 1] = "";
    size_t n = 0;
    for (const char *p = text_fold(a->arena, given); *p; p++) {
        if (*p == ' ') continue;
        if (*p < '0' || *p > '9' || n == digits) return false;
        code[n++] = *p;
    }
    if (n != digits) return false;
    char *secret = NULL;
    size_t size = 0;
    if (oath_base32_decode(seed, strlen(seed), &secret, &size) != OATH_OK) return false;
    int64_t now = clock_now();
    bool right = false;
    for (int64_t s = now / step_seconds - 1; s <= now / step_seconds + 1; s++) {
        char wanted[digits + 1];
        if (oath_totp_generate(secret, size, (time_t)(s * step_seconds), step_seconds, 0, digits, wanted) != OATH_OK) continue;
        if (hash_same(wanted, code)) right = true, *step = s;
    }
    free(secret);
    return right;
}

bool totp_set_up(struct act *a, const char *person, const char *seed, const char *code) {
    int64_t step;
    if (!totp_right(a, seed, code, &step))
        return mistake(a, "code", TR("This code does not fit. Check that your phone's clock is right and type the code it shows now."));
    if (!db_do(a, totp_keep, person, seed, step, a->strong)) return false;
    if (db_changed(a)) return trail_write(a, *access_state(a) ? access_state(a) : NULL, TR("set up a second factor"), NULL, "");
    return fail(a, CONFLICT, TR("A second factor was set up meanwhile. Open the page again and give its code."));
}

bool totp_replace(struct act *a, const char *person, const char *seed) { return db_do(a, totp_reset, person, seed); }

const char *totp_check(struct act *a, const char *person, const char *code) {
    if (!attempt_allowed(a, "totp", person, 5, 15)) return a->message;
    struct row *r = db_one(a, totp_kept, person);
    if (!r || !text(r, 0)) return tr(a->lang, TR("There is no second factor set up yet."));
    int64_t step;
    if (!totp_right(a, text(r, 0), code, &step)) {
        attempt_note(a, "totp", person);
        return tr(a->lang, TR("This code does not fit. Type the code that your phone shows now."));
    }
    if (!db_do(a, totp_use, person, step)) return a->message;
    return db_changed(a) ? NULL : tr(a->lang, TR("This code was used already. Wait for the next one."));
}
