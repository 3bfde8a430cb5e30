// Story: the round of the demonstration, from appointment to release and recall: a focal
// point appoints, gives a section to a ministry, two people write at once, the section is
// cleared step by step, released to everyone and recalled. English and Arabic pages.
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE, demo: true });
const words = "Statistics are joined across three ministries (story)";
const later = "A second writer says it otherwise (story)";

const main = (page) => page.textContent("main");

try {
  const focal = await window_(w, { language: "en" });
  const author = await window_(w, { language: "en" });
  const second = await window_(w, { language: "en", script: false });
  const validator = await window_(w, { language: "ar" });
  const releaser = await window_(w, { language: "en" });
  const stranger = await window_(w, { language: "ar", phone: true });
  let section, input;

  await step("the focal point adds a ministry and appoints its people", async () => {
    await w.enter(focal, "focal.bra@demo.example");
    await focal.goto(`${w.url}/people`);
    await focal.fill("#f-body", "Ministry of Justice (story)");
    await focal.click("text=Add it");
    for (const [mail, post, body] of [["author@bra.example", "author", "Ministry"], ["second@bra.example", "author", "Ministry"], ["validator@bra.example", "validator", "Ministry"],
      ["other@bra.example", "author", ""], ["release@bra.example", "releaser", ""]]) {
      await focal.goto(`${w.url}/people/new`);
      const option = await focal.$$eval("#f-party option", (all, b) => (all.find((o) => o.value && (b ? o.textContent.startsWith(b) : true)) ?? all[1]).value, body);
      await focal.selectOption("#f-party", option);
      await focal.check(`input[name=function][value=${post}]`);
      await focal.fill("#f-mail", mail);
      await focal.fill("#f-name", mail.split("@")[0]);
      await focal.click("main form button >> nth=-1");
      assert(focal.url().endsWith("/people"), `${mail}: ${await main(focal)}`);
    }
    await inspect(focal, "people");
  });

  await step("gives a section to the ministry", async () => {
    await focal.goto(`${w.url}/work`);
    await inspect(focal, "my work");
    await focal.click("main h2 a");
    input = new URL(focal.url()).pathname;
    await inspect(focal, "input");
    await focal.click("tr:has-text('Objective 1:') >> text=Give");
    section = new URL(focal.url()).pathname.replace("/give", "");
    await focal.selectOption("#f-holder", { label: "Ministry of Justice (story)" });
    await inspect(focal, "give");
    await focal.click("main form button");
  });

  await step("gives a whole cluster and one section more in one act; each author has one mail", async () => {
    await focal.goto(`${w.url}/people`);
    await focal.fill("#f-body", "Agency of Labour (story)");
    await focal.click("text=Add it");
    await focal.goto(`${w.url}/people/new`);
    await focal.selectOption("#f-party", { label: "Agency of Labour (story)" });
    await focal.check("input[name=function][value=author]");
    await focal.fill("#f-mail", "labour@bra.example");
    await focal.fill("#f-name", "Labour");
    await focal.click("main form button >> nth=-1");
    await focal.goto(`${w.url}${input}`);
    await focal.click("main ul.doors a[href$='/give']");
    await inspect(focal, "give several");
    await focal.selectOption("#f-holder", { label: "Agency of Labour (story)" });
    await focal.click("main form button"); // no section chosen
    assert((await main(focal)).includes("Choose at least one section."), "nothing chosen is accepted");
    await focal.check("input[name=cluster][value='2']");
    await focal.check("label:has-text('Methodology') input");
    await focal.selectOption("#f-holder", { label: "Agency of Labour (story)" });
    await focal.fill("#f-due", "2099-03-01");
    await focal.click("main form button");
    assert((await main(focal)).includes("the last day of this round for inputs is"), "a day after the round's last one is accepted");
    const today = new Date().toISOString().slice(0, 10);
    await focal.fill("#f-due", today);
    await focal.click("main form button");
    const given = (await focal.$$eval("main tbody tr", (all) => all.map((r) => r.textContent))).filter((r) => r.includes("Agency of Labour (story)") && r.includes(today.slice(0, 4)));
    assert(given.length > 3 && given.some((r) => r.includes("Methodology")), `given: ${given}`);
    const told = await w.mail.wait("labour@bra.example", "these sections are now given");
    assert((told.match(/– /g) ?? []).length === given.length && told.split("these sections are now given").length === 2, told);
  });

  await step("the author arrives by the invitation's link and sees only that section", async () => {
    const link = (await w.mail.wait("author@bra.example", "/enter/")).match(/http\S+\/enter\/[a-z2-7]+/)[0];
    await author.goto(link);
    await author.click("main form button");
    await author.goto(`${w.url}${input}`);
    const links = await author.$$eval("main tr a", (a) => a.map((x) => x.getAttribute("href")));
    assert(links.length === 1 && links[0] === section, `sees ${links}`);
    const other = await window_(w);
    await w.enter(other, "other@bra.example");
    assert((await other.goto(`${w.url}${section}`)).status() === 404, "an author of another body sees the section");
  });

  await step("what is typed is saved by itself; a lost line keeps it", async () => {
    await author.goto(`${w.url}${section}`);
    await inspect(author, "section");
    await author.fill("[id='f-status']", words);
    await author.waitForFunction(() => /\d/.test(document.querySelector(".saved").textContent));
    await author.reload();
    assert((await author.inputValue("[id='f-status']")) === words, "the text is not there after a reload");
  });

  await step("a second writer without script loses nothing", async () => {
    await w.enter(second, "second@bra.example");
    await second.goto(`${w.url}${section}`);
    await author.goto(`${w.url}${section}`);
    await author.fill("[id='f-status']", words + " and published");
    await author.click("form.draft .save button");
    await second.fill("[id='f-status']", later);
    await second.click("form.draft .save button");
    const text = await main(second);
    assert(text.includes(later), "the second text is gone");
    assert((await second.inputValue("[id='f-status']")) === words + " and published", "the first text is gone");
    await second.click("button[name=choose] >> nth=0");
    assert(!(await main(second)).includes("Take this text"), "the choice is not taken");
  });

  await step("a stale form after signing out is shown and sent again", async () => {
    await second.goto(`${w.url}${section}`);
    await second.fill("[id='f-actions']", "Typed before the session ended (story)");
    await second.context().clearCookies();
    await second.click("form.draft .save button");
    assert((await second.content()).includes("Typed before the session ended (story)"), "the text is gone with the session");
    const again = await second.context().newPage();
    await w.enter(again, "second@bra.example");
    await second.click("main form button");
    if (!second.url().includes("saved=1")) await second.click("main form button");
    await author.goto(`${w.url}${section}`);
    assert((await author.content()).includes("Typed before the session ended (story)"), "what was sent again is not saved");
  });

  await step("handed on, validated in Arabic, cleared by the releasing authority", async () => {
    const status = author.locator("textarea[name='a:status:']"), last = (await status.inputValue()) + " — typed at the last moment (story)";
    await status.fill(last);
    await author.click("text=Hand this section on"); /* at once: the last words go along */
    await author.goto(`${w.url}${section}`);
    assert((await main(author)).includes("typed at the last moment (story)"), "words typed just before handing on are lost");
    assert((await w.mail.wait("validator@bra.example", "/sections/")).length > 0, "no mail");
    await w.enter(validator, "validator@bra.example");
    await validator.goto(`${w.url}${section}?lang=ar`);
    assert((await validator.getAttribute("html", "dir")) === "rtl", "not right to left");
    await inspect(validator, "section in Arabic");
    await validator.click("form[action$='/clear'] button");
    await w.enter(releaser, "release@bra.example");
    await releaser.goto(`${w.url}${section}`);
    await releaser.click("form[action$='/clear'] button");
  });

  let release;
  await step("nothing leaks before the release", async () => {
    for (const path of [section, input, `${section}/history?question=status`]) assert((await stranger.goto(`${w.url}${path}`)).url().includes("/sign-in"), path);
  });

  await step("released to everyone after a preview", async () => {
    await releaser.goto(`${w.url}${input}/release`);
    await inspect(releaser, "release");
    await releaser.selectOption("select[name^='audience']", "public");
    await releaser.click("main form button >> nth=-1");
    assert((await main(releaser)).includes(words), "the preview does not show the words");
    await inspect(releaser, "preview");
    await releaser.click("text=Go back without releasing");
    assert((await releaser.inputValue("select[name^='audience']")) === "public", "what was chosen is forgotten on the way back");
    await releaser.click("main form button >> nth=-1");
    await releaser.click("text=Release this now");
    await releaser.goto(`${w.url}${input}/releases`);
    await inspect(releaser, "releases");
    release = await releaser.getAttribute("main a[href^='/releases/']", "href");
    release = release.split("/").slice(0, 3).join("/");
    await stranger.goto(`${w.url}${release}`);
    assert((await main(stranger)).includes(words), "the public does not see it");
    await inspect(stranger, "release on a phone in Arabic");
  });

  await step("recalled: gone everywhere at once", async () => {
    await releaser.goto(`${w.url}${release}/recall`);
    await inspect(releaser, "recall");
    await releaser.fill("#f-reason", "A figure was wrong.");
    await releaser.click("main form button >> nth=-1");
    await stranger.goto(`${w.url}${release}`);
    assert(!(await stranger.content()).includes(words), "the words are still there");
    assert((await stranger.goto(`${w.url}${release}/content.json`)).status() >= 400 , "the bytes are still there");
  });
} finally {
  await w.end();
}
