"""问题清单: everything an office has to put right, where it stands, and in words it knows."""

import ast
import io
from datetime import date
from pathlib import Path

import docx
import pytest
from markdown_it import MarkdownIt

from tests import program
from tests.county import generated
from tuiwizard.county import query_sheets
from tuiwizard.county.desk import look
from tuiwizard.county.desk_row import DeskRow, State, read_desk_row
from tuiwizard.county.query_sheet import ANSWER, Asker, as_markdown, query_sheet
from tuiwizard.county.query_sheets import (
    SHEET_FORMATS,
    sheet_name,
    sheets,
    usual_formats,
    wanting,
    write_sheets,
)
from tuiwizard.drafts import store
from tuiwizard.errors import SaveError
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft

ASKER = Asker("甲县政务公开办 0000-1234567", "1月20日", date(2026, 1, 12))


def listed(path: Path, draft: Draft) -> DeskRow:
    store.save(path, draft)
    return read_desk_row(path)


def page_of(row: DeskRow, asker: Asker = ASKER) -> str:
    return as_markdown(query_sheet(row, asker))


def words(page: str) -> str:
    """What a page says once it is rendered."""
    tokens = MarkdownIt("commonmark").parse(page)
    return "\n".join("".join(child.content for child in token.children or ()) for token in tokens)


def test_every_finding_is_there_with_its_place(tmp_path: Path) -> None:
    texts = {"appeals.review.upheld": "", "requests.carried_out.business": "99"}
    unit = listed(tmp_path / "甲.toml", generated.unit(0).with_texts(texts))
    said = words(page_of(unit))
    assert generated.name(0) in said
    assert "2025 年" in said
    assert "甲.toml" in said
    assert "2026年1月12日" in said
    assert ASKER.office in said
    assert ASKER.until in said
    asked = [f for f in unit.findings if f.blocks]
    assert {f.rule for f in asked} >= {"R002", "R301"}
    for finding in asked:
        assert str(finding.message) in said
        for path in finding.cells[:6]:
            key = path.partition(".")[0]
            cell = cells_by_path(unit.edition, key).get(path)
            assert cell is None or cell.label in said
            assert cell is None or path not in said, "the path is for programs"


def test_the_sentence_and_its_cure(tmp_path: Path) -> None:
    draft = generated.unit(0)
    text = "全年新收政府信息公开申请 987 件，均已答复。"
    unit = listed(tmp_path / "甲.toml", draft.with_texts({"overview.text": text}))
    found = next(f for f in unit.findings if f.span is not None and f.span.replacement)
    assert found.span is not None
    said = words(page_of(unit))
    assert text in said
    assert f"改成“{found.span.replacement}”" in said


def test_a_query_has_room_for_its_answer(tmp_path: Path) -> None:
    last = tmp_path / "2024.toml"
    store.save(last, generated.unit(0, 2024))
    other = generated.unit(0).with_texts({"proactive.normative_documents.in_force": "99999"})
    from tuiwizard.drafts import last_year

    path = tmp_path / "甲.toml"
    draft, _ = last_year.remember(other, path, last)
    unit = listed(path, draft)
    assert unit.queries
    page = page_of(unit)
    assert page.count("答复：") == unit.queries


@pytest.mark.parametrize("name", ["*甲* [乙](http://a.b)", "`甲`_乙_", "# 甲", "<b>甲</b>|乙"])
def test_nothing_a_report_says_is_markup(tmp_path: Path, name: str) -> None:
    texts = {"agency.name": name, "appeals.review.upheld": ""}
    unit = listed(tmp_path / "甲.toml", generated.unit(0).with_texts(texts))
    page = page_of(unit, Asker("*报给*", "", ASKER.today))
    assert name in words(page)
    assert "*报给*" in words(page)
    assert "<b>" not in MarkdownIt("commonmark").render(page)


def test_a_file_that_cannot_be_read_is_sent_back_too(tmp_path: Path) -> None:
    path = tmp_path / "坏.toml"
    path.write_text("= 1", "utf-8")
    unit = read_desk_row(path)
    said = words(page_of(unit))
    assert "文件读不出来" in said
    assert unit.trouble in said


def test_word_says_what_markdown_says(tmp_path: Path) -> None:
    texts = {
        "appeals.review.upheld": "",
        "overview.text": "（一）主动公开。全年新收政府信息公开申请 987 件。",
    }
    unit = listed(tmp_path / "甲.toml", generated.unit(0).with_texts(texts))
    files = dict(sheets([unit], ASKER, SHEET_FORMATS))
    name = f"{generated.name(0)}-问题清单"
    assert list(files) == [f"{name}.docx", f"{name}.md"]
    printed = docx.Document(io.BytesIO(files[f"{name}.docx"]))
    lines = [each.text for each in printed.paragraphs]
    sheet = query_sheet(unit, ASKER)
    said = [line for part in sheet.parts for asked in part.questions for line in asked.lines]
    assert set(said) < set(lines)
    assert {part.words for part in sheet.parts} < set(lines)
    for part in sheet.parts:
        assert any(line.endswith(f"、{part.title}") for line in lines)
        for number, asked in enumerate(part.questions, 1):
            assert f"{number}．{asked.section}：{asked.said}" in lines
    assert lines[1:6] == list(sheet.head)
    assert lines[lines.index(ANSWER) + 1] == "　"
    assert printed.core_properties.author == ASKER.office
    assert dict(sheets([unit], ASKER, SHEET_FORMATS)) == files, "the same bytes"


def test_word_is_offered_where_it_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    assert usual_formats() == ("docx",)
    monkeypatch.setattr(query_sheets, "find_spec", lambda _: None)
    assert usual_formats() == ("markdown",)


def test_a_name_of_an_office_is_no_path(tmp_path: Path) -> None:
    texts = {"agency.name": "甲县/乙 局:*", "appeals.review.upheld": ""}
    unit = listed(tmp_path / "甲.toml", generated.unit(0).with_texts(texts))
    assert sheet_name(unit) == "甲县_乙局__-问题清单.md"


def test_what_it_shares_with_others_is_asked_too(tmp_path: Path) -> None:
    from tuiwizard.county.cross_checks import cross_checked
    from tuiwizard.county.desk import Desk

    for name in ("甲.toml", "乙.toml"):
        store.save(tmp_path / name, generated.unit(0))
    desk = cross_checked(Desk(tmp_path).updated(look(tmp_path), map(read_desk_row, look(tmp_path))))
    for unit in desk.rows:
        assert wanting(unit)
        assert str(unit.cross_findings[0].message) in words(page_of(unit))


def test_who_has_nothing_to_put_right_gets_no_list(tmp_path: Path) -> None:
    good = listed(tmp_path / "好.toml", generated.unit(0))
    bad = listed(tmp_path / "坏.toml", generated.unit(1).with_texts({"appeals.review.upheld": ""}))
    assert [name for name, _ in sheets([good, bad], ASKER)] == [sheet_name(bad)]
    assert not wanting(DeskRow("甲", State.MISSING))


def test_two_files_of_one_name_have_two_lists(tmp_path: Path) -> None:
    units = []
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        draft = generated.unit(1).with_texts({"appeals.review.upheld": ""})
        units.append(listed(tmp_path / folder / "报.toml", draft))
    names = [name for name, _ in sheets(units, ASKER)]
    assert names == [f"{generated.name(1)}-问题清单.md", f"{generated.name(1)}-2-问题清单.md"]


def test_lists_are_not_overwritten_unasked(tmp_path: Path) -> None:
    folder = tmp_path / "退回" / "一"
    pages = [("甲-问题清单.md", b"1"), ("乙-问题清单.md", b"2")]
    write_sheets(folder, pages)
    assert (folder / "乙-问题清单.md").read_bytes() == b"2"
    (folder / "甲-问题清单.md").unlink()
    with pytest.raises(SaveError, match=r"乙-问题清单\.md：已经有这个文件"):
        write_sheets(folder, pages)
    assert not (folder / "甲-问题清单.md").exists(), "none is written then"
    write_sheets(folder, pages, force=True)
    assert (folder / "甲-问题清单.md").read_bytes() == b"1"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "退回").write_text("x", "utf-8")
    with pytest.raises(SaveError, match="退回"):
        write_sheets(tmp_path / "退回", [("甲.md", b"1")], force=True)


def test_no_list_is_taken_for_a_report(tmp_path: Path) -> None:
    unit = listed(tmp_path / "甲.toml", generated.unit(0).with_texts({"appeals.review.upheld": ""}))
    write_sheets(tmp_path, list(sheets([unit], ASKER)))
    assert list(look(tmp_path)) == [unit.path]


_PRINT_SHEETS = """
import sys
from tuiwizard import words
words.choose(sys.argv[1])
import ast
from datetime import date
from pathlib import Path
from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_row import read_desk_row
from tuiwizard.county.query_sheet import Asker
from tuiwizard.county.query_sheets import sheets
found = look(Path(sys.argv[2]))
desk = cross_checked(Desk(Path(sys.argv[2])).updated(found, map(read_desk_row, found)))
said = [str(said.message) for unit in desk.rows for said in unit.cross_findings]
pages = dict(sheets(desk.rows, Asker("", "", date(2026, 1, 12))))
sys.stdout.buffer.write(repr((said, pages)).encode())
"""


def test_a_list_is_chinese_whatever_is_spoken(tmp_path: Path) -> None:
    draft = '[unfinished.agency]\nname = "甲局"\n[unfinished.other_matters]\ntext = "13812345678"\n'
    for name in ("甲.toml", "乙.toml"):
        (tmp_path / name).write_text(f'format = 1\nedition = "2021"\nyear = 2025\n{draft}', "utf-8")
    chinese, english = (
        ast.literal_eval(program.run_python(_PRINT_SHEETS, language, str(tmp_path)).stdout.decode())
        for language in ("zh", "en")
    )
    assert chinese[0] != english[0]  # what is said is English
    assert len(chinese[1]) == 2
    assert chinese[1] == english[1]
    assert all(
        "手机号码".encode() in page and "还没有写".encode() in page for page in chinese[1].values()
    )
