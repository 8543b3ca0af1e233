"""The workbook in LibreOffice: its pages, its figures, its merged cells."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from tests.acceptance.programs import assert_printed, run, unfinished
from tests.published import TABLES
from tests.rendering.final import xlsx as render
from tests.sections import SECTIONS
from tuiwizard.forms.editions import section_title
from tuiwizard.report.draft import Draft


@pytest.fixture(scope="module")
def folder(reports: dict[str, Draft], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report as a workbook, and what LibreOffice prints of it."""
    made = tmp_path_factory.mktemp("xlsx")
    for name, draft in reports.items():
        (made / f"{name}.xlsx").write_bytes(render(draft, as_draft=unfinished(draft)))
    profile = f"-env:UserInstallation={(made / 'profile').as_uri()}"
    books = sorted(made.glob("*.xlsx"))
    for to in ("pdf", "ods"):
        run("soffice", profile, "--headless", "--convert-to", to, "--outdir", made, *books)
        assert len(list(made.glob(f"*.{to}"))) == len(reports)
    return made


def pages(path: Path) -> list[str]:
    return ["".join(page.split()) for page in run("pdftotext", path, "-").rstrip("\f").split("\f")]


def test_it_prints_on_a4_with_every_figure(folder: Path, reports: dict[str, Draft]) -> None:
    for name, draft in reports.items():
        assert_printed(folder / f"{name}.pdf", draft)


def test_each_table_is_a_page_under_its_heading_and_the_title(
    folder: Path, published: dict[str, Draft]
) -> None:
    for name, draft in published.items():
        *texts, first, second, third = pages(folder / f"{name}.pdf")
        for key, page in zip(TABLES, (first, second, third), strict=True):
            assert section_title(draft.edition, key) in page, (name, key)
            assert draft.report.title in page, (name, key)
        for key in () if unfinished(draft) else SECTIONS[1:]:  # the stamp names what is lacking
            titled = section_title(draft.edition, key) in "".join(texts)
            assert titled == (key not in TABLES), (name, key)
        assert "—1—" in texts[0], name


def test_the_last_table_lies_and_no_page_is_cut(folder: Path, published: dict[str, Draft]) -> None:
    """Every word is on its page: nothing sticks out of the paper at its left or right."""
    for name in published:
        pdf = folder / f"{name}.pdf"
        count = len(pages(pdf))
        said = run("pdfinfo", "-f", "1", "-l", str(count), pdf)
        sizes = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", said, re.MULTILINE)
        assert [float(w) > float(h) for w, h in sizes] == [*[False] * (count - 1), True], name
        words = run("pdftotext", "-bbox", pdf, "-").split("<word ")[1:]
        assert min(float(word.split('"')[1]) for word in words) > 30, name


def test_only_what_is_unfinished_is_stamped(folder: Path, reports: dict[str, Draft]) -> None:
    for name, draft in reports.items():
        found = {"草稿（未经审核）" in page for page in pages(folder / f"{name}.pdf")}
        assert found == {unfinished(draft)}, name


def test_what_libreoffice_saves_is_read_back(folder: Path, published: dict[str, Draft]) -> None:
    from tuiwizard.importing.extraction import extract
    from tuiwizard.importing.sources import read_source

    for name in published:
        ours, theirs = (
            extract(read_source((folder / f"{name}.{to}").read_bytes(), f"{name}.{to}"))
            for to in ("xlsx", "ods")
        )
        assert {p: c.value for p, c in theirs.printed.items()} == {
            p: c.value for p, c in ours.printed.items()
        }, name
        assert theirs.texts == ours.texts, name
        book = openpyxl.load_workbook(io.BytesIO((folder / f"{name}.xlsx").read_bytes()))
        assert len(book.sheetnames) == 1 + len(TABLES), name
