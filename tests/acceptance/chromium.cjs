// Starts headless Chromium for a script of this folder, prints what the script found, and ends both.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

// `work(browser, tools, ...rest)` is given the arguments of the script, of which the first is TOOLS, the
// folder that holds node_modules. `flags` are more for Chromium.
module.exports = async function inChromium(work, flags = []) {
  const given = process.argv.slice(2);
  const browser = await required(given[0])("puppeteer-core").launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", ...flags], // as root, in a container
  });
  try {
    process.stdout.write(JSON.stringify(await work(browser, ...given)));
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
};

// The script of axe-core, to be evaluated in a page.
module.exports.axe = (tools) =>
  fs.readFileSync(required(tools).resolve("axe-core/axe.min.js"), "utf8");

function required(tools) {
  return createRequire(path.join(path.resolve(tools), "package.json"));
}
