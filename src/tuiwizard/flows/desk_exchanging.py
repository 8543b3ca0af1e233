"""往来 from the desk: an answer, a note, whom to call, what a new version has changed."""

from pathlib import Path

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.exchange import Deed, Entry, entry_words
from tuiwizard.county.exchange_book import add_entries, kept_copy
from tuiwizard.county.received_file import read_file
from tuiwizard.flows.ask import TICKED, Choice, Field, Form, Option
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.report.table_diff import draft_changes
from tuiwizard.session import clock
from tuiwizard.session.draft_diff import change_lines
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

ANSWER, NOTE, CONTACT, CHANGES = "answer", "note", "contact", "changes"


async def exchange(work: DeskWork) -> None:
    """Show what was said with the office of the current row, and write down what is new."""
    row = work.surface.row
    if row is None:
        return
    options = [
        Option(ANSWER, tr("记下答复")),
        Option(NOTE, tr("记一条备注，例如 1月18日电话催报")),
        Option(CONTACT, tr("写联系人")),
    ]
    if row.exchange.last is not None and row.exchange.new:
        options.insert(0, Option(CHANGES, tr("看新稿和退回时比改了什么")))
    title = tr("往来：{agency}", agency=on_one_line(row.agency))
    question = Choice("exchange", title, options, about=about(row))
    match await work.ask.choose(question):
        case "changes":
            await _show_changes(work, row)
        case "answer":
            await _write_answer(work, row)
        case "note":
            await _write_note(work, row)
        case "contact":
            await _write_contact(work, row)


def about(row: DeskRow) -> list[str]:
    """Return what was said with the office of a row, the latest last."""
    said = row.exchange
    lines = [words for words in (said.contact_words, said.words) if words]
    lines += [entry_words(entry) for entry in said.entries if entry.deed is not Deed.CONTACT]
    return [on_one_line(line) for line in lines or [tr("还没有往来")]]


async def _write_answer(work: DeskWork, row: DeskRow) -> None:
    fields = (
        Field(tr("怎么答复的")),
        Field(tr("照此办结，不再追问"), tick=True, passed=True),
    )
    title = tr("“{agency}”的答复", agency=on_one_line(row.agency))
    typed = await work.ask.write(Form("exchange.answer", title, fields))
    if typed is not None and typed[0].strip():
        settled = typed[1] == TICKED
        entry = _entry(Deed.ANSWERED, row)._replace(text=typed[0].strip(), settled=settled)
        await write_down(work, entry)


async def _write_note(work: DeskWork, row: DeskRow) -> None:
    title = tr("“{agency}”的备注", agency=on_one_line(row.agency))
    typed = await work.ask.write(Form("exchange.note", title, (Field(tr("备注")),)))
    if typed is not None and typed[0].strip():
        await write_down(work, _entry(Deed.NOTED, row)._replace(text=typed[0].strip()))


async def _write_contact(work: DeskWork, row: DeskRow) -> None:
    title = tr("“{agency}”的联系人", agency=on_one_line(row.agency))
    field = Field(tr("姓名、电话（只记在这个文件夹里，不发给别的单位）"), row.exchange.contact)
    typed = await work.ask.write(Form("exchange.contact", title, (field,)))
    if typed is not None and typed[0].strip() not in ("", row.exchange.contact):
        entry = _entry(Deed.CONTACT, row)._replace(text=typed[0].strip(), year=None)
        await write_down(work, entry)


async def write_down(work: DeskWork, *entries: Entry) -> None:
    """Put entries into the book of the folder, and show them."""
    folder = work.surface.desk.folder
    await work.in_thread(lambda: add_entries(folder, entries))
    work.ask.written()
    work.surface.look_again()
    work.ask.tell(tr("已记下"))


def _entry(deed: Deed, row: DeskRow) -> Entry:
    file = row.path.name if row.path is not None else ""
    return Entry(deed, clock.now(), row.agency, row.year, file=file, sha256=row.sha256)


async def _show_changes(work: DeskWork, row: DeskRow) -> None:
    """Show where the report differs from the version that was asked about."""
    last, now = row.exchange.last, row.path
    assert last is not None
    assert now is not None
    before = kept_copy(work.surface.desk.folder, last.sha256, last.file)
    lines = await work.in_thread(lambda: lines_between(before, now))
    title = tr("{agency}：退回时和现在", agency=row.agency)
    await work.ask.show(on_one_line(title), lines)


def lines_between(before: Path, now: Path) -> list[str]:
    """Return how two files of a report differ: how many places, and each of them.

    Raises:
        TuiwizardError: One of them cannot be read.
    """
    found = draft_changes(read_file(before).draft, read_file(now).draft)
    if not found:
        return [tr("内容相同，只是写法不同")]
    lines = change_lines(found, (tr("前"), tr("后")))
    return [plural("{n} 处不同", len(found)), "", *lines]
