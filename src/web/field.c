/* Drawing of one form field: label, hint, control, mistake; wired together for assistive
 * technology by ids (f-NAME, h-NAME, m-NAME). */
#include <ctype.h>
#include "base/text.h"
#include "web/html.h"
#include "web/visit.h"

const char *field_id(struct arena *m, const char *name) {
    struct buf *b = buf_new(m);
    for (const char *p = name ? name : ""; *p; p++) {
        if (isalnum((unsigned char)*p) || *p == '-' || *p == '_') buf_char(b, *p);
        else buf_printf(b, ".%02x", (unsigned char)*p);
    }
    return b->data ? b->data : "";
}
static const char *id_of(struct html *h, const struct field *f) { return field_id(h->out->arena, f->name); }

static void described(struct html *h, const struct field *f, const char *wrong) {
    if (f->hint && wrong) put(h, " aria-describedby=\"h-%s m-%s\"", id_of(h, f), id_of(h, f));
    else if (f->hint) put(h, " aria-describedby=\"h-%s\"", id_of(h, f));
    else if (wrong) put(h, " aria-describedby=\"m-%s\"", id_of(h, f));
    if (wrong) put(h, " aria-invalid=\"true\"");
    if (f->required && f->kind != FIELD_CHECKS) put(h, " required");
}

static void content_language(struct html *h, const struct field *f, const char *value) {
    if (f->language) put(h, " lang=\"%s\"", f->language);
    const struct language *l = f->language ? lang_find(f->language) : NULL;
    put(h, " dir=\"%s\"", blank(value) && l ? l->rtl ? "rtl" : "ltr" : "auto");
}

/* Never maxlength: a browser cuts what is pasted to it without a word. The script counts along,
 * and the form carries its limits with it, so that the site refuses what is longer before any
 * page sees it (field_limits); an area that must not take more checks by itself as well. */
static void most(struct html *h, const struct field *f) {
    if (f->most) put(h, " data-most=\"%d\"", f->most);
}

static void limit(struct html *h, const struct field *f) {
    if (f->most && h->posts) put(h, "<input type=\"hidden\" name=\"limit:%s\" value=\"%d %s\">", f->name, f->most, f->said ? f->said : tr(h->lang, f->label));
}

bool field_limits(struct act *a, const struct pair *form) {
    for (const struct pair *l = form; l; l = l->next) {
        if (!text_starts(l->name, "limit:")) continue;
        char *label;
        long n = strtol(l->value, &label, 10);
        if (n <= 0 || n > 1000000) continue;
        for (const struct pair *f = form; f; f = f->next)
            if (same(f->name, l->name + 6)) within(a, f->name, *label ? label + 1 : "", text_trim(a->arena, f->value), (int)n);
    }
    return !failed(a);
}

static void input(struct html *h, const struct field *f, const char *value, const char *wrong) {
    static const char *const types[] = {[FIELD_LINE] = "text", [FIELD_MAIL] = "email", [FIELD_DAY] = "date",
        [FIELD_CODE] = "text", [FIELD_FILE] = "file", [FIELD_NUMBER] = "number"};
    put(h, "<input type=\"%s\" id=\"f-%s\" name=\"%s\"", types[f->kind], id_of(h, f), f->name);
    if (f->kind != FIELD_FILE) put(h, " value=\"%s\"", value);
    if (f->kind == FIELD_CODE) put(h, " inputmode=\"numeric\" class=\"code\"");
    if (f->kind == FIELD_LINE) content_language(h, f, value);
    if (f->kind == FIELD_MAIL || f->kind == FIELD_CODE) put(h, " dir=\"ltr\""); /* on a page from the right too */
    most(h, f);
    if (f->autocomplete) put(h, " autocomplete=\"%s\"", f->autocomplete);
    described(h, f, wrong);
    put(h, ">");
}

static bool chosen(const char *all, const char *one) {
    size_t n = strlen(one);
    for (const char *p = all ? all : ""; *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, one, n) == 0 && (!p[n] || p[n] == ' ')) return true;
    return false;
}

static void options(struct html *h, const struct field *f, const char *value, const char *wrong) {
    if (f->kind == FIELD_SELECT) {
        put(h, "<select id=\"f-%s\" name=\"%s\"", id_of(h, f), f->name);
        described(h, f, wrong);
        put(h, ">");
        if (f->required && blank(value) && f->n_choices > 1) put(h, "<option value=\"\">%s</option>", tr(h->lang, "Choose one")); /* nobody is chosen unasked */
        for (size_t i = 0; i < f->n_choices; i++) {
            put(h, "<option value=\"%s\"", f->choices[i].value);
            if (same(f->choices[i].value, value ? value : "")) put(h, " selected");
            put(h, ">%s</option>", f->choices[i].label);
        }
        put(h, "</select>");
        return;
    }
    const char *type = f->kind == FIELD_RADIO ? "radio" : "checkbox";
    for (size_t i = 0; i < f->n_choices; i++) {
        put(h, "<label class=\"choice\"><input type=\"%s\" name=\"%s\" value=\"%s\"", type, f->name, f->choices[i].value);
        if (chosen(value, f->choices[i].value)) put(h, " checked");
        if (!i) put(h, " id=\"f-%s\"", id_of(h, f));
        if (f->kind == FIELD_RADIO && f->required) put(h, " required");
        put(h, "> <bdi>%s</bdi></label>", f->choices[i].label);
    }
}

static void label(struct html *h, const struct field *f) {
    if (f->said) html_text(h, f->said);
    else say(h, f->label);
    if (f->required) {
        put(h, " <span class=\"required\">");
        say(h, "(required)");
        put(h, "</span>");
    }
}

static void hint_and_mistake(struct html *h, const struct field *f, const char *wrong) {
    if (f->hint) {
        put(h, "<p class=\"hint\" id=\"h-%s\">", id_of(h, f));
        say(h, f->hint);
        put(h, "</p>");
    }
    if (wrong) put(h, "<p class=\"mistake\" id=\"m-%s\">%s</p>", id_of(h, f), wrong);
}

void field_draw(struct html *h, const struct act *a, const struct field *f, const char *value) {
    const char *wrong = mistake_of(a, f->name);
    if (f->kind == FIELD_RADIO || f->kind == FIELD_CHECKS) {
        put(h, "<fieldset class=\"field\"");
        if (f->hint || wrong) put(h, " aria-describedby=\"%s-%s\"", wrong ? "m" : "h", id_of(h, f));
        put(h, "><legend>");
        label(h, f);
        put(h, "</legend>");
        hint_and_mistake(h, f, wrong);
        options(h, f, value, wrong);
        put(h, "</fieldset>\n");
        return;
    }
    put(h, "<div class=\"field\">");
    limit(h, f);
    if (f->kind == FIELD_CHECK) {
        put(h, "<label class=\"choice\"><input type=\"checkbox\" id=\"f-%s\" name=\"%s\" value=\"1\"", id_of(h, f), f->name);
        if (same(value, "1")) put(h, " checked");
        described(h, f, wrong);
        put(h, "> ");
        label(h, f);
        put(h, "</label>");
        hint_and_mistake(h, f, wrong);
    } else {
        put(h, "<label for=\"f-%s\">", id_of(h, f));
        label(h, f);
        put(h, "</label>");
        hint_and_mistake(h, f, wrong);
        if (f->kind == FIELD_AREA) {
            put(h, "<textarea id=\"f-%s\" name=\"%s\" rows=\"5\"", id_of(h, f), f->name);
            content_language(h, f, value);
            most(h, f);
            described(h, f, wrong);
            put(h, ">\n%s</textarea>", value ? value : "");
        } else if (f->kind == FIELD_SELECT) {
            options(h, f, value, wrong);
        } else {
            input(h, f, value, wrong);
        }
    }
    put(h, "</div>\n");
}
