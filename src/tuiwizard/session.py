"""The wizard without a screen: a draft, its history, its file.

Every change goes through here and makes a new `Draft`; widgets read from it and hold no
figure of their own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tuiwizard.drafts import store
from tuiwizard.forms.common import MAX_COUNT, Kind
from tuiwizard.forms.layout import cells_by_path, grid
from tuiwizard.forms.names import SECTIONS
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import Value, clean_text, read_cell
from tuiwizard.report.tally import column_balance, figures
from tuiwizard.rules import registry
from tuiwizard.rules.finding import Finding

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
    """

    what: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    years: tuple[int, int]
    typing: bool = False

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
    """

    def __init__(self, draft: Draft, path: Path, *, saved: bool = False) -> None:
        self.draft = draft
        self.path = path
        self._saved: Draft | None = draft if saved else None
        self._undo: list[Change] = []
        self._redo: list[Change] = []

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

    def balance_column(self, path: str) -> str:
        """配平: put what a column of table 3 lacks into 结转下年度, where it is not negative.

        Args:
            path: Any cell of the column.

        Returns:
            Why it could not be done; empty if it was.
        """
        key = path.partition(".")[0]
        known = figures(self.draft.edition, key, self.draft.entries(key))
        balance = column_balance(self.draft.edition, path, known)
        if balance is None:
            return "这张表没有勾稽关系，不用配平"
        target = cells_by_path(self.draft.edition, key)[balance.target]
        if target.computed:
            return "总计列由程序计算，请在申请人各列配平"
        rest = balance.left.total - sum(n for _, n in balance.right.terms[:-1])
        if not (balance.left.full and balance.handled_full):
            return f"{balance.label}列还没有填完，填完新收、上年结转和办理结果再配平"
        if rest < 0:
            return f"{balance.label}列办理的比收到的多 {-rest} 件，配不平，请核对"
        if rest > MAX_COUNT:
            return f"{balance.label}列的差 {rest} 太大了，最大是 {MAX_COUNT:,}，请核对"
        self.edit({balance.target: str(rest)}, "配平")
        return ""

    def undo(self) -> Change | None:
        """Take the last intention back; None if there is none."""
        if not self._undo:
            return None
        change = self._undo.pop()
        self._redo.append(change)
        self._restore(change.before, change.years[0])
        if self._undo:  # what is typed next is a new intention
            self._undo[-1] = _with_typing(self._undo[-1], False)
        return change

    def redo(self) -> Change | None:
        """Do again what was undone; None if there is nothing."""
        if not self._redo:
            return None
        change = self._redo.pop()
        self._undo.append(_with_typing(change, False))
        self._restore(change.after, change.years[1])
        return change

    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the draft now."""
        return registry.check(self.draft)

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

    def _restore(self, texts: Mapping[str, str], year: int) -> None:
        draft = self.draft.with_year(year) if year != self.draft.year else self.draft
        self.draft = draft.with_texts(texts)


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
    return Change(change.what, change.before, change.after, change.years, typing)


def _inserted(before: str, after: str) -> str:
    """What one keystroke put in, empty for a deletion."""
    if len(after) <= len(before):
        return ""
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before)
    )
    return after[start : start + len(after) - len(before)]
