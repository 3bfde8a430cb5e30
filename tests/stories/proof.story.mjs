// Story: a journalist checks what a State released. The proof page says what is proven and what
// is not; the browser checks a file by itself; a changed file is told; the short code of a
// paper leads there; without script the page says how to check by hand.
import { writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE, demo: true });
const main = (page) => page.textContent("main");

try {
  const desk = await window_(w, { language: "en" });
  const phone = await window_(w, { language: "ar", phone: true });
  const plain = await window_(w, { language: "fr", script: false });
  let proof, saved, code;

  await step("from a public release to its proof", async () => {
    await desk.goto(`${w.url}/rounds/lac-demo/answers?cluster=1`);
    await desk.click('main a[href^="/releases/"] >> nth=0');
    await desk.click('main a[href$="/proof"]');
    proof = desk.url();
    await inspect(desk, "proof of a release");
    const words = await main(desk);
    assert(words.includes("What is proven") && words.includes("What is not proven"), "it says what is proven and what is not");
    code = await desk.textContent("main code.receipt >> nth=0");
    assert(/^[A-Z]{4}-[A-Z]{4}-[A-Z]{4}$/.test(code), `a short code: ${code}`);
    saved = join(w.folder, "content.json");
    writeFileSync(saved, await (await desk.context().request.get(proof.replace("/proof", "/content.json"))).body());
  });
  const verdict = async (page, file) => {
    await page.setInputFiles("#check-file", []);
    await page.evaluate(() => { document.getElementById("check-result").className = ""; });
    await page.setInputFiles("#check-file", file);
    await page.waitForSelector("#check-result.good, #check-result.bad", { timeout: 10000 });
    return page.getAttribute("#check-result", "class");
  };
  await step("the browser checks the file by itself, and tells a changed one", async () => {
    const sent = [];
    desk.on("request", (r) => sent.push(r.method()));
    assert((await verdict(desk, saved)) === "good", `genuine: ${await desk.textContent("#check-result")}`);
    const changed = join(w.folder, "changed.json"), bytes = readFileSync(saved);
    bytes[bytes.length - 9] ^= 1;
    writeFileSync(changed, bytes);
    assert((await verdict(desk, changed)) === "bad", "changed");
    assert(sent.length > 3 && sent.every((m) => m === "GET"), "the file never leaves the browser");
    assert((await verdict(desk, saved)) === "good", "genuine again");
  });
  await step("a receipt that was tampered with on its way is told", async () => {
    for (const [what, spoil] of [["the place", (j) => { j.verificationMaterial.tlogEntries[0].inclusionProof.logIndex = "0"; }],
      ["a hash", (j) => { const h = j.verificationMaterial.tlogEntries[0].inclusionProof.hashes; h[0] = h[1]; }],
      ["the checkpoint", (j) => { const p = j.verificationMaterial.tlogEntries[0].inclusionProof; p.checkpoint.envelope = p.checkpoint.envelope.replace(/\n(\d+)\n/, (_, n) => `\n${+n + 1}\n`); }],
      ["the signature of the log", (j) => { const p = j.verificationMaterial.tlogEntries[0].inclusionProof; p.checkpoint.envelope = p.checkpoint.envelope.replace(/(.)(.)(=*\n)$/, (_, a, b, c) => b + a + c); }]]) {
      await desk.route("**/proof/*.sigstore.json", async (route) => {
        const j = await (await route.fetch()).json();
        spoil(j);
        await route.fulfill({ json: j });
      });
      assert((await verdict(desk, saved)) === "bad", `${what} was changed, and is told`);
      await desk.unroute("**/proof/*.sigstore.json");
    }
  });
  await step("in Arabic on a phone, from the short code on a paper", async () => {
    await phone.goto(`${w.url}/proof`);
    await inspect(phone, "asking for a code");
    await phone.fill("#f-code", code.toLowerCase().replaceAll("-", " "));
    await phone.click("main form button");
    assert(phone.url() === proof, `the code leads to the proof: ${phone.url()}`);
    await inspect(phone, "proof in Arabic");
    assert((await verdict(phone, saved)) === "good", "checked on the phone");
    await phone.goto(`${w.url}/proof?code=AAAA-AAAA-AAAA`);
    assert(await phone.isVisible('[role="alert"]'), "an unknown code is told");
  });
  await step("without script the page says how to check by hand", async () => {
    await plain.goto(proof);
    await inspect(plain, "proof without script");
    assert(!(await plain.isVisible("#check")) && (await main(plain)).includes("openssl dgst"), "steps instead");
  });
  await step("the adopted report, its words and the log", async () => {
    await desk.goto(`${w.url}/rounds/lac-demo-before/report`);
    await desk.click('main a[href$="/proof"]');
    await inspect(desk, "proof of a report");
    const words = join(w.folder, "words.txt");
    writeFileSync(words, await (await desk.context().request.get(`${desk.url()}/words.txt`)).body());
    assert((await verdict(desk, words)) === "good", `the report's words: ${await desk.textContent("#check-result")}`);
    await desk.click('main a[href="/log"] >> nth=0');
    await inspect(desk, "the log");
  });
} finally {
  await w.end();
}
