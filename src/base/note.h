/* note.h: text signed by one or more keys (C2SP signed-note), and what logs say with it: the
 * checkpoint "this log has so many leaves, with this root" (tlog-checkpoint), the cosignature
 * of a witness (tlog-cosignature), the proof that a leaf is in a log (tlog-proof), the call
 * to a witness (tlog-witness). Ed25519 only. Readers take any bytes and give NULL or false
 * for what is malformed; what they return lives in the arena. */
#ifndef BASE_NOTE_H
#define BASE_NOTE_H
#include "base/arena.h"
#include "base/merkle.h"

enum { NOTE_ED25519 = 1, NOTE_COSIGNATURE = 4, note_most_signatures = 64, note_most = 65536 };
struct note_key {
    const char *name;
    uint32_t id;
    struct digest whole;          /* the hash whose first four bytes are the id */
    int type;                     /* NOTE_ED25519 of a log, NOTE_COSIGNATURE of a witness */
    unsigned char public_key[32];
    unsigned char secret[64];
    bool signs;                   /* secret is there */
};
bool note_name_fits(const char *name);
struct note_key *note_key_new(struct arena *, const char *name, int type);
struct note_key *note_key_read(struct arena *, const char *vkey);    /* "name+hex8+base64" */
struct note_key *note_secret_read(struct arena *, const char *skey); /* "PRIVATE+KEY+name+hex8+base64" */
char *note_key_text(struct arena *, const struct note_key *);
char *note_secret_text(struct arena *, const struct note_key *);

struct note_signature { const char *name; uint32_t id; struct bytes bytes; const char *line; }; /* line: with its newline */
struct note {
    const char *text;             /* with its final newline */
    size_t n;
    struct note_signature signature[note_most_signatures];
};
struct note *note_read(struct arena *, const void *bytes, size_t n);
enum note_verdict { NOTE_ABSENT, NOTE_GOOD, NOTE_BAD };
/* time: of a cosignature; may be NULL. */
enum note_verdict note_check(const struct note *, const struct note_key *, int64_t *time);
/* One signature line; time: for a cosignature. */
char *note_sign(struct arena *, const struct note_key *, const char *text, int64_t time);

struct checkpoint { const char *origin; uint64_t size; struct digest root; };
char *checkpoint_text(struct arena *, const struct checkpoint *);
bool checkpoint_read(struct arena *, const char *text, struct checkpoint *);

struct tlog_proof {
    struct bytes extra;           /* not authenticated */
    uint64_t index;
    size_t n;
    struct digest hash[merkle_most];
    const char *checkpoint;       /* a note */
};
struct tlog_proof *tlog_proof_read(struct arena *, const void *bytes, size_t n);
char *tlog_proof_text(struct arena *, const struct tlog_proof *);

struct witness_call { uint64_t old; size_t n; struct digest hash[merkle_most - 1]; const char *checkpoint; };
struct witness_call *witness_call_read(struct arena *, const void *bytes, size_t n);
char *witness_call_text(struct arena *, const struct witness_call *);
#endif
