// lib.mjs: what every story needs: a server of its own on a fresh database (SQLite or
// PostgreSQL), a real SMTP server, Debian's Chromium, people who sign in as people do, and
// the checks that hold for every page (accessibility, weight, no request elsewhere).
import { spawn, spawnSync, execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const program = process.env.ISTHMUS ?? new URL("../../build/release/isthmus", import.meta.url).pathname;
const top = new URL("../..", import.meta.url).pathname;
const axeSource = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

// The key of everybody's second factor in the demonstration.
export const demoKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

export function assert(condition, words) {
  if (!condition) throw new Error(words);
}

const freePort = () =>
  new Promise((done) => {
    const s = createServer().listen(0, "127.0.0.1", () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });

// One world: a data folder, a server, a mailbox. engine: "sqlite" or "postgresql".
export async function world({ engine = "sqlite", demo = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "isthmus-story-"));
  execFileSync("chmod", ["755", folder]);
  const env = { ...process.env, ISTHMUS_DATA: join(folder, "data"), PORT: String(await freePort()) };
  if (engine === "postgresql")
    env.ISTHMUS_DATABASE = execFileSync(join(top, "tools/postgres"), ["start", join(folder, "pg")], { encoding: "utf8" }).trim();
  const mails = await mailbox(folder);
  env.ISTHMUS_SMTP = `smtp://127.0.0.1:${mails.port}`;
  env.ISTHMUS_MAIL_FROM = "isthmus@example.org";
  const run = (...words) => {
    const r = spawnSync(program, words, { env, encoding: "utf8" });
    assert(r.status === 0, `isthmus ${words.join(" ")}: ${r.stderr}${r.stdout}`);
    return r.stdout;
  };
  run("init");
  if (demo) run("demo");
  let server;
  const url = `http://127.0.0.1:${env.PORT}`;
  const start = async () => {
    server = spawn(program, ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
    for (let i = 0; i < 200; i++) {
      try {
        if ((await fetch(url)).ok) return;
      } catch {}
      await new Promise((r) => setTimeout(r, 25));
    }
    throw new Error("the server does not answer");
  };
  const stop = async (signal = "SIGTERM") => {
    const ended = new Promise((done) => server.once("exit", done));
    server.kill(signal);
    await ended;
  };
  // Somebody signs in by a link made at the console (mailed: by the newest one mailed to them)
  // and with the second factor: in a demonstration when it is asked for, by the key that is
  // shown when none was set up yet, else by the one that all have there. Elsewhere they get
  // this key first; key null: they sign in without.
  const enter = async (page, mail, { mailed = false, key = demo ? demoKey : "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" } = {}) => {
    if (key && !demo) run("user", "totp", mail, key);
    await page.goto(mailed ? [...(await mails.wait(mail, "/enter/")).matchAll(/http\S+\/enter\/[a-z2-7]+/g)].pop()[0] : run("user", "link", mail).trim());
    await page.click("main form button");
    if (key && !demo) await page.goto(`${url}/second-factor?goto=/account`);
    if (page.url().includes("second-factor")) {
      const shown = await page.$(".key code");
      await page.fill("#f-code", totp(shown ? await shown.textContent() : key));
      await page.click("main form button");
    }
    assert(!page.url().includes("second-factor"), `${mail} is not let in: ${page.url()}`);
  };
  await start();
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  return {
    url, run, browser, mail: mails, env, folder, start, stop, enter,
    async restart(signal) {
      await stop(signal);
      await start();
    },
    async end() {
      await browser.close();
      const ended = new Promise((done) => server.once("exit", done));
      server.kill("SIGTERM");
      await ended; // it still writes
      mails.end();
      if (engine === "postgresql") spawnSync(join(top, "tools/postgres"), ["stop", join(folder, "pg")]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// A real SMTP server (Debian's aiosmtpd) that keeps each mail as a file.
async function mailbox(folder) {
  const box = join(folder, "mail");
  const port = await freePort();
  const server = spawn("/usr/bin/python3", ["-m", "aiosmtpd", "-n", "-l", `127.0.0.1:${port}`, "-c", "aiosmtpd.handlers.Mailbox", box], { stdio: "ignore" });
  const seen = new Set();
  const all = () => (existsSync(join(box, "new")) ? readdirSync(join(box, "new")).map((f) => readFileSync(join(box, "new", f), "utf8")) : []);
  return {
    port, all,
    // The decoded text of a mail to somebody that holds the words, each given once; waits for it.
    async wait(to, words = "", seconds = 40) {
      for (let i = 0; i < seconds * 5; i++) {
        for (const raw of all().reverse()) {
          if (seen.has(raw)) continue;
          const text = decode(raw);
          if (new RegExp(`^To:.*${to.replace(/[.+]/g, "\\$&")}`, "im").test(raw) && text.includes(words)) {
            seen.add(raw);
            return text;
          }
        }
        await new Promise((r) => setTimeout(r, 200));
      }
      throw new Error(`no mail to ${to} with "${words}"`);
    },
    end: () => server.kill(),
  };
}

// Mail as text: Python's own mail library decodes it, so that our writer is not its own judge.
export function decode(raw) {
  return execFileSync("/usr/bin/python3", ["-c",
    "import sys,email,email.policy as p\nm=email.message_from_bytes(sys.stdin.buffer.read(),policy=p.default)\n" +
    "print('Subject:',m['subject'])\nprint((m.get_body(('plain','html')) or m).get_content())"], { input: raw, encoding: "utf8" });
}

// The code of a second factor now (RFC 6238), computed outside the program.
export function totp(seed, at = Date.now()) {
  const bits = [...seed.toUpperCase().replace(/[^A-Z2-7]/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const h = createHmac("sha1", key).update(counter).digest();
  const o = h[19] & 15;
  return String((h.readUInt32BE(o) & 0x7fffffff) % 1000000).padStart(6, "0");
}

// A browser window of one person: language, width, with or without script.
export async function window_(w, { language = "en", phone = false, script = true } = {}) {
  const context = await w.browser.newContext({
    locale: language, javaScriptEnabled: script,
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 900 },
    extraHTTPHeaders: { "Accept-Language": language }, acceptDownloads: true,
  });
  const page = await context.newPage();
  const elsewhere = [];
  page.on("request", (r) => { if (!r.url().startsWith(w.url) && !/^(data|blob|about):/.test(r.url())) elsewhere.push(r.url()); });
  page.elsewhere = elsewhere;
  page.scripted = script;
  page.setDefaultTimeout(15000);
  return page;
}

// What axe finds on the page as it stands; target-size is among the rules that it leaves out by itself.
const rules = { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { "target-size": { enabled: true } } };
export async function violations(page, options = rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const found = await page.evaluate((r) => window.axe.run(document, r), options);
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
}

// What must hold for every page shown: no accessibility violation, weight, direction, labels.
export async function inspect(page, what, { weight = 14 * 1024 } = {}) {
  const html = await page.content();
  if (page.scripted) { // axe itself is a script
    const wrong = await violations(page);
    assert(!wrong.length, `${what}: ${wrong.join("\n")}`);
  }
  const raw = await page.context().request.get(page.url(), { headers: { "Accept-Encoding": "identity" } });
  if (raw.ok() && (raw.headers()["content-type"] ?? "").startsWith("text/html")) {
    const size = gzipSync(await raw.body()).length;
    assert(size <= weight, `${what}: ${size} bytes compressed, at most ${weight}`);
  }
  if (!page.scripted) return;
  const unnamed = await page.$$eval("input:not([type=hidden]), select, textarea", (all) =>
    all.filter((e) => !(e.labels?.length || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby"))).map((e) => e.outerHTML));
  assert(!unnamed.length, `${what}: without a label: ${unnamed[0]}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert(wide <= 1, `${what}: ${wide} pixels wider than the window`);
  assert(!page.elsewhere.length, `${what}: asks another server: ${page.elsewhere[0]}`);
  assert(html.includes("<main"), `${what}: no main part`);
}

let count = 0;
export async function step(words, f) {
  const began = Date.now();
  try {
    await f();
    count++;
    console.log(`  ok   ${words} (${Date.now() - began} ms)`);
  } catch (e) {
    console.log(`  FAIL ${words}\n${e.stack ?? e}`);
    throw e;
  }
}
export const steps = () => count;
