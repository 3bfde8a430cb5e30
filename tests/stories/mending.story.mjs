// Story: what goes wrong on the way and is mended. A section would go to a post that nobody
// holds, or empty; it is taken back, passes a step left out, goes on when the State changes its
// steps; the secretariat moves a step and takes a party out after being told what that does.
import { world, window_, step, assert, inspect } from "./lib.mjs";
const w = await world({ engine: process.env.ENGINE ?? "sqlite", demo: true });
try {
  const main = (page) => page.textContent("main");
  const focal = await window_(w, { script: false }), looking = await window_(w, { phone: true, language: "ar" }), desk = await window_(w, { script: false }), chile = await window_(w);
  await w.enter(focal, "focal.bra@demo.example");
  let input, section;

  await step("an empty section to an empty post: said first, left out by the focal point", async () => {
    await focal.goto(`${w.url}/work`);
    input = await focal.getAttribute("main h2 a[href^='/inputs/']", "href");
    section = await focal.getAttribute("main li a[href^='/sections/']", "href");
    await focal.goto(`${w.url}${section}`);
    let words = await main(focal);
    assert(words.includes("Nobody holds the post that comes next") && words.includes("validator"), "the empty post is not said");
    await focal.click("text=Hand it on all the same");
    words = await main(focal);
    assert(words.includes("Nothing is written in this section") && words.includes("with its authors"), "went on without a word");
    await focal.fill("textarea >> nth=0", "Escrito a última hora (story)");
    await focal.click("text=Leave out the validator");
    words = await main(focal);
    assert(words.includes("passed on without a validator") && words.includes("waits for the releasing authority"), words);
    assert(words.includes("Escrito a última hora (story)"), "words typed just before are lost");
    assert(words.includes("waits at a post that nobody holds"), "a second empty post is not said");
  });

  await step("ar, phone: where it stands, and taken back with a reason", async () => {
    await looking.context().addCookies(await focal.context().cookies());
    await looking.goto(`${w.url}${section}?lang=ar`);
    await inspect(looking, "section at an empty post");
    await looking.goto(`${w.url}/work`);
    await inspect(looking, "work");
    await focal.goto(`${w.url}${section}?lang=en`);
    await focal.click("summary:has-text('Take it back')");
    await focal.click("form[action$='/take-back'] button");
    assert((await main(focal)).includes("Write why it goes back"), "goes back without a reason");
    await focal.fill("[name=back]", "Una cifra es errónea");
    await focal.click("form[action$='/take-back'] button");
    const words = await main(focal);
    assert(words.includes("taken back to its authors") && words.includes("Una cifra es errónea") && words.includes("with its authors"), words);
  });

  await step("the State changes its steps: what waits at one that is gone goes on", async () => {
    await focal.click("text=Hand it on all the same");
    if ((await main(focal)).includes("with its authors")) await focal.click("text=Hand it on all the same");
    assert((await main(focal)).includes("waits for the validator"), "not handed on");
    await focal.goto(`${w.url}${input}`);
    await focal.check("input[name=clearance][value='author releaser']");
    await focal.click("form[action$='/clearance'] button");
    assert((await main(focal)).includes("went on"), "not told that sections went on");
    await focal.goto(`${w.url}${section}`);
    assert((await main(focal)).includes("waits for the releasing authority"), "stands at a step that is gone");
  });

  await step("what came from the round before is counted, and beside it what changed", async () => {
    await w.enter(chile, "focal.chl@demo.example");
    await chile.goto(`${w.url}/work?lang=en`);
    const own = await chile.getAttribute("main h2 a[href^='/inputs/']:has-text('Latin America')", "href");
    await chile.goto(`${w.url}${own}`);
    await chile.click("form[action$='/prefill'] button");
    assert(chile.url().endsWith("/prefill"), chile.url());
    await inspect(chile, "what came from the round before");
    assert((await main(chile)).includes("copied"), "nothing said");
    await chile.click("main li a:has-text('Objective 1')");
    await chile.click("summary:has-text('What changed since the round before') >> nth=0");
    assert(await chile.$(".before ins, .before del"), "no comparison");
  });

  await step("a body of the State ends and its section goes where the focal point says", async () => {
    await chile.goto(`${w.url}/people`);
    await chile.click("main a[href^='/people/bodies/']:has-text('Trabajo')");
    await inspect(chile, "a body");
    await chile.fill("#f-body", "Ministerio del Trabajo y Previsión (synthetic)");
    await chile.click("text=Rename");
    await chile.click("main a[href^='/people/bodies/']:has-text('Previsión')");
    const title = await chile.textContent("main li a[href^='/sections/']");
    await chile.selectOption("#f-heir", { label: "Ministerio del Interior (synthetic)" });
    await chile.click("form[action$='/end'] button");
    assert(!(await chile.$("main a[href^='/people/bodies/']:has-text('Previsión')")), "still there");
    const other = await window_(w);
    await w.enter(other, "author.chl@demo.example");
    await other.goto(`${w.url}/work?lang=en`);
    assert((await main(other)).includes(title.trim()), "the section did not go there");
  });

  await step("a step is moved, taken out and put back; a party leaves after a question and is told", async () => {
    await w.enter(desk, "secretariat@demo.example");
    const manage = `${w.url}/rounds/lac-demo/manage`;
    await desk.goto(manage);
    await desk.click("main li:has-text('Hearing') a");
    await desk.fill("#f-place", "Bridgetown");
    await desk.click("main form button >> nth=0");
    assert((await main(desk)).includes("Bridgetown"), "the place did not change");
    await desk.click("main li:has-text('Hearing') a");
    await desk.click("text=Take this step out");
    await inspect(desk, "take a step out?");
    await desk.click("main form button");
    assert(!(await desk.$("main li:has-text('Hearing')")), "still there");
    assert((await desk.inputValue("#f-place")) === "Bridgetown", "undoing is not at hand");
    await desk.click("form[action$='/steps'] button");
    assert(await desk.$("main li:has-text('Hearing')"), "not put back");
    await desk.fill("#f-find", "per");
    await desk.click("form:has(#f-find) button");
    await desk.click("main a[href$='/parties/per']");
    await desk.click("text=Take this party out of the round");
    await inspect(desk, "take a party out?");
    await desk.click("main form button");
    assert(!(await desk.$("main a[href$='/parties/per']")), "still takes part");
    assert((await w.mail.wait("focal.per@demo.example", "/rounds/lac-demo")).length > 0, "not told");
    await desk.click("form[action$='/parties'] button");
    assert(await desk.$("main a[href$='/parties/per']"), "not put back");
    await w.mail.wait("release.chl@demo.example", "Nuevo en la ronda de examen");
  });
} finally {
  await w.end();
}
