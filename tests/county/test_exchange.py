"""What was asked of an office, what it answered, and how things stand: read off what was done."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import generated
from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_merge import to_add
from tuiwizard.county.desk_row import DeskRow, State, read_desk_row
from tuiwizard.county.desk_totals import totals_of
from tuiwizard.county.exchange import (
    NO_BOOK,
    Asked,
    Book,
    Deed,
    Entry,
    Exchange,
    Standing,
    entry_words,
    file_key,
    questions_of,
)
from tuiwizard.county.exchange_book import (
    add_entries,
    entries_file,
    keep_copy,
    kept_copy,
    read_book,
)
from tuiwizard.county.inbox import BOOK
from tuiwizard.drafts import store
from tuiwizard.errors import SaveError, TuiwizardError

UPHELD = "appeals.review.upheld"
NOON = datetime(2026, 1, 12, 4, tzinfo=UTC)

TEXTS = st.text("甲乙\n\"'#[]=\\　 é", max_size=12)
ENTRIES = st.builds(
    Entry,
    st.sampled_from(Deed),
    st.datetimes(
        datetime(2020, 1, 1),  # noqa: DTZ001 - the zone is given below
        datetime(2030, 1, 1),  # noqa: DTZ001 - as above
        timezones=st.just(UTC),
    ).map(lambda when: when.replace(microsecond=0)),
    TEXTS,
    st.none() | st.integers(2019, 2030),
    TEXTS,
    TEXTS,
    st.booleans(),
    TEXTS,
    st.text("0123456789abcdef", max_size=64),
    st.lists(
        st.builds(Asked, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), TEXTS), max_size=2
    ).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
)


@given(st.lists(ENTRIES, max_size=2), st.lists(ENTRIES, max_size=2))
def test_entries_are_read_as_they_were_written_and_stay(
    tmp_path_factory: pytest.TempPathFactory, first: list[Entry], then: list[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("in")
    add_entries(folder, first)
    before = entries_file(folder).read_bytes()
    add_entries(folder, then)
    assert entries_file(folder).read_bytes().startswith(before)
    book = read_book(folder)
    assert (book.trouble, book.entries) == ("", (*first, *then))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("format = 1\n[[entry]]\nwhen = ", "往来记录坏了"),
        ("format = 1\n[[entry]]\noffice = '甲'\n", "有一条读不懂"),
        ("format = 1\nentry = 3\n", "有一条读不懂"),
        ("format = 1\n[[entry]]\ndeed='sold'\nwhen='2026-01-01'\noffice='甲'\n", "有一条读不懂"),
        ("format = 2\n", "请升级程序"),
        ("\0", "记录"),
    ],
)
def test_a_record_that_makes_no_sense_is_named_and_left_alone(
    tmp_path: Path, text: str, why: str
) -> None:
    (tmp_path / BOOK).mkdir()
    entries_file(tmp_path).write_text(text, "utf-8")
    assert why in read_book(tmp_path).trouble
    assert read_book(tmp_path).entries == ()
    with pytest.raises(TuiwizardError):
        add_entries(tmp_path, [Entry(Deed.NOTED, NOON, "甲")])
    assert entries_file(tmp_path).read_text("utf-8") == text


def test_a_folder_that_cannot_take_it(tmp_path: Path) -> None:
    (tmp_path / BOOK).write_text("x", "utf-8")
    with pytest.raises(SaveError, match="往来没有记下"):
        keep_copy(tmp_path, "0" * 64, "甲.toml", b"")


def desk_of(folder: Path) -> Desk:
    seen = look(folder)
    return cross_checked(
        Desk(folder, book=read_book(folder)).updated(seen, map(read_desk_row, seen))
    )


def only(folder: Path) -> DeskRow:
    (row,) = desk_of(folder).rows
    return row


def ask(folder: Path, row: DeskRow) -> Entry:
    entry = Entry(
        Deed.ASKED,
        NOON,
        row.agency,
        row.year,
        until="1月20日",
        file="甲.toml",
        sha256=row.sha256,
        asked=questions_of(row),
    )
    add_entries(folder, [entry])
    return entry


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A folder whose one report was sent back for two blanks and a figure."""
    draft = generated.unit(3).with_texts({UPHELD: "", "requests.carried_out.business": "99"})
    store.save(tmp_path / "甲.toml", draft)
    row = only(tmp_path)
    assert row.errors == len(questions_of(row)) == 2
    assert row.exchange == Exchange()
    ask(tmp_path, row)
    return tmp_path


def test_sent_back(asked: Path) -> None:
    said = only(asked).exchange
    assert (said.standing, said.still, said.new) == (Standing.ASKED, 2, False)
    assert (
        said.words
        == "往来（已退）：1月12日 退回 2 处，请 1月20日 前答复，0 处已改正或说明，2 处还在"
    )


def test_a_new_version_settles_what_it_puts_right(asked: Path) -> None:
    draft = store.load(asked / "甲.toml")
    store.save(asked / "甲.toml", draft.with_texts({UPHELD: "0"}))
    said = only(asked).exchange
    assert (said.standing, said.still, said.new) == (Standing.NEW_VERSION, 1, True)
    assert "收到新稿，1 处已改正或说明，1 处还在" in said.words
    store.save(asked / "甲.toml", generated.unit(3))
    said = only(asked).exchange
    assert (said.standing, said.still) == (Standing.SETTLED, 0)
    assert said.words.endswith("收到新稿，都已改正或说明")


@pytest.mark.parametrize(
    ("settled", "standing"), [(False, Standing.ANSWERED), (True, Standing.SETTLED)]
)
def test_an_answer_stands_until_it_is_asked_again(
    asked: Path, settled: bool, standing: Standing
) -> None:
    answer = Entry(Deed.ANSWERED, NOON, generated.name(3), 2025, "已核实无误", settled=settled)
    add_entries(asked, [answer])
    said = only(asked).exchange
    assert said.standing is standing
    assert "答复：已核实无误" in said.words
    ask(asked, only(asked))
    assert only(asked).exchange.standing is Standing.ASKED


def test_another_year_is_another_round(asked: Path) -> None:
    row = only(asked)
    contact = Entry(Deed.CONTACT, NOON, row.agency, text="张三 123")
    add_entries(asked, [contact, Entry(Deed.NOTED, NOON, row.agency, 2025, "电话催过")])
    book = read_book(asked)
    last_year = DeskRow(row.agency, State.READY, Path("旧.toml"), year=2024)
    assert book.of(last_year) == Exchange((contact,), "张三 123")
    assert book.of(DeskRow(row.agency, State.MISSING)).notes
    assert [note.text for note in only(asked).exchange.notes] == ["电话催过"]
    assert book.of(DeskRow("别的机关", State.MISSING)) == Exchange()


def test_what_cannot_be_read_is_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "坏.toml").write_text("= 1", "utf-8")
    row = only(tmp_path)
    assert questions_of(row) == (Asked("", (), row.trouble),)
    ask(tmp_path, row)
    assert only(tmp_path).exchange.standing is Standing.ASKED


def test_the_version_asked_about_is_kept_and_is_no_report(asked: Path) -> None:
    row = only(asked)
    assert row.path is not None
    data = row.path.read_bytes()
    keep_copy(asked, row.sha256, row.path.name, data)
    keep_copy(asked, row.sha256, row.path.name, data)
    assert kept_copy(asked, row.sha256, row.path.name).read_bytes() == data
    assert list(look(asked)) == [row.path]


def test_one_of_two_is_kept(tmp_path: Path) -> None:
    generated.write(tmp_path, 2)
    late = tmp_path / "再报.toml"
    store.save(late, generated.unit(0).with_texts({"proactive.rules.issued": "7"}))
    desk = desk_of(tmp_path)
    mine = [row for row in desk.rows if row.agency == generated.name(0)]
    assert {row.state for row in mine} == {State.BLOCKED}
    assert list(desk.of_office(mine[0])) == mine
    assert totals_of(desk.rows, 2025).doubles == 1
    kept, given_up = sorted(mine, key=lambda row: row.path != late)
    assert given_up.merge_input is not None
    key = file_key(given_up.merge_input.ref)
    choice = Entry(
        Deed.KEPT, NOON, kept.agency, 2025, file=late.name, sha256=kept.sha256, instead_of=(key,)
    )
    add_entries(tmp_path, [choice])
    desk = desk_of(tmp_path)
    states = {row.path: row.state for row in desk.rows if row.agency == kept.agency}
    assert states == {kept.path: kept.alone, given_up.path: State.REPLACED}
    assert totals_of(desk.rows, 2025).doubles == 0
    assert [report.path for report in to_add(desk, 2025)].count(late) == 1
    assert len(to_add(desk, 2025)) == 2
    assert given_up.path is not None
    store.save(given_up.path, generated.unit(0).with_texts({"proactive.rules.issued": "8"}))
    desk = desk_of(tmp_path)
    again = {row.state for row in desk.rows if row.agency == kept.agency}
    assert again == {State.BLOCKED}, "what was given up has changed: it is judged anew"


def test_each_entry_has_its_words() -> None:
    asked = (Asked("R301", (), "甲"),)
    entries = [
        Entry(Deed.ASKED, NOON, "甲", 2025, until="1月20日", file="甲.toml", asked=asked),
        Entry(Deed.ANSWERED, NOON, "甲", 2025, "无误", settled=True),
        Entry(Deed.NOTED, NOON, "甲", 2025, "催过"),
        Entry(Deed.CONTACT, NOON, "甲", text="张三"),
        Entry(Deed.KEPT, NOON, "甲", 2025, file="乙.toml"),
    ]
    said = [entry_words(entry).partition("  ")[2] for entry in entries]
    assert said == [
        "退回 1 处（甲.toml），请 1月20日 前答复",
        "答复（办结）：无误",
        "备注：催过",
        "联系人：张三",
        "留用 乙.toml",
    ]
    assert Book() == NO_BOOK
