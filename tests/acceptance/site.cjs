// Opens the site from its folder in headless Chromium and writes what it sees as JSON to stdout.
//
//   node site.cjs TOOLS SITE OUT '{"pages": [...], "words": [...]}'
//
// TOOLS holds node_modules; OUT takes a picture of every page in each view, and of what is found.
"use strict";

const path = require("node:path");
const { pathToFileURL } = require("node:url");
const inChromium = require("./chromium.cjs");

const VIEWS = [
  { width: 390, scheme: "light" },
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
];

async function look(page, axe) {
  await page.evaluate(axe);
  // Nothing is fetched for it, for a file may not; and what is law, no more.
  const { violations } = await page.evaluate(
    "axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })",
  );
  return {
    scheme: await page.evaluate("document.body.dataset.mdColorScheme"),
    overflow: await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    ),
    violations: violations.map((v) => [v.id, v.nodes[0].failureSummary, v.nodes[0].html.slice(0, 200)]),
  };
}

// The search lives in a shadow tree.
async function find(page, word) {
  await page.evaluate("document.querySelector('.md-search__button').click()");
  await page.waitForFunction(inShadow, {}, "input");
  await page.keyboard.sendCharacter(word); // at once, as an input method does
  await page.waitForFunction(inShadow, { timeout: 20000 }, "ol a", word); // it looks while it reads
  return page.evaluate(() => {
    const roots = [...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean);
    const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
    return {
      said: all("[role=status]").map((element) => element.innerText),
      pages: all("ol a").map((a) => new URL(a.href, location).pathname.split("/").at(-1)),
      texts: all("ol a").map((a) => a.innerText),
    };
  });
}

function inShadow(selector, text = "") {
  const roots = [...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean);
  const found = roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  return found.some((element) => element.innerText.includes(text));
}

async function visit(browser, tools, site, out, asked) {
  const { pages, words } = JSON.parse(asked);
  const axe = inChromium.axe(tools);
  const seen = { requests: [], told: [], pages: {}, found: {} };
  const address = (name) => pathToFileURL(path.resolve(site, name)).href;
  for (const { width, scheme } of VIEWS) {
    const page = await opened(browser, seen);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setViewport({ width, height: 844, isMobile: width < 500, hasTouch: width < 500 });
    for (const name of pages) {
      await page.goto(address(name));
      const file = `${name.replace(/\W+/g, "-")}-${width}-${scheme}.png`;
      await page.screenshot({ path: path.join(out, file) });
      seen.pages[`${name} ${width} ${scheme}`] = await look(page, axe);
    }
  }
  const page = await opened(browser, seen);
  for (const word of words) {
    await page.goto(address(pages[0]));
    seen.found[word] = await find(page, word);
    await page.screenshot({ path: path.join(out, `found-${words.indexOf(word)}.png`) });
  }
  return seen;
}

// A page of somebody who has never been here: the site remembers which colours one had.
async function opened(browser, seen) {
  const page = await (await browser.createBrowserContext()).newPage();
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.told.push(message.text()));
  page.on("pageerror", (error) => seen.told.push(error.message));
  await page.setViewport({ width: 1280, height: 844 });
  return page;
}

inChromium(visit);
