"""docs/scale.md is right: its commands are run, its SQL is run, and what comes out is known."""

import re
import shlex
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests import program
from tests.county import generated
from tests.county.sums import LOAD, connected
from tests.published import ROOT
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

DOC = (ROOT / "docs" / "scale.md").read_text("utf-8")
_FENCE = re.compile(r"^```(?P<language>\w+)(?: (?P<name>\w+))?\n(?P<body>.*?)^```$", re.M | re.S)
BLOCKS = [block.groupdict() for block in _FENCE.finditer(DOC)]
QUERIES = {b["name"]: b["body"] for b in BLOCKS if b["language"] == "sql" and b["name"]}
STATEMENTS = [b["body"] for b in BLOCKS if b["language"] == "sql" and not b["name"]]

MANY, YEARS = 24, (2024, 2025)
EXTRA, UNKNOWN = 3, "丁镇人民政府"
"""An office that reports twice, and one on the list that does not report."""

Row = tuple[Any, ...]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a province has received, and the files that the commands of the page make of it."""
    made = tmp_path_factory.mktemp("scale")
    for year in YEARS:
        generated.write(made / "收到" / str(year), MANY, year)
    generated.write(made / "收到" / "again", 1, first=EXTRA)
    store.save(made / "收到" / "unfinished.toml", Draft.new(2025, name="丙局"))
    names = [generated.name(n) for n in range(MANY)]
    (made / "名单.csv").write_text("\n".join(["agency", *names, UNKNOWN, ""]), "utf-8")
    for line in next(b["body"] for b in BLOCKS if b["language"] == "sh").splitlines():
        command, _, target = line.partition(" > ")
        name, *arguments = shlex.split(command)
        assert name == "tuiwizard"
        done = program.run(*arguments, folder=made)
        assert done.returncode == 0, done.stderr.decode()
        if target:
            (made / target).write_bytes(done.stdout)
    return made


@pytest.fixture(scope="module")
def reports(folder: Path) -> duckdb.DuckDBPyConnection:
    connection = connected(folder)
    for statement in STATEMENTS:
        connection.execute(statement.replace("TO '", f"TO '{folder}/"))
    return connection


@pytest.fixture(scope="module")
def ask(reports: duckdb.DuckDBPyConnection) -> Callable[[str], list[Row]]:
    return lambda name: reports.execute(QUERIES[name]).fetchall()


def typed(number: int, year: int, start: str) -> Decimal:
    """The sum of what an office typed below a path."""
    texts = generated.unit(number, year).entries(start.partition(".")[0]).texts
    return sum((Decimal(t) for path, t in texts.items() if path.startswith(start)), Decimal(0))


THIS_YEAR = [*range(MANY), EXTRA]
RECEIVED = "requests.received."


def test_the_page_loads_as_the_tests_do() -> None:
    assert "".join(STATEMENTS[0].split()) == "".join(LOAD.split())


def test_the_parquet_file_has_the_same_types(
    reports: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    described = [
        reports.execute(f"DESCRIBE FROM {source}").fetchall()
        for source in ("reports", f"'{folder}/年报.parquet'")
    ]
    assert described[0] == described[1]


def test_totals(ask: Callable[[str], list[Row]]) -> None:
    rows = ("received.", "outcomes.", "carried_out.")
    sums = [sum(typed(n, 2025, f"requests.{row}") for n in THIS_YEAR) for row in rows]
    assert ask("totals") == [(len(THIS_YEAR), *sums)]


def test_every_cell(ask: Callable[[str], list[Row]]) -> None:
    (row,) = ask("every")
    columns = [*generated.COLUMNS, "total"]
    first = dict(zip(columns, row, strict=False))
    for column in generated.COLUMNS:
        assert first[column] == sum(typed(n, 2025, RECEIVED + column) for n in THIS_YEAR)
    assert first["total"] == sum(typed(n, 2025, RECEIVED) for n in THIS_YEAR)


def test_levels(ask: Callable[[str], list[Row]]) -> None:
    expected: dict[str, list[Decimal]] = {}
    for number in THIS_YEAR:
        level = generated.unit(number).entries("agency").get("agency.level")
        expected.setdefault(level, []).append(typed(number, 2025, "other_matters.fees_received"))
    found = {level: (count, fees) for level, count, fees in ask("levels") if level}
    assert found == {level: (len(fees), sum(fees)) for level, fees in expected.items()}


def test_the_largest(ask: Callable[[str], list[Row]]) -> None:
    known = [(generated.name(n), typed(n, 2025, RECEIVED)) for n in THIS_YEAR]
    ordered = sorted(known, key=lambda pair: (-pair[1], pair[0].encode()))
    assert [row for row in ask("largest") if row[1] is not None] == ordered[:10]


def test_changes(ask: Callable[[str], list[Row]]) -> None:
    expected = {
        generated.name(n): typed(n, 2025, RECEIVED) - typed(n, 2024, RECEIVED) for n in range(MANY)
    }
    found = ask("change")
    assert len(found) == MANY + 1
    assert dict(found) == expected


def test_what_was_carried_over_agrees(ask: Callable[[str], list[Row]]) -> None:
    assert ask("carried") == []


def test_who_reported_twice(ask: Callable[[str], list[Row]]) -> None:
    ((agency, year, files),) = ask("twice")
    assert (agency, year, len(files)) == (generated.name(EXTRA), 2025, 2)


def test_who_is_missing(ask: Callable[[str], list[Row]]) -> None:
    assert ask("missing") == [(UNKNOWN,)]


def test_what_is_unfinished(ask: Callable[[str], list[Row]]) -> None:
    assert [agency for _, agency in ask("unfinished")] == ["丙局"]


def test_amounts_in_two_units(tmp_path: Path) -> None:
    for number in range(4):
        draft = generated.unit(number, 2020)
        unit = "元" if number % 2 else "万元"
        cell = {"proactive.procurement.amount": f"{number + 1}.25{unit}"}
        store.save(tmp_path / f"{number}.toml", draft.with_texts(cell))
    done = program.run("export", tmp_path, "-o", tmp_path / "年报.csv")
    assert done.returncode == 0
    schema = program.run("export", "--schema", "--edition", "2019").stdout
    (tmp_path / "schema.json").write_bytes(schema)
    with connected(tmp_path) as connection:
        connection.execute(LOAD)
        expected = 10000 * (Decimal("1.25") + Decimal("3.25")) + Decimal("2.25") + Decimal("4.25")
        assert connection.execute(QUERIES["money"]).fetchall() == [(expected,)]


@pytest.fixture(scope="module")
def dataset(folder: Path) -> duckdb.DuckDBPyConnection:
    """The folder of Parquet files that the second command of the page makes, as its view."""
    (_, command) = (b["body"] for b in BLOCKS if b["language"] == "sh")
    _, *arguments = shlex.split(command)
    assert program.run(*arguments, folder=folder).returncode == 0
    connection = duckdb.connect()
    connection.execute(QUERIES["dataset"].replace("'年报库", f"'{folder}/年报库"))
    return connection


def test_the_nightly_table(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = dataset.execute(QUERIES["nightly"]).fetchall()
    counties = {"2025": range(MANY), "again": [EXTRA]}
    figures = (RECEIVED, "requests.carried_out.")
    sums = {
        county: [sum(typed(n, 2025, start) for n in units) for start in figures]
        for county, units in counties.items()
    }
    whole = [sum(pair) for pair in zip(*sums.values(), strict=True)]
    assert rows == [
        ("2025", MANY, MANY, *sums["2025"]),
        ("again", 1, 1, *sums["again"]),
        ("收到", 1, 0, None, None),
        (None, MANY + 2, MANY + 1, *whole),
    ]


@pytest.mark.parametrize(
    "name", ["totals", "every", "levels", "largest", "change", "carried", "twice", "unfinished"]
)
def test_the_parts_answer_as_the_table_does(
    dataset: duckdb.DuckDBPyConnection, reports: duckdb.DuckDBPyConnection, name: str
) -> None:
    assert dataset.execute(QUERIES[name]).fetchall() == reports.execute(QUERIES[name]).fetchall()


def test_an_office_is_found_however_its_name_is_spaced(tmp_path: Path) -> None:
    for year, name in ((2024, "甲县 （本级）"), (2025, "甲县(本级)")):
        texts = {"agency.name": name}
        store.save(tmp_path / f"{year}.toml", generated.unit(0, year).with_texts(texts))
    (tmp_path / "名单.csv").write_text("agency\n甲　县（本级）\n", "utf-8")
    program.run("export", tmp_path, "-o", tmp_path / "年报.csv")
    schema = program.run("export", "--schema", "--edition", "2021").stdout
    (tmp_path / "schema.json").write_bytes(schema)
    with connected(tmp_path) as connection:
        connection.execute(LOAD)
        assert [row[0] for row in connection.execute(QUERIES["change"]).fetchall()] == [
            "甲县(本级)"
        ]
        assert connection.execute(QUERIES["missing"]).fetchall() == []


def test_every_query_of_the_page_is_tested() -> None:
    source = Path(__file__).read_text("utf-8")
    assert [name for name in QUERIES if f'"{name}"' not in source] == []
