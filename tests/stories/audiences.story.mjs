// Story: one State, three sections, three audiences. Peru copies from the round before, writes
// three sections, clears them, and releases one to everyone, one to the members and one to a
// party by name, in one step. Each kind of reader sees what is theirs; a recall takes one back.
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE, demo: true });
const sections = { objective_03: ["public", "Una guía en cinco lenguas (historia)"], objective_05: ["members", "Visados de trabajo de temporada (historia)"], objective_07: ["named", "Albergues con puertas abiertas (historia)"] };

const main = (page) => page.textContent("main");

try {
  const focal = await window_(w, { language: "es" });
  const releaser = await window_(w, { language: "ar", phone: true });
  const readers = {};
  for (const [who, mail] of [["chile", "focal.chl@demo.example"], ["haiti", "focal.hti@demo.example"], ["observer", "focal.esp@demo.example"], ["partner", "partner.iom@demo.example"], ["desk", "secretariat@demo.example"]]) {
    readers[who] = await window_(w, { language: "en" });
    await w.enter(readers[who], mail);
  }
  readers.stranger = await window_(w, { language: "zh" });
  let input;
  const links = {};

  await step("copies from the round before, and sees what is copied", async () => {
    await w.enter(focal, "focal.per@demo.example");
    await focal.goto(`${w.url}/work`);
    await focal.click("main h2 a:has-text('América Latina')");
    input = new URL(focal.url()).pathname;
    const copy = await focal.$(`form[action='${input}/prefill'] button`);
    assert(copy, "nothing to copy is offered");
    await copy.click();
    await inspect(focal, "what came from the round before");
    await focal.goto(w.url + input);
    await inspect(focal, "input after copying");
    for (const a of await focal.$$eval("main tr", (all) => all.map((r) => [r.textContent, r.querySelector("a[href^='/sections/']")?.getAttribute("href")])))
      for (const n of ["03", "05", "07"]) if (new RegExp(`Objetivo ${Number(n)}:`).test(a[0]) && a[1]) links[`objective_${n}`] = a[1].split("/").slice(0, 3).join("/");
    assert(Object.keys(links).length === 3, `sections are missing: ${JSON.stringify(links)}`);
  });

  await step("writes three sections and hands them on; the releasing authority clears them", async () => {
    await w.enter(releaser, "release.per@demo.example");
    for (const [name, [, words]] of Object.entries(sections)) {
      await focal.goto(`${w.url}${links[name]}`);
      await focal.fill("textarea[name='a:status:']", words);
      await focal.click("form.draft .save button");
      await focal.click("form[action$='/clear'] button");
      for (const page of Object.values(readers)) {
        const got = await page.context().request.get(`${w.url}${links[name]}`);
        assert(!(await got.text()).includes(words), `${name} is seen before its release`);
      }
      await releaser.goto(`${w.url}${links[name]}`);
      await releaser.click("form[action$='/clear'] button");
    }
  });

  await step("releases them to three audiences in one step, after seeing what each will show", async () => {
    await releaser.goto(`${w.url}${input}/release`);
    await inspect(releaser, "release in Arabic on a phone", { weight: 20 * 1024 });
    for (const [name, [audience]] of Object.entries(sections)) await releaser.selectOption(`select[name*='${name}']`, audience);
    await releaser.click("main details summary >> nth=0");
    await releaser.check("input[name=named][value=chl]");
    await releaser.click("main form button >> nth=-1");
    const preview = await main(releaser);
    for (const [, words] of Object.values(sections)) assert(preview.includes(words), `the preview lacks: ${words}`);
    await inspect(releaser, "preview in Arabic on a phone", { weight: 20 * 1024 });
    await releaser.click("main form button:not([name=back]) >> nth=-1");
    assert(releaser.url().endsWith("/receipt"), await main(releaser));
  });

  const may = { chile: ["objective_03", "objective_05", "objective_07"], haiti: ["objective_03", "objective_05"], observer: ["objective_03"], partner: ["objective_03"], desk: ["objective_03", "objective_05"], stranger: ["objective_03"] };
  const seen = async (page, name) => (await (await page.context().request.get(`${w.url}/rounds/lac-demo/answers?section=${name}&question=status`)).text()).includes(sections[name][1]);
  const found = async (page, name) => (await (await page.context().request.get(`${w.url}/rounds/lac-demo/search?q=${encodeURIComponent(sections[name][1].split(" ")[0] + " historia")}`)).text()).match(/<mark>[^<]*historia[^<]*<.mark>/) !== null;

  await step("each reader sees what is theirs, on the bench and in the search", async () => {
    for (const [who, page] of Object.entries(readers))
      for (const name of Object.keys(sections)) {
        const allowed = may[who].includes(name);
        assert((await seen(page, name)) === allowed, `${who} ${allowed ? "does not see" : "sees"} ${name} on the bench`);
        assert((await found(page, name)) === allowed, `${who} ${allowed ? "does not find" : "finds"} ${name}`);
      }
  });

  await step("the bench opens where there is something to read, and one choice is enough for another objective", async () => {
    const { stranger } = readers;
    const cards = () => stranger.$$eval("main .side", (all) => all.length);
    await stranger.goto(`${w.url}/rounds/lac-demo/answers`);
    assert(await cards(), "the bench opens on a question without answers");
    await inspect(stranger, "bench as it opens, in Chinese");
    await stranger.selectOption("#f-section", "objective_03");
    await stranger.click("main form.filters button");
    assert((await main(stranger)).includes(sections.objective_03[1]), "another objective shows nothing at once");
    await stranger.selectOption("#f-section", "objective_07"); // released to a party by name
    await stranger.click("main form.filters button");
    assert((await cards()) && !(await main(stranger)).includes(sections.objective_07[1]), "something not released to everyone stands on the bench");
    assert((await stranger.$eval("#f-section", (s) => s.value)) === "objective_07", "the section chosen is left");
  });

  await step("a recall takes one back from everyone at once", async () => {
    const html = await (await readers.chile.context().request.get(`${w.url}/rounds/lac-demo/answers?section=objective_05&question=status`)).text();
    const id = html.split(sections.objective_05[1])[0].match(/href="(\/releases\/[a-z0-9]+)"/g).pop().slice(6, -1);
    await releaser.goto(`${w.url}${id}/receipt`);
    assert((await releaser.$$("main a[href$='/recall']")).length === 3, "the receipt does not offer to recall each section");
    await releaser.goto(`${w.url}${input}/releases`);
    await inspect(releaser, "what was released, in Arabic on a phone");
    await releaser.click(`main li a[href='${id}/recall']`);
    await releaser.fill("#f-reason", "رقم غير صحيح");
    await releaser.click("main form button >> nth=-1");
    for (const [who, page] of Object.entries(readers)) assert(!(await seen(page, "objective_05")), `${who} still sees what was recalled`);
    await releaser.goto(`${w.url}${input}/releases`);
    assert(!(await releaser.$(`main a[href='${id}/recall']`)), "what was recalled can be recalled again");
    await focal.goto(`${w.url}${input}/releases`);
    assert(!(await focal.$("main a[href$='/recall']")), "who may not recall is shown the way");
    assert(await seen(readers.stranger, "objective_03"), "another section went with it");
  });
} finally {
  await w.end();
}
