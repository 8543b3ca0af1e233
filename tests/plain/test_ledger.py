"""Table 3 from a ledger, line by line and from a file of answers."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.ledger.books import ledger
from tests.ledger.office import GRANTED, NOT_HELD, PERSON, RECEIVED, write_ledger
from tests.plain.conftest import Person
from tests.plain.test_unattended import applied
from tests.strategies import complete_draft
from tuiwizard.drafts import count_file, store
from tuiwizard.report.draft import Draft

AT = f":转到 {RECEIVED}"
ANSWERS = ("张三", "1", "1", "2024-06-20")
"""Who answers, two words as they are proposed, and the day that is missing."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "2024年台账.xlsx"
    write_ledger(path)
    return path


@pytest.fixture
def draft() -> Draft:
    """A report of zeros, but for one figure that is typed as the ledger has it."""
    return complete_draft(2024).with_texts({NOT_HELD: "2"})


def test_the_whole_story(person: Person, book: Path, draft: Draft, tmp_path: Path) -> None:
    done = person(AT, f":台账 {book.name}", *ANSWERS, "", draft=draft)
    assert "台账里有 3 处要回答" in done.said
    assert "决定 2 行，例如“台账”第 4 行（2024-02）、“台账”第 5 行（2024-03）" in done.said
    assert "建议：（四）无法提供 · 1.本机关不掌握相关政府信息" in done.said
    assert "“台账”第 6 行（2024-04）：有办理结果，没有答复日期" in done.said
    assert "自然人：填的 0，数的 3" in done.said
    assert (done.text(RECEIVED), done.text(NOT_HELD), done.text(GRANTED)) == ("3", "2", "1")
    assert done.text("appeals.review.upheld") == "1"
    assert done.draft.ledger is not None
    record = count_file.read(count_file.beside(done.path))
    assert record.source == done.draft.ledger
    assert [file.path for file in record.files] == [book.name]
    answers = tomllib.loads((tmp_path / "台账.toml").read_text("utf-8"))
    assert answers["words"]["outcome"] == {"信息不存在": "unavailable.not_held"}
    assert answers["rows"]["台账!6"]["number"] == "2024-04"
    assert {each["by"] for each in answers["given"]} == {"张三"}
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != book]
    assert not any(PERSON in path.read_text("utf-8", "replace") for path in written)
    assert PERSON not in done.said


def test_next_time_nothing_is_asked(person: Person, book: Path, draft: Draft) -> None:
    person(AT, f":台账 {book.name}", *ANSWERS, "", draft=draft)
    again = person(AT, ":台账", "3", "", "")
    assert "处要回答" not in again.said
    assert "填的和数的都一样" in again.said


def test_some_figures_or_none_and_their_rows(person: Person, book: Path, draft: Draft) -> None:
    done = person(
        AT, f":台账 {book.name}", *ANSWERS, "看 1", "看 99", "1 99", "x", "1、2", draft=draft
    )
    assert "“台账”第 4 行（2024-02）  收到 2024-04-01，答复 2024-04-09" in done.said
    assert done.said.count("请答 1 到") == 3
    assert (done.text(RECEIVED), done.text(GRANTED)) == ("3", "0")
    none = person(AT, f":台账 {book.name}", "不取", draft=draft)
    assert (none.text(RECEIVED), none.draft.ledger is None) == ("0", False)
    left = person(AT, f":台账 {book.name}", "否", draft=draft)
    assert left.draft.ledger is None
    assert "没有取数" in left.said


def test_undo_takes_all_of_it_back(person: Person, book: Path, draft: Draft) -> None:
    done = person(AT, f":台账 {book.name}", *ANSWERS, "", ":撤销", draft=draft)
    assert done.draft == draft
    again = person(AT, f":台账 {book.name}", "", ":撤销", ":重做")
    assert again.text(RECEIVED) == "3"
    assert again.draft.ledger is not None


def test_what_is_left_open_takes_nothing_and_keeps_the_answers(
    person: Person, book: Path, draft: Draft, tmp_path: Path
) -> None:
    left = person(AT, f":台账 {book.name}", "张三", "1", "", draft=draft)
    assert "还有 2 处没有回答，没有取数；答过的已经记下" in left.said
    assert left.draft == draft
    assert "信息不存在" in (tmp_path / "台账.toml").read_text("utf-8")
    again = person(AT, f":台账 {book.name}", "李四", "1", "无", "", draft=draft)
    assert "台账里有 2 处要回答" in again.said
    assert again.text("requests.carried_out.other_organisation") == "1"


def test_a_day_that_is_none_is_asked_again(person: Person, book: Path, draft: Draft) -> None:
    days = ("六月", "6月20日", "2024.6.20")
    done = person(AT, f":台账 {book.name}", *ANSWERS[:3], *days, "", draft=draft)
    assert "“六月”不是写全了年月日的日期" in done.said
    assert "“6月20日”不是写全了年月日的日期" in done.said
    assert done.text("requests.outcomes.granted.other_organisation") == "1"


def test_the_ledger_once_counted_shows_rows_and_what_has_changed(
    person: Person, book: Path, draft: Draft
) -> None:
    person(AT, f":台账 {book.name}", *ANSWERS, "", draft=draft)
    same = person(AT, ":台账", "1", ":转到 overview.text", ":转到 proactive", AT, ":台账", "2")
    assert "自然人：台账 3 行" in same.said
    assert "“台账”第 7 行（2024-05）  收到 2024-12-20，没有答复" in same.said
    assert "台账没有改动" in same.said
    write_ledger(book, {"2024-02": "予以公开"})
    changed = person(AT, ":台账", "2")
    assert "台账数过以后有改动，有 2 格不再对得上" in changed.said
    assert "少了 “台账”第 4 行（2024-02）" in changed.said
    write_ledger(book, {"2024-01": "公开"})
    assert "台账有改动，各格的数没有变" in person(AT, ":台账", "2").said
    book.unlink()
    gone = person(AT, ":台账", "2")
    assert "不知道台账有没有改动" in gone.said
    forgotten = person(AT, ":台账", "4")
    assert forgotten.draft.ledger is None
    assert forgotten.text(RECEIVED) == "3"


def test_a_cell_that_is_not_counted_says_so(person: Person, book: Path, draft: Draft) -> None:
    person(AT, f":台账 {book.name}", *ANSWERS, "", draft=draft)
    at = ":转到 appeals.litigation_direct.upheld"
    assert "这一格不是从台账数的" in person(at, ":台账", "1").said
    count_file.beside(store_path := book.parent / "draft.toml").unlink()
    assert store_path.exists()
    assert "台账的明细读不出来" in person(AT, ":台账", "1").said


def test_from_the_start_page(person: Person, book: Path, tmp_path: Path) -> None:
    done = person("4", book.name, "", *ANSWERS, "", path=None)
    path = tmp_path / "2024年政府信息公开工作年度报告.toml"
    draft = store.load(path)
    assert (draft.year, draft.ledger is None) == (2024, False)
    assert draft.entries("requests").get(RECEIVED) == "3"
    assert "正在读" in done.said
    undated = tmp_path / "台账.xlsx"
    write_ledger(undated)
    person("5", undated.name, "甲镇.toml", "", path=None)  # one draft is known by now
    assert store.load(tmp_path / "甲镇.toml").year == 2024
    assert person("6", "", ":离开", path=None).code == 0
    assert person("6", "没有.xlsx", ":离开", path=None).code == 0


def test_a_folder_of_ledgers(person: Person, draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "台账").mkdir()
    for name in ("上半年.xlsx", "~$上半年.xlsx", "说明.docx"):
        write_ledger(tmp_path / "台账" / name)
    done = person(AT, ":台账 台账", *ANSWERS, "", draft=draft)
    assert done.text(RECEIVED) == "3"
    (tmp_path / "空").mkdir()
    assert "文件夹里没有台账文件" in person(AT, ":台账 空").said


@pytest.mark.parametrize(
    ("name", "why"), [("没有.xlsx", "没有这个文件"), ("draft.toml", "没有找到一行一件的台账")]
)
def test_what_cannot_be_counted_is_said(person: Person, draft: Draft, name: str, why: str) -> None:
    done = person(AT, f":台账 {name}", draft=draft)
    assert why in done.said
    assert done.draft == draft


def test_a_map_by_hand_is_kept_beside_the_new_one(
    person: Person, book: Path, draft: Draft, tmp_path: Path
) -> None:
    by_hand = 'format = 1\n[words.outcome]\n"信息不存在" = "unavailable.not_held"  # 局长定的\n'
    (tmp_path / "台账.toml").write_text(by_hand, "utf-8")
    done = person(AT, f":台账 {book.name}", "张三", "1", "2024-06-20", "", draft=draft)
    assert "台账里有 2 处要回答" in done.said
    assert (tmp_path / "台账.toml.old").read_text("utf-8") == by_hand
    assert '"信息不存在" = "unavailable.not_held"' in (tmp_path / "台账.toml").read_text("utf-8")
    (tmp_path / "台账.toml").write_text("format = 9", "utf-8")
    assert "台账.toml：台账对照文件里的“format”不认识" in person(AT, ":台账", "3", book.name).said


def test_last_years_answers_are_found_beside_last_years_report(
    person: Person, book: Path, draft: Draft, tmp_path: Path
) -> None:
    person(AT, f":台账 {book.name}", *ANSWERS, "", draft=draft)
    before = tmp_path / "2023"
    before.mkdir()
    store.save(before / "年报.toml", complete_draft(2023))
    (tmp_path / "台账.toml").rename(before / "台账.toml")
    done = person(AT, f":台账 {book.name}", "", draft=draft, previous=before / "年报.toml")
    assert "处要回答" not in done.said
    record = count_file.read(count_file.beside(done.path))
    assert record.map is not None
    assert record.map.path == "2023/台账.toml"


def test_an_answers_file_counts_a_ledger(draft_file: Path, book: Path, tmp_path: Path) -> None:
    wish = f'year = 2024\n[ledger]\nfiles = ["{book.name}"]\n'
    refused = applied(draft_file, wish)
    assert "没有人可以回答" in " ".join(refused.refused)
    assert refused.session.draft.ledger is None
    (tmp_path / "answers.map").write_text(
        'format = 1\n[words.outcome]\n"信息不存在" = "unavailable.not_held"\n'
        '[words.applicant]\n"其他组织" = "other_organisation"\n'
        '[rows."台账!6"]\nclosed = 2024-06-20\n',
        "utf-8",
    )
    told = f'{wish}map = "answers.map"\n'
    assert applied(draft_file, f'{told}take = "none"').session.text(RECEIVED) == ""
    some = applied(draft_file, f'{told}take = ["{RECEIVED}"]')
    assert (some.session.text(RECEIVED), some.session.text(GRANTED)) == ("3", "")
    done = applied(draft_file, told)
    assert done.refused == []
    assert done.session.text(GRANTED) == "1"
    assert done.session.draft.ledger == some.session.draft.ledger
    gone = applied(draft_file, 'year = 2024\n[ledger]\nfiles = ["没有.xlsx"]')
    assert "没有这个文件" in " ".join(gone.refused)


def test_other_questions_about_rows(person: Person, draft: Draft, tmp_path: Path) -> None:
    """Rows of one number, one that points to another, parts of one, an answer given anew."""
    day, later = date(2024, 5, 1), date(2024, 5, 20)
    rows = (
        ("2024-01", "甲", "自然人", day, "予以公开", later, None),
        ("2024-01", "甲", "自然人", later, "国家秘密", later, None),
        ("2024-02", "乙", "自然人", day, "合并办理", later, None),
        ("2024-03", "丙", "法人", day, "予以公开", later, None),
        ("2024-04", "丁中学", "法人", day, "予以公开", later, None),
        ("2024-05-1", "戊", "自然人", day, "予以公开", later, None),
        ("2024-05-2", "戊", "自然人", day, "予以公开", later, None),
        ("2024-06", "己", "自然人", day, "予以公开", later, "复议后重新答复"),
    )
    header = ("编号", "申请人", "申请人类型", "收到日期", "办理结果", "答复日期", "备注")
    (tmp_path / "台账.xlsx").write_bytes(ledger(*rows, header=header))
    answers = ("1", "1", "1", "1", "1", "2", "2024-99", "2024-03", "")
    done = person(AT, ":台账 台账.xlsx", "张三", *answers, draft=draft)
    for asked in (
        "备注写着复议后重新答复的行，怎样数？",
        "编号像 012-1、012-2 的几行，是一件申请吗？",
        "“合并办理”是哪一种办理结果？",
        "名称以“中学”结尾的，是哪一类申请人？",
        "“台账”第 3 行（2024-01）：同一编号两行，内容不同",
        "“台账”第 5 行（2024-03）：“法人”，名称看不出是哪一类",
        "“台账”第 4 行（2024-02）：合并办理，没有找到所指的一件",
        "台账里没有“2024-99”这一行，或不止一行",
    ):
        assert asked in done.said
    assert done.text("requests.outcomes.granted.business") == "1"
    assert done.text("requests.outcomes.refused.state_secret.natural_person") == "1"
    assert done.text(GRANTED) == "2"  # the parts of 2024-05, and what 2024-02 points to


def test_sentences_from_the_rows_go_into_the_text(person: Person, book: Path, draft: Draft) -> None:
    at = ":转到 overview.text"
    person(AT, f":台账 {book.name}", *ANSWERS, "", draft=draft)
    done = person(at, ":数据句", "4", "1")
    assert "4. 从台账数的：按申请人、渠道、内容…" in done.said
    assert "新收的申请中，按申请人分，自然人3件、商业企业1件、其他1件。" in done.text(
        "overview.text"
    )
    blank = person(at, ":数据句", "", ":数据句", "4", "")
    assert blank.text("overview.text") == done.text("overview.text")
    write_ledger(book, {"2024-02": "已办结"})
    assert "现在有 1 处要回答，请重新数台账" in person(at, ":数据句", "4").said
    book.unlink()
    assert "没有这个文件" in person(at, ":数据句", "4").said
    count_file.beside(done.path).unlink()
    assert "台账的明细读不出来" in person(at, ":数据句", "4").said
