"""How published reports are read: what was right, missing, wrong, invented, listed.

    python -m tests.importing.scoring [--distinct] FOLDER...

scores every source of a folder that has its figures beside it: NAME.json (`printed` by path, null
for a blank; agency; year), or one cases.json for all (tests/data/import/cases.json is that of
../shared/cases/import). With --distinct every figure is made another one first (`distinct`).
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.importing.distinct import made_distinct
from tests.published import ROOT
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source

CASES = ROOT / "tests/data/import/cases.json"
SUFFIXES = (".txt", ".html", ".md", ".csv", ".docx", ".pdf")


@dataclass
class Score:
    """Cells of one source, or of many.

    Attributes:
        right: Figures that were read as printed.
        missing: Figures that were not read.
        wrong: Figures that were read as another.
        invented: Figures read for a cell where none is printed.
        silent: Missing figures that are not listed as unread either.
        sources: Sources.
        years: Sources whose year was read.
        agencies: Sources whose office was read.
    """

    right: int = 0
    missing: int = 0
    wrong: int = 0
    invented: int = 0
    silent: int = 0
    sources: int = 0
    years: int = 0
    agencies: int = 0

    def __iadd__(self, other: "Score") -> "Score":
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        return self

    def __str__(self) -> str:
        printed = self.right + self.missing + self.wrong
        share = 100 * self.right / printed if printed else 100
        return (
            f"{self.right} of {printed} right ({share:.1f} %), {self.missing} missing "
            f"({self.silent} of them not listed), {self.wrong} wrong, {self.invented} invented; "
            f"year {self.years}, office {self.agencies} of {self.sources}"
        )


@dataclass(frozen=True)
class Source:
    """A source and what is printed in it.

    Attributes:
        name: Its name.
        data: What is in its file.
        truth: Its figures by path, its year and office.
    """

    name: str
    data: bytes
    truth: Mapping[str, Any]

    @property
    def figures(self) -> dict[str, Decimal | None]:
        """What is printed, by path, without the unit of money that may stand beside it."""
        return {
            path: None if text is None else Decimal(str(text).rstrip("万元"))
            for path, text in self.truth["printed"].items()
        }


def sources_in(folder: Path) -> Iterator[Source]:
    """The sources of a folder that have their figures beside them."""
    cases = json.loads(CASES.read_text("utf-8"), parse_float=Decimal)
    for path in sorted(folder.iterdir()):
        beside = (path.with_suffix(".json"), path.with_name(f"{path.name[:2]}.json"))
        told = next((other for other in beside if other.exists()), None)
        if path.suffix in SUFFIXES and (told or path.name in cases):
            truth = (
                json.loads(told.read_text("utf-8"), parse_float=Decimal)
                if told
                else cases[path.name]
            )
            yield Source(path.name, path.read_bytes(), truth)


def score(found: Imported, source: Source) -> Score:
    """Score what was read of a source."""
    read = {p: c.value for p, c in found.printed.items() if c.value is not None}
    printed = {path: n for path, n in source.figures.items() if n is not None}
    lost = [n for path, n in printed.items() if path not in read]
    return Score(
        right=sum(read.get(path) == n for path, n in printed.items()),
        missing=len(lost),
        wrong=sum(path in read and read[path] != n for path, n in printed.items()),
        invented=sum(path not in printed for path in read),
        silent=len(list(_silent(lost, found))),
        sources=1,
        years=int(found.year == source.truth.get("year")),
        agencies=int(found.agency == source.truth.get("agency")),
    )


def _silent(lost: Iterable[Decimal], found: Imported) -> Iterator[Decimal]:
    """The missing figures that stand in nothing that is listed as unread."""
    listed = Counter(figure for one in found.unread for figure in _figures(one.text))
    listed += Counter(f for c in found.printed.values() if c.unread for f in _figures(c.text))
    for figure in lost:
        if listed[figure]:
            listed[figure] -= 1
        elif not any(str(figure) in one.text for one in found.unread):  # glued: 规章000
            yield figure


def _figures(text: str) -> Iterator[Decimal]:
    plain = text.replace(",", "")
    for word in "".join(c if c.isdecimal() or c in ".-" else " " for c in plain).split():
        if any(map(str.isdecimal, word)):
            yield Decimal("".join(c for c in word if c.isdecimal() or c == "."))


def read(source: Source) -> Imported:
    """Read a source as `tuiwizard import` does."""
    return extract(read_source(source.data, source.name))


def main(arguments: list[str]) -> int:
    """Score folders, and say it; 1 where a figure is wrong, invented or lost without a word."""
    distinct = "--distinct" in arguments
    total = Score()
    for folder in (Path(name) for name in arguments if not name.startswith("--")):
        for source in sources_in(folder):
            printed = made_distinct(source) if distinct else source
            if printed is not None:
                one = score(read(printed), printed)
                print(f"{source.name:36} {one}")
                total += one
    print(f"{'all':36} {total}")
    return int(bool(total.wrong or total.invented or total.silent))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
