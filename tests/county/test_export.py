"""Rows of an export: the figures as they are, exact and harmless, whatever reads them."""

import csv
import io
import json
import pickle
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from tests.county import generated
from tests.county.sums import LOAD, connected, exported, sums
from tests.published import REPORTS, Published, committed
from tests.sections import SECTIONS
from tuiwizard.county.export_columns import INTEGER, columns
from tuiwizard.county.export_csv import csv_lines, field
from tuiwizard.county.export_rows import Row, Rows, Value, read_export_row
from tuiwizard.county.export_xlsx import LEGEND, SHEET, xlsx_file
from tuiwizard.drafts import store
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rendering.formats import write
from tuiwizard.report.draft import Draft

YEARS = (2020, 2025)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty offices in two years, on both editions of the form."""
    made = tmp_path_factory.mktemp("export")
    for year in YEARS:
        generated.write(made / "收到" / str(year), 20, year)
    return exported(made, made / "收到")


def rows_of(paths: Iterable[Path]) -> Rows:
    rows = Rows()
    for path in paths:
        rows.add(read_export_row(path))
    return rows


def read_csv(rows: Rows) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines(rows)), newline="")))


def values(row: Row) -> dict[str, Value | None]:
    return dict(zip((c.name for c in columns(str(row[4]))), row, strict=True))


def typed_sums(year: int) -> dict[str, Decimal]:
    """What the generator typed, added up without any of the code under test."""
    found: dict[str, Decimal] = {}
    for number in range(20):
        draft = generated.unit(number, year)
        for key in SECTIONS:
            for path, text in draft.entries(key).texts.items():
                number_ = text.removesuffix("万元")
                if number_.replace(".", "").removeprefix("-").isdecimal():
                    found[path] = found.get(path, Decimal(0)) + Decimal(number_)
    return found


@pytest.mark.parametrize("year", YEARS)
def test_duckdb_reads_the_exact_sums(folder: Path, year: int) -> None:
    expected = typed_sums(year)
    found = sums(folder, f"year = {year}")
    edition = generated.unit(0, year).edition
    for path, cell in (p for key in SECTIONS for p in cells_by_path(edition, key).items()):
        if path in found and cell.computed:
            assert found[path] == sum(expected[part] for part in cell.parts), path
        elif path in found:
            assert found[path] == expected[path], path
    own = {c.name for c in columns(edition)}
    assert {path for path, total in found.items() if total is None} == set(found) - own


def test_duckdb_takes_the_types_of_the_schema(folder: Path) -> None:
    names = {"int64": "BIGINT", "utf8": "VARCHAR", "bool": "BOOLEAN"}
    schema = json.loads((folder / "schema.json").read_bytes())
    with connected(folder) as connection:
        connection.execute(LOAD)
        described = connection.execute("DESCRIBE reports").fetchall()
    expected = [(c["column"], names.get(c["type"], c["type"].upper())) for c in schema]
    assert [row[:2] for row in described] == expected


def test_rows_come_in_the_order_of_the_files(folder: Path) -> None:
    with (folder / "年报.csv").open(encoding="utf-8-sig", newline="") as file:
        paths = [row["path"] for row in csv.DictReader(file)]
    assert paths == sorted(paths)
    assert len(paths) == 40


@pytest.mark.parametrize("name", REPORTS)
def test_the_printed_totals_of_published_reports(tmp_path: Path, name: str) -> None:
    printed: Published = committed(name)
    store.save(tmp_path / "a.toml", printed.draft())
    row = values(read_export_row(tmp_path / "a.toml"))
    for path, text in printed.printed.items():
        value = row[path]
        assert not isinstance(value, str), path
        assert value == Decimal(text.rstrip("万元")), path
    assert (row["year"], row["edition"]) == (printed.year, printed.edition)
    assert row["complete"] is True


def test_what_is_blank_or_refused_is_blank_and_so_are_its_totals(tmp_path: Path) -> None:
    draft = committed("pingtan-2021").draft()
    blank, refused = "requests.received.business", "appeals.review.upheld"
    store.save(tmp_path / "a.toml", draft.with_texts({blank: "", refused: "一件"}))
    row = values(read_export_row(tmp_path / "a.toml"))
    assert [row[path] for path in (blank, "requests.received.total")] == [None, None]
    assert [row[path] for path in (refused, "appeals.review.total")] == [None, None]
    assert row["appeals.review.corrected"] is not None
    assert (row["complete"], row["publishable"]) == (False, False)
    with rows_of([tmp_path / "a.toml"]) as rows:
        (line,) = read_csv(rows)
        assert line[blank] == line[refused] == line["requests.received.total"] == ""
        book = openpyxl.load_workbook(io.BytesIO(xlsx_file(rows)))
    names = [c.value for c in book[SHEET][1]]
    assert book[SHEET].cell(2, names.index(blank) + 1).value is None


def test_an_empty_draft_has_no_figure(tmp_path: Path) -> None:
    store.save(tmp_path / "a.toml", Draft.new(2025))
    row = values(read_export_row(tmp_path / "a.toml"))
    known = {name for name, value in row.items() if value is not None}
    assert known == {"path", "year", "edition", "complete", "publishable", "sha256", "office"}


def test_a_published_page_is_a_report_too(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    draft = committed("pingtan-2021").draft()
    page.write_bytes(write(draft, "markdown", as_draft=True))
    store.save(tmp_path / "a.toml", draft)
    read, own = (values(read_export_row(path)) for path in (page, tmp_path / "a.toml"))
    figures = [c.name for c in columns("2021") if c.section]
    assert {path: read[path] for path in figures} == {path: own[path] for path in figures}


def test_a_unit_of_the_offices_own_is_kept(tmp_path: Path) -> None:
    path = "proactive.procurement.amount"
    for text, amount, unit in (
        ("160.50万元", "160.50", "万元"),
        ("251000元", "251000", "元"),
        ("7", "7", None),
    ):
        draft = committed("guanyuan-2019").draft().with_texts({path: text})
        store.save(tmp_path / "a.toml", draft)
        row = values(read_export_row(tmp_path / "a.toml"))
        assert field(row[path]) == amount
        assert row["proactive.procurement.unit"] == unit


def test_a_row_is_small_and_can_go_between_processes(tmp_path: Path) -> None:
    (path,) = generated.write(tmp_path, 1)
    row = pickle.loads(pickle.dumps(read_export_row))(path)
    assert pickle.loads(pickle.dumps(row)) == row
    assert len(pickle.dumps(tuple(row))) < 4096


AMOUNTS = st.decimals(0, Decimal(10**12) - 1, places=6)


@given(AMOUNTS)
def test_every_digit_of_an_amount_is_kept(amount: Decimal) -> None:
    assert Decimal(field(amount)) == amount
    assert "E" not in field(amount)
    assert field(amount).partition(".")[2] == str(amount).partition(".")[2] or amount == 0


@pytest.mark.parametrize("text", ["0.000001", "1.50", "0.00", "999999999999.999999"])
def test_an_amount_stands_as_it_was_typed(text: str) -> None:
    assert field(Decimal(text)) == text


@given(st.text())
def test_no_text_begins_a_formula_or_another_line(text: str) -> None:
    shown = field(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
    assert not {"\t", "\n", "\r", "\x00"} & set(shown)
    shown.encode()


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\uff1d", "＋", "－", "\uff20", "\u3000="])
def test_a_formula_in_a_name_is_only_shown(tmp_path: Path, begin: str) -> None:
    name = f'{begin}HYPERLINK("http://example.invalid","甲镇")'
    draft = committed("guanyuan-2019").draft()
    texts = {"agency.name": name, "proactive.licensing.change": "-3"}
    store.save(tmp_path / "a.toml", draft.with_texts(texts))
    with rows_of([tmp_path / "a.toml"]) as rows:
        (line,) = read_csv(rows)
        book = openpyxl.load_workbook(io.BytesIO(xlsx_file(rows)))
    assert line["agency"] == f"'{name}"
    assert line["proactive.licensing.change"] == "-3"  # a figure is no text
    sheet = book[SHEET]
    names = [c.value for c in sheet[1]]
    shown = sheet.cell(2, names.index("agency") + 1)
    assert (shown.value, shown.data_type) == (name, "s")
    assert sheet.cell(2, names.index("proactive.licensing.change") + 1).value == -3


def test_the_workbook_says_what_the_csv_says(folder: Path) -> None:
    paths = sorted((folder / "收到").rglob("*.toml"))[::7]
    with rows_of(paths) as rows:
        lines = read_csv(rows)
        book = openpyxl.load_workbook(io.BytesIO(xlsx_file(rows)))
        wanted = rows.columns
    assert book.sheetnames == [SHEET, LEGEND]
    heads, *body = [[c.value for c in row] for row in book[SHEET]]
    assert heads == [c.name for c in wanted]
    assert book[SHEET].freeze_panes == "C2"
    assert book[SHEET].auto_filter.ref == f"A1:{get_column_letter(len(wanted))}{len(paths) + 1}"
    legend = [[c.value or "" for c in row] for row in book[LEGEND]]
    assert legend[0] == ["列", "类型", "部分", "含义", "单位", "表格版本"]
    assert legend[1:] == [
        [c.name, c.type, c.section, c.title, c.unit, "、".join(c.editions)] for c in wanted
    ]
    for line, shown in zip(lines, body, strict=True):
        for column, value in zip(wanted, shown, strict=True):
            if column.type == INTEGER:
                assert isinstance(value, int | None)
            if value is None:
                assert line[column.name] == ""
            elif column.type.startswith("decimal"):
                assert Decimal(str(value)) == Decimal(line[column.name])
            else:
                assert str(value).lower() == line[column.name].lower()


@pytest.mark.parametrize(
    ("amount", "kept"),
    [
        (Decimal("160.50"), 160.5),
        (Decimal("123456789012.345"), 123456789012.345),
        (Decimal("123456789012.345600"), "123456789012.345600"),
    ],
)
def test_what_a_spreadsheet_would_round_is_written_as_text(
    amount: Decimal, kept: float | str
) -> None:
    row: list[Value | None] = [None] * len(columns("2021"))
    row[3:5] = 2025, "2021"
    at = [c.name for c in columns("2021")].index("proactive.fees.amount")
    row[at] = amount
    with Rows() as rows:
        rows.add(tuple(row))
        sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(rows)))[SHEET]
    assert sheet.cell(2, at + 1).value == kept
