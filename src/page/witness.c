/* This server as a witness of other servers' logs: for machines (C2SP tlog-witness). */
#include "area/log/witness.h"
#include "area/access.h"
#include "page/pages.h"

void witness_add_post(struct visit *v) {
    if (!access_need(v->act, SEE_PUBLIC, NULL)) return;
    struct witness_answer w = witness_add(v->act, v->in->raw);
    if (failed(v->act)) return;
    reply_text(v, w.status, w.body);
    v->out->type = w.type;
    reply_public(v, "no-store");
}

void witness_show(struct visit *v) {
    const char *note = access_need(v->act, SEE_PUBLIC, NULL) ? witness_newest(v->act, param(v, "origin")) : NULL;
    if (!note) {
        fail(v->act, NOT_FOUND, TR("There is no page at this address."));
        return;
    }
    reply_text(v, 200, note);
    reply_public(v, "public, max-age=5");
}
