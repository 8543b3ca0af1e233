"""Every screen of the wizard in English, as text: run as a process, for one speaks one language.

Prints a JSON list of screens, each a name and the texts on it, what is typed in the draft left out.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Footer, Input, OptionList, Static

from tests.tui.conftest import TEXTS, Desk, complete, started
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.widgets.choice import Choice
from tuiwizard.tui.widgets.finding_detail import FindingDetail
from tuiwizard.tui.widgets.finding_list import FindingList

WRONG = complete().with_texts(
    {
        "agency.level": "",
        "agency.contact.postcode": "1\n2",
        "overview.text": "（一）主动公开。\n本年新收政府信息公开申请12件，XX全部按时答复。",
        "proactive.rules.issued": "5",
        "requests.received.natural_person": "30",
        "requests.received.business": "1,x",
        "requests.carried_out.natural_person": "3",
        "requests.outcomes.other.fee_overdue.research": "6",
        "appeals.review.upheld": "",
        "problems.text": "问题不多。",
        "other_matters.fee_notices": "",
    }
)
TYPED = (*TEXTS.values(), "问题不多。")
"""Texts of the drafts."""

KEYS = {
    "agency": ("f1", "ctrl+p", "ctrl+g", "ctrl+n"),
    "requests": ("f1", "f5", "f6", "f7", "f9", "ctrl+l", "f12", "ctrl+n"),
    "overview": ("f1", "f5", "f6", "f7", "ctrl+n"),
    "publish": ("f1", "f2", "f3", "f5", "f6", "shift+f3", "shift+f4", "shift+f5"),
}
"""What is pressed in a step, each followed by Esc."""


def texts(widget: Widget) -> Iterator[str]:
    """What a widget says, whole, and not as it is broken on the screen."""
    if isinstance(widget, FindingDetail):
        yield "".join(str(widget.query_one(Static).visual).split("\n"))  # whole, as any other text
    elif isinstance(widget.parent, FindingDetail):
        return
    elif isinstance(widget, OptionList):
        yield from (str(option.prompt) for option in widget.options)
    elif isinstance(widget, Input):
        yield widget.placeholder
    elif isinstance(widget, Button):
        yield str(widget.label)
    elif isinstance(widget, Static | Choice):
        shown = widget.visual if isinstance(widget, Static) else widget.render()
        yield str(shown) if isinstance(shown, Content) else ""
    yield str(widget.border_title or "")
    yield str(widget.border_subtitle or "")


def said(desk: Desk) -> list[str]:
    """Everything that the screen says now, its keys and toasts included."""
    screen = desk.app.screen
    found = [text for widget in screen.walk_children(Widget) for text in texts(widget)]
    if screen.query(Footer):
        found += [active.binding.description for active in screen.active_bindings.values()]
    return [text.strip() for text in (*found, *desk.notes) if text.strip()]


async def screens(draft: Draft, name: str) -> AsyncIterator[tuple[str, list[str]]]:
    """Each step of a draft, and what opens over it."""
    session = Session(draft, Path(f"{name}.toml"))
    app = WizardApp(session)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        for step in (*draft.section_keys, "publish"):
            await desk.to(step)
            yield f"{name} {step}", said(desk)
            for key in KEYS.get(step, ("f1",)):
                await desk.press(key)
                yield f"{name} {step} {key}", said(desk)
                for _ in range(3):
                    if not desk.no_dialog:
                        await desk.press("escape")
                await desk.to(step)
        found = desk.wizard.query_one(FindingList)
        for at in range(found.option_count):
            if not found.get_option_at_index(at).disabled:
                found.highlighted = at
                await desk.rest()
                rule = (
                    found.row.rule if isinstance(found.row, Finding) else type(found.row).__name__
                )
                yield f"{name} finding {at} {rule}", said(desk)


async def start_page() -> tuple[str, list[str]]:
    """The page that opens without a draft."""
    app = WizardApp(None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        return "start", said(desk)


async def every_screen() -> list[tuple[str, list[str]]]:
    """All of them, of a wrong draft, a blank one and one on the form of 2019."""
    found = [await start_page()]
    for name, draft in (("wrong", WRONG), ("blank", started()), ("2019", started(year=2019))):
        found += [screen async for screen in screens(draft, name)]
    return found


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    print(json.dumps(asyncio.run(every_screen()), ensure_ascii=False))
