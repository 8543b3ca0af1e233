"""Every key is described in Chinese, Textual's own keys included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.app import App
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Input, OptionList, TextArea

from tuiwizard import tui
from tuiwizard.tui import chinese
from tuiwizard.tui.chinese import WORDS, ChineseScreen

TEXTUAL: tuple[type[DOMNode], ...] = (
    App,
    Screen,
    ModalScreen,
    TextArea,
    Input,
    OptionList,
    Button,
    ScrollableContainer,
)
"""Textual's own classes that the wizard shows."""

_LATIN = re.compile("[A-Za-z]")


def below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def ours() -> list[type[DOMNode]]:
    """Every screen and widget of the wizard."""
    for module in walk_packages(tui.__path__, f"{tui.__name__}."):
        import_module(module.name)
    found = {one for one in below(DOMNode) if one.__module__.startswith(tui.__name__)}
    return sorted(found, key=lambda one: one.__qualname__)


OURS = ours()


def bindings(kind: type[DOMNode]) -> list[Binding]:
    """The keys of a class and of all it is made from."""
    parts = [vars(one).get("BINDINGS", ()) for one in kind.__mro__]
    return [binding for part in parts for binding in Binding.make_bindings(part)]


def english(found: list[Binding]) -> list[str]:
    """Descriptions that stay English on the screen."""
    shown = (WORDS.get(binding.description, binding.description) for binding in found)
    return [text for text in shown if _LATIN.search(text)]


@pytest.mark.parametrize("kind", (*TEXTUAL, *OURS), ids=lambda kind: kind.__name__)
def test_every_key_of_a_class_is_described_in_chinese(kind: type[DOMNode]) -> None:
    assert english(bindings(kind)) == []


def test_the_wizard_uses_no_other_class_of_textual() -> None:
    """What our classes are made from is walked with them; what they only use is listed above."""
    used = {
        value
        for kind in OURS
        for value in vars(import_module(kind.__module__)).values()
        if isinstance(value, type)
        and issubclass(value, DOMNode)
        and value.__module__.startswith("textual.")
    }
    assert {kind.__name__ for kind in used if english(bindings(kind))} == set()


def test_there_are_keys_to_look_at() -> None:
    assert {"WizardApp", "WizardScreen", "TableGrid", "ProposalDialog"} <= {
        k.__name__ for k in OURS
    }
    assert len(bindings(TextArea)) > 30
    assert any(binding.description in WORDS for binding in bindings(Screen))
    assert english([Binding("f12", "x", "Open the door")]) == ["Open the door"]


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_our_own_keys_say_what_they_do_in_words_and_hints(kind: type[DOMNode]) -> None:
    for binding in Binding.make_bindings(vars(kind).get("BINDINGS", ())):
        assert binding.description
        assert not _LATIN.search(binding.description + binding.tooltip)


def test_the_words_are_chinese() -> None:
    for word in WORDS.values():
        assert re.search("[\u4e00-\u9fff]", word)
        assert not _LATIN.search(word)


def test_every_screen_of_ours_translates_its_keys() -> None:
    screens = [kind for kind in OURS if issubclass(kind, Screen)]
    assert screens
    assert all(issubclass(kind, ChineseScreen) for kind in screens)


def test_a_translated_key_is_the_same_key() -> None:
    own = Binding("tab", "app.focus_next", "Focus Next", show=False, priority=True, tooltip="提示")
    assert chinese._in_chinese(own) == replace(own, description="下一项")
    assert chinese._in_chinese(Binding("f2", "edit", "修改")).description == "修改"
