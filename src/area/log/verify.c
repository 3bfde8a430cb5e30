#include "area/log/verify.h"
#include <jansson.h>
#include "base/base64.h"
#include "base/buf.h"
#include "base/text.h"

/* What a receipt of either form holds. */
struct receipt {
    uint64_t index, size;        /* size, root: as the bundle says besides the checkpoint */
    struct digest root;
    bool has_root, stamped;
    struct digest hash[merkle_most];
    size_t n;
    struct bytes body, payload, signature, digest;
    const char *checkpoint, *payload_type;
};

static const char *words(const json_t *j, const char *name) {
    const char *s = json_string_value(json_object_get(j, name));
    return s ? s : "";
}
static struct bytes decoded(struct arena *m, const char *s) {
    bool fine;
    return base64_bytes(m, s, strlen(s), &fine);
}
static bool whole_number(const char *s, uint64_t *n) {
    int64_t k;
    if (!text_number(s, &k) || k < 0) return false;
    *n = (uint64_t)k;
    return true;
}

static const char *read_bundle(struct arena *m, const json_t *j, struct receipt *r) {
    json_t *material = json_object_get(j, "verificationMaterial"), *entries = json_object_get(material, "tlogEntries");
    json_t *e = json_array_get(entries, 0), *proof = json_object_get(e, "inclusionProof"), *hashes = json_object_get(proof, "hashes");
    json_t *message = json_object_get(j, "messageSignature"), *envelope = json_object_get(j, "dsseEnvelope");
    if (!text_starts(words(j, "mediaType"), "application/vnd.dev.sigstore.bundle")) return "the receipt is JSON, but no sigstore bundle";
    if (json_array_size(entries) != 1 || !whole_number(words(proof, "logIndex"), &r->index) || !whole_number(words(proof, "treeSize"), &r->size))
        return "the receipt names no place in a log";
    uint64_t again;
    if (!whole_number(words(e, "logIndex"), &again) || again != r->index) return "the receipt names two places in the log";
    if (json_array_size(hashes) > merkle_most) return "the receipt's proof is too long";
    for (r->n = 0; r->n < json_array_size(hashes); r->n++) {
        const char *h = json_string_value(json_array_get(hashes, r->n));
        if (!h || !base64_into(h, strlen(h), r->hash[r->n].of, 32)) return "the receipt's proof holds what is no hash";
    }
    r->has_root = base64_into(words(proof, "rootHash"), strlen(words(proof, "rootHash")), r->root.of, 32);
    if (!r->has_root) return "the receipt names no root";
    r->body = decoded(m, words(e, "canonicalizedBody"));
    r->checkpoint = words(json_object_get(proof, "checkpoint"), "envelope");
    r->stamped = json_array_size(json_object_get(json_object_get(material, "timestampVerificationData"), "rfc3161Timestamps")) > 0;
    if (!message == !envelope) return "the receipt holds no signature, or two";
    if (message) {
        r->signature = decoded(m, words(message, "signature"));
        r->digest = decoded(m, words(json_object_get(message, "messageDigest"), "digest"));
    } else {
        json_t *all = json_object_get(envelope, "signatures");
        if (json_array_size(all) != 1) return "the receipt holds no signature, or two";
        r->signature = decoded(m, words(json_array_get(all, 0), "sig"));
        r->payload = decoded(m, words(envelope, "payload"));
        r->payload_type = words(envelope, "payloadType");
        if (!r->payload.data) return "the receipt holds no statement";
    }
    return r->signature.data ? NULL : "the receipt holds no signature";
}

static const char *read_proof(struct arena *m, struct bytes b, struct receipt *r) {
    struct tlog_proof *p = tlog_proof_read(m, b.data, b.size);
    if (!p) return "the receipt is no well-formed tlog-proof";
    if (!p->extra.data) return "the receipt does not hold the leaf";
    r->index = p->index;
    r->n = p->n;
    memcpy(r->hash, p->hash, sizeof r->hash);
    r->body = p->extra;
    r->checkpoint = p->checkpoint;
    return NULL;
}

/* Is it in the log, and do those sign it whom the verifier trusts? */
static const char *included(struct arena *m, const struct policy *p, const struct receipt *r, struct verdict *v) {
    struct checkpoint c;
    struct note *note = note_read(m, r->checkpoint, strlen(r->checkpoint));
    if (!note || !checkpoint_read(m, note->text, &c)) return "the receipt's checkpoint is malformed";
    if (!p) return "a policy is needed for this receipt";
    bool known = false;
    for (size_t i = 0; i < p->n_logs; i++) known |= same(p->log[i].key->name, c.origin);
    if (!known) return "the checkpoint is of a log that the policy does not name";
    if (!policy_accepts(p, note, &c)) return "the checkpoint is not signed by the log, or not by enough witnesses";
    if (r->has_root && (r->size != c.size || !digest_same(&r->root, &c.root))) return "the receipt and its checkpoint speak of different trees";
    struct digest leaf = merkle_leaf(r->body.data, r->body.size);
    if (!r->body.data || !merkle_included(&leaf, r->index, c.size, r->hash, r->n, &c.root)) return "the leaf is not in the log at this place";
    v->log = c.origin;
    v->index = r->index;
    v->size = c.size;
    for (size_t i = 0; i < p->n_witnesses; i++) v->witnesses += note_check(note, p->witness[i].key, NULL) == NOTE_GOOD;
    return NULL;
}

static bool trusted_key(const struct trusted *t, struct bytes key) {
    for (size_t i = 0; i < t->n_keys; i++)
        if (t->key[i].size == key.size && !memcmp(t->key[i].data, key.data, key.size)) return true;
    return false;
}

static bool is_digest(struct bytes b, const struct digest *d) { return b.size == sizeof d->of && !memcmp(b.data, d->of, sizeof d->of); }

/* The signature stands in the leaf; that of the receipt must be the same. */
static const char *signed_over(struct arena *m, const struct trusted *t, const json_t *signature, const struct receipt *r, const struct digest *d) {
    struct bytes key = decoded(m, words(json_object_get(json_object_get(signature, "verifier"), "publicKey"), "rawBytes"));
    struct bytes raw = decoded(m, words(signature, "content"));
    if (!key.data || !trusted_key(t, key)) return "it is signed by a key that is not among those trusted";
    if (r->signature.data && (raw.size != r->signature.size || memcmp(raw.data, r->signature.data, raw.size))) return "the receipt's signature is not that of the leaf";
    return raw.data && signature_fits(key, d, raw) ? NULL : "the signature does not fit";
}

static bool subject_of(struct arena *m, struct bytes payload, const struct digest *file) {
    json_t *j = json_loadb(payload.data, payload.size, JSON_REJECT_DUPLICATES, NULL), *all = json_object_get(j, "subject");
    struct buf *hex = buf_new(m);
    for (int i = 0; i < 32; i++) buf_printf(hex, "%02x", file->of[i]);
    bool found = false;
    for (size_t i = 0; i < json_array_size(all); i++) found |= same(words(json_object_get(json_array_get(all, i), "digest"), "sha256"), hex->data);
    json_decref(j);
    return found;
}

static const char *check_statement(struct arena *m, const struct trusted *t, const json_t *spec, const struct receipt *r, struct bytes file, struct verdict *v) {
    static const char type[] = "application/vnd.in-toto+json";
    struct digest d = digest_of(file.data, file.size);
    struct bytes payload = r->payload.data ? r->payload : file, hash = decoded(m, words(json_object_get(spec, "payloadHash"), "digest"));
    struct digest of_payload = digest_of(payload.data, payload.size);
    if (r->digest.data) return "the receipt is of another kind than the leaf";
    if (r->payload_type && !same(r->payload_type, type)) return "the statement is of an unknown type";
    if (!is_digest(hash, &of_payload)) return r->payload.data ? "the statement is not the one in the log" : "the file is not the statement in the log";
    json_t *signatures = json_object_get(spec, "signatures");
    if (json_array_size(signatures) != 1) return "the leaf holds no signature, or two";
    struct buf *b = buf_new(m);
    buf_printf(b, "DSSEv1 %zu %s %zu ", sizeof type - 1, type, payload.size);
    buf_bytes(b, payload.data, payload.size);
    struct digest over = digest_of(b->data, b->size);
    const char *wrong = signed_over(m, t, json_array_get(signatures, 0), r, &over);
    if (wrong) return wrong;
    v->what = digest_same(&d, &of_payload) ? "statement" : "subject";
    return digest_same(&d, &of_payload) || subject_of(m, payload, &d) ? NULL : "the statement does not speak of this file";
}

static const char *check_leaf(struct arena *m, const struct trusted *t, const struct receipt *r, struct bytes file, struct verdict *v) {
    json_t *j = json_loadb(r->body.data, r->body.size, JSON_REJECT_DUPLICATES, NULL), *spec = json_object_get(j, "spec");
    const char *kind = words(j, "kind"), *wrong = "the leaf is of an unknown kind";
    if (same(words(j, "apiVersion"), "0.0.2") && same(kind, "dsse")) {
        wrong = check_statement(m, t, json_object_get(spec, "dsseV002"), r, file, v);
    } else if (same(words(j, "apiVersion"), "0.0.2") && same(kind, "hashedrekord")) {
        json_t *h = json_object_get(spec, "hashedRekordV002"), *data = json_object_get(h, "data");
        struct digest d = digest_of(file.data, file.size);
        v->what = "file";
        if (r->payload.data) wrong = "the receipt is of another kind than the leaf";
        else if (!same(words(data, "algorithm"), "SHA2_256") || !is_digest(decoded(m, words(data, "digest")), &d)) wrong = "the file is not the one in the log";
        else if (r->digest.data && !is_digest(r->digest, &d)) wrong = "the file is not the one of the receipt";
        else wrong = signed_over(m, t, json_object_get(h, "signature"), r, &d);
    }
    json_decref(j);
    return wrong;
}

static const char *check_raw(const struct trusted *t, struct bytes file, struct bytes signature, struct verdict *v) {
    struct digest d = digest_of(file.data, file.size);
    v->what = "signature";
    for (size_t i = 0; i < t->n_keys; i++)
        if (signature_fits(t->key[i], &d, signature)) return NULL;
    return "it is no receipt that can be read, and no signature of a trusted key over this file";
}

struct verdict log_verify(struct arena *m, const struct trusted *t, struct bytes file, struct bytes receipt) {
    struct verdict v = {0};
    struct receipt *r = NEW(m, struct receipt);
    const char *first = receipt.data;
    json_t *j = NULL;
    if (receipt.size && *first == '{') {
        j = json_loadb(receipt.data, receipt.size, JSON_REJECT_DUPLICATES, NULL);
        v.wrong = j ? read_bundle(m, j, r) : "the receipt is no well-formed JSON";
    } else if (receipt.size > 5 && !strncmp(first, "c2sp.", 5)) {
        v.wrong = read_proof(m, receipt, r);
    } else {
        v.wrong = check_raw(t, file, receipt, &v);
        return v;
    }
    v.stamped = r->stamped;
    if (!v.wrong) v.wrong = included(m, t->policy, r, &v);
    if (!v.wrong) v.wrong = check_leaf(m, t, r, file, &v);
    json_decref(j);
    return v;
}
