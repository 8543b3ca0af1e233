"""What a county receives in January: sixty files of every kind, and what is to become of each."""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from tests.county import generated
from tests.signing import signed
from tuiwizard.county.file_account import Account
from tuiwizard.drafts import codec
from tuiwizard.importing.containers import OLE
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.report.draft import Draft

YEAR = generated.YEAR
MISSING = ("安平县水利局", "安平县青石镇人民政府")
"""Offices of the list that send nothing."""

STRANGER = 700
"""The number of an office that sends a report and is not on the list."""

_FIGURE, _BLANK = "requests.received.natural_person", "appeals.review.upheld"
_SCANNED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
_OLD_WORD = OLE + bytes(600) + "WordDocument\0".encode("utf-16-le") + bytes(600)


Make = Callable[[int], Iterator["Arrival"]]
"""Makes what an office sends, by its number."""


class Arrival(NamedTuple):
    """A file that came in.

    Attributes:
        name: Its name, from the folder.
        data: What is in it.
        office: Whose it is.
        account: What is to become of it.
        counted: Whether its figures go into the sum.
    """

    name: str
    data: bytes
    office: str
    account: Account
    counted: bool = False


def arrivals() -> list[Arrival]:
    """Return sixty files, each of another office; the last is of one that is not on the list."""
    made = [one for number, make in enumerate(_KINDS * 3) for one in make(number)]
    return [*made[:59], *_whole(STRANGER)]


def write_all(folder: Path, files: list[Arrival]) -> dict[Path, Arrival]:
    """Write files, and return them by where they lie."""
    written = {folder / one.name: one for one in files}
    for path, one in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    return written


def offices(files: list[Arrival]) -> list[str]:
    """Return the list of who should report."""
    stranger = generated.name(STRANGER)
    return [*(one.office for one in files if one.office != stranger), *MISSING]


def _draft(number: int, year: int = YEAR, **texts: str) -> Draft:
    changed = {path.replace("__", "."): text for path, text in texts.items()}
    return generated.unit(number, year).with_texts(changed)


def _toml(number: int, draft: Draft, *, counted: bool, year: int = YEAR) -> Iterator[Arrival]:
    account = Account.READ if year == YEAR else Account.OTHER_YEAR
    office = generated.name(number)
    yield Arrival(f"{number:02}.toml", codec.dumps(draft).encode(), office, account, counted)


def _whole(number: int) -> Iterator[Arrival]:
    yield from _toml(number, _draft(number), counted=True)


def _without_texts(number: int) -> Iterator[Arrival]:
    draft = _draft(number, overview__text="", problems__text="XX")
    yield from _toml(number, draft, counted=True)


def _blank_cell(number: int) -> Iterator[Arrival]:
    yield from _toml(number, _draft(number).with_texts({_BLANK: ""}), counted=False)


def _not_even(number: int) -> Iterator[Arrival]:
    yield from _toml(number, _draft(number).with_texts({_FIGURE: "99999"}), counted=False)


def _half_typed(number: int) -> Iterator[Arrival]:
    draft = Draft.new(YEAR, name=generated.name(number)).with_texts({_FIGURE: "3"})
    yield from _toml(number, draft, counted=False)


def _last_year(number: int) -> Iterator[Arrival]:
    yield from _toml(number, _draft(number, YEAR - 1), counted=False, year=YEAR - 1)


def _posted(to: str, *, packed: bool = False, year: int = YEAR) -> Make:
    """Return what makes a report as it is posted, in one of the formats."""

    def make(number: int) -> Iterator[Arrival]:
        made = write(signed(_draft(number, year)), to)
        data, name = made, f"{number:02}{FORMATS[to].suffix}"
        if packed:
            data, name = _zipped(name, data), f"{number:02}.zip"
        here = year == YEAR
        account = Account.READ if here else Account.OTHER_YEAR
        yield Arrival(name, data, generated.name(number), account, here)

    return make


def _zipped(name: str, data: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, data)
    return file.getvalue()


def _waiting(ending: str, data: bytes, account: Account = Account.CONVERT) -> Make:
    """Return what makes a file that is named for its office and cannot be read."""

    def make(number: int) -> Iterator[Arrival]:
        office = generated.name(number)
        yield Arrival(f"{office}{YEAR}年年报{ending}", data, office, account)

    return make


def _in_a_folder(number: int) -> Iterator[Arrival]:
    office = generated.name(number)
    yield Arrival(f"{office}/扫描件.jpg", b"\xff\xd8\xff", office, Account.CONVERT)


def _letter(number: int) -> Iterator[Arrival]:
    yield Arrival(f"{number:02}.md", "# 通知\n\n请报送。\n".encode(), "", Account.NO_REPORT)


def _unopened(number: int) -> Iterator[Arrival]:
    yield Arrival(f"{number:02}.csv", b"a,b\n", "", Account.NO_REPORT)


_KINDS = (
    *(_whole, _without_texts, _blank_cell, _not_even, _half_typed, _last_year),
    *(_posted("html"), _posted("docx"), _posted("xlsx"), _posted("markdown")),
    *(_posted("html", packed=True), _posted("html", year=YEAR - 1)),
    *(_waiting(".doc", _OLD_WORD), _waiting(".wps", _OLD_WORD), _waiting(".pdf", _SCANNED)),
    *(_waiting(".jpg", b"\xff\xd8\xff"), _waiting(".ofd", _zipped("OFD.xml", b""))),
    *(_waiting(".url", b"[InternetShortcut]\n"), _waiting(".rar", b"Rar!\x1a\x07")),
    _waiting(".docx", b"PK\x03\x04 damaged", Account.UNREADABLE),
    *(_in_a_folder, _letter, _unopened),
)
