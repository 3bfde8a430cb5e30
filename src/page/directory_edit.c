/* Editing of the directory: a fact, a relation, a party. One form for what is new and for
 * what stands; who was second sees both texts and decides. */
#include "area/access.h"
#include "area/cell.h"
#include "area/directory.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/party_words.h"

static bool is_forum(const struct party_line *p) { return same(p->kind, "mechanism") || same(p->kind, "region"); }

/* What was typed stands in the form again; at first, what the directory has. */
static const char *shown(struct visit *v, const struct entry *now, const char *field) {
    bool removing = posted_has(v, "why"); /* the other form of the page */
    return v->in->method != POST || removing ? entry_get(now, field) : posted(v, field);
}

static const struct choice *choices_of(struct visit *v, const char *const *codes, const char *(*words)(const struct language *, const char *), size_t *n) {
    for (*n = 0; codes[*n];) ++*n;
    struct choice *c = NEW_N(v->act->arena, struct choice, *n);
    for (size_t i = 0; i < *n; i++) c[i] = (struct choice){codes[i], words(v->h->lang, codes[i])};
    return c;
}

/* Parties to choose from, in alphabetical order. */
static const struct choice *parties(struct visit *v, const char *kinds, bool mine_only, size_t *n) {
    size_t k;
    struct party_line *p = directory_list(v->act, kinds, "", &k);
    struct choice *c = NEW_N(v->act->arena, struct choice, k);
    *n = 0;
    for (size_t i = 0; i < k; i++) {
        struct subject u = {.party = p[i].id};
        if (!mine_only || access_would(v->act, EDIT_DIRECTORY, &u)) c[(*n)++] = (struct choice){p[i].id, p[i].name};
    }
    return c;
}

/* The other text, when somebody was first: what stands now in each field that differs. */
static void theirs(struct visit *v, const struct entry *now) {
    struct html *h = v->h;
    if (!mistake_of(v->act, "mark")) return;
    put(h, "<div class=\"box conflict\" id=\"f-mark\"><p><strong>%s</strong></p>\n", tr(h->lang,
        now->there ? TR("What stands there now, where it differs from yours:") : TR("Somebody else removed it meanwhile.")));
    put(h, "<dl>\n");
    for (size_t i = 0; now->there && i < now->n; i++) {
        const struct entry_field *f = &now->field[i];
        const char *mine = posted(v, f->name);
        bool flag_off = same(f->value, "0") && !*mine;
        if (!same(f->value, mine) && !flag_off && !same(f->name, "kind") && !same(f->name, "iso3"))
            put(h, "<dt>%s</dt><dd><bdi>%s</bdi></dd>\n", entry_field_words(h->lang, now->kind, f->name), entry_value_words(h->lang, f->name, f->value));
    }
    put(h, "</dl></div>\n");
}

static void source_field(struct visit *v, const struct entry *now) {
    field_draw(v->h, v->act, &(struct field){.name = "source", .label = TR("Source"),
        .hint = TR("Where this is written: a document or an address. It is shown beside it."), .kind = FIELD_LINE, .required = true, .most = 500},
            shown(v, now, "source"));
}

static void fact_fields(struct visit *v, const struct entry *now) {
    struct html *h = v->h;
    size_t n;
    const struct choice *names = choices_of(v, cell_facts, fact_words, &n);
    field_draw(h, v->act, &(struct field){.name = "name", .label = TR("Fact"), .kind = FIELD_SELECT, .choices = names, .n_choices = n}, shown(v, now, "name"));
    field_draw(h, v->act, &(struct field){.name = "value", .label = TR("Value"), .kind = FIELD_AREA, .required = true, .most = 4000}, shown(v, now, "value"));
    field_draw(h, v->act, &(struct field){.name = "disputed", .label = TR("Sources disagree: this value stands beside others"), .kind = FIELD_CHECK},
        shown(v, now, "disputed"));
    field_draw(h, v->act, &(struct field){.name = "note", .label = TR("Note"), .kind = FIELD_LINE, .most = 500}, shown(v, now, "note"));
    source_field(v, now);
}

static void relation_fields(struct visit *v, const struct entry *now, const struct party_line *p) {
    struct html *h = v->h;
    size_t n, k;
    const struct choice *roles = choices_of(v, cell_roles, capacity_words, &n);
    if (!now->there) {
        const struct choice *c = is_forum(p) ? parties(v, "state territory organization mechanism", false, &k) : parties(v, "mechanism region", true, &k);
        if (is_forum(p)) field_draw(h, v->act, &(struct field){.name = "party", .label = TR("Party"), .kind = FIELD_SELECT, .choices = c,
            .n_choices = k}, posted(v, "party"));
        else if (!k) put(h, "<p>%s</p>\n", tr(h->lang, "Your body is the secretariat or convener of no mechanism or region in the directory."));
        else field_draw(h, v->act, &(struct field){.name = "other", .label = TR("Mechanism or region"), .kind = FIELD_SELECT, .choices = c,
            .n_choices = k}, posted(v, "other"));
    }
    field_draw(h, v->act, &(struct field){.name = "role", .label = TR("Capacity"), .kind = FIELD_SELECT, .choices = roles, .n_choices = n}, shown(v,
        now, "role"));
    field_draw(h, v->act, &(struct field){.name = "since", .label = TR("Since"),
        .hint = TR("A year, a month or a day, as precise as the source is: 2026, 2026-03, 2026-03-01. Empty when it does not say."),
            .kind = FIELD_LINE, .most = 10}, shown(v, now, "since"));
    field_draw(h, v->act, &(struct field){.name = "until", .label = TR("Until"),
        .hint = TR("Empty while it lasts. A capacity that has ended stays in the directory with its end."), .kind = FIELD_LINE, .most = 10}, shown(v,
            now, "until"));
    field_draw(h, v->act, &(struct field){.name = "permanent", .label = TR("Permanent: does not rotate"), .kind = FIELD_CHECK}, shown(v, now, "permanent"));
    field_draw(h, v->act, &(struct field){.name = "disputed", .label = TR("Sources disagree about it"), .kind = FIELD_CHECK}, shown(v, now, "disputed"));
    field_draw(h, v->act, &(struct field){.name = "note", .label = TR("Note"), .kind = FIELD_LINE, .most = 500}, shown(v, now, "note"));
    source_field(v, now);
}

static void party_fields(struct visit *v, const struct entry *now) {
    static const struct { const char *name, *language, *label; } names[] = {{"name_en", "en", TR("Name in English")}, {"name_fr", "fr",
        TR("Name in French")}, {"name_es", "es", TR("Name in Spanish")},
        {"name_ar", "ar", TR("Name in Arabic")}, {"name_ru", "ru", TR("Name in Russian")}, {"name_zh", "zh", TR("Name in Chinese")}};
    struct html *h = v->h;
    const struct choice status[] = {{"active", tr(h->lang, "active")}, {"dormant", tr(h->lang, "dormant")}, {"unknown", tr(h->lang, "known by name only")}};
    const struct choice kinds[] = {{"organization", tr(h->lang, "Organization")}, {"mechanism", tr(h->lang, "Mechanism")}};
    if (!now->there) field_draw(h, v->act, &(struct field){.name = "kind", .label = TR("Kind"), .kind = FIELD_RADIO, .choices = kinds, .n_choices = 2,
        .required = true}, shown(v, now, "kind"));
    field_draw(h, v->act, &(struct field){.name = "acronym", .label = TR("Acronym"), .kind = FIELD_LINE, .most = 40, .required = !now->there},
        shown(v, now, "acronym"));
    for (size_t i = 0; i < COUNT(names); i++)
        field_draw(h, v->act, &(struct field){.name = names[i].name, .label = names[i].label, .kind = FIELD_LINE, .most = 300,
            .language = names[i].language, .required = !i}, shown(v, now, names[i].name));
    field_draw(h, v->act, &(struct field){.name = "status", .label = TR("Status"), .hint = TR("A dormant mechanism takes no round."),
        .kind = FIELD_RADIO, .choices = status, .n_choices = 3}, *shown(v, now, "status") ? shown(v, now, "status") : "active");
    field_draw(h, v->act, &(struct field){.name = "website", .label = TR("Website"), .kind = FIELD_LINE, .most = 300}, shown(v, now, "website"));
    source_field(v, now);
}

static void take_posted(struct visit *v, struct entry *e) {
    for (size_t i = 0; i < e->n; i++) {
        bool flag = same(e->field[i].name, "disputed") || same(e->field[i].name, "permanent");
        if (flag) e->field[i].value = same(posted(v, e->field[i].name), "1") ? "1" : "0";
        else if (posted_has(v, e->field[i].name)) e->field[i].value = posted(v, e->field[i].name);
    }
}

/* The fact or relation in the address, or a new one; NULL when it is not on this party's page. */
static struct entry *asked(struct visit *v, const char *kind, const struct party_line *p) {
    struct act *a = v->act;
    const char *id = param(v, "entry"), *chosen;
    if (same(id, "new")) {
        if (same(kind, "fact")) return entry_new(a, kind, p->id, NULL);
        if (is_forum(p)) return entry_new(a, kind, *(chosen = posted(v, "party")) && party_exists(a, chosen) ? chosen : "", p->id);
        return entry_new(a, kind, p->id, *(chosen = posted(v, "other")) ? chosen : "");
    }
    struct entry *e = entry_find(a, kind, id);
    if (v->in->method == POST && !e->there && *posted(v, "of") && strlen(id) == 16) { /* removed meanwhile: what was typed can still be saved */
        e->party = posted(v, "of");
        e->other = same(kind, "relation") ? posted(v, "to") : NULL;
    }
    if (e->party && (same(e->party, p->id) || same(e->other, p->id))) return e;
    fail(a, NOT_FOUND, TR("The directory does not have this any more."));
    return NULL;
}

static void remove_part(struct visit *v, const struct entry *e, const struct party_line *p, const char *mark) {
    struct html *h = v->h;
    put(h, "<details");
    if (mistake_of(v->act, "why")) put(h, " open");
    put(h, "><summary>%s</summary>\n<p>%s</p>\n", tr(h->lang, "Remove it"), tr(h->lang, same(e->kind,
        "relation") ? TR("Only what was never so is removed; what has ended gets its end above. The history keeps it.") : TR("The history keeps it.")));
    if (same(e->kind, "relation")) form_begin(h, "/directory/%s/relations/%s/remove", p->id, e->id);
    else form_begin(h, "/directory/%s/facts/%s/remove", p->id, e->id);
    form_hidden(h, "mark", mark);
    field_draw(h, v->act, &(struct field){.name = "why", .label = TR("Source or reason"), .kind = FIELD_LINE, .required = true, .most = 500}, posted(v, "why"));
    form_button(h, "danger", TR("Remove"));
    form_end(h);
    put(h, "</details>\n");
}

static void entry_form(struct visit *v, const char *kind, const struct party_line *p, const struct entry *e) {
    struct html *h = v->h;
    struct act *a = v->act;
    struct entry *now = entry_find(a, kind, e->id);
    const char *mark = entry_mark(a, now);
    bool relation = same(kind, "relation"), typed = v->in->method == POST && !mistake_of(a, "mark") && !posted_has(v, "why");
    page_crumb(v, tr(h->lang, "Directory"), "/directory");
    page_crumb(v, p->name, "/directory/%s", p->id);
    page_begin(v, tr(h->lang, !relation ? TR("A fact") : TR("A relation")));
    page_mistakes(v);
    theirs(v, now);
    if (relation && now->there) put(h, "<p class=\"lead\"><bdi>%s</bdi>%s<bdi>%s</bdi></p>\n", party_name(a, now->party), lang_comma(h->lang), party_name(a, now->other));
    if (relation) form_begin(h, "/directory/%s/relations/%s", p->id, param(v, "entry"));
    else form_begin(h, "/directory/%s/facts/%s", p->id, param(v, "entry"));
    form_hidden(h, "mark", typed ? posted(v, "mark") : mark);
    if (!same(param(v, "entry"), "new")) {
        form_hidden(h, "of", e->party);
        if (relation) form_hidden(h, "to", e->other);
    }
    if (relation) relation_fields(v, now, p);
    else fact_fields(v, now);
    form_button(h, "", TR("Save"));
    form_end(h);
    if (now->there) remove_part(v, now, p, mark);
    page_end(v);
}

static void show_entry(struct visit *v, const char *kind) {
    struct party_line *p = directory_party(v->act, param(v, "party"));
    struct entry *e = p ? asked(v, kind, p) : NULL;
    if (!e) return;
    struct entry of_page = *e; /* a new relation begun on a State's page has no forum yet */
    if (!e->there && same(kind, "relation")) of_page.other = is_forum(p) ? p->id : NULL, of_page.party = p->id;
    bool may = of_page.other || same(kind, "fact") ? entry_need(v->act, &of_page) : access_need(v->act, EDIT_DIRECTORY, NULL);
    if (may) entry_form(v, kind, p, e);
}

static void save_entry(struct visit *v, const char *kind) {
    struct party_line *p = directory_party(v->act, param(v, "party"));
    struct entry *e = p ? asked(v, kind, p) : NULL;
    if (!e) return;
    const char *mark = same(param(v, "entry"), "new") ? entry_mark(v->act, entry_find(v->act, kind, e->id)) : posted(v, "mark");
    take_posted(v, e);
    if (entry_save(v->act, e, mark)) redirect_with(v, TR("Saved. The history shows what it was before."), "/directory/%s", p->id);
    else if (page_invalid(v)) entry_form(v, kind, p, e);
}

static void remove_entry(struct visit *v, const char *kind) {
    struct party_line *p = directory_party(v->act, param(v, "party"));
    struct entry *e = p ? asked(v, kind, p) : NULL;
    if (!e) return;
    if (entry_remove(v->act, e, posted(v, "mark"), posted(v, "why"))) redirect_with(v, TR("Removed. The history keeps it."), "/directory/%s", p->id);
    else if (page_invalid(v)) entry_form(v, kind, p, e);
}

void fact_edit(struct visit *v) { show_entry(v, "fact"); }
void fact_edit_post(struct visit *v) { save_entry(v, "fact"); }
void fact_remove_post(struct visit *v) { remove_entry(v, "fact"); }
void relation_edit(struct visit *v) { show_entry(v, "relation"); }
void relation_edit_post(struct visit *v) { save_entry(v, "relation"); }
void relation_remove_post(struct visit *v) { remove_entry(v, "relation"); }

static void party_form(struct visit *v, const char *id, const struct entry *now) {
    struct html *h = v->h;
    struct act *a = v->act;
    page_crumb(v, tr(h->lang, "Directory"), "/directory");
    if (id) page_crumb(v, party_name(a, id), "/directory/%s", id);
    page_begin(v, tr(h->lang, id ? TR("Names and status") : TR("Add to the directory")));
    page_mistakes(v);
    theirs(v, now);
    if (id) form_begin(h, "/directory/%s/edit", id);
    else form_begin(h, "/directory/new");
    form_hidden(h, "mark", v->in->method == POST && !mistake_of(a, "mark") ? posted(v, "mark") : entry_mark(a, now));
    party_fields(v, now);
    form_button(h, "", TR("Save"));
    form_end(h);
    page_end(v);
}

/* Names of countries come with the program (base/lang.h); nobody edits them here. */
static struct entry *party_asked(struct visit *v) {
    struct party_line *p = directory_party(v->act, param(v, "party"));
    if (!p) return NULL;
    struct entry *e = entry_find(v->act, "party", p->id);
    if (is_forum(p) || same(p->kind, "organization")) return entry_need(v->act, e) ? e : NULL;
    fail(v->act, NOT_FOUND, TR("There is nothing here for you."));
    return NULL;
}

void party_edit(struct visit *v) {
    struct entry *e = party_asked(v);
    if (e) party_form(v, e->id, e);
}

void party_edit_post(struct visit *v) {
    struct entry *e = party_asked(v);
    if (!e) return;
    struct entry is = *e;
    take_posted(v, &is);
    entry_set(&is, "kind", entry_get(e, "kind"));
    entry_set(&is, "iso3", entry_get(e, "iso3"));
    if (entry_save(v->act, &is, posted(v, "mark"))) redirect_with(v, TR("Saved. The history shows what it was before."), "/directory/%s", e->id);
    else if (page_invalid(v)) party_form(v, e->id, entry_find(v->act, "party", e->id));
}

void party_new(struct visit *v) {
    struct entry *e = entry_new(v->act, "party", "", NULL);
    if (access_need(v->act, ADMINISTER, NULL)) party_form(v, NULL, e);
}

void party_new_post(struct visit *v) {
    struct act *a = v->act;
    const char *acronym = text_line(a->arena, posted(v, "acronym")), *wrong = cell_wrong(a, CELL_ACRONYM, acronym), *id = cell_id(a, acronym);
    if (!access_need(a, ADMINISTER, NULL)) return;
    struct entry *e = entry_new(a, "party", id, NULL);
    take_posted(v, e);
    entry_set(e, "iso3", "");
    if (!*acronym) mistake(a, "acronym", TR("This cannot be empty."));
    else if (wrong) mistake_said(a, "acronym", wrong);
    else if (party_exists(a, id) || strlen(id) < 2) mistake(a, "acronym", TR("Another party of the directory has this code."));
    if (!same(entry_get(e, "kind"), "organization") && !same(entry_get(e, "kind"), "mechanism")) mistake(a, "kind", TR("Choose a kind."));
    if (!failed(a) && entry_save(a, e, entry_mark(a, entry_find(a, "party", id)))) redirect_with(v,
        TR("Saved. The history shows what it was before."), "/directory/%s", id);
    else if (page_invalid(v)) party_form(v, NULL, entry_new(a, "party", "", NULL));
}
