"""A remark of the reviewer in words: where, what, who and when, and what became of it."""

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Remark
from tuiwizard.report.remarks import open_remarks, remarks
from tuiwizard.session.view import on_one_line, step_name
from tuiwizard.words import plural, tr


def place_name(draft: Draft, place: str) -> str:
    """A section or a cell in words: `三、申请办理`, `三、申请办理 自然人 · 本年新收`."""
    key, _, rest = place.partition(".")
    name = step_name(draft, key)
    cell = cells_by_path(draft.edition, key).get(place) if rest else None
    return name if cell is None else f"{name} {short_label(cell)}"


def remark_text(remark: Remark) -> str:
    """What is to be changed, behind the words it is about."""
    text = on_one_line(remark.text)
    if not remark.passage:
        return text
    return tr("“{passage}”：{text}", passage=on_one_line(remark.passage), text=text)


def said_by(remark: Remark) -> str:
    """Who made a remark, and on which day: `（李四 2026-01-13）`; empty if neither is known."""
    day = remark.at.date().isoformat() if remark.at is not None else ""
    who = " ".join(part for part in (on_one_line(remark.by), day) if part)
    return tr("（{who}）", who=who) if who else ""


def outcome(remark: Remark) -> str:
    """What became of a remark: open, settled, accepted, and the answer."""
    state = tr("未处理")
    if remark.settled:
        state = tr("已认可") if remark.accepted else tr("已处理")
    elif remark.answer:
        state = tr("退回重改")
    if not remark.answer:
        return state
    return tr("{state}，答复：{answer}", state=state, answer=on_one_line(remark.answer))


def remark_line(draft: Draft, remark: Remark) -> str:
    """All of a remark in a line: `三、申请办理：请核对（李四 2026-01-13） 未处理`."""
    said = tr("{place}：{text}", place=place_name(draft, remark.place), text=remark_text(remark))
    return f"{said}{said_by(remark)} {outcome(remark)}"


def of_section(draft: Draft, section: str) -> str:
    """What is remarked on a section, in a line: the open ones first; empty if there is nothing."""
    open_, every = open_remarks(draft, section), remarks(draft, section)
    shown = open_ or tuple(remark for remark in every if not remark.accepted)
    if not shown:
        return ""
    first, rest = shown[0], len(shown) - 1
    place = f"{_cell(draft, first)}" if "." in first.place else ""
    text = f"{place}{remark_text(first)}{said_by(first)}"
    if first.settled or first.answer:
        text = f"{text} {outcome(first)}"
    return text + (plural("；还有 {n} 条", rest) if rest else "")


def _cell(draft: Draft, remark: Remark) -> str:
    name = place_name(draft, remark.place).removeprefix(step_name(draft, remark.section)).strip()
    return tr("{name}：", name=name)
