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
  var words = { saving: form.dataset.saving || "…", kept: form.dataset.kept || "✓", offline: form.dataset.offline || "!" };

  function values(name) {
    var list = [];
    form.querySelectorAll("[name]").forEach(function (e) {
      if (e.name !== name) return;
      if ((e.type === "radio" || e.type === "checkbox") && !e.checked) return;
      if (e.value) list.push(e.value);
    });
    return list.join(" ");
  }
  function keep() {
    try { localStorage.setItem(key, JSON.stringify(waiting)); } catch (e) {}
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
      var base = form.querySelector('[name="' + CSS.escape("b" + name.slice(1)) + '"]');
      if (base) body.append(base.name, base.value);
      var tongue = form.querySelector('[name="' + CSS.escape("l:" + name.slice(2, -1)) + '"]');
      if (tongue) body.append(tongue.name, tongue.value);
    });
    note.textContent = words.saving;
    fetch(form.action + "/autosave", { method: "POST", body: body, headers: { "X-Requested-With": "isthmus" }, credentials: "same-origin" })
      .then(function (r) { if (!r.ok) throw r.status; return r.json(); })
      .then(function (reply) {
        names.forEach(function (name) { if (waiting[name] === sent[name]) delete waiting[name]; });
        Object.keys(reply.bases).forEach(function (name) {
          var base = form.querySelector('[name="' + CSS.escape(name) + '"]');
          if (base && !reply.conflicts) base.value = reply.bases[name];
        });
        keep();
        sending = false;
        note.textContent = reply.conflicts ? words.offline : words.kept + " " + new Date().toLocaleTimeString(document.documentElement.lang);
        if (Object.keys(waiting).length) later();
      })
      .catch(function () { sending = false; note.textContent = words.offline; timer = setTimeout(send, 10000); });
  }
  function later() { clearTimeout(timer); timer = setTimeout(send, 1500); }
  function changed(e) {
    var name = e.target.name || "";
    if (name.slice(0, 2) === "l:") name = "a:" + name.slice(2) + ":";
    if (name.slice(0, 2) !== "a:") return;
    waiting[name] = values(name);
    keep();
    later();
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", function () { clearTimeout(timer); try { localStorage.removeItem(key); } catch (e) {} });

  /* What a former page of this browser could not send stands in the fields again. */
  try {
    var left = JSON.parse(localStorage.getItem(key) || "{}");
    Object.keys(left).forEach(function (name) {
      var fields = form.querySelectorAll('[name="' + CSS.escape(name) + '"]');
      if (!fields.length || left[name] === values(name)) return;
      if (fields[0].tagName === "TEXTAREA" || fields[0].type === "text") { fields[0].value = left[name]; waiting[name] = left[name]; }
    });
    if (Object.keys(waiting).length) send();
  } catch (e) {}
})();
