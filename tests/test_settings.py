"""The settings file: what it says holds before what is remembered, and every fault has its line."""

import os
from pathlib import Path
from typing import Any

import platformdirs
import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard import settings
from tuiwizard.drafts import settings_file
from tuiwizard.drafts.agency_memory import AgencyMemory, remember_agency
from tuiwizard.drafts.chosen_theme import THEMES, remember_theme, wanted_theme
from tuiwizard.drafts.settings_file import Origin, early_word, settings_path
from tuiwizard.settings import FAULTS, LINES, Settings, settled_or_remembered, usual_agency

NAMES = {"filled": "张三", "reviewed": "李四", "signed": "王五"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path))
    monkeypatch.delenv("TUIWIZARD_THEME", raising=False)
    return tmp_path


def write(text: str | bytes) -> None:
    settings_path().write_bytes(text if isinstance(text, bytes) else text.encode())


def faults() -> list[str]:
    """What is said of the file, without its name."""
    return [str(f).removeprefix(str(settings_path())).strip() for f in settings.read().faults]


def test_without_a_file_nothing_is_settled() -> None:
    assert settings.read() == settings.Read(Settings())
    assert settled_or_remembered("甲局") == AgencyMemory()
    assert (usual_agency(), wanted_theme()) == ("", ("", Origin.DEFAULT))


def test_what_is_written_is_read() -> None:
    write('theme = "light"\nagency = " 甲局 "\nformats = ["pdf"]\n[signers]\nsigned = "张三"\n')
    found = settings.read()
    assert found.faults == ()
    assert found.settings.model_dump(exclude_defaults=True) == {
        "theme": "light",
        "agency": "甲局",
        "formats": ("pdf",),
        "signers": {"signed": "张三"},
    }


def test_what_is_written_comes_before_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    remember_theme("contrast")
    remember_agency("乙局", signers={}, formats=("docx",))
    remember_agency("甲局", signers=NAMES, formats=("docx",), place="/out")
    assert wanted_theme() == ("contrast", Origin.REMEMBERED)
    assert usual_agency() == "甲局"
    write('theme = "light"\nformats = ["pdf"]\nsigners.signed = "赵六"\n')
    assert wanted_theme() == ("light", Origin.SETTINGS)
    assert settled_or_remembered("甲局") == AgencyMemory(
        {**NAMES, "signed": "赵六"}, ("pdf",), "/out"
    )
    assert settled_or_remembered("乙局").signers == {"signed": "赵六"}
    monkeypatch.setenv("TUIWIZARD_THEME", "dark")
    assert wanted_theme() == ("dark", Origin.ENVIRONMENT)


def test_names_are_those_of_the_office_that_is_named() -> None:
    remember_agency("乙局", signers=NAMES)
    write('agency = "甲局"\nsigners.signed = "赵六"\n')
    assert usual_agency() == "甲局"
    assert settled_or_remembered(" 甲局 ").signers == {"signed": "赵六"}
    assert settled_or_remembered("乙局").signers == NAMES


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('# 注\n\ntheme = "drak"', "第 3 行 的“theme”：不能是“drak”，可以写 dark、light、contrast"),
        ('language = "de"', "第 1 行 的“language”：不能是“de”，可以写 zh、en"),
        ("theme = 1", '第 1 行 的“theme”：应当是文字，请加上引号：theme = "…"'),
        (
            'agency = "甲"\nformats = [\n  "docx",\n  "dox",\n]',
            "第 2 行 的“formats”：不能是“dox”，可以写 markdown、html、docx、fragment、pdf、xlsx",
        ),
        *(
            (
                f"formats = {value}",
                '第 1 行 的“formats”：应当是一个列表，请写成 formats = ["docx", "pdf"] 的样子',
            )
            for value in ('"docx"', "[1]", "{}")
        ),
        (
            'signers = "张三"',
            '第 1 行 的“signers”：应当是一个表，请写成 [signers]，下面一行一个：signed = "…"',
        ),
        (
            "[signers]\n\n# 谁\nsigned = 3",
            '第 4 行 的“signers.signed”：应当是文字，请加上引号：signed = "…"',
        ),
        ('langage = "zh"', "第 1 行 的“langage”：没有这一项，是不是 language？"),
        (
            "x = 1",
            "第 1 行 的“x”：没有这一项，请删去它；有的是 theme、language、agency、formats、"
            "signers、filled、reviewed、signed",
        ),
        ('signed = "张三"', "第 1 行 的“signed”：请写到 [signers] 的下面"),
        (
            '[signers]\nagency = "甲"',
            "第 2 行 的“signers.agency”：请写到文件的开头，[signers] 的前面",
        ),
        ('agency = """甲\n乙"""', "第 1 行 的“agency”：只能写一行，请把换行删去"),
        (
            "\ntheme = “dark”",
            '第 2 行：第 9 列附近不合 TOML 写法，引号 “ 是全角的，请改成半角的 "',
        ),
        ('agency = "甲局"'.encode("gbk"), "：这不是 UTF-8 文本，请用记事本另存为 UTF-8"),
        ('theme = "dark"'.encode("utf-16"), "：这不是 UTF-8 文本，请用记事本另存为 UTF-8"),
        (b"theme = '\0'", "：这不是 UTF-8 文本，请用记事本另存为 UTF-8"),
        (b"#" * 70_000, "：文件太大，不是设置文件，请删去或换掉它"),
    ],
)
def test_every_fault_is_one_sentence_with_its_line(text: str | bytes, said: str) -> None:
    write(text)
    assert faults() == [said]


def test_faults_are_told_in_the_order_of_the_file_and_the_rest_holds() -> None:
    write('them = "x"\nlanguage = "en"\ntheme = ""\nsigners = {signed = "张三", filled = 1}\n')
    assert [fault.line for fault in settings.read().faults] == [1, 3, 4]
    settled = settings.read().settings
    assert (settled.language, settled.theme) == ("en", "")
    assert settled.signers.model_dump() == {"filled": "", "reviewed": "", "signed": "张三"}


def test_another_file_is_told_in_bounded_time() -> None:
    write("".join(f"k{number} = {{ a = 1 }}\n" for number in range(900)))
    said = settings.read().faults
    assert (len(said), said[0].line, said[-1].line) == (FAULTS, 1, FAULTS)
    write("#\n" * LINES + "x = 1\n")
    assert [fault.line for fault in settings.read().faults] == [None]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_or_a_dangling_link_is_said_and_not_waited_for() -> None:
    os.mkfifo(settings_path())
    assert early_word("theme", THEMES) == ""
    assert faults() == ["：这是管道、设备或套接字，不是文件，没有打开；请给出设置文件"]
    settings_path().unlink()
    settings_path().symlink_to("nowhere")
    assert faults() == ["：没有这个文件，请检查文件名和路径"]


@pytest.mark.parametrize("text", ["", "\n", "# 什么也没有\n", "\ufeff"])
def test_a_file_that_says_nothing_is_right(text: str) -> None:
    write(text)
    assert settings.read() == settings.Read(Settings())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('theme = "light"', "light"),
        ('\ufefftheme = "light"\r\n', "light"),
        ('theme = "pink"', ""),
        ("theme = [[1]]", ""),
        ("theme = ", ""),
        (b"\xff", ""),
        ("a = " + "[" * 5000, ""),
    ],
)
def test_a_word_that_is_wanted_early_is_right_or_none(text: str | bytes, word: str) -> None:
    write(text)
    assert early_word("theme", THEMES) == word


VALUES = st.recursive(
    st.none() | st.text(max_size=3) | st.integers(-3, 3) | st.booleans() | st.sampled_from(THEMES),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
KEYS = st.sampled_from([*Settings.model_fields, "signed", "x"])


@given(st.dictionaries(KEYS, VALUES.filter(lambda value: value is not None)))
def test_whatever_is_in_it_what_is_right_holds_and_each_fault_has_a_line(
    tables: dict[str, Any],
) -> None:
    try:
        text = tomli_w.dumps(tables)
    except TypeError:  # a null somewhere
        return
    write(text)
    found = settings.read()
    lines = text.split("\n")
    for fault in found.faults:
        assert fault.line is not None and fault.key is not None
        assert fault.key.split(".")[0] in "\n".join(lines[: fault.line])
    assert found.settings.theme == early_word("theme", THEMES)
    if not found.faults:
        assert Settings.model_validate(tables) == found.settings


def test_the_folder_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUIWIZARD_STATE")
    for named in ("", " ", "relative", "/etc/xdg/mine"):
        monkeypatch.setenv("XDG_CONFIG_HOME", named)
        expected = platformdirs.user_config_path("tuiwizard", appauthor=False)
        assert settings_file.settings_folder() == expected
