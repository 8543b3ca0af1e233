// Pastes reports into the editors of websites in headless Chromium, and reads them out again.
//
//   node editors.cjs TOOLS OUT COPY_PAGE...
//
// TOOLS holds node_modules; OUT takes, for each page and editor, what the editor gives to its server
// (`NAME.EDITOR.html`) and a picture of it as a site shows it. A COPY_PAGE is opened, its button pressed,
// and then Ctrl+V in each editor, as a person does it.
"use strict";

const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const inChromium = require("./chromium.cjs");

const HEAD = '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8">';
const AREA = '<textarea id="e" style="width:800px;height:400px"></textarea>';

// For each editor: a page with it in, what is clicked before pasting, and its content.
const EDITORS = {
  kindeditor: {
    page: `${HEAD}<link rel="stylesheet" href="/kindeditor/themes/default/default.css">
<script src="/kindeditor/kindeditor-all.js"></script><script src="/kindeditor/lang/zh_CN.js"></script>${AREA}
<script>KindEditor.ready((K) => { window.editor = K.create("#e", { filterMode: true }); window.ready = true; });</script>`,
    focus: () => window.editor.focus(),
    content: () => window.editor.html(),
  },
  wangeditor: {
    page: `${HEAD}<link rel="stylesheet" href="/@wangeditor/editor/dist/css/style.css">
<div id="bar"></div><div id="e" style="height:400px;width:900px"></div>
<script src="/@wangeditor/editor/dist/index.js"></script>
<script>window.editor = wangEditor.createEditor({ selector: "#e" }); window.ready = true;</script>`,
    focus: () => window.editor.focus(),
    content: () => window.editor.getHtml(),
    site: () => "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:3px 5px}",
  },
  tinymce: {
    page: `${HEAD}<script src="/tinymce/tinymce.min.js"></script>${AREA}
<script>tinymce.init({ selector: "#e", license_key: "gpl", plugins: "table lists link code", promotion: false,
  setup: (e) => e.on("init", () => { window.editor = e; window.ready = true; }) });</script>`,
    focus: () => window.editor.focus(),
    content: () => window.editor.getContent(),
  },
  ckeditor5: {
    page: `${HEAD}<link rel="stylesheet" href="/ckeditor5/dist/browser/ckeditor5.css"><div id="e"></div>
<script src="/ckeditor5/dist/browser/ckeditor5.umd.js"></script>
<script>const { ClassicEditor, Essentials, Paragraph, Heading, Bold, Link, List, Alignment, Table, TableToolbar,
  TableProperties, TableCellProperties, PasteFromOffice } = CKEDITOR;
ClassicEditor.create(document.querySelector("#e"), { licenseKey: "GPL", plugins: [Essentials, Paragraph, Heading,
  Bold, Link, List, Alignment, Table, TableToolbar, TableProperties, TableCellProperties, PasteFromOffice],
}).then((e) => { window.editor = e; window.ready = true; });</script>`,
    site: (modules) =>
      fs.readFileSync(path.join(modules, "ckeditor5/dist/browser/ckeditor5-content.css"), "utf8"),
    focus: () => window.editor.editing.view.focus(),
    content: () => window.editor.getData(),
  },
};

// Serves node_modules and the pages of the editors on loopback.
function served(modules) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname).slice(1);
    const types = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };
    if (EDITORS[name]) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(EDITORS[name].page);
      return;
    }
    const file = path.join(modules, name);
    if (!file.startsWith(modules) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[path.extname(file)] || "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

async function copy(browser, file) {
  const page = await browser.newPage();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(String(error)));
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.bringToFront();
  await page.click("#copy");
  const said = await page.$eval("#said", (element) => element.textContent);
  await page.close();
  return { said, told };
}

async function paste(browser, address, name) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 700 });
  const told = [];
  page.on("pageerror", (error) => told.push(String(error)));
  await page.goto(`${address}/${name}`);
  await page.waitForFunction("window.ready === true", { timeout: 60000 });
  await page.bringToFront();
  await page.evaluate(EDITORS[name].focus);
  await page.keyboard.down("Control");
  await page.keyboard.press("KeyV", { commands: ["Paste"] });
  await page.keyboard.up("Control");
  let content = "";
  for (let tries = 0; tries < 50; tries += 1) {
    await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
    const now = await page.evaluate(EDITORS[name].content);
    if (now.length > 2000 && now === content) break;
    content = now;
  }
  await page.close();
  return { content, told };
}

// As a portal shows it: a column of 900 pixels with a look that resets what it can, and what the editor's
// makers want on such a page.
async function picture(browser, content, site, file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 700 });
  const reset = "h1,h2,h3,h4,p{font-size:16px;font-weight:normal}.article{width:900px;margin:auto}";
  const look = `<style>${reset}${site}</style>`;
  await page.setContent(`${HEAD}${look}<div class="article ck-content">${content}</div>`);
  await page.screenshot({ path: file, fullPage: true });
  const seen = await page.evaluate(() => {
    const tables = [...document.querySelectorAll("table")];
    const line = (cell) => getComputedStyle(cell).borderTopWidth;
    return {
      tables: tables.map((table) => ({
        overflow: table.offsetWidth - 900,
        collapse: getComputedStyle(table).borderCollapse,
        lines: [...new Set([...table.querySelectorAll("td,th")].map(line))],
      })),
      text: document.body.innerText,
    };
  });
  await page.close();
  return seen;
}

async function pasteAll(browser, tools, out, ...files) {
  const modules = path.join(path.resolve(tools), "node_modules");
  const server = await served(modules);
  const address = `http://127.0.0.1:${server.address().port}`;
  const seen = {};
  try {
    for (const file of files) {
      const name = path.basename(file, ".copy.html");
      seen[name] = { copied: await copy(browser, file), editors: {} };
      for (const editor of Object.keys(EDITORS)) {
        const { content, told } = await paste(browser, address, editor);
        const target = path.join(out, `${name}.${editor}`);
        fs.writeFileSync(`${target}.html`, content);
        const site = EDITORS[editor].site ? EDITORS[editor].site(modules) : "";
        const shown = await picture(browser, content, site, `${target}.png`);
        seen[name].editors[editor] = { told, ...shown };
      }
    }
    return seen;
  } finally {
    server.close();
  }
}

inChromium(pasteAll);
