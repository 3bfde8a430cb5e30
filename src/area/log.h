/* log.h: the release log: one append-only log of a server, so that anyone can check later that
 * what a party released, recalled or adopted was not changed, added or removed since. A leaf
 * is a Rekor-v2 entry: hashedrekord for a file that is open to everyone, dsse for a statement
 * (release, recall, circulation, adoption). Leaves hold hashes and signatures only; statements
 * are salted, so a leaf tells nothing of what is not public, and nothing of what was recalled.
 *
 * A leaf is written in the transaction of what it is about (log_add_…). After the commit
 * log_publish() writes the tiles, then the history of checkpoints, then the checkpoint: files
 * of the folder log/ beside the database, served as they are. What was served once is never
 * gone back behind: when the database is older than the files, nothing is added or signed.
 * Keys are files of keys/; a process opens both once, by log_start(). */
#ifndef AREA_LOG_H
#define AREA_LOG_H
#include "base/buf.h"
#include "base/note.h"
#include "base/sign.h"
#include "store/db.h"

/* Opens keys and files of this data folder, makes the keys on first use: name is the log's
 * ("forum.example/log"). folder NULL: keys in memory, no files (tests). false: *problem. */
bool log_start(const char *folder, const char *name, const char **problem);
const struct note_key *log_key(void);     /* that signs checkpoints; of the log that is open */
const struct note_key *log_witness_key(void);
struct bytes log_release_key(void);       /* public key of the signatures in leaves */
char *log_release_keys(struct arena *);   /* in PEM: that key, then those used before */

/* In a transaction. The place of the leaf, or -1 after a failure. */
struct log_file { const char *name, *sha256; };
int64_t log_add_file(struct act *, const char *subject, const struct log_file *);
/* A statement about files: what is said of them as names and values; NULL or "" are left out,
 * the salt is added. */
struct log_said { const char *name, *value; };
struct log_statement { const char *kind, *subject; const struct log_said *said; size_t n_said; const struct log_file *file; size_t n; };
int64_t log_add_statement(struct act *, const struct log_statement *);
/* The salt goes: who guesses what was said can no longer see that it was. */
bool log_forget(struct act *, const char *subject);

struct log_entry { int64_t position; const char *kind, *subject, *name, *sha256, *code; struct bytes payload, body, stamp; };
struct log_entry *log_entries(struct act *, const char *subject, size_t *n); /* the caller has decided who may see the subject */
struct log_entry *log_by_code(struct act *, const char *code);
struct log_entry *log_unstamped(struct act *, size_t most, size_t *n);
bool log_stamp(struct act *, int64_t position, struct bytes stamp);

/* Outside a transaction, in any process; waits for others. Files are of the folder opened. */
bool log_publish(struct db *, struct arena *, const char **problem);
bool log_pending(void);                   /* something was added in this process since it last published */
uint64_t log_served(void);                /* leaves under the last checkpoint */
/* One file of the log by its address below /log/ ("checkpoint", "tile/0/000"); {NULL, 0}. */
struct bytes log_file_read(struct arena *, const char *address);
/* Compares leaves, all checkpoints ever served, and files. NULL, or what is wrong and where.
 * thorough: each file byte by byte; else what can be done at each start. */
const char *log_check(struct act *, bool thorough);
/* Puts back leaves that the files have and an older database has not; *n of them. Only hashes
 * come back, not what they were about. */
bool log_recover(struct act *, int64_t *n);

/* Receipts of an entry against the newest checkpoint that enough witnesses signed. NULL while
 * there is none over it: the proof is pending. */
struct log_proof { struct tlog_proof proof; struct checkpoint checkpoint; };
struct log_proof *log_proof(struct arena *, const struct log_entry *);
char *log_bundle(struct arena *, const struct log_entry *, const struct log_proof *);     /* sigstore bundle v0.3 */
char *log_proof_file(struct arena *, const struct log_entry *, const struct log_proof *); /* C2SP tlog-proof; extra is the leaf */
struct bytes log_signature(struct arena *, const struct log_entry *);                     /* raw, DER */
struct bytes log_signed(struct arena *, const struct log_entry *);                        /* of a statement: the bytes that are signed */
char *log_trusted_root(struct arena *);
char *log_keys_text(struct arena *);
char *log_policy_text(struct arena *);    /* what a verifier needs: our key, our witnesses, the quorum */
#endif
