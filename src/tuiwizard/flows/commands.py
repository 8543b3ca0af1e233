"""The commands on a draft, each once: what it does, and where it works.

The screen gives them keys (`tui/screens/wizard_keys`), the line mode names (`plain/filling`).
"""

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from tuiwizard.flows import (
    correcting,
    filling,
    following,
    handing_over,
    ledger,
    posting_kit,
    publishing,
    reading,
    remarking,
    saving,
    tracing,
    versions,
)
from tuiwizard.flows.work import Work, narrative_of
from tuiwizard.forms.characters import without_invisible
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.layout import grid
from tuiwizard.report.count_record import COUNTED
from tuiwizard.report.remarks import open_remarks
from tuiwizard.report.tally import column_balance
from tuiwizard.session import Session

Flow = Coroutine[Any, Any, object]


class Place(NamedTuple):
    """Where a person is, as far as commands depend on it.

    Attributes:
        session: The draft.
        step: The key of the step.
    """

    session: Session
    step: str

    @property
    def fills(self) -> bool:
        """Whether the person fills in, and not only signs off."""
        return not self.session.sign_off_only

    @property
    def section(self) -> bool:
        """Whether the step is a section of the form, and not the last step."""
        return self.step in self.session.draft.section_keys

    @property
    def table(self) -> bool:
        """Whether the step is a table."""
        edition = self.session.draft.edition
        return self.section and section_model(edition, self.step).kind is SectionKind.TABLE

    @property
    def figures(self) -> bool:
        """Whether the step is a text with single figures."""
        return self.section and not self.table and bool(filling.figures_of(self.session, self.step))

    @property
    def summed(self) -> bool:
        """Whether the step has figures that other reports add up to."""
        return bool(self.session.draft.sources) and (self.table or self.figures)

    @property
    def counted(self) -> bool:
        """Whether the step is a table that a ledger of requests tells, and no other reports."""
        return self.step in COUNTED and not self.session.draft.sources

    @property
    def balances(self) -> bool:
        """Whether the form has a balance for the table."""
        edition = self.session.draft.edition
        first = grid(edition, self.step).cells[0].path if self.table else ""
        return bool(first) and column_balance(edition, first, {}) is not None

    @property
    def narrative(self) -> str:
        """The path of the narrative; empty where there is none."""
        return narrative_of(self.session.draft, self.step)

    @property
    def outline(self) -> bool:
        """Whether the notice gives an outline for the narrative."""
        edition = self.session.draft.edition
        return bool(self.narrative and section_model(edition, self.step).outline)

    @property
    def last_text(self) -> bool:
        """Whether there is last year's text of the narrative."""
        return bool(self.narrative and self.session.last_text(self.narrative))

    @property
    def invisible(self) -> bool:
        """Whether a text of the section has characters without a shape."""
        texts = self.session.draft.entries(self.step).texts.values() if self.section else ()
        return any(text != without_invisible(text) for text in texts)

    @property
    def unseen(self) -> bool:
        """Whether the narrative was brought forward and not looked at since."""
        return bool(self.narrative and self.session.unseen(self.narrative))

    @property
    def text_fixes(self) -> bool:
        """Whether the checks say what to write in the narrative, or in all at the last step."""
        texts = self.narrative or not self.section
        return bool(texts and self.session.text_fixes(self.step if self.narrative else ""))

    @property
    def corrects(self) -> bool:
        """Whether there is a published version that is corrected, or may be."""
        session = self.session
        return bool(session.draft.corrections) or session.signed_version is not None

    @property
    def remarked(self) -> bool:
        """Whether a remark of the approver on the section is open."""
        return bool(open_remarks(self.session.draft, self.step))


class Command(NamedTuple):
    """A command.

    Attributes:
        run: Does it; returns the flow that asks the person, if it asks.
        works: Whether it can be called somewhere.
    """

    run: Callable[[Work], Flow | None]
    works: Callable[[Place], bool] = lambda _: True


COMMANDS = {
    "save": Command(saving.save),
    "preview": Command(publishing.preview),
    "history": Command(versions.compare_versions, lambda at: at.fills),
    "fill_table": Command(filling.fill_table, lambda at: at.fills and at.table),
    "fill_fields": Command(filling.fill_fields, lambda at: at.fills and at.figures),
    "fill_row": Command(filling.fill_row, lambda at: at.fills and at.table),
    "balance": Command(filling.balance, lambda at: at.fills and at.balances),
    "suggestions": Command(
        filling.take_from_last_year,
        lambda at: at.fills and at.table and at.session.case.last is not None,
    ),
    "copy_table": Command(filling.copy_table, lambda at: at.table),
    "insert_sentence": Command(filling.insert_sentence, lambda at: at.fills and bool(at.narrative)),
    "insert_outline": Command(filling.insert_outline, lambda at: at.fills and at.outline),
    "last_text": Command(filling.insert_last_text, lambda at: at.fills and at.last_text),
    "look_at_next": Command(following.look_at_next, lambda at: at.fills and at.unseen),
    "follow_tables": Command(following.follow_tables, lambda at: at.fills and at.text_fixes),
    "external_editor": Command(filling.write_in_editor, lambda at: at.fills and bool(at.narrative)),
    "remove_invisible": Command(filling.remove_invisible, lambda at: at.fills and at.invisible),
    "choose_previous": Command(reading.choose_previous, lambda at: at.fills),
    "ledger": Command(ledger.ledger, lambda at: at.fills and at.counted),
    "units": Command(tracing.show_units, lambda at: at.summed),
    "import_file": Command(reading.import_file, lambda at: at.fills),
    "import_text": Command(reading.import_text, lambda at: at.fills),
    "copy_report": Command(publishing.copy_report, lambda at: at.step == "publish"),
    "copy_for_editor": Command(publishing.copy_for_editor, lambda at: at.step == "publish"),
    "posting_kit": Command(posting_kit.write_kit, lambda at: at.step == "publish"),
    "hand_over": Command(handing_over.hand_over),
    "correct": Command(correcting.correct, lambda at: at.fills and at.corrects),
    "remarks": Command(remarking.remarks, lambda at: not (at.fills and at.remarked)),
    "remark": Command(remarking.remark_here, lambda at: not at.fills and at.section),
    "settle_remark": Command(remarking.settle, lambda at: at.fills and at.remarked),
}
"""Every command by its name."""


_ONWARD = ("check", "next", "help", "palette", "leave", "command('preview')", "steps", "undo")
_AT_THE_END = ("help", "palette", "leave", "command('preview')", "steps", "command('remarks')")
KEYS_SHOWN = {
    "table": (
        "command('fill_table')",
        "command('balance')",
        "command('suggestions')",
        "command('remark')",
        *_ONWARD,
        "edit_in_place",
    ),
    "text": (
        "command('insert_sentence')",
        "command('insert_outline')",
        "command('fill_fields')",
        "command('last_text')",
        "command('look_at_next')",
        "command('follow_tables')",
        "command('remove_invisible')",
        "command('remark')",
        *_ONWARD,
    ),
    "field": ("command('fill_fields')", "command('remark')", *_ONWARD),
    "choice": ("ask", "clear", "command('remark')", *_ONWARD),
    "findings": ("usual", "fix", "explain", "sign_off", "output", *_AT_THE_END),
    "": ("sign_off", "output", *_AT_THE_END),
}
"""The actions whose keys are shown for each kind of thing that has the keys, the first first.

As many are shown as fit, each whole: those of the thing itself come before those of all steps.
"""
