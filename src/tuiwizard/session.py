"""The wizard without a screen: a draft, its history, its file.

Every change goes through here and makes a new `Draft`; widgets read from it and hold no
figure of their own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tuiwizard.drafts import last_year, store
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells_by_path, grid
from tuiwizard.forms.names import SECTIONS
from tuiwizard.report.draft import Draft, Explanation
from tuiwizard.report.entries import Value, clean_text, read_cell
from tuiwizard.rules import explaining, years
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.registry import Checker

_WORD_END = re.compile(r"[\s，。；：、！？,.;:!?]$")


@dataclass(frozen=True, slots=True)
class Change:
    """One intention, as it can be undone and redone.

    Attributes:
        what: A word for it: 填写, 补零, 粘贴…
        before: The texts of the cells it changed, as they were.
        after: The same cells, as they became.
        years: The report year before and after.
        typing: Whether further typing in the same cell belongs to it.
        reasons: The explanations before and after, where they changed.
    """

    what: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    years: tuple[int, int]
    typing: bool = False
    reasons: tuple[tuple[Explanation, ...], tuple[Explanation, ...]] | None = None

    @property
    def at(self) -> str:
        """The first cell it changed, to go back to; empty for a change of year."""
        return next(iter(self.after), "")


class Session:
    """One draft being worked on.

    Args:
        draft: The draft as opened.
        path: Its file; it need not exist yet.
        saved: Whether the file holds this draft.
        today: The day of the work; the local day if not given.
    """

    def __init__(
        self, draft: Draft, path: Path, *, saved: bool = False, today: date | None = None
    ) -> None:
        self.draft = draft
        self.path = path
        self._saved: Draft | None = draft if saved else None
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._checker = Checker()
        self._case = case_of(draft, path, today or date.today())  # noqa: DTZ011 - the local day
        self._found: tuple[Draft, tuple[Finding, ...]] | None = None

    @classmethod
    def open(cls, path: Path) -> "Session":
        """A session on an existing draft file.

        Raises:
            DraftError: The file cannot be read as a draft.
        """
        return cls(store.load(path), path, saved=True)

    @classmethod
    def create(cls, path: Path, draft: Draft) -> "Session":
        """A session on a new draft file, written at once.

        Raises:
            SaveError: The file exists already or cannot be written.
        """
        store.create(path, draft)
        return cls(draft, path, saved=True)

    @property
    def dirty(self) -> bool:
        """Whether the draft differs from what was last saved."""
        return self.draft is not self._saved

    def save(self) -> None:
        """Write the draft to its file if it changed.

        Raises:
            SaveError: It could not be written; the work stays in memory.
        """
        if self.dirty:
            draft = self.draft
            store.save(self.path, draft)
            self._saved = draft

    def text(self, path: str) -> str:
        """The text of a cell as it stands."""
        return self.draft.entries(path.partition(".")[0]).get(path)

    def edit(self, changes: Mapping[str, str], what: str = "填写") -> bool:
        """Type over some cells, as one intention.

        Figures that can be read are kept in their plainest form (`１,２３４` as `1234`);
        others stay as typed.

        Args:
            changes: Texts by full cell path; an empty text clears its cell.
            what: A word for the intention.

        Returns:
            Whether anything changed.

        Raises:
            KeyError: A path is not a cell that is filled in by hand.
        """
        plain = {path: self._plainest(path, text) for path, text in changes.items()}
        return self._move_to(self.draft.with_texts(plain), what, _keys(plain))

    def type_text(self, path: str, text: str) -> bool:
        """Replace a narrative as it is being typed; one word is one intention.

        Returns:
            Whether anything changed.
        """
        before = self.text(path)
        if not self.edit({path: text}):
            return False
        last = self._undo.pop()
        earlier = self._undo[-1] if self._undo else None
        if earlier is not None and earlier.typing and tuple(earlier.after) == (path,):
            last = _merged(self._undo.pop(), last)
        one_more = abs(len(text) - len(before)) == 1
        goes_on = one_more and not _WORD_END.search(_inserted(before, text))
        if last.before != last.after:  # typed and deleted again: nothing to undo
            self._undo.append(_with_typing(last, goes_on))
        return True

    def set_year(self, year: int) -> bool:
        """Change the report year, and the edition of the form with it.

        Returns:
            Whether it changed.

        Raises:
            YearError: No edition covers the year, or its form has no place for what is
                filled in.
        """
        return self._move_to(self.draft.with_year(year), "改年度", SECTIONS)

    def fill_zeros(self, paths: Iterable[str]) -> bool:
        """Put 0 into those of the cells that are blank and hold figures."""
        blank = {path: "0" for path in paths if self._is_blank_figure(path)}
        return bool(blank) and self.edit(blank, "补零")

    def fill_table(self, key: str) -> bool:
        """Put 0 into every blank cell of a table."""
        return self.fill_zeros(cell.path for cell in grid(self.draft.edition, key).cells)

    def undo(self) -> Change | None:
        """Take the last intention back; None if there is none."""
        if not self._undo:
            return None
        change = self._undo.pop()
        self._redo.append(change)
        self._restore(change, 0)
        if self._undo:  # what is typed next is a new intention
            self._undo[-1] = _with_typing(self._undo[-1], False)
        return change

    def redo(self) -> Change | None:
        """Do again what was undone; None if there is nothing."""
        if not self._redo:
            return None
        change = self._redo.pop()
        self._undo.append(_with_typing(change, False))
        self._restore(change, 1)
        return change

    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the draft now, last year's report included."""
        if self._found is None or self._found[0] is not self.draft:
            self._found = (self.draft, self._checker.check(self.case))
        return self._found[1]

    def findings_at(self, path: str) -> tuple[Finding, ...]:
        """What the checks say of one cell or, given its key, of one section."""
        return tuple(
            f for f in self.findings() if path in f.cells or (path == f.section and "." not in path)
        )

    @property
    def case(self) -> Case:
        """The draft as it stands, with what it is compared with."""
        if self._case.draft is not self.draft:
            self._case = self._case.after(self.draft)
        return self._case

    def explain(self, finding: Finding, reason: str, by: str = "") -> bool:
        """Settle a query in writing; an empty reason takes an earlier one back.

        Returns:
            Whether anything changed.
        """
        if not reason.strip():
            return self.unexplain(finding)
        at = datetime.now().astimezone().replace(microsecond=0)
        return self._give_reasons(
            explaining.explained(self.draft, finding, reason.strip(), by.strip(), at), "说明"
        )

    def unexplain(self, finding: Finding) -> bool:
        """Take back the reasons given for a query.

        Returns:
            Whether there were any.
        """
        return self._give_reasons(explaining.unexplained(self.draft, finding), "撤回说明")

    def reason_for(self, finding: Finding) -> Explanation | None:
        """The reason that settles a query, if one holds."""
        return explaining.reason_for(finding, self.draft)

    def cure(self, finding: Finding) -> bool:
        """Put the right number into the passage a finding is about.

        Returns:
            Whether the text was changed; not if it has moved on since, or only a person knows.
        """
        place = finding.place
        if place is None or not place.put or finding not in self.findings():
            return False
        text = self.text(place.path)
        return self.edit({place.path: text[: place.start] + place.put + text[place.end :]}, "改数")

    # Last year

    def compare_with(self, previous: Path) -> None:
        """Choose last year's report; the draft remembers the file.

        Raises:
            DraftError: It is not a draft of this program, or cannot be read.
        """
        self.draft = last_year.remember(self.draft, self.path, previous)
        self._case = case_of(self.draft, self.path, self._case.today)

    def last_year(self, path: str) -> str:
        """Last year's figure of a cell as printed; empty where there is none."""
        last = self.case.last
        value = last.value(path) if last is not None and last.has(path) else None
        return "" if value is None else str(value)

    def last_text(self, path: str) -> str:
        """Last year's text of a narrative; empty where there is none."""
        last = self.case.last
        return last.text(path) if last is not None and last.has(path) else ""

    def offers(self) -> dict[str, str]:
        """Figures that follow from last year's report, by cell: to be offered, never filled in."""
        return years.offers(self.case)

    def _give_reasons(self, draft: Draft, what: str) -> bool:
        before, after = self.draft.explanations, draft.explanations
        if before == after:
            return False
        self.draft = draft
        year = self.draft.year
        self._undo.append(Change(what, {}, {}, (year, year), reasons=(before, after)))
        self._redo.clear()
        return True

    def _plainest(self, path: str, text: str) -> str:
        text = clean_text(text)
        cell = cells_by_path(self.draft.edition, path.partition(".")[0])[path]
        if cell.kind in (Kind.COUNT, Kind.CHANGE, Kind.AMOUNT):
            value = read_cell(cell, text) if text.strip() else ""
            return str(value) if isinstance(value, Value) else text
        return text

    def _is_blank_figure(self, path: str) -> bool:
        cell = cells_by_path(self.draft.edition, path.partition(".")[0])[path]
        figure = cell.kind in (Kind.COUNT, Kind.CHANGE, Kind.AMOUNT)
        return figure and not cell.computed and not self.text(path).strip()

    def _move_to(self, draft: Draft, what: str, keys: Iterable[str]) -> bool:
        """Take a new draft over and remember what it changed, cell by cell."""
        before, after = _differences(self.draft, draft, keys)
        years = (self.draft.year, draft.year)
        if not after and years[0] == years[1]:
            return False
        self.draft = draft
        self._undo.append(Change(what, before, after, years))
        self._redo.clear()
        return True

    def _restore(self, change: Change, side: int) -> None:
        """Put back what one side of a change was: 0 before it, 1 after it."""
        year = change.years[side]
        draft = self.draft.with_year(year) if year != self.draft.year else self.draft
        draft = draft.with_texts((change.before, change.after)[side])
        if change.reasons is not None:
            draft = replace(draft, explanations=change.reasons[side])
        self.draft = draft


def case_of(draft: Draft, path: Path, today: date | None) -> Case:
    """A draft with last year's report as it remembers it."""
    last = last_year.recall(draft, path)
    if last is None:
        return Case(draft, today=today)
    return Case(draft, last.draft, last.reason, today)


def _keys(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple({path.partition(".")[0]: None for path in paths})


def _differences(
    old: Draft, new: Draft, keys: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for key in keys:
        was, now = old.entries(key), new.entries(key)
        for path in {**was.texts, **now.texts}:
            if was.get(path) != now.get(path):
                before[path], after[path] = was.get(path), now.get(path)
    return before, after


def _merged(first: Change, second: Change) -> Change:
    """Both as one; the second may have made other cells plain by finishing the section."""
    before, after = {**second.before, **first.before}, {**first.after, **second.after}
    return Change(first.what, before, after, second.years, second.typing)


def _with_typing(change: Change, typing: bool) -> Change:
    return replace(change, typing=typing)


def _inserted(before: str, after: str) -> str:
    """What one keystroke put in, empty for a deletion."""
    if len(after) <= len(before):
        return ""
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before)
    )
    return after[start : start + len(after) - len(before)]
