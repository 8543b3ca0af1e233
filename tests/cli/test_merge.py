"""`merge`: files in, one draft out, and everything that is not in it named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.county import generated
from tests.county.units import oracle
from tests.signing import signed
from tuiwizard.county.exchange import Deed, Entry, file_key
from tuiwizard.county.exchange_book import add_entries, entries_file
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import history, store
from tuiwizard.drafts.paths import named_from
from tuiwizard.rendering.formats import write
from tuiwizard.session import clock

AGENCY = ("--agency", "甲县人民政府", "--level", "county")
CELL = "requests.received.business"


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    return generated.write(tmp_path / "units", 4)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return tmp_path / "county.toml"


def object_of(out: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(out)
    return found


def test_a_folder_is_added_up(run: Run, units: list[Path], county: Path) -> None:
    done = run("merge", county.parent / "units", "-o", county, *AGENCY)
    assert (done.code, done.err) == (0, f"已写入草稿 {county}\n")
    assert done.text == f"{county}：甲县人民政府 2025 年，4 份加在一起\n"
    texts = [path.read_text("utf-8") for path in units]
    assert oracle([county.read_text("utf-8")]) == oracle(texts)
    draft = store.load(county)
    assert [source.path for source in draft.sources] == sorted(
        (f"units/{path.name}" for path in units), key=lambda path: path.partition("-")[2]
    )


def test_a_late_report_is_one_command(run: Run, units: list[Path], county: Path) -> None:
    late, others = units[0], units[1:]
    assert run("merge", *others, "-o", county, *AGENCY).code == 0
    store.save(county, store.load(county).with_texts({"overview.text": "本县的情况。"}))
    done = run("merge", late, "-o", county)
    assert (done.code, done.err) == (0, f"已写入草稿 {county}\n")
    draft = store.load(county)
    assert draft.entries("overview").get("overview.text") == "本县的情况。"
    assert len(draft.sources) == 4
    whole = county.with_name("whole.toml")
    run("merge", *units, "-o", whole, *AGENCY)
    assert oracle([county.read_text("utf-8")]) == oracle([whole.read_text("utf-8")])
    assert len(history.versions(county)) == 1


def test_giving_the_same_again_changes_nothing(run: Run, units: list[Path], county: Path) -> None:
    """Its sources, the folder they lie in, and the sum itself are no new reports."""
    inside = units[0].with_name("county.toml")
    assert run("merge", units[0].parent, "-o", inside, *AGENCY).code == 0
    before = inside.read_bytes()
    for given in ([units[0].parent], units, []):
        done = run("merge", *given, "-o", inside)
        assert (done.code, done.err) == (0, f"{inside} 没有变化\n")
    assert inside.read_bytes() == before
    assert not county.exists()


def test_what_is_not_in_the_sum_is_named(run: Run, units: list[Path], county: Path) -> None:
    store.save(units[0], store.load(units[0]).with_texts({CELL: ""}))
    units[1].write_bytes(b"\xff")
    done = run("merge", *units, "-o", county, *AGENCY, "--format", "json")
    found = object_of(done.out)
    assert done.code == 2
    assert [one["path"] for one in found["left_out"]] == [str(units[0])]
    assert [one["path"] for one in found["unreadable"]] == [str(units[1])]
    assert {source["agency"] for source in found["sources"]} == {
        generated.name(2),
        generated.name(3),
    }
    assert found["summary"] == {
        "files": 4,
        "added": 2,
        "left_out": 1,
        "unreadable": 1,
        "missing": 0,
    }
    lines = done.err.splitlines()
    assert lines[0].startswith(str(units[1]))
    assert lines[1].startswith(f"没有计入 {units[0]}（{generated.name(0)}）：没有填完")
    units[1].unlink()
    assert run("merge", units[0], units[2], "-o", county, "--include-unfinished").code == 0
    assert len(store.load(county).sources) == 3


def test_left_out_reports_are_exit_code_one(run: Run, units: list[Path], county: Path) -> None:
    store.save(units[0], store.load(units[0]).with_texts({CELL: ""}))
    assert run("merge", *units, "-o", county, *AGENCY).code == 1
    assert county.exists()


def test_one_is_let_in_by_name(run: Run, units: list[Path], county: Path) -> None:
    """It stays in when the sum is made again, and the sum says which of its cells is off."""
    for path in units[:2]:
        store.save(path, store.load(path).with_texts({CELL: "", "problems.text": ""}))
    name = generated.name(0)
    given = (*units, "-o", county, *AGENCY, "--include", name)
    done = run("merge", *given, "--include", "乙县", "--format", "json")
    found = object_of(done.out)
    assert (done.code, found["unmatched"]) == (1, ["乙县"])
    assert "--include 乙县：收到的里面没有这个机关" in done.err
    assert [one["path"] for one in found["left_out"]] == [str(units[1])]
    (let_in,) = found["let_in"]
    assert (let_in["path"], let_in["agency"], let_in["cells"]) == (str(units[0]), name, [CELL])
    assert [one["path"] for one in found["beside"]] == [str(units[0])]
    assert f"按指定计入“{name}”（没有填完：" in done.err
    assert f"已计入 {units[0]}（{name}），数以外还没有填完：“五、" in done.err
    assert [source.off for source in store.load(county).sources].count([CELL]) == 1
    units[1].unlink()
    again = run("merge", "-o", county)
    assert (again.code, f"按指定计入“{name}”" in again.err) == (0, True)


def test_duplicates_are_refused(run: Run, units: list[Path], county: Path) -> None:
    copy = shutil.copy(units[0], county.with_name("copy.toml"))
    done = run("merge", *units, copy, "-o", county, *AGENCY, "--format", "json")
    found = object_of(done.out)
    assert (done.code, found["draft"], found["sources"]) == (1, None, [])
    (finding,) = [one for one in found["findings"] if one["rule"] == "R951"]
    assert finding["severity"] == "error"
    assert sorted(finding["files"]) == sorted([str(units[0]), str(copy)])
    assert "R954" in {one["rule"] for one in found["findings"]}
    assert not county.exists()


def test_one_file_named_twice_is_one_report(run: Run, units: list[Path], county: Path) -> None:
    done = run("merge", units[0].parent, units[0], "-o", county, *AGENCY)
    assert (done.code, len(store.load(county).sources)) == (0, 4)


def test_nothing_to_add(run: Run, units: list[Path], county: Path) -> None:
    store.save(units[0], store.load(units[0]).with_texts({CELL: ""}))
    done = run("merge", units[0], "-o", county, *AGENCY)
    assert (done.code, done.out) == (1, b"")
    assert done.err.splitlines()[-1] == "没有一份可以加在一起，没有写草稿"
    assert not county.exists()


def test_pages_are_added_like_drafts(run: Run, units: list[Path], county: Path) -> None:
    page = units[3].with_suffix(".html")
    page.write_bytes(write(signed(store.load(units[3])), "html"))
    right = oracle(path.read_text("utf-8") for path in units)
    units[3].unlink()
    done = run("merge", units[0].parent, "-o", county, *AGENCY)
    assert (done.code, done.err) == (0, f"已写入草稿 {county}\n")
    assert oracle([county.read_text("utf-8")]) == right


def test_who_is_missing(run: Run, units: list[Path], county: Path) -> None:
    listed = units[0].with_name("名单.txt")
    names = [generated.name(n) for n in (0, 1, 3)]
    listed.write_text("\n".join(["机关名称", *names, "安平县水利局"]), "utf-8")
    arguments = (units[0].parent, "-o", county, *AGENCY, "--expect", listed)
    done = run("merge", *arguments, "--format", "json")
    found = object_of(done.out)
    assert (done.code, found["summary"]["missing"]) == (1, 1)
    (finding,) = found["findings"]
    assert (finding["rule"], finding["agencies"]) == ("R952", ["安平县水利局"])
    assert found["strangers"] == [generated.name(2)]
    assert "R952 没有收到“安平县水利局”的年报\n" in done.err
    assert f"“{generated.name(2)}”不在名单上\n" in done.err
    listed.write_text("\n".join(generated.name(n) for n in range(4)), "utf-8")
    assert run("merge", *arguments).code == 0


def test_a_page_of_the_texts(run: Run, units: list[Path], county: Path) -> None:
    tricky = "# 不是标题\n*不是强调* <b>"
    store.save(units[2], store.load(units[2]).with_texts({"problems.text": tricky}))
    page = units[0].with_name("texts.md")
    arguments = (units[0].parent, "-o", county, *AGENCY, "--texts", page)
    assert run("merge", *arguments, "--include-unfinished").code == 0
    written = page.read_text("utf-8")
    assert written.startswith("# 2025 年各单位年报的正文\n")
    assert written.count("## 一、总体情况") == 1
    assert "\n\\# 不是标题\n\n\\*不是强调\\* &lt;b&gt;\n" in written
    headings = [line for line in written.splitlines() if line.startswith("### ")]
    order = [f"### {source.agency}" for source in store.load(county).sources]
    assert headings == order * 3
    done = run("merge", *arguments)
    assert (done.code, done.sentence) == (
        2,
        f"{page}：已经有这个文件，请换一个文件名，或加 --force 覆盖",
    )
    assert page.read_text("utf-8") == written


def test_texts_that_are_alike_are_named_and_do_not_block(
    run: Run, units: list[Path], county: Path
) -> None:
    first, second = store.load(units[0]), store.load(units[1])
    same = {"problems.text": first.entries("problems").get("problems.text") * 2}
    for path, draft in ((units[0], first), (units[1], second)):
        store.save(path, draft.with_texts(same))
    done = run("merge", *units, "-o", county, *AGENCY, "--format", "json")
    (finding,) = object_of(done.out)["findings"]
    assert (done.code, finding["rule"], finding["cells"]) == (0, "R954", ["problems.text"])
    assert set(finding["agencies"]) == {generated.name(0), generated.name(1)}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "没有给出要汇总的年报，请给出文件或文件夹；用 tuiwizard merge -h 查看用法"),
        (("x.toml",), "缺少参数 --agency：请写上汇总以后是哪个机关的年报"),
    ],
)
def test_what_a_first_sum_needs(
    run: Run, county: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = run("merge", *arguments, "-o", county)
    assert (done.code, done.sentence) == (2, sentence)


def test_a_draft_that_is_no_sum_is_not_overwritten(
    run: Run, units: list[Path], county: Path
) -> None:
    store.save(county, generated.unit(9))
    before = county.read_bytes()
    done = run("merge", *units, "-o", county, *AGENCY)
    assert (done.code, done.sentence[-len("或加 --force 覆盖") :]) == (2, "或加 --force 覆盖")
    assert county.read_bytes() == before
    assert run("merge", *units, "-o", county, *AGENCY, "--force").code == 0
    assert len(store.load(county).sources) == 4
    county.write_bytes(b"\xff")
    assert run("merge", *units, "-o", county, *AGENCY).code == 2
    assert run("merge", *units, "-o", county, *AGENCY, "--force").code == 0


def test_what_has_to_be_settled_first(run: Run, units: list[Path], county: Path) -> None:
    run("merge", *units, "-o", county, *AGENCY)
    changed = store.load(county).with_texts({"appeals.review.upheld": "999"})
    store.save(county, changed)
    done = run("merge", "-o", county, "--format", "json")
    found = object_of(done.out)
    assert (done.code, found["draft"]) == (1, None)
    assert found["by_hand"] == ["appeals.review.upheld"]
    assert done.sentence == f"没有写草稿：{found['refused'][0]}"
    assert store.load(county) == changed
    assert run("merge", "-o", county, "--force").code == 0
    units[1].unlink()
    gone = run("merge", "-o", county)
    assert gone.code == 1
    assert f"“{generated.name(1)}”的年报 {units[1]} 读不到了" in gone.sentence


def test_a_report_that_was_corrected(run: Run, units: list[Path], county: Path) -> None:
    run("merge", *units, "-o", county, *AGENCY)
    store.save(
        units[1], generated.unit(1, generated.YEAR).with_texts({"overview.text": "新的情况。"})
    )
    assert run("merge", "-o", county).code == 1
    done = run("merge", "-o", county, "--update")
    assert "有改动，已按现在的内容重新加" in done.err


def test_a_file_that_goes_away_meanwhile(
    run: Run, units: list[Path], county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its figures are in the sum; its text is not on the page any more."""

    def gone(draft: Path) -> Callable[[Path], str]:
        def named(other: Path) -> str:
            name = named_from(draft)(other)
            other.unlink()
            return name

        return named

    monkeypatch.setattr("tuiwizard.county.remerge.named_from", gone)
    page = county.with_suffix(".md")
    assert run("merge", *units, "-o", county, *AGENCY, "--texts", page).code == 0
    assert "###" not in page.read_text("utf-8")


def test_towns_districts_county(run: Run, tmp_path: Path) -> None:
    """In two stages and in one, the same figures, byte for byte."""
    units = generated.write(tmp_path / "units", 6)
    every = ("--include-unfinished", *AGENCY)
    for number in range(2):
        district = tmp_path / f"district{number}.toml"
        run("merge", *units[number::2], "-o", district, "--agency", f"{number}区", *every[:1])
    staged, whole = tmp_path / "staged.toml", tmp_path / "whole.toml"
    assert run("merge", *tmp_path.glob("district*"), "-o", staged, *every).code == 0
    assert run("merge", *units, "-o", whole, *every).code == 0
    texts = [path.read_text("utf-8").partition("\n")[2] for path in (staged, whole)]
    figures = [text.partition("[[sources]]")[0] for text in texts]
    assert figures[0] == figures[1]
    done = run("merge", staged, units[0], "-o", tmp_path / "again.toml", *every)
    assert done.code == 1
    assert generated.name(0) in done.err


def test_what_was_given_up_at_the_desk_is_not_counted(
    run: Run, units: list[Path], county: Path
) -> None:
    late = units[0].with_name("再报.toml")
    store.save(late, store.load(units[0]).with_texts({"proactive.rules.issued": "77"}))
    folder = late.parent
    assert run("merge", folder, "-o", county, *AGENCY).code == 1, "an office has sent two"
    key = file_key(read_file(units[0]).ref)
    agency = store.load(late).agency_name
    kept = Entry(Deed.KEPT, clock.now(), agency, 2025, file=late.name, instead_of=(key,))
    add_entries(folder, [kept])
    done = run("merge", folder, "-o", county, *AGENCY)
    assert done.code == 0
    assert done.err.startswith(f"没有计入 {units[0]}：已换下，留用 再报.toml\n")
    assert {source.path for source in store.load(county).sources} == {
        f"units/{path.name}" for path in (*units[1:], late)
    }
    found = object_of(run("merge", folder, "-o", county, "--format", "json").out)
    assert found["replaced"] == [{"path": str(units[0]), "agency": agency, "kept": late.name}]
    again = run("diff", county, "--children", folder)
    assert (again.code, "已换下" in again.err) == (0, True)
    entries_file(folder).write_text("= 1", "utf-8")
    assert "往来记录坏了" in run("diff", county, "--children", folder).err
