"""What the program says: which language it speaks, and that its English is whole."""

import ast
import os
import pickle
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Message

from tests import catalogue, program
from tests.county import generated
from tuiwizard import words
from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_row import DeskRow, read_desk_row
from tuiwizard.drafts import store

ENGLISH = catalogue.translated()
MESSAGES = [message for message in ENGLISH if message.id]
MODULES = sorted(f.relative_to(catalogue.ROOT).as_posix() for f in catalogue.ROOT.rglob("*.py"))
_BEFORE_CHOOSING = """
import tuiwizard.words as words
said = []
words.tr = words.plural = lambda text, *_: said.append(text)
import tuiwizard.cli
print(said)
"""


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """One text, or the forms of one that counts."""
    return [value] if isinstance(value, str) else list(value or ())


def fields(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# The catalogue


def test_every_text_of_the_source_is_in_the_catalogue_and_no_other() -> None:
    """`make words` takes up what is new and drops what is gone."""
    source = {tuple(texts(message.id)) for message in catalogue.extracted() if message.id}
    assert source
    assert source == {tuple(texts(message.id)) for message in MESSAGES}


def faults(message: Message) -> Iterator[str]:
    """What is wrong with a translation."""
    source = fields(texts(message.id)[0])
    said = texts(message.string)
    if message.fuzzy or len(said) != len(texts(message.id)) or not all(said):
        yield "it is not translated"
    if any(fields(text) != source for text in said):
        yield "other things stand in braces"
    if any(catalogue.CHINESE.search(catalogue.LABEL.sub("", text)) for text in said):
        yield "it is Chinese, and not a label in “quotes”"


def test_every_text_is_translated_with_what_stands_in_it() -> None:
    found = {texts(message.id)[0]: list(faults(message)) for message in MESSAGES}
    assert {text: wrong for text, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        (Message("{n} 格", ""), 2),
        (Message("{n} 格", "cells"), 1),
        (Message(("{n} 格", "{n} 格"), ("{n} cell", "")), 2),
        (Message("机关", "机关"), 1),
        (Message("机关", "“机关”"), 0),
    ],
    ids=lambda value: value.id[0] if isinstance(value, Message) else str(value),
)
def test_a_poor_translation_is_seen(message: Message, wrong: int) -> None:
    assert len(list(faults(message))) == wrong


def test_no_translation_is_said_twice() -> None:
    """Lines of a catalogue that are joined by hand on a conflict make `so it isso it is`."""
    for message in catalogue.translated():
        text = message.string
        if isinstance(text, str) and len(text) > 30:
            assert text not in (text + text)[1:-1], text


def test_what_gettext_reads_is_what_was_written() -> None:
    same = catalogue.MO.read_bytes() == catalogue.compiled(ENGLISH)  # 250 KB are not to be shown
    assert same, "make words"


@pytest.mark.parametrize("name", MODULES)
def test_what_is_said_goes_through_the_catalogue(name: str) -> None:
    source = (catalogue.ROOT / name).read_text("utf-8")
    found = catalogue.unworded(source, name)
    assert [f"line {node.lineno}: {ast.unparse(node)}" for node in found.literals] == []
    assert found.needless == []


UNWORDED = '''
"""文档。"""
NAME = "名称"
TYPED = ("甲", "乙")  # not said: typed
def f(n):
    """说明。"""
    if n.startswith("甲") or n in ("甲", "乙") or re.match("第.*条", n):
        raise SaveError("没存")
    return tr("已说", what=tr("也说")), plural("{n} 格", n), f"没说 {n}", g("也没说")
said = f"[{tr('已说')}] {f(x or '没说')}"
Command("改数", "m", tr("编号"), "没说")
other = "abc"  # not said: typed
third = "没说"  # not said: because
'''


def test_a_text_that_is_not_worded_is_seen_whatever_it_is_called() -> None:
    found = catalogue.unworded(UNWORDED)
    assert [ast.literal_eval(node) for node in found.literals if node.lineno != 9] == [
        *("名称", "没存", "没说", "没说"),
    ]
    assert [node.lineno for node in found.literals] == [3, 8, 9, 9, 10, 11]
    assert found.needless == [12, 13]
    worded = {str(w.literal.value): w.counted for w in catalogue.wordings(ast.parse(UNWORDED))}
    assert worded == {"已说": False, "也说": False, "编号": False, "{n} 格": True}


def test_a_silent_module_says_what_it_raises() -> None:
    found = catalogue.unworded(UNWORDED, "forms/cover.py")
    assert [node.lineno for node in found.literals] == [8]


def test_no_module_is_silent_that_is_not_there() -> None:
    for name in catalogue.SILENT:
        assert (catalogue.ROOT / name).exists(), name


# The functions


def test_chinese_is_said_as_it_stands() -> None:
    assert words.spoken() == "zh"
    assert words.tr("已保存 {path}", path="a.toml") == "已保存 a.toml"
    assert words.tr("{没有值时不动}") == "{没有值时不动}"
    assert words.plural("{n} 字", 2) == "2 字"


@pytest.mark.usefixtures("english")
def test_english_is_looked_up_and_counted() -> None:
    assert words.spoken() == "en"
    assert words.tr("已保存 {path}", path="a.toml") == "Saved a.toml"
    assert words.plural("{n} 字", 1) == "1 character"
    assert words.plural("{n} 字", 2) == "2 characters"
    assert words.tr("目录里没有的话") == "目录里没有的话"
    assert os.environ[words.VARIABLE] == "en"  # for the processes it starts


@pytest.mark.usefixtures("english")
def test_what_is_printed_is_chinese() -> None:
    kept = words.Message("机关")
    with words.printing():
        assert (words.spoken(), str(kept), words.plural("{n} 字", 2)) == ("zh", "机关", "2 字")
    assert (words.spoken(), str(kept)) == ("en", "Agency")


@pytest.mark.usefixtures("english")
def test_what_reports_say_of_one_another_can_be_printed(tmp_path: Path) -> None:
    for name in ("甲.toml", "乙.toml"):
        store.save(tmp_path / name, generated.unit(0))
    desk = Desk(tmp_path).updated(look(tmp_path), map(read_desk_row, look(tmp_path)))
    desk = cross_checked(desk)
    assert not any(catalogue.CHINESE.search(catalogue.LABEL.sub("", m)) for m in said(desk.rows))
    with words.printing():
        assert all("请只留一份" in message for message in said(desk.rows))


def said(units: Iterable[DeskRow]) -> list[str]:
    """What reports say of one another; the names of the files are Chinese in any language."""
    messages = [one.message for unit in units for one in unit.cross_findings]
    return [re.sub(r"\S+\.toml", "", str(message)) for message in messages]


def test_nothing_speaks_before_the_command_line_has_been_looked_at() -> None:
    done = program.run_python(_BEFORE_CHOOSING)
    assert done.stdout.split() == [b"[]"]


# Messages

PLACE = words.Message("{path} 第 {n} 行", path="a.toml", n=3)


def test_a_message_is_a_value_until_it_is_worded() -> None:
    listed = words.Message("缺{labels}", labels=words.Joined("、", ["甲", words.Message("机关")]))
    assert (str(PLACE), f"{listed}") == ("a.toml 第 3 行", "缺甲、机关")
    assert str(words.Plural("{n} 字", 2)) == "2 字"
    assert str(words.Message("{没有值时不动}")) == "{没有值时不动}"
    assert PLACE.values["n"] == 3
    assert words.Message("机关") == words.Message("机关") != words.Plural("机关", 1)
    assert len({PLACE, words.Message("{path} 第 {n} 行", path="a.toml", n=3), listed}) == 2
    for message in (PLACE, listed, words.Plural("{n} 字", 2)):
        assert pickle.loads(pickle.dumps(message)) == message


@pytest.mark.usefixtures("english")
def test_a_message_speaks_the_language_of_who_sees_it() -> None:
    listed = words.Joined("、", ["甲", words.Message("机关"), words.Plural("{n} 字", 1)])
    assert str(listed) == "甲, Agency, 1 character"
    assert listed.in_chinese() == "甲、机关、1 字"


# The choice


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "EN-GB"}, "en"),
        ({"LANG": "English_United States.1252"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANG": "enm"}, "zh"),
        ({"LANG": ""}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "C"}, "zh"),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, "en"),
        ({"TUIWIZARD_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"TUIWIZARD_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
    ],
    ids=str,
)
def test_the_environment_says_the_language(environment: dict[str, str], language: str) -> None:
    assert words.preferred(environment) == language
