// Opens SVG files in headless Chromium and writes what it sees as JSON to stdout.
//
//   node pictures.cjs TOOLS OUT FILE...
//
// TOOLS holds node_modules; OUT takes a picture at each width for every file. For each file, as a
// picture of its own and in a page as wide as a phone and as a desk: what was requested and told,
// the role and name that a screen reader gets, and the boxes of its words and bars.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const inChromium = require("./chromium.cjs");

const WIDTHS = [360, 1280];

async function look(page, file, out) {
  const name = path.basename(file, ".svg");
  const requests = [];
  const told = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => told.push(message.text()));
  const address = pathToFileURL(path.resolve(file)).href;
  await page.goto(address);
  const seen = { boxes: await page.evaluate(boxes), widths: {} };
  seen.view = await page.evaluate(() => {
    const { width, height } = document.documentElement.viewBox.baseVal;
    return { width, height };
  });
  const { nodes } = await (await page.createCDPSession()).send("Accessibility.getFullAXTree");
  const image = nodes.find((node) => node.role?.value === "image");
  seen.name = image?.name?.value;
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 740 });
    const style = "<style>body{margin:0}img{max-width:100%;display:block}</style>";
    await page.goto("about:blank");
    await page.setContent(
      `<meta charset="utf-8">${style}<img src="data:image/svg+xml;base64,` +
        `${fs.readFileSync(file).toString("base64")}">`,
    );
    seen.widths[width] = await page.$eval("img", (img) => img.getBoundingClientRect().width);
    const img = await page.$("img");
    await img.screenshot({ path: path.join(out, `${name}-${width}.png`) });
  }
  seen.requests = requests.filter((url) => !url.startsWith("data:") && url !== "about:blank");
  seen.told = told;
  return seen;
}

// The boxes of all words and bars in the coordinates of the picture, the ground left out.
function boxes() {
  const found = [];
  for (const element of document.querySelectorAll("text, g rect")) {
    const box = element.getBBox();
    const [shift] = element.parentElement.transform.baseVal;
    found.push({
      tag: element.tagName,
      fill: element.getAttribute("fill"),
      text: [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(""),
      x: box.x,
      y: box.y + (shift ? shift.matrix.f : 0),
      width: box.width,
      height: box.height,
    });
  }
  return found;
}

async function lookAtAll(browser, tools, out, ...files) {
  const seen = {};
  for (const file of files) {
    const page = await browser.newPage();
    seen[path.basename(file, ".svg")] = await look(page, file, out);
    await page.close();
  }
  return seen;
}

inChromium(lookAtAll);
