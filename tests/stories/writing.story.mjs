// Story: writing one section: translations beside an answer, each in its own direction, saved
// by itself and without script; versions compared and brought back; a mistake in a field
// whose name is no plain word is reached from the box above.
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE, demo: true });
const main = (page) => page.textContent("main");
const arabic = "GCM: تُنفَّذ في جميع الوزارات";


try {
  const focal = await window_(w);
  const plain = await window_(w, { script: false });
  let section;

  await step("an answer, then the language it is written in", async () => {
    await w.enter(focal, "focal.bra@demo.example");
    await focal.goto(`${w.url}/work`);
    await focal.click("main h2 a");
    await focal.click("main tr:has-text('Objective 1:') a >> nth=0");
    section = focal.url().split("?")[0];
    await focal.fill("#f-status", "Os dados são publicados todos os anos.");
    await focal.click("button[name=languages][value=status]");
    assert((await focal.inputValue("#f-status")).startsWith("Os dados"), "the answer is not saved");
    await inspect(focal, "languages of an answer");
    const codes = await focal.$$eval("[id='f-l.3astatus'] option", (all) => all.map((o) => o.value));
    assert(codes.slice(0, 7).join() === ",en,ar,es,fr,ru,zh" && codes.includes("ab") && new Set(codes).size === codes.length, `languages: ${codes.slice(0, 9)}`);
    await focal.selectOption("[id='f-l.3astatus']", "pt");
    await focal.click("fieldset button[name=languages]");
    assert((await focal.getAttribute("#f-status", "lang")) === "pt", "the language is not kept");
  });

  await step("a translation into the same language is refused by name, and reached by a link", async () => {
    await focal.click("button[name=languages][value=status]");
    await focal.selectOption("[id='f-to.3astatus']", "pt");
    await focal.click("fieldset button[name=languages]");
    await inspect(focal, "mistake in a list of languages");
    await focal.click(".mistakes a");
    assert((await focal.evaluate(() => document.activeElement.name)) === "to:status", "the link does not reach the field");
  });

  await step("a translation into Arabic is saved by itself, from right to left", async () => {
    await focal.selectOption("[id='f-to.3astatus']", "ar");
    await focal.click("fieldset button[name=languages]");
    const field = "[id='f-status.3aar']";
    assert((await focal.getAttribute(field, "dir")) === "rtl" && (await focal.getAttribute(field, "lang")) === "ar", "direction of the new field");
    await focal.fill(field, arabic);
    await focal.waitForFunction(() => /\d/.test(document.querySelector(".saved").textContent));
    await focal.goto(section);
    assert((await focal.inputValue(field)) === arabic, "the translation is not there");
    assert((await focal.$eval(field, (e) => getComputedStyle(e).direction)) === "rtl", "not shown from the right");
    await inspect(focal, "section with a translation");
  });

  await step("without script a second writer of the translation loses nothing", async () => {
    await plain.context().addCookies(await focal.context().cookies()); // the same code works once only
    await plain.goto(section);
    await focal.fill("[id='f-status.3aar']", arabic + " كل سنة");
    await focal.click("form.draft .save button");
    await plain.fill("[id='f-status.3aar']", "نص آخر تمامًا");
    await plain.click("form.draft .save button");
    const text = await main(plain);
    assert(text.includes("نص آخر تمامًا") && text.includes("كل سنة"), "one of the two texts is gone");
    await plain.click("text=Keep the text above");
    assert(!(await main(plain)).includes("نص آخر تمامًا"), "the choice is not taken");
  });

  await step("versions are compared word by word, and one is brought back", async () => {
    await plain.fill("#f-status", "Os dados são publicados todos os meses.");
    await plain.press("#f-status", "Tab");
    await plain.click("form.draft .save button");
    await plain.goto(`${section}/history?question=status`);
    await plain.click("text=What changed since the version before >> nth=0");
    const gone = (await plain.$$eval("#compared del", (l) => l.map((e) => e.textContent))).join("|");
    const added = (await plain.$$eval("#compared ins", (l) => l.map((e) => e.textContent))).join("|");
    assert(gone === "anos." && added === "meses.", `gone ${gone}, added ${added}`);
    const scripted = await focal.context().newPage();
    scripted.scripted = true;
    scripted.elsewhere = [];
    await scripted.goto(plain.url());
    await inspect(scripted, "versions compared");
    await plain.click("text=Bring this version back >> nth=0");
    assert((await plain.inputValue("#f-status")) === "Os dados são publicados todos os anos.", "not brought back");
    await plain.goto(`${section}/history?question=status&in=ar`);
    assert((await main(plain)).includes("Translation into Arabic"), "the history of the translation");
  });

  await step("what was typed while the server was away is there again, button pressed or not", async () => {
    for (const pressed of [false, true]) {
      const words = `Written while nobody listened, ${pressed ? "and pressed" : "not pressed"}.`;
      await focal.goto(section);
      await w.stop("SIGKILL");
      await focal.fill("#f-status", words);
      const choice = await focal.$("main input[type=checkbox][name^='a:'], main input[type=radio][name^='a:']");
      const name = choice && await choice.getAttribute("name"), value = choice && await choice.getAttribute("value");
      if (choice) await choice.check();
      if (pressed) await focal.click("form.draft .save button").catch(() => {});
      await w.start();
      await focal.goto(section);
      await focal.waitForFunction(() => /\d/.test(document.querySelector(".saved").textContent));
      if (choice) assert(await focal.isChecked(`[name="${name}"][value="${value}"]`), "the choice is gone");
      await plain.goto(section);
      assert((await plain.inputValue("#f-status")) === words, `lost: ${words}`);
      assert(!(await main(plain)).includes("Keep the text above"), "it stands against itself");
    }
  });

  await step("a text that is too long is kept on the page; the box leads to its field", async () => {
    await focal.goto(section);
    const fields = await focal.$$eval("main [name^='a:']:not([type=radio],[type=checkbox],[type=hidden])", (l) => l.map((e) => e.id));
    const strange = fields.find((id) => id.includes(".5b"));
    assert(strange, `no text in a repeat among ${fields}`);
    for (const id of ["f-status.3aar", strange]) {
      await focal.goto(section);
      await focal.evaluate(() => { localStorage.clear(); for (const e of document.querySelectorAll("form")) e.removeAttribute("data-autosave"); });
      await focal.fill(`[id='${id}']`, "long ".repeat(45000));
      await focal.click("form.draft .save button");
      await focal.click(".mistakes a");
      assert((await focal.evaluate(() => document.activeElement.id)) === id, `the link does not reach ${id}`);
      assert((await focal.inputValue(`[id='${id}']`)).length === 225000 - 1 || (await focal.inputValue(`[id='${id}']`)).length === 225000, "what was typed is gone");
      await focal.evaluate(() => localStorage.clear());
    }
  });
} finally {
  await w.end();
}
