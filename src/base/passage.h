/* passage.h: which words stand in two texts: at least eight words in a row with forty letters, the
 * same but for case, accents, Arabic letter forms and punctuation. A sign of a script without spaces
 * (Chinese) counts as a word of three letters, so there fourteen signs make a passage. Of a shorter
 * text the whole, when it has at least three words and twenty letters. Names that everyone writes
 * count as one word of one letter, however long. All memory is of the arena; the work is linear
 * in the texts. Two different passages are taken for one when 64 bits of hash say so. */
#ifndef BASE_PASSAGE_H
#define BASE_PASSAGE_H
#include "base/arena.h"

struct passages;
struct passages *passages_new(struct arena *, const char *const *names, size_t n);
size_t passages_add(struct passages *, const char *written); /* a text to look in: its number, from 0 */

/* Where another text, folded (text_fold), has words of those added: at most one passage of each,
 * and most in all. words: as they stand in the text added. of: only that one, or passages_all. */
enum { passages_all = -1 };
struct passage { size_t of; const char *words; bool whole; }; /* whole: of a text too short for a passage */
size_t passages_find(struct passages *, ssize_t of, const char *folded, struct passage *found, size_t most);
/* The whole of a folded text, which may be shorter: at least three words and twenty letters; else NULL. */
const char *passages_whole(struct passages *, size_t of, const char *folded);
/* What a text is found again by when its words are gone: a mark of each passage of it; whole: else one
 * of the whole. Found: at most one passage of each text added, so room for as many. */
uint64_t *passages_marks(struct passages *, const char *folded, bool whole, size_t *n);
size_t passages_find_marked(struct passages *, bool (*known)(void *, uint64_t mark), void *with, struct passage *found);
/* What this one has, too, is not found any more. */
void passages_cover(struct passages *, ssize_t of, const char *folded);
#endif
