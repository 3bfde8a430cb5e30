// Story: an administrator appoints a secretariat in the browser; it invites a State's first
// focal point; the State appoints its own people, hands a post over and reads its trail.
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE });

async function appoint(page, address, person) {
  await page.goto(`${w.url}${address}`);
  for (const [name, value] of Object.entries(person)) {
    if (name === "function") await page.check(`[name=function][value=${value}]`);
    else if (["party", "language"].includes(name)) await page.selectOption(`#f-${name}`, value);
    else await page.fill(`#f-${name}`, value);
  }
  await page.click("main form button:not(.quiet)");
}

try {
  w.run("user", "mandate", "admin@example.org", "administrator", "--name", "Ada Min", "--mail");
  const admin = await window_(w);
  await step("the administrator appoints a secretariat in the browser", async () => {
    await w.enter(admin, "admin@example.org", { mailed: true });
    await admin.goto(`${w.url}/administration`);
    await inspect(admin, "who runs this server");
    await appoint(admin, "/administration", { function: "secretariat", party: "eclac", mail: "desk@example.org", name: "Marta Ríos", language: "es" });
    assert((await admin.textContent("main")).includes("Marta Ríos"), "not in the list");
  });
  const desk = await window_(w, { phone: true });
  await step("the secretariat invites a State's first focal point, in Arabic, once", async () => {
    await w.enter(desk, "desk@example.org", { mailed: true });
    await appoint(desk, "/people/new?round=lac-2025&party=chl", { mail: "focal@example.org", name: "Ana López", language: "ar" });
    assert(desk.url().includes("/rounds/lac-2025/manage"), desk.url());
    await appoint(desk, "/people/new?round=lac-2025&party=chl", { mail: "second@example.org", name: "Another", language: "en" });
    assert(await desk.$("#m-party, .mistakes"), "a second one was invited");
    await inspect(desk, "invitation with a mistake");
    assert((await desk.inputValue("#f-mail")) === "second@example.org", "what was typed is gone");
    await desk.goto(`${w.url}/outbox/lac-2025`);
    await inspect(desk, "outbox");
    assert((await desk.textContent("main")).includes("focal@example.org"), "not in the outbox");
    await desk.click("main table a");
    await inspect(desk, "one mail");
    assert(!(await desk.content()).includes("/enter/"), "the outbox shows a link to sign in");
  });
  const ana = await window_(w, { phone: true, script: false });
  await step("ar: the focal point adds a ministry and appoints an author for it, without script", async () => {
    await w.enter(ana, "focal@example.org", { mailed: true });
    await ana.goto(`${w.url}/people?lang=ar`);
    assert((await ana.getAttribute("html", "dir")) === "rtl", "not right to left");
    await ana.fill("#f-body", "Ministerio de Salud");
    await ana.click("main form button");
    await appoint(ana, "/people/new", { party: "chl", function: "author", mail: "author@example.org", name: "Luis Soto", language: "fr", until: "2020-01-01" });
    assert(await ana.$("#m-until"), "a term that ended is taken");
    await ana.selectOption("#f-party", { label: "Ministerio de Salud" });
    await ana.fill("#f-until", "2099-12-31");
    await ana.click("main form button");
    const words = await ana.textContent("main");
    assert(words.includes("Luis Soto") && words.includes("Ministerio de Salud"), "not in the list");
  });
  const looking = await window_(w, { phone: true });
  await step("ar: the State's pages hold on a phone", async () => {
    await looking.context().addCookies(await ana.context().cookies());
    for (const path of ["/people", "/people/new", "/trail", "/account"]) {
      await looking.goto(`${w.url}${path}`);
      await inspect(looking, `ar ${path}`);
    }
    await looking.goto(`${w.url}/people?lang=en`);
    await looking.click("main table tr:has-text('Luis Soto') a");
    await inspect(looking, "invitation");
  });
  await step("an invitation to a wrong address is corrected and withdrawn; its links die", async () => {
    await appoint(ana, "/people/new?lang=en", { party: "chl", function: "delegate", mail: "anaa@example.org", name: "Anaa", language: "es" });
    const link = async (to) => (await w.mail.wait(to, "/enter/")).match(/http\S+\/enter\/[a-z2-7]+/)[0];
    const dead = async (url, what) => {
      const visitor = await window_(w);
      await visitor.goto(`${url}?lang=en`);
      assert((await visitor.textContent("main")).includes("has been used or has run out"), what);
    };
    const wrong = await link("anaa@example.org");
    await ana.goto(`${w.url}/people`);
    await ana.click("main table tr:has-text('anaa@example.org') a");
    await ana.fill("#f-mail", "anna@example.org");
    await ana.fill("#f-name", "Anna");
    await ana.click("form[action$='/correct'] button");
    await dead(wrong, "the first link still works");
    const right = await link("anna@example.org");
    await ana.click("main table tr:has-text('anna@example.org') a");
    await ana.click("form[action$='/withdraw'] button");
    await dead(right, "the link still works after the withdrawal");
    const words = await ana.textContent("main");
    assert(words.includes("Withdrawn"), words);
  });
  await step("a post is handed over in one step: the successor works, the former holder sees nothing", async () => {
    const luis = await window_(w, { language: "fr" }), eva = await window_(w);
    await w.enter(luis, "author@example.org", { mailed: true, key: null });
    await luis.goto(`${w.url}/account`);
    assert((await luis.textContent(".acting")).includes("Ministerio de Salud"), "does not act for the ministry");
    await looking.click("text=Correct and send"); /* he has come meanwhile: it is a post now, to be handed over */
    assert(await looking.$("form[action$='/hand-over']"), "still an invitation");
    await inspect(looking, "hand over or end");
    await looking.fill("#f-mail", "eva@example.org");
    await looking.fill("#f-name", "Eva Ruiz");
    await looking.click("form[action$='/hand-over'] button");
    await luis.goto(`${w.url}/account`);
    assert(!(await luis.$(".acting")), "still acts for the ministry");
    await w.enter(eva, "eva@example.org", { mailed: true, key: null });
    await eva.goto(`${w.url}/account`);
    assert((await eva.textContent(".acting")).includes("Ministerio de Salud"), "the successor does not act");
    await eva.goto(`${w.url}/people`);
    assert(!(await eva.textContent("main")).includes("focal@example.org"), "an author sees the people of the State");
  });
  await step("all of it stands in the State's trail, as page and file, and in no one else's", async () => {
    await looking.goto(`${w.url}/trail`);
    const words = await looking.textContent("main");
    for (const part of ["handed a post over", "eva@example.org", "signed in", "gave the second factor"]) assert(words.includes(part), `no "${part}"`);
    const csv = await (await looking.context().request.get(`${w.url}/trail.csv`)).text();
    assert(csv.startsWith("at,who,function,deed,detail\r\n") && csv.includes("eva@example.org"), csv.slice(0, 200));
    await desk.goto(`${w.url}/trail`);
    assert(!(await desk.textContent("main")).includes("eva@example.org"), "the secretariat reads the State's trail");
    await desk.goto(looking.url().replace("/trail", "/people"));
    assert(!(await desk.textContent("main")).includes("Eva Ruiz"), "the secretariat sees the State's people");
  });
} finally {
  await w.end();
}
