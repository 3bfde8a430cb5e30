globalThis.__dirname = new URL(".", import.meta.url).pathname;
import { JSDOM } from "jsdom";
import { readFileSync } from "node:fs";
const dom = new JSDOM("<!doctype html><html><body></body></html>");
for (const k of ["window", "document", "DOMParser", "XMLSerializer", "Node", "Element", "Document", "XMLDocument", "Attr", "Text", "Comment", "CDATASection", "ProcessingInstruction", "XPathResult", "NodeFilter", "File", "Blob", "FormData"]) {
  try { if (!(k in globalThis) || ["File", "Blob", "FormData"].includes(k)) globalThis[k] = k === "window" ? dom.window : dom.window[k]; } catch (e) { console.log(k, e.message); }
}
const e = await import("@getodk/xforms-engine");
console.log(Object.keys(e));
const xml = readFileSync(process.argv[2], "utf8");
const r = e.loadForm ? await e.loadForm(xml, {}) : null;
console.log(r && r.status, r && r.error && r.error.message, Object.keys(r || {}));
if (r.status !== "failure") {
  const i = r.createInstance();
  console.log(Object.keys(i));
  const root = i.root;
  console.log(root.currentState && Object.keys(root.currentState));
  const walk = (n, d) => { console.log(" ".repeat(d) + n.nodeType, n.currentState.reference, n.currentState.relevant, JSON.stringify(n.currentState.value ?? ""), n.currentState.label?.asString); for (const c of n.currentState.children ?? []) walk(c, d + 1); };
  walk(root, 0);
}
