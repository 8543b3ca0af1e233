"""Parquet: exact types, the same bytes, a part for each county and year."""

import json
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import Run, run
from tests.county import generated
from tests.county.sums import exported, sums
from tests.untouched import contents
from tuiwizard.county.export_columns import columns
from tuiwizard.county.export_dataset import counties, parts_of, write_county
from tuiwizard.county.export_parquet import parquet_file
from tuiwizard.county.export_rows import Rows, county_of, read_export_row
from tuiwizard.drafts import store
from tuiwizard.errors import CommandError, SaveError
from tuiwizard.report.draft import Draft

__all__ = ["run"]

COUNTIES = ("甲县", "乙=县", "丙 市'")
MANY = 4


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """What three counties sent for two years, a report in no county, and what is no report."""
    folder = tmp_path / "收到"
    for number, county in enumerate(COUNTIES):
        for year in (2020, 2025):
            generated.write(folder / county / str(year), MANY, year, first=number * MANY)
    generated.write(folder, 1, first=99)
    (folder / "甲县" / "说明.md").write_text("# 说明\n\n没有年报。\n", "utf-8")
    (folder / "甲县" / "坏.toml").write_text("= 1", "utf-8")
    return folder


def asked(folder: Path, query: str) -> list[tuple[object, ...]]:
    source = (
        f"read_parquet('{folder}/*/*/*.parquet', hive_partitioning = true, union_by_name = true)"
    )
    with duckdb.connect() as connection:
        return connection.execute(query.format(reports=source)).fetchall()


def test_one_file_has_the_types_and_rows_of_the_csv(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "收到"
    generated.write(folder / "甲县", MANY)
    assert run("export", folder, "-o", tmp_path / "年报.parquet").code == 0
    exported(tmp_path / "表", folder, edition="2021")
    names = {"int64": "BIGINT", "utf8": "VARCHAR", "bool": "BOOLEAN"}
    schema = json.loads((tmp_path / "表" / "schema.json").read_bytes())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE reports AS FROM '{tmp_path}/年报.parquet'")
        described = connection.execute("DESCRIBE reports").fetchall()
        figures = [c["column"] for c in schema if c["section"] and c["type"] != "utf8"]
        query = ", ".join(f'sum("{path}")' for path in figures)
        row = connection.execute(f"SELECT {query} FROM reports").fetchone()
        order = connection.execute("SELECT path, office, county FROM reports").fetchall()
    expected = [(c["column"], names.get(c["type"], c["type"].upper())) for c in schema]
    assert [line[:2] for line in described] == expected
    assert row is not None
    assert dict(zip(figures, row, strict=True)) == sums(tmp_path / "表")
    paths = sorted(map(str, folder.rglob("*.toml")))
    assert order == [(p, generated.name(n), "甲县") for n, p in enumerate(paths)]


def test_a_part_for_each_county_and_year(run: Run, received: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "年报库"
    done = run("export", received, "-o", dataset, "--partition")
    assert done.code == 2, "one cannot be read"
    assert f"已导出 {6 * MANY + 1} 份年报到 {dataset}" in done.err
    names = [str(part.parent.relative_to(dataset)) for part in parts_of(dataset)]
    folders = ("丙 市%27", "乙%3D县", "收到", "甲县")
    assert names == [
        f"county={county}/year={year}"
        for county in folders
        for year in (2020, 2025)
        if (county, year) != ("收到", 2020)
    ]
    by_county = asked(dataset, "SELECT county, year, count(*) FROM {reports} GROUP BY ALL")
    assert {row[:2]: row[2] for row in by_county} == {
        **{(county, year): MANY for county in COUNTIES for year in (2020, 2025)},
        ("收到", 2025): 1,
    }
    (types,) = asked(dataset, "SELECT DISTINCT typeof(year), typeof(county) FROM {reports}")
    assert types == ("BIGINT", "VARCHAR")


def test_each_part_has_the_columns_of_its_edition(run: Run, received: Path, tmp_path: Path) -> None:
    run("export", received, "-o", tmp_path / "库", "--partition")
    for year, edition in ((2020, "2019"), (2025, "2021")):
        part = tmp_path / "库" / "county=甲县" / f"year={year}" / "reports.parquet"
        with duckdb.connect() as connection:
            query = f"DESCRIBE FROM read_parquet('{part}', hive_partitioning = false)"
            names = [row[0] for row in connection.execute(query).fetchall()]
        wanted = [c.name for c in columns(edition) if c.name not in ("county", "year")]
        assert names == wanted


def test_a_county_written_alone_has_the_same_bytes(
    run: Run, received: Path, tmp_path: Path
) -> None:
    run("export", received, "-o", tmp_path / "一次", "--partition")
    found = counties(received)
    assert set(found) == {*COUNTIES, "收到"}
    for county, paths in sorted(found.items(), reverse=True):
        written = write_county(tmp_path / "逐县", county, paths)
        assert written.reports == (1 if county == "收到" else 2 * MANY)
        assert len(written.unread) == (county == "甲县")
    assert contents(tmp_path / "逐县") == contents(tmp_path / "一次")


def test_a_county_is_written_anew_whole(run: Run, received: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "库"
    assert run("export", received, "-o", dataset, "--partition").code == 2
    before = contents(dataset)
    refused = run("export", received, "-o", dataset, "--partition")
    assert refused.code == 2
    assert "要换新请加 --force" in refused.sentence
    assert contents(dataset) == before
    for path in (received / "甲县" / "2020").iterdir():
        path.unlink()
    late = generated.unit(77)
    store.save(received / "甲县" / "晚到.toml", late)
    run("export", received, "-o", dataset, "--partition", "--force")
    assert len(asked(dataset, "SELECT 1 FROM {reports} WHERE county = '甲县'")) == MANY + 1
    assert not (dataset / "county=甲县" / "year=2020" / "reports.parquet").exists()
    kept = {p: data for p, data in contents(dataset).items() if "乙" in str(p)}
    assert kept == {p: data for p, data in before.items() if "乙" in str(p)}


def test_the_sum_of_all_parts(run: Run, received: Path, tmp_path: Path) -> None:
    run("export", received, "-o", tmp_path / "库", "--partition")
    figure = "requests.received.natural_person"
    ((found,),) = asked(
        tmp_path / "库", f'SELECT sum("{figure}") FROM {{reports}} WHERE year = 2025'
    )
    units = [*range(3 * MANY), 99]
    assert found == sum(int(generated.unit(n).entries("requests").get(figure)) for n in units)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--partition",), "请用 -o 给出文件夹"),
        (("--partition", "-o", "库", "--to", "csv"), "请用 -o 给出文件夹"),
        (("--partition", "-o", "file"), "已经有这个文件"),
        (("--partition", "-o", "file/库"), "没有导出"),
    ],
)
def test_what_is_no_dataset(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    generated.write(tmp_path / "收到", 1)
    (tmp_path / "file").write_text("x", "utf-8")
    done = run("export", "收到", *arguments)
    assert (done.code, done.out) == (2, b"")
    assert words in done.sentence
    assert run("export", "--schema", "--partition").code == 2


def test_without_the_extra_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = generated.write(tmp_path, 1)[0]
    with Rows() as rows:
        rows.add(read_export_row(path))
        monkeypatch.setitem(sys.modules, "duckdb", None)
        with pytest.raises(CommandError, match=r"pip install 'tuiwizard\[scale\]'"):
            parquet_file(rows)


def test_a_part_that_cannot_be_written(tmp_path: Path) -> None:
    path = generated.write(tmp_path / "收到", 1)[0]
    (tmp_path / "库").write_text("x", "utf-8")
    with pytest.raises(SaveError, match="没有导出"):
        write_county(tmp_path / "库", "甲县", [path])


def test_blanks_texts_and_amounts_are_exact(tmp_path: Path) -> None:
    name = "=甲\"局\", '乙'"
    texts = {"agency.name": name, "proactive.fees.amount": "1.50"}
    store.save(tmp_path / "a.toml", Draft.new(2025).with_texts(texts))
    with Rows() as rows:
        rows.add(read_export_row(tmp_path / "a.toml"))
        (tmp_path / "a.parquet").write_bytes(parquet_file(rows))
        assert parquet_file(rows) == (tmp_path / "a.parquet").read_bytes()
    query = f"""SELECT agency, county, level, "proactive.fees.amount", "requests.received.total",
                complete FROM '{tmp_path}/a.parquet'"""
    with duckdb.connect() as connection:
        found = connection.execute(query).fetchall()
    assert found == [(name, None, None, Decimal("1.500000"), None, False)]


def test_which_county_a_report_is_of(tmp_path: Path) -> None:
    top = tmp_path / "收到"
    assert county_of(top / "甲县" / "乙镇" / "报.toml", [top]) == "甲县"
    assert county_of(top / "报.toml", [top]) == "收到"
    assert county_of(top / "甲县" / "报.toml", [Path("别处")]) == "甲县"


def test_an_office_is_known_by_its_name_or_by_its_file(tmp_path: Path) -> None:
    at = [c.name for c in columns("2021")].index("office")
    store.save(tmp_path / "丙镇.toml", Draft.new(2025))
    store.save(tmp_path / "b.toml", Draft.new(2025, name="甲县 （本级）"))
    assert read_export_row(tmp_path / "丙镇.toml")[at] == "丙镇"
    assert read_export_row(tmp_path / "b.toml")[at] == "甲县(本级)"
