"""What pictures are made of: words in lines and boxes, from top to bottom, as one SVG file.

Nothing is loaded, nothing runs, everything is escaped. Text stays text, in whatever Chinese face
the computer has. A picture is hardly wider than a phone, and its words stay readable there.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.text_width import ems, wrapped
from tuiwizard.rendering.title_lines import title_lines

WIDTH = 480
MARGIN = 20
ROOM = WIDTH - 2 * MARGIN

INK = "#1a1a1a"
QUIET = "#595959"
STAMP = "#a3330a"
GROUND = "#ffffff"

_FACES = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', "
    "'WenQuanYi Micro Hei', SimHei, sans-serif"
)
_LEADING = 1.4


class Part(NamedTuple):
    """A piece of a picture; without elements it takes no room at all.

    Attributes:
        groups: Elements, each list with how far down its own 0 is.
        height: How high the piece is.
        width: How wide it is, margins included.
    """

    groups: list[tuple[float, list[str]]]
    height: float
    width: float = WIDTH


def part(elements: list[str], height: float) -> Part:
    """Return elements as one piece."""
    return Part([(0.0, elements)], height)


NOTHING = Part([], 0)


def words(
    text: str,
    size: float,
    *,
    x: float = MARGIN,
    room: float = ROOM,
    most: int = 3,
    colour: str = INK,
    bold: bool = False,
    by_sense: bool = False,
) -> Part:
    """Return a text in lines; what they do not hold is in its title.

    Args:
        text: What is written.
        size: How large its letters are.
        x: Where its lines begin.
        room: How long they may be.
        most: How many there may be.
        colour: The colour of its letters.
        bold: Whether they are bold.
        by_sense: Whether it breaks as the title of a report does.
    """
    shown = in_markup(text)
    if not shown:
        return NOTHING
    lines = _by_sense(shown, room / size) if by_sense else []
    if not 0 < len(lines) <= most:
        lines = wrapped(shown, room / size, most)
    whole = f"<title>{safe(text)}</title>" if "".join(lines) != shown else ""
    weight = ' font-weight="bold"' if bold else ""
    drawn = [
        f'<text x="{x:g}" y="{size * (number * _LEADING + 1):.1f}" font-size="{size:g}"{weight} '
        f'fill="{colour}">{whole}{safe(line)}</text>'
        for number, line in enumerate(lines)
    ]
    return part(drawn, size * (len(lines) * _LEADING - 0.15))


def _by_sense(text: str, width: float) -> list[str]:
    """Return a title in lines of at most a width; none where no break by its sense allows that.

    Titles are measured in the faces of documents, whose digits are narrower.
    """
    tried = (title_lines(text, width - less) for less in range(4) if width - less > 1)
    return next((lines for lines in tried if max(map(ems, lines)) <= width), [])


def box(width: float, height: float, colour: str, *, x: float = MARGIN, y: float = 0) -> str:
    """Return a filled rectangle."""
    place = f'x="{x:g}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{colour}"/>'


def fitting(texts: Iterable[str], size: float, room: float) -> float:
    """Return the size at which the longest of some texts fits a line, at most the one given."""
    return min(size, *(room / max(ems(text), 0.1) for text in texts), size)


def stacked(parts: Iterable[Part], gap: float) -> Part:
    """Return parts one below the other."""
    groups: list[tuple[float, list[str]]] = []
    y, width = 0.0, float(WIDTH)
    for each in parts:
        if each.groups:
            groups += moved(each, y)
            y += each.height + gap
            width = max(width, each.width)
    return Part(groups, max(y - gap, 0), width)


def beside(columns: Sequence[Part]) -> Part:
    """Return parts side by side."""
    groups = [
        (0.0, [f'<g transform="translate({number * WIDTH} 0)">', *_grouped(each), "</g>"])
        for number, each in enumerate(columns)
    ]
    return Part(groups, max(each.height for each in columns), WIDTH * len(columns))


def moved(each: Part, y: float) -> list[tuple[float, list[str]]]:
    """Return what a part is drawn of, further down."""
    return [(down + y, elements) for down, elements in each.groups]


def framed(each: Part, margin: float = MARGIN) -> Part:
    """Return a part with room above and below."""
    return Part(moved(each, margin), each.height + 2 * margin, each.width)


def picture(name: str, title: str, said: str, drawn: Part, identifier: str = "") -> str:
    """Return a part as an `svg` element, for a page or a file of its own.

    Args:
        name: What its ids end with: a page may hold several pictures.
        title: What a screen reader is read first.
        said: What it is read then: all that the picture shows.
        drawn: What it shows.
        identifier: What its metadata call the content by.
    """
    return "\n".join(_picture(name, title, said, drawn, identifier))


def file(picture: str) -> str:
    """Return a picture as a file of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{picture}\n'


def safe(text: str) -> str:
    """Return a text as markup holds it."""
    return escape(in_markup(text))


def _picture(name: str, title: str, said: str, drawn: Part, identifier: str) -> Iterator[str]:
    width, height = f"{drawn.width:.0f}", f"{drawn.height:.0f}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title-{name} desc-{name}" '
        f'lang="zh-CN" font-family="{_FACES}" style="max-width:100%;height:auto">'
    )
    yield f'<title id="title-{name}">{safe(title)}</title>'
    yield f'<desc id="desc-{name}">{safe(said)}</desc>'
    if identifier:
        yield f"<metadata>{safe(identifier)}</metadata>"
    yield f'<rect width="{width}" height="{height}" fill="{GROUND}"/>'
    yield from _grouped(drawn)
    yield "</svg>"


def _grouped(drawn: Part) -> Iterator[str]:
    for y, elements in drawn.groups:
        yield from (f'<g transform="translate(0 {y:.1f})">', *elements, "</g>")
