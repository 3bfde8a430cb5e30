/* Reading an XForm into the sheets of a spreadsheet: the instance gives the order of the questions, its
 * bindings their rules, the body their controls and words. Paths become ${name}. What is not known is
 * named with its line. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <ctype.h>
#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "document/xform.h"

enum { most_bytes = 8 << 20, most_rows = 6000, most_columns = 190 };
struct row_ { const char *cell[most_columns]; struct row_ *next; };
struct sheet_ { const char *heading[most_columns]; size_t n_columns, n_rows; struct row_ *first, **last; };
struct said_ { const char *id, *language; xmlNode *text; size_t order; };
struct in {
    struct arena *m;
    struct form_problem **last;
    bool wrap;                    /* all questions into one section: for forms that have none */
    xmlNode *data, *model, *body, *itext;
    struct sheet_ survey, choices, settings;
    xmlNode *bind[most_rows];
    const char *bind_path[most_rows];
    size_t n_bind;
    const char *control_path[most_rows];
    xmlNode *control[most_rows];
    size_t n_control;
    const char *language;         /* the default one */
    struct said_ *said; size_t n_said; /* all translations by id */
};

static void problem(struct in *in, const xmlNode *at, const char *column, const char *message, const char *name) {
    struct form_problem *p = NEW(in->m, struct form_problem);
    *p = (struct form_problem){"xml", column, at ? (int)xmlGetLineNo(at) : 1, name ? arena_printf(in->m, "%s: %s", name, message) : message, NULL};
    *in->last = p;
    in->last = &p->next;
}
static bool is(const xmlNode *n, const char *name) { return n->type == XML_ELEMENT_NODE && same((const char *)n->name, name); }
static const char *get(struct in *in, const xmlNode *n, const char *name) {
    for (const xmlAttr *a = n ? n->properties : NULL; a; a = a->next) {
        if (!same((const char *)a->name, name)) continue;
        xmlChar *v = xmlNodeListGetString(n->doc, a->children, 1);
        char *out = v ? text_clean(in->m, arena_copy(in->m, (const char *)v)) : arena_copy(in->m, "");
        if (v) xmlFree(v);
        return out;
    }
    return "";
}
static xmlNode *child(const xmlNode *n, const char *name) {
    for (xmlNode *c = n ? n->children : NULL; c; c = c->next)
        if (is(c, name)) return c;
    return NULL;
}
static const char *content(struct in *in, xmlNode *n) {
    xmlChar *v = n ? xmlNodeGetContent(n) : NULL;
    char *out = text_clean(in->m, arena_copy(in->m, v ? (const char *)v : ""));
    if (v) xmlFree(v);
    return out;
}

/* Sheets under construction. */
static size_t column(struct sheet_ *s, const char *heading) {
    for (size_t i = 0; i < s->n_columns; i++)
        if (same(s->heading[i], heading)) return i;
    if (s->n_columns == most_columns) return most_columns - 1;
    s->heading[s->n_columns] = heading;
    return s->n_columns++;
}
static struct row_ *row(struct in *in, struct sheet_ *s) {
    struct row_ *r = NEW(in->m, struct row_);
    if (!s->last) s->last = &s->first;
    *s->last = r;
    s->last = &r->next;
    s->n_rows++;
    return r;
}
static void put_cell(struct sheet_ *s, struct row_ *r, const char *heading, const char *value) {
    if (!blank(value)) r->cell[column(s, heading)] = value;
}
static struct table *finish(struct in *in, struct sheet_ *s) {
    struct table *t = NEW(in->m, struct table);
    t->n = s->n_rows;
    t->heading = (struct record){1, s->n_columns, NEW_N(in->m, char *, s->n_columns + 1)};
    t->record = NEW_N(in->m, struct record, s->n_rows + 1);
    for (size_t i = 0; i < s->n_columns; i++) t->heading.cell[i] = arena_copy(in->m, s->heading[i]);
    size_t k = 0;
    for (struct row_ *r = s->first; r; r = r->next, k++) {
        t->record[k] = (struct record){(int)k + 2, s->n_columns, NEW_N(in->m, char *, s->n_columns + 1)};
        for (size_t i = 0; i < s->n_columns; i++) t->record[k].cell[i] = arena_copy(in->m, r->cell[i] ? r->cell[i] : "");
    }
    return t;
}

/* Paths. /data/g/q of a node of the instance; "" outside it. */
static const char *path_of(struct in *in, const xmlNode *n) {
    if (!n || n->type != XML_ELEMENT_NODE) return "";
    if (n == in->data) return arena_printf(in->m, "/%s", n->name);
    return arena_printf(in->m, "%s/%s", path_of(in, n->parent), n->name);
}
static xmlNode *node_at(struct in *in, const xmlNode *from, const char *path) {
    xmlNode *n = (xmlNode *)(uintptr_t)from;
    if (text_starts(path, "current()/")) path += strlen("current()/");
    if (*path == '/') {
        size_t first = strcspn(path + 1, "/");
        if (strncmp(path + 1, (const char *)in->data->name, first) || in->data->name[first]) return NULL;
        n = in->data;
        path += 1 + first + (path[1 + first] == '/');
    }
    while (n && *path) {
        size_t length = strcspn(path, "/");
        const char *name = arena_copy_n(in->m, path, length), *colon = strchr(name, ':');
        if (same(name, "..")) n = n == in->data ? NULL : n->parent;
        else if (!same(name, ".")) n = child(n, colon ? colon + 1 : name);
        path += length + (path[length] == '/');
    }
    return n;
}
static bool path_char(char c) { return isalnum((unsigned char)c) || strchr("_-./:", c) || (unsigned char)c >= 128; }

/* One token of an expression that may be a path: its length, and what it becomes. */
static size_t path_token(struct in *in, const xmlNode *from, const char *p, const char **becomes) {
    size_t n = text_starts(p, "current()/") ? strlen("current()/") : 0;
    *becomes = NULL;
    if (!n && *p != '/' && !text_starts(p, "../") && !text_starts(p, "./")) return 0;
    while (p[n] && path_char(p[n])) n++;
    char *path = arena_copy_n(in->m, p, n);
    xmlNode *at = node_at(in, from, path);
    /* ../.. stays: it is no question */
    if (at && at != in->data && isalnum((unsigned char)path[n - 1])) *becomes = arena_printf(in->m, "${%s}", at->name);
    return n;
}

static const char *expression(struct in *in, const xmlNode *from, const char *words) {
    struct buf *b = buf_new(in->m);
    for (const char *p = words; *p;) {
        const char *becomes, *end = *p == '\'' || *p == '"' ? strchr(p + 1, *p) : NULL;
        if (end) { /* a text; of jr:choice-name it may be a path */
            const char *inner = arena_copy_n(in->m, p + 1, (size_t)(end - p - 1));
            bool whole = *inner == '/' && path_token(in, from, inner, &becomes) == strlen(inner) && becomes;
            if (whole) buf_printf(b, "%c%s%c", *p, becomes, *p);
            else buf_bytes(b, p, (size_t)(end + 1 - p));
            p = end + 1;
            continue;
        }
        bool after_rows = p > words && strchr(")]", p[-1]) && *p == '/';
        size_t n = path_token(in, from, p, &becomes);
        if (after_rows) for (n = 0; p[n] == '/' || (p[n] && path_char(p[n])); n++) continue;
        if (after_rows) becomes = NULL;
        if (becomes) buf_add(b, becomes);
        else buf_bytes(b, p, n ? n : 1);
        p += n ? n : 1;
    }
    return b->data ? b->data : "";
}

/* Words of an itext, or of the label itself, into label::xx … of the row. */
static const char *value_words(struct in *in, const xmlNode *from, const xmlNode *n) {
    struct buf *b = buf_new(in->m);
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE) buf_add(b, c->content ? (const char *)c->content : "");
        else if (is(c, "output")) {
            const char *value = *get(in, c, "value") ? get(in, c, "value") : get(in, c, "ref"), *name = expression(in, from, text_trim(in->m, value));
            if (!text_starts(name, "${") || strchr(name, '}') != name + strlen(name) - 1) problem(in, c, "output", TR("Words can name an answer, but not work something out. Use a calculation and name that."), value);
            buf_add(b, name);
        } else if (c->type == XML_ELEMENT_NODE) {
            problem(in, c, (const char *)c->name, TR("This element is not supported."), (const char *)c->name);
        }
    }
    return text_clean(in->m, b->data ? b->data : "");
}

static void itext_words(struct in *in, const xmlNode *from, struct sheet_ *s, struct row_ *r, const char *heading, const char *id) {
    size_t low = 0, high = in->n_said;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(in->said[middle].id, id) < 0) low = middle + 1;
        else high = middle;
    }
    if (low == in->n_said || !same(in->said[low].id, id)) problem(in, in->itext, "itext", TR("There is no such text."), id);
    for (; low < in->n_said && same(in->said[low].id, id); low++)
        for (xmlNode *v = in->said[low].text->children; v; v = v->next) {
            if (!is(v, "value")) continue;
            if (*get(in, v, "form")) problem(in, v, "form", TR("Pictures and sounds in words are not supported."), get(in, v, "form"));
            else put_cell(s, r, arena_printf(in->m, "%s::%s", heading, in->said[low].language), value_words(in, from, v));
        }
}

static int by_id(const void *x, const void *y) {
    const struct said_ *a = x, *b = y;
    int order = strcmp(a->id, b->id);
    return order ? order : a->order < b->order ? -1 : a->order > b->order;
}
static void note_words(struct in *in) {
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (xmlNode *t = in->itext ? in->itext->children : NULL; t; t = t->next) {
            const char *language = is(t, "translation") && pass ? get(in, t, "lang") : "";
            for (xmlNode *x = is(t, "translation") ? t->children : NULL; x; x = x->next) {
                if (!is(x, "text")) continue;
                if (!pass) n++;
                else in->said[in->n_said] = (struct said_){get(in, x, "id"), language, x, in->n_said}, in->n_said++;
            }
        }
        if (!pass) in->said = NEW_N(in->m, struct said_, n + 1);
    }
    if (in->n_said) qsort(in->said, in->n_said, sizeof *in->said, by_id);
}

static const char *itext_id(struct in *in, const char *ref) {
    const char *open = strstr(ref, "jr:itext("), *quote = open ? strpbrk(open, "'\"") : NULL, *end = quote ? strchr(quote + 1, *quote) : NULL;
    return end ? arena_copy_n(in->m, quote + 1, (size_t)(end - quote - 1)) : NULL;
}

static void words(struct in *in, const xmlNode *from, struct sheet_ *s, struct row_ *r, const char *heading, const xmlNode *n) {
    if (!n) return;
    const char *id = itext_id(in, get(in, n, "ref"));
    if (id) itext_words(in, from, s, r, heading, id);
    else put_cell(s, r, arena_printf(in->m, "%s::%s", heading, in->language), value_words(in, from, n));
}

static xmlNode *bind_of(struct in *in, const char *path) {
    for (size_t i = 0; i < in->n_bind; i++)
        if (same(in->bind_path[i], path)) return in->bind[i];
    return NULL;
}
static xmlNode *control_at(struct in *in, const char *path) {
    for (size_t i = 0; i < in->n_control; i++)
        if (same(in->control_path[i], path)) return in->control[i];
    return NULL;
}

/* Lists: of an instance, or written into the control. */
static bool list_there(const struct in *in, const char *list) {
    for (struct row_ *r = in->choices.first; r; r = r->next)
        if (same(r->cell[0], list)) return true;
    return false;
}
static void list_item(struct in *in, const xmlNode *from, const char *list, const xmlNode *item, const char *value, const char *label) {
    struct row_ *r = row(in, &in->choices);
    put_cell(&in->choices, r, "list_name", list);
    for (xmlNode *c = item->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE) continue;
        const char *name = (const char *)c->name;
        if (same(name, value)) put_cell(&in->choices, r, "name", content(in, c));
        else if (same(name, "itextId") && strstr(label, "itextId")) itext_words(in, from, &in->choices, r, "label", content(in, c));
        else if (same(name, label)) put_cell(&in->choices, r, arena_printf(in->m, "label::%s", in->language), content(in, c));
        else put_cell(&in->choices, r, name, content(in, c));
    }
}

static const char *itemset_list(struct in *in, const xmlNode *from, struct row_ *r, const xmlNode *set) {
    const char *nodeset = text_trim(in->m, get(in, set, "nodeset")), *value = get(in, child(set, "value"), "ref"), *label = get(in, child(set, "label"), "ref");
    const char *list = text_starts(nodeset, "instance('") || text_starts(nodeset, "instance(\"") ? arena_copy_n(in->m, nodeset + 10, strcspn(nodeset + 10, "'\"")) : NULL;
    const char *item = list ? strstr(nodeset, "/root/item") : NULL, *open = item ? item + strlen("/root/item") : NULL;
    if (!open || (*open && (*open != '[' || !text_ends(open, "]")))) return problem(in, set, "nodeset", TR("This list of choices is not supported."), nodeset), "";
    if (*open == '[') put_cell(&in->survey, r, "choice_filter", expression(in, from, arena_copy_n(in->m, open + 1, strlen(open) - 2)));
    if (list_there(in, list)) return list;
    for (xmlNode *i = in->model->children; i; i = i->next) {
        if (!is(i, "instance") || !same(get(in, i, "id"), list)) continue;
        if (*get(in, i, "src")) problem(in, i, "src", TR("Lists from other files are not supported."), get(in, i, "src"));
        for (xmlNode *c = child(i, "root") ? child(i, "root")->children : NULL; c; c = c->next)
            if (is(c, "item")) list_item(in, from, list, c, value, label);
    }
    return list;
}

static const char *list_of(struct in *in, const xmlNode *from, struct row_ *r, const xmlNode *control) {
    xmlNode *set = child(control, "itemset");
    if (set) return itemset_list(in, from, r, set);
    const char *list = arena_printf(in->m, "list_%s", from->name);
    for (xmlNode *c = control->children; c; c = c->next) {
        if (!is(c, "item")) continue;
        struct row_ *x = row(in, &in->choices);
        put_cell(&in->choices, x, "list_name", list);
        put_cell(&in->choices, x, "name", text_trim(in->m, content(in, child(c, "value"))));
        words(in, from, &in->choices, x, "label", child(c, "label"));
    }
    return list;
}

static void checked(struct in *in, const xmlNode *n, const char *const *known) {
    for (const xmlAttr *a = n->properties; a; a = a->next) {
        bool fine = false;
        for (size_t i = 0; known[i]; i++) fine |= same((const char *)a->name, known[i]);
        if (!fine) problem(in, n, (const char *)a->name, TR("This attribute is not supported."), (const char *)a->name);
    }
}

/* What pyxform calls the type, from the binding and the control. */
static const char *type_of(struct in *in, const xmlNode *from, struct row_ *r, xmlNode *bind, xmlNode *control) {
    const char *type = get(in, bind, "type"), *colon = strchr(type, ':'), *preload = get(in, bind, "preload"), *params = get(in, bind, "preloadParams");
    bool worked = *get(in, bind, "calculate") != 0;
    if (colon) type = colon + 1;
    if (same(preload, "timestamp")) return same(params, "end") ? "end" : "start";
    if (same(preload, "date")) return "today";
    if (same(preload, "property")) return params;
    if (!control) return worked ? "calculate" : "hidden";
    const char *kind = (const char *)control->name;
    if (same(kind, "select1")) return arena_printf(in->m, "select_one %s", list_of(in, from, r, control));
    if (same(kind, "select")) return arena_printf(in->m, "select_multiple %s", list_of(in, from, r, control));
    if (same(kind, "rank")) return arena_printf(in->m, "rank %s", list_of(in, from, r, control));
    if (same(kind, "trigger")) return "acknowledge";
    if (same(kind, "upload")) return text_starts(get(in, control, "mediatype"), "audio") ? "audio" : text_starts(get(in, control, "mediatype"), "video") ? "video" : "file";
    if (same(kind, "range")) {
        put_cell(&in->survey, r, "parameters", arena_printf(in->m, "start=%s end=%s step=%s%s", get(in, control, "start"), get(in, control, "end"), get(in, control, "step"), ""));
        return "range";
    }
    if (worked && same(get(in, bind, "shown"), "yes")) return "calculate";
    static const char *const simple[][2] = {{"int", "integer"}, {"integer", "integer"}, {"decimal", "decimal"}, {"date", "date"}, {"time", "time"}, {"dateTime", "dateTime"}, {"geopoint", "geopoint"}, {"geotrace", "geotrace"},
        {"geoshape", "geoshape"}, {"barcode", "barcode"}};
    for (size_t i = 0; i < COUNT(simple); i++)
        if (same(simple[i][0], type)) return simple[i][1];
    bool note = same(get(in, bind, "readonly"), "true()") && !worked && !*content(in, (xmlNode *)(uintptr_t)from);
    return note ? "note" : "text";
}

static void rules(struct in *in, const xmlNode *from, struct row_ *r, xmlNode *bind, const char *type) {
    static const char *const known[] = {"nodeset", "type", "required", "relevant", "constraint", "constraintMsg", "calculate", "readonly", "preload", "preloadParams", "kind", "cluster", "objective", "shown", NULL};
    static const char *const columns[][2] = {{"required", "required"}, {"relevant", "relevant"}, {"constraint", "constraint"}, {"calculate", "calculation"}, {"readonly", "readonly"}};
    struct sheet_ *s = &in->survey;
    if (!bind) return;
    checked(in, bind, known);
    bool quiet = same(type, "note") || same(type, "calculate");
    for (size_t i = 0; i < COUNT(columns); i++)
        if (!quiet || !same(columns[i][0], "readonly")) put_cell(s, r, columns[i][1], expression(in, from, get(in, bind, columns[i][0])));
    const char *message = get(in, bind, "constraintMsg"), *id = itext_id(in, message);
    if (id) itext_words(in, from, s, r, "constraint_message", id);
    else put_cell(s, r, arena_printf(in->m, "constraint_message::%s", in->language), message);
    put_cell(s, r, "isthmus::kind", get(in, bind, "kind"));
    put_cell(s, r, "isthmus::cluster", get(in, bind, "cluster"));
    put_cell(s, r, "isthmus::objective", get(in, bind, "objective"));
}

/* The default that is worked out: a setvalue anywhere that names the node. */
static const char *first_value(struct in *in, xmlNode *n, const xmlNode *of) {
    for (xmlNode *c = n ? n->children : NULL; c; c = c->next) {
        if (is(c, "setvalue") && node_at(in, of, get(in, c, "ref")) == of && strstr(get(in, c, "event"), "first-load"))
            return *get(in, c, "value") ? get(in, c, "value") : arena_printf(in->m, "string('%s')", content(in, c));
        const char *deeper = c->type == XML_ELEMENT_NODE && (is(c, "group") || is(c, "repeat")) ? first_value(in, c, of) : NULL;
        if (deeper) return deeper;
    }
    return NULL;
}

static xmlNode *repeat_of(xmlNode *group) { return group ? is(group, "repeat") ? group : child(group, "repeat") : NULL; }

/* jr:count of a node that is only there to be worked out goes back into the column it came from. */
static const char *count_of(struct in *in, const xmlNode *from, const xmlNode *repeat, xmlNode **helper) {
    const char *count = get(in, repeat, "count");
    *helper = *count ? node_at(in, from, count) : NULL;
    xmlNode *bind = *helper ? bind_of(in, path_of(in, *helper)) : NULL;
    bool helps = bind && *get(in, bind, "calculate") && !control_at(in, path_of(in, *helper)) && text_ends((const char *)(*helper)->name, "_count");
    if (!helps) *helper = NULL;
    return helps ? expression(in, *helper, get(in, bind, "calculate")) : expression(in, from, count);
}

static bool is_helper(struct in *in, const xmlNode *n) {
    for (size_t i = 0; i < in->n_control; i++) {
        xmlNode *helper = NULL, *repeat = repeat_of(in->control[i]), *of = repeat ? node_at(in, in->data, in->control_path[i]) : NULL;
        if (of) count_of(in, of, repeat, &helper);
        if (helper == n) return true;
    }
    return false;
}

static void question(struct in *in, xmlNode *n);
static void questions(struct in *in, xmlNode *parent) {
    for (xmlNode *n = parent->children; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE || same((const char *)n->name, "meta") || is_helper(in, n)) continue;
        bool again = false; /* a template stands beside the first entry */
        for (xmlNode *b = n->prev; b; b = b->prev) again |= b->type == XML_ELEMENT_NODE && same((const char *)b->name, (const char *)n->name);
        if (!again && in->survey.n_rows < most_rows) question(in, n);
    }
}

static void question(struct in *in, xmlNode *n) {
    struct sheet_ *s = &in->survey;
    const char *path = path_of(in, n);
    xmlNode *bind = bind_of(in, path), *control = control_at(in, path), *repeat = repeat_of(control), *helper = NULL;
    struct row_ *r = row(in, s);
    bool group = xmlFirstElementChild(n) != NULL || (control && (is(control, "group") || repeat));
    const char *type = group ? repeat ? "begin repeat" : "begin group" : type_of(in, n, r, bind, control);
    put_cell(s, r, "type", type);
    put_cell(s, r, "name", (const char *)n->name);
    rules(in, n, r, bind, type);
    if (control) {
        xmlNode *said = repeat && control == repeat && control->parent && is(control->parent, "group") ? control->parent : control;
        words(in, n, s, r, "label", child(said, "label"));
        words(in, n, s, r, "hint", child(said, "hint"));
        put_cell(s, r, "appearance", get(in, repeat ? repeat : control, "appearance"));
    }
    if (repeat) put_cell(s, r, "repeat_count", count_of(in, n, repeat, &helper));
    if (group) {
        questions(in, n);
        put_cell(s, row(in, s), "type", repeat ? "end repeat" : "end group");
        return;
    }
    const char *first = first_value(in, in->model, n);
    if (!first) first = first_value(in, in->body, n);
    put_cell(s, r, "default", first ? expression(in, n, first) : same(type, "note") ? "" : content(in, n));
}

static void note_controls(struct in *in, xmlNode *n, const xmlNode *context) {
    static const char *const known[] = {"input", "select", "select1", "rank", "range", "trigger", "upload", "group", "repeat", "label", "hint", "itemset", "item", "setvalue", NULL};
    for (xmlNode *c = n->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE) continue;
        bool fine = false;
        for (size_t i = 0; known[i]; i++) fine |= is(c, known[i]);
        if (!fine) problem(in, c, (const char *)c->name, TR("This element is not supported."), (const char *)c->name);
        const char *ref = *get(in, c, "ref") ? get(in, c, "ref") : get(in, c, "nodeset");
        xmlNode *at = *ref && !is(c, "label") && !is(c, "hint") && !is(c, "itemset") && !is(c, "setvalue") ? node_at(in, context, ref) : NULL;
        if (*ref && fine && !at && !is(c, "label") && !is(c, "hint") && !is(c, "itemset") && !is(c, "setvalue")) problem(in, c, "ref", TR("There is no such place in the instance."), ref);
        if (at && in->n_control < most_rows) {
            in->control[in->n_control] = c;
            in->control_path[in->n_control++] = path_of(in, at);
        }
        if (is(c, "group") || is(c, "repeat")) note_controls(in, c, at ? at : context);
        if (is(c, "group") && !at && !child(c, "repeat")) problem(in, c, "group", TR("A group without a place in the instance is not supported."), NULL);
    }
}

static void note_binds(struct in *in) {
    for (xmlNode *c = in->model->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE) continue;
        if (is(c, "bind") && in->n_bind < most_rows) {
            xmlNode *at = node_at(in, in->data, get(in, c, "nodeset"));
            if (!at) problem(in, c, "nodeset", TR("There is no such place in the instance."), get(in, c, "nodeset"));
            in->bind[in->n_bind] = c;
            in->bind_path[in->n_bind++] = path_of(in, at);
        } else if (!is(c, "bind") && !is(c, "instance") && !is(c, "itext") && !is(c, "setvalue")) {
            problem(in, c, (const char *)c->name, TR("This element is not supported."), (const char *)c->name);
        } else if (is(c, "setvalue") && !strstr(get(in, c, "event"), "first-load")) {
            problem(in, c, "event", TR("This element is not supported."), "setvalue");
        }
    }
}

/* A translation that is marked, else the first. */
static const char *default_language(struct in *in) {
    const char *first = "en";
    bool any = false;
    for (xmlNode *t = in->itext ? in->itext->children : NULL; t; t = t->next) {
        if (!is(t, "translation")) continue;
        if (*get(in, t, "default")) return get(in, t, "lang");
        if (!any) first = get(in, t, "lang");
        any = true;
    }
    return first;
}

static void settings(struct in *in, const xmlNode *head) {
    struct sheet_ *s = &in->settings;
    struct row_ *r = row(in, s);
    put_cell(s, r, "form_id", get(in, in->data, "id"));
    put_cell(s, r, "version", *get(in, in->data, "version") ? get(in, in->data, "version") : "1");
    put_cell(s, r, "default_language", in->language);
    bool translated = false;
    for (xmlNode *t = in->itext ? in->itext->children : NULL; t; t = t->next)
        for (xmlNode *x = t->children; x; x = x->next)
            if (is(t, "translation") && is(x, "text") && same(get(in, x, "id"), "form_title")) {
                put_cell(s, r, arena_printf(in->m, "form_title::%s", get(in, t, "lang")), text_trim(in->m, content(in, x)));
                translated = true;
            }
    if (!translated && !same(content(in, child(head, "title")), get(in, in->data, "id"))) put_cell(s, r, arena_printf(in->m, "form_title::%s", in->language), content(in, child(head, "title")));
}

static void fill(struct in *in, const xmlNode *head) {
    static const char *const survey[] = {"type", "name"}, *const choices[] = {"list_name", "name"};
    for (size_t i = 0; i < COUNT(survey); i++) column(&in->survey, survey[i]), column(&in->choices, choices[i]);
    note_words(in);
    settings(in, head);
    note_binds(in);
    note_controls(in, in->body, in->data);
    if (in->wrap) {
        struct row_ *r = row(in, &in->survey);
        put_cell(&in->survey, r, "type", "begin group");
        put_cell(&in->survey, r, "name", "form");
        put_cell(&in->survey, r, arena_printf(in->m, "label::%s", in->language), content(in, child(head, "title")));
    }
    questions(in, in->data);
    if (in->wrap) put_cell(&in->survey, row(in, &in->survey), "type", "end group");
}

static bool refuse(struct arena *m, struct form_problem **problems, const char *words) {
    *problems = NEW(m, struct form_problem);
    **problems = (struct form_problem){"xml", "", 1, words, NULL};
    return false;
}

static bool read_once(struct arena *m, xmlDoc *doc, bool wrap, struct form_sheets *sheets, struct form_problem **problems) {
    *problems = NULL;
    struct in *in = NEW(m, struct in);
    *in = (struct in){.m = m, .last = problems, .wrap = wrap};
    xmlNode *html = xmlDocGetRootElement(doc), *head = child(html, "head");
    in->model = child(head, "model");
    in->body = child(html, "body");
    xmlNode *instance = child(in->model, "instance");
    in->data = instance ? xmlFirstElementChild(instance) : NULL;
    in->itext = child(in->model, "itext");
    if (!in->data || !in->body) return refuse(m, problems, TR("This is no XForm: it has no model with an instance, or no body."));
    in->language = default_language(in);
    fill(in, head);
    *sheets = (struct form_sheets){finish(in, &in->survey), in->choices.n_rows ? finish(in, &in->choices) : NULL, finish(in, &in->settings)};
    return !*problems;
}

bool xform_is(struct bytes b) {
    const char *p = b.data;
    size_t i = b.size > 2 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (i < b.size && isspace((unsigned char)p[i])) i++;
    return i < b.size && p[i] == '<';
}

static void end_document(void *doc) { xmlFreeDoc(doc); }
static void silent(void *thing, const char *format, ...) {}

bool xform_read(struct arena *m, struct bytes b, struct form_sheets *sheets, struct form_problem **problems) {
    *sheets = (struct form_sheets){0};
    if (b.size > most_bytes) return refuse(m, problems, TR("This file is too large."));
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (!parser) return refuse(m, problems, TR("This is no XML."));
    xmlSetGenericErrorFunc(NULL, silent);
    xmlDoc *doc = xmlCtxtReadMemory(parser, b.data, (int)b.size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    int line = parser->lastError.line;
    xmlFreeParserCtxt(parser);
    if (!doc) {
        refuse(m, problems, TR("This is no XML."));
        (*problems)->row = line ? line : 1;
        return false;
    }
    arena_defer(m, end_document, doc);
    if (doc->intSubset || doc->extSubset) return refuse(m, problems, TR("A document type is not taken: it could hide what the file says."));
    bool fine = read_once(m, doc, false, sheets, problems);
    if (!fine) return false;
    /* Without sections, or with names that reach over them, all of it becomes one. */
    struct form_problem *first, *second;
    struct form_sheets whole;
    if (!form_read(m, sheets, &first) && read_once(m, doc, true, &whole, &second)) *sheets = whole; /* what is wrong is wrong there as well */
    return true;
}
