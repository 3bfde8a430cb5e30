// Story: the secretariat of a mechanism keeps its entry without script, two editors meet, a
// change is taken back, and a file is checked before it changes anything.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE });

const main = (page) => page.textContent("main");

try {
  w.run("user", "mandate", "admin@example.org", "administrator", "--name", "Ada Min");
  w.run("user", "mandate", "desk@example.org", "secretariat", "--party", "icmpd", "--name", "Desk Person");
  const desk = await window_(w, { phone: true, script: false });
  const admin = await window_(w);
  const reader = await window_(w, { language: "ar", phone: true });
  await step("a secretariat adds a chair to its mechanism, without script, after a mistake", async () => {
    await w.enter(desk, "desk@example.org");
    await desk.goto(`${w.url}/directory/bp/relations/new`);
    await desk.selectOption("#f-party", "geo");
    await desk.selectOption("#f-role", "chair");
    await desk.fill("#f-since", "spring");
    await desk.fill("#f-source", "minutes of the meeting");
    await desk.click("main form button");
    assert((await desk.inputValue("#f-since")) === "spring" && (await desk.inputValue("#f-party")) === "geo", "what was typed is gone");
    await desk.fill("#f-since", "2026-03");
    await desk.click("main form button");
    assert(desk.url().endsWith("/directory/bp"), desk.url());
    assert((await main(desk)).includes("2026-03"), "not on the page");
    for (const path of ["/directory/bp", "/directory/geo", "/directory/icmpd"]) {
      await desk.goto(w.url + path);
      for (const href of await desk.$$eval("main a.edit", (all) => all.map((x) => x.href))) assert((await desk.goto(href)).status() === 200, `a link to what is refused: ${href}`);
    }
    await desk.goto(`${w.url}/directory?show=states&q=per`);
    assert((await desk.textContent("main .columns li >> nth=0")).trim() === "Peru", "who begins so does not stand first");
    assert((await desk.goto(`${w.url}/directory/sacm/facts/new`)).status() === 404, "another's mechanism");
  });
  await step("everybody reads the history, in Arabic too, and no name of a person", async () => {
    for (const path of ["/directory/bp", "/directory/geo", "/directory/bp/history", "/data"]) {
      await reader.goto(w.url + path);
      await inspect(reader, `${path} for the public`);
      assert(!(await reader.content()).includes("Desk Person"), "a name of a person");
      if (path !== "/data") assert((await main(reader)).includes("minutes of the meeting"), `no history at ${path}`);
    }
  });
  await step("the second of two editors sees both texts and loses none", async () => {
    await w.enter(admin, "admin@example.org");
    await admin.goto(`${w.url}/directory/bp`);
    const fact = await admin.getAttribute('a[href*="/facts/"]:not([href$="/new"])', "href");
    for (const page of [admin, desk]) await page.goto(w.url + fact);
    await inspect(admin, "a fact");
    await desk.fill("#f-value", "Words of the desk");
    await desk.fill("#f-source", "letter");
    await desk.click("main form button");
    await admin.fill("#f-value", "Words of the administrator");
    await admin.fill("#f-source", "page");
    await admin.click("main form button");
    await inspect(admin, "both texts");
    assert((await main(admin)).includes("Words of the desk") && (await admin.inputValue("#f-value")) === "Words of the administrator", "one is lost");
    await admin.click("main form button");
    assert((await main(admin)).includes("Words of the administrator"), "not saved");
    await inspect(admin, "the mechanism for its editor");
    await admin.click('form[action$="/undo"] button');
    assert(!(await admin.textContent("dl.facts")).includes("Words of the administrator"), "not taken back");
  });
  await step("a file with mistakes is told by line and column; a good one waits for acceptance", async () => {
    const file = join(w.folder, "members.csv");
    const bring = async (csv) => {
      writeFileSync(file, csv);
      await desk.goto(`${w.url}/data`);
      await desk.selectOption("#f-name", "members");
      await desk.setInputFiles("#f-file", file);
      await desk.click("main form button");
    };
    await bring("mechanism,iso3,role,source\nBP,ISL,king,x\nBP,XQX,member,x\nSACM,ISL,member,x\n");
    for (const words of ["king", "XQX", "not yours"]) assert((await main(desk)).includes(words), words);
    assert(!(await desk.$("[name=mark]")), "it can be accepted");
    await bring("mechanism;iso3;role;note;source\r\nBP;ISL;observer;since the summit;minutes\r\n");
    await admin.goto(`${w.url}/directory/isl`);
    assert(!(await main(admin)).includes("since the summit"), "it changed something already");
    await desk.click("main form button");
    assert(desk.url().endsWith("/data"), desk.url());
    await reader.goto(`${w.url}/directory/isl`);
    assert((await main(reader)).includes("since the summit"), "accepted and not there");
    writeFileSync(file, Buffer.alloc(10 * 1024 * 1024, "x"));
    await desk.setInputFiles("#f-file", file);
    await desk.click("main form button");
    assert((await main(desk)).includes("5 MB"), "a large file");
  });
  await step("what is downloaded is accepted again and changes nothing", async () => {
    const got = await admin.context().request.get(`${w.url}/data/members.csv`);
    writeFileSync(join(w.folder, "again.csv"), await got.body());
    await admin.goto(`${w.url}/data`);
    await inspect(admin, "files in and out");
    await admin.selectOption("#f-name", "members");
    await admin.setInputFiles("#f-file", join(w.folder, "again.csv"));
    await admin.click("main form button");
    await inspect(admin, "the report of a file");
    assert((await main(admin)).includes("524 lines as they stand"), await main(admin));
  });
} finally {
  await w.end();
}
