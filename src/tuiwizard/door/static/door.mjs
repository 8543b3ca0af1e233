// The terminal on the page: what is typed and pasted goes to the program, what it writes is shown.
// Words are in the page; here they are only shown and hidden.

import { Terminal } from "./xterm.mjs";
import { FitAddon } from "./addon-fit.mjs";
import { Unicode11Addon } from "./addon-unicode11.mjs";

const byId = (id) => document.getElementById(id);

const terminal = new Terminal({
  allowProposedApi: true, // for the widths of Unicode 11
  cursorBlink: false,
  fontFamily:
    'Consolas, "DejaVu Sans Mono", Menlo, "Noto Sans Mono CJK SC", "Microsoft YaHei", "PingFang SC", monospace',
  fontSize: 16,
  scrollback: 0,
  theme: { background: "#121212", foreground: "#eeeeee" },
});
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.loadAddon(new Unicode11Addon());
terminal.unicode.activeVersion = "11";
terminal.open(byId("terminal"));
fit.fit();

const address = new URL(`terminal?columns=${terminal.cols}&lines=${terminal.rows}`, location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
const line = new WebSocket(address);
line.binaryType = "arraybuffer";

function send(...message) {
  if (line.readyState === WebSocket.OPEN) line.send(JSON.stringify(message));
}

// From the program: bytes for the screen; all else is about it.
let why = "lost";
line.onmessage = ({ data }) => {
  if (data instanceof ArrayBuffer) {
    terminal.write(new Uint8Array(data));
    return;
  }
  const [kind, said] = JSON.parse(data);
  if (kind === "files") offer(said);
  else why = kind; // "ended", "elsewhere", "failed"
};
line.onclose = () => {
  byId(why).hidden = false;
  byId("over").show(); // the files can still be fetched
  byId("again").focus();
};
byId("again").onclick = () => location.reload();

// To the program.
terminal.onData((text) => send("type", text));
terminal.onBinary((text) => send("type", text));
terminal.onResize(({ cols, rows }) => send("size", cols, rows));
new ResizeObserver(() => fit.fit()).observe(byId("terminal"));

// What an input method gives goes at once, as the browser says it is. xterm.js reads it out of its field a moment
// later, and loses what a key was pressed behind, or what stands behind spaces (xtermjs/xterm.js#6049).
const field = terminal.textarea;
let pressed = ""; // a character that xterm.js sends itself
function before(kind, act) {
  terminal.element.addEventListener(kind, act, { capture: true });
}
before("compositionend", ({ data }) => {
  field.value = ""; // nothing is left to be read
  if (data) terminal.input(data);
});
before("beforeinput", (event) => {
  if (event.isComposing || event.inputType !== "insertText") return;
  event.preventDefault();
  if (event.data && event.data !== pressed) terminal.input(event.data); // punctuation, without any spelling
  pressed = "";
});
before("keydown", () => (pressed = ""));
before("keypress", ({ key }) => (pressed = key));

terminal.attachCustomKeyEventHandler((event) => {
  if (event.isComposing || event.keyCode === 229) return false; // the input method's
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (!letter || event.metaKey) return true;
  if (event.ctrlKey && !event.altKey) {
    // The browser pastes, from the clipboard that all programs share; and copies what was selected.
    return !(letter === "V" || (letter === "C" && terminal.hasSelection()));
  }
  if (event.altKey && !event.ctrlKey) {
    // Browsers keep Ctrl+N, Ctrl+T, Ctrl+W to themselves.
    if (event.type === "keydown") {
      event.preventDefault();
      terminal.input(String.fromCharCode(letter.charCodeAt(0) & 31));
    }
    return false;
  }
  return true;
});

// What the program copies (OSC 52) goes to the clipboard of the browser.
terminal.parser.registerOscHandler(52, (data) => {
  const coded = data.slice(data.indexOf(";") + 1);
  if (coded !== "?") copy(new TextDecoder().decode(Uint8Array.from(atob(coded), (c) => c.charCodeAt(0))));
  return true;
});

function copy(text) {
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).catch(() => {});
    return;
  }
  // Without encryption only this computer's pages have the clipboard; the old way asks nobody.
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  terminal.focus();
}

function offer(files) {
  byId("files").hidden = files.length === 0;
  byId("many").textContent = ` ${files.length}`;
  byId("list").replaceChildren(
    ...files.map(([number, name]) => {
      const link = document.createElement("a");
      link.href = `/file/${number}`;
      link.download = name;
      link.textContent = name;
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
}
byId("list").onclick = () => setTimeout(() => (byId("files").open = false)); // when the link has been followed
byId("files").ontoggle = () => byId("files").open || terminal.focus();

terminal.focus();
