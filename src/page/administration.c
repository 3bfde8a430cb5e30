/* Who runs this server: administrators and the secretariats of fora. */
#include "area/access.h"
#include "area/directory.h"
#include "area/people.h"
#include "page/pages.h"
#include "page/person_form.h"

static void list(struct visit *v, const struct holder *m, size_t n) {
    struct html *h = v->h;
    put(h, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < n; i++) {
        put(h, "<li><bdi>%s</bdi> · %s", m[i].name, page_function_name(v, m[i].function));
        if (*m[i].party) put(h, " · <bdi>%s</bdi>", party_name(v->act, m[i].party));
        put(h, "<br><span class=\"soft\"><bdi>%s</bdi></span> <a", m[i].mail);
        link(h, "/people/%s", m[i].mandate);
        put(h, ">%s</a></li>\n", m[i].arrived ? tr(h->lang, "Hand over or end") : tr(h->lang, "Send again, correct or withdraw"));
    }
    put(h, "</ul>\n");
}

static void form(struct visit *v) {
    struct html *h = v->h;
    struct act *a = v->act;
    size_t n, k = 0;
    struct party_line *p = directory_list(a, "mechanism region organization", "", &n);
    struct choice *parties = NEW_N(a->arena, struct choice, n + 1), posts[] = {{"secretariat", page_function_name(v, "secretariat")},
        {"administrator", page_function_name(v, "administrator")}};
    parties[k++] = (struct choice){"", tr(h->lang, "none (for administrators)")};
    for (size_t i = 0; i < n; i++) parties[k++] = (struct choice){p[i].id, p[i].name};
    form_begin(h, "/administration");
    field_draw(h, a, &(struct field){.name = "function", .label = TR("Function"), .kind = FIELD_RADIO, .required = true, .choices = posts, .n_choices = 2,
        .hint = TR("A secretariat runs the rounds of its forum; an administrator decides who does. Neither sees what a State has not released.")},
        *posted(v, "function") ? posted(v, "function") : "secretariat");
    field_draw(h, a, &(struct field){.name = "party", .label = TR("Forum or organization"), .kind = FIELD_SELECT, .choices = parties, .n_choices = k}, posted(v, "party"));
    page_person_fields(v);
    form_button(h, "", TR("Appoint and send the invitation"));
    form_end(h);
}

void administration(struct visit *v) {
    struct html *h = v->h;
    size_t n;
    struct holder *m = people_of_server(v->act, &n);
    if (!m) return;
    page_begin(v, tr(h->lang, "Who runs this server"));
    page_mistakes(v);
    list(v, m, n);
    put(h, "<h2>%s</h2>\n", tr(h->lang, "Appoint a secretariat or an administrator"));
    form(v);
    put(h, "<p><a");
    link(h, "/trail");
    put(h, ">%s</a></p>\n", tr(h->lang, "What was done, and by whom"));
    page_end(v);
}

void administration_post(struct visit *v) {
    struct appointment p = page_appointment(v);
    if (people_appoint(v->act, &p)) redirect_with(v, TR("Appointed. The invitation is in the post."), "/administration");
    else if (page_invalid(v)) administration(v);
}
