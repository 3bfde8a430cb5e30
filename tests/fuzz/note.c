/* Any bytes as a signed note, a checkpoint on it and a key: what is read is written the same. */
#include "base/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    struct arena *m = arena_new();
    struct note *note = note_read(m, bytes, n);
    struct checkpoint c;
    if (note && checkpoint_read(m, note->text, &c) && strncmp(checkpoint_text(m, &c), note->text, strlen(checkpoint_text(m, &c)))) bug("another checkpoint");
    struct note_key *k = note_key_read(m, arena_copy_n(m, bytes, n)), *s = note_secret_read(m, arena_copy_n(m, bytes, n));
    if (k && strcmp(note_key_text(m, k), arena_copy_n(m, bytes, n))) bug("another key");
    if (note && k) note_check(note, k, NULL);
    if (s && strlen(note_secret_text(m, s)) > n) bug("another secret");
    arena_end(m);
    return 0;
}
