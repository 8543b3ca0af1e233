"""The screen and the line mode ask the same questions in the same words."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ledger.office import write_ledger
from tests.published import committed
from tests.tui.conftest import Open
from tests.tui.test_ledger import shown
from tuiwizard.drafts import store
from tuiwizard.flows.ask import CellPick, Choice, FilePick, Form, Proposal
from tuiwizard.forms.layout import cells
from tuiwizard.plain import converse
from tuiwizard.plain.line_ask import LineAsk
from tuiwizard.plain.lines import Lines
from tuiwizard.rendering.formats import FORMATS
from tuiwizard.rendering.markdown import render
from tuiwizard.report.draft import Draft
from tuiwizard.session.view import cell_label
from tuiwizard.tui.screen_ask import ScreenAsk
from tuiwizard.tui.screens.cell_pick import CellPickDialog
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.widgets.finding_list import FindingList
from tuiwizard.tui.widgets.table_step import TableStep

Question = Choice | Form | FilePick | Proposal | CellPick
Words = tuple[str, ...]

RECEIVED = "requests.carried_in.natural_person"


def words(question: Question) -> Words:
    """Everything of a question that can be read; the keys of undo differ by their nature."""
    return tuple(text.replace("Ctrl+Z", ":撤销") for text in _words(question))


def _words(question: Question) -> Words:
    match question:
        case Choice():
            lines = tuple(option.line for option in question.options)
            return (question.title, *question.about, *lines)
        case Form():
            labels = tuple(field.label for field in question.fields)
            return (question.title, *question.about, *labels, question.verb, question.withdraw)
        case FilePick():
            return (question.title, question.verb)
        case CellPick():
            rows = tuple(row for offer in question.offers for row in offer.rows)
            figures = tuple(f"{o.label} {o.now} {o.offered}" for o in question.offers)
            return (question.title, *question.about, *figures, *rows)
        case Proposal():
            return (question.title, *question.lines, question.verb)


@contextmanager
def recorded(asking: type[ScreenAsk] | type[LineAsk]) -> Iterator[dict[str, Words]]:
    """What is asked inside, by the names of the questions; the first time of each."""
    asked: dict[str, Words] = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("choose", "write", "pick_file", "confirm", "pick_cells"):

            def record(
                self: object, question: Question, ask: object = getattr(asking, name)
            ) -> object:
                asked.setdefault(question.name, words(question))
                return ask(self, question)  # type: ignore[operator] # a method of the class

            patch.setattr(asking, name, record)
        yield asked


@pytest.fixture
def draft(folder: Path) -> Draft:
    """A report with a doubtful number, compared with last year's, of which there is a version."""
    last = committed("pingtan-2020").draft()
    store.save(folder / "last.toml", last.with_texts({"requests.carried_out.natural_person": "9"}))
    (folder / "posted.md").write_text(render(last, as_draft=True), "utf-8")
    write_ledger(folder / "台账.xlsx", year=2021)
    text = "2021年，新收政府信息公开申请99件。"
    return committed("pingtan-2021").draft().with_texts({"overview.text": text})


async def on_the_screen(open_wizard: Open, draft: Draft, folder: Path) -> dict[str, Words]:
    (folder / "draft-草稿（未经审核）.md").write_text("", "utf-8")
    with recorded(ScreenAsk) as asked:
        async with open_wizard(draft, "requests") as desk:
            await desk.wizard.action_command("choose_previous")
            await desk.press(*"last.toml", "enter", "enter")
            await desk.to(RECEIVED)
            await desk.press("f3", "escape")
            await desk.paste("1\t2")
            await desk.press("escape")
            (folder / "台账.toml").unlink(missing_ok=True)
            await desk.press("ctrl+l")
            await desk.type("台账.xlsx")
            await desk.press("enter")
            await shown(desk, FormDialog)
            await desk.press("enter")
            await shown(desk, ChoiceDialog)
            await desk.press("enter", "enter")
            await shown(desk, FormDialog)
            await desk.type("2021-06-20")
            await desk.press("enter")
            await shown(desk, CellPickDialog)
            await desk.press("escape")
            await desk.to("overview")
            await desk.press("f5", "escape", "f3", "escape")
            await desk.wizard.action_command("import_file")
            await desk.press(*"posted.md", "enter", "escape")
            await desk.press("f12", "enter", "escape")
            await desk.to("publish")
            desk.wizard.query_one(FindingList).go_to("R701")
            await desk.press(
                "f2", "escape", "f6", *["down"] * len(FORMATS), "enter", "escape", "escape"
            )
    return asked


def line_by_line(draft: Draft, folder: Path) -> dict[str, Words]:
    (folder / "draft-草稿（未经审核）.md").write_text("", "utf-8")
    path = folder / "draft.toml"
    path.unlink(missing_ok=True)
    store.save(path, draft)
    (folder / "台账.toml").unlink(missing_ok=True)
    answers = (
        *(":上年", "last.toml", f":转到 {RECEIVED.replace('natural_person', 'business')}", ":带入"),
        *("", f":转到 {RECEIVED}", ":粘贴", "1\t2", ".", "否"),
        *(":台账 台账.xlsx", "", "1", "1", "2021-06-20", "否"),
        *(":转到 overview", ":数据句", "", ":上年正文", "", ":读入 posted.md", "否"),
        *(":历史", "1", "", ":检查", ":说明 1", "", ":转到 publish.output", "1", "1"),
    )
    source = io.BytesIO("".join(f"{answer}\n" for answer in answers).encode())
    with recorded(LineAsk) as asked:
        converse(path, Lines(source, io.StringIO(), terminal=True), step="requests")
    return asked


async def test_the_same_questions_in_the_same_words(
    open_wizard: Open, draft: Draft, folder: Path
) -> None:
    screen = await on_the_screen(open_wizard, draft, folder)
    lines = line_by_line(draft, folder)
    both = screen.keys() & lines.keys()
    assert {
        *("previous", "suggestions", "sentence", "last_text", "paste", "import", "version"),
        *("version.restore", "reason", "output.overwrite"),
        *("ledger.who", "ledger.outcome.信息不存在", "ledger.applicant.其他组织", "ledger.take"),
        "ledger.rows.台账!6.closed",
    } <= both
    versions = ("version", "version.restore")  # each has the time of its own versions
    assert {n: screen[n] for n in both if n not in versions} == {
        n: lines[n] for n in both if n not in versions
    }
    assert [screen[name][0][:3] for name in versions] == [lines[name][0][:3] for name in versions]


@pytest.mark.parametrize("edition", ["2019", "2021"])
async def test_each_cell_has_the_same_label_in_both(open_wizard: Open, edition: str) -> None:
    """The line mode's labels are held by tests/plain/test_answering.py; here the screen's."""
    async with open_wizard(Draft.new(int(edition)), "proactive", (200, 60)) as desk:
        for key in ("proactive", "requests", "appeals"):
            await desk.to(key)
            table = desk.wizard.query_one(TableStep)
            for cell in cells(edition, key):
                table.go_to(cell.path)
                table._tell()
                lines = desk.words("#detail").split("\n")
                assert any(line.startswith(cell_label(cell)) for line in lines)
