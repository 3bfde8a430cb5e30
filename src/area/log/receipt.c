/* Receipts: the same proof in the forms that three kinds of foreign programs read. */
#include <jansson.h>
#include "area/log/room.h"
#include "base/base64.h"
#include "base/clock.h"
#include "base/file.h"

static const char payload_type[] = "application/vnd.in-toto+json";

static struct note *signed_note(struct arena *m, const char *name, const char **text) {
    struct buf *b = log_open.folder ? file_read(m, log_path(m, name), note_most) : NULL;
    struct note *n = b ? note_read(m, b->data, b->size) : NULL;
    *text = n ? b->data : NULL;
    return n && policy_quorum(log_open.policy, n) ? n : NULL;
}

struct log_proof *log_proof(struct arena *m, const struct log_entry *e) {
    static const char *const names[] = {"checkpoint", "witnessed"};
    struct log_proof *p = NEW(m, struct log_proof);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct note *note = signed_note(m, names[i], &p->proof.checkpoint);
        int n = 0;
        if (!note || !checkpoint_read(m, note->text, &p->checkpoint) || (uint64_t)e->position >= p->checkpoint.size) continue;
        struct tiles tiles = {log_tile, m, p->checkpoint.size};
        struct digest leaf = merkle_leaf(e->body.data, e->body.size);
        if (!merkle_prove(&(struct hashes){tiles_read, &tiles}, (uint64_t)e->position, tiles.size, p->proof.hash, &n)) continue;
        if (!merkle_included(&leaf, (uint64_t)e->position, tiles.size, p->proof.hash, (size_t)n, &p->checkpoint.root)) continue;
        p->proof.n = (size_t)n;
        p->proof.index = (uint64_t)e->position;
        p->proof.extra = e->body;
        return p;
    }
    return NULL;
}

char *log_proof_file(struct arena *m, const struct log_entry *e, const struct log_proof *p) { return tlog_proof_text(m, &p->proof); }

struct bytes log_signature(struct arena *m, const struct log_entry *e) {
    const char *text = leaf_part(m, e->body, "content", 0);
    bool fine;
    return base64_bytes(m, text, strlen(text), &fine);
}

static json_t *text64(struct arena *m, const void *bytes, size_t n) { return json_string(base64_text(m, bytes, n)); }
static json_t *number(uint64_t n) {
    char s[24];
    snprintf(s, sizeof s, "%llu", (unsigned long long)n);
    return json_string(s); /* 64 bits do not fit the numbers of JSON */
}

static json_t *entry(struct arena *m, const struct log_entry *e, const struct log_proof *p) {
    json_t *hashes = json_array();
    for (size_t i = 0; i < p->proof.n; i++) json_array_append_new(hashes, text64(m, p->proof.hash[i].of, 32));
    return json_pack("{s:o, s:{s:o}, s:{s:s, s:s}, s:{s:o, s:o, s:o, s:o, s:{s:s}}, s:o}", "logIndex", number(p->proof.index), "logId", "keyId",
        text64(m, log_key()->whole.of, 32), "kindVersion", "kind", *e->name ? "hashedrekord" : "dsse", "version", "0.0.2", "inclusionProof", "logIndex", number(p->proof.index),
        "rootHash", text64(m, p->checkpoint.root.of, 32), "treeSize", number(p->checkpoint.size), "hashes", hashes, "checkpoint", "envelope", p->proof.checkpoint,
        "canonicalizedBody", text64(m, e->body.data, e->body.size));
}

static void let_go(void *json) { json_decref(json); }
static void let_text_go(void *text) { free(text); }
static char *written(struct arena *m, json_t *all) {
    arena_defer(m, let_go, all);
    char *text = json_dumps(all, JSON_INDENT(1));
    if (!text) bug("a bundle cannot be written");
    arena_defer(m, let_text_go, text);
    return text;
}

static struct digest digest_of_hex(const char *hex) {
    struct digest d = {{0}};
    for (size_t i = 0; i < 32; i++) d.of[i] = (unsigned char)strtoul((char[]){hex[2 * i], hex[2 * i + 1], 0}, NULL, 16);
    return d;
}

char *log_bundle(struct arena *m, const struct log_entry *e, const struct log_proof *p) {
    json_t *all = json_object(), *material = json_object();
    const char *key64 = leaf_part(m, e->body, "rawBytes", 0);
    bool fine;
    struct bytes der = base64_bytes(m, key64, strlen(key64), &fine);
    struct digest key = digest_of(der.data, der.size);
    struct bytes signature = log_signature(m, e);
    json_object_set_new(all, "mediaType", json_string("application/vnd.dev.sigstore.bundle.v0.3+json"));
    json_object_set_new(all, "verificationMaterial", material);
    json_object_set_new(material, "publicKey", json_pack("{s:o}", "hint", text64(m, key.of, 32)));
    json_object_set_new(material, "tlogEntries", json_pack("[o]", entry(m, e, p)));
    if (e->stamp.data)
        json_object_set_new(material, "timestampVerificationData", json_pack("{s:[{s:o}]}", "rfc3161Timestamps", "signedTimestamp", text64(m, e->stamp.data, e->stamp.size)));
    if (*e->name) {
        struct digest d = digest_of_hex(e->sha256);
        json_object_set_new(all, "messageSignature", json_pack("{s:{s:s, s:o}, s:o}", "messageDigest", "algorithm", "SHA2_256", "digest", text64(m, d.of, 32),
                            "signature", text64(m, signature.data, signature.size)));
    } else {
        json_object_set_new(all, "dsseEnvelope", json_pack("{s:o, s:s, s:[{s:o, s:s}]}", "payload", text64(m, e->payload.data, e->payload.size), "payloadType", payload_type,
                            "signatures", "sig", text64(m, signature.data, signature.size), "keyid", ""));
    }
    return written(m, all);
}

/* SubjectPublicKeyInfo of Ed25519: a fixed head before the 32 bytes. */
static json_t *ed25519(struct arena *m, const unsigned char key[32]) {
    unsigned char der[44] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    memcpy(der + 12, key, 32);
    return text64(m, der, sizeof der);
}

/* For sigstore clients; they find a log whose address holds the name of its checkpoints. */
char *log_trusted_root(struct arena *m) {
    json_t *all = json_object(), *logs = json_array();
    json_object_set_new(all, "mediaType", json_string("application/vnd.dev.sigstore.trustedroot+json;version=0.1"));
    for (size_t i = 0; i < log_open.n_keys; i++) {
        const struct note_key *k = log_open.key[i];
        json_array_append_new(logs, json_pack("{s:s, s:s, s:{s:o, s:s, s:{s:s}}, s:{s:o}}", "baseUrl", arena_printf(m, "https://%s", k->name), "hashAlgorithm", "SHA2_256",
            "publicKey", "rawBytes", ed25519(m, k->public_key), "keyDetails", "PKIX_ED25519", "validFor", "start", "2020-01-01T00:00:00Z", "logId", "keyId", text64(m, k->whole.of, 32)));
    }
    json_object_set_new(all, "tlogs", logs);
    json_object_set_new(all, "certificateAuthorities", json_array());
    json_object_set_new(all, "ctlogs", json_array());
    json_object_set_new(all, "timestampAuthorities", json_array());
    return written(m, all);
}
