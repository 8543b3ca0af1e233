"""Draws what a terminal shows as a PNG: every character in its own cell.

Textual's own export squeezes Chinese, for it lets a browser set the widths. Here a character is
put at its cell, boxes and blocks are drawn as lines and areas, and an underline is a line at the
foot of the cell.
"""

from functools import cache
from pathlib import Path

import pyte
from PIL import Image, ImageDraw, ImageFont
from pyte.screens import Char

Face = ImageFont.FreeTypeFont

FACES = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc", "Noto Sans Mono CJK SC"),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-{weight}.ttc", "Noto Sans Mono CJK SC"),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "WenQuanYi Zen Hei Mono"),
    ("/System/Library/Fonts/PingFang.ttc", ""),
    ("C:/Windows/Fonts/simsun.ttc", "SimSun"),
)
"""Where fonts with Chinese lie, and the face of a collection; the first found is taken."""

NARROW = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{bold}.ttf",
    "/usr/share/fonts/TTF/DejaVuSansMono{bold}.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono-{weight}.ttf",
    "C:/Windows/Fonts/consola.ttf",
)
"""Faces for signs that a font with Chinese makes two cells wide: `“”‘’…—·`."""

AMBIGUOUS = "“”‘’…—·×①②③④⑤⑥⑦⑧⑨⑩→←↑↓"

CELL, LINE, SIZE = 10, 24, 19
"""Pixels of a cell, and of the font."""

BOX = {
    **{"─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "udr", "┤": "udl"},
    **{"┬": "lrd", "┴": "lru", "┼": "lrud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu"},
    **{"━": "lr", "┃": "ud", "╺": "r", "╸": "l"},
}
"""The arms of lines: left, right, up, down."""

BLOCKS = {
    **{"█": (0, 0, 8, 8), "▀": (0, 0, 8, 4), "▄": (0, 4, 8, 8), "▌": (0, 0, 4, 8)},
    **{"▐": (4, 0, 8, 8), "▊": (0, 0, 6, 8), "▎": (0, 0, 2, 8), "▕": (7, 0, 8, 8)},
    **{"▔": (0, 0, 8, 1), "▁": (0, 7, 8, 8), "▏": (0, 0, 1, 8), "▍": (0, 0, 3, 8)},
    **{"▋": (0, 0, 5, 8), "▉": (0, 0, 7, 8), "▂": (0, 6, 8, 8), "▃": (0, 5, 8, 8)},
    **{"▅": (0, 3, 8, 8), "▆": (0, 2, 8, 8), "▇": (0, 1, 8, 8)},
}
"""Areas in eighths of a cell: left, top, right, bottom."""

_NAMED = {
    **{"black": "#000000", "red": "#cd0000", "green": "#00cd00", "brown": "#cdcd00"},
    **{"blue": "#0000ee", "magenta": "#cd00cd", "cyan": "#00cdcd", "white": "#e5e5e5"},
    **{"brightblack": "#7f7f7f", "brightred": "#ff0000", "brightgreen": "#00ff00"},
    **{"brightbrown": "#ffff00", "brightblue": "#5c5cff", "bfightmagenta": "#ff00ff"},
    **{"brightcyan": "#00ffff", "brightwhite": "#ffffff"},
}
"""The 16 colours as xterm has them, by the names that pyte gives them."""


def png(screen: pyte.Screen, path: Path, *, dark: bool = True) -> None:
    """Draw a screen.

    Args:
        screen: The screen.
        path: The file to write.
        dark: Whether the terminal's own background is dark.
    """
    ink, paper = ("#e5e5e5", "#000000") if dark else ("#000000", "#ffffff")
    margin = 8
    size = (screen.columns * CELL + 2 * margin, screen.lines * LINE + 2 * margin)
    edge = _colours(screen.buffer[screen.lines - 1][0], ink, paper)[1]
    image = Image.new("RGB", size, edge)
    draw = ImageDraw.Draw(image)
    for y in range(screen.lines):
        for x in range(screen.columns):
            char = screen.buffer[y][x]
            if char.data:  # the second half of a wide character is empty
                wide = x + 1 < screen.columns and not screen.buffer[y][x + 1].data
                place = (margin + x * CELL, margin + y * LINE)
                _draw(draw, char, place, 2 if wide else 1, _colours(char, ink, paper))
    if not screen.cursor.hidden:
        x, y = margin + screen.cursor.x * CELL, margin + screen.cursor.y * LINE
        draw.rectangle((x, y + LINE - 3, x + CELL - 1, y + LINE - 1), fill="#87afd7")
    image.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


def _colours(char: Char, ink: str, paper: str) -> tuple[str, str]:
    front = _colour(char.fg, ink)
    back = _colour(char.bg, paper)
    return (back, front) if char.reverse else (front, back)


def _colour(name: str, default: str) -> str:
    """A colour of pyte's: `default`, a name, or six hexadecimal digits."""
    if name == "default":
        return default
    return _NAMED.get(name) or f"#{name}"


def _draw(
    draw: ImageDraw.ImageDraw,
    char: Char,
    place: tuple[int, int],
    cells: int,
    colours: tuple[str, str],
) -> None:
    (x, y), (front, back) = place, colours
    width = cells * CELL
    draw.rectangle((x, y, x + width - 1, y + LINE - 1), fill=back)
    middle = (x + CELL // 2, y + LINE // 2)
    if arms := BOX.get(char.data):
        ends = {"l": (x, middle[1]), "r": (x + CELL, middle[1])}
        ends |= {"u": (middle[0], y), "d": (middle[0], y + LINE)}
        for arm in arms:
            draw.line((middle, ends[arm]), fill=front)
    elif block := BLOCKS.get(char.data):
        left, top, right, bottom = block
        corners = (x + left * CELL // 8, y + top * LINE // 8)
        draw.rectangle(
            (*corners, x + right * CELL // 8 - 1, y + bottom * LINE // 8 - 1), fill=front
        )
    elif char.data.strip():
        weight = "Bold" if char.bold else "Regular"
        narrow = cells == 1 and char.data in AMBIGUOUS
        face = _narrow_face(weight) if narrow else _face(weight)
        draw.text((x + width / 2, y + 19), char.data, fill=front, font=face, anchor="ms")
    if char.underscore:
        draw.line((x, y + LINE - 2, x + width - 1, y + LINE - 2), fill=front)


@cache
def _face(weight: str) -> Face:
    """The first font found, in the face that has cells of one width."""
    for pattern, name in FACES:
        path = Path(pattern.format(weight=weight))
        if path.is_file():
            return _of_collection(path, name)
    raise FileNotFoundError("no font with Chinese: install fonts-noto-cjk or fonts-wqy-zenhei")


@cache
def _narrow_face(weight: str) -> Face:
    """The first narrow font found, or the one with Chinese."""
    for pattern in NARROW:
        path = Path(pattern.format(weight=weight, bold="-Bold" if weight == "Bold" else ""))
        if path.is_file():
            return ImageFont.truetype(str(path), SIZE - 3)
    return _face(weight)


def _of_collection(path: Path, name: str) -> Face:
    first = ImageFont.truetype(str(path), SIZE)
    for index in range(64):
        try:
            face = ImageFont.truetype(str(path), SIZE, index=index)
        except OSError:
            break
        if face.getname()[0] == name:
            return face
    return first
