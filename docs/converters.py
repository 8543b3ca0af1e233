"""How the outputs of other programs are read: `make converters` writes the table in import.md.

Three made-up reports are rendered by this program, turned into text by converters that people use,
and read. The converters of PyPI are installed into a folder that is thrown away; poppler-utils,
pandoc and LibreOffice come from Debian (tests/acceptance/install.sh installs them).
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.importing.scoring import Score, Source, score
from tests.importing.scoring import read as read_source
from tests.layouts.faults import balanced
from tests.layouts.report import Report
from tests.published import WORDS
from tests.signing import signed
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.formats import write
from tuiwizard.report.draft import Draft

PAGE = Path(__file__).parent / "import.md"
BEGIN, END = "<!-- converters -->\n", "<!-- end of converters -->\n"
PACKAGES = (
    "pdfminer.six==20260107",
    "pypdf==7.1.1",
    "markitdown[docx,pdf]==0.1.9",
    "html2text==2025.4.15",
    "inscriptis==2.7.6",
)
REPORTS = ("2019, three zeros of four", "2021, three zeros of four", "2021, large figures")


class Converter(NamedTuple):
    """A program that makes text of a file.

    Attributes:
        name: Its name, with the mode in which it is run.
        source: The format that it is given.
        result: The suffix of what it makes.
        command: Its command without the file; a Python one runs in the folder of packages.
    """

    name: str
    source: str
    result: str
    command: tuple[str, ...]


def _python(code: str) -> tuple[str, ...]:
    return ("python", "-c", f"import sys; {code}")


CONVERTERS = (
    Converter("pdftotext", "pdf", "txt", ("pdftotext", "-enc", "UTF-8", "{}", "-")),
    Converter("pdftotext -layout", "pdf", "txt", ("pdftotext", "-layout", "{}", "-")),
    Converter("pdftotext -raw", "pdf", "txt", ("pdftotext", "-raw", "{}", "-")),
    Converter(
        "pdfminer",
        "pdf",
        "txt",
        _python("from pdfminer.high_level import extract_text as e; print(e(sys.argv[1]))"),
    ),
    Converter(
        "pypdf",
        "pdf",
        "txt",
        _python(
            "from pypdf import PdfReader as R; "
            "print('\\f'.join(p.extract_text() for p in R(sys.argv[1]).pages))"
        ),
    ),
    Converter("markitdown", "pdf", "md", ("markitdown", "{}")),
    Converter("markitdown", "docx", "md", ("markitdown", "{}")),
    Converter("markitdown", "html", "md", ("markitdown", "{}")),
    Converter("pandoc -t gfm", "docx", "md", ("pandoc", "-t", "gfm", "{}")),
    Converter("pandoc -t gfm", "html", "md", ("pandoc", "-t", "gfm", "{}")),
    Converter("pandoc -t markdown", "html", "md", ("pandoc", "-t", "markdown", "{}")),
    Converter("pandoc -t plain", "html", "txt", ("pandoc", "-t", "plain", "{}")),
    Converter("html2text", "html", "md", ("html2text", "{}")),
    Converter("inscriptis", "html", "txt", ("inscript", "{}")),
)


def reports() -> list[Report]:
    """Reports whose sums are right; most offices have few figures that are not 0."""
    few = [balanced(edition, Random(edition), zeros=0.75) for edition in ("2019", "2021")]
    return [*few, balanced("2021", Random(3), zeros=0)]


def draft_of(report: Report) -> Draft:
    """A report as someone would type and sign it."""
    typed = {
        cell.path: report.text(cell)
        for key in ("proactive", "requests", "appeals")
        for cell in cells(report.edition, key)
        if not cell.computed
    }
    return signed(Draft.new(report.year).with_texts({**WORDS, **typed}))


def files(draft: Draft, folder: Path) -> Mapping[str, Path]:
    """A draft as HTML, DOCX, and as the PDF that LibreOffice makes of it."""
    for suffix in ("html", "docx"):
        (folder / f"report.{suffix}").write_bytes(write(draft, suffix))
    office = ("soffice", "--headless", "--convert-to", "pdf", "--outdir")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [*office, str(folder), profile, str(folder / "report.docx")],
        check=True,
        capture_output=True,
    )
    return {suffix: folder / f"report.{suffix}" for suffix in ("html", "docx", "pdf")}


def installed(folder: Path) -> Path:
    """The folder of commands of the converters from PyPI, installed anew."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = (str(folder / "bin/python"), "-m", "pip", "install", "--quiet")
    subprocess.run([*pip, *PACKAGES], check=True)
    return folder / "bin"


def converted(converter: Converter, file: Path, commands: Path) -> bytes:
    """What a converter makes of a file."""
    first, *rest = converter.command
    program = str(commands / first) if (commands / first).exists() else first
    arguments = [part.replace("{}", str(file)) for part in rest]
    arguments += [] if "{}" in converter.command else [str(file)]
    return subprocess.run([program, *arguments], check=True, capture_output=True).stdout


def table(scores: Mapping[Converter, list[Score]]) -> Iterator[str]:
    """The lines of the table: cells right, not read and wrong, for each report."""
    heads = " | ".join(REPORTS)
    yield f"| converter | from | {heads} |"
    yield f"|---|---|{'---|' * len(REPORTS)}"
    for converter, found in scores.items():
        said = (f"{one.right} / {one.missing} / {one.wrong + one.invented}" for one in found)
        yield f"| {converter.name} | {converter.source.upper()} | {' | '.join(said)} |"


def measured(
    commands: Path, folder: Path, tell: Callable[[str], object]
) -> dict[Converter, list[Score]]:
    """Every report through every converter, and how it is read."""
    scores: dict[Converter, list[Score]] = {converter: [] for converter in CONVERTERS}
    for number, report in enumerate(reports()):
        own = folder / str(number)
        own.mkdir()
        made = files(draft_of(report), own)
        truth = {"printed": report.figures, "year": report.year, "agency": WORDS["agency.name"]}
        for converter in CONVERTERS:
            text = converted(converter, made[converter.source], commands)
            (own / f"{converter.name}-{converter.source}.{converter.result}").write_bytes(text)
            source = Source(f"report.{converter.result}", text, truth)
            scores[converter].append(score(read_source(source), source))
            tell(f"{converter.name} {converter.source}: {scores[converter][-1]}\n")
    return scores


def with_table(page: str, lines: Iterable[str]) -> str:
    """The page with the table made anew."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return "".join((before, BEGIN, *(f"{line}\n" for line in lines), END, after))


def main(folder: Path) -> None:
    """Measure, and write the table into import.md."""
    scores = measured(installed(folder / "venv"), folder, sys.stderr.write)
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), table(scores)), "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder))
