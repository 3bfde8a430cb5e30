/* isthmus.js: improvements where the browser has script; every page works without it.
 * Autosave: what is typed goes to the server a moment after the last key, with the revision
 * it began from; until the server has acknowledged it, it stays in this browser as well, so
 * that a lost line or a closed tab loses nothing. */
"use strict";
(function () {
  var form = document.querySelector("form[data-autosave]");
  if (!form || !window.fetch || !window.localStorage) return;
  var id = form.dataset.autosave, key = "isthmus-draft-" + id, note = form.querySelector(".saved");
  var waiting = {}, timer = 0, sending = false;
  var words = { saving: form.dataset.saving || "…", kept: form.dataset.kept || "✓", offline: form.dataset.offline || "!", both: form.dataset.both };
  /* As the page writes times: in the zone of the reader's profile, which need not be the browser's. */
  function clock() {
    var lang = document.documentElement.lang, how = { hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone || undefined };
    return new Date().toLocaleTimeString(lang === "en" ? "en-GB" : lang === "ar" ? "ar-u-nu-latn" : lang, how);
  }
  function named(name) { return form.querySelector('[name="' + CSS.escape(name) + '"]'); }

  function values(name) {
    var list = [];
    form.querySelectorAll("[name]").forEach(function (e) {
      if (e.name !== name) return;
      if ((e.type === "radio" || e.type === "checkbox") && !e.checked) return;
      if (e.value) list.push(e.value);
    });
    return list.join(" ");
  }
  function keep(pressed) {
    /* With the version each began from: what somebody else wrote since must not be overwritten. */
    var all = {};
    Object.keys(waiting).forEach(function (name) {
      var base = named("b" + name.slice(1)), chapter = named("c" + name.slice(1));
      all[name] = [waiting[name], base && base.value, chapter && chapter.value, pressed === true];
    });
    try { localStorage.setItem(key, JSON.stringify(all)); } catch (e) {}
  }
  function send() {
    var names = Object.keys(waiting);
    if (sending || !names.length) return;
    sending = true;
    var body = new URLSearchParams(), sent = {};
    body.append("csrf", form.querySelector("[name=csrf]").value);
    names.forEach(function (name) {
      sent[name] = waiting[name];
      body.append(name, waiting[name]);
      [named("b" + name.slice(1)), named("c" + name.slice(1)), named("l:" + name.slice(2, -1))].forEach(function (e) {
        if (e) body.append(e.name, e.value);
      });
    });
    note.textContent = words.saving;
    fetch(form.action + "/autosave", { method: "POST", body: body, headers: { "X-Requested-With": "isthmus" }, credentials: "same-origin" })
      .then(function (r) { if (!r.ok) throw r.status; return r.json(); })
      .then(function (reply) {
        names.forEach(function (name) { if (waiting[name] === sent[name]) delete waiting[name]; });
        var changed = reply.shape && reply.shape !== form.dataset.shape && !reply.conflicts;
        Object.keys(reply.bases).forEach(function (name) {
          if (named(name) && !(reply.conflicts && !reply.beside)) named(name).value = reply.bases[name];
        });
        /* A text kept beside another's goes on there; one over its limit stays here. */
        Object.keys(reply.beside || {}).forEach(function (name) { if (named(name)) named(name).value = reply.beside[name]; });
        var wrong = Object.keys(reply.wrong || {});
        wrong.forEach(function (name) { waiting[name] = sent[name] || values(name); });
        keep();
        sending = false;
        note.textContent = wrong.length ? words.offline : reply.conflicts ? words.both || words.offline : words.kept + " " + clock();
        if (Object.keys(waiting).length > wrong.length) later();
        if (changed) redraw();
      })
      .catch(function () { sending = false; note.textContent = words.offline; timer = setTimeout(send, 10000); });
  }
  /* The server alone decides what is asked. When an answer changed that, the page comes again,
   * and only the questions that differ are put in place: never the one that is written in, nor
   * one whose text is not saved yet. */
  var seen = {};
  function note_all(box) {
    box.querySelectorAll("[data-q]").forEach(function (e) { seen[e.dataset.q] = e.outerHTML; });
  }
  function busy(e) {
    if (e.contains(document.activeElement)) return true;
    return Object.keys(waiting).some(function (name) { return e.querySelector('[name="' + CSS.escape(name) + '"]'); });
  }
  function morph(now, next) {
    var there = {}, wanted = {};
    Array.prototype.forEach.call(next.children, function (e) { if (e.dataset.q) wanted[e.dataset.q] = true; });
    Array.prototype.slice.call(now.children).forEach(function (e) {
      if (e.dataset.q) there[e.dataset.q] = e;
      if (!e.dataset.q || (!wanted[e.dataset.q] && !busy(e))) e.remove();
    });
    /* What stands is not moved: that would take the focus away. */
    var at = now.firstElementChild;
    Array.prototype.slice.call(next.children).forEach(function (e) {
      var key = e.dataset.q, old = key && there[key], html = e.outerHTML;
      while (at && !wanted[at.dataset.q]) at = at.nextElementSibling;
      if (!old) { now.insertBefore(e, at); if (key) seen[key] = html; return; }
      if (e.querySelector("[data-q]") && old.querySelector("[data-q]")) morph(old, e);
      else if (html !== seen[key] && !busy(old)) { if (at === old) at = e; now.replaceChild(e, old); old = e; seen[key] = html; }
      if (old === at) at = at.nextElementSibling;
      else now.insertBefore(old, at);
    });
  }
  function redraw() {
    fetch(form.action, { credentials: "same-origin" }).then(function (r) { if (!r.ok) throw r.status; return r.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html"), next = page.getElementById("questions");
      if (!next) return;
      morph(document.getElementById("questions"), next);
      form.dataset.shape = page.getElementById("draft").dataset.shape;
    }).catch(function () {});
  }
  note_all(form);
  function later() { clearTimeout(timer); timer = setTimeout(send, 1500); }
  function changed(e) {
    var name = e.target.name || "";
    if (name.slice(0, 2) === "l:") name = "a:" + name.slice(2) + ":";
    if (name.slice(0, 2) !== "a:") return;
    waiting[name] = values(name);
    keep();
    later();
  }
  /* quick: a choice made with the finger brings the next question into view. */
  form.addEventListener("click", function (e) {
    var here = e.target.type === "radio" && e.detail && e.target.closest(".quick"), next = here && here.nextElementSibling;
    if (next) next.scrollIntoView({ block: "nearest", behavior: "smooth" });
  });
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  /* A button was pressed: kept until a page of the server shows that it came through. */
  form.addEventListener("submit", function () { clearTimeout(timer); keep(true); });
  function plain(words) { return words.replace(/\r\n?/g, "\n").trim(); }

  /* What a former page of this browser could not send stands in the fields again. */
  try {
    var left = JSON.parse(localStorage.getItem(key) || "{}");
    Object.keys(left).forEach(function (name) {
      var kept = [].concat(left[name]), base = kept[1], fields = form.querySelectorAll('[name="' + CSS.escape(name) + '"]');
      if (!fields.length && kept[2]) { /* a new paragraph of this chapter has another name now */
        var place = form.querySelector('[name^="c:"][value="' + CSS.escape(kept[2]) + '"]');
        if (!place) return;
        name = "a" + place.name.slice(1);
        base = null;
        fields = form.querySelectorAll('[name="' + CSS.escape(name) + '"]');
        place.closest("details").open = true;
      }
      var now = named("b" + name.slice(1)), told = kept[3] && /[?&]saved=1/.test(location.search) && now && now.value !== base;
      if (!fields.length || told || plain(kept[0]) === plain(values(name))) return;
      waiting[name] = kept[0];
      fields.forEach(function (e) {
        if (e.type === "radio" || e.type === "checkbox") e.checked = kept[0].split(" ").indexOf(e.value) >= 0;
        else if (e.tagName === "SELECT") e.value = kept[0].split(" ").filter(function (w) { return Array.prototype.some.call(e.options, function (o) { return o.value === w; }); })[0] || "";
        else if (e.type !== "hidden") e.value = kept[0];
      });
      if (base && named("b" + name.slice(1))) named("b" + name.slice(1)).value = base;
    });
    keep();
    if (Object.keys(waiting).length) send();
  } catch (e) {}
})();

/* Fields with a limit count along once a text comes near it; nothing is cut off. */
(function () {
  function count(e) {
    var field = e.target, most = field.dataset && Number(field.dataset.most);
    if (!most) return;
    var n = Array.from(field.value).length, note = field.nextElementSibling, format = new Intl.NumberFormat(document.documentElement.lang);
    if (!note || note.className.indexOf("count") !== 0) {
      if (n < most * 0.9) return;
      note = document.createElement("p");
      note.setAttribute("role", "status");
      field.after(note);
    }
    note.className = n > most ? "count mistake" : "count";
    note.textContent = format.format(n) + " / " + format.format(most);
  }
  document.addEventListener("input", count);
})();

/* A browser shows of a field reached by Tab the line with the cursor only; the rest may lie
 * under the bar that saves, which sticks to the end of the window. */
(function () {
  var bar = document.querySelector(".save");
  if (bar) document.addEventListener("keyup", function (e) {
    var field = document.activeElement;
    if (e.key === "Tab" && field && field.form === bar.closest("form") && !bar.contains(field)) field.scrollIntoView({ block: "nearest" });
  });
})();
