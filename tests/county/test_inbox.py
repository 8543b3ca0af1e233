"""Which files of a folder are reports, and what is read of each."""

from pathlib import Path

import pytest

from tuiwizard.county.checked_report import check_report
from tuiwizard.county.inbox import (
    folder_files,
    is_opened,
    other_files,
    report_files,
    report_suffixes,
)
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import store
from tuiwizard.errors import NoReport, TuiwizardError
from tuiwizard.posting.names import POSTING_LIST
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import write
from tuiwizard.report.draft import Draft
from tuiwizard.report.stamp import STAMP
from tuiwizard.rules.finding import Severity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts, what was put out from one of them, and a page from elsewhere."""
    store.create(tmp_path / "乙镇.toml", Draft.new(2025, name="乙镇"))
    (tmp_path / "in").mkdir()
    store.create(tmp_path / "in" / "甲局.toml", Draft.new(2025, name="甲局"))
    printed = write(Draft.new(2025, name="丙局"), "markdown", as_draft=True).splitlines(True)
    page = b"".join(line for line in printed if STAMP.encode() not in line)
    for path in (Path("乙镇.md"), stamped(Path("乙镇.md")), Path("丙局.md"), Path("notes.log")):
        (tmp_path / path).write_bytes(page)
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in paths]


def test_drafts_of_a_folder(folder: Path) -> None:
    found = list(report_files([folder]))
    assert names(found, folder) == ["in/甲局.toml", "乙镇.toml"]


def test_what_was_put_out_from_a_draft_is_not_another_report(folder: Path) -> None:
    found = list(report_files([folder], report_suffixes))
    assert names(found, folder) == ["in/甲局.toml", "丙局.md", "乙镇.toml"]


def test_what_others_put_beside_a_file_is_no_report(folder: Path) -> None:
    for name in ("~$丙局.docx", "._丙局.md"):
        (folder / name).write_bytes(b"\0" * 162)
    found = list(report_files([folder], report_suffixes))
    assert names(found, folder) == ["in/甲局.toml", "丙局.md", "乙镇.toml"]


def test_a_file_is_meant_whatever_its_name(folder: Path) -> None:
    path = folder / "notes.log"
    assert list(report_files([path, folder / "absent"])) == [path, folder / "absent"]


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    assert list(report_files([tmp_path])) == [tmp_path]
    with pytest.raises(TuiwizardError, match=r"没有 \.toml 草稿"):
        read_file(tmp_path)


def test_a_page_is_read_and_judged_like_a_draft(folder: Path) -> None:
    """But it is published, and so not late; and no page prints the level of its office."""
    page, draft = read_file(folder / "丙局.md"), read_file(folder / "乙镇.toml")
    assert (page.draft.year, page.published, draft.published) == (2025, True, False)
    assert page.draft.agency_name == "丙局"
    found = [
        {
            (f.rule, f.cells)
            for f in check_report(one).findings
            if f.severity is not Severity.UNCHECKED
        }
        for one in (draft, page)
    ]
    assert {rule for rule, _ in found[0] ^ found[1]} <= {"R001", "R807"}
    assert ("R001", ("agency.level",)) not in found[1]
    assert not check_report(page).publishable
    assert "agency" not in check_report(page).unfinished


def test_the_digest_is_that_of_the_file(folder: Path) -> None:
    same = read_file(folder / "乙镇.md").sha256
    assert same == read_file(folder / "丙局.md").sha256
    assert same != read_file(folder / "乙镇.toml").sha256


def test_what_is_no_report_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# 会议记录\n\n没有年报。\n", "utf-8")
    with pytest.raises(NoReport, match=r"notes\.md.*不是年报"):
        read_file(path)


def test_rows_and_answers_about_a_ledger_are_no_reports(folder: Path) -> None:
    for name in ("乙镇.ledger.toml", "台账.toml"):
        (folder / name).write_text("format = 1\n", "utf-8")
    assert names(list(report_files([folder])), folder) == ["in/甲局.toml", "乙镇.toml"]


def test_every_file_of_a_folder_is_one_of_two_kinds(folder: Path) -> None:
    """What is opened is what `report_files` finds; by-products and hidden files are neither."""
    (folder / ".state").mkdir()
    for name in (".state/recent.json", ".甲.log", "乙镇.toml.sig", "Thumbs.db", "~$丙局.docx"):
        (folder / name).write_bytes(b"\0")
    (folder / "in" / "甲镇.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".state" / "甲镇.toml").write_bytes(b"")
    opened = list(report_files([folder], report_suffixes))
    others = list(other_files([folder]))
    assert names(others, folder) == ["in/甲镇.jpg", "notes.log"]
    assert sorted([*opened, *others]) == folder_files(folder)
    assert all(map(is_opened, opened))
    assert not any(map(is_opened, others))


def test_a_folder_named_like_a_report_is_a_folder(folder: Path) -> None:
    inside = folder / "丁镇.toml" / "戊镇.toml"
    inside.parent.mkdir()
    inside.write_bytes(b"")
    assert inside in report_files([folder])
    assert inside.parent not in report_files([folder])


def test_a_kit_for_posting_is_no_report(folder: Path) -> None:
    kit = folder / "乙镇-公布"
    kit.mkdir()
    page = (folder / "丙局.md").read_bytes()
    (kit / "乙镇.md").write_bytes(page)
    assert kit / "乙镇.md" in report_files([folder], report_suffixes)
    (kit / POSTING_LIST).write_text("# 公布清单\n", "utf-8")
    assert kit not in {path.parent for path in report_files([folder], report_suffixes)}
