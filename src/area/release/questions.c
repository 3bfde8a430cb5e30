/* Labels of questions and choices, from the form a release answers. */
#include "area/release/room.h"
#include "area/forms.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

/* Forms are public; one that cannot be had leaves the bare names. */
static const struct item *find(struct act *a, const char *form, const char *section, const char *item, const struct form **f) {
    *f = blank(form) || failed(a) ? NULL : forms_get(a, form);
    if (!*f) return NULL;
    return form_item(*f, *item ? arena_printf(a->arena, "%s/%s", section, item) : section);
}

const char *question_label(struct act *a, const char *form, const char *section, const char *item, const char **language) {
    const struct form *f;
    const struct item *i = find(a, form, section, item, &f);
    const char *in = NULL, *words = i ? form_words(f, &i->label, a->lang->code, &in) : NULL;
    if (language) *language = in;
    return !blank(words) ? words : *item ? item : section;
}

const char *question_answer(struct act *a, const char *form, const char *section, const char *item, const char *value) {
    const struct form *f;
    const struct item *i = find(a, form, section, item, &f);
    if (!i) return value;
    if (i->type == ITEM_DATE && clock_is_day(value)) return lang_day(a->arena, a->lang, value);
    if (i->type == ITEM_ACKNOWLEDGE) return tr(a->lang, TR("acknowledged"));
    if (!i->n_choices) return value;
    char **part = text_split(a->arena, value, ' ');
    size_t n = 0;
    for (; part[n]; n++) {
        const char *words = NULL;
        for (size_t k = 0; k < i->n_choices && !words; k++)
            if (same(i->choices[k].name, part[n])) words = form_words(f, &i->choices[k].label, a->lang->code, NULL);
        if (!blank(words)) part[n] = arena_copy(a->arena, words);
    }
    return n == 1 ? part[0] : lang_list(a->arena, a->lang, (const char *const *)part, n);
}
