"""`--previous`: last year's report, for `new`, `check` and the wizard."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.rendering.final import markdown as render
from tests.rules.test_cases import draft
from tuiwizard.drafts import last_year, store
from tuiwizard.errors import DraftError


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Path]:
    """This year's report and last year's, one request not carried over."""
    now, before = tmp_path / "2025.toml", tmp_path / "2024.toml"
    other = {"problems.text": "人手不足。", "requests.received.business": "1"}
    store.save(now, draft(2025, {}))
    store.save(before, draft(2024, {**other, "requests.carried_out.business": "1"}))
    return now, before


def test_check_compares_with_the_file_it_is_given(run: Run, years: tuple[Path, Path]) -> None:
    now, before = years
    done = run("check", now, "--previous", before, "--format", "json")
    assert done.code == 1
    (file,) = json.loads(done.text)["files"]
    (found,) = (f for f in file["findings"] if f["rule"] == "R901")
    assert (found["left"], found["right"], found["severity"]) == (0, 1, "query")
    assert found["cells"] == ["requests.carried_in.business"]


def test_what_new_remembers_check_compares_with(run: Run, years: tuple[Path, Path]) -> None:
    _, before = years
    path = before.parent / "new.toml"
    options = ("--agency", "甲县乙镇人民政府", "--year", "2025", "--previous", before)
    assert run("new", path, *options).code == 0
    remembered = store.load(path).previous
    assert remembered is not None
    assert remembered.path == "2024.toml"
    done = run("check", path)
    assert "没有给出上年年报" not in done.text
    before.write_text(before.read_text("utf-8") + "\n", encoding="utf-8")
    assert "选定后有改动，现在还是按选定时的数检查" in run("check", path).text


def test_text_names_sentence_cure_and_reason(run: Run, years: tuple[Path, Path]) -> None:
    now, _ = years
    store.save(now, draft(2025, {"overview.text": "第一句。本年新收政府信息公开申请12件，甲。"}))
    text = run("check", now).text
    assert "      原句 本年新收政府信息公开申请12件，甲。\n" in text
    assert "      改法 把“12”改成“0”\n" in text
    assert "  未检查 R905、" in text


@pytest.fixture
def page(years: tuple[Path, Path]) -> Path:
    """Last year's report as it was posted."""
    path = years[1].with_suffix(".md")
    path.write_text(render(store.load(years[1])), encoding="utf-8")
    return path


def test_a_published_report_is_compared_with(
    run: Run, years: tuple[Path, Path], page: Path
) -> None:
    now, before = years
    drafts, pages = (
        json.loads(run("check", now, "--previous", last, "--format", "json").text)
        for last in (before, page)
    )
    assert drafts == pages


def test_new_remembers_a_published_report(run: Run, page: Path) -> None:
    path = page.parent / "new.toml"
    options = ("--agency", "甲县乙镇人民政府", "--year", "2025", "--previous", page)
    assert run("new", path, *options).code == 0
    assert "没有给出上年年报" not in run("check", path).text
    page.write_text(page.read_text("utf-8") + "\n", encoding="utf-8")
    assert "选定后有改动，现在还是按选定时的数检查" in run("check", path).text


def test_what_is_no_report_is_refused_in_one_sentence(run: Run, years: tuple[Path, Path]) -> None:
    now, before = years
    for name, says in (("2024.html", "没有读到年度"), ("2024.docx", "DOCX 文件已损坏")):
        page = before.parent / name
        page.write_bytes(b"PK\x03\x04" if name.endswith("docx") else b"x")
        for command in (("check", now), ("new", before.parent / "n.toml", "--agency", "甲",
                                         "--year", "2025")):  # fmt: skip
            done = run(*command, "--previous", page)
            assert done.code == 2
            assert done.sentence.startswith(f"{page}：")
            assert says in done.sentence
    assert not (before.parent / "n.toml").exists()
    assert run("check", now, "--previous", before.parent / "none.toml").code == 2


def test_without_a_reader_the_way_to_a_draft_is_named(years: tuple[Path, Path]) -> None:
    now, before = years
    with pytest.raises(DraftError, match=r"请先用 tuiwizard import 把 \.html 文件读成草稿"):
        last_year.remember(store.load(now), now, before.with_suffix(".html"))
