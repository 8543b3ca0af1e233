"""The table of docs/import.md about texts that other programs make."""

from pathlib import Path

from docs.converters import (
    BEGIN,
    CONVERTERS,
    END,
    PAGE,
    REPORTS,
    Converter,
    converted,
    draft_of,
    reports,
    table,
    with_table,
)
from tests.importing.scoring import Score
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys


def test_the_page_has_a_row_for_each_converter() -> None:
    page = PAGE.read_text("utf-8")
    rows = page.split(BEGIN)[1].split(END)[0].splitlines()
    assert [row.split(" | ")[0].strip("| ") for row in rows[2:]] == [c.name for c in CONVERTERS]
    assert all(
        cell.split(" / ")[2] == "0" for row in rows[2:] for cell in row[:-2].split(" | ")[2:]
    )


def test_the_table_is_put_between_its_marks() -> None:
    scores = {CONVERTERS[0]: [Score(right=5, missing=2, wrong=1, invented=1)] * len(REPORTS)}
    lines = list(table(scores))
    assert lines[-1] == "| pdftotext | PDF | 5 / 2 / 2 | 5 / 2 / 2 | 5 / 2 / 2 |"
    page = f"a\n{BEGIN}old\n{END}b\n"
    assert with_table(page, lines) == f"a\n{BEGIN}" + "\n".join(lines) + f"\n{END}b\n"
    assert with_table(with_table(page, lines), ["x"]) == with_table(page, ["x"])


def test_the_reports_are_finished() -> None:
    for report in reports():
        draft = draft_of(report)
        keys = section_keys(draft.edition, SectionKind.TABLE)
        assert all(draft.report.section(key) is not None for key in keys)


def test_a_converter_gets_the_file_at_its_end_or_where_it_wants_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("5", "utf-8")
    assert converted(Converter("a", "txt", "txt", ("cat", "{}")), file, tmp_path) == b"5"
    assert converted(Converter("a", "txt", "txt", ("cat",)), file, tmp_path) == b"5"
