/* Signing in and out, and the second factor. */
#include "area/sign_in.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/people.h"
#include "area/session.h"
#include "area/totp.h"
#include "base/text.h"
#include "page/pages.h"
#include "page/qr.h"
#include "web/site.h"

static const struct field mail_field = {.name = "mail", .label = TR("Mail address"), .kind = FIELD_MAIL, .required = true,
                                        .most = 254, .autocomplete = "email"};
static const struct field code_field = {.name = "code", .label = TR("Code from your phone"), .kind = FIELD_CODE, .required = true,
    .most = 10, .autocomplete = "one-time-code", .hint = TR("Six digits; they change every 30 seconds.")};

/* Only addresses of this server, so that a link cannot send people elsewhere after sign-in. */
static const char *local(const char *path) { return path[0] == '/' && path[1] != '/' && path[1] != '\\' ? path : ""; }

/* In the demonstration no mail reaches anybody: the way in is on the server. */
static void demonstration(struct visit *v) {
    struct html *h = v->h;
    enum outcome was = v->act->failure;
    size_t n;
    v->act->failure = OK; /* the form is drawn again after a mistake */
    struct demo_role *r = sign_in_demonstration(v->act, &n);
    if (r) {
        put(h, "<div class=\"box\"><p>%s</p>\n<pre dir=\"ltr\">isthmus demo --who\nisthmus user link MAIL</pre>\n<details><summary>%s</summary>\n<ul>\n",
            tr(h->lang, "This server is a demonstration: nobody reads mail at the addresses of its people. Where it runs, the first command prints a link for each of them and the key of their second factor, the second one a link for one address:"),
            tr(h->lang, "Addresses and posts of the demonstration"));
        for (size_t i = 0; i < n; i++) {
            put(h, "<li><bdi>%s</bdi><br><span class=\"soft\">%s", r[i].mail, page_function_name(v, r[i].function));
            while (i + 1 < n && same(r[i + 1].mail, r[i].mail)) put(h, "%s%s", lang_comma(h->lang), page_function_name(v, r[++i].function));
            if (*r[i].party) put(h, " · <bdi>%s</bdi>", party_name(v->act, r[i].party));
            put(h, "</span></li>\n");
        }
        put(h, "</ul>\n</details></div>\n");
    }
    v->act->failure = was;
}

static void ask_form(struct visit *v) {
    struct html *h = v->h;
    const char *path = local(v->in->method == GET ? query(v, "goto") : posted(v, "goto"));
    page_begin(v, tr(h->lang, "Sign in"));
    page_mistakes(v);
    put(h, "<p>%s</p>\n", tr(h->lang, "There are no passwords here. Write the mail address under which you were appointed; a link comes to it that works once, in this browser, for 10 minutes."));
    demonstration(v);
    form_begin(h, "/sign-in");
    form_hidden(h, "goto", path);
    field_draw(h, v->act, &mail_field, posted(v, "mail"));
    form_button(h, "", TR("Send me a link"));
    form_end(h);
    page_end(v);
}

void sign_in(struct visit *v) { ask_form(v); }

void sign_in_post(struct visit *v) {
    const char *path = local(posted(v, "goto"));
    if (sign_in_ask(v->act, posted(v, "mail"), v->browser, v->in->remote, *path ? path : NULL, v->base_url)) redirect(v, "/sign-in/sent");
    else if (page_invalid(v)) ask_form(v);
}

void sign_in_sent(struct visit *v) {
    struct html *h = v->h;
    page_begin(v, tr(h->lang, "Look into your mail"));
    put(h, "<p>%s</p>\n<p>%s</p>\n", tr(h->lang, "If the address belongs to somebody who was appointed, a link is on its way. Open it in this browser."),
        tr(h->lang, "Nothing after a few minutes? Look into the folder for unwanted mail, check the address, and ask again. Your focal point or secretariat can tell under which address you were appointed."));
    page_end(v);
}

/* The mail was in the language of whom it invites, and so is what it opens. */
void enter(struct visit *v) {
    struct html *h = v->h;
    visit_speak(v, sign_in_language(v->act, param(v, "token")));
    if (!sign_in_look(v->act, param(v, "token"), v->browser)) {
        if (!page_invalid(v)) return;
        page_begin(v, tr(h->lang, "This link does not work"));
        put(h, "<p>%s</p>\n<p><a", v->act->message);
        link(h, "/sign-in");
        put(h, ">%s</a></p>\n", tr(h->lang, "Ask for a new link"));
        page_end(v);
        return;
    }
    page_begin(v, tr(h->lang, "Sign in"));
    put(h, "<p>%s</p>\n", tr(h->lang, "Press the button to sign in with this browser."));
    form_begin(h, "/enter/%s", param(v, "token"));
    form_button(h, "", TR("Sign in"));
    form_end(h);
    page_end(v);
}

/* "Firefox on Linux": enough to know one's own sessions again, no more. */
static const char *agent_words(struct visit *v) {
    static const char *const browsers[] = {"Firefox", "Edg", "OPR", "Chrome", "Safari"}, *const systems[] = {"Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"};
    const char *agent = v->in->agent ? v->in->agent : "", *browser = "Browser", *system = "";
    for (size_t i = COUNT(browsers); i-- > 0;)
        if (strstr(agent, browsers[i])) browser = browsers[i];
    for (size_t i = COUNT(systems); i-- > 0;)
        if (strstr(agent, systems[i])) system = systems[i];
    return arena_printf(v->act->arena, "%s%s%s", same(browser, "Edg") ? "Edge" : same(browser, "OPR") ? "Opera" : browser, *system ? lang_comma(v->h->lang) : "", system);
}

static void set_cookie(struct visit *v, const char *value, int seconds) {
    reply_header(v, "Set-Cookie", arena_printf(v->act->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
                 site_cookie(v->site, v->act->arena, "session"), value, seconds, v->site->behind_tls ? "; Secure" : ""));
}

void enter_post(struct visit *v) {
    visit_speak(v, sign_in_language(v->act, param(v, "token")));
    const char *path;
    char *cookie = sign_in_use(v->act, param(v, "token"), v->browser, agent_words(v), &path);
    if (!cookie) {
        if (page_invalid(v)) {
            page_begin(v, tr(v->h->lang, "This link does not work"));
            page_mistakes(v);
            put(v->h, "<p><a");
            link(v->h, "/sign-in");
            put(v->h, ">%s</a></p>\n", tr(v->h->lang, "Ask for a new link"));
            page_end(v);
        }
        return;
    }
    set_cookie(v, cookie, 30 * 86400);
    v->out->status = 303;
    reply_header(v, "Location", address(v->act->arena, "/second-factor?goto=%s", path));
}

void sign_out(struct visit *v) {
    if (!session_end(v->act, v->act->person, v->session->id)) return;
    set_cookie(v, "", 0);
    redirect_with(v, TR("You are signed out."), "/");
}

/* The set-up page: the first time, or anew with another phone in a session that gave the old code. */
static bool setting_up(const struct visit *v) {
    return !v->session->has_totp || (v->act->strong && (*query(v, "set") || *posted(v, "anew")));
}

/* After sign-in: those whose function needs no second factor go straight on. */
void second_factor(struct visit *v) {
    struct html *h = v->h;
    const char *path = local(v->in->method == GET ? query(v, "goto") : posted(v, "goto")), *on = *path ? path : "/work";
    bool needed = access_needs_second_factor(v->session->function), anew = *query(v, "set") || *posted(v, "anew"), first = setting_up(v);
    if ((v->act->strong || !needed) && !anew) {
        v->out->status = 303;
        reply_header(v, "Location", address_local(v->act->arena, on));
        return;
    }
    page_begin(v, tr(h->lang, first ? TR("Set up your second factor") : TR("Your second factor")));
    if (*query(v, "wrong")) put(h, "<div class=\"mistakes\" role=\"alert\"><p>%s</p></div>\n", tr(h->lang,
        same(query(v, "wrong"), "many") ? TR("Too many tries. Wait a quarter of an hour, then try again.")
        : TR("This code does not fit or was used already. Type the code that your phone shows now.")));
    page_mistakes(v);
    put(h, "<p>%s</p>\n", tr(h->lang, "Those who lead, clear, release or administer give a code from their phone as well, so that a stolen mailbox is not enough."));
    form_begin(h, "/second-factor");
    form_hidden(h, "goto", on);
    if (first) {
        if (anew) form_hidden(h, "anew", "1");
        const char *seed = *posted(v, "seed") ? posted(v, "seed") : totp_seed_of(v->act, v->session->token);
        put(h, "<p>%s</p>\n", tr(h->lang, "Scan this code with an authenticator app (for example Aegis, FreeOTP, Google or Microsoft Authenticator), or type the key below it."));
        qr_draw(h, totp_address(v->act, seed, v->session->mail), tr(h->lang, "Key for your authenticator app as a QR code"));
        put(h, "<p class=\"key\"><code>%s</code></p>\n", seed);
        form_hidden(h, "seed", seed);
    }
    field_draw(h, v->act, &code_field, "");
    form_button(h, "", TR("Go on"));
    form_end(h);
    page_end(v);
}

void second_factor_post(struct visit *v) {
    const char *path = local(posted(v, "goto"));
    if (setting_up(v)) {
        const char *seed = posted(v, "seed");
        if (strlen(seed) != 32 || strspn(seed, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != 32) {
            fail(v->act, INVALID, TR("The key on this page was changed. Open the page again."));
        } else {
            totp_set_up(v->act, v->act->person, seed, posted(v, "code"));
        }
        if (failed(v->act)) {
            if (page_invalid(v)) second_factor(v);
            return;
        }
    } else if (totp_check(v->act, v->act->person, posted(v, "code"))) {
        if (v->act->failure && v->act->failure != TOO_MANY) return;
        const char *wrong = v->act->failure == TOO_MANY ? "many" : "code";
        v->act->failure = OK; /* the try stays counted */
        redirect(v, "/second-factor?wrong=%s&goto=%s", wrong, path);
        return;
    }
    session_strengthen(v->act, v->session);
    v->out->status = 303;
    reply_header(v, "Location", address_local(v->act->arena, *path ? path : "/work"));
}
