// A person at headless Chromium before the browser door: does what each line of stdin asks, in JSON,
// and says in a line of stdout what came of it.
//
//   node door.cjs TOOLS DOWNLOADS
"use strict";

const path = require("node:path");
const readline = require("node:readline");
const { createRequire } = require("node:module");

// What is on the screen of the terminal, as the eye has it.
const SCREEN = () =>
  [...document.querySelectorAll(".xterm-rows > div")].map((row) => row.textContent.trimEnd()).join("\n");

class Person {
  constructor(browser, downloads) {
    this.browser = browser;
    this.downloads = downloads;
    this.seen = { failed: [], told: [], hosts: new Set() };
  }

  // Opens an address, in the browser that is there or in another one; what it says.
  async open({ address, another }) {
    const context = another ? await this.browser.createBrowserContext() : this.browser.defaultBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1200, height: 760 });
    if (!another) {
      await context.overridePermissions(new URL(address).origin, [
        "clipboard-read",
        "clipboard-write",
        "clipboard-sanitized-write",
      ]);
      page.on("request", (request) => this.seen.hosts.add(new URL(request.url()).host));
      page.on("requestfailed", (request) => this.seen.failed.push(request.url()));
      page.on("console", (message) => this.seen.told.push(message.text()));
      page.on("pageerror", (error) => this.seen.told.push(String(error)));
      this.page = page;
      this.session = await page.createCDPSession();
      await this.session.send("Browser.setDownloadBehavior", {
        behavior: "allow",
        downloadPath: path.resolve(this.downloads),
      });
    }
    const answer = await page.goto(address);
    const said = await page.evaluate(() => document.body.innerText);
    return { status: answer.status(), said, address: page.url() };
  }

  screen() {
    return this.page.evaluate(SCREEN);
  }

  // Keys by name, with those held down before them: "Enter", "Alt+KeyN".
  async press({ keys }) {
    for (const key of keys) {
      const held = key.split("+");
      const last = held.pop();
      for (const one of held) await this.page.keyboard.down(one);
      await this.page.keyboard.press(last);
      for (const one of held.reverse()) await this.page.keyboard.up(one);
    }
  }

  async type({ text }) {
    await this.page.keyboard.type(text);
  }

  // As an input method does: what is spelt is shown, then the characters take its place.
  async commit({ spelt, text }) {
    for (let end = 1; end <= spelt.length; end++) {
      const shown = { text: spelt.slice(0, end), selectionStart: end, selectionEnd: end };
      await this.session.send("Input.imeSetComposition", shown);
    }
    await this.session.send("Input.insertText", { text });
  }

  async insert({ text }) {
    await this.session.send("Input.insertText", { text });
  }

  // As the browser does with Ctrl+V, if the page lets it.
  async paste({ text }) {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.down("Control");
    await this.page.keyboard.down("KeyV", { commands: ["Paste"] });
    await this.page.keyboard.up("KeyV");
    await this.page.keyboard.up("Control");
  }

  clipboard() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  // What of the page is visible outside of the terminal.
  words() {
    return this.page.evaluate(() => document.body.innerText);
  }

  // The names of the files that are offered, and where they go.
  list() {
    return this.page.evaluate(() => [...document.querySelectorAll("#list a")].map((a) => a.textContent));
  }

  async click({ on }) {
    await (await this.page.$(on)).click();
  }

  async reload() {
    await this.page.reload();
  }

  async picture({ file }) {
    await this.page.screenshot({ path: file });
  }

  async close() {
    await this.page.close();
  }

  complaints() {
    return { ...this.seen, hosts: [...this.seen.hosts] };
  }
}

async function main([tools, downloads]) {
  const require = createRequire(path.join(path.resolve(tools), "package.json"));
  const puppeteer = require("puppeteer-core");
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage"], // as root, in a container
  });
  const person = new Person(browser, downloads);
  try {
    for await (const line of readline.createInterface({ input: process.stdin })) {
      const { act, ...how } = JSON.parse(line);
      process.stdout.write(JSON.stringify((await person[act](how)) ?? null) + "\n");
    }
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
