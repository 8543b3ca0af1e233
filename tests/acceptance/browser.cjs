// Opens HTML files in headless Chromium and writes what it sees as JSON to stdout.
//
//   node browser.cjs TOOLS OUT FILE...
//
// TOOLS holds node_modules; OUT takes a PDF and a picture at each width for every file. For
// each file: what axe-core finds, whether the page itself scrolls sideways, what was requested.
"use strict";

const path = require("node:path");
const { pathToFileURL } = require("node:url");
const inChromium = require("./chromium.cjs");

const WIDTHS = [360, 1280];

async function look(page, file, out, axe) {
  const name = path.basename(file, ".html");
  const requests = [];
  const told = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => told.push(message.text()));
  const seen = { requests, told, widths: {} };
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 740, isMobile: width < 500, hasTouch: width < 500 });
    await page.goto(pathToFileURL(path.resolve(file)).href);
    seen.text = await page.evaluate("document.body.innerText");
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    const scrolled = await scrollByKeyboard(page);
    await page.screenshot({ path: path.join(out, `${name}-${width}.png`), fullPage: true });
    await page.evaluate(axe);
    const { violations, incomplete, passes } = await page.evaluate("axe.run(document)");
    seen.widths[width] = {
      overflow,
      scrolled,
      violations: violations.map(brief),
      incomplete: incomplete.map(brief),
      passes: passes.length,
    };
  }
  await page.pdf({ path: path.join(out, `${name}.pdf`), preferCSSPageSize: true });
  return seen;
}

// How far each table moves when its region has the focus and the right arrow is pressed, and how far the
// innermost head of a row is then from the edge.
async function scrollByKeyboard(page) {
  const moved = [];
  for (const region of await page.$$("[role=region]")) {
    await region.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    moved.push(
      await region.evaluate((element) => {
        const head = [...element.querySelectorAll('th[scope="row"]:not([rowspan])')].at(-2);
        const from = element.getBoundingClientRect().left;
        return {
          by: element.scrollLeft,
          head: head ? head.getBoundingClientRect().left - from : null,
        };
      }),
    );
    await region.evaluate((element) => element.scrollTo({ left: 0, behavior: "instant" }));
  }
  return moved;
}

function brief(rule) {
  return { id: rule.id, help: rule.help, nodes: rule.nodes.map((node) => node.html.slice(0, 200)) };
}

async function lookAtAll(browser, tools, out, ...files) {
  const axe = inChromium.axe(tools);
  const seen = {};
  for (const file of files) {
    const page = await browser.newPage();
    seen[path.basename(file, ".html")] = await look(page, file, out, axe);
    await page.close();
  }
  return seen;
}

inChromium(lookAtAll, ["--disable-smooth-scrolling"]); // without waiting for what glides into its place
