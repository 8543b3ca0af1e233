"""A draft as TOML and back."""

import tomllib
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sections import SECTIONS
from tests.strategies import amounts, any_text, complete_draft, drafts, finished, inputs
from tuiwizard.drafts.codec import dumps, loads
from tuiwizard.drafts.store import load
from tuiwizard.errors import DraftError, TuiwizardError
from tuiwizard.forms.layout import cells
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft, SectionState
from tuiwizard.report.entries import value_at
from tuiwizard.report.metadata import Explanation


@given(drafts())
def test_a_draft_comes_back_as_it_was_and_byte_for_byte(draft: Draft) -> None:
    text = dumps(draft)
    back = loads(text)
    assert back == draft
    assert repr(back.report) == repr(draft.report)  # 0.5 == 0.50, but they print differently
    assert dumps(back) == text
    for key in SECTIONS:
        assert back.entries(key) == draft.entries(key)
        assert back.violations(key) == draft.violations(key)
    assert text.encode().decode() == text
    assert "\r" not in text


@given(any_text)
@example("a\r\nb\rc")
@example('"""\\\n\\"\'\'\'')
@example("\x00\x1b\x7f\x85\u2028\u202e\ufeff")
@example("\n\n")
@example(" \t")
@example("\\u0041 # = [x]")
def test_any_text_in_any_kind_of_cell(text: str) -> None:
    texts = {
        "agency.name": text,
        "agency.level": text,
        "overview.text": text,
        "requests.received.business": text,
        "other_matters.fees_charged": text,
    }
    draft = Draft.new(2025).with_texts(texts)
    back = loads(dumps(draft))
    assert back == draft
    assert back.entries("requests") == draft.entries("requests")


@given(amounts())
@example("0.50")
@example("316441")
@example("0.000000")
@example("24252.311082")
def test_amounts_are_exact_to_the_digit(amount: str) -> None:
    draft = complete_draft(2025).with_texts({"proactive.fees.amount": amount})
    section = loads(dumps(draft)).report.section("proactive")
    assert section is not None
    assert str(value_at(section, "proactive.fees.amount")) == amount
    assert f"amount = {amount}\n" in dumps(draft)


def test_the_file_reads_as_the_design_shows_it() -> None:
    draft = Draft.new(2025, name="官元镇人民政府", level="township").with_texts(
        {"overview.text": "第一段。\n第二段。", "appeals.review.corrected": "一"}
    )
    draft = draft.with_texts(dict.fromkeys(inputs("2021", "proactive"), "0"))
    said = Explanation(
        rule="R901",
        cells=["requests.carried_in.natural_person"],
        values=[2, Decimal("1.50")],
        reason="撤回",
        by="张三",
        at=datetime(2026, 1, 12, 10, 3, tzinfo=timezone(timedelta(hours=8))),
    )
    text = dumps(Draft(draft.report, draft.unfinished, (said,)))
    head, _, rest = text.partition("\n")
    said_of = digest(rest.rpartition("\n# 完 ")[0].encode())[:16]
    assert head == f"# 完整的草稿以这一行结束：# 完 {said_of}"
    assert rest == (
        """format = 1
edition = "2021"
year = 2025

[agency]
name = "官元镇人民政府"
level = "township"

[overview]
text = \"\"\"
第一段。
第二段。\"\"\"

[proactive.rules]
issued = 0
repealed = 0
in_force = 0

[proactive.normative_documents]
issued = 0
repealed = 0
in_force = 0

[proactive.licensing]
decisions = 0

[proactive.penalties]
decisions = 0

[proactive.compulsory_measures]
decisions = 0

[proactive.fees]
amount = 0

[unfinished.appeals]
"review.corrected" = "一"

[[explanations]]
rule = "R901"
cells = [
    "requests.carried_in.natural_person",
]
values = [
    2,
    1.50,
]
reason = "撤回"
by = "张三"
at = 2026-01-12 10:03:00+08:00

"""
        f"{head.partition('：')[2]}\n"
    )


@pytest.mark.parametrize("year", [2019, 2025])
def test_the_order_is_that_of_the_form(year: int) -> None:
    """Whatever the order of typing."""
    edition = complete_draft(year).edition
    paths = [path for key in SECTIONS for path in inputs(edition, key)]
    backwards = Draft.new(year)
    for key in reversed(SECTIONS):
        for path in reversed(inputs(edition, key)):
            backwards = backwards.with_texts({path: "?\x00"})
    data = tomllib.loads(dumps(backwards))
    listed = [f"{key}.{p}" for key, table in data["unfinished"].items() for p in table]
    assert listed == paths

    data = tomllib.loads(dumps(complete_draft(year)))
    assert list(data) == ["format", "edition", "year", *SECTIONS]
    for key in ("proactive", "requests", "appeals"):
        by_hand = [c.path for c in cells(edition, key) if not c.computed]
        assert [f"{key}.{path}" for path in flat(data[key])] == by_hand


def flat(table: dict[str, object], prefix: str = "") -> list[str]:
    paths = []
    for name, value in table.items():
        inside = isinstance(value, dict)
        paths += flat(value, f"{prefix}{name}.") if isinstance(value, dict) else []
        paths += [] if inside else [prefix + name]
    return paths


def test_totals_are_never_stored() -> None:
    assert "total" not in dumps(complete_draft(2025))
    assert "total" not in dumps(complete_draft(2019)).replace("total_disclosed", "")


def test_a_draft_without_edition_takes_that_of_its_year() -> None:
    assert loads("format = 1\nyear = 2020\n") == Draft.new(2020)


def test_the_integers_of_toml_are_accepted_to_the_last() -> None:
    said = Explanation(rule="R901", reason="", values=[-(2**63), 2**63 - 1])
    back = loads(dumps(Draft(Draft.new(2025).report, {}, (said,))))
    assert back.explanations == (said,)


def test_explanations_come_back_with_their_offset() -> None:
    at = datetime(2026, 1, 12, 10, 3, tzinfo=UTC)
    said = Explanation(rule="R901", reason="", at=at)
    back = loads(dumps(Draft(Draft.new(2025).report, {}, (said,))))
    assert back.explanations == (said,)
    assert back.explanations[0].at is not None
    assert back.explanations[0].at.utcoffset() == timedelta(0)


# Files edited by hand.


def edited(year: int, old: str, new: str) -> str:
    text = dumps(complete_draft(year))
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "path", "entry", "rule"),
    [
        (
            "[requests.received]\nnatural_person = 0",
            "[requests.received]\nnatural_person = 1",
            "requests.received.natural_person",
            "1",
            "R301",
        ),
        (
            "[requests.received]\nnatural_person = 0",
            "[requests.received]\nnatural_person = -1",
            "requests.received.natural_person",
            "-1",
            "R003",
        ),
        ("natural_person = 0\n", "", "requests.received.natural_person", "", "R002"),
        ("upheld = 0", "upheld = 0.5", "appeals.review.upheld", "0.5", "R003"),
        ("upheld = 0", 'upheld = "一"', "appeals.review.upheld", "一", "R003"),
        (
            "upheld = 0",
            "upheld = 99999999999",
            "appeals.review.upheld",
            "99999999999",
            "R003",
        ),
        ("amount = 0", "amount = nan", "proactive.fees.amount", "NaN", "R003"),
        ("amount = 0", "amount = -inf", "proactive.fees.amount", "-Infinity", "R003"),
        ("amount = 0", "amount = -0.5", "proactive.fees.amount", "-0.5", "R003"),
        ("amount = 0", "amount = 0.0000001", "proactive.fees.amount", "0.0000001", "R003"),
        ("amount = 0", "amount = 0.0000000", "proactive.fees.amount", "0.0000000", "R003"),
        ("amount = 0", "amount = 1e12", "proactive.fees.amount", "1000000000000", "R003"),
        ("amount = 0", "amount = 1e999999999", "proactive.fees.amount", "1E+999999999", "R003"),
        ('text = "无"', 'text = "  "', "overview.text", "  ", "R101"),
        ('text = "无"', 'text = "\\u001B"', "overview.text", "\x1b", "R003"),
        ('"township"', '"village"', "agency.level", "village", "R001"),
    ],
)
def test_a_wrong_section_opens_as_unfinished_entries_with_its_problem(
    old: str, new: str, path: str, entry: str, rule: str
) -> None:
    draft = loads(edited(2025, old, new))
    key = path.partition(".")[0]
    assert draft.report.section(key) is None
    assert draft.entries(key).get(path) == entry
    (violation,) = draft.violations(key)
    assert (violation.rule, violation.cells[0]) == (rule, path)
    others = [k for k in SECTIONS if k != key]
    assert all(draft.progress(k).state is SectionState.COMPLETE for k in others)
    assert loads(dumps(draft)) == draft


@pytest.mark.parametrize(
    ("new", "entry"),
    [
        ('amount = "0.50"', "0.50"),
        ("amount = 1e3", "1000"),
        ("amount = 0e20", "0"),
        ("amount = -0.0", "0.0"),
        ('amount = "１,２３４ 万元"', "1234"),
    ],
)
def test_a_right_figure_in_another_spelling_stays_finished(new: str, entry: str) -> None:
    draft = loads(edited(2025, "amount = 0", new))
    assert draft.report.complete
    assert draft.entries("proactive").get("proactive.fees.amount") == entry


def test_unfinished_entries_that_satisfy_the_form_are_finished() -> None:
    draft = loads('format = 1\nyear = 2025\n[unfinished.overview]\ntext = "甲\\r\\n乙"\n')
    section = draft.report.section("overview")
    assert section is not None
    assert section.values() == {"text": "甲\n乙"}


def test_a_unit_beside_a_wrong_amount_is_put_back_behind_it() -> None:
    draft = loads(edited(2019, "amount = 0", 'amount = -1\nunit = "万元"'))
    assert draft.entries("proactive").get("proactive.procurement.amount") == "-1万元"
    draft = loads(edited(2019, "amount = 0", 'unit = "元"'))
    assert draft.entries("proactive").get("proactive.procurement.amount") == "元"
    (violation,) = draft.violations("proactive")
    assert violation.rule == "R003"


def test_an_empty_table_is_a_section_not_started() -> None:
    draft = loads("format = 1\nyear = 2025\n[overview]\n[unfinished.appeals]\n")
    assert draft == Draft.new(2025)


# Whatever is in a file, the program says what it is, and nothing else is raised.


def read_anything(data: bytes, folder: Path) -> Draft | None:
    path = folder / "draft.toml"
    path.write_bytes(data)
    try:
        return load(path)
    except TuiwizardError as error:
        assert isinstance(error, DraftError)
        assert str(error).startswith(str(path))
        assert any("\u4e00" <= c <= "\u9fff" for c in error.message)
        return None
    finally:
        assert path.read_bytes() == data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


HEAD = b"format = 1\nyear = 2025\n"


@given(st.binary(max_size=200), st.sampled_from((b"", HEAD, b"\xef\xbb\xbf" + HEAD)))
def test_random_bytes(folder: Path, data: bytes, head: bytes) -> None:
    read_anything(head + data, folder)


SAID = Explanation(rule="R901", cells=["x"], values=[1, Decimal("0.5"), "甲"], reason="乙")
STARTED = Draft.new(2025, name="甲").with_texts({"appeals.review.upheld": "1"})
GOOD = [
    *(dumps(complete_draft(year)).encode() for year in (2019, 2025)),
    dumps(Draft(STARTED.report, STARTED.unfinished, (SAID, SAID))).encode(),
]


@given(
    st.sampled_from(GOOD),
    st.lists(
        st.tuples(st.integers(0, 3000), st.integers(0, 12), st.binary(max_size=6)),
        min_size=1,
        max_size=4,
    ),
)
def test_drafts_with_bytes_changed(
    folder: Path, data: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    for at, length, new in changes:
        data = data[:at] + new + data[at + length :]
    draft = read_anything(data, folder)
    if draft is not None:
        assert loads(dumps(draft)) == draft


VALUES = st.sampled_from(
    (
        "0",
        "-1",
        "9223372036854775807",
        "9223372036854775808",
        "0x" + "f" * 9000,
        "9" * 5000,
        "1e400",
        "1e99999999999999999999",
        "1." + "9" * 500,
        "nan",
        "-inf",
        "true",
        '""',
        '"元"',
        '"\\u0000"',
        "[]",
        "[[[]]]",
        "{}",
        "{a.b.c = 1}",
        "[{}]",
        "1979-05-27",
        "07:32:00",
        "1979-05-27T07:32:00Z",
        "[" * 5000,
        "{a=" * 5000,
    )
)


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 300), VALUES), min_size=1))
def test_drafts_with_values_changed(
    folder: Path, data: bytes, changes: list[tuple[int, str]]
) -> None:
    lines = data.decode().split("\n")
    for number, value in changes:
        key, equals, _ = lines[number % len(lines)].partition(" = ")
        if equals:
            lines[number % len(lines)] = f"{key} = {value}"
    draft = read_anything("\n".join(lines).encode(), folder)
    if draft is not None:
        assert loads(dumps(draft)) == draft


KEYS = st.sampled_from(
    ("format", "edition", "year", "unfinished", "explanations", *SECTIONS, "x", '"a.b"', "''")
)


@given(st.lists(st.tuples(KEYS, VALUES), max_size=4, unique_by=lambda pair: pair[0]))
def test_any_value_under_any_key(folder: Path, pairs: list[tuple[str, str]]) -> None:
    lines = [f"{key} = {value}" for key, value in pairs]
    read_anything(("\n".join(lines)).encode(), folder)
    missing = [line for line in ("format = 1", "year = 2025") if line[:4] not in str(lines)]
    read_anything("\n".join((*missing, *lines)).encode(), folder)


@given(drafts(finished))
def test_a_complete_draft_has_nothing_unfinished(draft: Draft) -> None:
    assert draft.report.complete
    assert "unfinished" not in tomllib.loads(dumps(draft))
