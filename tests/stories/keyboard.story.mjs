// Story: a State's whole path without a mouse (Tab, Space, Enter, arrows): sign in, write, hand
// on, clear, release. At each stop the focus is seen: drawn, inside the window, covered by
// nothing. The skip link leads past the navigation; after a mistake the focus stands at the
// box that names it. Once more without script and in Arabic for the mistake.
import { world, window_, step, assert, totp, demoKey } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE, demo: true });
const words = "Written with nothing but keys (story)";
let stops = 0;

// How the element with the focus looks; "" when as it should.
const seen = (page) => page.evaluate(() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e), name = e.outerHTML.slice(0, 120);
  if (e === document.body) return "nothing has the focus";
  if (!e.matches(":focus-visible") || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `its focus is not drawn: ${name}`;
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `outside the window: ${name}`;
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  return above && (e.contains(above) || above.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(above))) ? "" : `covered by ${above?.outerHTML.slice(0, 80)}: ${name}`;
});
// Tab until the element that the selector names has the focus.
async function reach(page, selector, most = 300) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    stops++;
    const wrong = await seen(page);
    assert(!wrong || wrong.startsWith("nothing"), wrong);
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
  }
  throw new Error(`${most} times Tab do not reach ${selector} at ${page.url()}`);
}
const press = async (page, key = "Enter") => Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press(key)]);
const main = (page) => page.textContent("main");

async function enter(page, mail) {
  await page.goto(`${w.url}/sign-in`);
  await reach(page, "#f-mail");
  await page.keyboard.type(mail);
  await press(page);
  const link = [...(await w.mail.wait(mail, "/enter/")).matchAll(/http\S+\/enter\/[a-z2-7]+/g)].pop()[0];
  await page.goto(link);
  await reach(page, "main form button");
  await press(page, "Space");
  if (!page.url().includes("second-factor")) return;
  await reach(page, "#f-code");
  await page.keyboard.type(totp(demoKey));
  await press(page);
  assert(page.url().endsWith("/work"), page.url());
}

try {
  const author = await window_(w);
  await step("the skip link comes first and leads past the navigation", async () => {
    await author.goto(`${w.url}/sign-in`);
    await author.keyboard.press("Tab");
    assert(await author.evaluate(() => document.activeElement.classList.contains("skip")), "the first stop is not the skip link");
    assert(!(await seen(author)), await seen(author));
    await author.keyboard.press("Enter");
    await author.keyboard.press("Tab");
    assert(await author.evaluate(() => document.querySelector("main").contains(document.activeElement)), "the next stop is not in the main part");
  });
  for (const script of [true, false])
    await step(`${script ? "with" : "without"} script, in Arabic: after a mistake the focus stands at the box that names it`, async () => {
      const page = await window_(w, { language: "ar", phone: true, script });
      await page.goto(`${w.url}/sign-in?lang=ar`);
      for (let i = 0; i < 40 && !(await page.locator("#f-mail").evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press("Tab");
      await page.keyboard.type("nobody@nowhere"); // a mail address for the browser, not for the server
      await press(page);
      assert(await page.locator(".mistakes").evaluate((e) => e === document.activeElement), "the focus is elsewhere");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter"); // the link in the box
      assert(await page.locator("#f-mail").evaluate((e) => e === document.activeElement), "the link does not lead to the field");
      assert((await page.inputValue("#f-mail")) === "nobody@nowhere", "what was typed is gone");
    });
  let section;
  for (const language of ["en", "ar"])
    await step(`on a phone in ${language}: the bar that saves covers no field that has the focus`, async () => {
      const page = await window_(w, { language, phone: true });
      await enter(page, "author.chl@demo.example");
      await page.goto(`${w.url}/work?lang=${language}`);
      await page.goto(w.url + (await page.getAttribute("main li a[href^='/sections/']", "href")));
      const fields = await page.locator("form.draft :is(textarea, select, input:not([type=hidden]))").count();
      assert(fields > 3, "there is nothing to write");
      for (let back = false, i = 0; i < 2 * fields + 60; i++) {
        if (i === fields + 30) back = true;
        await page.keyboard.press(back ? "Shift+Tab" : "Tab");
        const covered = await page.evaluate(() => {
          const e = document.activeElement, bar = document.querySelector(".save"), box = e.getBoundingClientRect(), over = bar.getBoundingClientRect();
          if (bar.contains(e) || over.bottom < innerHeight - 1 || !e.closest("form.draft")) return "";
          return box.bottom > over.top + 1 && box.top < over.bottom && box.height < over.top - 20 ? `${e.outerHTML.slice(0, 80)}: ${box.bottom} under ${over.top}` : "";
        });
        assert(!covered, `covered by the bar that saves: ${covered}`);
      }
    });
  await step("the author signs in, writes and hands on", async () => {
    await enter(author, "author.chl@demo.example");
    await author.goto(`${w.url}/work?lang=en`);
    await reach(author, "main li a[href^='/sections/']");
    await press(author);
    section = new URL(author.url()).pathname;
    await reach(author, "#f-actions");
    await author.keyboard.type(words);
    await reach(author, ".save button");
    await press(author);
    assert((await author.inputValue("#f-actions")) === words, "not saved");
    await reach(author, "button[formaction$='/clear'], form[action$='/clear'] button");
    await press(author, "Space");
  });
  await step("the releasing authority clears, chooses an audience with the arrows, sees and releases", async () => {
    const releaser = await window_(w);
    await enter(releaser, "release.chl@demo.example");
    await releaser.goto(`${w.url}${section}?lang=en`);
    await reach(releaser, "button[formaction$='/clear'], form[action$='/clear'] button");
    await press(releaser);
    await releaser.goto(`${w.url}/work`);
    await reach(releaser, "main h2 a[href^='/inputs/']");
    await press(releaser);
    await reach(releaser, "main a[href$='/release']");
    await press(releaser);
    await reach(releaser, "select[name='audience-objective_04']");
    while ((await releaser.evaluate(() => document.activeElement.value)) !== "public") await releaser.keyboard.press("ArrowDown");
    await reach(releaser, "form[action$='/preview'] > button");
    await press(releaser);
    assert((await main(releaser)).includes(words), "the preview does not show the words");
    await reach(releaser, "form[action$='/release'] > button");
    await press(releaser);
    assert(releaser.url().endsWith("/receipt"), releaser.url());
  });
  console.log(`  ${stops} stops, each of them seen`);
} finally {
  await w.end();
}
