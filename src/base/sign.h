/* sign.h: signatures that any tool can check: ECDSA on P-256 over SHA-256, in DER, with keys in
 * PEM, as `openssl dgst -sha256 -verify` takes them. What is returned lives in the arena. */
#ifndef BASE_SIGN_H
#define BASE_SIGN_H
#include "base/arena.h"
#include "base/merkle.h"

struct signer;
struct signer *signer_new(struct arena *);
struct signer *signer_read(struct arena *, const char *pem); /* NULL: no such private key */
char *signer_pem(struct arena *, const struct signer *);     /* the private key: PKCS #8 */
struct bytes signer_public(const struct signer *);           /* SubjectPublicKeyInfo, DER */
struct bytes signer_sign(struct arena *, const struct signer *, const struct digest *);
bool signature_fits(struct bytes public_key, const struct digest *, struct bytes signature);
/* Public keys in PEM, from DER and back; *at moves behind the block read; {NULL, 0} at the end. */
char *public_pem(struct arena *, struct bytes public_key);
struct bytes public_read(struct arena *, const char **at);
#endif
