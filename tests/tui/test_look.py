"""The look is in one place, and can be read: contrast computed from what arrives."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.widgets._toast import Toast

import tuiwizard.tui
from tests.published import ROOT
from tests.tui.conftest import Open, complete
from tuiwizard.report.state import WORST_FIRST, State
from tuiwizard.tui import themes
from tuiwizard.tui.marks import MARKS, drawn, mark_of, stamp
from tuiwizard.tui.themes import PALETTES, WITH_COLOURS, WITHOUT_COLOUR, Palette

TUI = Path(tuiwizard.tui.__file__).parent
BACKGROUNDS = ("desk", "page", "tint", "chosen")
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *((text, behind, TEXT) for text in ("ink", "soft", "faint") for behind in BACKGROUNDS),
    *(("alert", behind, TEXT) for behind in ("desk", "page", "tint")),
    *(("focus", behind, TEXT) for behind in ("desk", "page")),
    *(("on-alert", "alert", TEXT), ("on-focus", "focus", TEXT)),
    *(("page", "ink", TEXT), ("desk", "ink", TEXT)),
    *(("edge", "desk", EDGE), ("edge", "page", EDGE)),
    *(("alert", "chosen", EDGE), ("focus", "chosen", EDGE), ("focus", "tint", EDGE)),
]
FEW = [name for name in PALETTES if "sixteen" in name]


def luminance(colour: Color) -> float:
    """As WCAG 2 defines it."""
    parts = (value / 255 for value in colour.get_truecolor())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def arriving(palette: Palette, role: str, system: ColorSystem) -> Color:
    """A colour as the terminal gets it."""
    return Color.parse(palette[role]).downgrade(system)


@pytest.mark.parametrize("name", PALETTES)
def test_contrast(name: str) -> None:
    """Of every pair that is used, as it is and as it arrives."""
    systems = [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT]
    systems += [ColorSystem.STANDARD] if name in FEW else []
    palette = PALETTES[name]
    weak = {
        (front, behind, system.name): round(found, 2)
        for system in systems
        for front, behind, needed in PAIRS
        if (found := contrast(arriving(palette, front, system), arriving(palette, behind, system)))
        < needed
    }
    assert not weak


@pytest.mark.parametrize("name", FEW)
def test_sixteen_colours_are_sixteen(name: str) -> None:
    """What tells two things apart there: text from edge and alert, the current row."""
    numbers = {
        role: arriving(PALETTES[name], role, ColorSystem.STANDARD).number for role in PALETTES[name]
    }
    mono = "mono" in name  # there, bold and underline do
    assert len({numbers["ink"], numbers["soft"]}) == 2
    assert mono or len({numbers[r] for r in ("ink", "soft", "alert", "focus")}) == 4
    assert mono or numbers["chosen"] != numbers["page"]


def test_no_colours_without_colour() -> None:
    for name in (*WITHOUT_COLOUR, *themes.WITHOUT_COLOUR_OF_SIXTEEN):
        for colour in PALETTES[name].values():
            red, green, blue = Color.parse(colour).get_truecolor()
            assert red == green == blue, (name, colour)


LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(|\b(?:ansi_)?(?:bright_)?"
    r"(?:black|white|red|green|blue|yellow|magenta|cyan|gr[ae]y)\b"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IDS = re.compile(r"#[a-z][\w-]*(?=[^;{}]*\{)")


@pytest.mark.parametrize("path", sorted(TUI.glob("*.tcss")), ids=lambda path: path.name)
def test_style_sheets_name_roles(path: Path) -> None:
    """No colour literal, none of Textual's own variables, no italics."""
    rules = _IDS.sub("", _COMMENT.sub("", path.read_text("utf-8")))
    assert not LITERAL.findall(rules)
    assert set(re.findall(r"\$([\w-]+)", rules)) <= set(PALETTES["ink-dark"])
    assert "italic" not in rules


def test_python_names_marks() -> None:
    """Only themes.py knows colours; styles are made of marks."""
    for path in TUI.rglob("*.py"):
        if path.name != "themes.py":
            code = path.read_text("utf-8")
            assert not re.findall(r"\"[^\"\n]*#[0-9a-fA-F]{6}[^\"\n]*\"", code), path
            assert not re.search(r"Style\(\s*(?:bg)?color", code), path
            assert not re.search(r"Style\.parse\(", code), path


def test_every_palette_has_every_role() -> None:
    roles = set(PALETTES["ink-dark"])
    assert all(set(palette) == roles for palette in PALETTES.values())


def test_documented() -> None:
    """docs/look.md names every role, theme, mark and stamp."""
    page = (ROOT / "docs/look.md").read_text("utf-8")
    for role in PALETTES["ink-dark"]:
        assert f"`${role}`" in page
    for name in (*PALETTES, *MARKS):
        assert f"`{name}`" in page
    assert " ".join(str(state) for state in State) in page


@pytest.mark.parametrize(
    ("system", "no_colour", "wanted", "background", "theme"),
    [
        ("truecolor", False, "", "", "ink-dark"),
        ("256", False, "light", "", "ink-light"),
        ("256", False, "", "0;15", "ink-light"),
        ("256", False, "dark", "0;15", "ink-dark"),
        ("256", False, "contrast", "", "ink-contrast"),
        ("standard", False, "", "", "ink-sixteen"),
        ("standard", False, "light", "", "ink-sixteen"),
        ("truecolor", True, "", "", "ink-mono"),
        ("truecolor", True, "", "0;default;15", "ink-mono-light"),
        ("standard", True, "light", "", "ink-mono-sixteen"),
        (None, False, "contrast", "", "ink-sixteen"),
    ],
)
def test_first_theme(
    system: str | None, no_colour: bool, wanted: str, background: str, theme: str
) -> None:
    names = themes.fitting(system, no_colour=no_colour)
    assert themes.first(names, wanted, background) == theme


def test_stamps() -> None:
    assert State.ERROR.stamp(2) == "误2"
    assert State.DONE.stamp() == "完"
    assert stamp(State.RETURNED).plain == "退"
    assert set(WORST_FIRST) == set(State)
    assert all((mark_of(state) in ("stamp", "open")) == state.urgent for state in State)


async def test_marks_follow_the_theme(open_wizard: Open) -> None:
    async with open_wizard(complete(), "appeals") as desk:
        seen = []
        for _ in (*WITH_COLOURS, 0):
            seen.append(drawn(desk.wizard, "stamp"))
            await desk.press("ctrl+t")
        assert seen[0] == seen[-1]
        assert all(a != b for a, b in pairwise(seen))
        assert all(style.bgcolor and style.bold for style in seen)


async def test_no_color(open_wizard: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where NO_COLOR is set, a theme of greys in which alerts are as strong as text."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_wizard(complete(), "appeals") as desk:
        assert desk.app.theme in (*WITHOUT_COLOUR, *themes.WITHOUT_COLOUR_OF_SIXTEEN)
        alert, ink = drawn(desk.wizard, "alert").color, drawn(desk.wizard, "ink").color
        assert alert == ink


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_no_line_of_a_toast_lies_behind_the_keys(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(None, None, size) as desk:
        for length in (26, 86, 95, 125, 137):
            desk.app.notify(
                "不能是“drak”，可以写 dark、light。" * (length // 34) + "一" * (length % 34)
            )
            await desk.rest()
            (toast,) = desk.app.screen.query(Toast)
            assert toast.region.bottom < size[1], length
            desk.app.clear_notifications()
            await desk.rest()
