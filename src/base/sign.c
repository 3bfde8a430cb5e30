#include "base/sign.h"
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include "base/base64.h"
#include "base/buf.h"

struct signer { EVP_PKEY *key; struct bytes public_key; };

static void let_go(void *key) { EVP_PKEY_free(key); }

static struct bytes public_of(struct arena *m, EVP_PKEY *key) {
    unsigned char *der = NULL;
    int n = i2d_PUBKEY(key, &der);
    if (n <= 0) bug("a key cannot be written");
    struct bytes b = {arena_copy_n(m, der, (size_t)n), (size_t)n};
    OPENSSL_free(der);
    return b;
}

static struct signer *keep(struct arena *m, EVP_PKEY *key) {
    struct signer *s = NEW(m, struct signer);
    arena_defer(m, let_go, key);
    *s = (struct signer){key, public_of(m, key)};
    return s;
}

struct signer *signer_new(struct arena *m) {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    if (!key) bug("OpenSSL makes no key");
    return keep(m, key);
}

static bool is_p256(EVP_PKEY *key) {
    char group[32] = "";
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC && EVP_PKEY_get_group_name(key, group, sizeof group, NULL) && same(group, "prime256v1");
}

struct signer *signer_read(struct arena *m, const char *pem) {
    BIO *b = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = b ? PEM_read_bio_PrivateKey(b, NULL, NULL, NULL) : NULL;
    BIO_free(b);
    if (key && is_p256(key)) return keep(m, key);
    EVP_PKEY_free(key);
    return NULL;
}

static char *taken(struct arena *m, BIO *b) {
    char *text;
    long n = BIO_get_mem_data(b, &text);
    char *out = arena_copy_n(m, text, (size_t)n);
    BIO_free(b);
    return out;
}

char *signer_pem(struct arena *m, const struct signer *s) {
    BIO *b = BIO_new(BIO_s_mem());
    if (!b || !PEM_write_bio_PrivateKey(b, s->key, NULL, NULL, 0, NULL, NULL)) bug("a key cannot be written");
    return taken(m, b);
}

struct bytes signer_public(const struct signer *s) { return s->public_key; }

struct bytes signer_sign(struct arena *m, const struct signer *s, const struct digest *d) {
    EVP_PKEY_CTX *c = EVP_PKEY_CTX_new(s->key, NULL);
    size_t n = 80;
    unsigned char *out = arena_alloc(m, n);
    if (!c || EVP_PKEY_sign_init(c) <= 0 || EVP_PKEY_sign(c, out, &n, d->of, sizeof d->of) <= 0) bug("OpenSSL does not sign");
    EVP_PKEY_CTX_free(c);
    return (struct bytes){out, n};
}

bool signature_fits(struct bytes public_key, const struct digest *d, struct bytes signature) {
    const unsigned char *p = public_key.data;
    EVP_PKEY *key = d2i_PUBKEY(NULL, &p, (long)public_key.size);
    EVP_PKEY_CTX *c = key && is_p256(key) ? EVP_PKEY_CTX_new(key, NULL) : NULL;
    bool fits = c && EVP_PKEY_verify_init(c) > 0 && EVP_PKEY_verify(c, signature.data, signature.size, d->of, sizeof d->of) == 1;
    EVP_PKEY_CTX_free(c);
    EVP_PKEY_free(key);
    return fits;
}

char *public_pem(struct arena *m, struct bytes key) {
    const char *all = base64_text(m, key.data, key.size);
    struct buf *b = buf_new(m);
    buf_add(b, "-----BEGIN PUBLIC KEY-----\n");
    for (size_t n = strlen(all), i = 0; i < n; i += 64) buf_printf(b, "%.64s\n", all + i);
    buf_add(b, "-----END PUBLIC KEY-----\n");
    return b->data;
}

struct bytes public_read(struct arena *m, const char **at) {
    BIO *b = BIO_new_mem_buf(*at, -1);
    EVP_PKEY *key = b ? PEM_read_bio_PUBKEY(b, NULL, NULL, NULL) : NULL;
    BIO_free(b);
    const char *end = strstr(*at, "-----END PUBLIC KEY-----");
    *at = end ? end + strlen("-----END PUBLIC KEY-----") : *at + strlen(*at);
    if (!key) return (struct bytes){0};
    struct bytes out = public_of(m, key);
    EVP_PKEY_free(key);
    return out;
}
