// The engine of ODK Web Forms loads the forms we write, and decides as we do what is asked, what it
// holds and whether it fits, over forms and answers made by chance (a fixed one).
// Usage: node agree.mjs PROGRAM FOLDER [forms] [answers to each]
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";

globalThis.__dirname = new URL(".", import.meta.url).pathname; // its parser looks for it in Node
const dom = new JSDOM("<!doctype html><html><body></body></html>");
for (const k of ["document", "DOMParser", "XMLSerializer", "Node", "Element", "Document", "XMLDocument", "Attr", "Text", "Comment", "CDATASection", "ProcessingInstruction", "XPathResult", "NodeFilter"])
  globalThis[k] ??= dom.window[k];
globalThis.window ??= dom.window;
const { loadForm } = await import("@getodk/xforms-engine");
const [program, folder, forms = "30", sets = "20"] = process.argv.slice(2);
const run = (...words) => execFileSync(program, words, { encoding: "utf8", env: { ...process.env, ISTHMUS_DATA: folder } });

let seed = 20261124;
const chance = (n) => (seed = (seed * 16807) % 2147483647) % n;
const one = (list) => list[chance(list.length)];

// A form: numbers, texts, choices, groups, a repeat; what stands above may be named below.
function make(n) {
  const instance = [], binds = [], body = [], names = { int: [], text: [], one: [], many: [] }, fields = [];
  const bind = (path, attributes) => binds.push(`<bind nodeset="${path}" ${attributes.filter(Boolean).join(" ")}/>`);
  const xml = (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  const number = () => (names.int.length && chance(3) ? one(names.int) : String(chance(20)));
  const truth = () => {
    const all = [() => `${number()} ${one(["<", "<=", ">", ">=", "=", "!="])} ${number()}`];
    if (names.one.length) all.push(() => `${one(names.one)} = '${one(["a", "b", "c"])}'`);
    if (names.many.length) all.push(() => `selected(${one(names.many)}, '${one(["a", "b", "c"])}')`, () => `count-selected(${one(names.many)}) > ${chance(3)}`);
    if (names.text.length) all.push(() => `${one(names.text)} != ''`, () => `string-length(${one(names.text)}) > ${chance(4)}`, () => `contains(${one(names.text)}, 'x')`, () => `regex(${one(names.text)}, '^[a-x]+$')`);
    const t = one(all)();
    return chance(3) ? t : `${one(["not(" + t + ")", `${t} and ${one(all)()}`, `${t} or ${one(all)()}`])}`;
  };
  const worked = () => one([() => `${number()} + ${number()} * 2`, () => `if(${truth()}, ${number()}, 'none')`, () => `concat('v', ${number()}, '-', ${number()})`, () => `round(${number()} div 7, 2)`, () => `coalesce(${names.text[0] ?? "''"}, 'nothing')`,
    () => `int(${number()} mod 5)`, () => `max(coalesce(${number()}, 0), coalesce(${number()}, 1))`, () => `substr(${names.text[0] ?? "'abc'"}, 1, 3)`, () => `number(${truth()})`, () => `pow(${number()}, 2) - abs(${number()})`])();
  const question = (i, path, inside, deep) => {
    const kind = one(["int", "text", "one", "many"]), at = `${path}/q${i}`, when = chance(3) ? "" : `relevant="${xml(truth())}"`;
    inside.push(`<q${i}/>`);
    bind(at, [`type="${kind === "int" ? "int" : "string"}"`, when, chance(4) ? "" : 'required="true()"', chance(2) && kind === "int" ? `constraint="${xml(`. ${one(["<", ">"])} ${number()}`)}"` : ""]);
    if (kind === "int" || kind === "text") body.push(`<input ref="${at}"><label>Q${i}</label></input>`);
    else body.push(`<${kind === "one" ? "select1" : "select"} ref="${at}"><label>Q${i}</label><itemset nodeset="instance('abc')/root/item"><value ref="name"/><label ref="label"/></itemset></${kind === "one" ? "select1" : "select"}>`);
    fields.push({ at, kind, deep });
    if (!deep) names[kind].push(at);
  };
  const root = "/data/g";
  let inner = [];
  for (let i = 0; i < n; i++) {
    if (i % 8 === 5) {
      const within = [];
      bind(`${root}/h${i}`, [`relevant="${xml(truth())}"`]);
      body.push(`<group ref="${root}/h${i}"><label>H</label>`);
      question(i, `${root}/h${i}`, within, false);
      body.push("</group>");
      inner.push(`<h${i}>${within.join("")}</h${i}>`);
    } else question(i, root, inner, false);
    if (i % 2) {
      bind(`${root}/c${i}`, ['type="string"', `calculate="${xml(worked())}"`]);
      inner.push(`<c${i}/>`);
      if (i % 4 === 3) names.text.push(`${root}/c${i}`);
    }
  }
  bind(`${root}/r/x`, ['type="int"', 'constraint=". &lt; 15"']);
  bind(`${root}/r/y`, ['type="string"', `calculate="../x * 2 + ${number()}"`]);
  bind(`${root}/total`, ['type="string"', `calculate="sum(${root}/r/x) + count(${root}/r)"`]);
  body.push(`<group ref="${root}/r"><label>R</label><repeat nodeset="${root}/r"><input ref="${root}/r/x"><label>X</label></input></repeat></group>`);
  inner.push("<r><x/><y/></r><total/>");
  const items = ["a", "b", "c"].map((c) => `<item><name>${c}</name><label>${c.toUpperCase()}</label></item>`).join("");
  return { fields, xml: `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Made ${n}</h:title><model><instance><data id="made-${n}-${seed}" version="1"><g>${inner.join("")}</g><meta><instanceID/></meta></data></instance><instance id="abc"><root>${items}</root></instance>${binds.join("")}</model></h:head><h:body><group ref="${root}"><label>G</label>${body.join("")}</group></h:body></h:html>` };
}

const answer = (kind) => (chance(5) === 0 ? "" : kind === "int" ? String(chance(25)) : kind === "text" ? one(["x", "ab", "abx9", "Ж"]) : kind === "one" ? one(["a", "b", "c"]) : ["a", "b", "c"].filter(() => chance(2)).join(" "));
function* nodes(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* nodes(child);
}
const place = (reference) => reference.replace(/^\/data\/g\//, "").replace(/^\/data\//, "");
const shown = (v) => (Array.isArray(v) ? v.map((x) => x.value ?? x).join(" ") : v === null || v === undefined ? "" : String(v.value ?? v));
const equal = (a, b) => a === b || (a !== "" && b !== "" && Math.abs(Number(a) - Number(b)) < 1e-9);

let decisions = 0, answers = 0;
for (let f = 0; f < Number(forms); f++) {
  const made = make(10 + f);
  writeFileSync(join(folder, "made.xml"), made.xml);
  const id = run("form", "keep", join(folder, "made.xml")).trim().split(" ").pop();
  run("form", "write", id, join(folder, "ours.xml"));
  const form = await loadForm(readFileSync(join(folder, "ours.xml"), "utf8"), {});
  if (form.status === "failure") throw new Error(`form ${f}: ${form.error?.message}`);
  const given = [], theirs = [];
  for (let s = 0; s < Number(sets); s++) {
    const { root } = form.createInstance();
    const at = () => new Map([...nodes(root)].map((n) => [n.currentState.reference, n]));
    const set = [];
    const range = [...nodes(root)].find((n) => n.nodeType.startsWith("repeat-range"));
    range.addInstances();
    const fields = [...made.fields.map((x) => ({ path: x.at, name: place(x.at), kind: x.kind })), { path: "/data/g/r[1]/x", name: "r[1]/x", kind: "int" }, { path: "/data/g/r[2]/x", name: "r[2]/x", kind: "int" }];
    const map = at();
    for (const field of fields) {
      // sum() over an empty answer: Collect leaves it out, as we do; this engine gives none at all
      const value = field.name.startsWith("r[") ? String(1 + chance(20)) : answer(field.kind), node = map.get(field.path);
      set.push(`${field.name}\t${value}`);
      if (value === "") continue;
      if (field.kind === "one") node.selectValue(value);
      else if (field.kind === "many") node.selectValues(value.split(" "));
      else if (field.kind === "int") node.setValue(BigInt(value));
      else node.setValue(value);
    }
    given.push(set.join("\n"));
    theirs.push([...nodes(root)].filter((n) => !/^(root|group|repeat)/.test(n.nodeType) && !n.currentState.reference.includes("meta")).map((n) => ({
      place: place(n.currentState.reference), relevant: n.currentState.relevant, required: n.currentState.required, value: shown(n.currentState.value), fits: n.validationState?.constraint?.valid ?? true })));
  }
  writeFileSync(join(folder, "answers.txt"), given.join("\n\n") + "\n");
  const ours = run("form", "try", id, join(folder, "answers.txt")).trim().split("\n\n").map((set) => new Map(set.split("\n").map((l) => [l.split("\t")[0], l.split("\t")])));
  theirs.forEach((set, s) => {
    answers++;
    for (const t of set) {
      const o = ours[s].get(t.place);
      if (!o) throw new Error(`form ${f}, answers ${s}: ours has no ${t.place}\n${given[s]}`);
      const wrong = (o[1] === "1") !== t.relevant ? "asked" : t.relevant && (o[2] === "1") !== t.required ? "required" : t.relevant && !equal(o[4].trim(), t.value) ? "value" : t.relevant && t.value !== "" && (o[3] === "1") !== t.fits ? "fits" : "";
      if (wrong) throw new Error(`form ${f}, answers ${s}, ${t.place}: ${wrong}: ours ${o.slice(1).join("|")}, theirs ${JSON.stringify(t)}\n${given[s]}\n${made.xml}`);
      decisions += 4;
    }
  });
}
console.log(`${decisions} decisions on ${answers} answers to ${forms} forms are the same`);
