"""What every finding says: short names of cells, and no fault twice. On reports with faults."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PUBLISHED
from tests.county import generated
from tests.rules.test_corpus import NAMES, as_printed, load
from tuiwizard.drafts.codec import loads
from tuiwizard.forms.layout import cells
from tuiwizard.forms.short_label import LONGEST
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.registry import check
from tuiwizard.words import Message

TABLES = ("proactive", "requests", "appeals")
WRONG = ("", "无", "一件", "-1", "1.5", "3", "47", "9999999999")
"""What may be in a cell: blank, no figure, none that the cell takes, another figure."""

SENTENCES = (
    "全年收到政府信息公开申请97件，同比增长3%。",
    "未收到政府信息公开申请，未发生行政复议、行政诉讼。",
    "作出行政处罚决定96件，制发规范性文件95件。",
    "收到申请94件，均已办结，其中自然人93件。",
    "去年收到申请5件，今年收到XX件，联系人电话13800138000。",
)


def labels(message: object) -> Iterator[str]:
    """The texts that are put into a message; those of messages in it, too."""
    for value in message.values.values() if isinstance(message, Message) else ():
        for part in value if isinstance(value, tuple | list) else (value,):
            if isinstance(part, str):
                yield from part.replace("”“", "”\n“").splitlines()
            yield from labels(part)


def too_long(found: Iterable[Finding], case: Case) -> list[str]:
    """Names in findings that are longer than a label; what is quoted from a text is none."""
    quoted = "".join(case.texts.values())
    return [
        f"{finding.rule} {label}"
        for finding in found
        if finding.rule != "R804"  # names no cell: what it shows are passages, with # for figures
        for label in labels(finding.message)
        if len(label.strip("“”")) > LONGEST and label.strip("…“”（( ") not in quoted
    ]


def twice(found: Iterable[Finding]) -> list[tuple[object, ...]]:
    """Cells of which two findings say the same: the same figures against each other."""
    told = Counter(
        (frozenset(f.cells), frozenset((f.left, f.right)), f.span)
        for f in found
        if f.severity is not Severity.UNCHECKED and f.left is not None
    )
    return [fault for fault, times in told.items() if times > 1]


def assert_plain(case: Case) -> None:
    found = check(case)
    assert too_long(found, case) == []
    assert twice(found) == []


def planted(draft: Draft, chance: random.Random) -> Draft:
    """A draft with a few cells of its tables filled in wrongly, and wrong sentences in its text."""
    paths = [c.path for key in TABLES for c in cells(draft.edition, key) if not c.computed]
    wrong = {path: chance.choice(WRONG) for path in chance.sample(paths, chance.randint(1, 6))}
    texts = {"overview.text": "".join(chance.sample(SENTENCES, 2)), "problems.text": "无。"}
    return draft.with_texts(wrong | texts)


@given(number=st.integers(0, 50), year=st.sampled_from([2020, 2021, 2025]), chance=st.randoms())
def test_generated_reports(number: int, year: int, chance: random.Random) -> None:
    last = generated.unit(number, year - 1)
    draft = planted(generated.unit(number, year), chance)
    assert_plain(Case(draft, chance.choice([None, last, planted(last, chance)])))


@given(number=st.integers(0, 50), year=st.sampled_from([2020, 2025]), chance=st.randoms())
def test_generated_reports_with_totals_misprinted(
    number: int, year: int, chance: random.Random
) -> None:
    draft = planted(generated.unit(number, year), chance)
    totals = [c.path for key in TABLES for c in cells(draft.edition, key) if c.computed]
    figures = Case(draft).this
    printed: dict[str, int | Decimal | None] = {path: figures.value(path) for path in totals}
    for path in chance.sample(totals, 3):
        printed[path] = chance.choice([None, 0, 1, 98])
    assert_plain(Case(draft, printed=printed))


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus(corpus: Path, name: str) -> None:
    case = as_printed(load(corpus, name))
    assert_plain(case)
    chance = random.Random(name)
    for _ in range(20):
        assert_plain(Case(planted(case.draft, chance), printed=case.printed))
        assert_plain(Case(planted(case.draft, chance)))


def test_published_narratives() -> None:
    folders = [folder.parent / "narratives" for folder in PUBLISHED]
    drafts = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    if not drafts:
        pytest.skip("the narratives are not on this machine")
    for path in drafts:
        assert_plain(Case(loads(path.read_text("utf-8"))))


def test_a_long_label_and_a_second_finding_would_be_found() -> None:
    case = Case(Draft.new(2025))
    label = Message("{label}没有填", label="二、上年结转政府信息公开申请数量 · 申请人情况 · 自然人")
    one = Finding("R002", Severity.ERROR, "requests", ("a", "b"), label, 1, 2)
    assert too_long([one], case) == [f"R002 {label.values['label']}"]
    assert len(twice([one, one._replace(rule="R301", cells=("b", "a"))])) == 1
