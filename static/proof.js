/* proof.js: the check of a proof page in the visitor's browser. The file never leaves it: its
 * hash is compared with the receipts, then the signature, the place in the log (RFC 6962) and
 * the log's own signature (C2SP signed-note, Ed25519) are checked with WebCrypto. */
"use strict";
(function () {
  var box = document.getElementById("check");
  if (!box || !window.crypto || !crypto.subtle || !window.fetch) return;
  box.hidden = false;
  var input = document.getElementById("check-file"), result = document.getElementById("check-result"), at = box.dataset.at;
  var utf8 = new TextEncoder();
  function bytes(base64) { return Uint8Array.from(atob(base64), function (c) { return c.charCodeAt(0); }); }
  function same(a, b) { return a.length === b.length && a.every(function (x, i) { return x === b[i]; }); }
  function join() {
    var parts = Array.prototype.slice.call(arguments), out = new Uint8Array(parts.reduce(function (n, p) { return n + p.length; }, 0)), i = 0;
    parts.forEach(function (p) { out.set(p, i); i += p.length; });
    return out;
  }
  async function sha256(b) { return new Uint8Array(await crypto.subtle.digest("SHA-256", b)); }
  function need(fine, what) { if (!fine) throw new Error(what); }

  /* DER of two integers to the 64 bytes that WebCrypto wants. */
  function raw(der) {
    var out = new Uint8Array(64), i = 2;
    need(der[0] === 0x30 && der[1] === der.length - 2, "signature");
    for (var k = 0; k < 2; k++) {
      need(der[i] === 2, "signature");
      var n = der[i + 1], s = der.slice(i + 2, i + 2 + n);
      while (s.length > 32 && s[0] === 0) s = s.slice(1);
      need(s.length <= 32, "signature");
      out.set(s, 32 * k + 32 - s.length);
      i += 2 + n;
    }
    return out;
  }
  async function p256(pem, signature, data) {
    var key = await crypto.subtle.importKey("spki", bytes(pem), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, raw(signature), data);
  }
  /* RFC 9162, 2.1.3.2; sizes of this log fit a number. */
  async function included(leaf, index, size, proof, root) {
    var fn = index, sn = size - 1, hash = leaf, one = new Uint8Array([1]);
    if (index >= size) return false;
    for (var i = 0; i < proof.length; i++) {
      if (sn === 0) return false;
      if (fn % 2 || fn === sn) {
        hash = await sha256(join(one, proof[i], hash));
        while (fn % 2 === 0 && fn) { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2); }
      } else hash = await sha256(join(one, hash, proof[i]));
      fn = Math.floor(fn / 2); sn = Math.floor(sn / 2);
    }
    return sn === 0 && same(hash, root);
  }
  /* A log line of the policy, "log name+id+key": its signature on the checkpoint. */
  async function noted(note, policy) {
    var cut = note.lastIndexOf("\n\n"), text = note.slice(0, cut + 1), signed = false;
    for (const line of policy.split("\n")) {
      var vkey = /^log (.+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim());
      if (!vkey || text.split("\n")[0] !== vkey[1]) continue;
      var material = bytes(vkey[3]), key = await crypto.subtle.importKey("raw", material.slice(1), { name: "Ed25519" }, false, ["verify"]);
      for (const s of note.slice(cut + 2).split("\n")) {
        if (s.indexOf("— " + vkey[1] + " ") !== 0) continue;
        var sig = bytes(s.slice(s.lastIndexOf(" ") + 1));
        if (Array.from(sig.slice(0, 4), function (x) { return x.toString(16).padStart(2, "0"); }).join("") !== vkey[2]) continue;
        if (await crypto.subtle.verify({ name: "Ed25519" }, key, sig.slice(4), utf8.encode(text))) signed = true;
        else return false;
      }
    }
    return signed;
  }
  async function text(address) {
    var r = await fetch(address);
    need(r.ok, address);
    return r.text();
  }
  /* True: proven by this receipt; false: the receipt is about another file. */
  async function proven(file, digest, name, policy, releaseKeys) {
    var bundle = JSON.parse(await text(at + "/" + name + ".sigstore.json")), entry = bundle.verificationMaterial.tlogEntries[0], p = entry.inclusionProof;
    var body = bytes(entry.canonicalizedBody), leaf = JSON.parse(new TextDecoder().decode(body)), verifier, signature, data;
    if (leaf.kind === "hashedrekord") {
      var spec = leaf.spec.hashedRekordV002;
      if (!same(bytes(spec.data.digest), digest)) return false;
      verifier = spec.signature.verifier; signature = spec.signature.content; data = file;
    } else {
      var payload = bytes(bundle.dsseEnvelope.payload), type = bundle.dsseEnvelope.payloadType, statement = JSON.parse(new TextDecoder().decode(payload));
      var hex = Array.from(digest, function (x) { return x.toString(16).padStart(2, "0"); }).join("");
      var itself = same(await sha256(payload), digest);
      if (!itself && !statement.subject.some(function (s) { return s.digest.sha256 === hex; })) return false;
      need(same(bytes(leaf.spec.dsseV002.payloadHash.digest), await sha256(payload)), "statement");
      verifier = leaf.spec.dsseV002.signatures[0].verifier; signature = leaf.spec.dsseV002.signatures[0].content;
      data = join(utf8.encode("DSSEv1 " + type.length + " " + type + " " + payload.length + " "), payload);
    }
    need(releaseKeys.indexOf(verifier.publicKey.rawBytes) >= 0, "key");
    need(await p256(verifier.publicKey.rawBytes, bytes(signature), data), "signature");
    var lines = p.checkpoint.envelope.split("\n"), size = Number(lines[1]);
    need(Number.isSafeInteger(size) && await included(await sha256(join(new Uint8Array([0]), body)), Number(p.logIndex), size, p.hashes.map(bytes), bytes(lines[2])), "log");
    need(await noted(p.checkpoint.envelope, policy), "checkpoint");
    return true;
  }
  input.addEventListener("change", async function () {
    if (!input.files.length) return;
    result.className = "soft";
    result.textContent = "…";
    try {
      try { await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]); } catch (e) { result.textContent = box.dataset.old; return; }
      var file = new Uint8Array(await input.files[0].arrayBuffer()), digest = await sha256(file), policy = await text("/log/policy");
      var keys = (await text("/log/release.pem")).split("-----END PUBLIC KEY-----").map(function (k) { return k.replace(/-----[^-]+-----|\s/g, ""); }), found = false;
      for (const name of box.dataset.files.trim().split("\n")) found = (await proven(file, digest, name, policy, keys)) || found;
      result.className = found ? "good" : "bad";
      result.textContent = found ? box.dataset.good : box.dataset.unknown;
    } catch (e) {
      result.className = "bad";
      result.textContent = box.dataset.bad + " " + e.message;
    }
  });
})();
