// Story: from released answers to the submission package. The secretariat picks a passage,
// asks for consent, circulates; parties cited are told by mail, consent and object; it answers
// and adopts; anyone downloads the report in each format, and real clients open the files.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { world, window_, inspect, step, assert } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE, demo: true });
const own = "Consultations are held with unions and employers (story)";

const main = (page) => page.textContent("main");
const tool = (name, ...words) => execFileSync(name, words, { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] });

try {
  const desk = await window_(w, { language: "en" });
  const chile = await window_(w, { language: "es" });
  const peru = await window_(w, { language: "ar", phone: true });
  const haiti = await window_(w, { language: "fr", script: false });
  const stranger = await window_(w, { language: "ar", phone: true });
  let report, edit;

  await step("a form goes out as a spreadsheet, is changed, and comes back with its problems named", async () => {
    await w.enter(desk, "secretariat@demo.example");
    await desk.goto(`${w.url}/forms`);
    await inspect(desk, "forms");
    await desk.click("main ul a >> nth=0");
    await inspect(desk, "a form");
    const sheet = join(w.folder, "form.xlsx");
    writeFileSync(sheet, await (await desk.context().request.get(`${desk.url()}/form.xlsx`)).body());
    tool("soffice", `-env:UserInstallation=file://${w.folder}/office`, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", join(w.folder, "again"), sheet);
    const change = (from, to) => {
      const out = join(w.folder, `${to.replace(/\W/g, "")}.xlsx`);
      execFileSync("/usr/bin/python3", ["-c", "import sys,zipfile\na=zipfile.ZipFile(sys.argv[1]);b=zipfile.ZipFile(sys.argv[2],'w')\n" +
        "for n in a.namelist(): b.writestr(n,a.read(n).replace(sys.argv[3].encode(),sys.argv[4].encode()))", join(w.folder, "again/form.xlsx"), out, from, to]);
      return out;
    };
    const bring = async (file) => {
      await desk.goto(`${w.url}/forms`);
      await desk.setInputFiles("#f-file", file);
      await desk.click("text=Check and keep it");
    };
    await bring(change(">begin group<", ">begin grup<"));
    assert(/survey/.test(await main(desk)) && /begin grup/.test(await main(desk)), "the problem is not named");
    await inspect(desk, "problems of a form", { weight: 20 * 1024 });
    await bring(change(">National input to the regional", ">Another input to the regional"));
    assert((await main(desk)).includes("Give it a new version"), await main(desk));
    await bring(change("2026-1", "2026-story"));
    assert((await main(desk)).includes("2026-story"), await main(desk));
    await bring(new URL(import.meta.url).pathname);
    assert((await main(desk)).includes("no spreadsheet"), "a text file is taken for a spreadsheet");
  });

  await step("the secretariat searches the bench and picks a passage", async () => {
    await desk.goto(`${w.url}/rounds/lac-demo/search?q=sindicatos`);
    assert((await main(desk)).includes("talleres"), "the search finds nothing");
    await inspect(desk, "search");
    await desk.goto(`${w.url}/rounds/lac-demo/report`);
    report = new URL(desk.url()).pathname;
    edit = `${w.url}${report}/edit`;
    await desk.goto(`${w.url}/rounds/lac-demo/answers?section=methodology&question=consulted`);
    await inspect(desk, "bench");
    await desk.click("main a[href*='/pick']");
    await inspect(desk, "pick");
    await desk.fill("#f-quoted", "organizaciones de migrantes, sindicatos y empleadores que no existen");
    const chapter = await desk.$$eval("#f-place option", (all) => all.find((o) => o.textContent.includes("Method")).value);
    await desk.selectOption("#f-place", chapter);
    await desk.fill("#f-words", own);
    await desk.click("main form button >> nth=-1");
    assert((await main(desk)).includes("word for word") && (await desk.inputValue("#f-words")) === own, "a passage nobody wrote is taken, or the words typed are gone");
    await desk.fill("#f-quoted", "organizaciones de migrantes, sindicatos y empleadores");
    await desk.selectOption("#f-place", chapter);
    await desk.click("main form button >> nth=-1");
    assert(/answers\?section=methodology&question=consulted/.test(desk.url()) && (await desk.isVisible(".use a[href*='/edit#e-']")), "not back at the answer, or it does not show where it stands");
    await desk.goto(`${w.url}/rounds/lac-demo/answers?section=objective_01`);
    await desk.click("main a[href*='/pick']");
    const place = () => desk.$eval("#f-place", (e) => e.selectedOptions[0].textContent);
    assert((await place()).includes("Cluster 4"), `an objective's passage goes to ${await place()}`);
    await desk.click("main form button >> nth=-1");
    assert((await main(desk)).includes("Objective 1:") && !(await main(desk)).includes("objective_01") && (await place()).includes("Cluster 4"), "after a mistake the section has lost its name");
    await desk.goto(`${w.url}/rounds/lac-demo/search?q=sindicatos`);
    await desk.click("text=Use in the report");
    await inspect(desk, "pick from a search");
    await desk.fill("#f-words", "Words that nobody asked for");
    await desk.click("main form button >> nth=-1");
    assert((await desk.inputValue("#f-words")) === "Words that nobody asked for", "words for a new paragraph are dropped");
    await desk.fill("#f-words", "");
    await desk.click("main form button >> nth=-1");
    assert(desk.url().includes("/search?q=sindicatos"), "not back at the search");
    await desk.goto(edit);
    await desk.click(`.para:has(textarea:text('${own}')) >> button:has-text('Add a source')`);
    assert((await main(desk)).includes("Passages go to paragraph"), "it is not said where passages go");
    await inspect(desk, "bench for one paragraph");
    await desk.goto(edit);
    assert((await desk.content()).includes(own), "the paragraph is not there");
    await inspect(desk, "writing the report", { weight: 20 * 1024 });
  });

  await step("what is typed anywhere on the page of writing is kept, whatever is pressed, with script and without, by two writers at once", async () => {
    await desk.goto(edit);
    const field = (page, words) => page.locator("textarea", { hasText: words }).first();
    const name = await field(desk, own).getAttribute("name");
    await desk.fill(`[name="${name}"]`, `${own}, typed and left`);
    await desk.locator(".para").first().locator("button", { hasText: "Down" }).click();
    assert((await desk.inputValue(`[name="${name}"]`)) === `${own}, typed and left`, "moving one paragraph loses what was typed in another");
    await desk.fill(`[name="${name}"]`, own);
    await desk.waitForFunction(() => /\d/.test(document.querySelector(".saved").textContent));
    const still = await window_(w, { language: "ar", phone: true, script: false });
    await still.context().addCookies(await desk.context().cookies());
    await still.goto(edit);
    assert((await still.inputValue(`[name="${name}"]`)) === own, "autosave saves nothing");
    await desk.fill(`[name="${name}"]`, `${own} and with churches`);
    await desk.waitForResponse((r) => r.url().includes("/autosave"));
    await still.fill(`[name="${name}"]`, `${own} et les autres`);
    await still.locator(".save button").click();
    assert((await still.locator(".flag", { hasText: "et les autres" }).count()) === 1, "the second writer's text is gone");
    assert((await still.inputValue(`[name="${name}"]`)) === `${own} and with churches`, "the first writer's text is gone");
    await still.locator(".flag button").last().click();
    await desk.goto(edit);
    await desk.fill(`[name="${name}"]`, "x".repeat(8001));
    await desk.locator(".save button").click();
    assert((await desk.inputValue(`[name="${name}"]`)).length === 8001 && (await main(desk)).includes("at most 8,000"), "a long text is cut or taken");
    await desk.fill(`[name="${name}"]`, own);
    await desk.locator(".save button").click();
    assert((await main(desk)).includes("Saved."), await main(desk));
    await still.context().close();
  });

  await step("a source is taken out only with its words", async () => {
    const box = desk.locator(".para", { hasText: own });
    const words = `${own}: Organizaciones de migrantes; sindicatos y empleadores`;
    await box.locator("textarea").fill(words);
    await box.locator("summary", { hasText: "source" }).click();
    await box.locator("button", { hasText: "Take this source out" }).first().click();
    assert((await main(desk)).includes("then take their source out") && (await main(desk)).includes("Organizaciones de migrantes; sindicatos"), await main(desk));
    await inspect(desk, "a source whose words stand in the paragraph", { weight: 20 * 1024 });
    const again = desk.locator(".para", { hasText: own });
    assert((await again.locator("textarea").inputValue()) === words, "what was typed is gone");
    await again.locator("textarea").fill(own);
    await desk.locator(".save button").click();
    assert((await desk.locator(".para", { hasText: own }).locator("textarea").inputValue()) === own, "after a refusal what is typed next is not kept");
  });

  await step("what was recalled must leave the report before it goes out", async () => {
    await desk.goto(edit);
    assert((await main(desk)).includes("A section it rested on was recalled"), "the recall is not named");
    const flagged = ".para:has(textarea:text('A diaspora policy was adopted'))";
    await desk.click(`${flagged} >> .tools >> button:has-text('Remove')`);
    assert(!(await main(desk)).includes("A section it rested on was recalled"), "still flagged");
  });

  await step("parties cited are asked before words of narrow releases go further", async () => {
    for (const [page, mail] of [[peru, "focal.per@demo.example"], [haiti, "focal.hti@demo.example"], [chile, "focal.chl@demo.example"]]) {
      await w.enter(page, mail);
      assert((await page.goto(`${w.url}${report}/consent`)).status() === 404, "words of a draft nobody was asked about");
      assert((await page.goto(`${w.url}${report}`)).status() === 404, "the draft is open");
    }
    await desk.goto(edit);
    await desk.click("text=Ask the parties for their consent");
    const mail = await w.mail.wait("release.per@demo.example", "/consent");
    assert(!mail.includes("interpreters"), "the mail holds words of the draft");
    assert((await peru.goto(`${w.url}${report}/consent`)).status() === 404, "a focal point consents for the releasing authority");
    await peru.goto(`${w.url}/work?lang=ar`);
    assert((await main(peru)).includes("سلطة الإفراج"), `a focal point does not learn that the releasing authority is asked: ${await main(peru)}`);
    await inspect(peru, "work of a focal point whose releasing authority is asked");
    for (const [page, mail] of [[peru, "release.per@demo.example"], [haiti, "release.hti@demo.example"]]) {
      await page.context().clearCookies();
      await w.enter(page, mail);
      await page.goto(`${w.url}/work`);
      await page.click("main a[href$='/consent']");
      if (page === peru) await inspect(page, "consent in Arabic on a phone");
      assert(!(await page.$("main input:checked")), "an answer is chosen beforehand");
      await page.check("input[value=public]");
      await page.click("main form button >> nth=0");
      assert(await page.isChecked("input[value=public]"), "the answer is not shown");
    }
  });

  await step("circulated: the parties cited get notice, object and are answered", async () => {
    assert((await desk.goto(edit)) && (await desk.inputValue("#f-until")) === "", "a last day for comments out of nothing");
    await desk.goto(`${w.url}/rounds/lac-demo/manage`);
    await desk.selectOption("#f-kind", "comments");
    await desk.fill("#f-starts", "2199-12-01");
    await desk.fill("#f-ends", "2199-12-30");
    await desk.click("text=Add the step");
    await desk.goto(edit);
    assert((await desk.inputValue("#f-until")) === "2199-12-30", "the step for comments is not taken up");
    await desk.fill("#f-until", "2000-01-01");
    await desk.click("text=Circulate the draft");
    assert((await main(desk)).includes("today or later"), "a day of the past is taken");
    await desk.fill("#f-until", "2199-12-31");
    const typed = desk.locator(".para", { hasText: own }).locator("textarea");
    await typed.fill(`${own}: vivienda y acceso a la escuela en las grandes ciudades`);
    await desk.click("text=Circulate the draft");
    const repeats = desk.locator(".flag:has(input[name=repeats])");
    assert(/Chile/.test(await repeats.textContent()) && (await repeats.textContent()).includes("vivienda y acceso a la escuela"), "what is copied by hand from an answer for members goes out unseen");
    await inspect(desk, "passages without their source", { weight: 20 * 1024 });
    assert((await repeats.locator("a[href*='/pick?']").getAttribute("href")).includes("place="), "no way to name the source");
    await typed.fill(own);
    await desk.fill("#f-until", "2199-12-31");
    await desk.click("text=Circulate the draft");
    assert(desk.url().endsWith(report), await main(desk));
    await inspect(desk, "report");
    await w.mail.wait("focal.chl@demo.example", report);
    assert((await stranger.goto(`${w.url}${report}`)).status() === 404, "a circulated draft is public");
    await chile.goto(`${w.url}${report}`);
    await chile.click("details:has(textarea) >> nth=0 >> summary");
    await chile.fill("details[open] textarea", "La cifra debe citar la fuente (historia)");
    await chile.click("details[open] button[value=objection]");
    assert((await main(chile)).includes("(historia)"), "the objection is not there");
    await desk.goto(edit);
    assert((await main(desk)).includes("An objection to it waits for an answer"), "the objection does not stand in the way");
    await desk.goto(`${w.url}${report}`);
    await desk.click("summary:text('Answer')");
    await desk.fill("details[open] textarea[name=answer]", "The source is named now (story)");
    await desk.click("text=Save the answer");
    await chile.goto(`${w.url}${report}`);
    assert((await main(chile)).includes("The source is named now (story)"), "the answer is not there");
  });

  await step("adopted: open to everyone, and compared with what was circulated", async () => {
    await desk.goto(edit);
    await desk.click("text=Record that the report is adopted");
    assert(desk.url().endsWith("/adopt") && /Comments are open until .*2199/.test(await main(desk)), await main(desk));
    await inspect(desk, "before the adoption");
    await desk.fill("#f-forum", "Regional Review Conference, Santiago (story)");
    await desk.fill("#f-reason", "The conference ends today (story)");
    await desk.fill("#f-day", "2001-01-01");
    await desk.click("main form button >> nth=-1");
    assert((await main(desk)).includes("before the draft was circulated") && (await desk.inputValue("#f-reason")).includes("(story)"), "a day before the draft is taken");
    await desk.fill("#f-day", new Date().toISOString().slice(0, 10));
    await desk.click("main form button >> nth=-1");
    assert(desk.url().endsWith(report) && (await main(desk)).includes("Santiago (story)"), await main(desk));
    await desk.goto(`${w.url}${report}/versions`);
    await inspect(desk, "versions");
    await stranger.goto(`${w.url}${report}`);
    assert((await main(stranger)).includes(own), "the public does not read it");
    await inspect(stranger, "adopted report in Arabic on a phone");
  });

  const folder = mkdtempSync(join(w.folder, "files-"));
  const save = async (page, name, copy, language) => {
    const got = await page.context().request.get(`${w.url}${report}/${name}?copy=${copy}&language=${language}`);
    assert(got.ok(), `${name}: ${got.status()}`);
    assert((got.headers()["content-disposition"] ?? "").startsWith("attachment"), `${name} is not offered as a file`);
    const file = join(folder, `${copy}-${language}-${name}`);
    writeFileSync(file, await got.body());
    return file;
  };

  await step("each format is offered and opened by real clients", async () => {
    await stranger.goto(`${w.url}${report}/files`);
    await inspect(stranger, "files in Arabic on a phone");
    await desk.goto(`${w.url}${report}/files`);
    await inspect(desk, "files");
    const [download] = await Promise.all([desk.waitForEvent("download"), desk.click("a[href*='report.pdf'] >> nth=0")]);
    assert(/^lac-demo-report-en-everyone-v2-adopted-\d{4}-\d\d-\d\d\.pdf$/.test(download.suggestedFilename()), download.suggestedFilename());
    let lines = 0;
    const marks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g; // of direction
    for (const language of ["en", "ar"]) {
      const pdf = await save(stranger, "report.pdf", "everyone", language);
      assert(tool("pdftotext", "-raw", pdf, "-").replace(/\s+/g, " ").includes(own), "the PDF holds other words");
      /* One number stands at the end of each line of the contents, the annex being the last; numbers of paragraphs
         follow on the Arabic page. */
      const numbers = [...tool("pdftotext", "-layout", "-f", "2", "-l", "2", pdf, "-").replace(marks, "").matchAll(language === "ar" ? /^\s*(\d+)\s{4,}\S/gm : /\S\s{4,}(\d+)\s*$/gm)].map((m) => m[1]);
      if (language === "en") lines = numbers.length;
      const there = lines > 5 && tool("pdftotext", "-f", numbers[lines - 1], "-l", numbers[lines - 1], pdf, "-");
      assert(there && there.includes(language === "ar" ? "المصادر" : "Annex: sources"), `the contents do not name the page: ${numbers}`);
      const info = tool("pdfinfo", pdf);
      assert(/Tagged:\s+yes/.test(info) && /Title:\s+\S/.test(info), info);
      assert(/H2[\s\S]*Table[\s\S]*TH/.test(tool("pdfinfo", "-struct", pdf)), "no headings or tables in the structure");
      tool("qpdf", "--check", pdf);
      const root = tool("qpdf", "--json=2", "--json-key=qpdf", pdf);
      assert(root.includes(`"/Lang": "u:${language}"`) || root.includes(`"/Lang": "${language}"`), "the language is not named");
      if (language === "ar") { // words are whole when they are taken out, and their order of reading is told beside
        const sentence = "كتبت كل دولة مساهمتها مع وزاراتها وأفرجت عنها";
        assert(tool("pdftotext", pdf, "-").replace(marks, "").includes(sentence), "Arabic words are parted");
        assert(new RegExp(`"/ActualText": "u:${sentence}`).test(root), "the order of reading is not told");
      }
      assert(root.includes('"/Outlines"') && root.includes('"/DisplayDocTitle": true'), "no bookmarks or no title");
      const files = [await save(stranger, "report.docx", "everyone", language), await save(stranger, "matrix.xlsx", "everyone", language), await save(stranger, "answers.docx", "everyone", language)];
      tool("soffice", `-env:UserInstallation=file://${folder}/office`, "--headless", "--convert-to", "pdf", "--outdir", join(folder, "office-pdf"), ...files);
      const seen = files.map((f) => join(folder, "office-pdf", f.split("/").pop().replace(/\.\w+$/, ".pdf")));
      assert(seen.every(existsSync), "LibreOffice does not open a file");
      assert(tool("pdftotext", "-raw", seen[0], "-").replace(/\s+/g, " ").includes(own), "LibreOffice reads other words");
      if (language === "en") assert(/^Annex: sources\s{4,}\d+$/m.test(tool("pdftotext", "-layout", seen[0], "-")), "LibreOffice shows no pages in the contents");
      for (const part of ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml", "[Content_Types].xml"])
        execFileSync("xmllint", ["--noout", "-"], { input: execFileSync("unzip", ["-p", files[0], part.replace(/\[/g, "\\[").replace(/\]/g, "\\]")]) });
    }
    const html = await window_(w, { language: "en", phone: true });
    await html.goto("file://" + (await save(stranger, "report.html", "everyone", "ar")));
    assert((await html.getAttribute("html", "dir")) === "rtl" && (await html.textContent("main")).includes(own), "the HTML file");
    assert((await html.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 1, "the HTML file is wider than a phone");
  });

  await step("the package is whole, and holds nothing that its reader may not see", async () => {
    const zip = await save(stranger, "package.zip", "everyone", "en");
    const inside = join(folder, "package");
    tool("unzip", "-q", zip, "-d", inside);
    const sums = execFileSync("sha256sum", ["-c", "SHA256SUMS"], { cwd: inside, encoding: "utf8" });
    assert((sums.match(/: OK/g) ?? []).length === 9, sums);
    const manifest = JSON.parse(readFileSync(join(inside, "manifest.json"), "utf8"));
    assert(manifest.files.length === 8 && manifest.synthetic && manifest.copy === "everyone", "the manifest");
    const csv = readFileSync(join(inside, "annex/released-answers.csv"), "utf8");
    assert(csv.includes("La encuesta nacional de migración") && !csv.includes("Inspección del trabajo"), "the table holds too little or too much");
    const desks = readFileSync(await save(desk, "matrix.csv", "own", "en"), "utf8");
    assert(desks.includes("Inspección del trabajo"), "the secretariat's own copy lacks what was released to it");
    const theirs = readFileSync(await save(stranger, "matrix.csv", "own", "en"), "utf8");
    assert(theirs === csv.replace(/\r?\n/g, (x) => x), "a stranger's own copy is more than everyone's");
  });

  await step("a corrigendum stands beside what was adopted, on the page, in the files and in the package", async () => {
    await desk.goto(`${w.url}${report}`);
    await desk.click("text=Correct the adopted report");
    await desk.click("text=Begin a corrigendum");
    await inspect(desk, "writing a corrigendum", { weight: 20 * 1024 });
    const name = await desk.locator("textarea", { hasText: own }).first().getAttribute("name");
    await desk.fill(`[name="${name}"]`, `${own}, mended`);
    await desk.click("button:text('Publish the corrigendum')");
    assert(desk.url().endsWith("/adopt"), await main(desk));
    await desk.click("main form button >> nth=-1");
    assert((await main(desk)).includes("Say what is corrected and why") || (await desk.$("#f-reason:invalid")), "no reason is asked for");
    await desk.fill("#f-reason", "A word was missing (story)");
    await desk.click("main form button >> nth=-1");
    await stranger.goto(`${w.url}${report}`);
    assert((await main(stranger)).includes(`${own}, mended`), "the corrigendum is not open to everyone");
    await stranger.goto(`${w.url}${report}/versions`);
    await inspect(stranger, "versions in Arabic on a phone");
    assert((await main(stranger)).includes("A word was missing (story)"), "the reason is not shown");
    await stranger.goto(`${w.url}${report}?version=2`);
    assert(!(await main(stranger)).includes(`${own}, mended`) && (await main(stranger)).includes(own), "the adopted version is gone");
    await inspect(stranger, "the adopted version beside its corrigendum");
    const text = tool("pdftotext", "-raw", await save(stranger, "report.pdf", "everyone", "en"), "-").replace(/\s+/g, " ");
    assert(/Version 3, corrigendum of/.test(text) && /Before it: Version 2, adopted on/.test(text), "the file does not name both versions");
    const inside = join(folder, "corrected");
    tool("unzip", "-q", await save(stranger, "package.zip", "everyone", "en"), "-d", inside);
    assert(readFileSync(join(inside, "earlier/report-version-2.html"), "utf8").includes(own), "the adopted version is not in the package");
    const manifest = JSON.parse(readFileSync(join(inside, "manifest.json"), "utf8"));
    assert(manifest.versions.map((x) => `${x.number} ${x.status}`).join() === "2 adopted,3 corrected" && manifest.versions[1].reason.includes("(story)"), JSON.stringify(manifest.versions));
  });

  await step("a recall takes the paragraph out of every file at once", async () => {
    await desk.goto(`${w.url}${report}`);
    const id = await desk.$$eval("details.sources li", (all) => all.find((l) => /Peru/.test(l.textContent) && /Objective 1:/.test(l.textContent)).querySelector("a").getAttribute("href"));
    await peru.goto(`${w.url}${id}/recall`);
    await peru.fill("#f-reason", "خطأ في رقم");
    await peru.click("main form button >> nth=-1");
    await desk.goto(`${w.url}${report}/versions?from=1&to=2`);
    assert((await main(desk)).includes("are withheld, because a section"), "what changed is blank and does not say why");
    await inspect(desk, "versions after a recall");
    const csv = readFileSync(await save(stranger, "matrix.csv", "everyone", "en"), "utf8");
    assert(!csv.includes("Los registros de tres entidades"), "the table still holds it");
    const text = tool("pdftotext", "-raw", await save(stranger, "report.pdf", "everyone", "en"), "-").replace(/\s+/g, " ");
    assert(text.includes("It is withheld") && !text.includes("Registers of several bodies"), "the report still says it");
  });
} finally {
  await w.end();
}
