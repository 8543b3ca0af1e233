"""The questions of the sections: one for each cell of the form, and the year."""

from collections.abc import Iterator
from functools import partial

from tuiwizard.drafts.unsent import Unsent, lines_of
from tuiwizard.errors import YearError
from tuiwizard.forms.common import Kind, Violation
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.plain import rows
from tuiwizard.plain.narration import is_table
from tuiwizard.plain.question import Question, Talk
from tuiwizard.plain.texts import HOW, is_end, read_rest
from tuiwizard.plain.wording import shortened
from tuiwizard.report.entries import read_cell
from tuiwizard.report.numbers import DIGITS
from tuiwizard.report.tally import refusals
from tuiwizard.session import Session
from tuiwizard.session.view import YEAR, cell_label, on_one_line, year_cell
from tuiwizard.words import plural, tr


class YearQuestion(Question):
    """The report year; it decides the form."""

    def label(self, session: Session) -> str:  # noqa: ARG002 - the same in every draft
        """The field's label on the cover."""
        return cell_label(year_cell())

    def help(self, session: Session) -> Iterator[str]:  # noqa: ARG002 - the same in every draft
        """How a year is written, and which form it takes."""
        yield year_cell().help

    def current(self, session: Session) -> str:
        """The year."""
        return str(session.draft.year)

    def take(self, talk: Talk, text: str) -> str:
        """Another year, and the form that goes with it."""
        try:
            talk.work.session.type_year(text)
        except YearError as error:
            return str(error)
        talk.work.changed()
        talk.onward()
        return ""


class CellQuestion(Question):
    """One cell of the form.

    Args:
        cell: The cell.
    """

    def __init__(self, cell: Cell) -> None:
        super().__init__(cell.path)
        self.cell = cell

    def label(self, session: Session) -> str:  # noqa: ARG002 - the same in every draft
        """Row and column as they are printed, and the unit."""
        return cell_label(self.cell)

    def current(self, session: Session) -> str:
        """The text as it stands."""
        return on_one_line(session.text(self.path))

    def said(self, session: Session) -> Iterator[str]:
        """Why what stands there cannot be taken."""
        refused = refusals(session.draft.violations(self.step)).get(self.path)
        if refused:
            yield f"! {on_one_line(refused)}"

    def help(self, session: Session) -> Iterator[str]:
        """What is counted here, and what the checks say of it."""
        yield self.cell.help
        for finding in session.findings_at(self.path):
            if finding.blocks:
                yield f"! {on_one_line(finding.message)}"

    def refusal(self, text: str) -> str:
        """Why a text cannot stand in this cell, without its label in front; or nothing."""
        value = read_cell(self.cell, text)
        return str(value.reason) if isinstance(value, Violation) else ""

    def take(self, talk: Talk, text: str) -> str:
        """A line of text."""
        refused = self.refusal(text)
        if not refused:
            talk.work.edit({self.path: text})
            talk.onward()
        return refused


class FigureQuestion(CellQuestion):
    """A figure; the answer may go on to the end of its row."""

    def said(self, session: Session) -> Iterator[str]:
        """Last year's figure, and what follows from it."""
        yield from super().said(session)
        last, suggestion = session.last_year(self.path), session.suggestions().get(self.path, "")
        parts = [tr("上年 {last}", last=last)] if last else []
        if suggestion and suggestion != session.text(self.path):
            parts.append(tr("按上年推算是 {offer}，照填打 :带入", offer=suggestion))
        if parts:
            yield tr("，").join(parts)

    def take(self, talk: Talk, text: str) -> str:
        """One figure, or in a table those of a row from here on."""
        if not is_table(talk.work.draft, self.step):
            return super().take(talk, text)
        fields = rows.fields(talk.work.draft, self.cell, text)
        if isinstance(fields, str):
            return fields
        if len(fields) > 1:
            return rows.take(talk, self.cell, fields)
        return super().take(talk, text)


class ChoiceQuestion(CellQuestion):
    """One of several answers, by its number or in words."""

    def current(self, session: Session) -> str:
        """The words of the answer."""
        text = session.text(self.path)
        return dict(self.cell.answers).get(text, on_one_line(text))

    def said(self, session: Session) -> Iterator[str]:
        """The answers by number."""
        yield from super().said(session)
        words = (f"{n} {words}" for n, (_, words) in enumerate(self.cell.answers, 1))
        yield tr("答编号：{words}", words=tr("，").join(words))

    def take(self, talk: Talk, text: str) -> str:
        """A number, the words or the key."""
        wanted = text.strip().translate(DIGITS)
        for number, (key, words) in enumerate(self.cell.choices, 1):
            if wanted in (str(number), key, words, tr(words)):
                return super().take(talk, key)
        return tr(
            "“{text}”不在里面，请答 1 到 {n} 的编号", text=shortened(text), n=len(self.cell.choices)
        )


class TextQuestion(CellQuestion):
    """A text of several paragraphs."""

    def current(self, session: Session) -> str:
        """How much of it there is, and how it begins."""
        text = session.text(self.path)
        length = len("".join(text.split()))
        return plural("{n} 字：{text}", length, text=shortened(on_one_line(text))) if text else ""

    def said(self, session: Session) -> Iterator[str]:
        """How a text is entered."""
        yield from super().said(session)
        if session.last_text(self.path):
            yield tr("上年的正文打 :上年正文 来看")
        yield tr("{how}；直接回车不改；:编辑 用编辑器，:续 接着写", how=HOW)

    def take(self, talk: Talk, text: str) -> str:
        """All lines to the end of the text, in place of what stands there."""
        return self.write(talk, [] if is_end(text) else [text], "", ended=is_end(text))

    def write(self, talk: Talk, first: list[str], before: str, *, ended: bool = False) -> str:
        """Read lines and put them behind a text.

        Args:
            talk: The conversation.
            first: Lines that were read already.
            before: The text they are put behind.
            ended: Whether these are all.
        """
        if ended and not first:
            talk.onward()
            return ""
        unsent = talk.work.unsent
        keep = partial(_keep_lines, unsent, self.path, before) if talk.lines.terminal else _nothing
        typed, stopped = read_rest(talk.lines, first, keep)
        text = _behind(before, typed)
        refused = self.refusal(text) if text else ""
        if text and not refused:
            talk.work.edit({self.path: text})
        if not refused:
            unsent.drop(lines_of(self.path))
        if stopped is not None:
            raise stopped
        if not refused:
            talk.onward()
        return refused


def _behind(before: str, typed: str) -> str:
    return f"{before}\n{typed}" if before and typed else before or typed


def _keep_lines(unsent: Unsent, path: str, before: str, typed: str) -> None:
    unsent.keep(lines_of(path), (_behind(before, typed),))


def _nothing(_typed: str) -> None:
    """Keep nothing: who answers from a file has it."""


def question_for(cell: Cell) -> Question:
    """The question for a cell, by what it holds."""
    match cell.kind:
        case Kind.COUNT | Kind.CHANGE | Kind.AMOUNT:
            return FigureQuestion(cell)
        case Kind.CHOICE:
            return ChoiceQuestion(cell)
        case Kind.TEXT:
            return TextQuestion(cell)
        case Kind.LINE:
            return CellQuestion(cell)


def questions_of(edition: str, key: str) -> list[Question]:
    """The questions of a section, in the order of the form; the office's year first."""
    typed = [cell for cell in cells_by_path(edition, key).values() if not cell.computed]
    first: list[Question] = [YearQuestion(YEAR)] if YEAR.startswith(f"{key}.") else []
    return [*first, *map(question_for, typed)]
