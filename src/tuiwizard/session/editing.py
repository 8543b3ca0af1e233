"""Changing a draft, and taking changes back: every change makes a new `Draft`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tuiwizard.forms.common import MAX_COUNT, Kind
from tuiwizard.forms.editions import all_section_keys
from tuiwizard.forms.layout import cells_by_path, grid
from tuiwizard.forms.years import edition_for
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import Value, clean_text, read_cell
from tuiwizard.report.numbers import DIGITS
from tuiwizard.report.tally import column_balance, figures
from tuiwizard.session.changes import (
    Change,
    differences,
    in_pieces,
    inserted,
    keys,
    merged,
    whole_again,
    with_typing,
)
from tuiwizard.words import tr

_WORD_END = re.compile(r"[\s，。；：、！？,.;:!?]$")


class Editing:
    """A draft being changed, with its history.

    Args:
        draft: The draft as opened.

    Attributes:
        draft: The draft as it is now.
        sign_off_only: Whether only the sign-off may change: an approver does not edit the content.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sign_off_only = False
        self._undo: list[Change] = []
        self._redo: list[Change] = []

    def text(self, path: str) -> str:
        """The text of a cell as it stands."""
        return self.draft.entries(path.partition(".")[0]).get(path)

    def edit(self, changes: Mapping[str, str], what: str = tr("填写")) -> bool:
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
        return self._move_to(self.draft.with_texts(plain), what, keys(plain))

    def type_text(self, path: str, text: str) -> bool:
        """Replace a narrative as it is being typed; one word is one intention.

        Returns:
            Whether anything changed.
        """
        before = self.text(path)
        if not self.edit({path: text}):
            return False
        last = self._undo.pop()
        last = whole_again(last, self._now(last), undo=True)
        earlier = self._undo[-1] if self._undo else None
        if earlier is not None and earlier.typing and tuple(earlier.after) == (path,):
            last = merged(whole_again(self._undo.pop(), {path: before}, undo=True), last)
        one_more = abs(len(text) - len(before)) == 1
        goes_on = one_more and not _WORD_END.search(inserted(before, text))
        if last.before != last.after:  # typed and deleted again: nothing to undo
            self._undo.append(in_pieces(with_typing(last, typing=goes_on)))
        return True

    def replace_with(self, draft: Draft, what: str) -> bool:
        """Take over another draft as one intention: an earlier version, somebody else's.

        Returns:
            Whether anything changed; nothing does for who only reviews.
        """
        return not self.sign_off_only and self._exchange(draft, what)

    def _exchange(self, draft: Draft, what: str) -> bool:
        """Take over another draft, whether its content or its sign-off is another."""
        if draft == self.draft:
            return False
        before, after = differences(self.draft, draft, all_section_keys())
        years = (self.draft.year, draft.year)
        self._undo.append(Change(what, before, after, years, drafts=(self.draft, draft)))
        self._redo.clear()
        self.draft = draft
        return True

    def _remember_previous(self, draft: Draft) -> None:
        """Take over a draft that differs by last year's report, which no undo forgets again."""
        self.draft = draft
        for history in (self._undo, self._redo):
            history[:] = [change.with_previous(draft.previous) for change in history]

    def type_year(self, text: str) -> bool:
        """Change the report year as it is typed: `２０２５`, `2025年`.

        Returns:
            Whether anything changed.

        Raises:
            YearError: It is no year, no edition of the form covers it, or its form has no place
                for what is filled in.
        """
        return self.set_year(year_typed(text))

    def set_year(self, year: int) -> bool:
        """Change the report year, and the edition of the form with it.

        Returns:
            Whether it changed.

        Raises:
            YearError: No edition covers the year, or its form has no place for what is
                filled in.
        """
        return self._move_to(self.draft.with_year(year), tr("改年度"), all_section_keys())

    def fill_zeros(self, paths: Iterable[str]) -> bool:
        """Put 0 into those of the cells that are blank and hold figures."""
        blank = {path: "0" for path in paths if self.is_blank_figure(path)}
        return bool(blank) and self.edit(blank, tr("补零"))

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
            return tr("这张表没有勾稽关系，不用配平")
        target = cells_by_path(self.draft.edition, key)[balance.target]
        if target.computed:
            return tr("总计列由程序计算，请在申请人各列配平")
        rest = balance.left.total - sum(n for _, n in balance.right.terms[:-1])
        if not (balance.left.full and balance.handled_full):
            return tr(
                "{label}列还没有填完，填完新收、上年结转和办理结果再配平", label=balance.label
            )
        if rest < 0:
            return tr(
                "{label}列办理的比收到的多 {more} 件，配不平，请核对",
                label=balance.label,
                more=-rest,
            )
        if rest > MAX_COUNT:
            return tr(
                "{label}列的差 {rest} 太大了，最大是 {most:,}，请核对",
                label=balance.label,
                rest=rest,
                most=MAX_COUNT,
            )
        self.edit({balance.target: str(rest)}, tr("配平"))
        return ""

    def undo(self) -> Change | None:
        """Take the last intention back; None if there is none."""
        if not self._undo:
            return None
        change = self._undo.pop()
        self._redo.append(change)
        change = whole_again(change, self._now(change), undo=True)
        self._restore(change, 0)
        if self._undo:  # what is typed next is a new intention
            self._undo[-1] = with_typing(self._undo[-1], typing=False)
        return change

    def redo(self) -> Change | None:
        """Do again what was undone; None if there is nothing."""
        if not self._redo:
            return None
        change = self._redo.pop()
        self._undo.append(with_typing(change, typing=False))
        change = whole_again(change, self._now(change), undo=False)
        self._restore(change, 1)
        return change

    def _plainest(self, path: str, text: str) -> str:
        text = clean_text(text)
        cell = cells_by_path(self.draft.edition, path.partition(".")[0])[path]
        if cell.kind in (Kind.COUNT, Kind.CHANGE, Kind.AMOUNT):
            value = read_cell(cell, text) if text.strip() else ""
            return str(value) if isinstance(value, Value) else text
        return text

    def is_blank_figure(self, path: str) -> bool:
        """Whether a cell is filled in by hand, holds a figure, and is blank."""
        cell = cells_by_path(self.draft.edition, path.partition(".")[0])[path]
        figure = cell.kind in (Kind.COUNT, Kind.CHANGE, Kind.AMOUNT)
        return figure and not cell.computed and not self.text(path).strip()

    def _move_to(self, draft: Draft, what: str, keys: Iterable[str]) -> bool:
        """Take a new draft over and remember what it changed, cell by cell."""
        before, after = differences(self.draft, draft, keys)
        years = (self.draft.year, draft.year)
        if self.sign_off_only or (not after and years[0] == years[1]):
            return False
        self.draft = draft
        self._undo.append(in_pieces(Change(what, before, after, years)))
        self._redo.clear()
        return True

    def _now(self, change: Change) -> dict[str, str]:
        return {path: self.text(path) for path in change.starts}

    def _restore(self, change: Change, side: int) -> None:
        """Put back what one side of a change was: 0 before it, 1 after it."""
        if change.drafts:
            self.draft = change.drafts[side]
            return
        year = change.years[side]
        draft = self.draft.with_year(year) if year != self.draft.year else self.draft
        draft = draft.with_texts((change.before, change.after)[side])
        if change.reasons is not None:
            draft = replace(draft, explanations=change.reasons[side])
        self.draft = draft


def year_typed(text: str) -> int:
    """The report year that somebody typed: `２０２５`, `2025年`.

    Raises:
        YearError: It is no year, or no edition of the form covers it.
    """
    digits = text.strip().translate(DIGITS).removesuffix("年").strip()
    year = int(digits) if digits.isascii() and digits.isdecimal() else digits
    edition_for(year)
    return int(year)
