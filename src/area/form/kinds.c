/* Kinds of questions: the words of the column type, with parameters, appearance and default. What
 * is not supported is named; what only has no effect on a page is remarked, and the form kept. */
#include "area/form/reading.h"
#include <ctype.h>
#include "area/form/value.h"
#include "base/lang.h"
#include "base/text.h"

static const struct { const char *word; enum item_type type; } types[] = {{"text", ITEM_TEXT}, {"string", ITEM_TEXT}, {"integer", ITEM_INTEGER}, {"int", ITEM_INTEGER}, {"decimal", ITEM_DECIMAL},
    {"date", ITEM_DATE}, {"time", ITEM_TIME}, {"dateTime", ITEM_DATE_TIME}, {"datetime", ITEM_DATE_TIME}, {"note", ITEM_NOTE}, {"calculate", ITEM_CALCULATE}, {"file", ITEM_FILE}, {"image", ITEM_FILE},
    {"acknowledge", ITEM_ACKNOWLEDGE}, {"trigger", ITEM_ACKNOWLEDGE}, {"hidden", ITEM_HIDDEN}, {"range", ITEM_RANGE}, {"geopoint", ITEM_POINT}, {"geotrace", ITEM_TRACE}, {"geoshape", ITEM_SHAPE},
    {"start", ITEM_START}, {"end", ITEM_END}, {"today", ITEM_TODAY}};
static const char device[] = TR("This needs a device that measures or records. Ask for it in words, or use the type file.");
static const char person[] = TR("Who answers, and from which device, is not recorded by a form.");
static const struct { const char *word, *why; } refused[] = {{"audio", device}, {"video", device}, {"barcode", device}, {"background-audio", device}, {"background-geopoint", device},
    {"start-geopoint", device}, {"deviceid", person}, {"phonenumber", person}, {"simserial", person}, {"subscriberid", person}, {"username", person}, {"email", person},
    {"audit", TR("A log of how a form was filled in (audit) is not kept: what is done before a release belongs to who does it.")}};
static const struct { const char *word; enum item_type type; } lists[] = {{"select_one ", ITEM_ONE}, {"select one ", ITEM_ONE}, {"select_multiple ", ITEM_MANY}, {"select multiple ", ITEM_MANY}, {"rank ", ITEM_RANK}};

struct saids reading_ours(struct reading *r, const char *key) {
    const struct language *const *l = lang_all();
    size_t n = 0;
    while (l[n]) n++;
    struct saids s = {.said = NEW_N(r->arena, struct said, n)};
    for (; s.n < n; s.n++) s.said[s.n] = (struct said){l[s.n]->code, tr(l[s.n], key), NULL};
    return s;
}

/* or_other, as pyxform reads it: one more choice "other" unless the list has it. */
static void add_other(struct reading *r, struct item *it) {
    for (size_t i = 0; i < it->n_choices; i++)
        if (same(it->choices[i].name, "other")) return;
    struct form_choice *own = NEW_N(r->arena, struct form_choice, it->n_choices + 1);
    memcpy(own, it->choices, it->n_choices * sizeof *own);
    own[it->n_choices++] = (struct form_choice){.list = it->choices[0].list, .name = "other", .label = reading_ours(r, TR("Other"))};
    it->choices = own;
}

static enum item_type with_list(struct reading *r, struct item *it, enum item_type type, const char *list) {
    list = text_trim(r->arena, list);
    it->other = type != ITEM_RANK && text_ends(list, " or_other");
    if (it->other) list = text_trim(r->arena, arena_copy_n(r->arena, list, strlen(list) - strlen(" or_other")));
    it->choices = reading_list(r->form, list, &it->n_choices);
    if (!it->choices) reading_problem(r, "survey", it->row, "type", TR("The sheet choices does not have this list."), list);
    else if (it->other) add_other(r, it);
    return type;
}

enum item_type reading_type(struct reading *r, struct item *it, const char *words) {
    for (size_t i = 0; i < COUNT(lists); i++)
        if (text_starts(words, lists[i].word)) return with_list(r, it, lists[i].type, words + strlen(lists[i].word));
    for (size_t i = 0; i < COUNT(types); i++)
        if (same(types[i].word, words)) {
            r->form->timed |= types[i].type == ITEM_START || types[i].type == ITEM_END || types[i].type == ITEM_TODAY;
            return types[i].type;
        }
    const char *why = TR("This type of question is not supported.");
    for (size_t i = 0; i < COUNT(refused); i++)
        if (same(refused[i].word, words)) why = refused[i].why;
    reading_problem(r, "survey", it->row, "type", why, words);
    return ITEM_NOTE;
}

/* Of the appearances of XLSForm those that mean something on a page; 0: all is on one page anyway. */
static const struct { const char *word; unsigned look; } looks[] = {{"multiline", LOOK_LINES}, {"minimal", LOOK_MENU}, {"autocomplete", LOOK_MENU}, {"likert", LOOK_ACROSS}, {"horizontal", LOOK_ACROSS},
    {"horizontal-compact", LOOK_ACROSS}, {"compact", LOOK_ACROSS}, {"columns", LOOK_ACROSS}, {"columns-pack", LOOK_ACROSS}, {"columns-", LOOK_ACROSS}, {"quick", LOOK_QUICK}, {"numbers", LOOK_DIGITS},
    {"year", LOOK_YEAR}, {"month-year", LOOK_MONTH}, {"field-list", 0}};

void reading_look(struct reading *r, struct item *it) {
    it->appearance = text_line(r->arena, csv_cell(r->sheets->survey, it->record, "appearance"));
    char **word = text_split(r->arena, text_line(r->arena, csv_cell(r->sheets->survey, it->record, "appearance")), ' ');
    for (; *word; word++) {
        size_t i = 0;
        while (i < COUNT(looks) && !same(*word, looks[i].word) && !(text_ends(looks[i].word, "-") && text_starts(*word, looks[i].word))) i++;
        if (i < COUNT(looks)) it->look |= looks[i].look;
        else if (**word) reading_remark(r, "survey", it->row, "appearance", TR("This appearance has no effect here."), *word);
    }
    it->multiline = (it->look & LOOK_LINES) != 0;
}

static double number_given(struct reading *r, const struct item *it, const char *words) {
    double d = to_number((struct value){.kind = V_TEXT, .text = words});
    if (!(d > -1e9 && d < 1e9)) reading_problem(r, "survey", it->row, "parameters", TR("This is not a number that fits here."), words);
    return d > -1e9 && d < 1e9 ? d : 1;
}

static void check_range(struct reading *r, struct item *it) {
    double span = (it->range.to - it->range.from) / it->range.step;
    if (!(it->range.step != 0 && span > 0 && span < 1e6)) reading_problem(r, "survey", it->row, "parameters", TR("The steps of this scale do not lead from its start to its end."), NULL);
}

void reading_parameters(struct reading *r, struct item *it) {
    char *words = arena_copy(r->arena, csv_cell(r->sheets->survey, it->record, "parameters"));
    for (char *p = words; *p; p++)
        if (strchr(",;", *p)) *p = ' ';
    it->range.from = 1, it->range.to = 10, it->range.step = 1, it->range.whole = true;
    for (char **word = text_split(r->arena, text_line(r->arena, words), ' '); *word; word++) {
        const char *equal = strchr(*word, '=');
        if (!**word) continue;
        const char *name = equal ? arena_copy_n(r->arena, *word, (size_t)(equal - *word)) : *word;
        double *at = same(name, "start") ? &it->range.from : same(name, "end") ? &it->range.to : same(name, "step") ? &it->range.step : NULL;
        if (it->type != ITEM_RANGE || !at || !equal) {
            reading_problem(r, "survey", it->row, "parameters", TR("This parameter is not supported."), name);
            continue;
        }
        *at = number_given(r, it, equal + 1);
        if (strchr(equal, '.')) it->range.whole = false;
    }
    if (it->type == ITEM_RANGE) check_range(r, it);
}

/* A default is worked out when it holds a name or a call; else it is the value itself. */
void reading_default(struct reading *r, struct item *it) {
    const char *words = it->default_value, *open = words ? strchr(words, '(') : NULL;
    if (blank(words)) return;
    bool calls = open && open > words && (isalnum((unsigned char)open[-1]) || open[-1] == '-') && strchr(open, ')') && it->type != ITEM_NOTE;
    for (const char *p = words; calls && p < open; p++) calls = isalnum((unsigned char)*p) || strchr("-_:.+*( ", *p);
    if (calls || strstr(words, "${")) {
        it->initial = reading_expression(r, it, "default");
        it->default_value = "";
        return;
    }
    const char *wrong = answer_wrong(r->arena, it, words);
    if (wrong) reading_problem(r, "survey", it->row, "default", wrong, words);
    char **part = text_split(r->arena, words, ' ');
    for (; it->n_choices && *part; part++) {
        bool known = !**part;
        for (size_t i = 0; i < it->n_choices; i++) known |= same(it->choices[i].name, *part);
        if (!known) reading_problem(r, "survey", it->row, "default", TR("This is not one of the choices."), *part);
    }
}
