/* Writing an XForm: translations, the instance with its defaults, lists, bindings, controls. */
#include "base/buf.h"
#include "base/text.h"
#include "document/xform.h"

struct out { struct buf *b; struct arena *m; const struct form *f; };

static void text_of(struct buf *b, const char *s) {
    for (; *s; s++) {
        if (*s == '&') buf_add(b, "&amp;");
        else if (*s == '<') buf_add(b, "&lt;");
        else if (*s == '>') buf_add(b, "&gt;");
        else if (*s == '"') buf_add(b, "&quot;");
        else if (*s == '\n') buf_add(b, "&#10;");
        else if (*s == '\t') buf_add(b, "&#9;");
        else buf_char(b, *s);
    }
}
static void attribute(struct out *o, const char *name, const char *value) {
    if (blank(value)) return;
    buf_printf(o->b, " %s=\"", name);
    text_of(o->b, value);
    buf_char(o->b, '"');
}
static const char *root_path(struct out *o, const struct item *it) { return form_path(o->m, o->f, -1, (int)(it - o->f->items)); }
static const char *expression(struct out *o, const struct item *it, const struct expression *e) { return e ? form_written(o->m, o->f, it, e, WRITTEN_XFORM) : ""; }
/* Where or_other added a choice, the question has a list of its own. */
static bool grown(const struct item *it) { return it->n_choices && !it->choices[it->n_choices - 1].cell; }
static const char *list_of(struct out *o, const struct item *it) { return grown(it) ? arena_printf(o->m, "%s_other", it->choices[0].list) : it->choices[0].list; }

static void translated(struct out *o, const char *id, const struct saids *s, const char *language, const struct item *from) {
    for (size_t i = 0; i < s->n; i++) {
        if (!same(s->said[i].language, language)) continue;
        buf_add(o->b, "<text");
        attribute(o, "id", id);
        buf_add(o->b, "><value>");
        const char *pattern = s->said[i].pattern ? s->said[i].pattern : s->said[i].words, *piece;
        int item;
        while ((piece = form_piece(o->m, o->f, from ? from->section : -1, &pattern, &item))) {
            text_of(o->b, piece);
            if (item < 0) continue;
            buf_add(o->b, "<output");
            attribute(o, "value", form_path(o->m, o->f, (int)(from - o->f->items), item));
            buf_add(o->b, "/>");
        }
        buf_add(o->b, "</value></text>\n");
    }
}

static const char *id_of(struct out *o, const struct item *it, const char *what) { return arena_printf(o->m, "%s:%s", root_path(o, it), what); }
static const char *choice_id(struct out *o, const struct item *it, size_t i) { return arena_printf(o->m, "%s-%zu", list_of(o, it), i); }

/* Each list once, at the first question that has it. */
static bool first_with_list(struct out *o, const struct item *it) {
    if (!it->n_choices) return false;
    for (const struct item *x = o->f->items; x < it; x++)
        if (x->n_choices && same(list_of(o, x), list_of(o, it))) return false;
    return true;
}

static void language_words(struct out *o, const char *language) {
    const struct form *f = o->f;
    buf_add(o->b, "<translation");
    attribute(o, "lang", language);
    if (same(language, f->default_language)) attribute(o, "default", "true()");
    buf_add(o->b, ">\n");
    translated(o, "form_title", &f->title, language, NULL);
    for (const struct item *it = f->items; it < f->items + f->n_items; it++) {
        translated(o, id_of(o, it, "label"), &it->label, language, it);
        translated(o, id_of(o, it, "hint"), &it->hint, language, it);
        translated(o, id_of(o, it, "jr:constraintMsg"), &it->constraint_message, language, it);
        for (size_t i = 0; first_with_list(o, it) && i < it->n_choices; i++) translated(o, choice_id(o, it, i), &it->choices[i].label, language, it);
    }
    buf_add(o->b, "</translation>\n");
}

static void note_language(const char **all, size_t *n, const struct saids *s) {
    for (size_t i = 0; i < s->n; i++) {
        bool known = false;
        for (size_t k = 0; k < *n; k++) known |= same(all[k], s->said[i].language);
        if (!known && *n < 60) all[(*n)++] = s->said[i].language;
    }
}

static void itext(struct out *o) {
    const struct form *f = o->f;
    const char *all[60] = {f->default_language};
    size_t n = 1;
    note_language(all, &n, &f->title);
    for (const struct item *it = f->items; it < f->items + f->n_items; it++) {
        note_language(all, &n, &it->label);
        note_language(all, &n, &it->hint);
        note_language(all, &n, &it->constraint_message);
        for (size_t i = 0; i < it->n_choices; i++) note_language(all, &n, &it->choices[i].label);
    }
    buf_add(o->b, "<itext>\n");
    for (size_t i = 0; i < n; i++) language_words(o, all[i]);
    buf_add(o->b, "</itext>\n");
}

/* A count that is no plain question gets a node of its own, as pyxform gives it. */
static bool counted(struct out *o, const struct item *it) { return it->count && *expression(o, it, it->count) != '/' && *expression(o, it, it->count) != '.'; }
static const char *count_name(struct out *o, const struct item *it) { return arena_printf(o->m, "%s_count", it->name); }

static void instance(struct out *o, int parent) {
    const struct form *f = o->f;
    for (int i = parent + 1; i < (parent < 0 ? (int)f->n_items : f->items[parent].end); i = f->items[i].end) {
        const struct item *it = &f->items[i];
        if (counted(o, it)) buf_printf(o->b, "<%s/>", count_name(o, it));
        buf_printf(o->b, "<%s", it->name);
        buf_char(o->b, '>');
        if (it->type == ITEM_GROUP || it->type == ITEM_REPEAT) instance(o, i);
        else text_of(o->b, it->default_value ? it->default_value : "");
        buf_printf(o->b, "</%s>\n", it->name);
    }
}

/* Not for filters: what people read; and itextId, which names their words here. */
static bool for_people(const char *heading) {
    return text_starts(heading, "label") || same(heading, "list_name") || same(heading, "list name") || same(heading, "itextId") || !*heading;
}

static void lists(struct out *o) {
    const struct form *f = o->f;
    for (const struct item *it = f->items; it < f->items + f->n_items; it++) {
        if (!first_with_list(o, it)) continue;
        buf_add(o->b, "<instance");
        attribute(o, "id", list_of(o, it));
        buf_add(o->b, "><root>\n");
        for (size_t i = 0; i < it->n_choices; i++) {
            const struct form_choice *c = &it->choices[i];
            buf_add(o->b, "<item>");
            if (c->label.n) { /* a choice may have no words in any language */
                buf_add(o->b, "<itextId>");
                text_of(o->b, choice_id(o, it, i));
                buf_add(o->b, "</itextId>");
            }
            if (!c->cell) buf_printf(o->b, "<name>%s</name>", c->name);
            for (size_t k = 0; c->cell && k < f->choice_heading->n; k++) {
                const char *heading = f->choice_heading->cell[k];
                if (for_people(heading)) continue;
                buf_printf(o->b, "<%s>", form_column(o->m, heading));
                text_of(o->b, c->cell[k]);
                buf_printf(o->b, "</%s>", form_column(o->m, heading));
            }
            buf_add(o->b, "</item>\n");
        }
        buf_add(o->b, "</root></instance>\n");
    }
}

static const char *type_of(const struct item *it) {
    switch (it->type) {
    case ITEM_INTEGER: return "int";
    case ITEM_DECIMAL: return "decimal";
    case ITEM_DATE: case ITEM_TODAY: return "date";
    case ITEM_TIME: return "time";
    case ITEM_DATE_TIME: case ITEM_START: case ITEM_END: return "dateTime";
    case ITEM_RANGE: return it->range.whole ? "int" : "decimal";
    case ITEM_RANK: return "odk:rank";
    case ITEM_FILE: return "binary";
    case ITEM_POINT: return "geopoint";
    case ITEM_TRACE: return "geotrace";
    case ITEM_SHAPE: return "geoshape";
    case ITEM_GROUP: case ITEM_REPEAT: return "";
    default: return "string";
    }
}

static void preload(struct out *o, enum item_type t) {
    if (t == ITEM_START || t == ITEM_END) attribute(o, "jr:preload", "timestamp"), attribute(o, "jr:preloadParams", t == ITEM_START ? "start" : "end");
    if (t == ITEM_TODAY) attribute(o, "jr:preload", "date"), attribute(o, "jr:preloadParams", "today");
}

static void bind(struct out *o, const struct item *it) {
    if (counted(o, it)) {
        const char *parent = it->parent < 0 ? "/data" : root_path(o, &o->f->items[it->parent]);
        buf_add(o->b, "<bind");
        attribute(o, "nodeset", arena_printf(o->m, "%s/%s", parent, count_name(o, it)));
        attribute(o, "type", "string");
        attribute(o, "readonly", "true()");
        attribute(o, "calculate", expression(o, it, it->count));
        buf_add(o->b, "/>\n");
    }
    buf_add(o->b, "<bind");
    attribute(o, "nodeset", root_path(o, it));
    attribute(o, "type", type_of(it));
    attribute(o, "required", it->required ? "true()" : expression(o, it, it->required_if));
    attribute(o, "relevant", expression(o, it, it->relevant));
    attribute(o, "constraint", expression(o, it, it->constraint));
    if (it->constraint_message.n) attribute(o, "jr:constraintMsg", arena_printf(o->m, "jr:itext('%s')", id_of(o, it, "jr:constraintMsg")));
    attribute(o, "calculate", expression(o, it, it->calculation));
    attribute(o, "readonly", it->read_only || it->type == ITEM_NOTE ? "true()" : expression(o, it, it->read_only_if));
    preload(o, it->type);
    attribute(o, "isthmus:kind", it->kind);
    if (it->cluster) attribute(o, "isthmus:cluster", arena_printf(o->m, "%d", it->cluster));
    if (it->objective) attribute(o, "isthmus:objective", arena_printf(o->m, "%d", it->objective));
    if (it->type == ITEM_CALCULATE && it->label.n) attribute(o, "isthmus:shown", "yes");
    buf_add(o->b, "/>\n");
}

static void words(struct out *o, const struct item *it) {
    if (it->label.n) {
        buf_add(o->b, "<label");
        attribute(o, "ref", arena_printf(o->m, "jr:itext('%s')", id_of(o, it, "label")));
        buf_add(o->b, "/>");
    }
    if (it->hint.n) {
        buf_add(o->b, "<hint");
        attribute(o, "ref", arena_printf(o->m, "jr:itext('%s')", id_of(o, it, "hint")));
        buf_add(o->b, "/>");
    }
}

static void itemset(struct out *o, const struct item *it) {
    if (!it->n_choices) return;
    const char *fits = it->filter ? form_written(o->m, o->f, it, it->filter, WRITTEN_ROWS) : "";
    if (*fits && grown(it)) fits = arena_printf(o->m, "(%s) or name = 'other'", fits);
    buf_add(o->b, "<itemset");
    attribute(o, "nodeset", arena_printf(o->m, *fits ? "instance('%s')/root/item[%s]" : "instance('%s')/root/item", list_of(o, it), fits));
    buf_add(o->b, "><value ref=\"name\"/><label ref=\"jr:itext(itextId)\"/></itemset>");
}

static const char *control_of(const struct item *it) {
    switch (it->type) {
    case ITEM_ONE: return "select1";
    case ITEM_MANY: return "select";
    case ITEM_RANK: return "odk:rank";
    case ITEM_RANGE: return "range";
    case ITEM_ACKNOWLEDGE: return "trigger";
    case ITEM_FILE: return "upload";
    case ITEM_HIDDEN: case ITEM_START: case ITEM_END: case ITEM_TODAY: return NULL;
    case ITEM_CALCULATE: return it->label.n ? "input" : NULL;
    default: return "input";
    }
}

static void first_value(struct out *o, const struct item *it, const char *event) {
    if (!it->initial) return;
    buf_add(o->b, "<setvalue");
    attribute(o, "event", event);
    attribute(o, "ref", root_path(o, it));
    attribute(o, "value", expression(o, it, it->initial));
    buf_add(o->b, "/>\n");
}

static bool in_repeat(const struct form *f, const struct item *it) {
    for (int p = it->parent; p >= 0; p = f->items[p].parent)
        if (f->items[p].type == ITEM_REPEAT) return true;
    return false;
}

static void control(struct out *o, const struct item *it) {
    const char *name = control_of(it);
    if (in_repeat(o->f, it)) first_value(o, it, "odk-instance-first-load odk-new-repeat");
    if (!name) return;
    buf_printf(o->b, "<%s", name);
    attribute(o, "ref", root_path(o, it));
    attribute(o, "appearance", it->appearance);
    if (it->type == ITEM_FILE) attribute(o, "mediatype", "application/*");
    if (it->type == ITEM_RANGE) {
        attribute(o, "start", arena_printf(o->m, "%.10g", it->range.from));
        attribute(o, "end", arena_printf(o->m, "%.10g", it->range.to));
        attribute(o, "step", arena_printf(o->m, "%.10g", it->range.step));
    }
    buf_char(o->b, '>');
    words(o, it);
    itemset(o, it);
    buf_printf(o->b, "</%s>\n", name);
}

static void body(struct out *o, int parent) {
    const struct form *f = o->f;
    for (int i = parent + 1; i < (parent < 0 ? (int)f->n_items : f->items[parent].end); i = f->items[i].end) {
        const struct item *it = &f->items[i];
        if (it->type != ITEM_GROUP && it->type != ITEM_REPEAT) {
            control(o, it);
            continue;
        }
        buf_add(o->b, "<group");
        attribute(o, "ref", root_path(o, it));
        if (it->type == ITEM_GROUP) attribute(o, "appearance", it->appearance);
        buf_char(o->b, '>');
        words(o, it);
        if (it->type == ITEM_REPEAT) {
            const char *parent_path = it->parent < 0 ? "/data" : root_path(o, &f->items[it->parent]);
            buf_add(o->b, "<repeat");
            attribute(o, "nodeset", root_path(o, it));
            attribute(o, "appearance", it->appearance);
            if (it->count) attribute(o, "jr:count", counted(o, it) ? arena_printf(o->m, "%s/%s", parent_path, count_name(o, it)) : expression(o, it, it->count));
            if (it->count) attribute(o, "jr:noAddRemove", "true()");
            buf_add(o->b, ">\n");
        }
        body(o, i);
        if (it->type == ITEM_REPEAT) buf_add(o->b, "</repeat>");
        buf_add(o->b, "</group>\n");
    }
}

struct bytes xform_write(struct arena *m, const struct form *f) {
    struct out o = {buf_new(m), m, f};
    buf_add(o.b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" xmlns:jr=\"http://openrosa.org/javarosa\" "
                 "xmlns:orx=\"http://openrosa.org/xforms\" xmlns:odk=\"http://www.opendatakit.org/xforms\" xmlns:ev=\"http://www.w3.org/2001/xml-events\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" "
                 "xmlns:isthmus=\"urn:isthmus:form\">\n<h:head><h:title>");
    text_of(o.b, f->title.n ? form_words(f, &f->title, f->default_language, NULL) : f->name);
    buf_add(o.b, "</h:title>\n<model odk:xforms-version=\"1.0.0\">\n");
    itext(&o);
    buf_add(o.b, "<instance><data");
    attribute(&o, "id", f->name);
    attribute(&o, "version", f->version);
    buf_add(o.b, ">\n");
    instance(&o, -1);
    buf_add(o.b, "<orx:meta><orx:instanceID/></orx:meta></data></instance>\n");
    lists(&o);
    for (const struct item *it = f->items; it < f->items + f->n_items; it++) bind(&o, it);
    buf_add(o.b, "<bind nodeset=\"/data/orx:meta/orx:instanceID\" type=\"string\" readonly=\"true()\" jr:preload=\"uid\"/>\n");
    for (const struct item *it = f->items; it < f->items + f->n_items; it++)
        if (!in_repeat(f, it)) first_value(&o, it, "odk-instance-first-load");
    buf_add(o.b, "</model></h:head>\n<h:body>\n");
    body(&o, -1);
    buf_add(o.b, "</h:body></h:html>\n");
    return (struct bytes){o.b->data, o.b->size};
}
