/* totp.h: the second factor: codes of RFC 6238 (SHA-1, 6 digits, 30 seconds) through liboath.
 * A code counts once; one step of clock difference either way is accepted. */
#ifndef AREA_TOTP_H
#define AREA_TOTP_H
#include "base/act.h"

/* The same one as long as the session lasts, so that a page looked at twice does not make what
 * was scanned worthless. session: its secret token. */
char *totp_seed_of(struct act *, const char *session);
char *totp_seed(struct act *);                          /* a new one: 160 bits, base32 */
/* otpauth:// address for a QR code; account is the mail address. */
char *totp_address(struct act *, const char *seed, const char *account);
/* True and the step at which the code is right for the seed; no database. */
bool totp_right(struct act *, const char *seed, const char *code, int64_t *step);
/* First code of a new seed: keeps the seed. A mistake on field "code" when it is wrong; a
 * CONFLICT when there is a seed already and this session has not given its code. */
bool totp_set_up(struct act *, const char *person, const char *seed, const char *code);
/* Puts another seed (NULL: none) in place of the kept one, without asking: the console, for a
 * demonstration or a lost phone. */
bool totp_replace(struct act *, const char *person, const char *seed);
/* A code of the kept seed; each step once; at most 5 wrong codes in 15 minutes. NULL when
 * right, else why not, translated. The act does not fail, so that the wrong try is counted. */
const char *totp_check(struct act *, const char *person, const char *code);
#endif
