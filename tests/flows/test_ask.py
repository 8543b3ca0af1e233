"""Answers that are known before a question is asked, and flows that are never suspended."""

import asyncio
from pathlib import Path

import pytest

from tuiwizard.errors import CommandError
from tuiwizard.flows.ask import (
    NO,
    YES,
    Choice,
    Field,
    FilePick,
    Form,
    Given,
    Option,
    Proposal,
    Tone,
    drive,
)
from tuiwizard.plain.unattended import Nobody

CHOICE = Choice("sure", "确定？", (Option(NO, "不"), Option(YES, "好")))
FORM = Form("name", "姓名", (Field("姓名"),))
FILE = FilePick("file", "哪个文件？")
PROPOSAL = Proposal("take", "读入", ("读到 3 项",), "读入")


def test_a_given_answer_is_not_asked_for() -> None:
    given = Given({"sure": YES, "name": ("张三",), "file": "a.toml", "take": True}, Nobody())
    assert drive(given.choose(CHOICE)) == YES
    assert drive(given.write(FORM)) == ("张三",)
    assert drive(given.pick_file(FILE)) == Path("a.toml")
    assert drive(given.confirm(PROPOSAL))
    assert not drive(given.confirm(PROPOSAL._replace(useful=False))), "there is nothing to take"


def test_an_answer_that_is_no_option_is_refused() -> None:
    nobody = Nobody()
    assert drive(Given({"sure": "maybe"}, nobody).choose(CHOICE)) is None
    assert nobody.refused == ["没有“maybe”，请写 1 到 2 的编号"]


def test_what_is_not_given_is_asked_of_the_other() -> None:
    given = Given({}, Nobody())
    with pytest.raises(CommandError, match="确定？"):
        drive(given.choose(CHOICE))
    assert drive(given.write(FORM)) is None
    assert drive(given.pick_file(FILE)) is None
    assert drive(given.confirm(PROPOSAL)), "nobody objects to what is clean"
    assert not drive(given.confirm(PROPOSAL._replace(clean=False)))


def test_nobody_keeps_what_is_said() -> None:
    nobody = Nobody()
    nobody.tell("已签发")
    nobody.tell("没有签发", Tone.REFUSAL)
    drive(nobody.show("还不能签发", ["缺审核人", "缺日期"]))
    assert (nobody.done, nobody.refused) == (
        ["已签发"],
        ["没有签发", "还不能签发：缺审核人；缺日期"],
    )


def test_a_flow_that_would_wait_is_a_fault_where_nothing_can_be_awaited() -> None:
    with pytest.raises(RuntimeError, match="suspended"):
        drive(asyncio.sleep(0))
