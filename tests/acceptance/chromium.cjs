// Starts headless Chromium for a script of this folder, prints what the script found, and ends both.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

// `work(browser, axe, ...rest)` is given the arguments of the script; the first is TOOLS, the folder
// that holds node_modules.
module.exports = async function inChromium(work, [tools, ...rest], flags = []) {
  const require = createRequire(path.join(path.resolve(tools), "package.json"));
  const puppeteer = require("puppeteer-core");
  const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", ...flags], // as root, in a container
  });
  try {
    process.stdout.write(JSON.stringify(await work(browser, axe, ...rest)));
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
};
