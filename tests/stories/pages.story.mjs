// Story: every page of the site map (src/page/site.def), each as the person its gate is for, in
// English and Arabic, on a phone and at a desk, by light and (English) in the dark: no accessibility violation, no sideways
// scrolling, one heading, a visible label for every control, words in the reader's language,
// light on the wire, nothing asked elsewhere, nothing refused by the content policy. A page
// that stands in the site map and was not visited fails the story, so none can be forgotten.
// SHOTS=folder keeps a picture of each page.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { world, step, assert, violations } from "./lib.mjs";
if (process.env.ENGINE === "postgresql") {
  console.log("  on SQLite only: no page is drawn by the database");
  process.exit(0);
}
const began = Date.now();
const most = 14 * 1024; // what comes with the first ten packets
const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } };
const top = new URL("../..", import.meta.url).pathname;
const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });
const w = await world({ demo: true });

// The site map, and which line of it answers an address: the first that fits, as in web/site.c.
const site = [...readFileSync(join(top, "src/page/site.def"), "utf8").matchAll(/^PAGE\((GET|POST), "([^"]+)", (\w+), (\w+),/gm)].map(([, method, pattern, name, gate]) =>
  ({ method, pattern, name, gate, fits: new RegExp(`^${pattern.replace(/\./g, "\\.").replace(/:\w+/g, "[^/]+")}$`) }));
assert(site.length > 100, "the site map cannot be read");
const route = (path) => site.find((r) => r.method === "GET" && r.fits.test(path.split(/[?#]/)[0]));
const visited = new Set();

const rows = (sql) => JSON.parse(execFileSync("sqlite3", ["-readonly", "-json", join(w.env.ISTHMUS_DATA, "isthmus.db"), sql], { encoding: "utf8" }) || "[]");
const one = (sql) => {
  const [row] = rows(sql);
  assert(row, `the demonstration has none of: ${sql}`);
  return Object.values(row)[0];
};

// Who asks: the function that each gate is for, and those whom a page shows itself to differently.
const people = { administrator: "admin@demo.example", secretariat: "secretariat@demo.example", focal: "focal.chl@demo.example", releaser: "release.chl@demo.example",
  author: "author.chl@demo.example", validator: "validator.chl@demo.example", beginner: "focal.bra@demo.example", partner: "partner.iom@demo.example", former: "former.chl@demo.example", consenting: "release.per@demo.example" };
const fitting = { ANYONE: "public", SIGNED_IN: "focal", STATE: "focal", SECRETARIAT: "secretariat", ADMINISTRATOR: "administrator" };
const windows = {};
async function person(name) {
  if (windows[name]) return windows[name];
  const context = await w.browser.newContext({ viewport: sizes.desk, locale: "en", acceptDownloads: true });
  await context.addCookies([{ name: "lang", value: "en", url: w.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.faults = [];
  page.on("request", (r) => { if (!r.url().startsWith(w.url) && !/^(data|blob|about):/.test(r.url())) page.faults.push(`asks another server: ${r.url()}`); });
  page.on("console", (m) => { if (m.type() === "error" && !/status of (4|5)/.test(m.text())) page.faults.push(`console: ${m.text()}`); });
  page.on("pageerror", (e) => page.faults.push(`script: ${e}`));
  if (people[name]) {
    await w.enter(page, people[name]);
    assert(page.url().includes("/work"), `${name} is not let in: ${page.url()}`);
  }
  return (windows[name] = page);
}

// What the demonstration leaves out is made as people make it: an invitation, a file to be
// checked, a fact of the directory, a comment, a file of a section.
const made = {};
async function prepare() {
  const desk = await person("secretariat");
  await desk.goto(`${w.url}/people/new?round=lac-demo&party=arg`);
  await desk.fill("#f-mail", "focal.arg@demo.example");
  await desk.fill("#f-name", "Nombre Sintético");
  await desk.click("main form button");
  await desk.goto(`${w.url}/outbox/lac-demo`);
  made.mail = (await desk.getAttribute("main a[href^='/outbox/lac-demo/']", "href")).split("/").pop();
  const admin = await person("administrator");
  await admin.goto(`${w.url}/directory/lac/facts/new`);
  await admin.selectOption("#f-name", { index: 1 });
  await admin.fill("#f-value", "A fact written by the story");
  await admin.fill("#f-source", "https://example.org/source");
  await admin.click("main form button");
  await admin.goto(`${w.url}/data`);
  await admin.selectOption("#f-name", "members");
  await admin.setInputFiles("#f-file", { name: "members.csv", mimeType: "text/csv", buffer: Buffer.from("mechanism,iso3,role,source\nBP,ISL,member,x\nBP,NOR,observer,x\nBP,XQX,king,x\n") });
  await admin.click("main form button");
  made.upload = admin.url().split("/").pop();
  await admin.goto(`${w.url}/events/incoming`);
  await admin.setInputFiles("#f-file", { name: "other.ics", mimeType: "text/calendar", buffer: Buffer.from([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "BEGIN:VEVENT", "UID:one@example.org", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20270510",
    "DTEND;VALUE=DATE:20270512", "SUMMARY:A meeting of another body", "LOCATION:Geneva", "END:VEVENT", "END:VCALENDAR", ""].join("\r\n")) });
  await admin.click("main form button");
  made.calendar = admin.url().split("/").pop();
  await desk.goto(`${w.url}/reports/${half()}/edit`);
  await desk.click("button[name=do][value^=ask]");
  const author = await person("author");
  made.given = one("SELECT s.id FROM section s JOIN input i ON i.id = s.input JOIN answer a ON a.section = s.id WHERE i.party = 'chl' AND i.round = 'lac-demo' AND s.holder <> 'chl' AND s.open_to_all = 0");
  await author.goto(`${w.url}/sections/${made.given}`);
  await author.fill("#f-comment", "A remark on a figure");
  await author.click("text=Add the comment");
  made.document = one("SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = 'bra' AND s.name = 'methodology'");
  const beginner = await person("beginner");
  await beginner.goto(`${w.url}/sections/${made.document}`);
  await beginner.setInputFiles("#f-file", { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("A note of the story\n") });
  await beginner.click("text=Send the file");
  made.attachment = (await beginner.getAttribute("main a[href*='/files/']", "href")).split("/").pop();
}

// The first thing of each kind, by the name it has in an address.
const first = (name, pattern) => ({
  name: () => (pattern.startsWith("/log") ? "keys" : "isthmus.css"), token: () => "x", party: () => (pattern.startsWith("/rounds") ? "chl" : "lac"), round: () => "lac-demo", question: () => "status", entry: () => "new",
  mandate: () => one("SELECT m.id FROM mandate m JOIN person p ON p.id = m.person WHERE p.mail = 'author.chl@demo.example'"),
  step: () => one("SELECT id FROM round_step WHERE round = 'lac-demo' AND kind = 'hearing'"), body: () => one("SELECT party FROM relation WHERE other = 'chl' AND role = 'part_of' ORDER BY party"),
  mail: () => made.mail, upload: () => made.upload, form: () => one("SELECT id FROM form"),
  input: () => one("SELECT id FROM input WHERE round = 'lac-demo' AND party = 'chl'"), section: () => made.given,
  file: () => (pattern.startsWith("/data") ? "members.csv" : pattern.startsWith("/sections") ? made.attachment : "none"),
  release: () => one("SELECT id FROM release WHERE party = 'chl' AND round = 'lac-demo' AND audience = 'public' AND recalled IS NULL ORDER BY section_name DESC"),
  report: () => one("SELECT id FROM report WHERE status = 'adopted'"), paragraph: () => one("SELECT id FROM paragraph"), feed: () => (pattern.startsWith("/feeds/rounds") ? "lac-demo.ics" : "bp.ics"), step: () => one("SELECT id FROM round_step WHERE round = 'lac-demo' AND kind = 'hearing'"), event: () => one("SELECT id FROM event WHERE forum IS NOT NULL ORDER BY starts DESC"),
})[name]?.();
// Where the first thing will not do, or the page belongs to somebody else than its gate says.
const instead = {
  "/rounds/:round/parties/:party": ["secretariat", "/rounds/lac-demo/parties/chl"], "/rounds/:round/parties/:party/remove": ["secretariat", "/rounds/lac-demo/parties/chl/remove"],
  "/data/check/:upload": ["administrator"], "/people/new": ["focal"], "/inputs/:input/release": ["releaser"], "/releases/:release/recall": ["releaser"],
  "/releases/:release/receipt": ["releaser"], "/directory/:party/edit": ["administrator"], "/directory/:party/facts/:entry": ["administrator"],
  "/directory/:party/relations/:entry": ["administrator"], "/sections/:section": ["author"], "/second-factor": ["focal", "/second-factor?set=1"],
  "/sections/:section/files/:file": ["beginner", () => `/sections/${made.document}/files/${made.attachment}`],
  "/sections/:section/history": ["author", () => `/sections/${made.given}/history?question=status`],
  "/reports/:report/consent": ["consenting", () => `/reports/${half()}/consent`], "/reports/:report/edit": ["secretariat", () => `/reports/${half()}/edit`],
  "/reports/:report/pick": ["secretariat", () => `/reports/${half()}/pick?release=${first("release", "")}&question=${one(`SELECT question FROM released_answer WHERE release = '${first("release", "")}'`)}`],
  "/witness/:origin/checkpoint": ["public", `/witness/${"0".repeat(64)}/checkpoint`, 404],
  "/log/:name": ["public", "/log/checkpoint"], "/log/tile/:level/:a": ["public", "/log/tile/0/000", 404],
  "/log/tile/:level/:a/:b": ["public", () => `/log/tile/0/000.p/${one("SELECT size FROM log_state")}`],
  "/log/tile/:level/:a/:b/:c": ["public", "/log/tile/0/x001/000.p/1", 404], "/log/tile/:level/:a/:b/:c/:d": ["public", "/log/tile/0/x001/x000/000.p/1", 404],
  "/releases/:release/proof/:name": ["public", () => `/releases/${first("release", "")}/proof/content.json.sig`],
  "/reports/:report/proof/:name": ["public", () => `/reports/${first("report", "")}/proof/words.txt`],
  "/events/incoming": ["administrator"], "/events/incoming/:upload": ["administrator", () => `/events/incoming/${made.calendar}`],
  "/events/:event/edit": ["administrator"], "/events/new": ["administrator"],
  /* Tiles are tested with the log; here for how it looks where there is none. */
  "/log/tile/:level/:a": ["public", "/log/tile/9/000", 404], "/log/tile/:level/:a/:b": ["public", "/log/tile/9/x000/000", 404],
  "/log/tile/:level/:a/:b/:c": ["public", "/log/tile/9/x000/x000/000", 404], "/log/tile/:level/:a/:b/:c/:d": ["public", "/log/tile/9/x000/x000/x000/000", 404],
  "/feeds/mine/:feed": ["public", "/feeds/mine/x.ics", 404], "/reports/:report/adopt": ["secretariat", () => `/reports/${half()}/adopt`],
  "/enter/:token": ["public", "/enter/x", 422], "/rounds/:round/report": ["public", "/rounds/lac-demo-before/report"],
  "/releases/:release/files/:file": ["public", () => `/releases/${one("SELECT release FROM released_file")}/files/${one("SELECT attachment FROM released_file")}`],
};
const half = () => one("SELECT id FROM report WHERE status = 'draft'");
// The same pages as others see them, in other states, empty, and with mistakes; and pages that
// stand for no address of their own. [who, address, status] or [who, words, what to do].
const section = (party, name, round = "lac-demo") => one(`SELECT s.id FROM section s JOIN input i ON i.id = s.input WHERE i.party = '${party}' AND i.round = '${round}' AND s.name = '${name}'`);
const release = (party, name) => one(`SELECT id FROM release WHERE round = 'lac-demo' AND party = '${party}' AND section_name = '${name}'`);
const beside = () => [
  ["public", "/rounds/imrf-2026"], ["public", "/rounds/lac-2025"], ["public", "/directory?show=states"], ["public", "/directory?show=organizations"], ["public", "/directory?q=qqq"], ["public", "/directory/chl"],
  ["public", "/directory/bp"], ["public", "/directory/eclac"], ["public", "/events?view=month&month=2026-05"], ["public", "/events?view=year&year=2026"], ["public", "/events?view=list&when=2030"], ["public", "/rounds/lac-demo/answers?objective=1"], ["public", "/rounds/lac-demo/search?q=migra"],
  ["public", "/rounds/lac-demo/search?q=qqq"], ["public", "/rounds/lac-demo/report", 404], ["public", "/rounds/lac-2025/answers"], ["public", "/rounds/lac-2025/figures"],
  ["public", `/releases/${release("jam", "objective_19")}`], ["public", "/no/such/page", 404], ["public", "/people/new"],
  ["former", "/work"], ["former", "/people", 404], ["former", `/inputs/${first("input", "")}`, 404], ["former", `/sections/${made.given}`, 404], ["former", "/rounds/lac-demo/waiting", 404], ["former", "/account"],
  ["partner", "/work"], ["partner", "/rounds/lac-demo"], ["partner", `/sections/${made.given}`, 404], ["partner", "/administration", 404],
  ["focal", `/people/${one("SELECT m.id FROM mandate m JOIN person p ON p.id = m.person WHERE p.mail = 'labour.chl@demo.example'")}`], ["beginner", `/sections/${section("bra", "objective_01")}?hand=1`],
  ["secretariat", "/rounds/lac-demo/manage?find=chl&who=uni"], ["secretariat", "/people/new"],
  ["beginner", "/work"], ["beginner", `/inputs/${one("SELECT id FROM input WHERE party = 'bra'")}`], ["beginner", `/sections/${section("bra", "objective_01")}`], ["beginner", `/sections/${made.document}`],
  ["beginner", `/inputs/${one("SELECT id FROM input WHERE party = 'bra'")}/releases`], ["beginner", `/sections/${section("bra", "objective_01")}/history?question=status`], ["beginner", "/people"],
  ["author", "/work"], ["author", `/inputs/${first("input", "")}`], ["author", `/sections/${made.given}?languages=status`], ["author", `/sections/${made.given}?more=needs`],
  ["validator", "/work"], ["releaser", "/work"], ["releaser", `/inputs/${first("input", "")}`], ["releaser", `/sections/${section("chl", "objective_16")}`], ["focal", `/sections/${section("chl", "objective_01")}`],
  ["secretariat", "/work"], ["secretariat", "/rounds"], ["secretariat", "/rounds/lac-demo"], ["secretariat", "/rounds/lac-demo/waiting"], ["secretariat", "/rounds/lac-demo/report"], ["secretariat", `/reports/${half()}`],
  ["secretariat", "/calendar/align?from=2024-01-01&all=1&meeting=m3&on=2024-06-05"], ["secretariat", "/calendar/align?from=2022-01-05&all=1&on=x", 422], ["secretariat", "/outbox/lac-2025"], ["secretariat", "/people"], ["secretariat", "/people/new?round=lac-demo"], ["secretariat", "/trail"], ["secretariat", "/directory/lac"], ["secretariat", "/rounds/lac-demo/answers?objective=1"],
  ["administrator", "/work"], ["administrator", "/people"], ["administrator", "/trail"], ["administrator", "/directory/lac"], ["administrator", `/directory/lac/facts/${one("SELECT id FROM fact WHERE party = 'lac'")}`],
  ["public", "sign-in without an address", async (page) => { await page.goto(`${w.url}/sign-in`); await page.evaluate(() => (document.querySelector("main form").noValidate = true)); await page.click("main form button"); }],
  ["focal", "appointment with mistakes", async (page) => { await page.goto(`${w.url}/people/new`); await page.evaluate(() => (document.querySelector("main form").noValidate = true)); await page.fill("#f-mail", "nobody"); await page.click("main form button"); }],
  ["releaser", "release preview", async (page) => { await page.goto(`${w.url}/inputs/${first("input", "")}/release`); await page.selectOption("select[name^=audience] >> nth=0", "members"); await page.click("main form button >> nth=-1"); }],
  ["releaser", "release with nothing chosen", async (page) => { await page.goto(`${w.url}/inputs/${first("input", "")}/release`); await page.click("main form button >> nth=-1"); }],
  ["public", "what was typed after a session ended", async (page) => { await page.goto(`${w.url}/sign-in`); await page.evaluate((id) => { const f = document.querySelector("main form"); f.noValidate = true; f.action = `/sections/${id}`;
    const t = f.querySelector("[name=mail]"); t.type = "text"; t.name = "a:status:"; t.value = "A long answer that was typed before the session ended, and that must not be lost"; }, made.given); await page.click("main form button"); }],
];

// Every line of the site map once, then the others.
function visits() {
  const all = site.filter((r) => r.method === "GET").map((r) => {
    const [who = fitting[r.gate], address, status = 200] = instead[r.pattern] ?? [];
    const path = address ? (typeof address === "function" ? address() : address) : r.pattern.replace(/:(\w+)/g, (_, name) => first(name, r.pattern) ?? assert(false, `${r.pattern}: say in first() what :${name} is`));
    return { who, path, status };
  });
  for (const [who, path, more] of beside()) all.push(typeof more === "function" ? { who, name: path, act: more } : { who, path, status: more ?? 200 });
  return all;
}

// English words of the interface that have a translation; those with values as patterns.
const decode = (s) => JSON.parse(`"${s}"`);
const catalogue = readFileSync(join(top, "lang/ar.po"), "utf8").split("\n\n").slice(1).map((entry) => {
  const of = (key) => [...entry.matchAll(new RegExp(`^${key} "(.*)"$`, "gm"))].map((m) => decode(m[1]));
  return { english: [...of("msgid"), ...of("msgid_plural")], arabic: of("msgstr(?:\\[\\d\\])?") };
});
const english = catalogue.flatMap(({ english: e, arabic }) => e.filter((x) => /[a-z]{2}/.test(x) && !arabic.includes(x)));
assert(english.length > 500, "the catalogue cannot be read");
const fixed = english.filter((e) => !e.includes("%"));
const pattern = (words) => `^${words.replace(/[.*+?^${}()|[\]\\/]/g, (c) => (c === "$" ? "$" : `\\${c}`)).replace(/%(\d\$)?(s|d|lld|zu)/g, "(.*)")}$`;
const patterns = english.filter((e) => e.includes("%") && /[a-z]{3}/i.test(e.replace(/%(\d\$)?[a-z]+/g, ""))).map(pattern);
const translations = catalogue.flatMap(({ arabic }) => arabic.filter((a) => /[A-Za-z]{2}/.test(a.replace(/%(\d\$)?[a-z]+/g, "")))).map(pattern); // "الملفات: PDF"

// What must hold for the page as it stands in the window; gives back what does not.
const looked = (language) => async (page) => page.evaluate(({ language, fixed, patterns, translations }) => {
  const wrong = [], shown = (e) => e.checkVisibility({ visibilityProperty: true }), html = document.documentElement;
  if (html.lang !== language || html.dir !== (language === "ar" ? "rtl" : "ltr")) wrong.push(`lang=${html.lang} dir=${html.dir}`);
  if (!document.title.replace("· Isthmus", "").trim()) wrong.push("no title");
  const headings = [...document.querySelectorAll("h1")];
  if (headings.length !== 1 || !headings[0].textContent.trim()) wrong.push(`${headings.length} first headings`);
  const wide = html.scrollWidth - html.clientWidth;
  if (wide > 0) wrong.push(`${wide} pixels wider than the window: ${[...document.querySelectorAll("main *, header *, footer *")].filter((e) => { const b = e.getBoundingClientRect(); return shown(e) && !e.closest(".scroll") && (b.right > html.clientWidth + 1 || b.left < -1) && b.left > -900; }).slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(" | ")}`);
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (shown(e) && ![...e.labels].some((l) => shown(l) && l.textContent.trim())) wrong.push(`no visible label: ${e.outerHTML.slice(0, 160)}`);
  for (const e of document.querySelectorAll("a[href], button, summary"))
    if (shown(e) && !e.classList.contains("skip") && !e.textContent.trim() && !e.getAttribute("aria-label")) wrong.push(`says nothing: ${e.outerHTML.slice(0, 160)}`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id), twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length) wrong.push(`ids twice: ${twice}`);
  if (language === "en") return wrong;
  const known = new Set(fixed), forms = patterns.map((p) => new RegExp(p, "s")), own = translations.map((p) => new RegExp(p, "s")), says = (t) => known.has(t) || forms.some((f) => f.test(t));
  const ours = (t) => !/[A-Za-z]{2}/.test(t.replace(/\b(UTC|GMT|SHA|kB)\b/g, "")) || own.some((f) => { const m = f.exec(t); return m && !m.slice(1).some((x) => /[A-Za-z]{2}/.test(x)); });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = walker.nextNode()); ) {
    const text = n.textContent.replace(/\s+/g, " ").trim(), e = n.parentElement;
    if (!/[A-Za-z]{2}/.test(text) || e.closest("script, [lang]:not([lang=ar]), textarea, svg")) continue;
    if (says(text) && !e.closest("main bdi:not(h1 bdi)")) wrong.push(`English on an Arabic page: ${text}`);
    /* A name that came in from elsewhere stands apart from the words around it, or the line runs in the wrong order. */
    else if (!e.closest("bdi, code, option, .mark, .mistake, .mistakes, .told, [dir]:not(html)") && !ours(text.replace(/\u2068[^\u2069]*\u2069/g, "") )) wrong.push(`not isolated: ${e.outerHTML.slice(0, 200)}`);
  }
  for (const e of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    for (const a of ["aria-label", "title", "placeholder", "alt"]) if (e.hasAttribute(a) && !e.closest("[lang]:not([lang=ar])") && says(e.getAttribute(a))) wrong.push(`English in ${a}: ${e.getAttribute(a)}`);
  return wrong;
}, { language, fixed, patterns, translations });

// Bytes as they come over the line, compressed.
const weigh = async (path, page) => {
  const cookies = page ? (await page.context().cookies(w.url)).map((c) => `${c.name}=${c.value}`).join("; ") : "";
  return new Promise((done, fail) => get(w.url + path, { headers: { "Accept-Encoding": "gzip", Cookie: cookies } }, (r) => {
    let n = 0;
    r.on("data", (d) => (n += d.length)).on("end", () => done(n));
  }).on("error", fail));
};
let besides; // what the first view needs besides the page; the script comes later and only improves
const heaviest = { bytes: 0 };
const problems = [];
let looks = 0, files = 0;

async function visit(v, language) {
  const page = await person(v.who), what = `${v.name ?? v.path} (${v.who}, ${language})`;
  const fault = (words) => problems.push(`${what}: ${words}`);
  await page.context().addCookies([{ name: "lang", value: language, url: w.url }]);
  await page.setViewportSize(sizes.desk);
  if (v.act) {
    await v.act(page);
  } else {
    const reply = await page.context().request.get(w.url + v.path, { maxRedirects: 5 }), type = reply.headers()["content-type"] ?? "";
    visited.add(route(v.path)?.pattern);
    if (reply.status() !== v.status) return fault(`status ${reply.status()}, not ${v.status}`);
    if (!type.startsWith("text/html") || /attachment/.test(reply.headers()["content-disposition"] ?? "")) return void files++; // the stories of each format look into them
    await page.goto(w.url + v.path);
    const bytes = besides + (await weigh(v.path, page));
    if (bytes > heaviest.bytes) Object.assign(heaviest, { bytes, what });
    if (bytes > most) fault(`${bytes} bytes on first view, at most ${most}`);
  }
  for (const [size, area] of Object.entries(sizes)) {
    await page.setViewportSize(area);
    for (const words of await looked(language)(page)) fault(`${size}: ${words}`);
    for (const words of await violations(page)) fault(`${size}: ${words}`);
    looks++;
    if (shots) {
      const name = `${what.replace(/[^\w]+/g, "_").slice(0, 90)}-${size}`;
      await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    }
  }
  await page.setViewportSize({ width: 320, height: 640 }); // a desk at 400 % (WCAG 1.4.10)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) fault(`${wide} pixels wider than a window of 320`);
  await page.setViewportSize(sizes.desk);
  if (language === "en") { // the same words in the dark: colours alone differ
    await page.emulateMedia({ colorScheme: "dark" });
    for (const words of await violations(page, { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } })) fault(`dark: ${words}`);
    if (shots) await page.screenshot({ path: join(shots, `${what.replace(/[^\w]+/g, "_").slice(0, 90)}-dark.png`), fullPage: true });
    await page.emulateMedia({ colorScheme: "light" });
    looks++;
  }
  for (const words of page.faults.splice(0)) fault(words);
}

try {
  await step("the demonstration, and what it leaves out", prepare);
  besides = (await weigh("/static/isthmus.css")) + (await weigh("/static/icon.svg"));
  const all = visits(), only = process.env.ONLY && new RegExp(process.env.ONLY);
  for (const language of ["en", "ar"])
    await step(`${language}: ${all.length} pages and files, on a phone and at a desk`, async () => {
      // Two people at once: a person's pages come one after the other, in one window.
      const asked = all.filter((v) => !only || only.test(v.name ?? v.path));
      const turns = [...new Set(asked.map((v) => v.who))].map((who) => asked.filter((v) => v.who === who)).sort((a, b) => b.length - a.length);
      const worker = async () => { for (let t; (t = turns.shift()); ) for (const v of t) await visit(v, language).catch((e) => problems.push(`${v.name ?? v.path} (${v.who}, ${language}): ${e.message}`)); };
      await Promise.all([worker(), worker()]);
    });
  await step("no page of the site map was left out", async () => {
    const left = site.filter((r) => r.method === "GET" && !visited.has(r.pattern)).map((r) => r.pattern);
    assert(!left.length || only, `never visited: ${left.join(", ")}`);
  });
  if (process.env.PROBLEMS) writeFileSync(process.env.PROBLEMS, problems.join("\n"));
  assert(!problems.length, `${problems.length} faults:\n${problems.join("\n")}`);
  console.log(`  ${looks} looks and ${files} files in ${Math.round((Date.now() - began) / 1000)} s; the heaviest first view is ${heaviest.bytes} bytes (${besides} of them style sheet and mark): ${heaviest.what}`);
} finally {
  await w.end();
}
