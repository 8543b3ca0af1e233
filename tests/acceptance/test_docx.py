"""The DOCX file in LibreOffice: its pages, its figures, its merged cells."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.programs import assert_printed, run, unfinished
from tests.rendering.blank_form import official, tables
from tests.rendering.final import docx as render
from tests.sections import SECTIONS
from tuiwizard.forms.editions import section_title
from tuiwizard.report.draft import Draft


@dataclass(frozen=True)
class Converted:
    """The folders of what LibreOffice made of every report."""

    pdf: Path
    docx: Path


@pytest.fixture(scope="module")
def converted(reports: dict[str, Draft], tmp_path_factory: pytest.TempPathFactory) -> Converted:
    folder = tmp_path_factory.mktemp("docx")
    for name, draft in reports.items():
        data = render(draft, as_draft=unfinished(draft))
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(folder.glob("*.docx"))
    for to in ("pdf", "docx"):
        out = folder / to
        run("soffice", profile, "--headless", "--convert-to", to, "--outdir", out, *files)
        assert len(list(out.iterdir())) == len(reports)
    return Converted(folder / "pdf", folder / "docx")


def test_it_prints_on_a4_with_every_figure(converted: Converted, reports: dict[str, Draft]) -> None:
    for name, draft in reports.items():
        assert_printed(converted.pdf / f"{name}.pdf", draft)


def test_title_headings_and_page_numbers_are_printed(
    converted: Converted, published: dict[str, Draft]
) -> None:
    for name, draft in published.items():
        text = "".join(run("pdftotext", converted.pdf / f"{name}.pdf", "-").split())
        assert draft.report.title in text, name
        for key in SECTIONS[1:]:
            assert section_title(draft.edition, key) in text, (name, key)
        assert "—1—" in text, name


def test_what_libreoffice_reads_has_the_merges_of_the_blank_form(converted: Converted) -> None:
    found = tables(converted.docx / "empty-2021.docx")
    for mine, blank in zip(found, official(), strict=True):
        assert [(p.row, p.column, p.rows, p.columns) for p in mine] == [
            (p.row, p.column, p.rows, p.columns) for p in blank
        ]
        assert [p.text.replace("（未填）", "") for p in mine] == [p.text for p in blank]


def test_only_what_is_unfinished_is_stamped(
    converted: Converted, reports: dict[str, Draft]
) -> None:
    for name, draft in reports.items():
        path = converted.pdf / f"{name}.pdf"
        pages = run("pdftotext", path, "-").rstrip("\f").split("\f")
        assert len(pages) >= 3, name
        assert {"草稿（未经审核）" in page for page in pages} == {unfinished(draft)}, name
