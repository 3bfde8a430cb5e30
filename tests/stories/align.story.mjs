// Story: a secretariat looks at the calendar of all fora as a whole: who is asked to be in two
// places, proposals that lighten it with each move in words, one date tried without script, in
// Arabic on a phone; nothing is moved by looking, and nobody but secretariats is offered it.
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE });
const main = (page) => page.textContent("main");
const row = (page, n) => page.locator(`main table tbody tr >> nth=${n} >> td`).allTextContents();
const exercise = "/calendar/align?from=2024-01-01&all=1";

try {
  w.run("user", "mandate", "desk@example.org", "secretariat", "--party", "eclac", "--name", "Desk Person");
  w.run("user", "mandate", "focal@example.org", "focal_point", "--party", "aut", "--name", "Focal Person");
  const before = w.run("export", "events");
  const desk = await window_(w);
  const phone = await window_(w, { language: "ar", phone: true, script: false });
  const small = await window_(w, { language: "ar", phone: true });
  const focal = await window_(w);

  await step("the real calendar of 2024 and 2025: two clashes, and proposals without them", async () => {
    await w.enter(desk, "desk@example.org");
    await desk.goto(`${w.url}/work`);
    await desk.click('main a[href="/calendar/align"]');
    await desk.fill("#f-from", "2024-01-01");
    await desk.check('main input[name="all"]');
    await desk.click("main form >> nth=0 >> button");
    await inspect(desk, "alignment");
    const clashes = await row(desk, 0);
    assert(clashes.length >= 2 && Number(clashes[0]) > 0, `clashes: ${clashes}`);
    for (const n of clashes.slice(1)) assert(Number(n) < Number(clashes[0]), `a proposal with ${n} of ${clashes[0]} clashes`);
    assert((await main(desk)).includes("no longer has to be in two places in one half of a week"), "no move in words");
    assert((await desk.locator("main del").count()) === (await desk.locator("main ins").count()), "a move without its dates");
  });
  await step("each proposal leads to the way to move one's own meeting, and only that", async () => {
    const ways = await desk.locator("main li a", { hasText: "Move it to another date" }).evaluateAll((l) => l.map((a) => a.getAttribute("href")));
    const moves = await desk.locator("main li del").count();
    assert(ways.length > 0 && ways.length < moves, `${ways.length} of ${moves} moves`);
    await desk.goto(w.url + ways[0]);
    assert((await desk.locator('main [name="starts"]').count()) === 1, "the meeting cannot be changed where the way leads");
  });
  await step("one date tried, in Arabic on a phone without script", async () => {
    await w.enter(phone, "desk@example.org");
    await phone.goto(`${w.url}${exercise}&lang=ar`);
    const meeting = await phone.locator('#f-meeting option', { hasText: "Second GCM regional review, Africa" }).first().getAttribute("value");
    await phone.selectOption("#f-meeting", meeting);
    await phone.fill("#f-on", "2025-02-05");
    await phone.click("main form >> nth=1 >> button");
    assert(phone.url().includes("on=2025-02-05"), phone.url());
    const moved = await row(phone, 2);
    assert(moved[0].match(/0|٠/) && moved[1].match(/1|١/), `moved: ${moved}`);
    assert((await phone.getAttribute("html", "dir")) === "rtl", "not from the right");
    await w.enter(small, "desk@example.org");
    await small.goto(`${phone.url()}&lang=ar`);
    await inspect(small, "alignment in Arabic");
  });
  await step("a wrong day and an unknown meeting are named, and the page stays", async () => {
    await desk.goto(`${w.url}${exercise}&meeting=m0&on=2031-01-01`);
    assert((await main(desk)).includes("Give a day within these two years."), "day");
    await desk.goto(`${w.url}${exercise}&meeting=m999&on=2025-01-01`);
    assert((await main(desk)).includes("Choose a meeting of these two years."), "meeting");
    await desk.goto(`${w.url}/calendar/align?from=soon`);
    assert((await main(desk)).includes("Give a day, as 2027-01-31."), "from");
  });
  await step("looking moved nothing; others are not offered it", async () => {
    assert(w.run("export", "events") === before, "the calendar changed");
    await w.enter(focal, "focal@example.org");
    const answer = await focal.goto(w.url + exercise);
    assert(answer.status() === 404 || answer.status() === 403, `a focal point gets ${answer.status()}`);
  });
} finally {
  await w.end();
}
