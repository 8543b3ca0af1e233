"""The faces of official documents, and what takes their place where one is not installed."""

from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_SONG = ("STSong", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
_HEI = ("Microsoft YaHei", "STHeiti", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC")
_KAI = ("STKaiti", "Kaiti SC", "AR PL UKai CN", "LXGW WenKai")
_FANG_SONG = ("STFangsong", "Zhuque Fangsong (technical preview)")

_FACES = {
    "title": ("方正小标宋简体", ("STZhongsong", *_SONG)),
    "body": ("仿宋_GB2312", (*_FANG_SONG, "SimSun", *_SONG)),
    "heading": ("黑体", _HEI),
    "subheading": ("楷体_GB2312", (*_KAI, "SimSun", *_SONG)),
    "number": ("宋体", _SONG),
    "latin": ("Times New Roman", ("Times", "Liberation Serif", "Nimbus Roman", "FreeSerif")),
}
"""What is set in each face: its name in the DOCX, and what Windows, macOS and Linux bring that is
closest to it, in this order."""


@cache
def faces() -> dict[str, list[str]]:
    """Return the names of fonts to try for each part of a page, the right one first.

    Behind the right one come the names that the DOCX gives for it, then what is closest.
    """
    table = ElementTree.fromstring(
        files("tuiwizard.rendering").joinpath("docx_fonts.xml").read_bytes()
    )
    also: dict[str, list[str]] = {}
    for font in table.iter(f"{_W}font"):
        named = font.find(f"{_W}altName")
        also[font.attrib[f"{_W}name"]] = (
            [] if named is None else named.attrib[f"{_W}val"].split(",")
        )
    return {
        part: list(dict.fromkeys((name, *also[name], *closest)))
        for part, (name, closest) in _FACES.items()
    }
