// Story: the first administrator is made on the command line, a secretariat is appointed,
// signs in by a link in a real mail, sets up the second factor and appoints.
import { world, window_, inspect, step, assert, totp } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE });
try {
  w.run("user", "mandate", "admin@example.org", "administrator", "--name", "Ada Min", "--mail");
  for (const language of ["en", "ar"]) {
    const page = await window_(w, { language, phone: language === "ar", script: language === "en" });
    await step(`${language}: an unknown address gets the same page`, async () => {
      await page.goto(`${w.url}/sign-in`);
      await inspect(page, "sign-in");
      await page.fill("#f-mail", "nobody@example.org");
      await page.click("main button");
      assert(page.url().endsWith("/sign-in/sent"), page.url());
      await inspect(page, "sign-in sent");
    });
    if (language === "en") await step(`${language}: a wrong address is named beside its field`, async () => {
      await page.goto(`${w.url}/sign-in`);
      await page.$eval("main form", (f) => f.setAttribute("novalidate", ""));
      await page.fill("#f-mail", "no address");
      await page.click("main button");
      assert(await page.$("#m-mail"), "no message");
      assert((await page.inputValue("#f-mail")) === "no address", "what was typed is gone");
      await inspect(page, "sign-in with a mistake");
    });
    await step(`${language}: the link in the mail signs in once, in this browser`, async () => {
      await page.goto(`${w.url}/sign-in`);
      await page.fill("#f-mail", "admin@example.org");
      await page.click("main button");
      const text = await w.mail.wait("admin@example.org", "10 minutes");
      const link = [...text.matchAll(/http\S+\/enter\/[a-z2-7]+/g)].pop()[0];
      const other = await window_(w, { language });
      await other.goto(link);
      assert(!(await other.$("main form button")), "another browser may use the link");
      await page.goto(link);
      await inspect(page, "enter");
      await page.click("main form button");
      assert(page.url().includes("/second-factor"), page.url());
      await page.goto(link);
      assert(!(await page.$("main form button")), "the link works twice");
    });
    if (language === "ar") break;
    await step("en: the second factor is set up from its QR code page", async () => {
      await page.goto(`${w.url}/second-factor`);
      await inspect(page, "second factor");
      const seed = await page.textContent(".key code");
      await page.fill("#f-code", "000000");
      await page.click("main form button");
      assert((await page.textContent(".key code")) === seed, "the key changed after a wrong code");
      await page.fill("#f-code", totp(seed));
      await page.click("main form button");
      await page.goto(`${w.url}/account`);
      await inspect(page, "account");
    });
  }
} finally {
  await w.end();
}
