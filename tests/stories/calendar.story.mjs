// Story: a secretariat adds a meeting, moves it and cancels it; readers see it on a phone
// without script and in Arabic; real calendar programs (vdirsyncer with khal, ical.js in the
// browser) follow the feeds without complaint.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE });
const icaljs = readFileSync(new URL("./node_modules/ical.js/dist/ical.es5.min.cjs", import.meta.url), "utf8");

const main = (page) => page.textContent("main");

// vdirsyncer fetches a feed into a folder, khal lists what stands there between two days.
const programs = {};
function listed(name, url, from, to) {
  const folder = join(w.folder, `khal-${name}`);
  const env = { ...process.env, HOME: w.folder, LC_ALL: "C.UTF-8", VDIRSYNCER_CONFIG: join(folder, "vdirsyncer") };
  if (!programs[name]) {
    mkdirSync(join(folder, "items", "all"), { recursive: true });
    writeFileSync(env.VDIRSYNCER_CONFIG, `[general]\nstatus_path = "${folder}/status/"\n[pair p]\na = "here"\nb = "there"\ncollections = null\nconflict_resolution = "b wins"\n` +
      `[storage here]\ntype = "filesystem"\npath = "${folder}/items/all"\nfileext = ".ics"\n[storage there]\ntype = "http"\nurl = "${url}"\n`);
    writeFileSync(join(folder, "khal"), `[calendars]\n[[all]]\npath = ${folder}/items/all\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Europe/Zurich\ndefault_timezone = Europe/Zurich\n[sqlite]\npath = ${folder}/khal.db\n`);
    execFileSync("vdirsyncer", ["discover", "p"], { env, input: "y\ny\n", stdio: ["pipe", "pipe", "pipe"] });
    programs[name] = true;
  }
  execFileSync("vdirsyncer", ["sync", "p"], { env, stdio: ["ignore", "pipe", "pipe"] });
  return execFileSync("khal", ["-c", join(folder, "khal"), "list", "--format", "{start-date} {start-time} {end-date} {title} {location} {status}", from, to], { env, encoding: "utf8" });
}

// ical.js in the page itself: reads the feed of its own server.
const inBrowser = (page, path) => page.evaluate(async ([source, address]) => {
  const module = { exports: {} };
  new Function("module", "exports", source)(module, module.exports);
  const ICAL = module.exports.default ?? module.exports;
  const text = await (await fetch(address)).text();
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((c) => {
    const e = new ICAL.Event(c);
    return { uid: e.uid, title: e.summary, starts: e.startDate.toString(), ends: e.endDate.toString(), sequence: e.sequence, status: c.getFirstPropertyValue("status"), zone: e.startDate.zone?.tzid };
  });
}, [icaljs, path]);

try {
  w.run("user", "mandate", "desk@example.org", "secretariat", "--party", "icmpd", "--name", "Desk Person");
  w.run("user", "mandate", "focal@example.org", "focal_point", "--party", "aut", "--name", "Focal Person");
  const desk = await window_(w);
  const reader = await window_(w, { language: "ar", phone: true, script: false });
  const focal = await window_(w, { language: "ar", phone: true });
  const anyone = await window_(w);
  let meeting;
  await step("views of the real calendar, on a phone without script and in Arabic", async () => {
    for (const page of [anyone, focal]) {
      for (const path of ["/events", "/events?view=month&month=2016-08", "/events?view=year&year=2024", "/feeds", "/events?forum=gfmd&when=past&view=list"]) {
        await page.goto(w.url + path);
        await inspect(page, path);
      }
    }
    await reader.goto(`${w.url}/events?view=month&month=2016-08`);
    assert((await main(reader)).includes("MIDWA annual meeting") && (await main(reader)).includes("Colombo Process 5th"), "no meeting in the month");
    await reader.selectOption("#f-forum", "gfmd").catch(() => {});
    await reader.goto(`${w.url}/events?forum=gfmd&when=past&view=list`);
    await reader.click('main li a:has-text("Twelfth GFMD summit")');
    assert((await reader.textContent("main del")).includes("2019"), "the days of before are gone");
    await inspect(reader, "a postponed meeting");
  });
  await step("the secretariat adds a meeting with hours, after a mistake", async () => {
    await w.enter(desk, "desk@example.org");
    await desk.goto(`${w.url}/directory/bp`);
    await desk.click('a[href^="/events/new"]');
    await desk.fill("#f-title", "Senior officials, working group");
    await desk.fill("#f-starts", "2027-03-26");
    await desk.fill("#f-ends", "2027-03-29");
    await desk.click("details summary");
    await desk.fill("#f-begins", "9 h");
    await desk.fill("#f-finishes", "17:00");
    await desk.fill("#f-zone", "Europe/Vienna");
    await desk.fill("#f-city", "Vienna");
    await desk.selectOption("#f-iso3", "AUT");
    await desk.fill("#f-source", "letter of invitation");
    await desk.click("main form button >> nth=0");
    await inspect(desk, "what stands beside the days");
    assert((await desk.textContent("#beside")).includes("Easter"), "Good Friday is not told before it is saved");
    await desk.click("main form button >> nth=0");
    await inspect(desk, "the form with a mistake");
    assert((await desk.inputValue("#f-begins")) === "9 h" && (await desk.inputValue("#f-title")) === "Senior officials, working group", "what was typed is gone");
    await desk.fill("#f-begins", "09:00");
    await desk.click("main form button >> nth=0");
    meeting = new URL(desk.url()).pathname;
    assert(/^\/events\/[a-z2-7]{16}$/.test(meeting), meeting);
    await inspect(desk, "the meeting for its editor");
    assert((await anyone.goto(`${w.url}${meeting}/edit`)).url().includes("/sign-in"), "anyone may edit");
  });
  await step("the real clash of 25 August 2016 is told on both pages, in Arabic too", async () => {
    for (const [page, title, beside] of [[anyone, "MIDWA annual meeting", "Colombo Process 5th Ministerial Consultation"], [focal, "Colombo Process 5th Ministerial Consultation", "MIDWA annual meeting"]]) {
      await page.goto(`${w.url}/events?view=month&month=2016-08`);
      await page.click(`main a.event:has-text("${title}")`);
      assert((await page.textContent("main h2 + ul")).includes(beside), `${title}: ${await main(page)}`);
      await inspect(page, title);
    }
  });
  await step("khal lists it as whole days and hours; ical.js reads every meeting", async () => {
    const list = listed("bp", `${w.url}/feeds/bp.ics`, "2027-03-01", "2027-04-30");
    assert(list.includes("2027-03-26 09:00") && list.includes("Senior officials, working group") && /TENTATIVE/i.test(list), list);
    const days = listed("all", `${w.url}/feeds/all.ics`, "2020-01-20", "2020-01-24");
    assert(days.includes("Twelfth GFMD summit"), days);
    assert(!listed("all", `${w.url}/feeds/all.ics`, "2020-01-25", "2020-01-26").includes("Twelfth GFMD summit"), "a day too long");
    await anyone.goto(`${w.url}/events`);
    const all = await inBrowser(anyone, "/feeds/all.ics");
    assert(all.length === 126 && new Set(all.map((e) => e.uid)).size === 126, `${all.length} meetings`);
    const mine = all.find((e) => e.title === "Senior officials, working group");
    assert(mine.starts === "2027-03-26T09:00:00" && mine.zone === "Europe/Vienna" && mine.status === "TENTATIVE" && mine.sequence === 0, JSON.stringify(mine));
  });
  await step("it is moved, then cancelled: the programs follow, readers see why", async () => {
    const uid = (await inBrowser(anyone, "/feeds/bp.ics")).find((e) => e.title.startsWith("Senior")).uid;
    await desk.goto(`${w.url}${meeting}/edit`);
    await desk.fill("#f-starts", "2027-05-10");
    await desk.fill("#f-ends", "2027-05-11");
    await desk.fill("#f-source", "note verbale");
    await desk.click("main form button >> nth=0");
    assert(new URL(desk.url()).pathname === meeting, await main(desk));
    let list = listed("bp", `${w.url}/feeds/bp.ics`, "2027-03-01", "2027-04-30");
    assert(!list.includes("Senior officials"), list);
    list = listed("bp", `${w.url}/feeds/bp.ics`, "2027-05-01", "2027-05-31");
    assert(list.includes("2027-05-10 09:00"), list);
    await reader.goto(w.url + meeting);
    assert((await reader.textContent("main del")).includes("2027") && (await main(reader)).includes("note verbale"), "the move is not told");
    await desk.goto(`${w.url}${meeting}/edit`);
    await desk.check("input[name=status][value=cancelled]");
    await desk.click("main form button >> nth=0");
    const now = (await inBrowser(anyone, "/feeds/bp.ics")).find((e) => e.uid === uid);
    assert(now.status === "CANCELLED" && now.sequence === 2, JSON.stringify(now));
    await focal.goto(w.url + meeting);
    await inspect(focal, "a cancelled meeting, with its history");
    const atom = await (await anyone.context().request.get(`${w.url}/feeds/changes.atom`)).text();
    writeFileSync(join(w.folder, "changes.atom"), atom);
    execFileSync("xmllint", ["--noout", join(w.folder, "changes.atom")]);
    assert(atom.includes("Senior officials") && !atom.includes("Desk Person"), atom);
  });
  await step("the calendar of another body is looked at line by line, then accepted", async () => {
    const file = join(w.folder, "other.ics");
    const entry = (uid, from, to, more) => `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}\r\n${more}END:VEVENT\r\n`;
    const bring = async (body) => {
      writeFileSync(file, `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n${body}END:VCALENDAR\r\n`);
      await desk.goto(`${w.url}/events/incoming`);
      await desk.selectOption("#f-forum", "pp");
      await desk.setInputFiles("#f-file", file);
      await desk.click("main form button");
    };
    await bring(entry("1@x", "20280601", "20280603", "SUMMARY:Thematic meeting\r\n") + entry("2@x", "99990101", "99990102", "SUMMARY:Far away\r\n"));
    await inspect(desk, "what a calendar would do");
    assert((await main(desk)).includes("New: 1") && (await main(desk)).includes("Far away"), await main(desk));
    await desk.click("main form button");
    await bring(entry("1@x", "20280608", "20280610", "SUMMARY:Thematic meeting\r\nSEQUENCE:1\r\n"));
    assert((await main(desk)).includes("Moved: 1"), await main(desk));
    await desk.click("main form button");
    const list = listed("pp", `${w.url}/feeds/pp.ics`, "2028-06-01", "2028-06-30");
    assert(list.includes("2028-06-08") && !list.includes("2028-06-01"), list);
  });
  await step("a person subscribes to what concerns them at a secret address, and ends it", async () => {
    await w.enter(focal, "focal@example.org");
    await focal.goto(`${w.url}/feeds`);
    await focal.click("main form button");
    await inspect(focal, "the secret address");
    const address = (await main(focal)).match(/http:\S+\/feeds\/mine\/[a-z2-7]{52}\.ics/)[0];
    const list = listed("mine", address, "2019-02-01", "2019-02-28");
    assert(list.includes("Budapest Process Sixth Ministerial Conference"), list);
    assert(!listed("mine", address, "2016-08-20", "2016-08-30").includes("Colombo"), "another's meeting");
    await focal.click("button[name=end]");
    assert((await anyone.context().request.get(address)).status() === 404, "the address still works");
  });
} finally {
  await w.end();
}
