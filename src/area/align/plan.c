/* Plans: written as schedule files, and the one that grants every wish. */
#include <jansson.h>
#include "area/align.h"

struct buf *align_plan_write(struct arena *m, const struct align_problem *p, const struct align_place *at) {
    json_t *schedule = json_object(), *root = json_pack("{s:o}", "schedule", schedule);
    for (int i = 0; i < p->n_meetings; i++)
        json_object_set_new(schedule, p->meeting[i].id, json_pack("{s:s, s:i}", "city", p->city[at[i].city].id, "start", at[i].start));
    char *text = json_dumps(root, JSON_INDENT(1));
    struct buf *b = buf_new(m);
    buf_add(b, text);
    buf_char(b, '\n');
    free(text);
    json_decref(root);
    return b;
}

struct align_place *align_wishes(struct arena *m, const struct align_problem *p) {
    struct align_place *at = NEW_N(m, struct align_place, (size_t)p->n_meetings);
    for (int i = 0; i < p->n_meetings; i++) {
        const struct align_meeting *x = &p->meeting[i];
        at[i] = (struct align_place){x->target < x->first ? x->first : x->target > x->last ? x->last : x->target, x->city[0]};
    }
    return at;
}
