"""The API and the command line are one program: what they say of the same files is the same."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import tuiwizard
from tests.county import generated
from tests.ledger.books import ledger
from tests.ledger.office import write_ledger
from tests.published import committed
from tests.signing import signed
from tests.untouched import contents
from tuiwizard.cli import main
from tuiwizard.cli.findings import number
from tuiwizard.county.exchange import Deed, Entry, file_key
from tuiwizard.county.exchange_book import add_entries
from tuiwizard.drafts import history

Said = Callable[..., Any]
SUM = ("甲县人民政府", "county")
ASKED = ("2024-9", "某", "自然人", "2024-05-01", "酌情办", "2024-05-09")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's folder: good reports, an unfinished one, one posted, and what is no report."""
    made = tmp_path_factory.mktemp("api")
    generated.write(made / "收到", 3, 2021)
    tuiwizard.save(tuiwizard.Draft.new(2021, name="丁镇人民政府"), made / "收到/丁镇.toml")
    page = tuiwizard.render(signed(committed("pingtan-2021").draft()), "html")
    (made / "收到/公布.html").write_bytes(page)
    (made / "收到/坏.toml").write_text("= 1", "utf-8")
    (made / "收到/通知.html").write_text("<p>请各单位报送年报。</p>", "utf-8")
    write_ledger(made / "台账.xlsx")
    (made / "要问.xlsx").write_bytes(ledger(ASKED))
    return made


@pytest.fixture(autouse=True)
def inside(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder, and with what this computer remembers apart."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))


@pytest.fixture
def said(capfdbinary: pytest.CaptureFixture[bytes]) -> Said:
    """What a command says as JSON, run in this process."""

    def command(*arguments: str | Path) -> Any:
        capfdbinary.readouterr()
        main([*map(str, arguments), "--format", "json"])
        sys.stdout.flush()
        return json.loads(capfdbinary.readouterr().out)

    return command


def findings(told: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(f["rule"], f["severity"], tuple(f["cells"]), f["message"]) for f in told]


def test_check(said: Said) -> None:
    files = said("check", "收到")["files"]
    assert len(files) == 5
    for told in files:
        checked = tuiwizard.check(told["path"])
        assert checked.publishable is told["publishable"]
        complete = {key for key, state in told["sections"].items() if state == "complete"}
        assert {*checked.draft.section_keys} - {*checked.unfinished} == complete
        found = [(f.rule, f.severity, f.cells, str(f.message)) for f in checked.findings]
        assert found == findings(told["findings"])


def test_check_with_last_years_report(said: Said, tmp_path: Path) -> None:
    generated.write(tmp_path, 1, 2020)
    generated.write(tmp_path / "now", 1, 2021)
    (last,), (now,) = tmp_path.glob("*.toml"), (tmp_path / "now").glob("*.toml")
    (told,) = said("check", str(now), "--previous", str(last))["files"]
    for given in (last, tuiwizard.load(last)):
        for report in (now, tuiwizard.load(now)):
            found = tuiwizard.check(report, previous=given).findings
            assert [f.rule for f in found] == [rule for rule, *_ in findings(told["findings"])]
    assert "R801" not in {f.rule for f in tuiwizard.check(now, previous=last).findings}


def test_render(tmp_path: Path) -> None:
    draft = signed(committed("pingtan-2021").draft())
    tuiwizard.save(draft, tmp_path / "a.toml")
    for to in ("markdown", "html", "docx", "xlsx"):
        out = tmp_path / f"a.{to}"
        assert main(["render", str(tmp_path / "a.toml"), "--to", to, "-o", str(out)]) == 0
        assert out.read_bytes() == tuiwizard.render(draft, to)
        assert out.read_bytes() == tuiwizard.render(tmp_path / "a.toml", to)


def test_what_may_not_go_out_is_refused() -> None:
    draft = committed("pingtan-2021").draft()
    with pytest.raises(tuiwizard.NotPublishable, match="签发"):
        tuiwizard.render(draft)
    doubtful = signed(draft.with_texts({"problems.text": "更新不够及时。"}))
    with pytest.raises(tuiwizard.NotPublishable, match="没有说明"):
        tuiwizard.render(doubtful)
    assert "草稿" in tuiwizard.render(doubtful, as_draft=True).decode()
    with pytest.raises(tuiwizard.TuiwizardError, match="没有“odt”这种格式，能输出的有 markdown、"):
        tuiwizard.render(draft, "odt")


def test_import(said: Said) -> None:
    told = said("import", "收到/公布.html")
    found = tuiwizard.import_report("收到/公布.html")
    assert (found.agency, found.year, found.edition) == (
        told["agency"], told["year"], told["edition"],
    )  # fmt: skip
    figures = tuiwizard.figures(found.own_draft())
    assert {path: number(figures[path]) for path in told["cells"]} == told["cells"]
    assert (found.missing, found.unread) == ((), ())
    renamed = tuiwizard.import_report("收到/公布.html", agency="乙局", year=2022)
    assert (renamed.agency, renamed.own_draft().year) == ("乙局", 2022)


def test_import_of_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\3\4")
    with pytest.raises(tuiwizard.SourceError, match=r"a\.docx：.*"):
        tuiwizard.import_report(tmp_path / "a.docx")


@pytest.mark.parametrize("included", [(), ("丁镇人民政府",)])
def test_merge(said: Said, included: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    before = contents(folder)
    options = [word for name in included for word in ("--include", name)]
    sum_file = tmp_path / "county.toml"
    name, level = SUM
    told = said("merge", "收到", "-o", str(sum_file), "--agency", name, "--level", level, *options)
    merged = tuiwizard.merge(["收到", "收到/坏.toml"], name, level=level, include=included)
    assert merged.draft is not None
    assert tuiwizard.figures(merged.draft) == tuiwizard.figures(tuiwizard.load(sum_file))
    assert merged.draft.summed == tuiwizard.load(sum_file).summed
    assert len(merged.added) == told["summary"]["added"] == 4 + len(included)
    assert {path.name for path in merged.unread} == {"坏.toml", "通知.html"}
    left = {} if included else {"丁镇.toml": "没有填完：“二、"}
    assert {path.name: why[:8] for path, why in merged.left_out.items()} == left
    assert all(Path(source.path).is_absolute() for source in merged.draft.sources)
    assert contents(folder) == before


def test_a_merge_that_has_to_be_settled_first(tmp_path: Path) -> None:
    (first, *_) = Path("收到").glob("0*.toml")
    again = tmp_path / "again.toml"
    again.write_bytes(first.read_bytes())
    merged = tuiwizard.merge([first, again], *SUM[:1])
    assert merged.draft is None
    assert "的年报有 2 份，内容一样" in merged.refused[0]


def test_what_the_desk_has_settled_holds(tmp_path: Path) -> None:
    generated.write(tmp_path, 1, 2021)
    (kept,) = tmp_path.glob("*.toml")
    other = tmp_path / "旧.toml"
    other.write_bytes(kept.read_bytes() + b"# older\n")
    refs = {path: tuiwizard.check(path).file.ref for path in (kept, other)}
    entry = Entry(
        Deed.KEPT, datetime.now().astimezone(), refs[kept].agency, 2021,
        file=kept.name, sha256=refs[kept].sha256, instead_of=(file_key(refs[other]),),
    )  # fmt: skip
    add_entries(tmp_path, [entry])
    merged = tuiwizard.merge([tmp_path], "甲县人民政府")
    assert merged.added == (kept,)
    assert merged.left_out == {other: f"已换下，留用 {kept.name}"}


def test_count(said: Said, folder: Path) -> None:
    before = contents(folder)
    told = said("count", "台账.xlsx", "--year", "2024")
    counted = tuiwizard.count("台账.xlsx", 2024)
    assert [question.json() for question in counted.questions] == told["questions"]
    assert counted.cells == told["cells"]
    assert {path: [[*row] for row in rows] for path, rows in counted.rows.items()} == told["rows"]
    draft = tuiwizard.Draft.new(2024).with_texts(counted.entries)
    figures = tuiwizard.figures(draft)
    assert {path: figures[path] for path in counted.cells} == counted.cells
    assert contents(folder) == before


def test_no_figures_while_the_ledger_has_questions(tmp_path: Path) -> None:
    counted = tuiwizard.count(["要问.xlsx"], 2024)
    assert [question.field for question in counted.questions] == ["outcome"]
    assert (counted.cells, counted.rows, counted.entries) == ({}, {}, {})
    answers = tmp_path / "台账.toml"
    answers.write_text(
        'format = 1\n[rows."台账!2"]\nnumber = "2024-9"\noutcome = "granted"\n', "utf-8"
    )
    counted = tuiwizard.count("要问.xlsx", 2024, answers=answers)
    assert counted.cells["requests.outcomes.granted.natural_person"] == 1


def test_a_file_is_replaced_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    old, new = (tuiwizard.Draft.new(2025, name=name) for name in ("甲局", "乙局"))
    tuiwizard.save(old, path)
    with pytest.raises(tuiwizard.SaveError):
        tuiwizard.save(new, path)
    assert tuiwizard.load(path) == old
    tuiwizard.save(new, path, force=True)
    assert tuiwizard.load(path) == new
    (kept,) = history.versions(path)
    assert "甲局" in kept.file.read_text("utf-8")
