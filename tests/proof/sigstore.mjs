/* @sigstore/verify from npm, unmodified and offline: accepts our bundles, refuses 1,000 spoiled
 * ones and a spoiled file. Usage: sigstore.mjs FOLDER, with trusted_root.json, release.pem, and
 * content.json and release.json with their .sigstore.json beside them. */
import { readFileSync } from "node:fs";
import { createPublicKey, createHash } from "node:crypto";
import { bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import { TrustedRoot } from "@sigstore/protobuf-specs";
const folder = process.argv[2], read = name => readFileSync(`${folder}/${name}`);
const key = createPublicKey(read("release.pem"));
const hint = createHash("sha256").update(key.export({ type: "spki", format: "der" })).digest("base64");
const material = toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(read("trusted_root.json"))), asked => {
  if (asked !== hint) throw new Error("another key");
  return { publicKey: key, validFor: () => true };
});
const stamps = Number(process.argv[3] || 0), verifier = new Verifier(material, { ctlogThreshold: 0, tlogThreshold: 1, timestampThreshold: stamps });
const accepted = (json, file) => {
  try { verifier.verify(toSignedEntity(bundleFromJSON(json), file)); return null; } catch (e) { return e; }
};
let wrong = 0;
const fail = words => { wrong++; console.log("FAILED: " + words); };
let seed = 42;
const random = n => (seed = (seed * 1103515245 + 12345) % 2147483648, seed % n);
const flip = (text, from = 0) => { const b = Buffer.from(text, "base64"); b[from + random(b.length - from)] ^= 1 << random(8); return b.toString("base64"); };

/* One change in one part of a bundle that carries proof. */
const parts = [
  ["leaf", (j, e) => { e.canonicalizedBody = flip(e.canonicalizedBody); }],
  ["index", (j, e) => { e.inclusionProof.logIndex = String(Number(e.inclusionProof.logIndex) + 1 + random(9)); }],
  ["hash", (j, e) => { const i = random(e.inclusionProof.hashes.length); e.inclusionProof.hashes[i] = flip(e.inclusionProof.hashes[i]); }],
  ["hash missing", (j, e) => { e.inclusionProof.hashes.splice(random(e.inclusionProof.hashes.length), 1); }],
  ["hash too many", (j, e) => { e.inclusionProof.hashes.push(flip(e.inclusionProof.hashes[0])); }],
  ["root of the checkpoint", (j, e) => { const l = e.inclusionProof.checkpoint.envelope.split("\n"); l[2] = flip(l[2]); e.inclusionProof.checkpoint.envelope = l.join("\n"); }],
  ["size of the checkpoint", (j, e) => { const l = e.inclusionProof.checkpoint.envelope.split("\n"); l[1] = String(Number(l[1]) + 1 + random(99)); e.inclusionProof.checkpoint.envelope = l.join("\n"); }],
  ["signature of the log", (j, e) => { const l = e.inclusionProof.checkpoint.envelope.split("\n"), w = l[4].split(" "); w[2] = flip(w[2], 4); l[4] = w.join(" "); e.inclusionProof.checkpoint.envelope = l.join("\n"); }],
  ["signature", j => { if (j.messageSignature) j.messageSignature.signature = flip(j.messageSignature.signature); else j.dsseEnvelope.signatures[0].sig = flip(j.dsseEnvelope.signatures[0].sig); }],
  ["file or statement", (j, e, f) => { if (j.dsseEnvelope) j.dsseEnvelope.payload = flip(j.dsseEnvelope.payload); else f.file = Buffer.from(flip(f.file.toString("base64")), "base64"); }],
];
for (const name of ["content.json", "release.json"]) {
  const text = read(name + ".sigstore.json").toString(), file = name === "content.json" ? read(name) : undefined;
  const error = accepted(JSON.parse(text), file);
  if (error) fail(`${name} is refused: ${error.code} ${error.message}`);
  for (let i = 0; i < 500; i++) {
    const j = JSON.parse(text), f = { file }, [what, spoil] = parts[i % parts.length];
    spoil(j, j.verificationMaterial.tlogEntries[0], f);
    if (!accepted(j, f.file)) fail(`${name}, spoiled in ${what}, is accepted`);
  }
}
console.log(wrong ? `${wrong} failed` : "@sigstore/verify accepts both bundles and refuses 1,000 spoiled ones");
process.exit(wrong ? 1 : 0);
