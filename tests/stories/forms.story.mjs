// Story: a form of the secretariat's own with all that XLSForm asks: a choice of one's own, answers
// named in words, groups that repeat within one another, kinds of questions. A focal point answers
// it without script and with it, where the page follows while one writes.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE, demo: true });
const main = (page) => page.textContent("main");

const survey = `type,name,label::English (en),label::Arabic (ar),appearance,parameters,relevant,constraint,constraint_message,calculation
begin group,g,Needs and plans,الاحتياجات والخطط,,,,,,
text,place,Which place is this about?,عن أي مكان؟,,,,,,
integer,people,How many people live in \${place}?,كم عدد سكان \${place}؟,,,,. < 1000000,So many people in \${place}?,
select_multiple need or_other,kinds,What is needed?,ما المطلوب؟,,,,,,
rank need,order,In which order?,بأي ترتيب؟,,,,,,
range,scale,How urgent is it?,ما مدى الإلحاح؟,,start=0 end=10,,,,
select_one need,first,Choose the first one,اختر الأول,minimal,,,,,
select_one need,across,And the second,والثاني,likert quick,,,,,
acknowledge,ok,The ministry has seen this page,اطلعت الوزارة على هذه الصفحة,,,,,,
time,at,At what time?,في أي وقت؟,,,,,,
begin repeat,needs,Need,احتياج,,,,,,
text,kind,What kind?,ما النوع؟,,,,,,
begin repeat,steps,Step,خطوة,,,,,,
text,what,What is done about \${kind}?,ماذا يتم بشأن \${kind}؟,,,,,,
integer,cost,Cost,التكلفة,,,,,,
end repeat,,,,,,,,,
end repeat,,,,,,,,,
calculate,total,Total cost,التكلفة الإجمالية,,,,,,sum(\${cost})
end group,,,,,,,,,
`;
const choices = `list_name,name,label::English (en),label::Arabic (ar)
need,money,Money,المال
need,people,Trained people,أشخاص مدربون
need,time,Time,الوقت
`;
const settings = `form_id,version,form_title,default_language
needs,1,Needs of places,English (en)
`;

// A spreadsheet as another program writes it: LibreOffice, from one sheet a file.
function spreadsheet(to) {
  const sheets = { survey, choices, settings };
  for (const name of Object.keys(sheets)) writeFileSync(join(w.folder, `${name}.csv`), sheets[name]);
  execFileSync("/usr/bin/python3", ["-c", `
import csv, sys, zipfile, html
folder, to = sys.argv[1:]
names = ["survey", "choices", "settings"]
ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
def sheet(name):
    rows = []
    for r, row in enumerate(csv.reader(open(f"{folder}/{name}.csv", encoding="utf-8"))):
        rows.append(f'<row r="{r+1}">' + "".join(f'<c r="{chr(65+c)}{r+1}" t="inlineStr"><is><t>{html.escape(v)}</t></is></c>' for c, v in enumerate(row) if v) + "</row>")
    return f"<worksheet {ns}><sheetData>{''.join(rows)}</sheetData></worksheet>"
z = zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED)
z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>')
z.writestr("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
z.writestr("xl/workbook.xml", f'<workbook {ns} xmlns:r="{rel}"><sheets>' + "".join(f'<sheet name="{n}" sheetId="{i+1}" r:id="r{i+1}"/>' for i, n in enumerate(names)) + "</sheets></workbook>")
z.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(f'<Relationship Id="r{i+1}" Type="{rel}/worksheet" Target="worksheets/sheet{i+1}.xml"/>' for i in range(3)) + "</Relationships>")
for i, n in enumerate(names): z.writestr(f"xl/worksheets/sheet{i+1}.xml", sheet(n))
z.close()`, w.folder, to]);
}

const save = (page) => page.click("form.draft .save button");
const saved = (page) => page.waitForFunction(() => /\d/.test(document.querySelector(".saved").textContent));
const look = process.env.LOOK;
const picture = async (page, name) => { if (look) await page.screenshot({ path: join(look, `${name}.png`), fullPage: true }); };

try {
  const secretariat = await window_(w);
  const plain = await window_(w, { script: false, phone: true });
  const live = await window_(w);
  let section, form;

  await step("the secretariat brings the form and makes it that of a round", async () => {
    await w.enter(secretariat, "secretariat@demo.example");
    spreadsheet(join(w.folder, "needs.xlsx"));
    await secretariat.goto(`${w.url}/forms`);
    await secretariat.setInputFiles("#f-file", join(w.folder, "needs.xlsx"));
    await secretariat.click("main form button");
    form = secretariat.url().split("/").pop().split("?")[0];
    assert((await main(secretariat)).includes("How many people live in …?"), "the form is not there");
    await inspect(secretariat, "a form of its own");
    await secretariat.goto(`${w.url}/rounds/new`);
    await secretariat.fill("#f-title", "Needs of places");
    await secretariat.fill("#f-id", "places");
    const offered = (name) => secretariat.$$eval(`#f-${name} option`, (all) => all.map((o) => o.value));
    assert((await offered("forum")).includes("lac") && !(await offered("forum")).includes("bp"), `fora: ${await offered("forum")}`);
    assert((await offered("informs")).slice(0, 3).join() === ",imrf-2030,imrf-2026", `forums to come first: ${await offered("informs")}`);
    await inspect(secretariat, "a new round");
    await secretariat.selectOption("#f-forum", "lac");
    await secretariat.click("main form button >> nth=-1");
    await secretariat.goto(`${w.url}/rounds/places/manage`);
    assert((await secretariat.inputValue("#f-form")) === "" && (await main(secretariat)).includes("No form is in use yet."), "a form stands chosen");
    await inspect(secretariat, "no form yet");
    await secretariat.selectOption("#f-form", form);
    await secretariat.click("text=Use this form");
    assert(/Form in use:.*in use since/s.test(await main(secretariat)) && !(await secretariat.$(`#f-form option[value='${form}']`)), "the form in use is not said");
    await secretariat.check("input[name=status][value=open]");
    await secretariat.click("main form:has(input[name=status]) button >> nth=-1");
    await secretariat.click("text=Invite all members of the forum");
  });

  await step("without script, on a phone: the answers decide after each save", async () => {
    await w.enter(plain, "focal.bra@demo.example");
    await plain.goto(`${w.url}/work`);
    await plain.click("form[action='/rounds/places/input'] button");
    await plain.goto(w.url + (await plain.getAttribute("main a[href^='/sections/']:not([href$='/give'])", "href")));
    section = plain.url();
    await plain.fill("#f-place", "Rondônia");
    await plain.fill("#f-people", "2000000");
    await plain.check("[name='a:kinds:'][value=other]");
    await plain.selectOption("select[name='a:order:'] >> nth=0", "2:money");
    await plain.selectOption("select[name='a:order:'] >> nth=1", "1:people");
    await plain.selectOption("select[name='a:order:'] >> nth=2", "3:time");
    await plain.selectOption("#f-first", "time");
    await plain.check("[name='a:across:'][value=people]");
    await plain.check("#f-ok");
    await plain.fill("#f-at", "14:30");
    await save(plain);
    const text = await main(plain);
    assert(text.includes("How many people live in Rondônia?") && text.includes("So many people in Rondônia?"), "the place is not named");
    await plain.fill("#f-kinds_other", "Boats");
    await save(plain);
    assert((await plain.inputValue("#f-kinds_other")) === "Boats" && (await plain.inputValue("select[name='a:order:'] >> nth=1")) === "1:people", "not kept");
    await inspect(plain, "a form of every kind, without script");
    await picture(plain, "phone-en");
  });

  await step("entries are added and removed at each level, and come back", async () => {
    await plain.fill("[id='f-needs.5b1.5d.2fkind']", "Money");
    await plain.click("button[name=more][value=needs]");
    await plain.fill("[id='f-needs.5b2.5d.2fkind']", "Doctors");
    await plain.click("button[name=more][value='needs[2]/steps']");
    await plain.fill("[id='f-needs.5b2.5d.2fsteps.5b2.5d.2fcost']", "40");
    await plain.click("button[name=more][value=needs]");
    await plain.fill("[id='f-needs.5b3.5d.2fkind']", "Roads");
    await plain.fill("[id='f-needs.5b3.5d.2fsteps.5b1.5d.2fcost']", "2");
    await save(plain);
    assert(/Total cost\s*42/.test(await main(plain)), "the sum over both levels");
    await plain.click("button[name=remove][value='needs[2]']");
    let text = await main(plain);
    assert(/Total cost\s*2\b/.test(text) && text.includes("1 removed entry"), "the entry is not gone");
    assert((await plain.inputValue("[id='f-needs.5b3.5d.2fkind']")) === "Roads", "another entry moved");
    await plain.click("details.before summary:has-text('removed') ").catch(() => {});
    await plain.click("button[name=restore]");
    text = await main(plain);
    assert(/Total cost\s*42/.test(text) && text.includes("What is done about Doctors?"), "it does not come back");
  });

  await step("with script the page follows while one writes", async () => {
    await live.context().addCookies(await plain.context().cookies());
    await live.goto(section);
    await picture(live, "wide-en");
    await live.fill("#f-place", "Acre");
    await live.press("#f-place", "Tab");
    await live.waitForFunction(() => document.querySelector("[data-q=people]").textContent.includes("live in Acre?"));
    await live.uncheck("[name='a:kinds:'][value=other]");
    await live.waitForFunction(() => !document.querySelector("[name='a:kinds_other:']"));
    await live.fill("[id='f-needs.5b1.5d.2fkind']", "Boats"); // this one is written in while the page changes
    await live.waitForFunction(() => document.querySelector("[data-q='needs[1]/steps[1]/what']").textContent.includes("about Boats?"));
    assert((await live.evaluate(() => document.activeElement.name)) === "a:needs[1]/kind:", "the focus is lost");
    await live.check("[name='a:kinds:'][value=other]");
    await live.waitForSelector("[name='a:kinds_other:']");
    assert((await live.inputValue("[name='a:kinds_other:']")) === "Boats", "what was not asked for a while is gone");
    await live.press("#f-at", "Tab");
    await saved(live);
    await inspect(live, "a form of every kind");
  });

  await step("in Arabic, from right to left", async () => {
    await live.goto(`${section}?lang=ar`);
    await live.goto(section);
    assert((await main(live)).includes("عن أي مكان؟"), "not in Arabic");
    assert(await live.$("[data-q=people] bdi"), "the name of the place is not isolated");
    await inspect(live, "a form of every kind in Arabic");
    await picture(live, "wide-ar");
    await plain.goto(`${section}?lang=ar`);
    await plain.goto(section);
    await picture(plain, "phone-ar");
  });
} finally {
  await w.end();
}
