"""What the terminal shows, cell by cell, so that only the cells that change are sent to it.

Textual repaints whole widgets, and ends every style before the next begins. Over a slow line each
byte of that is waited for, and most of them say what the terminal shows already.

As Textual writes it, a style holds for one text and replaces the one before.
"""

import re
from functools import lru_cache

from tuiwizard.tui.cells import cell_len

_TOKEN = re.compile(
    r"\x1b\[(?P<style>[0-9;:]*)m"
    r"|\x1b\[(?P<line>[0-9]+);(?P<column>[0-9]+)H"
    r"|(?P<end>\r?\n)"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
    r"|(?P<mode>\x1b\[\?[0-9;]+(?:\$p|[hl])|\x1b\[[<>][0-9;]*u"
    r"|\x1b\](?:52|22|0|2);[^\x07\x1b]*(?:\x07|\x1b\\)|\x07)"
    r"|(?P<other>\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|.)",
    re.DOTALL,
)
"""What a program sends to a terminal; `mode` is what changes no cell, `other` what may."""

_CUT_OFF = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?)?\Z")
"""The beginning of a sequence at the end of what is written; the rest is still to come."""

_SCREENS = ("\x1b[?1049h", "\x1b[?1049l")
_DRAWN_ON_BLANKS = frozenset(["4", "7", "9", "21", "53"])
"""Attributes that are seen where no character is: underlined, reversed, struck through."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What takes an attribute back; of the others, only all together are."""

_RIGHT_HALF = ("", "")
"""What the second cell of a wide character holds."""

_FIRST_EMOJI, _LAST_EMOJI = 0x1F000, 0x1FAFF

Cell = tuple[str, str]
"""A character and its style, as the parameters that select it."""


class ChangedCells:
    """Keeps what a terminal shows, and turns what is written into what differs from it."""

    def __init__(self) -> None:
        self._rest = ""
        self._style = ""
        self._x = self._y = 0
        self.forget()

    def forget(self) -> None:
        """Take nothing for known: the terminal was resized, or somebody else wrote on it."""
        self._rows: dict[int, dict[int, Cell]] = {}
        self._its_style: str | None = None
        self._its_place: tuple[int, int] | None = None

    def changes(self, data: str) -> str:
        """Return what to send so that the terminal shows what sending all would show."""
        data = self._rest + data
        cut_off = _CUT_OFF.search(data)
        self._rest = cut_off[0] if cut_off else ""
        out: list[str] = []
        moved = False
        for token in _TOKEN.finditer(data, 0, len(data) - len(self._rest)):
            match token.lastgroup:
                case "text":
                    self._write(token["text"], out)
                    moved = True
                case "style":
                    self._style = "" if token["style"] in ("", "0") else token["style"]
                case "column":
                    self._y, self._x = int(token["line"]) - 1, int(token["column"]) - 1
                    moved = True
                case "end":
                    self._y, self._x = self._y + 1, 0
                case "mode":
                    if token["mode"] in _SCREENS:
                        out.append("\x1b[m")  # what is written there next begins plain
                        self.forget()
                    out.append(token["mode"])
                case _:
                    self._hand_on(token[0], out)
        if moved:
            self._go_to(self._x, out)
        return "".join(out)

    def _hand_on(self, sequence: str, out: list[str]) -> None:
        """Send what is not understood as it is; what it does to the cells is not known."""
        self._go_to(self._x, out)
        out.append(f"\x1b[0;{self._style}m" if self._style else "\x1b[0m")
        out.append(sequence)
        self.forget()

    def _go_to(self, x: int, out: list[str]) -> None:
        if self._its_place == (x, self._y):
            return
        ahead = x - self._its_place[0] if self._its_place else 0
        if ahead > 0 and self._its_place == (x - ahead, self._y):
            out.append(f"\x1b[{ahead}C" if ahead > 1 else "\x1b[C")
        else:
            out.append(f"\x1b[{self._y + 1};{x + 1}H" if x else f"\x1b[{self._y + 1}H")
        self._its_place = (x, self._y)

    def _write(self, text: str, out: list[str]) -> None:
        """Send the runs of a text that the terminal does not show yet."""
        row = self._rows.setdefault(self._y, {})
        plain = text.isascii()
        if not plain and not _is_measured(text):
            row.clear()
            self._send(text, self._x, out, measured=False)
            self._x += cell_len(text)
            return
        style, blank = self._style, _on_blank(self._style)
        x = self._x
        if row.keys().isdisjoint(range(x, x + 2 * len(text) + 1)):  # a first paint
            self._x = self._note(row, text, style, blank)
            self._send(text, x, out, measured=plain)
            return
        start, first = -1, 0
        for i, character in enumerate(text):
            cell = (character, blank if character == " " else style)
            if row.get(x) == cell:
                if start >= 0:
                    self._send(text[first:i], start, out, measured=plain)
                    start = -1
            else:
                if start < 0:
                    start, first = x, i
                self._put(row, x, cell)
            x += 1 if plain else _width(character)
        if start >= 0:
            self._send(text[first:], start, out, measured=plain)
        self._x = x

    def _note(self, row: dict[int, Cell], text: str, style: str, blank: str) -> int:
        """Note what cells hold of which nothing was known; return the column behind them."""
        x = self._x
        for character in text:
            row[x] = (character, blank if character == " " else style)
            x += 1
            if not character.isascii() and _width(character) == 2:
                row[x] = _RIGHT_HALF
                x += 1
        return x

    def _put(self, row: dict[int, Cell], x: int, cell: Cell) -> None:
        """Note what a cell holds from now on; of a character that loses a half, nothing is left."""
        if row.get(x) is _RIGHT_HALF:
            row.pop(x - 1, None)
        row[x] = cell
        end = x + 1
        if not cell[0].isascii() and _width(cell[0]) == 2:
            row[end] = _RIGHT_HALF
            end += 1
        if row.get(end) is _RIGHT_HALF:
            del row[end]

    def _send(self, run: str, x: int, out: list[str], *, measured: bool) -> None:
        """Send a run in the current style.

        Args:
            run: Its characters.
            x: The column it begins in.
            out: What is sent.
            measured: Whether every terminal draws it as wide as it is here. Behind another, what
                follows is put into its place.
        """
        self._go_to(x, out)
        known = self._its_style
        blank = run.isspace() and known is not None and _on_blank(known) == _on_blank(self._style)
        if not blank:
            out.append(_change(known, self._style))
            self._its_style = self._style
        out.append(run)
        wide = all(map(_is_surely_wide, run)) if not measured else True
        self._its_place = (x + cell_len(run), self._y) if wide else None


def _is_measured(text: str) -> bool:
    """Whether each character has cells of its own: no emoji, nothing that joins another."""
    return all(_width(c) and not _FIRST_EMOJI <= ord(c) <= _LAST_EMOJI for c in text)


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    return cell_len(character)


def measure_anew() -> None:
    """Forget how wide characters are: some are wider than was known."""
    _width.cache_clear()


@lru_cache(maxsize=4096)
def _is_surely_wide(character: str) -> bool:
    """Whether it is as wide on every terminal: `“`, `—` and `①` are not."""
    return character.isascii() or "\u2e80" <= character <= "\uffe6"


@lru_cache(maxsize=1024)
def _parts(style: str) -> tuple[tuple[str, ...], str, str]:
    """Return the attributes, the foreground and the background of a style.

    `1;38;2;9;9;9;44` -> (`1`,), `38;2;9;9;9`, `44`.
    """
    attributes, colours = [], {"3": "", "4": ""}
    numbers = style.split(";") if style else []
    i = 0
    while i < len(numbers):
        number, count = numbers[i], 1
        if number in ("38", "48"):
            count = 5 if numbers[i + 1 : i + 2] == ["2"] else 3
            colours[number[0]] = ";".join(numbers[i : i + count])
        elif len(number) == 2 and number[0] in "34":
            colours[number[0]] = number
        elif len(number) == 2 and number[0] == "9":
            colours["3"] = number
        elif len(number) == 3 and number[:2] == "10":
            colours["4"] = number
        elif number.strip("0"):
            attributes.append(number)
        i += count
    return tuple(sorted(attributes)), colours["3"], colours["4"]


@lru_cache(maxsize=1024)
def _on_blank(style: str) -> str:
    """Return as much of a style as is seen where no character is."""
    attributes, _, background = _parts(style)
    if _DRAWN_ON_BLANKS.intersection(attributes):
        return style
    return background


@lru_cache(maxsize=4096)
def _change(old: str | None, new: str) -> str:
    """Return the shortest that turns one style into another; None is one that is not known."""
    if old == new:
        return ""
    if not new:
        return "\x1b[m"
    whole = f"\x1b[0;{new}m"
    if old is None:
        return whole
    was, now = _parts(old), _parts(new)
    lost = [number for number in was[0] if number not in now[0]]
    off = dict.fromkeys(_OFF.get(number, "0") for number in lost)
    kept = [number for number in was[0] if _OFF.get(number) not in off]
    changed = [*off, *(number for number in now[0] if number not in kept)]
    pairs = zip(was[1:], now[1:], ("39", "49"), strict=True)
    changed += [after or default for before, after, default in pairs if before != after]
    part = f"\x1b[{';'.join(changed)}m" if changed else ""
    return whole if "0" in off or len(part) > len(whole) else part
