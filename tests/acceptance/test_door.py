"""The browser door in Chromium: a report of zeros from nothing to the posted file."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.acceptance.visitor import Visitor, door, visitor
from tests.program import run
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import DEFAULT, FORMATS, write
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus, sign_off_status

AGENCY = "甲县司法局"
OVERVIEW = "本机关全年主动公开机构职能和办事指南，没有制发规范性文件，没有收到政府信息公开申请。"
PROBLEMS = (
    "一是主动公开的内容还不够细，群众查找办事指南不够方便；二是公开的时间有早有晚。"
    "改进：下一年逐项补齐栏目，指定专人按月检查，按时公开。"
)
MADE_FROM = {
    "xterm.mjs": "xterm/lib/xterm.mjs",
    "xterm.css": "xterm/css/xterm.css",
    "LICENSE": "xterm/LICENSE",
    "addon-fit.mjs": "addon-fit/lib/addon-fit.mjs",
    "addon-unicode11.mjs": "addon-unicode11/lib/addon-unicode11.mjs",
}


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def person(tools: Path, downloads: Path) -> Iterator[Visitor]:
    with visitor(tools, downloads) as person:
        yield person


def start_new(person: Visitor) -> None:
    person.wait_for("新建年报")
    person.press("Enter")
    person.wait_for("机关名称（全称）")
    person.commit(AGENCY)
    person.press("Enter", "Control+KeyA")
    person.type("2025")
    person.press("Enter")
    person.wait_for("新年报的草稿文件")
    person.press("Control+KeyA")
    person.type("report.toml")
    person.press("Enter")


def go_on(person: Visitor, step: int) -> None:
    """The next step, by the key that the browser leaves to the page."""
    person.press("Alt+KeyN")
    person.wait_for(f"[{step}")


def fill_in(person: Visitor) -> None:
    person.wait_for("[1", "请选择")
    person.press("Enter")
    person.wait_for("返回（Esc）")
    person.press("Enter")
    person.wait_for("[1基本情况 完")
    go_on(person, 2)
    person.commit(OVERVIEW)
    person.wait_for(OVERVIEW[:10])
    for step in (3, 4, 5):
        go_on(person, step)
        person.press("F5")
    go_on(person, 6)
    person.commit(PROBLEMS)
    go_on(person, 7)
    person.commit("无。")
    person.press("F6")
    go_on(person, 8)
    person.wait_for("均为零")
    person.press("F9")
    person.wait_for("已写说明")


def sign(person: Visitor) -> None:
    person.press("F5", *["Enter"] * len(CHECKLIST))
    for _, words in SIGNATORIES:
        person.commit(f"{words}甲")
        person.press("Enter")
    person.press("Enter")
    person.wait_for("输出公布稿")


def test_a_report_of_zeros_from_nothing_to_the_posted_file(
    person: Visitor, downloads: Path, tmp_path: Path
) -> None:
    with door(tmp_path) as address:
        opened = person("open", address=address)
        assert opened["status"] == 200
        assert address.rpartition("/")[2] not in opened["address"]
        for known in (address, opened["address"]):  # used up, and without it
            other = person("open", address=known, another=True)
            assert other["status"] == 403
            assert "只认第一个打开它的浏览器" in other["said"]
        person("reload")
        start_new(person)
        fill_in(person)
        sign(person)
        person.press(*["ArrowDown"] * len(FORMATS), "Enter")
        person.wait_for("接下来")
        posted = (tmp_path / "report.md").read_bytes()
        download(person, downloads / "report.md")
        assert (downloads / "report.md").read_bytes() == posted
        person.press("Escape")
        person.wait_for("[8", gone="接下来")
        person.press("Alt+KeyQ")
        person.wait_until(lambda: "已经离开" in person("words"), "farewell")
        assert "已保存 report.toml" in person.screen
        download(person, downloads / "report.toml")  # what was written can still be fetched
        complaints = person("complaints")
        assert complaints == {"failed": [], "told": [], "hosts": [opened["address"][7:-1]]}
        person("close")
    draft = store.load(tmp_path / "report.toml")
    assert sign_off_status(draft) is SignOffStatus.SIGNED
    assert posted == write(draft, DEFAULT)
    assert all(line in posted.decode() for line in (AGENCY, OVERVIEW, PROBLEMS))
    assert run("check", "report.toml", folder=tmp_path).returncode == 0


def download(person: Visitor, kept: Path) -> None:
    """Fetch a file, from the list at the head of the page."""
    person("click", on="summary")
    number = person("list").index(kept.name) + 1
    person("click", on=f"li:nth-child({number}) a")
    person.wait_until(kept.is_file, f"{kept}")


def test_a_block_is_one_paste_and_a_closed_tab_keeps_it(person: Visitor, tmp_path: Path) -> None:
    new = ("new", "a.toml", "--agency", AGENCY, "--year", "2025", "--level", "county_department")
    assert run(*new, folder=tmp_path).returncode == 0
    with door(tmp_path, "a.toml") as address:
        person("open", address=address)
        person.wait_for("[1", AGENCY)
        go_on(person, 2)
        person("paste", text="第一行，“引号”\n第二行 1*2\n")
        person.wait_for("第一行，“引号”", "第二行 1*2")
        person.press("Control+KeyZ")
        person.wait_until(lambda: "第一行" not in person.screen and "第二行" not in person.screen)
        person.type("A  ")  # what is typed before is not taken for a part of it
        person.commit("关了标签页")
        person("insert", text="，")  # without any spelling
        person.commit("也还在")
        person.press("Enter")  # at once
        go_on(person, 3)
        person.press("F5")
        go_on(person, 4)
        person("paste", text="11\t12\n13\t14\n")
        person.wait_for("4 格")
        person.press("Enter")
        person.wait_for("11", "12", "13", "14", gone="4 格")
        person.press("F9")
        person.wait_until(lambda: "11\t12" in person("clipboard"), "table on the clipboard")
        person("close")
        person.wait_until(lambda: not (tmp_path / ".a.toml.owner").exists(), "end")
        draft = store.load(tmp_path / "a.toml")
        assert draft.entries("overview").get("overview.text") == "A  关了标签页，也还在\n"
        received = draft.entries("requests").texts
        assert [
            received.get(f"requests.{row}.natural_person") for row in ("received", "carried_in")
        ] == [
            "11",
            "13",
        ]


@pytest.mark.parametrize(("name", "source"), MADE_FROM.items())
def test_what_the_page_loads_is_what_its_makers_published(
    tools: Path, name: str, source: str
) -> None:
    published = tools / "node_modules" / "@xterm" / source
    assert files("tuiwizard.door").joinpath("static", name).read_bytes() == published.read_bytes()
    package = published.parents[len(Path(source).parts) - 2] / "package.json"
    assert json.loads(package.read_text("utf-8"))["license"] == "MIT"
